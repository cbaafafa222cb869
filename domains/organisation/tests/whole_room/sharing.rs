//! What one organisation shows the others: decided in it, opened from the first day to the last, to those it names.

use crate::world::{SYSTEM, World, acting, day, on, operator, organisation_of, rejected, schema, system_of};
use kernel::{Actor, Error, Id, Result, Subject};
use organisation::{
    After, Because, ChangeSharing, DecideSharing, EndSharing, ORGANISATION, OrganisationKind, READ,
    READ_HOLDERS, SHARING, SaveOrganisation, Sharing, add_sharing, change_sharing, end_sharing,
    lacking_after, may_decide, save_organisation, stands_for, take_sharing_decision, visible_organisation,
    visible_sharing, visible_sharings,
};
use storage::{EventPage, Query, history_of};
use testkit::TestDb;

fn because(decision: &str) -> Because {
    Because { reason: "Grannen tar över driften".into(), decision: decision.into() }
}

/// The head of IT of the municipality, who decides for it.
fn head(world: &World) -> Actor {
    acting("it-chef", world.head_of_it)
}

/// Base fields of systems to all others, from the first of April.
fn base(world: &World) -> Sharing {
    Sharing {
        record_kind: "system".into(),
        field_group: "base".into(),
        decision: "KS 2026/44".into(),
        ..Sharing::new(world.municipality, day("2026-04-01"))
    }
}

fn added(world: &World, actor: &Actor, sharing: Sharing) -> Result<Sharing> {
    world.write(actor, move |tx| add_sharing(tx, &sharing, &because("")))
}

fn decided(world: &World, receiver: Option<Id>, shown: &[&str], from: &str) -> Result<Vec<Sharing>> {
    let ask = DecideSharing {
        groups: shown.iter().map(|name| (*name).to_owned()).collect(),
        from: day(from),
        to: None,
        decision: "KS 2026/45".into(),
        reason: String::new(),
    };
    let owner = world.municipality;
    world.write(&head(world), move |tx| take_sharing_decision(tx, (owner, receiver), None, &ask))
}

/// The sites that stand in for systems are said to be systems of the municipality, which the register does for its own.
fn owned(world: &World) {
    let systems = [world.system.id, world.common_system.id].map(|id| (id, world.municipality));
    world.write(&operator(), move |tx| access::say_owner(tx, SYSTEM, systems)).unwrap();
}

fn sees(world: &World, person: Id, permission: kernel::Permission, date: &str) -> bool {
    let actor = on(acting("granne", person), date);
    world.read(&actor, |read| access::may(read, permission, world.system.id)).unwrap()
}

fn what_is_shared_is_seen_by_those_whom_the_receiver_employs_from_the_first_day_to_the_last(db: &TestDb) {
    let world = World::new(db);
    owned(&world);
    let shared = Sharing { to: Some(day("2026-04-30")), receiver: Some(world.neighbour), ..base(&world) };
    added(&world, &head(&world), shared).unwrap();
    let on_days = |person| {
        ["2026-03-31", "2026-04-01", "2026-04-30", "2026-05-01"].map(|date| sees(&world, person, READ, date))
    };
    assert_eq!(on_days(world.neighbour_employee), [false, true, true, false]);
    assert_eq!(on_days(world.consultant), [false; 4], "whoever nobody in the federation employs");
    assert!(!sees(&world, world.neighbour_employee, READ_HOLDERS, "2026-04-02"), "only what was decided");
}

