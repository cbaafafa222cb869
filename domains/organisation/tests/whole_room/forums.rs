//! Groups: formed by those who answer for a record, with seats by role and by name, as large as the guideline lets them be.

use crate::browser::Served;
use crate::world::{World, acting, day, elsewhere, employed, on, operator, rejected, schema, system_of};
use kernel::{Actor, Error, Id, Result, Subject};
use organisation::{
    Because, CloseForum, EDIT_FORUMS, Employment, FORUM, Forum, ORGANISATION, SaveEmployment, SaveForum,
    SetDeputy, close_forum, employments_of, offboarding_of, save_employment, save_forum, set_deputy,
    visible_forum, visible_forums,
};
use policy::{Origin, SubjectFacts};
use storage::{EventPage, Query, Read, View, history_of};
use testkit::TestDb;

fn because() -> Because {
    Because { reason: "Bildas enligt riktlinjen".into(), decision: "KS 2026/7".into() }
}

fn head(world: &World) -> Actor {
    acting("it-chef", world.head_of_it)
}

/// The steering group of the system with the seats that the guideline proposes.
fn steering_group(world: &World) -> Forum {
    Forum {
        name: "Styrgrupp elevregister".into(),
        roles: vec!["system_owner".into(), "system_manager".into()],
        chair: "system_owner".into(),
        ..Forum::new("steering_group", &world.system, day("2026-01-01"))
    }
}

fn saved(world: &World, actor: &Actor, forum: Forum) -> Result<Forum> {
    let revision = (forum.revision > 0).then_some(forum.revision);
    world.write(actor, move |tx| save_forum(tx, &SaveForum { forum, revision, because: because() }))
}

fn closed(world: &World, forum: &Forum, last_day: &str) -> Result<Forum> {
    let ask =
        CloseForum { id: forum.id, revision: forum.revision, last_day: day(last_day), because: because() };
    world.write(&head(world), move |tx| close_forum(tx, &ask))
}

fn people(world: &World, names: &'static [&'static str]) -> Vec<Id> {
    let place = world.municipality;
    let added = world.write(&operator(), move |tx| {
        names.iter().map(|name| employed(tx, name, place)).collect::<Result<Vec<Id>>>()
    });
    added.expect("people")
}

/// The names of those who sit in a group on a day, as a script is told.
fn sitting(served: &Served, forum: &Forum) -> Vec<String> {
    told(served, forum)["members"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|member| member["name"].as_str().expect("a name").to_owned())
        .collect()
}

fn served(world: &World) -> Served {
    Served::new(world, &[("itchef", world.head_of_it)])
}

fn told(served: &Served, forum: &Forum) -> serde_json::Value {
    let reply = served.script("itchef").send("GET", &format!("forums/{}", forum.id), "", "");
    assert_eq!(reply.status, 200, "{}", reply.text);
    reply.json()
}

fn sorted(mut names: Vec<String>) -> Vec<String> {
    names.sort();
    names
}

fn leaves(world: &World, person: Id, last_day: &str) {
    let last_day = day(last_day);
    let change = move |tx: &mut storage::Tx| {
        let employment = employments_of(tx, person)?.pop().expect("an employment");
        let ask = SaveEmployment {
            revision: Some(employment.revision),
            employment: Employment { to: Some(last_day), ..employment },
            because: Because::default(),
        };
        save_employment(tx, &ask)
    };
    world.write(&operator(), change).expect("the employment ends");
}

fn members_by_role_follow_the_holder_and_those_by_name_stay(db: &TestDb) {
    let world = World::new(db);
    let served = served(&world);
    world.given("system_owner", &world.system, world.principal);
    let forum = Forum { people: vec![world.teacher], ..steering_group(&world) };
    let forum = saved(&world, &head(&world), forum).unwrap();
    assert_eq!(sorted(sitting(&served, &forum)), ["Lärare", "Rektor"]);
    assert_eq!(told(&served, &forum)["vacant_roles"], serde_json::json!(["system_manager"]));
    world.given("system_manager", &world.system, world.teacher);
    let told = told(&served, &forum);
    assert_eq!(told["vacant_roles"], serde_json::json!([]));
    let members = told["members"].as_array().unwrap();
    assert_eq!(members.len(), 2, "one person with two seats counts once: {told}");
    let teacher = members.iter().find(|one| one["name"] == "Lärare").unwrap();
    assert_eq!((&teacher["by_name"], &teacher["roles"][0]), (&true.into(), &"system_manager".into()));
    let principal = members.iter().find(|one| one["name"] == "Rektor").unwrap();
    assert_eq!((&principal["is_chair"], &principal["is_convener"]), (&true.into(), &false.into()));
}

