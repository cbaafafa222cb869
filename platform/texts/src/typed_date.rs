//! Reads a day as people type it: `2026-11-22`, `20261122`, `22/11 2026`, `22 nov`, `22 november 2026`.

use jiff::civil::Date;

/// Other years are slips of the finger, such as `22/11 26` or `20206-11-22`.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;

/// Every way of writing a day, once the name of its month is a number. White space may be left out or doubled.
const WITH_YEAR: [&str; 6] = ["%Y-%m-%d", "%Y%m%d", "%Y/%m/%d", "%d/%m %Y", "%d/%m/%Y", "%d.%m.%Y"];

/// The names of the months, whole and shortened, in both languages.
const MONTHS: [(&str, &[&str]); 12] = [
    ("01", &["januari", "january", "jan"]),
    ("02", &["februari", "february", "feb", "febr"]),
    ("03", &["mars", "march", "mar"]),
    ("04", &["april", "apr"]),
    ("05", &["maj", "may"]),
    ("06", &["juni", "june", "jun"]),
    ("07", &["juli", "july", "jul"]),
    ("08", &["augusti", "august", "aug"]),
    ("09", &["september", "sep", "sept"]),
    ("10", &["oktober", "october", "okt", "oct"]),
    ("11", &["november", "nov"]),
    ("12", &["december", "dec"]),
];

/// The day that was meant, or nothing where that is not certain. A day without a year is one of this year.
#[must_use]
pub fn parse_date(typed: &str, today: Date) -> Option<Date> {
    let typed = with_month_as_number(&typed.trim().to_lowercase());
    let day = WITH_YEAR
        .iter()
        .find_map(|form| Date::strptime(form, &typed).ok())
        .or_else(|| Date::strptime("%d/%m %Y", format!("{typed} {}", today.year())).ok())?;
    YEARS.contains(&day.year()).then_some(day)
}

/// `22 nov. 2026` becomes `22/11 2026`; what holds no month name is left as it is.
fn with_month_as_number(typed: &str) -> String {
    let words: Vec<&str> = typed.split_whitespace().filter(|word| *word != "den").collect();
    let [day, month, year @ ..] = words.as_slice() else {
        return typed.to_owned();
    };
    let month = month.trim_end_matches(['.', ',']);
    let Some((number, _)) = MONTHS.iter().find(|(_, names)| names.contains(&month)) else {
        return typed.to_owned();
    };
    let day = day.trim_end_matches('.');
    format!("{day}/{number} {}", year.join(" ")).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const TODAY: Date = date(2026, 11, 20);

    #[test]
    fn a_day_is_read_in_every_way_people_write_it() {
        let forms = [
            "2026-11-22",
            " 2026-11-22 ",
            "20261122",
            "2026/11/22",
            "22/11 2026",
            "22/11/2026",
            "22/11",
            "22.11.2026",
            "22 nov",
            "22 Nov.",
            "22 november",
            "22 november 2026",
            "den 22 november 2026",
            "22 NOVEMBER  2026",
        ];
        for typed in forms {
            assert_eq!(parse_date(typed, TODAY), Some(date(2026, 11, 22)), "{typed}");
        }
    }

    #[test]
    fn months_are_known_in_swedish_and_english() {
        for typed in ["5 maj 2027", "5 may 2027", "5/5 2027", "05/05 2027"] {
            assert_eq!(parse_date(typed, TODAY), Some(date(2027, 5, 5)), "{typed}");
        }
        assert_eq!(parse_date("1 okt", TODAY), Some(date(2026, 10, 1)));
        assert_eq!(parse_date("1 oct", TODAY), Some(date(2026, 10, 1)));
    }

    #[test]
    fn a_day_without_year_is_one_of_this_year_even_when_it_has_passed() {
        assert_eq!(parse_date("7 jan", TODAY), Some(date(2026, 1, 7)));
        assert_eq!(parse_date("7/1", TODAY), Some(date(2026, 1, 7)));
    }

    #[test]
    fn what_is_no_certain_day_is_not_guessed() {
        let wrong = [
            "",
            "nov",
            "22",
            "2026",
            "2026-11",
            "22 nox 2026",
            "31 november",
            "29 feb",
            "2026-02-29",
            "22/13 2026",
            "22/11 26",
            "22-11-26",
            "261122",
            "1899-12-31",
            "0001-01-01",
            "igår",
            "2026-11-22T10:00",
            "11/22/2026",
            "2026-11-22 x",
            "-2026-11-22",
            "22 nov 2026 10:00",
            "2026-1122",
        ];
        for typed in wrong {
            assert_eq!(parse_date(typed, TODAY), None, "{typed}");
        }
    }

    #[test]
    fn the_leap_day_is_a_day_in_leap_years() {
        assert_eq!(parse_date("29 feb 2028", TODAY), Some(date(2028, 2, 29)));
        assert_eq!(parse_date("29 feb", date(2028, 1, 1)), Some(date(2028, 2, 29)));
    }

    proptest! {
        #[test]
        fn every_written_day_is_read_back(days in 0..100_000_i64) {
            let day = date(1900, 1, 1).checked_add(jiff::ToSpan::days(days)).unwrap();
            prop_assert_eq!(parse_date(&crate::date(day), TODAY), Some(day));
        }

        #[test]
        fn nothing_that_is_typed_breaks_the_reader(typed in any::<String>()) {
            let _ = parse_date(&typed, TODAY);
        }
    }
}
