//! Cases of the decision about an appointment, on the trial pack.

use super::*;
use crate::Person;
use kernel::{Id, Subject, SubjectKind};
use policy::{FactValue, Holding, Vocabulary, read_pack};
use std::collections::BTreeSet;

#[path = "../tests/pack/vocabulary.rs"]
mod trial;

fn pack() -> Pack {
    let own = crate::fact_sources().into_iter().flat_map(|source| (source.declarations)());
    let facts = trial::system_facts().into_iter().chain(own);
    let vocabulary = Vocabulary {
        facts: facts.collect(),
        actions: policy::ACTIONS.map(Into::into).to_vec(),
        ..Vocabulary::default()
    };
    let report = read_pack(&trial::source(), &vocabulary);
    report.pack.unwrap_or_else(|| panic!("{:?}", report.errors))
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn period(from: &str, to: &str) -> Period {
    Period::new(Some(day(from)), (!to.is_empty()).then(|| day(to)))
}

fn kinds(name: &str) -> SubjectFacts {
    SubjectFacts::new("system").with("effective_kind", FactValue::Set(BTreeSet::from([name.to_owned()])))
}

fn employed(from: &str, to: &str) -> Candidate {
    Candidate { employments: Some(vec![period(from, to)]), ..Candidate::default() }
}

fn external() -> Candidate {
    Candidate { kind: HolderKind::ExternalPerson, ..Candidate::default() }
}

fn body() -> Candidate {
    Candidate { kind: HolderKind::Body, ..Candidate::default() }
}

/// A role from 2026-01-01 for somebody employed since 2020.
struct Case {
    assignment: RoleAssignment,
    facts: SubjectFacts,
    holder: Option<Candidate>,
    deputy: Option<Candidate>,
    others: Vec<RoleAssignment>,
}

impl Case {
    fn of(role: &str) -> Self {
        let subject = Subject::new(SubjectKind("system"), Id::new());
        Self {
            assignment: RoleAssignment::new(role, &subject, day("2026-01-01")).held_by(Id::new()),
            facts: kinds("business"),
            holder: Some(employed("2020-01-01", "")),
            deputy: None,
            others: Vec::new(),
        }
    }

    fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    /// Another assignment on the same subject that counts all its days.
    fn beside(mut self, role: &str, person: Id, from: &str, to: &str) -> Self {
        let subject = self.assignment.subject();
        let mut other = RoleAssignment::new(role, &subject, day(from)).held_by(person);
        other.to = period(from, to).to;
        other.counts = Some(period(from, to));
        self.others.push(other);
        self
    }

    fn decide(&self) -> Result<RoleAssignment, Vec<Objection>> {
        decide_appointment(&Appointment {
            pack: &pack(),
            facts: &self.facts,
            assignment: &self.assignment,
            holder: self.holder.clone(),
            deputy: self.deputy.clone(),
            others: &self.others,
            today: day("2026-03-02"),
        })
    }

    /// Field, text and clauses of every objection.
    fn objections(&self) -> Vec<(String, &'static str, Vec<String>)> {
        let objections = self.decide().err().unwrap_or_default();
        objections.into_iter().map(|one| (one.field, one.message.key, one.clauses)).collect()
    }
}

fn one(field: &str, key: &'static str, clauses: &[&str]) -> Vec<(String, &'static str, Vec<String>)> {
    vec![(field.to_owned(), key, clauses.iter().map(|clause| (*clause).to_owned()).collect())]
}

#[test]
fn a_role_is_held_where_the_guideline_has_it_by_one_holder_of_a_kind_that_it_allows() {
    let organisation = Id::new();
    let cases = [
        (Case::of("system_owner"), vec![]),
        (Case::of("nothing"), one("role", "objection-no-such-role", &[])),
        (Case::of("head_of_it"), one("role", "objection-role-not-here", &["T-001"])),
        (
            Case::of("system_owner").with(|case| case.assignment.person = None),
            one("person", "objection-holder-required", &[]),
        ),
        (
            Case::of("system_owner").with(|case| case.assignment.body = "it_department".into()),
            one("body", "objection-one-holder", &[]),
        ),
        (
            Case::of("system_owner").with(|case| case.holder = None),
            one("person", "objection-no-such-holder", &[]),
        ),
        (
            Case::of("system_owner").with(|case| case.holder = Some(external())),
            one("person", "objection-holder-external", &["T-001"]),
        ),
        (Case::of("operations_responsible").with(|case| case.holder = Some(external())), vec![]),
        (
            Case::of("operations_responsible").with(|case| {
                case.assignment.person = None;
                case.assignment.organisation = Some(organisation);
                case.holder = Some(body());
            }),
            vec![],
        ),
        (
            Case::of("system_owner").with(|case| {
                case.assignment.person = None;
                case.assignment.body = "it_department".into();
                case.holder = Some(body());
            }),
            one("body", "objection-holder-body", &["T-001"]),
        ),
    ];
    for (case, expected) in cases {
        assert_eq!(case.objections(), expected, "{:?}", case.assignment);
    }
}

#[test]
fn an_assignment_begins_within_the_employment_and_ends_with_it() {
    let cases = [
        (employed("2020-01-01", "2026-06-30"), Ok(Some(period("2026-01-01", "2026-06-30")))),
        (employed("2020-01-01", "2025-12-31"), Err(("person", "objection-not-employed"))),
        (employed("2026-02-01", ""), Err(("from", "objection-before-employment"))),
        (
            Candidate { employments: Some(vec![]), ..Candidate::default() },
            Err(("person", "objection-not-employed")),
        ),
    ];
    for (holder, expected) in cases {
        let case = Case::of("system_owner").with(|case| case.holder = Some(holder.clone()));
        match expected {
            Ok(counts) => assert_eq!(case.decide().unwrap().counts, counts),
            Err((field, key)) => assert_eq!(case.objections(), one(field, key, &[]), "{holder:?}"),
        }
    }
}

#[test]
fn the_days_of_an_assignment_are_days_that_people_plan_in() {
    let with_days = |from: &str, to: &str| {
        let (from, to) = (day(from), (!to.is_empty()).then(|| day(to)));
        let holder = Some(external());
        Case::of("operations_responsible").with(|case| {
            case.assignment.from = from;
            case.assignment.to = to;
            case.holder = holder;
        })
    };
    let cases = [
        (with_days("2026-01-01", "2026-01-01"), vec![]),
        (with_days("2026-01-02", "2026-01-01"), one("to", "objection-period-backwards", &[])),
        (with_days("0026-01-01", ""), one("from", "objection-date-unlikely", &[])),
        (with_days("2026-01-01", "2206-01-01"), one("to", "objection-date-unlikely", &[])),
    ];
    for (case, expected) in cases {
        assert_eq!(case.objections(), expected, "{:?}", case.assignment.period());
    }
}

#[test]
fn a_holder_above_the_largest_count_is_refused_on_any_day_with_its_clause() {
    let too_many = || one("person", "objection-too-many-holders", &["T-001"]);
    let other = Id::new();
    let cases = [
        (Case::of("system_owner").beside("system_owner", other, "2025-01-01", "2025-12-31"), vec![]),
        (Case::of("system_owner").beside("system_owner", other, "2025-01-01", "2026-01-01"), too_many()),
        (Case::of("system_owner").beside("system_owner", other, "2030-01-01", ""), too_many()),
        (Case::of("system_administrator").beside("system_administrator", other, "2025-01-01", ""), vec![]),
    ];
    for (case, expected) in cases {
        assert_eq!(case.objections(), expected, "{:?}", case.others);
    }
}

#[test]
fn nobody_holds_the_same_role_twice_on_the_same_days() {
    let case = Case::of("system_administrator");
    let holder = case.assignment.person.unwrap();
    let case = case.beside("system_administrator", holder, "2026-06-01", "");
    assert_eq!(case.objections(), one("person", "objection-holds-already", &[]));
}

#[test]
fn roles_that_must_be_separate_are_not_given_to_one_person_even_where_the_other_is_inherited() {
    let separate = one("person", "objection-separate-roles", &["T-003"]);
    let case = Case::of("system_owner");
    let holder = case.assignment.person.unwrap();
    let here = case.beside("operations_responsible", holder, "2026-06-01", "");
    assert_eq!(here.objections(), separate);
    let earlier = Case::of("system_owner");
    let holder = earlier.assignment.person.unwrap();
    let earlier = earlier.beside("operations_responsible", holder, "2025-01-01", "2025-12-31");
    assert!(earlier.objections().is_empty());
    let inherited = Case::of("system_owner").with(|case| {
        case.facts.holdings.push(Holding {
            role: "operations_responsible".into(),
            holder_kind: HolderKind::Person,
            person_key: case.assignment.holder_key(),
            from: None,
            to: None,
            inherited_from: Origin::Object,
            also_holds: Vec::new(),
            others_change_on: None,
            deputy: None,
        });
    });
    assert_eq!(inherited.objections(), separate);
    let own_instead = inherited.with(|case| {
        let own = Holding {
            inherited_from: Origin::Own,
            person_key: "another".into(),
            ..case.facts.holdings[0].clone()
        };
        case.facts.holdings.push(own);
    });
    assert!(
        own_instead.objections().is_empty(),
        "what is held above does not count beside a holder of its own"
    );
}

#[test]
fn a_deputy_stands_in_for_no_role_that_must_be_somebody_elses_than_theirs() {
    let deputy = Person::new("Stf", crate::PersonKind::Employed).id;
    let deputised = || {
        Case::of("system_owner").with(|case| {
            case.assignment.deputy = Some(deputy);
            case.deputy = Some(employed("2020-01-01", ""));
        })
    };
    assert!(deputised().objections().is_empty());
    let separate = one("deputy", "objection-separate-roles", &["T-003"]);
    let own_role = deputised().beside("operations_responsible", deputy, "2026-06-01", "");
    assert_eq!(own_role.objections(), separate);
    let earlier = deputised().beside("operations_responsible", deputy, "2025-01-01", "2025-12-31");
    assert!(earlier.objections().is_empty());
    let both = deputised().beside("operations_responsible", Id::new(), "2026-01-01", "").with(|case| {
        case.others[0].deputy = Some(deputy);
    });
    assert_eq!(both.objections(), separate, "nor for two that must be separate");
    let holder_stands_in =
        Case::of("system_owner").beside("operations_responsible", Id::new(), "2026-01-01", "");
    let holder_stands_in = holder_stands_in.with(|case| case.others[0].deputy = case.assignment.person);
    assert_eq!(holder_stands_in.objections(), one("person", "objection-separate-roles", &["T-003"]));
}

#[test]
fn the_holder_has_what_the_guideline_asks_for_in_the_case_at_hand() {
    let common = Case::of("system_owner").with(|case| case.facts = kinds("common"));
    assert_eq!(common.objections(), one("person", "objection-holder-demand", &["T-001"]));
    let head = common.with(|case| {
        case.holder.as_mut().unwrap().organisation_roles.push("head_of_department".into());
    });
    assert!(head.objections().is_empty());
    let unknown = Case::of("system_owner").with(|case| case.facts = SubjectFacts::new("system"));
    assert!(unknown.objections().is_empty(), "what is not known is a finding, not an objection");
}

#[test]
fn a_deputy_is_another_person_who_may_hold_the_role_within_the_days_of_the_assignment() {
    let deputised = |change: fn(&mut Case)| {
        Case::of("system_owner")
            .with(|case| {
                case.assignment.to = Some(day("2026-12-31"));
                case.assignment.deputy = Some(Person::new("Stf", crate::PersonKind::Employed).id);
                case.deputy = Some(employed("2020-01-01", ""));
            })
            .with(change)
    };
    let cases = [
        (deputised(|_| {}), vec![]),
        (
            deputised(|case| case.assignment.deputy = case.assignment.person),
            one("deputy", "objection-deputy-is-holder", &[]),
        ),
        (deputised(|case| case.deputy = None), one("deputy", "objection-no-such-person", &[])),
        (
            deputised(|case| case.deputy = Some(external())),
            one("deputy", "objection-holder-external", &["T-001"]),
        ),
        (
            deputised(|case| case.assignment.deputy_from = Some(day("2027-01-01"))),
            one("deputy_from", "objection-deputy-outside", &[]),
        ),
        (
            deputised(|case| {
                case.assignment.deputy_from = Some(day("2026-02-02"));
                case.assignment.deputy_to = Some(day("2026-02-01"));
            }),
            one("deputy_to", "objection-period-backwards", &[]),
        ),
        (
            deputised(|case| {
                case.assignment.deputy = None;
                case.assignment.deputy_to = Some(day("2026-02-01"));
            }),
            one("deputy", "objection-deputy-required", &[]),
        ),
    ];
    for (case, expected) in cases {
        assert_eq!(case.objections(), expected, "{:?}", case.assignment);
    }
}
