//! Conditions in words: facts by what the forms call them, values by what the pack or the register calls them.

use super::phrase::{Joint, Phrase};
use crate::condition::{Condition, Test};
use crate::facts::FactValue;
use crate::pack::{ListedValue, Pack};
use kernel::LocalText;

/// When something holds, as a sentence about subjects of these kinds.
#[must_use]
pub fn condition_in_words(pack: &Pack, subjects: &[&str], condition: &Condition) -> Phrase {
    Wording { pack, subjects }.condition(condition)
}

/// What is asked of one fact, as a sentence.
#[must_use]
pub fn test_in_words(pack: &Pack, subjects: &[&str], (fact, test): (&str, &Test)) -> Phrase {
    Wording { pack, subjects }.fact(fact, test, true)
}

/// What the forms call a fact.
pub(super) fn fact_in_words(pack: &Pack, subjects: &[&str], fact: &str) -> Phrase {
    Phrase::Words(Wording { pack, subjects }.title(fact))
}

/// What a value of a fact is called.
pub(super) fn value_of_fact(pack: &Pack, subjects: &[&str], (fact, id): (&str, &str)) -> Phrase {
    Phrase::Words(Wording { pack, subjects }.value_title(fact, id))
}

/// Speaks of some kinds of subject in the words of a pack.
struct Wording<'p> {
    pack: &'p Pack,
    subjects: &'p [&'p str],
}

const ALWAYS: Phrase = Phrase::text("policy-condition-always");
const NEVER: Phrase = Phrase::text("policy-condition-never");

