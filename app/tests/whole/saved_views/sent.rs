//! Views that are sent as files: once, whoever is at it, with what their receivers may see on that day, and not to who has left.

use super::{saved, view_of};
use crate::program::{Federation, Persona, Program, day};
use crate::scenarios::appointed_by_mail::post_to;
use kernel::{Actor, Error, Id, Instant};
use organisation::{Because, SavePerson, person, save_person};
use std::sync::Arc;
use storage::View;
use testkit::{Behaviour, MailTrap, TestDb, on_both_engines, operator};
use vidmakt::domains;
use vidmakt::rounds::Caretaker;
use views::{
    Mailing, Outcome, Rhythm, SaveView, SavedView, SharedWith, begin_with_none, end_mailing, order_mailing,
};
use web::Clock;

const A_DAY: i64 = 86_400;

/// A copy of the program on some day of March, at nine.
fn copy_at(program: &Program, trap: &MailTrap, now: Instant) -> Caretaker {
    Caretaker::new(program.db.clone(), Arc::new(move || now), post_to(trap))
}

fn deliver(program: &Program, trap: &MailTrap, now: Instant) {
    let clock: Clock = Arc::new(move || now);
    post_to(trap).round(&program.db, &clock, "copy").expect("a round of mails");
}

fn with_address(program: &Program, federation: &Federation, persona: &Persona) {
    let (id, email) = (persona.person, format!("{}@example.se", persona.user));
    program.write(federation, move |tx| {
        let person = organisation::Person { email, ..person(tx, id)? };
        let revision = Some(person.revision);
        save_person(tx, &SavePerson { person, revision, because: Because::default() })
    });
}

fn ordered(program: &Program, actor: &Actor, view: Id, to: &Persona) -> kernel::Result<Mailing> {
    let ask = Mailing { person: Some(to.person), rhythm: Some(Rhythm::Tuesday), ..Mailing::default() };
    program.db.write(actor, move |tx| order_mailing(tx, view, ask))
}

struct World {
    program: Program,
    here: Federation,
    head: Persona,
    clerk: Persona,
    trap: MailTrap,
}

impl World {
    fn on(db: &TestDb) -> Self {
        let program = Program::on(db);
        let here = program.federation("here", "sydnarke");
        let (head, clerk) = (program.administrator(&here), program.employed(&here, "medarbetare"));
        for one in [&head, &clerk] {
            with_address(&program, &here, one);
        }
        let trap = MailTrap::start(Behaviour::Accept);
        Self { program, here, head, clerk, trap }
    }

    fn shared(&self, list: &str) -> SavedView {
        let view = view_of(list, "Veckans", "", SharedWith::Federation);
        saved(&self.program, &self.here, &self.head, view).expect("a view")
    }

    fn order(&self, view: &SavedView, to: &Persona) -> Mailing {
        let actor = self.program.actor(&self.here, &self.head);
        ordered(&self.program, &actor, view.id, to).expect("it is ordered")
    }

    /// Lets the program do everything that is due so many days later, and says what has been mailed since the beginning.
    fn days_later(&self, days: i64) -> Vec<testkit::TakenMail> {
        let now = operator().now.plus_seconds(days * A_DAY);
        copy_at(&self.program, &self.trap, now).round().expect("a round");
        deliver(&self.program, &self.trap, now);
        let views = self.trap.taken().into_iter();
        views
            .filter(|mail| {
                mail.content.contains("Content-Disposition: attachment") || mail.content.contains("/vyer/")
            })
            .collect()
    }

    fn outcome(&self, mailing: &Mailing) -> (Outcome, bool) {
        let rows = |read: &storage::Read| views::mailings_of(read, mailing.view);
        let all = self.program.db.read(&self.program.actor(&self.here, &self.head), View::Now, rows);
        let found = all.expect("mailings").into_iter().find(|one| one.id == mailing.id).expect("the mailing");
        (found.last_outcome.expect("an outcome"), found.ended_on.is_some())
    }
}

fn a_view_is_mailed_as_a_spreadsheet_on_its_day_once_however_many_copies_there_are(db: &TestDb) {
    let world = World::on(db);
    let mailing = world.order(&world.shared("/objekt"), &world.clerk);
    assert_eq!(mailing.next_on, Some(day("2026-03-03")));
    assert_eq!(world.days_later(0).len(), 0);
    let tuesday = operator().now.plus_seconds(A_DAY);
    let other = Program::at(db.url());
    std::thread::scope(|scope| {
        for program in [&world.program, &other] {
            scope.spawn(|| copy_at(program, &world.trap, tuesday).round().expect("a round"));
        }
    });
    let taken = world.days_later(1);
    assert_eq!(taken.len(), 1, "one mail: {taken:?}");
    let content = &taken[0].content;
    assert_eq!(taken[0].to, [format!("{}@example.se", world.clerk.user)]);
    assert!(content.contains(".xlsx") && content.contains("spreadsheetml.sheet"), "{content}");
    assert_eq!(world.outcome(&mailing), (Outcome::Made, false));
    assert_eq!(world.days_later(2).len(), 1);
    assert_eq!(world.days_later(8).len(), 2, "and the next week");
    assert_eq!(
        db.raw_rows("SELECT count(*) FROM mail_file").concat(),
        ["0"],
        "what was sent is kept nowhere"
    );
}

