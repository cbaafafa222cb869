//! The page of one file: what it is, how it looks, and all its editions.

use super::list::state;
use super::{fact, size_words, to_document};
use crate::EDIT_DOCUMENTS;
use crate::attached::visible_file;
use crate::visible::visible_document;
use files::{Edition, KeptFile};
use kernel::{Choice as _, Result};
use maud::{Markup, html};
use web::components::{
    Cell, Column, ColumnKind, Fact, FactValue, Link, RecordHead, Row, facts, record_head, simple_table,
};
use web::{Answer, Page, Visit};

pub(super) fn file_page(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let (file, editions, document, may_edit) = visit.read(|read| {
        let file = visible_file(read, id)?;
        let document = visible_document(read, file.subject.id)?;
        let may_edit = read.as_of().is_none()
            && file.withdrawn.is_none()
            && document.withdrawn.is_none()
            && access::may(read, EDIT_DOCUMENTS, document.subject.id)?;
        Ok((file, files::editions_of(read, id)?, document, may_edit))
    })?;
    let language = visit.language();
    let head = RecordHead {
        kind: visit.text(&format!("file-kind-{}", file.edition.kind.name())),
        status: Some(state(visit, &file)),
        people: Vec::new(),
    };
    let content = html! {
        (record_head(language, &head))
        div class="stack" {
            (facts(language, &facts_of(visit, &file)))
            (preview(visit, &file.edition))
            section class="stack titled" { h2 { (visit.text("files-editions")) } (table(visit, &editions)) }
            @if may_edit { p { a href={ "/fil/" (id) "/dra-tillbaka" } { (visit.text("files-withdraw")) } } }
        }
    };
    let is_there = file.edition.disposed_on.is_none();
    let download = Link::new(address(visit, &file.edition, "innehall"), visit.text("files-download"));
    Ok(Page::new(&file.edition.name, content)
        .under(to_document(visit, document.id, &document.name))
        .edit(may_edit.then(|| Link::new(format!("/fil/{id}/version"), visit.text("files-add-edition"))))
        .primary(is_there.then_some(download))
        .answer())
}

fn address(visit: &Visit, edition: &Edition, what: &str) -> String {
    visit.keeping_day(format!("/fil/{}/{what}?version={}", edition.file, edition.number))
}

fn facts_of(visit: &Visit, file: &KeptFile) -> Vec<Fact> {
    let edition = &file.edition;
    let scanned = if edition.is_scanned { "files-scanned" } else { "files-unscanned" };
    let hash = html! { code class="hash" { (edition.sha256) } };
    let mut rows = vec![
        fact(visit, "file-number", edition.number.to_string()),
        fact(visit, "file-size-bytes", size_words(visit.language(), edition.size_bytes)),
        fact(visit, "file-added-at", texts::instant(edition.added_at)),
        fact(visit, "file-added-by", &edition.added_by),
        fact(visit, "files-scan", visit.text(scanned)),
        Fact { is_wide: true, ..Fact::new(visit.text("file-sha256"), FactValue::Drawn(hash)) },
    ];
    if let Some(withdrawn) = &file.withdrawn {
        rows.push(fact(visit, "document-withdrawn-on", texts::date(withdrawn.on)));
        rows.push(fact(visit, "document-withdrawn-because", &withdrawn.because));
    }
    if let Some(on) = edition.disposed_on {
        rows.push(fact(visit, "files-disposed-on", texts::date(on)));
    }
    rows
}

/// A picture is shown here; a PDF in the browser's own viewer, which needs a page of its own.
fn preview(visit: &Visit, edition: &Edition) -> Markup {
    let shown = address(visit, edition, "visa");
    html! {
        @if edition.disposed_on.is_none() && edition.kind.is_image() {
            section class="stack" {
                h2 { (visit.text("files-preview")) }
                img class="preview" src=(shown) alt=(edition.name);
            }
        } @else if edition.disposed_on.is_none() && edition.kind.is_shown() {
            p { a href=(shown) target="_blank" rel="noopener" { (visit.text("files-open")) } }
        }
    }
}

fn table(visit: &Visit, editions: &[Edition]) -> Markup {
    let column = |key: &'static str, label: &str, kind| Column::new(key, visit.text(label), kind);
    let columns = [
        column("number", "file-number", ColumnKind::Text),
        column("name", "file-name", ColumnKind::Text),
        column("size", "file-size-bytes", ColumnKind::Number),
        column("added_at", "file-added-at", ColumnKind::Date),
        column("added_by", "file-added-by", ColumnKind::Text),
        column("sha256", "file-sha256", ColumnKind::Text),
    ];
    let rows: Vec<Row> = editions.iter().map(|edition| row(visit, edition)).collect();
    simple_table(visit.language(), &visit.text("files-editions"), &columns, &rows)
}

fn row(visit: &Visit, edition: &Edition) -> Row {
    let args = [("number", edition.number.into())];
    let words = texts::format(visit.language(), "files-download-edition", &args);
    let first = match edition.disposed_on {
        None => Cell::Link(Link::new(address(visit, edition, "innehall"), words)),
        Some(on) => {
            Cell::text(format!("{} · {} {}", edition.number, visit.text("files-disposed"), texts::date(on)))
        }
    };
    Row {
        cells: vec![
            first,
            Cell::text(&edition.name),
            Cell::text(size_words(visit.language(), edition.size_bytes)),
            Cell::text(texts::instant(edition.added_at)),
            Cell::text(&edition.added_by),
            Cell::Drawn(html! { code class="hash" { (edition.sha256) } }),
        ],
    }
}
