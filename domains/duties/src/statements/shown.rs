//! What is said of the duties of a record, for those who show it elsewhere, as in a plan.

use super::supplement::counting_for;
use super::{Said, store};
use kernel::{Date, Id, LocalText, Result, Subject};
use policy::Who;
use register::READ_DOCUMENTS;
use std::collections::BTreeSet;
use storage::Read;

/// A statement that counts for a record, in words.
#[derive(Clone, Debug)]
pub struct StatementShown {
    pub statement: Id,
    pub duty: LocalText,
    /// The role or the body that has the duty.
    pub who: LocalText,
    pub said: Said,
    pub made_by_name: String,
    pub made_on: Date,
}

/// The statements that count for a record and whose text the actor may read, in the order of the guideline.
///
/// # Errors
/// When the database fails.
pub fn statements_of(read: &Read, subject: &Subject) -> Result<Vec<StatementShown>> {
    let pack = findings::pack_in_force(read)?;
    let counting = counting_for(read, &pack, &[subject.id])?;
    let said_of: BTreeSet<Id> = counting.iter().map(|one| one.stated_of).collect();
    let seen: BTreeSet<Id> =
        access::permitted(read, READ_DOCUMENTS, &Vec::from_iter(said_of))?.into_iter().collect();
    let ids: Vec<Id> =
        counting.iter().filter(|one| seen.contains(&one.stated_of)).map(|one| one.statement).collect();
    let found = store::statements_by_id(read, &ids)?;
    let facts = policy::SubjectFacts::new(&subject.kind);
    let shown = |who: &Who, duty: &policy::Duty| {
        let of_duty = found.iter().filter(|one| one.duty == duty.id);
        let newest = of_duty.max_by_key(|one| (one.said.review_date, one.made_on))?;
        Some(StatementShown {
            statement: newest.id,
            duty: duty.text.clone(),
            who: pack.title_of(who),
            said: newest.said.clone(),
            made_by_name: newest.made_by_name.clone(),
            made_on: newest.made_on,
        })
    };
    let asked = pack.stated_duties(&facts);
    Ok(asked.iter().filter_map(|(who, duty)| shown(who, duty)).collect())
}
