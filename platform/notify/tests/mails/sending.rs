//! One mail and one server: what arrives, what is tried again, what is given up, and what is left unclear.

use crate::world::{ANNA, BO, CIA, World, schema, server_at, soon_given_up};
use kernel::{Choice as _, TenantId};
use notify::{MailReason, MailServer, MailState, MailTls, Postman};
use std::collections::BTreeSet;
use storage::View;
use testkit::{Behaviour, MailTrap, TestDb, on_both_engines};

fn state(world: &World) -> (MailState, MailReason) {
    let mail = world.mail();
    (mail.state, mail.reason)
}

/// A world in which Anna's mail is due.
fn due(db: &TestDb) -> World {
    let world = World::on(db);
    world.tell(ANNA, "appointed:1");
    assert_eq!(world.make(), 1);
    world
}

fn a_mail_arrives_once_with_both_forms_of_its_text(db: &TestDb) {
    let (world, trap) = (due(db), MailTrap::start(Behaviour::Accept));
    let delivered = world.deliver(&server_at(&trap));
    assert_eq!((delivered.sent, delivered.not_sent), (1, 0));
    let taken = trap.taken();
    assert_eq!(taken.len(), 1);
    assert_eq!(
        (taken[0].from.as_str(), taken[0].to.concat().as_str()),
        ("vidmakt@example.se", "agare@example.se")
    );
    for part in [
        "Auto-Submitted: auto-generated",
        "Message-ID: <",
        "text/plain",
        "text/html",
        "multipart/alternative",
    ] {
        assert!(taken[0].content.contains(part), "{part}: {}", taken[0].content);
    }
    assert!(
        taken[0].content.contains("https://vidmakt.example.se/uppdrag/1"),
        "one slash: {}",
        taken[0].content
    );
    assert_eq!(state(&world), (MailState::Sent, MailReason::Nothing));
    assert_eq!(world.later(3_600).deliver(&server_at(&trap)).sent, 0);
    assert_eq!(trap.taken().len(), 1, "never twice");
}

fn the_same_thing_is_never_told_twice(db: &TestDb) {
    let (world, trap) = (due(db), MailTrap::start(Behaviour::Accept));
    world.tell(ANNA, "appointed:1");
    assert_eq!(world.make(), 0);
    world.deliver(&server_at(&trap));
    world.tell(ANNA, "appointed:1");
    assert_eq!(world.make(), 0, "nor after it was sent");
    assert_eq!(trap.taken().len(), 1);
}

fn history_that_is_entered_afterwards_is_told_to_nobody(db: &TestDb) {
    let world = World::on(db);
    world.tell(ANNA, "appointed:1");
    assert_eq!(world.later(8 * 86_400).make(), 0, "what was written down a week ago and more");
    assert_eq!((world.later(6 * 86_400).make(), world.mails().len()), (1, 1));
}

fn each_reader_is_written_to_in_their_language(db: &TestDb) {
    let (world, trap) = (World::on(db), MailTrap::start(Behaviour::Accept));
    world.tell(ANNA, "a");
    world.tell(BO, "b");
    assert_eq!(world.make(), 2);
    world.deliver(&server_at(&trap));
    let subject_to = |address: &str| {
        let all = trap.taken();
        let mail = all.iter().find(|mail| mail.to.concat() == address).expect("a mail").content.clone();
        mail.lines().find(|line| line.starts_with("Subject: ")).expect("a subject").to_owned()
    };
    assert_eq!(
        subject_to("agare@example.se"),
        "Subject: Undantaget slutar att =?utf-8?b?Z8OkbGxh?=".to_owned()
    );
    assert_eq!(subject_to("manager@example.se"), "Subject: The waiver ends");
}

fn who_has_no_address_gets_nothing_and_that_is_shown(db: &TestDb) {
    let world = World::on(db);
    world.tell(CIA, "a");
    world.make();
    assert_eq!(state(&world), (MailState::Failed, MailReason::NoAddress));
}

fn without_a_server_a_mail_is_shown_as_not_sent_and_stays_so(db: &TestDb) {
    let world = due(db);
    assert_eq!(world.deliver_as("one", None).not_sent, 1);
    assert_eq!(state(&world), (MailState::NotSent, MailReason::NoServer));
    let trap = MailTrap::start(Behaviour::Accept);
    world.later(86_400).deliver(&server_at(&trap));
    assert_eq!(trap.taken().len(), 0, "a server that is set up later gets no flood of old mails");
}

