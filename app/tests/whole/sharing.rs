//! What one municipality of a federation sees of another's records: a table of reads and of readers. Whatever is read,
//! however it is asked for, shows the groups of fields that the owner shares and no others.

mod decided;
mod moved;
mod reads;
mod world;

use self::reads::{
    BASE, CLASSIFICATION, COSTS, DOCUMENTS, Group, MARKS, NEVER, OBJECT_BASE, OBJECT_COSTS, OBJECT_DOCUMENTS,
    OBJECT_ROLES, PEOPLE, ROLES, USED,
};
use self::world::{Reader, World};
use crate::program::day;
use access::{EMPLOYEE, Grant, Share};
use kernel::{Actor, CustomGroup, Id, Period, Subject, TenantId};
use register::{SYSTEM, SystemUse, set_system_uses, visible_system};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use testkit::{TestDb, on_both_engines, operator};
use vidmakt::domains;
use web::accounts::{self, NewToken};
use web::components::Address;

const ALL: &[Group] = &[
    BASE,
    ROLES,
    CLASSIFICATION,
    DOCUMENTS,
    COSTS,
    OBJECT_BASE,
    OBJECT_ROLES,
    OBJECT_DOCUMENTS,
    OBJECT_COSTS,
];

fn assert_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn every_read_shows_the_groups_that_are_shared_and_no_others(db: &TestDb) {
    let world = World::on(db);
    let mut reader = world.employed(world.receiver, "mottagare");
    let cases: &[(&str, &[Group])] = &[
        ("nothing shared", &[]),
        ("base", &[BASE]),
        ("base and roles", &[BASE, ROLES]),
        ("base and classification", &[BASE, CLASSIFICATION]),
        ("base and documents", &[BASE, DOCUMENTS]),
        ("base and costs", &[BASE, COSTS]),
        ("objects", &[OBJECT_BASE]),
        ("objects and costs", &[OBJECT_BASE, OBJECT_COSTS]),
        ("objects whole", &[OBJECT_BASE, OBJECT_ROLES, OBJECT_DOCUMENTS, OBJECT_COSTS]),
        ("systems whole", &[BASE, ROLES, CLASSIFICATION, DOCUMENTS, COSTS]),
    ];
    let mut wrong = Vec::new();
    for (who, groups) in cases {
        world.share(groups, Period::ALWAYS);
        wrong.extend(reader.wrong_reads(who, groups));
        wrong.extend(reader.leaks(who, groups));
    }
    assert_none(&wrong);
}

/// Else a row that tells nobody anything, since its page is gone or its word never stood there, would never be noticed.
fn who_may_read_all_is_told_every_word_of_the_table(db: &TestDb) {
    let world = World::on(db);
    let head = world.program.administrator(&world.federation);
    world.program.grant(&world.federation, &head, "head_of_it", world.federation.own);
    let groups = [ALL, &[PEOPLE, USED, NEVER]].concat();
    assert_none(&Reader::of(&world, &head).wrong_reads("who may read all", &groups));
}

/// How many systems a table that is only tried says the same of as the register does.
fn said_the_same(reader: &mut Reader<'_>, table: &str) -> i64 {
    let path = "/api/v1/imports?dry_run=true";
    let told =
        reader.script.send(axum::http::Method::POST, path, &[("content-type", "text/csv")], table.into());
    told.json()["unchanged"].as_i64().unwrap_or_else(|| panic!("{}", told.text()))
}

