//! Planned changes of the organisation: decided ahead, carried out on their day, right on both sides of it.

use crate::browser::Served;
use crate::world::{World, acting, day, elsewhere, on, operator, organisation_of, rejected, schema};
use kernel::{Actor, Error, Id, Result, Subject, TenantId};
use organisation::{
    AddStep, Because, CloseOrganisation, CloseUnit, DecideReorganisation, Distribute, Employment, Forum,
    MergeUnits, MoveUnit, OrganisationKind, Person, PersonKind, Reorganisation, ReorganisationState,
    SaveEmployment, SaveForum, SavePerson, SaveReorganisation, SaveUnit, SplitUnit, Step, Unit,
    WithdrawReorganisation, add_step, assignments_of, carry_out_due, distribute, employments_of,
    save_employment, save_forum, save_person, save_reorganisation, save_unit, take_reorganisation_decision,
    unit, visible_forum, visible_reorganisation, withdraw_reorganisation,
};
use storage::{Tx, View};
use testkit::TestDb;

/// The day of the plans here.
pub const DAY: &str = "2026-12-01";
/// The day on which the tests act.
const TODAY: &str = "2026-03-02";

/// Two schools in the department, with somebody at each.
pub struct Schools {
    pub world: World,
    pub units: [Id; 2],
    pub people: [Id; 2],
}

impl Schools {
    pub fn new(db: &TestDb) -> Self {
        let world = World::new(db);
        let department = world.department;
        let made = world.write(&operator(), move |tx| {
            let units = [unit_of(tx, "Alskolan", department)?, unit_of(tx, "Björkskolan", department)?];
            let people = [at_unit(tx, "Lärare Al", units[0])?, at_unit(tx, "Lärare Björk", units[1])?];
            Ok((units, people))
        });
        let (units, people) = made.expect("the schools");
        Self { world, units, people }
    }

    fn merger(&self) -> Step {
        let step =
            MergeUnits { units: self.units.to_vec(), name: "Skogsskolan".into(), ..MergeUnits::default() };
        Step::MergeUnits(step)
    }

    fn close_first(&self) -> Step {
        Step::CloseUnit(CloseUnit { unit: Some(self.units[0]), successor: Some(self.units[1]) })
    }

    /// A plan of the head of IT with some steps.
    fn planned(&self, name: &'static str, date: &'static str, steps: Vec<Step>) -> Result<Reorganisation> {
        let department = self.world.department;
        self.world.write(&self.head(), move |tx| {
            let plan = Reorganisation::new(name, vec![department], day(date));
            let plan = save_reorganisation(tx, &SaveReorganisation { plan, revision: None })?;
            let add = |plan: Reorganisation, step| {
                add_step(tx, &AddStep { plan: plan.id, revision: plan.revision, step })
            };
            steps.into_iter().try_fold(plan, add)
        })
    }

    fn decide(&self, plan: &Reorganisation) -> Result<Reorganisation> {
        let (id, revision) = (plan.id, plan.revision);
        let ask = DecideReorganisation { decision: "KS 2026/12".into() };
        self.world.write(&self.head(), move |tx| take_reorganisation_decision(tx, id, revision, &ask))
    }

    fn decided(&self, steps: Vec<Step>) -> Reorganisation {
        let plan = self.planned("Ny skolorganisation", DAY, steps).expect("planned");
        self.decide(&plan).expect("decided")
    }

    fn head(&self) -> Actor {
        acting("it-chef", self.world.head_of_it)
    }

    /// What the program does on a day.
    pub fn round(&self, date: &str) {
        let job = on(Actor::job(TenantId(1), operator().now), date);
        carry_out_due(&self.world.db, &job).expect("carried out");
    }

    pub fn stored(&self, plan: Id) -> Reorganisation {
        self.world.read(&operator(), |read| visible_reorganisation(read, plan)).expect("the plan")
    }

