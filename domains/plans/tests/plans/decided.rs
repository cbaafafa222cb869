//! From a draft to a decision: who proposes, who decides, what stands in the way, and what is kept.

use crate::world::{World, browser, is_refused, objections, schema};
use kernel::{Actor, Error, Id, Result, Subject};
use organisation::{Because, CloseForum, Forum, SaveForum, close_forum, save_forum};
use plans::{
    Asked, Consulted, Decide, PlanState, Propose, SeenPlan, adopt_plan, decided_content, open_new_version,
    propose_plan, record_consultation, return_plan, save_section, send_for_review, visible_snapshot,
};
use register::{SYSTEM, System, change_system, visible_document, visible_system};
use serde_json::json;
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    what_the_manager_proposes_the_owner_decides_and_it_is_kept_as_it_was,
    nobody_decides_their_own_proposal,
    whom_the_guideline_does_not_name_is_told_who_decides,
    two_decisions_at_once_make_one,
    a_plan_without_what_the_guideline_demands_is_not_proposed,
    a_decision_waits_for_the_consultation,
    a_decided_plan_is_changed_only_by_a_new_version,
    a_proposal_is_given_back_with_a_reason,
    the_guideline_changed_after_the_proposal,
    a_group_decides_with_members_of_the_day_and_not_by_its_proposer_alone,
    a_plan_goes_from_draft_to_decision_on_its_pages,
    a_section_of_a_decided_plan_stands_for_the_document_that_it_counts_as,
    a_script_proposes_and_decides,
);

/// A plan that says what is demanded, with an owner who decides it.
pub struct Ready {
    pub world: World,
    pub owner: Actor,
    pub plan: Id,
}

impl Ready {
    pub fn new(db: &TestDb) -> Self {
        let world = World::new(db);
        let owner = world.employee("Systemägare", world.town);
        world.appoint("system_owner", &owner, Subject::new(SYSTEM, world.system));
        let plan = world.started();
        let ready = Self { world, owner, plan };
        ready.write("activities", "Uppgradera databasen").expect("the manager may write");
        ready.hear().expect("the manager may note what was said");
        ready
    }

    pub fn write(&self, section: &str, text: &str) -> Result<plans::Saved> {
        let asked = Asked {
            plan: self.plan,
            section: section.into(),
            text: text.into(),
            base: String::new(),
            base_revision: 0,
            nothing: None,
            answers: None,
        };
        self.world.write(&self.world.manager, move |tx| save_section(tx, &asked))
    }

    pub fn hear(&self) -> Result<Id> {
        let (body, text) = ("it_department".to_owned(), "Inga invändningar.".to_owned());
        let ask = Consulted { plan: self.plan, body, held_on: None, text };
        self.world.write(&self.world.manager, move |tx| record_consultation(tx, &ask))
    }

    pub fn seen(&self) -> SeenPlan {
        SeenPlan { plan: self.plan, revision: Some(self.world.plan(self.plan).revision) }
    }

    pub fn propose(&self, who: &Actor) -> Result<()> {
        let ask = Propose { seen: self.seen(), papers: Vec::new(), is_published: true };
        self.world.write(who, move |tx| propose_plan(tx, &ask))
    }

    pub fn decide(&self, who: &Actor, seen: SeenPlan, took_part: &[&Actor]) -> Result<()> {
        let took_part = took_part.iter().filter_map(|one| one.person).collect();
        let ask = Decide { seen, decision: "§ 12".into(), took_part };
        self.world.write(who, move |tx| adopt_plan(tx, &ask))
    }
}

fn what_the_manager_proposes_the_owner_decides_and_it_is_kept_as_it_was(db: &TestDb) {
    let ready = Ready::new(db);
    let (world, owner) = (&ready.world, &ready.owner);
    let seen = ready.seen();
    world.write(&world.manager, move |tx| send_for_review(tx, seen)).unwrap();
    ready.propose(&world.manager).unwrap();
    let told = world.told_of_plans(owner);
    let expected =
        "Systemförvaltare Ekonomi föreslår Systemförvaltningsplan Ekonomi 2026. Beslutet väntar på dig.";
    assert_eq!(told, [expected]);
    ready.decide(owner, ready.seen(), &[]).unwrap();
    let plan = world.plan(ready.plan);
    assert_eq!((plan.state, plan.in_force), (PlanState::Decided, Some(1)));
    let document = world.read(owner, |read| visible_document(read, ready.plan)).unwrap();
    assert!(document.is_decided(), "the register knows of it");
    assert_eq!((document.decision.as_str(), document.version.as_str()), ("§ 12", "1"));
    let (plan, snapshot) = world.read(owner, |read| visible_snapshot(read, ready.plan, 1)).unwrap();
    assert!(snapshot.is_intact());
    assert_eq!(snapshot.decided_as, "role:system_owner");
    let content = world.read(owner, |read| decided_content(read, &plan, &snapshot)).unwrap();
    let activities = content.sections.iter().find(|one| one.id == "activities").expect("the section");
    assert_eq!(activities.text, "Uppgradera databasen");
    assert_eq!(content.consultations[0].text, "Inga invändningar.");
    assert_eq!(world.told_of_plans(owner), Vec::<String>::new(), "what waited is seen to");
    assert_eq!(world.told_of_plans(&world.manager), ["Systemförvaltningsplan Ekonomi 2026 är beslutad."]);
    assert_eq!(world.plan_actions(ready.plan)[..2], ["plan.decided", "plan.proposed"]);
}

