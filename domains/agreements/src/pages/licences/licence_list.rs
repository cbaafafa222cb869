//! The list of licences: those that the visitor may read, and whether there are enough of them.

use super::{PATH, use_status, user_groups};
use crate::EDIT_LICENCES;
use crate::api::seen_of;
use crate::licences::{LICENCES, Licence, LicenceKind, LicenceRow};
use crate::pages::words::{amount, day};
use kernel::{Choice as _, FieldKind, Id, ReferenceKind, Result, choice};
use organisation::{ORGANISATIONS_BY_NAME, SUPPLIERS_BY_NAME};
use policy::Pack;
use register::{READ_COSTS, SYSTEMS_BY_NAME};
use std::collections::BTreeSet;
use storage::{Query, Read, Value};
use web::components::{Cell, Column, ColumnKind, Empty, Filter, FilterInput, Link, Row, SelectOption, table};
use web::{
    Answer, FilterKind, ListFilter, ListParts, ListRows, ListView, Names, Offered, Page, Visit, every_row,
    field_column, file_links, filter_field, is_file_asked, list_file,
};

choice! {
    /// What one looks for among licences. Swedish: visa.
    pub enum LicenceView {
        /// Those that hold, or will.
        Current = "current",
        /// More are in use than there are.
        Over = "over",
        /// Some are used by nobody.
        Free = "free",
        All = "all",
    }
}

/// The parameter of that choice.
const VIEW: &str = "visa";

const fn reference(name: &'static str, kind: &'static str) -> ListFilter {
    ListFilter { name, kind: FilterKind::Field(FieldKind::Reference(ReferenceKind(kind))) }
}

const FILTERS: &[ListFilter] = &[
    ListFilter { name: "q", kind: FilterKind::Search },
    ListFilter { name: "kind", kind: FilterKind::Field(FieldKind::Choice(LicenceKind::NAMES)) },
    ListFilter { name: "user_group", kind: FilterKind::Field(FieldKind::Text { max_chars: 60 }) },
    reference("supplier", "organisation"),
    reference("organisation", "organisation"),
    reference("system", "system"),
];

pub(super) fn licence_list(visit: &Visit) -> Result<Answer> {
    let view = ListView::of(visit, FILTERS, &LICENCES)?;
    let mut view = view.reading(visit, VIEW, |value| LicenceView::from_name(value).is_some());
    if is_file_asked(visit) {
        let rows = visit.read(|read| {
            let pack = findings::pack_in_force(read)?;
            filters(visit, read, &pack, &mut view)?;
            let asked = asked(visit, read, &view, view.query_for_export(&LICENCES, read.today())?)?;
            let found = every_row(asked, |query| LICENCES.page(read, &query))?;
            rows_of(visit, read, &pack, &found)
        })?;
        return list_file(visit, &visit.text("licences"), &columns(visit), rows);
    }
    let (listed, filters) = visit.read(|read| {
        let pack = findings::pack_in_force(read)?;
        let filters = filters(visit, read, &pack, &mut view)?;
        let query = asked(visit, read, &view, view.query(&LICENCES, read.today())?)?;
        let page = LICENCES.page::<LicenceRow>(read, &query)?;
        let rows = rows_of(visit, read, &pack, &page.items)?;
        let total = LICENCES.count(read, &query)?;
        Ok((ListRows { rows, total, next_cursor: page.next_cursor }, filters))
    })?;
    let total = listed.total;
    let new = visit.may(EDIT_LICENCES).then(|| Link::new("/licenser/ny", visit.text("licence-new")));
    let parts = ListParts {
        id: "licences",
        caption: visit.text("licences"),
        columns: columns(visit),
        filters,
        more_filters: Vec::new(),
        exports: file_links(visit, &view),
        empty: Empty {
            title: visit.text("licences-none"),
            text: visit.text("licences-none-text"),
            action: new.clone(),
        },
    };
    let content = table(visit.language(), &view.table(visit, parts, &LICENCES, listed));
    Ok(Page::new(visit.text("licences"), content).count(total).primary(new).answer())
}

