//! What the rules are told of agreements: which cover a system, and whether they are approved and signed. One in force stands
//! for a document, where the guideline says so.

use crate::store::{self, Covering};
use findings::{OfEach, Supplement};
use kernel::{Choice as _, Date, Id, Result};
use policy::{AgreementFact, AgreementKind, DocumentFact, Origin, Pack, SubjectFacts};
use register::SYSTEM;
use std::collections::BTreeMap;
use storage::Read;

/// The agreements of systems, for the demands of a pack that speaks of agreements.
#[must_use]
pub const fn agreement_supplement() -> Supplement {
    Supplement { kind: SYSTEM, is_asked, add }
}

fn is_asked(pack: &Pack) -> bool {
    pack.agreement_kinds.iter().any(|kind| kind.rule.is_some() || kind.document.is_some())
}

fn add(read: &Read, pack: &Pack, facts: &mut OfEach<SubjectFacts>) -> Result<()> {
    let systems: Vec<Id> = facts.iter().map(|(id, _)| *id).collect();
    let mut covering: BTreeMap<Id, Vec<Covering>> = BTreeMap::new();
    for one in store::covering_each(read, &systems)? {
        covering.entry(one.system).or_default().push(one);
    }
    for (id, facts) in facts {
        let covering = covering.remove(id).unwrap_or_default();
        let papers = covering.iter().filter_map(|one| {
            let kind = pack.agreement_kind(one.kind.name())?;
            document_of(kind, one, read.today())
        });
        facts.documents.extend(papers);
        facts.agreements = covering.iter().map(agreement_fact).collect();
    }
    Ok(())
}

fn agreement_fact(one: &Covering) -> AgreementFact {
    AgreementFact {
        kind: one.kind.name().to_owned(),
        from: Some(one.from),
        to: one.last_day,
        is_approved: one.is_approved,
        is_signed: one.is_signed,
    }
}

/// The document that an agreement stands for until it ends: one that is to begin, from its first day.
fn document_of(kind: &AgreementKind, one: &Covering, today: Date) -> Option<DocumentFact> {
    let is_whole = one.is_signed && (one.is_approved || !kind.needs_approval);
    let has_ended = one.last_day.is_some_and(|last| last < today);
    let document_type = kind.document.clone().filter(|_| is_whole && !has_ended)?;
    Some(DocumentFact {
        document_type,
        // Who keeps agreements in force the guideline says where it speaks of their kind.
        has_owner: true,
        owner_until: None,
        date: Some(one.from),
        // It goes by its own days, not by a document's: looked at again when it has ended.
        review_date: Some(one.last_day.unwrap_or(Date::MAX)),
        year: None,
        decided: true,
        withdrawn: false,
        available_to_it: None,
        inherited_from: Origin::Own,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::LocalText;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn stands_for(change: impl FnOnce(&mut Covering), needs_approval: bool) -> bool {
        let kind = AgreementKind {
            id: "support".into(),
            rule: None,
            title: LocalText::new("support", "support"),
            description: None,
            document: Some("supplier_agreement".into()),
            needs_approval,
            responsible: Vec::new(),
            required: Vec::new(),
            clauses: Vec::new(),
        };
        let mut one = Covering {
            system: Id::new(),
            kind: crate::agreement::AgreementKind::Support,
            from: day("2026-01-01"),
            last_day: Some(day("2026-11-23")),
            is_signed: true,
            is_approved: false,
        };
        change(&mut one);
        document_of(&kind, &one, day("2026-11-23")).is_some()
    }

    #[test]
    fn an_agreement_stands_for_a_document_while_it_is_signed_and_approved_and_runs() {
        assert!(stands_for(|_| (), false), "its last day is still one of its days");
        assert!(!stands_for(|one| one.last_day = Some(day("2026-11-22")), false));
        assert!(stands_for(|one| one.last_day = None, false));
        assert!(!stands_for(|one| one.is_signed = false, false));
        assert!(!stands_for(|_| (), true));
        assert!(stands_for(|one| one.is_approved = true, true));
    }
}
