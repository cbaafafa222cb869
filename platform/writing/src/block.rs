//! What a text is made of once it is read: blocks, and runs of letters in them. Nothing here can hold a tag of HTML.

use kernel::Id;
use std::sync::Arc;

/// A part of a text that stands by itself. Swedish: block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Levels begin at 1 and never skip one: the page or paper adds those of the headings above the text.
    Heading {
        level: u8,
        text: Vec<Run>,
    },
    Paragraph(Vec<Run>),
    List {
        /// The number of the first item; none where the items have no numbers.
        first: Option<u64>,
        items: Vec<Vec<Self>>,
    },
    Table {
        head: Vec<Vec<Run>>,
        /// Each row has as many cells as the head.
        rows: Vec<Vec<Vec<Run>>>,
        /// Which columns stand to the right, as figures do.
        is_right: Vec<bool>,
    },
    Quote(Vec<Self>),
    /// Lines as they were written.
    Code(String),
    /// A line across the page.
    Rule,
    Picture {
        file: Id,
        /// What it shows, for those who do not see it.
        alt: String,
    },
}

/// Letters that are written in one way. A line break in the text is one on the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    pub text: String,
    pub is_strong: bool,
    pub is_emphasised: bool,
    pub is_code: bool,
    /// An address that texts may lead to: `https://…`, `http://…`, `mailto:…` or a page of our own. Runs of one link share it:
    /// with a copy each, a long address and many runs would be gigabytes.
    pub link: Option<Arc<str>>,
}

impl Run {
    /// Letters in no particular way.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Whether letters of the other may be written on at the end of this one.
    pub(crate) fn is_written_as(&self, other: &Self) -> bool {
        (self.is_strong, self.is_emphasised, self.is_code)
            == (other.is_strong, other.is_emphasised, other.is_code)
            && self.link == other.link
    }
}
