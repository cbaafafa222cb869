//! The links by which pages lead to what mends a demand: nobody is sent where they are refused.

use crate::program::{PASSWORD, Persona, Program};
use testkit::{TestDb, on_both_engines};
use vidmakt::domains;

/// What a page calls the ways out of a demand, by their paths.
const WAYS_OUT: [&str; 8] = [
    "/uppdrag/nytt",
    "/dokument/nytt",
    "/planer/ny",
    "/grupper/ny",
    "/andra#",
    "/anvandning",
    "flik=dokument",
    "/undantag/",
];

/// The ways out of demands that a page offers.
fn ways_out(html: &str) -> Vec<String> {
    let hrefs = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let offered = hrefs.filter(|href| WAYS_OUT.iter().any(|way| href.contains(way)));
    offered.map(|href| href.replace("&amp;", "&")).collect()
}

fn the_lists_of_demands_offer_everybody_only_what_they_may_mend(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "vmkf");
    program.one_of_each(&here);
    let system = program.system(&here, here.own, "Elevregister");
    let held = |function: &str, subject| -> Persona {
        let persona = program.employed(&here, function);
        program.grant(&here, &persona, function, subject);
        persona
    };
    let people = [
        program.administrator(&here),
        held("owner", system),
        held("business_manager", system),
        held("operations", system),
        held("it_strategist", here.own),
        held("head_of_it", here.own),
    ];
    let mut followed = 0;
    for persona in &people {
        let mut browser = program.browser(persona);
        for page in ["/brister", "/", "/krav", "/krav/objekt"] {
            for way in ways_out(&browser.get(page).text()) {
                let there = browser.get(way.split('#').next().unwrap_or_default());
                assert_eq!(there.status, 200, "{} goes from {page} to {way}", persona.user);
                followed += 1;
            }
        }
    }
    assert!(followed > 10, "{followed} links followed");
    let mut reader = program.visitor().signed_in(&people[4].user, PASSWORD);
    let told = reader.get("/brister").text();
    assert!(told.contains("Görs av"), "who appoints is named to who does not: {told}");
}

on_both_engines!(domains::schema();
    the_lists_of_demands_offer_everybody_only_what_they_may_mend,
);
