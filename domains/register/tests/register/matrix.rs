//! The matrix of objects: what each lacks, in words, as a page and as a file.

use crate::site::{browser, site};
use crate::world::{World, schema};
use kernel::{Id, Language, Subject};
use organisation::ORGANISATION;
use register::{Document, OBJECT, System, set_object_systems};
use std::collections::BTreeSet;
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    what_each_object_lacks_stands_in_the_matrix_and_in_its_file,
    the_matrix_of_objects_is_narrowed_to_those_of_a_person,
);

/// An object with a system of which it is known, or not, whether it has personal data.
fn object(world: &World, name: &'static str, personal_data: Option<bool>) -> Id {
    let system = world.registered(System { personal_data, ..world.system(&format!("System i {name}")) });
    let object = world.object(name);
    world.done(move |tx| set_object_systems(tx, object, 1, &BTreeSet::from([system])));
    object
}

fn what_each_object_lacks_stands_in_the_matrix_and_in_its_file(db: &TestDb) {
    let world = World::new(db);
    let head = world.employee("Itchef", world.town);
    world.appoint("head_of_it", &head, Subject::new(ORGANISATION, world.town));
    let lacking = object(&world, "A saknar", Some(true));
    object(&world, "B okänt", None);
    let kept = object(&world, "C klart", Some(true));
    let subject = Subject::new(OBJECT, kept);
    let document =
        Document { name: "Klassning".into(), owner: head.person, ..Document::new(subject, "classification") };
    world.document(Document { date: "2026-01-10".parse().ok(), ..document });
    let site = site(&world, &[&head]);
    let mut visitor = browser(&site, &head);
    let page = visitor.get("/krav/objekt?visa=documents");
    let word = |key: &str| texts::text(Language::Swedish, key);
    let told: Vec<(String, bool)> = ["outcome-breached", "outcome-unknown", "outcome-met"]
        .iter()
        .zip(page.page().rows())
        .map(|(key, row)| (row[0].clone(), row[1].contains(&word(key))))
        .collect();
    let all = ["A saknar", "B okänt", "C klart"].map(|name| (name.to_owned(), true));
    assert_eq!(told, all, "{:?}", page.page().rows());
    let is_mend = |href: &&str| href.contains("/dokument/nytt") && href.contains(&lacking.to_string());
    assert!(page.text().split('"').any(|href| is_mend(&href)), "a cell leads to what mends it");
    let file = visitor.get("/krav/objekt?visa=documents&format=csv").text();
    let lines: Vec<&str> = file.lines().skip(1).collect();
    for ((name, key), line) in
        [("A saknar", "outcome-breached"), ("B okänt", "outcome-unknown"), ("C klart", "outcome-met")]
            .into_iter()
            .zip(lines)
    {
        assert!(line.contains(name) && line.contains(&word(key)), "{file}");
    }
}

fn the_matrix_of_objects_is_narrowed_to_those_of_a_person(db: &TestDb) {
    let world = World::new(db);
    let head = world.employee("Itchef", world.town);
    world.appoint("head_of_it", &head, Subject::new(ORGANISATION, world.town));
    let (mine, _) = (world.object("Mitt"), world.object("Annat"));
    world.appoint("system_owner", &head, Subject::new(OBJECT, mine));
    let site = site(&world, &[&head]);
    let mut visitor = browser(&site, &head);
    let names = |visitor: &mut testkit::Visitor, query: &str| {
        let rows = visitor.get(&format!("/krav/objekt{query}")).page().rows();
        rows.into_iter().map(|row| row[0].clone()).collect::<Vec<_>>()
    };
    assert_eq!(names(&mut visitor, ""), ["Annat", "Mitt"]);
    assert_eq!(names(&mut visitor, "?person=Itchef"), ["Mitt"]);
}
