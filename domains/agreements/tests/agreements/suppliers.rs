//! The page of a supplier: whom one talks to, its agreements, its licences, and the systems that come from it.

use crate::world::{World, browser, schema, site};
use agreements::{Licence, LicenceKind, save_licence};
use register::{change_system, visible_system};
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    a_supplier_is_shown_with_its_contacts_agreements_licences_and_systems,
    who_may_not_read_agreements_sees_none_on_the_page_of_a_supplier,
);

fn filled(world: &World) {
    let (town, supplier) = (world.town, world.supplier);
    let system = world.system("Lön");
    world.entered(world.agreement("Avtal A", &[system]));
    world.done(move |tx| {
        let before = visible_system(tx, system)?;
        change_system(tx, register::System { supplier: Some(supplier), ..before })?;
        let licence = Licence {
            name: "Lönelicens".into(),
            kind: Some(LicenceKind::PerUser),
            organisation: Some(town),
            supplier: Some(supplier),
            bought: Some(200),
            in_use: Some(214),
            ..Licence::default()
        };
        save_licence(tx, licence)
    });
}

fn a_supplier_is_shown_with_its_contacts_agreements_licences_and_systems(db: &TestDb) {
    let world = World::new(db);
    let head = world.head();
    filled(&world);
    let mut visitor = browser(&site(&world, &[&head]), &head);
    let address = format!("/leverantorer/{}", world.supplier);
    let page = visitor.get(&address).page();
    for name in ["Avtal A", "Lönelicens", "Lön"] {
        assert!(page.link(name).is_some(), "{name}: {:?}", page.texts("main"));
    }
    assert!(page.shows("14 för många") && page.shows("Inga kontakter"), "{:?}", page.texts("main"));
    let new = page.link("Lägg till kontakt").expect("a contact may be added");
    let fields = [("name", "Kundansvarig"), ("email", "kund@example.se")];
    let done = visitor.submit(&new, "/administration/personer/ny", &fields);
    assert_eq!(done.status, 303, "{}", done.text());
    let page = visitor.get(&address).page();
    assert!(page.link("Kundansvarig").is_some() && page.shows("kund@example.se"), "{:?}", page.texts("main"));
}

fn who_may_not_read_agreements_sees_none_on_the_page_of_a_supplier(db: &TestDb) {
    let world = World::new(db);
    filled(&world);
    let other = world.owner_of("Systemägare Tid", world.system_of("Tid", world.village));
    let mut visitor = browser(&site(&world, &[&other]), &other);
    let seen = visitor.get(&format!("/leverantorer/{}", world.supplier));
    assert_eq!(seen.status, 200);
    let page = seen.page();
    assert!(page.link("Avtal A").is_none() && page.link("Lönelicens").is_none(), "{:?}", page.texts("main"));
    let listed = visitor.get(&format!("/avtal?supplier={}", world.supplier)).page();
    assert!(listed.link("Avtal A").is_none());
}
