//! When something is due: the worked examples of the rules, and the corners around them.

use crate::{at, intervals, office, office_rules, round_the_clock, waits};
use calendar::{ExceptionDay, Fault, HoursException, OpeningHours, OpeningRules, due};

fn due_at(hours: &OpeningHours, opened: &str, target: &str, waiting: &[&str]) -> String {
    let target = target.parse().expect("a target");
    let due = due(hours, at(hours, opened), target, &waits(hours, waiting)).expect("a due moment");
    hours.write_moment(due.at)
}

fn check_office(cases: &[(&str, &str, &str)]) {
    let hours = office();
    for (opened, target, expected) in cases {
        assert_eq!(due_at(&hours, opened, target, &[]), *expected, "{opened} + {target}");
    }
}

#[test]
fn one_working_day_is_the_same_clock_time_on_the_next() {
    check_office(&[
        ("2026-11-18T10:15", "1 working day", "2026-11-19T10:15:00+01:00"),
        ("2026-10-30T14:00", "1 working day", "2026-11-02T14:00:00+01:00"),
        ("2026-12-23T15:30", "1 working day", "2026-12-24T15:00:00+01:00"),
        ("2026-11-21T12:00", "1 working day", "2026-11-24T07:30:00+01:00"),
    ]);
}

#[test]
fn working_days_pass_over_weekends_red_days_and_the_new_year() {
    check_office(&[
        ("2026-11-18T10:15", "5 working days", "2026-11-25T10:15:00+01:00"),
        ("2026-12-31T10:00", "1 working day", "2027-01-04T10:00:00+01:00"),
        ("2026-04-02T14:30", "1 working day", "2026-04-07T14:30:00+02:00"),
        ("2026-11-18T16:00", "1 working day", "2026-11-20T07:30:00+01:00"),
        ("2026-11-18T06:00", "1 working day", "2026-11-19T07:30:00+01:00"),
        ("2026-11-18T10:15:42", "1 working day", "2026-11-19T10:15:42+01:00"),
    ]);
}

#[test]
fn open_time_runs_only_while_it_is_open() {
    check_office(&[
        ("2026-11-18T10:15", "4h", "2026-11-18T14:15:00+01:00"),
        ("2026-11-18T14:00", "4h", "2026-11-19T09:30:00+01:00"),
        ("2026-10-30T14:00", "4h", "2026-11-02T10:30:00+01:00"),
        ("2026-12-23T15:30", "4h", "2026-12-24T11:00:00+01:00"),
        ("2026-11-18T16:00", "4h", "2026-11-19T11:30:00+01:00"),
        ("2026-11-21T12:00", "1h30m", "2026-11-23T09:00:00+01:00"),
        ("2026-11-18T16:00", "45s", "2026-11-19T07:30:45+01:00"),
    ]);
}

#[test]
fn time_that_ends_as_the_day_closes_is_due_that_evening_and_not_next_morning() {
    check_office(&[("2026-11-18T07:30", "8h30m", "2026-11-18T16:00:00+01:00")]);
}

#[test]
fn a_clock_time_that_is_closed_later_falls_back_to_the_last_open_moment_or_waits_for_the_first() {
    let mut rules = office_rules(&["08:00-12:00", "13:00-17:00"]);
    rules.weekdays[0] = intervals(&["06:00-20:00"]);
    let hours = OpeningHours::new(rules).unwrap();
    let tuesday =
        [("12:30", "12:00"), ("06:30", "08:00"), ("19:00", "17:00"), ("12:00", "12:00"), ("13:00", "13:00")];
    for (opened, due) in tuesday {
        let opened = format!("2026-11-23T{opened}");
        assert_eq!(
            due_at(&hours, &opened, "1 working day", &[]),
            format!("2026-11-24T{due}:00+01:00"),
            "{opened}"
        );
    }
}

#[test]
fn waiting_moves_what_is_due_by_the_working_time_waited() {
    let hours = office();
    let opened = "2026-11-18T10:15";
    let cases: [(&[&str], &str); 8] = [
        (&["2026-11-18T12:00/2026-11-19T08:30"], "2026-11-19T15:15:00+01:00"),
        (&["2026-11-18T17:00/2026-11-19T07:00"], "2026-11-19T10:15:00+01:00"),
        (
            &["2026-11-18T12:00/2026-11-18T13:00", "2026-11-18T12:30/2026-11-18T13:30"],
            "2026-11-19T11:45:00+01:00",
        ),
        (
            &["2026-11-18T12:00/2026-11-18T14:00", "2026-11-18T12:30/2026-11-18T13:00"],
            "2026-11-19T12:15:00+01:00",
        ),
        (&["2026-11-17T08:00/2026-11-18T11:15"], "2026-11-19T11:15:00+01:00"),
        (&["2026-11-16T08:00/2026-11-17T12:00"], "2026-11-19T10:15:00+01:00"),
        (&["2026-11-19T10:15/2026-11-19T12:00"], "2026-11-19T10:15:00+01:00"),
        (&["2026-11-19T09:15/2026-11-19T12:15"], "2026-11-19T13:15:00+01:00"),
    ];
    for (waiting, expected) in cases {
        assert_eq!(due_at(&hours, opened, "1 working day", waiting), expected, "{waiting:?}");
    }
    assert_eq!(
        due_at(&hours, opened, "4h", &["2026-11-18T12:00/2026-11-19T08:30"]),
        "2026-11-19T10:45:00+01:00"
    );
}

