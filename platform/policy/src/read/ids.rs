//! Ids of an entry: its own, and those of others that it refers to.

use super::entry::Entry;
use super::names::NameKind;
use crate::pack::Parameter;
use crate::problem::Spot;
use kernel::Message;

impl Entry<'_> {
    /// Reads this entry's own id and says that it exists.
    pub fn define(&self, kind: NameKind, key: &'static str) -> String {
        self.define_as(kind, key, str::to_owned)
    }

    /// The same of an id that is its own only within something.
    pub fn define_within(&self, kind: NameKind, key: &'static str, whole: &str) -> String {
        self.define_as(kind, key, |id| format!("{whole}/{id}"))
    }

    fn define_as(&self, kind: NameKind, key: &'static str, named: impl Fn(&str) -> String) -> String {
        let Some(value) = self.required(key) else { return String::new() };
        let Some(id) = self.string_of(value) else { return String::new() };
        if !is_well_formed(kind, id) {
            let message = Message::new("policy-problem-bad-id").with("id", id);
            let help = match kind {
                NameKind::Clause => "policy-help-clause-id",
                NameKind::Rule => "policy-help-kebab-case",
                _ => "policy-help-snake-case",
            };
            self.book.error(&self.spot_of(value), message, Some(Message::new(help)));
        }
        self.book.names.borrow_mut().define(kind, &named(id), self.spot_of(value));
        id.to_owned()
    }

    pub fn optional_reference(&self, kind: NameKind, key: &'static str) -> Option<String> {
        let value = self.optional(key)?;
        let id = self.string_of(value)?;
        self.book.names.borrow_mut().refer(kind, id, self.spot_of(value));
        Some(id.to_owned())
    }

    pub fn reference(&self, kind: NameKind, key: &'static str) -> String {
        self.required(key);
        self.optional_reference(kind, key).unwrap_or_default()
    }

    pub fn references(&self, kind: NameKind, key: &'static str) -> Vec<String> {
        let found = self.spotted_strings(key);
        let mut names = self.book.names.borrow_mut();
        for (id, at) in &found {
            names.refer(kind, id, at.clone());
        }
        found.into_iter().map(|(id, _)| id).collect()
    }

    /// The parameter that `{ parameter = "…" }` names, and where it is named.
    pub fn named_parameter<'p>(
        &self,
        key: &'static str,
        parameters: &'p [Parameter],
    ) -> Option<(&'p Parameter, Spot)> {
        let named = self.table(key)?;
        let id = named.reference(NameKind::Parameter, "parameter");
        let at = named.spot_at("parameter");
        named.finish();
        parameters.iter().find(|parameter| parameter.id == id).map(|parameter| (parameter, at))
    }

    /// `clauses`, demanded: a rule that rests on nothing could not say why.
    pub fn clauses(&self) -> Vec<String> {
        let is_there = self.required("clauses").is_some();
        let clauses = self.optional_clauses();
        if is_there && clauses.is_empty() {
            let help = Message::new("policy-help-no-clauses");
            self.book.error(&self.spot_at("clauses"), Message::new("policy-problem-no-clauses"), Some(help));
        }
        clauses
    }

    /// `clauses` of what may exist without the guideline naming it, such as a role that the law demands.
    pub fn clauses_if_any(&self) -> Vec<String> {
        self.required("clauses");
        self.optional_clauses()
    }

    pub fn optional_clauses(&self) -> Vec<String> {
        self.references(NameKind::Clause, "clauses")
    }
}

fn is_well_formed(kind: NameKind, id: &str) -> bool {
    let separator = match kind {
        NameKind::Clause => {
            return !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        }
        NameKind::Rule => '-',
        _ => '_',
    };
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && !id.ends_with(separator)
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == separator)
}
