//! Records on paper: what the register knows of them, to print, to send and to archive. A paper holds what the reader sees
//! on the pages, and is set after the transaction.

mod object;
mod parts;
mod system;

pub use system::system_paper;

use crate::managed_object::OBJECT;
use crate::system::SYSTEM;
use kernel::{Id, Language, Result, SubjectKind};
use maud::Markup;
use object::object_paper;
use print::Paper;
use storage::Read;
use web::papers::{FileForm, ODT, PDF, TEXT_FORMS, paper_links};
use web::{Answer, Route, Visit};

/// Reads a record as a paper in a language, for a site at an address.
type PaperOf = fn(&Read, Id, (Language, &str)) -> Result<Paper>;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/system/{id}/papper.pdf", super::SEEN, paper_of_system).of(SYSTEM.name()),
        Route::get("/system/{id}/papper.odt", super::SEEN, paper_of_system).of(SYSTEM.name()),
        Route::get("/objekt/{id}/papper.pdf", super::SEEN, paper_of_object).of(OBJECT.name()),
        Route::get("/objekt/{id}/papper.odt", super::SEEN, paper_of_object).of(OBJECT.name()),
    ]
}

pub(crate) fn paper_of_system(visit: &Visit) -> Result<Answer> {
    answer(visit, system_paper)
}

pub(crate) fn paper_of_object(visit: &Visit) -> Result<Answer> {
    answer(visit, object_paper)
}

fn answer(visit: &Visit, paper_of: PaperOf) -> Result<Answer> {
    let form = FileForm::asked(visit, TEXT_FORMS)?;
    let id = visit.id("id")?;
    let site = visit.web.site.public_url.as_str();
    let paper = visit.read(|read| paper_of(read, id, (visit.language(), site)))?;
    form.paper(visit, &paper)
}

/// The ways to a record on paper.
pub(super) fn paper_link(visit: &Visit, kind: SubjectKind) -> Markup {
    let (to_print, to_edit) = if kind == SYSTEM {
        ("paper-of-system", "paper-of-system-odt")
    } else {
        ("paper-of-object", "paper-of-object-odt")
    };
    paper_links(visit, &[(PDF, to_print), (ODT, to_edit)])
}
