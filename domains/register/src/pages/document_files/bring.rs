//! Brings files to a document, several at once, and a file anew. What can be taken is taken; of the rest it is told why not.

use super::{brought, named, room_words, to_document};
use crate::attached::{add_file_edition, attach_file, visible_file};
use crate::document::Document;
use crate::visible::visible_document;
use crate::{EDIT_DOCUMENTS, visible_subject_name};
use files::KeptFile;
use kernel::{Error, Id, Message, Objection, Result};
use serde_json::json;
use storage::Read;
use web::components::{self, FieldGroup, Form, FormField, Input, Link};
use web::{Answer, JsonAnswer, Page, ReceivedFile, Visit, form_errors, form_page};

const FILE: &str = "file";

pub(super) fn bring_page(visit: &Visit) -> Result<Answer> {
    show(visit, &[])
}

pub(super) fn bring(visit: &Visit) -> Result<Answer> {
    let document = visit.read(|read| editable(read, visit.id("id")?))?;
    let mut objections = Vec::new();
    for received in received(visit) {
        let (id, name) = (document.id, received.name.clone());
        let kept = brought(visit, received, id)
            .and_then(|brought| visit.write(move |tx| attach_file(tx, id, &brought)).map(|_| ()));
        objections.extend(objections_of(visit, &name, kept)?);
    }
    if visit.received.is_empty() {
        objections.push(Objection::new(FILE, "objection-required"));
    }
    answer(visit, format!("/dokument/{}#filer", document.id), objections, show)
}

pub(super) fn edition_page(visit: &Visit) -> Result<Answer> {
    show_edition(visit, &[])
}

pub(super) fn bring_edition(visit: &Visit) -> Result<Answer> {
    let file = visit.read(|read| visible_file(read, visit.id("id")?))?;
    let objections = match received(visit).next() {
        None => vec![Objection::new(FILE, "objection-required")],
        Some(received) => {
            let kept = brought(visit, received, file.subject.id).and_then(|brought| {
                let id = file.id;
                visit.write(move |tx| add_file_edition(tx, id, &brought)).map(|_| ())
            });
            objections_of(visit, &received.name, kept)?
        }
    };
    answer(visit, format!("/fil/{}", file.id), objections, show_edition)
}

fn received(visit: &Visit) -> impl Iterator<Item = &ReceivedFile> {
    visit.received.iter().filter(|received| received.field == FILE)
}

/// What was wrong with one file, under its name; a failure of the program stays one.
fn objections_of(visit: &Visit, name: &str, kept: Result<()>) -> Result<Vec<Objection>> {
    match kept {
        Ok(()) => Ok(Vec::new()),
        Err(Error::Rejected(objections)) => {
            let told = |one: Objection| Objection {
                message: named(visit, name, &one.message),
                field: FILE.into(),
                ..one
            };
            Ok(objections.into_iter().map(told).collect())
        }
        Err(error) => Err(error),
    }
}

/// On to where the files are seen, or the form again; to the island the same in its own words.
fn answer(
    visit: &Visit,
    to: String,
    objections: Vec<Objection>,
    again: fn(&Visit, &[Objection]) -> Result<Answer>,
) -> Result<Answer> {
    if visit.header("accept") == Some("application/json") {
        let errors: Vec<String> = objections.iter().map(|one| visit.render(&one.message)).collect();
        let status = if errors.is_empty() { 200 } else { 422 };
        return Ok(Answer::Json(JsonAnswer {
            status,
            ..JsonAnswer::ok(json!({ "to": to, "errors": errors }))
        }));
    }
    if objections.is_empty() { Ok(Answer::see_other(to, "files-added")) } else { again(visit, &objections) }
}

fn editable(read: &Read, id: Id) -> Result<Document> {
    let document = visible_document(read, id)?;
    access::authorise(read, EDIT_DOCUMENTS, document.subject.id)?;
    visible_subject_name(read, &document.subject)?;
    Ok(document)
}

fn show(visit: &Visit, objections: &[Objection]) -> Result<Answer> {
    let (document, used) =
        visit.read(|read| Ok((editable(read, visit.id("id")?)?, files::used_bytes(read)?)))?;
    let way = to_document(visit, document.id, &document.name);
    let input = Input::Files { accept: accepted(), most_bytes: visit.web.site.files.most_bytes };
    Ok(form(visit, objections, (way, input), ("files-add", used)))
}

fn show_edition(visit: &Visit, objections: &[Objection]) -> Result<Answer> {
    let (file, document, used) = visit.read(|read| {
        let file: KeptFile = visible_file(read, visit.id("id")?)?;
        let document = editable(read, file.subject.id)?;
        Ok((file, document, files::used_bytes(read)?))
    })?;
    let mut way = to_document(visit, document.id, &document.name);
    way.push(Link::new(format!("/fil/{}", file.id), &file.edition.name));
    Ok(form(visit, objections, (way, Input::File { accept: accepted() }), ("files-add-edition", used)))
}

fn accepted() -> String {
    files::all_endings().iter().map(|ending| format!(".{ending}")).collect::<Vec<_>>().join(",")
}

fn form(
    visit: &Visit,
    objections: &[Objection],
    (way, input): (Vec<Link>, Input),
    (key, used): (&str, i64),
) -> Answer {
    let language = visit.language();
    let most = i64::try_from(visit.web.site.files.most_bytes / 1_000_000).unwrap_or(i64::MAX);
    let hint = Message::new("files-hint").with("max", most).with("taken", files::all_endings().join(", "));
    let field =
        FormField::new(FILE, visit.text("files-pick"), input).with_hint(visit.render(&hint)).required();
    let cancel = way.last().map(|link| Link::new(link.href.clone(), visit.text("cancel")));
    let form = Form {
        action: visit.path.clone(),
        csrf: visit.csrf().to_owned(),
        revision: None,
        hidden: Vec::new(),
        groups: vec![FieldGroup { legend: None, hint: Some(room_words(visit, used)), fields: vec![field] }],
        errors: form_errors(language, objections),
        save: visit.text(key),
        cancel,
    };
    form_page(Page::new(visit.text(key), components::form(language, &form)).under(way), objections)
}
