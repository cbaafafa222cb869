//! What hooks are told of: the events of the audit log, as the program registers them, and how one is told outside. A
//! message holds ids, names of records and the names of the fields that changed: no values, and nobody who did it.

use kernel::{Id, Instant, Result, Subject};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;
use storage::{FromRow, Read, Row};

/// Name and page of each record.
pub type Names = BTreeMap<Subject, (String, String)>;

/// What a hook may be told of, and what records are called. Attached to the database by the program.
#[derive(Clone, Copy)]
pub struct Happenings {
    /// Every action of the audit log.
    pub actions: &'static [&'static str],
    /// Names and pages of records; whose name is a person's is left out.
    pub names: fn(&Read, &[Subject]) -> Result<Names>,
}

impl Happenings {
    /// The kinds of record that actions are about, each once, in the order of the actions.
    #[must_use]
    pub fn nouns(&self) -> Vec<&'static str> {
        let mut nouns = Vec::new();
        for (noun, _) in self.actions.iter().filter_map(|action| action.split_once('.')) {
            if !nouns.contains(&noun) {
                nouns.push(noun);
            }
        }
        nouns
    }

    /// How many of them a hook can name, each once.
    #[must_use]
    pub fn count(&self) -> usize {
        self.actions.len() + self.nouns().len()
    }

    /// Whether it is an action, or all actions about one kind of record.
    #[must_use]
    pub fn knows(&self, happening: &str) -> bool {
        let is_noun = |noun: &str| self.nouns().contains(&noun);
        self.actions.contains(&happening) || happening.strip_suffix(".*").is_some_and(is_noun)
    }
}

/// An event of the audit log, as far as hooks are told of it.
pub(crate) struct Event {
    pub sequence: i64,
    pub at: Instant,
    pub actor_kind: String,
    pub action: String,
    pub subject: Option<Subject>,
    /// The names of the fields that changed.
    pub changed: Vec<String>,
}

impl FromRow for Event {
    fn from_row(row: &Row) -> Result<Self> {
        let (kind, id): (String, Option<Id>) = (row.get(4)?, row.get(5)?);
        let content: Option<String> = row.get(6)?;
        let content: Json = content.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        let changed = content.get("changes").and_then(Json::as_object).map(names_of).unwrap_or_default();
        Ok(Self {
            sequence: row.get(0)?,
            at: row.get(1)?,
            actor_kind: row.get(2)?,
            action: row.get(3)?,
            subject: id.map(|id| Subject { kind, id }),
            changed,
        })
    }
}

fn names_of(changes: &Map<String, Json>) -> Vec<String> {
    changes.keys().cloned().collect()
}

impl Event {
    /// The message about this event, as it goes out.
    pub(crate) fn body(
        &self,
        (delivery, hook): (Id, Id),
        names: &BTreeMap<Subject, (String, String)>,
        public_url: &str,
    ) -> String {
        let told = self.subject.as_ref().map(|subject| {
            let mut told = json!({ "kind": subject.kind, "id": subject.id.to_string() });
            if let Some((name, path)) = names.get(subject) {
                told["name"] = json!(name);
                told["address"] = json!(format!("{}{path}", public_url.trim_end_matches('/')));
            }
            told
        });
        json!({
            "delivery": delivery.to_string(),
            "hook": hook.to_string(),
            "sequence": self.sequence,
            "at": self.at.to_string(),
            "action": self.action,
            "actor_kind": self.actor_kind,
            "subject": told,
            "changed": self.changed,
        })
        .to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HAPPENINGS: Happenings = Happenings {
        actions: &["system.changed", "system.registered", "document.changed"],
        names: |_, _| Ok(BTreeMap::new()),
    };

    #[test]
    fn what_a_hook_may_hear_is_an_action_or_all_about_a_kind_of_record() {
        assert_eq!(HAPPENINGS.nouns(), ["system", "document"]);
        assert!(["system.changed", "document.*"].iter().all(|one| HAPPENINGS.knows(one)));
        assert!(!["system", "*", ".*", "system.*.*", "", "person.*"].iter().any(|one| HAPPENINGS.knows(one)));
    }

    #[test]
    fn a_message_tells_the_record_and_which_fields_changed_and_no_value() {
        let subject = Subject { kind: "system".into(), id: Id::from_bytes([7; 16]) };
        let event = Event {
            sequence: 17,
            at: "2026-03-02T08:00:00Z".parse().expect("an instant"),
            actor_kind: "person".into(),
            action: "system.changed".into(),
            subject: Some(subject.clone()),
            changed: vec!["notes".into()],
        };
        let names = BTreeMap::from([(subject, ("Elevregistret".to_owned(), "/system/7".to_owned()))]);
        let ids = (Id::from_bytes([1; 16]), Id::from_bytes([2; 16]));
        let body: Json =
            serde_json::from_str(&event.body(ids, &names, "https://vidmakt.example/")).expect("JSON");
        assert_eq!(body["subject"]["address"], "https://vidmakt.example/system/7");
        assert_eq!(body["subject"]["name"], "Elevregistret");
        assert_eq!(body["changed"], json!(["notes"]));
        let mut names: Vec<&str> = body.as_object().expect("an object").keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(
            names,
            ["action", "actor_kind", "at", "changed", "delivery", "hook", "sequence", "subject"]
        );
        let unnamed: Json = serde_json::from_str(&event.body(ids, &BTreeMap::new(), "")).expect("JSON");
        assert!(unnamed["subject"].get("name").is_none() && unnamed["subject"].get("address").is_none());
    }
}