/// Whoever keeps the register of the receiver may import, export and change many records alike, and knows what is missing.
fn who_keeps_the_register_of_the_receiver_learns_no_more_of_what_is_shared(db: &TestDb) {
    let world = World::on(db);
    let mut keeper = world.keeper("objektledare");
    let cases: &[(&str, &[Group], [i64; 3])] = &[
        ("nothing shared", &[], [0, 0, 0]),
        ("base", &[BASE], [0, 0, 0]),
        ("base and roles", &[BASE, ROLES], [0, 0, 0]),
        ("base and classification", &[BASE, CLASSIFICATION], [1, 0, 0]),
        ("base and costs", &[BASE, COSTS], [0, 0, 1]),
        ("objects whole", &[OBJECT_BASE, OBJECT_ROLES, OBJECT_DOCUMENTS, OBJECT_COSTS], [0, 0, 0]),
    ];
    let mut wrong = Vec::new();
    for (who, groups, same) in cases {
        world.share(groups, Period::ALWAYS);
        wrong.extend(keeper.wrong_reads(who, groups));
        wrong.extend(keeper.leaks(who, groups));
        let tried = [
            "Id;Namn;Vikt\n{system};Basmarke;Prioriterat\n",
            "Id;Namn;Anteckningar\n{system};Basmarke;Anteckningsmarke\n",
            "Id;Namn;Eget rent\n{system};Basmarke;Kostnadsmarke\n",
        ];
        let told = tried.map(|table| said_the_same(&mut keeper, &world.filled(table)));
        assert_eq!(told, *same, "{who}: an import tells whether a guess is right");
        // Whoever may ask in the list sees the rows of which they see what is asked.
        for (asked, needed) in [("custom.rent=Kostnadsmarke", COSTS), ("sort=custom.rent", COSTS)] {
            let page = keeper.get(&format!("/system?{asked}&kolumn=name"));
            let expected = groups.contains(&BASE) && groups.contains(&needed);
            assert_eq!(page.contains("Basmarke"), expected, "{who}: {asked}");
        }
    }
    // Who reads findings has this filter: it leaves out those of which they read none. A report names what they sent.
    wrong.retain(|one| !one.contains("has_breaches") && !one.contains("/api/v1/imports"));
    assert_none(&wrong);
}

/// The guideline lets a head of IT reach the whole federation; on a member the role reaches that member.
fn the_head_of_it_of_the_receiver_learns_no_more_of_what_is_shared(db: &TestDb) {
    let world = World::on(db);
    let mut head = world.head_of_it(world.receiver, "it-chef");
    let cases: &[(&str, &[Group])] = &[
        ("nothing shared", &[]),
        ("base", &[BASE]),
        ("base and classification", &[BASE, CLASSIFICATION]),
        ("objects whole", &[OBJECT_BASE, OBJECT_ROLES, OBJECT_DOCUMENTS, OBJECT_COSTS]),
    ];
    let mut wrong = Vec::new();
    for (who, groups) in cases {
        world.share(groups, Period::ALWAYS);
        wrong.extend(head.wrong_reads(who, groups));
        wrong.extend(head.leaks(who, groups));
    }
    wrong.retain(|one| !one.contains("has_breaches") && !one.contains("/api/v1/imports"));
    assert_none(&wrong);
    let own = world.own_records(world.receiver).0;
    assert!(head.get(&format!("/system/{own}/andra")).contains("Egetsystem"), "at home they may all");
    let path = world.filled("/system/{system}/andra");
    let edits = head.browser.get(&path).status.as_u16();
    assert!(matches!(edits, 403 | 404), "{edits}");
    let mut above = world.head_of_it(world.federation.own, "forbundets-it-chef");
    world.share(&[], Period::ALWAYS);
    assert!(above.get("/system").contains("Basmarke"), "the federation's own reads all");
}

/// What came of changing a system of the giver in a group: the status, and what is told of each record.
fn outcome_of_bulk(keeper: &mut Reader<'_>, system: Id, values: &Json) -> (u16, Json) {
    let mut ask = json!({"systems": [system], "reason": "Prov"});
    let (Some(ask_fields), Some(values)) = (ask.as_object_mut(), values.as_object()) else {
        panic!("{values}")
    };
    ask_fields.extend(values.clone());
    let asked = keeper.script.send_json("POST", "/api/v1/bulk-changes", &[], &ask);
    (asked.status.as_u16(), asked.json()["outcomes"].clone())
}

