//! Two guidelines side by side: what one demands and the other does not, and where both demand but differ.

use crate::obligations::{Obligation, obligations};
use crate::pack::Pack;
use crate::wording::Phrase;
use kernel::{Language, LocalText};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The differences in obligations between two packs. Swedish: jämförelse.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Comparison {
    pub only_in_first: Vec<OnlyInOne>,
    pub only_in_second: Vec<OnlyInOne>,
    pub differs: Vec<Differing>,
}

/// A demand that only one of them makes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct OnlyInOne {
    pub kind: &'static str,
    pub rule: String,
    pub clauses: Vec<String>,
    pub text: LocalText,
}

/// A demand that both make, but not alike.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Differing {
    pub kind: &'static str,
    /// The first pack's rule.
    pub rule: String,
    /// The second pack's rule for the same thing.
    pub second_rule: String,
    /// What it is about, in the words of the first.
    pub text: LocalText,
    pub field: &'static str,
    /// In the notation of the pack's files.
    pub first: String,
    pub second: String,
    pub first_in_words: Phrase,
    pub second_in_words: Phrase,
}

impl Comparison {
    /// The shape of the outside contract, with texts in one language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> Value {
        let only = |list: &[OnlyInOne]| -> Vec<Value> {
            let rows = list.iter().map(|row| {
                json!({"kind": row.kind, "rule": row.rule, "clauses": row.clauses, "text": row.text.in_language(language)})
            });
            rows.collect()
        };
        let differs = self.differs.iter().map(|row| {
            json!({"kind": row.kind, "rule": row.rule, "field": row.field, "first": row.first, "second": row.second})
        });
        json!({
            "only_in_first": only(&self.only_in_first),
            "only_in_second": only(&self.only_in_second),
            "differs": differs.collect::<Vec<_>>(),
        })
    }
}

type ByMatter = BTreeMap<(&'static str, String), Vec<Obligation>>;

/// Matches demands by what they are about (core function, document type, action, …), never by rule id.
#[must_use]
pub fn compare(first: &Pack, second: &Pack) -> Comparison {
    let (first, mut second) = (by_matter(first), by_matter(second));
    let mut comparison = Comparison::default();
    for (matter, mine) in first {
        let theirs = second.remove(&matter).unwrap_or_default();
        pair(&mut comparison, mine, theirs);
    }
    for demand in second.into_values().flatten() {
        comparison.only_in_second.push(only(demand));
    }
    comparison
}

fn by_matter(pack: &Pack) -> ByMatter {
    let mut found = ByMatter::new();
    for obligation in obligations(pack) {
        found.entry((obligation.kind, obligation.matter.clone())).or_default().push(obligation);
    }
    found
}

/// Where one thing has several demands, equal ones go together first, the rest in the order of the packs.
fn pair(comparison: &mut Comparison, mut mine: Vec<Obligation>, mut theirs: Vec<Obligation>) {
    mine.retain(|demand| {
        let equal = theirs.iter().position(|other| other.asks_as(demand));
        equal.map(|place| theirs.remove(place)).is_none()
    });
    let common = mine.len().min(theirs.len());
    comparison.only_in_first.extend(mine.split_off(common).into_iter().map(only));
    comparison.only_in_second.extend(theirs.split_off(common).into_iter().map(only));
    for (one, other) in mine.into_iter().zip(theirs) {
        for (field, first) in one.fields {
            let second = other.fields.get(field).filter(|second| second.notation != first.notation);
            let Some(second) = second.cloned() else { continue };
            comparison.differs.push(Differing {
                kind: one.kind,
                rule: one.rule.clone(),
                second_rule: other.rule.clone(),
                text: one.text.clone(),
                field,
                first: first.notation,
                second: second.notation,
                first_in_words: first.words,
                second_in_words: second.words,
            });
        }
    }
}

fn only(demand: Obligation) -> OnlyInOne {
    OnlyInOne { kind: demand.kind, rule: demand.rule, clauses: demand.clauses, text: demand.text }
}
