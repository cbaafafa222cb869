//! The law layer: its numbers stand above every guideline and every entry of a federation's own.

mod support;

use policy::{BASE, PackSource, Vocabulary, apply_overlay, read_adopted, read_law, read_pack, shipped_pack};
use support::{example_source, told, vocabulary};

const BREACH: &str = "personal_data_breach_hours";

fn overlay(text: &str) -> String {
    format!("pack = \"example\"\nreason = {{ sv = \"Skäl\", en = \"Reason\" }}\ndecision = \"KS 1\"\n{text}")
}

/// The example pack with a parameter of its own.
fn with_parameter(value: i64) -> PackSource {
    let mut source = example_source();
    let (_, text) =
        source.files.iter_mut().find(|(name, _)| name == "pack.toml").expect("the pack's own file");
    text.push_str(&parameter(value));
    source
}

fn parameter(value: i64) -> String {
    format!(
        "\n[[parameter]]\nid = \"{BREACH}\"\nvalue = {value}\nstricter = \"lower\"\ntitle = {{ sv = \"Timmar\", en = \
         \"Hours\" }}\nclauses = []\n"
    )
}

#[test]
fn every_number_of_law_rests_on_a_section_of_an_act_and_says_from_when() {
    let law =
        read_law(shipped_pack(BASE).expect("shipped")).unwrap_or_else(|errors| panic!("{}", told(&errors)));
    assert!(law.parameters.len() >= 4);
    for one in &law.parameters {
        assert!(!one.parameter.clauses.is_empty(), "{}", one.parameter.id);
        for clause in &one.parameter.clauses {
            assert!(law.clause(clause).is_some(), "{clause}");
        }
    }
    let breach = law.parameter(BREACH).expect("there");
    assert_eq!(breach.valid_from.to_string(), "2018-05-25");
}

#[test]
fn a_mistake_in_the_law_layer_is_told_with_its_place() {
    let mut source = shipped_pack(BASE).expect("shipped").clone();
    let (_, text) = source.files.iter_mut().find(|(name, _)| name == "law.toml").expect("there");
    *text = text.replacen("clauses = [\"EU-2016-679-33\"]", "clauses = [\"EU-1\"]", 1);
    let errors = read_law(&source).expect_err("an unknown clause");
    assert_eq!((errors[0].file.as_str(), errors[0].message.key), ("law.toml", "policy-problem-unknown-id"));
}

#[test]
fn no_entry_of_a_federations_own_changes_what_stands_in_law_and_no_decision_helps() {
    for text in [
        format!("[[set]]\nparameter = \"{BREACH}\"\nvalue = 96\n"),
        format!("[[set]]\nparameter = \"{BREACH}\"\nvalue = 48\n"),
        format!("[[set]]\nparameter = \"{BREACH}\"\nvalue = 96\noverride = true\n"),
    ] {
        let report = apply_overlay(&example_source(), &overlay(&text), &vocabulary());
        assert!(report.pack.is_none(), "{text}");
        let error = &report.errors[0];
        assert_eq!((error.message.key, error.line), ("policy-problem-is-law", 5), "{}", told(&report.errors));
    }
}

#[test]
fn more_than_the_law_asks_for_may_be_added_and_less_may_not() {
    let stricter = apply_overlay(&example_source(), &overlay(&parameter(48)), &vocabulary());
    let pack = stricter.pack.unwrap_or_else(|| panic!("{}", told(&stricter.errors)));
    assert_eq!(pack.number(BREACH), Some(48));
    let laxer = apply_overlay(&example_source(), &overlay(&parameter(96)), &vocabulary());
    assert!(laxer.pack.is_none());
    let error = &laxer.errors[0];
    assert_eq!((error.message.key, error.line), ("policy-problem-against-law", 6), "{}", told(&laxer.errors));
}

#[test]
fn a_pack_that_asks_for_less_than_the_law_cannot_be_adopted_but_one_that_was_still_reads() {
    let report = read_pack(&with_parameter(96), &vocabulary());
    assert_eq!(report.errors[0].message.key, "policy-problem-against-law", "{}", told(&report.errors));
    assert_eq!(report.errors[0].file, "pack.toml");
    assert!(read_pack(&with_parameter(48), &vocabulary()).pack.is_some(), "stricter than the law");
    assert!(
        read_adopted(&with_parameter(96), None, &vocabulary()).pack.is_some(),
        "a later law judges nothing old"
    );
    let without = Vocabulary { law: policy::Law::default(), ..vocabulary() };
    assert!(
        read_pack(&with_parameter(96), &without).pack.is_some(),
        "without the law layer nothing forbids it"
    );
}