fn whoever_holds_the_role_in_an_organisation_decides_for_it_and_not_those_above_or_beside_it(db: &TestDb) {
    let world = World::new(db);
    for actor in [acting("larare", world.teacher), acting("granne", world.neighbour_employee)] {
        assert!(matches!(added(&world, &actor, base(&world)), Err(Error::Refused(_))), "{}", actor.name);
    }
    let (municipality, neighbour) = (world.municipality, world.neighbour);
    let (federation, member) = world
        .write(&operator(), move |tx| {
            let federation = organisation_of(tx, "Förbundet", OrganisationKind::MunicipalFederation, None)?;
            let member = organisation_of(tx, "Medlemmen", OrganisationKind::Municipality, Some(federation))?;
            Ok((federation, member))
        })
        .unwrap();
    world.given("head_of_it", &Subject::new(ORGANISATION, federation), world.teacher);
    let decides = |person: Id| {
        let actor = acting("chef", person);
        [municipality, neighbour, federation, member]
            .map(|owner| world.read(&actor, |read| may_decide(read, owner)).unwrap())
    };
    assert_eq!(decides(world.head_of_it), [true, false, false, false]);
    assert_eq!(decides(world.teacher), [false, false, true, false], "not for those below");
    let mut limited = head(&world);
    limited.only = Some(vec!["organisation.read".into()]);
    assert!(matches!(added(&world, &limited, base(&world)), Err(Error::Refused(_))), "nor a lesser token");
}

fn a_decision_without_receiver_is_for_those_who_come_later_too_and_ends_with_those_who_leave(db: &TestDb) {
    let world = World::new(db);
    owned(&world);
    added(&world, &head(&world), base(&world)).unwrap();
    assert!(sees(&world, world.neighbour_employee, READ, "2026-06-01"));
    let newcomer = world
        .write(&operator(), |tx| {
            let new = organisation_of(tx, "Nykommunen", OrganisationKind::Municipality, None)?;
            crate::world::employed(tx, "Nyanställd", new)
        })
        .unwrap();
    assert!(sees(&world, newcomer, READ, "2026-06-01"));
    let neighbour = world.neighbour;
    let leave = move |tx: &mut storage::Tx| {
        let stored = visible_organisation(tx, neighbour)?;
        let revision = Some(stored.revision);
        let organisation = organisation::Organisation { to: Some(day("2026-06-30")), ..stored };
        save_organisation(tx, &SaveOrganisation { organisation, revision, because: Because::default() })
    };
    world.write(&operator(), leave).unwrap();
    let seen = ["2026-06-30", "2026-07-01"].map(|date| sees(&world, world.neighbour_employee, READ, date));
    assert_eq!(seen, [true, false], "who has left the federation");
    assert!(sees(&world, newcomer, READ, "2026-07-01"));
}

fn a_decision_that_cannot_be_is_rejected_at_the_field_that_is_wrong(db: &TestDb) {
    let world = World::new(db);
    let wrong = |change: &dyn Fn(&mut Sharing)| {
        let mut sharing = base(&world);
        change(&mut sharing);
        rejected(added(&world, &operator(), sharing))
    };
    let one = |field: &str, key| vec![(field.to_owned(), key)];
    let (own, school) = (world.municipality, world.department);
    assert_eq!(wrong(&|it| it.receiver = Some(own)), one("receiver", "objection-sharing-oneself"));
    assert_eq!(wrong(&|it| it.receiver = Some(school)), one("receiver", "objection-sharing-receiver"));
    assert_eq!(wrong(&|it| it.decision = " ".into()), one("decision", "objection-required"));
    assert_eq!(wrong(&|it| it.from = day("2026-03-01")), one("from", "objection-sharing-past"));
    assert_eq!(wrong(&|it| it.to = Some(day("2026-03-31"))), one("to", "objection-period-backwards"));
    assert_eq!(wrong(&|it| it.to = Some(day("2126-03-31"))), one("to", "objection-date-unlikely"));
    let costs = wrong(&|it| it.field_group = "costs".into());
    assert_eq!(costs, one("field_group", "objection-sharing-unknown-group"));
    assert_eq!(wrong(&|it| it.field_group = "roles".into()), one("", "objection-sharing-needs-base"));
    added(&world, &head(&world), base(&world)).unwrap();
    assert_eq!(wrong(&|it| it.from = day("2027-01-01")), one("from", "objection-sharing-overlaps"));
    let narrower = Sharing { receiver: Some(world.neighbour), ..base(&world) };
    added(&world, &head(&world), narrower).expect("one of those to whom all is shown anyway is no overlap");
}

