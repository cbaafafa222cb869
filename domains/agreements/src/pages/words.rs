//! What the pack and other rooms call things, for forms and pages of agreements.

use crate::READ;
use crate::agreement::{Agreement, AgreementKind};
use crate::store;
use crate::term::{Renewal, Term, TermState};
use crate::visible::seen_among;
use kernel::{Choice as _, Date, Id, Language, Money, Result};
use policy::Pack;
use register::READ_BASE;
use std::collections::BTreeSet;
use storage::Read;
use web::components::{SelectOption, Status, Tone};
use web::{RecordWords, Visit};

/// The words of agreements: kinds as the pack calls them, where it says more of them than their names.
pub(super) fn agreement_words(pack: &Pack, language: Language) -> RecordWords {
    RecordWords::of("agreement").options("kind", kinds(pack, language))
}

/// The kinds of agreement.
pub(super) fn kinds(pack: &Pack, language: Language) -> Vec<SelectOption> {
    let option = |name: &&'static str| SelectOption::new(*name, kind_in_words(pack, language, name));
    AgreementKind::NAMES.iter().map(option).collect()
}

/// What a kind is called.
pub(super) fn kind_in_words(pack: &Pack, language: Language, kind: &str) -> String {
    match pack.agreement_kind(kind) {
        Some(known) => capital(known.title.in_language(language)),
        None => texts::text(language, &format!("agreement-kind-{}", kind.replace('_', "-"))),
    }
}

/// A pack writes its words in small letters; they stand alone here.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The names of what an agreement points at; a history names those too who stood there before.
pub(super) fn naming_agreement(
    read: &Read,
    words: RecordWords,
    agreement: &Agreement,
) -> Result<RecordWords> {
    let named = |names: Result<Vec<(Id, String)>>| -> Result<Vec<SelectOption>> {
        let options = names?.into_iter().map(|(id, name)| SelectOption::new(id.to_string(), name));
        Ok(options.collect())
    };
    let parties: Vec<Id> = agreement.organisation.into_iter().chain(agreement.supplier).collect();
    let parties = named(names_of_organisations(read, &parties))?;
    let of = |id: Option<Id>| -> Vec<SelectOption> {
        parties.iter().filter(|one| id.is_some_and(|id| one.value == id.to_string())).cloned().collect()
    };
    Ok(words
        .naming("organisation", names_of_organisations)
        .naming("supplier", names_of_organisations)
        .naming("responsible", names_of_people)
        .naming("framework", names_of_frameworks)
        .naming("systems", names_of_systems)
        .naming("approved", names_of_systems)
        .naming("documents", names_of_documents)
        .options("organisation", of(agreement.organisation))
        .options("supplier", of(agreement.supplier))
        .options("responsible", named(names_of_people(read, agreement.responsible.as_slice()))?)
        .options("framework", named(names_of_frameworks(read, agreement.framework.as_slice()))?)
        .options("systems", named(names_of_systems(read, &agreement.systems))?)
        .options("documents", named(names_of_documents(read, &agreement.documents))?))
}

pub(super) fn names_of_organisations(read: &Read, ids: &[Id]) -> Result<Vec<(Id, String)>> {
    Ok(organisation::organisations(read, ids)?.into_iter().map(|one| (one.id, one.name)).collect())
}

pub(super) fn names_of_people(read: &Read, ids: &[Id]) -> Result<Vec<(Id, String)>> {
    Ok(organisation::people(read, ids)?.into_iter().map(|one| (one.id, one.name)).collect())
}

/// Those that the reader does not see are told of without their names.
fn names_of_frameworks(read: &Read, ids: &[Id]) -> Result<Vec<(Id, String)>> {
    Ok(with_unseen(read, ids, seen_agreements(read, ids)?, "agreement-unseen-framework"))
}

pub(super) fn names_of_agreements(read: &Read, ids: &[Id]) -> Result<Vec<(Id, String)>> {
    Ok(with_unseen(read, ids, seen_agreements(read, ids)?, "agreement-unseen"))
}

fn seen_agreements(read: &Read, ids: &[Id]) -> Result<Vec<(Id, String)>> {
    let seen = access::permitted(read, READ, ids)?;
    store::names_of_agreements(read, &seen)
}

pub(super) fn names_of_systems(read: &Read, ids: &[Id]) -> Result<Vec<(Id, String)>> {
    let seen = access::permitted(read, READ_BASE, ids)?;
    let named = store::systems_named(read, &seen)?.into_iter().map(|one| (one.id, one.name)).collect();
    Ok(with_unseen(read, ids, named, "agreement-unseen-system"))
}

fn names_of_documents(read: &Read, ids: &[Id]) -> Result<Vec<(Id, String)>> {
    let seen = seen_among(read, store::documents_named(read, ids)?)?;
    let named = seen.into_iter().map(|one| (one.id, one.name)).collect();
    Ok(with_unseen(read, ids, named, "agreement-unseen-document"))
}

fn with_unseen(read: &Read, ids: &[Id], named: Vec<(Id, String)>, unseen: &str) -> Vec<(Id, String)> {
    let known: BTreeSet<Id> = named.iter().map(|(id, _)| *id).collect();
    let unseen = texts::text(read.actor().language, unseen);
    let others = ids.iter().filter(|id| !known.contains(id)).map(|id| (*id, unseen.clone()));
    named.into_iter().chain(others.collect::<Vec<_>>()).collect()
}

/// How an agreement stands, by word and shape. One that is not signed is told as that, whatever its days say.
pub(crate) fn state_status(
    visit: &Visit,
    (term, is_signed): (&Term, bool),
    today: Date,
    notice_days: i64,
) -> Status {
    let (tone, key) = match term.state {
        TermState::Running if term.is_near(today, notice_days) => (Tone::Attention, "agreement-state-near"),
        TermState::Running | TermState::Coming if !is_signed => (Tone::Attention, "agreement-state-unsigned"),
        TermState::Running => (Tone::Good, "agreement-state-running"),
        TermState::Coming => (Tone::Ahead, "agreement-state-coming"),
        TermState::Terminated => (Tone::Attention, "agreement-state-terminated"),
        TermState::Ended => (Tone::Closed, "agreement-state-ended"),
    };
    Status::new(tone, visit.text(key))
}

/// What somebody has to say of an agreement, and by which day; nothing of one that ends by itself.
pub(crate) fn speak_by(renewal: Renewal, term: &Term) -> Option<(&'static str, Date)> {
    let key = match renewal {
        Renewal::Tacit => "agreement-act-by",
        Renewal::Explicit => "agreement-renew-by",
        Renewal::Never => return None,
    };
    term.act_by.map(|day| (key, day))
}

/// A day in a cell or a fact; nothing where there is none.
pub(super) fn day(day: Option<Date>) -> String {
    day.map(texts::date).unwrap_or_default()
}

/// An amount in a cell or a fact; nothing where there is none, or where it is not seen.
pub(super) fn amount(language: Language, ore: Option<i64>) -> String {
    ore.map(|ore| texts::money(language, Money { ore })).unwrap_or_default()
}