fn a_receiver_gets_what_they_may_read_and_nothing_of_what_they_may_not(db: &TestDb) {
    let world = World::on(db);
    let log = world.order(&world.shared("/administration/handelser"), &world.clerk);
    assert_eq!(world.days_later(1).len(), 0);
    assert_eq!(world.outcome(&log), (Outcome::MayNotRead, false), "it is tried again");
    let own = world.order(&world.shared("/administration/personer"), &world.head);
    assert_eq!(world.days_later(8).len(), 1);
    assert_eq!(world.outcome(&own), (Outcome::Made, false));
}

fn who_has_left_or_is_no_longer_shown_a_view_gets_it_no_more(db: &TestDb) {
    let world = World::on(db);
    let objects = world.shared("/objekt");
    let mailing = world.order(&objects, &world.clerk);
    let unshared = world.order(&world.shared("/uppdrag"), &world.clerk);
    let view = unshared.view;
    let head = world.program.actor(&world.here, &world.head);
    let taken_back = world.program.db.write(&head, move |tx| {
        let view = SavedView { shared_with: Some(SharedWith::Nobody), ..views::visible_view(tx, view)? };
        views::save_view(tx, SaveView { revision: Some(view.revision), view })
    });
    taken_back.expect("the owner takes it back");
    assert_eq!(world.days_later(1).len(), 1);
    assert_eq!(world.outcome(&unshared), (Outcome::NotShared, true));
    db.raw_execute("UPDATE permission_grant SET valid_to = '2026-03-05'");
    assert_eq!(world.days_later(8).len(), 1, "nothing more");
    assert_eq!(world.outcome(&mailing), (Outcome::Left, true));
    assert_eq!(world.days_later(15).len(), 1);
}

fn a_view_is_sent_to_who_may_open_it_and_has_an_address_and_no_twice(db: &TestDb) {
    let world = World::on(db);
    let own = view_of("/system", "Egen", "", SharedWith::Nobody);
    let own = saved(&world.program, &world.here, &world.head, own).expect("a view");
    let actor = world.program.actor(&world.here, &world.head);
    let objection = |view: Id, to: &Persona| match ordered(&world.program, &actor, view, to) {
        Err(Error::Rejected(objections)) => objections[0].message.key.to_string(),
        other => format!("{other:?}"),
    };
    assert_eq!(objection(own.id, &world.clerk), "objection-view-not-shared");
    let shared = world.shared("/system");
    let without = world.program.employed(&world.here, "adresslos");
    assert_eq!(objection(shared.id, &without), "objection-no-mail-address");
    let mailing = world.order(&shared, &world.clerk);
    assert_eq!(objection(shared.id, &world.clerk), "objection-mailing-there");
    let clerk = world.program.actor(&world.here, &world.clerk);
    let id = mailing.id;
    world.program.db.write(&clerk, move |tx| end_mailing(tx, id)).expect("a receiver says no");
    world.program.db.write(&clerk, begin_with_none).expect("nothing to do");
    assert_eq!(world.outcome(&mailing), (Outcome::Stopped, true));
}

fn a_list_that_cannot_be_written_keeps_no_other_from_being_sent(db: &TestDb) {
    let world = World::on(db);
    let (bad, good) = (
        world.order(&world.shared("/objekt"), &world.clerk),
        world.order(&world.shared("/system"), &world.clerk),
    );
    let head = notify::Letterhead {
        federation: "here".into(),
        public_url: "https://vidmakt.example.se".into(),
        has_server: true,
        languages: [(world.clerk.person, kernel::Language::Swedish)].into(),
    };
    let file_of = |_: &Actor, list: &web::components::Address| match list.path.as_str() {
        "/objekt" => Err(Error::failed("it breaks")),
        _ => Ok(web::File { name: "x.xlsx".into(), content_type: "x/y", bytes: vec![1] }),
    };
    let sender = views::Sender { head: &head, file_of: &file_of, keep: &|| Ok(()) };
    let job = Actor::job(world.here.tenant, operator().now.plus_seconds(A_DAY));
    assert_eq!(views::send_mailings(&world.program.db, &job, &sender).expect("the round ends"), 1);
    assert_eq!(world.outcome(&bad), (Outcome::NoFile, false), "it is tried again");
    assert_eq!(world.outcome(&good), (Outcome::Made, false));
}