fn a_recipient_that_is_refused_for_ever_is_tried_once_and_remembered(db: &TestDb) {
    let (world, trap) = (due(db), MailTrap::start(Behaviour::AnswerRecipient("550 5.1.1 no such user")));
    assert_eq!(world.deliver(&server_at(&trap)).not_sent, 1);
    let mail = world.mail();
    assert_eq!((mail.state, mail.reason), (MailState::Failed, MailReason::RecipientRefused));
    assert!(mail.detail.contains("no such user"), "{}", mail.detail);
    trap.behave(Behaviour::Accept);
    world.later(86_400).deliver(&server_at(&trap));
    assert_eq!((trap.taken().len(), world.mail().attempts), (0, 1));
    world.tell(ANNA, "appointed:2");
    world.make();
    let second = world.mails().pop().unwrap();
    assert_eq!(
        (second.state, second.reason, second.attempts),
        (MailState::Failed, MailReason::RecipientRefused, 0)
    );
}

fn an_address_that_was_refused_is_tried_again_a_month_later(db: &TestDb) {
    let (world, trap) = (due(db), MailTrap::start(Behaviour::AnswerRecipient("550 5.1.1 no such user")));
    let server = server_at(&trap);
    world.deliver(&server);
    let later = world.later(29 * 86_400);
    later.tell(ANNA, "appointed:2");
    later.make();
    assert_eq!(later.mails().pop().unwrap().state, MailState::Failed);
    trap.behave(Behaviour::Accept);
    let later = world.later(36 * 86_400);
    later.tell(ANNA, "appointed:3");
    later.make();
    assert_eq!(later.deliver(&server).sent, 1, "what was not even tried does not count");
}

fn a_refused_address_that_takes_a_mail_again_is_free_again(db: &TestDb) {
    let (world, trap) = (due(db), MailTrap::start(Behaviour::AnswerRecipient("550 5.1.1 no such user")));
    let server = server_at(&trap);
    world.tell(ANNA, "appointed:2");
    world.make();
    world.deliver(&server);
    let first = world.mails()[0].id;
    world.db.write(&world.job(), move |tx| notify::send_again(tx, first)).unwrap();
    trap.behave(Behaviour::Accept);
    assert_eq!(world.later(60).deliver(&server).sent, 1);
    let later = world.later(120);
    later.tell(ANNA, "appointed:3");
    later.make();
    assert_eq!(later.deliver(&server).sent, 1, "though the second mail was refused");
}

fn a_no_that_is_not_about_the_address_is_tried_again_and_blocks_nobody(db: &TestDb) {
    for answer in ["554 relay access denied", "552 5.2.2 mailbox full"] {
        let db = TestDb::fresh(db.engine(), &schema());
        let (world, trap) = (due(&db), MailTrap::start(Behaviour::AnswerRecipient(answer)));
        let server = server_at(&trap);
        world.deliver(&server);
        assert_eq!(state(&world), (MailState::Waiting, MailReason::Later), "{answer}");
        trap.behave(Behaviour::Accept);
        assert_eq!(world.later(120).deliver(&server).sent, 1, "{answer}");
    }
}

fn no_mail_is_taken_once_the_program_stops(db: &TestDb) {
    let (world, trap) = (due(db), MailTrap::start(Behaviour::Accept));
    world.tell(BO, "appointed:1");
    world.make();
    let (server, clock) = (server_at(&trap), || world.now);
    let is_stopping = || !trap.taken().is_empty();
    let mut postman = Postman::new(&world.db, Some(&server), "one", &clock).until(&is_stopping);
    assert_eq!(postman.deliver(TenantId(1)).unwrap().sent, 1, "the one that was under way");
    postman.close();
    let states: BTreeSet<&str> = world.mails().iter().map(|mail| mail.state.name()).collect();
    assert_eq!(states, BTreeSet::from(["sent", "waiting"]), "the other one waits untouched");
}

fn a_mail_that_goes_out_again_goes_to_the_address_of_now(db: &TestDb) {
    let (world, trap) = (World::on(db), MailTrap::start(Behaviour::AnswerRecipient("550 5.1.1 unknown")));
    let server = server_at(&trap);
    world.tell(BO, "appointed:1");
    world.make();
    world.deliver(&server);
    let (id, later) = (world.mail().id, world.at("2026-03-10T09:00:00Z"));
    later.db.write(&later.job(), move |tx| notify::send_again(tx, id)).unwrap();
    trap.behave(Behaviour::Accept);
    assert_eq!(later.later(1).deliver(&server).sent, 1);
    assert_eq!(trap.taken()[0].to.concat(), "corrected@example.se");
    assert_eq!(world.mail().recipient, "corrected@example.se");
}

