//! The colour of what is printed in the name of an organisation: dark enough to be read on white paper.

use kernel::{LocalText, Message, Objection};

/// The least contrast to white, as tenths, that text must have for people who see badly (WCAG 2.2, AA).
const LEAST_TENTHS: u32 = 45;

/// What is wrong with a colour; an empty one is none.
pub(crate) fn check_accent(text: &str) -> Option<Objection> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let Some(parts) = red_green_blue(text) else {
        return Some(Objection::new("accent", "objection-accent-no-colour"));
    };
    let tenths = contrast_to_white_tenths(parts);
    if tenths >= LEAST_TENTHS {
        return None;
    }
    let [whole, part] = [tenths / 10, tenths % 10];
    let ratio = LocalText::new(format!("{whole},{part}"), format!("{whole}.{part}"));
    Some(Objection::new("accent", Message::new("objection-accent-too-light").with("ratio", ratio)))
}

/// The three parts of a colour that is written as `#` and six hexadecimal digits.
fn red_green_blue(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let is_hexadecimal = digits.bytes().all(|one| one.is_ascii_hexdigit());
    let number = u32::from_str_radix(digits, 16).ok().filter(|_| is_hexadecimal)?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some([red, green, blue])
}

/// How many times lighter white is, by WCAG's relative luminance; in tenths, rounded down, so that nothing passes by rounding.
fn contrast_to_white_tenths(parts: [u8; 3]) -> u32 {
    let linear = parts.map(|part| {
        let share = f64::from(part) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    });
    let luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    let tenths = 10.5 / (luminance + 0.05);
    // Between 10 and 210.
    (10..=210).take_while(|one| f64::from(*one) <= tenths + 1e-9).last().unwrap_or(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_six_digits_and_dark_enough_to_be_read_on_white() {
        let cases = [
            ("", None),
            ("  ", None),
            ("#000000", None),
            ("#1F4E79", None),
            ("#767676", None),
            // The lightest grey that still is dark enough is #767676, at 4.54 to 1.
            ("#777777", Some("objection-accent-too-light")),
            ("#ffffff", Some("objection-accent-too-light")),
            ("#ff0000", Some("objection-accent-too-light")),
            ("#00f", Some("objection-accent-no-colour")),
            ("1f4e79", Some("objection-accent-no-colour")),
            ("#1f4e7g", Some("objection-accent-no-colour")),
            ("#+f4e79", Some("objection-accent-no-colour")),
            ("#å4e79", Some("objection-accent-no-colour")),
            ("red", Some("objection-accent-no-colour")),
        ];
        for (text, expected) in cases {
            assert_eq!(check_accent(text).map(|wrong| wrong.message.key), expected, "{text}");
        }
    }

    #[test]
    fn white_is_once_and_black_twenty_one_times_as_light_as_itself() {
        assert_eq!(contrast_to_white_tenths([255; 3]), 10);
        assert_eq!(contrast_to_white_tenths([0; 3]), 210);
        assert_eq!(contrast_to_white_tenths([255, 0, 0]), 39, "red is 3.998, which is not rounded up");
    }
}
