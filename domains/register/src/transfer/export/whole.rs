//! What goes into an export: as much of the register as the actor may take along.

use super::{json, sheets, systems_csv};
use crate::document::{DOCUMENT, Document};
use crate::field_groups::{fields_to_read, hide_unseen};
use crate::managed_object::OBJECT;
use crate::transfer::fields::mappable_fields;
use crate::transfer::known::{Known, leave_out_hidden, permitted};
use crate::transfer::state::State;
use crate::{EXPORT, READ_DOCUMENTS, store};
use kernel::{Id, Result};
use organisation::{ORGANISATION, PERSON, RoleAssignment, with_custom_of_each};
use std::collections::BTreeSet;
use storage::{Page, Query, Read};

/// The kinds of file that there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    Csv,
    Xlsx,
    Json,
}

impl ExportFormat {
    pub const ALL: [Self; 3] = [Self::Csv, Self::Xlsx, Self::Json];

    /// The ending of the file's name.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
        }
    }

    #[must_use]
    pub fn from_ending(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.ending().eq_ignore_ascii_case(ending))
    }

    #[must_use]
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json",
        }
    }
}

/// Which systems an export holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    All,
    /// Those of a list, as it was filtered.
    These(BTreeSet<Id>),
}

/// All that an export holds.
pub(super) struct Whole {
    pub known: Known,
    pub documents: Vec<Document>,
    pub assignments: Vec<RoleAssignment>,
}

/// The bytes of an export of what the read looks at, now or as of a day.
///
/// # Errors
/// Refused for who may not export.
pub fn export_register(read: &Read, format: ExportFormat, chosen: &Chosen) -> Result<Vec<u8>> {
    if !access::may_anywhere(read, EXPORT)? {
        return Err(access::refused(EXPORT));
    }
    let whole = Whole::load(read, chosen)?;
    match format {
        ExportFormat::Csv => systems_csv::write(&whole.known),
        ExportFormat::Xlsx => print::workbook(&sheets::sheets_of(&whole)),
        ExportFormat::Json => json::write(&whole, read.as_of()),
    }
}

impl Whole {
    fn load(read: &Read, chosen: &Chosen) -> Result<Self> {
        let mut known = Known::load(read)?;
        let ids: Vec<Id> = known.systems.keys().copied().filter(|id| chosen.holds(*id)).collect();
        let taken = permitted(read, EXPORT, &ids)?;
        let allowed: BTreeSet<Id> = taken.iter().copied().collect();
        known.systems.retain(|id, _| allowed.contains(id));
        leave_out_hidden(read, &mut known.systems, &taken)?;
        let objects: Vec<Id> = known.objects.keys().copied().collect();
        let allowed: BTreeSet<Id> = permitted(read, EXPORT, &objects)?.into_iter().collect();
        known.objects.retain(|id, _| allowed.contains(id));
        if *chosen != Chosen::All {
            let used: BTreeSet<Id> =
                known.systems.values().flat_map(|one| one.objects.iter().copied()).collect();
            known.objects.retain(|id, _| used.contains(id));
        }
        hide_unseen_of_objects(read, &mut known)?;
        fill_custom(read, &mut known)?;
        for one in known.systems.values_mut() {
            one.system.custom.tell_only(&known.custom);
        }
        let documents = documents_of(read, &known)?;
        let assignments = assignments_of(read, &known)?;
        Ok(Self { known, documents, assignments })
    }
}

impl Chosen {
    fn holds(&self, id: Id) -> bool {
        match self {
            Self::All => true,
            Self::These(ids) => ids.contains(&id),
        }
    }
}

fn documents_of(read: &Read, known: &Known) -> Result<Vec<Document>> {
    let subjects: Vec<Id> =
        known.systems.keys().chain(known.objects.keys()).chain(known.organisations.keys()).copied().collect();
    let readable = access::permitted(read, READ_DOCUMENTS, &subjects)?;
    let found = store::documents_of_subjects(read, &readable)?;
    let mut documents = with_custom_of_each(read, DOCUMENT, found, |one| one.id)?;
    hide_unseen(read, &mut documents, |one| one.subject.id)?;
    let told = fields_to_read(read, DOCUMENT)?;
    documents.iter_mut().for_each(|one| one.custom.tell_only(&told));
    Ok(documents)
}

/// Of objects, too, nothing leaves in a file that is not seen on their pages.
fn hide_unseen_of_objects(read: &Read, known: &mut Known) -> Result<()> {
    let mut objects: Vec<_> = std::mem::take(&mut known.objects).into_values().collect();
    hide_unseen(read, &mut objects, |one| one.id)?;
    let told = fields_to_read(read, OBJECT)?;
    objects.iter_mut().for_each(|one| one.custom.tell_only(&told));
    known.objects = objects.into_iter().map(|one| (one.id, one)).collect();
    Ok(())
}

/// Systems and objects come with what they have in added fields; people and organisations are known by name only.
fn fill_custom(read: &Read, known: &mut Known) -> Result<()> {
    let people: Vec<_> = std::mem::take(&mut known.people).into_values().collect();
    let people = with_custom_of_each(read, PERSON, people, |one| one.id)?;
    known.people = people.into_iter().map(|one| (one.id, one)).collect();
    let organisations: Vec<_> = std::mem::take(&mut known.organisations).into_values().collect();
    let organisations = with_custom_of_each(read, ORGANISATION, organisations, |one| one.id)?;
    known.organisations = organisations.into_iter().map(|one| (one.id, one)).collect();
    Ok(())
}

fn assignments_of(read: &Read, known: &Known) -> Result<Vec<RoleAssignment>> {
    let mut assignments = Vec::new();
    let mut query = Query::first(1_000);
    loop {
        let Page { items, next_cursor } = organisation::visible_assignments(read, query)?;
        assignments.extend(items.into_iter().filter(|one| {
            known.systems.contains_key(&one.subject_id)
                || known.objects.contains_key(&one.subject_id)
                || known.organisations.contains_key(&one.subject_id)
        }));
        match next_cursor {
            Some(cursor) => query = Query::first(1_000).after(cursor),
            None => return Ok(assignments),
        }
    }
}

/// Each system by name, as a state.
pub(super) fn states_of(known: &Known) -> impl Iterator<Item = State> + '_ {
    let mut systems: Vec<_> = known.systems.values().collect();
    systems.sort_by_cached_key(|one| (texts::sort_key(&one.system.name), one.system.id));
    systems.into_iter().map(|one| State::of(one, known.today))
}

/// The columns of a table of systems.
pub(super) fn columns_of(known: &Known) -> Vec<crate::transfer::fields::MappableField> {
    mappable_fields(&known.pack, &known.custom)
}
