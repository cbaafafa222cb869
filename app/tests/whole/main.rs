//! What holds for the program as a whole: the rules of the house, its statements, routes, texts and permissions, its
//! commands, scenarios in which the world around it fails, and the coverage of the guidelines.

mod adoption;
mod audit_log;
mod budget;
mod by_themselves;
mod commands;
mod copies;
mod copies_shown;
mod coverage;
mod custom_fields;
mod deploy;
mod fields_of_each_kind;
mod findings;
mod generated;
mod guideline;
mod hook_pages;
mod hooks_restored;
mod lists;
mod mend_links;
mod migrations;
mod papers;
mod pdf_words;
mod permissions;
mod program;
mod recorded;
mod reference;
mod routes;
mod saved_views;
mod scenarios;
mod search;
mod seen_by;
mod sharing;
mod sql;
mod texts;
mod tidy;
mod waivers;