fn in_a_federation_of_one_there_is_nobody_to_share_with(db: &TestDb) {
    let world = World::new(db);
    let (neighbour, owner) = (world.neighbour, world.municipality);
    let leave = move |tx: &mut storage::Tx| {
        let stored = visible_organisation(tx, neighbour)?;
        let revision = Some(stored.revision);
        let organisation =
            organisation::Organisation { kind: OrganisationKind::Department, parent: Some(owner), ..stored };
        save_organisation(tx, &SaveOrganisation { organisation, revision, because: Because::default() })
    };
    world.write(&operator(), leave).unwrap();
    let answer = rejected(added(&world, &head(&world), base(&world)));
    assert_eq!(answer, [("receiver".to_owned(), "objection-sharing-nobody")]);
}

fn a_decision_is_changed_ahead_ended_today_or_taken_back_before_its_first_day(db: &TestDb) {
    let world = World::new(db);
    owned(&world);
    let sharing = added(&world, &head(&world), base(&world)).unwrap();
    let change = |date: &str, sharing: Sharing, revision| {
        let ask = ChangeSharing { sharing, revision, because: because("KS 2026/46") };
        world.write(&on(head(&world), date), move |tx| change_sharing(tx, &ask))
    };
    let later = Sharing { from: day("2026-05-01"), ..sharing.clone() };
    let later = change("2026-03-10", later, 1).unwrap();
    assert!(!sees(&world, world.neighbour_employee, READ, "2026-04-15"));
    assert_eq!(rejected(change("2026-03-10", later.clone(), 1))[0].1, "objection-stale");
    let other = Sharing { field_group: "roles".into(), ..later.clone() };
    assert!(rejected(change("2026-03-10", other, 2)).contains(&(String::new(), "objection-sharing-fixed")));
    let rewritten = Sharing { from: day("2026-04-01"), ..later.clone() };
    assert_eq!(rejected(change("2026-06-01", rewritten, 2)), [("from".into(), "objection-sharing-past")]);
    let end = |date: &str, last_day: &str, revision| {
        let ask =
            EndSharing { id: later.id, revision, last_day: day(last_day), because: because("KS 2026/47") };
        world.write(&on(head(&world), date), move |tx| end_sharing(tx, &ask))
    };
    assert_eq!(rejected(end("2026-06-01", "2026-05-20", 2)), [("last_day".into(), "objection-sharing-past")]);
    let ended = end("2026-06-01", "2026-05-31", 2).unwrap();
    let seen = ["2026-05-31", "2026-06-01"].map(|date| sees(&world, world.neighbour_employee, READ, date));
    assert_eq!(seen, [true, false]);
    assert_eq!(rejected(end("2026-06-02", "2026-06-30", 3)), [(String::new(), "objection-sharing-over")]);
    let again = Sharing { id: Id::new(), from: day("2026-09-01"), ..ended };
    let again = Sharing { to: None, ..again };
    let again = world
        .write(&on(head(&world), "2026-06-02"), move |tx| add_sharing(tx, &again, &because("")))
        .unwrap();
    let ask =
        EndSharing { id: again.id, revision: 1, last_day: day("2026-08-01"), because: because("KS 2026/48") };
    let taken_back = world.write(&on(head(&world), "2026-06-03"), move |tx| end_sharing(tx, &ask)).unwrap();
    assert!(taken_back.period().is_empty());
    assert!(!sees(&world, world.neighbour_employee, READ, "2026-09-01"));
}

fn everything_for_one_receiver_is_decided_at_once(db: &TestDb) {
    let world = World::new(db);
    owned(&world);
    let receiver = Some(world.neighbour);
    let first = decided(&world, receiver, &["system.base", "system.roles"], "2026-04-01").unwrap();
    assert_eq!(first.len(), 2);
    assert!(sees(&world, world.neighbour_employee, READ_HOLDERS, "2026-04-01"));
    let second = decided(&world, receiver, &["system.base", "system.documents"], "2026-06-01").unwrap();
    assert_eq!(second.len(), 2, "roles end, documents begin, base goes on");
    let roles =
        ["2026-05-31", "2026-06-01"].map(|date| sees(&world, world.neighbour_employee, READ_HOLDERS, date));
    assert_eq!(roles, [true, false]);
    let same = decided(&world, receiver, &["system.base", "system.documents"], "2026-06-01");
    assert_eq!(rejected(same), [("groups".into(), "objection-sharing-nothing-new")]);
    let without_base = decided(&world, receiver, &["system.documents"], "2026-06-01");
    assert_eq!(rejected(without_base), [(String::new(), "objection-sharing-needs-base")]);
    let unknown = decided(&world, receiver, &["system.base", "system.costs"], "2026-06-01");
    assert_eq!(rejected(unknown), [("groups".into(), "objection-sharing-unknown-group")]);
}

