//! From a handler's answer to HTTP.

use super::{encoding, flash, frame};
use crate::answer::{Answer, File, JsonAnswer, Page, REJECTED};
use crate::error_answer::{Audience, Trouble};
use crate::layout;
use crate::visit::Visit;
use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use kernel::Message;
use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

/// What a path and query carry unharmed; everything else is escaped.
const IN_ADDRESS: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'`');
const HTML: &str = "text/html; charset=utf-8";

pub(super) fn response(visit: &Visit, audience: &Audience, answer: Answer, waiting: i64) -> Response {
    match answer {
        Answer::Page(page) => page_in_frame(visit, *page, waiting),
        Answer::Bare(page) => bare(visit, &page),
        Answer::Fragment(markup) => html(visit, 200, markup.into_string()),
        Answer::SeeOther { to, done } => see_other(visit, &to, done.as_ref()),
        Answer::File(file) => attachment(file),
        Answer::Json(json) => json_answer(visit, &json),
        Answer::Problem { status, kind } => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
            Trouble::new(status, kind).answer(audience)
        }
        Answer::With(answer, headers) => {
            let mut response = response(visit, audience, *answer, waiting);
            for (name, value) in headers {
                append(&mut response, HeaderName::from_static(name), &value);
            }
            response
        }
    }
}

fn page_in_frame(visit: &Visit, mut page: Page, waiting: i64) -> Response {
    if page.status == REJECTED && visit.refusal.get().is_some() {
        page.status = StatusCode::FORBIDDEN.as_u16();
    }
    let Some(session) = &visit.session else { return bare(visit, &page) };
    let frame = frame::frame_of(visit, session, &mut page, waiting);
    let mut response = html(visit, page.status, layout::page(&frame, &page.content).into_string());
    if frame.flash.is_some() {
        append(&mut response, header::SET_COOKIE, &flash::removed_cookie(&visit.web.site));
    }
    response
}

fn bare(visit: &Visit, page: &Page) -> Response {
    html(visit, page.status, layout::bare_page(visit.look, &page.title, &page.content).into_string())
}

fn html(visit: &Visit, status: u16, body: String) -> Response {
    let mut response = with_type(status, HTML, Body::empty());
    encoding::set_text(&mut response, body, visit.header("accept-encoding"));
    append(&mut response, header::CONTENT_LANGUAGE, visit.language().code());
    response
}

fn see_other(visit: &Visit, to: &str, done: Option<&Message>) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    append(&mut response, header::LOCATION, &utf8_percent_encode(to, IN_ADDRESS).to_string());
    if let Some(cookie) = done.and_then(|message| flash::kept_in_cookie(&visit.web.site, message)) {
        append(&mut response, header::SET_COOKIE, &cookie);
    }
    response
}

/// Never shown by the browser itself, whatever it holds. The plain name is for clients that know no other.
fn attachment(file: File) -> Response {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ');
    let plain: String = file.name.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
    let exact = utf8_percent_encode(&file.name, NON_ALPHANUMERIC);
    let disposition = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{exact}");
    let mut response = with_type(200, file.content_type, file.bytes);
    append(&mut response, header::CONTENT_DISPOSITION, &disposition);
    response
}

fn json_answer(visit: &Visit, json: &JsonAnswer) -> Response {
    let mut response = with_type(json.status, "application/json", Body::empty());
    encoding::set_text(&mut response, json.body.to_string(), visit.header("accept-encoding"));
    if let Some(revision) = json.revision {
        append(&mut response, header::ETAG, &format!("\"{revision}\""));
    }
    if let Some(location) = &json.location {
        append(&mut response, header::LOCATION, location);
    }
    response
}

fn with_type(status: u16, content_type: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

/// A value that cannot stand in a header is left out rather than ending the answer.
fn append(response: &mut Response, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().append(name, value);
    }
}
