//! Withdraws a file, for a reason.

use super::to_document;
use crate::EDIT_DOCUMENTS;
use crate::attached::{WithdrawFile, visible_file, withdraw_file};
use crate::document::Document;
use crate::visible::visible_document;
use files::KeptFile;
use kernel::{Message, Objection, Result};
use storage::Read;
use web::components::{self, FieldGroup, Form, FormField, Input, Link};
use web::{Answer, Page, Tried, Visit, form_errors, form_page, revision_of, tried};

pub(super) fn withdrawal(visit: &Visit) -> Result<Answer> {
    show(visit, &[])
}

pub(super) fn withdraw(visit: &Visit) -> Result<Answer> {
    let (file, document) = visit.read(|read| editable(visit, read))?;
    let form = visit.form()?;
    let reason = form.get("reason").unwrap_or_default().to_owned();
    let ask = WithdrawFile { file: file.id, revision: Some(revision_of(form)?), reason };
    match tried(visit.write(move |tx| withdraw_file(tx, &ask)))? {
        Tried::Done(()) => {
            Ok(Answer::see_other(format!("/dokument/{}#filer", document.id), "files-withdrawn-now"))
        }
        Tried::Again(objections) => show(visit, &objections),
        Tried::Stale => show(visit, &[Objection::new("", Message::new("register-objection-stale-step"))]),
    }
}

fn editable(visit: &Visit, read: &Read) -> Result<(KeptFile, Document)> {
    let file = visible_file(read, visit.id("id")?)?;
    let document = visible_document(read, file.subject.id)?;
    access::authorise(read, EDIT_DOCUMENTS, document.subject.id)?;
    Ok((file, document))
}

fn show(visit: &Visit, objections: &[Objection]) -> Result<Answer> {
    let (file, document) = visit.read(|read| editable(visit, read))?;
    let typed = visit.form().ok().and_then(|form| form.get("reason")).unwrap_or_default().to_owned();
    let input = Input::LongText { value: typed, max_chars: 2_000 };
    let field = FormField::new("reason", visit.text("document-withdrawn-because"), input).required();
    let mut way = to_document(visit, document.id, &document.name);
    way.push(Link::new(format!("/fil/{}", file.id), &file.edition.name));
    let form = Form {
        action: visit.path.clone(),
        csrf: visit.csrf().to_owned(),
        revision: Some(file.revision.to_string()),
        hidden: Vec::new(),
        groups: vec![FieldGroup {
            legend: None,
            hint: Some(visit.text("files-withdraw-consequence")),
            fields: vec![field],
        }],
        errors: form_errors(visit.language(), objections),
        save: visit.text("files-withdraw"),
        cancel: Some(Link::new(format!("/fil/{}", file.id), visit.text("cancel"))),
    };
    let page = Page::new(visit.text("files-withdraw"), components::form(visit.language(), &form)).under(way);
    Ok(form_page(page, objections))
}
