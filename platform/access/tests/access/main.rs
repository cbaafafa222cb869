//! Who may do what: the check of one record and the filter of a list never differ, and what is not granted is denied.

mod shares;

use access::{
    EMPLOYEE, Grant, Granted, Share, Visible, authorise, beyond, give, held_on, map_functions, may,
    permissions_of, permitted, say_owner, set_reach, set_reach_by_use, set_shares,
};
use kernel::{Actor, Error, Id, Period, Permission, Result, Scope, SubjectKind};
use proptest::prelude::*;
use storage::{
    FromRow, Listing, Migration, Noun, Query, Row, Schema, Sort, SortKey, Tx, View, statements, values,
};
use testkit::{Acting as _, TestDb, on_both, operator, person};

const READ: Permission = Permission("register.read");
const EDIT: Permission = Permission("register.edit");
const THING: SubjectKind = SubjectKind("thing");

const THINGS: Listing = Listing {
    name: "things",
    columns: "s.id",
    tables: "@thing AS s",
    beside: &[],
    id: "s.id",
    id_is_number: false,
    filters: &[Visible::FILTER, Visible::NOTHING],
    sorts: &[Sort { name: "id", sql: "s.number", key: SortKey::Number }],
};

statements! {
    ADD = "INSERT INTO thing (tenant_id, id, number) VALUES (?1, ?2, ?3)";
}

struct ThingId(Id);

impl FromRow for ThingId {
    fn from_row(row: &Row) -> Result<Self> {
        row.get(0).map(Self)
    }
}

fn schema() -> Schema {
    Schema::of_storage().with(access::schema()).with(Schema {
        migrations: vec![Migration {
            domain: "things",
            number: 1,
            sql: "CREATE TABLE thing (tenant_id {int} NOT NULL, id {id} NOT NULL, number {int} NOT NULL, \
                  PRIMARY KEY (tenant_id, id)) {noun};",
        }],
        nouns: vec![Noun { table: "thing", key: &["id"], indices: &[&["number"]] }],
        tenant_tables: Vec::new(),
        ..Schema::default()
    })
}

fn add_things(tx: &mut Tx, ids: &[Id]) -> Result<()> {
    for (number, id) in (0_i64..).zip(ids) {
        tx.execute_unaudited(&ADD, &values![id, number])?;
    }
    Ok(())
}

fn granted(core_function: &str, permission: Permission, scope: Scope) -> Granted {
    Granted { core_function: core_function.into(), permission: permission.name().into(), scope }
}

fn grant(who: Id, core_function: &str, subject: Id, home: Option<Id>, valid: Period) -> Grant {
    Grant { source: Id::new(), person: who, core_function: core_function.into(), subject, home, valid }
}

fn seen_in_list(db: &TestDb, actor: &Actor, permission: Permission) -> Vec<Id> {
    db.read(actor, View::Now, |read| {
        let query = access::visible_to(read.actor(), permission, Query::first(1_000));
        Ok(THINGS.page::<ThingId>(read, &query)?.items.into_iter().map(|thing| thing.0).collect())
    })
    .unwrap()
}

fn may_see(db: &TestDb, actor: &Actor, permission: Permission, ids: &[Id]) -> Vec<Id> {
    db.read(actor, View::Now, |read| {
        let mut seen = Vec::new();
        for id in ids {
            if may(read, permission, *id)? {
                seen.push(*id);
            }
        }
        Ok(seen)
    })
    .unwrap()
}

#[test]
fn what_is_not_granted_is_denied() {
    on_both(&schema(), |db| {
        let (thing, who) = (Id::new(), Id::new());
        db.write(&operator(), move |tx| {
            add_things(tx, &[thing])?;
            set_reach(tx, thing, [])?;
            map_functions(tx, &[granted("owner", READ, Scope::OwnSubject)])
        })
        .unwrap();
        let stranger = person("nobody", who);
        assert!(seen_in_list(db, &stranger, READ).is_empty());
        let answer = db.read(&stranger, View::Now, |read| authorise(read, READ, thing));
        assert!(matches!(answer, Err(Error::Refused(_))));
    });
}

#[test]
fn a_role_reaches_its_own_subject_and_what_lies_within_it() {
    on_both(&schema(), |db| {
        let [system, other, object, who] = [(); 4].map(|()| Id::new());
        db.write(&operator(), move |tx| {
            add_things(tx, &[system, other])?;
            set_reach(tx, system, [object])?;
            set_reach(tx, other, [])?;
            map_functions(tx, &[granted("owner", READ, Scope::OwnSubject)])?;
            give(tx, &grant(who, "owner", object, None, Period::ALWAYS))
        })
        .unwrap();
        let owner = person("owner", who);
        assert_eq!(seen_in_list(db, &owner, READ), [system]);
        assert!(seen_in_list(db, &owner, EDIT).is_empty(), "reading is not editing");
        let held = db.read(&owner, View::Now, |read| held_on(read, &[system, other])).unwrap();
        let held: Vec<_> =
            held.iter().map(|one| (one.subject, one.core_function.as_str(), one.is_own)).collect();
        assert_eq!(held, [(system, "owner", false)], "a role on the object is a role on its system");
    });
}

