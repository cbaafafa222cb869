//! When what did not arrive is tried again: soon at first, then less and less often, and not for ever.

/// Seconds to wait after each attempt of one delivery: a long weekend is outlasted.
const WAITS: [i64; 9] =
    [60, 5 * 60, 15 * 60, 3_600, 2 * 3_600, 4 * 3_600, 12 * 3_600, 24 * 3_600, 48 * 3_600];
/// Seconds that a hook rests after each failure in a row: what waits behind the first is not tried in vain.
const RESTS: [i64; 5] = [30, 60, 5 * 60, 15 * 60, 3_600];
/// A hook that has failed so often in a row, for about a day, is switched off.
pub(crate) const MOST_FAILURES: i64 = 28;

/// Seconds to wait after so many attempts, the last one included. None when the delivery is given up.
pub(crate) fn compute_wait_seconds(attempts: i64) -> Option<i64> {
    let place = usize::try_from(attempts).ok()?.checked_sub(1)?;
    WAITS.get(place).copied()
}

/// Seconds that a hook rests after so many failures in a row. None when it is switched off.
pub(crate) fn compute_rest_seconds(failures: i64) -> Option<i64> {
    if failures >= MOST_FAILURES {
        return None;
    }
    let place = usize::try_from(failures.max(1) - 1).ok()?;
    RESTS.get(place).or(RESTS.last()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_wait_of_a_delivery_is_longer_than_the_one_before_and_the_tenth_attempt_is_the_last() {
        let waits: Vec<i64> = (1..).map_while(compute_wait_seconds).collect();
        assert_eq!(waits.len(), 9);
        assert!(waits.is_sorted() && waits[0] == 60);
        assert!(waits.iter().sum::<i64>() > 3 * 86_400, "{waits:?}");
        assert_eq!([0, -1, 10, i64::MAX].map(compute_wait_seconds), [None; 4]);
    }

    #[test]
    fn a_hook_rests_up_to_an_hour_and_is_switched_off_after_about_a_day_of_failures() {
        let rests: Vec<i64> = (1..).map_while(compute_rest_seconds).collect();
        assert!(rests.is_sorted() && rests[0] == 30 && rests.last() == Some(&3_600));
        let hours = rests.iter().sum::<i64>() / 3_600;
        assert!((20..=28).contains(&hours), "{hours} hours");
        assert_eq!(compute_rest_seconds(i64::MAX), None);
    }
}