    fn unit(&self, id: Id) -> Unit {
        self.world.read(&operator(), |read| unit(read, id)).expect("the unit")
    }

    /// Where somebody works on a day, as it was known then.
    fn workplaces(&self, person: Id, date: &str, view: View) -> Vec<Option<Id>> {
        let later = on(operator(), "2027-02-01");
        let found = self.world.db.read(&later, view, |read| employments_of(read, person));
        let employments = found.expect("employments");
        employments.iter().filter(|one| one.period().contains(day(date))).map(|one| one.unit).collect()
    }
}

fn unit_of(tx: &mut Tx, name: &str, organisation: Id) -> Result<Id> {
    let unit = Unit::new(name, organisation);
    Ok(save_unit(tx, &SaveUnit { unit, revision: None, because: Because::default() })?.id)
}

fn at_unit(tx: &mut Tx, name: &str, at: Id) -> Result<Id> {
    let person = Person::new(name, PersonKind::Employed);
    let person = save_person(tx, &SavePerson { person, revision: None, because: Because::default() })?.id;
    let organisation = unit(tx, at)?.organisation;
    let employment =
        Employment { unit: Some(at), ..Employment::new(person, organisation, day("2020-01-01")) };
    save_employment(tx, &SaveEmployment { employment, revision: None, because: Because::default() })?;
    Ok(person)
}

fn opened(plan: &Reorganisation) -> Id {
    match &plan.steps[0] {
        Step::MergeUnits(step) => step.opened,
        other => panic!("{other:?} opens nothing"),
    }
}

fn a_merger_is_carried_out_on_its_day_and_both_sides_of_it_are_right(db: &TestDb) {
    let schools = Schools::new(db);
    let given = schools.world.given("system_owner", &schools.world.system, schools.people[0]);
    let plan = schools.decided(vec![schools.merger()]);
    let merged = opened(&plan);
    schools.round("2026-11-30");
    assert_eq!(schools.stored(plan.id).state, ReorganisationState::Decided, "not before its day");
    assert_eq!(schools.unit(schools.units[0]).to, None);
    schools.round(DAY);
    let done = schools.stored(plan.id);
    assert_eq!((done.state, done.carried_out_on), (ReorganisationState::CarriedOut, Some(day(DAY))));
    for (id, person) in schools.units.into_iter().zip(schools.people) {
        assert_eq!(schools.unit(id).to, Some(day("2026-11-30")));
        assert_eq!(schools.workplaces(person, "2026-11-30", View::Now), [Some(id)]);
        assert_eq!(schools.workplaces(person, DAY, View::Now), [Some(merged)]);
        let before = View::AsOf(day("2026-11-30"));
        assert_eq!(schools.workplaces(person, "2026-11-30", before), [Some(id)], "as it was the day before");
    }
    let unit = schools.unit(merged);
    assert_eq!((unit.name.as_str(), unit.from, unit.to), ("Skogsskolan", Some(day(DAY)), None));
    let held = schools.world.read(&operator(), |read| organisation::assignment(read, given.id)).unwrap();
    assert_eq!(held.counts, given.counts, "a role stays with who works on at the same employer");
    schools.round("2026-12-02");
    assert_eq!(schools.stored(plan.id), done, "it is carried out once");
}

fn what_the_program_slept_through_is_caught_up_with_the_right_days(db: &TestDb) {
    let schools = Schools::new(db);
    let plan = schools.decided(vec![schools.merger()]);
    schools.round("2026-12-05");
    let done = schools.stored(plan.id);
    assert_eq!(done.carried_out_on, Some(day("2026-12-05")));
    assert_eq!(schools.unit(schools.units[0]).to, Some(day("2026-11-30")));
    assert_eq!(schools.workplaces(schools.people[0], DAY, View::Now), [Some(opened(&plan))]);
}

