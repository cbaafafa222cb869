//! The web application as it is met from outside: over HTTP, on both databases.

mod api;
mod description;
mod pages;
mod shell;
mod signing_in;
mod site;
mod statements;
mod things;
mod watching;
mod wrong_input;
