//! How one demand stands on one subject, why, who answers for it and what mends it.

use crate::pack::Who;
use crate::reason::Reason;
use kernel::{Date, Outcome, Strength};
use serde::{Deserialize, Serialize};

/// What a demand is about: the column of the matrix that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    Role(String),
    Document(String),
    /// That every document has an owner.
    DocumentOwners,
    Field(String),
    /// That it is the only one; the fact that counts the others.
    Uniqueness(String),
    Separation(Vec<String>),
    /// The review of the guideline itself.
    Guideline,
    /// That a body has a group here which is not too large.
    Forum(String),
    /// That somebody has said how a duty is met.
    Statement(String),
    /// That an agreement of one of these kinds is in force.
    Agreement(Vec<String>),
}

/// What the user does to mend it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mend {
    AssignRole {
        role: String,
    },
    EndAssignment {
        role: String,
    },
    NameDeputy {
        role: String,
    },
    RegisterDocument {
        document_type: String,
    },
    NameDocumentOwner {
        document_type: String,
    },
    ReviewDocument {
        document_type: String,
    },
    DecidePlan {
        document_type: String,
    },
    /// To see to it that IT reaches it, and say so.
    MakeAvailable {
        document_type: String,
    },
    FillField {
        field: String,
    },
    /// Another record has the same: look at both.
    CompareRecords {
        field: String,
    },
    ReviewGuideline,
    FormForum {
        body: String,
    },
    ChangeForum {
        body: String,
    },
    StateDuty {
        duty: String,
    },
    ReviewStatement {
        duty: String,
    },
    RegisterAgreement {
        kind: String,
    },
    ApproveAgreement {
        kind: String,
    },
    SignAgreement {
        kind: String,
    },
    RenewAgreement {
        kind: String,
    },
    Nothing,
}

/// The answer to one demand. Swedish: utfall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    pub rule: String,
    pub about: About,
    pub outcome: Outcome,
    pub strength: Strength,
    pub reason: Reason,
    pub clauses: Vec<String>,
    pub responsible: Vec<Who>,
    pub mend: Mend,
    /// The next day on which the answer may change by itself.
    pub changes_on: Option<Date>,
}

/// How complete the documentation of a subject is. Swedish: kompletthet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Completeness {
    pub present: usize,
    pub required: usize,
    /// Types of which it is not known whether they are required.
    pub unknown: usize,
}

impl Completeness {
    /// Present ÷ required in whole per cent, rounded down; none when nothing is required.
    #[must_use]
    pub const fn percent(&self) -> Option<usize> {
        (self.present * 100).checked_div(self.required)
    }

    /// How much of what may be required is known, in whole per cent, rounded down.
    #[must_use]
    pub const fn coverage_percent(&self) -> Option<usize> {
        (self.required * 100).checked_div(self.required + self.unknown)
    }

    /// The sum over several subjects.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            present: self.present + other.present,
            required: self.required + other.required,
            unknown: self.unknown + other.unknown,
        }
    }
}

/// Counts the document types that must exist. Waived and not applicable ones leave the quotient.
#[must_use]
pub fn completeness(verdicts: &[Verdict]) -> Completeness {
    let mut counts = Completeness::default();
    for verdict in verdicts {
        if !matches!(verdict.about, About::Document(_)) || verdict.strength != Strength::Must {
            continue;
        }
        match verdict.outcome {
            Outcome::Met => {
                counts.present += 1;
                counts.required += 1;
            }
            Outcome::Breached => counts.required += 1,
            Outcome::Unknown => counts.unknown += 1,
            Outcome::NotApplicable | Outcome::Waived => {}
        }
    }
    counts
}
