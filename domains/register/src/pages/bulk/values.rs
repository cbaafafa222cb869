//! What stood at fields and what shall stand there, in words, for the rows of a change.

use super::kinds::BulkPages;
use crate::bulk::ChangedRecord;
use crate::kept_values::show_kept;
use crate::system::{ORGANISATION_REFERENCE, PERSON_REFERENCE};
use kernel::{Custom, FieldKind, FieldValue, Id, Language, Result, custom_key};
use organisation::{naming_custom, with_blank_custom};
use serde_json::{Map, Value as Json};
use std::collections::BTreeSet;
use storage::Read;
use web::RecordWords;
use web::components::SelectOption;

/// One field of a record: what it is called, what stood there, what shall stand there.
pub(super) struct Change {
    pub label: String,
    pub before: String,
    pub after: String,
}

/// Both sides of some rows as records, with the words to tell them.
pub(super) struct Sides<N> {
    words: RecordWords,
    sides: Vec<[N; 2]>,
}

impl<N: BulkPages> Sides<N> {
    /// Asks for the names of everything that the rows point at, as sets.
    pub fn of(read: &Read, language: Language, rows: &[ChangedRecord]) -> Result<Self> {
        let pack = findings::pack_in_force(read)?;
        let blank = with_blank_custom(read, N::SUBJECT, N::blank())?;
        let sides: Vec<[N; 2]> =
            rows.iter().map(|row| [shown(&blank, &row.stood()), shown(&blank, &row.wanted())]).collect();
        let words = naming_references(read, N::words(&pack, language), &sides)?;
        let customs: Vec<&Custom> = sides.iter().flatten().filter_map(|side| side.custom()).collect();
        Ok(Self { words: naming_custom(language, read, words, &customs)?, sides })
    }

    /// The changes of the row at a place, in the order of the fields.
    pub fn changes(&self, language: Language, place: usize, row: &ChangedRecord) -> Vec<Change> {
        let [before, after] = &self.sides[place];
        let own = N::FIELDS.iter().map(|field| field.name);
        let own = own.filter(|name| row.changes.contains_key(*name)).map(|name| Change {
            label: web::label(language, N::RECORD, name),
            before: self.words.shown(language, before, name),
            after: self.words.shown(language, after, name),
        });
        own.chain(self.added(language, [before, after], row)).collect()
    }

    fn added(&self, language: Language, [before, after]: [&N; 2], row: &ChangedRecord) -> Vec<Change> {
        let (Some(before), Some(after)) = (before.custom(), after.custom()) else { return Vec::new() };
        if !row.changes.keys().any(|name| custom_key(name).is_some()) {
            return Vec::new();
        }
        let texts = |custom: &Custom| self.words.custom_texts(language, custom);
        let both = texts(before).into_iter().zip(texts(after));
        let fields = before.fields().iter().zip(both);
        let changed = fields.filter(|(field, _)| row.changes.contains_key(&field.name));
        changed
            .map(|(field, (before, after))| Change {
                label: field.label.in_language(language).to_owned(),
                before,
                after,
            })
            .collect()
    }
}

fn shown<N: BulkPages>(blank: &N, values: &Map<String, Json>) -> N {
    let mut record = blank.clone();
    show_kept(&mut record, values.iter().map(|(name, value)| (name.as_str(), value)));
    record
}

fn naming_references<N: BulkPages>(
    read: &Read,
    mut words: RecordWords,
    sides: &[[N; 2]],
) -> Result<RecordWords> {
    for field in N::FIELDS {
        let FieldKind::Reference(kind) = field.kind else { continue };
        let ids = sides.iter().flatten().filter_map(|side| match (field.read)(side) {
            FieldValue::Reference(id) => Some(id),
            _ => None,
        });
        let ids = Vec::from_iter(ids.collect::<BTreeSet<Id>>());
        let named: Vec<(Id, String)> = match kind {
            ORGANISATION_REFERENCE => {
                organisation::organisations(read, &ids)?.into_iter().map(|one| (one.id, one.name)).collect()
            }
            PERSON_REFERENCE => {
                organisation::people(read, &ids)?.into_iter().map(|one| (one.id, one.name)).collect()
            }
            _ => continue,
        };
        let options = named.into_iter().map(|(id, name)| SelectOption::new(id.to_string(), name));
        words = words.options(field.name, options.collect());
    }
    Ok(words)
}
