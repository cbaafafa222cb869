//! What rooms above show on the pages of this room's records.

use crate::site::{browser, site, standing_site};
use crate::world::{World, schema};
use access::Allowed;
use kernel::{Error, Result, Subject};
use organisation::ORGANISATION;
use register::{Document, Panels, READ_COSTS, SYSTEM};
use storage::Read;
use testkit::{TestDb, on_both_engines, operator};
use web::Visit;
use web::components::Panel;

on_both_engines!(schema();
    a_panel_stands_on_the_pages_of_records_for_those_who_may_see_it,
    a_panel_that_fails_fails_the_page_and_is_not_left_out,
);

fn costs(_: &Visit, _: &Read, subject: &Subject, allowed: &Allowed) -> Result<Option<Panel>> {
    let title = format!("Kostar {}", subject.kind);
    let panel = || Panel { title, rows: Vec::new(), all: None, nothing: String::new() };
    Ok(allowed.may(READ_COSTS).then(panel))
}

fn broken(_: &Visit, _: &Read, _: &Subject, _: &Allowed) -> Result<Option<Panel>> {
    Err(Error::failed("the other room cannot tell"))
}

/// What the head of IT and somebody employed see of the pages of a system, its object and its document.
fn seen(db: &TestDb, panels: Vec<register::PanelOf>) -> [Vec<(u16, String)>; 2] {
    let world = World::new(db);
    let system = world.registered(world.system("Ekonomi"));
    let object = world.object("Ekonomiobjektet");
    let document =
        Document { name: "Plan".into(), ..Document::new(Subject::new(SYSTEM, system), "classification") };
    let document = world.document(document);
    let (head, clerk) = (world.employee("Itchef", world.town), world.employee("Handläggare", world.town));
    world.appoint("head_of_it", &head, Subject::new(ORGANISATION, world.town));
    site(&world, &[&head, &clerk]);
    let site = standing_site(world.db.clone().with_attachment(Panels(panels)), operator().now);
    let pages = [format!("/system/{system}"), format!("/objekt/{object}"), format!("/dokument/{document}")];
    [&head, &clerk].map(|who| {
        let mut browser = browser(&site, who);
        let seen = pages.iter().map(|page| browser.get(page));
        seen.map(|seen| (seen.status.as_u16(), seen.text())).collect()
    })
}

fn a_panel_stands_on_the_pages_of_records_for_those_who_may_see_it(db: &TestDb) {
    let [head, clerk] = seen(db, vec![costs]);
    let shown = |pages: &[(u16, String)]| pages.iter().filter(|(_, text)| text.contains("Kostar ")).count();
    assert_eq!((shown(&head), shown(&clerk)), (3, 0));
    for (kind, (_, page)) in ["system", "object", "document"].into_iter().zip(&head) {
        assert!(page.contains(&format!("Kostar {kind}")), "{page}");
    }
}

fn a_panel_that_fails_fails_the_page_and_is_not_left_out(db: &TestDb) {
    let [head, _] = seen(db, vec![costs, broken]);
    assert_eq!(head.iter().map(|(status, _)| *status).collect::<Vec<_>>(), [500, 500, 500]);
}
