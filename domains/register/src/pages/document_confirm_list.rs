//! The documents that the visitor is asked about: those that nobody else has changed are confirmed several at once, each of
//! the others is read first.

use super::confirm_list::confirmation_status;
use super::under;
use crate::asked_documents::{AskedDocument, contents_of, documents_asked_of_actor};
use crate::confirm_documents::{ConfirmDocuments, confirm_documents};
use crate::confirmation::ConfirmationState;
use crate::searched::subject_names;
use crate::store;
use findings::Rulebook;
use kernel::{Choice as _, Error, FieldKind, Id, Message, Objection, Result};
use maud::{Markup, html};
use std::collections::BTreeMap;
use std::sync::Arc;
use storage::Read;
use web::components::{Cell, Column, ColumnKind, Empty, Form, Link, Panel, PanelRow, Row, form_of, table};
use web::{
    Answer, FilterKind, ListFilter, ListParts, ListView, Page, Visit, file_links, filter_field, form_errors,
    is_file_asked, list_file,
};

const PATH: &str = "/dokument/att-bekrafta";
/// Documents that are shown at once; the next come when some are confirmed.
const MOST: usize = 200;
/// The id of the form that the boxes of the list belong to.
const FORM: &str = "confirm-chosen";
const FILTERS: &[ListFilter] = &[
    ListFilter { name: "q", kind: FilterKind::Search },
    ListFilter { name: "state", kind: FilterKind::Field(FieldKind::Choice(ConfirmationState::NAMES)) },
];
const ORDERS: &[&str] = &["due", "name"];
/// The columns that tell of a document; the last one is for choosing it.
const TOLD: usize = 4;

pub(super) fn confirm_list(visit: &Visit) -> Result<Answer> {
    show(visit, &[])
}

pub(super) fn confirm_chosen(visit: &Visit) -> Result<Answer> {
    let chosen = visit.form()?.all("document").map(|one| {
        let (id, content) = one.split_once(':')?;
        Some((id.parse::<Id>().ok()?, Some(content.to_owned())))
    });
    let documents: Vec<(Id, Option<String>)> = chosen.collect::<Option<_>>().ok_or(Error::NotFound)?;
    let count = i64::try_from(documents.len()).unwrap_or(i64::MAX);
    let ask = ConfirmDocuments { documents, together: true };
    match visit.write(move |tx| confirm_documents(tx, &ask)) {
        Ok(()) => {
            let done = Message::new("document-confirm-done-several").with("count", count);
            Ok(Answer::see_other(PATH, done))
        }
        Err(Error::Rejected(objections)) => show(visit, &objections),
        Err(error) => Err(error),
    }
}

/// What the list shows of its documents beside themselves.
struct Shown {
    due: Vec<AskedDocument>,
    /// What each says, as one fingerprint.
    contents: BTreeMap<Id, String>,
    /// By what documents are about.
    names: BTreeMap<Id, String>,
    rulebook: Arc<Rulebook>,
}

/// Those that the view asks for, in its order.
fn due_in(read: &Read, view: &ListView) -> Result<Shown> {
    let mut due = documents_asked_of_actor(read, &*findings::pack_in_force(read)?)?;
    due.retain(|one| {
        let state = view.value("state").is_none_or(|state| state == one.review.confirmed.state.name());
        state && view.finds(&one.name)
    });
    let (order, is_falling) = view.order();
    if order == "name" {
        due.sort_by_cached_key(|one| texts::sort_key(&one.name));
    }
    if is_falling {
        due.reverse();
    }
    let documents = store::documents_by_id(read, &due.iter().map(|one| one.id).collect::<Vec<_>>())?;
    Ok(Shown {
        contents: contents_of(read, &documents)?,
        names: subject_names(read, &documents)?,
        rulebook: read.attached::<Rulebook>()?,
        due,
    })
}

fn show(visit: &Visit, objections: &[Objection]) -> Result<Answer> {
    let view = ListView::of_rows(visit, FILTERS, ORDERS)?;
    let shown = visit.read(|read| due_in(read, &view))?;
    if is_file_asked(visit) {
        view.check_nothing_dropped()?;
        let rows = shown.due.iter().map(|one| row(visit, &shown, one)).collect();
        return list_file(visit, &visit.text("document-confirm-list"), &columns(visit)[..TOLD], rows);
    }
    let count = i64::try_from(shown.due.len()).unwrap_or(i64::MAX);
    let first = &shown.due[..shown.due.len().min(MOST)];
    let rows = first.iter().map(|one| row(visit, &shown, one)).collect();
    let list = view.table_of_rows(visit, parts(visit, &view), ORDERS, rows);
    let more = i64::try_from(shown.due.len() - first.len()).unwrap_or(i64::MAX);
    let may_choose = visit.as_of()?.is_none() && first.iter().any(is_unchanged);
    let content = html! { div class="stack" {
        p { (visit.text("document-confirm-list-text")) }
        (table(visit.language(), &list))
        @if more > 0 { p { (visit.render(&Message::new("document-confirm-more").with("count", more))) } }
        @if may_choose || !objections.is_empty() { (choosing(visit, objections)) }
    } };
    let way = under(visit, "register-documents", "/dokument");
    let page = Page::new(visit.text("document-confirm-list"), content).count(count).under(way);
    Ok(if objections.is_empty() { page.answer() } else { page.rejected().answer() })
}