fn what_no_longer_fits_stops_all_of_it_and_whoever_decided_it_is_told(db: &TestDb) {
    let schools = Schools::new(db);
    let plan = schools.decided(vec![
        Step::OpenUnit(organisation::OpenUnit {
            name: "Nya skolan".into(),
            organisation: Some(schools.world.department),
            ..organisation::OpenUnit::default()
        }),
        schools.close_first(),
    ]);
    let closed = schools.units[1];
    let close = move |tx: &mut Tx| {
        let unit = Unit { to: Some(day("2026-10-31")), ..unit(tx, closed)? };
        let revision = Some(unit.revision);
        save_unit(tx, &SaveUnit { unit, revision, because: Because::default() })
    };
    schools.world.write(&operator(), close).expect("closed by hand");
    schools.round(DAY);
    let stopped = schools.stored(plan.id);
    assert_eq!(stopped.state, ReorganisationState::Stopped);
    assert!(stopped.stopped_by[0].sv.starts_with("Steg 2: Enheten är nedlagd"), "{:?}", stopped.stopped_by);
    let named = schools
        .world
        .read(&operator(), |read| organisation::units_named(read, schools.world.department, "Nya skolan"));
    assert!(named.unwrap().is_empty(), "no step of it is done");
    let told =
        schools.world.read(&schools.head(), |read| notify::open_notices(read, schools.world.head_of_it));
    assert_eq!(told.unwrap().len(), 1);
    schools.round("2026-12-02");
    assert_eq!(schools.stored(plan.id), stopped, "it waits for a person");
}

fn a_split_needs_a_place_for_everybody_also_for_who_comes_later(db: &TestDb) {
    let schools = Schools::new(db);
    let split =
        SplitUnit { unit: Some(schools.units[0]), names: "Öst\nVäst".into(), ..SplitUnit::default() };
    let plan = schools.planned("Delning", DAY, vec![Step::SplitUnit(split)]).expect("planned");
    let keys: Vec<&str> = rejected(schools.decide(&plan)).into_iter().map(|(_, key)| key).collect();
    assert_eq!(keys, ["objection-reorganisation-step"]);
    let person = schools.people[0];
    let (id, revision) = (plan.id, plan.revision);
    let share = move |tx: &mut Tx| {
        let employments = employments_of(tx, person)?.iter().map(|one| one.id).collect();
        let ask = Distribute { step: Some(1), part: "väst".into(), employments, takes_rest: None };
        let wrong = Distribute { part: "Syd".into(), ..ask.clone() };
        assert_eq!(rejected(distribute(tx, id, revision, &[wrong]))[0].1, "objection-reorganisation-no-part");
        distribute(tx, id, revision, &[ask])
    };
    let plan = schools.world.write(&schools.head(), share).expect("distributed");
    let plan = schools.decide(&plan).expect("decided");
    let place = schools.units[0];
    schools.world.write(&operator(), move |tx| at_unit(tx, "Ny lärare", place)).expect("somebody new");
    schools.round(DAY);
    assert_eq!(schools.stored(plan.id).state, ReorganisationState::Stopped);
    assert_eq!(schools.unit(place).to, None);
}

