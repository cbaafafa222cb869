//! What people say of their duties: who may say it, for what it counts, and until when.

use crate::world::{World, day, id_of, is_not_found, is_refused, objections, schema};
use duties::{
    Said, StateDuty, WithdrawStatement, leaving_items, review_statement, state_duty, statements_due,
    statements_of, visible_statement, withdraw_statement,
};
use kernel::{Actor, Id, Outcome, Subject};
use organisation::{
    AssignRole, Because, EndAssignment, Ending, ORGANISATION, Organisation, OrganisationKind, RoleAssignment,
    SaveOrganisation, assign_role, assignments_of, end_assignment, save_organisation,
};
use register::SYSTEM;
use testkit::{Acting as _, TestDb, on_both_engines};

on_both_engines!(schema();
    whoever_has_a_duty_says_how_it_is_met_and_nothing_is_missing_any_more,
    a_duty_of_another_role_is_refused_and_what_is_said_on_behalf_says_so,
    a_statement_at_the_organisation_counts_for_its_systems_and_not_for_those_of_another_legal_entity,
    an_old_statement_is_a_finding_from_the_day_after_its_review,
    the_former_holders_statement_stands_with_their_name_until_the_new_holder_looks_at_it,
    two_who_say_something_at_once_do_not_write_over_each_other,
    a_statement_that_is_withdrawn_counts_no_more,
    nothing_is_said_of_a_duty_of_which_the_guideline_asks_nothing,
    what_is_wrong_in_a_statement_is_told_at_its_field,
    who_made_a_statement_is_told_in_time_and_leaves_it_behind,
    who_no_longer_reads_of_a_record_is_not_told_of_what_they_said_there,
    who_reads_no_documents_and_who_is_in_another_federation_finds_no_statement,
);

const DUTY: &str = "manager-tests-restoring";
const OWNERS: &str = "owner-follows-up";

fn whoever_has_a_duty_says_how_it_is_met_and_nothing_is_missing_any_more(db: &TestDb) {
    let world = World::new(db);
    assert_eq!(world.outcome("2026-03-02", world.system, DUTY), Outcome::Breached);
    let said = world.states(&world.manager, DUTY).unwrap();
    assert_eq!(said.said.review_date, Some(day("2027-03-02")), "twelve months where nobody says more");
    assert_eq!((said.made_by_name.as_str(), said.is_on_behalf), ("Systemförvaltare Ekonomi", false));
    assert_eq!(world.outcome("2026-03-02", world.system, DUTY), Outcome::Met);
    assert_eq!(world.outcome("2026-03-02", world.system, "manager-plans-training"), Outcome::Breached);
    let said = world.states(&world.owner, OWNERS).unwrap();
    assert_eq!(said.said.review_date, Some(day("2028-03-02")), "the guideline says so of this one");
    let shown = world.read(&world.owner, |read| statements_of(read, &world.of_system())).unwrap();
    assert_eq!(
        shown.iter().map(|one| one.duty.sv.as_str()).collect::<Vec<_>>(),
        ["Följer upp systemets nytta.", "Ser till att återläsning testas."]
    );
}

fn a_duty_of_another_role_is_refused_and_what_is_said_on_behalf_says_so(db: &TestDb) {
    let world = World::new(db);
    assert!(is_refused(&world.states(&world.owner, DUTY)));
    assert!(is_refused(&world.states(&world.technician, DUTY)));
    let user = world.employee("Medarbetare");
    assert!(world.states(&user, DUTY).is_err());
    let said = world.states(&world.manager, OWNERS).unwrap();
    assert!(said.is_on_behalf, "who manages the system keeps the register for its owner");
    assert_eq!((said.role.as_str(), said.made_by), ("system_owner", world.manager.person));
    let again = world.states_of(&world.owner, OWNERS, &world.of_system(), Some(1)).unwrap();
    assert!(!again.is_on_behalf && again.id == said.id && again.revision == 2);
}

fn a_statement_at_the_organisation_counts_for_its_systems_and_not_for_those_of_another_legal_entity(
    db: &TestDb,
) {
    let world = World::new(db);
    let town = world.town;
    let below = |name: &'static str, kind| {
        world.done(move |tx| {
            let below = Organisation { parent: Some(town), ..Organisation::new(name, kind) };
            let ask = SaveOrganisation { organisation: below, revision: None, because: Because::default() };
            save_organisation(tx, &ask)
        })
    };
    let department = below("Förvaltningen", OrganisationKind::Department).id;
    let company = below("Bolaget", OrganisationKind::MunicipalCompany).id;
    let systems = [world.system_of("Skola", department), world.system_of("Vatten", company)];
    for system in systems {
        world.appoint("system_manager", &world.manager, Subject::new(SYSTEM, system));
        assert_eq!(world.outcome("2026-03-02", system, DUTY), Outcome::Breached);
    }
    world.states_of(&world.operator, DUTY, &Subject::new(ORGANISATION, town), None).unwrap();
    assert_eq!(world.outcome("2026-03-02", world.system, DUTY), Outcome::Met);
    assert_eq!(world.outcome("2026-03-02", systems[0], DUTY), Outcome::Met);
    assert_eq!(world.outcome("2026-03-02", systems[1], DUTY), Outcome::Breached, "who manages there says it");
}

