//! Confirms that what the register says of systems still holds.

use crate::confirmation::{
    Confirmation, ConfirmationState, asked_roles, compute_carried, compute_fingerprint, is_confirmed_in,
};
use crate::confirmed::confirmed_of;
use crate::system::{SYSTEM, System};
use crate::touched::touch_system;
use crate::trail::audit;
use crate::visible::visible_system;
use crate::{CONFIRM, store};
use access::Held;
use kernel::{Choice as _, Error, Id, Message, Objection, Result, Subject};
use organisation::acting_name;
use policy::{Pack, Role, SubjectFacts};
use std::collections::{BTreeMap, BTreeSet};
use storage::{AuditEntry, Read, Tx};

/// Systems that somebody says are rightly described.
#[derive(Clone, Debug)]
pub struct ConfirmSystems {
    /// Each with the revision that was read.
    pub systems: Vec<(Id, i64)>,
    /// Only those are confirmed that stand as when they were confirmed last: nobody has looked at each by itself.
    pub together: bool,
}

/// Confirms all of them or none.
///
/// # Errors
/// Refused for who is not asked; rejected for none at all and for a system that is not in use, that has changed since it was read or, where
/// several are confirmed together, since it was confirmed last.
pub fn confirm_systems(tx: &mut Tx, ask: &ConfirmSystems) -> Result<()> {
    if ask.systems.is_empty() {
        return Err(Error::rejected("", "register-objection-nothing-to-confirm"));
    }
    let pack = findings::pack_in_force(tx)?;
    let mut systems = Vec::new();
    for (id, revision) in &ask.systems {
        systems.push((visible_system(tx, *id)?, *revision));
        access::authorise(tx, CONFIRM, *id)?;
    }
    let ids: Vec<Id> = systems.iter().map(|(system, _)| system.id).collect();
    let facts = findings::facts_of_all(tx, SYSTEM.name(), &ids)?;
    let asked = asked_among(tx, &pack, &facts)?;
    if ids.iter().any(|id| !asked.contains(id)) {
        return Err(refused_confirmation(tx, &pack));
    }
    let kept = confirmed_of(tx, &pack, &systems.iter().map(|(system, _)| system).collect::<Vec<_>>())?;
    let wrong = systems.iter().filter_map(|(system, revision)| {
        let state = kept.get(&system.id).map_or(ConfirmationState::Never, |confirmed| confirmed.state);
        check_confirmation(system, *revision, ask.together.then_some(state))
    });
    let objections: Vec<Objection> = wrong.collect();
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    let systems: Vec<System> = systems.into_iter().map(|(system, _)| system).collect();
    save(tx, &systems)
}

fn save(tx: &mut Tx, systems: &[System]) -> Result<()> {
    let (by, by_name, at, on) = (tx.actor().person, acting_name(tx)?, tx.instant(), tx.today());
    let confirmed = |system: &System| Confirmation {
        record: system.id,
        by,
        by_name: by_name.clone(),
        at,
        on,
        fingerprint: compute_fingerprint(system),
        broken_on: None,
    };
    store::save_confirmations(tx, &systems.iter().map(confirmed).collect::<Vec<_>>())?;
    for system in systems {
        let subject = Some(Subject::new(SYSTEM, system.id));
        audit(tx, system.id, AuditEntry { action: "system.confirmed", subject, ..AuditEntry::default() })?;
        touch_system(tx, system)?;
    }
    Ok(())
}

/// What stands against confirming a system. The state is told where nobody has looked at what changed.
#[must_use]
pub fn check_confirmation(
    system: &System,
    revision: i64,
    unseen: Option<ConfirmationState>,
) -> Option<Objection> {
    let key = if system.revision != revision {
        "register-objection-confirmation-stale"
    } else if !is_confirmed_in(system.lifecycle_state) {
        "register-objection-not-in-use"
    } else if matches!(unseen, Some(ConfirmationState::Never | ConfirmationState::Changed)) {
        "register-objection-look-first"
    } else {
        return None;
    };
    Some(Objection::new(system.id.to_string(), Message::new(key).with("name", system.name.as_str())))
}

/// Of some systems those about which the actor is asked, as holder of a role or as deputy.
pub(crate) fn asked_among(
    read: &Read,
    pack: &Pack,
    facts: &BTreeMap<Id, SubjectFacts>,
) -> Result<BTreeSet<Id>> {
    if read.actor().is_trusted() {
        return Ok(facts.keys().copied().collect());
    }
    let (roles, today) = (asked_roles(pack), read.today());
    let gives = |held: &Held, role: &Role| {
        let of_others = || facts.get(&held.subject).is_none_or(|facts| facts.has_own_holder(&role.id, today));
        held.core_function == role.core_function.name() && (held.is_own || !of_others())
    };
    let held = access::held_on(read, &facts.keys().copied().collect::<Vec<_>>())?;
    let asked = held.iter().filter(|held| roles.iter().any(|role| gives(held, role)));
    Ok(asked.map(|held| held.subject).collect())
}

/// Says whose word is asked for.
pub(crate) fn refused_confirmation(read: &Read, pack: &Pack) -> Error {
    let language = read.actor().language;
    let titles = asked_roles(pack).into_iter().map(|role| role.title.text().in_language(language).to_owned());
    let holders = titles.collect::<Vec<_>>().join(", ");
    Error::Refused(Message::new("refused-confirmation").with("holders", holders))
}

/// What confirmers change themselves stays confirmed, and what others change breaks it. Called by every verb that writes
/// systems, within its own event.
pub(crate) fn carry_confirmations(tx: &mut Tx, changed: &[(&System, &System)]) -> Result<()> {
    let (person, today) = (tx.actor().person, tx.today());
    let ids: Vec<Id> = changed.iter().map(|(before, _)| before.id).collect();
    let kept: BTreeMap<Id, Confirmation> = store::confirmations_of(tx, &ids)?;
    let carried = changed
        .iter()
        .filter_map(|(before, after)| compute_carried(kept.get(&before.id)?, person, (before, after), today));
    let carried: Vec<Confirmation> = carried.collect();
    if carried.is_empty() { Ok(()) } else { store::save_confirmations(tx, &carried) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::LifecycleState;

    #[test]
    fn each_system_is_confirmed_or_told_why_not() {
        let system = System { revision: 3, name: "Lön".into(), ..System::default() };
        let retired = System { lifecycle_state: LifecycleState::Retired, ..system.clone() };
        let idea = System { lifecycle_state: LifecycleState::Idea, ..system.clone() };
        let cases = [
            (&system, 3, None, None),
            (&system, 2, None, Some("register-objection-confirmation-stale")),
            (&retired, 3, None, Some("register-objection-not-in-use")),
            (&idea, 3, None, Some("register-objection-not-in-use")),
            (&system, 3, Some(ConfirmationState::Current), None),
            (&system, 3, Some(ConfirmationState::Expired), None),
            (&system, 3, Some(ConfirmationState::Changed), Some("register-objection-look-first")),
            (&system, 3, Some(ConfirmationState::Never), Some("register-objection-look-first")),
        ];
        for (system, revision, unseen, expected) in cases {
            let found = check_confirmation(system, revision, unseen).map(|one| one.message.key);
            assert_eq!(found, expected, "{revision} {unseen:?} {:?}", system.lifecycle_state);
        }
    }
}
