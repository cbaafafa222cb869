//! What the demands of a pack come to on a subject: roles, documents, fields, waivers and completeness.

mod support;

use kernel::{Date, Outcome, Strength};
use policy::{
    About, DocumentFact, FactValue, HolderKind, Holding, Mend, Origin, Pack, Reason, SubjectFacts, Verdict,
    Waiver, Who, completeness, evaluate, evaluate_review, shipped_pack,
};
use support::{changed, example_source, good, read};

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

const TODAY: &str = "2026-11-22";

fn pack() -> Pack {
    good(&example_source())
}

/// A business system in operation, run by the own IT department, without personal data.
fn system() -> SubjectFacts {
    SubjectFacts::new("system")
        .with("kind", FactValue::Text("it_system".into()))
        .with("category", FactValue::Text("business".into()))
        .with("effective_kind", FactValue::Set(["business".to_owned()].into()))
        .with("lifecycle_state", FactValue::Text("in_operation".into()))
        .with("operation_form", FactValue::Text("own_it".into()))
        .with("technical_management", FactValue::Text("it".into()))
        .with("personal_data", FactValue::Flag(false))
}

fn holding(role: &str, person: &str) -> Holding {
    Holding {
        role: role.into(),
        holder_kind: HolderKind::Person,
        person_key: person.into(),
        from: None,
        to: None,
        inherited_from: Origin::Own,
        also_holds: vec![],
        others_change_on: None,
        deputy: None,
    }
}

fn document(document_type: &str) -> DocumentFact {
    DocumentFact { document_type: document_type.into(), has_owner: true, ..DocumentFact::default() }
}

fn of<'v>(verdicts: &'v [Verdict], rule: &str) -> &'v Verdict {
    verdicts.iter().find(|verdict| verdict.rule == rule).unwrap_or_else(|| panic!("no verdict for {rule}"))
}

fn on(facts: &SubjectFacts, today: &str, rule: &str) -> Verdict {
    of(&evaluate(&pack(), facts, day(today)), rule).clone()
}

#[test]
fn an_empty_role_is_a_breach_that_the_appointer_mends() {
    let verdict = on(&system(), TODAY, "exactly-one-system-owner");
    assert_eq!(verdict.outcome, Outcome::Breached);
    assert_eq!(verdict.reason, Reason::TooFewHolders { role: "system_owner".into(), count: 0, min: 1 });
    assert_eq!(verdict.responsible, [Who::Role("head_of_it".into())]);
    assert_eq!(verdict.mend, Mend::AssignRole { role: "system_owner".into() });
    assert_eq!(verdict.clauses, ["E-001"]);
    assert_eq!(verdict.about, About::Role("system_owner".into()));
}

#[test]
fn a_vacancy_begins_the_day_after_the_last_day_of_the_assignment() {
    let mut facts = system();
    facts.holdings = vec![Holding { to: Some(day("2026-11-22")), ..holding("system_owner", "a") }];
    let last_day = on(&facts, "2026-11-22", "exactly-one-system-owner");
    assert_eq!(last_day.outcome, Outcome::Met);
    assert_eq!(last_day.reason, Reason::ComingVacancy { role: "system_owner".into(), on: day("2026-11-23") });
    assert_eq!(last_day.changes_on, Some(day("2026-11-23")));
    assert_eq!(on(&facts, "2026-11-23", "exactly-one-system-owner").outcome, Outcome::Breached);
}

#[test]
fn a_coming_vacancy_is_told_ninety_days_ahead_and_the_day_before_says_when() {
    let mut facts = system();
    facts.holdings = vec![Holding { to: Some(day("2027-02-28")), ..holding("system_owner", "a") }];
    // 1 March is the first vacant day; ninety days before it is 1 December.
    let before = on(&facts, "2026-11-30", "exactly-one-system-owner");
    assert_eq!(before.reason.code(), "enough_holders");
    assert_eq!(before.changes_on, Some(day("2026-12-01")));
    assert_eq!(on(&facts, "2026-12-01", "exactly-one-system-owner").reason.code(), "coming_vacancy");
}

