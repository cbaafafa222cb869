//! The pages on which an organisation sees and decides what it shows the others of its federation.

mod deciding;
mod decision;
mod matrix;
mod preview;

use super::record::column;
use crate::sharing::{entities, owners_of_mine};
use crate::store::sharings::{sharings_of_owner, sharings_with};
use crate::{DECIDE_SHARING, Organisation, READ, SHARING, SharedGroups, Sharing};
use access::FieldGroup;
use kernel::{Date, Error, Id, Message, Result};
use maud::{Markup, html};
use std::collections::BTreeSet;
use std::sync::Arc;
use storage::Read;
use web::components::{
    Address, Cell, ColumnKind, Empty, Link, Notice, NoticeKind, Row, SelectOption, Status, Tone, empty_state,
    notice, simple_table,
};
use web::{Access, Answer, Page, RecordWords, Route, Visit};

pub(super) const PATH: &str = "/administration/delning";
/// The parameter that names the organisation whose sharing is looked at.
const OWNER: &str = "agare";
/// The parameter that names the one to whom something is shown; empty for all.
const RECEIVER: &str = "mottagare";
/// Decisions that the page shows; the API has them all.
const MOST_DECISIONS: usize = 200;

pub(super) fn routes() -> Vec<Route> {
    let (read, decide) = (Access::Needs(READ), Access::Needs(DECIDE_SHARING));
    let of_owner = |route: Route| route.of("organisation");
    let one = |route: Route| route.of(SHARING.name());
    vec![
        Route::get(PATH, read, show),
        of_owner(Route::get("/administration/organisationer/{id}/delning", decide, deciding::form_page)),
        of_owner(Route::post("/administration/organisationer/{id}/delning", decide, deciding::save)),
        one(Route::get("/administration/delning/{id}", read, decision::show)),
        one(Route::get("/administration/delning/{id}/andra", decide, decision::edit_form)),
        one(Route::post("/administration/delning/{id}/andra", decide, decision::change)),
        one(Route::get("/administration/delning/{id}/avsluta", decide, decision::end_form)),
        one(Route::post("/administration/delning/{id}/avsluta", decide, decision::end)),
    ]
}

fn list_link(visit: &Visit) -> Link {
    Link::new(PATH, visit.text("sharing-list"))
}

/// The page of one organisation's sharing.
fn address_of_owner(owner: Id) -> String {
    Address::new(PATH).with(OWNER, owner.to_string()).href()
}

fn address_of(sharing: &Sharing) -> String {
    format!("{PATH}/{}", sharing.id)
}

/// What groups of fields and organisations are called.
#[derive(Clone)]
struct Names {
    groups: Arc<SharedGroups>,
    entities: Vec<Organisation>,
}

impl Names {
    fn of(read: &Read) -> Result<Self> {
        Ok(Self { groups: SharedGroups::of(read)?, entities: entities(read)? })
    }

    fn entity(&self, id: Id) -> String {
        self.entities.iter().find(|one| one.id == id).map_or_else(String::new, |one| one.name.clone())
    }

    fn receiver(&self, visit: &Visit, receiver: Option<Id>) -> String {
        receiver.map_or_else(|| visit.text("sharing-all-others"), |id| self.entity(id))
    }

    /// The same within a sentence.
    fn receiver_in_words(&self, visit: &Visit, receiver: Option<Id>) -> String {
        receiver.map_or_else(|| visit.text("sharing-to-all-others"), |id| self.entity(id))
    }

    /// Kinds of record that can be shared, in the order in which they are shown.
    fn kinds(&self) -> Vec<&'static str> {
        let mut kinds: Vec<&'static str> = Vec::new();
        for group in &self.groups.0 {
            if !kinds.contains(&group.kind.name()) {
                kinds.push(group.kind.name());
            }
        }
        kinds
    }

    fn words(&self, visit: &Visit) -> RecordWords {
        let entities = || {
            let option = |one: &Organisation| SelectOption::new(one.id.to_string(), one.name.clone());
            self.entities.iter().map(option).collect::<Vec<_>>()
        };
        let kinds = self.kinds().into_iter().map(|kind| SelectOption::new(kind, kind_name(visit, kind)));
        let groups = self.groups.0.iter().map(|one| SelectOption::new(one.name, group_name(visit, one.name)));
        RecordWords::of("sharing")
            .options("owner", entities())
            .options("receiver", entities())
            .options("record_kind", kinds.collect())
            .options("field_group", groups.collect())
    }
}

fn kind_name(visit: &Visit, kind: &str) -> String {
    visit.text(&format!("sharing-kind-{kind}"))
}

fn group_name(visit: &Visit, group: &str) -> String {
    visit.text(&format!("sharing-group-{group}"))
}

/// A kind and one of its groups: *System: basfält*.
fn shown_name(visit: &Visit, record_kind: &str, field_group: &str) -> String {
    let name = Message::new("sharing-kind-and-group")
        .with("kind", kind_name(visit, record_kind))
        .with("group", group_name(visit, field_group));
    visit.render(&name)
}

fn status_of(visit: &Visit, sharing: &Sharing, day: Date) -> Status {
    let (tone, key) = if sharing.period().is_empty() {
        (Tone::Closed, "sharing-state-taken-back")
    } else if !sharing.lasts_on(day) {
        (Tone::Closed, "sharing-state-over")
    } else if sharing.from > day {
        (Tone::Ahead, "sharing-state-ahead")
    } else {
        (Tone::Good, "sharing-state-shown")
    };
    Status::new(tone, visit.text(key))
}

