//! How each duty of a record stands: whether something is said of it, there or above, and by whom.

use super::store::Counting;
use findings::{Evaluated, Finding};
use kernel::{Id, Result};
use policy::{About, Pack, Who};
use register::READ_DOCUMENTS;
use std::collections::BTreeSet;
use storage::Read;

/// One duty of a record of which the guideline asks that something is said.
pub(crate) struct Standing<'e> {
    pub duty: &'e policy::Duty,
    /// Who has it.
    pub who: Who,
    pub finding: &'e Finding,
    /// The statement that holds the longest of those that count here.
    pub statement: Option<Counting>,
}

/// The duties of a record by the verdicts on it and by what counts for it, in the order of the guideline.
pub(crate) fn standings<'e>(
    pack: &'e Pack,
    evaluated: &'e Evaluated,
    counting: &[Counting],
) -> Vec<Standing<'e>> {
    let standing = |finding: &'e Finding| {
        let About::Statement(id) = &finding.about else { return None };
        let (who, duty) = pack.stated_duty(id)?;
        let of_duty = counting.iter().filter(|one| one.duty == *id);
        let statement = of_duty.max_by_key(|one| (one.review_date, one.made_on)).cloned();
        Some(Standing { duty, who, finding, statement })
    };
    evaluated.findings.iter().filter_map(standing).collect()
}

/// Those of some statements whose text the actor may read.
pub(crate) fn readable(read: &Read, of: &[Standing<'_>]) -> Result<BTreeSet<Id>> {
    let subjects: BTreeSet<Id> =
        of.iter().filter_map(|one| Some(one.statement.as_ref()?.stated_of)).collect();
    let seen = access::permitted(read, READ_DOCUMENTS, &Vec::from_iter(subjects))?;
    let is_seen = |one: &&Counting| seen.contains(&one.stated_of);
    Ok(of.iter().filter_map(|one| one.statement.as_ref()).filter(is_seen).map(|one| one.statement).collect())
}
