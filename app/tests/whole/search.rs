//! The search of the whole program: everybody finds what their lists show and nothing else, records are found by what they
//! say now, and whatever is typed gets an answer in words.

use crate::program::{Federation, Persona, Program, new_system};
use agreements::{Agreement, AgreementKind, save_agreement};
use duties::{SaveProtocol, TestKind, TestOutcome, TestProtocol, save_protocol};
use files::{Incoming, Settings, examine};
use findings::AdoptPack;
use kernel::{Actor, Id, Subject};
use organisation::{
    Because, Organisation, OrganisationKind, Person, PersonKind, SaveOrganisation, SavePerson, SaveSite,
    SaveUnit, Site, Unit, save_organisation, save_person, save_site, save_unit,
};
use register::{
    Brought, DOCUMENT, DisposeFile, Document, ManagedObject, SYSTEM, System, WithdrawDocument, attach_file,
    dispose_file, register_document, register_system, save_object, withdraw_document,
};
use search::index_more;
use std::collections::BTreeSet;
use std::sync::Arc;
use storage::{EventPage, View, history_of};
use testkit::{Seen, TestDb, Visitor, on_both_engines};
use vidmakt::domains;
use vidmakt::post::Post;
use vidmakt::rounds::Caretaker;
use web::Stopping;

/// Kinds of hits, and the list of each.
const KINDS: &[(&str, &str)] = &[
    ("system", "systems"),
    ("object", "objects"),
    ("document", "documents"),
    ("agreement", "agreements"),
    ("licence", "licences"),
    ("test_protocol", "test-protocols"),
    ("organisation", "organisations"),
    ("unit", "units"),
    ("site", "sites"),
    ("person", "people"),
];
/// The field of a record that says what it is called.
fn name_of(list: &str) -> &'static str {
    if list == "test-protocols" { "about" } else { "name" }
}

/// Stands in the name of every record that a test looks for, and in no other.
const WORD: &str = "zebra";
/// Stands in the notes of every system that a test looks for.
const NOTED: &str = "yttrium";

fn organisation(tx: &mut storage::Tx, name: &str, kind: OrganisationKind) -> kernel::Result<Id> {
    let organisation = Organisation::new(name, kind);
    let ask = SaveOrganisation { organisation, revision: None, because: Because::default() };
    Ok(save_organisation(tx, &ask)?.id)
}

/// A municipality with a record of each kind, all of them called by the word.
fn municipality(program: &Program, federation: &Federation, name: &'static str) -> (Id, Id) {
    let pack = program.write(federation, |tx| findings::pack_in_force(tx));
    let object_kind = pack.object_kinds.first().expect("a kind of object").id.clone();
    let wanted = pack.documents.iter().find(|document| document.subjects.iter().any(|kind| kind == "system"));
    let document_type = wanted.expect("a type of document").id.clone();
    program.write(federation, move |tx| {
        let named = |what: &str| format!("{what} {WORD} {name}");
        let own = organisation(tx, &named("Kommun"), OrganisationKind::Municipality)?;
        let notes = format!("{NOTED} {name}");
        let system = System { notes, ..new_system(&named("System"), own) };
        let system = register_system(tx, system)?;
        let object = ManagedObject {
            name: named("Objekt"),
            kind: object_kind,
            organisation: Some(own),
            ..ManagedObject::default()
        };
        save_object(tx, object)?;
        let unit = Unit::new(named("Enhet"), own);
        save_unit(tx, &SaveUnit { unit, revision: None, because: Because::default() })?;
        let site = Site::new(named("Skola"), own);
        save_site(tx, &SaveSite { site, revision: None, because: Because::default() })?;
        let person = Person::new(named("Handläggare"), PersonKind::Employed);
        save_person(tx, &SavePerson { person, revision: None, because: Because::default() })?;
        let document = Document::new(Subject::new(SYSTEM, system), document_type);
        register_document(tx, Document { name: named("Plan"), ..document })?;
        let supplier = organisation(tx, &format!("Leverantör {name}"), OrganisationKind::Supplier)?;
        let agreement = Agreement {
            name: named("Drift"),
            kind: Some(AgreementKind::Operation),
            supplier: Some(supplier),
            organisation: Some(own),
            starts_on: Some(tx.today()),
            systems: vec![system],
            ..Agreement::default()
        };
        save_agreement(tx, agreement)?;
        let licence = agreements::Licence {
            name: named("Kontor"),
            kind: Some(agreements::LicenceKind::Unlimited),
            organisation: Some(own),
            ..agreements::Licence::default()
        };
        agreements::save_licence(tx, licence)?;
        let protocol = TestProtocol {
            kind: Some(TestKind::Release),
            about: named("Test"),
            performed_on: Some(tx.today()),
            performed_by: "Leverantören".into(),
            outcome: Some(TestOutcome::Passed),
            ..TestProtocol::new(system)
        };
        save_protocol(tx, SaveProtocol { protocol, revision: None })?;
        Ok((own, system))
    })
}

