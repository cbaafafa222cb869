//! Pages: the frame, the doors, forms and their errors, lists, headers.

use crate::site::{TestSite, form_request};
use crate::things;
use axum::body::Body;
use axum::http::Request;
use testkit::{TestDb, on_both_engines};

on_both_engines!(things::schema();
    nobody_is_led_to_the_sign_in,
    rooms_that_one_may_not_enter_are_not_shown_and_not_opened,
    a_form_without_the_token_of_its_session_is_refused,
    a_form_that_is_sent_twice_is_saved_once_and_leads_to_the_same_place,
    a_form_of_another_site_is_refused,
    errors_have_pages_in_both_languages,
    a_failure_shows_a_reference_and_no_detail,
    a_panic_ends_only_its_own_request,
    every_answer_carries_the_strict_headers,
    the_head_is_answered_as_the_page_without_its_body,
    a_long_page_is_packed_for_browsers_that_take_it,
    the_sign_in_speaks_the_language_that_was_chosen_there,
    health_is_told_without_signing_in,
    a_token_is_revoked_by_its_owner_and_nobody_else,
    a_form_comes_back_with_what_was_typed_and_what_is_wrong,
    a_form_that_is_refused_comes_back_with_what_was_typed,
    a_refusal_without_a_form_to_show_is_a_page_of_its_own,
    an_unknown_address_leads_whoever_is_signed_in_back_and_nobody_else,
    a_stale_edit_asks_only_about_what_both_changed,
    what_was_done_is_said_once,
    a_list_is_filtered_sorted_and_paged_by_its_address,
    a_page_looks_back_to_another_day,
    a_script_gets_a_page_without_its_frame_and_what_was_done_is_still_said_on_the_next,
    the_record_beside_a_list_is_no_part_of_its_view,
    the_records_of_another_federation_do_not_exist,
    a_file_is_sent_as_an_attachment,
    files_come_with_a_form,
);

fn nobody_is_led_to_the_sign_in(db: &TestDb) {
    let site = TestSite::new(db);
    let reply = site.get("/saker?users=1");
    assert_eq!((reply.status.as_u16(), reply.header("location")), (303, "/logga-in?next=/saker%3Fusers%3D1"));
    let part = site.send(Request::get("/saker").header("hx-request", "true").body(Body::empty()).unwrap());
    assert_eq!((part.status.as_u16(), part.header("hx-redirect")), (401, "/logga-in?next=/saker"));
    assert_eq!(site.get("/finns-inte").status, 404);
}

fn rooms_that_one_may_not_enter_are_not_shown_and_not_opened(db: &TestDb) {
    let site = TestSite::new(db);
    let (guest, reader) = (site.browser("gast"), site.browser("lasare"));
    assert!(!guest.get("/").text().contains("href=\"/saker\""));
    assert!(reader.get("/").text().contains("href=\"/saker\""));
    assert_eq!(guest.get("/saker").status, 403);
    assert_eq!(reader.get("/saker").status, 200);
}

fn a_form_without_the_token_of_its_session_is_refused(db: &TestDb) {
    let site = TestSite::new(db);
    let (browser, other) = (site.browser("forvaltare"), site.browser("lasare"));
    let id = site.add_thing("Sak").id;
    let path = format!("/saker/{id}/andra");
    let foreign = other.get("/").hidden("csrf");
    let secret = foreign.split('.').next().unwrap_or_default();
    let (nobody, other) = ("Formuläret gäller inte längre", "Formuläret hör till ett annat konto");
    for (csrf, told) in [("", nobody), ("abc", nobody), (secret, nobody), (foreign.as_str(), other)] {
        let reply = browser.post_raw(&path, format!("csrf={csrf}&name=Ny&revision=1"));
        assert_eq!(reply.status, 403);
        assert!(reply.text().contains(told), "{csrf}");
    }
    assert_eq!(browser.post_raw(&path, "name=Ny&revision=1".to_owned()).status, 403);
    assert_eq!(browser.post(&path, "name=Ny&revision=1").status, 303);
}

