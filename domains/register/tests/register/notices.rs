//! Change notices: who may not write in the register tells who may, who takes it over or sends it back.

use crate::site::{browser, script, site};
use crate::world::{World, is_not_found, is_refused, objections, schema};
use kernel::{Actor, Id, Result, Subject};
use organisation::{Because, EndAssignment, Ending, ORGANISATION, assignments_of, end_assignment};
use register::{
    CHANGE_NOTICE, ChangeNotice, NoticeState, SYSTEM, SendBackChangeNotice, SendChangeNotice, System,
    TakeOverChangeNotice, change_system, send_back_change_notice, send_change_notice,
    take_over_change_notice, visible_notice, withdraw_change_notice,
};
use serde_json::json;
use std::collections::BTreeSet;
use storage::{EventPage, View, history_of};
use testkit::{Acting, TestDb, on_both_engines};

on_both_engines!(schema();
    a_notice_becomes_an_ordinary_change_that_names_who_told_of_it,
    who_answers_for_nothing_here_neither_sends_nor_sees_a_notice,
    who_may_not_write_in_the_register_neither_takes_over_nor_sends_back,
    a_notice_that_proposes_nothing_or_something_wrong_is_not_sent,
    of_two_notices_on_one_system_the_second_meets_what_the_first_wrote,
    a_part_is_taken_over_with_a_word_of_why_and_the_rest_is_not,
    a_notice_that_comes_back_is_changed_and_sent_again,
    a_withdrawn_notice_is_not_taken_over_and_not_withdrawn_again,
    of_two_tabs_the_second_is_told_that_it_is_done,
    the_keeper_is_told_when_it_is_sent_and_the_sender_when_it_is_settled,
    who_loses_the_role_meanwhile_withdraws_but_sends_no_more,
    a_value_that_the_register_no_longer_takes_is_told_at_its_field,
    a_form_that_was_open_while_others_wrote_proposes_nothing_of_theirs_back,
    a_new_system_is_told_of_and_registered_from_the_notice,
    another_federation_finds_no_notice,
    what_waited_on_a_past_day_is_seen_as_of_it,
    the_owner_tells_and_the_keeper_takes_over_in_the_browser,
    a_script_sends_changes_takes_over_and_withdraws,
);

/// A system with its owner, and the one who keeps the register.
pub(crate) struct Told {
    pub world: World,
    pub owner: Actor,
    pub keeper: Actor,
    pub system: Id,
}

impl Told {
    pub fn new(db: &TestDb) -> Self {
        let world = World::new(db);
        let system = world.registered(System { local_number: "S-1".into(), ..world.system("Ekonomi") });
        let owner = world.employee("Systemägare Ekonomi", world.town);
        world.appoint("system_owner", &owner, Subject::new(SYSTEM, system));
        let keeper = world.employee("Itchef", world.town);
        world.appoint("head_of_it", &keeper, Subject::new(ORGANISATION, world.town));
        Self { world, owner, keeper, system }
    }

    pub fn proposing(&self, change: impl FnOnce(&mut System)) -> SendChangeNotice {
        let mut system = self.world.loaded(self.system);
        change(&mut system);
        SendChangeNotice { again: None, system, is_new: false, reason: "Nytt avtal".into() }
    }

    pub fn send(&self, who: &Actor, ask: SendChangeNotice) -> Result<Id> {
        self.world.write(who, move |tx| send_change_notice(tx, &ask))
    }

    /// The owner proposes another description.
    pub fn described(&self, text: &str) -> Id {
        let ask = self.proposing(|system| system.short_description = text.into());
        self.send(&self.owner, ask).expect("the owner may tell")
    }

    fn notice(&self, id: Id) -> ChangeNotice {
        self.world.read(&self.keeper, |read| visible_notice(read, id)).expect("the keeper sees it")
    }

    pub fn take_over(&self, who: &Actor, id: Id) -> Result<Id> {
        self.take(who, id, None, None, "")
    }

    pub fn take(
        &self,
        who: &Actor,
        id: Id,
        fields: Option<&[&str]>,
        seen: Option<i64>,
        answer: &str,
    ) -> Result<Id> {
        let fields: Option<BTreeSet<String>> =
            fields.map(|fields| fields.iter().map(|field| (*field).to_owned()).collect());
        let answer = answer.to_owned();
        let ask = TakeOverChangeNotice { notice: id, revision: None, fields, seen, answer };
        self.world.write(who, move |tx| take_over_change_notice(tx, &ask))
    }

