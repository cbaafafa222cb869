//! A change of many records alike. It is planned first: each record is judged and nothing is written; then it is carried
//! out on those that nothing stands against.

use kernel::{Id, Instant, Language, Objection, SubjectKind, choice};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

pub const BULK_CHANGE: SubjectKind = SubjectKind("bulk_change");

choice! {
    /// Swedish: slag av poster som ändras i grupp.
    pub enum BulkKind { System = "system", Object = "object", Document = "document" }
}

choice! {
    /// Swedish: hur långt en ändring i grupp har kommit.
    pub enum BulkState {
        /// Looked over; nothing is changed.
        Planned = "planned",
        /// Some of its records are changed.
        UnderWay = "under_way",
        CarriedOut = "carried_out",
    }
}

choice! {
    /// Swedish: vad det blev av en post.
    pub enum BulkOutcome {
        /// It will be changed.
        Fits = "fits",
        /// It says so already.
        Same = "same",
        /// Something stands against it: it is left as it was.
        LeftOut = "left_out",
        Done = "done",
    }
}

/// Swedish: ändring i grupp.
#[derive(Clone, Debug, PartialEq)]
pub struct BulkChange {
    pub id: Id,
    /// Counts from 1; 0 while it is not saved.
    pub revision: i64,
    pub kind: BulkKind,
    /// The names of the fields that are changed.
    pub fields: Vec<String>,
    pub reason: String,
    /// The one that this one takes back.
    pub undoes: Option<Id>,
    /// The one that has taken this one back.
    pub undone_by: Option<Id>,
    pub state: BulkState,
    pub planned_by: Option<Id>,
    pub planned_by_name: String,
    pub planned_at: Instant,
    pub carried_out_at: Option<Instant>,
    pub counts: Counts,
    /// When it was last written: while it is carried out, each time that some of its records are done.
    pub saved_at: Instant,
}

/// What came of the records of a change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub total: i64,
    /// Those that will be changed.
    pub waiting: i64,
    pub done: i64,
    pub left_out: i64,
}

impl Counts {
    /// Those that said so already.
    #[must_use]
    pub const fn same(&self) -> i64 {
        self.total - self.waiting - self.done - self.left_out
    }
}

/// One record of a change.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangedRecord {
    /// Its place among the others.
    pub place: i64,
    pub record: Id,
    /// Where it is asked who may see and change it: itself, or what a document is about.
    pub asked_at: Id,
    pub name: String,
    /// The revision at which it was looked at.
    pub seen_revision: i64,
    pub outcome: BulkOutcome,
    /// By field: what stood there, and what shall stand there.
    pub changes: Map<String, Json>,
    /// What stands against it, or against a part of it.
    pub why: Vec<Told>,
}

impl ChangedRecord {
    /// The values that it shall get, by field.
    pub(crate) fn wanted(&self) -> Map<String, Json> {
        self.side(1)
    }

    /// The values that it had, by field.
    pub(crate) fn stood(&self) -> Map<String, Json> {
        self.side(0)
    }

    fn side(&self, place: usize) -> Map<String, Json> {
        let value = |sides: &Json| sides.get(place).cloned().unwrap_or(Json::Null);
        self.changes.iter().map(|(name, sides)| (name.clone(), value(sides))).collect()
    }
}

/// What was objected to, in both languages: it is kept after the texts may have become others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The field that it is about; empty for the whole record.
    pub field: String,
    pub sv: String,
    pub en: String,
}

impl Told {
    pub(crate) fn of(objection: &Objection) -> Self {
        Self {
            field: objection.field.clone(),
            sv: texts::render(Language::Swedish, &objection.message),
            en: texts::render(Language::English, &objection.message),
        }
    }

    #[must_use]
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Swedish => &self.sv,
            Language::English => &self.en,
        }
    }
}
