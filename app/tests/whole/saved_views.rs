//! Saved views of lists: saved and opened, shared, begun with, told of what is gone, and sent as files to who may see them.

mod sent;

use crate::program::{Federation, PASSWORD, Persona, Program};
use kernel::{Error, Id};
use serde_json::json;
use testkit::{TestDb, on_both_engines};
use vidmakt::domains;
use views::{SaveView, SavedView, SharedWith, save_view};

/// Saves a view as somebody.
fn saved(
    program: &Program,
    federation: &Federation,
    persona: &Persona,
    view: SavedView,
) -> kernel::Result<SavedView> {
    let actor = program.actor(federation, persona);
    program.db.write(&actor, move |tx| save_view(tx, SaveView { view, revision: None }))
}

fn view_of(list: &str, name: &str, query: &str, shared_with: SharedWith) -> SavedView {
    SavedView { query: query.into(), shared_with: Some(shared_with), ..SavedView::new(list, name) }
}

fn a_view_is_saved_from_its_list_opened_changed_and_removed(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "sydnarke");
    let mut browser = program.browser(&program.administrator(&here));
    program.system(&here, here.own, "Elevregister");
    program.system(&here, here.own, "Lön");
    let list = browser.get("/system?q=elev&kolumn=kind&sort=-name").page();
    let form = list.link("Spara vyn").expect("a way to save");
    let seen = browser.submit(&form, "/vyer/ny", &[("name", "Skolans"), ("shared_with", "nobody")]);
    assert_eq!(seen.status, 303, "{}", seen.text());
    let address = seen.header("location").to_owned();
    assert!(address.starts_with("/system?q=elev&sort=-name&kolumn=kind&vy="), "{address}");
    let opened = browser.get(&address).page();
    assert!(opened.shows("Vy: Skolans"));
    assert_eq!(opened.rows().len(), 1);
    assert_eq!(opened.link("Spara ändringarna i vyn"), None, "nothing is changed");
    assert_eq!(
        browser.get("/system").page().link("Skolans"),
        Some(address.clone()),
        "every list offers its views"
    );

    let page = opened.link("Vyns inställningar").expect("a page of the view");
    let short = browser.get(&format!("{page}/oppna"));
    assert_eq!(short.header("location"), address, "{}", short.text());
    let narrowed = address.replace("q=elev", "q=lön").replace('ö', "%C3%B6");
    let change = browser.get(&narrowed).page().link("Spara ändringarna i vyn").expect("what is seen differs");
    let seen = browser.submit(&change, &format!("{page}/andra"), &[("name", "Lönen")]);
    assert!(seen.header("location").contains("q=l%C3%B6n"), "{} {}", seen.header("location"), seen.text());
    let told = browser.get(&page).page();
    for words in ["Sök: lön", "Ordning Namn, fallande", "Kolumner Namn, Typ"] {
        assert!(told.shows(words), "{words}: {:?}", told.texts("main"));
    }

    let seen = browser.submit(&format!("{page}/ta-bort"), &format!("{page}/ta-bort"), &[]);
    assert_eq!(seen.status, 303, "{}", seen.text());
    assert_eq!(browser.get(&page).status, 404);
    assert_eq!(browser.get(&address).status, 200, "a link of a view that is gone still shows the list");
}

fn a_view_is_shared_by_who_may_and_seen_by_those_it_is_shared_with(db: &TestDb) {
    let program = Program::on(db);
    let (here, there) = (program.federation("here", "sydnarke"), program.federation("there", "vmkf"));
    let (head, clerk) = (program.administrator(&here), program.employed(&here, "medarbetare"));
    let of = |name, with| view_of("/system", name, "q=x", with);
    let shared = saved(&program, &here, &head, of("Gemensam", SharedWith::Federation)).expect("it is shared");
    saved(&program, &here, &head, of("Husets", SharedWith::Organisation)).expect("it is shared");
    saved(&program, &here, &head, of("Egen", SharedWith::Nobody)).expect("it is kept");
    let refused = saved(&program, &here, &clerk, of("Min", SharedWith::Organisation));
    assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");

    let mut browser = program.browser(&clerk);
    let page = browser.get("/system").page();
    assert!(page.link("Gemensam").is_some() && page.link("Husets").is_some());
    assert_eq!(page.link("Egen"), None);
    let address = format!("/vyer/{}", shared.id);
    assert_eq!(browser.get(&address).status, 200);
    let seen = browser.submit(&format!("{address}/andra"), &format!("{address}/andra"), &[("name", "Tagen")]);
    assert_eq!(seen.status, 403, "{}", seen.text());
    let outside = program.somebody(&here, "leverantor");
    let actor = program.actor(&here, &outside);
    let of_house = |read: &storage::Read| {
        let query = storage::Query::first(10);
        let day = read.today();
        let query = query.filter("open", storage::values![outside.person, outside.person, day, day]);
        views::VIEWS.page::<SavedView>(read, &query)
    };
    let seen = program.db.read(&actor, storage::View::Now, of_house).expect("a list").items;
    assert_eq!(seen.iter().map(|view| &*view.name).collect::<Vec<_>>(), ["Gemensam"]);

    let mut neighbour = program.browser(&program.administrator(&there));
    assert_eq!(neighbour.get(&address).status, 404);
    assert_eq!(neighbour.get("/system").page().link("Gemensam"), None);
}

