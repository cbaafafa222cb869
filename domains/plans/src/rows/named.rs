//! What rows name by an id, by its name.

use super::{Goal, Need, Placed, Tabled};
use crate::store;
use kernel::{FieldKind, FieldValue, Id, Record, Result, Subject};
use organisation::{organisations, people, subject_names};
use register::SYSTEM;
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;

/// Ids by the kind of record that they point at.
pub(super) type Named = BTreeMap<&'static str, BTreeSet<Id>>;

/// The ids in the fields of a row.
pub(super) fn named_in<R: Record>(row: &R) -> Vec<(&'static str, Id)> {
    let one = |field: &kernel::Field<R>| match (field.kind, (field.read)(row)) {
        (FieldKind::Reference(kind), FieldValue::Reference(id)) => Some((kind.0, id)),
        _ => None,
    };
    R::FIELDS.iter().filter_map(one).collect()
}

/// Names of everything that some rows point at, each kind asked for once.
#[derive(Default)]
pub(super) struct Names(BTreeMap<Id, String>);

impl Names {
    pub(super) fn of(read: &Read, named: &Named) -> Result<Self> {
        let ids = |kind: &str| -> Vec<Id> { named.get(kind).into_iter().flatten().copied().collect() };
        let mut names = BTreeMap::new();
        names.extend(people(read, &ids("person"))?.into_iter().map(|one| (one.id, one.name)));
        names.extend(organisations(read, &ids("organisation"))?.into_iter().map(|one| (one.id, one.name)));
        let systems: Vec<Subject> = ids("system").into_iter().map(|id| Subject::new(SYSTEM, id)).collect();
        names.extend(
            subject_names(read, &systems)?.into_iter().map(|(subject, (name, _))| (subject.id, name)),
        );
        Ok(Self(names))
    }

    /// The same with rows of a plan that others name, such as its goals.
    pub(super) fn with_rows<R: Tabled>(mut self, rows: &[Placed<R>]) -> Self {
        self.0.extend(rows.iter().map(|row| (row.id, row.says.title().to_owned())));
        self
    }

    pub(super) fn name(&self, id: Option<Id>) -> String {
        id.and_then(|id| self.0.get(&id).cloned()).unwrap_or_default()
    }
}

/// The names of what one row said before and says after.
pub(super) fn names_of_row<R: Tabled>(read: &Read, plan: Id, sides: &[Option<&R>]) -> Result<Names> {
    let mut named = Named::new();
    for (kind, id) in sides.iter().flatten().flat_map(|row| named_in(*row)) {
        named.entry(kind).or_default().insert(id);
    }
    let goals =
        if named.contains_key("goal") { store::rows_of_plan::<Goal>(read, plan)? } else { Vec::new() };
    let needs =
        if named.contains_key("need") { store::rows_of_plan::<Need>(read, plan)? } else { Vec::new() };
    Ok(Names::of(read, &named)?.with_rows(&goals).with_rows(&needs))
}
