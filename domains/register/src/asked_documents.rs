//! The documents that somebody is asked about: those that are to be looked over, by the day of the read.

use crate::READ_DOCUMENTS;
use crate::confirmation::{ASKED_DAYS_AHEAD, Given};
use crate::document::{DOCUMENT, Document};
use crate::document_review::{OwnDays, Review, ReviewTerms, compute_content, compute_review};
use crate::store::{self, ReviewRow, ReviewsAsked};
use jiff::Span;
use kernel::{Date, Id, Message, Result, Subject};
use notify::Deadline;
use policy::Pack;
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;

/// Documents whose terms may differ: those of every type, and of a type that the pack has not.
fn all_terms(pack: &Pack) -> impl Iterator<Item = ReviewTerms> + '_ {
    let types = pack.documents.iter().map(|one| one.id.as_str());
    types.chain([""]).map(|document_type| ReviewTerms::of(pack, document_type))
}

/// Months differ in length: what is looked for reaches a few days further than what is asked for.
const DAYS_OF_A_MONTH_DIFFER: i64 = 4;

/// The day so many months before a day, or a few days after that.
fn months_before(day: Date, months: i64) -> Date {
    let day = day.saturating_sub(Span::new().months(months.clamp(0, 12_000)));
    day.saturating_add(Span::new().days(DAYS_OF_A_MONTH_DIFFER))
}

/// A document about which somebody is asked.
pub(crate) struct AskedDocument {
    pub id: Id,
    pub name: String,
    pub subject: Subject,
    pub review: Review,
    /// Its owner, or who stands in for them while they are away.
    pub person: Id,
    /// The day by which they are to say that it holds.
    pub due: Date,
}

/// The documents that these people are to look over until a day, or all people, what is due first. Who no longer works where they
/// were named owner owns them no longer.
pub(crate) fn asked_documents(
    read: &Read,
    pack: &Pack,
    people: Option<&[Id]>,
    until: Date,
) -> Result<Vec<AskedDocument>> {
    let shortest_interval = all_terms(pack).filter_map(|terms| terms.interval).min();
    let shortest =
        all_terms(pack).flat_map(|terms| [Some(terms.word.months), terms.interval]).flatten().min();
    let rows = store::reviews_asked(
        read,
        &ReviewsAsked {
            people,
            until,
            dated_until: shortest_interval.map_or(Date::ZERO, |months| months_before(until, months)),
            confirmed_until: shortest.map_or(until, |months| months_before(until, months)),
        },
    )?;
    let owned: BTreeSet<(Id, Date)> = rows.iter().map(|one| (one.owner, one.saved_on)).collect();
    let last_days = organisation::last_days_at_home(read, &owned)?;
    let today = read.today();
    let is_still_owned =
        |one: &ReviewRow| last_days.get(&(one.owner, one.saved_on)).is_none_or(|last| *last >= today);
    let asked = rows.into_iter().filter(is_still_owned).filter_map(|one| {
        let terms = ReviewTerms::of(pack, &one.document_type);
        let review = compute_review(one.own, one.given, terms, today);
        let due = review.asked_by().filter(|due| *due <= until)?;
        let ReviewRow { id, name, subject, person, .. } = one;
        Some(AskedDocument { id, name, subject, review, person, due })
    });
    let mut asked: Vec<AskedDocument> = asked.collect();
    asked.sort_by_cached_key(|one| (one.due, texts::sort_key(&one.name), one.id));
    Ok(asked)
}

/// What the actor is asked about now or soon, of what they may read.
pub(crate) fn documents_asked_of_actor(read: &Read, pack: &Pack) -> Result<Vec<AskedDocument>> {
    let Some(person) = read.actor().person else { return Ok(Vec::new()) };
    let soon = read.today().saturating_add(Span::new().days(ASKED_DAYS_AHEAD));
    let mut asked = asked_documents(read, pack, Some(&[person]), soon)?;
    let subjects: BTreeSet<Id> = asked.iter().map(|one| one.subject.id).collect();
    let seen = access::permitted(read, READ_DOCUMENTS, &Vec::from_iter(subjects))?;
    asked.retain(|one| seen.contains(&one.subject.id));
    Ok(asked)
}

/// The reviews of documents that these people own or stand in for the owner of, or of everybody's, until a day; those that
/// are overdue belong to them.
///
/// # Errors
/// When the database fails.
pub fn reviews_of_documents(read: &Read, people: Option<&[Id]>, until: Date) -> Result<Vec<Deadline>> {
    let pack = findings::pack_in_force(read)?;
    let deadline = |one: AskedDocument| Deadline {
        person: one.person,
        due: one.due,
        about: Subject::new(DOCUMENT, one.id),
        name: Deadline::named(one.name),
        message: Message::new("deadline-document-review"),
        address: format!("/dokument/{}", one.id),
    };
    Ok(asked_documents(read, &pack, people, until)?.into_iter().map(deadline).collect())
}

/// How the review of a document stands on a day, by whether its owner has said that it holds.
pub(crate) fn review_of(pack: &Pack, document: &Document, given: Option<Given>, today: Date) -> Review {
    let own = OwnDays { date: document.date, review_date: document.review_date };
    compute_review(own, given, ReviewTerms::of(pack, &document.document_type), today)
}

/// What each of some documents says, with its files, as one fingerprint. They bring along what the federation has added.
pub(crate) fn contents_of(read: &Read, documents: &[Document]) -> Result<BTreeMap<Id, String>> {
    let ids: Vec<Id> = documents.iter().map(|document| document.id).collect();
    let mut files: BTreeMap<Id, BTreeMap<Id, String>> = BTreeMap::new();
    for file in files::files_of_subjects(read, &ids)?.into_iter().filter(|file| file.withdrawn.is_none()) {
        files.entry(file.subject.id).or_default().insert(file.id, file.edition.sha256);
    }
    let content = |document: &Document| {
        let files = files.get(&document.id);
        (document.id, compute_content(document, files.unwrap_or(&BTreeMap::new())))
    };
    Ok(documents.iter().map(content).collect())
}