fn a_form_that_is_sent_twice_is_saved_once_and_leads_to_the_same_place(db: &TestDb) {
    let site = TestSite::new(db);
    let browser = site.browser("forvaltare");
    let id = site.add_thing("Sak").id;
    let path = format!("/saker/{id}/andra");
    let csrf = browser.get(&path).hidden("csrf");
    let form = format!("csrf={csrf}&name=Ny&revision=1");
    assert_eq!(browser.post_raw(&path, form.clone()).status, 303);
    let first = browser.get(&path).hidden("revision");
    let again = browser.post_raw(&path, form);
    assert_eq!((again.status.as_u16(), again.header("location")), (303, "/saker"));
    assert_eq!(browser.get(&path).hidden("revision"), first, "and nothing is done anew");
}

fn a_form_of_another_site_is_refused(db: &TestDb) {
    let site = TestSite::new(db);
    for (name, value) in
        [("sec-fetch-site", "cross-site"), ("origin", "https://example.test"), ("origin", "null")]
    {
        let request = form_request("/logga-in", "user_name=a&password=b".into()).header(name, value);
        assert_eq!(site.send(request.body_of()).status, 403, "{name}: {value}");
    }
    let request =
        form_request("/logga-in", "user_name=a&password=b".into()).header("origin", "http://127.0.0.1:8080");
    assert_eq!(site.send(request.body_of()).status, 422);
}

fn errors_have_pages_in_both_languages(db: &TestDb) {
    let site = TestSite::new(db);
    assert!(site.get("/finns-inte").text().contains("Sidan finns inte"));
    let english = Request::get("/finns-inte").header("accept-language", "en-GB,en;q=0.9").body(Body::empty());
    let reply = site.send(english.unwrap());
    assert!(reply.text().contains("There is no such page"), "{}", reply.text());
    assert_eq!(reply.header("content-language"), "en");
    let wrong = site.send(Request::delete("/saker").body(Body::empty()).unwrap());
    assert_eq!((wrong.status.as_u16(), wrong.header("allow")), (405, "GET, HEAD"));
    assert!(wrong.header("content-type").starts_with("text/html"));
}

fn a_failure_shows_a_reference_and_no_detail(db: &TestDb) {
    let site = TestSite::new(db);
    let browser = site.browser("forvaltare");
    let broken = browser.get("/trasig");
    assert_eq!(broken.status, 500);
    let reference = format!("Uppge referensen {}", broken.header("x-request-id"));
    assert!(broken.text().contains(&reference) && !broken.text().contains("secret detail"));
    let asked =
        Request::get("/trasig").header("cookie", &browser.cookie).header("accept", "application/json");
    let asked = site.send(asked.body(Body::empty()).unwrap());
    assert_eq!(asked.header("content-type"), "application/problem+json", "a script of a page reads it so");
    assert_eq!(asked.json()["reference"], asked.header("x-request-id"));
    let busy = browser.get("/upptagen");
    assert_eq!((busy.status.as_u16(), busy.header("retry-after")), (503, "5"));
}

fn a_panic_ends_only_its_own_request(db: &TestDb) {
    let site = TestSite::new(db);
    let browser = site.browser("forvaltare");
    assert_eq!(browser.get("/panik").status, 500);
    assert_eq!(browser.get("/").status, 200);
}

fn every_answer_carries_the_strict_headers(db: &TestDb) {
    let site = TestSite::at(db, "https://vidmakt.example.test");
    let asset = web::assets::asset_href("app.css");
    for path in ["/logga-in", "/finns-inte", "/api/v1/things", "/healthz", &asset] {
        let reply = site.get(path);
        let policy = reply.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{path}");
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
        assert!(reply.header("strict-transport-security").starts_with("max-age="), "{path}");
        let kept = if path == asset { "public, max-age=31536000, immutable" } else { "no-store" };
        assert_eq!(reply.header("cache-control"), kept, "{path}");
    }
    let signed_in = site.try_sign_in("forvaltare", crate::site::PASSWORD, "10.0.0.9");
    assert!(signed_in.cookie("vidmakt").unwrap().contains("Secure"));
}

fn the_head_is_answered_as_the_page_without_its_body(db: &TestDb) {
    let site = TestSite::new(db);
    let head = site.send(Request::head("/logga-in").body(Body::empty()).unwrap());
    assert_eq!((head.status.as_u16(), head.body.len()), (200, 0));
    assert!(head.header("content-type").starts_with("text/html"));
    assert_eq!(head.header("content-length"), site.get("/logga-in").body.len().to_string());
}

