//! When a mail that could not be sent is tried again: soon at first, then less and less often, and not for ever.

/// Seconds to wait after each attempt: a server that starts anew is back in minutes, one that broke over a weekend in days.
const WAITS: [i64; 9] =
    [60, 5 * 60, 15 * 60, 3_600, 2 * 3_600, 4 * 3_600, 12 * 3_600, 24 * 3_600, 48 * 3_600];

/// Seconds to wait after so many attempts, the last one included. None when it is given up.
pub(crate) fn compute_wait_seconds(attempts: i64) -> Option<i64> {
    let place = usize::try_from(attempts).ok()?.checked_sub(1)?;
    WAITS.get(place).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_wait_is_longer_than_the_one_before_and_the_tenth_attempt_is_the_last() {
        let waits: Vec<i64> = (1..).map_while(compute_wait_seconds).collect();
        assert_eq!(waits.len(), 9);
        assert!(waits.is_sorted() && waits[0] == 60);
        assert!(waits.iter().sum::<i64>() > 3 * 86_400, "a long weekend is outlasted: {waits:?}");
        assert_eq!(compute_wait_seconds(10), None);
    }

    #[test]
    fn what_was_never_tried_has_no_wait() {
        assert_eq!(
            [compute_wait_seconds(0), compute_wait_seconds(-1), compute_wait_seconds(i64::MAX)],
            [None; 3]
        );
    }
}
