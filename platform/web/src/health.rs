//! For those who watch over the program: is it alive, is it ready, and who may read its figures.

use crate::metrics::Metrics;
use crate::store;
use crate::web::Web;
use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kernel::{Actor, TenantId};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

/// The text form that the figures are written in.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
/// Headers by which a proxy shows that somebody stands behind it.
const OF_PROXIES: [&str; 4] = ["x-forwarded-for", "forwarded", "x-real-ip", "via"];
/// A database that has not answered by then is not ready.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// Ready when the database answers and has this program's tables, writes are taken, and nobody has said stop.
pub(crate) async fn ready(web: Arc<Web>) -> (StatusCode, &'static str) {
    let not_ready = |why| (StatusCode::SERVICE_UNAVAILABLE, why);
    if web.watch.stopping.has_begun() {
        return not_ready("stopping\n");
    }
    if !web.db.pulse().is_writing {
        return not_ready("nothing can be written\n");
    }
    let (actor, is_current) = (Actor::job(TenantId::INSTALLATION, (web.clock)()), web.watch.is_current);
    let asked = web.db.run(move |db| {
        db.look_up(&actor, |installation| installation.found::<(i64,)>(&store::LARGEST_TENANT, &[]))?;
        is_current(db)
    });
    match tokio::time::timeout(LONGEST_WAIT, asked).await {
        Ok(Ok(true)) => (StatusCode::OK, "ready\n"),
        Ok(Ok(false)) => not_ready("the tables are those of another version of the program\n"),
        Ok(Err(error)) => {
            tracing::warn!(%error, "not ready");
            not_ready("the database does not answer\n")
        }
        Err(_) => not_ready("the database does not answer in time\n"),
    }
}

/// The figures, for who shows the token, or for the machine itself where no token is set.
pub(crate) async fn figures(web: Arc<Web>, metrics: Arc<Metrics>, request: Request) -> Response {
    if let Err(refused) = may_read(&web, &request) {
        return refused.into_response();
    }
    let (counted, site) = (metrics.clone(), web.clone());
    match web.db.run(move |_| counted.text(&site)).await {
        Ok(text) => ([(header::CONTENT_TYPE, OPEN_METRICS)], text).into_response(),
        Err(error) => {
            tracing::warn!(%error, "no figures");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
    }
}

fn may_read(web: &Web, request: &Request) -> Result<(), impl IntoResponse + use<>> {
    let headers = request.headers();
    let (is_allowed, status) = match &web.watch.metrics_token {
        Some(token) => (has_token(headers, token), StatusCode::UNAUTHORIZED),
        None => (is_of_machine(web, request), StatusCode::FORBIDDEN),
    };
    if is_allowed {
        return Ok(());
    }
    let help = "figures are told to the machine itself, or to who shows metrics_token as a bearer token\n";
    Err((status, [(header::WWW_AUTHENTICATE, "Bearer")], help))
}

/// Compared by their hashes, so that the time it takes tells nothing about the token.
fn has_token(headers: &HeaderMap, token: &str) -> bool {
    let shown = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let shown = shown.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
    crate::accounts::sha256_hex(shown) == crate::accounts::sha256_hex(token)
}

/// Everybody behind a proxy of the machine comes from the machine, so that those do not count.
fn is_of_machine(web: &Web, request: &Request) -> bool {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let own_header = web.site.address_header.as_deref();
    let is_behind_proxy =
        OF_PROXIES.into_iter().chain(own_header).any(|name| request.headers().contains_key(name));
    peer.is_some_and(|peer| peer.0.ip().to_canonical().is_loopback()) && !is_behind_proxy
}
