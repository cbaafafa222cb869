//! Plans and suggestions on both engines: verbs, permissions, what people are told, pages and scripts.

#[path = "plans/adjusted.rs"]
mod adjusted;
#[path = "plans/answered.rs"]
mod answered;
#[path = "plans/begun.rs"]
mod begun;
#[path = "plans/commented.rs"]
mod commented;
#[path = "plans/compared.rs"]
mod compared;
#[path = "plans/decided.rs"]
mod decided;
#[path = "plans/kept.rs"]
mod kept;
#[path = "plans/made.rs"]
mod made;
#[path = "plans/needed.rs"]
mod needed;
#[path = "plans/pages.rs"]
mod pages;
#[path = "plans/panels.rs"]
mod panels;
#[path = "plans/papers.rs"]
mod papers;
#[path = "plans/pictured.rs"]
mod pictured;
#[path = "plans/planned.rs"]
mod planned;
#[path = "plans/prioritised.rs"]
mod prioritised;
#[path = "plans/rows.rs"]
mod rows;
#[path = "plans/statements.rs"]
mod statements;
#[path = "plans/world.rs"]
mod world;
#[path = "plans/written.rs"]
mod written;
