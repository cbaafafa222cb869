//! What many have in hand together: who takes back what of a change of many records, and what each is told of it.

use crate::bulk::{carried_out, done, planned, planned_of, rows, systems, why};
use crate::site::{browser, script, site};
use crate::world::{World, is_not_found, objections, schema};
use custom_fields::{Definition, FieldType, KindOfRecord, SaveField, retire_field, save_field};
use kernel::{Actor, CustomGroup, FieldValue, Id, Record as _, Subject};
use organisation::ORGANISATION;
use register::{
    BulkChange, BulkKind, BulkOutcome, BulkState, Document, Importance, SYSTEM, Size, System,
    carry_out_bulk_change, change_system, plan_undo, visible_bulk_change, visible_document, visible_system,
};
use serde_json::json;
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    who_manages_one_of_two_systems_takes_back_that_one_and_the_other_can_be_taken_back_later,
    a_plan_in_which_nothing_waits_is_not_carried_out,
    a_change_that_stopped_half_way_can_be_taken_back_and_does_not_go_on,
    a_field_that_does_not_take_its_old_value_any_more_is_left_and_the_others_get_theirs,
    a_field_that_is_retired_since_is_left_and_the_others_get_theirs,
    a_field_that_must_be_filled_since_is_not_emptied_and_the_others_get_theirs,
    a_field_retired_and_a_choice_removed_after_the_plan_leave_the_records,
    who_may_change_every_document_and_no_system_takes_back_changes_of_documents_only,
    of_the_changes_of_others_one_is_told_of_the_records_that_one_may_change,
    values_of_a_change_are_told_to_who_reads_every_group_of_fields,
    a_script_plans_carries_out_and_takes_back,
);

const KINDS: &[KindOfRecord] = &[KindOfRecord {
    name: "system",
    label: "register-systems",
    record: "system",
    fields: names,
    groups: register::GROUPS_OF_SYSTEMS,
}];

fn names() -> Vec<&'static str> {
    System::FIELDS.iter().map(|field| field.name).collect()
}

fn saved(world: &World, definition: Definition, revision: Option<i64>) -> Definition {
    world.done(move |tx| save_field(tx, &SaveField { definition, revision, kinds: KINDS }))
}

fn values_of_a_change_are_told_to_who_reads_every_group_of_fields(db: &TestDb) {
    let world = World::new(db);
    let systems = systems(&world, 1);
    let cost = Definition {
        record_kind: "system".into(),
        label_sv: "Kostnad".into(),
        field_type: Some(FieldType::Text),
        field_group: Some(CustomGroup::Costs),
        ..Definition::default()
    };
    saved(&world, cost, None);
    let bulk = done(&world, &systems, json!({"custom.kostnad": "4711 kronor"}));
    let keeper = keeper_of(&world, "Systemförvaltare", &systems);
    let mut visitor = browser(&site(&world, &[&keeper]), &keeper);
    let page = format!("/andringar-i-grupp/{}", bulk.id);
    assert!(visitor.get(&page).text().contains("4711 kronor"));
    db.raw_execute("DELETE FROM function_permission WHERE permission = 'register.read_costs'");
    let seen = visitor.get(&page).text();
    assert!(seen.contains("System 0000") && !seen.contains("4711 kronor"), "{seen}");
}

/// An added choice called *Nivå*.
fn level(world: &World) -> Definition {
    let level = Definition {
        record_kind: "system".into(),
        label_sv: "Nivå".into(),
        field_type: Some(FieldType::Choice),
        choices: "Låg\nHög".into(),
        ..Definition::default()
    };
    saved(world, level, None)
}

fn without_high(world: &World, level: Definition) -> Definition {
    let revision = Some(level.revision);
    saved(world, Definition { choices: "lag: Låg".into(), ..level }, revision)
}

fn keeper_of(world: &World, name: &'static str, systems: &[Id]) -> Actor {
    let keeper = world.employee(name, world.town);
    for system in systems {
        world.appoint("system_manager", &keeper, Subject::new(SYSTEM, *system));
    }
    keeper
}

/// A system that the town manages and one of its neighbour, which the manager does not change.
fn own_and_theirs(world: &World) -> [Id; 2] {
    let theirs = System { organisation: Some(world.village), ..world.system("Grannens") };
    [world.registered(world.system("Lön")), world.registered(theirs)]
}

fn seen(world: &World, id: Id) -> BulkChange {
    world.read(&world.operator, |read| visible_bulk_change(read, id)).expect("the change")
}

