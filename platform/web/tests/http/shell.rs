//! What the shell holds to when something goes wrong: the frame stays, nothing that was typed is lost, and what is wrong is
//! told where it stands.

use crate::site::{PASSWORD, TestSite, encoded, form_request};
use crate::things;
use axum::body::Body;
use axum::http::Request;
use testkit::{TestDb, on_both_engines};

on_both_engines!(things::schema();
    an_error_stands_within_the_frame_with_a_way_back,
    what_was_typed_can_be_sent_again_after_an_error,
    nothing_that_another_site_sends_is_carried_along,
    a_form_that_arrives_after_its_session_ended_is_kept,
    what_was_kept_is_sent_at_the_first_press_after_signing_in,
    what_one_account_wrote_is_not_sent_by_another,
    a_value_that_a_filter_cannot_understand_is_told_at_the_filter_and_the_list_is_shown,
    a_browser_remembers_that_its_rail_is_folded,
    a_key_for_scripts_is_made_with_the_password_and_shown_once,
    a_key_carries_no_more_than_its_maker_may,
);

fn an_error_stands_within_the_frame_with_a_way_back(db: &TestDb) {
    let site = TestSite::new(db);
    let (reader, guest) = (site.browser("lasare"), site.browser("gast"));
    for (reply, status) in [
        (reader.get("/saker/0198c2a0-0000-7000-8000-000000000000/andra"), 403),
        (reader.get("/finns-inte"), 404),
        (reader.get("/trasig"), 500),
        (reader.get("/saker?as_of=2026-02-30"), 422),
    ] {
        assert_eq!(reply.status, status, "{}", reply.text());
        assert!(
            reply.text().contains("href=\"/saker\"") && reply.text().contains("Till startsidan"),
            "{status}"
        );
    }
    assert!(reader.get("/saker?as_of=2026-02-30&q=a").text().contains("href=\"/saker?q=a\""), "today's view");
    let refused = guest.get("/saker");
    assert_eq!(refused.status, 403);
    assert!(refused.text().contains("Till startsidan") && refused.text().contains("<nav"));
}

fn what_was_typed_can_be_sent_again_after_an_error(db: &TestDb) {
    let site = TestSite::new(db);
    let browser = site.browser("forvaltare");
    let path = format!("/saker/{}/andra", site.add_thing("Sak").id);
    let lost = browser.post_raw(&path, "csrf=old&name=%3Cb%3ENy&note=rad+1%0Arad+2&revision=1".into());
    assert_eq!(lost.status, 403);
    assert!(lost.text().contains("Skicka igen") && lost.text().contains("rad 1\nrad 2"), "{}", lost.text());
    assert!(lost.text().contains("&lt;b&gt;Ny") && !lost.text().contains("<b>Ny"));
    let again = format!("csrf={}&name=%3Cb%3ENy&note=rad+1&revision=1", lost.hidden("csrf"));
    assert_eq!(browser.post_raw(&path, again).status, 303, "the page holds a token that is good");
}

fn nothing_that_another_site_sends_is_carried_along(db: &TestDb) {
    let site = TestSite::new(db);
    let browser = site.browser("forvaltare");
    let path = format!("/saker/{}/andra", site.add_thing("Sak").id);
    let mut request = form_request(&path, "name=Utifr%C3%A5n&revision=1".into());
    request.headers = vec![("cookie", browser.cookie.clone()), ("sec-fetch-site", "cross-site".into())];
    let reply = site.send(request.body_of());
    assert_eq!(reply.status, 403);
    assert!(!reply.text().contains("Utifrån") && !reply.text().contains("Skicka igen"), "{}", reply.text());
}

fn a_form_that_arrives_after_its_session_ended_is_kept(db: &TestDb) {
    let site = TestSite::new(db);
    let browser = site.browser("forvaltare");
    let path = format!("/saker/{}/andra", site.add_thing("Sak").id);
    let csrf = browser.get(&path).hidden("csrf");
    assert_eq!(browser.post("/logga-ut", "").status, 303);
    let late = browser.post_raw(&path, format!("csrf={csrf}&name=Skrivet&revision=1"));
    assert_eq!(late.status, 401);
    let page = late.text();
    assert!(page.contains("Du har blivit utloggad") && page.contains("Skrivet"), "{page}");
    assert!(page.contains("href=\"/logga-in\"") && page.contains("Skicka igen"));
    assert!(!page.contains("href=\"/saker\""), "the rooms are for those who are signed in");
}

/// A form of *forvaltare* whose session has ended: its address, the field that proves it ours, and the browser's cookie.
fn kept(site: &TestSite) -> (String, String, String) {
    let browser = site.browser("forvaltare");
    let path = format!("/saker/{}/andra", site.add_thing("Sak").id);
    let csrf = browser.get(&path).hidden("csrf");
    assert_eq!(browser.post("/logga-ut", "").status, 303);
    let late = browser.post_raw(&path, format!("csrf={csrf}&name=Skrivet&revision=1"));
    let cookie = late.cookie("vidmakt_resend").expect("a secret of the browser");
    let cookie = format!("vidmakt_resend={}", cookie.split(';').next().unwrap_or_default());
    (path, format!("csrf={}&name=Skrivet&revision=1", late.hidden("csrf")), cookie)
}

