//! One saved view: what it shows, for whom, whether one begins with it, and to whom it is sent.

use super::address_of;
use super::view_list::list_title;
use crate::end_mailing::may_end;
use crate::mailing::{Mailing, Rhythm};
use crate::order_mailing::MOST_MAILINGS;
use crate::saved_view::SavedView;
use crate::surroundings::Surroundings;
use crate::visible::{mailings_of, may_change};
use crate::{begin_with, begin_with_none, store, visible_view};
use kernel::{Id, Message, Result};
use maud::{Markup, html};
use web::components::{
    Cell, Column, ColumnKind, Fact, Form, Link, Notice, NoticeKind, Row, dropped_of_view, facts, notice,
    simple_table, step_form,
};
use web::{Access, Answer, ListInWords, Page, RecordWords, VIEWS_PATH, Visit, list_in_words};

/// Opens the view on its list: the address that one sends to others.
pub(super) fn open(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let view = visit.read(|read| visible_view(read, id))?;
    Ok(Answer::SeeOther { to: visit.keeping_day(view.address().href()), done: None })
}

pub(super) fn show(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let (view, title, is_start, mine, mailings) = visit.read(|read| {
        let view = visible_view(read, id)?;
        let start = visit.actor.person.map(|person| store::start(read, person)).transpose()?.flatten();
        let title = list_title(visit, &*Surroundings::of(read)?, &view);
        let may = may_change(read, &view)? && visit.actor.person.is_some();
        let mailings = mailings_of(read, id)?;
        let mailings: Vec<(Mailing, bool)> = mailings
            .into_iter()
            .map(|one| may_end(read, &one).map(|may| (one, may)))
            .collect::<Result<_>>()?;
        Ok((view, title, start == Some(id), may, mailings))
    })?;
    let is_now = visit.as_of()?.is_none();
    let mine = mine && is_now;
    let may_read = may_read(visit, &view);
    let asked = list_in_words(visit, &view.list, view.offered(visit.actor.person))?;
    let dropped = asked.as_ref().map(|asked| asked.dropped.as_slice()).unwrap_or_default();
    let content = html! {
        div class="stack" {
            @if !may_read { (notice(&Notice::new(NoticeKind::Warning, visit.text("view-may-not-read")))) }
            (dropped_of_view(visit.language(), dropped))
            (facts(visit.language(), &known(visit, &view, title, asked.as_ref())))
            @if is_now && visit.actor.person.is_some() { (start_page(visit, id, is_start)) }
            (sent(visit, &view, &mailings, is_now))
            @if mine { p { a href={ (address_of(id)) "/ta-bort" } { (visit.text("view-remove")) } } }
        }
    };
    let edit = mine.then(|| Link::new(format!("{}/andra", address_of(id)), visit.text("record-edit")));
    let open = may_read.then(|| Link::new(visit.keeping_day(view.address().href()), visit.text("view-show")));
    Ok(Page::new(&view.name, content).under(vec![way(visit)]).edit(edit).primary(open).answer())
}

pub(super) fn way(visit: &Visit) -> Link {
    Link::new(visit.keeping_day(VIEWS_PATH), visit.text("views"))
}

/// Whether the door of the list lets the visitor in.
fn may_read(visit: &Visit, view: &SavedView) -> bool {
    let route = visit.web.routes.iter().find(|route| route.path == view.list && route.list.is_some());
    route.is_some_and(|route| match route.access {
        Access::Needs(permission) => visit.may(permission),
        Access::Public | Access::SignedIn => true,
    })
}

fn known(visit: &Visit, view: &SavedView, list: String, asked: Option<&ListInWords>) -> Vec<Fact> {
    let words = RecordWords::of("saved-view");
    let language = visit.language();
    let link = format!("{}{}/oppna", visit.web.site.public_url.trim_end_matches('/'), address_of(view.id));
    let mut known = vec![
        Fact::text(visit.text("saved-view-list"), list),
        Fact::text(visit.text("saved-view-owner"), &view.owner_name),
    ];
    known.extend(words.facts(language, view, &["shared_with"]));
    known.extend(asked.into_iter().flat_map(|asked| asked_of_list(visit, asked)));
    known.push(Fact::text(visit.text("view-link"), link));
    known
}

/// What the view asks, as its list calls it.
fn asked_of_list(visit: &Visit, asked: &ListInWords) -> Vec<Fact> {
    let filter = |(name, value): &(String, String)| {
        visit.render(&Message::new("view-filter-told").with("name", &**name).with("value", &**value))
    };
    let filters: Vec<String> = asked.filters.iter().map(filter).collect();
    let order = asked.order.as_ref().map(|(column, is_falling)| {
        let falling = Message::new("view-order-falling").with("name", &**column);
        if *is_falling { visit.render(&falling) } else { column.clone() }
    });
    let told = [
        ("view-filters", filters.join("; ")),
        ("view-order", order.unwrap_or_default()),
        ("view-columns", asked.columns.join(", ")),
    ];
    let told = told.into_iter().filter(|(_, words)| !words.is_empty());
    let told: Vec<Fact> = told.map(|(key, words)| Fact::text(visit.text(key), words)).collect();
    if told.is_empty() && asked.dropped.is_empty() {
        return vec![Fact::text(visit.text("view-asks"), visit.text("view-asks-nothing"))];
    }
    told
}

