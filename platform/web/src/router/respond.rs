//! From a handler's answer to HTTP.

use super::door::SESSION_ENDED;
use super::resend::resend;
use super::{door, encoding, flash, frame, stored};
use crate::answer::{Answer, File, JsonAnswer, Page, REJECTED};
use crate::components::Link;
use crate::error_answer::{Audience, Trouble};
use crate::layout::{self, AS_OF_PARAMETER};
use crate::route::Method;
use crate::sign_in::{SIGN_IN_PATH, own_address};
use crate::visit::Visit;
use crate::web::Welcome;
use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use kernel::Message;
use maud::html;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What a path and query carry unharmed; everything else is escaped.
const IN_ADDRESS: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'`');
const HTML: &str = "text/html; charset=utf-8";

pub(super) fn response(visit: &Visit, audience: &Audience, answer: Answer, welcome: Welcome) -> Response {
    match answer {
        Answer::Page(page) => page_in_frame(visit, *page, welcome),
        Answer::Bare(page) => bare(visit, &page),
        Answer::Fragment(markup) => html(visit, 200, markup.into_string()),
        Answer::SeeOther { to, done } => see_other(visit, &to, done.as_ref()),
        Answer::File(file) => attachment(file),
        Answer::Stored(file) => stored::response(visit, file),
        Answer::Json(json) => json_answer(visit, &json),
        Answer::Problem { status, kind } => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
            trouble(visit, audience, Trouble::new(status, kind), welcome)
        }
        Answer::With(answer, headers) => {
            let mut response = response(visit, audience, *answer, welcome);
            for (name, value) in headers {
                append(&mut response, HeaderName::from_static(name), &value);
            }
            response
        }
    }
}

/// What went wrong: within the frame to somebody signed in, so that they lose neither their place nor their way.
pub(super) fn trouble(visit: &Visit, audience: &Audience, trouble: Trouble, welcome: Welcome) -> Response {
    let has_ended = trouble.kind == SESSION_ENDED;
    if audience.is_api || (visit.session.is_none() && !has_ended) || trouble.status.is_redirection() {
        return trouble.answer(audience);
    }
    let ways_on = if has_ended { Vec::new() } else { ways_on(visit) };
    let told = trouble.told(visit.language(), ways_on);
    let is_own = door::is_from_own_site(visit);
    let (form, cookie) = if is_own { resend(visit, trouble.kind) } else { (html! {}, None) };
    let content = html! {
        (layout::error_content(visit.language(), &told))
        @if has_ended { p { a href=(SIGN_IN_PATH) target="_blank" { (visit.text("error-to-sign-in")) } } }
        (form)
    };
    let mut page = Page::new(&told.title, content);
    page.status = told.status;
    let mut response = page_in_frame(visit, page, welcome);
    trouble.add_headers(&mut response);
    if let Some(cookie) = cookie {
        append(&mut response, header::SET_COOKIE, &cookie);
    }
    response
}

/// Back to the form that was sent, from a view of a wrong day to that of today, and to the start.
fn ways_on(visit: &Visit) -> Vec<Link> {
    let mut ways = Vec::new();
    if visit.method == Method::Get && visit.query(AS_OF_PARAMETER).is_some() {
        ways.push(Link::new(visit.address().without(AS_OF_PARAMETER).href(), visit.text("as-of-back")));
    }
    if visit.method != Method::Get
        && let Some(form) = came_from(visit)
    {
        ways.push(Link::new(form, visit.text("error-go-back")));
    }
    ways.push(Link::new("/", visit.text("error-to-start")));
    ways
}

/// The page of ours that a form was sent from.
fn came_from(visit: &Visit) -> Option<&str> {
    let (_, rest) = visit.header("referer")?.split_once("://")?;
    own_address(rest.find('/').and_then(|at| rest.get(at..)))
}

fn page_in_frame(visit: &Visit, mut page: Page, welcome: Welcome) -> Response {
    if page.status == REJECTED && visit.refusal.get().is_some() {
        page.status = StatusCode::FORBIDDEN.as_u16();
    }
    let Some(session) = &visit.session else { return bare(visit, &page) };
    let frame = frame::frame_of(visit, session, &mut page, welcome);
    if visit.header(layout::PART_HEADER) == Some(layout::DRAWER_PART) {
        return html(visit, page.status, layout::drawer(&frame, &page.content).into_string());
    }
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

/// Never shown by the browser itself, whatever it holds.
fn attachment(file: File) -> Response {
    let disposition = stored::disposition("attachment", &file.name);
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

pub(super) fn with_type(status: u16, content_type: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

/// A value that cannot stand in a header is left out rather than ending the answer.
pub(super) fn append(response: &mut Response, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().append(name, value);
    }
}