/// Every record of a list whose field holds a word.
fn listed(script: &mut Visitor, list: &str, field: &str, word: &str) -> BTreeSet<String> {
    let seen = script.get(&format!("/api/v1/{list}?limit=200"));
    assert_eq!(seen.status, 200, "{list}: {}", seen.text());
    let items = seen.json()["items"].as_array().expect("items").clone();
    let holds = |item: &&serde_json::Value| item[field].as_str().is_some_and(|text| text.contains(word));
    items.iter().filter(holds).map(|item| item["id"].as_str().expect("an id").to_owned()).collect()
}

fn found(script: &mut Visitor, kind: &str, word: &str) -> BTreeSet<String> {
    let seen = script.get(&format!("/api/v1/search?q={word}&kind={kind}&limit=200"));
    assert_eq!(seen.status, 200, "{kind}: {}", seen.text());
    let items = seen.json()["items"].as_array().expect("items").clone();
    items.iter().map(|item| item["record"].as_str().expect("an id").to_owned()).collect()
}

/// The number beside the title of the page of hits.
fn told(browser: &mut Visitor, word: &str) -> usize {
    let page = browser.get(&format!("/sok?q={word}")).page();
    let count = page.texts("h1 .count").first().cloned().unwrap_or_default();
    count.trim().parse().unwrap_or_default()
}

fn everybody_finds_what_their_lists_show_and_is_told_of_no_more(db: &TestDb) {
    let program = Program::on(db);
    let federation = program.federation("here", "vmkf");
    let (first, system) = municipality(&program, &federation, "ett");
    let (second, _) = municipality(&program, &federation, "två");
    let personas: Vec<(&str, Persona)> = vec![
        ("administrator", program.administrator(&federation)),
        ("employed by the federation", program.employed(&federation, "medarbetare")),
        ("employed by a municipality", program.employed_at(&federation, first, "handlaggare")),
        ("owner of a system", program.employed_at(&federation, second, "agare")),
    ];
    program.grant(&federation, &personas[3].1, "system_owner", system);
    let mut met = BTreeSet::new();
    for (who, persona) in &personas {
        let (mut script, mut browser) = (program.script(persona), program.browser(persona));
        let mut count = 0;
        for (kind, list) in KINDS {
            let expected = listed(&mut script, list, name_of(list), WORD);
            assert_eq!(found(&mut script, kind, WORD), expected, "{who}: {kind}");
            count += expected.len();
            met.insert((*kind, expected.len()));
        }
        assert_eq!(told(&mut browser, WORD), count, "{who} is told how many there are");
        let noted = listed(&mut script, "systems", "notes", NOTED);
        assert_eq!(found(&mut script, "system", NOTED), noted, "{who}: notes");
        met.insert(("notes", noted.len()));
    }
    // The table says something: of most kinds some see all and others less.
    assert!(met.len() > KINDS.len() + 3, "{met:?}");
    let elsewhere = program.federation("there", "vmkf");
    let stranger = program.administrator(&elsewhere);
    assert_eq!(told(&mut program.browser(&stranger), WORD), 0);
}

fn records_are_found_by_what_they_say_now(db: &TestDb) {
    let program = Program::on(db);
    let federation = program.federation("here", "vmkf");
    municipality(&program, &federation, "ett");
    let mut script = program.script(&program.administrator(&federation));
    let mut change = |list: &str, kind: &str, change: serde_json::Value| {
        let id = found(&mut script, kind, WORD).into_iter().next().unwrap_or_else(|| panic!("no {kind}"));
        let address = format!("/api/v1/{list}/{id}");
        let revision = script.get(&address).json()["revision"].to_string();
        let seen = script.send_json("PATCH", &address, &[("if-match", &format!("\"{revision}\""))], &change);
        assert_eq!(seen.status, 200, "{list}: {}", seen.text());
        assert!(!found(&mut script, kind, WORD).contains(&id), "{kind} is found by a name that it had");
        assert!(found(&mut script, kind, "quagga").contains(&id), "{kind} is found by its new name");
    };
    for (kind, list) in KINDS {
        change(list, kind, serde_json::json!({ name_of(list): "Quagga" }));
    }
}