fn one_begins_with_the_view_that_one_has_chosen(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "sydnarke");
    let clerk = program.employed(&here, "medarbetare");
    let view = saved(&program, &here, &clerk, view_of("/system", "Mina", "q=x", SharedWith::Nobody))
        .expect("a view");
    let begun_at = || {
        let fields = [("user_name", clerk.user.as_str()), ("password", PASSWORD)];
        program.visitor().post("/logga-in", &fields).header("location").to_owned()
    };
    assert_eq!(begun_at(), "/");
    let (page, start) = (format!("/vyer/{}", view.id), format!("/vyer/{}/startsida", view.id));
    let mut browser = program.browser(&clerk);
    assert_eq!(browser.submit(&page, &start, &[]).status, 303);
    assert_eq!(begun_at(), view.address().href());
    assert_eq!(browser.get("/").status, 200, "Start is where it was");
    browser.submit(&page, &start, &[("start", "off")]);
    assert_eq!(begun_at(), "/");
    browser.submit(&page, &start, &[]);
    browser.submit(&format!("{page}/ta-bort"), &format!("{page}/ta-bort"), &[]);
    assert_eq!(begun_at(), "/", "a view that is gone is no place to begin");
    let log = view_of("/administration/handelser", "Loggen", "", SharedWith::Nobody);
    let log = saved(&program, &here, &clerk, log).expect("a view").id;
    program
        .db
        .write(&program.actor(&here, &clerk), move |tx| views::begin_with(tx, log))
        .expect("it is chosen");
    assert_eq!(begun_at(), "/", "nor is a list that one may not read");
}

fn a_view_tells_what_its_list_no_longer_knows_and_loses_nothing(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "sydnarke");
    let head = program.administrator(&here);
    program.system(&here, here.own, "Elevregister");
    let query = "custom.borta=1&kind=borta&q=elev&sort=borta&kolumn=borta&kolumn=kind";
    let view = saved(&program, &here, &head, view_of("/system", "Gammal", query, SharedWith::Nobody))
        .expect("a view");
    let mut browser = program.browser(&head);
    let seen = browser.get(&view.address().href());
    assert_eq!(seen.status, 200, "{}", seen.text());
    let page = seen.page();
    let gone = [
        "Ett filter finns inte längre i listan",
        "det som valdes går inte längre att välja",
        "Det som listan ordnades efter finns inte längre",
        "En kolumn finns inte längre i listan",
    ];
    let settings = browser.get(&format!("/vyer/{}", view.id)).page();
    for told in gone {
        assert!(page.shows(told), "{told}: {}", seen.text());
        assert!(settings.shows(told), "{told}: {:?}", settings.texts("main"));
    }
    for name in ["custom.borta", "borta"] {
        assert!(!page.texts(".ds-alert").concat().contains(name), "{name} is a name for the program");
    }
    assert_eq!(page.rows().len(), 1, "the rest of the view narrows the list");
    assert!(!browser.get("/system?kind=borta").page().shows("i vyn"), "only a view is told so");
    let read = |read: &storage::Read| views::visible_view(read, view.id);
    let kept = program.db.read(&program.actor(&here, &head), storage::View::Now, read).expect("the view");
    assert_eq!(kept.query, query);
}

fn what_a_view_asks_is_told_in_the_words_of_its_list_also_where_the_reader_is_not_shown_it(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "sydnarke");
    let (head, clerk) = (program.administrator(&here), program.employed(&here, "medarbetare"));
    program.system(&here, here.own, "Elevregister");
    let query = "has_breaches=true&sort=breaches&kolumn=organisation";
    let view = saved(&program, &here, &head, view_of("/system", "Brister", query, SharedWith::Federation))
        .expect("a view");
    let word = |key: &str| texts::text(kernel::Language::Swedish, key);
    let page = format!("/vyer/{}", view.id);
    let told = program.browser(&head).get(&page).page();
    for words in [
        format!("{}: {}", word("system-has-breaches"), word("form-yes")),
        format!("{} {}", word("view-order"), word("register-findings")),
        format!("{} {}, {}", word("view-columns"), word("system-name"), word("system-organisation")),
    ] {
        assert!(told.shows(&words), "{words}: {:?}", told.texts("main"));
    }

    let mut browser = program.browser(&clerk);
    for address in [page, view.address().href()] {
        let told = browser.get(&address).page();
        let filter = format!("Filtret {} visas inte för dig", word("system-has-breaches"));
        assert!(told.shows(&filter), "{address}: {:?}", told.texts("main"));
        assert!(!told.texts(".ds-alert").concat().contains("has_breaches"), "{address}");
    }
}

