//! The list of management objects.

use super::bulk::change_chosen;
use super::seen_by::is_asked_of;
use super::system_list::{findings_cell, findings_column};
use super::words::{object_words, organisation_filter};
use crate::field_groups::{fields_seen, narrowed_by_added, seen_custom};
use crate::listing::{OBJECTS, ObjectRow};
use crate::managed_object::{ManagedObject, OBJECT};
use crate::{EDIT_OBJECTS, READ_BASE, told_findings};
use kernel::{FieldKind, Id, ReferenceKind, Result, custom_key};
use organisation::{custom_cells, custom_filters};
use policy::Pack;
use storage::{Query, Read, Value};
use web::components::{Cell, Column, ColumnKind, Empty, Filter, Link, Row, SelectOption, table};
use web::{
    Answer, FilterKind, ListFilter, ListParts, ListRows, ListView, Page, Visit, every_row, field_column,
    file_links, filter_field, is_file_asked, list_file,
};

pub(super) const FILTERS: &[ListFilter] = &[
    ListFilter { name: "q", kind: FilterKind::Search },
    ListFilter {
        name: "organisation",
        kind: FilterKind::Field(FieldKind::Reference(ReferenceKind("organisation"))),
    },
    // Asked by the pages on sharing only.
    ListFilter {
        name: "entity",
        kind: FilterKind::Field(FieldKind::Reference(ReferenceKind("organisation"))),
    },
    ListFilter { name: "kind", kind: FilterKind::Field(FieldKind::Text { max_chars: 60 }) },
    ListFilter { name: "has_breaches", kind: FilterKind::Made(|_| Some(Value::Null)) },
];

pub(super) fn object_list(visit: &Visit) -> Result<Answer> {
    let may_ask = super::system_list::may_ask(visit)?;
    let is_known = |one: &&ListFilter| may_ask || !told_findings::ASKING_FILTERS.contains(&one.name);
    let known: Vec<ListFilter> =
        FILTERS.iter().filter(is_known).filter(|one| is_asked_of(visit, one)).copied().collect();
    let listing = told_findings::objects(may_ask);
    let added = visit.read(|read| fields_seen(read, OBJECT, |one| visit.may(one)))?;
    let mut view = ListView::with_custom(visit, &known, listing, &added)?.words_of("managed-object");
    if is_file_asked(visit) {
        let rows = visit.read(|read| {
            let pack = findings::pack_in_force(read)?;
            filters(visit, read, &pack, &known, &mut view)?;
            let asked = seen(read, &view, view.query_for_export(listing, read.today())?);
            let found = every_row(asked, |query| listing.page(read, &query))?;
            rows_of(visit, read, (&pack, &view), &found)
        })?;
        return list_file(visit, &visit.text("register-objects"), &columns(visit, &view), rows);
    }
    let (listed, ids, parts) = visit.read(|read| {
        let pack = findings::pack_in_force(read)?;
        let filters = filters(visit, read, &pack, &known, &mut view)?;
        let mut parts = parts(visit, &view, filters);
        parts.exports = file_links(visit, &view);
        let (listed, ids) = listed(visit, read, &pack, &view)?;
        Ok((listed, ids, parts))
    })?;
    let total = listed.total;
    let chosen = change_chosen(visit, EDIT_OBJECTS, "/objekt/andra-flera")?;
    let drawn = view.table(visit, parts, listing, listed).choosing(chosen, ids);
    let content = table(visit.language(), &drawn);
    Ok(Page::new(visit.text("register-objects"), content).count(total).primary(new_object(visit)).answer())
}

/// The question of the list at an address, for what is done with the whole of it.
pub(super) fn objects_of_view(visit: &Visit, read: &Read) -> Result<Query> {
    let listing = told_findings::objects(told_findings::may_ask(read)?);
    let added = fields_seen(read, OBJECT, |one| visit.may(one))?;
    let mut view = ListView::with_custom(visit, FILTERS, listing, &added)?;
    let pack = findings::pack_in_force(read)?;
    filters(visit, read, &pack, FILTERS, &mut view)?;
    let mut query = view.query_for_export(listing, read.today())?;
    (query.sort, query.is_descending) = (None, false);
    Ok(seen(read, &view, query))
}

fn new_object(visit: &Visit) -> Option<Link> {
    visit.may(EDIT_OBJECTS).then(|| Link::new("/objekt/nytt", visit.text("register-new-object")))
}

