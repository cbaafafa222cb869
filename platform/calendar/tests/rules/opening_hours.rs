//! Which hours a day has when weekday, red day, day before a red day and exception all have their say.

use crate::{at, day, intervals, office, office_rules, round_the_clock};
use calendar::{ExceptionDay, Fault, HoursException, OpeningHours, OpeningRules, PublicHolidays};

fn exception(day: ExceptionDay, hours: &[&str]) -> HoursException {
    HoursException { day, hours: intervals(hours) }
}

fn written(hours: &OpeningHours, date: &str) -> String {
    let written: Vec<String> = hours.hours_on(day(date)).iter().map(ToString::to_string).collect();
    written.join(" ")
}

fn faults(rules: OpeningRules) -> Vec<Fault> {
    OpeningHours::new(rules).expect_err("faults")
}

#[test]
fn the_day_before_a_red_day_has_its_own_hours() {
    let hours = office();
    assert_eq!(written(&hours, "2026-10-30"), "07:30-15:00");
    assert_eq!(written(&hours, "2026-11-20"), "07:30-16:00");
    assert_eq!(written(&hours, "2026-11-21"), "");
}

#[test]
fn hours_before_a_red_day_open_no_day_that_is_closed() {
    let mut rules = office_rules(&["07:30-16:00"]);
    rules.weekdays[4] = vec![];
    rules.before_red_day = Some(intervals(&["07:30-15:00"]));
    assert_eq!(written(&OpeningHours::new(rules).unwrap(), "2026-10-30"), "");
}

#[test]
fn an_empty_list_before_a_red_day_closes_it() {
    let rules = OpeningRules { before_red_day: Some(vec![]), ..office_rules(&["07:30-16:00"]) };
    assert_eq!(written(&OpeningHours::new(rules).unwrap(), "2026-10-30"), "");
}

#[test]
fn a_saturday_before_easter_keeps_its_hours_for_it_is_no_weekday() {
    let mut rules = office_rules(&["07:30-16:00"]);
    rules.weekdays[5] = intervals(&["10:00-14:00"]);
    rules.before_red_day = Some(intervals(&["07:30-15:00"]));
    assert_eq!(written(&OpeningHours::new(rules).unwrap(), "2026-04-04"), "10:00-14:00");
}

#[test]
fn a_sunday_with_hours_is_open_unless_it_is_a_named_holiday() {
    let mut rules = office_rules(&["07:30-16:00"]);
    rules.weekdays[6] = intervals(&["10:00-14:00"]);
    let hours = OpeningHours::new(rules).unwrap();
    assert_eq!(written(&hours, "2026-11-22"), "10:00-14:00");
    assert_eq!(written(&hours, "2026-04-05"), "");
}

#[test]
fn without_public_holidays_a_red_day_is_like_any_other() {
    let rules = OpeningRules {
        public_holidays: PublicHolidays::None,
        before_red_day: Some(intervals(&["07:30-15:00"])),
        ..office_rules(&["07:30-16:00"])
    };
    let hours = OpeningHours::new(rules).unwrap();
    assert_eq!(written(&hours, "2026-12-25"), "07:30-16:00");
    assert_eq!(written(&hours, "2026-12-24"), "07:30-16:00");
}

#[test]
fn an_exception_outranks_a_red_day_and_a_date_outranks_every_year() {
    let every_year = ExceptionDay::every_year("12-25").unwrap();
    let rules = OpeningRules {
        exceptions: vec![
            exception(every_year, &["09:00-12:00"]),
            exception(ExceptionDay::Date(day("2027-12-25")), &[]),
            exception(ExceptionDay::Date(day("2026-11-23")), &["10:00-11:00"]),
        ],
        ..office_rules(&["07:30-16:00"])
    };
    let hours = OpeningHours::new(rules).unwrap();
    assert_eq!(written(&hours, "2026-12-25"), "09:00-12:00");
    assert_eq!(written(&hours, "2027-12-25"), "");
    assert_eq!(written(&hours, "2026-11-23"), "10:00-11:00");
}