fn two_plans_do_not_change_the_same_unit_and_none_is_dated_before_the_last(db: &TestDb) {
    let schools = Schools::new(db);
    schools.decided(vec![schools.close_first()]);
    let other = Step::MoveUnit(MoveUnit {
        unit: Some(schools.units[0]),
        organisation: Some(schools.world.department),
        parent: Some(schools.units[1]),
    });
    let keys = |plan: Reorganisation| -> Vec<&'static str> {
        rejected(schools.decide(&plan)).into_iter().map(|(_, key)| key).collect()
    };
    let same = schools.planned("Samma enhet", DAY, vec![other]).expect("a draft");
    assert_eq!(keys(same), ["objection-reorganisation-planned-elsewhere"]);
    let away = Step::CloseUnit(CloseUnit { unit: Some(schools.units[1]), successor: Some(schools.units[0]) });
    let relied_on = schools.planned("Det den andra bygger på", DAY, vec![away]).expect("a draft");
    assert_eq!(keys(relied_on), ["objection-reorganisation-planned-elsewhere"; 2]);
    let open = |name: &str| {
        Step::OpenUnit(organisation::OpenUnit {
            name: name.into(),
            organisation: Some(schools.world.department),
            ..organisation::OpenUnit::default()
        })
    };
    let early = schools.planned("Före den förra", "2026-11-01", vec![open("Ny")]).expect("a draft");
    assert_eq!(keys(early), ["objection-reorganisation-before-last"]);
    let later = schools.planned("Efter den förra", "2026-12-02", vec![open("Ny")]).expect("a draft");
    assert!(schools.decide(&later).is_ok());
    let past = schools.planned("Förr", "2026-03-01", vec![]);
    assert_eq!(rejected(past), [("effective_on".to_owned(), "objection-reorganisation-past")]);
    let empty = schools.planned("Tom", "2026-12-03", vec![]).expect("a draft");
    assert_eq!(keys(empty), ["objection-reorganisation-no-steps"]);
}

fn a_plan_that_is_changed_or_taken_back_after_its_decision_is_not_carried_out(db: &TestDb) {
    let schools = Schools::new(db);
    let plan = schools.decided(vec![schools.close_first()]);
    let (id, revision) = (plan.id, plan.revision);
    let again = Reorganisation { name: "Annat namn".into(), ..plan };
    let change = move |tx: &mut Tx| {
        save_reorganisation(tx, &SaveReorganisation { plan: again, revision: Some(revision) })
    };
    let changed = schools.world.write(&schools.head(), change).expect("changed");
    assert_eq!((changed.state, changed.decision.as_str()), (ReorganisationState::Draft, ""));
    let stale = SaveReorganisation { plan: changed.clone(), revision: Some(revision) };
    let stale = schools.world.write(&schools.head(), move |tx| save_reorganisation(tx, &stale));
    assert_eq!(rejected(stale)[0].1, "objection-stale");
    schools.round(DAY);
    assert_eq!(schools.stored(id).state, ReorganisationState::Draft);
    let plan = schools.decide(&changed).expect("decided anew");
    let ask = WithdrawReorganisation { reason: "Uppskjuten".into() };
    let revision = plan.revision;
    let withdraw = move |tx: &mut Tx| withdraw_reorganisation(tx, id, revision, &ask);
    schools.world.write(&schools.head(), withdraw).expect("taken back");
    schools.round(DAY);
    assert_eq!(schools.stored(id).state, ReorganisationState::Withdrawn);
    assert_eq!(schools.unit(schools.units[0]).to, None);
}

fn a_draft_is_its_makers_own_and_a_decision_is_seen_by_who_sees_the_organisation(db: &TestDb) {
    let schools = Schools::new(db);
    let plan = schools.planned("Ny skolorganisation", DAY, vec![schools.close_first()]).expect("planned");
    let sees =
        |actor: &Actor| schools.world.read(actor, |read| visible_reorganisation(read, plan.id)).is_ok();
    let teacher = acting("larare", schools.world.teacher);
    let neighbour = acting("granne", schools.world.neighbour_employee);
    assert!(sees(&schools.head()) && !sees(&teacher));
    schools.decide(&plan).expect("decided");
    assert!(sees(&teacher) && !sees(&neighbour) && !sees(&elsewhere()));
    let department = schools.world.department;
    let made = schools.world.write(&teacher, move |tx| {
        let plan = Reorganisation::new("Min egen", vec![department], day(DAY));
        save_reorganisation(tx, &SaveReorganisation { plan, revision: None })
    });
    assert!(matches!(made, Err(Error::Refused(_))));
}

