//! What is known about a system: computed from its record and from what belongs to it. What is not known is left out.

use crate::confirmation::ConfirmationState;
use crate::store::Membership;
use crate::system::{LifecycleState, System};
use crate::system_use::SystemUse;
use kernel::{Choice, Date, Id};
use policy::{FactValue, Pack};
use std::collections::{BTreeMap, BTreeSet};

/// What a system's facts are computed from.
pub(crate) struct SystemParts<'a> {
    pub system: &'a System,
    pub uses: &'a [SystemUse],
    pub objects: &'a [Membership],
    /// Kind and name of its owner.
    pub owner: Option<&'a (String, String)>,
    pub supplier: Option<&'a str>,
    /// Systems of the owner's legal entity that are the same common system and not retired, itself included.
    pub same_common_system: i64,
    /// Whether somebody who answers for it has said that its record holds.
    pub confirmation: ConfirmationState,
}

/// Facts by name.
pub(crate) type Facts = BTreeMap<String, FactValue>;

pub(crate) fn compute_facts_of_system(pack: &Pack, parts: &SystemParts) -> Facts {
    let mut facts = FactsSoFar::default();
    of_record(&mut facts, parts.system);
    of_surroundings(&mut facts, pack, parts);
    facts.0
}

fn of_record(facts: &mut FactsSoFar, system: &System) {
    facts.choice("kind", system.kind);
    facts.choice("category", system.category);
    facts.choice("lifecycle_state", Some(system.lifecycle_state));
    facts.choice("size", system.size);
    facts.choice("importance", system.importance);
    facts.choice("operation_form", system.operation_form);
    facts.choice("technical_management", system.technical_management);
    facts.choice("business_management", system.business_management);
    facts.flag("personal_data", system.personal_data);
    facts.flag("sensitive_data", system.sensitive_data);
    facts.flag("has_integrations", system.has_integrations);
    facts.flag("has_supplier", Some(system.supplier.is_some()));
    facts.set_if_any("business_areas", system.business_areas.iter().cloned());
    facts.text("common_system", &system.common_system);
    facts.text("short_description", &system.short_description);
    facts.text("local_number", &system.local_number);
    facts.text("service_address", &system.service_address);
    facts.date("in_operation_from", system.in_operation_from);
    facts.date("phase_out_from", system.phase_out_from);
}

fn of_surroundings(facts: &mut FactsSoFar, pack: &Pack, parts: &SystemParts) {
    let kinds: BTreeSet<String> = parts.objects.iter().map(|object| object.kind.clone()).collect();
    let own = parts.system.category.map(|category| category.name().to_owned());
    let of_objects = kinds.iter().filter_map(|kind| category_of(pack, kind));
    facts.set_if_any("effective_kind", own.into_iter().chain(of_objects));
    facts.set("object_kind", kinds.iter().cloned().collect());
    facts.choice("confirmation", Some(parts.confirmation));
    facts.flag("in_object", Some(!parts.objects.is_empty()));
    if let Some((kind, name)) = parts.owner {
        facts.text("organisation_kind", kind);
        facts.text("owning_organisation", name);
    }
    facts.text("supplier", parts.supplier.unwrap_or_default());
    let is_counted = parts.system.lifecycle_state != LifecycleState::Retired;
    facts.number("others_with_same_common_system", Some(parts.same_common_system - i64::from(is_counted)));
    facts.number("user_count", user_count(parts.uses));
    facts.number("using_organisation_count", using_organisation_count(parts.uses));
}

/// The category of a kind of object in the pack.
pub(crate) fn category_of(pack: &Pack, object_kind: &str) -> Option<String> {
    pack.object_kinds.iter().find(|kind| kind.id == object_kind).map(|kind| kind.category.clone())
}

/// The sum of what is known; none where nobody has counted.
fn user_count(uses: &[SystemUse]) -> Option<i64> {
    let counted: Vec<i64> = uses.iter().filter_map(|one| one.number_of_users).collect();
    (!counted.is_empty()).then(|| counted.iter().sum())
}

/// None where nobody has said who uses it.
pub(crate) fn using_organisation_count(uses: &[SystemUse]) -> Option<i64> {
    let organisations: BTreeSet<Id> = uses.iter().filter_map(|one| one.organisation).collect();
    (!organisations.is_empty()).then(|| i64::try_from(organisations.len()).unwrap_or(i64::MAX))
}

/// Facts that are known so far.
#[derive(Default)]
pub(crate) struct FactsSoFar(pub Facts);

impl FactsSoFar {
    pub fn choice<C: Choice>(&mut self, fact: &str, value: Option<C>) {
        self.text(fact, value.map_or("", Choice::name));
    }

    /// An empty text is not known.
    pub fn text(&mut self, fact: &str, value: &str) {
        if !value.is_empty() {
            self.0.insert(fact.to_owned(), FactValue::Text(value.to_owned()));
        }
    }

    pub fn flag(&mut self, fact: &str, value: Option<bool>) {
        self.0.extend(value.map(|flag| (fact.to_owned(), FactValue::Flag(flag))));
    }

    pub fn number(&mut self, fact: &str, value: Option<i64>) {
        self.0.extend(value.map(|number| (fact.to_owned(), FactValue::Number(number))));
    }

    pub fn date(&mut self, fact: &str, value: Option<Date>) {
        self.0.extend(value.map(|date| (fact.to_owned(), FactValue::Date(date))));
    }

    pub fn set(&mut self, fact: &str, values: BTreeSet<String>) {
        self.0.insert(fact.to_owned(), FactValue::Set(values));
    }

    pub fn set_if_any(&mut self, fact: &str, values: impl Iterator<Item = String>) {
        let values: BTreeSet<String> = values.collect();
        if !values.is_empty() {
            self.set(fact, values);
        }
    }
}

#[cfg(test)]
#[path = "of_system_tests.rs"]
mod tests;
