//! Agreements and licences on both engines: verbs, who sees what, days, reorganisations, pages and the API.

#[path = "agreements/api.rs"]
mod api;
#[path = "agreements/due.rs"]
mod due;
#[path = "agreements/licences.rs"]
mod licences;
#[path = "agreements/pages.rs"]
mod pages;
#[path = "agreements/reads.rs"]
mod reads;
#[path = "agreements/reorganisations.rs"]
mod reorganisations;
#[path = "agreements/signing.rs"]
mod signing;
#[path = "agreements/signing_pages.rs"]
mod signing_pages;
#[path = "agreements/suppliers.rs"]
mod suppliers;
#[path = "agreements/verbs.rs"]
mod verbs;
#[path = "agreements/world.rs"]
mod world;
