//! Reads conditions and lists of *who*, and checks each fact and value against the vocabulary.

use super::entry::{Entry, Value};
use super::names::{NameKind, known_help};
use super::values::{date_of, whole_number};
use crate::condition::{Condition, Test};
use crate::facts::FactValue;
use crate::pack::{Who, WhoWhen};
use crate::vocabulary::{FactDeclaration, FactKind, PackList};
use kernel::{Message, Strength};
use std::collections::BTreeSet;
use toml::de::DeValue;

impl<'a> Entry<'a> {
    /// `when` for subjects of these kinds; always true if it is left out.
    pub fn condition(&self, key: &'static str, subjects: &[String]) -> Condition {
        self.optional(key)
            .and_then(|value| self.table_of(value))
            .map(|table| condition_of(&table, subjects))
            .unwrap_or_default()
    }

    /// A list of `{ role = … }` and `{ body = … }`, each with an optional `when`.
    pub fn who_list(&self, key: &'static str, subjects: &[String]) -> Vec<WhoWhen> {
        let Some(value) = self.optional(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_type_but(value, "list_of_tables", Some("policy-help-who-list"));
            return Vec::new();
        };
        let mut list = Vec::new();
        for item in items {
            match item.get_ref().as_table() {
                Some(_) => list.extend(self.table_of(item).and_then(|entry| who_when(entry, subjects))),
                None => self.wrong_type_but(item, "table", Some("policy-help-who-list")),
            }
        }
        list
    }

    pub fn strength(&self) -> Strength {
        match self.optional_choice::<StrengthWord>("strength") {
            Some(StrengthWord::Should) => Strength::Should,
            Some(StrengthWord::Must) | None => Strength::Must,
        }
    }

    /// The kinds of subject that the vocabulary knows.
    pub fn subjects(&self, key: &'static str, default: &[&str]) -> Vec<String> {
        if !self.has(key) {
            self.optional(key);
            return default.iter().map(|kind| (*kind).to_owned()).collect();
        }
        let known = self.book.vocabulary.subject_kinds();
        let found = self.spotted_strings(key);
        for (kind, at) in &found {
            if !known.contains(&kind.as_str()) {
                let message = Message::new("policy-problem-unknown-value").with("value", kind.as_str());
                self.book.error(at, message, Some(known_help(kind, known.iter().copied())));
            }
        }
        found.into_iter().map(|(kind, _)| kind).collect()
    }

    pub fn subject(&self, default: &str) -> String {
        let Some(value) = self.optional("subject") else { return default.to_owned() };
        let Some(kind) = value.get_ref().as_str() else {
            self.wrong_type(value, "text");
            return default.to_owned();
        };
        let known = self.book.vocabulary.subject_kinds();
        if !known.contains(&kind) {
            self.unknown_value(value, kind, known);
        }
        kind.to_owned()
    }

    /// The declaration of a fact for any of these subjects; reported if there is none.
    pub fn declared(
        &self,
        name: &str,
        at: &crate::problem::Spot,
        subjects: &[String],
    ) -> Option<&'a FactDeclaration> {
        let vocabulary = self.book.vocabulary;
        let found = subjects.iter().find_map(|subject| vocabulary.fact(subject, name));
        // Of a kind of subject that is itself unknown no fact is known: that has been told.
        let known_kinds = vocabulary.subject_kinds();
        let is_about_something = subjects.iter().any(|subject| known_kinds.contains(&subject.as_str()));
        if found.is_none() && is_about_something {
            let known: BTreeSet<&str> = vocabulary
                .facts
                .iter()
                .filter(|fact| subjects.contains(&fact.subject_kind))
                .map(|fact| fact.name.as_str())
                .collect();
            let message = Message::new("policy-problem-unknown-fact").with("fact", name);
            self.book.error(at, message, Some(known_help(name, known)));
        }
        found
    }

    /// One value of a fact; reported if it does not fit.
    pub fn fact_value(&self, value: &'a Value<'a>, declaration: &FactDeclaration) -> Option<FactValue> {
        let found = match &declaration.kind {
            FactKind::Flag => value.get_ref().as_bool().map(FactValue::Flag),
            FactKind::Number => whole_number(value).map(FactValue::Number),
            FactKind::Date => date_of(value).map(FactValue::Date),
            FactKind::Text => value.get_ref().as_str().map(|text| FactValue::Text(text.to_owned())),
            FactKind::Choice(names) | FactKind::Set(names) => value.get_ref().as_str().map(|name| {
                if !names.iter().any(|known| known == name) {
                    self.unknown_value(value, name, names.iter().map(String::as_str));
                }
                FactValue::Text(name.to_owned())
            }),
            FactKind::PackChoice(list) | FactKind::PackSet(list) => value.get_ref().as_str().map(|name| {
                self.refer_to_list(*list, name, value);
                FactValue::Text(name.to_owned())
            }),
        };
        if found.is_none() {
            self.wrong_type(value, type_word(&declaration.kind));
        }
        found
    }

    fn refer_to_list(&self, list: PackList, name: &str, value: &Value<'_>) {
        let kind = match list {
            PackList::ObjectKind => NameKind::ObjectKind,
            PackList::CommonSystem => NameKind::CommonSystem,
            PackList::BusinessArea => NameKind::BusinessArea,
        };
        let mut names = self.book.names.borrow_mut();
        // A pack that lists no areas leaves them to the register.
        if kind != NameKind::BusinessArea || !names.ids(kind).is_empty() {
            names.refer(kind, name, self.spot_of(value));
        }
    }

    /// What is asked of one fact: a value, a list of values, a range, or presence.
    pub fn test_of(&self, value: &'a Value<'a>, declaration: &FactDeclaration) -> Option<Test> {
        match value.get_ref() {
            DeValue::Array(items) => {
                if items.is_empty() {
                    let help = Message::new("policy-help-never");
                    self.book.error(&self.spot_of(value), Message::new("policy-problem-never"), Some(help));
                }
                Some(Test::OneOf(
                    items.iter().filter_map(|item| self.fact_value(item, declaration)).collect(),
                ))
            }
            DeValue::Table(_) => {
                let entry = self.table_of(value)?;
                let test = range_or_presence(&entry, declaration);
                entry.finish();
                test
            }
            _ => Some(Test::OneOf(vec![self.fact_value(value, declaration)?])),
        }
    }
}

