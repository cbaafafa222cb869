//! *Utskick*: what was sent to whom, what waits and what failed. What a mail says is nobody's business but the reader's.

use super::MAILS_PATH;
use crate::READ_MAILS;
use crate::listing::MAILS;
use crate::mail::{MailKind, MailReason, MailRow, MailState};
use kernel::{Choice as _, FieldKind, ReferenceKind, Result};
use web::components::{Cell, Column, ColumnKind, Empty, Link, Row, Status, Tone, table};
use web::{
    Answer, FilterKind, ListFilter, ListParts, ListRows, ListView, Page, Visit, every_row, file_links,
    filter_field, is_file_asked, list_file,
};

const FILTERS: &[ListFilter] = &[
    ListFilter { name: "q", kind: FilterKind::Search },
    ListFilter { name: "state", kind: FilterKind::Field(FieldKind::Choice(MailState::NAMES)) },
    ListFilter { name: "kind", kind: FilterKind::Field(FieldKind::Choice(MailKind::NAMES)) },
    ListFilter { name: "person", kind: FilterKind::Field(FieldKind::Reference(ReferenceKind("person"))) },
];

pub(super) fn mails(visit: &Visit) -> Result<Answer> {
    let view = ListView::of(visit, FILTERS, &MAILS)?.newest_first();
    if is_file_asked(visit) {
        let rows = visit.read(|read| {
            access::authorise_everywhere(read, READ_MAILS)?;
            every_row(view.query_for_export(&MAILS, read.today())?, |query| MAILS.page(read, &query))
        })?;
        let rows = rows.iter().map(|mail| row(visit, mail)).collect();
        return list_file(visit, &visit.text("mail-list"), &columns(visit), rows);
    }
    let listed = visit.read(|read| {
        access::authorise_everywhere(read, READ_MAILS)?;
        let query = view.query(&MAILS, read.today())?;
        let page = MAILS.page::<MailRow>(read, &query)?;
        let rows = page.items.iter().map(|mail| row(visit, mail)).collect();
        Ok(ListRows { rows, total: MAILS.count(read, &query)?, next_cursor: page.next_cursor })
    })?;
    let total = listed.total;
    let list = view.table(visit, parts(visit, &view), &MAILS, listed);
    Ok(Page::new(visit.text("mail-list"), table(visit.language(), &list)).count(total).answer())
}

fn parts(visit: &Visit, view: &ListView) -> ListParts {
    // One person's mails are followed from elsewhere: a name is what one types here.
    let is_shown = |filter: &&ListFilter| filter.name != "person";
    ListParts {
        id: "mails",
        caption: visit.text("mail-list"),
        columns: columns(visit),
        filters: FILTERS
            .iter()
            .filter(is_shown)
            .map(|one| filter_field(visit, "mail", one, Vec::new()))
            .collect(),
        more_filters: Vec::new(),
        exports: file_links(visit, view),
        empty: Empty {
            title: visit.text("mail-list-empty"),
            text: visit.text("mail-list-empty-text"),
            action: None,
        },
    }
}

fn columns(visit: &Visit) -> Vec<Column> {
    let column = |key: &'static str, kind| Column::new(key, visit.text(&format!("mail-{key}")), kind);
    vec![
        column("person", ColumnKind::Text),
        Column { is_telling: true, ..column("state", ColumnKind::Text) },
        column("kind", ColumnKind::Text),
        column("made", ColumnKind::Date),
        column("sent", ColumnKind::Date),
        column("reason", ColumnKind::Text),
        Column { is_shown: false, ..column("recipient", ColumnKind::Text) },
        Column { is_shown: false, ..column("attempts", ColumnKind::Number) },
        Column { is_shown: false, ..column("next", ColumnKind::Date) },
    ]
}

fn row(visit: &Visit, mail: &MailRow) -> Row {
    let kind = visit.text(&format!("mail-kind-{}", mail.kind.name()));
    let next = if mail.state == MailState::Waiting { texts::instant(mail.send_at) } else { String::new() };
    Row {
        cells: vec![
            Cell::Link(Link::new(format!("{MAILS_PATH}/{}", mail.id), &mail.person_name)),
            Cell::Status(status_of(visit, mail)),
            Cell::text(kind),
            Cell::text(texts::instant(mail.made_at)),
            Cell::text(mail.sent_at.map(texts::instant).unwrap_or_default()),
            Cell::text(reason_in_words(visit, mail)),
            Cell::text(&mail.recipient),
            Cell::text(mail.attempts.to_string()),
            Cell::text(next),
        ],
    }
}

pub(super) fn status_of(visit: &Visit, mail: &MailRow) -> Status {
    let tone = match mail.state {
        MailState::Waiting => Tone::Ahead,
        MailState::Sending => Tone::Ongoing,
        MailState::Sent => Tone::Good,
        MailState::Unclear => Tone::Unsure,
        MailState::Failed => Tone::Bad,
        MailState::NotSent => Tone::Idle,
        MailState::Withdrawn => Tone::Closed,
    };
    Status { tone, word: visit.text(&format!("mail-state-{}", mail.state.name().replace('_', "-"))) }
}

/// Why it stands so, in words; nothing where all is well.
pub(super) fn reason_in_words(visit: &Visit, mail: &MailRow) -> String {
    if mail.reason == MailReason::Nothing {
        return String::new();
    }
    visit.text(&format!("mail-reason-{}", mail.reason.name().replace('_', "-")))
}
