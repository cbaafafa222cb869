//! The digest: what is new, once, for who wants it.

use crate::world::{ANNA, BO, World, notice, schema, server_at};
use kernel::{Actor, Id, TenantId};
use notify::{DigestChoice, MailKind, Notice};
use testkit::{Behaviour, MailTrap, TestDb, on_both_engines};

fn text_of(db: &TestDb, person: Id) -> String {
    let hex: String = person.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    let own = match db.engine() {
        testkit::Engine::Sqlite => format!("X'{hex}'"),
        testkit::Engine::Postgres => format!("'{hex}'"),
    };
    let rows = db.raw_rows(&format!(
        "SELECT title, plain FROM mail WHERE person_id = {own} AND kind = 'digest' ORDER BY made_at DESC LIMIT 1"
    ));
    rows.concat().join("\n")
}

fn a_digest_tells_each_reader_what_is_new_to_them_in_their_language(db: &TestDb) {
    let world = World::on(db);
    assert_eq!(world.digests(), 2);
    let anna = text_of(db, ANNA);
    for part in [
        "Provkommunen: 2 saker att se till",
        "Hej Systemägare Skola!",
        "Sista dagar\n- 2026-03-20 Årsplan: Dokumentet ska ses över\n  https://vidmakt.example.se/dokument/1",
        "Nya brister\n- Elevregistret: systemförvaltare\n",
        "https://vidmakt.example.se/mina-utskick",
    ] {
        assert!(anna.contains(part), "{part}\n{anna}");
    }
    let bo = text_of(db, BO);
    assert!(
        bo.contains("one thing to see to") && bo.contains("2026-02-01 Risk analysis: The document is due"),
        "{bo}"
    );
}

fn what_was_told_is_not_told_again_and_without_news_there_is_no_mail(db: &TestDb) {
    let world = World::on(db);
    assert_eq!(world.digests(), 2);
    assert_eq!(world.later(3_600).digests(), 0, "one a day");
    assert_eq!(world.later(86_400).digests(), 0, "nothing new");
}

fn a_day_is_told_when_it_is_far_near_and_past(db: &TestDb) {
    let world = World::on(db);
    world.digests();
    assert_eq!(world.at("2026-03-12T08:00:00Z").digests(), 0);
    assert_eq!(world.at("2026-03-13T08:00:00Z").digests(), 1, "a week before");
    assert_eq!(world.at("2026-03-20T08:00:00Z").digests(), 0, "the day itself is near");
    assert_eq!(world.at("2026-03-23T08:00:00Z").digests(), 1, "it has passed");
    assert_eq!(world.at("2026-04-23T08:00:00Z").digests(), 0);
}

fn what_can_wait_stands_in_the_digest_and_what_cannot_does_not(db: &TestDb) {
    let world = World::on(db);
    world.tell(ANNA, "appointed:1");
    let calm = Notice { is_at_once: false, ..notice(ANNA, "changed:1") };
    world.db.write(&world.job(), move |tx| notify::tell(tx, &calm)).unwrap();
    assert_eq!(world.make(), 1, "the appointment alone");
    world.digests();
    let anna = text_of(db, ANNA);
    assert_eq!(anna.matches("Undantaget slutar").count(), 1, "{anna}");
    assert_eq!(world.later(86_400).digests(), 0);
}

fn choose(world: &World, person: Id, choice: DigestChoice) {
    let actor = Actor { now: world.now, ..testkit::person("agare", person) };
    world.db.write(&actor, move |tx| notify::choose_digest(tx, person, choice)).expect("one's own choice");
}

fn who_wants_none_gets_none_but_what_must_be_answered(db: &TestDb) {
    let world = World::on(db);
    choose(&world, ANNA, DigestChoice::Never);
    world.tell(ANNA, "appointed:1");
    assert_eq!((world.make(), world.digests()), (1, 1));
    let kinds: Vec<(Id, MailKind)> = world.mails().iter().map(|mail| (mail.person, mail.kind)).collect();
    assert!(
        kinds.contains(&(ANNA, MailKind::Notice)) && kinds.contains(&(BO, MailKind::Digest)),
        "{kinds:?}"
    );
}

fn who_wants_one_a_week_gets_one_a_week(db: &TestDb) {
    let world = World::on(db);
    choose(&world, ANNA, DigestChoice::Weekly);
    assert_eq!(world.digests(), 2);
    tell_calmly(&world, "changed:1");
    assert_eq!(world.at("2026-03-05T08:00:00Z").digests(), 0, "the same week");
    assert_eq!(world.at("2026-03-09T08:00:00Z").digests(), 1);
}

