//! Spans of time below each other: from when to when something runs, and until when one must have spoken. A picture for the
//! eye; the table behind the switch says the same, and so do the words of each bar.

use super::{Cell, Column, ColumnKind, Link, Row, Status, simple_table};
use kernel::{Date, Language};
use maud::{Markup, html};
use scale::{Beside, Scale};

mod scale;

/// What runs from one day to another.
pub struct TimelineRow {
    pub link: Link,
    pub starts_on: Option<Date>,
    /// The last day; none while nobody has said when it ends.
    pub ends_on: Option<Date>,
    /// The last day on which it can be ended in time.
    pub notice_by: Option<Date>,
    pub status: Option<Status>,
}

pub struct Timeline {
    pub caption: String,
    /// First day of the picture.
    pub from: Date,
    /// The day after its last.
    pub until: Date,
    pub today: Date,
    pub rows: Vec<TimelineRow>,
}

#[must_use]
pub fn timeline(language: Language, timeline: &Timeline) -> Markup {
    let scale = Scale::new(timeline.from, timeline.until);
    html! {
        figure class="timeline" {
            figcaption { (timeline.caption) }
            (legend(language))
            ul class="spans" {
                li class="axis" aria-hidden="true" { span {} (axis(&scale, timeline.today)) }
                @for row in &timeline.rows {
                    li { a href=(row.link.href) { (row.link.label) } (bar(language, &scale, (timeline.today, row))) }
                }
            }
            details class="fold" {
                summary { (texts::text(language, "timeline-table")) }
                (table(language, timeline))
            }
        }
    }
}

fn legend(language: Language) -> Markup {
    let signs = [
        ("timeline-runs", span_sign()),
        ("timeline-notice", notice_sign("50%")),
        ("timeline-ends", end_sign("50%")),
        ("timeline-today", today_line("50%")),
    ];
    html! {
        ul class="legend" aria-label=(texts::text(language, "matrix-legend")) {
            @for (key, sign) in signs {
                li { svg width="20" height="20" aria-hidden="true" { (sign) } " " (texts::text(language, key)) }
            }
        }
    }
}

fn span_sign() -> Markup {
    html! { rect class="span" x="0" y="5" width="20" height="10" {} }
}

/// Stands on its point at the day.
fn notice_sign(x: &str) -> Markup {
    html! { svg x=(x) overflow="visible" { path class="notice" d="M-6 3h12L0 14z" {} } }
}

fn end_sign(x: &str) -> Markup {
    html! { svg x=(x) overflow="visible" { path class="end" d="M0 2v16" {} } }
}

fn today_line(x: &str) -> Markup {
    html! { line class="today" x1=(x) x2=(x) y1="0" y2="100%" {} }
}

/// The first day of each quarter; on a narrow screen of each half year. The last has no room for its words.
fn axis(scale: &Scale, today: Date) -> Markup {
    html! {
        svg width="100%" height="20" {
            (grid(scale))
            @for day in scale.quarters().filter(|day| scale.has_room_after(*day, ROOM_ON_DESK)) {
                @let is_minor = day.month() % 6 != 1 || !scale.has_room_after(day, ROOM_ON_PHONE);
                text class=[is_minor.then_some("minor")] x=(scale.at(day)) dx="4" y="14" { (day.strftime("%Y-%m")) }
            }
            @if scale.holds(today) { (today_line(&scale.at(today))) }
        }
    }
}

/// What the words of a day take of the width, in hundredths of a percent: on a desk, and on a phone.
const ROOM_ON_DESK: i64 = 700;
const ROOM_ON_PHONE: i64 = 1_800;

fn grid(scale: &Scale) -> Markup {
    html! {
        @for day in scale.quarters() {
            @let x = scale.at(day);
            line class="grid" x1=(x) x2=(x) y1="0" y2="100%" {}
        }
    }
}

fn bar(language: Language, scale: &Scale, (today, row): (Date, &TimelineRow)) -> Markup {
    let (from, to) = (scale.at_start(row.starts_on), scale.at_end(row.ends_on));
    let beside = scale.beside(row.starts_on, row.ends_on);
    html! {
        svg width="100%" height="20" role="img" {
            title { (told(language, row)) }
            (grid(scale))
            @if beside.is_none() {
                rect class="span" x=(Scale::percent(from)) y="5" width=(Scale::percent(to - from)) height="10" {}
            }
            @if scale.holds(today) { (today_line(&scale.at(today))) }
            @match beside {
                Some(Beside::Before(day)) => text x="0" dx="4" y="14" { "← " (texts::date(day)) },
                Some(Beside::After(day)) => text x="100%" dx="-4" y="14" text-anchor="end" { (texts::date(day)) " →" },
                None => (end(scale, row.ends_on)),
            }
            @if let Some(day) = row.notice_by.filter(|day| scale.holds(*day)) { (notice_sign(&scale.at(day))) }
        }
    }
}

/// A stroke on the last day; an arrow where it goes on beyond the picture.
fn end(scale: &Scale, ends_on: Option<Date>) -> Markup {
    match ends_on.filter(|day| scale.holds(*day)) {
        Some(_) => end_sign(&Scale::percent(scale.at_end(ends_on))),
        None => html! { svg x="100%" overflow="visible" { path class="end" d="M-8 4l7 6-7 6" {} } },
    }
}

/// What the bar says to whoever does not see it.
fn told(language: Language, row: &TimelineRow) -> String {
    let ends = row.ends_on.map_or_else(|| texts::text(language, "timeline-open"), texts::date);
    let starts = row.starts_on.map(texts::date).unwrap_or_default();
    let mut told = format!("{}: {starts}–{ends}", row.link.label);
    if let Some(day) = row.notice_by {
        told.push_str(&format!(". {} {}", texts::text(language, "timeline-notice"), texts::date(day)));
    }
    if let Some(status) = &row.status {
        told.push_str(&format!(". {}", status.word));
    }
    told
}

fn table(language: Language, timeline: &Timeline) -> Markup {
    let column = |key: &'static str, kind| Column::new(key, texts::text(language, key), kind);
    let columns = [
        column("timeline-name", ColumnKind::Text),
        column("timeline-from", ColumnKind::Date),
        column("timeline-notice", ColumnKind::Date),
        column("timeline-ends", ColumnKind::Date),
        column("timeline-state", ColumnKind::Status),
    ];
    let day = |day: Option<Date>| day.map_or(Cell::Absent, |day| Cell::text(texts::date(day)));
    let row = |row: &TimelineRow| Row {
        cells: vec![
            Cell::Link(row.link.clone()),
            day(row.starts_on),
            day(row.notice_by),
            row.ends_on.map_or_else(
                || Cell::text(texts::text(language, "timeline-open")),
                |day| Cell::text(texts::date(day)),
            ),
            row.status.clone().map_or(Cell::Absent, Cell::Status),
        ],
    };
    let rows: Vec<Row> = timeline.rows.iter().map(row).collect();
    simple_table(language, &timeline.caption, &columns, &rows)
}

#[cfg(test)]
mod tests;
