//! Many records changed alike: what would come of it, that it is done, and that it is taken back.

use crate::world::{World, is_not_found, is_refused, objections, schema};
use kernel::{Actor, Id, Result, Subject};
use register::{
    BULK_RECORDS, BulkChange, BulkKind, BulkOutcome, BulkState, ChangedRecord, Document, Importance,
    LifecycleState, PlanBulkChange, SYSTEM, System, carry_out_bulk_change, change_system, plan_bulk_change,
    plan_undo, visible_bulk_change, visible_document, visible_object,
};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;
use storage::{EventPage, Query, history_of, values};
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    a_plan_tells_what_would_come_of_each_record_and_writes_none,
    what_is_carried_out_is_told_in_the_history_of_each_record_and_can_be_taken_back_once,
    a_record_that_somebody_changes_after_it_was_looked_at_is_left,
    what_somebody_has_written_since_is_not_taken_back,
    of_two_who_change_the_same_records_the_second_leaves_them,
    of_two_that_take_back_the_same_change_one_is_too_late,
    a_record_that_is_not_the_actors_to_change_is_left_and_one_unseen_is_not_told_of,
    a_permission_taken_away_after_the_plan_leaves_the_records,
    only_who_planned_a_change_carries_it_out_and_others_see_it_once_it_is_begun,
    names_states_and_numbers_are_not_changed_in_groups,
    no_more_records_than_one_change_takes,
    a_value_that_breaks_the_guideline_is_told_at_each_record,
    systems_that_would_be_two_of_a_kind_are_told_before_and_left,
    documents_and_objects_are_changed_alike_too,
    a_change_of_many_asks_no_more_of_the_database_for_each_record,
    systems_that_come_to_another_owner_are_reached_from_there_and_no_more_from_where_they_were,
    html_in_a_value_stays_text,
);

fn fields(fields: Json) -> Map<String, Json> {
    let Json::Object(fields) = fields else { panic!("a test sends an object") };
    fields
}

pub fn systems(world: &World, count: usize) -> Vec<Id> {
    (0..count).map(|number| world.registered(world.system(&format!("System {number:04}")))).collect()
}

pub fn planned(world: &World, actor: &Actor, records: &[Id], values: Json) -> Result<Id> {
    planned_of(world, actor, (BulkKind::System, records), values)
}

pub fn planned_of(
    world: &World,
    actor: &Actor,
    (kind, records): (BulkKind, &[Id]),
    values: Json,
) -> Result<Id> {
    let ask =
        PlanBulkChange { kind, records: records.to_vec(), values: fields(values), reason: "Översyn".into() };
    world.write(actor, move |tx| plan_bulk_change(tx, &ask))
}

pub fn carried_out(world: &World, actor: &Actor, id: Id) -> Result<BulkChange> {
    loop {
        let bulk = world.write(actor, move |tx| carry_out_bulk_change(tx, id))?;
        if bulk.state == BulkState::CarriedOut {
            return Ok(bulk);
        }
    }
}

pub fn done(world: &World, records: &[Id], values: Json) -> BulkChange {
    let id = planned(world, &world.operator, records, values).unwrap();
    carried_out(world, &world.operator, id).unwrap()
}

/// What came of each record, by id.
pub fn rows(world: &World, id: Id) -> BTreeMap<Id, ChangedRecord> {
    let query = Query::first(5_000).filter("bulk", values![id]);
    let page = world.read(&world.operator, |read| BULK_RECORDS.page::<ChangedRecord>(read, &query)).unwrap();
    page.items.into_iter().map(|row| (row.record, row)).collect()
}

pub fn why(row: &ChangedRecord) -> String {
    row.why.iter().map(|told| format!("{}: {}", told.field, told.sv)).collect::<Vec<_>>().join("; ")
}