/// Of a record that is not one's own to change, a change of many tells only that: not whether it says what one guesses.
fn a_change_of_many_records_does_not_tell_whether_a_guess_is_right(db: &TestDb) {
    let world = World::on(db);
    let mut keeper = world.keeper("objektledare");
    let system = world.ids["system"];
    let guesses = [
        [json!({"importance": "prioritised"}), json!({"importance": "normal"})],
        [json!({"notes": "Anteckningsmarke"}), json!({"notes": "Annat"})],
        [json!({"custom": {"rent": "Kostnadsmarke"}}), json!({"custom": {"rent": "Annat"}})],
    ];
    let groups: &[&[Group]] = &[&[], &[BASE], &[BASE, CLASSIFICATION, COSTS]];
    for shared in groups {
        world.share(shared, Period::ALWAYS);
        for [right, wrong] in &guesses {
            let (status, outcomes) = outcome_of_bulk(&mut keeper, system, right);
            assert_eq!(status, if shared.is_empty() { 422 } else { 201 }, "{right}");
            assert_eq!((status, outcomes.clone()), outcome_of_bulk(&mut keeper, system, wrong), "{right}");
            if status == 201 {
                assert_eq!(outcomes[0]["outcome"], "left_out", "{outcomes}");
            }
        }
    }
    // Of one's own record it is told: the question above was understood.
    let own = world.own_records(world.receiver).0;
    let (_, outcomes) = outcome_of_bulk(&mut keeper, own, &json!({"importance": "normal"}));
    assert_eq!(outcomes[0]["outcome"], "fits", "{outcomes}");
}

/// A file holds what its maker may take along, and not what others show them.
fn an_export_holds_ones_own_systems_and_objects_and_none_that_others_share(db: &TestDb) {
    let world = World::on(db);
    let mut keeper = world.keeper("objektledare");
    world.own_records(world.receiver);
    world.share(ALL, Period::ALWAYS);
    let list = keeper.get("/objekt");
    assert!(list.contains("Objektmarke") && list.contains("Egetobjekt"), "both are seen");
    let file = keeper.get("/system/exportera?format=json");
    assert!(file.contains("Egetsystem") && file.contains("Egetobjekt"), "{file}");
    for (_, mark) in MARKS {
        assert!(!file.contains(mark), "{mark}");
    }
}

fn an_organisation_is_picked_in_the_filter_only_where_it_shows_something(db: &TestDb) {
    let world = World::on(db);
    let mut reader = world.employed(world.receiver, "mottagare");
    let picked = |reader: &mut Reader<'_>| {
        let suggested = reader.get("/forslag/agare?q=givar").contains("Givarkommunen");
        let by_name = reader.get("/system?organisation=Givarkommunen").contains("Basmarke");
        let by_id = reader.get(&format!("/system?organisation={}", world.giver)).contains("Basmarke");
        [suggested, by_name, by_id]
    };
    world.share(&[], Period::ALWAYS);
    assert_eq!(picked(&mut reader), [false; 3]);
    world.share(&[BASE], Period::ALWAYS);
    assert_eq!(picked(&mut reader), [true; 3]);
    assert!(!reader.get("/forslag/agare?q=brukar").contains("Brukarkommunen"), "who shares nothing");
    world.share(&[BASE], Period { from: None, to: Some(day("2026-03-01")) });
    assert_eq!(picked(&mut reader), [false; 3], "what is over");
}

/// Nobody is told of what is only shared, also not who holds at home the role that appoints elsewhere.
fn a_digest_tells_nobody_of_what_is_only_shared(db: &TestDb) {
    let world = World::on(db);
    world.share(ALL, Period::ALWAYS);
    let people = [
        ("mottagare", world.employed(world.receiver, "mottagare").person),
        ("objektledare", world.keeper("objektledare").person),
        ("it-chef", world.head_of_it(world.receiver, "it-chef").person),
        ("rollmarke", world.ids["person"]),
    ];
    for (name, person) in people {
        world.give_address(person, format!("{name}@example.se"));
    }
    let head = notify::Letterhead {
        federation: "here".into(),
        public_url: "https://vidmakt.example.se".into(),
        has_server: true,
        languages: BTreeMap::new(),
    };
    let job = Actor::job(world.federation.tenant, operator().now);
    notify::make_digests(&world.program.db, &job, &head).expect("digests");
    let mails = db.raw_rows("SELECT recipient, title, plain, html FROM mail WHERE kind = 'digest'");
    let told = |who: &str| -> String {
        let own = mails.iter().filter(|mail| mail[0] == format!("{who}@example.se"));
        own.flat_map(|mail| mail[1..].to_vec()).collect()
    };
    assert!(told("rollmarke").contains("Basmarke"), "whose term ends is told: {mails:?}");
    for who in ["mottagare", "objektledare", "it-chef"] {
        let marks: Vec<&str> =
            MARKS.iter().map(|(_, mark)| *mark).filter(|mark| told(who).contains(mark)).collect();
        assert!(marks.is_empty(), "{who}: {marks:?}");
    }
}

