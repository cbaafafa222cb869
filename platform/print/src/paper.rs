//! A paper: a record as somebody prints, sends or archives it, told as plain values. How it looks is for whoever sets it.

use crate::picture::Picture;
use kernel::{Date, Id, Language, Result};
use std::borrow::Cow;
use std::collections::BTreeMap;
use writing::Block;

/// What is taken along on paper. Swedish: papper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    pub language: Language,
    /// Whose it is.
    pub organisation: String,
    /// The colour of headings and lines, as red, green and blue; none where the organisation has none of its own.
    pub accent: Option<[u8; 3]>,
    pub title: String,
    /// What kind of thing it tells of, and how that stands.
    pub subtitle: String,
    /// Stands on every page, such as the day in the past that it tells of.
    pub banner: String,
    /// What is known, by its name; empty where nothing is.
    pub facts: Vec<(String, String)>,
    /// Whether its headings are listed before its parts.
    pub has_contents: bool,
    pub parts: Vec<Part>,
    /// Those of the texts, by their files. One that is not here is told in its words.
    pub pictures: BTreeMap<Id, Picture>,
    /// Where the site is: links of the texts to pages of our own lead there.
    pub site: String,
    /// Where it comes from; on every page.
    pub footer: String,
    pub date: Date,
}

/// A heading, and what stands under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub heading: String,
    pub content: Vec<Content>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    Text(String),
    /// What somebody wrote, with headings of its own below that of the part.
    Written(Vec<Block>),
    Table(PaperTable),
}

/// A table whose head stands on each of its pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperTable {
    pub head: Vec<Column>,
    /// As many cells as there are columns.
    pub rows: Vec<Vec<String>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: String,
    /// How wide it is beside the others.
    pub width: u8,
    /// Figures stand to the right.
    pub is_right: bool,
}

impl Column {
    #[must_use]
    pub const fn new(name: String, width: u8) -> Self {
        Self { name, width, is_right: false }
    }
}

/// Who sets papers as PDF. The program attaches one to the database, and rooms ask it outside their transactions: it is
/// large, and no room needs it to be built.
#[derive(Clone, Copy, Debug)]
pub struct Printer(pub fn(&Paper) -> Result<Vec<u8>>);

impl Paper {
    /// A paper with nothing on it but whose it is and its title.
    #[must_use]
    pub fn titled(language: Language, (organisation, title): (String, String), date: Date) -> Self {
        Self {
            language,
            organisation,
            accent: None,
            title,
            subtitle: String::new(),
            banner: String::new(),
            facts: Vec::new(),
            has_contents: false,
            parts: Vec::new(),
            pictures: BTreeMap::new(),
            site: String::new(),
            footer: String::new(),
            date,
        }
    }

    /// Where a link of a text leads to whoever holds the paper.
    #[must_use]
    pub fn address<'l>(&self, link: &'l str) -> Cow<'l, str> {
        if link.starts_with('/') {
            Cow::Owned(format!("{}{link}", self.site.trim_end_matches('/')))
        } else {
            Cow::Borrowed(link)
        }
    }

    /// A picture of a text in words, where it cannot be shown.
    #[must_use]
    pub fn picture_in_words(&self, alt: &str) -> String {
        texts::format(self.language, "paper-picture", &[("shows", alt.into())])
    }
}

/// How wide the columns of a table that somebody wrote are beside each other: as their longest cells, within reason.
#[must_use]
pub fn widths_of<'t>(rows: impl Iterator<Item = &'t Vec<Vec<writing::Run>>>) -> Vec<u8> {
    let mut widths = Vec::new();
    for row in rows {
        widths.resize(widths.len().max(row.len()), NARROWEST);
        for (width, cell) in widths.iter_mut().zip(row) {
            let letters: usize = cell.iter().map(|run| run.text.chars().count()).sum();
            *width = u8::try_from(letters).unwrap_or(WIDEST).clamp(*width, WIDEST);
        }
    }
    widths
}

/// A narrow column beside a wide one still has room for a word, and a long text is set on several lines.
const NARROWEST: u8 = 8;
const WIDEST: u8 = 40;
