//! What a file may be called: whatever the sender says, a name that is safe to show, to keep and to save under.

/// Longer names do not fit everywhere.
const MOST_CHARS: usize = 150;
const MOST_CHARS_OF_ENDING: usize = 8;
/// What some systems refuse in a name, or read as a way to somewhere else.
const FORBIDDEN: &[char] = &['<', '>', ':', '"', '|', '?', '*', '\u{fffd}'];
/// Names that mean a device.
const DEVICES: &[&str] =
    &["con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "lpt1", "lpt2", "lpt3"];

/// The last part of a name, without what cannot be seen, what turns the direction of reading, and what leads elsewhere.
/// Empty where nothing is left.
#[must_use]
pub fn safe_name(said: &str) -> String {
    let last = said.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen = last.chars().filter(|c| !c.is_control() && !is_unseen(*c));
    let plain: String = seen.map(|c| if FORBIDDEN.contains(&c) { '_' } else { c }).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = plain.trim_matches(['.', ' ']);
    let (stem, ending) = split(plain);
    let stem = stem.trim_end();
    let stem =
        if DEVICES.contains(&stem.to_lowercase().as_str()) { format!("_{stem}") } else { stem.to_owned() };
    match ending {
        Some(ending) => {
            let kept: String = stem.chars().take(MOST_CHARS - ending.chars().count() - 1).collect();
            format!("{}.{ending}", kept.trim_end())
        }
        None => stem.chars().take(MOST_CHARS).collect::<String>().trim_end().to_owned(),
    }
}

/// The part before the ending, and the ending as it is written. A long word after a dot is no ending.
pub(crate) fn split(name: &str) -> (&str, Option<&str>) {
    let is_ending = |text: &str| {
        (1..=MOST_CHARS_OF_ENDING).contains(&text.len()) && text.chars().all(|c| c.is_ascii_alphanumeric())
    };
    match name.rsplit_once('.') {
        Some((stem, ending)) if is_ending(ending) && !stem.is_empty() => (stem, Some(ending)),
        _ => (name, None),
    }
}

/// Marks of direction and joiners, which make a name look like another.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}' | '\u{61c}'
        | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_nowhere_and_hides_nothing() {
        for (said, safe) in [
            ("Förvaltningsplan 2027.pdf", "Förvaltningsplan 2027.pdf"),
            ("../../x", "x"),
            ("..\\..\\Windows\\plan.docx", "plan.docx"),
            ("C:\\Users\\plan.docx", "plan.docx"),
            ("plan\u{202e}fdp.exe", "planfdp.exe"),
            ("pl\u{7}an\r\n.pdf", "plan.pdf"),
            ("plan \t  2.pdf", "plan 2.pdf"),
            ("nul.txt", "_nul.txt"),
            ("a<b>\"c\"?.txt", "a_b__c__.txt"),
            ("..", ""),
            ("", ""),
            ("plan.pdf.", "plan.pdf"),
            (".htaccess", "htaccess"),
        ] {
            assert_eq!(safe_name(said), safe, "{said:?}");
        }
    }

    #[test]
    fn a_long_name_is_cut_and_keeps_its_ending() {
        let name = safe_name(&format!("{}.pdf", "å".repeat(300)));
        assert_eq!(name.chars().count(), MOST_CHARS);
        assert!(name.ends_with("å.pdf"));
    }

    #[test]
    fn an_ending_is_a_short_word_after_the_last_dot() {
        assert_eq!(split("a.b.PDF"), ("a.b", Some("PDF")));
        assert_eq!(split("Avtal nr. tjugoettochtjugo"), ("Avtal nr. tjugoettochtjugo", None));
        assert_eq!(split("v1.2 slutlig"), ("v1.2 slutlig", None));
        assert_eq!(split(".pdf"), (".pdf", None));
    }
}
