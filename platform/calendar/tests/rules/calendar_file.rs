//! The calendar file: what it may hold, and where each fault is said to stand.

use crate::day;
use calendar::{FileFault, OpeningHours, parse_calendar_file};
use kernel::Language;
use proptest::prelude::*;

const WHOLE: &str = r#"
time_zone = "Europe/Stockholm"
public_holidays = "SE"            # or omitted: no public holidays
[hours]                           # weekdays left out are closed
mon = ["08:00-12:00", "13:00-17:00"]
fri = ["00:00-24:00"]
before_red_day = ["08:00-15:00"]
[[exception]]
date = "2026-12-24"
hours = []
[[exception]]
month_day = "02-29"
hours = ["10:00-11:00"]
[[exception]]
date = 2026-12-28
hours = ["10:00-11:00"]
"#;

fn written(hours: &OpeningHours, date: &str) -> String {
    let written: Vec<String> = hours.hours_on(day(date)).iter().map(ToString::to_string).collect();
    written.join(" ")
}

/// Line, column and text key of each fault.
fn faults(text: &str) -> Vec<(usize, usize, &'static str)> {
    let faults = parse_calendar_file(text).expect_err("faults");
    faults.into_iter().map(|FileFault { line, column, fault }| (line, column, fault.message().key)).collect()
}

#[test]
fn a_whole_file_is_read() {
    let hours = parse_calendar_file(WHOLE).expect("a sound file");
    assert_eq!(written(&hours, "2026-11-23"), "08:00-12:00 13:00-17:00");
    assert_eq!(written(&hours, "2026-11-24"), "");
    assert_eq!(written(&hours, "2026-11-20"), "00:00-24:00");
    assert_eq!(written(&hours, "2026-10-30"), "08:00-15:00");
    assert_eq!(written(&hours, "2026-12-24"), "");
    assert_eq!(written(&hours, "2028-02-29"), "10:00-11:00");
    assert_eq!(written(&hours, "2026-12-28"), "10:00-11:00");
    assert_eq!(written(&hours, "2026-12-25"), "");
}

#[test]
fn without_public_holidays_christmas_is_a_friday() {
    let hours = parse_calendar_file("time_zone = \"Europe/Stockholm\"\n[hours]\nfri = [\"08:00-12:00\"]\n");
    assert_eq!(written(&hours.expect("a sound file"), "2026-12-25"), "08:00-12:00");
}

const FAULTY: &str = r#"time_zone = "Europe/Stokholm"
public_holidays = "NO"
colour = "red"
[hours]
mon = ["08:00-12:00", "8:00-9:00"]
"måndag" = []
tue = ["17:00-08:00"]
wed = ["08:00-12:00", "11:00-13:00"]
thu = "08:00-12:00"
fri = [8]
[[exception]]
date = "2026-02-30"
hours = []
[[exception]]
month_day = "13-01"
hours = []
[[exception]]
hours = []
[[exception]]
date = "2026-12-24"
[[exception]]
date = "2026-12-24"
month_day = "12-24"
hours = []
[[exception]]
date = "2026-12-24"
hours = []
"#;

#[test]
fn every_fault_is_told_with_line_and_column() {
    assert_eq!(
        faults(FAULTY),
        [
            (1, 13, "calendar-unknown-time-zone"),
            (2, 19, "calendar-unknown-public-holidays"),
            (3, 1, "calendar-unknown-key"),
            (5, 23, "calendar-wrong-clock-time"),
            (6, 1, "calendar-unknown-key"),
            (7, 8, "calendar-backward-interval"),
            (8, 7, "calendar-overlap"),
            (9, 7, "calendar-wanted-intervals"),
            (10, 8, "calendar-wanted-intervals"),
            (12, 8, "calendar-wrong-date"),
            (15, 13, "calendar-wrong-month-day"),
            (17, 1, "calendar-missing-key"),
            (19, 1, "calendar-missing-key"),
            (23, 13, "calendar-both-days"),
            (25, 1, "calendar-repeated-exception"),
        ]
    );
}

#[test]
fn what_is_no_toml_is_told_where_it_stands() {
    assert_eq!(faults("time_zone = \"Europe/Stockholm\"\n[hours\n"), [(2, 7, "calendar-wrong-toml")]);
    assert_eq!(faults("time_zone = \"Europe/Stockholm\"\nåäö = 1\n")[0], (2, 1, "calendar-wrong-toml"));
}

#[test]
fn a_file_without_zone_or_without_any_opening_is_refused() {
    assert_eq!(faults(""), [(1, 1, "calendar-missing-key")]);
    assert_eq!(faults("time_zone = \"Europe/Stockholm\"\n"), [(1, 1, "calendar-no-opening")]);
    assert_eq!(
        faults("time_zone = 1\nhours = 2\nexception = 3\n"),
        [(1, 13, "calendar-wanted-text"), (2, 9, "calendar-wanted-table"), (3, 13, "calendar-wanted-tables"),]
    );
    assert_eq!(faults("time_zone = \"\"\n[hours]\nmon=[]\n"), [(1, 13, "calendar-unknown-time-zone")]);
}

#[test]
fn every_fault_of_a_file_has_a_text_in_both_languages() {
    let told = [FAULTY, "time_zone = 1\nhours = 2\nexception = 3\n", "x"].map(parse_calendar_file);
    for fault in told.into_iter().filter_map(Result::err).flatten() {
        for language in Language::ALL {
            let written = texts::render(language, &fault.fault.message());
            assert!(!written.starts_with('[') && !written.contains("{$"), "{written}");
        }
    }
}

proptest! {
    #[test]
    fn a_file_with_a_slip_is_read_or_refused_with_a_place_inside_it(at in 0..WHOLE.len(), slip in any::<char>()) {
        let mut text = WHOLE.to_owned();
        text.replace_range(at..=at, &slip.to_string());
        if let Err(faults) = parse_calendar_file(&text) {
            prop_assert!(!faults.is_empty());
            for fault in faults {
                prop_assert!(fault.line <= text.split('\n').count() && fault.column > 0, "{fault:?}");
            }
        }
    }

    #[test]
    fn nothing_that_is_typed_breaks_the_readers(text in any::<String>()) {
        let _ = parse_calendar_file(&text);
        let _ = text.parse::<calendar::Target>();
        let _ = crate::office().parse_moment(&text);
    }
}
