//! Days, opening hours and the service clock: which days are red, when a service is open, and when something is due.
//! Everything here is a pure function of its arguments; today and now are given by the caller.

mod calendar_file;
mod clock;
mod clock_time;
mod day;
mod day_row;
mod easter;
mod fault;
mod holiday;
mod opening_hours;
mod openings;
mod target;
mod wait;

pub use calendar_file::{FileFault, parse_calendar_file};
pub use clock::{Due, due, elapsed, working_seconds};
pub use clock_time::{ClockTime, OpeningInterval};
pub use day::{is_before_red_day, is_red, is_working_day, iso_week};
pub use day_row::{DayHours, DayRow, days_of_year};
pub use fault::{Fault, Wanted};
pub use holiday::{Holiday, holidays_on, is_public_holiday};
pub use opening_hours::{ExceptionDay, HoursException, OpeningHours, OpeningRules, PublicHolidays};
pub use target::Target;
pub use wait::Wait;

/// The years that the calendar answers for. Outside them a date is a slip, and a search for an open day would never end.
pub const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;