#[test]
fn a_permission_over_ones_organisation_reaches_the_role_s_own_subject_too() {
    on_both(&schema(), |db| {
        let [at_home, elsewhere, home, who] = [(); 4].map(|()| Id::new());
        db.write(&operator(), move |tx| {
            add_things(tx, &[at_home, elsewhere])?;
            set_reach(tx, at_home, [home])?;
            set_reach(tx, elsewhere, [])?;
            map_functions(tx, &[granted("business_manager", EDIT, Scope::OwnOrganisation)])?;
            give(tx, &grant(who, "business_manager", elsewhere, Some(home), Period::ALWAYS))
        })
        .unwrap();
        assert_eq!(seen_in_list(db, &person("manager", who), EDIT), [at_home, elsewhere]);
    });
}

#[test]
fn one_reads_what_one_s_organisation_uses_and_changes_only_what_it_owns() {
    on_both(&schema(), |db| {
        let [owned, used, home, who] = [(); 4].map(|()| Id::new());
        db.write(&operator(), move |tx| {
            add_things(tx, &[owned, used])?;
            set_reach(tx, owned, [home])?;
            set_reach(tx, used, [])?;
            set_reach_by_use(tx, used, [home])?;
            let scope = Scope::OwnOrganisation;
            let read = granted("business_manager", Permission("register.read"), scope);
            map_functions(tx, &[read, granted("business_manager", EDIT, scope)])?;
            give(tx, &grant(who, "business_manager", Id::new(), Some(home), Period::ALWAYS))
        })
        .unwrap();
        let manager = person("manager", who);
        assert_eq!(seen_in_list(db, &manager, READ), [owned, used]);
        assert_eq!(seen_in_list(db, &manager, EDIT), [owned]);
        db.write(&operator().seconds_later(60), move |tx| set_reach(tx, used, [home])).unwrap();
        assert_eq!(seen_in_list(db, &manager, EDIT), [owned, used], "owning wins over using");
    });
}

#[test]
fn a_grant_holds_from_its_first_day_to_its_last() {
    on_both(&schema(), |db| {
        let (thing, who) = (Id::new(), Id::new());
        let day = |text: &str| Some(text.parse().unwrap());
        let valid = Period::new(day("2026-03-02"), day("2026-03-03"));
        db.write(&operator(), move |tx| {
            add_things(tx, &[thing])?;
            set_reach(tx, thing, [])?;
            map_functions(tx, &[granted("owner", READ, Scope::Federation)])?;
            give(tx, &grant(who, "owner", thing, None, valid))
        })
        .unwrap();
        let on = |instant: &str| seen_in_list(db, &person("owner", who).at(instant), READ).len();
        assert_eq!(on("2026-03-01T12:00:00Z"), 0);
        assert_eq!(on("2026-03-02T12:00:00Z"), 1);
        assert_eq!(on("2026-03-03T12:00:00Z"), 1);
        assert_eq!(on("2026-03-04T12:00:00Z"), 0);
    });
}

#[test]
fn a_token_carries_no_more_than_its_scopes() {
    on_both(&schema(), |db| {
        let (thing, who) = (Id::new(), Id::new());
        db.write(&operator(), move |tx| {
            add_things(tx, &[thing])?;
            set_reach(tx, thing, [])?;
            map_functions(
                tx,
                &[granted("owner", READ, Scope::Federation), granted("owner", EDIT, Scope::Federation)],
            )?;
            give(tx, &grant(who, "owner", thing, None, Period::ALWAYS))
        })
        .unwrap();
        let script = person("owner", who).allowed_only(&["register.read"]);
        assert_eq!(seen_in_list(db, &script, READ), [thing]);
        assert!(seen_in_list(db, &script, EDIT).is_empty());
        let known = db.read(&script, View::Now, permissions_of).unwrap();
        assert_eq!(known.into_iter().collect::<Vec<_>>(), ["register.read"]);
        let owner = person("owner", who);
        let given_beyond = |actor: &Actor| db.read(actor, View::Now, |read| beyond(read, thing, thing, None));
        assert_eq!(given_beyond(&owner).unwrap(), []);
        let beyond_the_token = given_beyond(&script).unwrap();
        assert_eq!(beyond_the_token.len(), 1);
        assert_eq!(beyond_the_token[0].permission, "register.edit");
    });
}

#[test]
fn a_grant_of_one_federation_opens_nothing_in_another() {
    on_both(&schema(), |db| {
        let (thing, who) = (Id::new(), Id::new());
        db.write(&operator(), move |tx| {
            map_functions(tx, &[granted("owner", READ, Scope::Federation)])?;
            give(tx, &grant(who, "owner", thing, None, Period::ALWAYS))
        })
        .unwrap();
        db.write(&operator().of(2), move |tx| {
            add_things(tx, &[thing])?;
            set_reach(tx, thing, [])
        })
        .unwrap();
        assert!(seen_in_list(db, &person("owner", who).of(2), READ).is_empty());
        assert!(
            seen_in_list(db, &person("owner", who), READ).is_empty(),
            "the thing is the other federation's"
        );
    });
}

