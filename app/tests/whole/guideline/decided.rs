//! The guideline as it is decided in the browser and by scripts: from the text of an own entry to the list of gaps, back
//! to an earlier version, on to a new one, and the same trial told in three places.

use super::{DEPUTIES, owner_of, world};
use crate::commands::{DONE, run_on};
use crate::program::{Federation, Persona, Program, day};
use findings::AdoptPack;
use kernel::{Actor, Language};
use organisation::{Because, SetDeputy, set_deputy};
use policy::PackSource;
use serde_json::{Value as Json, json};
use storage::View;
use testkit::{Acting as _, TestDb, Visitor, on_both_engines, operator};
use vidmakt::domains;

const PACKS: &str = "/administration/regelpaket";
const OWN_ENTRIES: &str = "/administration/regelpaket/i-kraft";

/// A demand on a field that the federation has added.
const SIGNED: &str = "pack = \"itradet\"\nreason = { sv = \"Vi följer upp avtal.\", en = \"We follow up contracts.\" }\n\
    decision = \"KS § 9\"\n\n[[field_demand]]\nrule = \"contract-signed\"\nfact = \"custom.kontrakt_tecknat\"\n\
    strength = \"must\"\nresponsible = [{ role = \"system_owner\" }]\n\
    text = { sv = \"Avtalets dag är känd.\", en = \"The day of the contract is known.\" }\nclauses = [\"S1-013\"]\n";

/// A demand on what is chosen in a field that the federation has added.
const LEVEL: &str = "pack = \"itradet\"\nreason = { sv = \"Vi väger system.\", en = \"We weigh systems.\" }\n\
    decision = \"KS § 11\"\n\n[[field_demand]]\nrule = \"level-is-high\"\nfact = \"custom.niva\"\nvalue = \"hog\"\n\
    strength = \"must\"\nresponsible = [{ role = \"system_owner\" }]\n\
    text = { sv = \"Nivån är hög.\", en = \"The level is high.\" }\nclauses = [\"S1-013\"]\n";

/// Entries that move the notice of a coming vacancy.
const EARLIER: &str = "pack = \"itradet\"\nreason = { sv = \"Vi vill veta tidigare.\", en = \"We want to know earlier.\" }\n\
    decision = \"KS § 7\"\n\n[[set]]\nparameter = \"vacancy_notice_days\"\nvalue = 120\n";

/// Writes own entries in the browser, looks at what they would change, and adopts them.
fn decide(browser: &mut Visitor, overlay: &str) -> testkit::PageSeen {
    let shown = browser.submit(OWN_ENTRIES, OWN_ENTRIES, &[("overlay", overlay)]);
    assert_eq!(shown.status, 200, "{}", shown.text());
    let page = shown.page();
    let form = page.form(OWN_ENTRIES);
    let fields: Vec<(&str, &str)> =
        form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let adopted = browser.post(OWN_ENTRIES, &fields);
    assert_eq!(adopted.status, 303, "{}", adopted.text());
    page
}

/// The gaps that stand on the page of gaps and hold a text, as rows.
fn gaps_with(browser: &mut Visitor, text: &str) -> Vec<String> {
    let mut rows = browser.get("/brister").page().texts("tbody tr");
    rows.retain(|row| row.contains(text));
    rows
}

fn a_deputy_of_each_owner_is_demanded_in_the_browser_and_who_has_none_is_listed(db: &TestDb) {
    let (program, here, head) = world(db);
    let (alone, covered) =
        (program.system(&here, here.own, "Lön"), program.system(&here, here.own, "Elevregister"));
    let (owner, deputy) =
        (program.employed(&here, "systemägare"), program.employed(&here, "ställföreträdare"));
    owner_of(&program, &here, alone, owner.person);
    let held = owner_of(&program, &here, covered, owner.person);
    let mut browser = program.browser(&head);
    let page = decide(&mut browser, DEPUTIES);
    assert!(page.shows("Systemägaren har en ställföreträdare."), "{:?}", page.texts("tbody tr"));
    assert_eq!(gaps_with(&mut browser, "Ställföreträdare saknas").len(), 2);
    let named = SetDeputy {
        id: held.id,
        revision: held.revision,
        deputy: Some(deputy.person),
        from: None,
        to: None,
        because: Because { reason: "Krävs".into(), decision: String::new() },
    };
    program.write(&here, move |tx| set_deputy(tx, &named));
    let lacking = gaps_with(&mut browser, "Ställföreträdare saknas");
    assert!(lacking.len() == 1 && lacking[0].contains("Lön"), "{lacking:#?}");
}

