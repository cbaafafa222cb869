//! Turns what the Markdown library tells, event by event, into blocks. Lists and quotations within each other are open at
//! the same time, so they lie in a pile and not in calls: a text cannot make the program dig too deep.

use crate::address::picture_of;
use crate::block::{Block, Run};
use line::{Line, Shown};
use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};
use table::TableDraft;

mod line;
mod table;

/// Lists and quotations that lie deeper within each other are drawn as if they lay here.
const DEEPEST: usize = 6;
const LOWEST_HEADING: usize = 4;
/// Stand in the text that is read in place of what would make it HTML, or take a line away as the address of a link that
/// stands elsewhere. Both are one byte, as what they stand for.
const LESS_THAN: &str = "\u{1}";
const COLON: &str = "\u{2}";

/// The text as the library reads it, byte by byte as long: no tag begins in it, and no line of it is hidden.
pub(crate) fn masked(text: &str) -> String {
    text.replace('<', LESS_THAN).replace("]:", &format!("]{COLON}"))
}

/// What was masked, as it was written; without the signs that no page or paper may hold, which an entity can make.
pub(crate) fn readable(text: &str) -> String {
    let is_allowed = |letter: &char| {
        !matches!(letter, '\u{fffe}' | '\u{ffff}') && (!letter.is_control() || matches!(letter, '\n' | '\t'))
    };
    text.replace(LESS_THAN, "<").replace(COLON, ":").chars().filter(is_allowed).collect()
}

/// A list, item or quotation whose end has not come.
enum Open {
    List { first: Option<u64>, items: Vec<Vec<Block>> },
    Item(Vec<Block>),
    Quote(Vec<Block>),
}

#[derive(Default)]
pub(crate) struct Reader {
    open: Vec<Open>,
    /// How many lie open beyond the deepest.
    too_deep: usize,
    line: Line,
    code: Option<String>,
    table: Option<TableDraft>,
    /// The levels, as they were written, of the headings that what follows stands under.
    headings: Vec<HeadingLevel>,
    is_heading: bool,
    done: Vec<Block>,
}

impl Reader {
    /// What has been read since the last time.
    pub(crate) fn take_blocks(&mut self) -> Vec<Block> {
        self.end_paragraph();
        std::mem::take(&mut self.done)
    }