fn what_a_mail_says_is_not_in_the_log_when_it_goes_out_again(db: &TestDb) {
    let (world, trap) = (due(db), MailTrap::start(Behaviour::DropAfterContent));
    world.deliver(&server_at(&trap));
    let id = world.mail().id;
    world.db.write(&world.job(), move |tx| notify::send_again(tx, id)).unwrap();
    let log = db.raw_rows("SELECT action, content FROM audit_event").concat().join("\n");
    assert!(log.contains("mail.sent_again") && !log.contains("Undantaget"), "{log}");
}

fn a_server_that_is_busy_is_asked_again_later_each_time_and_in_the_end_given_up(db: &TestDb) {
    let (mut world, trap) = (due(db), MailTrap::start(Behaviour::AnswerRecipient("451 4.3.0 try again")));
    let server = server_at(&trap);
    for attempt in 1..=10 {
        assert_eq!(world.deliver(&server).not_sent, 1, "attempt {attempt}");
        let mail = world.mail();
        assert_eq!(mail.attempts, attempt);
        assert_eq!(world.deliver(&server).not_sent, 0, "not before its time");
        world = World { now: mail.send_at, ..world };
    }
    assert_eq!(state(&world), (MailState::Failed, MailReason::GivenUp));
    trap.behave(Behaviour::Accept);
    world.later(90 * 86_400).deliver(&server);
    assert_eq!(trap.taken().len(), 0);
}

fn a_server_that_comes_back_gets_the_mail(db: &TestDb) {
    for behaviour in [
        Behaviour::HangAtGreeting,
        Behaviour::DropAtGreeting,
        Behaviour::DropAtData,
        Behaviour::AnswerRecipient("451 4.3.0 try again"),
        Behaviour::AnswerContent("452 4.2.2 full"),
    ] {
        let db = TestDb::fresh(db.engine(), &schema());
        let (world, trap) = (due(&db), MailTrap::start(behaviour.clone()));
        assert_eq!(world.deliver(&soon_given_up(&trap)).sent, 0, "{behaviour:?}");
        assert_eq!(state(&world), (MailState::Waiting, MailReason::Later), "{behaviour:?}");
        trap.behave(Behaviour::Accept);
        assert_eq!(world.later(120).deliver(&server_at(&trap)).sent, 1, "{behaviour:?}");
        assert_eq!(trap.taken().len(), 1, "{behaviour:?}");
    }
}

fn what_may_have_arrived_is_not_sent_again_by_itself(db: &TestDb) {
    for behaviour in [Behaviour::DropAfterContent, Behaviour::HangAfterContent] {
        let db = TestDb::fresh(db.engine(), &schema());
        let (world, trap) = (due(&db), MailTrap::start(behaviour.clone()));
        world.deliver(&soon_given_up(&trap));
        assert_eq!(state(&world), (MailState::Unclear, MailReason::NoAnswer), "{behaviour:?}");
        trap.behave(Behaviour::Accept);
        world.later(86_400).deliver(&server_at(&trap));
        assert_eq!(trap.taken().len(), 1, "the server had it all the time: {behaviour:?}");
    }
}

fn what_is_unclear_goes_out_again_when_somebody_who_may_says_so(db: &TestDb) {
    let (world, trap) = (due(db), MailTrap::start(Behaviour::DropAfterContent));
    let server = server_at(&trap);
    world.deliver(&server);
    let id = world.mail().id;
    world.db.write(&world.job(), move |tx| notify::send_again(tx, id)).expect("a job may");
    trap.behave(Behaviour::Accept);
    assert_eq!(world.later(1).deliver(&server).sent, 1);
    let [first, second] = &trap.taken()[..] else { panic!("two") };
    let message_id =
        |content: &str| content.lines().find(|line| line.starts_with("Message-ID")).map(str::to_owned);
    assert_eq!(
        message_id(&first.content),
        message_id(&second.content),
        "by which a reader's program knows it"
    );
    let attempts = world.db.read(&world.job(), View::Now, |read| notify::attempts_of(read, id)).unwrap();
    let outcomes: Vec<&str> = attempts.iter().map(|attempt| attempt.outcome.as_str()).collect();
    assert_eq!(outcomes, ["unclear", "sent"]);
    let error = world.db.write(&world.job(), move |tx| notify::send_again(tx, id)).unwrap_err();
    assert!(matches!(error, kernel::Error::Rejected(_)), "what was sent is not: {error:?}");
}

fn what_is_seen_to_before_it_is_sent_is_not_sent(db: &TestDb) {
    let (world, trap) = (due(db), MailTrap::start(Behaviour::Accept));
    world.db.write(&world.job(), |tx| notify::settle(tx, ANNA, "appointed:1")).unwrap();
    world.deliver(&server_at(&trap));
    assert_eq!((trap.taken().len(), state(&world).0), (0, MailState::Withdrawn));
    let open = world.db.read(&world.job(), View::Now, |read| notify::open_notices(read, ANNA)).unwrap();
    assert_eq!(open, [], "and it leaves Start");
}