    fn send_back(&self, who: &Actor, id: Id, reason: &str) -> Result<()> {
        let ask = SendBackChangeNotice { notice: id, revision: None, reason: reason.to_owned() };
        self.world.write(who, move |tx| send_back_change_notice(tx, &ask))
    }

    fn actions(&self, subject: Subject) -> Vec<String> {
        let events =
            self.world.read(&self.world.operator, |read| history_of(read, &subject, EventPage::newest(20)));
        events.unwrap().into_iter().map(|event| event.action).collect()
    }
}

fn a_notice_becomes_an_ordinary_change_that_names_who_told_of_it(db: &TestDb) {
    let told = Told::new(db);
    let demand = "S1-020";
    let changed = System { short_description: "Bokföring".into(), ..told.world.loaded(told.system) };
    let by_themselves = told.world.write(&told.owner, |tx| change_system(tx, changed));
    assert!(is_refused(&by_themselves), "{demand}: owners tell, others write");
    let id = told.described("Bokföring");
    assert_eq!(told.world.loaded(told.system).short_description, "");
    assert_eq!(told.notice(id).state, NoticeState::Open);
    assert_eq!(told.take_over(&told.keeper, id).unwrap(), told.system);
    let after = told.world.loaded(told.system);
    assert_eq!((after.short_description.as_str(), after.revision), ("Bokföring", 2));
    let settled = told.notice(id);
    assert_eq!((settled.state, settled.settled_by_name.as_str()), (NoticeState::TakenOver, "Itchef"));
    let subject = Subject::new(SYSTEM, told.system);
    let events = told
        .world
        .read(&told.world.operator, |read| history_of(read, &subject, EventPage::newest(1)))
        .unwrap();
    assert_eq!((events[0].action.as_str(), events[0].actor.as_str()), ("system.changed", "Itchef"));
    let content = events[0].content.as_ref().unwrap();
    assert_eq!(content["changes"]["change_notice"][1], "Systemägare Ekonomi");
    assert_eq!(content["changes"]["short_description"], json!([null, "Bokföring"]));
    assert_eq!(content["reason"], "Nytt avtal");
    let of_notice = told.actions(Subject::new(CHANGE_NOTICE, id));
    assert_eq!(of_notice, ["change_notice.taken_over", "change_notice.sent"]);
}

fn who_answers_for_nothing_here_neither_sends_nor_sees_a_notice(db: &TestDb) {
    let told = Told::new(db);
    let colleague = told.world.employee("Medarbetare", told.world.town);
    let ask = told.proposing(|system| system.short_description = "Annat".into());
    assert!(is_refused(&told.send(&colleague, ask)));
    let neighbour = told.world.employee("Grannen", told.world.village);
    let ask = told.proposing(|system| system.short_description = "Annat".into());
    assert!(is_not_found(&told.send(&neighbour, ask)));
    let id = told.described("Bokföring");
    assert!(is_not_found(&told.world.read(&colleague, |read| visible_notice(read, id))));
    let operator = told.world.employee("Driftansvarig", told.world.town);
    told.world.appoint("operations_responsible", &operator, Subject::new(SYSTEM, told.system));
    assert!(told.world.read(&operator, |read| visible_notice(read, id)).is_ok());
}

fn who_may_not_write_in_the_register_neither_takes_over_nor_sends_back(db: &TestDb) {
    let told = Told::new(db);
    let id = told.described("Bokföring");
    assert!(is_refused(&told.take_over(&told.owner, id)));
    assert!(is_refused(&told.send_back(&told.owner, id, "Nej")));
    let colleague = told.world.employee("Medarbetare", told.world.town);
    assert!(is_not_found(&told.take_over(&colleague, id)));
    let withdrawn = told.world.write(&told.keeper, move |tx| withdraw_change_notice(tx, id, 1));
    assert!(is_refused(&withdrawn));
    assert_eq!(told.notice(id).state, NoticeState::Open);
}

