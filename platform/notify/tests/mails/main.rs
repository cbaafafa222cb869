//! Mails from the outbox to a server, tried on both engines against a server that speaks SMTP on this machine and behaves
//! as badly as it is told.

mod digests;
mod files;
mod sending;
mod two_copies;
mod world;