fn an_old_statement_is_a_finding_from_the_day_after_its_review(db: &TestDb) {
    let world = World::new(db);
    let said = world.states(&world.manager, DUTY).unwrap();
    assert_eq!(world.outcome("2027-03-02", world.system, DUTY), Outcome::Met);
    assert_eq!(world.outcome("2027-03-03", world.system, DUTY), Outcome::Breached);
    let later = world.manager.clone().at("2027-03-10T08:00:00Z");
    let reviewed = world.write(&later, move |tx| review_statement(tx, said.id, Some(1))).unwrap();
    assert_eq!((reviewed.made_on, reviewed.said.review_date), (day("2027-03-10"), Some(day("2028-03-10"))));
    assert_eq!(reviewed.said.content, "Det görs varje kvartal.");
    assert_eq!(world.outcome("2027-03-10", world.system, DUTY), Outcome::Met);
}

/// Another manages the system from the day of the world.
fn followed(world: &World) -> Actor {
    let next = world.employee("Ny systemförvaltare");
    let (subject, former, id) = (world.of_system(), world.manager.person, id_of(&next));
    world.done(move |tx| {
        let held = assignments_of(tx, &subject)?.into_iter().find(|one| one.person == former).expect("held");
        let ending = Ending::On(day("2026-03-01"));
        end_assignment(
            tx,
            &EndAssignment { id: held.id, revision: held.revision, ending, because: Because::default() },
        )?;
        let assignment = RoleAssignment::new("system_manager", &subject, day("2026-03-02")).held_by(id);
        assign_role(tx, &AssignRole { assignment, reason: String::new() })
    });
    next
}

fn the_former_holders_statement_stands_with_their_name_until_the_new_holder_looks_at_it(db: &TestDb) {
    let world = World::new(db);
    let said = world.states(&world.manager, DUTY).unwrap();
    let next = followed(&world);
    assert_eq!(world.outcome("2026-03-02", world.system, DUTY), Outcome::Met, "what was said still holds");
    let standing = world.read(&next, |read| visible_statement(read, said.id)).unwrap();
    assert_eq!(standing.made_by_name, "Systemförvaltare Ekonomi");
    assert!(is_refused(&world.write(&world.manager, move |tx| review_statement(tx, said.id, None))));
    let reviewed = world.write(&next, move |tx| review_statement(tx, said.id, None)).unwrap();
    assert_eq!((reviewed.made_by_name.as_str(), reviewed.made_by), ("Ny systemförvaltare", next.person));
}

fn two_who_say_something_at_once_do_not_write_over_each_other(db: &TestDb) {
    let world = World::new(db);
    let first = world.states(&world.manager, DUTY).unwrap();
    let second = world.states(&world.manager, DUTY);
    assert_eq!(objections(second), [" statement-objection-stands"], "who began before the first was there");
    let stale = |result| objections(result) == ["revision objection-stale"];
    world.states_of(&world.manager, DUTY, &world.of_system(), Some(first.revision)).unwrap();
    assert!(stale(world.states_of(&world.manager, DUTY, &world.of_system(), Some(first.revision))));
    assert!(stale(world.write(&world.manager, move |tx| review_statement(tx, first.id, Some(1)))));
}

fn a_statement_that_is_withdrawn_counts_no_more(db: &TestDb) {
    let world = World::new(db);
    let said = world.states(&world.manager, DUTY).unwrap();
    let withdraw = |who, reason: &str| {
        let ask = WithdrawStatement { statement: said.id, revision: None, reason: reason.into() };
        world.write(who, move |tx| withdraw_statement(tx, &ask))
    };
    assert!(is_refused(&withdraw(&world.owner, "Fel")));
    assert_eq!(objections(withdraw(&world.manager, " ")), ["reason objection-required"]);
    withdraw(&world.manager, "Gäller inte längre").unwrap();
    assert_eq!(world.outcome("2026-03-02", world.system, DUTY), Outcome::Breached);
    assert_eq!(objections(withdraw(&world.manager, "Igen")), [" statement-objection-withdrawn"]);
    assert!(is_not_found(&world.write(&world.manager, move |tx| review_statement(tx, said.id, None))));
    let anew = world.states(&world.manager, DUTY).unwrap();
    assert_ne!(anew.id, said.id, "what is said after that is another");
}

