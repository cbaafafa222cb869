//! What holds for every calendar, start, target and wait, checked against a clock that counts minute by minute.

use crate::{day, intervals, office_rules};
use calendar::{
    ExceptionDay, HoursException, OpeningHours, OpeningInterval, OpeningRules, PublicHolidays, Target, Wait,
    due, elapsed, working_seconds,
};
use jiff::ToSpan;
use kernel::Instant;
use proptest::prelude::*;

/// No interval begins or ends between 02:00 and 03:00, where the slow clock and the rules could differ.
fn some_hours() -> impl Strategy<Value = Vec<OpeningInterval>> {
    prop_oneof![
        Just(intervals(&[])),
        Just(intervals(&["07:30-16:00"])),
        Just(intervals(&["08:00-12:00", "13:00-17:00"])),
        Just(intervals(&["00:00-24:00"])),
        Just(intervals(&["00:00-01:30", "22:15-24:00"])),
    ]
}

fn some_calendar() -> impl Strategy<Value = OpeningHours> {
    let weekdays = prop::array::uniform7(some_hours());
    let exceptions = prop::collection::btree_map(0..28_i16, some_hours(), 0..4);
    (weekdays, prop::option::of(some_hours()), exceptions, any::<bool>()).prop_map(
        |(mut weekdays, before_red_day, exceptions, keeps_holidays)| {
            weekdays[2] = intervals(&["07:30-16:00"]);
            let day_of =
                |days: i16| ExceptionDay::Date(day("2026-10-18").checked_add(days.days()).expect("a day"));
            OpeningHours::new(OpeningRules {
                weekdays,
                before_red_day,
                exceptions: exceptions
                    .into_iter()
                    .map(|(at, hours)| HoursException { day: day_of(at), hours })
                    .collect(),
                public_holidays: if keeps_holidays { PublicHolidays::Sweden } else { PublicHolidays::None },
                ..office_rules(&[])
            })
            .expect("sound rules")
        },
    )
}

/// A second of the weeks around the end of summer time 2026 and All Saints' Day.
fn some_moment() -> impl Strategy<Value = Instant> {
    let first: Instant = "2026-10-18T00:00:00Z".parse().expect("an instant");
    (0..28 * 86_400_i64).prop_map(move |seconds| first.plus_seconds(seconds))
}

fn some_waits() -> impl Strategy<Value = Vec<Wait>> {
    let wait = (some_moment(), 0..3 * 86_400_i64)
        .prop_map(|(from, seconds)| Wait::new(from, from.plus_seconds(seconds)).expect("a wait"));
    prop::collection::vec(wait, 0..4)
}

fn some_target() -> impl Strategy<Value = Target> {
    prop_oneof![(1..12_u32).prop_map(Target::WorkingDays), (1..200_000_i64).prop_map(Target::OpenSeconds)]
}

/// Looks at the clock on the wall every minute and asks whether the day is open then.
fn minutes_on_the_wall(hours: &OpeningHours, from: Instant, minutes: i64) -> i64 {
    let is_open = |minute: &i64| {
        let wall = from.plus_seconds(minute * 60).in_stockholm();
        let now = format!("{:02}:{:02}", wall.hour(), wall.minute());
        let intervals = hours.hours_on(wall.date());
        intervals.iter().any(|open| open.from().to_string() <= now && now < open.to().to_string())
    };
    i64::try_from((0..minutes).filter(is_open).count()).expect("few minutes")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn open_time_until_due_is_the_target_and_no_earlier_moment_would_do(
        hours in some_calendar(), start in some_moment(), seconds in 1..200_000_i64, waits in some_waits()
    ) {
        let due = due(&hours, start, Target::OpenSeconds(seconds), &waits).unwrap();
        prop_assert_eq!(due.working_seconds, seconds);
        prop_assert_eq!(elapsed(&hours, start, due.at, &waits).unwrap(), seconds);
        prop_assert_eq!(elapsed(&hours, start, due.at.plus_seconds(-1), &waits).unwrap(), seconds - 1);
    }

    #[test]
    fn working_time_adds_up_over_any_moment_between(
        hours in some_calendar(), mut moments in prop::array::uniform3(some_moment()), waits in some_waits()
    ) {
        moments.sort();
        let [first, middle, last] = moments;
        let counted = |from, to| elapsed(&hours, from, to, &waits).unwrap();
        prop_assert_eq!(counted(first, middle) + counted(middle, last), counted(first, last));
    }

    #[test]
    fn the_order_of_waits_and_their_repetition_do_not_matter(
        hours in some_calendar(), start in some_moment(), target in some_target(),
        (waits, shuffled) in some_waits().prop_flat_map(|waits| (Just(waits.clone()), Just(waits).prop_shuffle()))
    ) {
        let expected = due(&hours, start, target, &waits).unwrap();
        let repeated: Vec<Wait> = shuffled.iter().chain(&waits).copied().collect();
        prop_assert_eq!(due(&hours, start, target, &shuffled).unwrap(), expected);
        prop_assert_eq!(due(&hours, start, target, &repeated).unwrap(), expected);
    }

    #[test]
    fn waiting_never_costs_working_time_and_never_makes_a_thing_due_earlier(
        hours in some_calendar(), start in some_moment(), days in 1..12_u32, waits in some_waits()
    ) {
        let unhindered = due(&hours, start, Target::WorkingDays(days), &[]).unwrap();
        let waited = due(&hours, start, Target::WorkingDays(days), &waits).unwrap();
        prop_assert_eq!(waited.working_seconds, unhindered.working_seconds);
        prop_assert!(waited.at >= unhindered.at);
    }
}

proptest! {
    // The slow clock looks at every minute.
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn working_time_is_what_a_clock_on_the_wall_counts_through_the_night_of_25_hours(
        hours in some_calendar(), start in 0..10_000_i64, minutes in 0..6_000_i64
    ) {
        let first: Instant = "2026-10-22T00:00:00Z".parse().unwrap();
        let from = first.plus_seconds(start * 60);
        let seconds = working_seconds(&hours, from, from.plus_seconds(minutes * 60)).unwrap();
        prop_assert_eq!(seconds, 60 * minutes_on_the_wall(&hours, from, minutes));
    }

    #[test]
    fn working_time_is_what_a_clock_on_the_wall_counts_through_the_night_of_23_hours(
        hours in some_calendar(), start in 0..5_000_i64, minutes in 0..6_000_i64
    ) {
        let first: Instant = "2026-03-26T00:00:00Z".parse().unwrap();
        let from = first.plus_seconds(start * 60);
        let seconds = working_seconds(&hours, from, from.plus_seconds(minutes * 60)).unwrap();
        prop_assert_eq!(seconds, 60 * minutes_on_the_wall(&hours, from, minutes));
    }
}