#[test]
fn a_demand_is_weakened_only_by_an_entry_that_says_so() {
    // Its plans are made every year, and so need a type of document that is.
    let mut source = example_source();
    source.files.retain(|(name, _)| !name.ends_with("plans.toml"));
    for text in [
        "[[set]]\nrule = \"system-manager-appointed\"\nstrength = \"should\"\n",
        "[[set]]\nrule = \"exactly-one-system-owner\"\nmax = 2\n",
        "[[set]]\nrule = \"exactly-one-system-owner\"\nmin = 0\n",
        "[[set]]\nrule = \"system-manager-appointed\"\nwhen = { personal_data = true }\n",
        "[[set]]\ndocument = \"classification\"\nrevision_interval_months = 48\n",
        "[[set]]\nrule = \"guideline-is-reviewed\"\ninterval_months = 48\n",
        "[[set]]\nrule = \"it-has-technical-management\"\nvalue = [\"it\", \"supplier\"]\n",
        "[[set]]\nrule = \"it-has-technical-management\"\nfact = \"business_management\"\n",
        "[[set]]\nrule = \"system-manager-appointed\"\ncounts_from = [\"own\", \"object\", \"organisation\"]\n",
        "[[set]]\nrole = \"operations_responsible\"\nholders = [\"person\", \"external_person\", \"body\"]\n",
        "[[set]]\nrule = \"supplier-operates-with-own-staff\"\nholder_kinds = [\"external_person\", \"person\"]\n",
        "[[set]]\nseparation = \"owner-is-not-operations\"\nroles = [\"system_manager\", \"operations_responsible\"]\n",
        "[[set]]\ndocument = \"management_plan\"\nplan = false\n",
        "[[set]]\ndocument = \"classification\"\nrequired = [{ when = { size = \"large\" }, clauses = [\"E-006\"] }, { strength = \
         \"should\", clauses = [\"E-006\"] }]\n",
    ] {
        let report = apply_overlay(&source, &overlay(text), &vocabulary());
        let error = report.errors.first().unwrap_or_else(|| panic!("{text} passes"));
        assert_eq!(
            (error.message.key, error.line),
            ("policy-problem-weakens", 4),
            "{text}{}",
            told(&report.errors)
        );
        let decided = overlay(&format!("{text}override = true\n"));
        let report = apply_overlay(&source, &decided, &vocabulary());
        assert!(report.pack.is_some(), "{text}{}", told(&report.errors));
        assert_eq!(report.warnings[0].message.key, "policy-warning-weakened", "never in silence");
        assert!(read_adopted(&source, Some(&overlay(text)), &vocabulary()).pack.is_some(), "{text}");
    }
}

#[test]
fn a_demand_that_is_tightened_needs_no_decided_deviation() {
    for text in [
        "[[set]]\nrule = \"operations-responsible-appointed\"\ncounts_from = [\"own\"]\n",
        "[[set]]\nseparation = \"owner-is-not-operations\"\nroles = [\"system_owner\", \"system_manager\", \
         \"operations_responsible\"]\n",
        "[[set]]\ndocument = \"classification\"\nrequired = [{ when = { personal_data = true }, clauses = [\"E-006\"] }, { when = \
         { size = \"large\" }, clauses = [\"E-006\"] }, { strength = \"should\", clauses = [\"E-006\"] }]\n",
    ] {
        let report = apply_overlay(&example_source(), &overlay(text), &vocabulary());
        assert!(report.pack.is_some() && report.warnings.is_empty(), "{text}{}", told(&report.errors));
    }
}

#[test]
fn an_entry_that_weakens_several_demands_is_warned_of_for_each() {
    let text = "[[set]]\nrole = \"operations_responsible\"\nholders = [\"person\", \"external_person\", \"body\"]\ndemand = [{ rule \
                = \"operations-responsible-appointed\", subject = \"system\", min = 1, strength = \"should\", clauses = [\"E-004\"] }]\noverride = true\n";
    let report = apply_overlay(&example_source(), &overlay(text), &vocabulary());
    assert!(report.pack.is_some(), "{}", told(&report.errors));
    let told = told(&report.warnings);
    assert_eq!(report.warnings.len(), 2, "{told}");
    assert!(
        told.contains("operations-responsible-appointed") && told.contains("operations_responsible"),
        "{told}"
    );
}

#[test]
fn only_a_stricter_value_is_called_stricter_than_the_law() {
    let law = vocabulary().law;
    let tightens = |value: i64| {
        let read = read_adopted(&with_parameter(value), None, &vocabulary());
        law.is_tightened_by(read.pack.expect("it reads").parameter(BREACH).expect("there"))
    };
    assert_eq!([48, 72, 96].map(tightens), [true, false, false]);
}