fn a_field_of_ones_own_is_demanded_in_the_browser_and_where_it_is_empty_is_listed(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "itradet");
    let head = program.administrator(&here);
    program.grant(&here, &head, "head_of_it", here.own);
    for name in ["Lön", "Elevregister"] {
        program.system(&here, here.own, name);
    }
    let (mut browser, mut script) = (program.browser(&head), program.script(&head));
    let unknown = browser.submit(OWN_ENTRIES, OWN_ENTRIES, &[("overlay", SIGNED)]);
    assert_eq!(unknown.status, 422, "there is no such field yet");
    assert!(unknown.page().shows("Rad 7"), "{}", unknown.text());
    let field = json!({"record_kind": "system", "label_sv": "Kontrakt tecknat", "field_type": "date"});
    let made = script.send_json("POST", "/api/v1/custom-fields", &[], &field);
    assert_eq!(made.status, 201, "{}", made.text());
    let page = decide(&mut browser, SIGNED);
    assert!(
        page.shows("”Kontrakt tecknat” är ifyllt"),
        "the demand is said in words: {:?}",
        page.texts("tbody tr")
    );
    assert_eq!(gaps_with(&mut browser, "Uppgiften saknas: Kontrakt tecknat").len(), 2);
    let systems = script.get("/api/v1/systems").json();
    let items = systems["items"].as_array().expect("systems");
    let pay = items.iter().find(|one| one["name"] == "Lön").expect("Lön");
    let address = format!("/api/v1/systems/{}", pay["id"].as_str().expect("an id"));
    patched(&mut script, &address, &json!({"custom": {"kontrakt_tecknat": "2024-03-01"}}));
    let lacking = gaps_with(&mut browser, "Uppgiften saknas: Kontrakt tecknat");
    assert!(lacking.len() == 1 && lacking[0].contains("Elevregister"), "{lacking:#?}");
}

/// Changes a record by the API.
fn patched(script: &mut Visitor, address: &str, body: &Json) {
    let tag = script.get(address).header("etag").to_owned();
    let changed = script.send_json("PATCH", address, &[("if-match", &tag)], body);
    assert_eq!(changed.status, 200, "{address}: {}", changed.text());
}

fn a_choice_that_is_retired_is_refused_at_its_line_and_what_was_decided_goes_on_judging(db: &TestDb) {
    let program = Program::on(db);
    let here = program.federation("here", "itradet");
    let head = program.administrator(&here);
    program.grant(&here, &head, "head_of_it", here.own);
    let pay = program.system(&here, here.own, "Lön");
    program.system(&here, here.own, "Elevregister");
    let (mut browser, mut script) = (program.browser(&head), program.script(&head));
    let field =
        json!({"record_kind": "system", "label_sv": "Nivå", "field_type": "choice", "choices": "Låg\nHög"});
    let made = script.send_json("POST", "/api/v1/custom-fields", &[], &field);
    assert_eq!(made.status, 201, "{}", made.text());
    decide(&mut browser, LEVEL);
    assert_eq!(gaps_with(&mut browser, "Nivå").len(), 2);
    patched(&mut script, &format!("/api/v1/systems/{pay}"), &json!({"custom": {"niva": "hog"}}));
    patched(&mut script, made.header("location"), &json!({"choices": "lag: Låg"}));
    let lacking = gaps_with(&mut browser, "Nivå");
    assert!(lacking.len() == 1 && lacking[0].contains("Elevregister"), "{lacking:#?}");
    // Whoever would change the entry sees at once what no longer fits.
    let page = browser.get(OWN_ENTRIES).page();
    assert!(page.shows("Rad 8") && page.shows("Värdet ”hog” är okänt här."), "{:?}", page.texts("li"));
}

