//! All SQL of this crate, but for the list of mails.

pub(crate) mod mails;
pub(crate) mod notices;
