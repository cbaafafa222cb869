//! What the examination of files takes and refuses, and how they are kept.

mod clamd;
mod kept;
mod kinds;
mod samples;
mod words;