fn what_stands_in_law_is_shown_and_an_own_entry_that_changes_it_is_refused_at_its_line(db: &TestDb) {
    let (program, _, head) = world(db);
    let mut browser = program.browser(&head);
    let page = browser.get("/riktlinje/parametrar").page();
    let rows: Vec<String> = page.texts("tbody tr");
    let of = |id: &str| rows.iter().find(|row| row.contains(id)).unwrap_or_else(|| panic!("{id}: {rows:#?}"));
    let breach = of("personal_data_breach_hours");
    assert!(
        ["72", "lag", "2018-05-25", "EU-2016-679-33"].iter().all(|part| breach.contains(part)),
        "{breach}"
    );
    let notice = of("vacancy_notice_days");
    assert!(notice.contains("90") && notice.contains("kommun"), "{notice}");
    assert!(browser.get("/riktlinje/EU-2016-679-33").page().shows("72 timmar"));
    let relaxed = EARLIER
        .replace("vacancy_notice_days", "personal_data_breach_hours")
        .replace("value = 120\n", "value = 120\noverride = true\n");
    let refused = browser.submit(OWN_ENTRIES, OWN_ENTRIES, &[("overlay", &relaxed)]);
    assert_eq!(refused.status, 422);
    let page = refused.page();
    assert!(page.shows("Rad 6, kolumn 1:") && page.shows("står i lag"), "{:?}", page.texts("li"));
    decide(&mut browser, EARLIER);
    let rows: Vec<String> = browser.get("/riktlinje/parametrar").page().texts("tbody tr");
    assert!(
        rows.iter().any(|row| row.contains("vacancy_notice_days")
            && row.contains("120")
            && row.contains("eget tillägg")),
        "{rows:#?}"
    );
}

fn notice_days(program: &Program, here: &Federation, view: View) -> i64 {
    let later = Actor::operator(here.tenant, operator().now).at("2026-04-09T08:00:00Z");
    program.db.read(&later, view, findings::pack_in_force).expect("a pack").vacancy_notice_days()
}

fn an_earlier_pack_is_taken_back_into_use_after_a_look_at_what_would_change(db: &TestDb) {
    let (program, here, head) = world(db);
    let mut browser = program.browser(&head);
    decide(&mut browser, EARLIER);
    assert_eq!(notice_days(&program, &here, View::Now), 120);
    let list = browser.get(PACKS).text();
    let place =
        list.find("/administration/regelpaket/tidigare-antaget/").expect("the replaced version is offered");
    let earlier: String = list[place..].chars().take_while(|letter| *letter != '"').collect();
    let page = browser.get(&earlier).page();
    let shown = page.texts("tbody tr");
    assert!(shown.iter().any(|row| row.contains("120") && row.contains("90")), "{shown:#?}");
    assert!(page.shows("skulle tillkomma"), "what would come and go: {:?}", page.texts("p"));
    let bare = browser.submit(&earlier, &earlier, &[]);
    assert_eq!(bare.status, 422, "not without decision and reason");
    let fields = [("decision", "KS § 12"), ("reason", "Det blev för tidigt."), ("valid_from", "2026-04-01")];
    assert_eq!(browser.submit(&earlier, &earlier, &fields).status, 303);
    assert_eq!(notice_days(&program, &here, View::Now), 90, "as the first one was");
    assert_eq!(notice_days(&program, &here, View::AsOf(day("2026-03-15"))), 120, "what was judged stays so");
    let reader = program.employed(&here, "medarbetare");
    assert_eq!(program.browser(&reader).get(&earlier).status, 403);
}

/// The pack as an installation has it that adopted the version before the one that the program ships.
fn version_before() -> PackSource {
    let mut source = policy::shipped_pack("itradet").expect("shipped").clone();
    let (_, text) =
        source.files.iter_mut().find(|(name, _)| name == "pack.toml").expect("the pack's own file");
    *text = text.replace("version = \"1.1\"", "version = \"0.9\"").replace("value = 12\n", "value = 24\n");
    source
}

fn a_new_version_of_the_pack_is_looked_at_and_taken_into_use_and_the_old_days_keep_the_old_one(db: &TestDb) {
    let (program, here, head) = world(db);
    let ask = AdoptPack {
        source: version_before(),
        valid_from: Some(day("2026-03-02")),
        decision: "KS § 2".into(),
        reason: "Som den var".into(),
        ..AdoptPack::default()
    };
    program.write(&here, move |tx| findings::adopt_pack(tx, &ask));
    let mut browser = program.browser(&head);
    assert!(browser.get(PACKS).page().shows("En annan version gäller"));
    let path = format!("{PACKS}/itradet");
    let page = browser.get(&path).page();
    let rows: Vec<String> = page.texts("tbody tr");
    let shows = |parts: [&str; 2]| rows.iter().any(|row| parts.iter().all(|part| row.contains(part)));
    assert!(shows(["0.9", "1.1"]) && shows(["confirmation_months", "24"]), "{rows:#?}");
    let fields = [("decision", "KS § 3"), ("reason", "Ny version"), ("valid_from", "2026-04-01")];
    assert_eq!(browser.submit(&path, &path, &fields).status, 303);
    let version = |view: View| {
        let later = Actor::operator(here.tenant, operator().now).at("2026-04-09T08:00:00Z");
        program.db.read(&later, view, findings::pack_in_force).expect("a pack").version.clone()
    };
    assert_eq!((version(View::Now), version(View::AsOf(day("2026-03-15")))), ("1.1".into(), "0.9".into()));
}

