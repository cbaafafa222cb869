//! What was decided, as it was: values and not a paper, with a fingerprint that stands in the audit log too.

use crate::content::{Content, fingerprint_of_text};
use crate::plan::Plan;
use crate::store;
use crate::visible_plan::visible_plan;
use kernel::{Date, Error, Id, Instant, Permission, Result};
use register::{READ_BASE, READ_COSTS, READ_DOCUMENTS, READ_ROLES};
use std::collections::BTreeSet;
use storage::Read;

/// One decided version of a plan. Swedish: beslutad version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    pub plan: Id,
    pub number: i64,
    pub taken_at: Instant,
    pub decided_on: Date,
    /// Where it was decided, such as a paragraph of minutes.
    pub decision: String,
    /// `role:…`, `body:…` or `permission`.
    pub decided_as: String,
    pub decided_by: Option<Id>,
    pub decided_by_name: String,
    pub stands_in_for: Option<Id>,
    /// The names of those who took part, as JSON.
    pub took_part: String,
    pub pack_id: String,
    pub pack_version: String,
    /// What was decided: [`Content`] as JSON.
    pub json: String,
    pub fingerprint: String,
    /// Types of document that it stands for beside its own, as JSON.
    pub stands_for: String,
}

impl Snapshot {
    /// Whether it still says what was decided.
    #[must_use]
    pub fn is_intact(&self) -> bool {
        fingerprint_of_text(&self.json) == self.fingerprint
    }

    /// What was decided.
    ///
    /// # Errors
    /// Where what is kept cannot be read.
    pub fn content(&self) -> Result<Content> {
        serde_json::from_str(&self.json).map_err(Error::failed)
    }

    /// The names of those who took part in the decision of a body.
    ///
    /// # Errors
    /// Where what is kept cannot be read.
    pub fn people(&self) -> Result<Vec<String>> {
        serde_json::from_str(&self.took_part).map_err(Error::failed)
    }
}

/// A decided version of a plan that the actor sees.
///
/// # Errors
/// [`Error::NotFound`] for others.
pub fn visible_snapshot(read: &Read, plan: Id, number: i64) -> Result<(Plan, Snapshot)> {
    let plan = visible_plan(read, plan)?;
    let snapshot = store::snapshot(read, plan.id, number)?.ok_or(Error::NotFound)?;
    Ok((plan, snapshot))
}

/// What a decided version says, as far as the actor may see: who answers for the record, its documents and what it costs stand
/// in groups of their own, and its systems and agreements are records of their own.
///
/// # Errors
/// Where what is kept cannot be read, or the database fails.
pub fn decided_content(read: &Read, plan: &Plan, snapshot: &Snapshot) -> Result<Content> {
    let allowed = access::allowed(read, plan.subject.id)?;
    let mut content = snapshot.content()?;
    if !allowed.may(READ_ROLES) {
        content.people.clear();
    }
    if !allowed.may(READ_DOCUMENTS) {
        content.documents.clear();
        content.statements.clear();
        content.papers.clear();
    }
    if !allowed.may(READ_COSTS) {
        content.hide_costs();
    }
    let seen =
        seen_of(read, READ_BASE, content.systems.iter().filter_map(|row| Some(row.subject.as_ref()?.id)))?;
    content.systems.retain(|row| row.subject.as_ref().is_some_and(|one| seen.contains(&one.id)));
    let seen = seen_of(read, agreements::READ, content.agreements.iter().filter_map(|row| row.id))?;
    content.agreements.retain(|row| row.id.is_some_and(|id| seen.contains(&id)));
    let valued = seen_of(read, READ_COSTS, content.agreements.iter().filter_map(|row| row.id))?;
    for row in &mut content.agreements {
        row.value = row.value.filter(|_| row.id.is_some_and(|id| valued.contains(&id)));
    }
    Ok(content)
}

/// Those of some records at which the actor has a permission.
fn seen_of(read: &Read, permission: Permission, ids: impl Iterator<Item = Id>) -> Result<BTreeSet<Id>> {
    let ids: Vec<Id> = ids.collect();
    Ok(access::permitted(read, permission, &ids)?.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_that_was_changed_outside_the_program_is_not_intact() {
        let json = r#"{"name":"Plan"}"#.to_owned();
        let mut snapshot = Snapshot {
            plan: Id::new(),
            number: 1,
            taken_at: Instant::from_micros(0),
            decided_on: "2026-03-02".parse().unwrap(),
            decision: String::new(),
            decided_as: "permission".into(),
            decided_by: None,
            decided_by_name: String::new(),
            stands_in_for: None,
            took_part: "[]".into(),
            pack_id: String::new(),
            pack_version: String::new(),
            fingerprint: fingerprint_of_text(&json),
            json,
            stands_for: "[]".into(),
        };
        assert!(snapshot.is_intact());
        snapshot.json = r#"{"name":"Another"}"#.to_owned();
        assert!(!snapshot.is_intact());
    }
}
