//! Moves a row of a plan one place, or takes it away.

use super::save_row::row_as_seen;
use super::told_rows::changes_of_row;
use super::{Placed, Tabled};
use crate::adjust::Changing;
use crate::store;
use kernel::{Id, Result, choice};
use storage::Tx;

choice! {
    /// Which way a row moves.
    pub enum Towards {
        Start = "start",
        End = "end",
    }
}

/// Moves a row one place. The first stays first, and the last last.
///
/// # Errors
/// Not found for a row that is not in the plan; refused for who may not write there; rejected for a plan that is not being written.
pub fn move_row<R: Tabled>(tx: &mut Tx, (plan, row): (Id, Id), towards: Towards) -> Result<()> {
    let changing = Changing::begin::<R>(tx, plan)?;
    let rows = store::rows_of_plan::<R>(tx, plan)?;
    row_as_seen(&rows, row, None)?;
    let Some(moved) = compute_moved(rows, row, towards) else { return Ok(()) };
    store::save_rows(tx, &moved)?;
    let row = moved.iter().find(|one| one.id == row).map(|one| &one.says);
    tell(tx, changing, "plan_row.moved", (row, row))
}

/// Takes a row away. What it said stays in the past of the plan.
///
/// # Errors
/// Those of [`move_row`]; stale where somebody has changed it since it was seen.
pub fn remove_row<R: Tabled>(tx: &mut Tx, (plan, row): (Id, Id), seen: Option<i64>) -> Result<()> {
    let changing = Changing::begin::<R>(tx, plan)?;
    let rows = store::rows_of_plan::<R>(tx, plan)?;
    let row = row_as_seen(&rows, row, seen)?;
    store::remove_row::<R>(tx, row.id)?;
    tell(tx, changing, "plan_row.removed", (Some(&row.says), None))
}

fn tell<R: Tabled>(
    tx: &mut Tx,
    changing: Changing,
    action: &'static str,
    sides: (Option<&R>, Option<&R>),
) -> Result<()> {
    let changes = changes_of_row(tx, &changing.plan, sides)?;
    changing.keep(tx, action, changes)
}

/// The rows that have another place once one has moved; none where it stands at the end already.
fn compute_moved<R: Tabled>(mut rows: Vec<Placed<R>>, row: Id, towards: Towards) -> Option<Vec<Placed<R>>> {
    let from = rows.iter().position(|one| one.id == row)?;
    let to = match towards {
        Towards::Start => from.checked_sub(1)?,
        Towards::End => Some(from + 1).filter(|to| *to < rows.len())?,
    };
    rows.swap(from, to);
    let numbered = (1..).zip(rows).filter(|(place, one)| one.place != *place);
    Some(numbered.map(|(place, one)| Placed { place, revision: one.revision + 1, ..one }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rows::Need;

    #[test]
    fn a_row_changes_place_with_its_neighbour_and_the_others_stay() {
        let plan = Id::new();
        let row = |place| Placed { id: Id::new(), plan, revision: 1, place, says: Need::default() };
        let rows = vec![row(1), row(3), row(4)];
        let places = |row: usize, towards| {
            let moved = compute_moved(rows.clone(), rows[row].id, towards)?;
            let place = |id: Id| moved.iter().find(|one| one.id == id).map(|one| one.place);
            Some(rows.iter().map(|one| place(one.id)).collect::<Vec<_>>())
        };
        assert_eq!(places(0, Towards::Start), None);
        assert_eq!(places(2, Towards::End), None);
        assert_eq!(places(0, Towards::End), Some(vec![Some(2), Some(1), Some(3)]), "a gap closes");
        assert_eq!(places(2, Towards::Start), Some(vec![None, None, Some(2)]), "what stands right stays");
    }
}