/// How many gaps the page, the file and the command say would come and go.
fn told_three_times(db: &TestDb, program: &Program, head: &Persona, pack: &str) -> [(usize, usize); 3] {
    let mut browser = program.browser(head);
    let path = format!("{PACKS}/{pack}");
    let page = browser.get(&path).page();
    let sentence = page.texts("p").into_iter().find(|text| text.contains("skulle tillkomma")).expect("a sum");
    let numbers: Vec<usize> = sentence
        .split(|letter: char| !letter.is_ascii_digit())
        .filter_map(|word| word.parse().ok())
        .collect();
    let [come, go] = numbers[..] else { panic!("{sentence}") };
    let gaps = ["outcome-breached", "outcome-unknown"].map(|key| texts::text(Language::Swedish, key));
    let file = browser.get(&format!("{path}?format=csv")).text();
    let rows = file.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.trim_end().split(';').collect();
        let is_gap = |place: usize| gaps.iter().any(|gap| Some(gap.as_str()) == cells.get(place).copied());
        (is_gap(2), is_gap(3))
    });
    let of_file = count(rows);
    let told = run_on(db, &["policy", "try", pack, "--json"]).with(DONE).json();
    let is_gap = |outcome: &serde_json::Value| outcome == "breached" || outcome == "unknown";
    let rows = told.as_array().expect("rows").iter().map(|row| (is_gap(&row["now"]), is_gap(&row["then"])));
    [(come, go), of_file, count(rows)]
}

/// Gaps that would come, and that would go, of what is a gap now and then.
fn count(rows: impl Iterator<Item = (bool, bool)>) -> (usize, usize) {
    rows.fold((0, 0), |(come, go), row| match row {
        (false, true) => (come + 1, go),
        (true, false) => (come, go + 1),
        _ => (come, go),
    })
}

fn page_file_and_command_say_the_same_of_a_trial(db: &TestDb) {
    let (program, here, head) = world(db);
    for name in ["Lön", "Elevregister", "Diarium"] {
        program.system(&here, here.own, name);
    }
    let [page, file, command] = told_three_times(db, &program, &head, "sydnarke");
    assert!(page.0 > 2 && page.1 > 2, "{page:?}");
    assert_eq!((page, page), (file, command));
    // Own entries go along where they are laid over the pack that is tried.
    decide(&mut program.browser(&head), DEPUTIES);
    let own = run_on(db, &["policy", "try", "itradet", "--json"]).with(DONE).json();
    assert_eq!(own, json!([]), "the pack in force changes nothing against itself");
}

fn a_trial_is_told_role_by_role_and_record_by_record(db: &TestDb) {
    let (program, here, head) = world(db);
    program.system(&here, here.own, "Lön");
    let page = program.browser(&head).get(&format!("{PACKS}/sydnarke")).page();
    let rows = page.texts("tbody tr");
    let is_sum = |name: &str, row: &String| {
        row.strip_prefix(name).is_some_and(|rest| rest.chars().all(|one| one.is_ascii_digit() || one == ' '))
    };
    let sum_of = |name: &str| rows.iter().any(|row| is_sum(name, row));
    assert!(sum_of("systemägare") || sum_of("driftansvarig"), "a role: {rows:#?}");
    assert!(sum_of("Lön"), "a system: {rows:#?}");
}

on_both_engines!(domains::schema();
    a_deputy_of_each_owner_is_demanded_in_the_browser_and_who_has_none_is_listed,
    a_field_of_ones_own_is_demanded_in_the_browser_and_where_it_is_empty_is_listed,
    a_choice_that_is_retired_is_refused_at_its_line_and_what_was_decided_goes_on_judging,
    what_stands_in_law_is_shown_and_an_own_entry_that_changes_it_is_refused_at_its_line,
    an_earlier_pack_is_taken_back_into_use_after_a_look_at_what_would_change,
    a_new_version_of_the_pack_is_looked_at_and_taken_into_use_and_the_old_days_keep_the_old_one,
    page_file_and_command_say_the_same_of_a_trial,
    a_trial_is_told_role_by_role_and_record_by_record,
);