fn a_notice_that_proposes_nothing_or_something_wrong_is_not_sent(db: &TestDb) {
    let told = Told::new(db);
    let nothing = told.send(&told.owner, told.proposing(|_| {}));
    assert_eq!(objections(nothing), [" register-objection-nothing-proposed"]);
    let ask = told.proposing(|system| {
        system.name = String::new();
        system.supplier = Some(Id::new());
        system.lifecycle_state = register::LifecycleState::Retired;
    });
    let ask = SendChangeNotice { reason: "Gäller 811218-9876".into(), ..ask };
    let found = objections(told.send(&told.owner, ask));
    for expected in [
        "name objection-required",
        "supplier objection-not-a-reference",
        "lifecycle_state register-objection-state-by-step",
        "reason objection-personal-identity-number",
    ] {
        assert!(found.contains(&expected.to_owned()), "{expected} in {found:?}");
    }
}

fn of_two_notices_on_one_system_the_second_meets_what_the_first_wrote(db: &TestDb) {
    let told = Told::new(db);
    let first = told.described("Bokföring");
    let second = told.send(
        &told.owner,
        told.proposing(|system| {
            system.short_description = "Bokföring och reskontra".into();
            system.local_number = "S-2".into();
        }),
    );
    let second = second.unwrap();
    told.take_over(&told.keeper, first).unwrap();
    let conflict = objections(told.take_over(&told.keeper, second));
    assert_eq!(conflict, ["short_description register-objection-notice-conflict"]);
    assert_eq!(told.world.loaded(told.system).local_number, "S-1", "nothing of it is written");
    let both: &[&str] = &["short_description", "local_number"];
    let old = objections(told.take(&told.keeper, second, Some(both), Some(1), ""));
    assert_eq!(
        old,
        ["short_description register-objection-notice-conflict"],
        "chosen beside an older version"
    );
    told.take(&told.keeper, second, Some(both), Some(2), "").unwrap();
    let after = told.world.loaded(told.system);
    assert_eq!(
        (after.short_description.as_str(), after.local_number.as_str()),
        ("Bokföring och reskontra", "S-2")
    );
}

fn a_part_is_taken_over_with_a_word_of_why_and_the_rest_is_not(db: &TestDb) {
    let told = Told::new(db);
    let ask = told.proposing(|system| {
        system.short_description = "Bokföring".into();
        system.local_number = "S-2".into();
    });
    let id = told.send(&told.owner, ask).unwrap();
    let silent = told.take(&told.keeper, id, Some(&["short_description"]), Some(1), "");
    assert_eq!(objections(silent), ["answer register-objection-say-why-not-all"]);
    told.take(&told.keeper, id, Some(&["short_description"]), Some(1), "Numret sätter vi").unwrap();
    let after = told.world.loaded(told.system);
    assert_eq!((after.short_description.as_str(), after.local_number.as_str()), ("Bokföring", "S-1"));
    let settled = told.notice(id);
    assert_eq!(
        (settled.taken, settled.answer),
        (vec!["short_description".to_owned()], "Numret sätter vi".into())
    );
}

fn a_notice_that_comes_back_is_changed_and_sent_again(db: &TestDb) {
    let told = Told::new(db);
    let id = told.described("Bokf");
    assert_eq!(objections(told.send_back(&told.keeper, id, " ")), ["reason objection-required"]);
    told.send_back(&told.keeper, id, "Skriv ut ordet").unwrap();
    let back = told.notice(id);
    assert_eq!(
        (back.state, back.answer.as_str(), back.revision),
        (NoticeState::SentBack, "Skriv ut ordet", 2)
    );
    assert_eq!(objections(told.take_over(&told.keeper, id)), [" register-objection-notice-settled"]);
    let again = |revision| SendChangeNotice {
        again: Some((id, revision)),
        ..told.proposing(|system| system.short_description = "Bokföring".into())
    };
    assert_eq!(objections(told.send(&told.owner, again(1))), ["revision objection-stale"]);
    assert!(is_refused(&told.send(&told.keeper, again(2))), "only who sent it changes it");
    assert_eq!(told.send(&told.owner, again(2)).unwrap(), id);
    let sent = told.notice(id);
    assert_eq!((sent.state, sent.answer.as_str()), (NoticeState::Open, ""));
    told.take_over(&told.keeper, id).unwrap();
    assert_eq!(told.world.loaded(told.system).short_description, "Bokföring");
    let actions = told.actions(Subject::new(CHANGE_NOTICE, id));
    assert_eq!(
        actions,
        [
            "change_notice.taken_over",
            "change_notice.sent_again",
            "change_notice.sent_back",
            "change_notice.sent"
        ]
    );
}

