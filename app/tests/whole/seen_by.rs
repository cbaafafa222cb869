//! Looking at one's records *as seen by* another organisation: what an employee there sees of them, and nothing else.

use crate::program::{Federation, Persona, Program};
use kernel::Id;
use organisation::{
    Because, Organisation, OrganisationKind, SaveOrganisation, Sharing, add_sharing, save_organisation,
};
use register::{ManagedObject, save_object, set_object_systems};
use testkit::{Seen, TestDb, Visitor, on_both_engines};

struct World {
    program: Program,
    federation: Federation,
    owner: Id,
    receiver: Id,
    /// A system of the owner, and one of the receiver.
    systems: [Id; 2],
    decider: Persona,
    employee: Persona,
    /// Decides for the receiver.
    neighbour: Persona,
}

fn municipality(program: &Program, federation: &Federation, name: &'static str) -> Id {
    program.write(federation, move |tx| {
        let organisation =
            Organisation { parent: None, ..Organisation::new(name, OrganisationKind::Municipality) };
        let ask = SaveOrganisation { organisation, revision: None, because: Because::default() };
        save_organisation(tx, &ask).map(|saved| saved.id)
    })
}

impl World {
    fn on(db: &TestDb) -> Self {
        let program = Program::on(db);
        let federation = program.federation("here", "vmkf");
        let [owner, receiver] = ["Visarby", "Mottagby"].map(|name| municipality(&program, &federation, name));
        let systems = [(owner, "Ägarsystem"), (receiver, "Mottagarsystem")]
            .map(|(place, name)| program.system(&federation, place, name));
        let deciding = |place: Id, name: &str| {
            let persona = program.employed_at(&federation, place, name);
            program.grant(&federation, &persona, "municipal_director", place);
            persona
        };
        let (decider, neighbour) = (deciding(owner, "decider"), deciding(receiver, "neighbour"));
        let employee = program.employed_at(&federation, receiver, "employee");
        for kind in ["system", "object"] {
            let sharing = Sharing {
                receiver: Some(receiver),
                record_kind: kind.into(),
                field_group: "base".into(),
                decision: "KS 1".into(),
                ..Sharing::new(owner, testkit::operator().today())
            };
            program.write(&federation, move |tx| add_sharing(tx, &sharing, &Because::default()).map(|_| ()));
        }
        Self { program, federation, owner, receiver, systems, decider, employee, neighbour }
    }

    fn list(&self) -> String {
        format!("/system?sett_av={}&entity={}", self.receiver, self.owner)
    }

    fn page(&self, system: Id) -> String {
        format!("/system/{system}?sett_av={}", self.receiver)
    }
}

fn the_list_and_the_page_show_what_an_employee_there_sees_and_offer_nothing_to_do(db: &TestDb) {
    let world = World::on(db);
    let mut decider = world.program.browser(&world.decider);
    let mut employee = world.program.browser(&world.employee);
    let (list, page) = (decider.get(&world.list()).text(), decider.get(&world.page(world.systems[0])).text());
    assert!(list.contains("Ägarsystem") && page.contains("Ägarsystem"), "what is shared is seen");
    assert!(!list.contains("Mottagarsystem"), "the receiver's own register is not the viewer's to see");
    for path in [format!("/system/{}", world.systems[0]), "/system".to_owned()] {
        assert!(employee.get(&path).text().contains("Ägarsystem"), "an employee there sees the same");
    }
    for offered in ["/andra\"", "/skede\"", "/system/nytt\"", "flik=historik", "flik=krav"] {
        assert!(!page.contains(offered) && !list.contains(offered), "{offered}");
    }
    assert!(page.contains("sett_av="), "the tabs go on in the same way");
}

fn no_names_that_an_employee_there_may_read_are_picked_or_suggested(db: &TestDb) {
    let world = World::on(db);
    let mut decider = world.program.browser(&world.decider);
    let list = decider.get(&world.list()).text();
    for filter in ["person", "unit", "used_by", "organisation"] {
        assert!(!list.contains(&format!("name=\"{filter}\"")), "{filter} is not asked");
        let asked = decider.get(&format!("{}&{filter}=employe", world.list())).text();
        assert!(!asked.contains("employee"), "{filter}");
        assert!(asked.contains("Ägarsystem"), "{filter}");
    }
    assert!(list.contains("name=\"lifecycle_state\""), "what the rows tell is asked");
}

