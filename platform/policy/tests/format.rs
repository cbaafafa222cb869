//! What the format can say: which body may hold a role, an interval that a parameter sets, the clauses that a test expects.

mod support;

use kernel::{Date, Outcome};
use policy::{HolderKind, Holding, PackSource, SubjectFacts, apply_overlay, evaluate};
use support::{changed, example_source, good, read, told, vocabulary};

fn today() -> Date {
    "2026-11-22".parse().expect("a date")
}

/// The role of operations may only be held by the IT department.
fn only_the_it_department() -> PackSource {
    changed(
        "roles.toml",
        "  [[role.demand]]\n  rule = \"operations-responsible-appointed\"",
        "  [[role.holder_demand]]\n  rule = \"operations-lie-with-it\"\n  bodies = [\"it_department\"]\n  \
         text = { sv = \"IT-avdelningen driver.\", en = \"The IT department operates.\" }\n  \
         clauses = [\"E-004\"]\n\n  [[role.demand]]\n  rule = \"operations-responsible-appointed\"",
    )
}

fn outcome(holder_kind: HolderKind, holder: &str) -> Outcome {
    let mut facts = SubjectFacts::new("system");
    facts.holdings.push(Holding {
        role: "operations_responsible".into(),
        holder_kind,
        person_key: holder.into(),
        from: None,
        to: None,
        inherited_from: policy::Origin::Own,
        also_holds: Vec::new(),
        others_change_on: None,
        deputy: None,
    });
    let verdicts = evaluate(&good(&only_the_it_department()), &facts, today());
    verdicts.into_iter().find(|verdict| verdict.rule == "operations-lie-with-it").expect("judged").outcome
}

#[test]
fn a_demand_may_say_which_body_holds_a_role() {
    for (kind, holder, expected) in [
        (HolderKind::Body, "it_department", Outcome::Met),
        (HolderKind::Body, "supplier", Outcome::Breached),
        (HolderKind::Person, "it_department", Outcome::Breached),
    ] {
        assert_eq!(outcome(kind, holder), expected, "{kind:?} {holder}");
    }
}

#[test]
fn a_body_that_the_pack_lacks_is_told() {
    let mut source = only_the_it_department();
    let (_, text) = source.files.iter_mut().find(|(name, _)| name == "roles.toml").expect("there");
    *text = text.replacen("bodies = [\"it_department\"]", "bodies = [\"it_departement\"]", 1);
    let report = read(&source);
    let error = report.errors.iter().find(|error| error.message.key == "policy-problem-unknown-id");
    assert!(error.is_some_and(|error| error.file == "roles.toml"), "{}", told(&report.errors));
}

/// The classification is revised as often as a parameter says.
fn interval_by_parameter(value: &str) -> PackSource {
    let mut source = changed(
        "documents.toml",
        "revision_interval_months = 24",
        "revision_interval_months = { parameter = \"classification_months\" }",
    );
    let (_, text) = source.files.iter_mut().find(|(name, _)| name == "pack.toml").expect("there");
    text.push_str(&format!(
        "\n[[parameter]]\nid = \"classification_months\"\nvalue = {value}\nstricter = \"lower\"\n\
         title = {{ sv = \"Månader\", en = \"Months\" }}\nclauses = []\n"
    ));
    source
}

fn months(source: &PackSource) -> Option<u32> {
    good(source).document("classification").expect("a type").revision_interval_months
}

#[test]
fn a_revision_interval_may_stand_in_a_parameter_that_an_overlay_changes() {
    let source = interval_by_parameter("36");
    assert_eq!(months(&source), Some(36));
    let overlay = "pack = \"example\"\nreason = { sv = \"a\", en = \"b\" }\ndecision = \"§ 1\"\n[[set]]\n\
                   parameter = \"classification_months\"\nvalue = 12\n";
    let report = apply_overlay(&source, overlay, &vocabulary());
    let pack = report.pack.unwrap_or_else(|| panic!("{}", told(&report.errors)));
    assert_eq!(pack.document("classification").expect("a type").revision_interval_months, Some(12));
}

#[test]
fn a_parameter_that_is_no_number_of_months_is_told_where_it_is_named() {
    for value in ["\"ofta\"", "0", "9000"] {
        let report = read(&interval_by_parameter(value));
        let error =
            report.errors.iter().find(|error| error.message.key == "policy-problem-parameter-is-no-months");
        assert!(
            error.is_some_and(|error| error.file == "documents.toml"),
            "{value}: {}",
            told(&report.errors)
        );
    }
}

#[test]
fn a_test_of_a_pack_may_expect_the_very_clauses_of_a_finding() {
    let with = |clauses: &str| {
        changed(
            "tests/roles.toml",
            "outcome = \"breached\", reason = \"too_few_holders\"",
            &format!("outcome = \"breached\", clauses = {clauses}, reason = \"too_few_holders\""),
        )
    };
    assert!(read(&with("[\"E-001\"]")).pack.is_some());
    let report = read(&with("[\"E-001\", \"E-002\"]"));
    assert_eq!(report.errors.first().map(|error| error.message.key), Some("policy-problem-test-failed"));
}

#[test]
fn a_clause_that_only_a_test_expects_is_carried_out_by_nothing() {
    let mut source = changed(
        "tests/roles.toml",
        "outcome = \"breached\", reason = \"too_few_holders\"",
        "outcome = \"breached\", clauses = [\"E-001\", \"E-099\"], reason = \"too_few_holders\"",
    );
    let (_, text) = source.files.iter_mut().find(|(name, _)| name == "clauses.toml").expect("there");
    text.push_str(
        "\n[[clause]]\nid = \"E-099\"\nsection = \"9\"\nsv = \"x\"\nen = \"x\"\neffect = \"enforced\"\n",
    );
    assert!(example_source() != source);
    let report = read(&source);
    assert!(
        report.warnings.iter().any(|w| w.message.key == "policy-warning-unused-clause"),
        "{}",
        told(&report.warnings)
    );
}
