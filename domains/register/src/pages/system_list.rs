//! The list of systems.

use super::bulk::change_chosen;
use super::seen_by::is_asked_of;
use super::words::{capital, document_types, organisation_filter, person_filter, system_words, unit_filter};
use crate::answerable::{Answering, holders_around, is_shown};
use crate::facts::Around;
use crate::field_groups::{self, fields_seen, seen_by, seen_custom, seen_of_each};
use crate::listing::{SYSTEMS, SystemRow};
use crate::system::{Importance, LifecycleState, SYSTEM, Size, System};
use crate::{CREATE, EDIT, EXPORT, READ_BASE, READ_ROLES, store, told_findings};
use access::Allowed;
use kernel::{Choice, FieldKind, Id, Language, Outcome, ReferenceKind, Result, custom_key};
use organisation::{OWNERS_BY_NAME, PEOPLE_BY_NAME, UNITS_BY_NAME, custom_cells, custom_filters};
use policy::{About, Pack};
use std::collections::BTreeMap;
use storage::columns::word_in_column;
use storage::{Listing, Query, Read, Value, values};
use web::components::{
    Cell, Column, ColumnKind, Empty, Filter, Link, Row, SelectOption, Status, Tone, outcome_status, table,
};
use web::{
    Answer, FilterKind, ListFilter, ListParts, ListRows, ListView, Offered, Page, RecordWords, Visit,
    every_row, field_column, file_links, filter_field, is_file_asked, list_file,
};

const ORGANISATION: FilterKind = FilterKind::Field(FieldKind::Reference(ReferenceKind("organisation")));

const fn filter(name: &'static str, kind: FilterKind) -> ListFilter {
    ListFilter { name, kind }
}