fn who_left_yesterday_has_no_seat(db: &TestDb) {
    let world = World::new(db);
    let served = served(&world);
    let forum = Forum {
        roles: Vec::new(),
        chair: String::new(),
        people: vec![world.teacher, world.principal, world.consultant],
        ..steering_group(&world)
    };
    let forum = saved(&world, &head(&world), forum).unwrap();
    leaves(&world, world.principal, "2026-03-02");
    assert_eq!(sorted(sitting(&served, &forum)), ["Konsult", "Lärare", "Rektor"], "the last day is a day");
    leaves(&world, world.teacher, "2026-03-01");
    assert_eq!(sorted(sitting(&served, &forum)), ["Konsult", "Rektor"]);
}

fn a_leaver_hands_the_seat_over_and_the_record_is_judged_anew_when_the_day_is_set(db: &TestDb) {
    let world = World::new(db);
    let forum = Forum { people: vec![world.teacher], ..steering_group(&world) };
    let forum = saved(&world, &head(&world), forum).unwrap();
    leaves(&world, world.teacher, "2026-04-30");
    let left = || {
        let (_, checked) = world.read(&head(&world), |read| offboarding_of(read, world.teacher)).unwrap();
        let seats = checked.into_iter().find(|one| one.key == "seats").expect("the item");
        seats.left.unwrap_or_default().into_iter().map(|one| one.name.sv).collect::<Vec<_>>()
    };
    assert_eq!(left(), ["Styrgrupp elevregister"]);
    let changes_on = || {
        let subject = world.system.clone();
        world.read(&operator(), |read| findings::of_subject(read, &subject)).unwrap().changes_on
    };
    assert_eq!(changes_on(), Some(day("2026-05-01")));
    saved(&world, &head(&world), Forum { people: vec![world.principal], ..forum }).unwrap();
    assert_eq!(left(), [""; 0]);
    assert_eq!(changes_on(), None);
}

/// The trial pack where each system must have a group of owners, its own or one above it.
fn adopt_with_owners_demanded(world: &World) {
    let mut source = crate::vocabulary::source();
    let wider = "subjects = [\"organisation\", \"system\"]\nrule = \"owners-meet\"\n\
        responsible = [{ role = \"system_owner\" }]\nclauses = [\"T-001\"]";
    for (_, text) in source.files.iter_mut().filter(|(name, _)| name == "forums.toml") {
        *text = text.replacen("subjects = [\"organisation\"]", wider, 1);
        text.push_str("\n[[forum.required]]\nsubject = \"system\"\nclauses = [\"T-001\"]\n");
    }
    let ask = findings::AdoptPack {
        source,
        valid_from: Some(day("2026-03-02")),
        decision: "KS 2026/8".into(),
        reason: "Ägarna ska träffas".into(),
        ..findings::AdoptPack::default()
    };
    world.write(&operator(), move |tx| findings::adopt_pack(tx, &ask)).expect("adopted");
}

fn what_a_group_above_answers_for_is_judged_anew_when_its_last_member_leaves(db: &TestDb) {
    let world = World::new(db);
    adopt_with_owners_demanded(&world);
    world.given("system_manager", &world.system, world.principal);
    let owners = Forum {
        name: "Ägargruppen".into(),
        people: vec![world.teacher],
        ..Forum::new("owner_group", &Subject::new(ORGANISATION, world.municipality), day("2026-01-01"))
    };
    saved(&world, &head(&world), owners).unwrap();
    let is_a_gap_on = |date: &str| {
        let then = on(operator(), date);
        world.write(&then, |tx| findings::evaluate_due(tx, 100)).expect("a round");
        let ask = findings::GapsAsk { subject: Some(world.system.id), limit: 50, ..Default::default() };
        let (page, _) = world.read(&then, |read| findings::gaps(read, &ask)).expect("gaps");
        page.items.iter().any(|finding| finding.rule == "owners-meet")
    };
    assert!(!is_a_gap_on("2026-03-02"), "the group of the municipality answers for it");
    leaves(&world, world.teacher, "2026-04-30");
    assert!(!is_a_gap_on("2026-04-30"), "the last day is one of theirs");
    assert!(is_a_gap_on("2026-05-01"), "nobody sits there any more");
}

