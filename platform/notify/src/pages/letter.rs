//! What a mail looks like: the same content as plain text and as plain HTML, in the reader's language.

use kernel::{Language, Message};
use maud::{DOCTYPE, html};

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
                    title { (self.title) }
                }
                body style="font-family: sans-serif; font-size: 16px; line-height: 1.5; max-width: 40em" {
                    p { (greeting) }
                    @for section in &self.sections {
                        @if let Some(title) = &section.title { h2 style="font-size: 18px" { (title) } }
                        ul { @for item in &section.items { li { a href=(item.address) { (item.text) } } } }
                        @if section.more > 0 { p { (more(language, section.more)) } }
                    }
                    p style="color: #555; font-size: 14px" {
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
