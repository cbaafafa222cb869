//! What an entry of a pack says in one of its fields, in words: for the differences between two versions.

use super::conditions::{condition_in_words, fact_in_words, test_in_words, value_of_fact};
use super::names::{field_name, word_of};
use super::phrase::{Joint, Phrase};
use super::said::{flag_in_words, who_when};
use crate::condition::{Condition, Test};
use crate::pack::{Pack, Who};
use kernel::LocalText;
use serde_json::{Map, Value};

/// What an entry of a pack is about: without it a condition or a demanded value cannot be put into words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// What the entry is called; a part of an entry is called as the whole.
    pub title: LocalText,
    /// Kinds of subject that its conditions are about.
    pub subjects: Vec<String>,
    /// The fact that it makes a demand on.
    pub fact: Option<String>,
}

impl Context {
    /// Of an entry of a list, which may be a part of another entry.
    #[must_use]
    pub fn of(kind: &str, entry: &Value, whole: &Self) -> Self {
        let subjects = match (entry.get("subject"), entry.get("subjects"), kind) {
            (Some(Value::String(subject)), _, _) => vec![subject.clone()],
            (_, Some(Value::Array(subjects)), _) => {
                subjects.iter().filter_map(Value::as_str).map(str::to_owned).collect()
            }
            (_, _, "lifecycle_states") => vec!["system".to_owned()],
            (_, _, "object_kinds" | "groupings") => vec!["object".to_owned()],
            _ => whole.subjects.clone(),
        };
        let title = ["title", "term", "text", "fact"].iter().find_map(|key| local(entry.get(*key)?));
        let fact = entry.get("fact").and_then(Value::as_str).map(str::to_owned);
        Self { title: title.unwrap_or_else(|| whole.title.clone()), subjects, fact }
    }
}

/// What a field of an entry says. Nothing where it is empty.
#[must_use]
pub fn value_in_words(pack: &Pack, context: &Context, field: &str, value: &Value) -> Phrase {
    let subjects: Vec<&str> = context.subjects.iter().map(String::as_str).collect();
    Speaker { pack, subjects: &subjects, fact: context.fact.as_deref() }.value(field, value)
}

struct Speaker<'p> {
    pack: &'p Pack,
    subjects: &'p [&'p str],
    fact: Option<&'p str>,
}

impl Speaker<'_> {
    fn value(&self, field: &str, value: &Value) -> Phrase {
        match value {
            Value::Null => Phrase::plain(""),
            Value::Bool(flag) => flag_in_words(*flag),
            Value::Number(number) => Phrase::plain(number.to_string()),
            Value::String(word) => self.word(field, word),
            Value::Array(items) => {
                let joint = if items.iter().all(Value::is_string) { Joint::Comma } else { Joint::Semicolon };
                Phrase::List { parts: items.iter().map(|item| self.value(field, item)).collect(), joint }
            }
            Value::Object(parts) => self.object(field, value, parts),
        }
    }

    /// Ids by their titles, names of the format by their words; else as it stands.
    fn word(&self, field: &str, word: &str) -> Phrase {
        let who = |who: fn(String) -> Who| Phrase::Words(self.pack.title_of(&who(word.to_owned())));
        let listed =
            |title: Option<&LocalText>| title.cloned().map_or_else(|| Phrase::plain(word), Phrase::Words);
        match field {
            "role" | "roles" | "also_holds" => who(Who::Role),
            "body" | "bodies" => who(Who::Body),
            "level" => listed(self.pack.levels.iter().find(|one| one.id == word).map(|one| &one.title)),
            "party" => listed(self.pack.parties.iter().find(|one| one.id == word).map(|one| &one.title)),
            "group" => {
                listed(self.pack.document_groups.iter().find(|one| one.id == word).map(|one| &one.title))
            }
            "fact" | "count_fact" => fact_in_words(self.pack, self.subjects, word),
            "category" | "effective_kind" => value_of_fact(self.pack, &["system"], (field, word)),
            "kinds" => listed(self.pack.goal_kinds.iter().find(|one| one.id == word).map(|one| &one.title)),
            "document" | "counts_as" => listed(self.pack.document(word).map(|one| one.title.text()).as_ref()),
            _ => word_of(field, word).map_or_else(|| Phrase::plain(word), Phrase::text),
        }
    }

    fn object(&self, field: &str, value: &Value, parts: &Map<String, Value>) -> Phrase {
        if let Some(text) = local(value) {
            return Phrase::Words(text);
        }
        if let Some(condition) = condition(field, value) {
            return condition_in_words(self.pack, self.subjects, &condition);
        }
        if let (Some(fact), Ok(test)) = (self.fact, serde_json::from_value::<Test>(value.clone())) {
            return test_in_words(self.pack, self.subjects, (fact, &test));
        }
        if let Some(who) = parts.get("who") {
            return self.who(field, who, parts.get("when"));
        }
        let seat = ["role", "name"].into_iter().find_map(|key| Some((key, parts.get(key)?)));
        if let Some((key, named)) = seat.filter(|_| field == "may_join") {
            return self.value(key, named);
        }
        if let Some(level) = parts.get("level").filter(|_| field == "holders") {
            return Phrase::text("policy-words-level").with("level", self.value("level", &level["level"]));
        }
        let part = |(name, value): (&String, &Value)| {
            let said = self.value(name, value);
            let name = field_name(name).map_or_else(|| Phrase::plain(name.as_str()), Phrase::text);
            (!said.is_empty())
                .then(|| Phrase::text("policy-words-named").with("name", name).with("value", said))
        };
        Phrase::List { parts: parts.iter().filter_map(part).collect(), joint: Joint::Semicolon }
    }

    /// A role or body, and when. A holder of a mandate has it one step further in.
    fn who(&self, field: &str, who: &Value, when: Option<&Value>) -> Phrase {
        let Ok(named) = serde_json::from_value::<Who>(who.clone()) else { return self.value(field, who) };
        let title = Phrase::Words(self.pack.title_of(&named));
        match when.and_then(|when| condition("when", when)) {
            Some(when) if !when.is_always_true() => {
                who_when(title, condition_in_words(self.pack, self.subjects, &when))
            }
            _ => title,
        }
    }
}

fn condition(field: &str, value: &Value) -> Option<Condition> {
    if field == "when" { serde_json::from_value(value.clone()).ok() } else { None }
}

/// A text in both languages; a title has more forms beside it.
fn local(value: &Value) -> Option<LocalText> {
    let text = |code: &str| value.get(code).and_then(Value::as_str);
    Some(LocalText::new(text("sv")?, text("en")?))
}