fn roles_on_an_organisation_that_closes_end_and_its_people_go_on_elsewhere(db: &TestDb) {
    let schools = Schools::new(db);
    let (department, municipality) = (schools.world.department, schools.world.municipality);
    let subject = Subject::new(organisation::ORGANISATION, department);
    schools.world.given("head_of_it", &subject, schools.world.principal);
    let group = |at: Subject, body: &'static str| {
        let forum = Forum {
            name: "Gruppen".into(),
            people: vec![schools.world.teacher],
            ..Forum::new(body, &at, day("2026-01-01"))
        };
        let ask = SaveForum { forum, revision: None, because: Because::default() };
        schools.world.write(&operator(), move |tx| save_forum(tx, &ask)).expect("a group").id
    };
    let groups =
        [group(subject.clone(), "owner_group"), group(schools.world.system.clone(), "steering_group")];
    let service = schools.world.write(&operator(), move |tx| {
        organisation_of(tx, "Serviceförvaltningen", OrganisationKind::Department, Some(municipality))
    });
    let service = service.expect("a department");
    let plan = schools.world.write(&schools.head(), move |tx| {
        let plan = Reorganisation::new("Färre förvaltningar", vec![municipality], day(DAY));
        let plan = save_reorganisation(tx, &SaveReorganisation { plan, revision: None })?;
        let step = CloseOrganisation { organisation: Some(department), successor: Some(service) };
        let step = Step::CloseOrganisation(step);
        add_step(tx, &AddStep { plan: plan.id, revision: plan.revision, step })
    });
    let plan = plan.expect("planned");
    let head = Served::new(&schools.world, &[("itchef", schools.world.head_of_it)]).browser("itchef");
    let last_event = || schools.world.read(&operator(), storage::chain_head).expect("a chain");
    let before = last_event();
    let page = format!("/organisation/omorganisation/{}", plan.id);
    let looked = head.get(&page);
    assert!(!looked.text.contains("Uppdrag som upphör"), "a mere look rehearses nothing");
    let way = testkit::PageSeen::read(&looked.text).link("Prova planen: visa uppdrag och brister som ändras");
    let seen = head.get(&way.expect("a way to the rehearsal"));
    assert!(seen.text.contains("Uppdrag som upphör (1)"), "what follows is shown: {}", seen.text);
    assert_eq!(last_event(), before, "and taken back");
    schools.decide(&plan).expect("decided");
    schools.round(DAY);
    let closed = schools.world.read(&operator(), |read| organisation::organisation(read, department));
    assert_eq!(closed.unwrap().to, Some(day("2026-11-30")));
    assert_eq!(schools.unit(schools.units[0]).organisation, service);
    let last_days =
        groups.map(|id| schools.world.read(&operator(), |read| visible_forum(read, id)).unwrap().to);
    assert_eq!(last_days, [Some(day("2026-11-30")), None], "a group of the organisation ends with it");
    let on_the_day = on(operator(), DAY);
    let asked = schools.world.read(&on_the_day, |read| findings::of_subject(read, &subject)).unwrap();
    assert_eq!(asked.findings, [], "nothing is demanded of what is closed");
    let held = schools.world.read(&operator(), |read| assignments_of(read, &subject)).unwrap();
    assert_eq!(held[0].counts.and_then(|counts| counts.to), Some(day("2026-11-30")));
    let employed = schools.world.read(&operator(), |read| employments_of(read, schools.people[0])).unwrap();
    let places: Vec<(Id, bool)> = employed.iter().map(|one| (one.organisation, one.to.is_some())).collect();
    assert_eq!(places, [(service, false), (department, true)]);
}

fn what_a_room_above_refuses_stops_the_decision_already(db: &TestDb) {
    let mut schools = Schools::new(db);
    let refuses = organisation::Following {
        kept: |_, _| Ok(Vec::new()),
        take_along: |_, _, _| Err(Error::rejected("owner", "objection-required")),
        settle_reach: |_, _| Ok(()),
    };
    schools.world.db = schools.world.db.clone().with_attachment(vec![refuses]);
    let plan = schools.planned("Ny skolorganisation", DAY, vec![schools.close_first()]).expect("planned");
    let served = Served::new(&schools.world, &[("itchef", schools.world.head_of_it)]);
    let address = format!("/organisation/omorganisation/{}/besluta", plan.id);
    let answer = served.browser("itchef").fill_in(&address, &[("decision", "KS 12")]);
    assert_eq!(answer.status, 422, "{}", answer.text);
    assert_eq!(schools.stored(plan.id).state, ReorganisationState::Draft);
}

