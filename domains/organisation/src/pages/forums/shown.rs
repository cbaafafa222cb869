//! The page of a group: who sits in it today and by what, which seats nobody has, and how many they may be.

use super::seating::words_of;
use super::{address_of, list_link, size_of, status_of, title_of_body};
use crate::forum::{By, Members, Seats, Size, members_of};
use crate::pages::assignment::word;
use crate::pages::people::address_of as address_of_person;
use crate::pages::record::{TAB, record_tabs};
use crate::store::people::people;
use crate::{EDIT_FORUMS, FORUM, Forum, READ_HISTORY, subject_names, title_of, visible_forum};
use kernel::{Id, Message, Result, Strength, Subject};
use maud::{Markup, html};
use policy::{Pack, SubjectFacts};
use std::collections::BTreeMap;
use std::sync::Arc;
use storage::Read;
use web::components::{
    Cell, Column, ColumnKind, Fact, FactValue, Link, Notice, NoticeKind, Row, facts, notice, simple_table,
    why,
};
use web::{Answer, Page, Visit};

/// A group with everything that its page says of it.
struct Told {
    forum: Forum,
    members: Members,
    pack: Arc<Pack>,
    /// Those of the record, by which roles are called.
    facts: SubjectFacts,
    names: BTreeMap<Id, String>,
    subject_name: String,
    subject_address: String,
    may_change: bool,
    may_read_history: bool,
}

impl Told {
    fn name(&self, id: Id) -> String {
        self.names.get(&id).cloned().unwrap_or_default()
    }

    fn title(&self, visit: &Visit, role: &str) -> String {
        word(visit, &title_of(&self.pack, role, &self.facts))
    }
}

pub(super) fn show(visit: &Visit) -> Result<Answer> {
    let is_history = visit.query(TAB).is_some();
    let (told, content) = visit.read(|read| {
        let told = load(visit, read)?;
        let content = if is_history { history(visit, read, &told)? } else { overview(visit, read, &told) };
        Ok((told, content))
    })?;
    let (forum, here) = (&told.forum, address_of(&told.forum));
    let content = html! {
        @if told.may_read_history { (record_tabs(visit, &forum.name, &here, is_history)) }
        div class="stack" {
            (content)
            @if told.may_change && !is_history {
                p { a href={ (here) "/avsluta" } { (visit.text("forum-close")) } }
            }
        }
    };
    let link = |path: &str, key: &str| Link::new(format!("{here}/{path}"), visit.text(key));
    let crumbs =
        vec![Link::new(visit.keeping_day(&told.subject_address), &told.subject_name), list_link(visit)];
    Ok(Page::new(&forum.name, content)
        .under(crumbs)
        .edit(told.may_change.then(|| link("andra", "record-edit")))
        .primary(told.may_change.then(|| link("medlemmar", "forum-set-members")))
        .answer())
}

fn load(visit: &Visit, read: &Read) -> Result<Told> {
    let forum = visible_forum(read, visit.id("id")?)?;
    let subject = forum.subject();
    let members = members_of(read, std::slice::from_ref(&forum))?.remove(&forum.id).unwrap_or_default();
    let seats = members.people.values().flat_map(|seats| &seats.by);
    let stood_in_for = seats.filter_map(|by| match by {
        By::Role { in_place_of, .. } => *in_place_of,
        By::Name => None,
    });
    let ids: Vec<Id> =
        members.people.keys().copied().chain(stood_in_for).chain(forum.people.iter().copied()).collect();
    let names = people(read, &ids)?.into_iter().map(|person| (person.id, person.name)).collect();
    let named = subject_names(read, std::slice::from_ref(&subject))?;
    let (subject_name, subject_address) = named.get(&subject).cloned().unwrap_or_default();
    let is_open = read.as_of().is_none() && forum.lasts_on(read.today());
    Ok(Told {
        members,
        pack: findings::pack_in_force(read)?,
        facts: findings::facts_of(read, &subject)?,
        names,
        subject_name,
        subject_address,
        may_change: is_open && access::may(read, EDIT_FORUMS, subject.id)?,
        may_read_history: access::may(read, READ_HISTORY, subject.id)?,
        forum,
    })
}

fn history(visit: &Visit, read: &Read, told: &Told) -> Result<Markup> {
    access::authorise(read, READ_HISTORY, told.forum.subject_id)?;
    let words = words_of(visit, read, (&told.pack, &told.facts), (&told.forum, &told.subject_name))?;
    words.history_section::<Forum>(visit, read, &Subject::new(FORUM, told.forum.id))
}

fn overview(visit: &Visit, read: &Read, told: &Told) -> Markup {
    html! {
        div class="stack" {
            (size_notice(visit, told))
            (facts(visit.language(), &known(visit, read, told)))
            (whence(visit, told))
            (sitting(visit, told))
            (without_seat(visit, told))
        }
    }
}

