//! How somebody who has a duty says that they meet it: in words, by a link or by a document, until it is looked at anew.

use kernel::{Date, FieldKind, Id, ReferenceKind, Subject, SubjectKind, record_fields};
use register::Withdrawal;

pub const DUTY_STATEMENT: SubjectKind = SubjectKind("duty_statement");

/// What is said. Swedish: det som redogörs för.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Markdown.
    pub content: String,
    pub link: String,
    pub document: Option<Id>,
    /// When it is looked at anew; by the guideline where nobody says.
    pub review_date: Option<Date>,
}

record_fields! { Said {
    content: FieldKind::LongText { max_chars: 5_000 };
    link: FieldKind::Link;
    document: FieldKind::Reference(ReferenceKind("document"));
    review_date: FieldKind::Date;
} }

/// Swedish: redogörelse för ansvar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyStatement {
    pub id: Id,
    /// Counts from 1; 0 while it is not saved.
    pub revision: i64,
    /// Id of the duty in the guideline.
    pub duty: String,
    /// Id of the role or the body that has the duty.
    pub role: String,
    /// What it is said of.
    pub subject: Subject,
    pub said: Said,
    pub made_by: Option<Id>,
    pub made_by_name: String,
    pub made_on: Date,
    /// Whoever said it keeps the register and has not the duty.
    pub is_on_behalf: bool,
    /// The statement that it repeats.
    pub copied_from: Option<Id>,
    pub withdrawn: Option<Withdrawal>,
}
