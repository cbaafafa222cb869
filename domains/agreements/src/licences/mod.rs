//! Licences: how many there are, how many are in use, and who is told before they end.

mod api;
mod check_licence;
mod licence;
mod licences_due;
mod listing;
mod save_licence;
mod store;
mod visible_licence;

pub(crate) use api::licences;
pub use check_licence::check_licence;
pub use licence::{LICENCE, Licence, LicenceKind, LicenceUse, compute_use};
pub(crate) use licences_due::licences_due;
pub use listing::{LICENCES, LicenceRow};
pub use save_licence::save_licence;
pub(crate) use store::{
    STATEMENTS, licence_names_seen_to_by, licences_after, licences_at, licences_by_id, licences_of_systems,
    places_of_licences,
};
pub use visible_licence::visible_licence;
pub(crate) use visible_licence::{SeenLicence, may_edit_licence, seen_licence};
