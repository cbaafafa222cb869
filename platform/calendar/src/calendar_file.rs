//! Reads a calendar file: the opening hours of somebody who has no policy pack, as TOML.
//! All faults are reported at once, each with its line and column.

use crate::fault::Wanted;
use crate::opening_hours::{ordered, time_zone};
use crate::{
    ExceptionDay, Fault, HoursException, OpeningHours, OpeningInterval, OpeningRules, PublicHolidays,
};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

const KEYS: [&str; 4] = ["time_zone", "public_holidays", "hours", "exception"];
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const BEFORE_RED_DAY: &str = "before_red_day";
const EXCEPTION_KEYS: [&str; 3] = ["date", "month_day", "hours"];

/// A fault and where in the file it stands; lines and columns count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFault {
    pub line: usize,
    pub column: usize,
    pub fault: Fault,
}

/// # Errors
/// Every fault of the file, in the order in which they stand.
pub fn parse_calendar_file(text: &str) -> Result<OpeningHours, Vec<FileFault>> {
    let (document, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader::default();
    for error in errors {
        reader.note(error.span().unwrap_or(0..0), Fault::WrongToml(error.message().to_owned()));
    }
    // What is not TOML is told alone: the rest would be guesses about half a document.
    if reader.faults.is_empty() {
        let rules = reader.rules(document.get_ref());
        if reader.faults.is_empty() {
            match OpeningHours::new(rules) {
                Ok(hours) => return Ok(hours),
                Err(faults) => faults.into_iter().for_each(|fault| reader.note(0..0, fault)),
            }
        }
    }
    Err(reader.in_order(text))
}

#[derive(Default)]
struct Reader {
    /// Each fault with the byte at which it stands.
    faults: Vec<(usize, Fault)>,
}

impl Reader {
    fn note(&mut self, span: Range<usize>, fault: Fault) {
        self.faults.push((span.start, fault));
    }

    fn rules(&mut self, document: &DeTable<'_>) -> OpeningRules {
        self.check_keys(document, &KEYS);
        let mut rules = OpeningRules::default();
        match document.get("time_zone") {
            Some(value) => rules.time_zone = self.time_zone(value),
            None => self.note(0..0, Fault::MissingKey("time_zone")),
        }
        if let Some(value) = document.get("public_holidays") {
            rules.public_holidays = self.public_holidays(value);
        }
        if let Some(value) = document.get("hours") {
            self.weekly_hours(value, &mut rules);
        }
        if let Some(value) = document.get("exception") {
            rules.exceptions = self.exceptions(value);
        }
        rules
    }

    fn time_zone(&mut self, value: &Spanned<DeValue<'_>>) -> String {
        let Some(name) = self.text("time_zone", value) else { return String::new() };
        if let Err(fault) = time_zone(name) {
            self.note(value.span(), fault);
        }
        name.to_owned()
    }

    fn public_holidays(&mut self, value: &Spanned<DeValue<'_>>) -> PublicHolidays {
        let Some(country) = self.text("public_holidays", value) else { return PublicHolidays::None };
        country.parse().map_err(|fault| self.note(value.span(), fault)).unwrap_or_default()
    }

    fn weekly_hours(&mut self, value: &Spanned<DeValue<'_>>, rules: &mut OpeningRules) {
        let Some(table) = value.get_ref().as_table() else {
            return self.note(value.span(), wrong_type("hours", Wanted::Table));
        };
        let known: Vec<&str> = WEEKDAYS.into_iter().chain([BEFORE_RED_DAY]).collect();
        self.check_keys(table, &known);
        for (name, hours) in WEEKDAYS.iter().zip(&mut rules.weekdays) {
            *hours = table.get(*name).map(|value| self.intervals(name, value)).unwrap_or_default();
        }
        rules.before_red_day = table.get(BEFORE_RED_DAY).map(|value| self.intervals(BEFORE_RED_DAY, value));
    }

    fn exceptions(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<HoursException> {
        let Some(list) = value.get_ref().as_array() else {
            self.note(value.span(), wrong_type("exception", Wanted::ListOfTables));
            return Vec::new();
        };
        let mut exceptions: Vec<HoursException> = Vec::new();
        for item in list.iter() {
            let Some(exception) = self.exception(item) else { continue };
            if exceptions.iter().any(|earlier| earlier.day == exception.day) {
                self.note(item.span(), Fault::RepeatedException(exception.day.to_string()));
            } else {
                exceptions.push(exception);
            }
        }
        exceptions
    }

    fn exception(&mut self, item: &Spanned<DeValue<'_>>) -> Option<HoursException> {
        let Some(table) = item.get_ref().as_table() else {
            self.note(item.span(), wrong_type("exception", Wanted::ListOfTables));
            return None;
        };
        self.check_keys(table, &EXCEPTION_KEYS);
        let hours = match table.get("hours") {
            Some(value) => self.intervals("hours", value),
            // Closed is written `hours = []`: a line that was forgotten must not close a day.
            None => {
                self.note(item.span(), Fault::MissingKey("hours"));
                Vec::new()
            }
        };
        let day = match (table.get("date"), table.get("month_day")) {
            (Some(value), None) => self.day("date", value, ExceptionDay::once),
            (None, Some(value)) => self.day("month_day", value, ExceptionDay::every_year),
            (Some(_), Some(value)) => {
                self.note(value.span(), Fault::BothDays);
                None
            }
            (None, None) => {
                self.note(item.span(), Fault::MissingKey("date"));
                None
            }
        };
        day.map(|day| HoursException { day, hours })
    }

    fn day(
        &mut self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        read: impl Fn(&str) -> Result<ExceptionDay, Fault>,
    ) -> Option<ExceptionDay> {
        // `date = 2026-12-24` without quotes is a date of TOML itself, and as clear.
        let unquoted = value.get_ref().as_datetime().map(ToString::to_string);
        let text = match &unquoted {
            Some(text) => text,
            None => self.text(key, value)?,
        };
        read(text).map_err(|fault| self.note(value.span(), fault)).ok()
    }

    fn intervals(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Vec<OpeningInterval> {
        let Some(list) = value.get_ref().as_array() else {
            self.note(value.span(), wrong_type(key, Wanted::ListOfIntervals));
            return Vec::new();
        };
        let intervals = self.each_interval(key, list);
        ordered(intervals).map_err(|fault| self.note(value.span(), fault)).unwrap_or_default()
    }

    fn each_interval(&mut self, key: &str, list: &DeArray<'_>) -> Vec<OpeningInterval> {
        let mut intervals = Vec::new();
        for item in list.iter() {
            match item.get_ref().as_str().map(str::parse) {
                Some(Ok(interval)) => intervals.push(interval),
                Some(Err(fault)) => self.note(item.span(), fault),
                None => self.note(item.span(), wrong_type(key, Wanted::ListOfIntervals)),
            }
        }
        intervals
    }

    fn text<'a>(&mut self, key: &str, value: &'a Spanned<DeValue<'_>>) -> Option<&'a str> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.note(value.span(), wrong_type(key, Wanted::Text));
        }
        text
    }

    fn check_keys(&mut self, table: &DeTable<'_>, known: &[&str]) {
        for key in table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
            let fault = Fault::UnknownKey { key: key.get_ref().to_string(), known: known.join(", ") };
            self.note(key.span(), fault);
        }
    }

    fn in_order(mut self, text: &str) -> Vec<FileFault> {
        self.faults.sort_by_key(|(at, _)| *at);
        self.faults.into_iter().map(|(at, fault)| place(text, at, fault)).collect()
    }
}

fn wrong_type(key: &str, wanted: Wanted) -> Fault {
    Fault::WrongType { key: key.to_owned(), wanted }
}

fn place(text: &str, at: usize, fault: Fault) -> FileFault {
    let before = text.get(..at).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = before[line_start..].chars().count() + 1;
    FileFault { line: before.matches('\n').count() + 1, column, fault }
}
