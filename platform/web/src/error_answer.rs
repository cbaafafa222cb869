//! What went wrong, told once for everybody: a page for people, a problem document for scripts, a line in the log for us.

use crate::components::Link;
use crate::layout::{ErrorPage, Look, error_page};
use crate::problem;
use crate::router::request_id;
use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use kernel::{Arg, Error, FailureKind, Language, Message, Objection, ObjectionKind};

/// Seconds after which a busy or broken database is worth another try.
const RETRY_AFTER: &str = "5";
/// It may have been saved, or may not.
pub(crate) const UNSURE: &str = "unsure";

/// To whom something is told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Audience {
    pub look: Look,
    pub is_api: bool,
    pub is_signed_in: bool,
}

/// Why a request was not done.
#[derive(Debug)]
pub(crate) struct Trouble {
    pub status: StatusCode,
    /// Names the texts (`error-<kind>-title`) and the type of the problem document.
    pub kind: &'static str,
    /// What is said instead of the kind's own text.
    pub message: Option<Message>,
    pub objections: Box<[Objection]>,
    /// The id of the request, under which it stands in the log.
    pub reference: Option<Box<str>>,
    pub headers: Vec<(HeaderName, String)>,
}

impl Trouble {
    pub(crate) fn new(status: StatusCode, kind: &'static str) -> Self {
        Self { status, kind, message: None, objections: Box::default(), reference: None, headers: Vec::new() }
    }

    pub(crate) fn with_header(mut self, name: HeaderName, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub(crate) fn saying(mut self, message: impl Into<Message>) -> Self {
        self.message = Some(message.into());
        self
    }

    pub(crate) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found")
    }

    pub(crate) fn refused() -> Self {
        Self::new(StatusCode::FORBIDDEN, "refused")
    }

    pub(crate) fn bad_request() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad-request")
    }

    /// What a handler's error means in HTTP. A failure is logged here and nowhere else.
    pub(crate) fn from_error(error: Error, is_api: bool) -> Self {
        match error {
            Error::NotFound => Self::not_found(),
            Error::Refused(message) => Self::refused().saying(message),
            Error::Rejected(objections) => Self::rejected(objections, is_api),
            Error::Failed(failure) => {
                tracing::error!(detail = failure.detail, "failed");
                let trouble = match failure.kind {
                    FailureKind::Internal => Self::new(StatusCode::INTERNAL_SERVER_ERROR, "failed"),
                    FailureKind::Unavailable => Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable")
                        .with_header(header::RETRY_AFTER, RETRY_AFTER),
                    // Nothing that tries again by itself is invited to.
                    FailureKind::Unsure => Self::new(StatusCode::INTERNAL_SERVER_ERROR, UNSURE),
                };
                Self { reference: Some(request_id::current().into()), ..trouble }
            }
        }
    }

    fn rejected(objections: Vec<Objection>, is_api: bool) -> Self {
        let is_stale = objections.iter().any(|objection| objection.kind == ObjectionKind::Stale);
        let trouble = match (is_stale, is_api) {
            (true, true) => Self::new(StatusCode::PRECONDITION_FAILED, "stale"),
            (true, false) => Self::new(StatusCode::CONFLICT, "stale"),
            (false, _) => Self::new(StatusCode::UNPROCESSABLE_ENTITY, "rejected"),
        };
        Self { objections: objections.into(), ..trouble }
    }

    pub(crate) fn title(&self, language: Language) -> String {
        texts::text(language, &format!("error-{}-title", self.kind))
    }

    pub(crate) fn text(&self, language: Language) -> String {
        self.message.as_ref().map_or_else(
            || texts::text(language, &format!("error-{}-text", self.kind)),
            |message| texts::render(language, &with_permission_in_words(language, message)),
        )
    }

    pub(crate) fn answer(self, audience: &Audience) -> Response {
        let language = audience.look.language;
        let (content_type, body) = if audience.is_api {
            (problem::CONTENT_TYPE, problem::document(&self, language).to_string())
        } else {
            ("text/html; charset=utf-8", self.page(audience))
        };
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language.code()));
        self.add_headers(&mut response);
        response
    }

    /// A value that cannot stand in a header is left out rather than ending the answer.
    pub(crate) fn add_headers(&self, response: &mut Response) {
        for (name, value) in &self.headers {
            if let Ok(value) = HeaderValue::from_str(value) {
                response.headers_mut().insert(name, value);
            }
        }
    }

    fn page(&self, audience: &Audience) -> String {
        let Audience { look, is_signed_in, .. } = *audience;
        let (href, key) =
            if is_signed_in { ("/", "error-to-start") } else { ("/logga-in", "error-to-sign-in") };
        let way_on = Link::new(href, texts::text(look.language, key));
        error_page(look, &self.told(look.language, vec![way_on])).into_string()
    }

    /// What a page says of it.
    pub(crate) fn told(&self, language: Language, ways_on: Vec<Link>) -> ErrorPage {
        let objections: Vec<String> =
            self.objections.iter().map(|objection| texts::render(language, &objection.message)).collect();
        ErrorPage {
            status: self.status.as_u16(),
            title: self.title(language),
            text: if objections.is_empty() { self.text(language) } else { objections.join(" ") },
            reference: self.reference.as_deref().map(str::to_owned),
            ways_on,
        }
    }
}

/// A permission is named by what it allows: *ändra i registret*, not `register.edit`.
pub(crate) fn with_permission_in_words(language: Language, message: &Message) -> Message {
    let mut message = message.clone();
    for (name, arg) in &mut message.args {
        if let ("permission", Arg::Text(permission)) = (*name, &*arg) {
            let key = format!("permission-{}", permission.replace(['.', '_'], "-"));
            if texts::has(language, &key) {
                *arg = Arg::Text(format!("{} ({permission})", texts::text(language, &key)));
            }
        }
    }
    message
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stale_edit_is_a_failed_precondition_to_scripts_and_a_conflict_to_people() {
        assert_eq!(Trouble::from_error(Error::stale(), true).status, 412);
        assert_eq!(Trouble::from_error(Error::stale(), false).status, 409);
    }

    #[test]
    fn what_may_pass_says_when_to_try_again_and_what_will_not_does_not() {
        let busy = Trouble::from_error(Error::unavailable("full"), true);
        assert_eq!((busy.status.as_u16(), busy.headers.len()), (503, 1));
        let unsure = Trouble::from_error(Error::unsure("the answer was lost"), true);
        assert_eq!((unsure.kind, unsure.headers.len()), (UNSURE, 0));
        let broken = Trouble::from_error(Error::failed("bug"), true);
        assert_eq!((broken.status.as_u16(), broken.headers.len()), (500, 0));
    }

    #[test]
    fn the_detail_of_a_failure_is_not_shown() {
        let trouble = Trouble::from_error(Error::failed("SELECT secret"), false);
        let reference = trouble.reference.clone().unwrap();
        let audience = Audience { look: Look::default(), is_api: false, is_signed_in: true };
        let page = trouble.page(&audience);
        assert!(page.contains(&*reference) && !page.contains("secret"));
    }
}