fn the_deputy_sits_for_the_absent(db: &TestDb) {
    let world = World::new(db);
    let served = served(&world);
    let given = world.given("system_owner", &world.system, world.principal);
    let forum = saved(&world, &head(&world), steering_group(&world)).unwrap();
    let ask = SetDeputy {
        id: given.id,
        revision: given.revision,
        deputy: Some(world.teacher),
        from: Some(day("2026-03-01")),
        to: Some(day("2026-03-31")),
        because: Because::default(),
    };
    world.write(&operator(), move |tx| set_deputy(tx, &ask)).unwrap();
    let told = told(&served, &forum);
    assert_eq!(told["members"][0]["name"], "Lärare", "{told}");
    assert_eq!(told["members"][0]["in_place_of"], world.principal.to_string());
    assert_eq!(told["members"].as_array().map(Vec::len), Some(1));
}

fn a_holder_above_sits_where_the_record_has_none_and_an_organisation_gathers_all_within_it(db: &TestDb) {
    let world = World::new(db);
    let served = served(&world);
    let owner_group = Forum {
        name: "Ägargruppen".into(),
        roles: vec!["system_owner".into()],
        ..Forum::new("owner_group", &Subject::new(ORGANISATION, world.municipality), day("2026-01-01"))
    };
    let owners = saved(&world, &head(&world), owner_group).unwrap();
    assert_eq!(sitting(&served, &owners), [""; 0]);
    world.given("system_owner", &world.system, world.principal);
    let department = Subject::new(ORGANISATION, world.department);
    world.given("head_of_department", &department, world.teacher);
    assert_eq!(sitting(&served, &owners), ["Rektor"]);
    let heads = Forum { roles: vec!["head_of_department".into()], ..steering_group(&world) };
    let heads = saved(&world, &head(&world), Forum { chair: String::new(), ..heads }).unwrap();
    assert_eq!(sitting(&served, &heads), ["Lärare"], "of the department that the system belongs to");
    // Another system of the municipality lies in no department.
    let elsewhere = Forum { id: Id::new(), subject_id: world.common_system.id, revision: 0, ..heads };
    let elsewhere = saved(&world, &head(&world), elsewhere).unwrap();
    assert_eq!(sitting(&served, &elsewhere), [""; 0]);
}

fn a_group_of_five_is_refused_where_four_are_the_most_and_a_later_holder_is_not(db: &TestDb) {
    let world = World::new(db);
    let served = served(&world);
    let more = people(&world, &["Adam", "Bo", "Cia"]);
    world.given("system_owner", &world.system, world.principal);
    world.given("system_manager", &world.system, world.teacher);
    let with = |people: &[Id]| Forum { people: people.to_vec(), ..steering_group(&world) };
    let too_many = saved(&world, &head(&world), with(&more)).unwrap_err();
    let Error::Rejected(objections) = too_many else { panic!("{too_many}") };
    assert_eq!(objections[0].field, "people");
    assert_eq!(objections[0].message.key, "objection-forum-too-many");
    assert_eq!(objections[0].clauses, ["T-004"]);
    let nothing = world.read(&head(&world), |read| visible_forums(read, Query::first(10))).unwrap();
    assert!(nothing.items.is_empty(), "what was refused is not there");
    let four = saved(&world, &head(&world), with(&more[..2])).unwrap();
    assert_eq!(sitting(&served, &four).len(), 4);
    let five = Forum { people: more.clone(), ..four.clone() };
    assert_eq!(rejected(saved(&world, &head(&world), five))[0].1, "objection-forum-too-many");
    // Nobody is kept from an appointment by the size of a group.
    world.given("system_manager", &world.system, more[2]);
    assert_eq!(sitting(&served, &four).len(), 5);
    let renamed = Forum { name: "Styrgruppen".into(), ..four };
    let renamed = saved(&world, &head(&world), renamed).unwrap();
    let smaller = Forum { people: more[..1].to_vec(), ..renamed };
    assert_eq!(saved(&world, &head(&world), smaller).unwrap().people.len(), 1);
}

