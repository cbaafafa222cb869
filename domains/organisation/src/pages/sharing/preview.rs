//! What a decision on sharing would come to, for whoever is about to take it: what begins and ends, and how much of the
//! register those see to whom it shows something.

use super::{Names, RECEIVER, address_of_owner, kind_name, list_link, shown_name};
use crate::pages::carried::{CHANGE, SEEN, carried};
use crate::pages::record::column;
use crate::sharing::{KindSeen, Rehearsed};
use crate::{DecideSharing, Organisation, Sharing, Shown};
use kernel::{Id, Message};
use maud::{Markup, html};
use web::components::{
    self, Cell, Column, ColumnKind, Form, Link, Notice, NoticeKind, Row, Status, Tone, facts, notice,
    simple_table, step_form,
};
use web::{Answer, Page, RecordWords, Visit};

/// Between whom something is about to be decided, in words.
pub(super) struct Parties<'b> {
    pub names: &'b Names,
    pub owner: &'b Organisation,
    pub receiver: Option<Id>,
}

impl Parties<'_> {
    fn message(&self, visit: &Visit, key: &'static str) -> Message {
        Message::new(key)
            .with("organisation", self.owner.name.clone())
            .with("receiver", self.names.receiver_in_words(visit, self.receiver))
    }
}

/// The page before it is decided: what was filled in goes along to the decision, and back to the form.
pub(super) fn page(
    visit: &Visit,
    parties: &Parties<'_>,
    (words, ask, state): (&RecordWords, &DecideSharing, i64),
    rehearsed: &Rehearsed,
) -> Answer {
    let receiver = parties.receiver.map_or_else(String::new, |id| id.to_string());
    let step = |step: &'static str, save: &str| {
        let mut form = carried(visit, ask, (step, save));
        form.hidden.push((RECEIVER, receiver.clone()));
        Form { revision: Some(state.to_string()), ..form }
    };
    let cancel = Some(Link::new(address_of_owner(parties.owner.id), visit.text("cancel")));
    let decide = Form { cancel, ..step(SEEN, "sharing-decide") };
    let asked = words.facts(visit.language(), ask, &["from", "to", "decision", "reason"]);
    let content = html! {
        div class="stack" {
            (notice(&Notice::new(NoticeKind::Info, visit.text("sharing-preview-explained"))))
            (facts(visit.language(), &asked))
            (changes(visit, rehearsed))
            (seen(visit, parties, ask, rehearsed))
            (components::form(visit.language(), &decide))
            (step_form(&step(CHANGE, "sharing-preview-change")))
        }
    };
    let title = visit.render(&parties.message(visit, "sharing-preview-title"));
    let owner = Link::new(address_of_owner(parties.owner.id), &parties.owner.name);
    Page::new(title, content).under(vec![list_link(visit), owner]).answer()
}

/// What begins and what ends, each with the fields that it is about.
fn changes(visit: &Visit, rehearsed: &Rehearsed) -> Markup {
    let columns = [
        column(visit, "sharing-shown", ColumnKind::Text),
        column(visit, "sharing-preview-outcome", ColumnKind::Status),
        column(visit, "sharing-preview-fields", ColumnKind::Text),
    ];
    let row = |one: &Sharing| {
        let (kind, group) = (one.record_kind.clone(), one.field_group.clone());
        let fields = rehearsed.fields.get(&Shown { record_kind: kind, field_group: group }.name());
        let fields = fields.into_iter().flatten().map(|field| field.in_language(visit.language()).to_owned());
        Row {
            cells: vec![
                Cell::text(shown_name(visit, &one.record_kind, &one.field_group)),
                Cell::Status(outcome(visit, one)),
                Cell::text(fields.collect::<Vec<_>>().join(", ")),
            ],
        }
    };
    let rows: Vec<Row> = rehearsed.decided.iter().map(row).collect();
    simple_table(visit.language(), &visit.text("sharing-preview-changes"), &columns, &rows)
}

/// Only what is new has its first revision; the rest ends.
fn outcome(visit: &Visit, one: &Sharing) -> Status {
    let (tone, message) = match (one.revision, one.to) {
        (1, None) => (Tone::Good, Message::new("sharing-preview-begins")),
        (1, Some(to)) => {
            (Tone::Good, Message::new("sharing-preview-begins-until").with("to", texts::date(to)))
        }
        (_, Some(to)) if !one.period().is_empty() => {
            (Tone::Closed, Message::new("sharing-preview-ends").with("to", texts::date(to)))
        }
        _ => (Tone::Closed, Message::new("sharing-preview-never")),
    };
    Status::new(tone, visit.render(&message.with("from", texts::date(one.from))))
}

fn seen(visit: &Visit, parties: &Parties<'_>, ask: &DecideSharing, rehearsed: &Rehearsed) -> Markup {
    match &rehearsed.seen {
        Some(kinds) => {
            let caption = parties.message(visit, "sharing-preview-seen");
            seen_table(visit, &visit.render(&caption), kinds, ask.from)
        }
        None => {
            let has = |(kind, all): &(kernel::SubjectKind, i64)| {
                format!("{}: {}", kind_name(visit, kind.name()), texts::number(*all))
            };
            let all = rehearsed.all.iter().map(has).collect::<Vec<_>>().join(", ");
            let told = parties.message(visit, "sharing-preview-for-all").with("all", all);
            html! { p { (visit.render(&told)) } }
        }
    }
}

/// How much somebody sees of each kind, today and on a day.
pub(super) fn seen_table(visit: &Visit, caption: &str, kinds: &[KindSeen], day: kernel::Date) -> Markup {
    let on_the_day = Message::new("sharing-preview-then").with("day", texts::date(day));
    let columns = [
        column(visit, "sharing-record-kind", ColumnKind::Text),
        column(visit, "sharing-preview-today", ColumnKind::Number),
        Column { is_sortable: false, ..Column::new("then", visit.render(&on_the_day), ColumnKind::Number) },
        column(visit, "sharing-preview-all", ColumnKind::Number),
        column(visit, "sharing-preview-first", ColumnKind::Text),
    ];
    let row = |one: &KindSeen| Row {
        cells: vec![
            Cell::text(kind_name(visit, one.kind.name())),
            Cell::text(texts::number(one.today)),
            Cell::text(texts::number(one.then.count)),
            Cell::text(texts::number(one.all)),
            Cell::text(one.then.first.join(", ")),
        ],
    };
    let rows: Vec<Row> = kinds.iter().map(row).collect();
    simple_table(visit.language(), caption, &columns, &rows)
}