impl Wording<'_> {
    fn condition(&self, condition: &Condition) -> Phrase {
        match condition {
            Condition::All(parts) if parts.is_empty() => ALWAYS,
            Condition::Any(parts) if parts.is_empty() => NEVER,
            Condition::All(parts) => self.joined(parts, Joint::And),
            Condition::Any(parts) => self.joined(parts, Joint::Or),
            Condition::Not(part) => self.negated(part),
            Condition::Fact { name, test } => self.fact(name, test, true),
        }
    }

    /// What consists of several parts itself stands in brackets among others.
    fn joined(&self, parts: &[Condition], joint: Joint) -> Phrase {
        if let [only] = parts {
            return self.condition(only);
        }
        let part = |part: &Condition| match part {
            Condition::All(inner) | Condition::Any(inner) if inner.len() > 1 => {
                Phrase::text("policy-condition-group").with("condition", self.condition(part))
            }
            _ => self.condition(part),
        };
        Phrase::List { parts: parts.iter().map(part).collect(), joint }
    }

    /// Of one fact the opposite is said; of several, that they do not hold together.
    fn negated(&self, condition: &Condition) -> Phrase {
        match condition {
            Condition::All(parts) if parts.is_empty() => NEVER,
            Condition::Any(parts) if parts.is_empty() => ALWAYS,
            Condition::All(parts) | Condition::Any(parts) if parts.len() == 1 => self.negated(&parts[0]),
            Condition::Not(part) => self.condition(part),
            Condition::Fact { name, test } => self.fact(name, test, false),
            several => not(self.condition(several)),
        }
    }

    fn fact(&self, name: &str, test: &Test, is_so: bool) -> Phrase {
        let said = |key| Phrase::text(key).with("fact", Phrase::Words(self.title(name)));
        let choose = |is: &'static str, is_not: &'static str| said(if is_so { is } else { is_not });
        match test {
            Test::Present(is_wanted) if *is_wanted == is_so => said("policy-condition-present"),
            Test::Present(_) => said("policy-condition-absent"),
            Test::OneOf(values) if values.is_empty() => {
                if is_so {
                    NEVER
                } else {
                    ALWAYS
                }
            }
            Test::OneOf(values) => match values.as_slice() {
                [FactValue::Flag(flag)] if *flag == is_so => said("policy-condition-yes"),
                [FactValue::Flag(_)] => said("policy-condition-no"),
                _ if self.holds_several(name) => {
                    choose("policy-condition-holds", "policy-condition-holds-not")
                        .with("values", self.values(name, values))
                }
                _ => choose("policy-condition-is", "policy-condition-is-not")
                    .with("values", self.values(name, values)),
            },
            Test::Between { at_least, at_most } => {
                let range = self.range(said, (name, at_least.as_ref(), at_most.as_ref()));
                if is_so { range } else { not(range) }
            }
        }
    }

    /// Both limits belong to a range. Of days it is said from when and until when.
    fn range(
        &self,
        said: impl Fn(&'static str) -> Phrase,
        (name, at_least, at_most): (&str, Option<&FactValue>, Option<&FactValue>),
    ) -> Phrase {
        let is_day = matches!(at_least.or(at_most), Some(FactValue::Date(_)));
        let limit = |value: &FactValue| self.value(name, value);
        match (at_least, at_most) {
            (Some(least), Some(most)) => {
                said("policy-condition-between").with("least", limit(least)).with("most", limit(most))
            }
            (Some(least), None) => {
                said(if is_day { "policy-condition-from" } else { "policy-condition-at-least" })
                    .with("least", limit(least))
            }
            (None, Some(most)) => {
                said(if is_day { "policy-condition-until" } else { "policy-condition-at-most" })
                    .with("most", limit(most))
            }
            (None, None) => said("policy-condition-present"),
        }
    }

    fn values(&self, fact: &str, values: &[FactValue]) -> Phrase {
        let parts = values.iter().map(|value| self.value(fact, value)).collect();
        Phrase::List { parts, joint: Joint::Or }
    }

    fn value(&self, fact: &str, value: &FactValue) -> Phrase {
        match value {
            FactValue::Flag(flag) => Phrase::text(if *flag { "policy-words-yes" } else { "policy-words-no" }),
            FactValue::Number(number) => Phrase::plain(number.to_string()),
            FactValue::Date(day) => Phrase::plain(day.to_string()),
            FactValue::Text(id) => Phrase::Words(self.value_title(fact, id)),
            FactValue::Set(ids) => {
                let parts = ids.iter().map(|id| Phrase::Words(self.value_title(fact, id))).collect();
                Phrase::List { parts, joint: Joint::And }
            }
        }
    }

    /// What the form calls a fact of one of these subjects; where none has it, of any.
    fn title(&self, fact: &str) -> LocalText {
        let titles = &self.pack.fact_titles;
        let of = |subject: &str| titles.get(subject).and_then(|titles| titles.get(fact));
        let found = self.subjects.iter().find_map(|subject| of(subject));
        let anywhere = || titles.values().find_map(|titles| titles.get(fact));
        found.or_else(anywhere).cloned().unwrap_or_else(|| LocalText::new(fact, fact))
    }

    fn holds_several(&self, fact: &str) -> bool {
        let several = &self.pack.facts_of_several;
        self.subjects.iter().any(|subject| several.contains(&((*subject).to_owned(), fact.to_owned())))
    }

    /// A value of a fact by its title: the pack's own first, else what the register calls it.
    fn value_title(&self, fact: &str, id: &str) -> LocalText {
        let of_register = |subject: &&str| {
            let titles = self.pack.value_titles.get(&((*subject).to_owned(), fact.to_owned()))?;
            titles.get(id).cloned()
        };
        let found = self.subjects.iter().find_map(|subject| own_title(self.pack, (*subject, fact), id));
        let found = found.or_else(|| self.subjects.iter().find_map(of_register));
        found.unwrap_or_else(|| LocalText::new(id, id))
    }
}

fn not(condition: Phrase) -> Phrase {
    Phrase::text("policy-condition-not").with("condition", condition)
}

/// What the pack itself calls a value that stands in one of its lists.
fn own_title(pack: &Pack, (subject, fact): (&str, &str), id: &str) -> Option<LocalText> {
    let listed = |values: &[ListedValue]| values.iter().find(|one| one.id == id).map(|one| one.title.clone());
    match (subject, fact) {
        ("system", "kind") => listed(&pack.system_kinds),
        ("object", "kind") | (_, "object_kind") => {
            pack.object_kinds.iter().find(|kind| kind.id == id).map(|kind| kind.title.text())
        }
        (_, "category" | "effective_kind") => listed(&pack.categories),
        (_, "operation_form") => listed(&pack.operation_forms),
        (_, "common_system") => listed(&pack.common_systems),
        (_, "business_areas") => listed(&pack.business_areas),
        (_, "lifecycle_state") => {
            pack.lifecycle_states.iter().find(|state| state.id == id).map(|state| state.title.clone())
        }
        _ => None,
    }
}
