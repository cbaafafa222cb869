//! What a decision on sharing would come to: it is taken, looked at as those to whom it shows something would look at it on
//! its first day, and taken back. What somebody sees of its records tells the room that keeps them.

use super::{DecideSharing, SharedGroups, Sharing, Shown, group_named, stands_for, take_sharing_decision};
use kernel::{Actor, Date, Id, Instant, LocalText, Result, SubjectKind};
use std::collections::BTreeMap;
use storage::{Read, Tx};

/// Records that somebody sees: how many, and what the first of them are called. Swedish: det som syns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeenRecords {
    pub count: i64,
    pub first: Vec<String>,
}

/// What somebody sees of the records of one kind that a legal entity owns; without an actor all that there are.
pub type SeenOf = fn(&Read, owner: Id, by: Option<&Actor>) -> Result<SeenRecords>;

/// What the fields are called that are read with a group, beside those that every reader of the record sees.
pub type FieldsOf = fn(&Read, group: &str) -> Result<Vec<LocalText>>;

/// A kind of record that can be shown to others. Swedish: slag som kan delas.
#[derive(Clone, Copy)]
pub struct SharedKind {
    pub kind: SubjectKind,
    pub seen: SeenOf,
    pub fields: FieldsOf,
}

/// Every kind of record that can be shown, attached to the database when the program is put together.
pub struct SharedKinds(pub Vec<SharedKind>);

/// How many records of a kind there are, and how many of them somebody sees today and on a day. Swedish: så mycket syns.
#[derive(Clone, Debug)]
pub(crate) struct KindSeen {
    pub kind: SubjectKind,
    pub all: i64,
    pub today: i64,
    pub then: SeenRecords,
}

/// What a decision would come to. Swedish: granskat beslut.
#[derive(Clone, Debug)]
pub(crate) struct Rehearsed {
    /// What would begin, and what would end.
    pub decided: Vec<Sharing>,
    /// The fields of each group that would begin or end, by the name of the group.
    pub fields: BTreeMap<String, Vec<LocalText>>,
    /// None where it is decided for all others, who see by it each the same.
    pub seen: Option<Vec<KindSeen>>,
    /// How many records of each kind the owner has.
    pub all: Vec<(SubjectKind, i64)>,
}

/// What there is and how much of it the receiver sees today: counted before the rehearsal, which keeps everybody waiting who
/// writes. Swedish: så mycket syns i dag.
pub(crate) struct SeenToday {
    all: Vec<(SubjectKind, i64)>,
    today: Option<Vec<i64>>,
}

/// Counts what an organisation has, and what a receiver sees of it.
pub(crate) fn seen_today(read: &Read, (owner, receiver): (Id, Option<Id>)) -> Result<SeenToday> {
    let kinds = read.attached::<SharedKinds>()?;
    let seen = |receiver| counted(read, &kinds, owner, &stands_for(read.actor(), receiver));
    Ok(SeenToday { all: all_of(read, &kinds, owner)?, today: receiver.map(seen).transpose()? })
}

/// Rehearses what [`take_sharing_decision`] does.
///
/// # Errors
/// The same.
pub(crate) fn rehearse_sharing(
    tx: &mut Tx,
    (owner, receiver): (Id, Option<Id>),
    (state, ask): (i64, &DecideSharing),
    SeenToday { all, today }: SeenToday,
) -> Result<Rehearsed> {
    let (kinds, viewer) = (tx.attached::<SharedKinds>()?, tx.actor().clone());
    tx.rehearse(&viewer, |tx| {
        let decided = take_sharing_decision(tx, (owner, receiver), Some(state), ask)?;
        let then = receiver.map(|receiver| {
            let reader = reader_on(&viewer, receiver, ask.from);
            seen_by(tx, &kinds, owner, &reader)
        });
        let seen = today.zip(then.transpose()?).map(|(today, then)| joined(&all, today, then));
        Ok(Rehearsed { fields: fields_of(tx, &kinds, &decided)?, decided, seen, all })
    })
}

/// What the employees of an organisation will see of another's records on a coming day, by what has been decided.
pub(crate) fn seen_on(read: &Read, (owner, receiver): (Id, Id), day: Date) -> Result<Vec<KindSeen>> {
    let (kinds, viewer) = (read.attached::<SharedKinds>()?, read.actor());
    let today = counted(read, &kinds, owner, &stands_for(viewer, receiver))?;
    let then = seen_by(read, &kinds, owner, &reader_on(viewer, receiver, day))?;
    Ok(joined(&all_of(read, &kinds, owner)?, today, then))
}

fn joined(all: &[(SubjectKind, i64)], today: Vec<i64>, then: Vec<SeenRecords>) -> Vec<KindSeen> {
    let kinds = all.iter().zip(today).zip(then);
    kinds.map(|(((kind, all), today), then)| KindSeen { kind: *kind, all: *all, today, then }).collect()
}

fn all_of(read: &Read, kinds: &SharedKinds, owner: Id) -> Result<Vec<(SubjectKind, i64)>> {
    kinds.0.iter().map(|one| Ok((one.kind, (one.seen)(read, owner, None)?.count))).collect()
}

fn counted(read: &Read, kinds: &SharedKinds, owner: Id, by: &Actor) -> Result<Vec<i64>> {
    Ok(seen_by(read, kinds, owner, by)?.into_iter().map(|seen| seen.count).collect())
}

fn seen_by(read: &Read, kinds: &SharedKinds, owner: Id, by: &Actor) -> Result<Vec<SeenRecords>> {
    kinds.0.iter().map(|one| (one.seen)(read, owner, Some(by))).collect()
}

/// Whoever stands for the employees of an organisation, at noon of a day, or now where that day has come.
fn reader_on(viewer: &Actor, receiver: Id, day: Date) -> Actor {
    let noon: Option<Instant> = format!("{day}T11:00:00Z").parse().ok();
    let now = noon.filter(|noon| *noon > viewer.now).unwrap_or(viewer.now);
    Actor { now, ..stands_for(viewer, receiver) }
}

fn fields_of(
    read: &Read,
    kinds: &SharedKinds,
    decided: &[Sharing],
) -> Result<BTreeMap<String, Vec<LocalText>>> {
    let groups = SharedGroups::of(read)?;
    let mut fields = BTreeMap::new();
    for one in decided {
        let group = group_named(&groups.0, (&one.record_kind, &one.field_group));
        let kind = kinds.0.iter().find(|kind| kind.kind.name() == one.record_kind);
        if let (Some(group), Some(kind)) = (group, kind) {
            fields.insert(Shown::of(group).name(), (kind.fields)(read, group.name)?);
        }
    }
    Ok(fields)
}
