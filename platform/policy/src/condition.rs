//! Conditions on facts (*when*): typed, closed and three-valued, so that a missing fact never passes for a no.

use crate::facts::{FactValue, SubjectFacts};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Swedish: villkor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    Fact { name: String, test: Test },
}

impl Default for Condition {
    /// No condition: always true.
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

/// What is asked of one fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Test {
    /// One of these; for a set, at least one of these is in it.
    OneOf(Vec<FactValue>),
    /// A number or a date between these, both included.
    Between {
        at_least: Option<FactValue>,
        at_most: Option<FactValue>,
    },
    Present(bool),
}

/// The answer to a condition when facts may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    True,
    False,
    Unknown,
}

impl Truth {
    #[must_use]
    pub const fn of(is_true: bool) -> Self {
        if is_true { Self::True } else { Self::False }
    }

    #[must_use]
    pub const fn negated(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }

    /// False if any is false, else unknown if any is unknown.
    pub fn all(answers: impl IntoIterator<Item = Self>) -> Self {
        let mut result = Self::True;
        for answer in answers {
            match answer {
                Self::False => return Self::False,
                Self::Unknown => result = Self::Unknown,
                Self::True => {}
            }
        }
        result
    }

    /// True if any is true, else unknown if any is unknown.
    pub fn any(answers: impl IntoIterator<Item = Self>) -> Self {
        Self::all(answers.into_iter().map(Self::negated)).negated()
    }
}

impl Condition {
    #[must_use]
    pub fn is_always_true(&self) -> bool {
        matches!(self, Self::All(parts) if parts.is_empty())
    }

    #[must_use]
    pub fn holds_for(&self, facts: &SubjectFacts) -> Truth {
        match self {
            Self::All(parts) => Truth::all(parts.iter().map(|part| part.holds_for(facts))),
            Self::Any(parts) => Truth::any(parts.iter().map(|part| part.holds_for(facts))),
            Self::Not(part) => part.holds_for(facts).negated(),
            Self::Fact { name, test } => test.holds_for(facts.facts.get(name)),
        }
    }

    /// The facts whose absence leaves the answer open, in alphabetical order.
    #[must_use]
    pub fn missing_facts(&self, facts: &SubjectFacts) -> Vec<String> {
        let mut missing = BTreeSet::new();
        if self.holds_for(facts) == Truth::Unknown {
            self.collect_missing(facts, &mut missing);
        }
        missing.into_iter().collect()
    }

    fn collect_missing(&self, facts: &SubjectFacts, missing: &mut BTreeSet<String>) {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                for part in parts.iter().filter(|part| part.holds_for(facts) == Truth::Unknown) {
                    part.collect_missing(facts, missing);
                }
            }
            Self::Not(part) => part.collect_missing(facts, missing),
            Self::Fact { name, .. } => {
                missing.insert(name.clone());
            }
        }
    }
}

impl Test {
    #[must_use]
    pub fn holds_for(&self, value: Option<&FactValue>) -> Truth {
        match (self, value) {
            (Self::Present(wanted), value) => Truth::of(value.is_some_and(is_filled) == *wanted),
            (_, None) => Truth::Unknown,
            (Self::OneOf(wanted), Some(FactValue::Set(names))) => Truth::of(
                wanted.iter().any(|value| matches!(value, FactValue::Text(name) if names.contains(name))),
            ),
            (Self::OneOf(wanted), Some(value)) => Truth::of(wanted.contains(value)),
            (Self::Between { at_least, at_most }, Some(value)) => Truth::of(
                at_least.as_ref().is_none_or(|least| is_at_least(value, least))
                    && at_most.as_ref().is_none_or(|most| is_at_least(most, value)),
            ),
        }
    }
}

fn is_filled(value: &FactValue) -> bool {
    match value {
        FactValue::Text(text) => !text.trim().is_empty(),
        FactValue::Set(names) => !names.is_empty(),
        FactValue::Flag(_) | FactValue::Number(_) | FactValue::Date(_) => true,
    }
}

fn is_at_least(value: &FactValue, least: &FactValue) -> bool {
    match (value, least) {
        (FactValue::Number(value), FactValue::Number(least)) => value >= least,
        (FactValue::Date(value), FactValue::Date(least)) => value >= least,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(name: &str, value: bool) -> Condition {
        Condition::Fact { name: name.into(), test: Test::OneOf(vec![FactValue::Flag(value)]) }
    }

    fn known(name: &str, value: bool) -> SubjectFacts {
        SubjectFacts::new("system").with(name, FactValue::Flag(value))
    }

    #[test]
    fn a_missing_fact_leaves_the_answer_open_and_is_named() {
        let condition = Condition::All(vec![fact("a", true), fact("b", true)]);
        assert_eq!(condition.holds_for(&known("a", true)), Truth::Unknown);
        assert_eq!(condition.missing_facts(&known("a", true)), ["b"]);
    }

    #[test]
    fn the_other_parts_may_decide_without_the_missing_fact() {
        let all = Condition::All(vec![fact("a", true), fact("b", true)]);
        assert_eq!(all.holds_for(&known("a", false)), Truth::False);
        assert!(all.missing_facts(&known("a", false)).is_empty());
        let any = Condition::Any(vec![fact("a", true), fact("b", true)]);
        assert_eq!(any.holds_for(&known("a", true)), Truth::True);
    }

    #[test]
    fn not_of_unknown_is_unknown() {
        let condition = Condition::Not(Box::new(fact("b", true)));
        assert_eq!(condition.holds_for(&known("a", true)), Truth::Unknown);
    }

    #[test]
    fn an_empty_condition_is_true_and_an_empty_any_is_false() {
        assert_eq!(Condition::default().holds_for(&SubjectFacts::new("system")), Truth::True);
        assert_eq!(Condition::Any(vec![]).holds_for(&SubjectFacts::new("system")), Truth::False);
    }

    #[test]
    fn a_set_fits_when_it_holds_one_of_the_wanted_names() {
        let test = Test::OneOf(vec![FactValue::Text("common".into()), FactValue::Text("x".into())]);
        let set = |names: &[&str]| FactValue::Set(names.iter().map(|n| (*n).to_owned()).collect());
        assert_eq!(test.holds_for(Some(&set(&["business", "common"]))), Truth::True);
        assert_eq!(test.holds_for(Some(&set(&[]))), Truth::False);
        assert_eq!(test.holds_for(None), Truth::Unknown);
    }

    #[test]
    fn both_limits_of_a_range_belong_to_it() {
        let test =
            Test::Between { at_least: Some(FactValue::Number(5)), at_most: Some(FactValue::Number(9)) };
        for (number, expected) in [(4, Truth::False), (5, Truth::True), (9, Truth::True), (10, Truth::False)]
        {
            assert_eq!(test.holds_for(Some(&FactValue::Number(number))), expected);
        }
    }

    #[test]
    fn a_blank_text_and_an_empty_set_are_not_present() {
        let test = Test::Present(true);
        assert_eq!(test.holds_for(Some(&FactValue::Text(" ".into()))), Truth::False);
        assert_eq!(test.holds_for(Some(&FactValue::Set(BTreeSet::new()))), Truth::False);
        assert_eq!(test.holds_for(Some(&FactValue::Flag(false))), Truth::True);
        assert_eq!(test.holds_for(None), Truth::False);
    }
}