fn a_plan_tells_what_would_come_of_each_record_and_writes_none(db: &TestDb) {
    let world = World::new(db);
    let normal = System { importance: Some(Importance::Normal), ..world.system("Bygglov") };
    let important = System { importance: Some(Importance::Important), ..world.system("Lön") };
    let (normal, important) = (world.registered(normal), world.registered(important));
    let before = world.loaded(normal);
    let id = planned(&world, &world.operator, &[normal, important], json!({"importance": "important"}));
    let id = id.unwrap();
    let rows = rows(&world, id);
    assert_eq!(rows[&normal].outcome, BulkOutcome::Fits);
    assert_eq!(Json::from(rows[&normal].changes.clone()), json!({"importance": ["normal", "important"]}));
    assert_eq!(rows[&important].outcome, BulkOutcome::Same);
    assert_eq!(world.loaded(normal), before, "nothing is written");
    let bulk = world.read(&world.operator, |read| visible_bulk_change(read, id)).unwrap();
    assert_eq!((bulk.state, bulk.counts.waiting, bulk.counts.same()), (BulkState::Planned, 1, 1));
}

fn what_is_carried_out_is_told_in_the_history_of_each_record_and_can_be_taken_back_once(db: &TestDb) {
    let world = World::new(db);
    let systems = systems(&world, 3);
    let bulk = done(&world, &systems, json!({"importance": "important", "short_description": "Betalar lön"}));
    assert_eq!((bulk.counts.done, bulk.counts.left_out), (3, 0), "{:?}", rows(&world, bulk.id));
    for id in &systems {
        let system = world.loaded(*id);
        assert_eq!((system.importance, system.revision), (Some(Importance::Important), 2));
        let history = world
            .read(&world.operator, |read| history_of(read, &Subject::new(SYSTEM, *id), EventPage::newest(10)))
            .unwrap();
        let content = history[0].content.as_ref().unwrap();
        assert_eq!(history[0].action, "system.changed");
        assert_eq!(content["changes"]["bulk_change"], json!([null, bulk.id]), "leads back to the change");
        assert_eq!(content["reason"], "Översyn");
    }
    let undo = world.done(move |tx| plan_undo(tx, bulk.id));
    let undone = carried_out(&world, &world.operator, undo).unwrap();
    assert_eq!((undone.undoes, undone.counts.done), (Some(bulk.id), 3));
    assert_eq!(world.loaded(systems[0]).importance, None);
    assert!(world.loaded(systems[0]).short_description.is_empty());
    let again = world.write(&world.operator, move |tx| plan_undo(tx, bulk.id));
    assert_eq!(objections(again), [" bulk-objection-undone"]);
    // Taking the taking back back is a change of its own.
    let redo = world.done(move |tx| plan_undo(tx, undo));
    assert_eq!(carried_out(&world, &world.operator, redo).unwrap().counts.done, 3);
    assert_eq!(world.loaded(systems[0]).importance, Some(Importance::Important));
}

fn a_record_that_somebody_changes_after_it_was_looked_at_is_left(db: &TestDb) {
    let world = World::new(db);
    let systems = systems(&world, 2);
    let id = planned(&world, &world.operator, &systems, json!({"size": "large"})).unwrap();
    let other = System { short_description: "Nytt".into(), ..world.loaded(systems[0]) };
    world.done(|tx| change_system(tx, other));
    let bulk = carried_out(&world, &world.operator, id).unwrap();
    assert_eq!((bulk.counts.done, bulk.counts.left_out), (1, 1));
    assert!(why(&rows(&world, id)[&systems[0]]).contains("Någon har ändrat posten"));
    assert_eq!(world.loaded(systems[0]).size, None);
}

fn what_somebody_has_written_since_is_not_taken_back(db: &TestDb) {
    let world = World::new(db);
    let systems = systems(&world, 2);
    let bulk = done(&world, &systems, json!({"size": "large", "importance": "important"}));
    let other = System { importance: Some(Importance::Prioritised), ..world.loaded(systems[0]) };
    world.done(|tx| change_system(tx, other));
    let undo = world.done(move |tx| plan_undo(tx, bulk.id));
    assert!(why(&rows(&world, undo)[&systems[0]]).contains("importance: Någon har skrivit något annat"));
    carried_out(&world, &world.operator, undo).unwrap();
    let (kept, back) = (world.loaded(systems[0]), world.loaded(systems[1]));
    assert_eq!((kept.size, kept.importance), (None, Some(Importance::Prioritised)));
    assert_eq!((back.size, back.importance), (None, None));
}