/// What the visitor may see of what the address asks.
fn asked(visit: &Visit, read: &Read, view: &ListView, query: Query) -> Result<Query> {
    let query = seen_of(read, query, (view.picked("system"), None))?;
    let current = query.clone().filter("current", [Value::from(read.today())]);
    Ok(match visit.query(VIEW).and_then(LicenceView::from_name).unwrap_or(LicenceView::Current) {
        LicenceView::Current => current,
        LicenceView::Over => current.filter("over", []),
        LicenceView::Free => current.filter("free", []),
        LicenceView::All => query,
    })
}

fn rows_of(visit: &Visit, read: &Read, pack: &Pack, found: &[LicenceRow]) -> Result<Vec<Row>> {
    let ids: Vec<Id> = found.iter().map(|row| row.id).collect();
    let with_cost: BTreeSet<Id> = access::permitted(read, READ_COSTS, &ids)?.into_iter().collect();
    let groups = user_groups(pack, visit.language());
    let row = |row: &LicenceRow| {
        let group = groups.iter().find(|one| one.value == row.user_group);
        let cost = row.cost_ore.filter(|_| with_cost.contains(&row.id));
        let number = |count: Option<i64>| Cell::text(count.map(texts::number).unwrap_or_default());
        Row {
            cells: vec![
                Cell::Link(Link::new(visit.keeping_day(format!("{PATH}/{}", row.id)), &row.name)),
                Cell::Status(use_status(visit, Some(row.kind), row.bought, row.in_use)),
                number(row.bought),
                number(row.in_use),
                Cell::text(group.map_or_else(|| row.user_group.clone(), |one| one.label.clone())),
                Cell::text(&row.organisation_name),
                Cell::text(day(row.valid_to)),
                Cell::text(amount(visit.language(), cost)),
                Cell::text(&row.supplier_name),
                Cell::text(day(row.counted_on)),
            ],
        }
    };
    Ok(found.iter().map(row).collect())
}

fn columns(visit: &Visit) -> Vec<Column> {
    let field = |name: &'static str| field_column::<Licence>(visit, "licence", name);
    let hidden = |name| Column { is_shown: false, ..field(name) };
    vec![
        field("name"),
        Column {
            is_telling: true,
            is_sortable: false,
            ..Column::new("use", visit.text("licence-use"), ColumnKind::Status)
        },
        field("bought"),
        field("in_use"),
        field("user_group"),
        field("organisation"),
        field("valid_to"),
        field("cost_ore"),
        hidden("supplier"),
        hidden("counted_on"),
    ]
}

fn filters(visit: &Visit, read: &Read, pack: &Pack, view: &mut ListView) -> Result<Vec<Filter>> {
    let mut filters = Vec::new();
    let groups = user_groups(pack, visit.language());
    for one in FILTERS {
        let names: Option<(&'static Names, bool)> = match one.name {
            "supplier" => Some((&SUPPLIERS_BY_NAME, true)),
            "organisation" => Some((&ORGANISATIONS_BY_NAME, true)),
            "system" => Some((&SYSTEMS_BY_NAME, false)),
            _ => None,
        };
        let options = if one.name == "user_group" { groups.clone() } else { Vec::new() };
        let mut filter = filter_field(visit, "licence", one, options);
        if let Some((names, are_offered)) = names {
            let offered = if are_offered { Offered::of(read, names)? } else { Offered::NONE };
            filter.input = view.pick(read, one.name, names, &offered)?;
        }
        // A guideline that counts by no groups of users has none to filter by.
        if one.name != "user_group" || !groups.is_empty() {
            filters.push(filter);
        }
    }
    let others = LicenceView::NAMES.iter().skip(1);
    let option = |name: &&'static str| SelectOption::new(*name, visit.text(&format!("licence-view-{name}")));
    let input = FilterInput::Select(others.map(option).collect());
    filters.insert(1, Filter { name: VIEW.into(), label: visit.text("licence-view"), input });
    Ok(filters)
}
