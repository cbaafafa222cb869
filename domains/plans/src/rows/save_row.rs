//! Saves a row of a plan: a new one at the end of its table, or one that becomes another.

use super::check_row::{Around, Words};
use super::named::named_in;
use super::told_rows::changes_of_row;
use super::{BudgetLine, Goal, Need, Placed, Tabled};
use crate::adjust::Changing;
use crate::plan::Plan;
use crate::store::{self, MOST_ROWS};
use crate::visible_plan::visible_plan;
use kernel::{Error, FieldKind, FieldValue, Id, Objection, Result};
use organisation::{PersonKind, organisations, people};
use policy::Holds;
use register::{READ_BASE, READ_COSTS, check_fields};
use std::collections::BTreeSet;
use storage::{Read, Tx};

/// A row as somebody wants it.
#[derive(Clone, Debug)]
pub struct SaveRow<R> {
    pub plan: Id,
    /// The row and the revision that somebody saw; none of a new one.
    pub row: Option<(Id, Option<i64>)>,
    pub says: R,
}

/// Saves a row and answers its id.
///
/// # Errors
/// Not found for a plan or a row that the actor does not see; refused for who may not write there; rejected where a field says no,
/// for a plan that is neither written nor adjusted, and for more rows than a plan may have; stale.
pub fn save_row<R: Tabled>(tx: &mut Tx, ask: &SaveRow<R>) -> Result<Id> {
    let changing = Changing::begin::<R>(tx, ask.plan)?;
    let plan = changing.plan.clone();
    let rows = store::rows_of_plan::<R>(tx, plan.id)?;
    let before = match ask.row {
        Some((id, seen)) => Some(row_as_seen(&rows, id, seen)?),
        None => None,
    };
    demand_costs(tx, &plan, before.map(|row| &row.says), &ask.says)?;
    let mut objections = check_fields(&ask.says);
    objections.extend(ask.says.check(&around(tx, &plan, before, &ask.says)?));
    if before.is_none() && i64::try_from(rows.len()).unwrap_or(MOST_ROWS) >= MOST_ROWS {
        objections.push(Objection::new("", "plan-row-objection-too-many"));
    }
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    if before.is_some_and(|before| before.says == ask.says) {
        return Ok(ask.row.map_or(plan.id, |(id, _)| id));
    }
    let after = Placed {
        id: before.map_or_else(Id::new, |row| row.id),
        plan: plan.id,
        revision: before.map_or(1, |row| row.revision + 1),
        place: before.map_or_else(|| rows.last().map_or(1, |last| last.place + 1), |row| row.place),
        says: ask.says.clone(),
    };
    let action = if before.is_some() { "plan_row.changed" } else { "plan_row.added" };
    let changes = changes_of_row(tx, &plan, (before.map(|row| &row.says), Some(&after.says)))?;
    store::save_rows(tx, std::slice::from_ref(&after))?;
    changing.keep(tx, action, changes)?;
    Ok(after.id)
}

/// A row of a plan that the actor sees.
///
/// # Errors
/// [`Error::NotFound`] for others.
pub fn visible_row<R: Tabled>(read: &Read, id: Id) -> Result<(Plan, Placed<R>)> {
    let row = store::find_row::<R>(read, id)?.ok_or(Error::NotFound)?;
    let plan = visible_plan(read, row.plan)?;
    if access::may(read, crate::READ_DRAFTS, plan.subject.id)? {
        Ok((plan, row))
    } else {
        Err(Error::NotFound)
    }
}

/// Amounts are written by those who read them.
fn demand_costs<R: Tabled>(read: &Read, plan: &Plan, before: Option<&R>, after: &R) -> Result<()> {
    let (empty, money) = (R::default(), |field: &&kernel::Field<R>| field.kind == FieldKind::Money);
    let before = before.unwrap_or(&empty);
    let changes = R::FIELDS.iter().filter(money).any(|field| (field.read)(before) != (field.read)(after));
    if changes { access::authorise(read, READ_COSTS, plan.subject.id) } else { Ok(()) }
}

/// A row among those of its plan, unless somebody has changed it since.
pub(super) fn row_as_seen<R: Tabled>(rows: &[Placed<R>], id: Id, seen: Option<i64>) -> Result<&Placed<R>> {
    let row = rows.iter().find(|row| row.id == id).ok_or(Error::NotFound)?;
    if seen.is_some_and(|seen| seen != row.revision) { Err(Error::stale()) } else { Ok(row) }
}

/// What a row is judged by. What it named before it may go on naming.
fn around<R: Tabled>(read: &Read, plan: &Plan, before: Option<&Placed<R>>, after: &R) -> Result<Around> {
    let mut known: BTreeSet<Id> =
        before.iter().flat_map(|row| named_in(&row.says)).map(|(_, id)| id).collect();
    let asked = named_in(after);
    let new = |kind: &str| -> Vec<Id> {
        asked.iter().filter(|(name, id)| *name == kind && !known.contains(id)).map(|(_, id)| *id).collect()
    };
    let (someone, systems, within) = (new("person"), new("system"), new("organisation"));
    let employed = people(read, &someone)?.into_iter().filter(|one| one.kind == PersonKind::Employed);
    let organisations = organisations(read, &within)?;
    known.extend(employed.map(|one| one.id));
    known.extend(access::permitted(read, READ_BASE, &systems)?);
    known.extend(organisations.into_iter().map(|one| one.id));
    let (goals, needs) = if R::HOLDS == Holds::Activities {
        (ids_in::<Goal>(read, plan)?, ids_in::<Need>(read, plan)?)
    } else {
        (BTreeSet::new(), BTreeSet::new())
    };
    let other_lines = if R::HOLDS == Holds::Budget {
        lines_but(read, plan, before.map(|row| row.id))?
    } else {
        BTreeSet::new()
    };
    let kept = before.iter().flat_map(|row| words_in(&row.says)).collect();
    let words = Words::of(&*findings::pack_in_force(read)?);
    Ok(Around { words, goals, needs, known, kept, other_lines })
}

fn ids_in<R: Tabled>(read: &Read, plan: &Plan) -> Result<BTreeSet<Id>> {
    Ok(store::rows_of_plan::<R>(read, plan.id)?.into_iter().map(|row| row.id).collect())
}

fn lines_but(read: &Read, plan: &Plan, one: Option<Id>) -> Result<BTreeSet<(String, i64)>> {
    let lines = store::rows_of_plan::<BudgetLine>(read, plan.id)?;
    let others = lines.into_iter().filter(|line| Some(line.id) != one);
    Ok(others.filter_map(|line| Some((line.says.account_group, line.says.year?))).collect())
}

/// The guideline's words in a row.
fn words_in<R: Tabled>(row: &R) -> Vec<String> {
    let word = |field: &kernel::Field<R>| match (field.kind, (field.read)(row)) {
        (FieldKind::Word, FieldValue::Text(word)) => Some(word),
        _ => None,
    };
    R::FIELDS.iter().filter_map(word).collect()
}