fn at_night_and_on_red_days_mails_wait(db: &TestDb) {
    let (world, trap) = (World::on(db).at("2026-03-06T18:30:00Z"), MailTrap::start(Behaviour::Accept));
    let server = server_at(&trap);
    world.tell(ANNA, "appointed:1");
    world.make();
    assert_eq!(world.mail().send_at.to_string(), "2026-03-09T07:00:00Z", "Friday evening waits for Monday");
    assert_eq!(world.deliver(&server).sent, 0);
    assert_eq!(world.at("2026-03-08T12:00:00Z").deliver(&server).sent, 0);
    assert_eq!(world.at("2026-03-09T07:00:01Z").deliver(&server).sent, 1);
}

fn a_mail_that_is_tried_again_waits_for_the_morning_too(db: &TestDb) {
    let world = World::on(db).at("2026-03-02T15:59:30Z");
    let trap = MailTrap::start(Behaviour::AnswerRecipient("451 later"));
    world.tell(ANNA, "appointed:1");
    world.make();
    world.deliver(&server_at(&trap));
    assert_eq!(world.mail().send_at.to_string(), "2026-03-03T07:00:00Z");
}

fn a_server_that_should_protect_the_line_and_cannot_gets_nothing(db: &TestDb) {
    let (world, trap) = (due(db), MailTrap::start(Behaviour::Accept));
    let credentials = Some(("user".to_owned(), "hemligt".to_owned()));
    let server = MailServer { tls: MailTls::StartTls, credentials, ..server_at(&trap) };
    assert!(world.deliver(&server).is_server_away);
    assert_eq!((trap.taken().len(), trap.signed_in()), (0, Vec::new()), "nor the password");
    assert_eq!(state(&world), (MailState::Waiting, MailReason::Later));
}

fn who_signs_in_is_told_to_the_server_before_any_mail(db: &TestDb) {
    let (world, trap) = (due(db), MailTrap::start(Behaviour::Accept));
    let credentials = Some(("user".to_owned(), "hemligt".to_owned()));
    assert_eq!(world.deliver(&MailServer { credentials, ..server_at(&trap) }).sent, 1);
    assert_eq!(trap.signed_in().len(), 1);
}

fn what_a_mail_says_is_forgotten_once_it_is_sent(db: &TestDb) {
    let (world, trap) = (due(db), MailTrap::start(Behaviour::Accept));
    let kept = || db.raw_rows("SELECT plain, html FROM mail").concat().concat();
    assert!(kept().contains("uppdrag"));
    world.deliver(&server_at(&trap));
    assert_eq!(kept(), "");
}

fn only_who_may_sees_the_list(db: &TestDb) {
    let world = due(db);
    let (id, actor) = (world.mail().id, testkit::person("handlaggare", ANNA));
    let seen = world.db.read(&actor, View::Now, |read| notify::visible_mail(read, id));
    assert!(matches!(seen, Err(kernel::Error::Refused(_))), "{seen:?}");
}

on_both_engines!(schema();
    a_mail_arrives_once_with_both_forms_of_its_text,
    the_same_thing_is_never_told_twice,
    history_that_is_entered_afterwards_is_told_to_nobody,
    each_reader_is_written_to_in_their_language,
    who_has_no_address_gets_nothing_and_that_is_shown,
    without_a_server_a_mail_is_shown_as_not_sent_and_stays_so,
    a_recipient_that_is_refused_for_ever_is_tried_once_and_remembered,
    an_address_that_was_refused_is_tried_again_a_month_later,
    a_refused_address_that_takes_a_mail_again_is_free_again,
    a_no_that_is_not_about_the_address_is_tried_again_and_blocks_nobody,
    no_mail_is_taken_once_the_program_stops,
    a_mail_that_goes_out_again_goes_to_the_address_of_now,
    what_a_mail_says_is_not_in_the_log_when_it_goes_out_again,
    a_server_that_is_busy_is_asked_again_later_each_time_and_in_the_end_given_up,
    a_server_that_comes_back_gets_the_mail,
    what_may_have_arrived_is_not_sent_again_by_itself,
    what_is_unclear_goes_out_again_when_somebody_who_may_says_so,
    what_is_seen_to_before_it_is_sent_is_not_sent,
    at_night_and_on_red_days_mails_wait,
    a_mail_that_is_tried_again_waits_for_the_morning_too,
    a_server_that_should_protect_the_line_and_cannot_gets_nothing,
    who_signs_in_is_told_to_the_server_before_any_mail,
    what_a_mail_says_is_forgotten_once_it_is_sent,
    only_who_may_sees_the_list,
);