fn who_manages_one_of_two_systems_takes_back_that_one_and_the_other_can_be_taken_back_later(db: &TestDb) {
    let world = World::new(db);
    let systems = own_and_theirs(&world);
    let keeper = keeper_of(&world, "Systemansvarig", &systems[..1]);
    let bulk = done(&world, &systems, json!({"size": "large"}));
    let undo = world.write(&keeper, move |tx| plan_undo(tx, bulk.id)).unwrap();
    assert_eq!(carried_out(&world, &keeper, undo).unwrap().counts.done, 1);
    assert_eq!((world.loaded(systems[0]).size, world.loaded(systems[1]).size), (None, Some(Size::Large)));
    assert_eq!(seen(&world, bulk.id).undone_by, None, "the other system has what the change gave it");
    let rest = world.done(move |tx| plan_undo(tx, bulk.id));
    assert_eq!(rows(&world, rest).keys().collect::<Vec<_>>(), [&systems[1]], "only what is left");
    carried_out(&world, &world.operator, rest).unwrap();
    assert_eq!(world.loaded(systems[1]).size, None);
    assert_eq!(seen(&world, bulk.id).undone_by, Some(rest));
}

fn a_plan_in_which_nothing_waits_is_not_carried_out(db: &TestDb) {
    let world = World::new(db);
    let systems = systems(&world, 1);
    let bulk = done(&world, &systems, json!({"size": "large"}));
    let same = planned(&world, &world.operator, &systems, json!({"size": "large"})).unwrap();
    assert_eq!(objections(carried_out(&world, &world.operator, same)), [" bulk-objection-nothing-waiting"]);
    let stranger = keeper_of(&world, "Annan", &systems);
    let undo = world.write(&stranger, move |tx| plan_undo(tx, bulk.id)).unwrap();
    let other = System { size: Some(Size::SmallSimple), ..world.loaded(systems[0]) };
    world.done(|tx| change_system(tx, other));
    assert_eq!(carried_out(&world, &stranger, undo).unwrap().counts.left_out, 1);
    let empty = world.write(&stranger, move |tx| plan_undo(tx, bulk.id)).unwrap();
    assert_eq!(objections(carried_out(&world, &stranger, empty)), [" bulk-objection-nothing-waiting"]);
}

fn a_change_that_stopped_half_way_can_be_taken_back_and_does_not_go_on(db: &TestDb) {
    let world = World::new(db);
    let systems = systems(&world, 501);
    let keeper = keeper_of(&world, "Systemansvarig", &systems);
    let id = planned(&world, &keeper, &systems, json!({"size": "large"})).unwrap();
    let begun = world.write(&keeper, move |tx| carry_out_bulk_change(tx, id)).unwrap();
    assert_eq!((begun.state, begun.counts.waiting), (BulkState::UnderWay, 1));
    let undo = world.done(move |tx| plan_undo(tx, id));
    assert_eq!(seen(&world, id).counts.waiting, 1, "a look stops nothing");
    assert_eq!(carried_out(&world, &world.operator, undo).unwrap().counts.done, 500);
    let stopped = seen(&world, id);
    assert_eq!((stopped.state, stopped.undone_by), (BulkState::CarriedOut, Some(undo)));
    assert_eq!((stopped.counts.waiting, stopped.counts.left_out), (0, 1));
    let on = world.write(&keeper, move |tx| carry_out_bulk_change(tx, id));
    assert_eq!(objections(on), [" bulk-objection-carried-out"]);
}

fn a_field_that_does_not_take_its_old_value_any_more_is_left_and_the_others_get_theirs(db: &TestDb) {
    let world = World::new(db);
    let level = level(&world);
    let systems = systems(&world, 1);
    let id = systems[0];
    world.done(move |tx| {
        let mut system = visible_system(tx, id)?;
        system.custom.put("custom.niva", FieldValue::Text("hog".into()));
        change_system(tx, system)
    });
    let bulk = done(&world, &systems, json!({"custom.niva": "lag", "importance": "important"}));
    assert_eq!(bulk.counts.done, 1);
    without_high(&world, level);
    let undo = world.done(move |tx| plan_undo(tx, bulk.id));
    let row = &rows(&world, undo)[&id];
    assert_eq!(row.outcome, BulkOutcome::Fits);
    assert!(why(row).starts_with("custom.niva: "), "{}", why(row));
    assert_eq!(row.changes.keys().collect::<Vec<_>>(), ["importance"]);
    assert_eq!(carried_out(&world, &world.operator, undo).unwrap().counts.done, 1);
    let system = world.loaded(id);
    assert_eq!(system.importance, None);
    assert_eq!(system.custom.value("custom.niva"), &FieldValue::Text("lag".into()));
}

