//! Clock times to the minute and the intervals between them, as opening hours are written: `07:30-16:00`.

use crate::Fault;
use serde::{Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A time on the clock, `00:00` to `24:00`. Swedish: klockslag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClockTime {
    /// Minutes since midnight, 0–1440.
    minutes: u16,
}

impl ClockTime {
    pub(crate) const fn hour(self) -> u16 {
        self.minutes / 60
    }

    pub(crate) const fn minute(self) -> u16 {
        self.minutes % 60
    }

    /// True for `24:00`, which is the next day's midnight.
    pub(crate) const fn is_end_of_day(self) -> bool {
        self.minutes == 24 * 60
    }
}

impl FromStr for ClockTime {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let wrong = || Fault::WrongClockTime(text.to_owned());
        let two_digits = |part: &str| -> Option<u16> {
            let is_written_out = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
            is_written_out.then(|| part.parse().ok()).flatten()
        };
        let (hour, minute) = text.split_once(':').ok_or_else(wrong)?;
        let (hour, minute) = two_digits(hour).zip(two_digits(minute)).ok_or_else(wrong)?;
        let minutes = hour * 60 + minute;
        if minute > 59 || minutes > 24 * 60 {
            return Err(wrong());
        }
        Ok(Self { minutes })
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour(), self.minute())
    }
}

impl Serialize for ClockTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A stretch of a day during which a service is open; it closes at `to`. Swedish: öppettid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OpeningInterval {
    from: ClockTime,
    to: ClockTime,
}

impl OpeningInterval {
    /// # Errors
    /// An interval that does not end after it begins; one over midnight is written as two.
    pub fn new(from: ClockTime, to: ClockTime) -> Result<Self, Fault> {
        if from < to { Ok(Self { from, to }) } else { Err(Fault::BackwardInterval(format!("{from}-{to}"))) }
    }

    #[must_use]
    pub const fn from(self) -> ClockTime {
        self.from
    }

    #[must_use]
    pub const fn to(self) -> ClockTime {
        self.to
    }
}

impl FromStr for OpeningInterval {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let (from, to) = text.split_once('-').ok_or_else(|| Fault::WrongInterval(text.to_owned()))?;
        Self::new(from.trim().parse()?, to.trim().parse()?)
    }
}

impl fmt::Display for OpeningInterval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.from, self.to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clock_times_are_read_from_midnight_to_midnight() {
        for text in ["00:00", "07:30", "23:59", "24:00"] {
            assert_eq!(text.parse::<ClockTime>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_clock_time_is_refused() {
        for text in ["", "7:30", "07.30", "24:01", "25:00", "12:60", "07:30:00", "+7:30", "0７:30", "99:99"]
        {
            assert_eq!(text.parse::<ClockTime>(), Err(Fault::WrongClockTime(text.to_owned())));
        }
    }

    #[test]
    fn an_interval_must_end_after_it_begins() {
        assert_eq!("08:00-12:00".parse::<OpeningInterval>().unwrap().to_string(), "08:00-12:00");
        for text in ["22:00-06:00", "08:00-08:00", "24:00-24:00"] {
            assert_eq!(text.parse::<OpeningInterval>(), Err(Fault::BackwardInterval(text.to_owned())));
        }
        assert_eq!("08:00".parse::<OpeningInterval>(), Err(Fault::WrongInterval("08:00".to_owned())));
    }
}
