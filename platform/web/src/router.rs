//! The road of a request: from axum to a handler and back. Taken apart, known, let in, handled, put into HTTP.

mod asset_answer;
mod cookies;
mod door;
mod encoding;
mod flash;
mod frame;
mod intake;
mod language;
mod list_file;
mod nowhere;
mod places;
mod receiving;
mod repeated;
pub(crate) mod request_id;
mod resend;
mod respond;
mod stored;
mod unsure;
mod visitor;

pub(crate) use cookies::{cookie, set_cookie};
pub(crate) use intake::FILE_TYPES;
pub use list_file::{list_file_for, list_in_words};
pub(crate) use repeated::is_repeat;

use language::language_asked_for;

use crate::answer::Answer;
use crate::error_answer::{Audience, Trouble};
use crate::layout::Look;
use crate::list_views::VIEW_PARAMETER;
use crate::metrics::Metrics;
use crate::route::{Handler, Method, Route, is_api};
use crate::visit::Visit;
use crate::web::Web;
use crate::{headers, health};
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request};
use axum::http::{self, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::{any, get};
use intake::Intake;
use kernel::Error;
use receiving::Received;
use std::collections::BTreeMap;
use std::sync::atomic::AtomicU32;
use std::sync::{Arc, OnceLock};
use std::time::Instant as Stopwatch;
use tracing::{Instrument as _, Span};
use visitor::{ListAsked, Standing, Visitor};

/// Every route of the site: those of the domains, those of their API, and the web application's own.
#[must_use]
pub fn routes(web: &Web) -> Vec<Route> {
    let own = [
        crate::sign_in::routes(),
        crate::settings_page::routes(),
        crate::account_page::routes(),
        crate::openapi::routes(),
    ];
    let of_resources = web.resources.iter().flat_map(crate::resource::routes);
    web.routes.iter().copied().chain(own.into_iter().flatten()).chain(of_resources).collect()
}

/// The whole site as one service.
pub fn router(web: Arc<Web>) -> Router {
    let metrics = Arc::new(Metrics::new(web.watch.measures));
    let mut by_path: BTreeMap<&'static str, Vec<Route>> = BTreeMap::new();
    for route in routes(&web) {
        by_path.entry(route.path).or_default().push(route);
    }
    let mut router = Router::new();
    for (path, routes) in by_path {
        let (web, routes): (_, Arc<[Route]>) = (web.clone(), routes.into());
        router =
            router.route(path, any(move |request: Request| answer(web.clone(), routes.clone(), request)));
    }
    let (ready, (watched, told), outer) = (web.clone(), (web.clone(), metrics.clone()), web.clone());
    router
        .route("/assets/{*name}", get(asset_answer::answer))
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(move || health::ready(ready.clone())))
        .route(
            "/metrics",
            get(move |request: Request| health::figures(watched.clone(), told.clone(), request)),
        )
        .fallback(move |request: Request| answer(web.clone(), Arc::from([]), request))
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn(move |request: Request, next: Next| {
            around(outer.clone(), metrics.clone(), request, next)
        }))
}

/// Around every answer: headers, one line in the log, one count. Neither holds what people typed nor whom they looked at:
/// of the address only its pattern is told.
async fn around(web: Arc<Web>, metrics: Arc<Metrics>, request: Request, next: Next) -> Response {
    let begun = Stopwatch::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str).to_owned();
    let id = request_id::id_of(request.headers(), web.site.address_header.is_some());
    let span = tracing::error_span!("request", id);
    let answered = next.run(request).instrument(span.clone());
    let mut response = request_id::within(id.clone(), answered).await;
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(request_id::REQUEST_ID, id);
    }
    headers::secure(response.headers_mut(), web.site.is_https());
    if method == http::Method::HEAD {
        without_body(&mut response);
    }
    let status = response.status().as_u16();
    metrics.count(method_of(&method), &route, status, begun.elapsed());
    let micros = begun.elapsed().as_micros() as u64;
    span.in_scope(|| tracing::info!(%method, route, status, micros, "answered"));
    response
}

/// Methods are what visitors make them; those that nothing answers to are counted as one.
fn method_of(method: &http::Method) -> &str {
    match *method {
        http::Method::GET | http::Method::HEAD | http::Method::POST | http::Method::PATCH => method.as_str(),
        _ => "other",
    }
}

/// The head tells how long the whole would be.
fn without_body(response: &mut Response) {
    let body = std::mem::replace(response.body_mut(), Body::empty());
    if let Some(length) = axum::body::HttpBody::size_hint(&body).exact() {
        response.headers_mut().insert(header::CONTENT_LENGTH, length.into());
    }
}

/// Answers a request at a known path; without routes there is nothing there.
async fn answer(web: Arc<Web>, routes: Arc<[Route]>, request: Request) -> Response {
    let stranger = Audience {
        look: Look { language: language_asked_for(request.headers()), ..Look::default() },
        is_api: is_api(request.uri().path()),
        is_signed_in: false,
    };
    match run(web, &routes, request, stranger).await {
        Ok(response) => response,
        Err(trouble) => trouble.answer(&stranger),
    }
}

