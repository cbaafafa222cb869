//! Pictures in the texts of a plan: files of its document, by the edition that the text showed.

use crate::world::{World, asked, browser, schema};
use files::{Incoming, Settings, examine};
use kernel::Id;
use plans::{Written, content_of, save_section};
use register::{Brought, attach_file};
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    a_picture_of_the_plans_document_is_shown_where_the_text_names_it,
    a_picture_that_the_plan_has_not_is_told_by_its_words,
);

/// The head of a picture of one dot.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";

/// A picture among the files of a plan's document.
pub fn attached(world: &World, plan: Id) -> Id {
    let settings = Settings::default();
    let mut incoming = Incoming::begin("karta.png", settings.most_bytes).expect("room on the disk");
    incoming.write(PNG).expect("room on the disk");
    let file = examine(&settings, &incoming.end().expect("a file")).expect("a picture");
    let brought = Brought { file, settings };
    world.done(move |tx| attach_file(tx, plan, &brought))
}

pub fn write(world: &World, plan: Id, text: String) {
    let written = asked(plan, &text, "", 0);
    world.write(&world.manager, move |tx| save_section(tx, &written)).expect("the manager may write");
}

fn a_picture_of_the_plans_document_is_shown_where_the_text_names_it(db: &TestDb) {
    let world = World::new(db);
    let plan = world.started();
    let picture = attached(&world, plan);
    let site = world.site(&[&world.manager]);
    let mut manager = browser(&site, &world.manager);
    let editor = manager.get(&format!("/planer/{plan}/avsnitt/goals/andra"));
    assert!(editor.text().contains(&format!("](bild:{picture})")), "it is offered: {}", editor.text());
    write(&world, plan, format!("Så här:\n\n![Karta över drift](bild:{picture})"));
    let page = manager.get(&format!("/planer/{plan}"));
    let drawn = format!("<img src=\"/fil/{picture}/visa?version=1\" alt=\"Karta över drift\"");
    assert!(page.text().contains(&drawn), "{}", page.text());
    let shown = world.plan(plan);
    let content = world.read(&world.manager, |read| content_of(read, &shown, None)).expect("its content");
    let (kept, sections): (_, Vec<Written>) = (content.pictures, content.sections);
    assert_eq!(sections.len(), 1, "of a kind that is not asked for only what is written");
    assert_eq!((kept.len(), kept[0].file, kept[0].number, kept[0].sha256.len()), (1, Some(picture), 1, 64));
}

fn a_picture_that_the_plan_has_not_is_told_by_its_words(db: &TestDb) {
    let world = World::new(db);
    let plan = world.started();
    write(&world, plan, format!("![Karta över drift](bild:{})", Id::new()));
    let site = world.site(&[&world.manager]);
    let page = browser(&site, &world.manager).get(&format!("/planer/{plan}")).page();
    assert!(page.shows("Karta över drift (bilden finns inte här)"), "{:?}", page.texts("main"));
}