fn parts(visit: &Visit, view: &ListView) -> ListParts {
    ListParts {
        id: "documents-to-confirm",
        caption: visit.text("document-confirm-list"),
        columns: columns(visit),
        filters: FILTERS.iter().map(|one| filter_field(visit, "confirmation", one, Vec::new())).collect(),
        more_filters: Vec::new(),
        exports: file_links(visit, view),
        empty: Empty {
            title: visit.text("document-confirm-none"),
            text: visit.text("confirm-none-text"),
            action: None,
        },
    }
}

fn columns(visit: &Visit) -> Vec<Column> {
    let column = |key: &'static str, label: &str, kind| Column::new(key, visit.text(label), kind);
    vec![
        column("name", "document-name", ColumnKind::Text),
        column("subject", "document-subject", ColumnKind::Text),
        Column { is_telling: true, ..column("state", "confirmation-state", ColumnKind::Status) },
        column("due", "document-confirm-by", ColumnKind::Date),
        column("choose", "confirm-choose", ColumnKind::Text),
    ]
}

/// The button that confirms the boxes of the list.
fn choosing(visit: &Visit, objections: &[Objection]) -> Markup {
    let form = Form {
        action: PATH.to_owned(),
        csrf: visit.csrf().to_owned(),
        revision: None,
        hidden: Vec::new(),
        groups: Vec::new(),
        errors: form_errors(visit.language(), objections),
        save: visit.text("confirm-several"),
        cancel: None,
    };
    form_of(visit.language(), &form, FORM)
}

fn is_unchanged(one: &AskedDocument) -> bool {
    one.review.confirmed.state != ConfirmationState::Changed
}

fn row(visit: &Visit, shown: &Shown, one: &AskedDocument) -> Row {
    let page = visit.keeping_day(format!("/dokument/{}", one.id));
    let choose = match shown.contents.get(&one.id).filter(|_| is_unchanged(one)) {
        Some(content) => choice(visit, one, content),
        None => Cell::Link(Link::new(&page, visit.text("confirm-look"))),
    };
    let about = shown.names.get(&one.subject.id).cloned().unwrap_or_default();
    Row {
        cells: vec![
            Cell::Link(Link::new(page, &one.name)),
            Cell::Link(Link::new(visit.keeping_day(shown.rulebook.address(&one.subject)), about)),
            Cell::Status(confirmation_status(visit, one.review.confirmed.state)),
            Cell::text(texts::date(one.due)),
            choose,
        ],
    }
}

/// The box of a document, with what it says: what has changed by the time it is sent is not confirmed.
fn choice(visit: &Visit, one: &AskedDocument, content: &str) -> Cell {
    let name = [("name", one.name.as_str().into())];
    let label = texts::format(visit.language(), "confirm-choose-system", &name);
    let value = format!("{}:{content}", one.id);
    Cell::Drawn(
        html! { input class="ds-input" type="checkbox" form=(FORM) name="document" value=(value) aria-label=(label); },
    )
}

/// The documents that the visitor is asked to look over, for Start; nothing for who is asked about none.
///
/// # Errors
/// When the database fails.
pub fn documents_to_confirm(visit: &Visit, read: &Read) -> Result<Option<Panel>> {
    if read.as_of().is_some() {
        return Ok(None);
    }
    let due = documents_asked_of_actor(read, &*findings::pack_in_force(read)?)?;
    if due.is_empty() {
        return Ok(None);
    }
    let row = |one: &AskedDocument| PanelRow {
        link: Link::new(format!("/dokument/{}", one.id), &one.name),
        note: Some(texts::date(one.due)),
        status: Some(confirmation_status(visit, one.review.confirmed.state)),
    };
    Ok(Some(Panel {
        title: visit.text("document-confirm-panel"),
        rows: due.iter().take(5).map(row).collect(),
        all: Some(Link::new(PATH, visit.text("document-confirm-all"))),
        nothing: visit.text("document-confirm-none"),
    }))
}
