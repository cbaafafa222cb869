//! Cells that a spreadsheet program would read as formulas: they get an apostrophe in front when they leave, and lose it
//! when they come back.

const MARK: char = '\'';

/// A text as it may stand in a file.
#[must_use]
pub fn neutralised(text: &str) -> String {
    if begins_formula(text) { format!("{MARK}{text}") } else { text.to_owned() }
}

/// A text as it was before it was neutralised.
#[must_use]
pub fn without_neutralising(text: &str) -> &str {
    text.strip_prefix(MARK).filter(|rest| begins_formula(rest)).unwrap_or(text)
}

/// Apostrophes before the sign are passed over, so that a text which had one of its own gets it back.
fn begins_formula(text: &str) -> bool {
    text.trim_start_matches(MARK).starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_looks_like_a_formula_gets_an_apostrophe_and_nothing_else_does() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("+46 19", "'+46 19"),
            ("-", "'-"),
            ("@a", "'@a"),
            ("'=a", "''=a"),
            ("'a", "'a"),
            ("a=b", "a=b"),
            ("", ""),
        ] {
            assert_eq!(neutralised(text), expected);
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back_as_it_was(text in "['=+@\\-\t\ra-c]{0,6}|.*") {
            let outside = neutralised(&text);
            prop_assert_eq!(without_neutralising(&outside), text.as_str());
        }
    }
}
