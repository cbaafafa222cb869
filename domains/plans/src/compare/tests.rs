//! Which differences are found, and that none is lost.

use super::*;
use crate::content::BudgetRow;
use kernel::Id;
use writing::Row;

fn section(id: &str, text: &str) -> Written {
    Written { id: id.into(), title: LocalText::new(id, id), text: text.into(), ..Written::default() }
}

fn activity(id: Option<Id>, title: &str, state: &str) -> ActivityRow {
    ActivityRow { id, title: title.into(), state: state.into(), ..ActivityRow::default() }
}

fn of_sections(sections: Vec<Written>) -> Content {
    Content { sections, ..Content::default() }
}

fn of_activities(activities: Vec<ActivityRow>) -> Content {
    let mut content = Content::default();
    content.rows.activities = activities;
    content
}

fn states(pairs: &[Pair<ActivityRow>]) -> Vec<(Option<&str>, Option<&str>)> {
    fn state(row: &Option<ActivityRow>) -> Option<&str> {
        row.as_ref().map(|row| row.state.as_str())
    }
    pairs.iter().map(|pair| (state(&pair.before), state(&pair.after))).collect()
}

#[test]
fn sections_are_compared_in_the_later_order_and_those_that_are_gone_stand_last() {
    let before = of_sections(vec![section("gone", "Bort"), section("purpose", "Två mål")]);
    let after = of_sections(vec![section("purpose", "Tre mål"), section("new", "Nytt")]);
    let compared = compute_compared(&before, &after).sections;
    let ids: Vec<&str> = compared.iter().map(|one| one.title.sv.as_str()).collect();
    assert_eq!(ids, ["purpose", "new", "gone"]);
    assert!(matches!(compared[0].rows[..], [Row::Changed { .. }]));
    assert!(matches!(compared[1].rows[..], [Row::Added(_)]));
    assert!(matches!(compared[2].rows[..], [Row::Removed(_)]));
}

#[test]
fn a_section_of_the_same_words_is_the_same() {
    let content = of_sections(vec![section("purpose", "Mål"), section("empty", "")]);
    assert!(compute_compared(&content, &content).sections.iter().all(SectionCompared::is_same));
}

#[test]
fn why_there_is_nothing_to_tell_is_compared_as_what_the_section_says() {
    let nothing = Written { nothing: Some("Inga releaser i år".into()), ..section("releases", " ") };
    let before = of_sections(vec![nothing]);
    let after = of_sections(vec![section("releases", "En release i maj")]);
    let compared = compute_compared(&before, &after).sections;
    assert!(!compared[0].is_same());
}

#[test]
fn the_same_activity_is_found_by_its_id_whatever_it_is_called_now() {
    let (one, other) = (Some(Id::new()), Some(Id::new()));
    let before = of_activities(vec![activity(one, "Byt", "planned"), activity(other, "Flytta", "planned")]);
    let after = of_activities(vec![activity(other, "Byt", "done"), activity(one, "Flytta", "started")]);
    let pairs = compute_compared(&before, &after).activities;
    let ids: Vec<_> = pairs
        .iter()
        .map(|pair| pair.before.as_ref().unwrap().id == pair.after.as_ref().unwrap().id)
        .collect();
    assert_eq!(ids, [true, true]);
}

#[test]
fn between_years_activities_are_matched_by_title_and_each_stands_once() {
    let before = of_activities(vec![
        activity(Some(Id::new()), "Byt  plattform", "a"),
        activity(Some(Id::new()), "Byt plattform", "b"),
        activity(Some(Id::new()), "Utbilda", "c"),
    ]);
    let after = of_activities(vec![
        activity(Some(Id::new()), "byt plattform", "A"),
        activity(None, "Ny", "N"),
        activity(None, "Byt Plattform", "B"),
        activity(None, "Byt plattform", "C"),
    ]);
    let pairs = compute_compared(&before, &after).activities;
    let expected = [
        (Some("a"), Some("A")),
        (None, Some("N")),
        (Some("b"), Some("B")),
        (None, Some("C")),
        (Some("c"), None),
    ];
    assert_eq!(states(&pairs), expected);
}

fn of_budget(year: i64, lines: &[(&str, i64, i64)]) -> Content {
    let line = |(group, year, amount): &(&str, i64, i64)| BudgetRow {
        account_group: (*group).into(),
        account_group_title: LocalText::new(*group, *group),
        year: *year,
        amount: *amount,
        ..BudgetRow::default()
    };
    let mut content = Content { year: Some(year), ..Content::default() };
    content.rows.budget = lines.iter().map(line).collect();
    content
}

#[test]
fn account_groups_are_compared_year_by_year_from_the_first_year_of_each_plan() {
    let before = of_budget(2026, &[("licences", 2026, 100), ("licences", 2027, 90), ("gone", 2026, 5)]);
    let after = of_budget(2027, &[("licences", 2027, 120), ("licences", 2028, 90)]);
    let budget = compute_compared(&before, &after).budget;
    let told: Vec<_> = budget
        .iter()
        .map(|one| (one.title.sv.as_str(), one.years_on, one.before, one.after, one.difference()))
        .collect();
    let expected = [
        ("gone", 0, Some(5), Some(0), Some(-5)),
        ("licences", 0, Some(100), Some(120), Some(20)),
        ("licences", 1, Some(90), Some(90), Some(0)),
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_sum_that_is_no_amount_is_told_as_none() {
    let before = of_budget(2026, &[("a", 2026, i64::MAX), ("a", 2026, 1)]);
    let budget = compute_compared(&before, &of_budget(2026, &[])).budget;
    assert_eq!((budget[0].before, budget[0].difference()), (None, None));
}