#[test]
fn a_successor_who_follows_without_a_gap_leaves_no_coming_vacancy() {
    let mut facts = system();
    facts.holdings = vec![
        Holding { to: Some(day("2026-12-31")), ..holding("system_owner", "a") },
        Holding { from: Some(day("2027-01-01")), ..holding("system_owner", "b") },
    ];
    assert_eq!(on(&facts, TODAY, "exactly-one-system-owner").reason.code(), "enough_holders");
    facts.holdings[1].from = Some(day("2027-01-02"));
    let gap = on(&facts, TODAY, "exactly-one-system-owner");
    assert_eq!(gap.reason, Reason::ComingVacancy { role: "system_owner".into(), on: day("2027-01-01") });
}

#[test]
fn two_owners_where_one_is_allowed_is_a_breach_but_one_person_twice_is_not() {
    let mut facts = system();
    facts.holdings = vec![holding("system_owner", "a"), holding("system_owner", "b")];
    let verdict = on(&facts, TODAY, "exactly-one-system-owner");
    assert_eq!(verdict.reason, Reason::TooManyHolders { role: "system_owner".into(), count: 2, max: 1 });
    assert_eq!(verdict.mend, Mend::EndAssignment { role: "system_owner".into() });
    facts.holdings[1].person_key = "a".into();
    assert_eq!(on(&facts, TODAY, "exactly-one-system-owner").outcome, Outcome::Met);
}

#[test]
fn the_holder_of_the_object_counts_unless_the_system_has_its_own() {
    let mut facts = system();
    facts.holdings = vec![Holding { inherited_from: Origin::Object, ..holding("system_owner", "a") }];
    assert_eq!(on(&facts, TODAY, "exactly-one-system-owner").outcome, Outcome::Met);
    facts.holdings.push(holding("system_owner", "b"));
    assert_eq!(
        on(&facts, TODAY, "exactly-one-system-owner").outcome,
        Outcome::Met,
        "the own holder replaces the other"
    );
}

#[test]
fn the_holder_of_the_organisation_counts_only_where_the_pack_says_so() {
    let mut facts = system();
    let inherited = |role| Holding { inherited_from: Origin::Organisation, ..holding(role, "a") };
    facts.holdings = vec![inherited("system_owner"), inherited("operations_responsible")];
    assert_eq!(on(&facts, TODAY, "exactly-one-system-owner").outcome, Outcome::Breached);
    assert_eq!(on(&facts, TODAY, "operations-responsible-appointed").outcome, Outcome::Met);
}

#[test]
fn a_demand_whose_condition_is_false_does_not_apply_and_one_with_missing_facts_is_unknown() {
    let idea = system().with("lifecycle_state", FactValue::Text("idea".into()));
    assert_eq!(on(&idea, TODAY, "operations-responsible-appointed").outcome, Outcome::NotApplicable);
    let mut unsaid = system();
    unsaid.facts.remove("lifecycle_state");
    let verdict = on(&unsaid, TODAY, "operations-responsible-appointed");
    assert_eq!(verdict.outcome, Outcome::Unknown);
    assert_eq!(verdict.reason, Reason::FactsMissing { facts: vec!["lifecycle_state".into()] });
    assert_eq!(verdict.mend, Mend::FillField { field: "lifecycle_state".into() });
}

#[test]
fn who_answers_follows_the_facts() {
    assert_eq!(
        on(&system(), TODAY, "operations-responsible-appointed").responsible,
        [Who::Body("it_department".into())]
    );
    let outside = system().with("operation_form", FactValue::Text("cloud".into()));
    assert_eq!(
        on(&outside, TODAY, "operations-responsible-appointed").responsible,
        [Who::Body("supplier".into())]
    );
}