fn known(visit: &Visit, read: &Read, told: &Told) -> Vec<Fact> {
    let forum = &told.forum;
    let status = status_of(visit, read, (&told.pack, forum), &told.members);
    let subject = Link::new(visit.keeping_day(&told.subject_address), &told.subject_name);
    let mut notes = Fact::text(visit.text("forum-notes"), forum.notes.clone());
    notes.is_wide = true;
    vec![
        Fact::new(visit.text("forum-state"), FactValue::Status(status)),
        Fact::text(visit.text("forum-body"), title_of_body(visit, &told.pack, &forum.body)),
        Fact::new(visit.text("forum-subject"), FactValue::Link(subject)),
        Fact::text(visit.text("forum-from"), texts::date(forum.from)),
        Fact::text(visit.text("forum-to"), forum.to.map_or(String::new(), texts::date)),
        Fact::text(visit.text("forum-size"), size_in_words(visit, told)),
        notes,
    ]
}

/// *6 medlemmar. Riktlinjen säger högst 6.*
fn size_in_words(visit: &Visit, told: &Told) -> String {
    let count = i64::try_from(told.members.people.len()).unwrap_or(i64::MAX);
    let most = told.pack.forum_of(&told.forum.body).and_then(|one| one.most);
    let message = match most.and_then(|most| i64::try_from(most).ok()) {
        Some(most) => Message::new("forum-size-of-most").with("count", count).with("most", most),
        None => Message::new("forum-size-now").with("count", count),
    };
    visit.render(&message)
}

/// A group may become too large by itself: when a role that has a seat gets another holder.
fn size_notice(visit: &Visit, told: &Told) -> Markup {
    let (kind, key) = match size_of(&told.pack, &told.forum, &told.members) {
        Size::Fits => return html! {},
        Size::Noted => (NoticeKind::Info, "forum-at-limit"),
        Size::TooMany { .. } => (NoticeKind::Warning, "forum-too-large"),
    };
    notice(&Notice::new(kind, visit.text(key)))
}

/// *Varför?*: where the guideline speaks of the group.
fn whence(visit: &Visit, told: &Told) -> Markup {
    let of_group = told.pack.forum_of(&told.forum.body).map(|one| &one.clauses);
    let of_body = told.pack.body(&told.forum.body).map(|body| &body.clauses);
    let clauses = of_group.filter(|ids| !ids.is_empty()).or(of_body).map_or(&[][..], Vec::as_slice);
    why(visit.language(), &findings::clauses_shown(visit, &told.pack, clauses, Strength::Must))
}

fn sitting(visit: &Visit, told: &Told) -> Markup {
    let caption = visit.text("forum-sitting");
    let columns = [
        Column::new("name", visit.text("forum-person"), ColumnKind::Text),
        Column::new("by", visit.text("forum-seat-by"), ColumnKind::Text),
        Column::new("leads", visit.text("forum-leads"), ColumnKind::Text),
    ];
    let mut people: Vec<(String, Id, &Seats)> =
        told.members.people.iter().map(|(id, seats)| (told.name(*id), *id, seats)).collect();
    people.sort_by_cached_key(|(name, _, _)| texts::sort_key(name));
    let row = |(name, id, seats): &(String, Id, &Seats)| Row {
        cells: vec![
            Cell::Link(Link::new(visit.keeping_day(address_of_person(*id)), name)),
            Cell::text(by_in_words(visit, told, seats)),
            Cell::text(leads_in_words(visit, seats)),
        ],
    };
    let rows: Vec<Row> = people.iter().map(row).collect();
    html! {
        @if rows.is_empty() { section class="stack" { h2 { (caption) } p { (visit.text("forum-nobody-sits")) } } }
        @else { (simple_table(visit.language(), &caption, &columns, &rows)) }
    }
}

fn by_in_words(visit: &Visit, told: &Told, seats: &Seats) -> String {
    let words = seats.by.iter().map(|by| match by {
        By::Name => visit.text("forum-by-name"),
        By::Role { role, in_place_of: None } => told.title(visit, role),
        By::Role { role, in_place_of: Some(holder) } => {
            let message = Message::new("forum-in-place-of").with("role", told.title(visit, role));
            visit.render(&message.with("holder", told.name(*holder)))
        }
    });
    words.collect::<Vec<_>>().join(", ")
}

fn leads_in_words(visit: &Visit, seats: &Seats) -> String {
    let leads = [(seats.is_chair, "forum-chair"), (seats.is_convener, "forum-convener")];
    let words = leads.into_iter().filter(|(is_so, _)| *is_so).map(|(_, key)| visit.text(key));
    words.collect::<Vec<_>>().join(", ")
}

/// Seats that nobody has: roles without a holder, and people who have left.
fn without_seat(visit: &Visit, told: &Told) -> Markup {
    let is_open = told.forum.period().contains(visit.today());
    let vacant =
        told.members.vacant_roles.iter().map(|role| {
            visit.render(&Message::new("forum-vacant-role").with("role", told.title(visit, role)))
        });
    let left = told.forum.people.iter().filter(|id| is_open && !told.members.people.contains_key(id));
    let left = left.map(|id| visit.render(&Message::new("forum-has-left").with("name", told.name(*id))));
    let seats: Vec<String> = vacant.chain(left).collect();
    html! {
        @if !seats.is_empty() {
            section class="stack" {
                h2 { (visit.text("forum-empty-seats")) }
                ul class="plain" { @for seat in &seats { li { (seat) } } }
            }
        }
    }
}
