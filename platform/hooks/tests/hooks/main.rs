//! Web-hooks from the audit log to a receiver, tried on both engines against a receiver on this machine that behaves as
//! badly as it is told.

mod pace;
mod removing;
mod restored;
mod saving;
mod secure;
mod telling;
mod trouble;
mod two_copies;
mod world;