fn what_was_picked_on_another_page_is_told_of_without_its_id(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "sydnarke");
    let head = program.administrator(&here);
    let (object, subject) = (Id::new(), Id::new());
    let views = [("/system", format!("object={object}")), ("/uppdrag", format!("subject_id={subject}"))];
    for (list, query) in views {
        let view = saved(&program, &here, &head, view_of(list, list, &query, SharedWith::Nobody));
        let page = program.browser(&head).get(&format!("/vyer/{}", view.expect("a view").id)).page();
        assert!(page.shows("vald på en annan sida"), "{list}: {:?}", page.texts("main"));
        let told = page.texts("main").concat();
        assert!(![object, subject].iter().any(|id| told.contains(&id.to_string())), "{list}: {told}");
    }
}

fn a_name_is_shown_as_it_was_written_whatever_it_looks_like(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "sydnarke");
    let head = program.administrator(&here);
    let name = "<script>alert(1)</script> & \"så\"";
    let view =
        saved(&program, &here, &head, view_of("/system", name, "", SharedWith::Nobody)).expect("a view");
    let mut browser = program.browser(&head);
    for page in
        ["/system".to_owned(), "/vyer".to_owned(), format!("/vyer/{}", view.id), view.address().href()]
    {
        let seen = browser.get(&page);
        assert!(!seen.text().contains("<script>alert"), "{page}");
        assert!(seen.page().shows(name), "{page}");
    }
}

fn two_hundred_views_are_kept_and_a_list_offers_some_of_them(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "sydnarke");
    let head = program.administrator(&here);
    let actor = program.actor(&here, &head);
    let all = program.db.write(&actor, |tx| {
        (0..200).try_for_each(|number| {
            let view = SavedView::new("/system", format!("Vy {number:03}"));
            save_view(tx, SaveView { view, revision: None }).map(|_| ())
        })
    });
    all.expect("two hundred views");
    let more = saved(&program, &here, &head, SavedView::new("/system", "En till"));
    assert!(matches!(more, Err(Error::Rejected(_))), "{more:?}");
    let mut browser = program.browser(&head);
    let page = browser.get("/system").page();
    assert!(page.link("Vy 019").is_some() && page.link("Vy 020").is_none());
    let all = page.link("Det finns fler: visa alla vyer").expect("a way to all of them");
    let list = browser.get(&all).page();
    assert_eq!(list.rows().len(), 50);
    assert!(list.shows("200"));
}

fn a_view_of_a_list_that_one_may_not_read_says_so_and_opens_nothing(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "sydnarke");
    let (head, clerk) = (program.administrator(&here), program.employed(&here, "medarbetare"));
    let log = view_of("/administration/handelser", "Loggen", "", SharedWith::Federation);
    let view = saved(&program, &here, &head, log).expect("a view");
    let mut browser = program.browser(&clerk);
    let page = browser.get(&format!("/vyer/{}", view.id)).page();
    assert!(page.shows("Du får inte läsa listan längre"));
    assert_eq!(page.link("Öppna vyn"), None);
    assert_eq!(browser.get(&view.address().href()).status, 403);
}

fn scripts_save_views_and_open_the_same_as_people(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "sydnarke");
    let mut script = program.script(&program.administrator(&here));
    let new = json!({ "name": "Skolans", "list": "/system", "query": "sort=-name&q=elev", "shared_with": "nobody" });
    let made = script.send_json("POST", "/api/v1/views", &[], &new);
    assert_eq!(made.status, 201, "{}", made.text());
    let id: Id = made.json()["id"].as_str().expect("an id").parse().expect("an id");
    assert_eq!(made.json()["query"], "q=elev&sort=-name", "{}", made.text());
    let wrong = json!({ "name": "X", "list": "/finns-inte", "shared_with": "nobody" });
    assert_eq!(script.send_json("POST", "/api/v1/views", &[], &wrong).status, 422);
    let list = script.get("/api/v1/views?list=/system").json();
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1), "{list}");
    let change = json!({ "name": "Elevernas" });
    let path = format!("/api/v1/views/{id}");
    let changed = script.send_json("PATCH", &path, &[("if-match", "\"1\"")], &change);
    assert_eq!(changed.json()["name"], "Elevernas", "{}", changed.text());
    let stale = script.send_json("PATCH", &path, &[("if-match", "\"1\"")], &change);
    assert_eq!(stale.status, 412, "{}", stale.text());
    assert_eq!(script.send_json("POST", &format!("{path}/actions/remove"), &[], &json!({})).status, 200);
    assert_eq!(script.get(&path).status, 404);
}

on_both_engines!(domains::schema();
    a_view_is_saved_from_its_list_opened_changed_and_removed,
    a_view_is_shared_by_who_may_and_seen_by_those_it_is_shared_with,
    one_begins_with_the_view_that_one_has_chosen,
    a_view_tells_what_its_list_no_longer_knows_and_loses_nothing,
    what_a_view_asks_is_told_in_the_words_of_its_list_also_where_the_reader_is_not_shown_it,
    what_was_picked_on_another_page_is_told_of_without_its_id,
    a_name_is_shown_as_it_was_written_whatever_it_looks_like,
    two_hundred_views_are_kept_and_a_list_offers_some_of_them,
    a_view_of_a_list_that_one_may_not_read_says_so_and_opens_nothing,
    scripts_save_views_and_open_the_same_as_people,
);