#[test]
fn one_person_in_roles_that_must_be_separate_is_a_breach() {
    let mut facts = system();
    facts.holdings = vec![holding("system_owner", "a"), holding("operations_responsible", "a")];
    let verdict = on(&facts, TODAY, "owner-is-not-operations");
    assert_eq!((verdict.outcome, verdict.reason.code()), (Outcome::Breached, "same_person"));
    facts.holdings[1].person_key = "b".into();
    assert_eq!(on(&facts, TODAY, "owner-is-not-operations").outcome, Outcome::Met);
    facts.holdings.pop();
    assert_eq!(on(&facts, TODAY, "owner-is-not-operations").outcome, Outcome::NotApplicable);
}

#[test]
fn an_unmet_recommendation_is_listed_but_is_no_breach() {
    let mut facts = system().with("operation_form", FactValue::Text("cloud".into()));
    facts.holdings = vec![holding("operations_responsible", "a")];
    let verdict = on(&facts, TODAY, "supplier-operates-with-own-staff");
    assert_eq!((verdict.outcome, verdict.strength), (Outcome::NotApplicable, Strength::Should));
    assert_eq!(verdict.reason.code(), "recommended_not_done");
    assert_eq!(verdict.reason.innermost().code(), "wrong_holder");
    facts.holdings[0].holder_kind = HolderKind::ExternalPerson;
    assert_eq!(on(&facts, TODAY, "supplier-operates-with-own-staff").outcome, Outcome::Met);
}

#[test]
fn a_demand_on_what_an_object_has_no_field_for_does_not_apply_to_objects() {
    let mut object = SubjectFacts::new("object").with("kind", FactValue::Text("management_object".into()));
    object.holdings = vec![holding("operations_responsible", "a")];
    let verdicts = evaluate(&pack(), &object, day(TODAY));
    let verdict = of(&verdicts, "supplier-operates-with-own-staff");
    assert_eq!(verdict.outcome, Outcome::NotApplicable, "nobody could ever fill it in");
    let mut system = system();
    system.facts.remove("operation_form");
    system.holdings = object.holdings.clone();
    assert_eq!(on(&system, TODAY, "supplier-operates-with-own-staff").outcome, Outcome::Unknown);
}

#[test]
fn a_holder_may_have_to_hold_another_role_on_an_organisation() {
    let source = changed(
        "roles.toml",
        "holder_kinds = [\"external_person\"]\n  strength = \"should\"",
        "also_holds = \"head_of_it\"",
    );
    let pack = good(&source);
    let mut facts = system().with("operation_form", FactValue::Text("cloud".into()));
    facts.holdings = vec![holding("operations_responsible", "a")];
    let outcome = |facts: &SubjectFacts| {
        of(&evaluate(&pack, facts, day(TODAY)), "supplier-operates-with-own-staff").outcome
    };
    assert_eq!(outcome(&facts), Outcome::Breached);
    facts.holdings[0].also_holds = vec!["head_of_it".into()];
    assert_eq!(outcome(&facts), Outcome::Met);
    facts.holdings[0].others_change_on = Some(day("2027-01-01"));
    let verdicts = evaluate(&pack, &facts, day(TODAY));
    let changes_on = of(&verdicts, "supplier-operates-with-own-staff").changes_on;
    assert_eq!(changes_on, Some(day("2027-01-01")), "the answer changes with the other role");
}

#[test]
fn a_missing_document_is_a_breach_of_the_clauses_that_apply() {
    let facts = system().with("personal_data", FactValue::Flag(true));
    let verdict = on(&facts, TODAY, "classification-exists");
    assert_eq!((verdict.outcome, verdict.strength), (Outcome::Breached, Strength::Must));
    assert_eq!(verdict.mend, Mend::RegisterDocument { document_type: "classification".into() });
    assert_eq!(verdict.responsible, [Who::Role("system_manager".into())]);
    let common =
        facts.with("effective_kind", FactValue::Set(["business".to_owned(), "common".to_owned()].into()));
    assert_eq!(on(&common, TODAY, "classification-exists").responsible, [Who::Role("system_owner".into())]);
}

