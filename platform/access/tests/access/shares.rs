//! What one organisation shows the employees of another: to read, of one kind, on the days that were decided.

use crate::{EDIT, READ, THING, add_things, grant, granted, may_see, schema, seen_in_list};
use access::{
    EMPLOYEE, Share, allowed_each, give, map_functions, may_anywhere, permissions_of, say_owner, set_reach,
    set_reach_by_use, set_shares,
};
use kernel::{Actor, Id, Period, Permission, Scope, SubjectKind};
use storage::View;
use testkit::{Acting as _, TestDb, on_both, operator, person};

const OTHER: SubjectKind = SubjectKind("other");

/// Two organisations: the giver owns a thing and another kind of record and uses a third; the receiver employs somebody.
struct World {
    giver: Id,
    receiver: Id,
    thing: Id,
    other: Id,
    used: Id,
    reader: Id,
    /// Holds a role at the receiver without being employed.
    consultant: Id,
}

impl World {
    fn build(db: &TestDb) -> Self {
        let [giver, receiver, thing, other, used, reader, consultant] = [(); 7].map(|()| Id::new());
        db.write(&operator(), move |tx| {
            add_things(tx, &[thing, other, used])?;
            set_reach(tx, thing, [giver])?;
            set_reach(tx, other, [giver])?;
            set_reach(tx, used, [])?;
            set_reach_by_use(tx, used, [giver])?;
            say_owner(tx, THING, [(thing, giver), (used, Id::new())])?;
            say_owner(tx, OTHER, [(other, giver)])?;
            map_functions(tx, &[granted("owner", EDIT, Scope::OwnOrganisation)])?;
            give(tx, &grant(reader, EMPLOYEE, receiver, Some(receiver), Period::ALWAYS))?;
            give(tx, &grant(consultant, "owner", receiver, Some(receiver), Period::ALWAYS))
        })
        .unwrap();
        Self { giver, receiver, thing, other, used, reader, consultant }
    }

    fn share(&self, db: &TestDb, shares: &'static [(SubjectKind, Permission)], valid: Period) {
        let (giver, receiver) = (self.giver, self.receiver);
        let share = move |&(kind, permission)| Share { receiver, kind, permission, valid };
        let shares: Vec<Share> = shares.iter().map(share).collect();
        db.write(&operator(), move |tx| set_shares(tx, giver, &shares)).unwrap();
    }

    /// What somebody reads, by every way of asking.
    fn read_by(&self, db: &TestDb, actor: &Actor) -> Vec<Id> {
        let all = [self.thing, self.other, self.used];
        let listed = seen_in_list(db, actor, READ);
        assert_eq!(listed, may_see(db, actor, READ, &all));
        let allowed =
            |id: &Id| db.read(actor, View::Now, |read| access::allowed(read, *id)).unwrap().may(READ);
        assert_eq!(listed, all.iter().copied().filter(allowed).collect::<Vec<_>>());
        let each = db
            .read(actor, View::Now, |read| allowed_each(read, [READ, EDIT, EDIT, EDIT, EDIT], &all))
            .unwrap();
        assert_eq!(listed, all.iter().copied().filter(|id| each[id].may(READ)).collect::<Vec<_>>());
        listed
    }
}

const THINGS_SHARED: &[(SubjectKind, Permission)] = &[(THING, READ)];

#[test]
fn nothing_is_shared_until_it_is_decided() {
    on_both(&schema(), |db| {
        let world = World::build(db);
        assert!(world.read_by(db, &person("reader", world.reader)).is_empty());
    });
}

#[test]
fn a_share_opens_what_the_giver_owns_of_that_kind_and_never_what_it_only_uses() {
    on_both(&schema(), |db| {
        let world = World::build(db);
        world.share(db, THINGS_SHARED, Period::ALWAYS);
        let reader = person("reader", world.reader);
        assert_eq!(world.read_by(db, &reader), [world.thing]);
        let asked = |actor: &Actor| {
            db.read(actor, View::Now, |read| Ok((may_anywhere(read, READ)?, permissions_of(read)?))).unwrap()
        };
        let (anywhere, names) = asked(&reader);
        assert!(anywhere);
        assert!(names.contains(READ.name()));
        assert!(!asked(&person("stranger", Id::new())).0);
        world.share(db, &[], Period::ALWAYS);
        assert!(world.read_by(db, &reader).is_empty(), "what is no longer shared is no longer seen");
    });
}

