//! What the page of a record tells of its duties: how many statements count, by who has the duties.

use super::words::title_of;
use crate::statements::counting_for;
use access::Allowed;
use kernel::{Date, Result, Subject};
use organisation::ORGANISATION;
use register::{OBJECT, READ_DOCUMENTS, SYSTEM};
use std::collections::BTreeMap;
use storage::Read;
use web::Visit;
use web::components::{Link, Panel, PanelRow, Status, Tone};

/// The statements that count for a record, for who reads its documents, where the guideline asks for any.
///
/// # Errors
/// When the database fails.
pub fn panel_of_statements(
    visit: &Visit,
    read: &Read,
    subject: &Subject,
    allowed: &Allowed,
) -> Result<Option<Panel>> {
    let pack = findings::pack_in_force(read)?;
    let is_asked = pack.asks_statements() && is_judged(subject);
    if !is_asked || !allowed.may(READ_DOCUMENTS) {
        return Ok(None);
    }
    // How many count of each holder, and the first day on which one is to be looked at anew.
    let mut by_holder: BTreeMap<String, (i64, Date)> = BTreeMap::new();
    for one in counting_for(read, &pack, &[subject.id])? {
        let told = by_holder.entry(one.role).or_insert((0, one.review_date));
        *told = (told.0 + 1, told.1.min(one.review_date));
    }
    let page = format!("{}/ansvar", read.attached::<findings::Rulebook>()?.address(subject));
    let page = visit.keeping_day(page);
    let row = |(role, (count, review)): (String, (i64, Date))| {
        let note = texts::format(visit.language(), "statements-count", &[("count", count.into())]);
        let is_past = review < read.today();
        let past = is_past.then(|| Status::new(Tone::Attention, visit.text("statement-some-past-review")));
        PanelRow { link: Link::new(&page, title_of(visit, &pack, &role)), note: Some(note), status: past }
    };
    Ok(Some(Panel {
        title: visit.text("statements"),
        rows: by_holder.into_iter().map(row).collect(),
        all: Some(Link::new(&page, visit.text("duties-of-record"))),
        nothing: visit.text("statements-none-of-record"),
    }))
}

/// Documents have pages with panels too, and no duties.
fn is_judged(subject: &Subject) -> bool {
    [SYSTEM, OBJECT, ORGANISATION].iter().any(|kind| subject.is(*kind))
}
