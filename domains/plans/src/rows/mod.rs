//! The rows of a plan: tables of what is needed, meant, done and paid for, each row at its place. They are written while the plan
//! is, and adjusted in a decided one as far as the guideline lets the actor.

mod begin_rows;
mod check_row;
mod drawn;
mod means;
mod move_row;
mod named;
mod plan_need;
mod prioritise;
mod save_row;
mod told_rows;
mod words;
mod work;

pub(crate) use begin_rows::begin_rows;
pub use check_row::Around;
pub use drawn::rows_of;
pub use means::{BudgetLine, ResourceNeed, Responsibility, SupportPath};
pub use move_row::{Towards, move_row, remove_row};
pub use plan_need::plan_need;
pub(crate) use prioritise::may_be_said;
pub use prioritise::{OwnPriority, Prioritise, Sharer, prioritise_activity, sharers};
pub use save_row::{SaveRow, save_row, visible_row};
pub use words::{ActivityState, GoalState, Party, ReleaseState};
pub use work::{Activity, Goal, Need, PlannedRelease};

use crate::store::{self, Table};
use kernel::{Choice as _, Id, Objection, Record};
use policy::Holds;

/// A row at its place in a plan. Swedish: rad.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed<R> {
    pub id: Id,
    pub plan: Id,
    /// Counts from 1.
    pub revision: i64,
    /// Counts from 1 within its table.
    pub place: i64,
    pub says: R,
}

/// What the rows of one table have in common.
pub trait Tabled: Record + Default + PartialEq + Send + Sync {
    #[doc(hidden)]
    const TABLE: &'static Table;
    /// What a section of the plan holds that has such rows.
    const HOLDS: Holds;
    /// Whether they may be changed in a decided plan without a new version.
    const IS_ADJUSTABLE: bool;

    /// What a row is called.
    fn title(&self) -> &str;

    /// What is wrong with it beyond its fields, in its plan.
    fn check(&self, around: &Around) -> Vec<Objection>;
}

/// Says of a record that it is a row: its table, what holds it, whether it is adjusted, and by what it is called.
macro_rules! tabled {
    ($($row:ty, $table:ident, $holds:ident, $is_adjustable:literal, $title:expr, $check:path;)+) => {
        $(impl Tabled for $row {
            const TABLE: &'static Table = &store::$table;
            const HOLDS: Holds = Holds::$holds;
            const IS_ADJUSTABLE: bool = $is_adjustable;

            fn title(&self) -> &str {
                let title: fn(&Self) -> &str = $title;
                title(self)
            }

            fn check(&self, around: &Around) -> Vec<Objection> {
                $check(self, around)
            }
        })+
    };
}

tabled! {
    Need, NEEDS, Needs, false, |row| &row.title, check_row::need;
    Goal, GOALS, Goals, true, |row| &row.title, check_row::goal;
    Activity, ACTIVITIES, Activities, true, |row| &row.title, check_row::activity;
    PlannedRelease, RELEASES, Releases, true, |row| &row.name, check_row::release;
    ResourceNeed, RESOURCES, Resources, true, |row| &row.role, check_row::resource;
    BudgetLine, BUDGET, Budget, true, |row| &row.account_group, check_row::budget;
    Responsibility, RESPONSIBILITIES, Responsibilities, false, |row| &row.task, check_row::responsibility;
    SupportPath, SUPPORT, Support, false, |row| row.party.map_or("", Party::name), check_row::support;
}
