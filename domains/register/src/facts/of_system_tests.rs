//! The facts of a system, case by case.

use super::*;
use crate::system::{Category, SystemKind};
use jiff::civil::date;

fn membership(kind: &str) -> Membership {
    Membership { system: Id::new(), object: Id::new(), name: "Objekt".into(), kind: kind.into() }
}

fn pack() -> Pack {
    crate::testing::pack()
}

fn facts_of(system: &System, uses: &[SystemUse], objects: &[Membership]) -> Facts {
    let owner = ("municipality".to_owned(), "Kommunen".to_owned());
    let parts = SystemParts {
        system,
        uses,
        objects,
        owner: Some(&owner),
        supplier: None,
        same_common_system: 1,
        confirmation: ConfirmationState::Never,
    };
    compute_facts_of_system(&pack(), &parts)
}

fn text(value: &str) -> FactValue {
    FactValue::Text(value.to_owned())
}

#[test]
fn what_nobody_has_said_is_left_out() {
    let facts = facts_of(&System::default(), &[], &[]);
    for unknown in
        ["kind", "category", "effective_kind", "personal_data", "user_count", "business_areas", "supplier"]
    {
        assert!(!facts.contains_key(unknown), "{unknown}");
    }
    assert_eq!(facts["has_supplier"], FactValue::Flag(false));
    assert_eq!(facts["in_object"], FactValue::Flag(false));
    assert_eq!(facts["object_kind"], FactValue::Set(BTreeSet::new()));
    assert_eq!(facts["others_with_same_common_system"], FactValue::Number(0));
}

#[test]
fn the_record_is_told_as_it_stands() {
    let system = System {
        kind: Some(SystemKind::CloudService),
        short_description: "Elevregister".into(),
        personal_data: Some(true),
        has_integrations: Some(false),
        in_operation_from: Some(date(2020, 1, 1)),
        ..System::default()
    };
    let facts = facts_of(&system, &[], &[]);
    assert_eq!(facts["kind"], text("cloud_service"));
    assert_eq!(facts["lifecycle_state"], text("in_operation"));
    assert_eq!(facts["short_description"], text("Elevregister"));
    assert_eq!(facts["personal_data"], FactValue::Flag(true));
    assert_eq!(facts["has_integrations"], FactValue::Flag(false));
    assert_eq!(facts["in_operation_from"], FactValue::Date(date(2020, 1, 1)));
    assert_eq!(facts["organisation_kind"], text("municipality"));
}

#[test]
fn the_effective_kind_is_its_own_category_and_those_of_its_objects() {
    let own = System { category: Some(Category::Business), ..System::default() };
    let kinds = |facts: &Facts| facts.get("effective_kind").cloned();
    let set = |names: &[&str]| Some(FactValue::Set(names.iter().map(|name| (*name).to_owned()).collect()));
    let object_kind = pack().object_kinds[0].clone();
    assert_eq!(kinds(&facts_of(&own, &[], &[])), set(&["business"]));
    let both = facts_of(&own, &[], &[membership(&object_kind.id)]);
    assert_eq!(kinds(&both), set(&["business", &object_kind.category]));
    let unsaid = facts_of(&System::default(), &[], &[membership(&object_kind.id)]);
    assert_eq!(kinds(&unsaid), set(&[&object_kind.category]));
}

#[test]
fn users_are_counted_where_somebody_has_counted_and_an_organisation_once() {
    let organisation = Some(Id::new());
    let one = |number_of_users| SystemUse { organisation, unit: Some(Id::new()), number_of_users };
    let facts = facts_of(&System::default(), &[one(Some(40)), one(None), one(Some(2))], &[]);
    assert_eq!(facts["user_count"], FactValue::Number(42));
    assert_eq!(facts["using_organisation_count"], FactValue::Number(1));
    let uncounted = facts_of(&System::default(), &[one(None)], &[]);
    assert!(!uncounted.contains_key("user_count"));
}
