//! What storage promises, tried on both engines with a small schema of things, their tags and marks kept on them.

mod archive;
mod asynchronous;
mod audit_chain;
mod bytes;
mod failures;
mod full_disk;
mod installation;
mod killed;
mod listing;
mod migrations;
mod notes;
mod past;
mod roles;
mod server_stops;
mod statements;
mod tenants;
mod things;
mod tls;
mod versions;
mod writing;