#[test]
fn a_document_is_past_review_the_day_after_its_interval_and_changes_by_itself() {
    let mut facts = system().with("personal_data", FactValue::Flag(true));
    facts.documents = vec![DocumentFact { date: Some(day("2024-11-22")), ..document("classification") }];
    let last_day = on(&facts, "2026-11-22", "classification-exists");
    assert_eq!((last_day.outcome, last_day.changes_on), (Outcome::Met, Some(day("2026-11-23"))));
    let after = on(&facts, "2026-11-23", "classification-exists");
    assert_eq!(
        after.reason,
        Reason::DocumentPastReview { document: "classification".into(), since: day("2026-11-22") }
    );
    facts.documents[0].review_date = Some(day("2027-01-01"));
    assert_eq!(
        on(&facts, "2026-11-23", "classification-exists").outcome,
        Outcome::Met,
        "its own day counts first"
    );
}

#[test]
fn a_review_after_a_leap_day_falls_on_the_last_of_february() {
    let mut facts = system().with("personal_data", FactValue::Flag(true));
    facts.documents = vec![DocumentFact { date: Some(day("2024-02-29")), ..document("classification") }];
    assert_eq!(on(&facts, "2026-02-28", "classification-exists").outcome, Outcome::Met);
    assert_eq!(on(&facts, "2026-03-01", "classification-exists").outcome, Outcome::Breached);
}

#[test]
fn a_withdrawn_a_future_and_an_inherited_document() {
    let mut facts = system().with("personal_data", FactValue::Flag(true));
    facts.documents = vec![DocumentFact { withdrawn: true, ..document("classification") }];
    assert_eq!(on(&facts, TODAY, "classification-exists").reason.code(), "document_missing");
    facts.documents = vec![DocumentFact { date: Some(day("2026-12-01")), ..document("classification") }];
    let future = on(&facts, TODAY, "classification-exists");
    assert_eq!((future.reason.code(), future.changes_on), ("document_missing", Some(day("2026-12-01"))));
    facts.documents = vec![DocumentFact { inherited_from: Origin::Object, ..document("classification") }];
    assert_eq!(on(&facts, TODAY, "classification-exists").outcome, Outcome::Met);
    facts.documents[0].inherited_from = Origin::Organisation;
    assert_eq!(on(&facts, TODAY, "classification-exists").outcome, Outcome::Breached);
}

#[test]
fn of_several_documents_of_a_type_the_best_counts() {
    let mut facts = system().with("personal_data", FactValue::Flag(true));
    let old = DocumentFact { date: Some(day("2020-01-01")), ..document("classification") };
    let ownerless = DocumentFact { has_owner: false, ..document("classification") };
    facts.documents = vec![old.clone(), ownerless.clone()];
    assert_eq!(on(&facts, TODAY, "classification-exists").reason.code(), "document_without_owner");
    facts.documents = vec![ownerless, document("classification"), old];
    assert_eq!(on(&facts, TODAY, "classification-exists").outcome, Outcome::Met);
}

#[test]
fn a_plan_counts_only_when_it_is_decided_for_the_year_and_lapses_at_new_year() {
    let mut facts = system();
    facts.documents = vec![DocumentFact { year: Some(2026), ..document("management_plan") }];
    assert_eq!(on(&facts, TODAY, "management-plan-exists").reason.code(), "plan_not_decided");
    facts.documents[0].decided = true;
    let decided = on(&facts, TODAY, "management-plan-exists");
    assert_eq!((decided.outcome, decided.changes_on), (Outcome::Met, Some(day("2027-01-01"))));
    assert_eq!(on(&facts, "2027-01-01", "management-plan-exists").reason.code(), "plan_not_decided");
}

