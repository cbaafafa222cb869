//! What falls vacant and when: the list of everything that ends, and the same of one person or unit on their page.

use super::assignment::{page_of, plain_title, word};
use super::record::column;
use crate::api::ENDING_FILTERS;
use crate::listing::ENDINGS;
use crate::{
    ASSIGN, After, Holder, READ_HOLDERS, RoleEnding, endings_concerning, lacking_after, notice_until,
    subject_names, visible_endings, with_names,
};
use kernel::{Id, Result, Subject};
use maud::{Markup, html};
use std::collections::BTreeSet;
use storage::{Query, Read, values};
use web::components::{
    Cell, Column, ColumnKind, Empty, Link, Panel, PanelRow, Row, SelectOption, Status, Tone, simple_table,
    table,
};
use web::{
    Answer, ListParts, ListRows, ListView, Page, Visit, every_row, file_links, filter_field, is_file_asked,
    list_file,
};

pub(super) const PATH: &str = "/uppdrag/upphor";
/// So many stand on the page of a person or a unit; the list has them all.
const MOST_SHOWN: i64 = 25;
/// So many on Start.
const MOST_ON_START: i64 = 5;

fn columns(visit: &Visit) -> Vec<Column> {
    let mut columns = vec![
        column(visit, "role-assignment-role", ColumnKind::Text),
        column(visit, "role-assignment-subject", ColumnKind::Text),
        column(visit, "ending-person", ColumnKind::Text),
        column(visit, "ending-last-day", ColumnKind::Date),
        column(visit, "ending-after", ColumnKind::Status),
        column(visit, "ending-lacks", ColumnKind::Text),
    ];
    columns[1].is_telling = true;
    // The names by which the listing sorts.
    for (place, key) in [(0, "role"), (3, "last_day")] {
        columns[place].key = key.into();
    }
    columns
}

fn rows_of(visit: &Visit, read: &Read, endings: Vec<RoleEnding>) -> Result<Vec<Row>> {
    if endings.is_empty() {
        return Ok(Vec::new());
    }
    let pack = findings::pack_in_force(read)?;
    let subjects: Vec<Subject> = endings.iter().map(|one| one.assignment.subject()).collect();
    let names = subject_names(read, &subjects)?;
    let lacking = lacking_after(read, &endings)?;
    let held = with_names(read, endings.iter().map(|one| one.assignment.clone()).collect())?;
    let row = |((ending, holder), after): ((&RoleEnding, Holder), After)| {
        let one = &ending.assignment;
        let subject = names.get(&one.subject()).map(|(name, _)| name.clone()).unwrap_or_default();
        let person = match holder.deputy_name.filter(|_| ending.is_deputy) {
            Some(deputy) => format!("{} ({})", deputy, visit.text("start-deputy")),
            None => word(visit, &holder.name),
        };
        Row {
            cells: vec![
                Cell::Link(Link::new(page_of(visit, one), plain_title(visit, &pack, &one.role))),
                Cell::text(subject),
                Cell::text(person),
                Cell::text(texts::date(ending.last_day)),
                Cell::Status(after_shown(visit, ending, &after)),
                Cell::text(after.lacks().map(|text| word(visit, &text)).unwrap_or_default()),
            ],
        }
    };
    Ok(endings.iter().zip(held).zip(lacking).map(row).collect())
}

fn after_shown(visit: &Visit, ending: &RoleEnding, after: &After) -> Status {
    let (tone, key) = match (ending.is_taken_over, after, ending.is_deputy) {
        (true, ..) => (Tone::Good, "ending-taken-over"),
        (_, After::Lacks(_), true) => (Tone::Bad, "ending-deputy-lacks"),
        (_, After::Lacks(_), false) => (Tone::Bad, "ending-vacant"),
        (_, _, true) => (Tone::Closed, "ending-deputy"),
        (_, After::Untold, _) => (Tone::Closed, "ending-untold"),
        _ => (Tone::Ahead, "ending-enough"),
    };
    Status::new(tone, visit.text(key))
}

/// From today on, and until the day that is asked for or is told of in advance.
fn narrowed(read: &Read, visit: &Visit, query: Query) -> Result<Query> {
    let query = query.filter("since", values![read.today()]);
    if visit.query("until").is_some() {
        return Ok(query);
    }
    Ok(query.filter("until", values![notice_until(read)?]))
}