/// The only record of an undoing leaves the added field for a reason, and gives the other field back.
fn leaves_the_level(world: &World, id: Id, bulk: Id, reason: &str) {
    let undo = world.done(move |tx| plan_undo(tx, bulk));
    let row = &rows(world, undo)[&id];
    let reason = texts::text(kernel::Language::Swedish, reason);
    assert_eq!((row.outcome, why(row)), (BulkOutcome::Fits, format!("custom.niva: {reason}")));
    assert_eq!(row.changes.keys().collect::<Vec<_>>(), ["importance"]);
    assert_eq!(carried_out(world, &world.operator, undo).unwrap().counts.done, 1);
    let system = world.loaded(id);
    assert_eq!(system.importance, None);
    assert_eq!(system.custom.value("custom.niva"), &FieldValue::Text("hog".into()));
    assert_eq!(seen(world, bulk).undone_by, None, "what it gave the field stands still");
    let again = world.done(move |tx| plan_undo(tx, bulk));
    assert_eq!(objections(carried_out(world, &world.operator, again)), [" bulk-objection-nothing-waiting"]);
}

fn a_field_that_is_retired_since_is_left_and_the_others_get_theirs(db: &TestDb) {
    let world = World::new(db);
    let level = level(&world);
    let systems = systems(&world, 1);
    let bulk = done(&world, &systems, json!({"custom.niva": "hog", "importance": "important"}));
    world.done(move |tx| retire_field(tx, level.id, Some(level.revision)));
    leaves_the_level(&world, systems[0], bulk.id, "objection-retired-field");
}

fn a_field_that_must_be_filled_since_is_not_emptied_and_the_others_get_theirs(db: &TestDb) {
    let world = World::new(db);
    let level = level(&world);
    let systems = systems(&world, 2);
    let bulk = done(&world, &systems[..1], json!({"custom.niva": "hog", "importance": "important"}));
    let without = done(&world, &systems[1..], json!({"importance": "important"}));
    let revision = Some(level.revision);
    saved(&world, Definition { is_required: Some(true), ..level }, revision);
    leaves_the_level(&world, systems[0], bulk.id, "objection-required");
    // A record that lacks what must be filled since gets its other fields back all the same.
    let undo = world.done(move |tx| plan_undo(tx, without.id));
    assert_eq!(carried_out(&world, &world.operator, undo).unwrap().counts.done, 1);
    assert_eq!(world.loaded(systems[1]).importance, None);
}

/// Lets somebody do something with every record of the federation.
fn permit_everywhere(db: &TestDb, world: &World, somebody: &Actor, permissions: &[&str]) {
    for permission in permissions {
        db.raw_execute(&format!(
            "INSERT INTO function_permission (tenant_id, core_function, permission, scope, reaches_use) \
             VALUES (1, 'archivist', '{permission}', 'federation', 0)"
        ));
    }
    let grant = access::Grant {
        source: Id::new(),
        person: somebody.person.expect("a person"),
        core_function: "archivist".to_owned(),
        subject: world.village,
        home: Some(world.village),
        valid: kernel::Period::ALWAYS,
    };
    world.done(move |tx| access::give(tx, &grant));
}