/// What is told at Start and in the calendar comes from the same sources as the mails.
fn neither_calendar_nor_start_tell_of_what_is_shared(db: &TestDb) {
    let world = World::on(db);
    world.share(ALL, Period::ALWAYS);
    for (name, mut reader) in
        [("anställd", world.employed(world.receiver, "mottagare")), ("keeper", world.keeper("objektledare"))]
    {
        let made = reader.browser.submit("/mina-utskick", "/mina-utskick/kalender", &[]).text();
        let at = made.find("/feeds/deadlines.ics").expect("the address");
        let address = made[at..].split('<').next().unwrap_or_default().to_owned();
        let feed = world.program.visitor().get(&address);
        assert_eq!(feed.status, 200);
        let told = [feed.text(), reader.get("/")].concat();
        let marks: Vec<&str> =
            MARKS.iter().map(|(_, mark)| *mark).filter(|mark| told.contains(mark)).collect();
        assert!(marks.is_empty(), "{name}: {marks:?}");
    }
}

/// A common system shows each organisation's part in it: how many use it there, and who answers for it there. Names are
/// for those who see the roles.
fn a_common_system_shows_each_organisations_part_in_it(db: &TestDb) {
    let world = World::on(db);
    let (system, user, receiver) = (world.ids["system"], world.user, world.receiver);
    world.program.write(&world.federation, move |tx| {
        let at = |organisation: Id, number: i64| SystemUse {
            organisation: Some(organisation),
            number_of_users: Some(number),
            ..SystemUse::default()
        };
        let revision = visible_system(tx, system)?.revision;
        set_system_uses(tx, system, revision, &[at(user, 40), at(receiver, 12)])?;
        world::holder(tx, user, "Brukarmarke", &Subject::new(SYSTEM, system))
    });
    let address = world.filled("/system/{system}?flik=anvandning");
    let parts = |mut reader: Reader<'_>| {
        let rows = reader.browser.get(&address).page().rows();
        let part = |name: &str| {
            let row = rows.iter().find(|row| row[0] == name).unwrap_or_else(|| panic!("{name}: {rows:?}"));
            (row[2].clone(), row[3].contains("Brukarmarke"))
        };
        [part("Brukarkommunen"), part("Mottagarkommunen")]
    };
    let told = |names: bool| [("40".to_owned(), names), ("12".to_owned(), false)];
    assert_eq!(parts(world.employed(world.receiver, "brukare")), told(true), "who uses it sees the roles");
    world.share(&[BASE], Period::ALWAYS);
    let third = world.program.write(&world.federation, |tx| world::municipality(tx, "Tredje kommunen"));
    assert_eq!(world.employed(third, "granne").browser.get(&address).status, 404, "shared with another");
    let giver = world.giver;
    let share =
        Share { receiver: third, kind: SYSTEM, permission: register::READ_BASE, valid: Period::ALWAYS };
    world.program.write(&world.federation, move |tx| access::set_shares(tx, giver, &[share]));
    assert_eq!(parts(world.employed(third, "tredje")), told(false), "no names without the roles");
}

fn who_owns_or_uses_a_system_sees_it_whatever_is_shared(db: &TestDb) {
    let world = World::on(db);
    let at_home = [BASE, ROLES, CLASSIFICATION, OBJECT_BASE, OBJECT_ROLES, PEOPLE, USED];
    let mut wrong = world.employed(world.giver, "medarbetare").wrong_reads("owner", &at_home);
    let by_use = [BASE, ROLES, CLASSIFICATION, USED];
    wrong.extend(world.employed(world.user, "brukare").wrong_reads("user", &by_use));
    assert_none(&wrong);
}

