//! Opening hours laid out on the line of time, where a night may last an hour less or more.
//! A clock time that a change of the clock skips is moved forward, and of one that comes twice the first counts.

use crate::opening_hours::check_year;
use crate::{ClockTime, Fault, OpeningHours, YEARS};
use jiff::civil::{Date, DateTime, Time};
use jiff::{Timestamp, Zoned};
use kernel::Instant;

/// A stretch of time; `to` no longer belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stretch {
    pub from: Instant,
    pub to: Instant,
}

impl Stretch {
    pub(crate) fn micros(self) -> i64 {
        self.to.as_micros() - self.from.as_micros()
    }

    /// The part from a moment on; nothing if no time is left.
    pub(crate) fn starting_at(self, from: Instant) -> Option<Self> {
        let from = self.from.max(from);
        (from < self.to).then_some(Self { from, to: self.to })
    }

    pub(crate) fn ending_at(self, to: Instant) -> Option<Self> {
        let to = self.to.min(to);
        (self.from < to).then_some(Self { from: self.from, to })
    }
}

impl OpeningHours {
    /// The moment of a civil date and time in the calendar's zone.
    #[must_use]
    pub fn instant_at(&self, civil: DateTime) -> Instant {
        // Only at the two ends of time does a civil time have no instant; the year is checked long before that.
        let timestamp = self.zone.to_timestamp(civil).unwrap_or(Timestamp::MAX);
        Instant::from_micros(timestamp.as_microsecond())
    }

    /// A moment as people give it: RFC 3339 with an offset, or a civil time in the calendar's zone.
    ///
    /// # Errors
    /// What is neither, and a year outside those that the calendar answers for.
    pub fn parse_moment(&self, text: &str) -> Result<Instant, Fault> {
        let text = text.trim();
        let wrong = || Fault::WrongMoment(text.to_owned());
        // jiff passes over a zone in brackets when it reads a civil time; the wrong zone would be taken in silence.
        if text.contains('[') {
            return Err(wrong());
        }
        let moment = match text.parse::<Timestamp>() {
            Ok(timestamp) => Instant::from_micros(timestamp.as_microsecond()),
            Err(_) => self.instant_at(text.parse::<DateTime>().map_err(|_| wrong())?),
        };
        self.check_moment(moment).map(|()| moment)
    }

    /// RFC 3339 with the offset of the calendar's zone: `2026-11-19T10:15:00+01:00`.
    #[must_use]
    pub fn write_moment(&self, moment: Instant) -> String {
        let zoned = self.in_zone(moment);
        zoned.timestamp().display_with_offset(zoned.offset()).to_string()
    }

    #[must_use]
    pub fn is_open(&self, moment: Instant) -> bool {
        self.openings_from(moment).next().is_some_and(|opening| opening.from <= moment)
    }

    /// The first moment from this one on at which it is open: this one itself within opening hours. None after the last year
    /// that the calendar answers for.
    #[must_use]
    pub fn next_open(&self, moment: Instant) -> Option<Instant> {
        self.openings_from(moment).next().map(|opening| opening.from.max(moment))
    }

    /// True if the service is open at some time of the day.
    #[must_use]
    pub fn is_working_day(&self, day: Date) -> bool {
        self.openings_on(day).next().is_some()
    }

    pub(crate) fn in_zone(&self, moment: Instant) -> Zoned {
        moment.timestamp().to_zoned(self.zone.clone())
    }

    pub(crate) fn check_moment(&self, moment: Instant) -> Result<(), Fault> {
        check_year(self.in_zone(moment).year())
    }

    /// The openings of a day in order. An interval that a clock change leaves without time is no opening.
    pub(crate) fn openings_on(&self, day: Date) -> impl Iterator<Item = Stretch> {
        let stretches = self.hours_on(day).iter().map(move |hours| Stretch {
            from: self.instant_on(day, hours.from()),
            to: self.instant_on(day, hours.to()),
        });
        without_overlap(stretches)
    }

    /// Every opening that ends after a moment, in order, to the last year that the calendar answers for.
    pub(crate) fn openings_from(&self, moment: Instant) -> impl Iterator<Item = Stretch> {
        let day = self.in_zone(moment).date();
        // The day before may reach over midnight where a zone changes its clock then.
        let first = day.yesterday().unwrap_or(day);
        without_overlap(days_from(first).flat_map(|day| self.openings_on(day)))
            .skip_while(move |opening| opening.to <= moment)
    }

    fn instant_on(&self, day: Date, time: ClockTime) -> Instant {
        if time.is_end_of_day() {
            return self.instant_at(day.tomorrow().unwrap_or(day).to_datetime(Time::midnight()));
        }
        // INVARIANT: a clock time that is not 24:00 has an hour below 24 and a minute below 60.
        #[allow(clippy::cast_possible_wrap, clippy::cast_possible_truncation)]
        let time = Time::constant(time.hour() as i8, time.minute() as i8, 0, 0);
        self.instant_at(day.to_datetime(time))
    }
}

pub(crate) fn days_from(first: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(first), |day| day.tomorrow().ok()).take_while(|day| day.year() <= *YEARS.end())
}

/// Where a skipped hour pushes one opening into the next, the shared time counts once.
fn without_overlap(stretches: impl Iterator<Item = Stretch>) -> impl Iterator<Item = Stretch> {
    let mut taken = Instant::from_micros(i64::MIN);
    stretches.filter_map(move |stretch| {
        let rest = stretch.starting_at(taken)?;
        taken = rest.to;
        Some(rest)
    })
}