/// An object of either, in which a system of either lies.
fn what_hangs_on_a_record_and_is_not_the_owners_is_not_shown(db: &TestDb) {
    let world = World::on(db);
    let (systems, places) = (world.systems, [world.owner, world.receiver]);
    let [object, other] = world.program.write(&world.federation, move |tx| {
        let kind = findings::pack_in_force(tx)?.object_kinds.first().expect("a kind").id.clone();
        let mut made = Vec::new();
        for (place, name) in places.into_iter().zip(["Ägarobjekt", "Mottagarobjekt"]) {
            let organisation = Some(place);
            let object = ManagedObject {
                name: name.into(),
                kind: kind.clone(),
                organisation,
                ..ManagedObject::default()
            };
            let id = object.id;
            let revision = save_object(tx, object)?;
            set_object_systems(tx, id, revision, &systems.into_iter().collect())?;
            made.push(id);
        }
        Ok([made[0], made[1]])
    });
    let mut employee = world.program.browser(&world.employee);
    let seen = employee.get(&format!("/objekt/{object}")).text();
    assert!(seen.contains("Ägarsystem") && seen.contains("Mottagarsystem"), "an employee there sees both");
    let mut decider = world.program.browser(&world.decider);
    let page = decider.get(&format!("/objekt/{object}?sett_av={}", world.receiver)).text();
    assert!(page.contains("Ägarsystem") && !page.contains("Mottagarsystem"));
    let page = decider.get(&world.page(systems[0])).text();
    assert!(page.contains("Ägarobjekt") && !page.contains("Mottagarobjekt"));
    assert_eq!(decider.get(&format!("/objekt/{other}?sett_av={}", world.receiver)).status, 404);
}

fn only_who_decides_for_the_owner_looks_at_its_records_so(db: &TestDb) {
    let world = World::on(db);
    for persona in [&world.neighbour, &world.employee] {
        let mut browser = world.program.browser(persona);
        for path in [world.list(), world.page(world.systems[0])] {
            assert_eq!(browser.get(&path).status, 403, "{} at {path}", persona.user);
        }
    }
    let mut decider = world.program.browser(&world.decider);
    assert_eq!(decider.get(&world.page(world.systems[1])).status, 404, "a record of the receiver");
    for wrong in ["nobody".to_owned(), Id::new().to_string(), world.owner.to_string()] {
        let path = format!("/system?sett_av={wrong}&entity={}", world.owner);
        assert_eq!(decider.get(&path).status, 404, "{path}");
    }
}

impl World {
    /// Where the decider fills in what is shown to the receiver, and where that is sent to.
    fn form(&self) -> (String, String) {
        let action = format!("/administration/organisationer/{}/delning", self.owner);
        (format!("{action}?mottagare={}", self.receiver), action)
    }