fn a_mailed_view_asks_its_list_for_the_columns_and_the_order_that_it_shows(db: &TestDb) {
    let world = World::on(db);
    let view = view_of("/system", "Typer", "sort=-name&kolumn=kind", SharedWith::Federation);
    world.order(&saved(&world.program, &world.here, &world.head, view).expect("a view"), &world.head);
    let head = notify::Letterhead {
        federation: "here".into(),
        public_url: "https://vidmakt.example.se".into(),
        has_server: true,
        languages: [(world.head.person, kernel::Language::Swedish)].into(),
    };
    let asked = std::cell::RefCell::new(Vec::new());
    let file_of = |_: &Actor, list: &web::components::Address| {
        asked.borrow_mut().push(list.href());
        Ok(web::File { name: "x.xlsx".into(), content_type: "x/y", bytes: vec![1] })
    };
    let sender = views::Sender { head: &head, file_of: &file_of, keep: &|| Ok(()) };
    let job = Actor::job(world.here.tenant, operator().now.plus_seconds(A_DAY));
    assert_eq!(views::send_mailings(&world.program.db, &job, &sender).expect("the round ends"), 1);
    assert_eq!(asked.into_inner(), ["/system?sort=-name&kolumn=kind&kolumner=valda"]);
}

fn after_a_restore_the_files_and_digests_of_the_day_do_not_go_out_again(db: &TestDb) {
    let world = World::on(db);
    world.program.system(&world.here, world.here.own, "Elevregister");
    let mailing = world.order(&world.shared("/objekt"), &world.clerk);
    let tuesday = operator().now.plus_seconds(A_DAY);
    let tenants = world.program.db.look_up(&operator(), web::accounts::tenants).expect("federations");
    let here = tenants.into_iter().find(|one| one.id == world.here.tenant).expect("this one");
    post_to(&world.trap).hold(&world.program.db, &here, tuesday).expect("it holds");
    assert_eq!(world.outcome(&mailing), (Outcome::Restored, false));
    assert_eq!(world.days_later(1).len() + world.trap.taken().len(), 0);
    assert_eq!(db.raw_rows("SELECT count(*) FROM mail WHERE state <> 'unclear'").concat(), ["0"]);
    assert_eq!(world.days_later(8).len(), 1, "the next one comes on its day");
}

fn a_view_is_sent_to_nobody_whom_one_may_not_see_and_others_are_not_told_who_gets_it(db: &TestDb) {
    let world = World::on(db);
    let shared = world.shared("/objekt");
    world.order(&shared, &world.head);
    world.order(&shared, &world.clerk);
    let seen_by = |persona: &Persona| -> Vec<String> {
        let actor = world.program.actor(&world.here, persona);
        let mailings = world.program.db.read(&actor, View::Now, |read| views::mailings_of(read, shared.id));
        mailings.expect("mailings").into_iter().map(|one| one.person_name).collect()
    };
    assert_eq!(seen_by(&world.head).len(), 2, "its owner sees all");
    assert_eq!(seen_by(&world.clerk), ["medarbetare"], "a receiver their own");
    let there = world.program.federation("there", "vmkf");
    let stranger = world.program.employed(&there, "frammande");
    let actor = world.program.actor(&world.here, &world.clerk);
    let sent = ordered(&world.program, &actor, shared.id, &stranger);
    let Err(Error::Rejected(objections)) = sent else { panic!("{sent:?}") };
    assert_eq!(objections[0].message.key, "objection-no-such-name");
}

fn a_view_whose_filter_is_gone_is_not_sent_unfiltered(db: &TestDb) {
    let world = World::on(db);
    let of = |list: &str, query: &str| {
        let view = view_of(list, query, query, SharedWith::Federation);
        let view = saved(&world.program, &world.here, &world.head, view).expect("a view");
        world.order(&view, &world.head)
    };
    let gone = [
        of("/system", "custom.borta=1"),
        of("/system", "borta=1"),
        of("/objekt", "borta=1"),
        // What another list reads of its address is nothing to this one, nor is a value that there is none of.
        of("/system", "visa=all"),
        of("/dokument", "visa=borta"),
        of("/system/att-bekrafta", "borta=1"),
    ];
    let kept = [
        of("/system", "q=elev&sort=name"),
        of("/dokument", "visa=all"),
        of("/krav", "visa=roles"),
        of("/system/andringsmeddelanden", "egna=1"),
        of("/administration/handelser", "who=system"),
        of("/system/att-bekrafta", "state=never&sort=-until"),
    ];
    assert_eq!(world.days_later(1).len(), kept.len());
    for mailing in gone {
        assert_eq!(world.outcome(&mailing), (Outcome::FilterGone, false), "{}", mailing.view_name);
    }
    for mailing in kept {
        assert_eq!(world.outcome(&mailing), (Outcome::Made, false), "{}", mailing.view_name);
    }
}

on_both_engines!(domains::schema();
    a_view_is_mailed_as_a_spreadsheet_on_its_day_once_however_many_copies_there_are,
    a_receiver_gets_what_they_may_read_and_nothing_of_what_they_may_not,
    who_has_left_or_is_no_longer_shown_a_view_gets_it_no_more,
    a_view_is_sent_to_who_may_open_it_and_has_an_address_and_no_twice,
    a_list_that_cannot_be_written_keeps_no_other_from_being_sent,
    a_mailed_view_asks_its_list_for_the_columns_and_the_order_that_it_shows,
    after_a_restore_the_files_and_digests_of_the_day_do_not_go_out_again,
    a_view_is_sent_to_nobody_whom_one_may_not_see_and_others_are_not_told_who_gets_it,
    a_view_whose_filter_is_gone_is_not_sent_unfiltered,
);
