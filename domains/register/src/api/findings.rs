//! Findings in the API: what the guideline demands and is not there. They follow from other records, so they are read only.

use super::{of_field, reference, word};
use crate::past_gaps::gaps_of_the_past;
use access::visible_to;
use findings::{Finding, GAPS};
use kernel::{FieldKind, Id, ReferenceKind, Result, record_fields};
use storage::Read;
use web::{Item, ListAnswer, ListAsk, ListFilter, Resource};

const FILTERS: &[ListFilter] = &[
    of_field("subject_kind", FieldKind::Choice(&["system", "object", "organisation"])),
    reference("subject", "subject"),
    reference("within", "organisation"),
    of_field("outcome", FieldKind::Choice(&["breached", "unknown", "waived"])),
    word("rule"),
];

/// A finding as scripts see it. Its id is that of its subject.
#[derive(Clone, Debug)]
struct FindingTold {
    subject_kind: String,
    subject: Id,
    subject_name: String,
    rule: String,
    outcome: String,
    strength: String,
    reason_code: String,
    reason: String,
    clauses: Vec<String>,
    responsible: Vec<String>,
}

record_fields! { FindingTold {
    subject_kind: FieldKind::Text { max_chars: 60 }, required;
    subject: FieldKind::Reference(ReferenceKind("subject")), required;
    subject_name: FieldKind::Text { max_chars: 200 };
    rule: FieldKind::Text { max_chars: 200 }, required;
    outcome: FieldKind::Choice(&["met", "breached", "unknown", "not_applicable", "waived"]), required;
    strength: FieldKind::Choice(&["must", "should"]), required;
    reason_code: FieldKind::Text { max_chars: 60 };
    reason: FieldKind::LongText { max_chars: 4_000 };
    clauses: FieldKind::Words { max_words: 200 };
    responsible: FieldKind::Words { max_words: 200 };
} }

pub(super) fn findings() -> Resource {
    Resource::of::<FindingTold>("findings", "finding").lists(&GAPS, FILTERS, list)
}

/// Of today as they are kept; of a past day computed.
fn list(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    let query = ask.query(&GAPS, read.today())?;
    if read.as_of().is_some() {
        let (page, _) = gaps_of_the_past(read, &query, |name| ask.value(name))?;
        return Ok(ListAnswer::of(page, |one| told(read, &one)));
    }
    let query = visible_to(read.actor(), findings::READ, query);
    let query = if ask.value("outcome").is_some() { query } else { query.filter("open", []) };
    Ok(ListAnswer::of(GAPS.page::<Finding>(read, &query)?, |one| told(read, &one)))
}

fn told(read: &Read, one: &Finding) -> Item {
    let strength = if one.strength == kernel::Strength::Should { "should" } else { "must" };
    let told = FindingTold {
        subject_kind: one.subject.kind.clone(),
        subject: one.subject.id,
        subject_name: one.subject_name.clone(),
        rule: one.rule.clone(),
        outcome: one.outcome.name().to_owned(),
        strength: strength.to_owned(),
        reason_code: one.reason_code.clone(),
        reason: one.reason.in_language(read.actor().language).to_owned(),
        clauses: one.clauses.clone(),
        responsible: one.responsible.iter().map(|who| who.id.clone()).collect(),
    };
    Item::of(one.subject.id, 1, &told)
}
