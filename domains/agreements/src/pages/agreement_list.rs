//! The list of agreements: those that the visitor may read, with the day by which notice must be given.

use super::by_name::OBJECTS_BY_NAME;
use super::in_time::in_time;
use super::words::{amount, day, kind_in_words, kinds, speak_by, state_status};
use crate::EDIT;
use crate::agreement::{AGREEMENT, Agreement, AgreementKind};
use crate::api::narrowed;
use crate::listing::{AGREEMENTS, AgreementRow};
use crate::term::compute_term;
use custom_fields::{custom_of_each, fields_of};
use kernel::{Choice as _, FieldKind, Id, ReferenceKind, Result, choice};
use maud::html;
use organisation::{ORGANISATIONS_BY_NAME, PEOPLE_BY_NAME, SUPPLIERS_BY_NAME, custom_cells, custom_filters};
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
    /// What one looks for among agreements.
    pub enum AgreementView {
        /// Those that run, and those to come.
        Current = "current",
        /// Those that nobody has signed.
        Unsigned = "unsigned",
        /// Those of which notice has been given.
        Terminated = "terminated",
        Ended = "ended",
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
    ListFilter { name: "kind", kind: FilterKind::Field(FieldKind::Choice(AgreementKind::NAMES)) },
    reference("supplier", "organisation"),
    reference("organisation", "organisation"),
    reference("system", "system"),
    reference("object", "object"),
    reference("responsible", "person"),
];

pub(super) fn agreement_list(visit: &Visit) -> Result<Answer> {
    let added = visit.read(|read| fields_of(read, AGREEMENT.name()))?;
    let view = ListView::with_custom(visit, FILTERS, &AGREEMENTS, &added)?;
    let mut view = view.reading(visit, VIEW, |value| AgreementView::from_name(value).is_some());
    if is_file_asked(visit) {
        let rows = visit.read(|read| {
            let pack = findings::pack_in_force(read)?;
            filters(visit, read, &pack, &mut view)?;
            let asked = asked(visit, read, &view, view.query_for_export(&AGREEMENTS, read.today())?)?;
            let found = every_row(asked, |query| AGREEMENTS.page(read, &query))?;
            rows_of(visit, read, (&pack, &view), &found)
        })?;
        return list_file(visit, &visit.text("agreements"), &columns(visit, &view), rows);
    }
    let (listed, mut parts, drawn) = visit.read(|read| {
        let pack = findings::pack_in_force(read)?;
        let filters = filters(visit, read, &pack, &mut view)?;
        let parts = parts(visit, filters, custom_filters(visit, read, &mut view)?, columns(visit, &view));
        let query = asked(visit, read, &view, view.query(&AGREEMENTS, read.today())?)?;
        let page = AGREEMENTS.page::<AgreementRow>(read, &query)?;
        let rows = rows_of(visit, read, (&pack, &view), &page.items)?;
        let total = AGREEMENTS.count(read, &query)?;
        let drawn = (!page.items.is_empty())
            .then(|| in_time(visit, &page.items, read.today(), pack.agreement_notice_days()));
        Ok((ListRows { rows, total, next_cursor: page.next_cursor }, parts, drawn))
    })?;
    parts.exports = file_links(visit, &view);
    let total = listed.total;
    let content = html! {
        (table(visit.language(), &view.table(visit, parts, &AGREEMENTS, listed)))
        @if let Some(drawn) = drawn { (drawn) }
    };
    Ok(Page::new(visit.text("agreements"), content).count(total).primary(new_agreement(visit)).answer())
}

fn new_agreement(visit: &Visit) -> Option<Link> {
    visit.may(EDIT).then(|| Link::new("/avtal/nytt", visit.text("agreement-new")))
}

/// What the visitor may see of what the address asks.
fn asked(visit: &Visit, read: &Read, view: &ListView, query: Query) -> Result<Query> {
    let query = narrowed(read, query, (view.picked("system"), view.picked("object")))?;
    let today = [Value::from(read.today())];
    let view = visit.query(VIEW).and_then(AgreementView::from_name).unwrap_or(AgreementView::Current);
    Ok(match view {
        AgreementView::Current => query.filter("current", today),
        AgreementView::Unsigned => query.filter("current", today).filter("unsigned", []),
        AgreementView::Terminated => query.filter("current", today).filter("terminated", []),
        AgreementView::Ended => query.filter("ended", today),
        AgreementView::All => query,
    })
}

