//! Looking at one's records *as seen by* another organisation: what an employee there sees of them, and nothing else.

use crate::program::{Federation, Persona, Program};
use kernel::Id;
use organisation::{
    Because, Organisation, OrganisationKind, SaveOrganisation, Sharing, add_sharing, save_organisation,
};
use register::{ManagedObject, save_object, set_object_systems};
use testkit::{TestDb, on_both_engines};

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

on_both_engines!(vidmakt::domains::schema();
    the_list_and_the_page_show_what_an_employee_there_sees_and_offer_nothing_to_do,
    only_who_decides_for_the_owner_looks_at_its_records_so,
    no_names_that_an_employee_there_may_read_are_picked_or_suggested,
    what_hangs_on_a_record_and_is_not_the_owners_is_not_shown,
);
