//! What a mail looks like: the same content as plain text and as plain HTML, in the reader's language.

use kernel::{Language, Message};
use maud::{DOCTYPE, html};

/// Mail programs read styles only where they stand. Colours are the reader's own, so that dark stays dark.
const BODY: &str = "margin: 0 auto; padding: 16px; max-width: 40em; font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', \
                    Roboto, sans-serif; overflow-wrap: break-word";
const HEADING: &str = "margin: 24px 0 8px; font-size: 18px";
const LIST: &str = "margin: 0; padding-left: 20px";
const LINE: &str = "margin: 0 0 8px";
const FOOT: &str =
    "margin: 32px 0 0; padding-top: 12px; border-top: 1px solid #999; font-size: 14px; opacity: 0.8";

/// What a mail says, before it is written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Draft {
    pub title: String,
    pub reader: String,
    pub sections: Vec<Section>,
    pub federation: String,
    /// Where the reader chooses what is sent.
    pub choice_address: String,
}

/// Lines of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Section {
    pub title: Option<String>,
    pub items: Vec<Item>,
    /// Lines of this kind that did not find room.
    pub more: usize,
}

/// One thing, and the page where it is seen to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    pub text: String,
    pub address: String,
}

impl Draft {
    fn words(&self, language: Language) -> [String; 2] {
        let with = |key, name: &'static str, value: &str| {
            texts::render(language, &Message::new(key).with(name, value))
        };
        [with("mail-greeting", "name", &self.reader), with("mail-why", "federation", &self.federation)]
    }

    pub(crate) fn plain(&self, language: Language) -> String {
        let [greeting, why] = self.words(language);
        let mut text = format!("{greeting}\n");
        for section in &self.sections {
            text.push('\n');
            if let Some(title) = &section.title {
                text += &format!("{title}\n");
            }
            for item in &section.items {
                text += &format!("- {}\n  {}\n", item.text, item.address);
            }
            if section.more > 0 {
                text += &format!("{}\n", more(language, section.more));
            }
        }
        text + &format!("\n{why}\n{} {}\n", texts::text(language, "mail-choose"), self.choice_address)
    }

    pub(crate) fn html(&self, language: Language) -> String {
        let [greeting, why] = self.words(language);
        let page = html! {
            (DOCTYPE)
            html lang=(language.code()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width";
                    meta name="color-scheme" content="light dark";
                    title { (self.title) }
                }
                body style=(BODY) {
                    p { (greeting) }
                    @for section in &self.sections {
                        @if let Some(title) = &section.title { h2 style=(HEADING) { (title) } }
                        ul style=(LIST) {
                            @for item in &section.items { li style=(LINE) { a href=(item.address) { (item.text) } } }
                        }
                        @if section.more > 0 { p { (more(language, section.more)) } }
                    }
                    p style=(FOOT) {
                        (why) " " a href=(self.choice_address) { (texts::text(language, "mail-choose-link")) }
                    }
                }
            }
        };
        page.into_string()
    }
}

fn more(language: Language, count: usize) -> String {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    texts::render(language, &Message::new("mail-more").with("count", count))
}
