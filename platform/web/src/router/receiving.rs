//! Files on their way in: only from somebody who may send them, written to the disk as they come, examined before anything is
//! locked. Whatever ends the road, nothing is left behind.

use super::intake::{Intake, MOST_BYTES, declared_length, too_large, without_nul, wrong_text};
use super::places::Places;
use super::visitor::Visitor;
use crate::accounts::sha256_hex;
use crate::error_answer::Trouble;
use crate::route::{Access, Route};
use crate::visit::{Body, Form, ReceivedFile};
use crate::web::Web;
use axum::extract::multipart::Field;
use axum::extract::{FromRequest as _, Multipart, Request};
use axum::http::{HeaderMap, StatusCode, header};
use files::{Arrived, Incoming, examine};
use kernel::{Error, Id, Message};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// So many of the largest files come in one form; a script sends each by itself.
const LARGEST_FILES_AT_ONCE: u64 = 4;
const MOST_FILES: usize = 100;
/// A line that is silent for so long is broken.
const LONGEST_SILENCE: Duration = Duration::from_secs(30);
const SLOWEST_BODY: Duration = Duration::from_secs(900);
/// Files that are examined at once, so that those who send many leave the machine to others.
static EXAMINERS: Semaphore = Semaphore::const_new(4);
static ON_THEIR_WAY: Places = Places::new();
/// Seconds after which a place may be free.
const RETRY_AFTER: &str = "30";

/// A file and the field of the form that it came in.
type Part = (String, Arrived);

/// What came: the fields of the form, its files, and what it is known by when it comes again.
#[derive(Default)]
pub(super) struct Received {
    pub body: Body,
    pub files: Vec<ReceivedFile>,
    pub hash: String,
}

/// Whether a body holds files in the form of a browser.
pub(super) fn is_form_with_files(headers: &HeaderMap) -> bool {
    let declared = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    declared.is_some_and(|kind| kind.trim_start().to_lowercase().starts_with("multipart/form-data"))
}

/// Receives and examines the files of a form. From somebody who may not send them nothing is read; the door then tells why.
pub(super) async fn receive(
    web: &Arc<Web>,
    route: Route,
    intake: &Intake,
    request: Request,
) -> Result<Received, Trouble> {
    let most =
        web.site.files.most_bytes.saturating_mul(LARGEST_FILES_AT_ONCE).saturating_add(MOST_BYTES as u64);
    let Some(sender) = sender_let_in(web, route, intake).await? else {
        return Ok(Received { body: Body::Form(Form::default()), ..Received::default() });
    };
    if declared_length(request.headers()).is_some_and(|length| length as u64 > most) {
        return Err(too_much(web));
    }
    // Until the last file is examined: so long they lie on the disk.
    let _place = ON_THEIR_WAY.take(sender).ok_or_else(too_many)?;
    let (form, parts) =
        timeout(SLOWEST_BODY, take_parts(web, request, most)).await.map_err(|_| too_slow())??;
    let parted: Vec<_> =
        parts.iter().map(|(field, file)| (field, &file.name, &file.sha256, file.size_bytes)).collect();
    let hash = sha256_hex(&format!("{:?} {parted:?}", form.pairs));
    let mut files = Vec::new();
    for part in parts {
        files.push(examined(web, part).await?);
    }
    Ok(Received { body: Body::Form(form), files, hash })
}

/// The account that sends, where the door lets it in.
async fn sender_let_in(web: &Arc<Web>, route: Route, intake: &Intake) -> Result<Option<Id>, Trouble> {
    let (known, intake) = (web.clone(), intake.clone());
    let is_api = route.is_api();
    let asked = web.db.run(move |_| {
        let Ok(visitor) = Visitor::of(&known, &intake) else { return Ok(None) };
        let may = match route.access {
            Access::Needs(permission) => {
                visitor.standing(&known, true, None)?.permissions.contains(permission.name())
            }
            Access::Public | Access::SignedIn => true,
        };
        Ok(visitor.account_id().filter(|_| may))
    });
    asked.await.map_err(|error| Trouble::from_error(error, is_api))
}