fn who_may_change_every_document_and_no_system_takes_back_changes_of_documents_only(db: &TestDb) {
    let world = World::new(db);
    let systems = systems(&world, 1);
    let named = |name: &str| {
        let about = Subject::new(SYSTEM, systems[0]);
        world.document(Document { name: name.into(), ..Document::new(about, "management_plan") })
    };
    let documents = ["Plan", "Bilaga"].map(named);
    let of_systems = done(&world, &systems, json!({"size": "large"}));
    let decided = json!({"decision": "KS § 4"});
    let plan = planned_of(&world, &world.operator, (BulkKind::Document, &documents), decided).unwrap();
    let of_documents = carried_out(&world, &world.operator, plan).unwrap();
    let archivist = world.employee("Arkivarie", world.village);
    permit_everywhere(db, &world, &archivist, &["documents.edit", "register.read_documents"]);
    let site = site(&world, &[&archivist]);
    let mut script = script(&world, &site, &archivist);
    let listed = script.get("/api/v1/bulk-changes").json();
    let ids: Vec<&str> =
        listed["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!(ids, [of_documents.id.to_string()], "{listed}");
    assert_eq!(script.get(&format!("/api/v1/bulk-changes/{}", of_systems.id)).status, 404);
    assert!(is_not_found(&world.write(&archivist, move |tx| plan_undo(tx, of_systems.id))));
    let undo = world.write(&archivist, move |tx| plan_undo(tx, of_documents.id)).unwrap();
    assert_eq!(carried_out(&world, &archivist, undo).unwrap().counts.done, 2);
    let document = world.read(&world.operator, |read| visible_document(read, documents[0])).unwrap();
    assert_eq!(document.decision, "");
    assert_eq!(world.loaded(systems[0]).size, Some(Size::Large));
}

fn a_field_retired_and_a_choice_removed_after_the_plan_leave_the_records(db: &TestDb) {
    let world = World::new(db);
    let level = level(&world);
    let systems = systems(&world, 1);
    let plan = || {
        let values = json!({"custom.niva": "hog", "importance": "important"});
        planned(&world, &world.operator, &systems, values).unwrap()
    };
    let [choice, field] = [plan(), plan()];
    assert_eq!(rows(&world, choice)[&systems[0]].outcome, BulkOutcome::Fits);
    let level = without_high(&world, level);
    let left = carried_out(&world, &world.operator, choice).unwrap();
    assert_eq!((left.counts.done, left.counts.left_out), (0, 1));
    assert!(why(&rows(&world, choice)[&systems[0]]).starts_with("custom.niva: "));
    world.done(move |tx| retire_field(tx, level.id, Some(level.revision)));
    assert_eq!(carried_out(&world, &world.operator, field).unwrap().counts.left_out, 1);
    let told = texts::text(kernel::Language::Swedish, "objection-retired-field");
    assert_eq!(why(&rows(&world, field)[&systems[0]]), format!("custom.niva: {told}"));
    assert_ne!(
        world.loaded(systems[0]).importance,
        Some(Importance::Important),
        "what is asked belongs together"
    );
}

fn of_the_changes_of_others_one_is_told_of_the_records_that_one_may_change(db: &TestDb) {
    let world = World::new(db);
    let systems = own_and_theirs(&world);
    let keeper = keeper_of(&world, "Systemansvarig", &systems[..1]);
    let bulk = done(&world, &systems, json!({"size": "large"}));
    let head = world.employee("Itchef", world.village);
    world.appoint("head_of_it", &head, Subject::new(ORGANISATION, world.village));
    let site = site(&world, &[&keeper, &head]);
    let used = json!({"organisation": world.town.to_string()});
    let address = format!("/api/v1/systems/{}", systems[1]);
    let made =
        script(&world, &site, &head).send_json("POST", &format!("{address}/actions/set-use"), &[], &used);
    assert_eq!(made.status, 200, "{}", made.text());
    let mut script = script(&world, &site, &keeper);
    assert_eq!(script.get(&address).status, 200, "the town sees what it uses");
    let told = script.get(&format!("/api/v1/bulk-changes/{}", bulk.id)).json();
    let records: Vec<&str> =
        told["outcomes"].as_array().unwrap().iter().map(|row| row["record"].as_str().unwrap()).collect();
    assert_eq!(records, [systems[0].to_string()]);
    assert_eq!(script.get("/api/v1/bulk-changes").json()["items"], json!([]), "the list is of one's own");
}

fn a_script_plans_carries_out_and_takes_back(db: &TestDb) {
    let world = World::new(db);
    let systems = systems(&world, 2);
    let head = world.employee("Itchef", world.town);
    world.appoint("head_of_it", &head, Subject::new(ORGANISATION, world.town));
    let site = site(&world, &[&head]);
    let mut script = script(&world, &site, &head);
    let body = json!({"systems": systems, "reason": "Översyn", "importance": "important"});
    let made = script.send_json("POST", "/api/v1/bulk-changes", &[], &body);
    assert_eq!(made.status, 201, "{}", made.text());
    assert_eq!((&made.json()["state"], &made.json()["waiting"]), (&json!("planned"), &json!(2)));
    let address = made.header("location").to_owned();
    let mut act = |address: &str, step: &str| {
        script.send_json("POST", &format!("{address}/actions/{step}"), &[], &json!({}))
    };
    let done = act(&address, "carry-out").json();
    assert_eq!((&done["state"], &done["done"]), (&json!("carried_out"), &json!(2)), "{done}");
    assert_eq!(world.loaded(systems[0]).importance, Some(Importance::Important));
    assert_eq!(act(&address, "carry-out").status, 422, "once is enough");
    let undo = act(&address, "undo").json();
    assert_eq!(undo["undoes"], json!(address.rsplit('/').next()), "{undo}");
    let undo = format!("/api/v1/bulk-changes/{}", undo["id"].as_str().unwrap());
    assert_eq!(act(&undo, "carry-out").json()["done"], 2);
    assert_eq!(world.loaded(systems[1]).importance, None);
    assert_eq!(act(&address, "undo").status, 422, "it is undone");
}
