//! The words by which organisations, units, sites and people are found. Each is found by its own words, not by those of
//! what it belongs to.

use crate::store::{organisations, people, searched as store};
use crate::{
    Employment, FORUM, ORGANISATION, PERSON, READ, READ_HOLDERS, READ_PEOPLE, SITE, UNIT, subject_names,
};
use custom_fields::WordsByGroup;
use kernel::{Date, Id, Result, Subject};
use policy::Who;
use search::{Depth, Entry, Source};
use std::collections::BTreeMap;
use storage::Read;

/// What this room lets be found.
#[must_use]
pub fn search_sources() -> Vec<Source> {
    vec![
        Source {
            kind: ORGANISATION,
            permission: READ,
            load: load_organisations,
            after: store::organisations_after,
            address: |subject| format!("/administration/organisationer/{}", subject.id),
        },
        Source {
            kind: UNIT,
            permission: READ,
            load: load_units,
            after: store::units_after,
            address: |subject| format!("/administration/enheter/{}", subject.id),
        },
        Source {
            kind: SITE,
            permission: READ,
            load: load_sites,
            after: store::sites_after,
            address: |subject| format!("/administration/verksamhetsstallen/{}", subject.id),
        },
        Source {
            kind: PERSON,
            permission: READ_PEOPLE,
            load: load_people,
            after: store::people_after,
            address: |subject| format!("/administration/personer/{}", subject.id),
        },
        Source {
            kind: FORUM,
            permission: READ_HOLDERS,
            load: load_forums,
            after: store::forums_after,
            address: |subject| format!("/grupper/{}", subject.id),
        },
    ]
}

fn load_organisations(read: &Read, ids: &[Id], _: Depth) -> Result<Vec<Entry>> {
    let found = organisations::organisations(read, ids)?;
    let above: Vec<Id> = found.iter().filter_map(|one| one.parent).collect();
    let names = names_of(read, &above)?;
    let mut further = custom_fields::search_text(read, ORGANISATION.name(), ids)?;
    let entry = |one: crate::Organisation| Entry {
        beside: one.parent.and_then(|id| names.get(&id).cloned()).unwrap_or_default(),
        ended: ended(one.to, read.today()),
        ..Entry::new(one.id, one.name)
            .also(one.local_number)
            .also(one.organisation_number)
            .also(one.website)
            .with("organisation-notes", one.notes, READ)
            .with("search-custom-fields", in_lines(further.remove(&one.id)), READ)
    };
    Ok(found.into_iter().map(entry).collect())
}

fn load_units(read: &Read, ids: &[Id], _: Depth) -> Result<Vec<Entry>> {
    let found = store::units_in(read, ids)?;
    let organisations: Vec<Id> = found.iter().map(|one| one.organisation).collect();
    let names = names_of(read, &organisations)?;
    let mut further = custom_fields::search_text(read, UNIT.name(), ids)?;
    let entry = |one: crate::Unit| Entry {
        beside: names.get(&one.organisation).cloned().unwrap_or_default(),
        ended: ended(one.to, read.today()),
        ..Entry::new(one.id, one.name).with("search-custom-fields", in_lines(further.remove(&one.id)), READ)
    };
    Ok(found.into_iter().map(entry).collect())
}

fn load_sites(read: &Read, ids: &[Id], _: Depth) -> Result<Vec<Entry>> {
    let found = store::sites_in(read, ids)?;
    let organisations: Vec<Id> = found.iter().map(|one| one.organisation).collect();
    let names = names_of(read, &organisations)?;
    let mut further = custom_fields::search_text(read, SITE.name(), ids)?;
    let entry = |one: crate::Site| Entry {
        beside: names.get(&one.organisation).cloned().unwrap_or_default(),
        ended: ended(one.to, read.today()),
        ..Entry::new(one.id, one.name).with("site-address", one.address, READ).with(
            "search-custom-fields",
            in_lines(further.remove(&one.id)),
            READ,
        )
    };
    Ok(found.into_iter().map(entry).collect())
}

/// Beside somebody's name stands where they work: of several employments the latest.
fn load_people(read: &Read, ids: &[Id], _: Depth) -> Result<Vec<Entry>> {
    let found = people::people(read, ids)?;
    let mut employers: BTreeMap<Id, Employment> = BTreeMap::new();
    for employment in people::employments_of_all(read, ids)? {
        let latest = employers.entry(employment.person).or_insert_with(|| employment.clone());
        if employment.from > latest.from {
            *latest = employment;
        }
    }
    let place = |one: &crate::Person| {
        one.organisation.or_else(|| employers.get(&one.id).map(|employment| employment.organisation))
    };
    let names = names_of(read, &found.iter().filter_map(place).collect::<Vec<_>>())?;
    let mut further = custom_fields::search_text(read, PERSON.name(), ids)?;
    let entries = found.iter().map(|one| Entry {
        beside: place(one).and_then(|id| names.get(&id).cloned()).unwrap_or_default(),
        ..Entry::new(one.id, &one.name)
            .also(&one.email)
            .also(&one.phone)
            .with("person-title", &one.title, READ_PEOPLE)
            .with("search-custom-fields", in_lines(further.remove(&one.id)), READ_PEOPLE)
    });
    Ok(entries.collect())
}

/// A group is judged by the record that it is formed at, whose name stands beside it.
fn load_forums(read: &Read, ids: &[Id], _: Depth) -> Result<Vec<Entry>> {
    let found = store::forums_in(read, ids)?;
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let subjects: Vec<Subject> = found.iter().map(crate::Forum::subject).collect();
    let names = subject_names(read, &subjects)?;
    let pack = findings::pack_in_force(read)?;
    let entry = |one: crate::Forum| {
        let body = pack.title_of(&Who::Body(one.body.clone()));
        Entry {
            seen_at: one.subject_id,
            beside: names.get(&one.subject()).map(|(name, _)| name.clone()).unwrap_or_default(),
            ended: ended(one.to, read.today()),
            ..Entry::new(one.id, one.name)
                .with("forum-body", format!("{} · {}", body.sv, body.en), READ_HOLDERS)
                .with("forum-notes", one.notes, READ_HOLDERS)
        }
    };
    Ok(found.into_iter().map(entry).collect())
}

/// The fields that are added to these records are all read with the records themselves.
fn in_lines(words: Option<WordsByGroup>) -> String {
    words.into_iter().flatten().flat_map(|(_, words)| words).collect::<Vec<_>>().join("\n")
}

fn names_of(read: &Read, ids: &[Id]) -> Result<BTreeMap<Id, String>> {
    Ok(organisations::organisations(read, ids)?.into_iter().map(|one| (one.id, one.name)).collect())
}

fn ended(last: Option<Date>, today: Date) -> Option<&'static str> {
    last.filter(|last| *last < today).map(|_| "search-closed")
}
