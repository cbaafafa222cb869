//! The days of a year: colours, names, weeks, and their form as JSON.

use crate::{day, intervals, office, office_rules};
use calendar::{
    ExceptionDay, Fault, HoursException, OpeningHours, OpeningRules, YEARS, days_of_year, holidays_on,
    is_public_holiday, is_red,
};
use jiff::civil::{Date, Weekday};
use kernel::Language;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Not a name of the day but of its place between two others.
const BRIDGE_DAY: &str = "Klämdag";

/// Name and whether it is a public holiday, for each named day of 2024–2032.
fn reference() -> BTreeMap<Date, (String, bool)> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/holidays-se.csv");
    let mut reader = csv::Reader::from_path(path).expect("the reference");
    let rows = reader.records().map(|row| row.expect("a row"));
    rows.map(|row| (day(&row[0]), (row[1].to_owned(), &row[2] == "true"))).collect()
}

fn row_of(date: &str, hours: Option<&OpeningHours>) -> Value {
    let date = day(date);
    let rows = days_of_year(date.year(), hours).expect("a year of the calendar");
    let row = rows.iter().find(|row| row.date == date).expect("a day of the year");
    serde_json::to_value(row).expect("JSON")
}

#[test]
fn every_day_from_2024_to_2032_is_red_or_named_as_the_independent_reference_says() {
    let reference = reference();
    assert_eq!(reference.len(), 9 * 23);
    let mut days_seen = 0;
    for row in (2024..=2032).flat_map(|year| days_of_year(year, None).expect("a year of the calendar")) {
        let (name, is_public) = match reference.get(&row.date) {
            Some((name, is_public)) => (Some(name.as_str()).filter(|name| *name != BRIDGE_DAY), *is_public),
            None => (None, false),
        };
        assert_eq!(is_public_holiday(row.date), is_public, "{}", row.date);
        assert_eq!(row.red, is_public || row.date.weekday() == Weekday::Sunday, "{}", row.date);
        assert_eq!(row.name(Language::Swedish).as_deref(), name, "{}", row.date);
        days_seen += 1;
    }
    assert_eq!(days_seen, 9 * 365 + 3);
}

#[test]
fn a_day_is_written_as_json_without_hours_where_none_were_given() {
    assert_eq!(
        row_of("2026-10-30", None),
        json!({"date": "2026-10-30", "red": false, "name": "Allahelgonsafton", "working_day": true, "short_day": true, "iso_week": 44})
    );
    assert_eq!(
        row_of("2026-11-22", None),
        json!({"date": "2026-11-22", "red": true, "name": null, "working_day": false, "short_day": false, "iso_week": 47})
    );
}

#[test]
fn a_day_is_written_as_json_with_the_hours_of_the_calendar() {
    let hours = office();
    assert_eq!(
        row_of("2026-12-24", Some(&hours)),
        json!({"date": "2026-12-24", "red": false, "name": "Julafton", "working_day": true, "short_day": true, "iso_week": 52, "opens": "07:30", "closes": "15:00"})
    );
    assert_eq!(
        row_of("2026-12-25", Some(&hours)),
        json!({"date": "2026-12-25", "red": true, "name": "Juldagen", "working_day": false, "short_day": false, "iso_week": 52, "opens": null, "closes": null})
    );
    assert_eq!(row_of("2026-11-23", Some(&hours))["closes"], "16:00");
}

#[test]
fn a_closed_eve_is_neither_a_working_day_nor_a_short_day() {
    let eve = HoursException { day: ExceptionDay::Date(day("2026-12-24")), hours: vec![] };
    let hours = OpeningHours::new(OpeningRules { exceptions: vec![eve], ..office_rules(&["07:30-16:00"]) });
    let row = row_of("2026-12-24", Some(&hours.expect("sound rules")));
    assert_eq!((&row["working_day"], &row["short_day"]), (&json!(false), &json!(false)));
}

#[test]
fn a_calendar_that_opens_on_saturdays_makes_them_working_days_but_never_short() {
    let mut rules = office_rules(&["07:30-16:00"]);
    rules.weekdays[5] = intervals(&["10:00-14:00"]);
    let row = row_of("2026-11-21", Some(&OpeningHours::new(rules).expect("sound rules")));
    assert_eq!((&row["working_day"], &row["short_day"]), (&json!(true), &json!(false)));
    assert_eq!((&row["opens"], &row["closes"]), (&json!("10:00"), &json!("14:00")));
}

#[test]
fn days_have_names_in_both_languages() {
    let rows = days_of_year(2026, None).expect("a year of the calendar");
    let midsummer = rows.iter().find(|row| row.date == day("2026-06-20")).expect("midsummer");
    assert_eq!(midsummer.name(Language::Swedish).as_deref(), Some("Midsommardagen"));
    assert_eq!(midsummer.name(Language::English).as_deref(), Some("Midsummer Day"));
    assert_eq!(holidays_on(day("2026-11-23")).count(), 0);
}

#[test]
fn a_leap_year_has_366_days_and_its_last_day_in_week_one() {
    let rows = days_of_year(2024, None).expect("a year of the calendar");
    assert_eq!(rows.len(), 366);
    assert_eq!(rows.last().map(|row| (row.date, row.iso_week)), Some((day("2024-12-31"), 1)));
}

#[test]
fn years_outside_the_calendar_are_refused_and_its_ends_are_whole() {
    for year in [1899, 2201, 0, -1, i16::MAX] {
        assert_eq!(days_of_year(year, None), Err(Fault::YearOutside(year.to_string())));
    }
    for year in [*YEARS.start(), *YEARS.end()] {
        let rows = days_of_year(year, Some(&office())).expect("a year of the calendar");
        assert_eq!(rows.len(), 365);
        assert!(rows[0].red && is_red(rows[0].date));
    }
}
