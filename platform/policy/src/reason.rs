//! Why a demand stands as it does: typed, so that it can be said in either language.

mod said;

use kernel::Date;
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
    /// Nobody has said that IT reaches it.
    DocumentNotAvailable {
        document: String,
    },
    ForumFormed {
        body: String,
        count: usize,
    },
    ForumMissing {
        body: String,
    },
    /// It is formed, but nobody has a seat in it today.
    ForumEmpty {
        body: String,
    },
    ForumTooLarge {
        body: String,
        count: usize,
        most: usize,
    },
    /// As large as it should become.
    ForumAtLimit {
        body: String,
        count: usize,
    },
    StatementMade {
        duty: String,
        on: Date,
    },
    StatementMissing {
        duty: String,
    },
    StatementPastReview {
        duty: String,
        since: Date,
    },
    AgreementInForce {
        kind: String,
    },
    /// None of these kinds is there.
    AgreementMissing {
        kinds: Vec<String>,
    },
    AgreementNotApproved {
        kind: String,
    },
    AgreementNotSigned {
        kind: String,
    },
    /// In force today, and its last day is near.
    AgreementEnds {
        kind: String,
        on: Date,
    },
    AgreementEnded {
        kind: String,
        on: Date,
    },
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
            Self::DocumentNotAvailable { .. } => {
                ("document_not_available", "policy-reason-document-not-available")
            }
            Self::ForumFormed { .. } => ("forum_formed", "policy-reason-forum-formed"),
            Self::ForumMissing { .. } => ("forum_missing", "policy-reason-forum-missing"),
            Self::ForumEmpty { .. } => ("forum_empty", "policy-reason-forum-empty"),
            Self::ForumTooLarge { .. } => ("forum_too_large", "policy-reason-forum-too-large"),
            Self::ForumAtLimit { .. } => ("forum_at_limit", "policy-reason-forum-at-limit"),
            Self::StatementMade { .. } => ("statement_made", "policy-reason-statement-made"),
            Self::StatementMissing { .. } => ("statement_missing", "policy-reason-statement-missing"),
            Self::StatementPastReview { .. } => {
                ("statement_past_review", "policy-reason-statement-past-review")
            }
            Self::AgreementInForce { .. } => ("agreement_in_force", "policy-reason-agreement-in-force"),
            Self::AgreementMissing { .. } => ("agreement_missing", "policy-reason-agreement-missing"),
            Self::AgreementNotApproved { .. } => {
                ("agreement_not_approved", "policy-reason-agreement-not-approved")
            }
            Self::AgreementNotSigned { .. } => ("agreement_not_signed", "policy-reason-agreement-not-signed"),
            Self::AgreementEnds { .. } => ("agreement_ends", "policy-reason-agreement-ends"),
            Self::AgreementEnded { .. } => ("agreement_ended", "policy-reason-agreement-ended"),
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
}
