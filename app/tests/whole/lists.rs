//! What holds for every list and every page: a list is taken along as a file, and a page of the past leads nowhere but
//! into the past.

use crate::program::{Federation, PASSWORD, Persona, Program};
use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use testkit::{Acting as _, TestDb, Visitor, on_both_engines, operator};
use vidmakt::domains;

/// The lists, each with a word that a federation with a record of each kind has in it.
const LISTS: [(&str, &str); 11] = [
    ("/objekt", "infrastrukturobjekt"),
    ("/dokument", "Dokument"),
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

fn every_list_is_taken_along_as_a_file_of_the_whole_view(db: &TestDb) {
    let program = Program::on(db);
    let (_, head) = founded(&program);
    let mut browser = program.browser(&head);
    for (list, word) in LISTS {
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
    let settings = web::Site {
        public_url: "http://localhost".into(),
        address_header: None,
        demo_accounts: Vec::new(),
        files: web::FileSettings::default(),
    };
    let clock = || operator().at("2026-03-04T08:00:00Z").now;
    let web = Arc::new(domains::web(program.db.clone(), settings, Arc::new(clock)));
    testkit::Site::new(web::router(web)).visitor().signed_in(&persona.user, PASSWORD)
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
    every_list_is_taken_along_as_a_file_of_the_whole_view,
    what_is_missing_is_refused_in_words_to_who_may_read_no_findings,
    systems_are_filtered_by_the_unit_that_uses_them_by_its_name,
    a_long_history_is_paged_and_nothing_of_it_is_cut_in_silence,
    a_page_of_the_past_leads_only_to_pages_of_the_same_day,
);