    /// Sends the form with these groups from a day on, as somebody does who has ticked them and no others.
    fn fill_in(&self, browser: &mut Visitor, groups: &[&str], from: &str) -> Seen {
        let (form, action) = self.form();
        let mut sent = browser.get(&form).page().form(&action);
        sent.retain(|(name, _)| !["groups", "from", "decision"].contains(&name.as_str()));
        let given = [("from", from), ("decision", "KS 2")].into_iter();
        let given = given.chain(groups.iter().map(|group| ("groups", *group)));
        sent.extend(given.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let pairs: Vec<(&str, &str)> =
            sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        browser.post(&action, &pairs)
    }
}

/// The words of every row of the tables of a page.
fn rows(seen: &Seen) -> Vec<String> {
    seen.page().texts("main tbody tr")
}

#[track_caller]
fn assert_row(seen: &Seen, begins: &str) -> String {
    let rows = rows(seen);
    rows.iter().find(|row| row.starts_with(begins)).unwrap_or_else(|| panic!("{begins}: {rows:#?}")).clone()
}

fn before_it_is_decided_it_is_told_what_begins_what_ends_and_how_much_they_then_see(db: &TestDb) {
    let world = World::on(db);
    let decided = || db.raw_rows("SELECT count(*) FROM sharing UNION ALL SELECT count(*) FROM audit_event");
    let (mut decider, before) = (world.program.browser(&world.decider), decided());
    let ending = world.fill_in(&mut decider, &["object.base"], "2026-04-01");
    assert_eq!(ending.status, 200, "{}", ending.text());
    assert_row(&ending, "System: Basfält Visas till 2026-03-31");
    // Seen today, seen then, and all that there are.
    assert_row(&ending, "System 1 0 1");
    let wider = ["system.base", "object.base", "system.classification"];
    let wider = world.fill_in(&mut decider, &wider, "2026-04-01");
    assert!(assert_row(&wider, "System: Klassning Visas från 2026-04-01").contains("Vikt"));
    assert_row(&wider, "System 1 1 1 Ägarsystem");
    let changes = rows(&wider).into_iter().filter(|row| row.contains("Visas"));
    assert_eq!(changes.count(), 1, "what goes on is no change");
    assert_eq!(decided(), before, "nothing is decided by looking");
    let employee = world.program.browser(&world.employee).get("/system").text();
    assert!(employee.contains("Ägarsystem"), "and nothing has ended");
}

fn for_all_others_it_is_told_how_much_there_is_to_see(db: &TestDb) {
    let world = World::on(db);
    let action = world.form().1;
    let mut decider = world.program.browser(&world.decider);
    let sent = [("groups", "system.base"), ("from", "2026-04-01"), ("decision", "KS 2")];
    let seen = decider.submit(&format!("{action}?mottagare="), &action, &sent);
    assert_eq!(seen.status, 200, "{}", seen.text());
    assert_row(&seen, "System: Basfält Visas från 2026-04-01");
    assert!(seen.page().shows("Så mycket finns hos Visarby: System: 1, Objekt: 0."), "{}", seen.text());
}

fn what_was_looked_over_is_decided_as_it_was_filled_in_or_changed_first(db: &TestDb) {
    let world = World::on(db);
    let (mut decider, action) = (world.program.browser(&world.decider), world.form().1);
    let [first, second] = ["2026-04-01", "2026-04-02"]
        .map(|from| world.fill_in(&mut decider, &["object.base"], from).page().form(&action));
    let mut post = |looked_over: &[(String, String)], step: &str| {
        let pairs = looked_over.iter().map(|(name, value)| match name.as_str() {
            "seen" => (step, value.as_str()),
            name => (name, value.as_str()),
        });
        decider.post(&action, &pairs.collect::<Vec<_>>())
    };
    let back = post(&first, "change");
    let filled = back.page().form(&action);
    assert!(filled.contains(&("decision".into(), "KS 2".into())), "{filled:?}");
    let ticked: Vec<&str> =
        filled.iter().filter(|(name, _)| name == "groups").map(|(_, group)| group.as_str()).collect();
    assert_eq!(ticked, ["object.base"]);
    assert_eq!(post(&first, "seen").status, 303);
    let last_days = db.raw_rows("SELECT valid_to FROM sharing WHERE record_kind = 'system'");
    assert_eq!(last_days, [["2026-03-31"]]);
    let late = post(&second, "seen");
    assert_eq!(late.status, 422, "something has been decided since it was looked over");
    assert!(late.page().shows("Någon annan har beslutat om samma sak"), "{}", late.text());
}

fn a_decision_of_a_coming_day_tells_who_takes_it_how_much_will_be_seen(db: &TestDb) {
    let world = World::on(db);
    let (owner, receiver) = (world.owner, world.receiver);
    let coming = world.program.write(&world.federation, move |tx| {
        let sharing = Sharing {
            receiver: Some(receiver),
            record_kind: "system".into(),
            field_group: "roles".into(),
            decision: "KS 3".into(),
            ..Sharing::new(owner, "2026-05-01".parse().expect("a day"))
        };
        add_sharing(tx, &sharing, &Because::default())
    });
    let page = format!("/administration/delning/{}", coming.id);
    assert_row(&world.program.browser(&world.decider).get(&page), "System 1 1 1 Ägarsystem");
    let told = world.program.browser(&world.neighbour).get(&page);
    assert!(
        told.status == 200 && !told.text().contains("<table"),
        "those who are shown it read the decision"
    );
}

on_both_engines!(vidmakt::domains::schema();
    before_it_is_decided_it_is_told_what_begins_what_ends_and_how_much_they_then_see,
    for_all_others_it_is_told_how_much_there_is_to_see,
    what_was_looked_over_is_decided_as_it_was_filled_in_or_changed_first,
    a_decision_of_a_coming_day_tells_who_takes_it_how_much_will_be_seen,
    the_list_and_the_page_show_what_an_employee_there_sees_and_offer_nothing_to_do,
    only_who_decides_for_the_owner_looks_at_its_records_so,
    no_names_that_an_employee_there_may_read_are_picked_or_suggested,
    what_hangs_on_a_record_and_is_not_the_owners_is_not_shown,
);
