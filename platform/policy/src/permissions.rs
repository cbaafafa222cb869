//! What each core function may do and how far: the grants of `base` and of the pack in force, put together.

use crate::pack::{CoreFunction, Grant};
use kernel::Scope;
use std::collections::BTreeMap;

/// Permissions by core function; of two scopes for one permission the wider counts. Swedish: behörigheter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PermissionMap {
    everyone: BTreeMap<String, Scope>,
    functions: BTreeMap<CoreFunction, BTreeMap<String, Scope>>,
}

impl PermissionMap {
    /// Puts the grants of `base` and of a pack together. A pack can only add.
    #[must_use]
    pub fn new(base: &[Grant], pack: &[Grant]) -> Self {
        let mut map = Self::default();
        for grant in base.iter().chain(pack) {
            match &grant.functions {
                None => widen(&mut map.everyone, grant),
                Some(functions) => {
                    for function in functions {
                        widen(map.functions.entry(*function).or_default(), grant);
                    }
                }
            }
        }
        map
    }

    /// What every signed-in person may.
    #[must_use]
    pub const fn everyone(&self) -> &BTreeMap<String, Scope> {
        &self.everyone
    }

    /// What a function may beyond that. Nothing, if nothing is granted.
    pub fn of(&self, function: CoreFunction) -> impl Iterator<Item = (&str, Scope)> {
        let granted = self.functions.get(&function);
        granted.into_iter().flatten().map(|(permission, scope)| (permission.as_str(), *scope))
    }
}

fn widen(permissions: &mut BTreeMap<String, Scope>, grant: &Grant) {
    for permission in &grant.permissions {
        let scope = permissions.entry(permission.clone()).or_insert(grant.scope);
        *scope = (*scope).max(grant.scope);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant(functions: Option<Vec<CoreFunction>>, permission: &str, scope: Scope) -> Grant {
        Grant { functions, permissions: vec![permission.to_owned()], scope }
    }

    #[test]
    fn what_is_not_granted_is_denied() {
        let map =
            PermissionMap::new(&[grant(Some(vec![CoreFunction::Owner]), "x.see", Scope::OwnSubject)], &[]);
        assert_eq!(map.of(CoreFunction::Owner).collect::<Vec<_>>(), [("x.see", Scope::OwnSubject)]);
        assert_eq!(map.of(CoreFunction::User).count(), 0);
        assert!(map.everyone().is_empty());
    }

    #[test]
    fn a_pack_widens_what_base_grants_and_never_narrows_it() {
        let owner = || Some(vec![CoreFunction::Owner]);
        let base = [grant(owner(), "x.see", Scope::OwnOrganisation)];
        for (pack_scope, expected) in
            [(Scope::Federation, Scope::Federation), (Scope::OwnSubject, Scope::OwnOrganisation)]
        {
            let map = PermissionMap::new(&base, &[grant(owner(), "x.see", pack_scope)]);
            assert_eq!(map.of(CoreFunction::Owner).collect::<Vec<_>>(), [("x.see", expected)]);
        }
    }
}
