//! The days of a year as a list, for the command line and for calendars on pages.

use crate::opening_hours::check_year;
use crate::{
    ClockTime, Fault, Holiday, OpeningHours, holidays_on, is_before_red_day, is_red, is_working_day, iso_week,
};
use jiff::civil::Date;
use kernel::Language;
use serde::{Serialize, Serializer};

/// A day and what kind of day it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DayRow {
    pub date: Date,
    /// By law, whatever the opening hours say.
    pub red: bool,
    /// In data by the Swedish name, which is the law's; pages ask for `name`.
    #[serde(rename = "name", serialize_with = "swedish_name")]
    pub holidays: Vec<Holiday>,
    pub working_day: bool,
    /// A weekday before a red day. Swedish: dag före röd dag.
    pub short_day: bool,
    pub iso_week: i8,
    /// Only where opening hours were given.
    #[serde(flatten)]
    pub hours: Option<DayHours>,
}

/// When a day first opens and last closes; nothing on a day that is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DayHours {
    pub opens: Option<ClockTime>,
    pub closes: Option<ClockTime>,
}

impl DayRow {
    /// What the day is called, if it has a name.
    #[must_use]
    pub fn name(&self, language: Language) -> Option<String> {
        let names: Vec<&str> = self.holidays.iter().map(|holiday| holiday.name(language)).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }

    fn of(date: Date, hours: Option<&OpeningHours>) -> Self {
        let working_day = hours.map_or_else(|| is_working_day(date), |hours| hours.is_working_day(date));
        Self {
            date,
            red: is_red(date),
            holidays: holidays_on(date).collect(),
            working_day,
            short_day: working_day && is_before_red_day(date),
            iso_week: iso_week(date),
            hours: hours.map(|hours| DayHours::of(date, hours)),
        }
    }
}

impl DayHours {
    fn of(date: Date, hours: &OpeningHours) -> Self {
        let intervals = hours.hours_on(date);
        Self {
            opens: intervals.first().map(|interval| interval.from()),
            closes: intervals.last().map(|interval| interval.to()),
        }
    }
}

/// Each day of a year in order. With opening hours a working day is one that opens.
///
/// # Errors
/// A year outside those that the calendar answers for.
pub fn days_of_year(year: i16, hours: Option<&OpeningHours>) -> Result<Vec<DayRow>, Fault> {
    check_year(year)?;
    let first = jiff::civil::date(year, 1, 1);
    let days = crate::openings::days_from(first).take_while(|day| day.year() == year);
    Ok(days.map(|day| DayRow::of(day, hours)).collect())
}

fn swedish_name<S: Serializer>(holidays: &[Holiday], serializer: S) -> Result<S::Ok, S::Error> {
    let names: Vec<&str> = holidays.iter().map(|holiday| holiday.name(Language::Swedish)).collect();
    if names.is_empty() { serializer.serialize_none() } else { serializer.serialize_str(&names.join(", ")) }
}
