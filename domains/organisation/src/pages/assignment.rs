//! Assignments: the list, the page of one with what can be done to it, and the sections that other pages show.

mod steps;

pub(super) use steps::{change, deputy, end, note_confirmed, note_declined, withdraw};

use super::people::address_of;
use super::record::{TAB, column, record_tabs};
use crate::api::ASSIGNMENT_FILTERS;
use crate::listing::ASSIGNMENTS;
use crate::{
    Appointer, Confirmation, Holder, READ_HISTORY, READ_HOLDERS, ROLE_ASSIGNMENT, RoleAssignment,
    subject_names, title_of, visible_assignment, visible_assignments, with_names,
};
use kernel::{Date, Id, LocalText, Message, Result, Subject};
use maud::{Markup, html};
use policy::{Pack, SubjectFacts};
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;
use web::components::{
    Cell, Column, ColumnKind, Empty, Fact, FactValue, Link, Row, SelectOption, Status, Tone, facts,
    simple_table, table,
};
use web::{
    Answer, ListParts, ListRows, ListView, Page, RecordWords, Visit, every_row, file_links, filter_field,
    is_file_asked, list_file,
};

/// What an assignment is today, by word and shape.
fn status_of(visit: &Visit, assignment: &RoleAssignment, today: Date) -> Status {
    let (tone, key) = match assignment.counts {
        _ if assignment.is_withdrawn => (Tone::Closed, "role-assignment-withdrawn"),
        _ if assignment.confirmation == Confirmation::Declined => {
            (Tone::Bad, "role-assignment-confirmation-declined")
        }
        None => (Tone::Bad, "role-assignment-never"),
        Some(counts) if counts.contains(today) => (Tone::Good, "role-assignment-current"),
        Some(counts) if counts.from.is_some_and(|from| from > today) => {
            (Tone::Ahead, "role-assignment-coming")
        }
        Some(_) => (Tone::Closed, "role-assignment-ended"),
    };
    Status::new(tone, visit.text(key))
}

pub(super) fn word(visit: &Visit, text: &LocalText) -> String {
    text.in_language(visit.language()).to_owned()
}

pub(super) fn last_day(assignment: &RoleAssignment) -> String {
    let counted = assignment.counts.and_then(|counts| counts.to);
    counted.or(assignment.to).map_or(String::new(), texts::date)
}

/// Titles of roles: those of the pack, since a list has roles on subjects of many kinds.
pub(super) fn plain_title(visit: &Visit, pack: &Pack, role: &str) -> String {
    word(visit, &title_of(pack, role, &SubjectFacts::default()))
}

/// The page of an assignment, as of the day that is looked back to.
pub(super) fn page_of(visit: &Visit, assignment: &RoleAssignment) -> String {
    visit.keeping_day(format!("/uppdrag/{}", assignment.id))
}

/// Who holds the roles on a record, as a section of its page.
pub(super) fn holders_section(
    visit: &Visit,
    read: &Read,
    subject: &Subject,
    holders: Vec<Holder>,
) -> Result<Markup> {
    let pack = findings::pack_in_force(read)?;
    let facts = findings::facts_of(read, subject)?;
    let appointer = Appointer::of(read, &pack, &facts, subject.id)?;
    let mut roles = pack.roles.iter().filter(|role| role.subjects.contains(&subject.kind));
    let may_give = read.as_of().is_none() && roles.any(|role| appointer.may_appoint(&pack, &facts, &role.id));
    let mut columns = columns(visit);
    // The page is about the subject.
    columns.remove(1);
    let row = |holder: &Holder| {
        let title = word(visit, &title_of(&pack, &holder.assignment.role, &facts));
        Row {
            cells: vec![
                Cell::Link(Link::new(page_of(visit, &holder.assignment), title)),
                Cell::text(word(visit, &holder.name)),
                Cell::Status(status_of(visit, &holder.assignment, read.today())),
                Cell::text(texts::date(holder.assignment.from)),
                Cell::text(last_day(&holder.assignment)),
                Cell::text(answer_of(visit, &holder.assignment)),
            ],
        }
    };
    let rows: Vec<Row> = holders.iter().map(row).collect();
    let caption = visit.text("role-assignment-holders");
    let new = format!("/uppdrag/nytt?subject_kind={}&subject={}", subject.kind, subject.id);
    Ok(html! {
        section class="stack" {
            @if rows.is_empty() { h2 { (caption) } p { (visit.text("role-assignment-nobody")) } }
            @else { (simple_table(visit.language(), &caption, &columns, &rows)) }
            @if may_give { p { a href=(new) { (visit.text("role-assignment-new")) } } }
        }
    })
}

