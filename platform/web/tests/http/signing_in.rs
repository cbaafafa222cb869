//! Signing in and out, guessing passwords, and forms of other sites.

use crate::site::{PASSWORD, TestSite, form_request};
use crate::things;
use testkit::{TestDb, on_both_engines};

on_both_engines!(things::schema();
    signing_in_gives_a_session_and_leads_on,
    a_wrong_password_and_an_unknown_user_look_the_same,
    after_ten_wrong_attempts_even_the_right_password_waits,
    guesses_made_at_the_same_time_count_as_many,
    one_address_may_not_guess_at_many_accounts,
    colleagues_behind_one_address_do_not_lock_each_other_out,
    a_right_password_lets_the_account_start_anew,
    signing_out_ends_the_session_for_every_copy_of_the_cookie,
    signing_in_again_ends_the_session_before,
    a_session_ends_after_twelve_hours_without_use,
    a_session_in_use_goes_on,
    a_locked_account_is_out_at_once,
    who_signs_in_stands_in_the_audit_log_of_the_installation,
    a_changed_password_ends_the_other_sessions,
    a_new_password_must_be_long_and_written_twice,
    settings_are_kept_with_the_account,
);

fn signing_in_gives_a_session_and_leads_on(db: &TestDb) {
    let site = TestSite::new(db);
    let form = format!("user_name= Forvaltare &password={}", crate::site::encoded(PASSWORD));
    let reply = site.send(form_request("/logga-in?next=/saker?q=a", form).body_of());
    assert_eq!(reply.status, 303, "{}", reply.text());
    assert_eq!(reply.header("location"), "/saker?q=a");
    let cookie = reply.cookie("vidmakt").unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"));
    assert!(!cookie.contains("Secure"), "{cookie}");
    assert!(site.browser("forvaltare").get("/").text().contains("forvaltare"));
}

fn a_wrong_password_and_an_unknown_user_look_the_same(db: &TestDb) {
    let site = TestSite::new(db);
    let wrong = site.try_sign_in("forvaltare", "fel lösenord här", "10.1.1.1");
    let unknown = site.try_sign_in("okand", "fel lösenord här", "10.1.1.2");
    assert_eq!((wrong.status, unknown.status), (422.try_into().unwrap(), 422.try_into().unwrap()));
    assert!(wrong.text().contains("Användarnamnet eller lösenordet stämmer inte"));
    assert_eq!(wrong.text().replace("forvaltare", "okand"), unknown.text());
    assert_eq!(wrong.cookie("vidmakt"), None);
}

fn after_ten_wrong_attempts_even_the_right_password_waits(db: &TestDb) {
    let site = TestSite::new(db);
    for attempt in 0..10 {
        let from = format!("10.2.0.{attempt}");
        assert_eq!(site.try_sign_in("forvaltare", "fel lösenord här", &from).status, 422);
    }
    let reply = site.try_sign_in("forvaltare", PASSWORD, "10.2.0.99");
    assert_eq!(reply.status, 429);
    assert_eq!(reply.header("retry-after"), "900");
    assert!(reply.text().contains("Vänta 15 minuter"), "{}", reply.text());
    site.seconds_pass(901);
    assert_eq!(site.try_sign_in("forvaltare", PASSWORD, "10.2.0.99").status, 303);
}

fn guesses_made_at_the_same_time_count_as_many(db: &TestDb) {
    let site = TestSite::new(db);
    let guess = |number: usize| {
        site.try_sign_in("forvaltare", "fel lösenord här", &format!("10.7.0.{number}")).status
    };
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..20)
            .map(|number| {
                scope.spawn({
                    let guess = &guess;
                    move || guess(number).as_u16()
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().expect("an answer")).collect()
    });
    let looked_at = statuses.iter().filter(|status| **status == 422).count();
    assert_eq!((looked_at, statuses.len()), (10, 20), "{statuses:?}");
}

fn one_address_may_not_guess_at_many_accounts(db: &TestDb) {
    let site = TestSite::new(db);
    assert_eq!(site.try_sign_in("okand", "fel", "10.3.0.1").status, 422);
    db.raw_execute("UPDATE wrong_attempt SET attempts = 99 WHERE subject = 'address:10.3.0.1'");
    assert_eq!(site.try_sign_in("annan", "fel", "10.3.0.1").status, 422, "the hundredth is looked at");
    let reply = site.try_sign_in("forvaltare", PASSWORD, "10.3.0.1");
    assert_eq!((reply.status.as_u16(), reply.header("retry-after")), (429, "900"));
    assert_eq!(site.try_sign_in("forvaltare", PASSWORD, "10.3.0.2").status, 303);
}

fn colleagues_behind_one_address_do_not_lock_each_other_out(db: &TestDb) {
    let site = TestSite::new(db);
    for attempt in 0..11 {
        assert_eq!(site.try_sign_in(&format!("kollega{}", attempt / 2), "fel", "10.8.0.1").status, 422);
    }
    assert_eq!(site.try_sign_in("forvaltare", PASSWORD, "10.8.0.1").status, 303);
}

