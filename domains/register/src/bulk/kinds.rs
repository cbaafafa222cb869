//! One verb for every kind of record: the kind is known only when the change is.

/// Calls a generic function for the records of a kind.
macro_rules! of_kind {
    ($kind:expr, $function:ident ( $($argument:expr),* $(,)? )) => {
        match $kind {
            $crate::bulk::BulkKind::System => $function::<$crate::System>($($argument),*),
            $crate::bulk::BulkKind::Object => $function::<$crate::ManagedObject>($($argument),*),
            $crate::bulk::BulkKind::Document => $function::<$crate::Document>($($argument),*),
        }
    };
}
pub(crate) use of_kind;

use super::bulk_change::BulkKind;
use super::in_bulk::InBulk;
use kernel::Permission;

/// What it takes to change records of a kind.
pub(crate) const fn edit_permission(kind: BulkKind) -> Permission {
    match kind {
        BulkKind::System => <crate::System as InBulk>::EDIT,
        BulkKind::Object => <crate::ManagedObject as InBulk>::EDIT,
        BulkKind::Document => <crate::Document as InBulk>::EDIT,
    }
}

/// What it takes to see records of a kind.
pub(crate) const fn read_permission(kind: BulkKind) -> Permission {
    match kind {
        BulkKind::System => <crate::System as InBulk>::READ,
        BulkKind::Object => <crate::ManagedObject as InBulk>::READ,
        BulkKind::Document => <crate::Document as InBulk>::READ,
    }
}
