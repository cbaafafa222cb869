//! What those who run the program ask it: is it ready, what are its figures, which request was it.

use crate::site::{Reply, TestSite};
use crate::things::schema;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use std::net::SocketAddr;
use testkit::{TestDb, on_both_engines};
use web::{Measure, Watch};

const URL: &str = "http://127.0.0.1:8080";
const TOKEN: &str = "a token that nobody guesses";

fn ready(site: &TestSite) -> (u16, String) {
    let reply = site.get("/readyz");
    (reply.status.as_u16(), reply.text())
}

fn the_site_is_ready_until_it_is_told_to_stop(db: &TestDb) {
    let watch = Watch::default();
    let site = TestSite::watched(db, URL, watch.clone());
    assert_eq!(ready(&site), (200, "ready\n".to_owned()));
    watch.stopping.begin();
    assert_eq!(ready(&site), (503, "stopping\n".to_owned()));
    assert_eq!(site.get("/healthz").status, 200, "it lives until it has stopped");
    assert_eq!(site.get("/logga-in").status, 200, "what is asked meanwhile is answered");
}

fn a_site_whose_tables_another_version_has_changed_is_not_ready(db: &TestDb) {
    let site = TestSite::watched(db, URL, Watch { is_current: |_| Ok(false), ..Watch::default() });
    let (status, why) = ready(&site);
    assert!(status == 503 && why.contains("another version"), "{status} {why}");
    let broken = Watch { is_current: |_| Err(kernel::Error::unavailable("away")), ..Watch::default() };
    assert_eq!(ready(&TestSite::watched(&TestDb::fresh(db.engine(), &schema()), URL, broken)).0, 503);
}

/// Asks for the figures as somebody at an address does.
fn figures(site: &TestSite, from: &str, headers: &[(&str, &str)]) -> Reply {
    let mut request = Request::get("/metrics");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut request = request.body(Body::empty()).expect("a request");
    let from: SocketAddr = format!("{from}:4711").parse().expect("an address");
    request.extensions_mut().insert(ConnectInfo(from));
    site.send(request)
}

fn figures_are_for_the_machine_itself_and_never_for_who_comes_through_a_proxy(db: &TestDb) {
    let site = TestSite::new(db);
    for (from, headers, status) in [
        ("127.0.0.1", &[][..], 200),
        ("[::1]", &[], 200),
        ("[::ffff:127.0.0.1]", &[], 200),
        ("10.0.0.7", &[], 403),
        ("127.0.0.1", &[("x-forwarded-for", "10.0.0.7")], 403),
        ("127.0.0.1", &[("x-real-ip", "127.0.0.1")], 403),
        ("127.0.0.1", &[("via", "1.1 proxy")], 403),
    ] {
        assert_eq!(figures(&site, from, headers).status, status, "{from} {headers:?}");
    }
    assert_eq!(site.get("/metrics").status, 403, "nobody knows from where");
}

fn with_a_token_set_it_alone_opens_the_figures(db: &TestDb) {
    let watch = Watch { metrics_token: Some(TOKEN.to_owned()), ..Watch::default() };
    let site = TestSite::watched(db, URL, watch);
    let right = format!("Bearer {TOKEN}");
    assert_eq!(figures(&site, "10.0.0.7", &[("authorization", &right)]).status, 200);
    for wrong in ["", "Bearer ", "Bearer another", TOKEN] {
        let refused = figures(&site, "127.0.0.1", &[("authorization", wrong)]);
        assert_eq!((refused.status.as_u16(), refused.header("www-authenticate")), (401, "Bearer"), "{wrong}");
    }
}

fn the_figures_tell_routes_and_never_addresses(db: &TestDb) {
    const MEASURES: &[Measure] = &[Measure {
        name: "things",
        help: "Things by colour",
        label: "colour",
        count: |_, _| Ok(vec![("red".to_owned(), 3)]),
    }];
    let site = TestSite::watched(db, URL, Watch { measures: MEASURES, ..Watch::default() });
    let browser = site.browser("forvaltare");
    browser.get("/saker?q=hemligt");
    browser.get("/saker/0199aaaa-0000-7000-8000-000000000001/andra");
    site.get("/finns-inte/hemligt");
    let reply = figures(&site, "127.0.0.1", &[]);
    assert_eq!(reply.header("content-type"), "application/openmetrics-text; version=1.0.0; charset=utf-8");
    let text = reply.text();
    for line in [
        r#"vidmakt_requests_total{method="GET",route="/saker",status="200"} 1"#,
        r#"vidmakt_requests_total{method="GET",route="/saker/{id}/andra",status="404"} 1"#,
        r#"vidmakt_requests_total{method="GET",route="",status="404"} 1"#,
        r#"vidmakt_request_seconds_count{method="GET",route="/saker"} 1"#,
        r#"vidmakt_things{colour="red"} 3"#,
        "vidmakt_sessions 1",
        "vidmakt_writes_waiting 0",
        "vidmakt_write_batches_total ",
        "vidmakt_database_bytes ",
        "vidmakt_build_info{version=",
        "# EOF",
    ] {
        assert!(text.contains(line), "{line} in {text}");
    }
    assert!(!text.contains("hemligt") && !text.contains("0199aaaa"), "{text}");
}

fn every_answer_carries_the_number_of_its_request(db: &TestDb) {
    let site = TestSite::new(db);
    let given = Request::get("/logga-in").header("x-request-id", "3fa177c0-from-proxy");
    let reply = site.send(given.body(Body::empty()).expect("a request"));
    assert_eq!(reply.header("x-request-id"), "3fa177c0-from-proxy");
    for path in ["/logga-in", "/finns-inte", "/api/v1/things", "/healthz", "/assets/none.css"] {
        assert_eq!(site.get(path).header("x-request-id").len(), 14, "{path}");
    }
}

on_both_engines!(schema();
    the_site_is_ready_until_it_is_told_to_stop,
    a_site_whose_tables_another_version_has_changed_is_not_ready,
    figures_are_for_the_machine_itself_and_never_for_who_comes_through_a_proxy,
    with_a_token_set_it_alone_opens_the_figures,
    the_figures_tell_routes_and_never_addresses,
    every_answer_carries_the_number_of_its_request,
);