fn start_page(visit: &Visit, id: Id, is_start: bool) -> Markup {
    let (told, save, on) = if is_start {
        ("view-start-is", "view-start-forget", "off")
    } else {
        ("view-start-is-not", "view-start-choose", "on")
    };
    let asked = Form {
        action: format!("{}/startsida", address_of(id)),
        hidden: vec![("start", on.to_owned())],
        ..bare_form(visit, save)
    };
    html! {
        section class="stack" {
            h2 { (visit.text("view-start")) }
            p { (visit.text(told)) }
            (step_form(&asked))
        }
    }
}

/// A form that is one button.
pub(super) fn bare_form(visit: &Visit, save: &str) -> Form {
    Form {
        action: visit.path.clone(),
        csrf: visit.csrf().to_owned(),
        revision: None,
        hidden: Vec::new(),
        groups: Vec::new(),
        errors: Vec::new(),
        save: visit.text(save),
        cancel: None,
    }
}

pub(super) fn choose_start(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let is_chosen = visit.form()?.get("start") != Some("off");
    visit.write(move |tx| if is_chosen { begin_with(tx, id) } else { begin_with_none(tx) })?;
    let told = if is_chosen { "view-start-chosen" } else { "view-start-forgotten" };
    Ok(Answer::see_other(address_of(id), told))
}

fn sent(visit: &Visit, view: &SavedView, mailings: &[(Mailing, bool)], is_now: bool) -> Markup {
    let all: Vec<Mailing> = mailings.iter().map(|(mailing, _)| mailing.clone()).collect();
    let to_end = mailings.iter().filter(|(_, may_end)| *may_end && is_now);
    html! {
        section class="stack" id="utskick" {
            @if all.is_empty() {
                h2 { (visit.text("mailing-list")) }
                p { (visit.text("mailing-none")) }
            } @else { (mailing_table(visit, "mailing-list", &all, |one| &one.person_name)) }
            @if i64::try_from(all.len()).is_ok_and(|count| count >= MOST_MAILINGS) { p { (visit.text("mailing-older")) } }
            @for (mailing, _) in to_end {
                @let action = format!("/vyutskick/{}/avsluta", mailing.id);
                @let save = format!("{}: {}", visit.text("mailing-end"), mailing.person_name);
                (step_form(&Form { action, save, ..bare_form(visit, "mailing-end") }))
            }
            @if is_now && visit.actor.person.is_some() {
                p { a href={ (address_of(view.id)) "/utskick" } { (visit.text("mailing-new")) } }
            }
        }
    }
}

/// Mailings with how it went; the name of each, of its receiver or its view, leads to the view.
pub(super) fn mailing_table(
    visit: &Visit,
    caption: &str,
    mailings: &[Mailing],
    name: fn(&Mailing) -> &str,
) -> Markup {
    let column = |key: &'static str, label: &str, kind| Column::new(key, visit.text(label), kind);
    let columns = [
        column(
            "name",
            if caption == "mailing-mine" { "saved-view" } else { "mailing-person" },
            ColumnKind::Text,
        ),
        column("rhythm", "mailing-rhythm", ColumnKind::Text),
        column("next", "mailing-next", ColumnKind::Date),
        column("last", "mailing-last", ColumnKind::Date),
        column("outcome", "mailing-outcome", ColumnKind::Text),
    ];
    let date = |day: Option<kernel::Date>| Cell::text(day.map(texts::date).unwrap_or_default());
    let row = |one: &Mailing| Row {
        cells: vec![
            Cell::Link(Link::new(visit.keeping_day(address_of(one.view)), name(one))),
            Cell::text(rhythm_in_words(visit, one)),
            date(one.next_on.filter(|_| one.ended_on.is_none())),
            date(one.last_on),
            Cell::text(outcome_in_words(visit, one)),
        ],
    };
    let rows: Vec<Row> = mailings.iter().map(row).collect();
    simple_table(visit.language(), &visit.text(caption), &columns, &rows)
}

fn rhythm_in_words(visit: &Visit, mailing: &Mailing) -> String {
    match (mailing.rhythm, mailing.month_day) {
        (Some(Rhythm::Monthly), Some(day)) => {
            visit.render(&Message::new("mailing-monthly-on").with("day", day))
        }
        _ => RecordWords::of("mailing").shown(visit.language(), mailing, "rhythm"),
    }
}

fn outcome_in_words(visit: &Visit, mailing: &Mailing) -> String {
    let outcome = mailing.last_outcome.map_or("not_yet", kernel::Choice::name);
    visit.text(&format!("mailing-outcome-{}", outcome.replace('_', "-")))
}