async fn take_parts(web: &Web, request: Request, most: u64) -> Result<(Form, Vec<Part>), Trouble> {
    let mut multipart = Multipart::from_request(request, &()).await.map_err(|_| Trouble::bad_request())?;
    let (mut form, mut files, mut left) = (Form::default(), Vec::new(), most);
    loop {
        let next = timeout(LONGEST_SILENCE, multipart.next_field()).await.map_err(|_| too_slow())?;
        let Some(mut field) = next.map_err(|_| Trouble::bad_request())? else { return Ok((form, files)) };
        let name = field.name().unwrap_or_default().to_owned();
        match field.file_name().map(str::to_owned) {
            // A browser sends a field without a file as a file without a name.
            Some(file_name) => {
                let arrived = take_file(web, &mut field, &file_name, &mut left).await?;
                if !(file_name.is_empty() && arrived.size_bytes == 0) {
                    files.push((name, arrived));
                }
            }
            None => form.pairs.push((name, take_text(&mut field, &mut left).await?)),
        }
        if files.len() > MOST_FILES || form.pairs.len() > MOST_FILES {
            return Err(too_large());
        }
    }
}

/// The rest of a file that is too large is read as long as the form may be, so that its sender sees the answer.
async fn take_file(web: &Web, field: &mut Field<'_>, name: &str, left: &mut u64) -> Result<Arrived, Trouble> {
    let failed = |error: Error| Trouble::from_error(error, false);
    let mut incoming = Incoming::begin(name, web.site.files.most_bytes).map_err(failed)?;
    while let Some(bytes) = next_piece(field).await? {
        *left = left.checked_sub(bytes.len() as u64).ok_or_else(|| too_much(web))?;
        // Into the memory of the disk: a piece is small, and waits for nobody.
        incoming.write(&bytes).map_err(failed)?;
    }
    incoming.end().map_err(failed)
}

async fn take_text(field: &mut Field<'_>, left: &mut u64) -> Result<String, Trouble> {
    let mut bytes = Vec::new();
    while let Some(piece) = next_piece(field).await? {
        *left = left.checked_sub(piece.len() as u64).ok_or_else(too_large)?;
        bytes.extend_from_slice(&piece);
        if bytes.len() > MOST_BYTES {
            return Err(too_large());
        }
    }
    without_nul(String::from_utf8(bytes).map_err(|_| wrong_text())?)
}

async fn next_piece(field: &mut Field<'_>) -> Result<Option<axum::body::Bytes>, Trouble> {
    let piece = timeout(LONGEST_SILENCE, field.chunk()).await.map_err(|_| too_slow())?;
    piece.map_err(|_| Trouble::bad_request())
}

/// On a thread of its own, in no transaction and in none of the places of the database.
async fn examined(web: &Arc<Web>, (field, arrived): Part) -> Result<ReceivedFile, Trouble> {
    let failed = |error| Trouble::from_error(error, false);
    let _place = EXAMINERS.acquire().await.map_err(|error| failed(Error::unavailable(error)))?;
    let web = web.clone();
    let name = arrived.name.clone();
    let outcome = tokio::task::spawn_blocking(move || examine(&web.site.files, &arrived)).await;
    Ok(ReceivedFile { field, name, outcome: outcome.map_err(|error| failed(Error::failed(error)))? })
}

fn too_slow() -> Trouble {
    Trouble::new(StatusCode::REQUEST_TIMEOUT, "timeout")
}

fn too_many() -> Trouble {
    Trouble::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable")
        .with_header(header::RETRY_AFTER, RETRY_AFTER)
        .saying("error-too-many-uploads")
}

/// What is said of a form with more than may come at once: the limit of each file.
fn too_much(web: &Web) -> Trouble {
    let megabytes = |bytes: u64| i64::try_from(bytes / 1_000_000).unwrap_or(i64::MAX);
    let one = web.site.files.most_bytes;
    let message = Message::new("files-too-much-at-once")
        .with("max", megabytes(one))
        .with("together", megabytes(one.saturating_mul(LARGEST_FILES_AT_ONCE)));
    too_large().saying(message)
}