/// The rows of a page, and whose they are.
fn listed(visit: &Visit, read: &Read, pack: &Pack, view: &ListView) -> Result<(ListRows, Vec<Id>)> {
    let query = seen(read, view, view.query(&OBJECTS, read.today())?);
    let page = OBJECTS.page::<ObjectRow>(read, &query)?;
    let rows = rows_of(visit, read, (pack, view), &page.items)?;
    let ids = page.items.iter().map(|row| row.id).collect();
    Ok((ListRows { rows, total: OBJECTS.count(read, &query)?, next_cursor: page.next_cursor }, ids))
}

pub(super) fn seen(read: &Read, view: &ListView, query: Query) -> Query {
    let query = told_findings::narrowed(read, query, |name| view.value(name).is_some());
    let query = narrowed_by_added(read, query, view.added_fields());
    access::visible_to(read.actor(), READ_BASE, query)
}

fn rows_of(
    visit: &Visit,
    read: &Read,
    (pack, view): (&Pack, &ListView),
    found: &[ObjectRow],
) -> Result<Vec<Row>> {
    let at_itself = found.iter().map(|row| (row.id, row.id)).collect();
    let mut custom = custom_cells(visit, read, view, &seen_custom(read, OBJECT, &at_itself)?)?;
    let kept: Vec<_> = found.iter().map(|row| (row.id, row.breached, row.unknown)).collect();
    let counts = told_findings::counts_told(read, OBJECT.name(), &kept)?;
    let words = object_words(pack, visit.language());
    let rows = found.iter().map(|row| {
        let object = ManagedObject { kind: row.kind.clone(), ..ManagedObject::default() };
        let mut cells = vec![
            Cell::Link(Link::new(visit.keeping_day(format!("/objekt/{}", row.id)), &row.name)),
            Cell::text(words.shown(visit.language(), &object, "kind")),
        ];
        cells.extend(findings_cell(visit, counts.get(&row.id)));
        cells.extend([Cell::text(&row.organisation_name), Cell::text(texts::number(row.systems))]);
        cells.extend(custom.remove(&row.id).unwrap_or_default());
        Row { cells }
    });
    Ok(rows.collect())
}

pub(super) fn filters(
    visit: &Visit,
    read: &Read,
    pack: &Pack,
    known: &[ListFilter],
    view: &mut ListView,
) -> Result<Vec<Filter>> {
    let language = visit.language();
    let kinds = pack.object_kinds.iter().map(|kind| {
        SelectOption::new(&kind.id, super::words::capital(kind.title.text().in_language(language)))
    });
    let kinds: Vec<SelectOption> = kinds.collect();
    let filter = |one: &ListFilter| {
        let options = match one.name {
            "organisation" => {
                return organisation_filter(visit, read, view, ("managed-object", one.name));
            }
            "kind" => kinds.clone(),
            "has_breaches" => vec![SelectOption::new("true", visit.text("form-yes"))],
            _ => Vec::new(),
        };
        Ok(filter_field(visit, "managed-object", one, options))
    };
    let mut filters: Vec<Filter> =
        known.iter().filter(|one| one.name != "entity").map(filter).collect::<Result<_>>()?;
    filters.extend(custom_filters(visit, read, view)?);
    Ok(filters)
}

fn columns(visit: &Visit, view: &ListView) -> Vec<Column> {
    let field = |name: &'static str| field_column::<ManagedObject>(visit, "managed-object", name);
    let mut columns = vec![field("name"), field("kind")];
    columns.extend(findings_column(visit).map(|column| Column { is_telling: true, ..column }));
    columns.push(field("organisation"));
    columns.push(Column::new("systems", visit.text("managed-object-systems"), ColumnKind::Number));
    columns.extend(view.custom_columns(visit.language()));
    columns
}

fn parts(visit: &Visit, view: &ListView, mut filters: Vec<Filter>) -> ListParts {
    let more_filters = filters.iter().position(|filter| custom_key(&filter.name).is_some());
    let more_filters = more_filters.map_or_else(Vec::new, |first| filters.split_off(first));
    ListParts {
        id: "objects",
        caption: visit.text("register-objects"),
        columns: columns(visit, view),
        filters,
        more_filters,
        exports: Vec::new(),
        empty: Empty {
            title: visit.text("register-no-objects"),
            text: visit.text("register-no-objects-text"),
            action: new_object(visit),
        },
    }
}
