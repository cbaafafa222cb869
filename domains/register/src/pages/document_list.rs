//! The list of documents: those that the visitor may read, over all subjects.

use super::bulk::change_chosen;
use super::system_list::types_of_document;
use super::system_tabs::document_status;
use super::words::{document_words, person_filter};
use crate::document::{DOCUMENT, Document};
use crate::field_groups::{fields_seen, narrowed_by_added, seen_custom};
use crate::listing::{DOCUMENTS, DocumentRow};
use crate::{EDIT_DOCUMENTS, READ_DOCUMENTS};
use findings::Rulebook;
use kernel::{Choice as _, FieldKind, Id, ReferenceKind, Result, choice};
use organisation::{custom_cells, custom_filters};
use policy::Pack;
use storage::{Query, Read, Value};
use web::components::{Cell, Column, ColumnKind, Empty, Link, Row, SelectOption, table};
use web::{
    Answer, FilterKind, ListFilter, ListParts, ListRows, ListView, Page, Visit, every_row, field_column,
    file_links, filter_field, is_file_asked, list_file,
};

choice! {
    /// What one looks for among documents.
    pub enum DocumentView {
        /// Those that hold.
        Current = "current",
        /// Those whose own review date has passed.
        PastReview = "past_review",
        WithoutOwner = "without_owner",
        Withdrawn = "withdrawn",
        All = "all",
    }
}

/// The parameter of that choice.
const VIEW: &str = "visa";

pub(crate) const FILTERS: &[ListFilter] = &[
    ListFilter { name: "q", kind: FilterKind::Search },
    ListFilter { name: "document_type", kind: FilterKind::Field(FieldKind::Text { max_chars: 60 }) },
    ListFilter {
        name: "subject_kind",
        kind: FilterKind::Field(FieldKind::Choice(&["system", "object", "organisation"])),
    },
    ListFilter { name: "subject", kind: FilterKind::Field(FieldKind::Reference(ReferenceKind("subject"))) },
    ListFilter { name: "owner", kind: FilterKind::Field(FieldKind::Reference(ReferenceKind("person"))) },
    ListFilter { name: "available_to_it", kind: FilterKind::Field(FieldKind::Flag) },
];

pub(super) fn document_list(visit: &Visit) -> Result<Answer> {
    let added = visit.read(|read| fields_seen(read, DOCUMENT, |one| visit.may(one)))?;
    let view = ListView::with_custom(visit, FILTERS, &DOCUMENTS, &added)?;
    let mut view = view.reading(visit, VIEW, |value| DocumentView::from_name(value).is_some());
    if is_file_asked(visit) {
        let rows = visit.read(|read| {
            let pack = findings::pack_in_force(read)?;
            parts(visit, read, &pack, &mut view)?;
            let asked = narrowed(visit, read, &view, view.query_for_export(&DOCUMENTS, read.today())?);
            let found = every_row(asked, |query| DOCUMENTS.page(read, &query))?;
            rows_of(visit, read, (&pack, &view), &found)
        })?;
        return list_file(visit, &visit.text("register-documents"), &columns(visit, &view), rows);
    }
    let (listed, ids, parts) = visit.read(|read| {
        let pack = findings::pack_in_force(read)?;
        let mut parts = parts(visit, read, &pack, &mut view)?;
        parts.exports = file_links(visit, &view);
        let (listed, ids) = listed(visit, read, &pack, &view)?;
        Ok((listed, ids, parts))
    })?;
    let total = listed.total;
    let chosen = change_chosen(visit, EDIT_DOCUMENTS, "/dokument/andra-flera")?;
    let drawn = view.table(visit, parts, &DOCUMENTS, listed).choosing(chosen, ids);
    let content = table(visit.language(), &drawn);
    Ok(Page::new(visit.text("register-documents"), content).count(total).answer())
}

/// The question of the list at an address, for what is done with the whole of it.
pub(super) fn documents_of_view(visit: &Visit, read: &Read) -> Result<Query> {
    let added = fields_seen(read, DOCUMENT, |one| visit.may(one))?;
    let mut view = ListView::with_custom(visit, FILTERS, &DOCUMENTS, &added)?;
    let pack = findings::pack_in_force(read)?;
    parts(visit, read, &pack, &mut view)?;
    let mut query = view.query_for_export(&DOCUMENTS, read.today())?;
    (query.sort, query.is_descending) = (None, false);
    Ok(narrowed(visit, read, &view, query))
}

/// What the choice of view asks beside the filters.
fn narrowed(visit: &Visit, read: &Read, view: &ListView, query: Query) -> Query {
    let asked = visit.query(VIEW).and_then(DocumentView::from_name).unwrap_or(DocumentView::Current);
    let query = access::visible_to(read.actor(), READ_DOCUMENTS, query);
    let query = narrowed_by_added(read, query, view.added_fields());
    match asked {
        DocumentView::Current => query.filter("current", []),
        DocumentView::PastReview => {
            query.filter("current", []).filter("review_before", [Value::from(read.today())])
        }
        DocumentView::WithoutOwner => query.filter("current", []).filter("without_owner", []),
        DocumentView::Withdrawn => query.filter("withdrawn", []),
        DocumentView::All => query,
    }
}