async fn run(
    web: Arc<Web>,
    routes: &[Route],
    request: Request,
    stranger: Audience,
) -> Result<Response, Trouble> {
    let route = pick(routes, request.method())?;
    let (mut parts, body) = request.into_parts();
    let mut intake = intake::take_head(&mut parts, web.site.address_header.as_deref()).await?;
    let body = read_body(&web, route, &intake, Request::from_parts(parts, body)).await;
    if let Ok(received) = &body {
        intake.body_hash.clone_from(&received.hash);
    }
    let db = web.db.clone();
    let arrival = Arrival { web, route, intake, body };
    // A handler that panics ends its own thread only; the panic comes back as an error.
    let (span, id) = (Span::current(), request_id::current());
    let serve = move || request_id::carried_on(id, || arrival.serve());
    let served = db.run(move |_| Ok(span.in_scope(serve)));
    served.await.map_err(|error| Trouble::from_error(error, stranger.is_api))
}

async fn read_body(
    web: &Arc<Web>,
    route: Route,
    intake: &Intake,
    request: Request,
) -> Result<Received, Trouble> {
    if route.method == Method::Get {
        return Ok(Received::default());
    }
    if route.receives_files && receiving::is_form_with_files(request.headers()) {
        return receiving::receive(web, route, intake, request).await;
    }
    let (body, hash) = intake::take_body(request, route.is_api(), route.takes_file).await?;
    Ok(Received { body, hash, ..Received::default() })
}

fn pick(routes: &[Route], method: &http::Method) -> Result<Route, Trouble> {
    let is_looked_at = matches!(*method, http::Method::GET | http::Method::HEAD);
    if routes.is_empty() {
        return is_looked_at.then_some(nowhere::ROUTE).ok_or_else(Trouble::not_found);
    }
    let wanted = match *method {
        http::Method::GET | http::Method::HEAD => Some(Method::Get),
        http::Method::POST => Some(Method::Post),
        http::Method::PATCH => Some(Method::Patch),
        _ => None,
    };
    if let Some(route) = routes.iter().find(|route| Some(route.method) == wanted) {
        return Ok(*route);
    }
    let allowed: Vec<&str> = routes.iter().map(|route| route.method.allowed()).collect();
    Err(Trouble::new(StatusCode::METHOD_NOT_ALLOWED, "method").with_header(header::ALLOW, allowed.join(", ")))
}

/// A request that has been read whole and waits to be served.
struct Arrival {
    web: Arc<Web>,
    route: Route,
    intake: Intake,
    /// What is wrong with it is told only to those who may send it.
    body: Result<Received, Trouble>,
}

impl Arrival {
    /// On a thread of its own, where the database may be waited for.
    fn serve(self) -> Response {
        match Visitor::of(&self.web, &self.intake) {
            Ok(visitor) => {
                let audience = visitor.audience(&self.intake);
                match visitor.standing(&self.web, audience.is_api, self.list_asked()) {
                    Ok(standing) => self.handle(&visitor, &audience, standing),
                    Err(error) => Trouble::from_error(error, audience.is_api).answer(&audience),
                }
            }
            Err(trouble) => trouble.answer(&Visitor::unknown_audience(&self.intake)),
        }
    }

    /// The list that a browser looks at, and the saved view by which it was opened.
    fn list_asked(&self) -> Option<ListAsked> {
        self.route.list?;
        let opened = self.intake.query.iter().find(|(name, _)| name == VIEW_PARAMETER);
        Some((self.route.path, opened.and_then(|(_, id)| id.parse().ok())))
    }

    fn handle(self, visitor: &Visitor, audience: &Audience, standing: Standing) -> Response {
        let route = self.route;
        let welcome = standing.welcome.clone();
        let (visit, body) = self.into_visit(visitor, standing, audience.look);
        let answer = door::let_in(route.access, visitor, &visit)
            .and(body)
            .and_then(|()| door::check_form(visitor, &visit))
            .and_then(|()| {
                let handled = handle_once(route.handler, &visit);
                let trouble = |error| Trouble::from_error(as_refused(&visit, error), audience.is_api);
                handled.map_err(|error| unsure::with_way_on(&visit, trouble(error)))
            });
        match answer {
            Ok(answer) => respond::response(&visit, audience, answer, welcome),
            Err(trouble) => respond::trouble(&visit, audience, trouble, welcome),
        }
    }

    /// The visit, and what was wrong with its body.
    fn into_visit(
        self,
        visitor: &Visitor,
        Standing { permissions, views, .. }: Standing,
        look: Look,
    ) -> (Visit, Result<(), Trouble>) {
        let intake = self.intake;
        let (Received { body, files, .. }, read) = match self.body {
            Ok(received) => (received, Ok(())),
            Err(trouble) => (Received::default(), Err(trouble)),
        };
        let visit = Visit {
            web: self.web,
            actor: visitor.actor(look.language),
            session: visitor.session(),
            permissions,
            look,
            method: self.route.method,
            path: intake.path,
            path_values: intake.path_values,
            query: intake.query,
            headers: intake.headers,
            body,
            received: files,
            body_hash: intake.body_hash,
            from: intake.from,
            views,
            list_words: None,
            seen_by: None,
            refusal: OnceLock::new(),
            verbs: AtomicU32::new(0),
            repeats: OnceLock::new(),
        };
        (visit, read)
    }
}

/// A form that was answered before is not handled again.
fn handle_once(handler: Handler, visit: &Visit) -> kernel::Result<Answer> {
    match repeated::answered(visit)? {
        Some(answer) => Ok(answer),
        None => repeated::settled(visit, handler(visit)),
    }
}

/// A refusal that no form was shown for is told as one.
fn as_refused(visit: &Visit, error: Error) -> Error {
    match (error, visit.refusal.get()) {
        (Error::Rejected(_), Some(message)) => Error::Refused(message.clone()),
        (error, _) => error,
    }
}
