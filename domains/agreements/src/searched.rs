//! The words by which agreements and licences are found: their own, not those of the supplier and the systems around them.

use crate::agreement::{AGREEMENT, Agreement};
use crate::licences::{LICENCE, Licence, licences_after, licences_by_id};
use crate::{READ, store};
use kernel::{Id, Result};
use search::{Depth, Entry, Source};
use std::collections::BTreeMap;
use storage::Read;

/// What this room lets be found. What they cost is not among their words.
#[must_use]
pub fn search_sources() -> Vec<Source> {
    vec![
        Source {
            kind: AGREEMENT,
            permission: READ,
            load: load_agreements,
            after: store::agreements_after,
            address: |subject| format!("/avtal/{}", subject.id),
        },
        Source {
            kind: LICENCE,
            permission: READ,
            load: load_licences,
            after: licences_after,
            address: |subject| format!("/licenser/{}", subject.id),
        },
    ]
}

fn load_licences(read: &Read, ids: &[Id], _: Depth) -> Result<Vec<Entry>> {
    let entry = |one: Licence| Entry::new(one.id, one.name).with("licence-notes", one.notes, READ);
    Ok(licences_by_id(read, ids)?.into_iter().map(entry).collect())
}

fn load_agreements(read: &Read, ids: &[Id], _: Depth) -> Result<Vec<Entry>> {
    let found = store::agreements_by_id(read, ids)?;
    let suppliers: Vec<Id> = found.iter().filter_map(|one| one.supplier).collect();
    let suppliers = organisation::organisations(read, &suppliers)?.into_iter();
    let names: BTreeMap<Id, String> = suppliers.map(|one| (one.id, one.name)).collect();
    let mut further = custom_fields::search_text(read, AGREEMENT.name(), ids)?;
    let entry = |one: Agreement| {
        let entry = Entry::new(one.id, one.name).also(one.number).with("agreement-notes", one.notes, READ);
        let words = further.remove(&one.id).into_iter().flatten();
        let entry =
            words.fold(entry, |entry, (_, words)| entry.with("search-custom-fields", words.join("\n"), READ));
        Entry {
            beside: one.supplier.and_then(|id| names.get(&id).cloned()).unwrap_or_default(),
            ended: one.terminated.map(|_| "agreement-is-terminated"),
            ..entry
        }
    };
    Ok(found.into_iter().map(entry).collect())
}
