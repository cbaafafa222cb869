//! Easter Sunday, from which six red days are counted.

use jiff::civil::{Date, date};

/// Easter Sunday of a Gregorian year, by the anonymous computus (Meeus, Jones and Butcher).
pub(crate) fn easter_sunday(year: i16) -> Date {
    let full_year = i32::from(year);
    let golden = full_year.rem_euclid(19);
    let (century, in_century) = (full_year.div_euclid(100), full_year.rem_euclid(100));
    let moon_shift = (century + 8) / 25;
    let moon_lag = (century - moon_shift + 1) / 3;
    let epact = (19 * golden + century - century / 4 - moon_lag + 15).rem_euclid(30);
    let weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * weekday).div_euclid(451);
    let day_of_march = epact + weekday - 7 * late + 22;
    // INVARIANT: Easter lies from 22 March to 25 April, so the day is 22–56 of March.
    #[allow(clippy::cast_possible_truncation)]
    match day_of_march {
        ..=31 => date(year, 3, day_of_march as i8),
        _ => date(year, 4, (day_of_march - 31) as i8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::Weekday;

    #[test]
    fn easter_falls_on_the_days_that_the_almanac_gives() {
        let almanac = [
            date(1900, 4, 15),
            date(1913, 3, 23),
            date(1943, 4, 25),
            date(1954, 4, 18),
            date(1981, 4, 19),
            date(2000, 4, 23),
            date(2008, 3, 23),
            date(2026, 4, 5),
            date(2038, 4, 25),
            date(2049, 4, 18),
            date(2160, 3, 23),
        ];
        for easter in almanac {
            assert_eq!(easter_sunday(easter.year()), easter);
        }
    }

    #[test]
    fn easter_is_a_sunday_from_22_march_to_25_april_in_every_year_that_a_date_can_have() {
        for year in 0..=9999 {
            let easter = easter_sunday(year);
            assert_eq!(easter.weekday(), Weekday::Sunday, "{year}");
            assert!(date(year, 3, 22) <= easter && easter <= date(year, 4, 25), "{easter}");
        }
    }
}
