//! The days on Start: what somebody was told and has not seen to, and what they have to see to by when, the nearest first.

use kernel::{Id, Message, Result};
use maud::{Markup, html};
use notify::{Deadline, DeadlineSource, Sources, Told, open_notices};
use std::collections::BTreeSet;
use storage::Read;
use web::Visit;
use web::components::{Cell, Column, ColumnKind, Link, Row, Status, Tone, simple_table};

/// Notices that Start shows at the most, the newest first.
const MOST_TOLD: usize = 20;
/// Days that Start shows at the most. The calendar has them all.
const MOST_DAYS: usize = 20;

/// What has a day, or was told.
pub(super) struct Days {
    told: Vec<Told>,
    deadlines: Vec<Deadline>,
    all: usize,
}

/// Asks for what a person has to see to. The past waits for nobody.
pub(super) fn days_of(read: &Read, person: Id) -> Result<Days> {
    if read.as_of().is_some() {
        return Ok(Days { told: Vec::new(), deadlines: Vec::new(), all: 0 });
    }
    let ahead = DeadlineSource::USUAL_DAYS_AHEAD;
    let mut deadlines = read.attached::<Sources>()?.deadlines_ahead(read, Some(&[person]), ahead)?;
    let all = deadlines.len();
    deadlines.truncate(MOST_DAYS);
    Ok(Days { told: open_notices(read, person)?, deadlines, all })
}

impl Days {
    pub(super) fn is_empty(&self) -> bool {
        self.told.is_empty() && self.deadlines.is_empty()
    }

    /// What the days that are shown are about.
    pub(super) fn about(&self) -> BTreeSet<Id> {
        self.deadlines.iter().map(|one| one.about.id).collect()
    }

    pub(super) fn shown(&self, visit: &Visit) -> Markup {
        let language = visit.language();
        let more = count(self.told.len().saturating_sub(MOST_TOLD));
        html! {
            @if !self.told.is_empty() {
                (counted_heading(visit, "start-told", self.told.len()))
                ul class="prose" {
                    @for one in self.told.iter().take(MOST_TOLD) {
                        li { a href=(one.address) { (one.text.in_language(language)) } " (" (texts::date(one.on)) ")" }
                    }
                }
            }
            @if more > 0 {
                p { a href="/mina-utskick" { (visit.render(&Message::new("start-more-told").with("count", more))) } }
            }
            @if !self.deadlines.is_empty() {
                (simple_table(language, &visit.text("start-days"), &columns(visit), &self.rows(visit)))
                @if self.all > self.deadlines.len() { p { a href="/mina-utskick" { (visit.text("start-all-days")) } } }
            }
        }
    }

    fn rows(&self, visit: &Visit) -> Vec<Row> {
        let today = visit.today();
        let row = |one: &Deadline| Row {
            cells: vec![
                Cell::Link(Link::new(&one.address, one.name.in_language(visit.language()))),
                Cell::text(visit.render(&one.message)),
                Cell::text(texts::date(one.due)),
                if one.due < today { Cell::Status(overdue(visit)) } else { Cell::Absent },
            ],
        };
        self.deadlines.iter().map(row).collect()
    }
}

/// A heading with how many there are: the bar on top counts the same.
pub(super) fn counted_heading(visit: &Visit, key: &str, number: usize) -> Markup {
    html! { h3 { (visit.text(key)) " " span class="count" { (texts::number(count(number))) } } }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn overdue(visit: &Visit) -> Status {
    Status { tone: Tone::Attention, word: visit.text("start-overdue") }
}

fn columns(visit: &Visit) -> [Column; 4] {
    let column = |key: &'static str, kind| Column::new(key, visit.text(&format!("start-day-{key}")), kind);
    [
        column("record", ColumnKind::Text),
        column("what", ColumnKind::Text),
        column("due", ColumnKind::Date),
        column("state", ColumnKind::Text),
    ]
}
