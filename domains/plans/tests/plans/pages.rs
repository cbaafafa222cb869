//! Suggestions in the browser and by a script.

use crate::world::{World, browser, schema};
use kernel::Actor;
use plans::{Seen, SuggestionState, join_suggestions};
use serde_json::json;
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    a_user_goes_from_the_system_to_the_form_and_the_list_shows_it,
    the_manager_weighs_joins_and_answers_on_the_page,
    a_form_that_is_wrong_comes_back_with_what_was_written,
    a_page_that_is_out_of_date_says_so,
    what_somebody_writes_is_shown_as_paragraphs_and_never_as_markup_of_theirs,
    who_works_elsewhere_by_now_sees_their_own_suggestion_and_none_of_the_others,
    a_script_makes_changes_and_answers_suggestions,
);

fn a_user_goes_from_the_system_to_the_form_and_the_list_shows_it(db: &TestDb) {
    let world = World::new(db);
    let site = world.site(&[&world.user]);
    let mut user = browser(&site, &world.user);
    let system = user.get(&format!("/system/{}", world.system)).page();
    let form = system.link("Lämna ett förslag").expect("the way to the form");
    let made = user.submit(&form, &form, &[("title", "Sök på belopp"), ("content", "Det tar tid.")]);
    assert_eq!(made.status, 303, "{}", made.text());
    let page = user.get(made.header("location")).page();
    assert!(page.shows("Sök på belopp") && page.shows("Väntar på svar") && page.shows("Ekonomi"));
    let main = page.texts("main").concat();
    assert!(!main.contains(&world.system.to_string()), "its history names the system: {main}");
    let all = system.link("Alla förslag om systemet").expect("the way to the list");
    let rows = user.get(&all).page().rows();
    assert_eq!(rows[0][..3], ["Sök på belopp", "Väntar på svar", "Ekonomi"]);
    let file = user.get("/forslag?format=csv");
    assert!(file.text().contains("Sök på belopp"), "{}", file.text());
    let away =
        user.submit(made.header("location"), &format!("{}/dra-tillbaka", made.header("location")), &[]);
    assert_eq!(away.status, 303, "{}", away.text());
}

fn the_manager_weighs_joins_and_answers_on_the_page(db: &TestDb) {
    let world = World::new(db);
    let [first, second] = ["Sök på belopp", "Bättre sökning på belopp"].map(|title| world.suggested(title));
    let site = world.site(&[&world.manager, &world.user]);
    let mut manager = browser(&site, &world.manager);
    let page = format!("/forslag/{first}");
    let shown = manager.get(&page).page();
    assert!(shown.shows("Liknande förslag"), "{:?}", shown.texts("main"));
    let own = browser(&site, &world.user).get(&page).page();
    assert!(own.shows("Dra tillbaka förslaget?") && !own.shows("Väg förslaget"));
    let weighed = manager.submit(&page, &format!("{page}/vag"), &[("benefit", "5"), ("effort", "1")]);
    assert_eq!(weighed.status, 303, "{}", weighed.text());
    let second_page = format!("/forslag/{second}");
    let into = first.to_string();
    let joined = manager.submit(&second_page, &format!("{second_page}/lagg-ihop"), &[("into", &into)]);
    assert_eq!(joined.status, 303, "{}", joined.text());
    let answer = [("answered", "done"), ("answer", "Finns i version 4")];
    let answered = manager.submit(&page, &format!("{page}/svara"), &answer);
    assert_eq!(answered.status, 303, "{}", answered.text());
    let shown = manager.get(&page).page();
    for text in ["Genomfört", "Finns i version 4", "Bättre sökning på belopp", "Systemförvaltare Ekonomi"]
    {
        assert!(shown.shows(text), "{text}: {:?}", shown.texts("main"));
    }
    let again = manager.submit(&page, &format!("{page}/ta-upp"), &[]);
    assert_eq!(again.status, 303, "{}", again.text());
    assert_eq!(world.loaded(first).state, SuggestionState::Open);
}

fn a_form_that_is_wrong_comes_back_with_what_was_written(db: &TestDb) {
    let world = World::new(db);
    let [id, _] = ["Sök på belopp", "Mörkt läge"].map(|title| world.suggested(title));
    let site = world.site(&[&world.user, &world.manager]);
    let mut user = browser(&site, &world.user);
    let form = format!("/forslag/nytt?system={}", world.system);
    let wrong = user.submit(&form, &form, &[("title", ""), ("content", "Det jag skrev")]);
    assert_eq!(wrong.status, 422, "{}", wrong.text());
    assert!(wrong.page().shows("Det jag skrev"));
    let mut manager = browser(&site, &world.manager);
    let page = format!("/forslag/{id}");
    let silent = manager.submit(&page, &format!("{page}/svara"), &[("answered", "declined"), ("answer", "")]);
    assert_eq!(silent.status, 422, "{}", silent.text());
    assert!(silent.page().shows("Skriv varför"), "{}", silent.text());
    let nothing = manager.submit(&page, &format!("{page}/lagg-ihop"), &[]);
    assert_eq!(nothing.status, 422, "{}", nothing.text());
}