/// A random world: things that lie within wholes, grants at wholes, what two functions may do, and who shares with whom:
/// the first whole employs the reader, the others may share with it or with each other.
#[derive(Clone, Debug)]
struct World {
    within: Vec<(Vec<usize>, Option<usize>)>,
    grants: Vec<(usize, bool, bool)>,
    scopes: [usize; 2],
    is_employed: bool,
    shares: Vec<(usize, usize, bool)>,
}

fn worlds() -> impl Strategy<Value = World> {
    let wholes = prop::collection::vec(0_usize..4, 0..3);
    let within = prop::collection::vec((wholes, prop::option::of(0_usize..4)), 1..8);
    let grants = prop::collection::vec((0_usize..12, any::<bool>(), any::<bool>()), 0..4);
    let shares = prop::collection::vec((0_usize..4, 0_usize..4, any::<bool>()), 0..4);
    (within, grants, [0_usize..3, 0_usize..3], any::<bool>(), shares).prop_map(
        |(within, grants, scopes, is_employed, shares)| World { within, grants, scopes, is_employed, shares },
    )
}

/// What the shares of a world open to somebody whom the first whole employs, told without any statement.
fn shared_things(world: &World, things: &[Id]) -> Vec<Id> {
    let is_open = |owner: &usize| {
        world.shares.iter().any(|(giver, receiver, is_thing)| giver == owner && *receiver == 0 && *is_thing)
    };
    // The first whole that a thing lies within owns it.
    let open = things.iter().zip(&world.within).filter(|(_, (owned, _))| owned.first().is_some_and(is_open));
    if world.is_employed { open.map(|(thing, _)| *thing).collect() } else { Vec::new() }
}

fn set_shares_of(tx: &mut Tx, world: &World, wholes: &[Id]) -> Result<()> {
    for (number, owner) in wholes.iter().enumerate() {
        let own = world.shares.iter().filter(|(giver, ..)| *giver == number);
        let share = |(_, receiver, is_thing): &(usize, usize, bool)| Share {
            receiver: wholes[*receiver],
            kind: if *is_thing { THING } else { SubjectKind("other") },
            permission: READ,
            valid: Period::ALWAYS,
        };
        set_shares(tx, *owner, &own.map(share).collect::<Vec<_>>())?;
    }
    Ok(())
}

fn check_and_list_agree(db: &TestDb, tenant: i64, world: &World) {
    let wholes: Vec<Id> = (0..4).map(|_| Id::new()).collect();
    let things: Vec<Id> = world.within.iter().map(|_| Id::new()).collect();
    let who = Id::new();
    let shared = shared_things(world, &things);
    let (world, all_things) = (world.clone(), things.clone());
    let has_grants = !world.grants.is_empty();
    db.write(&operator().of(tenant), move |tx| {
        add_things(tx, &all_things)?;
        for (thing, (owned, used)) in all_things.iter().zip(&world.within) {
            set_reach(tx, *thing, owned.iter().map(|whole| wholes[*whole]))?;
            set_reach_by_use(tx, *thing, used.map(|whole| wholes[whole]))?;
            say_owner(tx, THING, owned.first().map(|owner| (*thing, wholes[*owner])))?;
        }
        set_shares_of(tx, &world, &wholes)?;
        if world.is_employed {
            give(tx, &grant(who, EMPLOYEE, wholes[0], Some(wholes[0]), Period::ALWAYS))?;
        }
        let scopes = [Scope::OwnSubject, Scope::OwnOrganisation, Scope::Federation];
        let scope = |function: usize| scopes[world.scopes[function]];
        map_functions(tx, &[granted("owner", READ, scope(0)), granted("operations", READ, scope(1))])?;
        for (at, is_owner, has_home) in &world.grants {
            let subject = if *at < 4 { wholes[*at] } else { all_things[*at % all_things.len()] };
            let function = if *is_owner { "owner" } else { "operations" };
            give(tx, &grant(who, function, subject, has_home.then_some(wholes[0]), Period::ALWAYS))?;
        }
        Ok(())
    })
    .unwrap();
    let actor = person("somebody", who).of(tenant);
    let listed = seen_in_list(db, &actor, READ);
    assert_eq!(listed, may_see(db, &actor, READ, &things));
    if !has_grants {
        assert_eq!(listed, shared);
    }
    let mut as_a_set = db.read(&actor, View::Now, |read| permitted(read, READ, &things)).unwrap();
    as_a_set.sort();
    let mut listed = listed;
    listed.sort();
    assert_eq!(listed, as_a_set);
}

#[test]
fn the_check_of_a_record_and_the_filter_of_a_list_agree_in_every_world() {
    on_both(&schema(), |db| {
        let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(48));
        let tenant = std::cell::Cell::new(0);
        let outcome = runner.run(&worlds(), |world| {
            tenant.set(tenant.get() + 1);
            check_and_list_agree(db, tenant.get(), &world);
            Ok(())
        });
        outcome.unwrap();
    });
}
