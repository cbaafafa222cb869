//! Where words stand in the index. Each word carries the number of its federation, the field and the kind of record that
//! it stands in, so that asking for it in the names of one kind costs the same however many others hold it.

use crate::source::Sources;
use kernel::{Error, Result, SubjectKind, TenantId};
use storage::Read;

/// Where in a record a word stands. Each field holds the one before it too, so that a question may mix them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Name,
    /// The name and the other names.
    Names,
    All,
    /// A part of a long text, in a row of its own: asked only for words next to each other.
    Stretch,
}

/// How the words of one field of one kind of record are written in the index.
#[derive(Clone, Debug)]
pub(crate) struct Shelf {
    begin: String,
}

impl Shelf {
    /// `kind` is the number of the kind, or a sign that stands for it in a question about several.
    pub(crate) fn of(tenant: TenantId, field: Field, kind: &str) -> Self {
        let field = match field {
            Field::Name => 'a',
            Field::Names => 'b',
            Field::All => 'c',
            Field::Stretch => 'd',
        };
        Self { begin: format!("{}{field}{kind}", tenant.0) }
    }

    /// A word as it stands in a record.
    pub(crate) fn written(&self, folded: &str) -> String {
        format!("{}x{folded}", self.begin)
    }

    /// A stem that does not stand in the record as a word.
    pub(crate) fn stem(&self, stem: &str) -> String {
        format!("{}y{stem}", self.begin)
    }
}

/// What stands between words of different texts.
pub(crate) fn gap(tenant: TenantId) -> String {
    format!("{}z", tenant.0)
}

/// All shelves of one kind of record.
#[derive(Clone, Debug)]
pub(crate) struct Shelves {
    pub name: Shelf,
    pub names: Shelf,
    pub all: Shelf,
    pub stretch: Shelf,
    pub gap: String,
}

impl Shelves {
    pub(crate) fn of(tenant: TenantId, kind: usize) -> Self {
        let shelf = |field| Shelf::of(tenant, field, &kind.to_string());
        let (name, names) = (shelf(Field::Name), shelf(Field::Names));
        Self { name, names, all: shelf(Field::All), stretch: shelf(Field::Stretch), gap: gap(tenant) }
    }

    pub(crate) fn of_kind(read: &Read, kind: SubjectKind) -> Result<Self> {
        let number = read.attached::<Sources>()?.number_of(kind.name());
        let number = number.ok_or_else(|| Error::failed(format!("{} is not searched", kind.name())))?;
        Ok(Self::of(read.actor().tenant, number))
    }
}
