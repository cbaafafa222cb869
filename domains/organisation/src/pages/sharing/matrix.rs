//! Who is shown what: a row for each organisation, a column for each kind of record, in each cell the groups of fields.

use super::{Names, Shown, deciding, group_name, groups_of, heading, kind_name};
use crate::Sharing;
use crate::pages::record::column;
use kernel::{Id, Message};
use maud::{Markup, html};
use web::Visit;
use web::components::{Address, Cell, Column, ColumnKind, Link, Row, simple_table};

/// What the organisation shows each of the others, with the ways to decide it and to see it as they do.
pub(super) fn shown_to(visit: &Visit, shown: &Shown) -> Markup {
    let mut columns = columns(visit, &shown.names, "sharing-receiver");
    if shown.may_decide {
        columns.push(column(visit, "sharing-as-seen-by", ColumnKind::Text));
    }
    let others = shown.names.entities.iter().filter(|one| one.id != shown.owner.id);
    let receivers = std::iter::once(None).chain(others.map(|one| Some(one.id)));
    let rows: Vec<Row> = receivers.map(|receiver| row_of_receiver(visit, shown, receiver)).collect();
    simple_table(visit.language(), &heading(visit, shown, "sharing-shows"), &columns, &rows)
}

fn row_of_receiver(visit: &Visit, shown: &Shown, receiver: Option<Id>) -> Row {
    let name = shown.names.receiver(visit, receiver);
    let first = if shown.may_decide {
        Cell::Link(Link::new(deciding::address(shown.owner.id, receiver), name))
    } else {
        Cell::text(name)
    };
    let to_them: Vec<&Sharing> =
        shown.decided.iter().filter(|one| one.receiver.is_none() || one.receiver == receiver).collect();
    let is_for_all = |one: &Sharing| receiver.is_some() && one.receiver.is_none();
    let mut cells = vec![first];
    cells.extend(
        shown.names.kinds().into_iter().map(|kind| groups_shown(visit, shown, kind, (&to_them, &is_for_all))),
    );
    if shown.may_decide {
        cells.push(receiver.map_or(Cell::Absent, |receiver| as_seen_by(visit, shown, receiver)));
    }
    Row { cells }
}

/// The way to see the systems of the organisation as those see them whom another one employs.
fn as_seen_by(visit: &Visit, shown: &Shown, receiver: Id) -> Cell {
    let address = Address::new("/system")
        .with(web::SEEN_BY_PARAMETER, receiver.to_string())
        .with("entity", shown.owner.id.to_string());
    let name = Message::new("sharing-see-as").with("organisation", shown.names.entity(receiver));
    Cell::Drawn(
        html! { a href=(address.href()) aria-label=(visit.render(&name)) { (visit.text("sharing-see")) } },
    )
}

/// What the others show the organisation today.
pub(super) fn received_from(visit: &Visit, shown: &Shown) -> Markup {
    let mut owners: Vec<Id> = shown.received.iter().map(|one| one.owner).collect();
    owners.dedup();
    if owners.is_empty() {
        return html! { p { (heading(visit, shown, "sharing-receives-nothing")) } };
    }
    let row = |owner: &Id| {
        let from_them: Vec<&Sharing> = shown.received.iter().filter(|one| one.owner == *owner).collect();
        let mut cells = vec![Cell::text(shown.names.entity(*owner))];
        let kinds = shown.names.kinds().into_iter();
        cells.extend(kinds.map(|kind| groups_shown(visit, shown, kind, (&from_them, &|_| false))));
        Row { cells }
    };
    let rows: Vec<Row> = owners.iter().map(row).collect();
    let columns = columns(visit, &shown.names, "sharing-owner");
    simple_table(visit.language(), &heading(visit, shown, "sharing-receives"), &columns, &rows)
}

fn columns(visit: &Visit, names: &Names, first: &'static str) -> Vec<Column> {
    let of_kind = |kind: &'static str| Column {
        is_sortable: false,
        ..Column::new(kind, kind_name(visit, kind), ColumnKind::Text)
    };
    std::iter::once(column(visit, first, ColumnKind::Text))
        .chain(names.kinds().into_iter().map(of_kind))
        .collect()
}

/// Whether a decision shows something to all others and not to one.
type IsForAll<'f> = &'f dyn Fn(&Sharing) -> bool;

/// The groups of one kind that are shown today or will be, each with its days where they are limited.
fn groups_shown(
    visit: &Visit,
    shown: &Shown,
    kind: &str,
    (sharings, is_for_all): (&[&Sharing], IsForAll<'_>),
) -> Cell {
    let today = visit.today();
    let mut told = Vec::new();
    for group in groups_of(&shown.names, kind) {
        let is_of_group =
            |one: &&&Sharing| one.record_kind == kind && one.field_group == group.name && one.lasts_on(today);
        let mut found: Vec<String> = Vec::new();
        for one in sharings.iter().filter(is_of_group) {
            let mut words = vec![group_name(visit, group.name)];
            words.extend((one.from > today).then(|| day(visit, "sharing-from-day", one.from)));
            words.extend(one.to.map(|to| day(visit, "sharing-until-day", to)));
            words.extend(is_for_all(one).then(|| visit.text("sharing-as-all")));
            found.push(words.join(" "));
        }
        told.extend(found);
    }
    if told.is_empty() { Cell::text(visit.text("sharing-shows-nothing")) } else { Cell::List(told) }
}

fn day(visit: &Visit, key: &'static str, day: kernel::Date) -> String {
    visit.render(&Message::new(key).with("day", texts::date(day)))
}
