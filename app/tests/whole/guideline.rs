//! The guideline as those who answer for it use it: what is unclear is answered, two guidelines are compared, and a
//! federation demands more than its guideline does.

mod decided;
mod told;

use crate::program::{Federation, Persona, Program, day};
use findings::AdoptPack;
use kernel::{Actor, Id, Subject};
use organisation::{AssignRole, Because, RoleAssignment, SetDeputy, assign_role, set_deputy};
use register::SYSTEM;
use storage::View;
use testkit::{TestDb, on_both_engines, operator};
use vidmakt::domains;

const RULE: &str = "deputy-for-each-owner";
const ISSUE: &str = "/riktlinje/oklart/what-is-a-larger-purchase";
const ANSWER: [(&str, &str); 3] =
    [("answer", "Från 100 000 kr."), ("answered_by", "IT-chefen"), ("answered_on", "2026-03-01")];

/// What a federation writes to demand a deputy of each system owner.
const DEPUTIES: &str = "pack = \"itradet\"\nreason = { sv = \"Ingen ska vara ensam.\", en = \"Nobody should be alone.\" }\n\
    decision = \"KS § 9\"\n\n[[clause]]\nid = \"L-1\"\nsection = \"KS § 9\"\nsv = \"Varje systemägare har en \
    ställföreträdare.\"\nen = \"Each system owner has a deputy.\"\neffect = \"computed\"\n\n[[deputy_demand]]\nrule = \
    \"deputy-for-each-owner\"\nrole = \"system_owner\"\ntext = { sv = \"Systemägaren har en ställföreträdare.\", en = \"The \
    system owner has a deputy.\" }\nstrength = \"must\"\nclauses = [\"L-1\"]\n";

/// A federation under the guideline of seed 001 and its head of IT.
fn world(db: &TestDb) -> (Program, Federation, Persona) {
    let program = Program::on(db);
    let here = program.federation("here", "itradet");
    let head = program.employed(&here, "it-chef");
    program.grant(&here, &head, "head_of_it", here.own);
    (program, here, head)
}

fn owner_of(program: &Program, here: &Federation, system: Id, person: Id) -> RoleAssignment {
    let subject = Subject::new(SYSTEM, system);
    let assignment = RoleAssignment::new("system_owner", &subject, day("2026-02-01")).held_by(person);
    let assignment = RoleAssignment { appointed_by: "head_of_it".into(), ..assignment };
    let operator = Actor::operator(here.tenant, operator().now);
    let ask = AssignRole { assignment, reason: String::new() };
    program.db.write(&operator, move |tx| assign_role(tx, &ask)).expect("appointed")
}

fn lacks_deputy(program: &Program, here: &Federation, system: Id) -> bool {
    let operator = Actor::operator(here.tenant, operator().now);
    let subject = Subject::new(SYSTEM, system);
    let kept = program.db.read(&operator, View::Now, |read| findings::of_subject(read, &subject));
    kept.expect("judged").findings.iter().any(|finding| finding.rule == RULE && finding.is_open())
}

fn a_federation_that_demands_deputies_sees_which_owner_has_none(db: &TestDb) {
    let (program, here, head) = world(db);
    let (alone, covered) =
        (program.system(&here, here.own, "Lön"), program.system(&here, here.own, "Elevregister"));
    let (owner, deputy) =
        (program.employed(&here, "systemägare"), program.employed(&here, "ställföreträdare"));
    owner_of(&program, &here, alone, owner.person);
    let held = owner_of(&program, &here, covered, owner.person);
    let operator = Actor::operator(here.tenant, operator().now);
    let ask = AdoptPack {
        source: policy::shipped_pack("itradet").expect("shipped").clone(),
        overlay: DEPUTIES.into(),
        valid_from: Some(day("2026-03-02")),
        decision: "KS § 9".into(),
        reason: "Ingen ska vara ensam.".into(),
        seen: None,
    };
    program.db.write(&operator, move |tx| findings::adopt_pack(tx, &ask)).expect("adopted");
    assert!(lacks_deputy(&program, &here, alone) && lacks_deputy(&program, &here, covered));
    let named = SetDeputy {
        id: held.id,
        revision: held.revision,
        deputy: Some(deputy.person),
        from: None,
        to: None,
        because: Because { reason: "Krävs".into(), decision: String::new() },
    };
    program.db.write(&operator, move |tx| set_deputy(tx, &named)).expect("a deputy");
    assert!(!lacks_deputy(&program, &here, covered));
    let page = program.browser(&head).get("/brister").page();
    let rows = page.rows().into_iter().map(|row| row.join(" ")).collect::<Vec<_>>();
    let lacking: Vec<&String> = rows.iter().filter(|row| row.contains("Ställföreträdare saknas")).collect();
    assert!(lacking.len() == 1 && lacking[0].contains("Lön"), "{rows:#?}");
}