fn a_withdrawn_document_is_found_and_marked(db: &TestDb) {
    let program = Program::on(db);
    let federation = program.federation("here", "vmkf");
    municipality(&program, &federation, "ett");
    let administrator = program.administrator(&federation);
    let id = found(&mut program.script(&administrator), "document", WORD).into_iter().next().expect("one");
    let document: Id = id.parse().expect("an id");
    program.write(&federation, move |tx| {
        let reason = "Ersatt".to_owned();
        withdraw_document(tx, &WithdrawDocument { document, revision: None, reason })
    });
    let page = program.browser(&administrator).get(&format!("/sok?q={WORD}&kind=document")).page();
    assert!(page.shows("Tillbakadraget"));
}

fn what_is_erased_from_one_document_is_found_in_no_other_and_told_in_both(db: &TestDb) {
    let program = Program::on(db);
    let federation = program.federation("here", "vmkf");
    let (_, system) = municipality(&program, &federation, "ett");
    let mut incoming = Incoming::begin("brev.txt", 1_000).expect("room on the disk");
    incoming.write(b"Quaggan").expect("room on the disk");
    let settings = Settings::default();
    let file = examine(&settings, &incoming.end().expect("a file")).expect("a text");
    let brought = Brought { file, settings };
    let [(first, file), (second, _)] = ["Ett", "Annat"].map(|name| {
        let brought = brought.clone();
        program.write(&federation, move |tx| {
            let document = Document::new(Subject::new(SYSTEM, system), "management_plan");
            let document = register_document(tx, Document { name: name.into(), ..document })?;
            Ok((document, attach_file(tx, document, &brought)?))
        })
    });
    let mut script = program.script(&program.administrator(&federation));
    let both = BTreeSet::from([first.to_string(), second.to_string()]);
    assert_eq!(found(&mut script, "document", "quaggan"), both);
    program.write(&federation, move |tx| {
        let (reason, decision) = ("Fristen är ute".to_owned(), "Planen 4.2".to_owned());
        dispose_file(tx, &DisposeFile { file, edition: 1, reason, decision })
    });
    assert!(found(&mut script, "document", "quaggan").is_empty());
    for document in [first, second] {
        let page = EventPage { before: i64::MAX, limit: 1 };
        let subject = Subject::new(DOCUMENT, document);
        let events = program.write(&federation, move |tx| history_of(tx, &subject, page));
        assert_eq!((events[0].action.as_str(), events.len()), ("file.disposed", 1));
        let content = events[0].content.as_ref().expect("what it holds");
        assert_eq!(
            (&content["reason"], &content["decision"]),
            (&"Fristen är ute".into(), &"Planen 4.2".into())
        );
    }
}

fn the_page_of_hits_shows_kinds_words_and_where_they_stand(db: &TestDb) {
    let program = Program::on(db);
    let federation = program.federation("here", "vmkf");
    municipality(&program, &federation, "ett");
    let mut browser = program.browser(&program.administrator(&federation));
    assert!(browser.get("/sok?q=zebrafink").page().shows("Inga träffar"));
    let page = browser.get("/sok?q=ZEBRORNA").page();
    let names = page.texts("main h2");
    assert!(names.iter().any(|name| name.starts_with("System")), "{names:?}");
    assert!(page.texts(".hits mark").iter().all(|word| word == WORD), "{:?}", page.texts(".hits mark"));
    let noted = browser.get(&format!("/sok?q={NOTED}")).page();
    assert!(noted.shows("Anteckningar:"), "the text is named in which the word stands");
    let typing = browser.get("/sok/forslag?q=zeb").text();
    assert!(typing.contains("<mark>zebra</mark>") && !typing.contains("<html"), "{typing}");
    let today = browser.get("/sok?q=zebra&as_of=2026-01-01");
    assert_eq!((today.status.as_u16(), today.header("location")), (303, "/sok?q=zebra"));
}

