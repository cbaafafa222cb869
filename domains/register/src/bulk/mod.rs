//! Many records changed alike, in three steps: what is asked, what would come of it record by record, and that it is
//! done. It can be undone, as a change of its own.

mod bulk_change;
mod carry_out_bulk_change;
mod in_bulk;
mod judge;
mod kinds;
mod note_undone;
mod plan_bulk_change;
mod plan_undo;
mod under_way;
mod visible_bulk_change;

pub use bulk_change::{
    BULK_CHANGE, BulkChange, BulkKind, BulkOutcome, BulkState, ChangedRecord, Counts, Told,
};
pub(crate) use carry_out_bulk_change::MARK;
pub use carry_out_bulk_change::carry_out_bulk_change;
pub use plan_bulk_change::{MOST_RECORDS, PlanBulkChange, plan_bulk_change};
pub use plan_undo::plan_undo;
pub use visible_bulk_change::visible_bulk_change;

pub(crate) use in_bulk::InBulk;
pub(crate) use kinds::{edit_permission, of_kind};
pub(crate) use plan_bulk_change::{LookedOver, keep_plan, look_over, too_many};
pub(crate) use plan_undo::look_over_undo;
pub(crate) use under_way::{UnderWay, goes_on};
pub(crate) use visible_bulk_change::{is_own, seen_records};
