//! What must be there: documents, groups, agreements, and what is said of duties.

use super::Obligation;
use crate::pack::{Pack, Requirement, Who};
use crate::wording::{Joint, Phrase, Said, function_of};
use kernel::Choice as _;

pub(super) fn add_documents(pack: &Pack, found: &mut Vec<Obligation>) {
    for document in pack.documents.iter().filter(|document| !document.required.is_empty()) {
        let subjects: Vec<&str> = document.subjects.iter().map(String::as_str).collect();
        let clauses: Vec<String> =
            document.required.iter().flat_map(|ground| ground.clauses.clone()).collect();
        found.push(
            Obligation::new(pack, "document", document.id.clone(), &document.rule, &clauses)
                .field("required", grounds(pack, &subjects, &document.required))
                .field("owner_role", Said::whos(pack, &subjects, &document.owner_role))
                .field("revision_interval_months", Said::plain(document.revision_interval_months))
                .field("plan", Said::flag(document.is_plan))
                .field("available_to_it", Said::flag(document.available_to_it))
                .field("numbering", Said::plain(document.numbering.as_ref())),
        );
    }
    if let Some(demand) = &pack.owner_demand {
        found.push(
            Obligation::new(pack, "document_owner", String::new(), &demand.rule, &demand.clauses)
                .field("strength", Said::strength(demand.strength)),
        );
    }
}

/// On which grounds something is required, each with its strength.
fn grounds<'p>(pack: &Pack, subjects: &[&str], required: impl IntoIterator<Item = &'p Requirement>) -> Said {
    let ground = |one: &Requirement| {
        let strength = Said::strength(one.strength);
        let when = Said::condition(pack, subjects, &one.when);
        let words = Phrase::text("policy-words-required")
            .with("strength", strength.words)
            .with("condition", when.words);
        Said { notation: format!("{} {}", strength.notation, when.notation), words }
    };
    let (notation, parts): (Vec<String>, Vec<Phrase>) =
        required.into_iter().map(ground).map(|said| (said.notation, said.words)).unzip();
    Said { notation: notation.join("; "), words: Phrase::List { parts, joint: Joint::Semicolon } }
}

/// Kinds of plan by the document whose text they are: what must stand in it.
pub(super) fn add_plans(pack: &Pack, found: &mut Vec<Obligation>) {
    for kind in &pack.plan_kinds {
        let subjects: Vec<&str> = kind.subjects.iter().map(String::as_str).collect();
        let needed = kind.sections.iter().filter(|section| section.is_ever_required());
        let (ids, titles): (Vec<&str>, Vec<Phrase>) =
            needed.map(|section| (section.id.as_str(), Phrase::Words(section.title.clone()))).unzip();
        let sections =
            Said { notation: ids.join(", "), words: Phrase::List { parts: titles, joint: Joint::Comma } };
        found.push(
            Obligation::new(pack, "plan", kind.document.clone(), &kind.id, &kind.clauses)
                .saying(&kind.title.text())
                .field("sections", sections)
                .field("cycle", Said::word("cycle", kind.cycle.name()))
                .field("follow_up", Said::word("follow_up", kind.follow_up.name()))
                .field("consulted", Said::whos(pack, &subjects, &kind.consulted))
                .field("when", Said::condition(pack, &subjects, &kind.when)),
        );
    }
}

/// Groups by the body that they are: what people call a group is told, not matched.
pub(super) fn add_forums(pack: &Pack, found: &mut Vec<Obligation>) {
    for forum in &pack.forums {
        let subjects: Vec<&str> = forum.subjects.iter().map(String::as_str).collect();
        let grounds_of = forum.required.iter().map(|one| &one.ground);
        let of_grounds = grounds_of.clone().flat_map(|ground| &ground.clauses);
        let clauses: Vec<String> = forum.clauses.iter().chain(of_grounds).cloned().collect();
        let rule = forum.rule.as_ref().unwrap_or(&forum.body);
        found.push(
            Obligation::new(pack, "forum", forum.body.clone(), rule, &clauses)
                .saying(&forum.title)
                .field("members", Said::whos(pack, &subjects, &forum.members))
                .field("chair", Said::whos(pack, &subjects, &forum.chair))
                .field("convener", Said::whos(pack, &subjects, &forum.convener))
                .field("most", Said::plain(forum.most))
                .field("required", grounds(pack, &subjects, grounds_of)),
        );
    }
}

pub(super) fn add_agreements(pack: &Pack, found: &mut Vec<Obligation>) {
    let demanded = pack.agreement_kinds.iter().filter(|kind| !kind.required.is_empty());
    for kind in demanded {
        let rule = kind.rule.as_ref().unwrap_or(&kind.id);
        let clauses: Vec<String> = kind.required.iter().flat_map(|ground| ground.clauses.clone()).collect();
        found.push(
            Obligation::new(pack, "agreement", kind.id.clone(), rule, &clauses)
                .saying(&kind.title)
                .field("required", grounds(pack, &["system"], &kind.required))
                .field("needs_approval", Said::flag(kind.needs_approval))
                .field("responsible", Said::whos(pack, &["system"], &kind.responsible)),
        );
    }
}

/// What must be said of duties, by the function of the role that has them.
pub(super) fn add_statements(pack: &Pack, found: &mut Vec<Obligation>) {
    for (who, duty) in pack.duties() {
        let Some(stated) = &duty.statement else { continue };
        let subjects: Vec<&str> = stated.subjects.iter().map(String::as_str).collect();
        let matter = match &who {
            Who::Role(id) => function_of(pack, id),
            Who::Body(id) => id.clone(),
        };
        found.push(
            Obligation::new(pack, "statement", matter, &duty.id, &duty.clauses)
                .saying(&duty.text)
                .field("review_months", Said::plain(Some(pack.statement_review_months(duty))))
                .field("when", Said::condition(pack, &subjects, &duty.when))
                .field("strength", Said::strength(duty.strength)),
        );
    }
}
