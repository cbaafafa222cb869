//! The room on both databases: its verbs, its reads, and who may do what.

#[path = "../pack/vocabulary.rs"]
mod vocabulary;

mod appointments;
mod employments;
mod organisations;
mod permissions;
mod statements;
mod world;