fn nobody_decides_their_own_proposal(db: &TestDb) {
    let ready = Ready::new(db);
    ready.propose(&ready.owner).unwrap();
    let refused = ready.decide(&ready.owner, ready.seen(), &[]);
    assert!(
        matches!(&refused, Err(Error::Refused(message)) if message.key == "refused-plan-decided-alone"),
        "{refused:?}"
    );
    assert_eq!(ready.world.plan(ready.plan).state, PlanState::Proposed);
}

fn whom_the_guideline_does_not_name_is_told_who_decides(db: &TestDb) {
    let ready = Ready::new(db);
    ready.propose(&ready.owner).unwrap();
    let refused = ready.decide(&ready.world.manager, ready.seen(), &[]);
    let Err(Error::Refused(message)) = refused else { panic!("{refused:?}") };
    assert_eq!(message.key, "refused-plan-decide");
    assert!(format!("{:?}", message.args).contains("systemägare"), "{:?}", message.args);
}

fn two_decisions_at_once_make_one(db: &TestDb) {
    let ready = Ready::new(db);
    ready.propose(&ready.world.manager).unwrap();
    let seen = ready.seen();
    ready.decide(&ready.owner, seen, &[]).unwrap();
    assert_eq!(objections(ready.decide(&ready.owner, seen, &[])), ["revision objection-stale"]);
    assert_eq!(ready.world.plan(ready.plan).in_force, Some(1));
}

fn a_plan_without_what_the_guideline_demands_is_not_proposed(db: &TestDb) {
    let world = World::new(db);
    let plan = world.started();
    let ask = Propose { seen: SeenPlan { plan, revision: None }, papers: Vec::new(), is_published: true };
    let tried = world.write(&world.manager, move |tx| propose_plan(tx, &ask));
    assert_eq!(objections(tried), ["sections.activities plan-objection-section-missing"]);
}

fn a_decision_waits_for_the_consultation(db: &TestDb) {
    let world = World::new(db);
    let owner = world.employee("Systemägare", world.town);
    world.appoint("system_owner", &owner, Subject::new(SYSTEM, world.system));
    let plan = world.started();
    let ready = Ready { world, owner, plan };
    ready.write("activities", "Uppgradera").unwrap();
    ready.propose(&ready.world.manager).unwrap();
    let early = ready.decide(&ready.owner, ready.seen(), &[]);
    assert_eq!(objections(early), ["consultation plan-objection-not-consulted"]);
    ready.hear().unwrap();
    ready.decide(&ready.owner, ready.seen(), &[]).unwrap();
}

fn a_decided_plan_is_changed_only_by_a_new_version(db: &TestDb) {
    let ready = Ready::new(db);
    ready.propose(&ready.world.manager).unwrap();
    assert_eq!(objections(ready.write("goals", "Nytt mål")), [" plan-objection-not-written"]);
    ready.decide(&ready.owner, ready.seen(), &[]).unwrap();
    assert_eq!(objections(ready.write("goals", "Nytt mål")), [" plan-objection-not-written"]);
    let seen = ready.seen();
    ready.world.write(&ready.world.manager, move |tx| open_new_version(tx, seen)).unwrap();
    ready.write("goals", "Nytt mål").unwrap();
    let plan = ready.world.plan(ready.plan);
    assert_eq!((plan.state, plan.version, plan.in_force), (PlanState::Draft, 2, Some(1)));
    let (_, snapshot) = ready.world.read(&ready.owner, |read| visible_snapshot(read, ready.plan, 1)).unwrap();
    let content = snapshot.content().unwrap();
    assert!(content.sections.iter().all(|one| one.text != "Nytt mål"), "what was decided stands");
    ready.propose(&ready.world.manager).unwrap();
    let unheard = ready.decide(&ready.owner, ready.seen(), &[]);
    assert_eq!(objections(unheard), ["consultation plan-objection-not-consulted"], "each version is heard");
}

