//! Terms of agreements, day by day.

use super::*;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn terms(from: &str, to: Option<&str>, notice: Option<i64>, renewal: Renewal, months: Option<i64>) -> Terms {
    Terms {
        starts_on: day(from),
        ends_on: to.map(day),
        notice_months: notice,
        renewal,
        renewal_months: months,
        terminated_on: None,
    }
}

/// State, end, notice, next end, act by: a dash where there is none.
fn told(terms: &Terms, today: &str) -> String {
    let found = compute_term(terms, day(today));
    let shown = |day: Option<Date>| day.map_or("-".to_owned(), |day| day.to_string());
    let days = [found.ends_on, found.notice_by, found.renews_to, found.act_by].map(shown).join(" ");
    format!(
        "{} {days}{}",
        kernel::Choice::name(found.state),
        if found.has_missed_notice { " missed" } else { "" }
    )
}

#[test]
fn a_term_ends_after_its_last_day_and_is_told_before() {
    let fixed = terms("2026-01-01", Some("2026-12-31"), None, Renewal::Never, None);
    assert_eq!(told(&fixed, "2025-12-31"), "coming 2026-12-31 - - 2026-12-31");
    assert_eq!(told(&fixed, "2026-12-31"), "running 2026-12-31 - - 2026-12-31");
    assert_eq!(told(&fixed, "2027-01-01"), "ended 2026-12-31 - - -");
    let asked = terms("2026-01-01", Some("2026-12-31"), Some(6), Renewal::Explicit, None);
    assert_eq!(told(&asked, "2026-03-01"), "running 2026-12-31 2026-06-30 - 2026-06-30");
}

#[test]
fn what_renews_itself_is_asked_about_before_its_notice_day_and_then_before_the_next() {
    let tacit = terms("2023-01-01", Some("2024-12-31"), Some(3), Renewal::Tacit, Some(12));
    for (today, expected) in [
        ("2024-09-30", "running 2024-12-31 2024-09-30 2025-12-31 2024-09-30"),
        ("2024-10-01", "running 2024-12-31 2024-09-30 2025-12-31 2025-09-30 missed"),
        ("2024-12-31", "running 2024-12-31 2024-09-30 2025-12-31 2025-09-30 missed"),
        ("2025-01-01", "running 2025-12-31 2025-09-30 2026-12-31 2025-09-30"),
        ("2026-06-01", "running 2026-12-31 2026-09-30 2027-12-31 2026-09-30"),
    ] {
        assert_eq!(told(&tacit, today), expected, "{today}");
    }
}

#[test]
fn a_day_is_near_so_many_days_ahead_and_after_it_has_passed() {
    let asked = terms("2026-01-01", Some("2026-12-31"), Some(3), Renewal::Explicit, None);
    let near = |today: &str| compute_term(&asked, day(today)).is_near(day(today), 90);
    assert_eq!(
        ["2026-07-01", "2026-07-02", "2026-10-15", "2027-01-01"].map(near),
        [false, true, true, false]
    );
}

#[test]
fn notice_in_time_ends_the_term_and_late_notice_the_next() {
    let tacit = terms("2023-01-01", Some("2024-12-31"), Some(3), Renewal::Tacit, Some(12));
    let given = |on: &str| Terms { terminated_on: Some(day(on)), ..tacit };
    assert_eq!(told(&given("2026-09-30"), "2026-12-31"), "terminated 2026-12-31 - - -");
    assert_eq!(told(&given("2026-09-30"), "2027-01-01"), "ended 2026-12-31 - - -");
    assert_eq!(told(&given("2026-10-01"), "2027-01-01"), "terminated 2027-12-31 - - -");
    let open = Terms { ends_on: None, renewal: Renewal::Never, renewal_months: None, ..given("2026-11-30") };
    assert_eq!(told(&open, "2026-12-01"), "terminated 2027-02-28 - - -");
}

#[test]
fn months_are_counted_from_the_first_end_so_that_february_does_not_drift() {
    let leap = terms("2023-03-01", Some("2024-02-29"), Some(0), Renewal::Tacit, Some(12));
    for (today, end) in
        [("2025-02-28", "2025-02-28"), ("2025-03-01", "2026-02-28"), ("2027-06-01", "2028-02-29")]
    {
        assert_eq!(compute_term(&leap, day(today)).ends_on, Some(day(end)), "{today}");
    }
    assert_eq!(earlier(day("2026-05-31"), 3), day("2026-02-28"));
    assert_eq!(earlier(day("2027-02-28"), 3), day("2026-11-28"), "the earlier day is the safe one");
}

