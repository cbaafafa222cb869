//! Files of the demo on its documents, so that there is something to open and to find.

use super::book::Book;
use super::line::Line;
use files::{Incoming, examine};
use kernel::Result;
use register::{Brought, attach_file};
use storage::Tx;

/// Adds files to a document.
///
/// # Errors
/// With the place of the line.
pub fn attach_files(tx: &mut Tx, book: &Book, line: &mut Line) -> Result<()> {
    let on = line.needed("on")?;
    let place = (book.subject(line, "on", &on)?.id, line.needed("type")?);
    let document = *book.documents.get(&place).ok_or_else(|| line.wrong("type", "demo-not-found"))?;
    for path in line.texts("files")? {
        let bytes = super::bytes_of(&path).ok_or_else(|| line.wrong("files", "demo-not-found"))?;
        let settings = book.files.clone();
        let mut incoming = Incoming::begin(&path, settings.most_bytes)?;
        incoming.write(bytes)?;
        let file =
            examine(&settings, &incoming.end()?).map_err(|refusal| line.wrong("files", refusal.message))?;
        attach_file(tx, document, &Brought { file, settings })?;
    }
    Ok(())
}
