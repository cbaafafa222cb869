//! Records on paper: what the register knows of them, to print, to send and to archive. A paper holds what the reader sees
//! on the pages, and is set after the transaction.

mod object;
mod parts;
mod system;

pub use system::system_paper;

use crate::managed_object::OBJECT;
use crate::system::SYSTEM;
use kernel::{Id, Language, Result, SubjectKind};
use maud::{Markup, html};
use object::object_paper;
use print::{Paper, Printer};
use storage::Read;
use web::components::{Icon, icon};
use web::{Answer, File, Route, Visit};

/// The kind of file that a paper is.
pub(crate) const PDF: &str = "application/pdf";

/// Reads a record as a paper in a language, for a site at an address.
type PaperOf = fn(&Read, Id, (Language, &str)) -> Result<Paper>;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/system/{id}/papper.pdf", super::SEEN, paper_of_system).of(SYSTEM.name()),
        Route::get("/objekt/{id}/papper.pdf", super::SEEN, paper_of_object).of(OBJECT.name()),
    ]
}

pub(crate) fn paper_of_system(visit: &Visit) -> Result<Answer> {
    answer(visit, system_paper)
}

pub(crate) fn paper_of_object(visit: &Visit) -> Result<Answer> {
    answer(visit, object_paper)
}

fn answer(visit: &Visit, paper_of: PaperOf) -> Result<Answer> {
    let id = visit.id("id")?;
    let site = visit.web.site.public_url.as_str();
    let paper = visit.read(|read| paper_of(read, id, (visit.language(), site)))?;
    let printer = visit.web.db.attached::<Printer>()?;
    let day = visit.as_of()?.unwrap_or_else(|| visit.today());
    let name = format!("{}-{day}.pdf", paper.title.to_lowercase());
    Ok(Answer::File(File { name, content_type: PDF, bytes: (printer.0)(&paper)? }))
}

/// The way to a record on paper. Nobody takes along what they look at as somebody else.
pub(super) fn paper_link(visit: &Visit, kind: SubjectKind) -> Markup {
    let key = if kind == SYSTEM { "paper-of-system" } else { "paper-of-object" };
    let href = visit.keeping_day(format!("{}/papper.pdf", visit.path));
    html! {
        @if visit.seen_by.is_none() {
            p { a class="bar-item" href=(href) download { (icon(Icon::Download)) (visit.text(key)) } }
        }
    }
}
