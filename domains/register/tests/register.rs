//! The register on both engines: verbs, permissions, numbers, findings and the past.

#[path = "register/documents.rs"]
mod documents;
#[path = "register/findings.rs"]
mod findings_of_systems;
#[path = "register/numbers.rs"]
mod numbers;
#[path = "register/objects.rs"]
mod objects;
#[path = "register/permissions.rs"]
mod permissions;
#[path = "register/statements.rs"]
mod statements;
#[path = "register/systems.rs"]
mod systems;
#[path = "register/world.rs"]
mod world;
