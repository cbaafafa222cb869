//! A paper: a record as somebody prints, sends or archives it, told as plain values. How it looks is for whoever sets it.

use kernel::{Date, Language, Result};

/// What is taken along on paper. Swedish: papper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    pub language: Language,
    /// Whose it is.
    pub organisation: String,
    pub title: String,
    /// What kind of thing it tells of, and how that stands.
    pub subtitle: String,
    /// Stands on every page, such as the day in the past that it tells of.
    pub banner: String,
    /// What is known, by its name; empty where nothing is.
    pub facts: Vec<(String, String)>,
    pub parts: Vec<Part>,
    /// Where it comes from; on every page.
    pub footer: String,
    pub date: Date,
}

/// A heading, and what stands under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub heading: String,
    pub content: Content,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    Text(String),
    Table(PaperTable),
}

/// A table whose head stands on each of its pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperTable {
    /// Names of the columns, and how wide they are beside each other.
    pub head: Vec<(String, u8)>,
    /// As many cells as there are columns.
    pub rows: Vec<Vec<String>>,
}

/// Who sets papers as PDF. The program attaches one to the database, and rooms ask it outside their transactions: it is
/// large, and no room needs it to be built.
#[derive(Clone, Copy, Debug)]
pub struct Printer(pub fn(&Paper) -> Result<Vec<u8>>);
