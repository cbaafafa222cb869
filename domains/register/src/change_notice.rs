//! A change that somebody who answers for a system tells those who keep the register: what stands there and what should
//! stand there, field by field. The keepers take it over or send it back.

use crate::kept_values::write_kept;
use crate::system::System;
use kernel::{
    Error, FieldKind, Id, Instant, Record, ReferenceKind, Result, SubjectKind, choice, record_fields,
};
use serde_json::{Map, Value as Json};

pub const CHANGE_NOTICE: SubjectKind = SubjectKind("change_notice");

choice! {
    /// Swedish: ändringsmeddelandets läge.
    pub enum NoticeState {
        Open = "open",
        TakenOver = "taken_over",
        SentBack = "sent_back",
        Withdrawn = "withdrawn",
    }
}

/// Swedish: ändringsmeddelande. Source: S1-020.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeNotice {
    pub id: Id,
    /// Counts from 1; 0 while it is not sent.
    pub revision: i64,
    /// The system that it is about; of a new one the id that it gets.
    pub system: Option<Id>,
    /// What the system is called, also before it stands in the register.
    pub name: String,
    pub is_new: bool,
    /// Whose keepers see it: the system, or the owner of a new one.
    pub place: Id,
    pub state: NoticeState,
    pub sent_by: Option<Id>,
    pub sent_by_name: String,
    pub sent_at: Instant,
    /// By field: what stood there when it was sent, and what should stand there.
    pub changes: Map<String, Json>,
    pub reason: String,
    /// Why it was sent back, or why only a part was taken over.
    pub answer: String,
    /// The fields that were taken over.
    pub taken: Vec<String>,
    pub settled_by_name: String,
    pub settled_at: Option<Instant>,
}

record_fields! { ChangeNotice {
    system: FieldKind::Reference(ReferenceKind("system"));
    reason: FieldKind::LongText { max_chars: 2_000 };
} }

/// Swedish: föreslagen uppgift, and how it stands to what the register says now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProposedValue {
    /// The register still says what it said when the notice was sent.
    Fits,
    /// The register says it already.
    StandsAlready,
    /// Somebody has written something third meanwhile.
    Conflicts,
}

impl ChangeNotice {
    /// What stood at a field when the notice was sent.
    #[must_use]
    pub fn base(&self, field: &str) -> &Json {
        self.side(field, 0)
    }

    /// What should stand at a field.
    #[must_use]
    pub fn proposed(&self, field: &str) -> &Json {
        self.side(field, 1)
    }

    fn side(&self, field: &str, place: usize) -> &Json {
        self.changes.get(field).and_then(|sides| sides.get(place)).unwrap_or(&Json::Null)
    }

    /// The fields that it is about, in the order of the form.
    #[must_use]
    pub fn fields(&self) -> Vec<&str> {
        in_order(&self.changes)
    }

    /// How the proposal for a field stands to the system of today.
    #[must_use]
    pub fn compare(&self, field: &str, now: &System) -> ProposedValue {
        let now = kernel::json_of(now).remove(field).unwrap_or(Json::Null);
        if now == *self.proposed(field) {
            ProposedValue::StandsAlready
        } else if self.is_new || now == *self.base(field) {
            ProposedValue::Fits
        } else {
            ProposedValue::Conflicts
        }
    }

    /// Writes what is proposed for some fields into a system.
    ///
    /// # Errors
    /// Rejected at each field whose value it no longer takes.
    pub fn write_into<'f>(&self, system: &mut System, fields: impl Iterator<Item = &'f str>) -> Result<()> {
        let objections = write_kept(system, fields.map(|name| (name, self.proposed(name))));
        if objections.is_empty() { Ok(()) } else { Err(Error::Rejected(objections)) }
    }

    /// The system with what stood there when the notice was sent, and with what should stand there, as far as its fields
    /// still take it: to be shown.
    #[must_use]
    pub fn sides(&self, now: &System) -> [System; 2] {
        let (mut base, mut proposed) = (now.clone(), now.clone());
        let names = || self.changes.keys().map(String::as_str);
        write_kept(&mut base, names().map(|name| (name, self.base(name))));
        write_kept(&mut proposed, names().map(|name| (name, self.proposed(name))));
        [base, proposed]
    }
}

/// The names of changed fields in the order of the form, added ones last.
pub(crate) fn in_order(changes: &Map<String, Json>) -> Vec<&str> {
    let mut names: Vec<&str> = changes.keys().map(String::as_str).collect();
    let place = |name: &str| System::FIELDS.iter().position(|field| field.name == name);
    names.sort_by_key(|name| place(name).unwrap_or(usize::MAX));
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::notice_of;
    use serde_json::json;

    #[test]
    fn a_proposed_value_fits_stands_already_or_conflicts() {
        let notice = notice_of(json!({"name": ["Lön", "Löner"]}));
        let named = |name: &str| System { name: name.into(), ..System::default() };
        assert_eq!(notice.compare("name", &named("Lön")), ProposedValue::Fits);
        assert_eq!(notice.compare("name", &named("Löner")), ProposedValue::StandsAlready);
        assert_eq!(notice.compare("name", &named("Lönen")), ProposedValue::Conflicts);
    }

    #[test]
    fn a_name_that_looks_like_a_date_or_an_id_stays_a_name() {
        let id = "0191e1a0-7c3b-7000-8000-000000000000";
        for name in ["2026-11-22", id, "17"] {
            let notice = notice_of(json!({"name": ["Lön", name], "local_number": [null, name]}));
            let mut system = System::default();
            notice.write_into(&mut system, ["name", "local_number"].into_iter()).unwrap();
            assert_eq!((system.name.as_str(), system.local_number.as_str()), (name, name));
        }
    }

    #[test]
    fn every_kind_of_value_comes_back_as_it_was_proposed() {
        let system = System {
            name: "Lön".into(),
            kind: Some(crate::SystemKind::CloudService),
            organisation: Some(Id::new()),
            business_areas: vec!["care".into(), "it".into()],
            personal_data: Some(false),
            in_operation_from: "2019-01-31".parse().ok(),
            ..System::default()
        };
        let changes = storage::changes(&Json::Null, &kernel::json_of(&system).into());
        let notice = notice_of(Json::Object(changes));
        let mut back = System { id: system.id, ..System::default() };
        notice.write_into(&mut back, notice.changes.keys().map(String::as_str)).unwrap();
        assert_eq!(back, system);
    }

    #[test]
    fn a_value_that_its_field_no_longer_takes_is_told_at_the_field() {
        let notice = notice_of(json!({"kind": ["it_system", "steam_engine"]}));
        let Err(Error::Rejected(objections)) =
            notice.write_into(&mut System::default(), ["kind"].into_iter())
        else {
            panic!("taken")
        };
        assert_eq!(objections[0].field, "kind");
    }
}