fn a_withdrawn_notice_is_not_taken_over_and_not_withdrawn_again(db: &TestDb) {
    let told = Told::new(db);
    let id = told.described("Bokföring");
    told.world.write(&told.owner, move |tx| withdraw_change_notice(tx, id, 1)).unwrap();
    assert_eq!(objections(told.take_over(&told.keeper, id)), [" register-objection-notice-settled"]);
    assert_eq!(objections(told.send_back(&told.keeper, id, "Nej")), [" register-objection-notice-settled"]);
    let again = told.world.write(&told.owner, move |tx| withdraw_change_notice(tx, id, 2));
    assert_eq!(objections(again), [" register-objection-notice-settled"]);
    assert_eq!(told.world.loaded(told.system).short_description, "");
}

fn of_two_tabs_the_second_is_told_that_it_is_done(db: &TestDb) {
    let told = Told::new(db);
    let id = told.described("Bokföring");
    let ask = TakeOverChangeNotice {
        notice: id,
        revision: Some(1),
        fields: Some(BTreeSet::from(["short_description".to_owned()])),
        seen: Some(1),
        answer: String::new(),
    };
    let same = ask.clone();
    told.world.write(&told.keeper, move |tx| take_over_change_notice(tx, &ask)).unwrap();
    let second = told.world.write(&told.keeper, move |tx| take_over_change_notice(tx, &same));
    assert_eq!(objections(second), [" register-objection-notice-settled"]);
    assert_eq!(told.world.loaded(told.system).revision, 2, "written once");
}

fn the_keeper_is_told_when_it_is_sent_and_the_sender_when_it_is_settled(db: &TestDb) {
    let told = Told::new(db);
    let waiting = |who: &Actor| {
        let person = who.person.expect("a person");
        let notices = told.world.read(who, |read| notify::open_notices(read, person)).unwrap();
        notices.into_iter().map(|one| one.text.sv).collect::<Vec<_>>()
    };
    let id = told.described("Bokf");
    assert_eq!(waiting(&told.keeper), ["Systemägare Ekonomi har meddelat en ändring av Ekonomi."]);
    told.send_back(&told.keeper, id, "Skriv ut ordet").unwrap();
    assert_eq!(waiting(&told.keeper), [""; 0], "it is seen to");
    let back = "Ditt meddelande om Ekonomi är tillbakaskickat. Läs varför, ändra och skicka igen.";
    assert_eq!(waiting(&told.owner)[..1], [back]);
    let again = told.proposing(|system| system.short_description = "Bokföring".into());
    told.send(&told.owner, SendChangeNotice { again: Some((id, 2)), ..again }).unwrap();
    assert!(!waiting(&told.owner).contains(&back.to_owned()));
    assert_eq!(waiting(&told.keeper).len(), 1);
    told.take_over(&told.keeper, id).unwrap();
    assert_eq!(waiting(&told.owner)[..1], ["Din ändring av Ekonomi är införd i registret."]);
}

fn who_loses_the_role_meanwhile_withdraws_but_sends_no_more(db: &TestDb) {
    let told = Told::new(db);
    let (first, second) = (told.described("Bokföring"), told.described("Reskontra"));
    let subject = Subject::new(SYSTEM, told.system);
    let assignment = told.world.read(&told.world.operator, |read| assignments_of(read, &subject)).unwrap();
    let ask = EndAssignment {
        id: assignment[0].id,
        revision: assignment[0].revision,
        ending: Ending::On("2026-02-27".parse().unwrap()),
        because: Because { reason: "Byter tjänst".into(), decision: String::new() },
    };
    told.world.done(move |tx| end_assignment(tx, &ask));
    let again = SendChangeNotice {
        again: Some((first, 1)),
        ..told.proposing(|system| system.short_description = "Annat".into())
    };
    assert!(is_refused(&told.send(&told.owner, again)));
    told.world.write(&told.owner, move |tx| withdraw_change_notice(tx, first, 1)).unwrap();
    // What they told of while they answered for the system is still worth taking over.
    told.take_over(&told.keeper, second).unwrap();
    assert_eq!(told.world.loaded(told.system).short_description, "Reskontra");
}

