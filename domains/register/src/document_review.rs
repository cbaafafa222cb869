//! When a document is looked over next: by its own day or by the interval of its type, and counted anew from the day on which
//! its owner said that it still holds.

use crate::confirmation::{
    ASKED_DAYS_AHEAD, ConfirmationState, Confirmed, Given, Terms, compute_standing, fingerprint_of,
};
use crate::document::Document;
use jiff::Span;
use kernel::{Date, Id};
use policy::Pack;
use std::collections::BTreeMap;

/// How many months the word of an owner holds, where neither the pack nor the type of the document says: our own value.
const MONTHS: i64 = 12;
/// The parameters of a pack.
const CONFIRMATION_PARAMETER: &str = "document_confirmation_months";
const REVIEW_PARAMETER: &str = "document_review_months";
/// What an owner says holds is what the document says: who owns it and when it is looked over are no part of that.
const NOT_CONTENT: [&str; 2] = ["owner", "review_date"];

/// What a pack says of how often documents of a type are looked over. Swedish: översynsvillkor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ReviewTerms {
    /// Months from the date of a document, where its type has an interval.
    pub interval: Option<i64>,
    /// How long the word of an owner holds.
    pub word: Terms,
}

impl ReviewTerms {
    #[must_use]
    pub fn of(pack: &Pack, document_type: &str) -> Self {
        let interval = pack.document(document_type).and_then(|one| one.revision_interval_months);
        let interval = interval.map(i64::from);
        let months =
            pack.number(CONFIRMATION_PARAMETER).or(interval).or_else(|| pack.number(REVIEW_PARAMETER));
        Self { interval, word: Terms { months: months.unwrap_or(MONTHS), ..Terms::of(pack) } }
    }
}

/// What a document itself says of when it is looked over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct OwnDays {
    pub date: Option<Date>,
    pub review_date: Option<Date>,
}

/// How the review of a document stands on a day. Swedish: översyn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Review {
    pub confirmed: Confirmed,
    /// The last day for it by the document or the guideline; None where neither asks for any.
    pub due: Option<Date>,
}

impl Review {
    /// The day by which the owner is to say that the document holds: the review, the end of what they have said before, or
    /// some days after somebody else has changed it, whichever comes first.
    #[must_use]
    pub fn asked_by(&self) -> Option<Date> {
        let by_word = match self.confirmed.state {
            ConfirmationState::Never => None,
            ConfirmationState::Changed => self.confirmed.look_by,
            ConfirmationState::Current | ConfirmationState::Expired => self.confirmed.until,
        };
        self.due.into_iter().chain(by_word).min()
    }
}

/// When a document is to be looked over. A word that somebody else's change has broken counts for nothing; one that stands
/// answers for the interval, and for an own day that had come or was near when it was given.
#[must_use]
pub(crate) fn compute_review(own: OwnDays, given: Option<Given>, terms: ReviewTerms, today: Date) -> Review {
    let confirmed = compute_standing(given, terms.word, today);
    let by_interval = |from: Option<Date>| {
        let months = terms.interval?.clamp(0, 12_000);
        Some(from?.saturating_add(Span::new().months(months)))
    };
    let stands = matches!(confirmed.state, ConfirmationState::Current | ConfirmationState::Expired);
    let said = confirmed.on.filter(|_| stands);
    let near = said.map(|on| on.saturating_add(Span::new().days(ASKED_DAYS_AHEAD)));
    let due = match (own.review_date, near) {
        (Some(day), Some(near)) if day <= near => by_interval(said).or(confirmed.until),
        (Some(day), _) => Some(day),
        (None, _) => by_interval(said.or(own.date)),
    };
    Review { confirmed, due }
}

/// What an owner speaks of: everything that the document says, and the content of its files that hold and
/// what is written of it, each by its hash.
#[must_use]
pub(crate) fn compute_content(document: &Document, files: &BTreeMap<Id, String>) -> String {
    let mut content = kernel::json_of(document);
    content.retain(|name, _| !NOT_CONTENT.contains(&name.as_str()));
    let files: Vec<String> = files.iter().map(|(id, sha256)| format!("{id} {sha256}")).collect();
    content.insert("files".into(), files.into());
    if let Some(written) = &document.written {
        content.insert("written".into(), written.as_str().into());
    }
    fingerprint_of(content)
}

#[cfg(test)]
#[path = "document_review_tests.rs"]
mod tests;
