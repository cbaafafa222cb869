//! The opening hours of a guideline: kept in the words of the calendar file, so that the calendar reads both alike.

use serde::Serialize;
use std::collections::BTreeMap;

/// Swedish: öppettider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpeningHours {
    pub rule: String,
    /// A country whose public holidays close, such as `SE`.
    pub public_holidays: Option<String>,
    /// `mon` … `sun` and `before_red_day`, each with intervals such as `07:30-16:00`.
    pub hours: BTreeMap<String, Vec<String>>,
    pub exceptions: Vec<HoursException>,
    pub clauses: Vec<String>,
}

/// A day with other hours, or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HoursException {
    /// `2026-12-24`, or `12-24` for every year.
    pub day: String,
    pub hours: Vec<String>,
}

/// The keys under `hours`, in the order of a calendar file.
pub const DAYS: [&str; 8] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun", "before_red_day"];

impl OpeningHours {
    /// The same hours as a calendar file.
    #[must_use]
    pub fn calendar_file(&self, time_zone: &str) -> String {
        let mut file = format!("time_zone = {time_zone:?}\n");
        if let Some(country) = &self.public_holidays {
            file += &format!("public_holidays = {country:?}\n");
        }
        file += "[hours]\n";
        for day in DAYS {
            if let Some(intervals) = self.hours.get(day) {
                file += &format!("{day} = {intervals:?}\n");
            }
        }
        for exception in &self.exceptions {
            let key = if exception.day.len() == 5 { "month_day" } else { "date" };
            file += &format!("[[exception]]\n{key} = {:?}\nhours = {:?}\n", exception.day, exception.hours);
        }
        file
    }
}

/// Is it `HH:MM-HH:MM` with an end after its start, at most `24:00`?
#[must_use]
pub fn is_interval(text: &str) -> bool {
    let Some((start, end)) = text.split_once('-') else { return false };
    matches!((minutes(start), minutes(end)), (Some(start), Some(end)) if start < end)
}

fn minutes(clock: &str) -> Option<u32> {
    let (hours, minutes) = clock.split_once(':')?;
    let is_padded = hours.len() == 2 && minutes.len() == 2;
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let total = hours * 60 + minutes;
    (is_padded && minutes < 60 && total <= 24 * 60).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_ends_after_it_starts_and_within_the_day() {
        for good in ["07:30-16:00", "00:00-24:00"] {
            assert!(is_interval(good), "{good}");
        }
        for bad in
            ["16:00-07:30", "07:30-07:30", "7:30-16:00", "07.30-16.00", "07:30-24:01", "07:60-08:00", "", "-"]
        {
            assert!(!is_interval(bad), "{bad}");
        }
    }
}