#[test]
fn a_wait_that_begins_while_the_moved_clock_still_runs_moves_it_again() {
    let waiting = ["2026-11-18T12:00/2026-11-18T13:00", "2026-11-19T11:00/2026-11-19T12:00"];
    assert_eq!(due_at(&office(), "2026-11-18T10:15", "1 working day", &waiting), "2026-11-19T12:15:00+01:00");
}

#[test]
fn waiting_pushes_a_due_moment_at_closing_time_into_the_next_day_that_opens() {
    let waiting = ["2026-12-24T10:00/2026-12-24T10:30"];
    assert_eq!(due_at(&office(), "2026-12-23T15:30", "1 working day", &waiting), "2026-12-28T08:00:00+01:00");
}

#[test]
fn working_seconds_are_the_open_time_to_the_due_moment_without_the_waits() {
    let hours = office();
    let waiting = waits(&hours, &["2026-11-18T12:00/2026-11-19T08:30"]);
    for (target, seconds) in [("4h", 14_400), ("1 working day", 30_600)] {
        let due = due(&hours, at(&hours, "2026-11-18T10:15"), target.parse().unwrap(), &waiting).unwrap();
        assert_eq!(due.working_seconds, seconds, "{target}");
    }
}

#[test]
fn round_the_clock_a_day_of_24_hours_ends_an_hour_off_when_the_clocks_change() {
    let hours = round_the_clock();
    for (opened, target, expected) in [
        ("2026-03-29T00:00", "24h", "2026-03-30T01:00:00+02:00"),
        ("2026-10-25T00:00", "24h", "2026-10-25T23:00:00+01:00"),
        ("2026-03-28T12:00", "1 working day", "2026-03-29T12:00:00+02:00"),
        ("2026-03-28T02:30", "1 working day", "2026-03-29T03:30:00+02:00"),
        ("2026-10-24T02:30", "1 working day", "2026-10-25T02:30:00+02:00"),
        ("2026-10-25T02:30:00+01:00", "1h", "2026-10-25T03:30:00+01:00"),
        ("2026-10-25T02:30:00+01:00", "1 working day", "2026-10-26T02:30:00+01:00"),
    ] {
        assert_eq!(due_at(&hours, opened, target, &[]), expected, "{opened} + {target}");
    }
}

#[test]
fn hours_that_never_open_again_are_told_instead_of_searched_for_ever() {
    let only = HoursException {
        day: ExceptionDay::Date(crate::day("2026-11-18")),
        hours: intervals(&["08:00-12:00"]),
    };
    let hours = OpeningHours::new(OpeningRules { exceptions: vec![only], ..office_rules(&[]) }).unwrap();
    assert_eq!(due_at(&hours, "2026-11-18T08:00", "4h", &[]), "2026-11-18T12:00:00+01:00");
    for (opened, target) in [
        ("2026-11-18T08:00:01", "4h"),
        ("2026-11-18T08:00", "1 working day"),
        ("2026-11-18T12:00", "1s"),
        ("2027-01-01T00:00", "1 working day"),
    ] {
        let outcome = due(&hours, at(&hours, opened), target.parse().unwrap(), &[]);
        assert!(matches!(outcome, Err(Fault::NeverOpensAgain(_))), "{opened} + {target}: {outcome:?}");
    }
    let endless = due(&office(), at(&hours, "2026-11-18T08:00"), "9000000000h".parse().unwrap(), &[]);
    assert!(matches!(endless, Err(Fault::NeverOpensAgain(_))));
}

#[test]
fn a_day_of_every_fourth_year_is_found() {
    let leap = HoursException {
        day: ExceptionDay::every_year("02-29").unwrap(),
        hours: intervals(&["08:00-12:00"]),
    };
    let hours = OpeningHours::new(OpeningRules { exceptions: vec![leap], ..office_rules(&[]) }).unwrap();
    assert_eq!(due_at(&hours, "2026-11-18T08:00", "1 working day", &[]), "2032-02-29T08:00:00+01:00");
}
