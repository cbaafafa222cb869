//! What a municipality of a federation decides to show the others.

use super::book::Book;
use super::line::Line;
use kernel::Result;
use organisation::{DecideSharing, take_sharing_decision};
use storage::Tx;

/// `on` is the municipality, `with` the one that is shown something; without it all others are.
pub fn share(tx: &mut Tx, book: &Book, line: &mut Line) -> Result<()> {
    let on = line.needed("on")?;
    let owner = book.id(line, "organisation", &on)?;
    let receiver = line.text("with")?.map(|name| book.id(line, "organisation", &name)).transpose()?;
    let ask = DecideSharing {
        groups: line.texts("shown")?,
        from: line.date("from")?.unwrap_or(line.day),
        to: line.date("until")?,
        decision: line.needed("decision")?,
        reason: line.text("reason")?.unwrap_or_default(),
    };
    take_sharing_decision(tx, (owner, receiver), None, &ask).map(|_| ())
}