fn range_or_presence(entry: &Entry<'_>, declaration: &FactDeclaration) -> Option<Test> {
    let is_present = entry.optional("present");
    let limit = |key| entry.optional(key).and_then(|value| entry.fact_value(value, declaration));
    let (at_least, at_most) = (limit("at_least"), limit("at_most"));
    let has_range = at_least.is_some() || at_most.is_some();
    let is_ordered = matches!(declaration.kind, FactKind::Number | FactKind::Date);
    if let (Some(_), false) = (is_present, has_range) {
        return Some(Test::Present(entry.flag("present", true)));
    }
    if !has_range || !is_ordered || is_present.is_some() {
        entry.book.error(
            &entry.spot(),
            Message::new("policy-problem-bad-test"),
            Some(Message::new("policy-help-test")),
        );
        return None;
    }
    if let (Some(least), Some(most)) = (&at_least, &at_most)
        && is_above(least, most)
    {
        let help = Message::new("policy-help-never");
        entry.book.error(&entry.spot(), Message::new("policy-problem-never"), Some(help));
    }
    Some(Test::Between { at_least, at_most })
}

fn is_above(least: &FactValue, most: &FactValue) -> bool {
    match (least, most) {
        (FactValue::Number(least), FactValue::Number(most)) => least > most,
        (FactValue::Date(least), FactValue::Date(most)) => least > most,
        _ => false,
    }
}

fn condition_of(entry: &Entry<'_>, subjects: &[String]) -> Condition {
    let mut parts = Vec::new();
    for (key, at, value) in entry.entries() {
        match key {
            "any" => parts.push(Condition::Any(groups(entry, "any", subjects))),
            "all" => parts.push(Condition::All(groups(entry, "all", subjects))),
            "not" => parts.extend(
                entry.table_of(value).map(|inner| Condition::Not(Box::new(condition_of(&inner, subjects)))),
            ),
            _ => {
                let Some(declaration) = entry.declared(key, &at, subjects) else { continue };
                let test = entry.test_of(value, declaration);
                parts.extend(test.map(|test| Condition::Fact { name: key.to_owned(), test }));
            }
        }
    }
    match <[Condition; 1]>::try_from(parts) {
        Ok([only]) => only,
        Err(parts) => Condition::All(parts),
    }
}

fn groups(entry: &Entry<'_>, key: &'static str, subjects: &[String]) -> Vec<Condition> {
    entry.tables(key).iter().map(|group| condition_of(group, subjects)).collect()
}

fn who_when(entry: Entry<'_>, subjects: &[String]) -> Option<WhoWhen> {
    let when = entry.condition("when", subjects);
    let who = who_of(&entry);
    entry.finish();
    Some(WhoWhen { who: who?, when })
}

/// Exactly one of `role` and `body`.
pub(super) fn who_of(entry: &Entry<'_>) -> Option<Who> {
    let role = entry.optional_reference(NameKind::Role, "role").map(Who::Role);
    let body = entry.optional_reference(NameKind::Body, "body").map(Who::Body);
    if role.is_some() == body.is_some() {
        entry.book.error(
            &entry.spot(),
            Message::new("policy-problem-bad-who"),
            Some(Message::new("policy-help-who")),
        );
    }
    role.or(body)
}

kernel::choice! {
    pub enum StrengthWord { Must = "must", Should = "should" }
}

/// The word in `policy-type` of the program's texts.
const fn type_word(kind: &FactKind) -> &'static str {
    match kind {
        FactKind::Flag => "flag",
        FactKind::Number => "number",
        FactKind::Date => "date",
        FactKind::Text => "text",
        FactKind::Choice(_) | FactKind::PackChoice(_) | FactKind::Set(_) | FactKind::PackSet(_) => "name",
    }
}
