//! When a service is open: hours per weekday, other hours before a red day, and days that are an exception.

use crate::{Fault, OpeningInterval, YEARS, is_before_red_day, is_public_holiday};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// The rules as a pack or a calendar file gives them, not yet checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpeningRules {
    /// A name of the IANA database, such as `Europe/Stockholm`.
    pub time_zone: String,
    pub public_holidays: PublicHolidays,
    /// Monday first; a weekday without intervals is closed.
    pub weekdays: [Vec<OpeningInterval>; 7],
    /// Hours of a weekday before a red day, where they differ. They open no day that is otherwise closed.
    pub before_red_day: Option<Vec<OpeningInterval>>,
    pub exceptions: Vec<HoursException>,
}

/// Whose public holidays close a weekday.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PublicHolidays {
    #[default]
    None,
    /// Those of law 1989:253.
    Sweden,
}

impl FromStr for PublicHolidays {
    type Err = Fault;

    /// Reads the code of a country: `SE`.
    fn from_str(country: &str) -> Result<Self, Fault> {
        match country {
            "SE" => Ok(Self::Sweden),
            _ => Err(Fault::UnknownPublicHolidays(country.to_owned())),
        }
    }
}

/// A day that is closed or has hours of its own, whatever its weekday and colour. Swedish: avvikande öppettid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoursException {
    pub day: ExceptionDay,
    /// Empty for a closed day.
    pub hours: Vec<OpeningInterval>,
}

/// A single date, or a day of every year. A date outranks the same day of every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExceptionDay {
    Date(Date),
    MonthDay { month: i8, day: i8 },
}

impl ExceptionDay {
    /// Reads a single date: `2026-12-24`.
    ///
    /// # Errors
    /// What is no date.
    pub fn once(text: &str) -> Result<Self, Fault> {
        let date = Date::strptime("%Y-%m-%d", text).map_err(|_| Fault::WrongDate(text.to_owned()))?;
        Ok(Self::Date(date))
    }

    /// Reads a day of every year: `12-24`.
    ///
    /// # Errors
    /// A day that no year has, such as `02-30`.
    pub fn every_year(text: &str) -> Result<Self, Fault> {
        // A leap year has every day that a year can have.
        let date = Date::strptime("%Y-%m-%d", format!("2000-{text}"));
        let date = date.map_err(|_| Fault::WrongMonthDay(text.to_owned()))?;
        Ok(Self::MonthDay { month: date.month(), day: date.day() })
    }
}

impl fmt::Display for ExceptionDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(f),
            Self::MonthDay { month, day } => write!(f, "{month:02}-{day:02}"),
        }
    }
}

/// Opening hours that were checked: every interval in order, no overlap, and open at some time. Swedish: öppettider.
#[derive(Clone, Debug)]
pub struct OpeningHours {
    pub(crate) zone: TimeZone,
    public_holidays: PublicHolidays,
    weekdays: [Vec<OpeningInterval>; 7],
    before_red_day: Option<Vec<OpeningInterval>>,
    exceptions: BTreeMap<ExceptionDay, Vec<OpeningInterval>>,
}

impl OpeningHours {
    /// # Errors
    /// Every fault at once: an unknown zone, intervals that overlap, a day excepted twice, no opening at all.
    pub fn new(rules: OpeningRules) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let zone = time_zone(&rules.time_zone).map_err(|fault| faults.push(fault)).ok();
        let mut in_order = |hours| ordered(hours).map_err(|fault| faults.push(fault)).unwrap_or_default();
        let weekdays = rules.weekdays.map(&mut in_order);
        let before_red_day = rules.before_red_day.map(&mut in_order);
        let dated: Vec<_> = rules.exceptions.into_iter().map(|e| (e.day, in_order(e.hours))).collect();
        let mut exceptions = BTreeMap::new();
        for (day, hours) in dated {
            if exceptions.insert(day, hours).is_some() {
                faults.push(Fault::RepeatedException(day.to_string()));
            }
        }
        if faults.is_empty() && weekdays.iter().chain(exceptions.values()).all(Vec::is_empty) {
            faults.push(Fault::NoOpening);
        }
        match zone {
            Some(zone) if faults.is_empty() => Ok(Self {
                zone,
                public_holidays: rules.public_holidays,
                weekdays,
                before_red_day,
                exceptions,
            }),
            _ => Err(faults),
        }
    }

    /// The intervals of a day in order; none on a day that is closed.
    #[must_use]
    pub fn hours_on(&self, day: Date) -> &[OpeningInterval] {
        let every_year = ExceptionDay::MonthDay { month: day.month(), day: day.day() };
        let exception =
            self.exceptions.get(&ExceptionDay::Date(day)).or_else(|| self.exceptions.get(&every_year));
        if let Some(hours) = exception {
            return hours;
        }
        let weekday = &self.weekdays[usize::from(day.weekday().to_monday_zero_offset().unsigned_abs())];
        if weekday.is_empty() || self.public_holidays == PublicHolidays::None {
            return weekday;
        }
        match &self.before_red_day {
            _ if is_public_holiday(day) => &[],
            Some(hours) if is_before_red_day(day) => hours,
            _ => weekday,
        }
    }
}

/// # Errors
/// A year outside those that the calendar answers for.
pub(crate) fn check_year(year: i16) -> Result<(), Fault> {
    if YEARS.contains(&year) { Ok(()) } else { Err(Fault::YearOutside(year.to_string())) }
}

/// # Errors
/// A name that the database of time zones lacks.
pub(crate) fn time_zone(name: &str) -> Result<TimeZone, Fault> {
    TimeZone::get(name).map_err(|_| Fault::UnknownTimeZone(name.to_owned()))
}

/// The intervals from morning to night. Touching ones are fine.
pub(crate) fn ordered(mut hours: Vec<OpeningInterval>) -> Result<Vec<OpeningInterval>, Fault> {
    hours.sort();
    match hours.windows(2).find(|pair| pair[1].from() < pair[0].to()) {
        Some(pair) => Err(Fault::Overlap(pair[0], pair[1])),
        None => Ok(hours),
    }
}
