//! What is wrong with a group as somebody wants it to stand.

use super::surroundings::Surroundings;
use super::{Forum, bodies_for};
use crate::check_no_personal_identity_numbers;
use kernel::{Date, Id, Message, Objection};
use policy::Pack;

/// The group as it shall stand, or everything that stands against it.
pub(super) fn decide_forum(
    before: Option<&Forum>,
    ask: &Forum,
    around: &Surroundings,
) -> Result<Forum, Vec<Objection>> {
    let mut objections = check_no_personal_identity_numbers(ask);
    if ask.name.trim().is_empty() {
        objections.push(Objection::new("name", "objection-required"));
    }
    match before {
        None => objections.extend(check_body(ask, around)),
        Some(before) if !before.lasts_on(around.today) => {
            objections.push(Objection::new("", "objection-forum-closed"));
        }
        Some(before) => objections.extend(check_fixed(before, ask)),
    }
    objections.extend(check_days(ask, around));
    objections.extend(check_roles(before, ask, &around.pack));
    objections.extend(check_people(before, ask, around));
    objections.extend(check_leaders(ask));
    if objections.is_empty() {
        Ok(Forum { revision: before.map_or(1, |old| old.revision + 1), ..ask.clone() })
    } else {
        Err(objections)
    }
}

/// Which body it is and where it is formed stands; another one is another group. Its end has a step of its own.
fn check_fixed(before: &Forum, ask: &Forum) -> Vec<Objection> {
    let fixed = [
        ("body", before.body == ask.body),
        ("subject_kind", before.subject_kind == ask.subject_kind),
        ("subject_id", before.subject_id == ask.subject_id),
        ("to", before.to == ask.to),
    ];
    let changed = fixed.into_iter().filter(|(_, is_kept)| !is_kept);
    changed.map(|(field, _)| Objection::new(field, "objection-forum-fixed")).collect()
}

fn check_body(ask: &Forum, around: &Surroundings) -> Vec<Objection> {
    let pack = &around.pack;
    let Some(body) = pack.body(&ask.body) else {
        return vec![Objection::new("body", "objection-forum-no-such-body")];
    };
    let mut objections = Vec::new();
    if !bodies_for(pack, &ask.subject_kind).iter().any(|one| one.id == body.id) {
        let clauses = pack.forum_of(&body.id).map_or(&body.clauses, |forum| &forum.clauses);
        objections.push(Objection::new("body", "objection-forum-not-there").by_clauses(clauses));
    }
    let is_the_same = |other: &&Forum| other.body == ask.body && other.period().overlaps(&ask.period());
    if let Some(other) = around.others.iter().find(is_the_same) {
        let message = Message::new("objection-forum-there-already").with("name", other.name.clone());
        objections.push(Objection::new("body", message));
    }
    if around.facts.last_day.is_some_and(|last| last < around.today) {
        objections.push(Objection::new("subject_id", "objection-forum-subject-over"));
    }
    objections
}

fn check_days(ask: &Forum, around: &Surroundings) -> Vec<Objection> {
    let mut objections = Vec::new();
    if ask.period().is_empty() {
        objections.push(Objection::new("to", "objection-period-backwards"));
    }
    let latest = around.today.saturating_add(jiff::Span::new().years(50));
    let is_unlikely = |day: Date| day.year() < 1950 || day > latest;
    for (field, day) in [("from", Some(ask.from)), ("to", ask.to)] {
        if day.is_some_and(is_unlikely) {
            objections.push(Objection::new(field, "objection-date-unlikely"));
        }
    }
    objections
}

/// A role that the guideline no longer has may stay where it was.
fn check_roles(before: Option<&Forum>, ask: &Forum, pack: &Pack) -> Vec<Objection> {
    let had = |role: &String| before.is_some_and(|before| before.roles.contains(role));
    let is_unknown = |role: &String| pack.role(role).is_none() && !had(role);
    let mut objections = Vec::new();
    if ask.roles.iter().any(is_unknown) {
        objections.push(Objection::new("roles", "objection-no-such-role"));
    }
    if has_twice(&ask.roles) {
        objections.push(Objection::new("roles", "objection-said-twice"));
    }
    objections
}

/// Somebody who has left since may stay on the list: they have no seat while they are not employed.
fn check_people(before: Option<&Forum>, ask: &Forum, around: &Surroundings) -> Vec<Objection> {
    let had = |person: &Id| before.is_some_and(|before| before.people.contains(person));
    let mut objections = Vec::new();
    if ask.people.iter().any(|person| !around.known.contains(person) && !had(person)) {
        objections.push(Objection::new("people", "objection-no-such-person"));
    } else if ask.people.iter().any(|person| !around.available.contains_key(person) && !had(person)) {
        objections.push(Objection::new("people", "objection-forum-not-employed"));
    }
    if has_twice(&ask.people) {
        objections.push(Objection::new("people", "objection-said-twice"));
    }
    if ask.seats().next().is_none() {
        objections.push(Objection::new("people", "objection-forum-nobody"));
    }
    objections
}

/// Whoever leads or convenes has a seat.
fn check_leaders(ask: &Forum) -> Vec<Objection> {
    let is_seated = |word: &String| word.is_empty() || ask.seats().any(|seat| seat == *word);
    let leaders = [("chair", &ask.chair), ("convener", &ask.convener)];
    let wrong = leaders.into_iter().filter(|(_, word)| !is_seated(word));
    wrong.map(|(field, _)| Objection::new(field, "objection-forum-not-seated")).collect()
}

fn has_twice<T: PartialEq>(words: &[T]) -> bool {
    words.iter().enumerate().any(|(place, word)| words[..place].contains(word))
}