pub(super) fn list(visit: &Visit) -> Result<Answer> {
    let view = ListView::of(visit, ENDING_FILTERS, &ENDINGS)?;
    if is_file_asked(visit) {
        let rows = visit.read(|read| {
            let query = narrowed(read, visit, view.query_for_export(&ENDINGS, read.today())?)?;
            rows_of(visit, read, every_row(query, |query| visible_endings(read, query))?)
        })?;
        return list_file(visit, &visit.text("ending-list"), &columns(visit), rows);
    }
    let (mut parts, rows) = visit.read(|read| {
        let query = narrowed(read, visit, view.query(&ENDINGS, read.today())?)?;
        let total = ENDINGS.count(read, &access::visible_to(read.actor(), READ_HOLDERS, query.clone()))?;
        let page = visible_endings(read, query)?;
        let rows = rows_of(visit, read, page.items)?;
        Ok((list_parts(visit, read)?, ListRows { rows, total, next_cursor: page.next_cursor }))
    })?;
    parts.exports = file_links(visit, &view);
    let total = rows.total;
    let markup = table(visit.language(), &view.table(visit, parts, &ENDINGS, rows));
    let list = Link::new("/uppdrag", visit.text("role-assignment-list"));
    Ok(Page::new(visit.text("ending-list"), markup).count(total).under(vec![list]).answer())
}

fn list_parts(visit: &Visit, read: &Read) -> Result<ListParts> {
    let pack = findings::pack_in_force(read)?;
    let roles: Vec<SelectOption> =
        pack.roles.iter().map(|role| SelectOption::new(&role.id, word(visit, &role.title.text()))).collect();
    let shown = ENDING_FILTERS.iter().filter(|filter| matches!(filter.name, "role" | "until"));
    let options = |name: &str| if name == "role" { roles.clone() } else { Vec::new() };
    Ok(ListParts {
        id: "records",
        caption: visit.text("ending-list"),
        columns: columns(visit),
        filters: shown.map(|filter| filter_field(visit, "ending", filter, options(filter.name))).collect(),
        more_filters: Vec::new(),
        exports: Vec::new(),
        empty: Empty {
            title: visit.text("ending-empty-title"),
            text: visit.text("ending-empty-text"),
            action: None,
        },
    })
}

/// What ends of one person or unit in the time that is told of in advance; nothing where nothing does.
pub(super) fn section(visit: &Visit, read: &Read, (filter, id): (&'static str, Id)) -> Result<Markup> {
    let query = Query::first(MOST_SHOWN).filter(filter, values![id]);
    let query = query.filter("since", values![read.today()]).filter("until", values![notice_until(read)?]);
    let page = visible_endings(read, query)?;
    let rows = rows_of(visit, read, page.items)?;
    if rows.is_empty() {
        return Ok(html! {});
    }
    let all = visit.keeping_day(format!("{PATH}?{filter}={id}"));
    Ok(html! {
        section class="stack" {
            (simple_table(visit.language(), &visit.text("ending-list"), &columns(visit), &rows))
            p { a href=(all) { (visit.text("ending-all")) } }
        }
    })
}

/// What falls vacant soon, for Start: what the visitor holds, what those hold whom they lead, and where they appoint.
/// What stands among their days already is left out. None where nothing is left.
///
/// # Errors
/// When the database fails.
pub fn falling_vacant(visit: &Visit, read: &Read, among_days: &BTreeSet<Id>) -> Result<Option<Panel>> {
    let Some(person) = read.actor().person else { return Ok(None) };
    let until = notice_until(read)?;
    let ahead = || {
        Query::first(MOST_ON_START)
            .filter("since", values![read.today()])
            .filter("until", values![until])
            .filter("is_taken_over", values![false])
    };
    let mut found = endings_concerning(read, person, ahead())?.items;
    let appointing = ENDINGS.page(read, &access::visible_to(read.actor(), ASSIGN, ahead()))?.items;
    let is_new = |one: &RoleEnding| !found.iter().any(|other| other.assignment.id == one.assignment.id);
    let others: Vec<RoleEnding> = appointing.into_iter().filter(is_new).collect();
    found.extend(others);
    found.retain(|one| !among_days.contains(&one.assignment.id));
    if found.is_empty() {
        return Ok(None);
    }
    let pack = findings::pack_in_force(read)?;
    let subjects: Vec<Subject> = found.iter().map(|one| one.assignment.subject()).collect();
    let names = subject_names(read, &subjects)?;
    let row = |one: &RoleEnding| {
        let subject = names.get(&one.assignment.subject()).map(|(name, _)| name.as_str());
        let title = plain_title(visit, &pack, &one.assignment.role);
        let label = format!("{title}, {}", subject.unwrap_or_default());
        let link = Link::new(page_of(visit, &one.assignment), label);
        PanelRow { link, note: Some(texts::date(one.last_day)), status: None }
    };
    Ok(Some(Panel {
        title: visit.text("ending-list"),
        rows: found.iter().map(row).collect(),
        all: Some(Link::new(visit.keeping_day(PATH), visit.text("ending-all"))),
        nothing: String::new(),
    }))
}
