//! The list of systems.

use super::with_day;
use super::words::{capital, document_types, organisation_options, people_options, system_words};
use crate::answerable::{Answering, holders_around, is_shown};
use crate::columns::word_in_column;
use crate::facts::Around;
use crate::listing::{SYSTEMS, SystemRow};
use crate::system::{Importance, LifecycleState, Size, System};
use crate::{CREATE, READ_BASE, store};
use findings::evaluate_subjects;
use kernel::{Choice, FieldKind, Id, Outcome, ReferenceKind, Result};
use policy::{About, Pack};
use std::collections::BTreeMap;
use storage::{Query, Read, Value, values};
use web::components::{
    Cell, Column, ColumnKind, Empty, Filter, FilterInput, Link, Row, SelectOption, Status, Tone,
    outcome_status, table,
};
use web::{
    Answer, FilterKind, ListFilter, ListParts, ListRows, ListView, Page, RecordWords, Visit, field_column,
    filter_field,
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

/// Findings are kept for today only; on a past day they are computed for what is shown.
const OF_TODAY: [&str; 2] = ["has_breaches", "vacant"];

/// How kept findings name the demand on a role.
pub(super) fn about_role(role: &str) -> Option<String> {
    serde_json::to_string(&About::Role(role.to_owned())).ok()
}

pub(super) fn system_list(visit: &Visit) -> Result<Answer> {
    let is_past = visit.as_of()?.is_some();
    let known: Vec<ListFilter> =
        FILTERS.iter().filter(|one| !is_past || !OF_TODAY.contains(&one.name)).copied().collect();
    let view = ListView::of(visit, &known, &SYSTEMS)?;
    let (listed, parts) = visit.read(|read| {
        let pack = findings::pack_in_force(read)?;
        let listed = listed(visit, read, &pack, &view)?;
        Ok((listed, parts(visit, read, &pack, &known)?))
    })?;
    let total = listed.total;
    let content = table(visit.language(), &view.table(visit, parts, &SYSTEMS, listed));
    let new = visit.may(CREATE).then(|| Link::new("/system/nytt", visit.text("register-new-system")));
    Ok(Page::new(visit.text("register-systems"), content).count(total).primary(new).answer())
}

/// The question of the view, narrowed to what the actor may see.
pub(super) fn question(visit: &Visit, read: &Read, view: &ListView) -> Result<Query> {
    let mut query = view.query(&SYSTEMS, read.today())?;
    if let Some(person) = visit.query("person").and_then(|text| text.parse::<Id>().ok()) {
        let day = read.today();
        query = query.filter("person", values![person, day, day, person, day, day]);
    }
    Ok(access::visible_to(read.actor(), READ_BASE, query))
}

/// The question of the list at its address, for a file of the whole of it; none where nothing is filtered.
pub(crate) fn systems_of_view(visit: &Visit, read: &Read) -> Result<Option<Query>> {
    let is_past = read.as_of().is_some();
    let known: Vec<ListFilter> =
        FILTERS.iter().filter(|one| !is_past || !OF_TODAY.contains(&one.name)).copied().collect();
    let is_asked = |name: &str| visit.query(name).is_some();
    if !is_asked("person") && !known.iter().any(|filter| is_asked(filter.name)) {
        return Ok(None);
    }
    let mut query = ListView::of(visit, &known, &SYSTEMS)?.query_for_export(&SYSTEMS, read.today())?;
    if let Some(person) = visit.query("person").and_then(|text| text.parse::<Id>().ok()) {
        let day = read.today();
        query = query.filter("person", values![person, day, day, person, day, day]);
    }
    Ok(Some(access::visible_to(read.actor(), READ_BASE, query)))
}

fn listed(visit: &Visit, read: &Read, pack: &Pack, view: &ListView) -> Result<ListRows> {
    let query = question(visit, read, view)?;
    let page = SYSTEMS.page::<SystemRow>(read, &query)?;
    let ids: Vec<Id> = page.items.iter().map(|row| row.id).collect();
    let people = people_of(read, pack, &ids)?;
    let counts = counts(read, &page.items, &ids)?;
    let words = system_words(pack, visit.language());
    let rows = page.items.iter().map(|row| {
        let people = people.get(&row.id).map_or(&[][..], Vec::as_slice);
        drawn(visit, &words, row, people, counts[&row.id])
    });
    Ok(ListRows { rows: rows.collect(), total: SYSTEMS.count(read, &query)?, next_cursor: page.next_cursor })
}

/// Who answers for each of some systems today.
fn people_of(read: &Read, pack: &Pack, ids: &[Id]) -> Result<BTreeMap<Id, Vec<Answering>>> {
    let mut objects: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for membership in store::objects_of_systems(read, ids)? {
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

/// Breached and unknown demands by system: as they are kept, or computed for a day in the past.
fn counts(read: &Read, rows: &[SystemRow], ids: &[Id]) -> Result<BTreeMap<Id, (i64, i64)>> {
    let mut counts: BTreeMap<Id, (i64, i64)> =
        rows.iter().map(|row| (row.id, (row.breached, row.unknown))).collect();
    if read.as_of().is_some() {
        for one in evaluate_subjects(read, crate::SYSTEM.name(), ids)? {
            let of = |outcome| {
                one.findings.iter().filter(|found| found.is_open() && found.outcome == outcome).count()
            };
            let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
            counts.insert(one.subject.id, (number(of(Outcome::Breached)), number(of(Outcome::Unknown))));
        }
    }
    Ok(counts)
}

fn drawn(
    visit: &Visit,
    words: &RecordWords,
    row: &SystemRow,
    people: &[Answering],
    (breached, unknown): (i64, i64),
) -> Row {
    let language = visit.language();
    let system = System {
        kind: Some(row.kind),
        lifecycle_state: row.lifecycle_state,
        category: row.category.as_deref().and_then(Choice::from_name),
        size: row.size.as_deref().and_then(Choice::from_name),
        importance: row.importance.as_deref().and_then(Choice::from_name),
        operation_form: row.operation_form.as_deref().and_then(Choice::from_name),
        ..System::default()
    };
    let shown = |field: &str| words.shown(language, &system, field);
    Row {
        cells: vec![
            Cell::Link(Link::new(with_day(visit, format!("/system/{}", row.id)), &row.name)),
            Cell::Status(state_status(row.lifecycle_state, shown("lifecycle_state"))),
            Cell::Status(findings_status(visit, breached, unknown)),
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
        ],
    }
}

/// The first of those who answer for a system, and how many more: a row is one line high, the page names them all.
fn answering(visit: &Visit, people: &[Answering]) -> Cell {
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

fn parts(visit: &Visit, read: &Read, pack: &Pack, known: &[ListFilter]) -> Result<ListParts> {
    let mut filters = filters(visit, read, pack, known)?;
    let more_filters = filters.split_off(4);
    Ok(ListParts {
        id: "systems",
        caption: visit.text("register-systems"),
        columns: columns(visit),
        filters,
        more_filters,
        exports: crate::transfer::export_links(visit),
        empty: Empty {
            title: visit.text("register-no-systems"),
            text: visit.text("register-no-systems-text"),
            action: visit.may(CREATE).then(|| Link::new("/system/nytt", visit.text("register-new-system"))),
        },
    })
}

/// The filters that the list shows, the most used first. Units and objects are reached from their own pages.
pub(super) fn filters(visit: &Visit, read: &Read, pack: &Pack, known: &[ListFilter]) -> Result<Vec<Filter>> {
    let language = visit.language();
    let organisations = organisation_options(read, false)?;
    let listed = |list: &[policy::ListedValue]| -> Vec<SelectOption> {
        list.iter().map(|one| SelectOption::new(&one.id, capital(one.title.in_language(language)))).collect()
    };
    let roles = pack.roles.iter().filter(|role| role.subjects.iter().any(|subject| subject == "system"));
    let roles: Vec<SelectOption> = roles
        .map(|role| SelectOption::new(&role.id, capital(role.title.text().in_language(language))))
        .collect();
    let mut filters = Vec::new();
    for one in known {
        let options = match one.name {
            "organisation" | "used_by" => organisations.clone(),
            "kind" => listed(&pack.system_kinds),
            "category" => listed(&pack.categories),
            "operation_form" => listed(&pack.operation_forms),
            "business_area" => listed(&pack.business_areas),
            "vacant" => roles.clone(),
            "has_breaches" => vec![SelectOption::new("true", visit.text("form-yes"))],
            "unit" | "object" if visit.query(one.name).is_none() => continue,
            _ => Vec::new(),
        };
        if !(one.name == "business_area" && options.is_empty()) {
            filters.push(filter_field(visit, "system", one, options));
        }
    }
    let people = FilterInput::Select(people_options(read)?);
    filters.push(Filter { name: "person".into(), label: visit.text("system-person"), input: people });
    Ok(filters)
}

fn columns(visit: &Visit) -> Vec<Column> {
    let field = |name: &'static str| field_column::<System>(visit, "system", name);
    let hidden = |name| Column { is_shown: false, ..field(name) };
    let status = |key: &'static str, label: &str| Column::new(key, visit.text(label), ColumnKind::Status);
    vec![
        field("name"),
        Column { is_telling: true, ..status("lifecycle_state", "system-lifecycle-state") },
        status("breaches", "register-findings"),
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
    ]
}

/// The types of document in words, for other lists of this room.
pub(super) fn types_of_document(visit: &Visit, pack: &Pack) -> Vec<SelectOption> {
    document_types(pack, None, visit.language())
}