/// The rows of a page, and whose they are.
fn listed(visit: &Visit, read: &Read, pack: &Pack, view: &ListView) -> Result<(ListRows, Vec<Id>)> {
    let query = narrowed(visit, read, view, view.query(&DOCUMENTS, read.today())?);
    let page = DOCUMENTS.page::<DocumentRow>(read, &query)?;
    let rows = rows_of(visit, read, (pack, view), &page.items)?;
    let ids = page.items.iter().map(|row| row.id).collect();
    Ok((ListRows { rows, total: DOCUMENTS.count(read, &query)?, next_cursor: page.next_cursor }, ids))
}

fn rows_of(
    visit: &Visit,
    read: &Read,
    (pack, view): (&Pack, &ListView),
    found: &[DocumentRow],
) -> Result<Vec<Row>> {
    let at_subject = found.iter().map(|row| (row.id, row.subject.id)).collect();
    let mut custom = custom_cells(visit, read, view, &seen_custom(read, DOCUMENT, &at_subject)?)?;
    let rulebook = read.attached::<Rulebook>()?;
    let words = document_words(pack, visit.language());
    let rows = found.iter().map(|row| {
        let document = Document {
            available_to_it: row.available_to_it,
            ..Document::new(row.subject.clone(), &row.document_type)
        };
        let date = |day: Option<kernel::Date>| Cell::text(day.map(texts::date).unwrap_or_default());
        let mut cells = vec![
            Cell::Link(Link::new(visit.keeping_day(format!("/dokument/{}", row.id)), &row.name)),
            Cell::Status(document_status(visit, row.withdrawn_on.is_some())),
            Cell::text(words.shown(visit.language(), &document, "document_type")),
            Cell::Link(Link::new(visit.keeping_day(rulebook.address(&row.subject)), &row.subject_name)),
            Cell::text(&row.owner_name),
            date(row.date),
            date(row.review_date),
            Cell::text(row.number.clone().unwrap_or_default()),
            Cell::text(row.version.clone().unwrap_or_default()),
            Cell::text(words.shown(visit.language(), &document, "available_to_it")),
        ];
        cells.extend(custom.remove(&row.id).unwrap_or_default());
        Row { cells }
    });
    Ok(rows.collect())
}

fn parts(visit: &Visit, read: &Read, pack: &Pack, view: &mut ListView) -> Result<ListParts> {
    let kinds = ["system", "object", "organisation"]
        .map(|kind| SelectOption::new(kind, visit.text(&format!("register-subject-{kind}"))));
    let mut filters = Vec::new();
    for one in FILTERS.iter().filter(|one| one.name != "subject" || visit.query("subject").is_some()) {
        let options = match one.name {
            "document_type" => types_of_document(visit, pack),
            "subject_kind" => kinds.to_vec(),
            "owner" => {
                filters.push(person_filter(visit, read, view, ("document", one.name))?);
                continue;
            }
            _ => Vec::new(),
        };
        filters.push(filter_field(visit, "document", one, options));
    }
    let views = DocumentView::NAMES.iter().skip(1);
    let views = views.map(|name| {
        SelectOption::new(*name, visit.text(&format!("document-view-{}", name.replace('_', "-"))))
    });
    filters.insert(
        1,
        web::components::Filter {
            name: VIEW.into(),
            label: visit.text("document-view"),
            input: web::components::FilterInput::Select(views.collect()),
        },
    );
    Ok(ListParts {
        id: "documents",
        caption: visit.text("register-documents"),
        columns: columns(visit, view),
        filters,
        more_filters: custom_filters(visit, read, view)?,
        exports: Vec::new(),
        empty: Empty {
            title: visit.text("register-no-documents"),
            text: visit.text("register-no-documents-list-text"),
            action: None,
        },
    })
}

fn columns(visit: &Visit, view: &ListView) -> Vec<Column> {
    let field = |name: &'static str| field_column::<Document>(visit, "document", name);
    let hidden = |name| Column { is_shown: false, ..field(name) };
    let mut columns = vec![
        field("name"),
        Column { is_telling: true, ..Column::new("state", visit.text("register-state"), ColumnKind::Status) },
        field("document_type"),
        Column::new("subject", visit.text("document-subject"), ColumnKind::Text),
        field("owner"),
        field("date"),
        field("review_date"),
        hidden("number"),
        hidden("version"),
        hidden("available_to_it"),
    ];
    columns.extend(view.custom_columns(visit.language()));
    columns
}