fn whatever_is_typed_gets_an_answer_in_words(db: &TestDb) {
    let program = Program::on(db);
    let federation = program.federation("here", "vmkf");
    municipality(&program, &federation, "ett");
    let administrator = program.administrator(&federation);
    let (mut browser, mut script) = (program.browser(&administrator), program.script(&administrator));
    let many = "ord+".repeat(10_000);
    let long = "o".repeat(20_000);
    let cases = [
        ("*", 422),
        ("%22%22", 422),
        ("%22", 422),
        ("+++", 422),
        // The site itself takes no such sign.
        ("%00", 400),
        (many.as_str(), 422),
        (long.as_str(), 200),
        ("zebra+AND+NOT+%28", 200),
        ("%27+OR+1%3D1+--", 200),
        ("name%3Azebra", 200),
        ("zebra+NEAR+quagga", 200),
        ("NEAR%28zebra+quagga%2C+5%29", 200),
        ("%7Bname+names%7D+%3A+zebra", 200),
        ("zebra+OR+%22%22+AND+-quagga", 200),
        ("%5Ezebra+%2B+zebra%2A", 200),
        ("zebra%3A%2AA+%26+%21quagga+%7C+%3C-%3E", 200),
        ("%25", 422),
        ("_", 422),
        ("%25zebra_", 200),
        ("z", 200),
        ("%C3%A5", 200),
        ("%F0%9F%A6%93", 422),
        ("%07zebra%1B%5B2J", 200),
        ("%E2%80%AEzebra%E2%80%8B", 200),
        ("%5C%27zebra%27%5C", 200),
        ("%F0%9F%A6%93+zebra", 200),
        ("%22zebra", 200),
    ];
    let shown = |typed: &str| typed.chars().take(20).collect::<String>();
    for (typed, status) in cases {
        let page = browser.get(&format!("/sok?q={typed}"));
        assert_eq!(page.status.as_u16(), status, "{}: {}", shown(typed), page.text());
        assert!(!page.page().heading().is_empty(), "{}", shown(typed));
        let typing = browser.get(&format!("/sok/forslag?q={typed}"));
        assert_eq!(typing.status.as_u16(), if status == 400 { 400 } else { 200 }, "{}", shown(typed));
        assert_eq!(
            script.get(&format!("/api/v1/search?q={typed}")).status.as_u16(),
            status,
            "{}",
            shown(typed)
        );
    }
    let refused = |seen: Seen| (seen.status.as_u16(), seen.text());
    for wrong in
        ["", "?q=a&sort=name", "?q=a&as_of=2026-01-01", "?q=a&kind=zebra", "?q=a&cursor=x", "?q=a&limit=0"]
    {
        let (status, text) = refused(script.get(&format!("/api/v1/search{wrong}")));
        assert_eq!(status, 422, "{wrong}: {text}");
    }
    assert_eq!(browser.get("/sok?q=zebra&kind=system&cursor=x").status, 422);
    assert_eq!(browser.get("/sok?q=zebra&kind=nothing").status, 200);
    assert!(browser.get("/sok").page().shows("Vad söker du?"));
}

fn while_the_index_is_being_built_what_is_there_is_found_and_it_is_told(db: &TestDb) {
    let program = Program::on(db);
    let federation = program.federation("here", "vmkf");
    municipality(&program, &federation, "ett");
    let mut browser = program.browser(&program.administrator(&federation));
    let mut seen = || {
        ["/sok?q=zebra", "/sok/forslag?q=zebra"].map(|path| {
            let text = browser.get(path).text();
            (text.contains("<mark>zebra</mark>"), text.contains("Sökregistret byggs just nu"))
        })
    };
    assert_eq!(seen(), [(true, true); 2], "no round has looked at the federation yet");
    let indexer = Actor::job(federation.tenant, testkit::operator().now);
    while index_more(&program.db, &indexer).expect("a step") {}
    assert_eq!(seen(), [(true, false); 2]);
}

/// A large index takes many rounds. Each takes a few steps, and another copy goes on where one has stopped.
fn an_index_is_made_in_several_rounds_by_whichever_copy_makes_them(db: &TestDb) {
    let program = Program::on(db);
    let federation = program.federation("here", "vmkf");
    municipality(&program, &federation, "ett");
    let is_whole = || {
        let actor = Actor::job(federation.tenant, testkit::operator().now);
        program.db.read(&actor, View::Now, search::is_whole).expect("whether")
    };
    let round = |number: i64| {
        let now = testkit::operator().now.plus_seconds(number * 30);
        let post =
            Post { server: None, public_url: "http://localhost".into(), stopping: Stopping::default() };
        let copy = Caretaker::new(program.db.clone(), Arc::new(move || now), post);
        let done = Caretaker { steps_of_index: 3, ..copy }.round().expect("a round");
        done.iter().any(|job| job.tenant == federation.tenant && job.name == "index")
    };
    let rounds = (0..30).take_while(|number| round(*number) && !is_whole()).count();
    assert!((2..20).contains(&rounds), "{rounds}");
    assert!(is_whole());
    let last = i64::try_from(rounds).expect("a few");
    round(last + 1);
    assert!(!round(last + 2), "it is looked after again in ten minutes");
}

