//! Why a demand stands as it does: typed, so that it can be said in either language.

use crate::pack::Pack;
use kernel::{Arg, Date, LocalText, Message};
use serde::{Deserialize, Serialize};

/// Swedish: skäl.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Reason {
    EnoughHolders {
        role: String,
        count: usize,
    },
    TooFewHolders {
        role: String,
        count: usize,
        min: usize,
    },
    /// Filled today, vacant from a day that is near.
    ComingVacancy {
        role: String,
        on: Date,
    },
    TooManyHolders {
        role: String,
        count: usize,
        max: usize,
    },
    SamePerson {
        roles: Vec<String>,
    },
    SeparatePersons {
        roles: Vec<String>,
    },
    WrongHolder {
        rule: String,
        role: String,
    },
    RightHolder {
        role: String,
    },
    NobodyHolds {
        role: String,
    },
    /// Somebody stands in for each holder today.
    DeputyNamed {
        role: String,
    },
    /// Nobody stands in for so many of the holders.
    DeputyMissing {
        role: String,
        count: usize,
    },
    DocumentPresent {
        document: String,
    },
    DocumentMissing {
        document: String,
    },
    DocumentWithoutOwner {
        document: String,
    },
    /// Owned today, by nobody from a day that is near.
    OwnerLeaves {
        document: String,
        on: Date,
    },
    DocumentPastReview {
        document: String,
        since: Date,
    },
    PlanNotDecided {
        document: String,
        year: i16,
    },
    DocumentsWithoutOwner {
        documents: Vec<String>,
    },
    EveryDocumentOwned,
    NoDocuments,
    FieldFilled {
        field: String,
    },
    FieldEmpty {
        field: String,
    },
    FieldDiffers {
        rule: String,
        field: String,
    },
    OnlyOne,
    OthersExist {
        rule: String,
        count: i64,
    },
    ConditionFalse,
    FactsMissing {
        facts: Vec<String>,
    },
    /// A recommendation that is not followed.
    RecommendedNotDone {
        why: Box<Reason>,
    },
    WaivedByDecision {
        until: Date,
        why: Box<Reason>,
    },
    Reviewed {
        next_on: Date,
    },
    PastReview {
        since: Date,
    },
    /// The guideline does not say when it was adopted, so that nobody knows when its review is due.
    GuidelineUndated,
}