#[test]
fn a_required_document_without_owner_names_the_clause_that_demands_one() {
    let mut facts = system().with("personal_data", FactValue::Flag(true));
    facts.documents = vec![DocumentFact { has_owner: false, ..document("classification") }];
    let verdicts = evaluate(&pack(), &facts, day(TODAY));
    let verdict = of(&verdicts, "classification-exists");
    assert_eq!(verdict.clauses, ["E-006", "E-008"]);
    assert_eq!(verdict.mend, Mend::NameDocumentOwner { document_type: "classification".into() });
    assert_eq!(of(&verdicts, "documents-have-owner").outcome, Outcome::NotApplicable, "it is told once");
}

#[test]
fn a_document_whose_owner_leaves_is_told_ninety_days_ahead_and_breached_the_day_after() {
    let mut facts = system().with("personal_data", FactValue::Flag(true));
    let owner_until = Some(day("2027-02-28"));
    facts.documents = vec![DocumentFact { owner_until, ..document("classification") }];
    let rule = "classification-exists";
    let before = on(&facts, "2026-11-30", rule);
    assert_eq!((before.reason.code(), before.changes_on), ("document_present", Some(day("2026-12-01"))));
    let told = on(&facts, "2026-12-01", rule);
    let reason = Reason::OwnerLeaves { document: "classification".into(), on: day("2027-03-01") };
    assert_eq!((told.outcome, &told.reason), (Outcome::Met, &reason));
    assert_eq!(told.mend, Mend::NameDocumentOwner { document_type: "classification".into() });
    assert_eq!(on(&facts, "2027-02-28", rule).changes_on, Some(day("2027-03-01")));
    let left = on(&facts, "2027-03-01", rule);
    assert_eq!((left.outcome, left.reason.code()), (Outcome::Breached, "document_without_owner"));
    facts.documents.push(document("classification"));
    assert_eq!(on(&facts, "2027-03-01", rule).reason.code(), "document_present", "another one has its owner");
}

#[test]
fn a_document_that_nothing_requires_loses_its_owner_on_a_day_too() {
    let mut facts = system().with("operation_form", FactValue::Text("cloud".into()));
    let owner_until = Some(day("2026-12-31"));
    facts.documents = vec![DocumentFact { owner_until, ..document("service_level_agreement") }];
    let told = on(&facts, TODAY, "documents-have-owner");
    assert_eq!((told.outcome, told.reason.code()), (Outcome::Met, "owner_leaves"));
    assert_eq!(told.changes_on, Some(day("2027-01-01")));
    assert_eq!(on(&facts, "2027-01-01", "documents-have-owner").outcome, Outcome::Breached);
}

#[test]
fn a_document_that_nothing_requires_must_have_an_owner_too() {
    let mut facts = system().with("operation_form", FactValue::Text("cloud".into()));
    facts.documents = vec![DocumentFact { has_owner: false, ..document("service_level_agreement") }];
    let verdict = on(&facts, TODAY, "documents-have-owner");
    assert_eq!(verdict.outcome, Outcome::Breached);
    assert_eq!(
        verdict.reason,
        Reason::DocumentsWithoutOwner { documents: vec!["service_level_agreement".into()] }
    );
    assert_eq!(verdict.responsible, [Who::Role("operations_responsible".into())]);
}

#[test]
fn a_document_that_is_only_recommended_must_have_an_owner_once_it_is_there() {
    let mut facts = system();
    facts.documents = vec![DocumentFact { has_owner: false, ..document("classification") }];
    let verdicts = evaluate(&pack(), &facts, day(TODAY));
    assert_eq!(of(&verdicts, "classification-exists").strength, Strength::Should);
    assert_eq!(of(&verdicts, "documents-have-owner").outcome, Outcome::Breached);
}