fn a_proposal_is_given_back_with_a_reason(db: &TestDb) {
    let ready = Ready::new(db);
    ready.propose(&ready.world.manager).unwrap();
    let give_back = |who: &Actor, reason: &'static str| {
        let seen = ready.seen();
        ready.world.write(who, move |tx| return_plan(tx, seen, reason))
    };
    assert_eq!(objections(give_back(&ready.owner, " ")), ["reason objection-required"]);
    let technician = ready.world.employee("Driftansvarig", ready.world.town);
    ready.world.appoint("operations_responsible", &technician, Subject::new(SYSTEM, ready.world.system));
    assert!(is_refused(&give_back(&technician, "Nej")));
    give_back(&ready.owner, "Kostnaden saknas").unwrap();
    assert_eq!(ready.world.plan(ready.plan).state, PlanState::Draft);
    let told = ready.world.told_of_plans(&ready.world.manager);
    assert_eq!(told, ["Systemförvaltningsplan Ekonomi 2026 är tillbakalämnad: Kostnaden saknas"]);
    ready.write("goals", "Mål").unwrap();
}

fn the_guideline_changed_after_the_proposal(db: &TestDb) {
    let ready = Ready::new(db);
    ready.propose(&ready.world.manager).unwrap();
    let before = "    when = { importance = [\"important\", \"prioritised\"] }\n";
    ready.world.adopt_anew(&[
        ("plans.toml", before, ""),
        ("pack.toml", "version = \"1.0\"", "version = \"1.1\""),
        (
            "tests/plans.toml",
            "management_plan = [\"activities\"]",
            "management_plan = [\"goals\", \"activities\"]",
        ),
    ]);
    let tried = objections(ready.decide(&ready.owner, ready.seen(), &[]));
    assert_eq!(tried, ["sections.goals plan-objection-section-missing", " plan-objection-guideline-changed"]);
}

fn a_group_decides_with_members_of_the_day_and_not_by_its_proposer_alone(db: &TestDb) {
    let ready = Ready::new(db);
    let world = &ready.world;
    world.adopt_anew(&[
        (
            "roles.toml",
            "action = \"plan.approve\"\nholders = [{ role = \"system_owner\" }]",
            "action = \"plan.approve\"\nholders = [{ body = \"steering_group\" }]",
        ),
        (
            "tests/roles.toml",
            "\"plan.approve\" = [\"system_owner\"]",
            "\"plan.approve\" = [\"steering_group\"]",
        ),
    ]);
    let [chair, left] = ["Ordförande", "Avgången"].map(|name| world.employee(name, world.town));
    let subject = Subject::new(SYSTEM, world.system);
    let people = [&chair, &world.manager].into_iter().filter_map(|one| one.person).collect();
    let forum = world.done(move |tx| {
        let name = "Styrgruppen".to_owned();
        let forum = Forum { name, people, ..Forum::new("steering_group", &subject, tx.today()) };
        save_forum(tx, &SaveForum { forum, revision: None, because: Because::default() })
    });
    let close = || {
        let (id, revision) = (forum.id, forum.revision);
        let close = move |tx: &mut storage::Tx| {
            let (last_day, because) = (tx.today(), Because::default());
            close_forum(tx, &CloseForum { id, revision, last_day, because })
        };
        world.write(&world.operator, close)
    };
    ready.propose(&world.manager).unwrap();
    assert_eq!(objections(close()), ["last_day objection-forum-awaited"], "the plan waits for it");
    let seen = ready.seen();
    let alone = ready.decide(&chair, seen, &[&world.manager]);
    assert_eq!(objections(alone), ["took_part plan-objection-proposer-alone"]);
    let gone = ready.decide(&chair, seen, &[&chair, &left]);
    assert_eq!(objections(gone), ["took_part plan-objection-no-member"]);
    assert!(is_refused(&ready.decide(&world.manager, seen, &[&chair])), "the proposer does not record it");
    ready.decide(&chair, seen, &[&chair, &world.manager]).unwrap();
    let (_, snapshot) = world.read(&chair, |read| visible_snapshot(read, ready.plan, 1)).unwrap();
    assert_eq!(snapshot.decided_as, "body:steering_group");
    assert_eq!(snapshot.people().unwrap(), ["Ordförande", "Systemförvaltare Ekonomi"]);
    close().expect("nothing waits for it any longer");
}

