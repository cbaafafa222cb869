//! The duties of roles and bodies, and of which of them something must be said.

use super::entry::Entry;
use super::names::{NameKind, known_help};
use crate::pack::{Duty, Stated};
use kernel::Message;

/// `stated_on` are the kinds of subject that a statement is asked of where the pack does not say it.
pub(super) fn duty(entry: Entry<'_>, subjects: &[String], stated_on: &[String]) -> Duty {
    let duty = Duty {
        id: entry.define(NameKind::Rule, "id"),
        when: entry.condition("when", subjects),
        text: entry.text("text"),
        statement: statement(&entry, subjects, stated_on),
        strength: entry.strength(),
        clauses: entry.clauses(),
    };
    entry.finish();
    duty
}

/// `statement = true`, or a table that says of what kinds of subject, and how often it is reviewed.
fn statement(entry: &Entry<'_>, subjects: &[String], stated_on: &[String]) -> Option<Stated> {
    const KEY: &str = "statement";
    let value = entry.optional(KEY)?;
    if value.get_ref().as_table().is_none() {
        let plain = Stated { subjects: stated_on.to_vec(), review_months: None };
        return entry.flag(KEY, false).then_some(plain);
    }
    let table = entry.table_of(value)?;
    let review_months = table.optional_months("review_months");
    let mut stated = Stated { subjects: stated_on.to_vec(), review_months };
    if table.optional("subjects").is_some() {
        let found = table.spotted_strings("subjects");
        for (kind, at) in found.iter().filter(|(kind, _)| !subjects.contains(kind)) {
            let message = Message::new("policy-problem-unknown-value").with("value", kind.as_str());
            let help = known_help(kind, subjects.iter().map(String::as_str));
            table.book.error(at, message, Some(help));
        }
        stated.subjects = found.into_iter().map(|(kind, _)| kind).collect();
    }
    table.finish();
    Some(stated)
}
