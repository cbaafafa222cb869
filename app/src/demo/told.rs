//! What those who answer for systems tell of them in the demo: changes that wait, come back or are taken over, and that a
//! record is right.

use super::book::Book;
use super::line::Line;
use kernel::{Error, Id, Result};
use register::{
    ConfirmSystems, NOTICES, NoticeRow, SendBackChangeNotice, SendChangeNotice, TakeOverChangeNotice,
    confirm_systems, send_back_change_notice, send_change_notice, take_over_change_notice, visible_system,
};
use storage::{Query, Read, Tx, values};

pub fn tell(tx: &mut Tx, book: &Book, line: &mut Line) -> Result<()> {
    let on = line.needed("on")?;
    let mut system = visible_system(tx, book.id(line, "system", &on)?)?;
    let reason = line.needed("reason")?;
    line.fill(&mut system, &book.names)?;
    send_change_notice(tx, &SendChangeNotice { again: None, system, is_new: false, reason }).map(|_| ())
}

pub fn take_over(tx: &mut Tx, book: &Book, line: &mut Line) -> Result<()> {
    let notice = waiting(tx, book, line)?;
    let ask =
        TakeOverChangeNotice { notice, revision: None, fields: None, seen: None, answer: String::new() };
    take_over_change_notice(tx, &ask).map(|_| ())
}

pub fn send_back(tx: &mut Tx, book: &Book, line: &mut Line) -> Result<()> {
    let notice = waiting(tx, book, line)?;
    let reason = line.needed("reason")?;
    send_back_change_notice(tx, &SendBackChangeNotice { notice, revision: None, reason })
}

pub fn confirm(tx: &mut Tx, book: &Book, line: &mut Line) -> Result<()> {
    let on = line.needed("on")?;
    let system = visible_system(tx, book.id(line, "system", &on)?)?;
    confirm_systems(tx, &ConfirmSystems { systems: vec![(system.id, system.revision)], together: false })
}

/// The notice that waits on the system that a line names.
fn waiting(read: &Read, book: &Book, line: &mut Line) -> Result<Id> {
    let on = line.needed("on")?;
    let system = book.id(line, "system", &on)?;
    let query = Query::first(1).filter("system", values![system]).filter("state", values!["open"]);
    let found = NOTICES.page::<NoticeRow>(read, &query)?.items;
    found.first().map(|notice| notice.id).ok_or(Error::NotFound)
}
