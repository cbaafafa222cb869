//! Import in the browser, step by step: a file, what it would do and how it is understood, and the import itself.
//! And export of what a list shows.

mod exporting;
mod mapping_form;
mod result;
mod running;
mod upload;

use super::export::ExportFormat;
use crate::{EXPORT, IMPORT};
use kernel::Message;
use web::components::{Address, Link};
use web::{Access, Route, Visit};

/// The routes of import and export.
#[must_use]
pub(crate) fn routes() -> Vec<Route> {
    let imports = Access::Needs(IMPORT);
    vec![
        Route::get("/system/importera", imports, upload::upload_page),
        Route::post("/system/importera", imports, upload::take_file),
        Route::get("/system/importera/{id}", imports, result::import_page).of("import"),
        Route::post("/system/importera/{id}", imports, mapping_form::take_mapping).of("import"),
        Route::post("/system/importera/{id}/kor", imports, running::run).of("import"),
        Route::get("/system/exportera", Access::Needs(EXPORT), exporting::export_file),
    ]
}

/// The view of a list as a file of each kind, for those who may take it along.
pub(crate) fn export_links(visit: &Visit) -> Vec<Link> {
    if !visit.may(EXPORT) {
        return Vec::new();
    }
    let address = Address { path: "/system/exportera".to_owned(), ..visit.address() };
    let link = |format: ExportFormat| {
        let words = Message::new("transfer-export-as").with("format", format.ending().to_uppercase());
        Link::new(address.with("format", format.ending()).href(), visit.render(&words))
    };
    ExportFormat::ALL.map(link).into()
}

/// Where an import is found again.
fn address_of(id: kernel::Id) -> String {
    format!("/system/importera/{id}")
}
