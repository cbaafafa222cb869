//! The pages of files on documents: the list of a document, bringing files, one file with its editions, and its content.

mod bring;
mod content;
mod file_page;
mod list;
mod withdraw;

pub(super) use list::files_section;

pub(crate) use content::content_of_api;

use crate::EDIT_DOCUMENTS;
use crate::attached::{Brought, note_infected_file};
use kernel::{Error, Id, Language, Message, Result};
use web::components::{Fact, Link};
use web::{Access, ReceivedFile, Route, Visit};

/// The routes of these pages.
pub(crate) fn routes() -> Vec<Route> {
    let (seen, edits) = (Access::SignedIn, Access::Needs(EDIT_DOCUMENTS));
    vec![
        Route::get("/dokument/{id}/filer", edits, bring::bring_page).of("document"),
        Route::post("/dokument/{id}/filer", edits, bring::bring).of("document").receiving_files(),
        Route::get("/fil/{id}", seen, file_page::file_page).of("file"),
        Route::get("/fil/{id}/innehall", seen, content::download).of("file"),
        Route::get("/fil/{id}/visa", seen, content::show).of("file"),
        Route::get("/fil/{id}/version", edits, bring::edition_page).of("file"),
        Route::post("/fil/{id}/version", edits, bring::bring_edition).of("file").receiving_files(),
        Route::get("/fil/{id}/dra-tillbaka", edits, withdraw::withdrawal).of("file"),
        Route::post("/fil/{id}/dra-tillbaka", edits, withdraw::withdraw).of("file"),
    ]
}

/// What the examination let through. A virus is written down before its sender is told.
pub(crate) fn brought(visit: &Visit, received: &ReceivedFile, document: Id) -> Result<Brought> {
    match &received.outcome {
        Ok(file) => Ok(Brought { file: file.clone(), settings: visit.web.site.files.clone() }),
        Err(refusal) => {
            if let Some(virus) = refusal.virus.clone() {
                let name = received.name.clone();
                visit
                    .web
                    .db
                    .write(&visit.actor, move |tx| note_infected_file(tx, document, &name, &virus))?;
            }
            Err(Error::rejected("file", refusal.message.clone()))
        }
    }
}

/// The way to a document.
fn to_document(visit: &Visit, id: Id, name: &str) -> Vec<Link> {
    vec![
        Link::new(visit.keeping_day("/dokument"), visit.text("register-documents")),
        Link::new(visit.keeping_day(format!("/dokument/{id}")), name),
    ]
}

/// How large a file is, in the unit that people count in.
fn size_words(language: Language, bytes: i64) -> String {
    const THOUSAND: i64 = 1_000;
    let (key, number) = match bytes {
        ..THOUSAND => ("files-size-bytes", texts::number(bytes)),
        THOUSAND..1_000_000 => ("files-size-kilobytes", texts::number(bytes / THOUSAND)),
        _ => {
            let mark = if language == Language::Swedish { ',' } else { '.' };
            let (whole, tenth) = (texts::number(bytes / 1_000_000), bytes / 100_000 % 10);
            let number = if tenth == 0 { whole } else { format!("{whole}{mark}{tenth}") };
            ("files-size-megabytes", number)
        }
    };
    texts::format(language, key, &[("number", number.into())])
}

/// What the federation's files take of what they may, for those who bring more.
fn room_words(visit: &Visit, used: i64) -> String {
    let language = visit.language();
    let quota = i64::try_from(visit.web.site.files.quota_bytes).unwrap_or(i64::MAX);
    let args = [("used", size_words(language, used).into()), ("quota", size_words(language, quota).into())];
    texts::format(language, "files-room", &args)
}

/// The name that the sender gave, before what is wrong with the file: several may have come at once.
fn named(visit: &Visit, name: &str, message: &Message) -> Message {
    let text = visit.render(message);
    Message::new("files-named").with("name", files::safe_name(name)).with("text", text)
}

fn fact(visit: &Visit, key: &str, value: impl Into<String>) -> Fact {
    Fact::text(visit.text(key), value)
}