#[test]
fn a_share_reaches_employees_of_the_receiver_and_nobody_else() {
    on_both(&schema(), |db| {
        let world = World::build(db);
        world.share(db, THINGS_SHARED, Period::ALWAYS);
        assert!(world.read_by(db, &person("consultant", world.consultant)).is_empty());
        let (leaver, away) = (Id::new(), Id::new());
        let (receiver, ended) = (world.receiver, Period::new(None, Some("2026-01-31".parse().unwrap())));
        db.write(&operator(), move |tx| {
            give(tx, &grant(leaver, EMPLOYEE, receiver, Some(receiver), ended))?;
            give(tx, &grant(away, EMPLOYEE, Id::new(), Some(Id::new()), Period::ALWAYS))
        })
        .unwrap();
        let left = person("leaver", leaver).at("2026-02-01T12:00:00Z");
        assert!(world.read_by(db, &left).is_empty());
        assert!(world.read_by(db, &person("elsewhere", away)).is_empty());
        assert_eq!(world.read_by(db, &left.at("2026-01-31T12:00:00Z")), [world.thing]);
    });
}

#[test]
fn a_share_holds_from_its_first_day_to_its_last() {
    on_both(&schema(), |db| {
        let world = World::build(db);
        let day = |text: &str| Some(text.parse().unwrap());
        world.share(db, THINGS_SHARED, Period::new(day("2026-03-02"), day("2026-03-03")));
        let on = |instant: &str| world.read_by(db, &person("reader", world.reader).at(instant)).len();
        assert_eq!(on("2026-03-01T12:00:00Z"), 0);
        assert_eq!(on("2026-03-02T12:00:00Z"), 1);
        assert_eq!(on("2026-03-03T12:00:00Z"), 1);
        assert_eq!(on("2026-03-04T12:00:00Z"), 0);
    });
}

#[test]
fn only_what_one_reads_can_be_shared() {
    on_both(&schema(), |db| {
        let world = World::build(db);
        let edit = Share { receiver: world.receiver, kind: THING, permission: EDIT, valid: Period::ALWAYS };
        let giver = world.giver;
        let refused = db.write(&operator(), move |tx| set_shares(tx, giver, &[edit]));
        assert!(refused.is_err());
        world.share(db, THINGS_SHARED, Period::ALWAYS);
        assert!(seen_in_list(db, &person("reader", world.reader), EDIT).is_empty());
    });
}

#[test]
fn a_record_that_changes_owner_is_seen_as_its_new_owner_shares() {
    on_both(&schema(), |db| {
        let world = World::build(db);
        world.share(db, THINGS_SHARED, Period::ALWAYS);
        let reader = person("reader", world.reader);
        let (thing, used, giver, another) = (world.thing, world.used, world.giver, Id::new());
        db.write(&operator().seconds_later(60), move |tx| {
            set_reach(tx, thing, [another])?;
            set_reach(tx, used, [giver])?;
            say_owner(tx, THING, [(thing, another), (used, giver)])
        })
        .unwrap();
        assert_eq!(world.read_by(db, &reader), [world.used]);
    });
}

#[test]
fn a_federation_shares_its_own_records_and_not_those_of_the_members_within_it() {
    on_both(&schema(), |db| {
        let world = World::build(db);
        world.share(db, THINGS_SHARED, Period::ALWAYS);
        let (of_member, member, giver) = (Id::new(), Id::new(), world.giver);
        db.write(&operator().seconds_later(60), move |tx| {
            set_reach(tx, of_member, [member, giver])?;
            say_owner(tx, THING, [(of_member, member)])
        })
        .unwrap();
        assert!(may_see(db, &person("reader", world.reader), READ, &[of_member]).is_empty());
    });
}

#[test]
fn a_token_reads_what_is_shared_only_within_its_scopes() {
    on_both(&schema(), |db| {
        let world = World::build(db);
        world.share(db, THINGS_SHARED, Period::ALWAYS);
        let script = |scope| person("reader", world.reader).allowed_only(&[scope]);
        assert_eq!(world.read_by(db, &script(READ.name())), [world.thing]);
        assert!(world.read_by(db, &script(EDIT.name())).is_empty());
    });
}