/// The roles of one person, as a section of their page: those on what the visitor may see, and how many others.
pub(super) fn roles_section(
    visit: &Visit,
    read: &Read,
    mut assignments: Vec<RoleAssignment>,
) -> Result<Markup> {
    let caption = visit.text("role-assignment-list");
    let all = assignments.len();
    let subjects: Vec<Id> = assignments.iter().map(|one| one.subject_id).collect();
    let seen: BTreeSet<Id> = access::permitted(read, READ_HOLDERS, &subjects)?.into_iter().collect();
    let visitor = read.actor().person;
    let is_own = |one: &RoleAssignment| visitor.is_some() && [one.person, one.deputy].contains(&visitor);
    assignments.retain(|one| seen.contains(&one.subject_id) || is_own(one));
    let hidden = i64::try_from(all - assignments.len()).unwrap_or(i64::MAX);
    let rows = rows_of(visit, read, assignments)?;
    Ok(html! {
        @if rows.is_empty() { h2 { (caption) } }
        @else { (simple_table(visit.language(), &caption, &columns(visit), &rows)) }
        @if all == 0 { p { (visit.text("role-assignment-none")) } }
        @if hidden > 0 { p { (visit.render(&Message::new("role-assignment-hidden").with("count", hidden))) } }
    })
}

fn columns(visit: &Visit) -> Vec<Column> {
    let mut columns = vec![
        column(visit, "role-assignment-role", ColumnKind::Text),
        column(visit, "role-assignment-subject", ColumnKind::Text),
        column(visit, "role-assignment-holder", ColumnKind::Text),
        column(visit, "role-assignment-state", ColumnKind::Status),
        column(visit, "role-assignment-from", ColumnKind::Date),
        column(visit, "role-assignment-to", ColumnKind::Date),
    ];
    columns[1].is_telling = true;
    columns
        .push(Column { is_shown: false, ..column(visit, "role-assignment-confirmation", ColumnKind::Text) });
    // The names by which the listing sorts.
    for (place, key) in [(0, "role"), (4, "from"), (5, "to")] {
        columns[place].key = key.into();
    }
    columns
}

/// Rows over subjects of several kinds: names are asked for as a set.
fn rows_of(visit: &Visit, read: &Read, assignments: Vec<RoleAssignment>) -> Result<Vec<Row>> {
    if assignments.is_empty() {
        return Ok(Vec::new());
    }
    let pack = findings::pack_in_force(read)?;
    let subjects: Vec<Subject> = assignments.iter().map(RoleAssignment::subject).collect();
    let names: BTreeMap<Subject, (String, String)> = subject_names(read, &subjects)?;
    let row = |holder: Holder| {
        let title = plain_title(visit, &pack, &holder.assignment.role);
        let subject = names.get(&holder.assignment.subject()).map(|(name, _)| name.clone());
        let deputy = holder.deputy_name.as_ref().map_or(String::new(), |name| format!(" / {name}"));
        Row {
            cells: vec![
                Cell::Link(Link::new(page_of(visit, &holder.assignment), title)),
                Cell::text(subject.unwrap_or_default()),
                Cell::text(word(visit, &holder.name) + &deputy),
                Cell::Status(status_of(visit, &holder.assignment, read.today())),
                Cell::text(texts::date(holder.assignment.from)),
                Cell::text(last_day(&holder.assignment)),
                Cell::text(answer_of(visit, &holder.assignment)),
            ],
        }
    };
    Ok(with_names(read, assignments)?.into_iter().map(row).collect())
}