fn of_two_who_change_the_same_records_the_second_leaves_them(db: &TestDb) {
    let world = World::new(db);
    let systems = systems(&world, 2);
    let one = planned(&world, &world.operator, &systems, json!({"size": "large"})).unwrap();
    let other = planned(&world, &world.operator, &systems, json!({"size": "medium"})).unwrap();
    assert_eq!(carried_out(&world, &world.operator, one).unwrap().counts.done, 2);
    assert_eq!(carried_out(&world, &world.operator, other).unwrap().counts.left_out, 2);
    let again = world.write(&world.operator, move |tx| carry_out_bulk_change(tx, one));
    assert_eq!(objections(again), [" bulk-objection-carried-out"]);
}

fn of_two_that_take_back_the_same_change_one_is_too_late(db: &TestDb) {
    let world = World::new(db);
    let bulk = done(&world, &systems(&world, 1), json!({"size": "large"}));
    let one = world.done(move |tx| plan_undo(tx, bulk.id));
    let other = world.done(move |tx| plan_undo(tx, bulk.id));
    carried_out(&world, &world.operator, one).unwrap();
    assert_eq!(objections(carried_out(&world, &world.operator, other)), [" bulk-objection-undone"]);
}

fn a_record_that_is_not_the_actors_to_change_is_left_and_one_unseen_is_not_told_of(db: &TestDb) {
    let world = World::new(db);
    let employee = world.employee("Medarbetare", world.town);
    let own = world.registered(world.system("Lön"));
    let theirs = System { organisation: Some(world.village), ..world.system("Grannens") };
    let theirs = world.registered(theirs);
    let id = planned(&world, &employee, &[own, theirs], json!({"size": "large"})).unwrap();
    let told = rows(&world, id);
    assert_eq!(told.keys().collect::<Vec<_>>(), [&own], "what they do not see is not among them");
    assert_eq!(told[&own].outcome, BulkOutcome::LeftOut);
    assert!(told[&own].changes.is_empty() && !why(&told[&own]).is_empty(), "{told:?}");
    assert_eq!(objections(carried_out(&world, &employee, id)), [" bulk-objection-nothing-waiting"]);
    assert_eq!(world.loaded(own).size, None);
    let unseen = planned(&world, &employee, &[theirs], json!({"size": "large"}));
    assert_eq!(objections(unseen), ["records bulk-objection-no-records"]);
}

fn a_permission_taken_away_after_the_plan_leaves_the_records(db: &TestDb) {
    let world = World::new(db);
    let systems = systems(&world, 1);
    let keeper = world.employee("Systemförvaltare", world.town);
    world.appoint("system_manager", &keeper, Subject::new(SYSTEM, systems[0]));
    let id = planned(&world, &keeper, &systems, json!({"size": "large"})).unwrap();
    let assignments = world
        .read(&world.operator, |read| organisation::assignments_of(read, &Subject::new(SYSTEM, systems[0])))
        .unwrap();
    for assignment in assignments {
        let ask = organisation::EndAssignment {
            id: assignment.id,
            revision: assignment.revision,
            ending: organisation::Ending::Withdrawn,
            because: organisation::Because { reason: "Prov".into(), decision: String::new() },
        };
        world.done(move |tx| organisation::end_assignment(tx, &ask));
    }
    let bulk = carried_out(&world, &keeper, id).unwrap();
    assert_eq!((bulk.counts.done, bulk.counts.left_out), (0, 1));
    assert_eq!(world.loaded(systems[0]).size, None);
}

