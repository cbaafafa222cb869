//! A field that the federation has added to each kind of record behaves as a built-in one: in the page, the list, the API
//! and the history, now and as of a past day.

use crate::program::{Federation, PASSWORD, Persona, Program};
use custom_fields::{Definition, FieldType, SaveField, save_field};
use kernel::{Actor, Id, TenantId};
use serde_json::json;
use std::collections::BTreeMap;
use storage::Tx;
use testkit::{Acting as _, TestDb, Visitor, on_both_engines, operator};
use vidmakt::domains;
use web::accounts::{self, NewToken};

/// Each kind of record that takes fields: its list, and its records in the API.
const KINDS: [(&str, &str, &str); 8] = [
    ("system", "/system", "systems"),
    ("object", "/objekt", "objects"),
    ("document", "/dokument", "documents"),
    ("agreement", "/avtal", "agreements"),
    ("person", "/administration/personer", "people"),
    ("organisation", "/administration/organisationer", "organisations"),
    ("unit", "/administration/enheter", "units"),
    ("site", "/administration/verksamhetsstallen", "sites"),
];
/// The day of the program's clock, and a later one.
const THEN: &str = "2026-03-02";
const LATER: &str = "2026-05-01T08:00:00Z";

struct World {
    program: Program,
    ids: BTreeMap<&'static str, Id>,
    /// The program on the later day.
    site: testkit::Site,
    head: Persona,
}

fn added(tx: &mut Tx) -> kernel::Result<()> {
    for (record_kind, ..) in KINDS {
        let definition = Definition {
            record_kind: record_kind.into(),
            key: "egen".into(),
            label_sv: "Egen uppgift".into(),
            field_type: Some(FieldType::Text),
            ..Definition::default()
        };
        let kinds = domains::KINDS_WITH_CUSTOM_FIELDS;
        save_field(tx, &SaveField { definition, revision: None, kinds })?;
    }
    Ok(())
}

impl World {
    /// Each record says one thing, and from the later day another.
    fn on(db: &TestDb) -> Self {
        let program = Program::on(db);
        let here: Federation = program.federation("here", "vmkf");
        let ids = program.one_of_each(&here);
        let head = program.administrator(&here);
        program.grant(&here, &head, "head_of_it", here.own);
        program.write(&here, added);
        let site = program.site_at(operator().at(LATER).now);
        let world = Self { program, ids, site, head };
        let token = world.token();
        for (mut script, text) in [(world.program.visitor(), "Tidigare"), (world.site.visitor(), "Numera")]
            .map(|(visitor, text)| (visitor.with_token(token.clone()), text))
        {
            for (kind, _, resource) in KINDS {
                world.say(&mut script, (kind, resource), text);
            }
        }
        world
    }

    /// A key that still holds on the later day.
    fn token(&self) -> String {
        let new = NewToken { user: self.head.user.clone(), scopes: Vec::new(), days: 200 };
        let installation = Actor::operator(TenantId::INSTALLATION, operator().now);
        let made = self.program.db.installation(&installation, move |i| accounts::create_token(i, &new));
        made.expect("a token").token
    }

    fn say(&self, script: &mut Visitor, (kind, resource): (&str, &str), text: &str) {
        let path = format!("/api/v1/{resource}/{}", self.ids[kind]);
        let stored = script.get(&path);
        assert_eq!(stored.status, 200, "{path}: {}", stored.text());
        let tag = stored.header("etag").to_owned();
        let body = json!({"custom": {"egen": text}});
        let changed = script.send_json("PATCH", &path, &[("if-match", &tag)], &body);
        assert_eq!(changed.status, 200, "{path}: {}", changed.text());
        assert_eq!(changed.json()["custom"]["egen"], text, "{path}");
    }

    fn browser(&self) -> Visitor {
        self.site.visitor().signed_in(&self.head.user, PASSWORD)
    }
}

/// What is wrong with a list: asked by what the field says, it holds the record, and asked by another word it does not.
fn wrong_in_list(
    browser: &mut Visitor,
    (list, id): (&str, Id),
    (day, right, wrong): (&str, &str, &str),
) -> Vec<String> {
    let record = format!("{list}/{id}");
    let mut found = Vec::new();
    let mut check = |query: String, expected: bool, word: &str| {
        let path = format!("{list}?{query}{day}");
        let seen = browser.get(&path);
        assert_eq!(seen.status, 200, "{path}: {}", seen.text());
        let text = seen.text();
        let table = &text[text.find("<table").unwrap_or(text.len())..];
        if table.contains(word) != expected {
            found.push(format!("{path}: {word} {}", !expected));
        }
    };
    check("kolumn=name&kolumn=custom.egen".into(), true, right);
    check("kolumn=name&kolumn=custom.egen".into(), false, wrong);
    check(format!("custom.egen={}", right.to_lowercase()), true, &record);
    check(format!("custom.egen={wrong}"), false, &record);
    found
}

