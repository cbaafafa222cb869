//! Groups as sections of other pages: those of a record and above it that count there, and those in which a person sits.

use super::{address_of, title_of_body};
use crate::forum::{bodies_for, forums_with_seat_of};
use crate::store::forums::forums_around;
use crate::{EDIT_FORUMS, Forum, READ_HOLDERS, subject_names};
use kernel::{Id, Result, Subject};
use maud::{Markup, html};
use policy::Pack;
use std::collections::BTreeSet;
use storage::Read;
use web::Visit;
use web::components::{Address, Cell, Column, ColumnKind, Link, Row, simple_table};

/// Groups of today at a record and at what it lies within, as far as the visitor may see who holds the roles there, and the
/// way to form one.
///
/// # Errors
/// When the database fails.
pub fn forums_section(visit: &Visit, read: &Read, subject: &Subject) -> Result<Markup> {
    let mut found = forums_around(read, subject.id)?;
    let seen = seen_places(read, &found)?;
    found.retain(|forum| seen.contains(&forum.subject_id));
    // Those of the record itself first.
    found.sort_by_key(|forum| forum.subject_id != subject.id);
    let pack = findings::pack_in_force(read)?;
    let has_bodies = !bodies_for(&pack, &subject.kind).is_empty();
    if found.is_empty() && !has_bodies {
        return Ok(html! {});
    }
    let may_form = has_bodies && read.as_of().is_none() && access::may(read, EDIT_FORUMS, subject.id)?;
    let rows = rows_of(visit, read, &pack, &found)?;
    let caption = visit.text("forum-list");
    let new = Address::new("/grupper/ny")
        .with("subject_kind", &subject.kind)
        .with("subject", subject.id.to_string())
        .with("back", &visit.path);
    Ok(html! {
        section class="stack" {
            @if rows.is_empty() { h2 { (caption) } p { (visit.text("forum-none-here")) } }
            @else { (simple_table(visit.language(), &caption, &columns(visit), &rows)) }
            @if may_form { p { a href=(new.href()) { (visit.text("forum-new")) } } }
        }
    })
}

/// The groups in which a person has a seat, as far as the visitor may see them; nothing for who has none.
///
/// # Errors
/// When the database fails.
pub fn seats_section(visit: &Visit, read: &Read, person: Id) -> Result<Option<Markup>> {
    let mut found = forums_with_seat_of(read, person)?;
    if read.actor().person != Some(person) {
        let seen = seen_places(read, &found)?;
        found.retain(|forum| seen.contains(&forum.subject_id));
    }
    if found.is_empty() {
        return Ok(None);
    }
    let rows = rows_of(visit, read, &*findings::pack_in_force(read)?, &found)?;
    Ok(Some(html! {
        section class="stack" {
            (simple_table(visit.language(), &visit.text("forum-seats-of-person"), &columns(visit), &rows))
        }
    }))
}

/// The records among those of some groups on which the visitor may see who holds the roles.
fn seen_places(read: &Read, forums: &[Forum]) -> Result<BTreeSet<Id>> {
    let places: BTreeSet<Id> = forums.iter().map(|forum| forum.subject_id).collect();
    Ok(access::permitted(read, READ_HOLDERS, &Vec::from_iter(places))?.into_iter().collect())
}

fn columns(visit: &Visit) -> [Column; 3] {
    [
        Column::new("name", visit.text("forum-name"), ColumnKind::Text),
        Column::new("body", visit.text("forum-body"), ColumnKind::Text),
        Column::new("subject", visit.text("forum-subject"), ColumnKind::Text),
    ]
}

fn rows_of(visit: &Visit, read: &Read, pack: &Pack, found: &[Forum]) -> Result<Vec<Row>> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let subjects: Vec<Subject> = found.iter().map(Forum::subject).collect();
    let names = subject_names(read, &subjects)?;
    let row = |forum: &Forum| {
        let subject = names.get(&forum.subject()).map(|(name, _)| name.clone()).unwrap_or_default();
        Row {
            cells: vec![
                Cell::Link(Link::new(visit.keeping_day(address_of(forum)), &forum.name)),
                Cell::text(title_of_body(visit, pack, &forum.body)),
                Cell::text(subject),
            ],
        }
    };
    Ok(found.iter().map(row).collect())
}
