//! What holds for every list and every page: a list is taken along as a file, and a page of the past leads nowhere but
//! into the past.

use crate::program::{Federation, PASSWORD, Persona, Program};
use std::collections::{BTreeSet, VecDeque};
use testkit::{Acting as _, Seen, TestDb, Visitor, on_both_engines, operator};
use vidmakt::domains;

/// The lists, each with a word that a federation with a record of each kind has in it.
const LISTS: [(&str, &str); 16] = [
    ("/objekt", "infrastrukturobjekt"),
    ("/dokument", "Dokument"),
    ("/test", "Test"),
    ("/ansvar/lista", "System"),
    ("/planer", "systemförvaltningsplan"),
    ("/planer/aktiviteter", "Activity"),
    ("/forslag", "Suggestion"),
    ("/brister", "System"),
    ("/krav", "System"),
    ("/administration/handelser", "Systemet registrerades"),
    ("/administration/organisationer", "The own"),
    ("/leverantorer", ""),
    ("/administration/enheter", ""),
    ("/administration/verksamhetsstallen", ""),
    ("/administration/personer", "administrator"),
    ("/uppdrag", ""),
];
const DAY: &str = "as_of=2026-03-02";
/// Pages that a crawl looks at: each kind is met long before.
const MOST_PAGES: usize = 80;

fn founded(program: &Program) -> (Federation, Persona) {
    let here = program.federation("here", "vmkf");
    program.one_of_each(&here);
    let head = program.administrator(&here);
    program.grant(&here, &head, "head_of_it", here.own);
    (here, head)
}

/// Pages with a table that are no lists to filter, save and take along, each with the reason.
const NO_LISTS: &[(&str, &str)] = &[
    ("/riktlinje", "what the guideline says, in its own order"),
    ("/riktlinje/parametrar", "the values of the guideline"),
    ("/riktlinje/tackning", "sums over the guideline"),
    ("/riktlinje/oklart", "a few places, taken along as a file of their own"),
    ("/administration/regelpaket", "the packs that have been in force, a few in a lifetime"),
    (
        "/administration/regelpaket/sida-vid-sida",
        "two guidelines beside each other, with a file of their own",
    ),
    ("/administration/falt", "fields of each kind of record, fifty at the most"),
    ("/administration/delning", "what each of one's own organisations shows to whom, in parts"),
];

/// The pages of the program whose address is no record's, as somebody sees them who may see all.
fn pages_without_ids(browser: &mut Visitor) -> Vec<(web::Route, Seen)> {
    let is_page =
        |route: &web::Route| route.method == web::Method::Get && !route.is_api() && !route.path.contains('{');
    let routes = domains::routes().into_iter().filter(is_page);
    let seen: Vec<(web::Route, Seen)> = routes.map(|route| (route, browser.get(route.path))).collect();
    seen.into_iter().filter(|(_, seen)| seen.header("content-type").starts_with("text/html")).collect()
}

