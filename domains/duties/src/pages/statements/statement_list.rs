//! The list of what people have said of their duties.

use super::words::{duty_text, status_of, title_of};
use crate::statements::{STATEMENTS, Said, StatementRow, address_of};
use kernel::{Choice as _, FieldKind, ReferenceKind, Result, choice};
use organisation::OWNERS_BY_NAME;
use policy::Pack;
use register::READ_DOCUMENTS;
use std::collections::BTreeSet;
use storage::{Query, Read, values};
use web::components::{Cell, Column, ColumnKind, Empty, Filter, FilterInput, Link, Row, SelectOption, table};
use web::{
    Answer, FilterKind, ListFilter, ListParts, ListRows, ListView, Offered, Page, Visit, every_row,
    field_column, file_links, filter_field, is_file_asked, list_file,
};

choice! {
    /// What one looks for among statements. Swedish: visa.
    pub enum StatementView {
        /// All that are not withdrawn.
        Current = "current",
        /// To be looked at anew within three months, or already late.
        Due = "due",
        /// Made by the visitor.
        Mine = "mine",
        Withdrawn = "withdrawn",
    }
}

/// The parameter of that choice.
const VIEW: &str = "visa";
const DAYS_AHEAD: i64 = 90;

const FILTERS: &[ListFilter] = &[
    ListFilter { name: "q", kind: FilterKind::Search },
    ListFilter { name: "role", kind: FilterKind::Field(FieldKind::Word) },
    ListFilter {
        name: "within",
        kind: FilterKind::Field(FieldKind::Reference(ReferenceKind("organisation"))),
    },
];

pub(super) fn statement_list(visit: &Visit) -> Result<Answer> {
    let view = ListView::of(visit, FILTERS, &STATEMENTS)?;
    let mut view = view.reading(visit, VIEW, |value| StatementView::from_name(value).is_some());
    if is_file_asked(visit) {
        let rows = visit.read(|read| {
            let pack = findings::pack_in_force(read)?;
            filters(visit, read, (&pack, &mut view))?;
            let asked = narrowed(visit, read, view.query_for_export(&STATEMENTS, read.today())?);
            let found = every_row(asked, |query| STATEMENTS.page::<StatementRow>(read, &query))?;
            Ok(found.iter().map(|row| row_of(visit, &pack, row)).collect())
        })?;
        return list_file(visit, &visit.text("statements"), &columns(visit), rows);
    }
    let (listed, filters) = visit.read(|read| {
        let pack = findings::pack_in_force(read)?;
        let filters = filters(visit, read, (&pack, &mut view))?;
        let query = narrowed(visit, read, view.query(&STATEMENTS, read.today())?);
        let page = STATEMENTS.page::<StatementRow>(read, &query)?;
        let rows = page.items.iter().map(|row| row_of(visit, &pack, row)).collect();
        let total = STATEMENTS.count(read, &query)?;
        Ok((ListRows { rows, total, next_cursor: page.next_cursor }, filters))
    })?;
    let total = listed.total;
    let parts = ListParts {
        id: "statements",
        caption: visit.text("statements"),
        columns: columns(visit),
        filters,
        more_filters: Vec::new(),
        exports: file_links(visit, &view),
        empty: Empty {
            title: visit.text("statements-none"),
            text: visit.text("statements-none-text"),
            action: None,
        },
    };
    let content = table(visit.language(), &view.table(visit, parts, &STATEMENTS, listed));
    let mine = Link::new("/ansvar", visit.text("statements-mine"));
    Ok(Page::new(visit.text("statements"), content).under(vec![mine]).count(total).answer())
}

/// What the choice of view asks beside the filters.
fn narrowed(visit: &Visit, read: &Read, query: Query) -> Query {
    let view = visit.query(VIEW).and_then(StatementView::from_name).unwrap_or(StatementView::Current);
    let query = access::visible_to(read.actor(), READ_DOCUMENTS, query);
    match view {
        StatementView::Current => query.filter("current", []),
        StatementView::Due => {
            let until = read.today().saturating_add(jiff::Span::new().days(DAYS_AHEAD));
            query.filter("review_before", values![until])
        }
        StatementView::Mine => match read.actor().person {
            Some(person) => query.filter("current", []).filter("made_by", values![person]),
            None => query.filter(access::Visible::NOTHING.name, []),
        },
        StatementView::Withdrawn => query.filter("withdrawn", []),
    }
}

fn filters(visit: &Visit, read: &Read, (pack, view): (&Pack, &mut ListView)) -> Result<Vec<Filter>> {
    let holders: BTreeSet<String> =
        ["system", "object", "organisation"].iter().flat_map(|kind| holders_on(pack, kind)).collect();
    let roles = holders.iter().map(|id| SelectOption::new(id, title_of(visit, pack, id))).collect();
    let mut filters = vec![
        filter_field(visit, "duty-statement", &FILTERS[0], Vec::new()),
        filter_field(visit, "duty-statement", &FILTERS[1], roles),
    ];
    let word = |name: &&str| SelectOption::new(*name, visit.text(&format!("statement-view-{name}")));
    let views = StatementView::NAMES.iter().skip(1).map(word).collect();
    filters.push(Filter {
        name: VIEW.into(),
        label: visit.text("test-view"),
        input: FilterInput::Select(views),
    });
    let offered = read.once(|| Offered::of(read, &OWNERS_BY_NAME))?;
    let input = view.pick(read, "within", &OWNERS_BY_NAME, &offered)?;
    filters.push(Filter { name: "within".into(), label: visit.text("duty-statement-within"), input });
    Ok(filters)
}

/// Ids of the roles and bodies that have something to say of records of a kind.
fn holders_on(pack: &Pack, kind: &str) -> Vec<String> {
    let facts = policy::SubjectFacts::new(kind);
    pack.stated_duties(&facts).into_iter().map(|(who, _)| who.id().to_owned()).collect()
}

fn columns(visit: &Visit) -> Vec<Column> {
    let column = |name: &'static str, kind| {
        let key = format!("duty-statement-{}", name.replace('_', "-"));
        Column::new(name, visit.text(&key), kind)
    };
    vec![
        column("duty", ColumnKind::Text),
        Column { is_telling: true, ..column("state", ColumnKind::Status) },
        column("subject", ColumnKind::Text),
        column("role", ColumnKind::Text),
        column("made_by_name", ColumnKind::Text),
        column("made_on", ColumnKind::Date),
        field_column::<Said>(visit, "duty-statement", "review_date"),
    ]
}

fn row_of(visit: &Visit, pack: &Pack, row: &StatementRow) -> Row {
    let standing = (Some(row.review_date), row.withdrawn_on.is_some());
    Row {
        cells: vec![
            Cell::Link(Link::new(visit.keeping_day(address_of(row.id)), duty_text(visit, pack, &row.duty))),
            Cell::Status(status_of(visit, standing, visit.today())),
            Cell::text(&row.subject_name),
            Cell::text(title_of(visit, pack, &row.role)),
            Cell::text(&row.made_by_name),
            Cell::text(texts::date(row.made_on)),
            Cell::text(texts::date(row.review_date)),
        ],
    }
}