fn a_share_opens_nothing_to_others_and_on_no_other_day(db: &TestDb) {
    let world = World::on(db);
    world.share(ALL, Period::ALWAYS);
    let mut wrong = world.employed(world.federation.own, "granne").wrong_reads("a third", &[]);
    let consultant = world.program.employed_at(&world.federation, world.federation.own, "konsult");
    world.program.grant(&world.federation, &consultant, "user", world.receiver);
    wrong.extend(Reader::of(&world, &consultant).wrong_reads("a role without employment", &[]));
    let ended = Period { from: None, to: Some(day("2026-03-01")) };
    let left = world.program.employed_at(&world.federation, world.federation.own, "slutat");
    let employment = Grant {
        source: Id::new(),
        person: left.person,
        core_function: EMPLOYEE.to_owned(),
        subject: world.receiver,
        home: Some(world.receiver),
        valid: ended,
    };
    world.program.write(&world.federation, move |tx| access::give(tx, &employment));
    wrong.extend(Reader::of(&world, &left).wrong_reads("who has left", &[]));
    world.share(ALL, ended);
    let mut receiver = world.employed(world.receiver, "mottagare");
    wrong.extend(receiver.wrong_reads("an ended share", &[]));
    world.share(ALL, Period { from: None, to: Some(day("2026-03-02")) });
    wrong.extend(receiver.wrong_reads("its last day", ALL));
    assert_none(&wrong);
}

fn the_api_and_the_page_name_what_they_hide(db: &TestDb) {
    let world = World::on(db);
    world.share(&[BASE], Period::ALWAYS);
    let mut reader = world.employed(world.receiver, "mottagare");
    let item = reader.script.get(&world.filled("/api/v1/systems/{system}")).json();
    let hidden = json!([
        "importance",
        "personal_data",
        "sensitive_data",
        "notes",
        "custom.responsible",
        "custom.class",
        "custom.papers",
        "custom.rent"
    ]);
    assert_eq!(item["hidden"], hidden);
    assert!(item["custom"]["rent"].is_null());
    assert!(item["importance"].is_null());
    let page = reader.browser.get(&world.filled("/system/{system}"));
    for group in ["Klassning", "Vem som ansvarar", "Uppgifter om dokument", "Kostnader"] {
        assert!(page.page().shows(group), "{group}");
    }
    let note = "Visas inte. Givarkommunen delar inte uppgiften med din organisation.";
    assert_eq!(page.text().matches(note).count(), 4, "of each group");
    world.share(&[OBJECT_BASE], Period::ALWAYS);
    let object = reader.script.get(&world.filled("/api/v1/objects/{object}")).json();
    assert_eq!(object["hidden"], json!(["custom.budget"]));
}

fn what_was_there_before_groups_can_be_shared_and_tokens_read_what_they_read(db: &TestDb) {
    let world = World::on(db);
    let script = world.program.employed(&world.federation, "skript");
    let new = |scope: &str| NewToken { user: script.user.clone(), scopes: vec![scope.to_owned()], days: 1 };
    let permissions = "'register.read_roles', 'register.read_classification', 'register.read_documents', 'register.read_costs'";
    // Seats in groups let nobody read anything in those days.
    let granted = || {
        db.raw_rows(&format!(
            "SELECT core_function, permission, scope FROM function_permission WHERE permission IN ({permissions}) \
             AND core_function <> 'group_member' ORDER BY core_function, permission"
        ))
    };
    let before = granted();
    db.raw_execute(&format!("DELETE FROM function_permission WHERE permission IN ({permissions})"));
    let tokens = [new("register.read_base"), new("register.edit"), new("register.read_all")];
    let installation = Actor::operator(TenantId::INSTALLATION, operator().now);
    for token in tokens {
        world
            .program
            .db
            .installation(&installation, move |i| accounts::create_token(i, &token))
            .expect("a token");
    }
    db.raw_execute("UPDATE reach SET kind = NULL, entity_id = NULL");
    db.raw_execute("DELETE FROM migration WHERE domain = 'register' AND number IN (6, 8)");
    db.migrate(&domains::schema()).expect("migrated");
    assert!(!before.is_empty());
    assert_eq!(granted(), before, "nobody waits for the pack in force to be applied anew");
    let scopes =
        db.raw_rows("SELECT scopes FROM api_token WHERE scopes IS NOT NULL ORDER BY length(scopes)").concat();
    let widened = "register.read_base register.read_roles register.read_classification";
    let whole = "register.read_all register.read_documents register.read_costs";
    assert_eq!(scopes.iter().map(String::as_str).collect::<Vec<_>>(), ["register.edit", whole, widened]);
    world.share(&[BASE], Period::ALWAYS);
    assert_none(&world.employed(world.receiver, "mottagare").wrong_reads("base", &[BASE]));
}