fn a_value_that_the_register_no_longer_takes_is_told_at_its_field(db: &TestDb) {
    let told = Told::new(db);
    let id = told.send(&told.owner, told.proposing(|system| system.local_number = "S-9".into())).unwrap();
    told.world.registered(System { local_number: "S-9".into(), ..told.world.system("Lön") });
    let found = objections(told.take_over(&told.keeper, id));
    assert_eq!(found, ["local_number register-objection-local-number-taken"]);
    assert_eq!(told.notice(id).state, NoticeState::Open, "it still waits");
}

fn a_form_that_was_open_while_others_wrote_proposes_nothing_of_theirs_back(db: &TestDb) {
    let told = Told::new(db);
    let open = told.proposing(|system| system.local_number = "S-2".into());
    let described = System { short_description: "Bokföring".into(), ..told.world.loaded(told.system) };
    told.world.done(|tx| change_system(tx, described));
    assert_eq!(objections(told.send(&told.owner, open)), ["revision objection-stale"]);
}

fn a_new_system_is_told_of_and_registered_from_the_notice(db: &TestDb) {
    let told = Told::new(db);
    let new = |told: &Told| SendChangeNotice {
        again: None,
        system: System { short_description: "För resor".into(), ..told.world.system("Reseräkning") },
        is_new: true,
        reason: String::new(),
    };
    assert!(is_refused(&told.send(&told.owner, new(&told))), "to own one system is not to lead the town");
    let chief = told.world.employee("Driftansvarig", told.world.town);
    told.world.appoint("operations_responsible", &chief, Subject::new(ORGANISATION, told.world.town));
    let id = told.send(&chief, new(&told)).unwrap();
    let system = told.notice(id).system.expect("it has its id already");
    assert!(is_not_found(&told.world.read(&told.keeper, |read| register::visible_system(read, system))));
    assert_eq!(told.take_over(&told.keeper, id).unwrap(), system);
    let registered = told.world.loaded(system);
    assert_eq!(
        (registered.name.as_str(), registered.short_description.as_str()),
        ("Reseräkning", "För resor")
    );
    assert_eq!(objections(told.take_over(&told.keeper, id)), [" register-objection-notice-settled"]);
}

fn another_federation_finds_no_notice(db: &TestDb) {
    let told = Told::new(db);
    let id = told.described("Bokföring");
    let other = World::of(db, 2);
    assert!(is_not_found(&other.read(&other.operator, |read| visible_notice(read, id))));
}

fn what_waited_on_a_past_day_is_seen_as_of_it(db: &TestDb) {
    let told = Told::new(db);
    let id = told.described("Bokföring");
    let later = told.keeper.clone().at("2026-05-04T08:00:00Z");
    told.take_over(&later, id).unwrap();
    let then = View::AsOf("2026-04-01".parse().unwrap());
    let seen = told.world.db.read(&later, then, |read| visible_notice(read, id)).unwrap();
    assert_eq!(seen.state, NoticeState::Open);
}