const fn choice(name: &'static str, names: &'static [&'static str]) -> ListFilter {
    filter(name, FilterKind::Field(FieldKind::Choice(names)))
}

/// What may be asked of the list on any day.
pub(super) const FILTERS: &[ListFilter] = &[
    filter("q", FilterKind::Search),
    filter("organisation", ORGANISATION),
    // Asked by the pages on sharing only.
    filter("entity", ORGANISATION),
    choice("kind", crate::SystemKind::NAMES),
    choice("lifecycle_state", LifecycleState::NAMES),
    filter("used_by", ORGANISATION),
    filter("unit", FilterKind::Field(FieldKind::Reference(ReferenceKind("unit")))),
    filter("object", FilterKind::Field(FieldKind::Reference(ReferenceKind("object")))),
    choice("category", crate::Category::NAMES),
    choice("operation_form", crate::OperationForm::NAMES),
    choice("importance", Importance::NAMES),
    choice("size", Size::NAMES),
    filter("personal_data", FilterKind::Field(FieldKind::Flag)),
    filter("business_area", FilterKind::Made(|word| Some(Value::from(word_in_column(word))))),
    filter("has_breaches", FilterKind::Made(|_| Some(Value::Null))),
    filter("vacant", FilterKind::Made(|role| about_role(role).map(Value::from))),
];

/// How kept findings name the demand on a role.
pub(super) fn about_role(role: &str) -> Option<String> {
    serde_json::to_string(&About::Role(role.to_owned())).ok()
}

pub(super) fn system_list(visit: &Visit) -> Result<Answer> {
    let may_ask = may_ask(visit)?;
    let (known, listing) = (known_filters(visit, may_ask), told_findings::systems(may_ask));
    if is_file_asked(visit) {
        return file_of(visit, &known, listing);
    }
    let (view, listed, ids, parts) = visit.read(|read| {
        let pack = findings::pack_in_force(read)?;
        let mut view =
            ListView::with_custom(visit, &known, listing, &fields_seen(read, SYSTEM, |one| visit.may(one))?)?
                .words_of("system");
        let mut filters = filters(visit, read, &pack, &known, &mut view)?;
        filters.extend(custom_filters(visit, read, &mut view)?);
        let parts = parts(visit, &view, filters);
        let (listed, ids) = listed(visit, read, &pack, &view)?;
        Ok((view, listed, ids, parts))
    })?;
    let total = listed.total;
    let chosen = change_chosen(visit, EDIT, "/system/andra-flera")?;
    let drawn = view.table(visit, parts, listing, listed).choosing(chosen, ids);
    let content = table(visit.language(), &drawn);
    let new = visit.may(CREATE).then(|| Link::new("/system/nytt", visit.text("register-new-system")));
    Ok(Page::new(visit.text("register-systems"), content).count(total).primary(new).answer())
}

/// The list as a file, for those who may take systems along: the same view from its first row to its last.
fn file_of(visit: &Visit, known: &[ListFilter], listing: &'static Listing) -> Result<Answer> {
    let (rows, columns) = visit.read(|read| {
        if !access::may_anywhere(read, EXPORT)? {
            return Err(access::refused(EXPORT));
        }
        let pack = findings::pack_in_force(read)?;
        let mut view =
            ListView::with_custom(visit, known, listing, &fields_seen(read, SYSTEM, |one| visit.may(one))?)?;
        filters(visit, read, &pack, known, &mut view)?;
        custom_filters(visit, read, &mut view)?;
        let query = seen(read, &view, view.query_for_export(listing, read.today())?);
        let query = access::visible_to(read.actor(), EXPORT, query);
        let found = every_row(query, |query| SYSTEMS.page::<SystemRow>(read, &query))?;
        Ok((rows_of(visit, read, (&pack, &view), &found)?, all_columns(visit, &view)))
    })?;
    list_file(visit, &visit.text("register-systems"), &columns, rows)
}

/// As [`told_findings::may_ask`], by what is known of the visitor already.
pub(super) fn may_ask(visit: &Visit) -> Result<bool> {
    Ok(visit.may(findings::READ) && visit.as_of()?.is_none())
}

fn known_filters(visit: &Visit, may_ask: bool) -> Vec<ListFilter> {
    let is_known = |one: &&ListFilter| may_ask || !told_findings::ASKING_FILTERS.contains(&one.name);
    FILTERS.iter().filter(is_known).filter(|one| is_asked_of(visit, one)).copied().collect()
}

/// The question of the view, narrowed to what the actor may see.
pub(super) fn question(read: &Read, view: &ListView) -> Result<Query> {
    Ok(seen(read, view, view.query(&SYSTEMS, read.today())?))
}

pub(super) fn seen(read: &Read, view: &ListView, mut query: Query) -> Query {
    if let Some(person) = view.picked("person") {
        let day = read.today();
        query = query.filter("person", values![person, day, day, person, day, day]);
    }
    let query =
        field_groups::narrowed(read, query, |name| view.value(name).is_some() || view.picked(name).is_some());
    let query = field_groups::narrowed_by_added(read, query, view.added_fields());
    let query = told_findings::narrowed(read, query, |name| view.value(name).is_some());
    access::visible_to(read.actor(), READ_BASE, query)
}

/// The question of the list at its address, for a file of the whole of it; none where nothing is filtered.
pub(crate) fn systems_of_view(visit: &Visit, read: &Read) -> Result<Option<Query>> {
    let may_ask = told_findings::may_ask(read)?;
    let known = known_filters(visit, may_ask);
    let is_asked = |name: &str| visit.query(name).is_some();
    let asks_custom = visit.query.iter().any(|(name, value)| custom_key(name).is_some() && !value.is_empty());
    if !is_asked("person") && !asks_custom && !known.iter().any(|filter| is_asked(filter.name)) {
        return Ok(None);
    }
    let listing = told_findings::systems(may_ask);
    let mut view =
        ListView::with_custom(visit, &known, listing, &fields_seen(read, SYSTEM, |one| visit.may(one))?)?;
    custom_filters(visit, read, &mut view)?;
    for organisation in ["organisation", "used_by"] {
        view.pick(read, organisation, &OWNERS_BY_NAME, &Offered::NONE)?;
    }
    view.pick(read, "unit", &UNITS_BY_NAME, &Offered::NONE)?;
    view.pick(read, "person", &PEOPLE_BY_NAME, &Offered::NONE)?;
    // A file holds the rows, whatever their order.
    let mut query = view.query_for_export(listing, read.today())?;
    (query.sort, query.is_descending) = (None, false);
    Ok(Some(seen(read, &view, query)))
}

/// The rows of a page, and whose they are.
fn listed(visit: &Visit, read: &Read, pack: &Pack, view: &ListView) -> Result<(ListRows, Vec<Id>)> {
    let query = question(read, view)?;
    let page = SYSTEMS.page::<SystemRow>(read, &query)?;
    let rows = rows_of(visit, read, (pack, view), &page.items)?;
    let ids = page.items.iter().map(|row| row.id).collect();
    Ok((ListRows { rows, total: SYSTEMS.count(read, &query)?, next_cursor: page.next_cursor }, ids))
}

fn rows_of(
    visit: &Visit,
    read: &Read,
    (pack, view): (&Pack, &ListView),
    found: &[SystemRow],
) -> Result<Vec<Row>> {
    let ids: Vec<Id> = found.iter().map(|row| row.id).collect();
    let seen = seen_of_each(read, &ids)?;
    let people = people_of(read, pack, &ids, &seen)?;
    let kept: Vec<_> = found.iter().map(|row| (row.id, row.breached, row.unknown)).collect();
    let counts = told_findings::counts_told(read, SYSTEM.name(), &kept)?;
    let words = system_words(pack, visit.language());
    let at_itself = ids.iter().map(|id| (*id, *id)).collect();
    let mut custom = custom_cells(visit, read, view, &seen_custom(read, SYSTEM, &at_itself)?)?;
    let rows = found.iter().map(|row| {
        let people = people.get(&row.id).map_or(&[][..], Vec::as_slice);
        let system = seen.get(&row.id).map_or_else(System::default, |allowed| seen_by(allowed, told_of(row)));
        let mut drawn = drawn(visit, &words, (row, &system), people, counts.get(&row.id));
        drawn.cells.extend(custom.remove(&row.id).unwrap_or_default());
        drawn
    });
    Ok(rows.collect())
}

/// Who answers today for each of those systems whose role holders the visitor sees.
fn people_of(
    read: &Read,
    pack: &Pack,
    ids: &[Id],
    seen: &BTreeMap<Id, Allowed>,
) -> Result<BTreeMap<Id, Vec<Answering>>> {
    let may = |id: &&Id| seen.get(id).is_some_and(|allowed| allowed.may(READ_ROLES));
    let ids: Vec<Id> = ids.iter().filter(may).copied().collect();
    let mut objects: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for membership in store::objects_of_systems(read, &ids)? {
        objects.entry(membership.system).or_default().push(membership.object);
    }
    let places: Vec<Around> = ids
        .iter()
        .map(|id| Around {
            subject: *id,
            objects: objects.remove(id).unwrap_or_default(),
            organisation: None,
        })
        .collect();
    holders_around(read, pack, &places).map(|mut people| {
        people.values_mut().for_each(|list| list.retain(|one| is_shown(pack, &one.role)));
        people
    })
}

/// The fields of a row that are shown in words.
fn told_of(row: &SystemRow) -> System {
    System {
        kind: Some(row.kind),
        lifecycle_state: row.lifecycle_state,
        category: row.category.as_deref().and_then(Choice::from_name),
        size: row.size.as_deref().and_then(Choice::from_name),
        importance: row.importance.as_deref().and_then(Choice::from_name),
        operation_form: row.operation_form.as_deref().and_then(Choice::from_name),
        ..System::default()
    }
}

fn drawn(
    visit: &Visit,
    words: &RecordWords,
    (row, system): (&SystemRow, &System),
    people: &[Answering],
    counts: Option<&(i64, i64)>,
) -> Row {
    let shown = |field: &str| words.shown(visit.language(), system, field);
    let mut cells = vec![
        Cell::Link(Link::new(visit.keeping_day(format!("/system/{}", row.id)), &row.name)),
        Cell::Status(state_status(row.lifecycle_state, shown("lifecycle_state"))),
    ];
    cells.extend(findings_cell(visit, counts));
    cells.extend([
        Cell::text(&row.organisation_name),
        answering(visit, people),
        Cell::text(shown("kind")),
        Cell::text(shown("category")),
        Cell::text(shown("size")),
        Cell::text(shown("importance")),
        Cell::text(shown("operation_form")),
        Cell::text(&row.supplier_name),
        Cell::text(row.local_number.clone().unwrap_or_default()),
        Cell::text(texts::date(row.updated_at.date())),
    ]);
    Row { cells }
}

/// The first of those who answer for a system, and how many more: a row is one line high, the page names them all, and so
/// does a file.
fn answering(visit: &Visit, people: &[Answering]) -> Cell {
    if is_file_asked(visit) {
        let names = people.iter().map(|one| one.holder.name.in_language(visit.language()).to_owned());
        return Cell::List(names.collect());
    }
    let Some((first, more)) = people.split_first() else { return Cell::Absent };
    let name = first.holder.name.in_language(visit.language());
    if more.is_empty() {
        return Cell::text(name);
    }
    let more = i64::try_from(more.len()).unwrap_or(i64::MAX);
    Cell::text(texts::format(
        visit.language(),
        "register-first-and-more",
        &[("name", name.into()), ("more", more.into())],
    ))
}

/// A state of the lifecycle by word and shape.
pub(super) fn state_status(state: LifecycleState, word: String) -> Status {
    let tone = match state {
        LifecycleState::Idea | LifecycleState::Procurement => Tone::Ahead,
        LifecycleState::Introduction | LifecycleState::PhaseOut => Tone::Ongoing,
        LifecycleState::InOperation => Tone::Good,
        LifecycleState::Retired => Tone::Closed,
    };
    Status::new(tone, word)
}

/// How many demands are not met, or met or unknown altogether.
pub(super) fn findings_status(visit: &Visit, breached: i64, unknown: i64) -> Status {
    let counted = |key, count: i64| texts::format(visit.language(), key, &[("count", count.into())]);
    if breached > 0 {
        Status::new(Tone::Bad, counted("register-breaches", breached))
    } else if unknown > 0 {
        Status::new(Tone::Unsure, counted("register-unknown", unknown))
    } else {
        outcome_status(visit.language(), Outcome::Met)
    }
}

/// How a row stands; no cell at all for a visitor who reads no findings, and an empty one where not those of the row.
pub(super) fn findings_cell(visit: &Visit, counts: Option<&(i64, i64)>) -> Option<Cell> {
    visit.may(findings::READ).then(|| match counts {
        Some((breached, unknown)) => Cell::Status(findings_status(visit, *breached, *unknown)),
        None => Cell::Absent,
    })
}

/// The column of [`findings_cell`].
pub(super) fn findings_column(visit: &Visit) -> Option<Column> {
    let column = || Column::new("breaches", visit.text("register-findings"), ColumnKind::Status);
    visit.may(findings::READ).then(column)
}

fn parts(visit: &Visit, view: &ListView, mut filters: Vec<Filter>) -> ListParts {
    let more_filters = filters.split_off(4);
    ListParts {
        id: "systems",
        caption: visit.text("register-systems"),
        columns: all_columns(visit, view),
        filters,
        more_filters,
        exports: exports(visit, view),
        empty: Empty {
            title: visit.text("register-no-systems"),
            text: visit.text("register-no-systems-text"),
            action: visit.may(CREATE).then(|| Link::new("/system/nytt", visit.text("register-new-system"))),
        },
    }
}

/// The list as a file, and the whole register, which can be imported again.
fn exports(visit: &Visit, view: &ListView) -> Vec<Link> {
    let list = if visit.may(EXPORT) { file_links(visit, view) } else { Vec::new() };
    list.into_iter().chain(crate::transfer::export_links(visit)).collect()
}

/// The filters that the list shows, the most used first, and what the address picks by them. An object is reached from
/// its own page.
pub(super) fn filters(
    visit: &Visit,
    read: &Read,
    pack: &Pack,
    known: &[ListFilter],
    view: &mut ListView,
) -> Result<Vec<Filter>> {
    let language = visit.language();
    let listed = |list: &[policy::ListedValue]| -> Vec<SelectOption> {
        list.iter().map(|one| SelectOption::new(&one.id, capital(one.title.in_language(language)))).collect()
    };
    let mut filters = Vec::new();
    for one in known {
        let options = match one.name {
            "organisation" | "used_by" => {
                filters.push(organisation_filter(visit, read, view, ("system", one.name))?);
                continue;
            }
            "kind" => listed(&pack.system_kinds),
            "category" => listed(&pack.categories),
            "operation_form" => listed(&pack.operation_forms),
            "business_area" => listed(&pack.business_areas),
            "vacant" => roles_on_systems(pack, language),
            "has_breaches" => vec![SelectOption::new("true", visit.text("form-yes"))],
            "unit" => {
                filters.push(unit_filter(visit, read, view, ("system", one.name))?);
                continue;
            }
            "object" if visit.query(one.name).is_none() => continue,
            "entity" => continue,
            _ => Vec::new(),
        };
        if !(one.name == "business_area" && options.is_empty()) {
            filters.push(filter_field(visit, "system", one, options));
        }
    }
    if visit.seen_by.is_none() {
        filters.push(person_filter(visit, read, view, ("system", "person"))?);
    }
    Ok(filters)
}

fn roles_on_systems(pack: &Pack, language: Language) -> Vec<SelectOption> {
    let roles = pack.roles.iter().filter(|role| role.subjects.iter().any(|subject| subject == "system"));
    roles.map(|role| SelectOption::new(&role.id, capital(role.title.text().in_language(language)))).collect()
}

fn all_columns(visit: &Visit, view: &ListView) -> Vec<Column> {
    let mut columns = columns(visit);
    columns.extend(view.custom_columns(visit.language()));
    columns
}

fn columns(visit: &Visit) -> Vec<Column> {
    let field = |name: &'static str| field_column::<System>(visit, "system", name);
    let hidden = |name| Column { is_shown: false, ..field(name) };
    let state = Column::new("lifecycle_state", visit.text("system-lifecycle-state"), ColumnKind::Status);
    let mut columns = vec![field("name"), Column { is_telling: true, ..state }];
    columns.extend(findings_column(visit));
    columns.extend([
        field("organisation"),
        Column::new("people", visit.text("register-people"), ColumnKind::Text),
        field("kind"),
        hidden("category"),
        hidden("size"),
        hidden("importance"),
        hidden("operation_form"),
        hidden("supplier"),
        hidden("local_number"),
        Column {
            is_shown: false,
            ..Column::new("updated_at", visit.text("register-updated"), ColumnKind::Date)
        },
    ]);
    columns
}

/// The types of document in words, for other lists of this room.
pub(super) fn types_of_document(visit: &Visit, pack: &Pack) -> Vec<SelectOption> {
    document_types(pack, None, visit.language())
}