fn a_second_group_of_the_same_body_here_is_refused_until_the_first_is_closed(db: &TestDb) {
    let world = World::new(db);
    let first = saved(&world, &head(&world), steering_group(&world)).unwrap();
    let again = || Forum { from: day("2026-03-02"), ..steering_group(&world) };
    let refused = rejected(saved(&world, &head(&world), again()));
    assert_eq!(refused, [("body".to_owned(), "objection-forum-there-already")]);
    let closed = closed(&world, &first, "2026-03-01").unwrap();
    assert_eq!(closed.to, Some(day("2026-03-01")));
    saved(&world, &head(&world), again()).unwrap();
    let renamed = Forum { name: "Ett annat namn".into(), ..closed };
    assert_eq!(rejected(saved(&world, &head(&world), renamed))[0].1, "objection-forum-closed");
}

fn a_group_that_something_waits_for_is_closed_on_a_later_day_only(db: &TestDb) {
    let world = World::new(db);
    let forum = Forum { name: "Gruppen som väntas på".into(), ..steering_group(&world) };
    let forum = saved(&world, &head(&world), forum).unwrap();
    for day in ["2026-03-01", "2026-03-02"] {
        let refused = rejected(closed(&world, &forum, day));
        assert_eq!(refused, [("last_day".to_owned(), "objection-forum-awaited")], "{day}");
    }
    closed(&world, &forum, "2026-03-03").expect("it decides until then");
}

fn everything_that_is_wrong_with_a_group_is_told_at_once_and_where(db: &TestDb) {
    let world = World::new(db);
    let group = || steering_group(&world);
    let stranger = Id::new();
    let cases = [
        (Forum { name: " ".into(), ..group() }, vec![("name", "objection-required")]),
        (Forum { body: "nobody".into(), ..group() }, vec![("body", "objection-forum-no-such-body")]),
        (Forum { body: "owner_group".into(), ..group() }, vec![("body", "objection-forum-not-there")]),
        (Forum { body: "it_department".into(), ..group() }, vec![("body", "objection-forum-not-there")]),
        (
            Forum { roles: vec!["system_owner".into(), "king".into()], ..group() },
            vec![("roles", "objection-no-such-role")],
        ),
        (Forum { roles: vec!["system_owner".into(); 2], ..group() }, vec![("roles", "objection-said-twice")]),
        (Forum { people: vec![world.teacher; 2], ..group() }, vec![("people", "objection-said-twice")]),
        (Forum { people: vec![stranger], ..group() }, vec![("people", "objection-no-such-person")]),
        (
            Forum { chair: world.teacher.to_string(), ..group() },
            vec![("chair", "objection-forum-not-seated")],
        ),
        (
            Forum { roles: vec![], chair: String::new(), ..group() },
            vec![("people", "objection-forum-nobody")],
        ),
        (
            Forum { to: Some(day("2025-12-31")), from: day("1900-01-01"), ..group() },
            vec![("from", "objection-date-unlikely")],
        ),
        (Forum { to: Some(day("2025-12-31")), ..group() }, vec![("to", "objection-period-backwards")]),
        (
            Forum { name: String::new(), convener: "nobody".into(), ..group() },
            vec![("name", "objection-required"), ("convener", "objection-forum-not-seated")],
        ),
    ];
    for (forum, expected) in cases {
        let what = format!("{forum:?}");
        let found = rejected(saved(&world, &head(&world), forum));
        let expected: Vec<(String, &str)> =
            expected.into_iter().map(|(field, key)| (field.to_owned(), key)).collect();
        assert_eq!(found, expected, "{what}");
    }
    leaves(&world, world.teacher, "2026-03-01");
    let left = Forum { people: vec![world.teacher], ..group() };
    assert_eq!(rejected(saved(&world, &head(&world), left))[0].1, "objection-forum-not-employed");
}