fn a_long_page_is_packed_for_browsers_that_take_it(db: &TestDb) {
    let site = TestSite::new(db);
    let request = Request::get("/logga-in").header("accept-encoding", "gzip, br").body(Body::empty());
    let packed = site.send(request.unwrap());
    assert_eq!((packed.header("content-encoding"), packed.header("vary")), ("gzip", "accept-encoding"));
    assert!(packed.body.starts_with(&[0x1f, 0x8b]) && packed.body.len() < site.get("/logga-in").body.len());
    let asset = Request::get(web::assets::asset_href("app.css")).header("accept-encoding", "gzip, br");
    assert_eq!(site.send(asset.body(Body::empty()).unwrap()).header("content-encoding"), "br");
}

fn the_sign_in_speaks_the_language_that_was_chosen_there(db: &TestDb) {
    let site = TestSite::new(db);
    let form = "language=en&return=/logga-in%3Fnext%3D/saker".into();
    let chosen = site.send(form_request("/installningar", form).body_of());
    assert_eq!((chosen.status.as_u16(), chosen.header("location")), (303, "/logga-in?next=/saker"));
    let cookie = chosen.cookie("vidmakt_language").unwrap();
    let cookie = format!("vidmakt_language={}", cookie.split(';').next().unwrap());
    let page = site.send(Request::get("/logga-in").header("cookie", cookie).body(Body::empty()).unwrap());
    assert!(page.text().contains("Sign in") && page.text().contains("Svenska"), "{}", page.text());
}

fn health_is_told_without_signing_in(db: &TestDb) {
    let site = TestSite::new(db);
    assert_eq!(
        (site.get("/healthz").status, site.get("/readyz").status),
        (200.try_into().unwrap(), 200.try_into().unwrap())
    );
}

fn a_token_is_revoked_by_its_owner_and_nobody_else(db: &TestDb) {
    let site = TestSite::new(db);
    let script = site.script("forvaltare", &["thing.read"]);
    let (owner, other) = (site.browser("forvaltare"), site.browser("lasare"));
    let path = format!("/mitt-konto/token/{}/aterkalla", script.id);
    assert!(owner.get("/mitt-konto").text().contains("thing.read"));
    assert_eq!((other.get(&path).status.as_u16(), other.post(&path, "").status.as_u16()), (404, 404));
    assert_eq!(script.get("/api/v1/things").status, 200);
    assert_eq!(owner.get(&path).status, 200);
    assert_eq!(owner.post(&path, "").status, 303);
    assert_eq!(script.get("/api/v1/things").status, 401);
}

fn a_form_comes_back_with_what_was_typed_and_what_is_wrong(db: &TestDb) {
    let site = TestSite::new(db);
    let browser = site.browser("forvaltare");
    let path = format!("/saker/{}/andra", site.add_thing("Sak").id);
    let reply = browser.post(&path, "name=&users=m%C3%A5nga&note=Kvar&revision=1");
    assert_eq!(reply.status, 422);
    let page = reply.text();
    assert!(page.contains("2 uppgifter behöver rättas"), "{page}");
    assert!(page.contains("value=\"många\"") && page.contains("Kvar"), "{page}");
    assert!(page.contains("Fyll i uppgiften") && page.contains("Skriv ett helt tal"));
    assert_eq!(reply.hidden("revision"), "1");
}

fn a_form_that_is_refused_comes_back_with_what_was_typed(db: &TestDb) {
    let site = TestSite::new(db);
    let browser = site.browser("forvaltare");
    let path = format!("/saker/{}/andra", site.add_thing("Sak").id);
    let reply = browser.post(&path, "name=V%C3%A4grad&users=7&note=Kvar&revision=1");
    assert_eq!(reply.status, 403);
    let page = reply.text();
    assert!(page.contains("ds-error-summary") && page.contains("value=\"Vägrad\""), "{page}");
    assert!(page.contains("Kvar") && page.contains("value=\"7\""), "{page}");
    assert_eq!(db.raw_rows("SELECT name FROM thing"), [["Sak"]]);
}

fn a_refusal_without_a_form_to_show_is_a_page_of_its_own(db: &TestDb) {
    let site = TestSite::new(db);
    let reply = site.browser("gast").post("/vagra", "");
    assert_eq!(reply.status, 403);
    assert!(reply.text().contains("Du har inte behörighet"), "{}", reply.text());
}