pub(super) fn list(visit: &Visit) -> Result<Answer> {
    let view = ListView::of(visit, ASSIGNMENT_FILTERS, &ASSIGNMENTS)?;
    if is_file_asked(visit) {
        return file_of(visit, &view);
    }
    let (mut parts, rows) = visit.read(|read| {
        let query = view.query(&ASSIGNMENTS, read.today())?;
        let counted = access::visible_to(read.actor(), READ_HOLDERS, query.clone());
        let total = ASSIGNMENTS.count(read, &counted)?;
        let page = visible_assignments(read, query)?;
        let rows = rows_of(visit, read, page.items)?;
        Ok((list_parts(visit, read)?, ListRows { rows, total, next_cursor: page.next_cursor }))
    })?;
    parts.exports = file_links(visit, &view);
    let total = rows.total;
    let markup = table(visit.language(), &view.table(visit, parts, &ASSIGNMENTS, rows));
    Ok(Page::new(visit.text("role-assignment-list"), markup).count(total).answer())
}

/// The list as a file: the same view from its first row to its last.
fn file_of(visit: &Visit, view: &ListView) -> Result<Answer> {
    let rows = visit.read(|read| {
        let query = view.query_for_export(&ASSIGNMENTS, read.today())?;
        rows_of(visit, read, every_row(query, |query| visible_assignments(read, query))?)
    })?;
    list_file(visit, &visit.text("role-assignment-list"), &columns(visit), rows)
}

fn list_parts(visit: &Visit, read: &Read) -> Result<ListParts> {
    let pack = findings::pack_in_force(read)?;
    let roles: Vec<SelectOption> =
        pack.roles.iter().map(|role| SelectOption::new(&role.id, word(visit, &role.title.text()))).collect();
    let shown =
        ASSIGNMENT_FILTERS.iter().filter(|filter| matches!(filter.name, "role" | "counts" | "confirmation"));
    let options = |name: &str| if name == "role" { roles.clone() } else { Vec::new() };
    Ok(ListParts {
        id: "records",
        caption: visit.text("role-assignment-list"),
        columns: columns(visit),
        filters: shown
            .map(|filter| filter_field(visit, "role-assignment", filter, options(filter.name)))
            .collect(),
        more_filters: Vec::new(),
        exports: Vec::new(),
        empty: Empty {
            title: visit.text("role-assignment-empty-title"),
            text: visit.text("role-assignment-empty-text"),
            action: None,
        },
    })
}

/// An assignment with everything that its pages say of it.
struct Told {
    holder: Holder,
    title: String,
    subject_name: String,
    address: String,
    may_change: bool,
    may_read_history: bool,
    today: Date,
}

fn told(visit: &Visit, read: &Read) -> Result<Told> {
    let assignment = visible_assignment(read, visit.id("id")?)?;
    let subject = assignment.subject();
    let pack = findings::pack_in_force(read)?;
    let facts = findings::facts_of(read, &subject)?;
    let named = subject_names(read, std::slice::from_ref(&subject))?;
    let (subject_name, address) = named.get(&subject).cloned().unwrap_or_default();
    let may_change = read.as_of().is_none()
        && !assignment.is_withdrawn
        && Appointer::of(read, &pack, &facts, subject.id)?.may_appoint(&pack, &facts, &assignment.role);
    let may_read_history = access::may(read, READ_HISTORY, subject.id)?;
    let title = word(visit, &title_of(&pack, &assignment.role, &facts));
    let holder = with_names(read, vec![assignment])?.pop().ok_or(kernel::Error::NotFound)?;
    Ok(Told { holder, title, subject_name, address, may_change, may_read_history, today: read.today() })
}