fn a_plan_goes_from_draft_to_decision_on_its_pages(db: &TestDb) {
    let ready = Ready::new(db);
    let world = &ready.world;
    let site = world.site(&[&world.manager, &ready.owner]);
    let (mut manager, mut owner) = (browser(&site, &world.manager), browser(&site, &ready.owner));
    let page = format!("/planer/{}", ready.plan);
    let form = manager.get(&page).page().link("Föreslå planen").expect("the way to the form");
    let proposed = manager.submit(&form, &form, &[("is_published", "true")]);
    assert_eq!(proposed.status, 303, "{}", proposed.text());
    let own = manager.get(&page).page();
    assert!(own.shows("Du föreslog planen. Någon annan beslutar om den."), "{:?}", own.texts("main"));
    let decide = owner.get(&page).page().link("Besluta eller lämna tillbaka").expect("the way");
    let silent = owner.submit(&decide, &format!("{page}/lamna-tillbaka"), &[("reason", "")]);
    assert_eq!(silent.status, 422, "{}", silent.text());
    let decided = owner.submit(&decide, &decide, &[("decision", "KS § 12")]);
    assert_eq!(decided.status, 303, "{}", decided.text());
    let shown = owner.get(&page).page();
    assert!(shown.shows("Version 1 är beslutad."), "{:?}", shown.texts("main"));
    let version = shown.link("Visa det som är beslutat").expect("the way to what is decided");
    let version = owner.get(&version).page();
    for text in ["KS § 12", "Systemägare", "Uppgradera databasen", "Inga invändningar."] {
        assert!(version.shows(text), "{text}: {:?}", version.texts("main"));
    }
    let anew = manager.submit(&page, &format!("{page}/ny-version"), &[]);
    assert_eq!(anew.status, 303, "{}", anew.text());
    let shown = manager.get(&page).page();
    assert!(shown.shows("Version 2 skrivs."), "{:?}", shown.texts("main"));
}

fn a_script_proposes_and_decides(db: &TestDb) {
    let ready = Ready::new(db);
    let world = &ready.world;
    let site = world.site(&[&world.manager, &ready.owner]);
    let (mut manager, mut owner) = (world.script(&site, &world.manager), world.script(&site, &ready.owner));
    let address = format!("/api/v1/plans/{}", ready.plan);
    let act = |visitor: &mut testkit::Visitor, name: &str, body: &serde_json::Value| {
        visitor.send_json("POST", &format!("{address}/actions/{name}"), &[], body)
    };
    let proposed = act(&mut manager, "propose", &json!({}));
    assert_eq!(proposed.json()["state"], "proposed", "{}", proposed.text());
    let own = act(&mut manager, "decide", &json!({"decision": "§ 1"}));
    assert_eq!(own.status, 403, "{}", own.text());
    let decided = act(&mut owner, "decide", &json!({"decision": "§ 1"}));
    assert_eq!(decided.json()["in_force"], 1, "{}", decided.text());
    let late = json!({"section": "goals", "text": "Nytt", "base": "", "section_revision": 0});
    assert_eq!(act(&mut manager, "write-section", &late).status, 422);
    assert_eq!(act(&mut manager, "open-version", &json!({})).json()["version"], 2);
}

fn a_section_of_a_decided_plan_stands_for_the_document_that_it_counts_as(db: &TestDb) {
    let ready = Ready::new(db);
    let world = &ready.world;
    world.adopt_anew(&[(
        "plans.toml",
        "  holds = \"activities\"",
        "  holds = \"activities\"\n  counts_as = \"classification\"",
    )]);
    let system = world.system;
    world.done(move |tx| {
        let known = visible_system(tx, system)?;
        change_system(tx, System { personal_data: Some(true), ..known })
    });
    let is_met = || {
        let subject = Subject::new(SYSTEM, world.system);
        let found = world.read(&world.manager, |read| findings::of_subject(read, &subject)).unwrap();
        let about = found.findings.into_iter().find(|one| one.rule == "classification-exists");
        about.map(|one| one.outcome)
    };
    let before = is_met();
    ready.propose(&world.manager).unwrap();
    assert_eq!(is_met(), before, "a proposal stands for nothing");
    ready.decide(&ready.owner, ready.seen(), &[]).unwrap();
    assert_ne!(is_met(), before);
    assert_eq!(is_met(), Some(kernel::Outcome::Met));
}