fn what_a_group_is_and_where_stands_once_it_is_formed(db: &TestDb) {
    let world = World::new(db);
    let formed = saved(&world, &head(&world), steering_group(&world)).unwrap();
    let moved = Forum { subject_id: world.common_system.id, ..formed.clone() };
    let other = Forum { body: "owner_group".into(), ..formed.clone() };
    let ended = Forum { to: Some(day("2026-12-31")), ..formed.clone() };
    for (forum, field) in [(moved, "subject_id"), (other, "body"), (ended, "to")] {
        let refused = rejected(saved(&world, &head(&world), forum));
        assert_eq!(refused, [(field.to_owned(), "objection-forum-fixed")]);
    }
}

fn of_two_who_save_at_once_the_second_is_told(db: &TestDb) {
    let world = World::new(db);
    let formed = saved(&world, &head(&world), steering_group(&world)).unwrap();
    let with = |person: Id| Forum { people: vec![person], ..formed.clone() };
    let first = saved(&world, &head(&world), with(world.teacher)).unwrap();
    assert_eq!(first.revision, 2);
    let second = saved(&world, &head(&world), with(world.principal));
    assert_eq!(rejected(second), [("revision".to_owned(), "objection-stale")]);
}

fn groups_are_formed_by_those_who_answer_for_the_record_and_seen_by_those_who_see_its_roles(db: &TestDb) {
    let world = World::new(db);
    let teacher = acting("larare", world.teacher);
    assert!(matches!(saved(&world, &teacher, steering_group(&world)), Err(Error::Refused(_))));
    let neighbour = acting("granne", world.neighbour_employee);
    assert!(matches!(saved(&world, &neighbour, steering_group(&world)), Err(Error::NotFound)));
    world.given("system_owner", &world.system, world.principal);
    let owner = acting("rektor", world.principal);
    let may = world.read(&owner, |read| access::may(read, EDIT_FORUMS, world.system.id));
    assert!(may.unwrap());
    let with_consultant = Forum { people: vec![world.neighbour_employee], ..steering_group(&world) };
    let formed = saved(&world, &owner, with_consultant).unwrap();
    let sees = |actor: &Actor| world.read(actor, |read| visible_forum(read, formed.id)).is_ok();
    assert!(sees(&teacher), "who sees the roles of the system");
    assert!(sees(&neighbour), "who has a seat by name");
    assert!(!sees(&elsewhere()), "another federation");
    let listed =
        |actor: &Actor| world.read(actor, |read| visible_forums(read, Query::first(10))).unwrap().items.len();
    assert_eq!([listed(&teacher), listed(&neighbour), listed(&elsewhere())], [1, 1, 0]);
}

fn each_change_stands_in_the_history_of_the_group_and_of_its_record(db: &TestDb) {
    let world = World::new(db);
    let formed = saved(&world, &head(&world), steering_group(&world)).unwrap();
    let both = Forum { name: "Styrgruppen".into(), people: vec![world.teacher], ..formed };
    let changed = saved(&world, &head(&world), both).unwrap();
    let seated = Forum { people: vec![world.principal], ..changed };
    let seated = saved(&world, &head(&world), seated).unwrap();
    let unchanged = saved(&world, &head(&world), seated).unwrap();
    closed(&world, &unchanged, "2026-06-30").unwrap();
    let expected = [
        "forum.closed",
        "forum.changed",
        "forum.members_changed",
        "forum.members_changed",
        "forum.changed",
        "forum.created",
    ];
    for subject in [Subject::new(FORUM, unchanged.id), world.system.clone()] {
        let page = EventPage { before: i64::MAX, limit: 20 };
        let events = world.read(&operator(), |read| history_of(read, &subject, page)).unwrap();
        let actions = events.iter().map(|event| event.action.as_str());
        let actions: Vec<&str> = actions.filter(|action| action.starts_with("forum.")).collect();
        assert_eq!(actions, expected, "{subject:?}");
        let newest = events[0].content.as_ref().unwrap();
        assert_eq!(
            (newest["decision"].as_str(), newest["reason"].as_str().map(str::len)),
            (Some("KS 2026/7"), Some(24))
        );
    }
}