/// What the page shows of one organisation.
struct Shown {
    names: Names,
    owner: Organisation,
    /// The organisations that the visitor may look at.
    choices: Vec<(Id, String)>,
    may_decide: bool,
    decided: Vec<Sharing>,
    received: Vec<Sharing>,
}

fn show(visit: &Visit) -> Result<Answer> {
    let shown = visit.read(|read| load(visit, read))?;
    let Some(shown) = shown else {
        let text = visit.text("sharing-nobody");
        let content = notice(&Notice::new(NoticeKind::Info, text));
        return Ok(Page::new(visit.text("sharing-list"), content).answer());
    };
    let title = visit.render(&Message::new("sharing-title").with("organisation", shown.owner.name.clone()));
    let all = deciding::address(shown.owner.id, None);
    let decide = shown.may_decide.then(|| Link::new(all, visit.text("sharing-decide-for-all")));
    let under = if shown.choices.len() > 1 { vec![list_link(visit)] } else { Vec::new() };
    Ok(Page::new(title, content(visit, &shown)).under(under).primary(decide).answer())
}

/// None for who belongs to no organisation of the federation, or in a federation of one.
fn load(visit: &Visit, read: &Read) -> Result<Option<Shown>> {
    let names = Names::of(read)?;
    let ids: Vec<Id> = names.entities.iter().map(|one| one.id).collect();
    let mine = owners_of_mine(read)?;
    let seen: BTreeSet<Id> = access::permitted(read, READ, &ids)?.into_iter().chain(mine.clone()).collect();
    let choices: Vec<&Organisation> = names.entities.iter().filter(|one| seen.contains(&one.id)).collect();
    let first = choices.iter().find(|one| mine.contains(&one.id)).or(choices.first()).copied();
    let owner = match visit.query(OWNER) {
        None => first,
        Some(asked) => {
            let asked: Option<Id> = asked.parse().ok();
            Some(*choices.iter().find(|one| Some(one.id) == asked).ok_or(Error::NotFound)?)
        }
    };
    let Some(owner) = owner.filter(|_| names.entities.len() > 1).cloned() else { return Ok(None) };
    let mut decided = sharings_of_owner(read, owner.id)?;
    decided.reverse();
    Ok(Some(Shown {
        choices: choices.into_iter().map(|one| (one.id, one.name.clone())).collect(),
        may_decide: read.as_of().is_none() && mine.contains(&owner.id),
        received: sharings_with(read, owner.id, read.today())?,
        decided,
        owner,
        names,
    }))
}

fn content(visit: &Visit, shown: &Shown) -> Markup {
    html! {
        div class="stack" {
            p { (visit.text("sharing-explained")) }
            @if shown.choices.len() > 1 { (choices(visit, shown)) }
            (matrix::shown_to(visit, shown))
            (matrix::received_from(visit, shown))
            (decisions(visit, shown))
        }
    }
}

/// The head of a table about the organisation.
fn heading(visit: &Visit, shown: &Shown, key: &'static str) -> String {
    visit.render(&Message::new(key).with("organisation", shown.owner.name.clone()))
}

/// The other organisations whose sharing the visitor may look at.
fn choices(visit: &Visit, shown: &Shown) -> Markup {
    let others = || shown.choices.iter().filter(|(id, _)| *id != shown.owner.id);
    html! {
        nav aria-label=(visit.text("sharing-other-organisations")) {
            p {
                (visit.text("sharing-other-organisations")) ": "
                @for (number, (id, name)) in others().enumerate() {
                    @if number > 0 { ", " }
                    a href=(visit.keeping_day(address_of_owner(*id))) { (name) }
                }
            }
        }
    }
}

/// Every decision of the organisation, the latest first.
fn decisions(visit: &Visit, shown: &Shown) -> Markup {
    if shown.decided.is_empty() {
        let empty = Empty {
            title: visit.text("sharing-empty-title"),
            text: visit.text("sharing-empty-text"),
            action: None,
        };
        return empty_state(&empty);
    }
    let columns = [
        column(visit, "sharing-shown", ColumnKind::Text),
        column(visit, "sharing-receiver", ColumnKind::Text),
        column(visit, "sharing-state", ColumnKind::Status),
        column(visit, "sharing-from", ColumnKind::Date),
        column(visit, "sharing-to", ColumnKind::Date),
        column(visit, "sharing-decision", ColumnKind::Text),
    ];
    let row = |one: &Sharing| Row {
        cells: vec![
            Cell::Link(Link::new(
                visit.keeping_day(address_of(one)),
                shown_name(visit, &one.record_kind, &one.field_group),
            )),
            Cell::text(shown.names.receiver(visit, one.receiver)),
            Cell::Status(status_of(visit, one, visit.today())),
            Cell::text(texts::date(one.from)),
            Cell::text(one.to.map(texts::date).unwrap_or_default()),
            Cell::text(one.decision.clone()),
        ],
    };
    let rows: Vec<Row> = shown.decided.iter().take(MOST_DECISIONS).map(row).collect();
    let hidden = shown.decided.len().saturating_sub(MOST_DECISIONS);
    let older = || {
        let count = i64::try_from(hidden).unwrap_or(i64::MAX);
        visit.render(&Message::new("sharing-older").with("count", count))
    };
    html! {
        (simple_table(visit.language(), &visit.text("sharing-decisions"), &columns, &rows))
        @if hidden > 0 { p { (older()) } }
    }
}

/// Groups of a kind of record, in the order of the rooms that name them.
fn groups_of<'n>(names: &'n Names, kind: &str) -> Vec<&'n FieldGroup> {
    names.groups.0.iter().filter(|group| group.kind.name() == kind).collect()
}
