//! The page of one document.

use super::document_files::files_section;
use super::system_tabs::document_status;
use super::under;
use super::words::{document_words, naming_document};
use crate::EDIT_DOCUMENTS;
use crate::document::{DOCUMENT, Document};
use crate::field_groups::without_unseen;
use crate::visible::{visible_document, visible_subject_name};
use findings::Rulebook;
use kernel::{Permission, Result, Subject};
use maud::html;
use organisation::naming_custom;
use web::components::{Fact, FactValue, Link, RecordHead, facts, record_head};
use web::{Answer, Page, Visit};

const READ_HISTORY: Permission = Permission("history.read");
const FIELDS: [&str; 9] =
    ["number", "owner", "date", "version", "review_date", "year", "decided_on", "decision", "link"];

pub(super) fn document_page(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let language = visit.language();
    let (document, words, about, past, files, may_edit) = visit.read(|read| {
        let document = visible_document(read, id)?;
        let document = without_unseen(read, document.subject.id, document)?;
        let pack = findings::pack_in_force(read)?;
        let words = naming_document(read, document_words(&pack, language), &document)?;
        let words = naming_custom(language, read, words, &[&document.custom])?;
        let name = visible_subject_name(read, &document.subject)?;
        let about =
            Link::new(visit.keeping_day(read.attached::<Rulebook>()?.address(&document.subject)), name);
        let past = if access::may(read, READ_HISTORY, document.subject.id)? {
            words.history_section::<Document>(visit, read, &Subject::new(DOCUMENT, id))?
        } else {
            html! {}
        };
        let may_edit =
            access::may(read, EDIT_DOCUMENTS, document.subject.id)? && document.withdrawn.is_none();
        let files = files_section(visit, read, &document, may_edit)?;
        Ok((document, words, about, past, files, may_edit))
    })?;
    let head = RecordHead {
        kind: words.shown(language, &document, "document_type"),
        status: Some(document_status(visit, document.withdrawn.is_some())),
        people: Vec::new(),
    };
    let mut rows = vec![Fact::new(visit.text("document-subject"), FactValue::Link(about))];
    rows.extend(words.facts(language, &document, &FIELDS));
    rows.extend(words.custom_facts(language, &document.custom));
    if let Some(withdrawn) = &document.withdrawn {
        rows.push(Fact::text(visit.text("document-withdrawn-on"), texts::date(withdrawn.on)));
        rows.push(Fact::text(visit.text("document-withdrawn-because"), &withdrawn.because));
    }
    let content = html! {
        (record_head(language, &head))
        div class="stack" {
            (facts(language, &rows))
            (files)
            section class="stack" { h2 { (visit.text("register-tab-historik")) } (past) }
        }
    };
    let link = |path: &str, key: &str| {
        may_edit.then(|| Link::new(format!("/dokument/{id}/{path}"), visit.text(key)))
    };
    Ok(Page::new(&document.name, content)
        .under(under(visit, "register-documents", "/dokument"))
        .edit(link("andra", "register-edit"))
        .primary(link("dra-tillbaka", "register-withdraw"))
        .answer())
}