fn every_page_that_is_a_list_says_so_that_views_of_it_may_be_saved(db: &TestDb) {
    let program = Program::on(db);
    let (_, head) = founded(&program);
    let mut browser = program.browser(&head);
    let (mut lists, mut wrong) = (0, Vec::new());
    for (route, seen) in pages_without_ids(&mut browser) {
        let (path, text) = (route.path, seen.text());
        let is_excused = NO_LISTS.iter().any(|(excused, _)| *excused == path);
        match (route.list, text.contains("class=\"list-tools\""), text.contains("<table")) {
            (Some(_), true, _) => lists += 1,
            (Some(_), false, _) => wrong.push(format!("{path} says that it is a list and shows none")),
            (None, true, _) => wrong.push(format!("{path} shows a list and does not say so")),
            (None, false, true) if !is_excused => wrong.push(format!("{path} shows a table that is no list")),
            _ => {}
        }
        if route.list.is_some() {
            let bar = seen.page().link("Spara vyn");
            assert!(
                bar.is_some_and(|href| href.starts_with("/vyer/ny?lista=")),
                "{path} offers to save a view"
            );
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(lists >= 18, "{lists} lists are found");
}

/// The headings of a file.
fn headings(seen: &Seen) -> Vec<String> {
    let text = seen.text();
    let line = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default().to_owned();
    line.split(';').map(|one| one.trim_matches('"').to_owned()).collect()
}

fn a_file_has_the_columns_that_its_list_shows_at_the_same_address(db: &TestDb) {
    let program = Program::on(db);
    let (_, head) = founded(&program);
    let mut browser = program.browser(&head);
    for place in web::list_places(&domains::routes()) {
        let list = place.path;
        let text = browser.get(list).text();
        let keys = text.split("name=\"kolumn\" value=\"").skip(1).filter_map(|rest| rest.split('"').next());
        for key in keys {
            let shown = browser.get(&format!("{list}?kolumn={key}")).page().texts("thead th");
            let file = browser.get(&format!("{list}?kolumn={key}&format=csv&kolumner=valda"));
            // What a cell only draws, such as a way to mend, is left out of a file.
            let told = headings(&file);
            assert!(shown.is_empty() || shown.starts_with(&told), "{list} {key}: {shown:?} {told:?}");
            let all = headings(&browser.get(&format!("{list}?kolumn={key}&format=csv")));
            assert!(all.len() >= told.len() && told.len() <= 2, "{list} {key}: {all:?}");
        }
        let usual = browser.get(list).page().texts("thead th");
        let told = headings(&browser.get(&format!("{list}?format=csv&kolumner=valda")));
        let has_columns = text.contains("name=\"kolumn\"") && !usual.is_empty();
        assert!(!has_columns || usual.starts_with(&told), "{list}: {usual:?} {told:?}");
    }
}

fn the_list_of_systems_is_taken_along_as_it_is_shown_beside_the_whole_register(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "vmkf");
    for name in ["Elevregister", "Lön"] {
        program.system(&here, here.own, name);
    }
    let mut browser = program.browser(&program.administrator(&here));
    let page = browser.get("/system?sort=-name&kolumn=kind").page();
    let file = page.link("CSV-fil, kolumnerna som visas").expect("the list as it is shown");
    let text = browser.get(&file).text();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert!(lines[0].starts_with("Namn;Typ") && lines[0].matches(';').count() == 1, "{text}");
    assert!(lines[1].starts_with("Lön;") && lines[2].starts_with("Elevregister;"), "{text}");
    let whole = page.link("Hela registret (CSV)").expect("the register");
    assert!(whole.starts_with("/system/exportera?"), "{whole}");
    assert!(headings(&browser.get(&whole)).len() > 10);

    let mut clerk = program.browser(&program.employed(&here, "medarbetare"));
    assert_eq!(clerk.get("/system").page().link("CSV-fil"), None);
    assert_eq!(clerk.get("/system?format=csv").status, 403, "who may not export gets no file");
}

fn every_list_is_taken_along_as_a_file_of_the_whole_view(db: &TestDb) {
    let program = Program::on(db);
    let (_, head) = founded(&program);
    let mut browser = program.browser(&head);
    for place in web::list_places(&domains::routes()) {
        let list = place.path;
        let word = LISTS.iter().find(|(path, _)| *path == list).map_or("", |(_, word)| *word);
        let page = browser.get(list);
        assert_eq!(page.status, 200, "{list}: {}", page.text());
        for format in ["csv", "xlsx"] {
            let address = format!("{list}?format={format}");
            assert!(page.text().contains(&format!("href=\"{address}\"")), "{list} offers {format}");
            let file = browser.get(&address);
            assert_eq!(file.status, 200, "{address}: {}", file.text());
            assert!(file.header("content-disposition").starts_with("attachment"), "{address}");
        }
        let text = browser.get(&format!("{list}?format=csv")).text();
        assert!(text.lines().count() > usize::from(!word.is_empty()), "{list}: {text}");
        assert!(text.contains(word), "{list} tells of {word}: {text}");
        assert_eq!(browser.get(&format!("{list}?format=doc")).status, 422, "{list}");
    }
}

fn what_is_missing_is_refused_in_words_to_who_may_read_no_findings(db: &TestDb) {
    let program = Program::on(db);
    let (here, _) = founded(&program);
    let mut browser = program.browser(&program.employed(&here, "medarbetare"));
    for list in ["/brister", "/krav"] {
        let seen = browser.get(list);
        assert_eq!(seen.status, 403, "{list}: {}", seen.text());
        assert!(!seen.text().contains(&format!("href=\"{list}\"")), "the menu leads not to {list}");
    }
}

fn systems_are_filtered_by_the_unit_that_uses_them_by_its_name(db: &TestDb) {
    let program = Program::on(db);
    let (here, head) = founded(&program);
    let own = here.own;
    let used = program.system(&here, own, "Elevregister");
    program.write(&here, move |tx| {
        let unit = organisation::Unit::new("Rektorsenheten", own);
        let because = organisation::Because::default();
        let unit = organisation::save_unit(tx, &organisation::SaveUnit { unit, revision: None, because })?;
        let place =
            register::SystemUse { organisation: Some(own), unit: Some(unit.id), number_of_users: None };
        register::set_system_uses(tx, used, 1, &[place])
    });
    let mut browser = program.browser(&head);
    for list in ["/krav", "/system"] {
        for typed in ["rektors", "Rektorsenheten%20(The%20own)"] {
            let rows = browser.get(&format!("{list}?unit={typed}")).page().rows();
            assert_eq!(rows.len(), 1, "{list} {typed}: {rows:?}");
            assert!(rows[0][0].contains("Elevregister"), "{rows:?}");
        }
        assert_eq!(browser.get(&format!("{list}?unit=nowhere")).page().rows(), Vec::<Vec<String>>::new());
    }
    assert!(browser.get("/forslag/enheter?q=rektor").text().contains("Rektorsenheten (The own)"));
}

fn a_long_history_is_paged_and_nothing_of_it_is_cut_in_silence(db: &TestDb) {
    let program = Program::on(db);
    let (here, head) = founded(&program);
    let system = program.system(&here, here.own, "Lön");
    program.write(&here, move |tx| {
        for number in 0..120 {
            let before = register::visible_system(tx, system)?;
            let notes = format!("anteckning {number}");
            register::change_system(tx, register::System { notes, ..before })?;
        }
        Ok(())
    });
    let mut browser = program.browser(&head);
    let newest = browser.get(&format!("/system/{system}?flik=historik")).page();
    assert!(newest.shows("anteckning 119") && !newest.shows("Systemet registrerades"));
    let older = browser.get(&newest.link("Äldre händelser").expect("a way to older events")).page();
    assert!(older.shows("anteckning 0") && older.shows("Systemet registrerades"));
    assert_eq!(older.link("Äldre händelser"), None);
    let back = older.link("Till de nyaste händelserna").expect("a way back");
    assert!(browser.get(&back).page().shows("anteckning 119"));
}

/// A browser of a later day, in which the day of the records is past.
fn later(program: &Program, persona: &Persona) -> Visitor {
    program.site_at(operator().at("2026-03-04T08:00:00Z").now).visitor().signed_in(&persona.user, PASSWORD)
}

/// Where the links of a page lead within the program.
fn links(html: &str) -> Vec<String> {
    let anchors = html.split("<a ").skip(1).filter_map(|rest| rest.split('>').next());
    let hrefs = anchors.filter_map(|tag| tag.split("href=\"").nth(1)?.split('"').next());
    hrefs.filter(|href| href.starts_with('/')).map(|href| href.replace("&amp;", "&")).collect()
}

/// The visitor's own account, and what is done today: adopting a pack.
fn leads_to_today(path: &str) -> bool {
    path == web::layout::ACCOUNT_PATH || path.starts_with("/administration/regelpaket/")
}

fn a_page_of_the_past_leads_only_to_pages_of_the_same_day(db: &TestDb) {
    let program = Program::on(db);
    let (_, head) = founded(&program);
    let mut browser = later(&program, &head);
    let mut waiting = VecDeque::from([format!("/?{DAY}")]);
    let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut astray = BTreeSet::new();
    let mut pages = 0;
    while let Some(address) = waiting.pop_front().filter(|_| pages < MOST_PAGES) {
        pages += 1;
        let answer = browser.get(&address);
        assert_eq!(answer.status, 200, "{address}: {}", answer.text());
        let here = address.split('?').next().unwrap_or_default();
        for link in links(&answer.text()) {
            let path = link.split('?').next().unwrap_or_default();
            if link.contains(DAY) {
                if !path.starts_with("/system/importera")
                    && !link.contains("format=")
                    && seen.insert(link.clone())
                {
                    waiting.push_back(link);
                }
            } else if path != here && !leads_to_today(path) {
                astray.insert(format!("{here} leads to {link}"));
            }
        }
    }
    assert!(pages > 40, "the crawl ended after {pages} pages");
    assert_eq!(astray, BTreeSet::new());
}

on_both_engines!(domains::schema();
    every_page_that_is_a_list_says_so_that_views_of_it_may_be_saved,
    a_file_has_the_columns_that_its_list_shows_at_the_same_address,
    the_list_of_systems_is_taken_along_as_it_is_shown_beside_the_whole_register,
    every_list_is_taken_along_as_a_file_of_the_whole_view,
    what_is_missing_is_refused_in_words_to_who_may_read_no_findings,
    systems_are_filtered_by_the_unit_that_uses_them_by_its_name,
    a_long_history_is_paged_and_nothing_of_it_is_cut_in_silence,
    a_page_of_the_past_leads_only_to_pages_of_the_same_day,
);