pub(super) fn show(visit: &Visit) -> Result<Answer> {
    let is_history = visit.query(TAB).is_some();
    let (told, content) = visit.read(|read| {
        let told = told(visit, read)?;
        let language = visit.language();
        let content = if is_history {
            access::authorise(read, READ_HISTORY, told.holder.assignment.subject_id)?;
            let subject = Subject::new(ROLE_ASSIGNMENT, told.holder.assignment.id);
            let words = crate::naming_holders(RecordWords::of("role-assignment"));
            words.history_section::<RoleAssignment>(visit, read, &subject)?
        } else {
            facts(language, &facts_of(visit, &told))
        };
        Ok((told, content))
    })?;
    let here = format!("/uppdrag/{}", told.holder.assignment.id);
    let mut steps = vec![
        ("andra", "record-edit"),
        ("stallforetradare", "role-assignment-set-deputy"),
        ("avsluta", "role-assignment-end"),
        ("aterkalla", "role-assignment-withdraw"),
    ];
    let may_note = told.may_change && super::answering::is_for_others_to_note(visit, &told.holder.assignment);
    if may_note {
        steps.extend([
            ("anteckna-bekraftat", "appointment-note-confirmed"),
            ("anteckna-avbojt", "appointment-note-declined"),
        ]);
    }
    let content = html! {
        @if told.may_read_history { (record_tabs(visit, &told.title, &here, is_history)) }
        @if !is_history { (super::answering::question(visit, &told.holder.assignment)) }
        (content)
        @if told.may_change && !is_history {
            @if may_note { p { (visit.text("appointment-note-explained")) } }
            ul class="plain" {
                @for (step, label) in steps { li { a href={ (here) "/" (step) } { (visit.text(label)) } } }
            }
        }
    };
    let crumbs = vec![Link::new(&told.address, &told.subject_name)];
    Ok(Page::new(heading(visit, &told), content).under(crumbs).answer())
}

/// What the holder has answered, and when.
fn answer_of(visit: &Visit, assignment: &RoleAssignment) -> String {
    let answer = RecordWords::of("role-assignment").shown(visit.language(), assignment, "confirmation");
    assignment.answered_on.map_or(answer.clone(), |day| format!("{answer} {}", texts::date(day)))
}

fn heading(visit: &Visit, told: &Told) -> String {
    format!("{}: {}", told.title, word(visit, &told.holder.name))
}

fn facts_of(visit: &Visit, told: &Told) -> Vec<Fact> {
    let assignment = &told.holder.assignment;
    let text = |name: &str| visit.text(&format!("role-assignment-{name}"));
    let date = |day: Option<Date>| day.map_or(String::new(), texts::date);
    let holder = word(visit, &told.holder.name);
    let holder = match assignment.person {
        Some(id) => FactValue::Link(Link::new(visit.keeping_day(address_of(id)), holder)),
        None => FactValue::Text(holder),
    };
    vec![
        Fact::new(
            text("subject"),
            FactValue::Link(Link::new(visit.keeping_day(&told.address), &told.subject_name)),
        ),
        Fact::new(text("holder"), holder),
        Fact::new(text("state"), FactValue::Status(status_of(visit, assignment, told.today))),
        Fact::text(text("from"), date(Some(assignment.from))),
        Fact::text(text("to"), date(assignment.to)),
        Fact::text(text("counts-to"), date(assignment.counts.and_then(|counts| counts.to))),
        Fact::text(text("appointed-by"), assignment.appointed_by.clone()),
        Fact::text(text("decision"), assignment.decision.clone()),
        Fact::text(text("confirmation"), answer_of(visit, assignment)),
        Fact::text(text("deputy"), told.holder.deputy_name.clone().unwrap_or_default()),
        Fact::text(text("deputy-from"), date(assignment.deputy_from)),
        Fact::text(text("deputy-to"), date(assignment.deputy_to)),
    ]
}