fn what_may_not_be_seen_is_counted_and_not_named(db: &TestDb) {
    let mut schools = Schools::new(db);
    let keeps = organisation::Following {
        kept: |_, places| {
            let record = |at: &Id| organisation::Kept {
                subject: Subject::new(crate::world::SYSTEM, Id::new()),
                name: "Hemliga registret".into(),
                address: "/system/x".into(),
                at: *at,
                by: organisation::KeptBy::User,
            };
            Ok(places.iter().map(record).collect())
        },
        take_along: |_, _, _| Ok(()),
        settle_reach: |_, _| Ok(()),
    };
    schools.world.db = schools.world.db.clone().with_attachment(vec![keeps]);
    let plan = schools.planned("Ny skolorganisation", DAY, vec![schools.close_first()]).expect("planned");
    let head = Served::new(&schools.world, &[("itchef", schools.world.head_of_it)]).browser("itchef");
    let seen = head.get(&format!("/organisation/omorganisation/{}", plan.id)).text;
    assert!(seen.contains("Lärare Al") && !seen.contains("Hemliga registret"), "{seen}");
    assert!(seen.contains("System och objekt som följer med (1)") && seen.contains("1 till får du inte se"));
}

fn a_plan_is_made_decided_and_seen_in_the_browser(db: &TestDb) {
    let schools = Schools::new(db);
    let served = Served::new(
        &schools.world,
        &[("itchef", schools.world.head_of_it), ("larare", schools.world.teacher)],
    );
    let head = served.browser("itchef");
    let department = schools.world.department.to_string();
    let made = head.fill_in(
        "/organisation/omorganisation/ny",
        &[("name", "En skola"), ("organisations", &department), ("effective_on", DAY)],
    );
    assert_eq!(made.status, 303, "{}", made.text);
    let page = made.location.split('?').next().unwrap_or_default().to_owned();
    let [al, björk] = schools.units.map(|id| id.to_string());
    let own =
        head.fill_in(&format!("{page}/nytt-steg?slag=close_unit"), &[("unit", &al), ("successor", &al)]);
    assert_eq!(own.status, 422, "{}", own.text);
    let added =
        head.fill_in(&format!("{page}/nytt-steg?slag=close_unit"), &[("unit", &al), ("successor", &björk)]);
    assert_eq!(added.status, 303, "{}", added.text);
    let seen = head.get(&page);
    assert!(seen.text.contains("Alskolan läggs ned och uppgår i Björkskolan."), "{}", seen.text);
    assert!(seen.text.contains("Lärare Al"), "who changes workplace: {}", seen.text);
    assert_eq!(head.fill_in(&format!("{page}/besluta"), &[("decision", "")]).status, 422);
    assert_eq!(head.fill_in(&format!("{page}/besluta"), &[("decision", "KS 12")]).status, 303);
    let unit = served.browser("larare").get(&format!("/administration/enheter/{al}"));
    assert!(unit.text.contains("2026-12-01: Alskolan läggs ned och uppgår i Björkskolan."), "{}", unit.text);
    let history = head.get(&format!("{page}?flik=historik"));
    assert!(history.text.contains("beslutade en omorganisation"), "{}", history.text);
    let removed = head.fill_in(&format!("{page}/ta-bort-steg?steg=1"), &[]);
    assert_eq!(removed.status, 303, "{}", removed.text);
    assert!(head.get(&page).text.contains("Utkast"), "a decided plan that is changed is a draft again");
}

