//! A pack tried on the live register without being adopted: which demands would stand otherwise than they do now.

use crate::READ;
use crate::evaluate::{evaluate_by, title_of_about};
use crate::finding::Finding;
use crate::pack_in_force::pack_in_force;
use crate::rulebook::Rulebook;
use kernel::{Choice as _, Id, LocalText, Outcome, Result, Subject};
use policy::{About, Pack};
use std::collections::BTreeMap;
use storage::Read;

/// Subjects that are evaluated as one set.
const SET: i64 = 500;

/// A demand that is open now or would be, and does not stand alike in both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    pub subject: Subject,
    pub subject_name: String,
    /// Of the pack on trial; of the one in force where the demand would go.
    pub rule: String,
    pub clauses: Vec<String>,
    /// What it is about, in the words of the same pack as the rule.
    pub demand: LocalText,
    /// None where the pack in force does not demand it.
    pub now: Option<Outcome>,
    /// None where the pack on trial does not demand it.
    pub then: Option<Outcome>,
}

impl Tried {
    /// Whether a gap would come; else one would go, or only change.
    #[must_use]
    pub fn comes(&self) -> bool {
        !is_gap(self.now) && is_gap(self.then)
    }

    #[must_use]
    pub fn goes(&self) -> bool {
        is_gap(self.now) && !is_gap(self.then)
    }
}

const fn is_gap(outcome: Option<Outcome>) -> bool {
    matches!(outcome, Some(Outcome::Breached | Outcome::Unknown))
}

/// Evaluates everything that the actor may see by the pack in force and by another one, and tells each demand that would
/// stand otherwise. Nothing is written.
///
/// # Errors
/// When the database fails.
pub fn try_pack(read: &Read, other: &Pack, tell: &mut dyn FnMut(Tried)) -> Result<()> {
    let (rulebook, pack) = (read.attached::<Rulebook>()?, pack_in_force(read)?);
    for source in rulebook.sources() {
        let (kind, mut after) = (source.kind.name(), None);
        loop {
            let ids = (source.after)(read, after, SET)?;
            let Some(last) = ids.last() else { break };
            after = Some(*last);
            let seen = access::permitted(read, READ, &ids)?;
            let then = evaluate_by(read, other, kind, &seen)?;
            let mut then: BTreeMap<Id, Vec<Finding>> =
                then.into_iter().map(|one| (one.subject.id, one.findings)).collect();
            for now in evaluate_by(read, &pack, kind, &seen)? {
                let then = then.remove(&now.subject.id).unwrap_or_default();
                compare_subject((&*pack, &now.findings), (other, &then)).into_iter().for_each(&mut *tell);
            }
        }
    }
    Ok(())
}

type Standing<'f> = (&'f Pack, &'f [Finding]);

/// Demands of two packs belong together when they are about the same thing; of several, those of one rule.
fn compare_subject((pack, now): Standing<'_>, (other, then): Standing<'_>) -> Vec<Tried> {
    let mut left: Vec<&Finding> = then.iter().collect();
    let mut pairs: Vec<(&Finding, Option<&Finding>)> = Vec::new();
    let mut alone: Vec<&Finding> = Vec::new();
    for finding in now {
        let same = |one: &&Finding| one.rule == finding.rule && one.about == finding.about;
        match left.iter().position(same) {
            Some(place) => pairs.push((finding, Some(left.remove(place)))),
            None => alone.push(finding),
        }
    }
    // Gaps first, each with a gap if there is one: what is missing either way neither comes nor goes.
    alone.sort_by_key(|finding| !finding.is_open());
    for finding in alone {
        let matter = matter_of(pack, &finding.about);
        let is_same = |one: &&Finding| matter_of(other, &one.about) == matter;
        let place = left.iter().position(|one| is_same(one) && one.is_open() == finding.is_open());
        let place = place.or_else(|| left.iter().position(is_same));
        pairs.push((finding, place.map(|place| left.remove(place))));
    }
    let changed = pairs.into_iter().filter_map(|(now, then)| tried((pack, Some(now)), (other, then)));
    changed.chain(left.into_iter().filter_map(|then| tried((pack, None), (other, Some(then))))).collect()
}

/// None where the demand stands alike, or is no gap in either.
fn tried((pack, now): (&Pack, Option<&Finding>), (other, then): (&Pack, Option<&Finding>)) -> Option<Tried> {
    let is_open = |finding: Option<&Finding>| finding.is_some_and(Finding::is_open);
    let outcome = |finding: Option<&Finding>| finding.map(|finding| finding.outcome);
    if !(is_open(now) || is_open(then)) || (is_open(now) == is_open(then) && outcome(now) == outcome(then)) {
        return None;
    }
    let (words, finding) = if let Some(then) = then { (other, then) } else { (pack, now?) };
    Some(Tried {
        subject: finding.subject.clone(),
        subject_name: finding.subject_name.clone(),
        rule: finding.rule.clone(),
        clauses: finding.clauses.clone(),
        demand: title_of_about(words, &finding.subject.kind, &finding.about),
        now: outcome(now),
        then: outcome(then),
    })
}

/// What a demand is about, in words that do not depend on the pack: a role by its function.
fn matter_of(pack: &Pack, about: &About) -> String {
    let function = |id: &String| match pack.role(id) {
        Some(role) => role.core_function.name().to_owned(),
        None => id.clone(),
    };
    match about {
        About::Role(id) => format!("role {}", function(id)),
        About::Separation(roles) => {
            let mut functions: Vec<String> = roles.iter().map(function).collect();
            functions.sort();
            format!("separation {}", functions.join(" "))
        }
        other => format!("{other:?}"),
    }
}
