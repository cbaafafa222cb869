//! What the rules are told of statements: which duties somebody has said something of, at a record or above it, and until when.

use super::store::{Counting, statements_counting};
use findings::{OfEach, Supplement};
use kernel::{Id, Result, SubjectKind};
use organisation::ORGANISATION;
use policy::{Origin, Pack, StatementFact, SubjectFacts, Who};
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;

/// The statements that count for records of a kind, for the demands of a pack that asks for some.
#[must_use]
pub const fn statement_supplement(kind: SubjectKind) -> Supplement {
    Supplement { kind, is_asked: Pack::asks_statements, add }
}

fn add(read: &Read, pack: &Pack, facts: &mut OfEach<SubjectFacts>) -> Result<()> {
    let subjects: Vec<Id> = facts.iter().map(|(id, _)| *id).collect();
    let mut told: BTreeMap<Id, Vec<StatementFact>> = BTreeMap::new();
    for one in counting_for(read, pack, &subjects)? {
        told.entry(one.subject).or_default().push(StatementFact {
            made_on: one.made_on,
            review_date: Some(one.review_date),
            inherited_from: origin(&one),
            duty: one.duty,
        });
    }
    for (id, facts) in facts {
        facts.statements = told.remove(id).unwrap_or_default();
    }
    Ok(())
}

/// The statements that count for some records: their own, those of their objects, and of the organisations that they lie in.
/// Who has a role in another legal entity speaks for that one; a body of the guideline speaks for all.
pub(crate) fn counting_for(read: &Read, pack: &Pack, subjects: &[Id]) -> Result<Vec<Counting>> {
    let mut counting = statements_counting(read, subjects)?;
    let is_above = |one: &Counting| one.stated_of != one.subject && one.stated_of_kind == ORGANISATION.name();
    let above = counting.iter().filter(|one| is_above(one));
    let places: BTreeSet<Id> = above.flat_map(|one| [one.stated_of, one.subject]).collect();
    let entities = organisation::legal_entities_of(read, &Vec::from_iter(places))?;
    counting.retain(|one| {
        let is_of_body = matches!(pack.stated_duty(&one.duty), Some((Who::Body(_), _)));
        let own = one.owner.as_ref().or_else(|| entities.get(&one.subject));
        is_of_body || !is_above(one) || own == entities.get(&one.stated_of)
    });
    Ok(counting)
}

fn origin(one: &Counting) -> Origin {
    if one.stated_of == one.subject {
        Origin::Own
    } else if one.stated_of_kind == ORGANISATION.name() {
        Origin::Organisation
    } else {
        Origin::Object
    }
}
