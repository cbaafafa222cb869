//! Agreements and licences of the demo, and who approved and signed the agreements.

use super::book::Book;
use super::line::Line;
use agreements::{
    Agreement, ApproveAgreement, Licence, SignAgreement, approve_agreement, save_agreement, save_licence,
    sign_agreement,
};
use kernel::Result;
use storage::Tx;

/// An agreement, from the day of its line where it says no other.
pub fn enter_agreement(tx: &mut Tx, book: &Book, mut line: Line) -> Result<()> {
    let id = book.id(&line, "agreement", line.name())?;
    let mut agreement = Agreement { id, ..Agreement::default() };
    for system in line.texts("systems")? {
        agreement.systems.push(book.id(&line, "system", &system)?);
    }
    line.fill(&mut agreement, &book.names)?;
    agreement.starts_on = agreement.starts_on.or(Some(line.day));
    save_agreement(tx, agreement).map_err(|error| line.blame(error))?;
    line.finish()
}

/// A licence.
pub fn enter_licence(tx: &mut Tx, book: &Book, mut line: Line) -> Result<()> {
    let mut licence = Licence::default();
    line.fill(&mut licence, &book.names)?;
    save_licence(tx, licence).map_err(|error| line.blame(error))?;
    line.finish()
}

/// An agreement is approved for the systems of who does it.
pub fn approve(tx: &mut Tx, book: &Book, line: &mut Line) -> Result<()> {
    let on = line.needed("on")?;
    let agreement = book.id(line, "agreement", &on)?;
    let decision = line.text("decision")?.unwrap_or_default();
    approve_agreement(tx, &ApproveAgreement { agreement, revision: None, decision }).map(|_| ())
}

/// An agreement is signed on the day.
pub fn sign(tx: &mut Tx, book: &Book, line: &mut Line) -> Result<()> {
    let on = line.needed("on")?;
    let agreement = book.id(line, "agreement", &on)?;
    let decision = line.text("decision")?.unwrap_or_default();
    sign_agreement(tx, &SignAgreement { agreement, revision: None, on: line.day, decision }).map(|_| ())
}
