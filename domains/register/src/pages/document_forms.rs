//! The forms by which a document is registered, changed and withdrawn.

use super::system_forms::as_choices;
use super::words::{document_types, document_words, naming_document};
use super::{under, way_back};
use crate::EDIT_DOCUMENTS;
use crate::change_document::change_document;
use crate::check_document::number_form;
use crate::document::{DOCUMENT, Document};
use crate::field_groups::without_unseen;
use crate::register_document::register_document;
use crate::visible::{visible_document, visible_subject_name};
use crate::withdraw_document::{WithdrawDocument, withdraw_document};
use findings::Rulebook;
use kernel::{Error, Message, Objection, Result, Subject};
use maud::Markup;
use organisation::{PEOPLE_BY_NAME, custom_words, with_blank_custom};
use storage::Read;
use web::components::{self, FieldGroup, Form, FormField, Input, Link};
use web::{Answer, Page, RecordForm, RecordWords, Tried, Visit, form_errors, form_page, revision_of, tried};

const FIELDS: [&str; 11] = [
    "document_type",
    "name",
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

/// What the form needs to be drawn.
struct Around {
    words: RecordWords,
    about: Link,
    /// The pack gives the type its numbers; else it may be typed.
    is_numbered: bool,
}

pub(super) fn new_document(visit: &Visit) -> Result<Answer> {
    let document = asked_document(visit.query("subject_kind"), visit.query("subject"), visit.query("type"))?;
    let document = Document { date: Some(visit.today()), ..document };
    let (around, document) = visit.read(|read| {
        let document = with_blank_custom(read, DOCUMENT, document)?;
        Ok((around(visit, read, &document)?, document))
    })?;
    show(visit, &around, &document, &[])
}

pub(super) fn register(visit: &Visit) -> Result<Answer> {
    let form = visit.form()?;
    let document = asked_document(form.get("subject_kind"), form.get("subject"), form.get("document_type"))?;
    let (around, mut document) = visit.read(|read| {
        let document = with_blank_custom(read, DOCUMENT, document)?;
        Ok((around(visit, read, &document)?, document))
    })?;
    let typed = around.words.read_form(form, &mut document, visit.today());
    if !typed.is_empty() {
        return show(visit, &around, &document, &typed);
    }
    let asked = document.clone();
    match tried(visit.write(move |tx| register_document(tx, asked)))? {
        Tried::Done(id) => {
            let to = way_back(form.get("back"), format!("/dokument/{id}"));
            Ok(Answer::see_other(
                to,
                Message::new("register-document-registered").with("name", document.name),
            ))
        }
        Tried::Again(objections) => show(visit, &around, &document, &objections),
        Tried::Stale => show(visit, &around, &document, &[]),
    }
}

fn asked_document(
    kind: Option<&str>,
    subject: Option<&str>,
    document_type: Option<&str>,
) -> Result<Document> {
    let id = subject.and_then(|text| text.parse().ok()).ok_or(Error::NotFound)?;
    let subject = Subject { kind: kind.ok_or(Error::NotFound)?.to_owned(), id };
    Ok(Document::new(subject, document_type.unwrap_or_default()))
}

pub(super) fn edit_document(visit: &Visit) -> Result<Answer> {
    let (around, document) = visit.read(|read| {
        let document = editable(visit, read)?;
        Ok((around(visit, read, &document)?, document))
    })?;
    show(visit, &around, &document, &[])
}

pub(super) fn change(visit: &Visit) -> Result<Answer> {
    let (around, stored) = visit.read(|read| {
        let stored = editable(visit, read)?;
        Ok((around(visit, read, &stored)?, stored))
    })?;
    let form = visit.form()?;
    let mut document = Document { revision: revision_of(form)?, ..stored.clone() };
    let typed = around.words.read_form(form, &mut document, visit.today());
    if !typed.is_empty() {
        return show(visit, &around, &document, &typed);
    }
    let asked = document.clone();
    match tried(visit.write(move |tx| change_document(tx, asked)))? {
        Tried::Done(_) => Ok(Answer::see_other(format!("/dokument/{}", stored.id), "register-saved")),
        Tried::Again(objections) => show(visit, &around, &document, &objections),
        Tried::Stale => {
            let form = record_form(visit, &around, &document);
            let content = form.conflict(&Subject::new(DOCUMENT, stored.id), &stored, stored.revision)?;
            Ok(page(visit, &around, &document, content).rejected().answer())
        }
    }
}

fn editable(visit: &Visit, read: &Read) -> Result<Document> {
    let document = visible_document(read, visit.id("id")?)?;
    access::authorise(read, EDIT_DOCUMENTS, document.subject.id)?;
    without_unseen(read, document.subject.id, document)
}

fn around(visit: &Visit, read: &Read, document: &Document) -> Result<Around> {
    let pack = findings::pack_in_force(read)?;
    let language = visit.language();
    let name = visible_subject_name(read, &document.subject)?;
    access::authorise(read, EDIT_DOCUMENTS, document.subject.id)?;
    let words = naming_document(read, document_words(&pack, language), document)?
        .options("document_type", document_types(&pack, Some(&document.subject.kind), language))
        .pick(visit, read, ("owner", document.owner), &PEOPLE_BY_NAME)?;
    Ok(Around {
        words: custom_words(visit, read, words, Some(&document.custom))?,
        about: Link::new(read.attached::<Rulebook>()?.address(&document.subject), name),
        is_numbered: number_form(&pack, document).is_some(),
    })
}

fn record_form<'v>(visit: &'v Visit, around: &'v Around, document: &Document) -> RecordForm<'v, Document> {
    let is_new = document.revision == 0;
    let back = if is_new { around.about.href.clone() } else { format!("/dokument/{}", document.id) };
    let form = RecordForm::new(visit, &around.words, document, Link::new(back, visit.text("cancel")));
    let form = form.group("", &FIELDS);
    let form = if around.is_numbered { form } else { form.group("", &["number"]) };
    if !is_new {
        return form.revision(document.revision);
    }
    let back = visit.query("back").or_else(|| visit.form().ok().and_then(|form| form.get("back")));
    form.hidden("subject_kind", &document.subject.kind)
        .hidden("subject", document.subject.id.to_string())
        .hidden("back", back.unwrap_or_default())
        .save(visit.text("register-do-register"))
}

fn show(visit: &Visit, around: &Around, document: &Document, objections: &[Objection]) -> Result<Answer> {
    let mut form = record_form(visit, around, document).objections(objections).component();
    as_choices(&mut form.groups, &["document_type"]);
    let content = components::form(visit.language(), &form);
    Ok(form_page(page(visit, around, document, content), objections))
}

fn page(visit: &Visit, around: &Around, document: &Document, content: Markup) -> Page {
    let mut way = vec![around.about.clone()];
    if document.revision == 0 {
        return Page::new(visit.text("register-new-document"), content).under(way);
    }
    way.push(Link::new(format!("/dokument/{}", document.id), &document.name));
    Page::new(visit.text("register-edit-document"), content).under(way)
}

pub(super) fn withdrawal(visit: &Visit) -> Result<Answer> {
    let document = visit.read(|read| editable(visit, read))?;
    show_withdrawal(visit, &document, &[])
}

pub(super) fn withdraw(visit: &Visit) -> Result<Answer> {
    let document = visit.read(|read| editable(visit, read))?;
    let form = visit.form()?;
    let ask = WithdrawDocument {
        document: document.id,
        revision: Some(revision_of(form)?),
        reason: form.get("reason").unwrap_or_default().to_owned(),
    };
    let stale = [Objection::new("", Message::new("register-objection-stale-step"))];
    match tried(visit.write(move |tx| withdraw_document(tx, &ask)))? {
        Tried::Done(_) => Ok(Answer::see_other(format!("/dokument/{}", document.id), "register-withdrawn")),
        Tried::Again(objections) => show_withdrawal(visit, &document, &objections),
        Tried::Stale => show_withdrawal(visit, &document, &stale),
    }
}

fn show_withdrawal(visit: &Visit, document: &Document, objections: &[Objection]) -> Result<Answer> {
    let typed = visit.form().ok().and_then(|form| form.get("reason")).unwrap_or_default().to_owned();
    let input = Input::LongText { value: typed, max_chars: 2_000 };
    let field = FormField::new("reason", visit.text("document-withdrawn-because"), input).required();
    let form = Form {
        action: visit.path.clone(),
        csrf: visit.csrf().to_owned(),
        revision: Some(document.revision.to_string()),
        hidden: Vec::new(),
        groups: vec![FieldGroup {
            legend: None,
            hint: Some(visit.text("register-withdraw-consequence")),
            fields: vec![field],
        }],
        errors: form_errors(visit.language(), objections),
        save: visit.text("register-withdraw"),
        cancel: Some(Link::new(format!("/dokument/{}", document.id), visit.text("cancel"))),
    };
    let mut way = under(visit, "register-documents", "/dokument");
    way.push(Link::new(format!("/dokument/{}", document.id), &document.name));
    let page =
        Page::new(visit.text("register-withdraw"), components::form(visit.language(), &form)).under(way);
    Ok(form_page(page, objections))
}