fn an_answer_to_what_is_unclear_is_noted_and_changed_with_its_history(db: &TestDb) {
    let (program, _, head) = world(db);
    let mut browser = program.browser(&head);
    assert_eq!(browser.submit(ISSUE, ISSUE, &ANSWER).status, 303);
    let list = browser.get("/riktlinje/oklart").page();
    assert!(list.shows("Från 100 000 kr."), "{:?}", list.rows());
    let first = browser.get(ISSUE).page().form(ISSUE);
    let changed = [("answer", "Från 250 000 kr."), ("decision", "KS § 4")];
    assert_eq!(browser.submit(ISSUE, ISSUE, &changed).status, 303);
    let page = browser.get(ISSUE).page();
    assert!(page.shows("Från 250 000 kr.") && page.shows("ändrade svaret"), "{:?}", page.texts("p"));
    let fields: Vec<(&str, &str)> =
        first.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let late = browser.post(ISSUE, &fields);
    assert_eq!(late.status, 422, "somebody answered meanwhile");
    let page = late.page();
    assert!(page.shows("Någon annan har ändrat samma uppgifter"), "{:?}", page.texts("h2"));
    let csv = browser.get("/riktlinje/oklart?format=csv").text();
    assert!(csv.contains("Från 250 000 kr.") && !csv.contains("Från 100 000 kr."), "{csv}");
}

fn what_changes_a_reading_is_said_in_words_with_the_ids_that_an_overlay_names_beside_it(db: &TestDb) {
    let (program, here, _) = world(db);
    let employee = program.employed(&here, "medarbetare");
    let mut browser = program.browser(&employee);
    let demand = "Systemägaren har bekräftat att uppgifterna i förteckningen stämmer.";
    let rows = browser.get("/riktlinje/oklart").page().rows();
    let cells: Vec<String> = rows.into_iter().map(|row| row[2].clone()).collect();
    assert!(cells.iter().any(|cell| cell.contains(demand)), "{cells:#?}");
    let before_notation = |cell: &String| cell.split("Som det står i paketet").next().map(str::to_owned);
    let words: Vec<String> = cells.iter().filter_map(before_notation).collect();
    let pack = program.pack("itradet");
    for rule in pack.issues.iter().flat_map(|issue| &issue.rules) {
        assert!(words.iter().all(|words| !words.contains(rule.as_str())), "{rule} stands among the words");
        assert!(cells.iter().any(|cell| cell.contains(rule.as_str())), "{rule} is nowhere");
    }
    let csv = browser.get("/riktlinje/oklart?format=csv").text();
    assert!(csv.contains(demand) && !csv.contains("record-is-confirmed"), "{csv}");
    let page = browser.get("/riktlinje/oklart/how-often-is-the-register-confirmed").page();
    assert!(page.shows(demand), "also to who may change nothing: {:?}", page.texts("dd"));
}

fn an_answer_says_who_gave_it_and_is_given_by_whoever_may_adopt(db: &TestDb) {
    let (program, here, head) = world(db);
    let mut browser = program.browser(&head);
    let lacking = browser.submit(ISSUE, ISSUE, &[("answer", "Från 100 000 kr.")]);
    assert_eq!(lacking.status, 422);
    assert!(lacking.text().contains("Från 100 000 kr."), "what was written is still there");
    assert_eq!(browser.get("/riktlinje/oklart/nothing").status, 404);
    let employee = program.employed(&here, "medarbetare");
    let mut reader = program.browser(&employee);
    let page = reader.get(ISSUE).page();
    assert!(page.shows("belopp") && !page.shows("Anteckna svaret"), "it is read, not answered");
    assert_eq!(reader.post(ISSUE, &ANSWER).status, 403);
}

fn two_guidelines_lie_side_by_side_and_are_taken_along_as_a_file(db: &TestDb) {
    let (program, _, head) = world(db);
    let mut browser = program.browser(&head);
    let path = "/administration/regelpaket/sida-vid-sida";
    let page = browser.get(&format!("{path}?forsta=i-kraft&andra=sydnarke")).page();
    assert!(page.rows().len() > 10 && page.shows("Krävs inte"), "{:?}", page.rows());
    let csv = browser.get(&format!("{path}?forsta=i-kraft&andra=sydnarke&format=csv")).text();
    assert!(csv.lines().count() > page.rows().len(), "the file has every kind: {csv}");
    assert!(csv.lines().any(|line| line.starts_with("dokument;") && line.contains(";Krävs inte;")), "{csv}");
    let same = browser.get(&format!("{path}?forsta=i-kraft&andra=itradet")).page();
    assert!(same.shows("De kräver samma sak."));
    assert_eq!(browser.get(&format!("{path}?forsta=sjunde")).status, 404);
}

fn a_trial_is_taken_along_as_a_file_of_every_gap(db: &TestDb) {
    let (program, here, head) = world(db);
    program.system(&here, here.own, "Lön");
    let mut browser = program.browser(&head);
    let file = browser.get("/administration/regelpaket/sydnarke?format=csv").text();
    let of_system = file.lines().filter(|line| line.starts_with("Lön;")).count();
    assert!(of_system > 3, "{file}");
}

on_both_engines!(domains::schema();
    a_federation_that_demands_deputies_sees_which_owner_has_none,
    an_answer_to_what_is_unclear_is_noted_and_changed_with_its_history,
    what_changes_a_reading_is_said_in_words_with_the_ids_that_an_overlay_names_beside_it,
    an_answer_says_who_gave_it_and_is_given_by_whoever_may_adopt,
    two_guidelines_lie_side_by_side_and_are_taken_along_as_a_file,
    a_trial_is_taken_along_as_a_file_of_every_gap,
);
