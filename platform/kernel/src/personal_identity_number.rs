//! Finds personal identity numbers in texts, so that they can be refused: Vidmakt never stores them.
//! Organisation numbers have the same form but no date in it, and pass.

/// Whether a text holds what looks like a personal identity number or a coordination number.
///
/// Twelve digits, or ten with a mark before the last four, need only begin with a date; ten bare digits, and digits
/// with a space among them, must also have the right check digit, or too many other numbers would be refused.
#[must_use]
pub fn has_personal_identity_number(text: &str) -> bool {
    candidates(text).iter().any(is_personal)
}

/// Whether a text holds nothing but a phone number that only looks like one: it begins with one zero and has no mark
/// before the last four digits: 070…, 08….
#[must_use]
pub fn is_phone_number(text: &str) -> bool {
    text.trim().starts_with('0') && candidates(text).iter().all(|one| one.is_vague && one.digits.len() == 10)
}

struct Candidate {
    digits: Vec<u32>,
    /// Many other numbers look like it.
    is_vague: bool,
}

/// The runs of digits in a text. A mark or a single space before the last four digits belongs to the run.
fn candidates(text: &str) -> Vec<Candidate> {
    let letters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        if is_uuid(&letters, at) {
            at += UUID_LENGTH;
            continue;
        }
        let head = run(&letters, at);
        let after = at + head.len();
        let tail = letters.get(after).map_or(Vec::new(), |mark| {
            if matches!(mark, '-' | '+' | ' ' | '–') { run(&letters, after + 1) } else { Vec::new() }
        });
        if matches!(head.len(), 6 | 8) && tail.len() == 4 {
            found.push(Candidate { digits: [head, tail].concat(), is_vague: letters[after] == ' ' });
            at = after + 5;
        } else {
            at = after.max(at + 1);
            found.push(Candidate { is_vague: head.len() == 10, digits: head });
        }
    }
    found
}

/// Where the marks of a UUID stand among its characters, and how many those are.
const UUID_MARKS: [usize; 4] = [8, 13, 18, 23];
const UUID_LENGTH: usize = 36;

/// Whether a UUID stands here by itself: links name records by them, and their digits are no person's.
fn is_uuid(letters: &[char], from: usize) -> bool {
    let is_free = |letter: Option<&char>| !letter.is_some_and(|letter| letter.is_alphanumeric());
    let fits = |(place, letter): (usize, &char)| {
        if UUID_MARKS.contains(&place) { *letter == '-' } else { letter.is_ascii_hexdigit() }
    };
    let before = from.checked_sub(1).and_then(|place| letters.get(place));
    let inside = letters.get(from..from + UUID_LENGTH);
    is_free(before)
        && is_free(letters.get(from + UUID_LENGTH))
        && inside.is_some_and(|inside| inside.iter().enumerate().all(fits))
}

fn run(letters: &[char], from: usize) -> Vec<u32> {
    letters.iter().skip(from).map_while(|letter| letter.to_digit(10)).collect()
}

fn is_personal(candidate: &Candidate) -> bool {
    let ten = match candidate.digits.as_slice() {
        [1, 8 | 9, ten @ ..] | [2, 0, ten @ ..] if ten.len() == 10 => ten,
        ten if ten.len() == 10 => ten,
        _ => return false,
    };
    begins_with_date(ten) && (!candidate.is_vague || has_check_digit(ten))
}

/// Month and day stand in places 3–6; the day of a coordination number is 60 higher.
fn begins_with_date(ten: &[u32]) -> bool {
    let (month, day) = (ten[2] * 10 + ten[3], ten[4] * 10 + ten[5]);
    (1..=12).contains(&month) && ((1..=31).contains(&day) || (61..=91).contains(&day))
}

fn has_check_digit(ten: &[u32]) -> bool {
    let sum: u32 = ten
        .iter()
        .enumerate()
        .map(|(place, digit)| if place % 2 == 0 { digit * 2 } else { *digit })
        .map(|product| product / 10 + product % 10)
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn personal_identity_numbers_are_found_in_every_form_and_place() {
        for text in [
            "811218-9876",
            "8112189876",
            "19811218-9876",
            "198112189876",
            "811218+9876",
            "19811218 9876",
            "Skola, 811218-9876 (vikarie)",
            "701063-2391",
            "a811218-9876b",
        ] {
            assert!(has_personal_identity_number(text), "{text}");
        }
    }

    #[test]
    fn the_digits_of_a_uuid_in_a_link_are_no_persons_and_those_beside_it_are() {
        let uuid = "01790312-7000-7a0a-8a00-198112189876";
        for text in [uuid.to_owned(), format!("/system/{uuid}"), format!("https://x.se/{uuid}?flik=historik")]
        {
            assert!(!has_personal_identity_number(&text), "{text}");
        }
        for text in [format!("{uuid} 811218-9876"), format!("811218-9876/{uuid}"), format!("{uuid}a")] {
            assert!(has_personal_identity_number(&text), "{text}");
        }
    }

    #[test]
    fn organisation_numbers_dates_and_other_numbers_pass() {
        for text in [
            "212000-1234",
            "2120001234",
            "556677-8899",
            "2026-11-22",
            "20261122",
            "20261122 1200",
            "1234567890123",
            "811338-9876",
            "KS 2026/1234",
            "8112189877",
            "",
        ] {
            assert!(!has_personal_identity_number(text), "{text}");
        }
    }
}
