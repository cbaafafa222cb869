//! `service.toml`: the opening hours.

use super::entry::Entry;
use super::names::{NameKind, known_help};
use crate::hours::{DAYS, HoursException, OpeningHours};
use calendar::{ExceptionDay, Fault, OpeningInterval};
use kernel::{Message, STOCKHOLM};
use std::collections::BTreeMap;

pub(super) fn read(root: &Entry<'_>) -> Option<OpeningHours> {
    let entry = root.table("opening_hours")?;
    entry.required("hours");
    let errors_before = entry.book.problems.borrow().errors.len();
    let hours = OpeningHours {
        rule: entry.define(NameKind::Rule, "rule"),
        public_holidays: entry.optional_string("public_holidays"),
        hours: entry.table("hours").map(|table| days(&table)).unwrap_or_default(),
        exceptions: entry.tables("exception").into_iter().map(exception).collect(),
        clauses: entry.clauses(),
    };
    // What only shows in the whole, such as hours that overlap. The zone is checked with the pack.
    if is_sound(&entry, errors_before) {
        for fault in calendar::parse_calendar_file(&hours.calendar_file(STOCKHOLM)).err().unwrap_or_default()
        {
            entry.book.error(&entry.spot(), fault.fault.message(), None);
        }
    }
    entry.finish();
    Some(hours)
}

fn is_sound(entry: &Entry<'_>, errors_before: usize) -> bool {
    entry.book.problems.borrow().errors.len() == errors_before
}

fn days(table: &Entry<'_>) -> BTreeMap<String, Vec<String>> {
    let mut days = BTreeMap::new();
    for day in DAYS {
        if table.has(day) {
            days.insert(day.to_owned(), intervals(table, day));
        }
    }
    for (key, at, _) in table.entries() {
        if !DAYS.contains(&key) {
            let message = Message::new("policy-problem-unknown-key").with("key", key);
            table.book.error(&at, message, Some(known_help(key, DAYS)));
        }
    }
    days
}

fn intervals(entry: &Entry<'_>, key: &'static str) -> Vec<String> {
    let found = entry.spotted_strings(key);
    for (interval, at) in &found {
        if let Err(fault) = interval.parse::<OpeningInterval>() {
            entry.book.error(at, fault.message(), None);
        }
    }
    found.into_iter().map(|(interval, _)| interval).collect()
}

fn exception(entry: Entry<'_>) -> HoursException {
    entry.required("hours");
    let hours = intervals(&entry, "hours");
    let (date, month_day) = (entry.optional_string("date"), entry.optional_string("month_day"));
    if date.is_some() == month_day.is_some() {
        let message = Message::new("policy-problem-bad-exception");
        entry.book.error(&entry.spot(), message, Some(Message::new("policy-help-exception")));
    }
    let faults: [(&str, Option<Fault>); 2] = [
        ("date", date.as_deref().and_then(|day| ExceptionDay::once(day).err())),
        ("month_day", month_day.as_deref().and_then(|day| ExceptionDay::every_year(day).err())),
    ];
    for (key, fault) in faults {
        if let Some(fault) = fault {
            entry.book.error(&entry.spot_at(key), fault.message(), None);
        }
    }
    entry.finish();
    HoursException { day: date.or(month_day).unwrap_or_default(), hours }
}
