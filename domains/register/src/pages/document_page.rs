//! The page of one document.

use super::document_files::files_section;
use super::document_standing::DocumentStanding;
use super::from_above::{panels_of, text_fact};
use super::system_tabs::document_status;
use super::under;
use super::words::{document_words, naming_document};
use crate::document::{DOCUMENT, Document};
use crate::field_groups::without_unseen;
use crate::visible::{visible_document, visible_subject_name};
use crate::{EDIT_DOCUMENTS, READ_ROLES};
use findings::Rulebook;
use kernel::{Objection, Permission, Result, Subject};
use maud::{Markup, html};
use organisation::naming_custom;
use storage::Read;
use web::components::{Fact, FactValue, Link, RecordHead, facts, record_head};
use web::{Answer, Page, RecordWords, Visit, form_page};

const READ_HISTORY: Permission = Permission("history.read");
const FIELDS: [&str; 10] = [
    "number",
    "owner",
    "date",
    "version",
    "review_date",
    "year",
    "decided_on",
    "decision",
    "link",
    "available_to_it",
];

/// Everything that the page shows.
struct Shown {
    document: Document,
    words: RecordWords,
    about: Link,
    /// Where its text is written, of what a room above writes.
    text: Option<Fact>,
    standing: Option<DocumentStanding>,
    files: Markup,
    panels: Markup,
    past: Markup,
    may_edit: bool,
    /// Who may read it is shown to whoever sees who answers for what.
    may_read_roles: bool,
}

pub(super) fn document_page(visit: &Visit) -> Result<Answer> {
    show(visit, &[])
}

fn load(visit: &Visit, read: &Read) -> Result<Shown> {
    let (id, language) = (visit.id("id")?, visit.language());
    let document = visible_document(read, id)?;
    let allowed = access::allowed(read, document.subject.id)?;
    let pack = findings::pack_in_force(read)?;
    let standing = DocumentStanding::of(read, &pack, &document, &allowed)?;
    let document = without_unseen(read, document.subject.id, document)?;
    let words = naming_document(read, document_words(&pack, language), &document)?;
    let words = naming_custom(language, read, words, &[&document.custom])?;
    let name = visible_subject_name(read, &document.subject)?;
    let subject = Subject::new(DOCUMENT, id);
    let past = if allowed.may(READ_HISTORY) {
        words.history_section::<Document>(visit, read, &subject)?
    } else {
        html! {}
    };
    let may_edit = allowed.may(EDIT_DOCUMENTS) && document.withdrawn.is_none();
    Ok(Shown {
        about: Link::new(visit.keeping_day(read.attached::<Rulebook>()?.address(&document.subject)), name),
        standing,
        text: text_fact(visit, read, &document)?,
        files: files_section(visit, read, &document, may_edit)?,
        panels: panels_of(visit, read, &subject, &allowed)?,
        past,
        may_edit,
        may_read_roles: allowed.may(READ_ROLES),
        words,
        document,
    })
}

/// The page, with what stood against what was asked for on it.
pub(super) fn show(visit: &Visit, objections: &[Objection]) -> Result<Answer> {
    let (id, language) = (visit.id("id")?, visit.language());
    let Shown { document, words, about, text, standing, files, panels, past, may_edit, may_read_roles } =
        visit.read(|read| load(visit, read))?;
    let head = RecordHead {
        kind: words.shown(language, &document, "document_type"),
        status: Some(document_status(visit, document.withdrawn.is_some())),
        people: Vec::new(),
    };
    let mut rows = vec![Fact::new(visit.text("document-subject"), FactValue::Link(about))];
    rows.extend(text);
    rows.extend(words.facts(language, &document, &FIELDS));
    rows.extend(words.custom_facts(language, &document.custom));
    rows.extend(standing.iter().flat_map(|standing| standing.facts(visit, &document)));
    if may_read_roles {
        let readers =
            Link::new(visit.keeping_day(format!("/dokument/{id}/lasare")), visit.text("document-readers"));
        rows.push(Fact::new(visit.text("document-readers-fact"), FactValue::Link(readers)));
    }
    if let Some(withdrawn) = &document.withdrawn {
        rows.push(Fact::text(visit.text("document-withdrawn-on"), texts::date(withdrawn.on)));
        rows.push(Fact::text(visit.text("document-withdrawn-because"), &withdrawn.because));
    }
    let content = html! {
        (record_head(language, &head))
        div class="stack" {
            (facts(language, &rows))
            @if let Some(standing) = &standing { (standing.asking(visit, &document, objections)) }
            (files)
            (panels)
            section class="stack" { h2 { (visit.text("register-tab-historik")) } (past) }
        }
    };
    let link = |path: &str, key: &str| {
        may_edit.then(|| Link::new(format!("/dokument/{id}/{path}"), visit.text(key)))
    };
    let page = Page::new(&document.name, content)
        .under(under(visit, "register-documents", "/dokument"))
        .edit(link("andra", "register-edit"))
        .primary(link("dra-tillbaka", "register-withdraw"));
    Ok(form_page(page, objections))
}
