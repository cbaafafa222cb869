//! `service.toml`: the opening hours.

use super::entry::Entry;
use super::names::{NameKind, known_help};
use crate::hours::{DAYS, HoursException, OpeningHours, is_interval};
use kernel::{Date, Message};
use std::collections::BTreeMap;

pub(super) fn read(root: &Entry<'_>) -> Option<OpeningHours> {
    let entry = root.table("opening_hours")?;
    entry.required("hours");
    let hours = OpeningHours {
        rule: entry.define(NameKind::Rule, "rule"),
        public_holidays: entry.optional_string("public_holidays"),
        hours: entry.table("hours").map(|table| days(&table)).unwrap_or_default(),
        exceptions: entry.tables("exception").into_iter().map(exception).collect(),
        clauses: entry.clauses(),
    };
    if let Some(country) = hours.public_holidays.as_deref().filter(|country| *country != "SE") {
        let message = Message::new("policy-problem-unknown-value").with("value", country);
        entry.book.error(&entry.spot_at("public_holidays"), message, Some(known_help(country, ["SE"])));
    }
    entry.finish();
    Some(hours)
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
        if !is_interval(interval) {
            let message = Message::new("policy-problem-bad-interval").with("interval", interval.as_str());
            entry.book.error(at, message, Some(Message::new("policy-help-interval")));
        }
    }
    found.into_iter().map(|(interval, _)| interval).collect()
}

fn exception(entry: Entry<'_>) -> HoursException {
    entry.required("hours");
    let hours = intervals(&entry, "hours");
    let (date, month_day) = (entry.optional_string("date"), entry.optional_string("month_day"));
    let is_one_day = date.is_some() != month_day.is_some();
    let is_date = date.iter().all(|date| date.parse::<Date>().is_ok());
    // 2024 is a leap year, so that 02-29 passes.
    let is_month_day =
        month_day.iter().all(|day| day.len() == 5 && format!("2024-{day}").parse::<Date>().is_ok());
    if !(is_one_day && is_date && is_month_day) {
        entry.book.error(
            &entry.spot(),
            Message::new("policy-problem-bad-exception"),
            Some(Message::new("policy-help-exception")),
        );
    }
    entry.finish();
    HoursException { day: date.or(month_day).unwrap_or_default(), hours }
}
