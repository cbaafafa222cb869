//! The agreements of a page of the list as spans of time: what ends when, and by when somebody has to speak.

use super::words::state_status;
use crate::listing::AgreementRow;
use crate::term::{Renewal, compute_term};
use jiff::Span;
use kernel::Date;
use maud::Markup;
use web::Visit;
use web::components::{Link, Timeline, TimelineRow, timeline};

/// So many months stand in the picture, from the first day of this one.
const MONTHS: i64 = 24;

/// The picture, with its table.
pub(super) fn in_time(visit: &Visit, rows: &[AgreementRow], today: Date, notice_days: i64) -> Markup {
    let from = today.first_of_month();
    let row = |row: &AgreementRow| {
        let term = compute_term(&row.terms, today);
        TimelineRow {
            link: Link::new(visit.keeping_day(format!("/avtal/{}", row.id)), &row.name),
            starts_on: Some(row.terms.starts_on),
            // What nobody has ended in time goes on for another term.
            ends_on: if term.has_missed_notice { term.renews_to } else { term.ends_on },
            notice_by: term.act_by.filter(|_| row.terms.renewal == Renewal::Tacit),
            status: Some(state_status(visit, (&term, row.signed_on.is_some()), today, notice_days)),
        }
    };
    let drawn = Timeline {
        caption: visit.text("agreements-in-time"),
        from,
        until: from.saturating_add(Span::new().months(MONTHS)),
        today,
        rows: rows.iter().map(row).collect(),
    };
    timeline(visit.language(), &drawn)
}
