//! The files of mails: kept while the mail may go out, and dropped as soon as it has gone or never will.

use crate::world::{ANNA, CIA, World, schema, server_at};
use kernel::{Error, Id, Message};
use notify::{MailFile, MailReason, MailState, Parcel, ParcelLine, Recipient};
use testkit::{Behaviour, MailTrap, TestDb, on_both_engines};

/// A mail with a file to somebody.
fn post(world: &World, person: Id, address: &str) {
    let head = world.head();
    let file = MailFile {
        name: "system.xlsx".into(),
        content_type: "application/octet-stream".into(),
        content: b"rader".to_vec(),
    };
    let line = ParcelLine { text: Message::new("deadline-waiver-ends"), address: "/vyer/1".into() };
    let parcel = Parcel {
        to: Recipient { person, name: "Systemägare Skola".into(), mail_address: address.into() },
        key: "view:1".into(),
        title: Message::new("deadline-waiver-ends"),
        lines: vec![line],
        files: vec![file],
    };
    let posted = world.db.write(&world.job(), move |tx| notify::post(tx, &head, parcel));
    assert!(posted.expect("it is posted"));
}

fn files(db: &TestDb) -> String {
    db.raw_rows("SELECT count(*) FROM mail_file").concat().concat()
}

fn a_file_goes_with_its_mail_and_is_dropped_when_the_mail_is_sent(db: &TestDb) {
    let (world, trap) = (World::on(db), MailTrap::start(Behaviour::Accept));
    post(&world, ANNA, "agare@example.se");
    assert_eq!(files(db), "1");
    assert_eq!(world.deliver(&server_at(&trap)).sent, 1);
    assert!(trap.taken()[0].content.contains("system.xlsx"));
    assert_eq!(files(db), "0");
}

fn a_file_waits_as_long_as_its_mail_is_tried_and_is_dropped_when_that_is_given_up(db: &TestDb) {
    let (mut world, trap) =
        (World::on(db), MailTrap::start(Behaviour::AnswerRecipient("451 4.3.0 try again")));
    post(&world, ANNA, "agare@example.se");
    let server = server_at(&trap);
    while world.mail().state == MailState::Waiting {
        assert_eq!(files(db), "1", "after {} attempts", world.mail().attempts);
        assert_eq!(world.deliver(&server).not_sent, 1);
        world = World { now: world.mail().send_at, ..world };
    }
    assert_eq!((world.mail().state, world.mail().reason), (MailState::Failed, MailReason::GivenUp));
    assert_eq!(files(db), "0");
}

fn the_file_of_a_mail_that_failed_for_good_is_dropped_and_the_mail_does_not_go_out_without_it(db: &TestDb) {
    let ends = [
        (Behaviour::AnswerRecipient("550 5.1.1 no such user"), MailState::Failed),
        (Behaviour::AnswerContent("554 5.7.1 not wanted"), MailState::Failed),
        (Behaviour::DropAfterContent, MailState::Unclear),
    ];
    for (behaviour, state) in ends {
        let db = TestDb::fresh(db.engine(), &schema());
        let (world, trap) = (World::on(&db), MailTrap::start(behaviour.clone()));
        post(&world, ANNA, "agare@example.se");
        world.deliver(&server_at(&trap));
        let mail = world.mail();
        assert_eq!((mail.state, files(&db)), (state, "0".into()), "{behaviour:?}");
        let again = world.db.write(&world.job(), move |tx| notify::send_again(tx, mail.id));
        assert!(matches!(again, Err(Error::Rejected(_))), "{behaviour:?}: {again:?}");
    }
}

fn without_a_server_or_an_address_no_file_stays(db: &TestDb) {
    let world = World::on(db);
    post(&world, CIA, "");
    assert_eq!((world.mail().reason, files(db)), (MailReason::NoAddress, "0".into()));
    post(&world, ANNA, "agare@example.se");
    assert_eq!(files(db), "1");
    assert_eq!(world.deliver_as("one", None).not_sent, 1);
    assert_eq!(files(db), "0");
}

fn the_file_that_a_stopped_copy_was_handing_over_is_dropped(db: &TestDb) {
    let (world, trap) = (World::on(db), MailTrap::start(Behaviour::Accept));
    post(&world, ANNA, "agare@example.se");
    db.raw_execute("UPDATE mail SET state = 'sending', holder = 'gone', attempts = 1, is_handed_over = 1, held_until = 1");
    world.deliver(&server_at(&trap));
    assert_eq!((world.mail().reason, files(db)), (MailReason::CopyStopped, "0".into()));
}

on_both_engines!(schema();
    a_file_goes_with_its_mail_and_is_dropped_when_the_mail_is_sent,
    a_file_waits_as_long_as_its_mail_is_tried_and_is_dropped_when_that_is_given_up,
    the_file_of_a_mail_that_failed_for_good_is_dropped_and_the_mail_does_not_go_out_without_it,
    without_a_server_or_an_address_no_file_stays,
    the_file_that_a_stopped_copy_was_handing_over_is_dropped,
);