    /// `source` is what the event was read from.
    pub(crate) fn take(&mut self, event: Event<'_>, source: &str) {
        match event {
            Event::Start(tag) => self.begin(tag),
            Event::End(tag) => self.end(tag, source),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&readable(&text)),
                None => self.line.write(&readable(&text), false),
            },
            Event::Code(text) => self.line.write(&readable(&text), true),
            Event::SoftBreak => self.line.write(" ", false),
            Event::HardBreak => self.line.write("\n", false),
            Event::Rule => {
                self.end_paragraph();
                self.put(Block::Rule);
            }
            // The text is masked, so that none of these is read from it.
            Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.line.write(&readable(&text), false),
            Event::TaskListMarker(_) => {}
        }
    }

    fn begin(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::List(first) => self.open(Open::List { first, items: Vec::new() }),
            Tag::Item => self.open(Open::Item(Vec::new())),
            Tag::BlockQuote(_) => self.open(Open::Quote(Vec::new())),
            Tag::CodeBlock(kind) => {
                self.end_paragraph();
                // Nothing that somebody has written is hidden, not even beside the fence.
                self.code = Some(match kind {
                    CodeBlockKind::Fenced(said) if !said.is_empty() => readable(&said) + "\n",
                    _ => String::new(),
                });
            }
            Tag::Table(alignments) => {
                self.end_paragraph();
                let is_right = alignments.iter().map(|alignment| *alignment == Alignment::Right).collect();
                self.table = Some(TableDraft::new(is_right));
            }
            Tag::Emphasis => self.line.emphasise(true),
            Tag::Strong => self.line.strengthen(true),
            Tag::Link { dest_url, title, .. } => {
                self.line.begin_link(&readable(&dest_url), &readable(&title))
            }
            Tag::Image { dest_url, .. } => self.line.begin_picture(&readable(&dest_url)),
            Tag::Paragraph => self.end_paragraph(),
            Tag::Heading { .. } => {
                self.end_paragraph();
                self.is_heading = true;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, source: &str) {
        match tag {
            TagEnd::List(_) | TagEnd::Item | TagEnd::BlockQuote(_) => self.close(),
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(level) => self.end_heading(level),
            TagEnd::CodeBlock => {
                if let Some(code) = self.code.take() {
                    self.put(Block::Code(code.trim_end_matches('\n').to_owned()));
                }
            }
            TagEnd::TableCell => self.with_table(TableDraft::end_cell),
            TagEnd::TableHead => self.with_table(|table, _| table.end_head()),
            TagEnd::TableRow => self.with_table(|table, _| table.end_row()),
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.put(table.finished(source));
                }
            }
            TagEnd::Emphasis => self.line.emphasise(false),
            TagEnd::Strong => self.line.strengthen(false),
            TagEnd::Link => self.line.end_link(),
            TagEnd::Image => self.end_picture(),
            _ => {}
        }
    }

    fn with_table(&mut self, step: impl FnOnce(&mut TableDraft, &mut Line)) {
        if let Some(table) = &mut self.table {
            step(table, &mut self.line);
        }
    }

    fn open(&mut self, container: Open) {
        self.end_paragraph();
        let is_deepest = self.open.iter().filter(|open| !matches!(open, Open::Item(_))).count() >= DEEPEST;
        if self.too_deep > 0 || (is_deepest && !matches!(container, Open::Item(_))) {
            self.too_deep += 1;
        } else {
            self.open.push(container);
        }
    }

    fn close(&mut self) {
        self.end_paragraph();
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        match self.open.pop() {
            Some(Open::List { first, items }) => self.put(Block::List { first, items }),
            Some(Open::Quote(blocks)) => self.put(Block::Quote(blocks)),
            Some(Open::Item(blocks)) => {
                if let Some(Open::List { items, .. }) = self.open.last_mut() {
                    items.push(blocks);
                }
            }
            None => {}
        }
    }

    fn put(&mut self, block: Block) {
        match self.open.last_mut() {
            Some(Open::Item(blocks) | Open::Quote(blocks)) => blocks.push(block),
            Some(Open::List { items, .. }) => items.push(vec![block]),
            None => self.done.push(block),
        }
    }

    /// Items of a list that lie close have text without a paragraph around it; its end is told by what comes next.
    fn end_paragraph(&mut self) {
        let runs = self.line.take_runs();
        if !runs.is_empty() {
            self.put(Block::Paragraph(runs));
        }
    }

    /// A heading within a list or a quotation is no heading of the text.
    fn end_heading(&mut self, level: HeadingLevel) {
        self.is_heading = false;
        let runs = self.line.take_runs();
        if runs.is_empty() {
            return;
        }
        if !self.open.is_empty() {
            let strong = runs.into_iter().map(|run| Run { is_strong: true, ..run }).collect();
            return self.put(Block::Paragraph(strong));
        }
        self.headings.retain(|above| *above < level);
        self.headings.push(level);
        let level = self.headings.len().min(LOWEST_HEADING);
        self.put(Block::Heading { level: u8::try_from(level).unwrap_or(1), text: runs });
    }

    /// A picture stands by itself, and cuts its paragraph in two; in a table or a heading its words stand for it.
    fn end_picture(&mut self) {
        let Some(Shown { address, alt }) = self.line.end_picture() else { return };
        let is_in_words = self.table.is_some() || self.is_heading;
        match picture_of(&address) {
            Some(file) if !is_in_words => {
                self.end_paragraph();
                self.put(Block::Picture { file, alt });
            }
            Some(_) => self.line.write(if alt.is_empty() { &address } else { &alt }, false),
            None => self.line.write(&format!("{alt} ({address})"), false),
        }
    }
}
