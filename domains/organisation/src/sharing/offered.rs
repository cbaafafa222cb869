//! What can be shared at all: the groups of fields that the rooms above have named.

use access::FieldGroup;
use kernel::Result;
use std::sync::Arc;
use storage::Read;

/// Every group of fields that can be shared, attached to the database when the program is put together.
#[derive(Clone, Debug, Default)]
pub struct SharedGroups(pub Vec<FieldGroup>);

/// A kind of record and a group of its fields, as forms and addresses write them: `system.base`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shown {
    pub record_kind: String,
    pub field_group: String,
}

impl Shown {
    #[must_use]
    pub fn of(group: &FieldGroup) -> Self {
        Self { record_kind: group.kind.name().to_owned(), field_group: group.name.to_owned() }
    }

    /// As forms send it.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}.{}", self.record_kind, self.field_group)
    }
}

/// The group of a kind of record by its name.
pub(crate) fn group_named<'g>(
    groups: &'g [FieldGroup],
    (record_kind, field_group): (&str, &str),
) -> Option<&'g FieldGroup> {
    groups.iter().find(|group| group.kind.name() == record_kind && group.name == field_group)
}

/// What a form has named; none of it where one word means nothing.
pub(crate) fn what_is_named(groups: &[FieldGroup], names: &[String]) -> Option<Vec<FieldGroup>> {
    let named = |name: &String| groups.iter().find(|group| Shown::of(group).name() == *name).copied();
    names.iter().map(named).collect()
}

impl SharedGroups {
    pub(crate) fn of(read: &Read) -> Result<Arc<Self>> {
        read.attached::<Self>()
    }
}
