//! The words of a file, for the search: taken out within limits. A file whose words cannot be taken out is kept without.

mod office;
mod pdf;
mod plain;

pub use pdf::print_text_of_pdf;
pub(crate) use plain::is_plain_text;

use crate::kind::FileKind;
use crate::settings::Settings;
use std::fs::File;

/// Words beyond these are not searched.
pub(crate) const MOST_CHARS: usize = 500_000;

/// The words of a file; none where there are none, or where they cannot be taken out.
pub(crate) fn text_in(settings: &Settings, content: &File, kind: FileKind) -> Option<String> {
    let text = match kind {
        FileKind::Pdf => pdf::text(settings.pdf_reader.as_deref()?, content),
        FileKind::Docx => office::text(content, &["word/document.xml", "word/footnotes.xml"]),
        FileKind::Odt | FileKind::Ods | FileKind::Odp => office::text(content, &["content.xml"]),
        FileKind::Xlsx => office::text(content, &["xl/sharedStrings.xml"]),
        FileKind::Text | FileKind::Csv | FileKind::Markdown => plain::text(content),
        FileKind::Pptx | FileKind::Png | FileKind::Jpeg | FileKind::Gif | FileKind::Webp => None,
    };
    text.map(|text| tidied(&text)).filter(|text| !text.is_empty())
}

/// Words with one space between them. PostgreSQL keeps no text with a NUL in it.
fn tidied(text: &str) -> String {
    let mut tidy = String::new();
    let mut left = MOST_CHARS;
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        let length = word.chars().count() + 1;
        if length > left {
            break;
        }
        left -= length;
        if !tidy.is_empty() {
            tidy.push(' ');
        }
        tidy.push_str(word);
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_with_one_space_between_them_and_up_to_a_limit() {
        assert_eq!(tidied(" Råd\0 och \r\n\t dåd "), "Råd och dåd");
        let many = "ord ".repeat(MOST_CHARS);
        assert!(tidied(&many).chars().count() <= MOST_CHARS);
    }
}
