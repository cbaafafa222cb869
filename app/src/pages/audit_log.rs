//! The audit log of the federation, newest first.

use super::READ_AUDIT;
use kernel::{Error, Message, Result};
use maud::html;
use storage::{EventPage, latest_events};
use web::components::{Cell, Column, ColumnKind, Empty, Link, Row, empty_state, simple_table};
use web::{Answer, Page, Visit};

const ROWS: i64 = 100;

pub fn audit_log(visit: &Visit) -> Result<Answer> {
    let before = visit.query("before").and_then(|text| text.parse().ok()).unwrap_or(i64::MAX);
    let (events, anchor) = visit.read(|read| {
        if !access::may_everywhere(read, READ_AUDIT)? {
            return Err(Error::Refused(
                Message::new("refused-permission").with("permission", READ_AUDIT.name()),
            ));
        }
        Ok((latest_events(read, EventPage { before, limit: ROWS })?, storage::chain_head(read)?))
    })?;
    let older = events.last().map(|event| event.sequence).filter(|sequence| *sequence > 1);
    let columns = [
        Column::new("sequence", visit.text("audit-sequence"), ColumnKind::Number),
        Column::new("at", visit.text("audit-at"), ColumnKind::Date),
        Column::new("who", visit.text("audit-who"), ColumnKind::Text),
        Column::new("what", visit.text("audit-what"), ColumnKind::Text),
    ];
    let rows: Vec<Row> = events
        .iter()
        .map(|event| Row {
            cells: vec![
                Cell::text(event.sequence.to_string()),
                Cell::text(texts::instant(event.at)),
                Cell::text(&event.actor),
                Cell::text(visit.text(&format!("action-{}", event.action.replace(['.', '_'], "-")))),
            ],
        })
        .collect();
    let content = html! {
        p { (visit.text("audit-about")) " " code { (anchor) } }
        @if rows.is_empty() {
            (empty_state(&Empty { title: visit.text("audit-empty"), text: String::new(), action: None }))
        } @else {
            (simple_table(visit.language(), &visit.text("audit-log"), &columns, &rows))
        }
        @if let Some(older) = older {
            @let link = Link::new(format!("/administration/handelser?before={older}"), visit.text("audit-older"));
            p { a href=(link.href) { (link.label) } }
        }
    };
    Ok(Page::new(visit.text("audit-log"), content).answer())
}