#[test]
fn a_field_is_met_differs_or_is_empty() {
    let rule = "it-has-technical-management";
    assert_eq!(on(&system(), TODAY, rule).outcome, Outcome::Met);
    let other = system().with("technical_management", FactValue::Text("business".into()));
    assert_eq!(on(&other, TODAY, rule).reason.code(), "field_differs");
    let mut empty = system();
    empty.facts.remove("technical_management");
    let verdict = on(&empty, TODAY, rule);
    assert_eq!((verdict.outcome, verdict.reason.code()), (Outcome::Breached, "field_empty"));
    let cloud = empty.with("kind", FactValue::Text("cloud_service".into()));
    assert_eq!(on(&cloud, TODAY, rule).outcome, Outcome::NotApplicable);
}

#[test]
fn a_second_common_system_of_a_kind_is_a_breach() {
    let rule = "common-system-is-the-only-one";
    let common = system()
        .with("category", FactValue::Text("common".into()))
        .with("common_system", FactValue::Text("finance".into()));
    assert_eq!(on(&common, TODAY, rule).outcome, Outcome::Unknown);
    let alone = common.clone().with("others_with_same_common_system", FactValue::Number(0));
    assert_eq!(on(&alone, TODAY, rule).outcome, Outcome::Met);
    let two = common.with("others_with_same_common_system", FactValue::Number(1));
    assert_eq!(on(&two, TODAY, rule).outcome, Outcome::Breached);
    assert_eq!(on(&system(), TODAY, rule).outcome, Outcome::NotApplicable);
}

#[test]
fn a_waiver_lets_a_breach_pass_from_its_first_to_its_last_day() {
    let mut facts = system();
    facts.waivers = vec![Waiver {
        rule: "exactly-one-system-owner".into(),
        from: day("2026-11-22"),
        until: day("2026-12-31"),
    }];
    let rule = "exactly-one-system-owner";
    let before = on(&facts, "2026-11-21", rule);
    assert_eq!((before.outcome, before.changes_on), (Outcome::Breached, Some(day("2026-11-22"))));
    let first = on(&facts, "2026-11-22", rule);
    assert_eq!((first.outcome, first.changes_on), (Outcome::Waived, Some(day("2027-01-01"))));
    assert_eq!(first.reason.innermost().code(), "too_few_holders");
    assert_eq!(on(&facts, "2026-12-31", rule).outcome, Outcome::Waived);
    assert_eq!(on(&facts, "2027-01-01", rule).outcome, Outcome::Breached);
}

#[test]
fn a_waiver_does_not_hide_that_a_demand_is_met() {
    let mut facts = system();
    facts.holdings = vec![holding("system_owner", "a")];
    facts.waivers = vec![Waiver {
        rule: "exactly-one-system-owner".into(),
        from: day("2026-01-01"),
        until: day("2026-12-31"),
    }];
    assert_eq!(on(&facts, TODAY, "exactly-one-system-owner").outcome, Outcome::Met);
}

#[test]
fn completeness_leaves_out_what_is_waived_or_recommended_and_tells_its_coverage() {
    let mut facts = system();
    facts.documents = vec![DocumentFact { year: Some(2026), decided: true, ..document("management_plan") }];
    let counts = completeness(&evaluate(&pack(), &facts, day(TODAY)));
    assert_eq!((counts.present, counts.required, counts.unknown), (1, 2, 0));
    assert_eq!((counts.percent(), counts.coverage_percent()), (Some(50), Some(100)));
    facts.facts.remove("personal_data");
    let counts = completeness(&evaluate(&pack(), &facts, day(TODAY)));
    assert_eq!((counts.required, counts.unknown, counts.coverage_percent()), (2, 1, Some(66)));
    facts.waivers = vec![Waiver {
        rule: "service-level-agreement-exists".into(),
        from: day("2026-01-01"),
        until: day("2026-12-31"),
    }];
    let counts = completeness(&evaluate(&pack(), &facts, day(TODAY)));
    assert_eq!((counts.present, counts.required), (1, 1));
}

#[test]
fn with_nothing_required_completeness_has_no_figure() {
    let counts = completeness(&evaluate(&pack(), &SubjectFacts::new("organisation"), day(TODAY)));
    assert_eq!((counts.percent(), counts.coverage_percent()), (None, None));
}