fn an_unknown_address_leads_whoever_is_signed_in_back_and_nobody_else(db: &TestDb) {
    let site = TestSite::new(db);
    let known = site.browser("lasare").get("/finns-inte/alls");
    assert_eq!(known.status, 404);
    assert!(known.text().contains("href=\"/saker\""), "the rooms stand around it: {}", known.text());
    assert!(!known.text().contains("href=\"/logga-in\""));
    let stranger = site.get("/finns-inte/alls");
    assert_eq!(stranger.status, 404);
    assert!(stranger.text().contains("href=\"/logga-in\"") && !stranger.text().contains("/saker"));
}

fn a_stale_edit_asks_only_about_what_both_changed(db: &TestDb) {
    let site = TestSite::new(db);
    let browser = site.browser("forvaltare");
    let path = format!("/saker/{}/andra", site.add_thing("Sak").id);
    assert_eq!(browser.post(&path, "name=Andras&users=7&note=&revision=1").status, 303);
    let reply = browser.post(&path, "name=Mitt&users=&note=Min+text&revision=1");
    assert_eq!(reply.status, 409);
    assert!(reply.text().contains("Andras") && reply.text().contains("Mitt"), "{}", reply.text());
    assert_eq!(reply.hidden("revision"), "2");
    assert_eq!(reply.hidden("choice.users"), "theirs");
    let chosen =
        "name=Mitt&users=&note=Min+text&choice.users=theirs&choice.name=yours&choice.note=yours&revision=2";
    assert_eq!(browser.post(&path, chosen).status, 303);
    let rows = db.raw_rows("SELECT name, users, note FROM thing");
    assert_eq!(rows, [["Mitt", "7", "Min text"]]);
}

fn what_was_done_is_said_once(db: &TestDb) {
    let site = TestSite::new(db);
    let browser = site.browser("forvaltare");
    let path = format!("/saker/{}/andra", site.add_thing("Sak").id);
    let flash = browser.post(&path, "name=Ny&revision=1").cookie("vidmakt_done").unwrap();
    let cookie = format!("{}; vidmakt_done={}", browser.cookie, flash.split(';').next().unwrap());
    let page = site.send(Request::get("/saker").header("cookie", cookie).body(Body::empty()).unwrap());
    assert!(page.text().contains("Nyckeln är återkallad."), "{}", page.text());
    assert!(page.cookie("vidmakt_done").unwrap().contains("Max-Age=0"));
    let forged =
        format!("{}; vidmakt_done=%7B%22key%22%3A%22nope%22%2C%22args%22%3A%5B%5D%7D", browser.cookie);
    let page = site.send(Request::get("/saker").header("cookie", forged).body(Body::empty()).unwrap());
    assert!(!page.text().contains("nope"));
}

fn a_list_is_filtered_sorted_and_paged_by_its_address(db: &TestDb) {
    let site = TestSite::new(db);
    for number in 0..120 {
        site.add_thing(&format!("Sak {number:03}"));
    }
    site.add_thing("Åsnan");
    let browser = site.browser("lasare");
    let first = browser.get("/saker").text();
    assert!(first.contains("Sak 000") && first.contains("Sak 049") && !first.contains("Sak 050"));
    assert!(first.contains("1–50 av 121"), "{first}");
    let next = href_of(&first, "next");
    let second = browser.get(&next).text();
    assert!(second.contains("Sak 050") && second.contains("51–100 av 121"));
    let third = browser.get(&href_of(&second, "next")).text();
    assert!(third.contains("Åsnan") && third.contains("101–121 av 121"));
    assert!(browser.get(&href_of(&third, "prev")).text().contains("51–100 av 121"));
    assert_eq!(href_of(&second, "prev"), "/saker");
    let found = browser.get("/saker?q=%C3%A5SNA&sort=-name").text();
    assert!(found.contains("Åsnan") && !found.contains("Sak 0"));
    assert!(browser.get("/saker?sort=-name").text().contains("1–50 av 121"));
    assert!(browser.get("/saker?q=finns+inte").text().contains("Inget stämmer med filtren"));
}

fn href_of(page: &str, rel: &str) -> String {
    let page = scraper::Html::parse_document(page);
    let selector = scraper::Selector::parse(&format!("a[rel='{rel}']")).unwrap();
    page.select(&selector).next().and_then(|link| link.value().attr("href")).expect("a link").to_owned()
}

