//! How much working time lies between two moments.

use crate::{at, office, office_rules, round_the_clock, waits};
use calendar::{Fault, OpeningHours, Wait, elapsed, working_seconds};

fn between(hours: &OpeningHours, from: &str, to: &str) -> i64 {
    working_seconds(hours, at(hours, from), at(hours, to)).expect("years of the calendar")
}

#[test]
fn only_open_time_counts() {
    let hours = office();
    for (from, to, seconds) in [
        ("2026-11-18T10:15", "2026-11-19T10:15", 30_600),
        ("2026-11-18T06:00", "2026-11-18T08:00", 1_800),
        ("2026-11-18T16:00", "2026-11-19T07:30", 0),
        ("2026-11-20T15:59:59", "2026-11-23T07:30:01", 2),
        ("2026-10-30T00:00", "2026-11-02T00:00", 27_000),
        ("2026-12-24T00:00", "2026-12-28T00:00", 27_000),
        ("2026-11-18T12:00", "2026-11-18T12:00", 0),
        ("2026-11-18T12:00", "2026-11-18T11:00", 0),
    ] {
        assert_eq!(between(&hours, from, to), seconds, "{from} – {to}");
    }
}

#[test]
fn a_lunch_break_is_closed() {
    let hours = OpeningHours::new(office_rules(&["08:00-12:00", "13:00-17:00"])).unwrap();
    assert_eq!(between(&hours, "2026-11-18T11:00", "2026-11-18T14:00"), 7_200);
}

#[test]
fn a_year_of_office_hours_is_the_sum_of_its_days() {
    // 2026 has 261 weekdays, seven of them red, and nine others an hour shorter.
    assert_eq!(between(&office(), "2026-01-01T00:00", "2027-01-01T00:00"), 254 * 30_600 - 9 * 3_600);
}

#[test]
fn round_the_clock_the_nights_when_the_clocks_change_have_23_and_25_hours() {
    let hours = round_the_clock();
    assert_eq!(between(&hours, "2026-03-29T00:00", "2026-03-30T00:00"), 23 * 3_600);
    assert_eq!(between(&hours, "2026-10-25T00:00", "2026-10-26T00:00"), 25 * 3_600);
    assert_eq!(between(&hours, "2026-11-18T00:00", "2026-11-19T00:00"), 24 * 3_600);
}

#[test]
fn intervals_around_a_skipped_and_a_doubled_hour_count_no_time_twice() {
    let mut rules = office_rules(&[]);
    rules.weekdays[6] = crate::intervals(&["02:00-02:30", "03:00-04:00"]);
    let hours = OpeningHours::new(rules).unwrap();
    // In spring 02:00–02:30 is moved to 03:00–03:30, which is open already.
    assert_eq!(between(&hours, "2026-03-29T00:00", "2026-03-30T00:00"), 3_600);
    // In autumn the first 02:00–02:30 counts, and the second does not.
    assert_eq!(between(&hours, "2026-10-25T00:00", "2026-10-26T00:00"), 5_400);
}

#[test]
fn waits_are_taken_out_once_and_only_where_it_is_open() {
    let hours = office();
    let (from, to) = (at(&hours, "2026-11-18T10:00"), at(&hours, "2026-11-19T10:00"));
    let waiting = waits(
        &hours,
        &[
            "2026-11-18T15:00/2026-11-19T08:00",
            "2026-11-18T15:30/2026-11-18T23:00",
            "2026-11-18T08:00/2026-11-18T11:00",
            "2026-11-19T09:30/2026-11-25T09:30",
        ],
    );
    assert_eq!(elapsed(&hours, from, to, &waiting), Ok(30_600 - 5_400 - 3_600 - 1_800));
}

#[test]
fn half_seconds_are_not_counted_as_whole_ones() {
    assert_eq!(between(&office(), "2026-11-18T10:00:00.4", "2026-11-18T10:00:02"), 1);
}

#[test]
fn a_wait_must_end_after_it_begins_and_be_two_moments() {
    let hours = office();
    let backward = "2026-11-18T12:00/2026-11-18T11:00";
    assert_eq!(Wait::parse(backward, &hours), Err(Fault::BackwardWait(backward.to_owned())));
    assert_eq!(Wait::parse("2026-11-18", &hours), Err(Fault::WrongWait("2026-11-18".to_owned())));
    assert_eq!(Wait::parse("x/2026-11-18", &hours), Err(Fault::WrongMoment("x".to_owned())));
}

#[test]
fn moments_outside_the_years_of_the_calendar_are_refused() {
    let hours = office();
    let late = kernel::Instant::from_micros(i64::MAX);
    assert_eq!(
        working_seconds(&hours, at(&hours, "2026-11-18"), late),
        Err(Fault::YearOutside("9999".to_owned()))
    );
}

#[test]
fn every_fault_has_a_text_in_both_languages() {
    let interval = "08:00-12:00".parse().unwrap();
    let text = || "x".to_owned();
    let faults = [
        Fault::WrongClockTime(text()),
        Fault::WrongInterval(text()),
        Fault::BackwardInterval(text()),
        Fault::Overlap(interval, interval),
        Fault::UnknownTimeZone(text()),
        Fault::UnknownPublicHolidays(text()),
        Fault::WrongDate(text()),
        Fault::WrongMonthDay(text()),
        Fault::RepeatedException(text()),
        Fault::NoOpening,
        Fault::NeverOpensAgain(text()),
        Fault::YearOutside(text()),
        Fault::WrongMoment(text()),
        Fault::WrongTarget(text()),
        Fault::WrongWait(text()),
        Fault::BackwardWait(text()),
        Fault::WrongToml(text()),
        Fault::UnknownKey { key: text(), known: text() },
        Fault::MissingKey("hours"),
        Fault::BothDays,
    ];
    for fault in faults {
        for language in kernel::Language::ALL {
            let written = texts::render(language, &fault.message());
            assert!(!written.starts_with('[') && !written.contains("{$"), "{written}");
        }
    }
}
