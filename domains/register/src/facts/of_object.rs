//! What is known about a management object: computed from its record and its systems.

use super::of_system::{Facts, FactsSoFar, category_of, using_organisation_count};
use crate::managed_object::ManagedObject;
use crate::system::System;
use crate::system_use::SystemUse;
use policy::Pack;

/// What an object's facts are computed from.
pub(crate) struct ObjectParts<'a> {
    pub object: &'a ManagedObject,
    pub systems: &'a [&'a System],
    /// The uses of all its systems.
    pub uses: &'a [SystemUse],
    /// Kind and name of its owner.
    pub owner: Option<&'a (String, String)>,
}

pub(crate) fn compute_facts_of_object(pack: &Pack, parts: &ObjectParts) -> Facts {
    let mut facts = FactsSoFar::default();
    facts.text("kind", &parts.object.kind);
    facts.set_if_any("effective_kind", category_of(pack, &parts.object.kind).into_iter());
    facts.choice("grouping_basis", parts.object.grouping_basis);
    facts.set_if_any("business_areas", parts.object.business_areas.iter().cloned());
    if let Some((kind, name)) = parts.owner {
        facts.text("organisation_kind", kind);
        facts.text("owning_organisation", name);
    }
    facts.flag("personal_data", personal_data(parts.systems));
    facts.number("system_count", i64::try_from(parts.systems.len()).ok());
    facts.number("using_organisation_count", using_organisation_count(parts.uses));
    facts.0
}

/// Yes if any system has personal data, no if all are known not to.
fn personal_data(systems: &[&System]) -> Option<bool> {
    let known: Vec<Option<bool>> = systems.iter().map(|system| system.personal_data).collect();
    if known.contains(&Some(true)) {
        return Some(true);
    }
    (!known.is_empty() && !known.contains(&None)).then_some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(personal_data: Option<bool>) -> System {
        System { personal_data, ..System::default() }
    }

    #[test]
    fn an_object_has_personal_data_as_soon_as_one_of_its_systems_has() {
        let (yes, no, unknown) = (with(Some(true)), with(Some(false)), with(None));
        assert_eq!(personal_data(&[&no, &yes, &unknown]), Some(true));
        assert_eq!(personal_data(&[&no, &no]), Some(false));
        assert_eq!(personal_data(&[&no, &unknown]), None);
        assert_eq!(personal_data(&[]), None);
    }
}
