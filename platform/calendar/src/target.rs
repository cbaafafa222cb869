//! How soon something must be done: a number of working days, or an amount of open time.

use crate::Fault;
use jiff::SignedDuration;
use std::fmt;
use std::str::FromStr;

/// Within what time. Swedish: åtgärdstid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// `1 working day`, `5 working days`; at least one.
    WorkingDays(u32),
    /// `4h`, `1h30m`, `45s`, in seconds of open time; at least one.
    OpenSeconds(i64),
}

impl FromStr for Target {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let wrong = || Fault::WrongTarget(text.to_owned());
        let words: Vec<&str> = text.split_whitespace().collect();
        if let [count, "working", "day" | "days"] = words.as_slice() {
            let is_number = count.bytes().all(|byte| byte.is_ascii_digit());
            let days = count.parse().ok().filter(|days| is_number && *days > 0);
            return days.map(Self::WorkingDays).ok_or_else(wrong);
        }
        let open_time: SignedDuration = text.trim().parse().map_err(|_| wrong())?;
        if open_time.subsec_nanos() != 0 || open_time.as_secs() <= 0 {
            return Err(wrong());
        }
        Ok(Self::OpenSeconds(open_time.as_secs()))
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::WorkingDays(1) => f.write_str("1 working day"),
            Self::WorkingDays(days) => write!(f, "{days} working days"),
            Self::OpenSeconds(seconds) => {
                let parts = [(seconds / 3600, "h"), (seconds / 60 % 60, "m"), (seconds % 60, "s")];
                parts
                    .iter()
                    .filter(|(count, _)| *count > 0)
                    .try_for_each(|(count, unit)| write!(f, "{count}{unit}"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_read_and_written_alike() {
        let cases = [
            ("1 working day", Target::WorkingDays(1)),
            ("5 working days", Target::WorkingDays(5)),
            ("4h", Target::OpenSeconds(14_400)),
            ("1h30m", Target::OpenSeconds(5_400)),
            ("45s", Target::OpenSeconds(45)),
            ("100h", Target::OpenSeconds(360_000)),
        ];
        for (text, target) in cases {
            assert_eq!(text.parse(), Ok(target));
            assert_eq!(target.to_string(), text);
        }
        assert_eq!("90m".parse(), Ok(Target::OpenSeconds(5_400)));
        assert_eq!(" 2  working days ".parse(), Ok(Target::WorkingDays(2)));
    }

    #[test]
    fn what_is_no_target_is_refused() {
        let wrong = [
            "",
            "4",
            "h",
            "0h",
            "0s",
            "-4h",
            "4h ago",
            "0.5s",
            "1d",
            "1 day",
            "0 working days",
            "-1 working days",
            "+1 working days",
            "99999999999 working days",
            "1.5 working days",
            "99999999999999999999h",
            "4x",
        ];
        for text in wrong {
            assert_eq!(text.parse::<Target>(), Err(Fault::WrongTarget(text.to_owned())), "{text}");
        }
    }
}
