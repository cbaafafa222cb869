//! The calendar against the rules: days of nine years, opening hours, the calendar file and the service clock.

mod calendar_file;
mod days;
mod due;
mod elapsed;
mod opening_hours;
mod properties;

use calendar::{OpeningHours, OpeningInterval, OpeningRules, PublicHolidays, Wait};
use jiff::civil::Date;
use kernel::Instant;

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

fn intervals(texts: &[&str]) -> Vec<OpeningInterval> {
    texts.iter().map(|text| text.parse().expect("an interval")).collect()
}

/// Stockholm, Swedish holidays, the same hours Monday to Friday.
fn office_rules(hours: &[&str]) -> OpeningRules {
    let open = intervals(hours);
    OpeningRules {
        time_zone: "Europe/Stockholm".to_owned(),
        public_holidays: PublicHolidays::Sweden,
        weekdays: [open.clone(), open.clone(), open.clone(), open.clone(), open, vec![], vec![]],
        ..OpeningRules::default()
    }
}

/// 07:30–16:00 on working days, to 15:00 before a red day.
fn office() -> OpeningHours {
    let rules = office_rules(&["07:30-16:00"]);
    OpeningHours::new(OpeningRules { before_red_day: Some(intervals(&["07:30-15:00"])), ..rules })
        .expect("sound rules")
}

fn round_the_clock() -> OpeningHours {
    let weekdays = std::array::from_fn(|_| intervals(&["00:00-24:00"]));
    let public_holidays = PublicHolidays::None;
    OpeningHours::new(OpeningRules { weekdays, public_holidays, ..office_rules(&[]) }).expect("sound rules")
}

fn at(hours: &OpeningHours, text: &str) -> Instant {
    hours.parse_moment(text).unwrap_or_else(|fault| panic!("{text}: {fault}"))
}

fn waits(hours: &OpeningHours, texts: &[&str]) -> Vec<Wait> {
    texts.iter().map(|text| Wait::parse(text, hours).expect("a wait")).collect()
}