/// A field that comes to lie in a narrower group is closed at once, also to who finds records by its words.
fn a_field_that_is_moved_to_another_group_is_found_by_those_who_see_it_from_then_on(db: &TestDb) {
    let world = World::on(db);
    world.share(&[BASE], Period::ALWAYS);
    let mut reader = world.employed(world.receiver, "mottagare");
    let address = world.filled("/system/{system}");
    for (group, is_found) in
        [(CustomGroup::Base, true), (CustomGroup::Costs, false), (CustomGroup::Base, true)]
    {
        world.move_field("rent", group);
        for path in ["/sok?q=Kostnadsmarke", "/api/v1/search?q=Kostnadsmarke"] {
            let told = reader.get(path);
            assert_eq!(told.contains(&address) || told.contains("Basmarke"), is_found, "{path} {group:?}");
        }
        assert_eq!(reader.get(&address).contains("Kostnadsmarke"), is_found, "{group:?}");
    }
}

/// What stands in the file that a list is sent as to somebody.
fn sent_to(world: &World, receiver: &Actor, list: &str) -> String {
    let file = web::list_file_for(&world.program.web, receiver, &Address::parse(list)).expect("a file");
    world::cells_of(file.bytes)
}

fn a_view_that_is_mailed_holds_the_groups_that_its_receiver_sees(db: &TestDb) {
    let world = World::on(db);
    let receiver = world.program.employed_at(&world.federation, world.receiver, "mottagare");
    let receiver = world.program.actor(&world.federation, &receiver);
    let (objects, documents) =
        ("/objekt?kolumn=name&kolumn=custom.budget", "/dokument?kolumn=name&kolumn=custom.fee");
    let marks: &[(&str, &[Group], &str)] = &[
        (objects, &[OBJECT_BASE], "Objektmarke"),
        (objects, &[OBJECT_BASE, OBJECT_COSTS], "Objektkostnad"),
        (documents, &[BASE, DOCUMENTS], "Dokumentmarke"),
        (documents, &[BASE, DOCUMENTS, COSTS], "Avgiftsmarke"),
    ];
    let cases: &[&[Group]] = &[
        &[],
        &[OBJECT_BASE],
        &[OBJECT_BASE, OBJECT_COSTS],
        &[BASE, DOCUMENTS],
        &[BASE, DOCUMENTS, COSTS, OBJECT_BASE],
    ];
    for shared in cases {
        world.share(shared, Period::ALWAYS);
        for (list, needed, mark) in marks {
            let expected = needed.iter().all(|group| shared.contains(group));
            assert_eq!(sent_to(&world, &receiver, list).contains(mark), expected, "{shared:?}: {mark}");
        }
    }
}

on_both_engines!(domains::schema();
    a_view_that_is_mailed_holds_the_groups_that_its_receiver_sees,
    a_field_that_is_moved_to_another_group_is_found_by_those_who_see_it_from_then_on,
    what_was_there_before_groups_can_be_shared_and_tokens_read_what_they_read,
    every_read_shows_the_groups_that_are_shared_and_no_others,
    who_may_read_all_is_told_every_word_of_the_table,
    a_change_of_many_records_does_not_tell_whether_a_guess_is_right,
    an_export_holds_ones_own_systems_and_objects_and_none_that_others_share,
    an_organisation_is_picked_in_the_filter_only_where_it_shows_something,
    who_keeps_the_register_of_the_receiver_learns_no_more_of_what_is_shared,
    the_head_of_it_of_the_receiver_learns_no_more_of_what_is_shared,
    who_owns_or_uses_a_system_sees_it_whatever_is_shared,
    neither_calendar_nor_start_tell_of_what_is_shared,
    a_digest_tells_nobody_of_what_is_only_shared,
    a_common_system_shows_each_organisations_part_in_it,
    a_share_opens_nothing_to_others_and_on_no_other_day,
    the_api_and_the_page_name_what_they_hide,
);
