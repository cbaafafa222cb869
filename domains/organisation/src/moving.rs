//! That somebody goes to another place of work within the same employer. Their roles stay with them until somebody decides
//! otherwise, so whoever sees to it is asked: hand them over, or say that they are kept.

use crate::Employment;
use crate::offboarding_step::{Ticked, is_about};
use crate::staff::Staff;
use crate::store::assignments::assignments_of_people;
use crate::store::leaving::{MoveRow, moves, ticked_of};
use kernel::{Date, Id, Result};
use std::collections::BTreeSet;
use storage::Read;

/// The item of the checklist by which somebody says that a mover keeps their roles.
pub(crate) const KEPT: &str = "assignments";

/// Swedish: byte av arbetsplats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    pub person: Id,
    /// Where they work until the last day, and who leads them there.
    pub from: Id,
    pub manager: Option<Id>,
    pub last_day: Date,
    /// Where they work from then on, and who leads them there.
    pub to: Id,
    pub new_manager: Option<Id>,
    /// So many roles stay with them, and nobody has said that they shall.
    pub kept: usize,
}

/// So long after a move it is still asked what becomes of the roles.
const ASKED_DAYS: i64 = 90;

/// The moves until a day of which somebody has still to decide what becomes of the roles: of some people, or of all.
pub(crate) fn open_moves(read: &Read, people: Option<&[Id]>, until: Date) -> Result<Vec<Move>> {
    let since = read.today().saturating_sub(jiff::Span::new().days(ASKED_DAYS));
    let found = moves(read, people, (since, until))?;
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let movers: BTreeSet<Id> = found.iter().map(|one| one.old.person).collect();
    let movers = Vec::from_iter(movers);
    let (held, ticked) = (assignments_of_people(read, &movers)?, ticked_of(read, &movers)?);
    let staff = Staff::of(read, movers)?;
    let mut open: Vec<Move> = Vec::new();
    for MoveRow { old, new } in found {
        let Some(last_day) = old.to else { continue };
        let [from, to] = [old.organisation, new.organisation].map(|place| staff.entity_of(place));
        let is_within = from == to && follows(&old, &new);
        // Of several places afterwards the first is named.
        let is_known = open.iter().any(|one| one.person == old.person && one.last_day == last_day);
        let own = staff.employments_of(old.person);
        let is_kept = |one: &&Ticked| one.person == old.person && one.item == KEPT;
        let is_decided = ticked.iter().filter(is_kept).any(|one| is_about(one.on, last_day, own));
        let next = last_day.tomorrow().unwrap_or(last_day);
        let stays = |one: &&crate::RoleAssignment| {
            one.person == Some(old.person) && one.counts_on(last_day) && one.counts_on(next)
        };
        let kept = held.iter().filter(stays).count();
        if is_within && !is_known && !is_decided && kept > 0 {
            open.push(Move {
                person: old.person,
                from: old.organisation,
                manager: old.manager,
                last_day,
                to: new.organisation,
                new_manager: new.manager,
                kept,
            });
        }
    }
    Ok(open)
}

/// The new employment begins before the old one is over, or on the day after.
fn follows(old: &Employment, new: &Employment) -> bool {
    old.to.is_some_and(|to| to.tomorrow().is_ok_and(|next| new.from <= next))
}
