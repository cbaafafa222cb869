//! Papers as PDF: tagged as PDF/UA-1 asks, so that everybody can read them, and PDF/A-2a, so that they can be archived.
//! Typst sets them; what is printed reaches it as values, never as its source.

mod content;
mod letters;
#[cfg(test)]
mod tests;
mod turns;
mod world;
mod written;

use content::values_of;
use kernel::{Error, Result};
use print::Paper;
use std::fmt::Display;
use std::time::Duration;
use turns::Turns;
use typst::comemo;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use world::PaperWorld;

/// Some four hundred pages. More would be waited for too long.
const MOST_LETTERS: usize = 1_000_000;
/// Each takes a processor and some hundred megabytes.
const MOST_AT_ONCE: usize = 2;
/// Whoever waits holds one of the places in the queue before the database meanwhile, of which there are sixteen: the rest
/// of the site goes on in the others.
const MOST_WAITING: usize = 4;
const PATIENCE: Duration = Duration::from_secs(30);
static TURNS: Turns = Turns::new(MOST_AT_ONCE, MOST_WAITING);

/// A paper as a file. It may take seconds, so no transaction is open meanwhile.
///
/// # Errors
/// Rejected when the paper is too long, unavailable when too many are being made.
pub fn pdf(paper: &Paper) -> Result<Vec<u8>> {
    if content::letters_of(paper) > MOST_LETTERS {
        return Err(Error::rejected("", "paper-too-long"));
    }
    let _turn = TURNS.take(PATIENCE).ok_or_else(|| Error::unavailable("too many papers are being made"))?;
    made(paper)
}

fn made(paper: &Paper) -> Result<Vec<u8>> {
    let made = set(paper).and_then(|document| written(&document));
    // What was reckoned for this paper is of no use to the next.
    comemo::evict(1);
    made
}

/// The pages. What the typesetter warns of would stand wrong on them.
fn set(paper: &Paper) -> Result<PagedDocument> {
    let made = typst::compile::<PagedDocument>(&PaperWorld::of(paper, &values_of(paper))?);
    let warnings = made.warnings.iter().map(|warning| &warning.message);
    match made.output {
        Ok(document) if made.warnings.is_empty() => Ok(document),
        Ok(_) => Err(not_set(warnings)),
        Err(errors) => Err(not_set(errors.iter().map(|error| &error.message))),
    }
}

fn written(document: &PagedDocument) -> Result<Vec<u8>> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
        .map_err(|error| not_set([error.message()]))?;
    let options = PdfOptions { standards, ..PdfOptions::default() };
    typst_pdf::pdf(document, &options).map_err(|errors| not_set(errors.iter().map(|error| &error.message)))
}

fn not_set(reasons: impl IntoIterator<Item = impl Display>) -> Error {
    let reasons: Vec<String> = reasons.into_iter().map(|reason| reason.to_string()).collect();
    Error::failed(format!("a paper could not be set: {}", reasons.join("; ")))
}
