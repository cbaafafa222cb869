//! What the rules are told of decided plans: a plan, or a section of it, stands for other documents where the guideline says so,
//! of an object for its systems too.

use crate::store::{self, Standing};
use findings::{OfEach, Supplement};
use kernel::{Id, Result, SubjectKind};
use policy::{DocumentFact, Origin, Pack, SubjectFacts};
use register::SYSTEM;
use std::collections::BTreeMap;
use storage::Read;

/// The documents that decided plans stand for, for the demands of a pack whose plans count as others.
#[must_use]
pub const fn plan_supplement(kind: SubjectKind) -> Supplement {
    Supplement { kind, is_asked, add }
}

/// The same of systems, for which the plans of their objects may stand too.
#[must_use]
pub const fn plan_supplement_of_systems() -> Supplement {
    Supplement { kind: SYSTEM, is_asked, add: add_to_systems }
}

fn is_asked(pack: &Pack) -> bool {
    pack.plan_kinds.iter().any(|kind| {
        !kind.counts_as.is_empty() || kind.sections.iter().any(|section| section.counts_as.is_some())
    })
}

fn add(read: &Read, _: &Pack, facts: &mut OfEach<SubjectFacts>) -> Result<()> {
    let ids: Vec<Id> = facts.iter().map(|(id, _)| *id).collect();
    put(facts, store::standing_at(read, &ids)?)
}

fn add_to_systems(read: &Read, _: &Pack, facts: &mut OfEach<SubjectFacts>) -> Result<()> {
    let ids: Vec<Id> = facts.iter().map(|(id, _)| *id).collect();
    put(facts, store::standing_at_systems(read, &ids)?)
}

fn put(facts: &mut OfEach<SubjectFacts>, found: Vec<Standing>) -> Result<()> {
    let mut of_each: BTreeMap<Id, Vec<DocumentFact>> = BTreeMap::new();
    for one in found {
        let types = one.stands_for()?;
        of_each.entry(one.subject).or_default().extend(types.into_iter().map(|name| document(&one, name)));
    }
    for (id, facts) in facts {
        facts.documents.extend(of_each.remove(id).unwrap_or_default());
    }
    Ok(())
}

fn document(one: &Standing, document_type: String) -> DocumentFact {
    DocumentFact {
        document_type,
        has_owner: one.has_owner,
        owner_until: None,
        date: Some(one.decided_on),
        review_date: None,
        year: one.year.and_then(|year| i16::try_from(year).ok()),
        decided: true,
        withdrawn: false,
        available_to_it: None,
        inherited_from: if one.is_of_object { Origin::Object } else { Origin::Own },
    }
}