fn a_right_password_lets_the_account_start_anew(db: &TestDb) {
    let site = TestSite::new(db);
    for round in 0..3 {
        for attempt in 0..9 {
            let from = format!("10.4.{round}.{attempt}");
            assert_eq!(site.try_sign_in("forvaltare", "fel", &from).status, 422);
        }
        assert_eq!(site.try_sign_in("forvaltare", PASSWORD, "10.4.9.9").status, 303);
    }
}

fn signing_out_ends_the_session_for_every_copy_of_the_cookie(db: &TestDb) {
    let site = TestSite::new(db);
    let browser = site.browser("forvaltare");
    let reply = browser.post("/logga-ut", "");
    assert_eq!(reply.status, 303);
    assert!(reply.cookie("vidmakt").unwrap().contains("Max-Age=0"));
    let after = browser.get("/saker?q=å");
    assert_eq!(after.status, 303);
    assert_eq!(after.header("location"), "/logga-in?next=/saker%3Fq%3D%25C3%25A5");
}

fn signing_in_again_ends_the_session_before(db: &TestDb) {
    let site = TestSite::new(db);
    let before = site.browser("forvaltare");
    let form = format!("user_name=lasare&password={}", crate::site::encoded(PASSWORD));
    let request = form_request("/logga-in", form).header("cookie", before.cookie.clone());
    assert_eq!(site.send(request.body_of()).status, 303);
    assert_eq!(before.get("/").status, 303);
}

fn a_session_ends_after_twelve_hours_without_use(db: &TestDb) {
    let site = TestSite::new(db);
    let browser = site.browser("forvaltare");
    site.seconds_pass(12 * 3_600 + 1);
    assert_eq!(browser.get("/").status, 303);
}

fn a_session_in_use_goes_on(db: &TestDb) {
    let site = TestSite::new(db);
    let browser = site.browser("forvaltare");
    for _ in 0..4 {
        site.seconds_pass(6 * 3_600);
        assert_eq!(browser.get("/").status, 200);
    }
}

fn a_locked_account_is_out_at_once(db: &TestDb) {
    let site = TestSite::new(db);
    let (browser, script) = (site.browser("forvaltare"), site.script("forvaltare", &[]));
    let lock = |locked| {
        db.installation(&testkit::operator(), move |installation| {
            web::accounts::set_locked(installation, "forvaltare", locked)
        })
    };
    lock(true).unwrap();
    assert_eq!(browser.get("/").status, 303);
    assert_eq!(script.get("/api/v1/things").status, 401);
    assert_eq!(site.try_sign_in("forvaltare", PASSWORD, "10.5.0.1").status, 422);
    lock(false).unwrap();
    assert_eq!(site.try_sign_in("forvaltare", PASSWORD, "10.5.0.2").status, 303);
}

fn who_signs_in_stands_in_the_audit_log_of_the_installation(db: &TestDb) {
    let site = TestSite::new(db);
    site.browser("forvaltare");
    let events = db
        .raw_rows("SELECT actor, action FROM audit_event WHERE tenant_id = 0 ORDER BY sequence DESC LIMIT 1");
    assert_eq!(events, [["forvaltare", "account.signed_in"]]);
}

fn a_changed_password_ends_the_other_sessions(db: &TestDb) {
    let site = TestSite::new(db);
    let (here, elsewhere) = (site.browser("forvaltare"), site.browser("forvaltare"));
    let new = "ett+helt+annat+losenord";
    let form = format!(
        "current_password={}&new_password={new}&repeated_password={new}",
        crate::site::encoded(PASSWORD)
    );
    let reply = here.post("/mitt-konto/losenord", &form);
    assert_eq!(reply.status, 303, "{}", reply.text());
    assert!(reply.cookie("vidmakt").is_some());
    assert_eq!(
        (here.get("/").status, elsewhere.get("/").status),
        (303.try_into().unwrap(), 303.try_into().unwrap())
    );
    assert_eq!(site.try_sign_in("forvaltare", PASSWORD, "10.6.0.1").status, 422);
    assert_eq!(site.try_sign_in("forvaltare", "ett helt annat losenord", "10.6.0.1").status, 303);
}

fn a_new_password_must_be_long_and_written_twice(db: &TestDb) {
    let site = TestSite::new(db);
    let browser = site.browser("forvaltare");
    let current = crate::site::encoded(PASSWORD);
    for (form, words) in [
        ("current_password=fel&new_password=x&repeated_password=x".to_owned(), "inte ditt nuvarande"),
        (format!("current_password={current}&new_password=kort&repeated_password=kort"), "minst 12 tecken"),
        (
            format!(
                "current_password={current}&new_password=ett+langt+losenord&repeated_password=ett+annat+losenord"
            ),
            "är olika",
        ),
    ] {
        let reply = browser.post("/mitt-konto/losenord", &form);
        assert_eq!(reply.status, 422);
        assert!(reply.text().contains(words), "{words} not in {}", reply.text());
    }
}

fn settings_are_kept_with_the_account(db: &TestDb) {
    let site = TestSite::new(db);
    let browser = site.browser("forvaltare");
    let reply = browser.post("/installningar", "language=en&density=comfortable&return=/saker");
    assert_eq!((reply.status.as_u16(), reply.header("location")), (303, "/saker"));
    let page = site.browser("forvaltare").get("/").text();
    assert!(page.contains("lang=\"en\"") && page.contains("data-density=\"comfortable\""), "{page}");
}
