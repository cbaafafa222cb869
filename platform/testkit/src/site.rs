//! A site asked in process: requests without a network, by visitors who keep their cookies as a browser does.

use crate::page::PageSeen;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

/// What a test may wait for: more is a fault of its own.
const MOST_BYTES: usize = 50_000_000;

/// A router, and the runtime that it answers in.
#[derive(Clone)]
pub struct Site {
    router: Router,
    runtime: Arc<Runtime>,
}

impl Site {
    /// # Panics
    /// When the machine gives no thread.
    #[must_use]
    pub fn new(router: Router) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        Self { router, runtime: Arc::new(runtime.expect("a runtime")) }
    }

    /// Somebody who has not signed in.
    #[must_use]
    pub fn visitor(&self) -> Visitor {
        Visitor { site: self.clone(), cookies: BTreeMap::new(), token: None }
    }

    fn answer(&self, request: Request<Body>) -> Seen {
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap_or_else(|never| match never {});
            let (parts, body) = response.into_parts();
            let body = to_bytes(body, MOST_BYTES).await.expect("the whole answer").to_vec();
            Seen { status: parts.status, headers: parts.headers, body }
        })
    }
}

/// One who visits a site by browser (cookies) or script (a bearer token).
#[derive(Clone)]
pub struct Visitor {
    site: Site,
    cookies: BTreeMap<String, String>,
    token: Option<String>,
}

impl Visitor {
    /// The same visitor with the same cookies at another copy of the program.
    #[must_use]
    pub fn at(&self, site: &Site) -> Self {
        Self { site: site.clone(), ..self.clone() }
    }

    /// The same site asked by a script with this token.
    #[must_use]
    pub fn with_token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// Signs in with a password.
    ///
    /// # Panics
    /// When the site does not let the visitor in.
    #[must_use]
    pub fn signed_in(mut self, user: &str, password: &str) -> Self {
        let seen = self.post("/logga-in", &[("user_name", user), ("password", password)]);
        assert_eq!(seen.status, 303, "{user} signs in: {}", seen.text());
        self
    }

    pub fn get(&mut self, path: &str) -> Seen {
        self.send(Method::GET, path, &[], Vec::new())
    }

    /// Sends a form as it is; [`Visitor::submit`] adds the token that the page carries.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let form = fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value)));
        let body = form.collect::<Vec<_>>().join("&").into_bytes();
        self.send(Method::POST, path, &[("content-type", "application/x-www-form-urlencoded")], body)
    }

    /// Opens the page of a form and sends it with these values over those that stand in it.
    ///
    /// # Panics
    /// When the page holds no form that posts to `action`.
    pub fn submit(&mut self, page: &str, action: &str, fields: &[(&str, &str)]) -> Seen {
        let mut filled = self.form(page, action);
        filled.retain(|(name, _)| !fields.iter().any(|(given, _)| given == name));
        let kept = filled.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let all: Vec<(&str, &str)> = kept.chain(fields.iter().copied()).collect();
        self.post(action, &all)
    }

    /// Brings a file by the form of a page.
    ///
    /// # Panics
    /// When the page holds no form that posts to `action`.
    pub fn bring(&mut self, page: &str, action: &str, (field, name, content): (&str, &str, &[u8])) -> Seen {
        const BOUNDARY: &str = "----vidmakt-test";
        let mut body = Vec::new();
        for (name, value) in self.form(page, action) {
            let part =
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(part.into_bytes());
        }
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n"
        );
        body.extend(head.into_bytes());
        body.extend(content);
        body.extend(format!("\r\n--{BOUNDARY}--\r\n").into_bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.send(Method::POST, action, &[("content-type", &kind)], body)
    }

    /// What stands in the form of a page.
    fn form(&mut self, page: &str, action: &str) -> Vec<(String, String)> {
        let seen = self.get(page);
        assert_eq!(seen.status, 200, "{page}: {}", seen.text());
        seen.page().form(action)
    }

    /// Sends JSON; headers such as `if-match` may be added.
    pub fn send_json(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        json: &serde_json::Value,
    ) -> Seen {
        let method = method.parse().unwrap_or_else(|_| panic!("{method} is a method"));
        let headers = [&[("content-type", "application/json")], headers].concat();
        self.send(method, path, &headers, json.to_string().into_bytes())
    }

    /// Sends any request.
    ///
    /// # Panics
    /// When what is sent is no HTTP.
    pub fn send(&mut self, method: Method, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Seen {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "localhost");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        if !self.cookies.is_empty() {
            let cookies: Vec<String> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        let request = request.body(Body::from(body)).unwrap_or_else(|error| panic!("{path}: {error}"));
        let seen = self.site.answer(request);
        for cookie in seen.headers.get_all(header::SET_COOKIE) {
            self.keep(cookie.to_str().expect("a readable cookie"));
        }
        seen
    }

    fn keep(&mut self, cookie: &str) {
        let pair = cookie.split(';').next().unwrap_or_default();
        let Some((name, value)) = pair.split_once('=') else { return };
        if cookie.contains("Max-Age=0") || value.is_empty() {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

/// An answer.
pub struct Seen {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Seen {
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// # Panics
    /// When the answer is no JSON.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    #[must_use]
    pub fn page(&self) -> PageSeen {
        PageSeen::read(&self.text())
    }

    /// A header, or the empty text.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// As a browser writes it into a form or an address.
fn encode(text: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~".contains(byte);
    text.bytes()
        .map(|byte| if plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::response::{AppendHeaders, Html};
    use axum::routing::{get, post};

    fn site() -> Site {
        let give = || async { (AppendHeaders([("set-cookie", "a=1; Path=/"), ("set-cookie", "b=2")]), "") };
        let take = || async { ([("set-cookie", "a=; Max-Age=0")], "") };
        let form = || async {
            Html(
                "<form method=post action=/save><input type=hidden name=csrf value=x><input name=name value=old></form>",
            )
        };
        Site::new(
            Router::new()
                .route("/give", get(give))
                .route("/take", get(take))
                .route("/show", get(|headers: HeaderMap| async move { cookies(&headers) }))
                .route("/form", get(form))
                .route("/save", post(|body: String| async move { body })),
        )
    }

    fn cookies(headers: &HeaderMap) -> String {
        headers.get("cookie").map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
    }

    #[test]
    fn cookies_are_kept_until_they_are_taken_away() {
        let mut visitor = site().visitor();
        visitor.get("/give");
        assert_eq!(visitor.get("/show").text(), "a=1; b=2");
        visitor.get("/take");
        assert_eq!(visitor.get("/show").text(), "b=2");
        assert_eq!(site().visitor().get("/show").text(), "");
    }

    #[test]
    fn a_form_is_sent_with_what_stands_in_it_and_what_was_typed() {
        let seen = site().visitor().submit("/form", "/save", &[("name", "å b")]);
        assert_eq!(seen.text(), "csrf=x&name=%C3%A5%20b");
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        assert_eq!(site().visitor().get("/nothing").status, 404);
    }
}
