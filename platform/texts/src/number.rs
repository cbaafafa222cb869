//! Numbers and money as Swedish texts write them: groups of three, a comma before öre, and spaces that do not break the line.

use kernel::{Language, Money};

/// Between groups of three digits (narrow, never broken).
const GROUP_SPACE: char = '\u{202F}';
/// Between an amount and its unit (never broken).
const UNIT_SPACE: char = '\u{A0}';
const MINUS: char = '\u{2212}';

/// A whole number in groups of three: `12 345`.
#[must_use]
pub fn number(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut written = String::with_capacity(digits.len() * 2);
    if value < 0 {
        written.push(MINUS);
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push(GROUP_SPACE);
        }
        written.push(digit);
    }
    written
}

/// An amount in kronor, with öre only where it is not whole: `1 234 567 kr`, `12,50 kr` (in English `12.50 kr`).
#[must_use]
pub fn money(language: Language, amount: Money) -> String {
    let ore = amount.ore.unsigned_abs() % 100;
    // Written apart from the sign: −50 öre has no kronor that could carry it.
    let sign = if amount.ore < 0 { MINUS.to_string() } else { String::new() };
    let kronor = number((amount.ore / 100).abs());
    if ore == 0 {
        return format!("{sign}{kronor}{UNIT_SPACE}kr");
    }
    let mark = match language {
        Language::Swedish => ',',
        Language::English => '.',
    };
    format!("{sign}{kronor}{mark}{ore:02}{UNIT_SPACE}kr")
}

/// An amount as people write it: `1 234,50`, `12.5 kr`, `−300`. Never more than two decimals.
#[must_use]
pub fn parse_money(text: &str) -> Option<Money> {
    let text: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let lower = text.to_lowercase();
    let bare = ["kr", "sek", ":-"].iter().fold(lower.as_str(), |text, unit| text.trim_end_matches(unit));
    let (is_negative, bare) =
        bare.strip_prefix(['-', MINUS]).map_or((false, bare), |positive| (true, positive));
    let (kronor, ore) = bare.split_once([',', '.']).unwrap_or((bare, ""));
    let is_digits = |part: &str| part.chars().all(|letter| letter.is_ascii_digit());
    if kronor.is_empty() || ore.len() > 2 || !is_digits(kronor) || !is_digits(ore) {
        return None;
    }
    let ore: i64 = format!("{ore:0<2}").parse().ok()?;
    let whole = kronor.parse::<i64>().ok()?.checked_mul(100)?.checked_add(ore)?;
    Some(Money { ore: if is_negative { -whole } else { whole } })
}

/// An amount as it is typed again: `1234,50`.
#[must_use]
pub fn typed_money(amount: Money) -> String {
    let sign = if amount.ore < 0 { "-" } else { "" };
    let (kronor, ore) = (amount.ore.unsigned_abs() / 100, amount.ore.unsigned_abs() % 100);
    if ore == 0 { format!("{sign}{kronor}") } else { format!("{sign}{kronor},{ore:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        text.replace([GROUP_SPACE, UNIT_SPACE], " ")
    }

    #[test]
    fn whole_numbers_are_grouped_by_three() {
        let cases = [
            (0, "0"),
            (999, "999"),
            (1_000, "1 000"),
            (1_234_567, "1 234 567"),
            (-12_345, "−12 345"),
            (i64::MIN, "−9 223 372 036 854 775 808"),
        ];
        for (value, written) in cases {
            assert_eq!(plain(&number(value)), written);
        }
    }

    #[test]
    fn money_shows_ore_only_when_it_is_not_whole() {
        let cases = [
            (123_456_700, "1 234 567 kr", "1 234 567 kr"),
            (1_250, "12,50 kr", "12.50 kr"),
            (5, "0,05 kr", "0.05 kr"),
            (-50, "−0,50 kr", "−0.50 kr"),
            (-120_000, "−1 200 kr", "−1 200 kr"),
            (0, "0 kr", "0 kr"),
        ];
        for (ore, swedish, english) in cases {
            assert_eq!(plain(&money(Language::Swedish, Money { ore })), swedish);
            assert_eq!(plain(&money(Language::English, Money { ore })), english);
        }
    }

    #[test]
    fn an_amount_is_read_as_it_is_shown_and_as_people_type_it() {
        let cases = [
            ("1 234,50", 123_450),
            ("12.5 kr", 1_250),
            ("−300", -30_000),
            ("0,05", 5),
            ("7 SEK", 700),
            ("100:-", 10_000),
        ];
        for (text, ore) in cases {
            assert_eq!(parse_money(text), Some(Money { ore }), "{text}");
        }
        for text in ["", "kr", "1,234", "1.2.3", "tolv", ",50", "99999999999999999999", "--1"] {
            assert_eq!(parse_money(text), None, "{text}");
        }
        for ore in [0, 5, -50, 123_450, -120_000] {
            assert_eq!(parse_money(&typed_money(Money { ore })), Some(Money { ore }));
            assert_eq!(parse_money(&money(Language::Swedish, Money { ore })), Some(Money { ore }));
        }
    }

    #[test]
    fn an_amount_never_breaks_over_two_lines() {
        let written = money(Language::Swedish, Money { ore: 123_456_700 });
        assert_eq!(written, "1\u{202F}234\u{202F}567\u{A0}kr");
    }
}