#[test]
fn the_demands_on_an_organisation_are_not_those_on_a_system() {
    let own = SubjectFacts::new("organisation").with("is_own", FactValue::Flag(true));
    let verdicts = evaluate(&pack(), &own, day(TODAY));
    assert_eq!(of(&verdicts, "one-head-of-it").outcome, Outcome::Breached);
    assert!(verdicts.iter().all(|verdict| verdict.rule != "exactly-one-system-owner"));
}

#[test]
fn the_guideline_itself_is_reviewed_in_time_or_not() {
    let review = |today| evaluate_review(&pack(), day(today)).expect("the pack has a review");
    assert_eq!(review("2027-12-01").outcome, Outcome::Met);
    assert_eq!(review("2027-12-01").changes_on, Some(day("2027-12-02")));
    assert_eq!(review("2027-12-02").reason, Reason::PastReview { since: day("2027-12-01") });
}

#[test]
fn the_review_of_the_guideline_is_a_demand_on_its_own_organisation_alone() {
    let of_organisation = |is_own| {
        let facts = SubjectFacts::new("organisation").with("is_own", FactValue::Flag(is_own));
        evaluate(&pack(), &facts, day("2027-12-02"))
    };
    let review = of(&of_organisation(true), "guideline-is-reviewed").clone();
    assert_eq!((review.outcome, review.mend), (Outcome::Breached, Mend::ReviewGuideline));
    assert!(of_organisation(false).iter().all(|verdict| verdict.rule != "guideline-is-reviewed"));
}

#[test]
fn a_duty_moves_with_the_effective_kind_and_the_title_follows() {
    let pack = pack();
    let ids = |role: &str, facts: &SubjectFacts| -> Vec<String> {
        pack.duties_of(role, facts).into_iter().map(|answer| answer.duty.id.clone()).collect()
    };
    assert_eq!(ids("system_owner", &system()), ["owner-answers-for-economy"]);
    let common =
        system().with("effective_kind", FactValue::Set(["business".to_owned(), "common".to_owned()].into()));
    assert_eq!(ids("system_owner", &common), Vec::<String>::new());
    assert_eq!(ids("system_manager", &common), ["manager-answers-for-economy"]);
    assert_eq!(
        pack.title("system_manager", &common.names("effective_kind")).expect("role").sv,
        "förvaltningsledare"
    );
    assert_eq!(
        pack.title("system_manager", &system().names("effective_kind")).expect("role").sv,
        "systemförvaltare"
    );
}

#[test]
fn a_level_gives_its_mandate_to_all_its_roles_and_keeps_outsiders_out_where_the_pack_says_so() {
    let pack = pack();
    let waives: Vec<String> = pack
        .mandate_holders("finding.waive", &system())
        .iter()
        .map(|answer| answer.who.id().to_owned())
        .collect();
    assert_eq!(waives, ["head_of_it", "system_owner"]);
    let approves = pack.mandate_holders("plan.approve", &system());
    assert!(approves.iter().all(|answer| !answer.external_allowed));
    assert!(pack.mandate_holders("plan.approve", &SubjectFacts::new("object")).is_empty());
}

