//! The register on both engines: verbs, permissions, numbers, findings and the past.

#[path = "register/api.rs"]
mod api;
#[path = "register/bulk.rs"]
mod bulk;
#[path = "register/bulk_interrupted.rs"]
mod bulk_interrupted;
#[path = "register/bulk_scripts.rs"]
mod bulk_scripts;
#[path = "register/bulk_undo.rs"]
mod bulk_undo;
#[path = "register/by_name.rs"]
mod by_name;
#[path = "register/confirmations.rs"]
mod confirmations;
#[path = "register/custom.rs"]
mod custom;
#[path = "register/custom_forms.rs"]
mod custom_forms;
#[path = "register/document_confirmations.rs"]
mod document_confirmations;
#[path = "register/documents.rs"]
mod documents;
#[path = "register/files.rs"]
mod files_of_documents;
#[path = "register/findings.rs"]
mod findings_of_systems;
#[path = "register/matrix.rs"]
mod matrix;
#[path = "register/notices.rs"]
mod notices;
#[path = "register/notices_told.rs"]
mod notices_told;
#[path = "register/numbers.rs"]
mod numbers;
#[path = "register/objects.rs"]
mod objects;
#[path = "register/pages.rs"]
mod pages;
#[path = "register/panels.rs"]
mod panels;
#[path = "register/papers.rs"]
mod papers;
#[path = "register/permissions.rs"]
mod permissions;
#[path = "register/reorganisations.rs"]
mod reorganisations;
#[path = "register/seen.rs"]
mod seen;
#[path = "register/site.rs"]
mod site;
#[path = "register/statements.rs"]
mod statements;
#[path = "register/systems.rs"]
mod systems;
#[path = "transfer/mod.rs"]
mod transfer;
#[path = "register/unsure.rs"]
mod unsure;
#[path = "register/world.rs"]
mod world;
#[path = "register/written.rs"]
mod written;