fn a_field_is_shown_listed_filtered_and_remembered_on_every_kind_of_record(db: &TestDb) {
    let world = World::on(db);
    let mut browser = world.browser();
    let mut wrong = Vec::new();
    for (kind, list, _) in KINDS {
        let id = world.ids[kind];
        let page = format!("{list}/{id}");
        for (day, shown) in [("", "Numera"), ("?as_of=2026-03-02", "Tidigare")] {
            let seen = browser.get(&format!("{page}{day}"));
            let told = seen.text().matches("Egen uppgift").count() > 0 && seen.text().contains(shown);
            if !told {
                wrong.push(format!("{page}{day} does not say {shown}"));
            }
        }
        let past = browser.get(&format!("{page}?flik=historik")).text();
        if !(past.contains("Tidigare") && past.contains("Numera")) {
            let told = browser.get(&format!("{page}?flik=historik")).page().texts("main");
            wrong.push(format!("{page}: the history tells nothing of the change: {told:?}"));
        }
        wrong.extend(wrong_in_list(&mut browser, (list, id), ("", "Numera", "Tidigare")));
        let past = format!("&as_of={THEN}");
        wrong.extend(wrong_in_list(&mut browser, (list, id), (&past, "Tidigare", "Numera")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn a_list_is_ordered_by_a_field_of_any_kind_of_record_with_the_empty_last(db: &TestDb) {
    let world = World::on(db);
    let mut browser = world.browser();
    let mut script = world.site.visitor().with_token(world.token());
    let mut wrong = Vec::new();
    for (kind, list, resource) in KINDS {
        let id = world.ids[kind].to_string();
        for direction in ["", "-"] {
            for day in ["", "&as_of=2026-03-02"] {
                let answer = script.get(&format!("/api/v1/{resource}?sort={direction}custom.egen{day}"));
                assert_eq!(answer.status, 200, "{resource}: {}", answer.text());
                if answer.json()["items"][0]["id"] != id.as_str() {
                    wrong.push(format!("{resource} by {direction}custom.egen {day}"));
                }
                let path = format!("{list}?sort={direction}custom.egen{day}&kolumn=name&kolumn=custom.egen");
                let first = browser.get(&path).page().rows().into_iter().next().unwrap_or_default();
                let expected = if day.is_empty() { "Numera" } else { "Tidigare" };
                if !first.iter().any(|cell| cell == expected) {
                    wrong.push(format!("{path}: {first:?}"));
                }
            }
        }
        let filtered = script.get(&format!("/api/v1/{resource}?custom.egen=numera")).json();
        let ids: Vec<&str> =
            filtered["items"].as_array().into_iter().flatten().filter_map(|one| one["id"].as_str()).collect();
        if ids != [id.as_str()] {
            wrong.push(format!("{resource} by what the field says: {ids:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// By words that stand in the field alone, on the page of hits and by scripts; what it said before is no longer found.
fn a_record_of_any_kind_is_found_by_what_its_field_says_and_leaves_in_a_file_with_it(db: &TestDb) {
    let world = World::on(db);
    let mut browser = world.browser();
    let mut script = world.site.visitor().with_token(world.token());
    let mut wrong = Vec::new();
    for (kind, list, _) in KINDS {
        let record = format!("{list}/{}", world.ids[kind]);
        for (word, expected) in [("numera", true), ("tidigare", false)] {
            for path in [format!("/sok?q={word}&kind={kind}"), format!("/api/v1/search?q={word}&kind={kind}")]
            {
                let visitor = if path.starts_with("/api") { &mut script } else { &mut browser };
                let seen = visitor.get(&path);
                assert_eq!(seen.status, 200, "{path}: {}", seen.text());
                if seen.text().contains(&world.ids[kind].to_string()) != expected {
                    wrong.push(format!("{path}: {record}"));
                }
            }
        }
        let file = browser.get(&format!("{list}?format=csv&kolumner=valda&kolumn=name&kolumn=custom.egen"));
        if !(file.status == 200 && file.text().contains("Numera")) {
            wrong.push(format!("{list} as a file: {}", file.text()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

on_both_engines!(domains::schema();
    a_record_of_any_kind_is_found_by_what_its_field_says_and_leaves_in_a_file_with_it,
    a_field_is_shown_listed_filtered_and_remembered_on_every_kind_of_record,
    a_list_is_ordered_by_a_field_of_any_kind_of_record_with_the_empty_last,
);