fn a_gap_that_was_met_and_opens_anew_is_told_anew(db: &TestDb) {
    let world = World::on(db);
    world.digests();
    assert_eq!(world.at("2026-03-04T08:00:00Z").digests(), 0, "it is met");
    assert_eq!(world.at("2026-03-05T08:00:00Z").digests(), 1, "and open again");
    assert!(text_of(db, ANNA).contains("Nya brister\n- Elevregistret: systemförvaltare\n"));
    assert_eq!(world.at("2026-03-06T08:00:00Z").digests(), 0, "once");
}

fn tell_calmly(world: &World, key: &str) {
    let calm = Notice { is_at_once: false, ..notice(ANNA, key) };
    world.db.write(&world.job(), move |tx| notify::tell(tx, &calm)).unwrap();
}

fn what_was_noted_before_holidays_stands_in_the_digest_after_them(db: &TestDb) {
    let world = World::on(db);
    world.digests();
    tell_calmly(&world, "changed:1");
    assert_eq!(world.later(12 * 86_400).digests(), 1, "twelve days later");
    assert!(text_of(db, ANNA).contains("Undantaget slutar"));
    tell_calmly(&world, "changed:2");
    world.at("2026-03-25T08:00:00Z").digests();
    assert!(!text_of(db, ANNA).contains("Undantaget slutar"), "three weeks later it is no news");
}

fn what_a_digest_has_no_room_for_stands_in_the_next(db: &TestDb) {
    let world = World::on(db);
    world.digests();
    for number in 0..35 {
        tell_calmly(&world, &format!("changed:{number}"));
    }
    let lines = |world: World| (world.digests(), text_of(db, ANNA).matches("- Undantaget slutar").count());
    assert_eq!(lines(world.later(86_400)), (1, 30));
    assert_eq!(lines(world.at("2026-03-05T08:00:00Z")), (1, 5));
    assert_eq!(world.at("2026-03-06T08:00:00Z").digests(), 0);
}

fn nobody_chooses_for_somebody_else(db: &TestDb) {
    let world = World::on(db);
    let actor = testkit::person("agare", ANNA);
    let refused = world.db.write(&actor, |tx| notify::choose_digest(tx, BO, DigestChoice::Never));
    assert!(matches!(refused, Err(kernel::Error::NotFound)), "{refused:?}");
}

fn who_is_refused_by_the_server_gets_no_digest_either(db: &TestDb) {
    let (world, trap) =
        (World::on(db), MailTrap::start(Behaviour::AnswerRecipient("550 5.1.1 no such user")));
    world.tell(ANNA, "appointed:1");
    world.make();
    world.deliver(&server_at(&trap));
    assert_eq!(world.digests(), 1, "the other reader's alone");
}

fn digests_are_next_made_when_the_office_opens_again(db: &TestDb) {
    let world = World::on(db);
    let next = |instant: &str| notify::next_digests(&world.db, &world.at(instant).job()).unwrap().to_string();
    assert_eq!(next("2026-03-02T09:00:00Z"), "2026-03-03T07:00:00Z");
    assert_eq!(next("2026-03-06T09:00:00Z"), "2026-03-09T07:00:00Z");
}

fn old_mails_are_forgotten(db: &TestDb) {
    let (world, trap) = (World::on(db), MailTrap::start(Behaviour::Accept));
    world.tell(ANNA, "appointed:1");
    world.make();
    world.deliver(&server_at(&trap));
    let forget = |days: i64| {
        let actor = Actor::job(TenantId(1), world.now.plus_seconds(days * 86_400));
        world.db.write(&actor, notify::forget_old).unwrap();
        (world.mails().len(), db.raw_rows("SELECT number FROM mail_attempt").len())
    };
    assert_eq!(forget(399), (1, 1));
    assert_eq!(forget(402), (0, 0));
}

on_both_engines!(schema();
    a_digest_tells_each_reader_what_is_new_to_them_in_their_language,
    what_was_told_is_not_told_again_and_without_news_there_is_no_mail,
    a_day_is_told_when_it_is_far_near_and_past,
    what_can_wait_stands_in_the_digest_and_what_cannot_does_not,
    who_wants_none_gets_none_but_what_must_be_answered,
    who_wants_one_a_week_gets_one_a_week,
    a_gap_that_was_met_and_opens_anew_is_told_anew,
    what_was_noted_before_holidays_stands_in_the_digest_after_them,
    what_a_digest_has_no_room_for_stands_in_the_next,
    nobody_chooses_for_somebody_else,
    who_is_refused_by_the_server_gets_no_digest_either,
    digests_are_next_made_when_the_office_opens_again,
    old_mails_are_forgotten,
);
