//! The room on both databases: its verbs, its reads, and who may do what.

#[path = "../pack/vocabulary.rs"]
mod vocabulary;

mod absences;
mod answers;
mod api;
mod appointments;
mod browser;
mod by_name;
mod employments;
mod entitlements;
mod escalation;
mod forum_pages;
mod forums;
mod handover;
mod leaving;
mod many_appointments;
mod organisations;
mod pages;
mod permissions;
mod reach;
mod reorganisations;
mod reorganisations_of_others;
mod reorganised_by_form;
mod sharing;
mod statements;
mod told_ahead;
mod two_handovers;
mod world;