fn nothing_is_said_of_a_duty_of_which_the_guideline_asks_nothing(db: &TestDb) {
    let world = World::new(db);
    for duty in ["manager-answers-for-economy", "no-such-duty", ""] {
        assert!(is_not_found(&world.states(&world.operator, duty)), "{duty}");
    }
}

fn what_is_wrong_in_a_statement_is_told_at_its_field(db: &TestDb) {
    let world = World::new(db);
    let told = |said: Said| {
        let ask = StateDuty { duty: DUTY.into(), subject: world.of_system(), revision: None, said };
        objections(world.write(&world.manager, move |tx| state_duty(tx, &ask)))
    };
    assert_eq!(told(Said::default()), ["content statement-objection-says-nothing"]);
    let of = |content: &str| Said { content: content.into(), ..Said::default() };
    assert_eq!(told(of(&"å".repeat(5_001))), ["content objection-too-long"]);
    assert_eq!(told(Said { link: "javascript:alert(1)".into(), ..of("Ord") }), ["link objection-not-a-link"]);
    let elsewhere = Said { document: Some(kernel::Id::new()), ..Said::default() };
    assert_eq!(told(elsewhere), ["document objection-not-a-reference"]);
    let past = Said { review_date: Some(day("2026-03-02")), ..of("Ord") };
    assert_eq!(told(past), ["review_date statement-objection-review-is-past"]);
}

fn who_made_a_statement_is_told_in_time_and_leaves_it_behind(db: &TestDb) {
    let world = World::new(db);
    world.states(&world.manager, DUTY).unwrap();
    world.states(&world.manager, "manager-plans-training").unwrap();
    let due = |who, until: &str| {
        world.read(who, |read| statements_due(read, Some(&[id_of(who)]), day(until))).unwrap()
    };
    assert_eq!(due(&world.manager, "2027-03-01").len(), 0);
    let told = due(&world.manager, "2027-03-02");
    assert_eq!(told.len(), 1, "one for the record, not one for each duty");
    assert_eq!(
        (told[0].due, told[0].address.as_str()),
        (day("2027-03-02"), format!("/system/{}/ansvar", world.system).as_str())
    );
    assert_eq!(due(&world.owner, "2027-03-02").len(), 0);
    let everybody = world.read(&world.operator, |read| statements_due(read, None, day("2027-03-02")));
    assert_eq!(everybody.unwrap().len(), 1);
    let item = leaving_items().into_iter().find(|one| one.key == "statements").expect("an item");
    let left = item.left.expect("looks itself");
    let left = world.read(&world.operator, |read| left(read, id_of(&world.manager), read.today())).unwrap();
    assert_eq!(left.iter().map(|one| one.name.sv.as_str()).collect::<Vec<_>>(), ["Ekonomi"]);
}

fn who_no_longer_reads_of_a_record_is_not_told_of_what_they_said_there(db: &TestDb) {
    let world = World::new(db);
    let said = world.states(&world.manager, DUTY).unwrap().id;
    let next = followed(&world);
    let due = |people: Option<&[Id]>| {
        let told = world.read(&world.operator, |read| statements_due(read, people, day("2027-03-02")));
        told.unwrap().into_iter().map(|one| one.person).collect::<Vec<_>>()
    };
    assert_eq!(due(Some(&[id_of(&world.manager)])), []);
    assert_eq!(due(None), []);
    let item = leaving_items().into_iter().find(|one| one.key == "statements").expect("an item");
    let left = item.left.expect("looks itself");
    let left = world.read(&world.operator, |read| left(read, id_of(&world.manager), read.today())).unwrap();
    assert_eq!(left.len(), 1, "what they leave behind is theirs still");
    world.write(&next, move |tx| review_statement(tx, said, None)).unwrap();
    assert_eq!(due(None), [id_of(&next)]);
}

fn who_reads_no_documents_and_who_is_in_another_federation_finds_no_statement(db: &TestDb) {
    let world = World::new(db);
    let said = world.states(&world.manager, DUTY).unwrap();
    let user = world.employee("Medarbetare");
    assert!(is_not_found(&world.read(&user, |read| visible_statement(read, said.id))));
    let shown = world.read(&user, |read| statements_of(read, &world.of_system())).unwrap();
    assert!(shown.is_empty());
    let other = World::of(db, 2, "");
    let stranger = &other.operator;
    assert!(is_not_found(&other.read(stranger, |read| visible_statement(read, said.id))));
    assert!(is_not_found(&other.write(stranger, move |tx| review_statement(tx, said.id, None))));
    assert!(is_not_found(&other.states_of(stranger, DUTY, &world.of_system(), None)));
}