fn what_is_decided_for_today_is_carried_out_at_once(db: &TestDb) {
    let schools = Schools::new(db);
    let plan = schools.planned("En skola", TODAY, vec![schools.close_first()]).expect("planned");
    let head = Served::new(&schools.world, &[("itchef", schools.world.head_of_it)]).browser("itchef");
    let page = format!("/organisation/omorganisation/{}", plan.id);
    let decided = head.fill_in(&format!("{page}/besluta"), &[("decision", "KS 12")]);
    assert_eq!(decided.status, 303, "{}", decided.text);
    let done = schools.stored(plan.id);
    assert_eq!((done.state, done.carried_out_on), (ReorganisationState::CarriedOut, Some(day(TODAY))));
    assert!(schools.unit(schools.units[0]).to.is_some(), "the unit is closed");
    assert!(head.get(&page).text.contains("Genomförd"));
    let person = head.get(&format!("/administration/personer/{}", schools.people[0])).text;
    let place = |name: &str| person.find(name).unwrap_or_else(|| panic!("{name} is not on {person}"));
    assert!(place("Björkskolan") < place("Alskolan"), "both sides of the day, the latest first");
}

fn scripts_plan_and_decide_and_everything_wrong_has_its_field(db: &TestDb) {
    let schools = Schools::new(db);
    let served = Served::new(&schools.world, &[("itchef", schools.world.head_of_it)]);
    let script = served.script("itchef");
    let body = format!(
        r#"{{"name": "En skola", "organisations": ["{}"], "effective_on": "{DAY}"}}"#,
        schools.world.department
    );
    let made = script.send("POST", "reorganisations", "", &body);
    assert_eq!(made.status, 201, "{}", made.text);
    let path = format!("reorganisations/{}", made.json()["id"].as_str().expect("an id"));
    let [al, björk] = schools.units;
    let wrong = format!(r#"{{"units": ["{al}", "{björk}"], "into": "{al}"}}"#);
    let wrong = script.send("POST", &format!("{path}/actions/merge-units"), "", &wrong);
    assert!(wrong.status == 422 && wrong.text.contains("into"), "{}", wrong.text);
    let step = format!(r#"{{"units": ["{al}", "{björk}"], "name": "Skogsskolan"}}"#);
    let added = script.send("POST", &format!("{path}/actions/merge-units"), "", &step);
    assert_eq!(added.json()["steps"][0]["kind"], "merge_units", "{}", added.text);
    let gone = script.send("POST", &format!("{path}/actions/remove-step"), "", r#"{"step": 2}"#);
    assert_eq!(gone.status, 404, "{}", gone.text);
    let decided = script.send("POST", &format!("{path}/actions/decide"), "", r#"{"decision": "KS 12"}"#);
    assert_eq!(decided.json()["state"], "decided", "{}", decided.text);
    let listed = script.send("GET", "reorganisations?state=decided", "", "").json();
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(1), "{listed}");
}

testkit::on_both_engines!(schema();
    a_merger_is_carried_out_on_its_day_and_both_sides_of_it_are_right,
    what_the_program_slept_through_is_caught_up_with_the_right_days,
    what_no_longer_fits_stops_all_of_it_and_whoever_decided_it_is_told,
    a_split_needs_a_place_for_everybody_also_for_who_comes_later,
    two_plans_do_not_change_the_same_unit_and_none_is_dated_before_the_last,
    a_plan_that_is_changed_or_taken_back_after_its_decision_is_not_carried_out,
    a_draft_is_its_makers_own_and_a_decision_is_seen_by_who_sees_the_organisation,
    roles_on_an_organisation_that_closes_end_and_its_people_go_on_elsewhere,
    what_a_room_above_refuses_stops_the_decision_already,
    what_may_not_be_seen_is_counted_and_not_named,
    a_plan_is_made_decided_and_seen_in_the_browser,
    what_is_decided_for_today_is_carried_out_at_once,
    scripts_plan_and_decide_and_everything_wrong_has_its_field,
);
