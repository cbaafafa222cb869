//! The list of test protocols, and which tests are to be made again.

use super::words::{outcome_status, receipts};
use crate::listing::{PROTOCOLS, ProtocolRow};
use crate::told::address_of;
use crate::{TestKind, TestOutcome, TestProtocol, WRITE_TESTS};
use kernel::{Choice as _, FieldKind, ReferenceKind, Result, choice};
use organisation::OWNERS_BY_NAME;
use register::READ_DOCUMENTS;
use storage::{Query, Read, values};
use web::components::{Cell, Column, ColumnKind, Empty, Filter, FilterInput, Link, Row, SelectOption, table};
use web::{
    Answer, FilterKind, ListFilter, ListParts, ListRows, ListView, Offered, Page, Visit, every_row,
    field_column, file_links, filter_field, is_file_asked, list_file,
};

choice! {
    /// What one looks for among tests. Swedish: visa.
    pub enum TestView {
        /// All that hold.
        Current = "current",
        /// To be made again within three months, or already late.
        Due = "due",
        /// Sent to the visitor.
        Mine = "mine",
        WithoutReceipt = "without_receipt",
        Withdrawn = "withdrawn",
    }
}

/// The parameter of that choice.
const VIEW: &str = "visa";
const DAYS_AHEAD: i64 = 90;

const FILTERS: &[ListFilter] = &[
    ListFilter { name: "q", kind: FilterKind::Search },
    ListFilter { name: "kind", kind: FilterKind::Field(FieldKind::Choice(TestKind::NAMES)) },
    ListFilter { name: "outcome", kind: FilterKind::Field(FieldKind::Choice(TestOutcome::NAMES)) },
    ListFilter {
        name: "within",
        kind: FilterKind::Field(FieldKind::Reference(ReferenceKind("organisation"))),
    },
];

pub(super) fn protocol_list(visit: &Visit) -> Result<Answer> {
    let view = ListView::of(visit, FILTERS, &PROTOCOLS)?.newest_first();
    let mut view = view.reading(visit, VIEW, |value| TestView::from_name(value).is_some());
    if is_file_asked(visit) {
        let rows = visit.read(|read| {
            filters(visit, read, &mut view)?;
            let asked = narrowed(visit, read, view.query_for_export(&PROTOCOLS, read.today())?);
            let found = every_row(asked, |query| PROTOCOLS.page::<ProtocolRow>(read, &query))?;
            Ok(found.iter().map(|row| row_of(visit, row)).collect())
        })?;
        return list_file(visit, &visit.text("tests"), &columns(visit), rows);
    }
    let (listed, filters, may_write) = visit.read(|read| {
        let filters = filters(visit, read, &mut view)?;
        let query = narrowed(visit, read, view.query(&PROTOCOLS, read.today())?);
        let page = PROTOCOLS.page::<ProtocolRow>(read, &query)?;
        let rows = page.items.iter().map(|row| row_of(visit, row)).collect();
        let listed = ListRows { rows, total: PROTOCOLS.count(read, &query)?, next_cursor: page.next_cursor };
        Ok((listed, filters, read.as_of().is_none() && access::may_anywhere(read, WRITE_TESTS)?))
    })?;
    let total = listed.total;
    let parts = ListParts {
        id: "tests",
        caption: visit.text("tests"),
        columns: columns(visit),
        filters,
        more_filters: Vec::new(),
        exports: file_links(visit, &view),
        empty: Empty { title: visit.text("tests-none"), text: visit.text("tests-none-text"), action: None },
    };
    let content = table(visit.language(), &view.table(visit, parts, &PROTOCOLS, listed));
    let write = may_write.then(|| Link::new("/test/nytt", visit.text("test-write")));
    Ok(Page::new(visit.text("tests"), content).count(total).primary(write).answer())
}

/// What the choice of view asks beside the filters. What was sent to the visitor is theirs to read wherever it belongs.
fn narrowed(visit: &Visit, read: &Read, query: Query) -> Query {
    let view = visit.query(VIEW).and_then(TestView::from_name).unwrap_or(TestView::Current);
    if view == TestView::Mine {
        return match read.actor().person {
            Some(person) => query.filter("current", []).filter("receiver", values![person]),
            None => query.filter(access::Visible::NOTHING.name, []),
        };
    }
    let query = access::visible_to(read.actor(), READ_DOCUMENTS, query);
    match view {
        TestView::Current | TestView::Mine => query.filter("current", []),
        TestView::Due => {
            let until = read.today().saturating_add(jiff::Span::new().days(DAYS_AHEAD));
            query.filter("next_before", values![until])
        }
        TestView::WithoutReceipt => query.filter("current", []).filter("without_receipt", []),
        TestView::Withdrawn => query.filter("withdrawn", []),
    }
}

fn filters(visit: &Visit, read: &Read, view: &mut ListView) -> Result<Vec<Filter>> {
    let mut filters: Vec<Filter> =
        FILTERS[..3].iter().map(|one| filter_field(visit, "test-protocol", one, Vec::new())).collect();
    let word =
        |name: &&str| SelectOption::new(*name, visit.text(&format!("test-view-{}", name.replace('_', "-"))));
    let views = TestView::NAMES.iter().skip(1).map(word).collect();
    filters.push(Filter {
        name: VIEW.into(),
        label: visit.text("test-view"),
        input: FilterInput::Select(views),
    });
    let offered = read.once(|| Offered::of(read, &OWNERS_BY_NAME))?;
    let input = view.pick(read, "within", &OWNERS_BY_NAME, &offered)?;
    filters.push(Filter { name: "within".into(), label: visit.text("test-protocol-within"), input });
    Ok(filters)
}

fn columns(visit: &Visit) -> Vec<Column> {
    let field = |name: &'static str| field_column::<TestProtocol>(visit, "test-protocol", name);
    vec![
        field("about"),
        Column { is_telling: true, kind: ColumnKind::Status, ..field("outcome") },
        field("system"),
        field("kind"),
        field("version"),
        field("performed_on"),
        Column::new("receivers", visit.text("test-protocol-receivers"), ColumnKind::Text),
        field("next_on"),
    ]
}

fn row_of(visit: &Visit, row: &ProtocolRow) -> Row {
    let kind = visit.text(&format!("test-protocol-kind-{}", row.kind.name()));
    let count = |number: i64| usize::try_from(number).unwrap_or_default();
    Row {
        cells: vec![
            Cell::Link(Link::new(visit.keeping_day(address_of(row.id)), &row.about)),
            Cell::Status(outcome_status(visit, Some(row.outcome), row.withdrawn_on.is_some())),
            Cell::text(&row.system_name),
            Cell::text(kind),
            Cell::text(&row.version),
            Cell::text(texts::date(row.performed_on)),
            Cell::text(receipts(visit, count(row.received_by), count(row.sent_to))),
            Cell::text(row.next_on.map(texts::date).unwrap_or_default()),
        ],
    }
}