fn what_was_kept_is_sent_at_the_first_press_after_signing_in(db: &TestDb) {
    let site = TestSite::new(db);
    let (path, form, cookie) = kept(&site);
    let mut again = site.browser("forvaltare");
    let stranger = again.post_raw(&path, form.clone());
    assert_eq!(stranger.status, 403, "another browser does not have the secret");
    again.cookie = format!("{}; {cookie}", again.cookie);
    assert_eq!(again.post_raw(&path, form).status, 303);
    assert!(again.get("/saker").text().contains("Skrivet"));
}

fn what_one_account_wrote_is_not_sent_by_another(db: &TestDb) {
    let site = TestSite::new(db);
    let (path, form, cookie) = kept(&site);
    let mut other = site.browser("granne");
    other.cookie = format!("{}; {cookie}", other.cookie);
    let refused = other.post_raw(&path, form);
    assert_eq!(refused.status, 403);
    assert!(
        refused.text().contains("Formuläret hör till ett annat konto") && refused.text().contains("Skrivet")
    );
    let mut own = site.browser("forvaltare");
    own.cookie = format!("{}; {cookie}", own.cookie);
    let sent = own.post_raw(&path, format!("csrf={}&name=Skrivet&revision=1", hidden_of_resend(&refused)));
    assert_eq!(sent.status, 303, "its owner sends it from the same page");
}

/// The proof in the form that is carried along, which stands last on the page.
fn hidden_of_resend(reply: &crate::site::Reply) -> String {
    let text = reply.text();
    let (_, form) = text.rsplit_once("name=\"csrf\" value=\"").expect("a form that is carried along");
    form.split('"').next().unwrap_or_default().to_owned()
}

fn a_value_that_a_filter_cannot_understand_is_told_at_the_filter_and_the_list_is_shown(db: &TestDb) {
    let site = TestSite::new(db);
    site.add_thing("Saken");
    let reply = site.browser("lasare").get("/saker?users=m%C3%A5nga");
    assert_eq!(reply.status, 200);
    let page = reply.text();
    assert!(page.contains("Saken"), "the list is shown without it");
    assert!(
        page.contains("id=\"things-filter-users-error\"") && page.contains("Skriv ett helt tal"),
        "{page}"
    );
}

fn a_browser_remembers_that_its_rail_is_folded(db: &TestDb) {
    let site = TestSite::new(db);
    let browser = site.browser("lasare");
    assert!(!browser.get("/saker").text().contains("data-rail"));
    let folded = browser.post("/installningar", "rail=narrow&return=/saker");
    assert_eq!((folded.status.as_u16(), folded.header("location")), (303, "/saker"));
    assert!(
        folded.header("set-cookie").starts_with("vidmakt_rail=narrow; "),
        "{}",
        folded.header("set-cookie")
    );
    let unfolded = browser.post("/installningar", "rail=wide&return=/saker");
    assert!(unfolded.header("set-cookie").contains("Max-Age=0"));
}

fn a_key_for_scripts_is_made_with_the_password_and_shown_once(db: &TestDb) {
    let site = TestSite::new(db);
    let browser = site.browser("forvaltare");
    let wrong = browser.post("/mitt-konto/nyckel", "days=30&token_password=fel&scopes=thing.read");
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains("value=\"30\"") && !wrong.text().contains("vmk_"));
    let days =
        browser.post("/mitt-konto/nyckel", &format!("days=aldrig&token_password={}", encoded(PASSWORD)));
    assert_eq!(days.status, 422);
    let form = format!("days=30&token_password={}&scopes=thing.read", encoded(PASSWORD));
    let made = browser.post("/mitt-konto/nyckel", &form);
    assert_eq!(made.status, 200, "{}", made.text());
    let page = made.text();
    let token = page
        .split("<code id=\"copyable\">")
        .nth(1)
        .and_then(|rest| rest.split('<').next())
        .unwrap()
        .to_owned();
    let request = Request::get("/api/v1/things").header("authorization", format!("Bearer {token}"));
    assert_eq!(site.send(request.body(Body::empty()).unwrap()).status, 200);
    let account = browser.get("/mitt-konto").text();
    assert!(account.contains("thing.read") && !account.contains(&token), "it is shown once");
}

fn a_key_carries_no_more_than_its_maker_may(db: &TestDb) {
    let site = TestSite::new(db);
    let form = format!("days=30&token_password={}&scopes=thing.edit", encoded(PASSWORD));
    let reply = site.browser("lasare").post("/mitt-konto/nyckel", &form);
    assert_eq!(reply.status, 422);
    assert!(!reply.text().contains("vmk_"));
}
