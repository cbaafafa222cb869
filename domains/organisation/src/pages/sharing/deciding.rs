//! The form on which everything that is shown to one receiver is decided at once.

use super::preview::{self, Parties};
use super::{Names, RECEIVER, address_of_owner, list_link, shown_name};
use crate::pages::carried::{CHANGE, SEEN};
use crate::sharing::{rehearse_sharing, seen_today, state_between};
use crate::store::sharings::sharings_of_owner;
use crate::{DECIDE_SHARING, DecideSharing, Organisation, Sharing, Shown, may_decide, take_sharing_decision};
use access::FieldGroup;
use kernel::{Error, Id, Message, Objection, Result};
use maud::{Markup, html};
use storage::{Read, Tx};
use web::components::{self, Address, Link, Notice, NoticeKind, SelectOption, notice};
use web::{Answer, Page, RecordForm, RecordWords, Visit, is_stale, revision_of};

/// The form that decides what an organisation shows another one, or all others.
pub(super) fn address(owner: Id, receiver: Option<Id>) -> String {
    let receiver = receiver.map_or_else(String::new, |id| id.to_string());
    Address::new(format!("/administration/organisationer/{owner}/delning")).with(RECEIVER, receiver).href()
}

/// Between whom it is decided, and what has been decided so far.
struct Between {
    names: Names,
    owner: Organisation,
    receiver: Option<Id>,
    decided: Vec<Sharing>,
}

pub(super) fn form_page(visit: &Visit) -> Result<Answer> {
    let between = visit.read(|read| load(visit, read, visit.query(RECEIVER)))?;
    let ask = blank(visit, shown_today(visit, &between));
    Ok(page(visit, &between, &ask, &[]))
}

/// Shows what would come of what was filled in, and once that has been seen decides it.
pub(super) fn save(visit: &Visit) -> Result<Answer> {
    let form = visit.form()?;
    let between = visit.read(|read| load(visit, read, form.get(RECEIVER)))?;
    let mut ask = blank(visit, Vec::new());
    let objections = words(visit, &between).read_form(form, &mut ask, visit.today());
    if !objections.is_empty() || form.get(CHANGE).is_some() {
        return Ok(page(visit, &between, &ask, &objections));
    }
    let done = if form.get(SEEN).is_some() {
        decide(visit, &between, &ask)
    } else {
        rehearse(visit, &between, &ask)
    };
    match done {
        Err(Error::Rejected(objections)) if is_stale(&objections) => {
            let since = [Objection::new("", "objection-sharing-decided-since")];
            Ok(page(visit, &between, &ask, &since))
        }
        Err(Error::Rejected(objections)) => Ok(page(visit, &between, &ask, &objections)),
        done => done,
    }
}

fn decide(visit: &Visit, between: &Between, ask: &DecideSharing) -> Result<Answer> {
    let (parties, wanted) = ((between.owner.id, between.receiver), ask.clone());
    let state = revision_of(visit.form()?)?;
    visit.write(move |tx| take_sharing_decision(tx, parties, Some(state), &wanted))?;
    Ok(Answer::see_other(address_of_owner(between.owner.id), "sharing-saved"))
}

fn rehearse(visit: &Visit, between: &Between, ask: &DecideSharing) -> Result<Answer> {
    let (parties, wanted) = ((between.owner.id, between.receiver), ask.clone());
    let state = revision_of(visit.form()?)?;
    let seen = visit.read(|read| seen_today(read, parties))?;
    let tried = move |tx: &mut Tx| rehearse_sharing(tx, parties, (state, &wanted), seen);
    let rehearsed = visit.web.db.write(&visit.actor, tried)?;
    let parties = Parties { names: &between.names, owner: &between.owner, receiver: between.receiver };
    Ok(preview::page(visit, &parties, (&words(visit, between), ask, state), &rehearsed))
}

fn load(visit: &Visit, read: &Read, receiver: Option<&str>) -> Result<Between> {
    let owner = visit.id("id")?;
    let names = Names::of(read)?;
    let owner = names.entities.iter().find(|one| one.id == owner).cloned().ok_or(Error::NotFound)?;
    if !may_decide(read, owner.id)? {
        return Err(access::refused(DECIDE_SHARING));
    }
    let receiver = match receiver.filter(|text| !text.is_empty()) {
        None => None,
        Some(text) => {
            let id: Id = text.parse().map_err(|_| Error::NotFound)?;
            Some(names.entities.iter().find(|one| one.id == id).ok_or(Error::NotFound)?.id)
        }
    };
    let decided = sharings_of_owner(read, owner.id)?;
    Ok(Between { names, owner, receiver, decided })
}

/// The groups that the receiver is shown today by a decision about it.
fn shown_today(visit: &Visit, between: &Between) -> Vec<String> {
    let is_shown = |name: &Shown| {
        between.decided.iter().any(|one| {
            one.receiver == between.receiver
                && (&one.record_kind, &one.field_group) == (&name.record_kind, &name.field_group)
                && one.period().contains(visit.today())
        })
    };
    let names = between.names.groups.0.iter().map(Shown::of);
    names.filter(is_shown).map(|name| name.name()).collect()
}

fn blank(visit: &Visit, shown: Vec<String>) -> DecideSharing {
    let (from, to, decision, reason) = (visit.today(), None, String::new(), String::new());
    DecideSharing { groups: shown, from, to, decision, reason }
}

fn words(visit: &Visit, between: &Between) -> RecordWords {
    let option = |group: &FieldGroup| {
        let label = shown_name(visit, group.kind.name(), group.name);
        SelectOption::new(Shown::of(group).name(), label)
    };
    RecordWords::of("decide-sharing").options("groups", between.names.groups.0.iter().map(option).collect())
}

fn page(visit: &Visit, between: &Between, ask: &DecideSharing, objections: &[Objection]) -> Answer {
    let words = words(visit, between);
    let cancel = Link::new(address_of_owner(between.owner.id), visit.text("cancel"));
    let receiver = between.receiver.map_or_else(String::new, |id| id.to_string());
    let mut form = RecordForm::new(visit, &words, ask, cancel)
        .hidden(RECEIVER, receiver)
        .save(visit.text("sharing-preview"))
        .objections(objections)
        .component();
    // Whoever has been told that somebody else decided in between goes on from what stands now.
    form.revision = Some(state_between(&between.decided, between.receiver).to_string());
    let title = Message::new("sharing-decide-title")
        .with("organisation", between.owner.name.clone())
        .with("receiver", between.names.receiver_in_words(visit, between.receiver));
    let content = html! {
        div class="stack" {
            p { (visit.text("sharing-decide-explained")) }
            @if between.receiver.is_some() { (by_all(visit, between)) }
            (components::form(visit.language(), &form))
        }
    };
    let owner = Link::new(address_of_owner(between.owner.id), &between.owner.name);
    let page = Page::new(visit.render(&title), content).under(vec![list_link(visit), owner]);
    if objections.is_empty() { page.answer() } else { page.rejected().answer() }
}

/// What one receiver is shown anyway because all are.
fn by_all(visit: &Visit, between: &Between) -> Markup {
    let is_for_all = |one: &&Sharing| one.receiver.is_none() && one.lasts_on(visit.today());
    let shown: Vec<String> = between
        .decided
        .iter()
        .filter(is_for_all)
        .map(|one| shown_name(visit, &one.record_kind, &one.field_group))
        .collect();
    let text = || visit.render(&Message::new("sharing-by-all").with("shown", shown.join(", ")));
    html! { @if !shown.is_empty() { (notice(&Notice::new(NoticeKind::Info, text()))) } }
}
