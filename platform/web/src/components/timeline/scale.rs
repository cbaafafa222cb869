//! Where a day stands in a picture of time, in hundredths of a percent of its width.

use kernel::Date;

const WHOLE: i64 = 10_000;

pub(super) struct Scale {
    from: Date,
    until: Date,
    days: i64,
}

/// Something that does not reach into the picture, and the day nearest to it.
pub(super) enum Beside {
    Before(Date),
    After(Date),
}

impl Scale {
    pub(super) fn new(from: Date, until: Date) -> Self {
        Self { from, until, days: days_between(from, until).max(1) }
    }

    pub(super) fn holds(&self, day: Date) -> bool {
        (self.from..self.until).contains(&day)
    }

    /// Where a day begins.
    pub(super) fn at(&self, day: Date) -> String {
        Self::percent(self.place(day))
    }

    pub(super) fn at_start(&self, starts_on: Option<Date>) -> i64 {
        starts_on.map_or(0, |day| self.place(day))
    }

    /// The last day belongs to the span.
    pub(super) fn at_end(&self, ends_on: Option<Date>) -> i64 {
        ends_on.and_then(|day| day.tomorrow().ok()).map_or(WHOLE, |day| self.place(day))
    }

    pub(super) fn beside(&self, starts_on: Option<Date>, ends_on: Option<Date>) -> Option<Beside> {
        let ended = ends_on.filter(|day| *day < self.from).map(Beside::Before);
        ended.or_else(|| starts_on.filter(|day| *day >= self.until).map(Beside::After))
    }

    pub(super) fn quarters(&self) -> impl Iterator<Item = Date> {
        let years = self.from.year()..=self.until.year();
        let days = years.flat_map(|year| {
            [1, 4, 7, 10].into_iter().filter_map(move |month| Date::new(year, month, 1).ok())
        });
        days.filter(|day| self.holds(*day))
    }

    /// Whether so much of the width is left from where a day begins.
    pub(super) fn has_room_after(&self, day: Date, room: i64) -> bool {
        WHOLE - self.place(day) >= room
    }

    /// A place as attributes of a picture write it.
    pub(super) fn percent(place: i64) -> String {
        format!("{}.{:02}%", place / 100, place % 100)
    }

    fn place(&self, day: Date) -> i64 {
        (days_between(self.from, day) * WHOLE / self.days).clamp(0, WHOLE)
    }
}

fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}