fn rows_of(
    visit: &Visit,
    read: &Read,
    (pack, view): (&Pack, &ListView),
    found: &[AgreementRow],
) -> Result<Vec<Row>> {
    let ids: Vec<Id> = found.iter().map(|row| row.id).collect();
    let with_value: BTreeSet<Id> = access::permitted(read, READ_COSTS, &ids)?.into_iter().collect();
    let each = custom_of_each(read, AGREEMENT.name(), &ids)?;
    let mut custom = custom_cells(visit, read, view, &each)?;
    let (language, today) = (visit.language(), read.today());
    let rows = found.iter().map(|row| {
        let term = compute_term(&row.terms, today);
        let value = row.value_ore.filter(|_| with_value.contains(&row.id));
        let mut cells = vec![
            Cell::Link(Link::new(visit.keeping_day(format!("/avtal/{}", row.id)), &row.name)),
            Cell::Status(state_status(
                visit,
                (&term, row.signed_on.is_some()),
                today,
                pack.agreement_notice_days(),
            )),
            Cell::text(kind_in_words(pack, language, row.kind.name())),
            Cell::text(&row.supplier_name),
            Cell::text(day(term.ends_on)),
            Cell::text(day(speak_by(row.terms.renewal, &term).map(|(_, day)| day))),
            Cell::text(amount(language, value)),
            Cell::text(&row.organisation_name),
            Cell::text(&row.responsible_name),
            Cell::text(day(Some(row.terms.starts_on))),
            Cell::text(row.number.clone().unwrap_or_default()),
        ];
        cells.extend(custom.remove(&row.id).unwrap_or_default());
        Row { cells }
    });
    Ok(rows.collect())
}

fn columns(visit: &Visit, view: &ListView) -> Vec<Column> {
    let field = |name: &'static str| field_column::<Agreement>(visit, "agreement", name);
    let hidden = |name| Column { is_shown: false, ..field(name) };
    let column = |key: &'static str, label: &str, kind| Column::new(key, visit.text(label), kind);
    let mut columns = vec![
        field("name"),
        Column { is_telling: true, ..column("state", "agreement-state", ColumnKind::Status) },
        field("kind"),
        field("supplier"),
        field("ends_on"),
        column("act_by", "agreement-speak-by", ColumnKind::Date),
        column("value_ore", "agreement-value-ore", ColumnKind::Money),
        hidden("organisation"),
        hidden("responsible"),
        hidden("starts_on"),
        hidden("number"),
    ];
    columns.extend(view.custom_columns(visit.language()));
    columns
}

fn filters(visit: &Visit, read: &Read, pack: &Pack, view: &mut ListView) -> Result<Vec<Filter>> {
    let mut filters = Vec::new();
    for one in FILTERS {
        let names: Option<(&'static Names, bool)> = match one.name {
            "supplier" => Some((&SUPPLIERS_BY_NAME, true)),
            "organisation" => Some((&ORGANISATIONS_BY_NAME, true)),
            "system" => Some((&SYSTEMS_BY_NAME, false)),
            "object" => Some((&OBJECTS_BY_NAME, false)),
            "responsible" => Some((&PEOPLE_BY_NAME, false)),
            _ => None,
        };
        let options = if one.name == "kind" { kinds(pack, visit.language()) } else { Vec::new() };
        let mut filter = filter_field(visit, "agreement", one, options);
        if let Some((names, are_offered)) = names {
            let offered = if are_offered { Offered::of(read, names)? } else { Offered::NONE };
            filter.input = view.pick(read, one.name, names, &offered)?;
        }
        filters.push(filter);
    }
    filters.insert(1, view_filter(visit));
    Ok(filters)
}

/// The choice of view; what runs is shown where nothing is chosen.
fn view_filter(visit: &Visit) -> Filter {
    let others = AgreementView::NAMES.iter().skip(1);
    let option =
        |name: &&'static str| SelectOption::new(*name, visit.text(&format!("agreement-view-{name}")));
    let input = FilterInput::Select(others.map(option).collect());
    Filter { name: VIEW.into(), label: visit.text("agreement-view"), input }
}

fn parts(visit: &Visit, filters: Vec<Filter>, more_filters: Vec<Filter>, columns: Vec<Column>) -> ListParts {
    ListParts {
        id: "agreements",
        caption: visit.text("agreements"),
        columns,
        filters,
        more_filters,
        exports: Vec::new(),
        empty: Empty {
            title: visit.text("agreements-none"),
            text: visit.text("agreements-none-text"),
            action: new_agreement(visit),
        },
    }
}
