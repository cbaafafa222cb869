//! How far a role reaches that the guideline lets reach the whole federation: so far only where it is held on those who run
//! IT for all. Held on a member it reaches what it is held on, for what a member shows the others is its own decision.

use crate::adopt_pack::of;
use crate::{READ_PACKS, Rulebook};
use access::Granted;
use kernel::{Choice as _, Scope};
use policy::{CoreFunction, Grant, Pack, PermissionMap};
use std::collections::BTreeSet;

/// The names of the core functions that reach less where they are held on a member.
#[must_use]
pub fn narrowed_at_members(rulebook: &Rulebook, pack: &Pack) -> BTreeSet<&'static str> {
    let grants = rulebook.base_grants().iter().chain(&pack.grants);
    let functions = grants.filter(|grant| reaches_members(grant)).flat_map(|grant| grant.functions.iter());
    functions.flatten().map(|function| function.name()).collect()
}

/// The guideline itself is read by everybody who has a role, wherever it is held.
fn reaches_members(grant: &Grant) -> bool {
    grant.scope == Scope::Federation && grant.permissions.iter().any(|name| name != READ_PACKS.name())
}

/// What a core function may do that is held on a member. What is one for the whole federation falls away: nobody has a part
/// of it.
pub(crate) fn granted_at_member(
    rulebook: &Rulebook,
    map: &PermissionMap,
    function: CoreFunction,
) -> Vec<Granted> {
    let name = access::at_member(function.name());
    let narrowed = |(permission, scope): (&str, Scope)| {
        let scope = match scope {
            Scope::Federation if permission == READ_PACKS.name() => scope,
            Scope::Federation if rulebook.is_undivided(permission) => return None,
            Scope::Federation => Scope::OwnSubject,
            Scope::OwnSubject | Scope::OwnOrganisation => scope,
        };
        Some(of(&name, permission, scope))
    };
    map.of(function).filter_map(narrowed).collect()
}
