//! What each kind of record brings to these pages: its words, the groups of its form, and its list.

use super::super::document_list::documents_of_view;
use super::super::object_list::objects_of_view;
use super::super::system_forms::GROUPS;
use super::super::system_list::systems_of_view;
use super::super::words::{document_words, object_words, system_words};
use crate::bulk::{BulkKind, InBulk, MOST_RECORDS};
use crate::listing::{DOCUMENTS, DocumentRow, OBJECTS, ObjectRow, SYSTEMS, SystemRow};
use crate::{Document, ManagedObject, READ_BASE, System};
use kernel::{Id, Language, Result};
use organisation::{ORGANISATIONS_BY_NAME, PEOPLE_BY_NAME, SUPPLIERS_BY_NAME};
use policy::Pack;
use storage::{FromRow, Listing, Query, Read};
use web::{RecordWords, Visit};

/// Begins the keys of the texts of a kind's fields.
pub(super) const fn record_of(kind: BulkKind) -> &'static str {
    match kind {
        BulkKind::System => <System as BulkPages>::RECORD,
        BulkKind::Object => <ManagedObject as BulkPages>::RECORD,
        BulkKind::Document => <Document as BulkPages>::RECORD,
    }
}

/// The name and the address of the list that a kind is chosen from.
pub(super) const fn list_of(kind: BulkKind) -> (&'static str, &'static str) {
    match kind {
        BulkKind::System => <System as BulkPages>::LIST,
        BulkKind::Object => <ManagedObject as BulkPages>::LIST,
        BulkKind::Document => <Document as BulkPages>::LIST,
    }
}

/// A kind of record of which many are changed on a page.
pub(super) trait BulkPages: InBulk {
    const RECORD: &'static str;
    const LIST: (&'static str, &'static str);

    /// The fields of the form by what belongs together.
    fn groups() -> Vec<(&'static str, Vec<&'static str>)>;

    fn words(pack: &Pack, language: Language) -> RecordWords;

    /// What may be chosen and picked at the fields.
    fn offering(visit: &Visit, read: &Read, words: RecordWords) -> Result<RecordWords>;

    /// The records of the list that the address describes, one more than a change takes at the most.
    fn ids_of_view(visit: &Visit, read: &Read) -> Result<Vec<Id>>;
}

/// The first records of a question, one more than a change takes.
fn first<T: FromRow>(read: &Read, listing: &Listing, mut query: Query, id: fn(&T) -> Id) -> Result<Vec<Id>> {
    query.limit = i64::try_from(MOST_RECORDS).unwrap_or(i64::MAX).saturating_add(1);
    let rows = listing.page::<T>(read, &query)?;
    Ok(rows.items.iter().map(id).collect())
}

impl BulkPages for System {
    const RECORD: &'static str = "system";
    const LIST: (&'static str, &'static str) = ("register-systems", "/system");

    fn groups() -> Vec<(&'static str, Vec<&'static str>)> {
        let notes = ("register-group-notes", vec!["notes"]);
        let groups = GROUPS.iter().map(|(legend, fields)| {
            let changed = fields.iter().copied().filter(|field| !Self::LEFT_OUT.contains(field));
            (*legend, changed.collect::<Vec<_>>())
        });
        groups.chain([notes]).filter(|(_, fields)| !fields.is_empty()).collect()
    }

    fn words(pack: &Pack, language: Language) -> RecordWords {
        system_words(pack, language)
    }

    fn offering(visit: &Visit, read: &Read, words: RecordWords) -> Result<RecordWords> {
        let words = words.pick(visit, read, ("organisation", None), &ORGANISATIONS_BY_NAME)?;
        words.pick(visit, read, ("supplier", None), &SUPPLIERS_BY_NAME)
    }

    fn ids_of_view(visit: &Visit, read: &Read) -> Result<Vec<Id>> {
        let all = || access::visible_to(read.actor(), READ_BASE, Query::first(1));
        let query = systems_of_view(visit, read)?.unwrap_or_else(all);
        first::<SystemRow>(read, &SYSTEMS, query, |row| row.id)
    }
}

impl BulkPages for ManagedObject {
    const RECORD: &'static str = "managed-object";
    const LIST: (&'static str, &'static str) = ("register-objects", "/objekt");

    fn groups() -> Vec<(&'static str, Vec<&'static str>)> {
        vec![("", vec!["description", "kind", "organisation", "grouping_basis", "business_areas"])]
    }

    fn words(pack: &Pack, language: Language) -> RecordWords {
        object_words(pack, language)
    }

    fn offering(visit: &Visit, read: &Read, words: RecordWords) -> Result<RecordWords> {
        words.pick(visit, read, ("organisation", None), &ORGANISATIONS_BY_NAME)
    }

    fn ids_of_view(visit: &Visit, read: &Read) -> Result<Vec<Id>> {
        first::<ObjectRow>(read, &OBJECTS, objects_of_view(visit, read)?, |row| row.id)
    }
}

impl BulkPages for Document {
    const RECORD: &'static str = "document";
    const LIST: (&'static str, &'static str) = ("register-documents", "/dokument");

    fn groups() -> Vec<(&'static str, Vec<&'static str>)> {
        let fields = [
            "document_type",
            "owner",
            "date",
            "version",
            "review_date",
            "year",
            "decided_on",
            "decision",
            "link",
            "available_to_it",
        ];
        vec![("", fields.into())]
    }

    fn words(pack: &Pack, language: Language) -> RecordWords {
        document_words(pack, language)
    }

    fn offering(visit: &Visit, read: &Read, words: RecordWords) -> Result<RecordWords> {
        words.pick(visit, read, ("owner", None), &PEOPLE_BY_NAME)
    }

    fn ids_of_view(visit: &Visit, read: &Read) -> Result<Vec<Id>> {
        first::<DocumentRow>(read, &DOCUMENTS, documents_of_view(visit, read)?, |row| row.id)
    }
}
