//! The pages of groups: the list, a group with those who sit in it, and the forms by which it is formed, changed and closed.

mod changing;
mod closing;
mod forming;
mod of_record;
mod seating;
mod shown;

pub use of_record::{forums_section, seats_section};

use super::assignment::{plain_title, word};
use super::by_name::{ORGANISATIONS_BY_NAME, PEOPLE_BY_NAME};
use crate::api::FORUM_FILTERS;
use crate::forum::{Members, Size, check_size, members_of};
use crate::listing::{FORUMS, visible_forums};
use crate::{EDIT_FORUMS, FORUM, Forum, READ_HOLDERS, subject_names};
use kernel::{Id, Result, Subject};
use policy::{Pack, Who};
use std::collections::BTreeMap;
use storage::Read;
use web::components::{
    Cell, Column, ColumnKind, Empty, Filter, Link, Row, SelectOption, Status, Tone, table,
};
use web::{
    Access, Answer, ListParts, ListRows, ListView, Names, Offered, Page, Route, Visit, every_row, file_links,
    filter_field, is_file_asked, list_file,
};

pub(super) const PATH: &str = "/grupper";

pub(super) fn routes() -> Vec<Route> {
    let (all, write) = (Access::SignedIn, Access::Needs(EDIT_FORUMS));
    let one = |route: Route| route.of(FORUM.name());
    vec![
        Route::get(PATH, all, list).listing("forum-list"),
        Route::get("/grupper/ny", write, forming::form_page),
        Route::post("/grupper/ny", write, forming::form_group),
        one(Route::get("/grupper/{id}", all, shown::show)),
        one(Route::get("/grupper/{id}/andra", write, changing::about::form_page)),
        one(Route::post("/grupper/{id}/andra", write, changing::about::save)),
        one(Route::get("/grupper/{id}/medlemmar", write, changing::members::form_page)),
        one(Route::post("/grupper/{id}/medlemmar", write, changing::members::save)),
        one(Route::get("/grupper/{id}/avsluta", write, closing::form_page)),
        one(Route::post("/grupper/{id}/avsluta", write, closing::close)),
    ]
}

fn address_of(forum: &Forum) -> String {
    format!("{PATH}/{}", forum.id)
}

fn list_link(visit: &Visit) -> Link {
    Link::new(PATH, visit.text("forum-list"))
}

/// The way to a page below a group.
fn under(visit: &Visit, forum: &Forum) -> Vec<Link> {
    vec![list_link(visit), Link::new(address_of(forum), &forum.name)]
}

fn title_of_body(visit: &Visit, pack: &Pack, body: &str) -> String {
    word(visit, &pack.title_of(&Who::Body(body.to_owned())))
}

/// What the guideline says of how many sit in a group.
fn size_of(pack: &Pack, forum: &Forum, members: &Members) -> Size {
    let limits = pack.forum_of(&forum.body);
    let (noted_from, most) = (limits.and_then(|one| one.noted_from), limits.and_then(|one| one.most));
    check_size(members.people.len(), noted_from, most)
}

/// What a group is on the day of the view, by word and shape.
fn status_of(visit: &Visit, read: &Read, (pack, forum): (&Pack, &Forum), members: &Members) -> Status {
    let today = read.today();
    let (tone, key) = if !forum.lasts_on(today) {
        (Tone::Closed, "forum-state-closed")
    } else if forum.from > today {
        (Tone::Ahead, "forum-state-coming")
    } else if matches!(size_of(pack, forum, members), Size::TooMany { .. }) {
        (Tone::Bad, "forum-state-too-many")
    } else if members.people.is_empty() {
        (Tone::Bad, "forum-state-nobody")
    } else if !members.vacant_roles.is_empty() {
        (Tone::Attention, "forum-state-vacant")
    } else {
        (Tone::Good, "forum-state-full")
    };
    Status::new(tone, visit.text(key))
}

fn list(visit: &Visit) -> Result<Answer> {
    let mut view = ListView::of(visit, FORUM_FILTERS, &FORUMS)?;
    if is_file_asked(visit) {
        return file_of(visit, &mut view);
    }
    let (mut parts, rows) = visit.read(|read| {
        let parts = list_parts(visit, read, &mut view)?;
        let query = view.query(&FORUMS, read.today())?;
        let counted = access::visible_to(read.actor(), READ_HOLDERS, query.clone());
        let total = FORUMS.count(read, &counted)?;
        let page = visible_forums(read, query)?;
        let rows = rows_of(visit, read, &page.items)?;
        Ok((parts, ListRows { rows, total, next_cursor: page.next_cursor }))
    })?;
    parts.exports = file_links(visit, &view);
    let total = rows.total;
    let markup = table(visit.language(), &view.table(visit, parts, &FORUMS, rows));
    Ok(Page::new(visit.text("forum-list"), markup).count(total).answer())
}

