//! What would come of each of many changes: asked as sets, and the same for who looks and for who carries out.

use super::bulk_change::{BulkOutcome, Told};
use super::in_bulk::InBulk;
use crate::kept_values::write_kept;
use kernel::{Id, Objection, Permission, Record, Result, custom_key, json_of};
use policy::Pack;
use serde_json::{Map, Value as Json};
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;

/// A record, what it shall say, and what is known to stand against a part of it.
pub(crate) struct Asked<N> {
    pub before: N,
    pub values: Map<String, Json>,
    pub why: Vec<Told>,
}

/// What would come of it.
pub(crate) struct Judged<N> {
    pub before: N,
    pub after: N,
    pub outcome: BulkOutcome,
    /// By field: what stands there, and what shall stand there.
    pub changes: Map<String, Json>,
    pub why: Vec<Told>,
}

/// A record's change as it is weighed: what is asked, what the record would be, and what stands against it.
type Weighed<N> = (Asked<N>, N, Vec<Objection>);

/// What a record does not take leaves the whole record as it is: what is asked belongs together.
pub(crate) fn judge<N: InBulk>(read: &Read, pack: &Pack, asked: Vec<Asked<N>>) -> Result<Vec<Judged<N>>> {
    Ok(weigh(read, pack, asked)?.into_iter().map(outcome_of).collect())
}

/// The same for what is given back: a field that does not take its old value any more is left, and the others get theirs.
pub(crate) fn judge_by_field<N: InBulk>(
    read: &Read,
    pack: &Pack,
    mut asked: Vec<Asked<N>>,
) -> Result<Vec<Judged<N>>> {
    // Each round leaves a field at least: there are no more rounds than fields.
    loop {
        let mut weighed = weigh(read, pack, asked)?;
        let mut has_left = false;
        for (one, _, wrong) in &mut weighed {
            has_left |= leave_untaken(one, wrong);
        }
        if !has_left {
            return Ok(weighed.into_iter().map(outcome_of).collect());
        }
        asked = weighed.into_iter().map(|(one, ..)| one).collect();
    }
}

/// Leaves the fields that something stands against, and tells of them. Whether there were any.
fn leave_untaken<N>(one: &mut Asked<N>, wrong: &[Objection]) -> bool {
    let untaken = wrong.iter().filter(|objection| one.values.contains_key(&objection.field));
    let told: Vec<Told> = untaken.map(Told::of).collect();
    one.values.retain(|name, _| !told.iter().any(|told| told.field == *name));
    let has_any = !told.is_empty();
    one.why.extend(told);
    has_any
}

fn weigh<N: InBulk>(read: &Read, pack: &Pack, asked: Vec<Asked<N>>) -> Result<Vec<Weighed<N>>> {
    let places: Vec<Id> = asked.iter().map(|one| one.before.known().asked_at).collect();
    let editable: BTreeSet<Id> = access::permitted(read, N::EDIT, &distinct(&places))?.into_iter().collect();
    let (mut judged, mut wrong) = (Vec::new(), Vec::new());
    for one in asked {
        let (after, mut objections) = written(&one.before, &one.values);
        if !editable.contains(&one.before.known().asked_at) {
            // Nothing else is told of a record that is not the actor's to change.
            objections = vec![Objection::new("", access::refusal(N::EDIT))];
        }
        wrong.push(objections);
        judged.push((one, after));
    }
    further_objections(read, pack, &judged, &mut wrong)?;
    Ok(judged.into_iter().zip(wrong).map(|((one, after), wrong)| (one, after, wrong)).collect())
}

/// The record with the values that it shall get, and which of them it does not take.
fn written<N: InBulk>(before: &N, values: &Map<String, Json>) -> (N, Vec<Objection>) {
    let mut after = before.clone();
    let gone = values.keys().filter(|name| is_gone(before, name));
    let mut objections: Vec<Objection> =
        gone.map(|name| Objection::new(name.clone(), "objection-retired-field")).collect();
    let kept = values.iter().map(|(name, value)| (name.as_str(), value));
    objections.extend(write_kept(&mut after, kept.filter(|(name, _)| !is_gone(before, name))));
    (after, objections)
}

/// Whether a field that the federation had added is retired by now.
fn is_gone<N: Record>(record: &N, name: &str) -> bool {
    let field = record.custom().and_then(|custom| custom.field(name));
    custom_key(name).is_some() && field.is_none_or(|field| field.is_retired)
}

/// What the guideline and other records say, of those that nothing stands against so far.
fn further_objections<N: InBulk>(
    read: &Read,
    pack: &Pack,
    judged: &[(Asked<N>, N)],
    wrong: &mut [Vec<Objection>],
) -> Result<()> {
    let is_open = |place: &usize| wrong[*place].is_empty() && judged[*place].0.before != judged[*place].1;
    let open: Vec<usize> = (0..judged.len()).filter(is_open).collect();
    let changed: Vec<(N, N)> =
        open.iter().map(|place| (judged[*place].0.before.clone(), judged[*place].1.clone())).collect();
    for (place, objections) in open.iter().zip(N::wrong(read, pack, &changed)?) {
        wrong[*place].extend(objections);
    }
    let mut taken: BTreeMap<Permission, Vec<(Id, usize, &'static str)>> = BTreeMap::new();
    for (place, (before, after)) in open.iter().zip(&changed) {
        for (permission, at, field) in N::takes(before, after) {
            taken.entry(permission).or_default().push((at, *place, field));
        }
    }
    for (permission, asked) in taken {
        let at: Vec<Id> = asked.iter().map(|(at, ..)| *at).collect();
        let permitted: BTreeSet<Id> =
            access::permitted(read, permission, &distinct(&at))?.into_iter().collect();
        for (_, place, field) in asked.into_iter().filter(|(at, ..)| !permitted.contains(at)) {
            wrong[place].push(Objection::new(field, access::refusal(permission)));
        }
    }
    Ok(())
}

fn distinct(ids: &[Id]) -> Vec<Id> {
    ids.iter().copied().collect::<BTreeSet<Id>>().into_iter().collect()
}

fn outcome_of<N: InBulk>((asked, after, wrong): Weighed<N>) -> Judged<N> {
    let Asked { before, values, mut why } = asked;
    why.extend(wrong.iter().map(Told::of));
    let outcome = if !wrong.is_empty() || (values.is_empty() && !why.is_empty()) {
        BulkOutcome::LeftOut
    } else if before == after {
        BulkOutcome::Same
    } else {
        BulkOutcome::Fits
    };
    let changes = storage::changes(&json_of(&before).into(), &json_of(&after).into());
    Judged { before, after, outcome, changes, why }
}