#[test]
fn check_terms_names_what_is_wrong_at_its_field() {
    let wrong = |terms: &Terms| -> Vec<String> {
        check_terms(terms).into_iter().map(|one| format!("{} {}", one.field, one.message.key)).collect()
    };
    let sound = terms("2026-01-01", Some("2026-12-31"), Some(3), Renewal::Tacit, Some(12));
    assert_eq!(wrong(&sound), [""; 0]);
    assert_eq!(wrong(&Terms { notice_months: Some(12), ..sound }), [""; 0], "as long as the term");
    assert_eq!(
        wrong(&Terms { notice_months: Some(13), renewal_months: Some(24), ..sound }),
        ["notice_months agreement-objection-notice-longer-than-term"]
    );
    assert_eq!(
        wrong(&Terms { ends_on: Some(day("2025-12-31")), ..sound }),
        ["ends_on agreement-objection-ends-before-start"]
    );
    assert_eq!(
        wrong(&Terms { renewal_months: None, ..sound }),
        ["renewal_months agreement-objection-renewal-months-missing"]
    );
    assert_eq!(
        wrong(&Terms { renewal_months: Some(2), ..sound }),
        ["notice_months agreement-objection-notice-longer-than-renewal"]
    );
    assert_eq!(
        wrong(&Terms { renewal: Renewal::Never, ..sound }),
        ["renewal_months agreement-objection-renews-not"]
    );
    assert_eq!(wrong(&Terms { ends_on: None, ..sound }), ["ends_on agreement-objection-renews-without-end"]);
}

#[test]
fn what_renews_itself_has_no_last_day_until_somebody_gives_notice() {
    let tacit = terms("2023-01-01", Some("2024-12-31"), Some(3), Renewal::Tacit, Some(12));
    assert_eq!(compute_last_day(&tacit), None);
    let given = Terms { terminated_on: Some(day("2026-10-15")), ..tacit };
    assert_eq!(compute_last_day(&given), Some(day("2027-12-31")));
    let fixed = terms("2026-01-01", Some("2026-12-31"), None, Renewal::Never, None);
    assert_eq!(compute_last_day(&fixed), Some(day("2026-12-31")));
    assert_eq!(compute_last_day(&Terms { ends_on: None, ..fixed }), None);
}

#[test]
fn whoever_acts_on_the_day_told_is_never_late() {
    for (months, notice) in [(1, 0), (1, 1), (3, 3), (12, 3), (12, 12), (36, 6), (24, 0)] {
        for first_end in ["2024-01-31", "2024-02-29", "2024-08-30", "2024-12-31"] {
            let tacit = terms("2020-01-01", Some(first_end), Some(notice), Renewal::Tacit, Some(months));
            assert_eq!(check_terms(&tacit), []);
            let mut today = day("2023-12-15");
            for _ in 0..4_000 {
                let found = compute_term(&tacit, today);
                let (end, next) = (found.ends_on.unwrap(), found.renews_to.unwrap());
                assert!(found.notice_by.unwrap() <= end && today <= end && end < next, "{tacit:?} {today}");
                assert!(found.act_by.unwrap() >= today, "{tacit:?} {today}");
                let last = last_day_after_notice(&tacit, found.act_by.unwrap());
                assert_eq!(last_day_after_notice(&tacit, today), last, "{tacit:?} {today}");
                assert!((last > end) == found.has_missed_notice, "{tacit:?} {today}");
                let day_after = found.act_by.unwrap().tomorrow().unwrap();
                assert!(last_day_after_notice(&tacit, day_after) > last, "{tacit:?} {today}");
                today = today.tomorrow().unwrap();
            }
        }
    }
}

proptest::proptest! {
    #[test]
    fn notice_is_never_due_after_the_end_and_nobody_is_told_of_a_day_that_has_passed(
        start in 0..10_000_i32,
        length in 1..3_000_i32,
        notice in 0..=24_i64,
        renewal in 1..=60_i64,
        later in 0..18_300_i32,
    ) {
        let starts_on = day("2000-01-01").saturating_add(Span::new().days(start));
        let end = starts_on.saturating_add(Span::new().days(length));
        let tacit = Terms {
            starts_on,
            ends_on: Some(end),
            notice_months: Some(notice),
            renewal: Renewal::Tacit,
            renewal_months: Some(renewal),
            terminated_on: None,
        };
        proptest::prop_assume!(check_terms(&tacit).is_empty());
        let today = starts_on.saturating_add(Span::new().days(later));
        let found = compute_term(&tacit, today);
        proptest::prop_assert!(found.notice_by <= found.ends_on && found.ends_on >= Some(today));
        proptest::prop_assert!(found.act_by >= Some(today) && found.renews_to > found.ends_on);
    }
}