/// A text that somebody brought, as it stands on a document of a system.
fn document_with_text(program: &Program, federation: &Federation, system: Id, text: &str) -> Id {
    let settings = Settings::default();
    let mut incoming = Incoming::begin("avtal.txt", settings.most_bytes).expect("room on the disk");
    incoming.write(text.as_bytes()).expect("room on the disk");
    let file = examine(&settings, &incoming.end().expect("a file")).expect("a text");
    let brought = Brought { file, settings };
    program.write(federation, move |tx| {
        let document = Document::new(Subject::new(SYSTEM, system), "management_plan");
        let document = register_document(tx, Document { name: "Långt".into(), ..document })?;
        attach_file(tx, document, &brought).map(|_| document)
    })
}

/// Eighty pages: words and words next to each other are found on the last of them, as soon as the file is saved.
fn what_stands_on_the_last_page_of_a_long_file_is_found_and_shown(db: &TestDb) {
    let program = Program::on(db);
    let federation = program.federation("here", "vmkf");
    let (_, system) = municipality(&program, &federation, "ett");
    let filler: String = (0..40_000).map(|number| format!("ord{number} ")).collect();
    let document =
        document_with_text(&program, &federation, system, &format!("{filler} vite enligt dnr KS-2026/123"));
    let administrator = program.administrator(&federation);
    let mut script = program.script(&administrator);
    for word in ["vitet", "%22vite+enligt+dnr%22", "2026/123", "%22ord9999+ord10000%22", "l%C3%A5ngt+vite"] {
        assert_eq!(found(&mut script, "document", word), [document.to_string()].into(), "{word}");
    }
    assert!(found(&mut script, "document", "%22enligt+vite%22").is_empty());
    let page = program.browser(&administrator).get("/sok?q=%22enligt+dnr%22").page();
    assert_eq!(page.texts(".hits mark"), ["enligt", "dnr"]);
    assert!(page.shows("… ord39"), "the place on the last page");
}

fn documents_are_found_by_what_the_pack_in_force_calls_their_type(db: &TestDb) {
    let program = Program::on(db);
    let federation = program.federation("here", "vmkf");
    let (_, system) = municipality(&program, &federation, "ett");
    let document = document_with_text(&program, &federation, system, "Text");
    let mut script = program.script(&program.administrator(&federation));
    let indexer = Actor::job(federation.tenant, testkit::operator().now);
    let mut is_found = |word: &str| {
        while index_more(&program.db, &indexer).expect("a step") {}
        found(&mut script, "document", word).contains(&document.to_string())
    };
    assert!(is_found("systemf%C3%B6rvaltningsplanen") && is_found("f%C3%B6rvaltningsplan"));
    assert!(!is_found("vidmakth%C3%A5llandeplan"));
    let mut ask = AdoptPack {
        source: findings::shipped_to_adopt("vmkf").expect("it is shipped").clone(),
        overlay: String::new(),
        valid_from: Some(testkit::operator().today()),
        decision: "KS § 9".into(),
        reason: "Nya ord".into(),
        seen: None,
    };
    let documents = ask.source.files.iter_mut().find(|(name, _)| name == "documents.toml").expect("a file");
    documents.1 = documents.1.replace("sv = \"systemförvaltningsplan\"", "sv = \"vidmakthållandeplan\"");
    program.write(&federation, move |tx| findings::adopt_pack(tx, &ask));
    assert!(is_found("vidmakth%C3%A5llandeplaner") && !is_found("systemf%C3%B6rvaltningsplan"));
}

on_both_engines!(domains::schema();
    while_the_index_is_being_built_what_is_there_is_found_and_it_is_told,
    an_index_is_made_in_several_rounds_by_whichever_copy_makes_them,
    what_stands_on_the_last_page_of_a_long_file_is_found_and_shown,
    documents_are_found_by_what_the_pack_in_force_calls_their_type,
    everybody_finds_what_their_lists_show_and_is_told_of_no_more,
    records_are_found_by_what_they_say_now,
    a_withdrawn_document_is_found_and_marked,
    what_is_erased_from_one_document_is_found_in_no_other_and_told_in_both,
    the_page_of_hits_shows_kinds_words_and_where_they_stand,
    whatever_is_typed_gets_an_answer_in_words,
);
