//! What stands in the way of giving somebody a role.

mod support;

use kernel::Date;
use policy::{FactValue, HolderKind, Holding, ObstacleKind, Origin, SubjectFacts, check_assignment};
use support::{example_source, good};

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

fn holding(role: &str, person: &str, from: Option<&str>, to: Option<&str>) -> Holding {
    Holding {
        role: role.into(),
        holder_kind: HolderKind::Person,
        person_key: person.into(),
        from: from.map(day),
        to: to.map(day),
        inherited_from: Origin::Own,
        also_holds: vec![],
        others_change_on: None,
    }
}

fn obstacles(existing: Vec<Holding>, new: &Holding) -> Vec<ObstacleKind> {
    let facts = SubjectFacts { holdings: existing, ..SubjectFacts::new("system") }
        .with("effective_kind", FactValue::Set(["business".to_owned()].into()));
    let found = check_assignment(&good(&example_source()), &facts, new, day("2026-11-22"));
    found.into_iter().map(|obstacle| obstacle.kind).collect()
}

#[test]
fn a_vacant_role_can_be_given() {
    assert_eq!(obstacles(vec![], &holding("system_owner", "a", None, None)), []);
}

#[test]
fn a_holder_above_the_largest_count_is_refused_from_the_day_that_it_would_be_too_many() {
    let existing = vec![holding("system_owner", "a", Some("2027-01-01"), None)];
    let new = holding("system_owner", "b", None, None);
    let expected =
        ObstacleKind::TooManyHolders { role: "system_owner".into(), max: 1, on: day("2027-01-01") };
    assert_eq!(obstacles(existing.clone(), &new), [expected]);
    assert_eq!(obstacles(existing, &holding("system_owner", "b", None, Some("2026-12-31"))), []);
}

#[test]
fn a_successor_may_be_named_from_the_day_after() {
    let existing = vec![holding("system_owner", "a", None, Some("2026-12-31"))];
    assert_eq!(obstacles(existing, &holding("system_owner", "b", Some("2027-01-01"), None)), []);
}

#[test]
fn an_own_holder_replaces_that_of_the_object_and_is_not_too_many() {
    let existing =
        vec![Holding { inherited_from: Origin::Object, ..holding("system_owner", "a", None, None) }];
    assert_eq!(obstacles(existing, &holding("system_owner", "b", None, None)), []);
}

#[test]
fn one_person_in_separate_roles_is_refused() {
    let existing = vec![holding("operations_responsible", "a", None, None)];
    let roles = vec!["system_owner".to_owned(), "operations_responsible".to_owned()];
    assert_eq!(
        obstacles(existing, &holding("system_owner", "a", None, None)),
        [ObstacleKind::NotSeparate { roles }]
    );
}

#[test]
fn a_body_an_outsider_and_a_wrong_kind_of_subject_are_refused() {
    let body = Holding { holder_kind: HolderKind::Body, ..holding("system_manager", "it", None, None) };
    assert_eq!(obstacles(vec![], &body), [ObstacleKind::WrongHolderKind { role: "system_manager".into() }]);
    assert_eq!(
        obstacles(vec![], &holding("head_of_it", "a", None, None)),
        [ObstacleKind::WrongSubject { role: "head_of_it".into() }]
    );
    assert_eq!(
        obstacles(vec![], &holding("king", "a", None, None)),
        [ObstacleKind::UnknownRole { role: "king".into() }]
    );
}
