//! The service clock: how much working time has passed, and when something is due.
//! Nothing is stored or added up over time: each answer is one function of hours, start, target and waits.

use crate::openings::{Stretch, days_from};
use crate::wait::{cut_out, merged};
use crate::{Fault, OpeningHours, Target, Wait};
use kernel::Instant;

const MICROS: i64 = 1_000_000;

/// When something is due. Swedish: förfallotid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    pub at: Instant,
    /// Open time from the start to the due moment, waits taken out.
    pub working_seconds: i64,
}

/// Opening time between two moments in whole seconds; 0 where the second is not after the first.
///
/// # Errors
/// A moment in a year that the calendar does not answer for.
pub fn working_seconds(hours: &OpeningHours, from: Instant, to: Instant) -> Result<i64, Fault> {
    elapsed(hours, from, to, &[])
}

/// Opening time between two moments in whole seconds, waits taken out.
///
/// # Errors
/// A moment in a year that the calendar does not answer for.
pub fn elapsed(hours: &OpeningHours, from: Instant, to: Instant, waits: &[Wait]) -> Result<i64, Fault> {
    hours.check_moment(from)?;
    hours.check_moment(to)?;
    Ok(counted_micros(hours, Stretch { from, to }, &merged(waits)) / MICROS)
}

/// When a target that began at `start` is due. Waits move it; the order in which they are given does not matter.
///
/// The time that a ticket was resolved before it was opened again is given as a wait.
///
/// # Errors
/// A start in a year that the calendar does not answer for, and hours that do not open often enough after it.
pub fn due(hours: &OpeningHours, start: Instant, target: Target, waits: &[Wait]) -> Result<Due, Fault> {
    hours.check_moment(start)?;
    let merged_waits = merged(waits);
    let at = match target {
        Target::OpenSeconds(seconds) => {
            after_open_time(hours, start, seconds.saturating_mul(MICROS), &merged_waits)
        }
        Target::WorkingDays(days) => after_working_days(hours, start, days).and_then(|at| {
            let asked = Stretch { from: start, to: at };
            let waited = counted_micros(hours, asked, &[]) - counted_micros(hours, asked, &merged_waits);
            after_open_time(hours, at, waited, &merged_waits)
        }),
    };
    let at = at.ok_or_else(|| Fault::NeverOpensAgain(hours.write_moment(start)))?;
    let working_seconds = counted_micros(hours, Stretch { from: start, to: at }, &merged_waits) / MICROS;
    Ok(Due { at, working_seconds })
}

/// The openings from a moment on, without the waits.
fn counted<'a>(
    hours: &'a OpeningHours,
    from: Instant,
    waits: &'a [Stretch],
) -> impl Iterator<Item = Stretch> + 'a {
    let openings = hours.openings_from(from).filter_map(move |opening| opening.starting_at(from));
    openings.flat_map(move |opening| cut_out(opening, waits))
}

fn counted_micros(hours: &OpeningHours, asked: Stretch, waits: &[Stretch]) -> i64 {
    let within = counted(hours, asked.from, waits).map_while(|stretch| stretch.ending_at(asked.to));
    within.map(Stretch::micros).sum()
}

/// The first moment at which that much time has been counted.
fn after_open_time(hours: &OpeningHours, start: Instant, micros: i64, waits: &[Stretch]) -> Option<Instant> {
    let mut left = micros;
    if left == 0 {
        return Some(start);
    }
    for stretch in counted(hours, start, waits) {
        if left <= stretch.micros() {
            return Some(Instant::from_micros(stretch.from.as_micros() + left));
        }
        left -= stretch.micros();
    }
    None
}

/// The same clock time that many working days later, or the nearest open moment that the rules give.
fn after_working_days(hours: &OpeningHours, start: Instant, days: u32) -> Option<Instant> {
    let opened = hours.openings_from(start).next()?.from.max(start);
    let civil = hours.in_zone(opened).datetime();
    let later = days_from(civil.date().tomorrow().ok()?).filter(|day| hours.is_working_day(*day));
    let day = later.into_iter().nth(usize::try_from(days).ok()?.checked_sub(1)?)?;
    let moment = hours.instant_at(day.to_datetime(civil.time()));
    let before = hours.openings_on(day).take_while(|opening| opening.from <= moment).last();
    match before {
        // Open at that time, or closed again: then the moment at which it closed.
        Some(opening) => Some(moment.min(opening.to)),
        None => hours.openings_on(day).next().map(|opening| opening.from),
    }
}