fn only_who_planned_a_change_carries_it_out_and_others_see_it_once_it_is_begun(db: &TestDb) {
    let world = World::new(db);
    let systems = systems(&world, 1);
    let [one, other] = ["En", "Annan"].map(|name| {
        let keeper = world.employee(name, world.town);
        world.appoint("system_manager", &keeper, Subject::new(SYSTEM, systems[0]));
        keeper
    });
    let stranger = world.employee("Medarbetare", world.town);
    let id = planned(&world, &one, &systems, json!({"size": "large"})).unwrap();
    let sees = |actor: &Actor| world.read(actor, |read| visible_bulk_change(read, id));
    assert!(is_not_found(&sees(&other)), "nobody else sees what is only planned");
    carried_out(&world, &one, id).unwrap();
    assert!(sees(&other).is_ok());
    assert!(is_not_found(&sees(&stranger)), "who changes none of its records sees nothing of it");
    assert!(is_refused(&carried_out(&world, &other, id)));
    let undo = world.write(&other, move |tx| plan_undo(tx, id)).unwrap();
    assert_eq!(carried_out(&world, &other, undo).unwrap().counts.done, 1);
}

fn names_states_and_numbers_are_not_changed_in_groups(db: &TestDb) {
    let world = World::new(db);
    let systems = systems(&world, 1);
    for field in ["name", "local_number", "lifecycle_state", "retired_from", "nonsense"] {
        let answer = planned(&world, &world.operator, &systems, json!({field: "X"}));
        assert_eq!(objections(answer), [format!("{field} bulk-objection-field")]);
    }
    let answer = planned(&world, &world.operator, &systems, json!({"custom.nothing": "X"}));
    assert_eq!(objections(answer), ["custom.nothing objection-unknown-field"]);
    let answer = planned(&world, &world.operator, &systems, json!({}));
    assert_eq!(objections(answer), [" bulk-objection-no-fields"]);
}

fn no_more_records_than_one_change_takes(db: &TestDb) {
    let world = World::new(db);
    let ids: Vec<Id> = (0..=register::MOST_RECORDS).map(|_| Id::new()).collect();
    let answer = planned(&world, &world.operator, &ids, json!({"size": "large"}));
    assert_eq!(objections(answer), ["records bulk-objection-too-many"]);
}

fn a_value_that_breaks_the_guideline_is_told_at_each_record(db: &TestDb) {
    let world = World::new(db);
    let systems = systems(&world, 2);
    let id = planned(&world, &world.operator, &systems, json!({"common_system": "poem", "kind": null}));
    let rows = rows(&world, id.unwrap());
    for id in &systems {
        assert_eq!(rows[id].outcome, BulkOutcome::LeftOut);
        assert!(why(&rows[id]).contains("kind:"), "{}", why(&rows[id]));
    }
}

fn systems_that_would_be_two_of_a_kind_are_told_before_and_left(db: &TestDb) {
    let world = World::new(db);
    let pack = world.read(&world.operator, findings::pack_in_force).unwrap();
    let common = pack.common_systems.first().expect("the reference has a common system").id.clone();
    let systems = systems(&world, 2);
    let values = json!({"category": "common", "common_system": common});
    let both = planned(&world, &world.operator, &systems, values.clone()).unwrap();
    let told = rows(&world, both);
    let one = planned(&world, &world.operator, &systems[..1], values.clone()).unwrap();
    assert_eq!(carried_out(&world, &world.operator, one).unwrap().counts.done, 1);
    let second = planned(&world, &world.operator, &systems[1..], values).unwrap();
    let second = &rows(&world, second)[&systems[1]];
    // What the single verb says is what the plan said.
    let alone = System {
        category: Some(register::Category::Common),
        common_system: common,
        ..world.loaded(systems[1])
    };
    let alone = world.write(&world.operator, |tx| change_system(tx, alone));
    assert_eq!(second.outcome == BulkOutcome::LeftOut, alone.is_err(), "{alone:?} {}", why(second));
    assert_eq!(told[&systems[1]].outcome, second.outcome);
    assert_eq!(second.outcome, BulkOutcome::LeftOut, "the reference allows but one");
}

