//! A document as a record: what it is, what it is about, who owns it and until when it holds. It is withdrawn, never
//! deleted.

use kernel::{Custom, Date, FieldKind, Id, Subject, SubjectKind, record_fields};

pub const DOCUMENT: SubjectKind = SubjectKind("document");

/// Swedish: dokument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub id: Id,
    /// Counts from 1; 0 while it is not saved.
    pub revision: i64,
    /// The system, object or organisation that it is about.
    pub subject: Subject,
    pub withdrawn: Option<Withdrawal>,
    /// One of the pack's types of document.
    pub document_type: String,
    pub name: String,
    /// The person who owns it. Swedish: dokumentägare.
    pub owner: Option<Id>,
    pub date: Option<Date>,
    pub version: String,
    pub review_date: Option<Date>,
    /// The year that a plan is made for.
    pub year: Option<i64>,
    pub decided_on: Option<Date>,
    /// Where it was decided, such as a paragraph of minutes.
    pub decision: String,
    pub link: String,
    /// Given at registration where the pack numbers the type.
    pub number: String,
    /// Whether IT reaches it, such as what a supplier has delivered; None where nobody has said.
    pub available_to_it: Option<bool>,
    /// The fingerprint of its text where a room above writes it, empty before the first word; None for any other. No field:
    /// whoever changes a document keeps it.
    pub written: Option<String>,
    /// What the federation has added.
    pub custom: Custom,
}

/// When and why a document stopped to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    pub on: Date,
    pub because: String,
}

record_fields! { Document, custom {
    document_type: FieldKind::Text { max_chars: 60 }, required;
    name: FieldKind::Text { max_chars: 200 }, required;
    owner: FieldKind::Reference(crate::system::PERSON_REFERENCE);
    date: FieldKind::Date;
    version: FieldKind::Text { max_chars: 40 };
    review_date: FieldKind::Date;
    year: FieldKind::Number { min: 1990, max: 2200 };
    decided_on: FieldKind::Date;
    decision: FieldKind::Text { max_chars: 200 };
    link: FieldKind::Link;
    number: FieldKind::Text { max_chars: 60 };
    available_to_it: FieldKind::Flag;
} }

impl Document {
    /// An empty document of a type about a subject.
    #[must_use]
    pub fn new(subject: Subject, document_type: impl Into<String>) -> Self {
        Self {
            id: Id::new(),
            revision: 0,
            subject,
            withdrawn: None,
            document_type: document_type.into(),
            name: String::new(),
            owner: None,
            date: None,
            version: String::new(),
            review_date: None,
            year: None,
            decided_on: None,
            decision: String::new(),
            link: String::new(),
            number: String::new(),
            available_to_it: None,
            written: None,
            custom: Custom::default(),
        }
    }

    /// Decided, or registered with its decision.
    #[must_use]
    pub fn is_decided(&self) -> bool {
        self.decided_on.is_some() || !self.decision.is_empty()
    }
}
