//! All SQL of this crate.

pub(crate) mod notices;