fn who_decides_over_what_somebody_else_has_just_decided_is_told(db: &TestDb) {
    let world = World::new(db);
    let owner = world.municipality;
    let ask = |shown: &str| DecideSharing {
        groups: vec![shown.into()],
        from: day("2026-04-01"),
        to: None,
        decision: "KS 2026/45".into(),
        reason: String::new(),
    };
    let (one, other) = (ask("system.base"), ask("system.base"));
    world.write(&head(&world), move |tx| take_sharing_decision(tx, (owner, None), Some(0), &one)).unwrap();
    let answer =
        world.write(&head(&world), move |tx| take_sharing_decision(tx, (owner, None), Some(0), &other));
    assert_eq!(rejected(answer)[0].1, "objection-stale");
}

fn a_decision_is_seen_where_it_was_taken_and_by_those_whom_it_shows_something(db: &TestDb) {
    let world = World::new(db);
    let third = world
        .write(&operator(), |tx| {
            let third = organisation_of(tx, "Tredje kommunen", OrganisationKind::Municipality, None)?;
            crate::world::employed(tx, "Anställd", third)
        })
        .unwrap();
    let sharing = Sharing { receiver: Some(world.neighbour), ..base(&world) };
    let sharing = added(&world, &head(&world), sharing).unwrap();
    for (person, expected) in
        [(world.teacher, true), (world.neighbour_employee, true), (third, false), (world.consultant, false)]
    {
        let actor = acting("person", person);
        let listed = world.read(&actor, |read| visible_sharings(read, Query::first(10))).unwrap();
        assert_eq!(listed.items.len(), usize::from(expected));
        let opened = world.read(&actor, |read| visible_sharing(read, sharing.id));
        assert_eq!(opened.is_ok(), expected);
    }
}

fn each_decision_stands_in_the_log_with_what_it_rests_on(db: &TestDb) {
    let world = World::new(db);
    let sharing = added(&world, &head(&world), base(&world)).unwrap();
    let subject = Subject::new(SHARING, sharing.id);
    let events = world.read(&operator(), |read| history_of(read, &subject, EventPage::newest(10))).unwrap();
    let [event] = &events[..] else { panic!("{events:?}") };
    let content = event.content.as_ref().unwrap();
    assert_eq!(
        (event.action.as_str(), content["decision"].as_str()),
        ("sharing.decided", Some("KS 2026/44"))
    );
}

fn an_organisation_stands_for_its_employees_and_sees_what_they_see(db: &TestDb) {
    let world = World::new(db);
    owned(&world);
    let shared = Sharing { receiver: Some(world.neighbour), ..base(&world) };
    added(&world, &head(&world), shared).unwrap();
    let neighbours = world
        .write(&operator(), {
            let neighbour = world.neighbour;
            move |tx| system_of(tx, "Grannens system", "", neighbour)
        })
        .unwrap();
    let viewer = on(head(&world), "2026-04-02");
    let as_seen = stands_for(&viewer, world.neighbour);
    let employee = on(acting("granne", world.neighbour_employee), "2026-04-02");
    for subject in [world.system.id, world.common_system.id, neighbours.id, world.department] {
        for permission in [READ, READ_HOLDERS, organisation::EDIT] {
            let may =
                |actor: &Actor| world.read(actor, |read| access::may(read, permission, subject)).unwrap();
            assert_eq!(may(&as_seen), may(&employee), "{}", permission.name());
        }
    }
}

