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
    /// The hours as the service clock uses them; they were checked when the pack was read.
    #[must_use]
    pub fn calendar(&self, time_zone: &str) -> Option<calendar::OpeningHours> {
        calendar::parse_calendar_file(&self.calendar_file(time_zone)).ok()
    }

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
