//! The words by which systems, management objects and documents are found. Each is found by its own words, not by those
//! of the organisations and people around it.

use crate::document::{DOCUMENT, Document};
use crate::field_groups::with_words;
use crate::managed_object::{ManagedObject, OBJECT};
use crate::store;
use crate::system::{LifecycleState, SYSTEM, System};
use crate::{READ_ALL, READ_BASE, READ_DOCUMENTS};
use kernel::{Id, Result};
use organisation::ORGANISATION;
use policy::Pack;
use search::{Depth, Entry, Source};
use std::collections::BTreeMap;
use storage::Read;

/// What this room lets be found. The notes of a system are for those who see all of it, everything about a document for
/// those who see the documents of what it is about, and the words of added fields for those who see their group.
#[must_use]
pub fn search_sources() -> Vec<Source> {
    vec![
        Source {
            kind: SYSTEM,
            permission: READ_BASE,
            load: load_systems,
            after: store::systems_after,
            address: |subject| format!("/system/{}", subject.id),
        },
        Source {
            kind: OBJECT,
            permission: READ_BASE,
            load: load_objects,
            after: store::objects_after,
            address: |subject| format!("/objekt/{}", subject.id),
        },
        Source {
            kind: DOCUMENT,
            permission: READ_DOCUMENTS,
            load: load_documents,
            after: store::documents_after,
            address: |subject| format!("/dokument/{}", subject.id),
        },
    ]
}

fn load_systems(read: &Read, ids: &[Id], _: Depth) -> Result<Vec<Entry>> {
    let found = store::systems_by_id(read, ids)?;
    let names = owners(read, found.iter().filter_map(|one| one.organisation))?;
    let mut further = custom_fields::search_text(read, SYSTEM.name(), ids)?;
    let entry = |one: System| {
        let entry = Entry::new(one.id, one.name)
            .also(one.local_number)
            .also(one.service_address)
            .with("system-short-description", one.short_description, READ_BASE)
            .with("system-business-areas", one.business_areas.join(", "), READ_BASE);
        let entry = with_words(entry, further.remove(&one.id), READ_BASE);
        Entry {
            beside: one.organisation.and_then(|id| names.get(&id).cloned()).unwrap_or_default(),
            ended: (one.lifecycle_state == LifecycleState::Retired)
                .then_some("system-lifecycle-state-retired"),
            ..entry.with("system-notes", one.notes, READ_ALL)
        }
    };
    Ok(found.into_iter().map(entry).collect())
}

fn load_objects(read: &Read, ids: &[Id], _: Depth) -> Result<Vec<Entry>> {
    let found = store::objects_by_id(read, ids)?;
    let names = owners(read, found.iter().filter_map(|one| one.organisation))?;
    let mut further = custom_fields::search_text(read, OBJECT.name(), ids)?;
    let entry = |one: ManagedObject| {
        let entry = Entry::new(one.id, one.name)
            .with("managed-object-description", one.description, READ_BASE)
            .with("managed-object-business-areas", one.business_areas.join(", "), READ_BASE);
        Entry {
            beside: one.organisation.and_then(|id| names.get(&id).cloned()).unwrap_or_default(),
            ..with_words(entry, further.remove(&one.id), READ_BASE)
        }
    };
    Ok(found.into_iter().map(entry).collect())
}

/// A document is judged by what it is about, as in its list, and found by the words of its files too.
fn load_documents(read: &Read, ids: &[Id], depth: Depth) -> Result<Vec<Entry>> {
    let found = store::documents_by_id(read, ids)?;
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let names = subject_names(read, &found)?;
    let mut further = custom_fields::search_text(read, DOCUMENT.name(), ids)?;
    let mut files: BTreeMap<Id, Vec<FileWords>> = BTreeMap::new();
    for (document, name, words) in file_words(read, ids, depth)? {
        files.entry(document).or_default().push((name, words));
    }
    let pack = findings::pack_in_force(read)?;
    let entry = |one: Document| {
        let entry = Entry::new(one.id, one.name)
            .also(one.number)
            .also(one.link)
            .with("document-document-type", words_of_type(&pack, &one.document_type), READ_DOCUMENTS)
            .with("document-decision", one.decision, READ_DOCUMENTS);
        let mut entry = with_words(entry, further.remove(&one.id), READ_DOCUMENTS);
        for (name, words) in files.remove(&one.id).unwrap_or_default() {
            entry = match words {
                Words::Text(text) => entry.also(name).with(TEXT_OF_FILE, text, READ_DOCUMENTS),
                Words::Sign(sign) => entry.also(name).with_sign(TEXT_OF_FILE, sign, READ_DOCUMENTS),
                Words::None => entry.also(name),
            };
        }
        Entry {
            seen_at: one.subject.id,
            beside: names.get(&one.subject.id).cloned().unwrap_or_default(),
            ended: one.withdrawn.map(|_| "document-withdrawn"),
            ..entry
        }
    };
    Ok(found.into_iter().map(entry).collect())
}

/// What the guideline calls a type of document: its title in both languages, and the other names that are used for it.
fn words_of_type(pack: &Pack, document_type: &str) -> String {
    let Some(known) = pack.document(document_type) else { return String::new() };
    let titles = [known.title.sv.as_str(), known.title.en.as_str()];
    let all: Vec<&str> = titles.into_iter().chain(known.aliases.iter().map(String::as_str)).collect();
    all.join(" · ")
}

const TEXT_OF_FILE: &str = "search-text-of-file";

/// A file's name and its words.
type FileWords = (String, Words);

/// The words of a file, or what tells that they are still the same.
enum Words {
    Text(String),
    Sign(String),
    None,
}

/// The words of documents' files, as far as they are needed.
fn file_words(read: &Read, ids: &[Id], depth: Depth) -> Result<Vec<(Id, String, Words)>> {
    let text = |(id, name, text)| (id, name, Words::Text(text));
    Ok(match depth {
        Depth::Line => Vec::new(),
        Depth::Beginnings(most) => files::beginnings_of(read, ids, most)?.into_iter().map(text).collect(),
        Depth::Whole => files::text_of(read, ids)?.into_iter().map(text).collect(),
        Depth::Signs => {
            let sign = |content: Option<Id>| content.map_or(Words::None, |id| Words::Sign(id.to_string()));
            let found = files::contents_of(read, ids)?.into_iter();
            found.map(|(id, name, content)| (id, name, sign(content))).collect()
        }
    })
}

fn owners(read: &Read, ids: impl Iterator<Item = Id>) -> Result<BTreeMap<Id, String>> {
    let found = organisation::organisations(read, &ids.collect::<Vec<_>>())?;
    Ok(found.into_iter().map(|one| (one.id, one.name)).collect())
}

/// The names of what documents are about.
pub(crate) fn subject_names(read: &Read, documents: &[Document]) -> Result<BTreeMap<Id, String>> {
    let of = |kind| {
        let own = documents.iter().filter(move |document| document.subject.is(kind));
        own.map(|document| document.subject.id)
    };
    let mut names = store::system_names(read, &of(SYSTEM).collect::<Vec<_>>())?;
    names.extend(store::object_names(read, &of(OBJECT).collect::<Vec<_>>())?);
    names.extend(owners(read, of(ORGANISATION))?);
    Ok(names)
}
