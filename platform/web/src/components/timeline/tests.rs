//! What eye, ear and keyboard find in a picture of time.

use super::*;
use crate::components::Tone;
use scraper::{ElementRef, Html, Selector};

const SV: Language = Language::Swedish;

fn day(text: &str) -> Date {
    text.parse().expect("a day of this test")
}

fn row(name: &str, (starts_on, ends_on): (&str, Option<&str>), notice_by: Option<&str>) -> TimelineRow {
    TimelineRow {
        link: Link::new(format!("/avtal/{name}"), name),
        starts_on: Some(day(starts_on)),
        ends_on: ends_on.map(day),
        notice_by: notice_by.map(day),
        status: Some(Status::new(Tone::Ongoing, "Löper")),
    }
}

fn drawn(rows: Vec<TimelineRow>) -> Html {
    let (from, until, today) = (day("2026-01-01"), day("2028-01-01"), day("2026-11-23"));
    let picture = Timeline { caption: "Avtal".into(), from, until, today, rows };
    Html::parse_fragment(&timeline(SV, &picture).into_string())
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).expect("a selector of this test")).collect()
}

fn words(element: &ElementRef<'_>) -> String {
    element.text().collect()
}

#[test]
fn a_span_is_drawn_from_its_first_day_through_its_last() {
    let page = drawn(vec![row("a", ("2026-01-01", Some("2026-12-31")), Some("2026-09-30"))]);
    let span = all(&page, ".spans rect.span")[0];
    assert_eq!((span.attr("x"), span.attr("width")), (Some("0.00%"), Some("50.00%")));
    let marks: Vec<_> = all(&page, ".spans svg svg")
        .iter()
        .map(|mark| mark.attr("x").unwrap_or_default().to_owned())
        .collect();
    assert_eq!(marks, ["50.00%", "37.26%"], "its end and the last day to speak");
}

#[test]
fn what_has_no_end_goes_on_and_what_lies_outside_is_told_in_words() {
    let page = drawn(vec![
        row("open", ("2025-01-01", None), None),
        row("past", ("2020-01-01", Some("2024-12-31")), None),
        row("ahead", ("2029-01-01", None), None),
    ]);
    let bars = all(&page, ".spans li:not(.axis) > svg");
    assert!(bars[0].html().contains("width=\"100.00%\"") && bars[0].html().contains("x=\"100%\""));
    assert!(words(&bars[1]).contains("← 2024-12-31") && words(&bars[2]).contains("2029-01-01 →"));
    assert_eq!(all(&page, ".spans rect.span").len(), 1);
}

#[test]
fn the_words_of_a_bar_and_the_table_say_the_same_as_the_picture() {
    let page = drawn(vec![
        row("a", ("2026-01-01", Some("2026-12-31")), Some("2026-09-30")),
        row("b", ("2026-01-01", None), None),
    ]);
    let titles: Vec<_> = all(&page, ".spans [role=img] > title").iter().map(words).collect();
    assert_eq!(
        titles,
        ["a: 2026-01-01–2026-12-31. Säg upp senast 2026-09-30. Löper", "b: 2026-01-01–tills vidare. Löper"]
    );
    let cells: Vec<_> = all(&page, "details tbody tr:first-child > *").iter().map(words).collect();
    assert_eq!(cells, ["a", "2026-01-01", "2026-09-30", "2026-12-31", "Löper"]);
    assert_eq!(all(&page, "details tbody tr").len(), 2);
}

#[test]
fn each_row_leads_to_its_record_and_each_sign_is_explained() {
    let page = drawn(vec![row("a", ("2026-01-01", None), None)]);
    assert_eq!(all(&page, ".spans a[href='/avtal/a']").len(), 1);
    let legend: Vec<_> = all(&page, ".legend li").iter().map(|li| words(li).trim().to_owned()).collect();
    assert_eq!(legend, ["Gäller", "Säg upp senast", "Slutar", "I dag"]);
    let quarters: Vec<_> = all(&page, ".axis text").iter().map(words).collect();
    assert_eq!(
        quarters,
        ["2026-01", "2026-04", "2026-07", "2026-10", "2027-01", "2027-04", "2027-07", "2027-10"]
    );
    let minor: Vec<_> = all(&page, ".axis text.minor").iter().map(words).collect();
    assert_eq!(minor, ["2026-04", "2026-10", "2027-04", "2027-10"]);
}

#[test]
fn a_day_at_the_edge_of_the_picture_has_no_words_that_would_be_cut() {
    let picture = Timeline {
        caption: "Avtal".into(),
        from: day("2026-11-01"),
        until: day("2028-11-01"),
        today: day("2026-11-23"),
        rows: vec![row("a", ("2026-01-01", None), None)],
    };
    let page = Html::parse_fragment(&timeline(SV, &picture).into_string());
    let shown: Vec<_> = all(&page, ".axis text:not(.minor)").iter().map(words).collect();
    assert_eq!(shown, ["2027-01", "2027-07", "2028-01"]);
    assert!(!all(&page, ".axis text").iter().any(|text| words(text) == "2028-10"));
    assert_eq!(all(&page, ".axis .grid").len(), 8);
}

#[test]
fn a_name_cannot_break_out_of_the_picture() {
    let page = drawn(vec![row("</title><script>x</script>", ("2026-01-01", None), None)]);
    assert!(all(&page, "script").is_empty());
}
