//! A plan of a system, an object or an organisation: the text of a document of the register, which has its id. It is drafted,
//! looked over, proposed and decided, and what is decided stays as it was until the next version is.

use kernel::{Date, FieldKind, Id, Instant, ReferenceKind, Subject, SubjectKind, choice, record_fields};

pub const PLAN: SubjectKind = SubjectKind("plan");

choice! {
    /// Swedish: planens läge.
    pub enum PlanState {
        /// Swedish: utkast.
        Draft = "draft",
        /// Others read it before it is proposed. Swedish: granskning.
        Review = "review",
        /// Swedish: förslag.
        Proposed = "proposed",
        /// Swedish: beslutad.
        Decided = "decided",
        /// Swedish: avslutad.
        Closed = "closed",
    }
}

/// What a plan is about, of which kind it is and how far it has come. Swedish: plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The id of its document.
    pub id: Id,
    /// Counts from 1.
    pub revision: i64,
    pub updated_at: Instant,
    /// What the document is called.
    pub name: String,
    /// One of the pack's kinds of plan.
    pub kind: String,
    pub subject: Subject,
    /// None of what holds until its review.
    pub year: Option<i64>,
    pub state: PlanState,
    /// Which version is being written, or was decided last.
    pub version: i64,
    pub started_by: Option<Id>,
    /// None while nothing is proposed.
    pub proposal: Option<Proposal>,
    /// The number of the version that everybody reads.
    pub in_force: Option<i64>,
    /// Whether everybody who knows of the record reads what is decided.
    pub is_published: bool,
    /// Last year's plan.
    pub follows: Option<Id>,
    /// The plan whose texts it began with.
    pub copied_from: Option<Id>,
    pub closing: Option<Closing>,
}

/// Who laid a plan before whoever decides it, and when. Swedish: förslag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub by: Option<Id>,
    pub by_name: String,
    pub at: Instant,
    /// Id and version of the guideline by which it was looked at.
    pub pack: String,
}

/// That nothing more comes of a plan, and how it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    pub on: Date,
    pub text: String,
}

/// What is said when a plan is begun. Swedish: påbörjande.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beginning {
    pub kind: String,
    pub subject_kind: String,
    pub subject: Option<Id>,
    pub year: Option<i64>,
    pub follows: Option<Id>,
    pub copied_from: Option<Id>,
}

record_fields! { Beginning {
    kind: FieldKind::Text { max_chars: 60 }, required;
    subject_kind: FieldKind::Choice(&["system", "object", "organisation"]), required;
    subject: FieldKind::Reference(ReferenceKind("subject")), required;
    year: FieldKind::Number { min: 1990, max: 2200 };
    follows: FieldKind::Reference(ReferenceKind("plan"));
    copied_from: FieldKind::Reference(ReferenceKind("plan"));
} }

impl Plan {
    /// Whether its words may be changed: of what lies before somebody or is decided nothing is.
    #[must_use]
    pub const fn is_written(&self) -> bool {
        matches!(self.state, PlanState::Draft | PlanState::Review)
    }

    /// What it is called among those of other years.
    #[must_use]
    pub fn title(&self) -> String {
        self.year.map_or_else(|| self.name.clone(), |year| format!("{} {year}", self.name))
    }

    /// By what lists are ordered: name and year, so that the years of one plan stand together.
    #[must_use]
    pub fn sort_key(&self) -> String {
        texts::sort_key(&self.title())
    }
}
