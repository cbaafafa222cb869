//! Web-hooks from the audit log to a receiver, tried on both engines against a receiver on this machine that behaves as
//! badly as it is told.

mod pace;
mod removing;
mod saving;
mod telling;
mod trouble;
mod two_copies;
mod world;