#[test]
fn a_leap_day_can_be_excepted_every_year_and_a_30th_of_february_cannot() {
    assert!(ExceptionDay::every_year("02-29").is_ok());
    assert_eq!(ExceptionDay::every_year("02-30"), Err(Fault::WrongMonthDay("02-30".to_owned())));
}

#[test]
fn intervals_are_put_in_order_and_may_touch_but_not_overlap() {
    let rules = office_rules(&["13:00-16:00", "08:00-12:00", "12:00-13:00"]);
    assert_eq!(
        written(&OpeningHours::new(rules).unwrap(), "2026-11-23"),
        "08:00-12:00 12:00-13:00 13:00-16:00"
    );
    let overlapping = intervals(&["08:00-12:00", "11:59-16:00"]);
    let mut rules = office_rules(&["08:00-16:00"]);
    rules.weekdays[2].clone_from(&overlapping);
    assert_eq!(faults(rules), [Fault::Overlap(overlapping[0], overlapping[1])]);
}

#[test]
fn a_calendar_that_never_opens_is_refused() {
    let rules = OpeningRules {
        before_red_day: Some(intervals(&["07:30-15:00"])),
        exceptions: vec![exception(ExceptionDay::Date(day("2026-12-24")), &[])],
        ..office_rules(&[])
    };
    assert_eq!(faults(rules), [Fault::NoOpening]);
}

#[test]
fn all_faults_are_told_at_once() {
    let twice = ExceptionDay::Date(day("2026-12-24"));
    let rules = OpeningRules {
        time_zone: "Europe/Stokholm".to_owned(),
        exceptions: vec![exception(twice, &[]), exception(twice, &["08:00-09:00"])],
        ..office_rules(&["07:30-16:00"])
    };
    assert_eq!(
        faults(rules),
        [
            Fault::UnknownTimeZone("Europe/Stokholm".to_owned()),
            Fault::RepeatedException("2026-12-24".to_owned())
        ]
    );
}

#[test]
fn the_end_of_an_interval_is_closed_and_its_beginning_open() {
    let hours = office();
    for (moment, is_open) in [
        ("2026-11-23T07:29:59", false),
        ("2026-11-23T07:30", true),
        ("2026-11-23T15:59:59", true),
        ("2026-11-23T16:00", false),
        ("2026-11-22T12:00", false),
    ] {
        assert_eq!(hours.is_open(at(&hours, moment)), is_open, "{moment}");
    }
}

#[test]
fn moments_are_civil_in_the_zone_of_the_calendar_or_carry_their_offset() {
    let hours = round_the_clock();
    let cases = [
        ("2026-11-18T10:15", "2026-11-18T10:15:00+01:00"),
        ("2026-11-18 10:15:30", "2026-11-18T10:15:30+01:00"),
        ("2026-11-18T10:15:00Z", "2026-11-18T11:15:00+01:00"),
        ("2026-07-01T10:15:00+09:00", "2026-07-01T03:15:00+02:00"),
        // Skipped: moved forward. Doubled: the first.
        ("2026-03-29T02:30", "2026-03-29T03:30:00+02:00"),
        ("2026-10-25T02:30", "2026-10-25T02:30:00+02:00"),
    ];
    for (text, written) in cases {
        assert_eq!(hours.write_moment(at(&hours, text)), written, "{text}");
    }
}

#[test]
fn what_is_no_moment_is_refused() {
    let hours = office();
    for text in ["", "now", "10:15", "2026-02-29T10:00", "2026-11-18T25:00", "2026-11-18T10:15[Asia/Tokyo]"] {
        assert_eq!(hours.parse_moment(text), Err(Fault::WrongMoment(text.to_owned())));
    }
    assert_eq!(hours.parse_moment("1899-12-31T10:00"), Err(Fault::YearOutside("1899".to_owned())));
    assert_eq!(hours.parse_moment("9999-12-31T23:59"), Err(Fault::YearOutside("9999".to_owned())));
}
