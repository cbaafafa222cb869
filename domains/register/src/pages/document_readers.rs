//! Who may read a document: people by what they hold, and organisations with which it is shared.

use super::under;
use super::words::capital;
use crate::store::{self, Reader};
use crate::visible::visible_document;
use crate::{Document, READ_ROLES};
use kernel::{Message, Result};
use maud::{Markup, html};
use policy::Pack;
use storage::Read;
use web::components::{Cell, Column, ColumnKind, Link, Row, simple_table};
use web::{Answer, Page, Visit};

/// People and organisations that are shown by name; the rest are counted.
const MOST: usize = 50;

struct Shown {
    document: Document,
    people: Vec<Row>,
    count: i64,
    /// Those whose employees are shown it.
    organisations: Vec<String>,
}

pub(super) fn readers_page(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let shown = visit.read(|read| load(visit, read))?;
    let column = |key: &'static str, label: &str| Column::new(key, visit.text(label), ColumnKind::Text);
    let columns = [column("name", "document-name"), column("role", "document-reads-by")];
    let organisations = &shown.organisations;
    let content = html! { div class="stack" {
        p { (visit.text("document-readers-text")) }
        (simple_table(visit.language(), &visit.text("person-list"), &columns, &shown.people))
        (more(visit, usize::try_from(shown.count).unwrap_or(usize::MAX), shown.people.len()))
        @if !organisations.is_empty() {
            section class="stack" {
                h2 { (visit.text("document-readers-shared")) }
                ul { @for name in organisations.iter().take(MOST) { li { (name) } } }
                (more(visit, organisations.len(), organisations.len().min(MOST)))
            }
        }
    } };
    let mut way = under(visit, "register-documents", "/dokument");
    way.push(Link::new(visit.keeping_day(format!("/dokument/{id}")), &shown.document.name));
    Ok(Page::new(visit.text("document-readers"), content).count(shown.count).under(way).answer())
}

/// Whoever sees who answers for what the document is about.
fn load(visit: &Visit, read: &Read) -> Result<Shown> {
    let document = visible_document(read, visit.id("id")?)?;
    let subject = document.subject.id;
    access::authorise(read, READ_ROLES, subject)?;
    let pack = findings::pack_in_force(read)?;
    Ok(Shown {
        people: rows(visit, &pack, store::readers_of_documents(read, subject)?),
        count: store::count_readers_of_documents(read, subject)?,
        organisations: store::shown_documents_of(read, subject)?,
        document,
    })
}

/// A person each, with all that says that they may.
fn rows(visit: &Visit, pack: &Pack, readers: Vec<Reader>) -> Vec<Row> {
    let mut people: Vec<(Reader, Vec<String>)> = Vec::new();
    for reader in readers {
        let title = match pack.role(&reader.role) {
            Some(role) => capital(role.title.text().in_language(visit.language())),
            None if reader.role == access::EMPLOYEE => visit.text("document-reads-as-employed"),
            None => visit.text("document-reads-otherwise"),
        };
        match people.last_mut().filter(|(last, _)| last.person == reader.person) {
            Some((_, titles)) => titles.push(title),
            None => people.push((reader, vec![title])),
        }
    }
    let row = |(reader, titles): (Reader, Vec<String>)| {
        let page = visit.keeping_day(format!("/administration/personer/{}", reader.person));
        Row { cells: vec![Cell::Link(Link::new(page, reader.name)), Cell::List(titles)] }
    };
    people.into_iter().take(MOST).map(row).collect()
}

fn more(visit: &Visit, all: usize, shown: usize) -> Markup {
    let more = i64::try_from(all.saturating_sub(shown)).unwrap_or(i64::MAX);
    html! { @if more > 0 { p { (visit.render(&Message::new("document-readers-more").with("count", more))) } } }
}
