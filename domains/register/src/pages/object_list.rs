//! The list of management objects.

use super::system_list::findings_status;
use super::with_day;
use super::words::{object_words, organisation_options};
use crate::listing::{OBJECTS, ObjectRow};
use crate::managed_object::{ManagedObject, OBJECT};
use crate::{EDIT_OBJECTS, READ_BASE};
use findings::evaluate_subjects;
use kernel::{FieldKind, Id, Outcome, ReferenceKind, Result};
use policy::Pack;
use std::collections::BTreeMap;
use storage::{Read, Value};
use web::components::{Cell, Column, ColumnKind, Empty, Link, Row, SelectOption, table};
use web::{
    Answer, FilterKind, ListFilter, ListParts, ListRows, ListView, Page, Visit, field_column, filter_field,
};

const FILTERS: &[ListFilter] = &[
    ListFilter { name: "q", kind: FilterKind::Search },
    ListFilter {
        name: "organisation",
        kind: FilterKind::Field(FieldKind::Reference(ReferenceKind("organisation"))),
    },
    ListFilter { name: "kind", kind: FilterKind::Field(FieldKind::Text { max_chars: 60 }) },
    ListFilter { name: "has_breaches", kind: FilterKind::Made(|_| Some(Value::Null)) },
];

pub(super) fn object_list(visit: &Visit) -> Result<Answer> {
    let is_past = visit.as_of()?.is_some();
    let known: Vec<ListFilter> =
        FILTERS.iter().filter(|one| !is_past || one.name != "has_breaches").copied().collect();
    let view = ListView::of(visit, &known, &OBJECTS)?;
    let (listed, parts) = visit.read(|read| {
        let pack = findings::pack_in_force(read)?;
        Ok((listed(visit, read, &pack, &view)?, parts(visit, read, &pack, &known)?))
    })?;
    let total = listed.total;
    let content = table(visit.language(), &view.table(visit, parts, &OBJECTS, listed));
    Ok(Page::new(visit.text("register-objects"), content).count(total).primary(new_object(visit)).answer())
}

fn new_object(visit: &Visit) -> Option<Link> {
    visit.may(EDIT_OBJECTS).then(|| Link::new("/objekt/nytt", visit.text("register-new-object")))
}

fn listed(visit: &Visit, read: &Read, pack: &Pack, view: &ListView) -> Result<ListRows> {
    let query = access::visible_to(read.actor(), READ_BASE, view.query(&OBJECTS, read.today())?);
    let page = OBJECTS.page::<ObjectRow>(read, &query)?;
    let past = past_counts(read, &page.items)?;
    let words = object_words(pack, visit.language());
    let rows = page.items.iter().map(|row| {
        let object = ManagedObject { kind: row.kind.clone(), ..ManagedObject::default() };
        let (breached, unknown) = past.get(&row.id).copied().unwrap_or((row.breached, row.unknown));
        Row {
            cells: vec![
                Cell::Link(Link::new(with_day(visit, format!("/objekt/{}", row.id)), &row.name)),
                Cell::text(words.shown(visit.language(), &object, "kind")),
                Cell::Status(findings_status(visit, breached, unknown)),
                Cell::text(&row.organisation_name),
                Cell::text(texts::number(row.systems)),
            ],
        }
    });
    Ok(ListRows { rows: rows.collect(), total: OBJECTS.count(read, &query)?, next_cursor: page.next_cursor })
}

/// Open demands by object on a day in the past; nothing is kept of it.
fn past_counts(read: &Read, rows: &[ObjectRow]) -> Result<BTreeMap<Id, (i64, i64)>> {
    let mut counts = BTreeMap::new();
    if read.as_of().is_some() {
        let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
        for one in evaluate_subjects(read, OBJECT.name(), &ids)? {
            let of = |outcome| {
                one.findings.iter().filter(|found| found.is_open() && found.outcome == outcome).count()
            };
            let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
            counts.insert(one.subject.id, (number(of(Outcome::Breached)), number(of(Outcome::Unknown))));
        }
    }
    Ok(counts)
}

fn parts(visit: &Visit, read: &Read, pack: &Pack, known: &[ListFilter]) -> Result<ListParts> {
    let organisations = organisation_options(read, false)?;
    let language = visit.language();
    let kinds: Vec<SelectOption> = pack
        .object_kinds
        .iter()
        .map(|kind| {
            SelectOption::new(&kind.id, super::words::capital(kind.title.text().in_language(language)))
        })
        .collect();
    let filters = known.iter().map(|one| {
        let options = match one.name {
            "organisation" => organisations.clone(),
            "kind" => kinds.clone(),
            "has_breaches" => vec![SelectOption::new("true", visit.text("form-yes"))],
            _ => Vec::new(),
        };
        filter_field(visit, "managed-object", one, options)
    });
    let field = |name: &'static str| field_column::<ManagedObject>(visit, "managed-object", name);
    Ok(ListParts {
        id: "objects",
        caption: visit.text("register-objects"),
        columns: vec![
            field("name"),
            field("kind"),
            Column {
                is_telling: true,
                ..Column::new("breaches", visit.text("register-findings"), ColumnKind::Status)
            },
            field("organisation"),
            Column::new("systems", visit.text("managed-object-systems"), ColumnKind::Number),
        ],
        filters: filters.collect(),
        more_filters: Vec::new(),
        exports: Vec::new(),
        empty: Empty {
            title: visit.text("register-no-objects"),
            text: visit.text("register-no-objects-text"),
            action: new_object(visit),
        },
    })
}