fn the_owner_tells_and_the_keeper_takes_over_in_the_browser(db: &TestDb) {
    let told = Told::new(db);
    let site = site(&told.world, &[&told.owner, &told.keeper]);
    let (mut owner, mut keeper) = (browser(&site, &told.owner), browser(&site, &told.keeper));
    let page = format!("/system/{}", told.system);
    let form = format!("{page}/meddela");
    assert_eq!(owner.get(&page).page().link("Meddela ändring").as_deref(), Some(form.as_str()));
    assert_eq!(keeper.get(&page).page().link("Meddela ändring"), None, "who may write changes it");
    let nothing = owner.submit(&form, &form, &[]);
    assert_eq!(nothing.status, 422, "{}", nothing.text());
    let fields = [("short_description", "Bokföring"), ("local_number", "S-2"), ("reason", "Nytt avtal")];
    let sent = owner.submit(&form, &form, &fields);
    assert_eq!(sent.status, 303, "{}", sent.text());
    let notice = sent.header("location").to_owned();
    let waits = keeper.get("/system/andringsmeddelanden").page();
    assert!(waits.shows("Ekonomi") && waits.shows("Kort beskrivning, Lokalt nummer"), "{:?}", waits.rows());
    let side_by_side = keeper.get(&notice).page();
    let row = side_by_side.rows().into_iter().find(|row| row[0] == "Lokalt nummer").expect("a row");
    assert_eq!(row[1..4], ["S-1", "S-1", "S-2"], "{row:?}");

    let back = keeper.submit(&notice, &format!("{notice}/skicka-tillbaka"), &[("reason", "Vilket avtal?")]);
    assert_eq!(back.status, 303, "{}", back.text());
    let change = format!("{notice}/andra");
    assert_eq!(keeper.get(&change).header("location"), notice, "only who sent it changes it");
    assert!(owner.get(&change).page().shows("Vilket avtal?"));
    let again = owner.submit(&change, &change, &[("reason", "Avtal 2026/7")]);
    assert_eq!(again.status, 303, "{}", again.text());

    // Somebody else writes something third meanwhile.
    let third = System { local_number: "S-3".into(), ..told.world.loaded(told.system) };
    told.world.done(|tx| change_system(tx, third));
    let take = format!("{notice}/ta-over");
    let asked = keeper.get(&notice).page();
    assert!(asked.shows("Har ändrats av någon annan"), "{:?}", asked.rows());
    let part = keeper.submit(&notice, &take, &[("field", "short_description"), ("answer", "")]);
    assert_eq!(part.status, 422, "{}", part.text());
    let second_tab = keeper.get(&notice).page().form(&take);
    let done = keeper.submit(&notice, &take, &[("field", "short_description"), ("answer", "Numret är S-3")]);
    assert_eq!((done.status.as_u16(), done.header("location")), (303, page.as_str()), "{}", done.text());
    let history = keeper.get(&format!("{page}?flik=historik")).page();
    assert!(history.shows("Enligt ändringsmeddelande av") && history.shows("Systemägare Ekonomi"));
    let seen = owner.get(&notice).page();
    assert!(seen.shows("Numret är S-3") && seen.shows("Inte övertagen."), "{:?}", seen.texts("main"));
    let sent: Vec<(&str, &str)> =
        second_tab.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let late = keeper.post(&take, &sent);
    assert!(late.status == 422 && late.page().shows("redan avslutat"), "{}", late.text());
}

fn a_script_sends_changes_takes_over_and_withdraws(db: &TestDb) {
    let told = Told::new(db);
    let site = site(&told.world, &[&told.owner, &told.keeper]);
    let (mut owner, mut keeper) =
        (script(&told.world, &site, &told.owner), script(&told.world, &site, &told.keeper));
    let all = "/api/v1/change-notices";
    let body = json!({"system": told.system.to_string(), "short_description": "Bokf", "reason": "Nytt"});
    let sent = owner.send_json("POST", all, &[], &body);
    assert_eq!(sent.status, 201, "{}", sent.text());
    assert_eq!(sent.json()["changes"]["short_description"], json!([null, "Bokf"]));
    let address = sent.header("location").to_owned();
    let tag = owner.get(&address).header("etag").to_owned();
    let changed =
        owner.send_json("PATCH", &address, &[("if-match", &tag)], &json!({"short_description": "Bokföring"}));
    assert_eq!(changed.status, 200, "{}", changed.text());
    assert_eq!(changed.json()["reason"], "Nytt");
    let empty = owner.send_json("POST", all, &[], &json!({"system": told.system.to_string()}));
    assert_eq!(empty.status, 422, "{}", empty.text());
    let nameless = owner.send_json("POST", all, &[], &json!({"short_description": "Nytt system"}));
    assert_eq!(nameless.status, 422, "{}", nameless.text());
    let refused = owner.send_json("POST", &format!("{address}/actions/take-over"), &[], &json!({}));
    assert_eq!(refused.status, 403, "{}", refused.text());
    let waiting = keeper.get(&format!("{all}?state=open")).json();
    assert_eq!(waiting["items"].as_array().map(Vec::len), Some(1), "{waiting}");
    let taken = keeper.send_json("POST", &format!("{address}/actions/take-over"), &[], &json!({}));
    assert_eq!(
        (taken.status.as_u16(), &taken.json()["state"]),
        (200, &json!("taken_over")),
        "{}",
        taken.text()
    );
    assert_eq!(told.world.loaded(told.system).short_description, "Bokföring");
    let late = owner.send_json("POST", &format!("{address}/actions/withdraw"), &[], &json!({}));
    assert_eq!(late.status, 422, "{}", late.text());
}