impl Reason {
    /// The stable name that scripts and pack tests use.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.words().0
    }

    /// The stable name and the key of the text.
    const fn words(&self) -> (&'static str, &'static str) {
        match self {
            Self::EnoughHolders { .. } => ("enough_holders", "policy-reason-enough-holders"),
            Self::TooFewHolders { .. } => ("too_few_holders", "policy-reason-too-few-holders"),
            Self::ComingVacancy { .. } => ("coming_vacancy", "policy-reason-coming-vacancy"),
            Self::TooManyHolders { .. } => ("too_many_holders", "policy-reason-too-many-holders"),
            Self::SamePerson { .. } => ("same_person", "policy-reason-same-person"),
            Self::SeparatePersons { .. } => ("separate_persons", "policy-reason-separate-persons"),
            Self::WrongHolder { .. } => ("wrong_holder", "policy-reason-wrong-holder"),
            Self::RightHolder { .. } => ("right_holder", "policy-reason-right-holder"),
            Self::NobodyHolds { .. } => ("nobody_holds", "policy-reason-nobody-holds"),
            Self::DeputyNamed { .. } => ("deputy_named", "policy-reason-deputy-named"),
            Self::DeputyMissing { .. } => ("deputy_missing", "policy-reason-deputy-missing"),
            Self::DocumentPresent { .. } => ("document_present", "policy-reason-document-present"),
            Self::DocumentMissing { .. } => ("document_missing", "policy-reason-document-missing"),
            Self::DocumentWithoutOwner { .. } => {
                ("document_without_owner", "policy-reason-document-without-owner")
            }
            Self::OwnerLeaves { .. } => ("owner_leaves", "policy-reason-owner-leaves"),
            Self::DocumentPastReview { .. } => ("document_past_review", "policy-reason-document-past-review"),
            Self::PlanNotDecided { .. } => ("plan_not_decided", "policy-reason-plan-not-decided"),
            Self::DocumentsWithoutOwner { .. } => {
                ("documents_without_owner", "policy-reason-documents-without-owner")
            }
            Self::EveryDocumentOwned => ("every_document_owned", "policy-reason-every-document-owned"),
            Self::NoDocuments => ("no_documents", "policy-reason-no-documents"),
            Self::FieldFilled { .. } => ("field_filled", "policy-reason-field-filled"),
            Self::FieldEmpty { .. } => ("field_empty", "policy-reason-field-empty"),
            Self::FieldDiffers { .. } => ("field_differs", "policy-reason-field-differs"),
            Self::OnlyOne => ("only_one", "policy-reason-only-one"),
            Self::OthersExist { .. } => ("others_exist", "policy-reason-others-exist"),
            Self::ConditionFalse => ("condition_false", "policy-reason-condition-false"),
            Self::FactsMissing { .. } => ("facts_missing", "policy-reason-facts-missing"),
            Self::RecommendedNotDone { .. } => ("recommended_not_done", "policy-reason-recommended-not-done"),
            Self::WaivedByDecision { .. } => ("waived_by_decision", "policy-reason-waived-by-decision"),
            Self::Reviewed { .. } => ("reviewed", "policy-reason-reviewed"),
            Self::PastReview { .. } => ("past_review", "policy-reason-past-review"),
            Self::GuidelineUndated => ("guideline_undated", "policy-reason-guideline-undated"),
        }
    }

    /// What lies under a recommendation or a waiver; else the reason itself.
    #[must_use]
    pub fn innermost(&self) -> &Self {
        match self {
            Self::RecommendedNotDone { why } | Self::WaivedByDecision { why, .. } => why.innermost(),
            other => other,
        }
    }

    /// The text, with the pack's own words in it. `subject_kind` picks what the facts are called.
    #[must_use]
    pub fn message(&self, pack: &Pack, subject_kind: &str) -> Message {
        let message = Message::new(self.words().1);
        let role = |id: &str| pack.role(id).map_or_else(|| plain(id), |role| role.title.text());
        match self {
            Self::EnoughHolders { role: id, count } => {
                message.with("role", role(id)).with("count", number(*count))
            }
            Self::TooFewHolders { role: id, count, min } => {
                message.with("role", role(id)).with("count", number(*count)).with("min", number(*min))
            }
            Self::TooManyHolders { role: id, count, max } => {
                message.with("role", role(id)).with("count", number(*count)).with("max", number(*max))
            }
            Self::ComingVacancy { role: id, on } => message.with("role", role(id)).with("on", on.to_string()),
            Self::SamePerson { roles } | Self::SeparatePersons { roles } => {
                message.with("roles", joined(roles.iter().map(|id| role(id))))
            }
            Self::WrongHolder { rule, role: id } => {
                message.with("role", role(id)).with("demand", demand_text(pack, rule))
            }
            Self::DeputyMissing { role: id, count } => {
                message.with("role", role(id)).with("count", number(*count))
            }
            Self::RightHolder { role: id }
            | Self::NobodyHolds { role: id }
            | Self::DeputyNamed { role: id } => message.with("role", role(id)),
            Self::FieldFilled { field } | Self::FieldEmpty { field } => {
                message.with("field", fact_title(pack, subject_kind, field))
            }
            Self::FieldDiffers { rule, field } => message
                .with("field", fact_title(pack, subject_kind, field))
                .with("demand", demand_text(pack, rule)),
            Self::OthersExist { rule, count } => {
                message.with("count", *count).with("demand", demand_text(pack, rule))
            }
            Self::FactsMissing { facts } => {
                message.with("facts", joined(facts.iter().map(|fact| fact_title(pack, subject_kind, fact))))
            }
            Self::Reviewed { next_on } => message.with("next", next_on.to_string()),
            Self::PastReview { since } => message.with("since", since.to_string()),
            Self::WaivedByDecision { until, .. } => message.with("until", until.to_string()),
            _ => self.document_message(message, pack),
        }
    }

    fn document_message(&self, message: Message, pack: &Pack) -> Message {
        let title = |id: &str| pack.document(id).map_or_else(|| plain(id), |document| document.title.text());
        match self {
            Self::DocumentPresent { document }
            | Self::DocumentMissing { document }
            | Self::DocumentWithoutOwner { document } => message.with("document", title(document)),
            Self::DocumentPastReview { document, since } => {
                message.with("document", title(document)).with("since", since.to_string())
            }
            Self::OwnerLeaves { document, on } => {
                message.with("document", title(document)).with("on", on.to_string())
            }
            Self::PlanNotDecided { document, year } => {
                message.with("document", title(document)).with("year", year.to_string())
            }
            Self::DocumentsWithoutOwner { documents } => {
                message.with("documents", joined(documents.iter().map(|id| title(id))))
            }
            _ => message,
        }
    }
}

fn plain(word: &str) -> LocalText {
    LocalText::new(word, word)
}

fn number(count: usize) -> Arg {
    Arg::Number(i64::try_from(count).unwrap_or(i64::MAX))
}

fn joined(words: impl Iterator<Item = LocalText>) -> LocalText {
    let (sv, en): (Vec<String>, Vec<String>) = words.map(|word| (word.sv, word.en)).unzip();
    LocalText::new(sv.join(", "), en.join(", "))
}

fn fact_title(pack: &Pack, subject_kind: &str, fact: &str) -> LocalText {
    pack.fact_titles
        .get(subject_kind)
        .and_then(|titles| titles.get(fact))
        .cloned()
        .unwrap_or_else(|| plain(fact))
}

/// What the pack itself says about a demand that has a text of its own.
fn demand_text(pack: &Pack, rule: &str) -> LocalText {
    let fields = pack.field_demands.iter().find(|demand| demand.rule == rule).map(|demand| &demand.text);
    let only = || pack.uniqueness.iter().find(|demand| demand.rule == rule).map(|demand| &demand.text);
    let mut holders = pack.roles.iter().flat_map(|role| &role.holder_demands);
    fields
        .or_else(only)
        .or_else(|| holders.find(|demand| demand.rule == rule).map(|demand| &demand.text))
        .cloned()
        .unwrap_or_default()
}