fn a_script_gets_a_page_without_its_frame_and_what_was_done_is_still_said_on_the_next(db: &TestDb) {
    let site = TestSite::new(db);
    let browser = site.browser("forvaltare");
    let path = format!("/saker/{}/andra", site.add_thing("Sak").id);
    let beside = |cookie: &str, path: &str| {
        let request = Request::get(path).header("cookie", cookie).header("x-vidmakt-part", "drawer");
        site.send(request.body(Body::empty()).expect("a request"))
    };
    let done = browser.post(&path, "name=Ny&revision=1").cookie("vidmakt_done").unwrap();
    let part = beside(&format!("{}; {}", browser.cookie, done.split(';').next().unwrap()), &path);
    assert_eq!(part.status, 200);
    assert!(part.text().starts_with("<aside") && !part.text().contains("<main"), "{}", part.text());
    assert!(part.header("set-cookie").is_empty());
    assert_eq!(beside(&browser.cookie, "/saker/00000000-0000-0000-0000-000000000000/andra").status, 404);
    assert_eq!(beside("", &path).status, 303, "signing in comes first");
}

fn the_record_beside_a_list_is_no_part_of_its_view(db: &TestDb) {
    let site = TestSite::new(db);
    let thing = site.add_thing("Sak");
    let page = site.browser("lasare").get(&format!("/saker?q=sak&post={}", thing.id)).text();
    let list = page.split("<section class=\"list\"").nth(1).and_then(|rest| rest.split("</section>").next());
    let list = list.expect("a list");
    assert!(list.contains("value=\"sak\""), "{list}");
    assert!(!list.contains("name=\"post\"") && !list.contains("post="), "{list}");
}

fn a_page_looks_back_to_another_day(db: &TestDb) {
    let site = TestSite::new(db);
    site.add_thing("Ny sak");
    site.seconds_pass(5 * 86_400);
    let browser = site.browser("lasare");
    assert!(browser.get("/saker?as_of=2026-03-02").text().contains("Ny sak"));
    let before = browser.get("/saker?as_of=2026-03-01").text();
    assert!(!before.contains("Ny sak") && before.contains("2026-03-01"));
    let future = browser.get("/saker?as_of=2027-01-01");
    assert_eq!(future.status, 422);
    assert!(future.text().contains("Den dagen har inte varit ännu"));
    assert_eq!(browser.get("/saker?as_of=igar").status, 422);
}

fn the_records_of_another_federation_do_not_exist(db: &TestDb) {
    let site = TestSite::new(db);
    let path = format!("/saker/{}/andra", site.add_thing("Sak").id);
    let neighbour = site.browser("granne");
    assert_eq!(neighbour.get(&path).status, 404);
    assert_eq!(neighbour.post(&path, "name=Ny&revision=1").status, 404);
    assert_eq!(neighbour.get("/saker/inget-id/andra").status, 404);
}

fn a_file_is_sent_as_an_attachment(db: &TestDb) {
    let site = TestSite::new(db);
    let reply = site.browser("gast").get("/fil");
    let disposition = reply.header("content-disposition");
    assert!(
        disposition.starts_with(
            "attachment; filename=\"Lista _ver _saker_.csv\"; filename*=UTF-8''Lista%20%C3%B6ver"
        )
    );
}

fn files_come_with_a_form(db: &TestDb) {
    let site = TestSite::new(db);
    let browser = site.browser("gast");
    let csrf = browser.get("/").hidden("csrf");
    let part = |name: &str, rest: &str, content: &str| {
        format!("--gräns\r\ncontent-disposition: form-data; name=\"{name}\"{rest}\r\n\r\n{content}\r\n")
            .replace("gräns", "x")
    };
    let body = [
        part("csrf", "", &csrf),
        part("namn", "", "Ett namn"),
        part("fil", "; filename=\"saker.csv\"", &"a;b\n".repeat(500_000)),
    ]
    .concat()
        + "--x--\r\n";
    let send = |body: String| {
        let request = Request::post("/filer").header("cookie", &browser.cookie);
        site.send(
            request.header("content-type", "multipart/form-data; boundary=x").body(Body::from(body)).unwrap(),
        )
    };
    let reply = send(body.clone());
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert!(reply.text().contains("Ett namn saker.csv 2000000"));
    assert_eq!(send(body[..body.len() - 20].to_owned()).status, 400);
}