/// The list as a file: the same view from its first row to its last.
fn file_of(visit: &Visit, view: &mut ListView) -> Result<Answer> {
    let rows = visit.read(|read| {
        list_parts(visit, read, view)?;
        let query = view.query_for_export(&FORUMS, read.today())?;
        let found = every_row(query, |query| visible_forums(read, query))?;
        rows_of(visit, read, &found)
    })?;
    list_file(visit, &visit.text("forum-list"), &columns(visit), rows)
}

fn list_parts(visit: &Visit, read: &Read, view: &mut ListView) -> Result<ListParts> {
    let pack = findings::pack_in_force(read)?;
    let bodies = pack.bodies.iter().map(|body| SelectOption::new(&body.id, word(visit, &body.title.text())));
    let bodies: Vec<SelectOption> = bodies.collect();
    let mut filters = Vec::new();
    for filter in FORUM_FILTERS.iter().filter(|filter| !filter.name.starts_with("subject")) {
        let options = if filter.name == "body" { bodies.clone() } else { Vec::new() };
        let mut field: Filter = filter_field(visit, "forum", filter, options);
        if let Some(names) = picks(filter.name) {
            field.input = view.pick(read, filter.name, names, &Offered::of(read, names)?)?;
        }
        filters.push(field);
    }
    Ok(ListParts {
        id: "records",
        caption: visit.text("forum-list"),
        columns: columns(visit),
        filters,
        more_filters: Vec::new(),
        exports: Vec::new(),
        empty: Empty {
            title: visit.text("forum-empty-title"),
            text: visit.text("forum-empty-text"),
            action: None,
        },
    })
}

fn picks(filter: &str) -> Option<&'static Names> {
    match filter {
        "organisation" => Some(&ORGANISATIONS_BY_NAME),
        "person" => Some(&PEOPLE_BY_NAME),
        _ => None,
    }
}

fn columns(visit: &Visit) -> Vec<Column> {
    let column = |key: &'static str, label: &str, kind| Column::new(key, visit.text(label), kind);
    vec![
        column("name", "forum-name", ColumnKind::Text),
        column("body", "forum-body", ColumnKind::Text),
        Column { is_telling: true, ..column("subject", "forum-subject", ColumnKind::Text) },
        column("members", "forum-members", ColumnKind::Number),
        column("vacant", "forum-vacant", ColumnKind::Text),
        column("state", "forum-state", ColumnKind::Status),
        Column { is_shown: false, ..column("from", "forum-from", ColumnKind::Date) },
    ]
}

/// Groups at records of several kinds: names and seats are asked for as sets.
fn rows_of(visit: &Visit, read: &Read, forums: &[Forum]) -> Result<Vec<Row>> {
    if forums.is_empty() {
        return Ok(Vec::new());
    }
    let pack = findings::pack_in_force(read)?;
    let subjects: Vec<Subject> = forums.iter().map(Forum::subject).collect();
    let names = subject_names(read, &subjects)?;
    let members: BTreeMap<Id, Members> = members_of(read, forums)?;
    let nobody = Members::default();
    let row = |forum: &Forum| {
        let members = members.get(&forum.id).unwrap_or(&nobody);
        let vacant = members.vacant_roles.iter().map(|role| plain_title(visit, &pack, role));
        let subject = names.get(&forum.subject()).map(|(name, _)| name.clone()).unwrap_or_default();
        Row {
            cells: vec![
                Cell::Link(Link::new(visit.keeping_day(address_of(forum)), &forum.name)),
                Cell::text(title_of_body(visit, &pack, &forum.body)),
                Cell::text(subject),
                Cell::text(members.people.len().to_string()),
                Cell::text(vacant.collect::<Vec<_>>().join(", ")),
                Cell::Status(status_of(visit, read, (&pack, forum), members)),
                Cell::text(texts::date(forum.from)),
            ],
        }
    };
    Ok(forums.iter().map(row).collect())
}