#[test]
fn of_several_actions_the_first_counts_for_which_anybody_is_named_and_objects_go_by_systems_last() {
    let holders = |pack: &str, facts: &SubjectFacts, actions: &[&str]| -> Vec<String> {
        let pack = read(shipped_pack(pack).expect("a shipped pack")).pack.expect("a good pack");
        let named = pack.first_mandate_holders(actions, facts);
        named.into_iter().map(|answer| answer.who.id().to_owned()).collect()
    };
    let object = |kind: &str| SubjectFacts::new("object").with("kind", FactValue::Text(kind.into()));
    let decide = ["plan.approve", "object.decide", "budget.decide"];
    let budget_level = vec!["information_owner", "system_owner", "steering_group"];
    let cases = [
        ("vmkf", SubjectFacts::new("system"), budget_level),
        ("vmkf", object("infrastructure_object"), vec!["vmkf_steering_group"]),
        ("vmkf", object("common_object"), vec!["steering_group"]),
        ("vmkf", object("managed_object"), vec!["head_of_department"]),
        ("sydnarke", object("management_object"), vec!["object_owner", "object_steering_group"]),
        ("sydnarke", SubjectFacts::new("system"), vec![]),
        ("itradet", SubjectFacts::new("system"), vec!["system_owner"]),
        ("itradet", SubjectFacts::new("organisation"), vec![]),
    ];
    for (pack, facts, expected) in cases {
        assert_eq!(holders(pack, &facts, &decide), expected, "{pack}: {facts:?}");
    }
    let drafts = holders("vmkf", &object("common_object"), &["plan.draft", "basis.prepare"]);
    assert!(
        drafts.contains(&"system_manager".to_owned()),
        "an object goes by what is said of systems: {drafts:?}"
    );
    let drafts = holders("vmkf", &SubjectFacts::new("organisation"), &["plan.draft"]);
    assert!(drafts.is_empty(), "an organisation does not: {drafts:?}");
}

#[test]
fn who_may_appoint_is_uncertain_when_the_facts_are_missing() {
    let mut facts = system();
    facts.facts.remove("operation_form");
    let appointers = pack().may_appoint("operations_responsible", &facts);
    assert_eq!(appointers.len(), 2);
    assert!(appointers.iter().all(|entry| !entry.is_certain));
}

#[test]
fn a_guideline_of_which_nobody_knows_when_it_was_adopted_has_an_unknown_review() {
    let source = changed("pack.toml", "last_on = 2025-12-01", "");
    let review = evaluate_review(&good(&source), day(TODAY)).expect("a review");
    assert_eq!(review.outcome, Outcome::Met, "the day of adoption counts when it was never reviewed");
    let mut source = source;
    let (_, about) = source.files.iter_mut().find(|(name, _)| name == "pack.toml").expect("pack.toml");
    *about = about.replace("adopted_on = 2025-12-01", "");
    let review = evaluate_review(&good(&source), day(TODAY)).expect("a review");
    assert_eq!((review.outcome, review.reason), (Outcome::Unknown, Reason::GuidelineUndated));
    assert_eq!(review.responsible, [Who::Role("head_of_it".into())]);
}

#[test]
fn a_step_of_the_lifecycle_belongs_to_the_role_that_the_pack_names() {
    let pack = pack();
    let steps: Vec<Who> =
        pack.may_step_into("phase_out", &system()).into_iter().map(|entry| entry.who).collect();
    assert_eq!(steps, [Who::Role("system_owner".into())]);
    assert!(pack.may_step_into("retired", &system()).is_empty(), "left to whoever may change the system");
}

#[test]
fn the_opening_hours_of_the_pack_are_a_calendar() {
    let pack = pack();
    let hours = pack.opening_hours.as_ref().and_then(|hours| hours.calendar(&pack.time_zone)).expect("hours");
    let intervals =
        |date: &str| hours.hours_on(day(date)).iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(intervals("2026-11-23"), ["07:30-16:00"]);
    assert_eq!(intervals("2026-10-30"), ["07:30-15:00"], "the day before a red day");
    assert!(intervals("2026-12-24").is_empty(), "an exception of every year");
    assert!(intervals("2026-11-22").is_empty(), "a Sunday");
}

#[test]
fn nothing_is_demanded_of_what_has_ended() {
    let mut facts = SubjectFacts::new("organisation").with("is_own", FactValue::Flag(true));
    facts.last_day = Some(day("2026-12-31"));
    assert!(!evaluate(&pack(), &facts, day("2026-12-31")).is_empty());
    assert_eq!(evaluate(&pack(), &facts, day("2027-01-01")), []);
}
