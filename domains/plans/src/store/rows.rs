//! Reads and writes the rows of plans. The tables differ only in their fields, whose columns stand in the order of the record.

use crate::rows::{Placed, Tabled};
use kernel::{Id, Result};
use storage::{FromRow, Read, Row, Statement, Tx, Value, columns, values};

/// The statements of one table.
pub struct Table {
    pub name: &'static str,
    by_id: Statement,
    by_ids: Statement,
    of_plan: Statement,
    save: Statement,
    remove: Statement,
}

/// Rows of one table of one plan: no plan has more.
pub(crate) const MOST_ROWS: i64 = 1_000;

/// A table by its fields, each with the number of its parameter.
macro_rules! tables {
    ($($table:ident $name:literal { $first:ident $first_place:literal $($column:ident $place:literal)* })+) => {
        $(mod $table {
            storage::statements! {
                BY_ID = concat!("SELECT id, plan_id, revision, place, ", stringify!($first), $(", ", stringify!($column),)*
                    " FROM @", $name, " AS r WHERE id = ?2");
                BY_IDS = concat!("SELECT id, plan_id, revision, place, ", stringify!($first), $(", ", stringify!($column),)*
                    " FROM @", $name, " AS r WHERE id IN ({ids})");
                OF_PLAN = concat!("SELECT id, plan_id, revision, place, ", stringify!($first), $(", ", stringify!($column),)*
                    " FROM @", $name, " AS r WHERE plan_id = ?2 ORDER BY place, id LIMIT 1000");
                SAVE = concat!("INSERT INTO ", $name, " (tenant_id, id, plan_id, revision, place, sort_key, ",
                    stringify!($first), $(", ", stringify!($column),)*
                    ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?", stringify!($first_place), $(", ?", stringify!($place),)*
                    ") ON CONFLICT (tenant_id, id) DO UPDATE SET revision = excluded.revision, place = excluded.place, \
                    sort_key = excluded.sort_key, ", stringify!($first), " = excluded.", stringify!($first),
                    $(", ", stringify!($column), " = excluded.", stringify!($column),)*);
                REMOVE = concat!("DELETE FROM ", $name, " WHERE tenant_id = ?1 AND id = ?2");
            }
            pub(crate) const TABLE: super::Table = super::Table {
                name: $name,
                by_id: BY_ID,
                by_ids: BY_IDS,
                of_plan: OF_PLAN,
                save: SAVE,
                remove: REMOVE,
            };
        })+

        /// Every statement here, for the tests.
        pub(crate) fn statements_of_rows() -> Vec<Statement> {
            [$($table::STATEMENTS),+].concat()
        }
    };
}

tables! {
    need "need" { title 7 description 8 party 9 organisation 10 }
    goal "goal" { title 7 kind 8 party 9 measure 10 target 11 state 12 outcome 13 }
    activity "activity" { title 7 description 8 kind 9 system 10 goal 11 need 12 party 13 responsible 14 starts_on 15
        ends_on 16 cost 17 account_group 18 priority 19 state 20 outcome_cost 21 outcome 22 suggestion 23 }
    planned_release "planned_release" { name 7 system 8 planned_on 9 test_on 10 state 11 }
    resource_need "resource_need" { role 7 person 8 hours 9 note 10 }
    budget_line "budget_line" { account_group 7 year 8 amount 9 outcome_cost 10 note 11 }
    responsibility "responsibility" { task 7 party 8 pays 9 note 10 }
    support_path "support_path" { party 7 contact 8 questions 9 reached_by 10 }
}

pub(crate) const NEEDS: Table = need::TABLE;
pub(crate) const GOALS: Table = goal::TABLE;
pub(crate) const ACTIVITIES: Table = activity::TABLE;
pub(crate) const RELEASES: Table = planned_release::TABLE;
pub(crate) const RESOURCES: Table = resource_need::TABLE;
pub(crate) const BUDGET: Table = budget_line::TABLE;
pub(crate) const RESPONSIBILITIES: Table = responsibility::TABLE;
pub(crate) const SUPPORT: Table = support_path::TABLE;

impl<R: Tabled> FromRow for Placed<R> {
    fn from_row(row: &Row) -> Result<Self> {
        let mut says = R::default();
        columns::fill(&mut says, row, 4)?;
        Ok(Self { id: row.get(0)?, plan: row.get(1)?, revision: row.get(2)?, place: row.get(3)?, says })
    }
}

pub(crate) fn find_row<R: Tabled>(read: &Read, id: Id) -> Result<Option<Placed<R>>> {
    read.one(&R::TABLE.by_id, &values![id])
}

pub(crate) fn rows_by_id<R: Tabled>(read: &Read, ids: &[Id]) -> Result<Vec<Placed<R>>> {
    read.rows_in(&R::TABLE.by_ids, &[], ids)
}

/// The rows of a plan in their order.
pub(crate) fn rows_of_plan<R: Tabled>(read: &Read, plan: Id) -> Result<Vec<Placed<R>>> {
    read.rows(&R::TABLE.of_plan, &values![plan])
}

pub(crate) fn save_rows<R: Tabled>(tx: &mut Tx, rows: &[Placed<R>]) -> Result<()> {
    let row = |one: &Placed<R>| {
        let sort_key = texts::sort_key(one.says.title());
        let mut values: Vec<Value> = values![one.id, one.plan, one.revision, one.place, sort_key].into();
        values.extend(columns::values_of(&one.says));
        values
    };
    tx.execute_rows(&R::TABLE.save, rows.iter().map(row).collect()).map(|_| ())
}

pub(crate) fn remove_row<R: Tabled>(tx: &mut Tx, id: Id) -> Result<()> {
    tx.execute(&R::TABLE.remove, &values![id]).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rows::{
        Activity, BudgetLine, Goal, Need, PlannedRelease, ResourceNeed, Responsibility, SupportPath,
    };

    fn check<R: Tabled>() {
        let columns = format!("sort_key, {}) VALUES", columns::names_of::<R>());
        assert!(R::TABLE.save.sql.contains(&columns), "{}: {columns}", R::TABLE.name);
    }

    #[test]
    fn every_field_of_a_row_has_its_column_in_order() {
        check::<Need>();
        check::<Goal>();
        check::<Activity>();
        check::<PlannedRelease>();
        check::<ResourceNeed>();
        check::<BudgetLine>();
        check::<Responsibility>();
        check::<SupportPath>();
    }
}