fn a_page_that_is_out_of_date_says_so(db: &TestDb) {
    let world = World::new(db);
    let id = world.suggested("Sök på belopp");
    let site = world.site(&[&world.user, &world.manager]);
    let (mut user, mut manager) = (browser(&site, &world.user), browser(&site, &world.manager));
    let change = format!("/forslag/{id}/andra");
    let csrf = |page: &testkit::PageSeen| {
        page.form(&change).into_iter().find(|(name, _)| name == "csrf").expect("a token").1
    };
    let early = csrf(&user.get(&change).page());
    let changed = manager.submit(&change, &change, &[("title", "Sök på belopp och datum")]);
    assert_eq!(changed.status, 303, "{}", changed.text());
    let late = [("csrf", early.as_str()), ("revision", "1"), ("title", "Sök på allt"), ("content", "")];
    let seen = user.post(&change, &late);
    assert_eq!(seen.status, 422, "{}", seen.text());
    assert!(seen.page().shows("Sök på belopp och datum") && seen.page().shows("Sök på allt"));
    let page = format!("/forslag/{id}");
    let weigh = [("csrf", early.as_str()), ("revision", "1")];
    let refused = user.post(&format!("{page}/dra-tillbaka"), &weigh);
    assert_eq!(refused.status, 422, "{}", refused.text());
    assert!(refused.page().shows("Någon har ändrat förslaget"), "{}", refused.text());
}

fn what_somebody_writes_is_shown_as_paragraphs_and_never_as_markup_of_theirs(db: &TestDb) {
    let world = World::new(db);
    let site = world.site(&[&world.user]);
    let mut user = browser(&site, &world.user);
    let form = format!("/forslag/nytt?system={}", world.system);
    let content = "Först.\n\n- ett\n- två\n\n<script>alert(1)</script>";
    let made = user.submit(&form, &form, &[("title", "Listor"), ("content", content)]);
    assert_eq!(made.status, 303, "{}", made.text());
    let shown = user.get(made.header("location"));
    assert!(shown.page().texts(".written li").contains(&"ett".to_owned()), "{}", shown.text());
    assert!(!shown.text().contains("<script>alert"), "{}", shown.text());
    assert!(shown.page().shows("<script>alert(1)</script>"));
}

fn who_works_elsewhere_by_now_sees_their_own_suggestion_and_none_of_the_others(db: &TestDb) {
    let world = World::new(db);
    let moved = world.employee("Flyttad", world.village);
    let then = Actor { person: moved.person, ..world.operator.clone() };
    let own = world.suggest(&then, "Sök på belopp").unwrap();
    let others = ["Bättre sökning på belopp", "Sök på belopp och datum"];
    let [joined, _] = others.map(|title| world.suggested(title));
    let seen = Seen { id: joined, revision: None };
    world.write(&world.manager, move |tx| join_suggestions(tx, seen, own)).unwrap();
    let site = world.site(&[&moved, &world.user]);
    let page = format!("/forslag/{own}");
    let [theirs, everybodys] = [&moved, &world.user].map(|who| browser(&site, who).get(&page).page());
    assert!(theirs.shows("Sök på belopp") && theirs.shows("Väntar på svar"), "their own stays theirs");
    for title in others {
        assert!(everybodys.shows(title), "{title}: who uses the system sees all");
        assert!(!theirs.shows(title), "{title}");
    }
}

fn a_script_makes_changes_and_answers_suggestions(db: &TestDb) {
    let world = World::new(db);
    let site = world.site(&[&world.user, &world.manager]);
    let all = "/api/v1/suggestions";
    let (mut user, mut manager) = (world.script(&site, &world.user), world.script(&site, &world.manager));
    let new = json!({"system": world.system.to_string(), "title": "Sök på belopp"});
    let made = user.send_json("POST", all, &[], &new);
    assert_eq!(made.status, 201, "{}", made.text());
    let address = made.header("location").to_owned();
    let tag = user.get(&address).header("etag").to_owned();
    let change = json!({"content": "Det tar tid."});
    let changed = user.send_json("PATCH", &address, &[("if-match", &tag)], &change);
    assert_eq!(changed.status, 200, "{}", changed.text());
    let act = |visitor: &mut testkit::Visitor, name: &str, body: &serde_json::Value| {
        visitor.send_json("POST", &format!("{address}/actions/{name}"), &[], body)
    };
    assert_eq!(act(&mut user, "weigh", &json!({"benefit": 5})).status, 403);
    let weighed = act(&mut manager, "weigh", &json!({"benefit": 5}));
    assert_eq!(weighed.json()["benefit"], 5, "{}", weighed.text());
    assert_eq!(act(&mut manager, "join", &json!({})).status, 422);
    assert_eq!(act(&mut manager, "decline", &json!({})).status, 422);
    let declined = act(&mut manager, "decline", &json!({"answer": "Ryms inte"}));
    assert_eq!(declined.json()["state"], "declined", "{}", declined.text());
    assert_eq!(act(&mut manager, "reopen", &json!({})).json()["state"], "open");
    assert_eq!(act(&mut manager, "carry-out", &json!({})).json()["state"], "done");
    let listed = user.get(&format!("{all}?state=done&system={}", world.system)).json();
    assert_eq!(listed["items"][0]["title"], "Sök på belopp", "{listed}");
}
