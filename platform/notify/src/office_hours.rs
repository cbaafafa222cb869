//! When people may be written to: within the opening hours of their guideline, or office hours where it gives none.

use calendar::OpeningHours;
use kernel::{Error, Instant, Result};
use policy::Pack;

/// Hours of a federation whose guideline says nothing of opening hours.
const USUAL: &str = "time_zone = \"Europe/Stockholm\"
public_holidays = \"SE\"
[hours]
mon = [\"08:00-17:00\"]
tue = [\"08:00-17:00\"]
wed = [\"08:00-17:00\"]
thu = [\"08:00-17:00\"]
fri = [\"08:00-17:00\"]
before_red_day = [\"08:00-12:00\"]
";

/// The hours in which mails go out under a guideline.
///
/// # Errors
/// Never while the usual hours above read, which a test holds.
pub fn office_hours(pack: &Pack) -> Result<OpeningHours> {
    let own = pack.opening_hours.as_ref().and_then(|hours| hours.calendar(&pack.time_zone));
    own.map_or_else(usual, Ok)
}

fn usual() -> Result<OpeningHours> {
    calendar::parse_calendar_file(USUAL).map_err(|faults| Error::failed(format!("{faults:?}")))
}

/// The moment at which something that is ready goes out: at once within the hours, otherwise when they begin.
pub(crate) fn compute_send_at(hours: &OpeningHours, ready: Instant) -> Instant {
    hours.next_open(ready).unwrap_or(ready)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_ready_at_night_waits_for_the_morning_and_over_the_weekend_for_monday() {
        let hours = usual().unwrap();
        for (ready, sent) in [
            ("2026-03-02T09:00:00Z", "2026-03-02T09:00:00Z"),
            ("2026-03-02T22:00:00Z", "2026-03-03T07:00:00Z"),
            ("2026-03-06T16:00:00Z", "2026-03-09T07:00:00Z"),
            ("2026-07-03T15:00:00Z", "2026-07-06T06:00:00Z"),
            // Good Friday and Easter Monday are red; noon ends the day before.
            ("2026-04-02T11:00:00Z", "2026-04-07T06:00:00Z"),
            ("2026-12-25T09:00:00Z", "2026-12-28T07:00:00Z"),
        ] {
            assert_eq!(compute_send_at(&hours, at(ready)), at(sent), "{ready}");
        }
    }

    proptest! {
        #[test]
        fn nothing_ever_goes_out_outside_the_hours(day in 0i64..20 * 365, second in 0i64..86_400) {
            let hours = usual().unwrap();
            let ready = at("2026-01-01T00:00:00Z").plus_seconds(day * 86_400 + second);
            let sent = compute_send_at(&hours, ready);
            prop_assert!(hours.is_open(sent));
            prop_assert!(sent >= ready);
            prop_assert_eq!(sent == ready, hours.is_open(ready), "within the hours nothing waits");
            let civil = sent.in_stockholm();
            prop_assert!((8..17).contains(&civil.hour()) && calendar::is_working_day(civil.date()));
        }
    }
}