fn what_is_missing_after_an_ending_is_told_to_who_reads_findings_or_appoints_there(db: &TestDb) {
    let world = World::new(db);
    owned(&world);
    world.given("system_owner", &world.system, world.principal);
    crate::handover::leaves(&world, world.principal, "2026-05-31");
    let (owner, receiver) = (world.municipality, world.neighbour);
    let shares = [READ, READ_HOLDERS].map(|permission| access::Share {
        receiver,
        kind: SYSTEM,
        permission,
        valid: kernel::Period::ALWAYS,
    });
    world.write(&operator(), move |tx| access::set_shares(tx, owner, &shares)).unwrap();
    let told = |actor: Actor| {
        let after = world.read(&actor, |read| {
            lacking_after(read, &organisation::visible_endings(read, Query::first(20))?.items)
        });
        after.unwrap()
    };
    assert_eq!(told(acting("granne", world.neighbour_employee)), [After::Untold], "seen, and no more");
    assert!(matches!(told(head(&world))[..], [After::Lacks(_)]));
}

/// Only what lasts opens anything.
fn a_decision_that_is_over_opens_nothing_and_is_seen_by_those_who_saw_it(db: &TestDb) {
    let world = World::new(db);
    owned(&world);
    let shared = Sharing { to: Some(day("2026-04-30")), ..base(&world) };
    let id = added(&world, &head(&world), shared).unwrap().id;
    let later = on(operator(), "2026-05-02");
    world.write(&later, organisation::settle_sharing).unwrap();
    let seen = |actor: Actor| world.read(&on(actor, "2026-05-02"), |read| visible_sharing(read, id)).is_ok();
    assert!(seen(head(&world)));
    assert!(!sees(&world, world.neighbour_employee, READ, "2026-05-02"));
    assert_eq!(db.raw_rows("SELECT count(*) FROM share"), [["0"]], "nothing is kept of what is over");
}

/// A decision that is over stays to be read, by those who were shown something and those above them as they lie now.
fn a_decision_that_is_over_follows_its_parties_when_they_come_to_lie_elsewhere(db: &TestDb) {
    let world = World::new(db);
    let shared = Sharing { to: Some(day("2026-04-30")), receiver: Some(world.neighbour), ..base(&world) };
    let id = added(&world, &head(&world), shared).unwrap().id;
    let later = on(operator(), "2026-05-02");
    let (federation, above) = world
        .write(&later, |tx| {
            let federation = organisation_of(tx, "Förbundet", OrganisationKind::MunicipalFederation, None)?;
            Ok((federation, crate::world::employed(tx, "Förbundschef", federation)?))
        })
        .unwrap();
    let sees = || {
        let actor = on(acting("chef", above), "2026-05-02");
        world.read(&actor, |read| visible_sharing(read, id)).is_ok()
    };
    assert!(!sees());
    let neighbour = world.neighbour;
    let joined = move |tx: &mut storage::Tx| {
        let stored = visible_organisation(tx, neighbour)?;
        let revision = Some(stored.revision);
        let organisation = organisation::Organisation { parent: Some(federation), ..stored };
        save_organisation(tx, &SaveOrganisation { organisation, revision, because: Because::default() })
    };
    world.write(&later, joined).unwrap();
    assert!(sees(), "the receiver has come to lie within the federation");
}

testkit::on_both_engines!(schema();
    a_decision_that_is_over_follows_its_parties_when_they_come_to_lie_elsewhere,
    what_is_missing_after_an_ending_is_told_to_who_reads_findings_or_appoints_there,
    a_decision_that_is_over_opens_nothing_and_is_seen_by_those_who_saw_it,
    what_is_shared_is_seen_by_those_whom_the_receiver_employs_from_the_first_day_to_the_last,
    whoever_holds_the_role_in_an_organisation_decides_for_it_and_not_those_above_or_beside_it,
    a_decision_without_receiver_is_for_those_who_come_later_too_and_ends_with_those_who_leave,
    a_decision_that_cannot_be_is_rejected_at_the_field_that_is_wrong,
    in_a_federation_of_one_there_is_nobody_to_share_with,
    a_decision_is_changed_ahead_ended_today_or_taken_back_before_its_first_day,
    everything_for_one_receiver_is_decided_at_once,
    who_decides_over_what_somebody_else_has_just_decided_is_told,
    a_decision_is_seen_where_it_was_taken_and_by_those_whom_it_shows_something,
    each_decision_stands_in_the_log_with_what_it_rests_on,
    an_organisation_stands_for_its_employees_and_sees_what_they_see,
);