fn looking_back_shows_who_sat_that_day(db: &TestDb) {
    let world = World::new(db);
    let forum = Forum { people: vec![world.teacher], ..steering_group(&world) };
    let formed = saved(&world, &on(head(&world), "2026-03-02"), forum).unwrap();
    let changed = Forum { people: vec![world.principal], ..formed.clone() };
    saved(&world, &on(head(&world), "2026-03-09"), changed).unwrap();
    let people_on = |date: &str| {
        let back = |read: &Read| Ok(visible_forum(read, formed.id)?.people);
        world.db.read(&on(head(&world), "2026-03-20"), View::AsOf(day(date)), back).unwrap()
    };
    assert_eq!(people_on("2026-03-08"), [world.teacher]);
    assert_eq!(people_on("2026-03-10"), [world.principal]);
}

fn the_rules_are_told_how_many_sit_at_a_record_and_above_it(db: &TestDb) {
    let world = World::new(db);
    let forum = Forum { people: vec![world.teacher], ..steering_group(&world) };
    saved(&world, &head(&world), forum).unwrap();
    let owners = Forum {
        name: "Ägargruppen".into(),
        people: vec![world.teacher, world.principal],
        ..Forum::new("owner_group", &Subject::new(ORGANISATION, world.municipality), day("2026-01-01"))
    };
    saved(&world, &head(&world), owners).unwrap();
    leaves(&world, world.teacher, "2026-05-31");
    let other = world.write(&operator(), {
        let department = world.department;
        move |tx| system_of(tx, "Matsedel", "", department)
    });
    let other = other.unwrap().id;
    let ids = [world.system.id, other];
    let facts = world.read(&operator(), |read| {
        let pack = findings::pack_in_force(read)?;
        let supplement = organisation::forum_supplement(crate::world::SYSTEM);
        assert!((supplement.is_asked)(&pack));
        let mut facts = ids.map(|id| (id, SubjectFacts::new("system"))).to_vec();
        (supplement.add)(read, &pack, &mut facts)?;
        Ok(facts)
    });
    let facts = facts.unwrap();
    let told = |place: usize| {
        let mut told: Vec<_> = facts[place]
            .1
            .forums
            .iter()
            .map(|one| (one.body.as_str(), one.members, one.inherited_from))
            .collect();
        told.sort();
        told
    };
    let above = ("owner_group", 2, Origin::Organisation);
    assert_eq!(told(0), [above, ("steering_group", 1, Origin::Own)]);
    assert_eq!(told(1), [above]);
    assert!(
        facts[0].1.forums.iter().all(|one| one.changes_on == Some(day("2026-06-01"))),
        "the teacher leaves"
    );
}

testkit::on_both_engines!(schema();
    a_group_that_something_waits_for_is_closed_on_a_later_day_only,
    members_by_role_follow_the_holder_and_those_by_name_stay,
    who_left_yesterday_has_no_seat,
    a_leaver_hands_the_seat_over_and_the_record_is_judged_anew_when_the_day_is_set,
    what_a_group_above_answers_for_is_judged_anew_when_its_last_member_leaves,
    the_deputy_sits_for_the_absent,
    a_holder_above_sits_where_the_record_has_none_and_an_organisation_gathers_all_within_it,
    a_group_of_five_is_refused_where_four_are_the_most_and_a_later_holder_is_not,
    a_second_group_of_the_same_body_here_is_refused_until_the_first_is_closed,
    everything_that_is_wrong_with_a_group_is_told_at_once_and_where,
    what_a_group_is_and_where_stands_once_it_is_formed,
    of_two_who_save_at_once_the_second_is_told,
    groups_are_formed_by_those_who_answer_for_the_record_and_seen_by_those_who_see_its_roles,
    each_change_stands_in_the_history_of_the_group_and_of_its_record,
    looking_back_shows_who_sat_that_day,
    the_rules_are_told_how_many_sit_at_a_record_and_above_it,
);