fn documents_and_objects_are_changed_alike_too(db: &TestDb) {
    let world = World::new(db);
    let system = world.registered(world.system("Lön"));
    let subject = Subject::new(SYSTEM, system);
    let documents: Vec<Id> = ["Plan", "Riktlinje"]
        .into_iter()
        .map(|name| {
            let named = Document { name: name.into(), ..Document::new(subject.clone(), "management_plan") };
            world.document(named)
        })
        .collect();
    let id = planned_of(
        &world,
        &world.operator,
        (BulkKind::Document, &documents),
        json!({"review_date": "2027-06-30", "decision": "KS § 4"}),
    );
    assert_eq!(carried_out(&world, &world.operator, id.unwrap()).unwrap().counts.done, 2);
    let document =
        world.read(&world.operator, |read| visible_document(read, documents[0])).expect("the document");
    assert_eq!((document.decision.as_str(), document.revision), ("KS § 4", 2));
    let objects = ["Ekonomi", "Skola"].map(|name| world.object(name));
    let id = planned_of(
        &world,
        &world.operator,
        (BulkKind::Object, &objects),
        json!({"grouping_basis": "operation", "organisation": world.village}),
    );
    assert_eq!(carried_out(&world, &world.operator, id.unwrap()).unwrap().counts.done, 2);
    let object = world.read(&world.operator, |read| visible_object(read, objects[1])).expect("the object");
    assert_eq!(object.organisation, Some(world.village));
}

fn a_change_of_many_asks_no_more_of_the_database_for_each_record(db: &TestDb) {
    let world = World::new(db);
    let systems = systems(&world, 520);
    // What is read once and kept, such as the pack, is no change's own.
    done(&world, &systems[..3], json!({"importance": "normal"}));
    let cost = |systems: &[Id], values: Json| {
        let before = world.db.statements_run();
        let id = planned(&world, &world.operator, systems, values).unwrap();
        let planned = world.db.statements_run() - before;
        let bulk = world.done(move |tx| carry_out_bulk_change(tx, id));
        assert_eq!(bulk.counts.done, i64::try_from(systems.len().min(500)).unwrap());
        (planned, world.db.statements_run() - before - planned)
    };
    let few = cost(&systems[..50], json!({"size": "large"}));
    let many = cost(&systems[..500], json!({"size": "medium"}));
    let department = world.department("Kultur", world.town);
    let few_moved = cost(&systems[..50], json!({"organisation": world.village}));
    let many_moved = cost(&systems[..500], json!({"organisation": department}));
    let each = |few: u64, many: u64| (many as f64 - few as f64) / 450.0;
    for (few, many) in [(few, many), (few_moved, many_moved)] {
        eprintln!("planned and carried out: {few:?} statements for 50 records, {many:?} for 500");
        assert!(each(few.0, many.0) < 0.05 && each(few.1, many.1) < 1.0, "{few:?} for 50, {many:?} for 500");
    }
}

fn systems_that_come_to_another_owner_are_reached_from_there_and_no_more_from_where_they_were(db: &TestDb) {
    let world = World::new(db);
    let systems = systems(&world, 300);
    let head = world.employee("IT-chef", world.village);
    world.appoint("head_of_it", &head, Subject::new(organisation::ORGANISATION, world.village));
    let editable = || {
        let edit = |read: &storage::Read| access::permitted(read, register::EDIT, &systems);
        world.read(&head, edit).expect("an answer").len()
    };
    assert_eq!(editable(), 0);
    done(&world, &systems, json!({"organisation": world.village}));
    assert_eq!(editable(), 300);
    done(&world, &systems[..290], json!({"organisation": world.town}));
    assert_eq!(editable(), 10);
    // Made anew, it is the same.
    world.done(register::rebuild_reach);
    assert_eq!(editable(), 10);
}

fn html_in_a_value_stays_text(db: &TestDb) {
    let world = World::new(db);
    let systems = systems(&world, 1);
    let text = "<script>alert(1)</script>";
    assert_eq!(done(&world, &systems, json!({"short_description": text})).counts.done, 1);
    assert_eq!(world.loaded(systems[0]).short_description, text);
    assert_eq!(world.loaded(systems[0]).lifecycle_state, LifecycleState::InOperation);
}
