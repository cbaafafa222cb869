//! Packs beside each other: comparison, differences of versions, layers, overlays, and which rules carry out a clause.

mod support;

use kernel::Language;
use policy::{
    Change, CollisionKind, Layer, LayerParameters, Pack, PackSource, Parameter, ParameterValue, Stricter,
    apply_overlay, combine, compare, differences, read_adopted, read_to_adopt,
};
use std::collections::BTreeSet;
use support::{changed, example_source, examples, good, told, vocabulary};

fn pack() -> Pack {
    good(&example_source())
}

fn without_tests(mut source: PackSource) -> PackSource {
    for (name, text) in &mut source.files {
        if name.starts_with("tests/") {
            text.clear();
        }
    }
    source
}

#[test]
fn a_pack_compared_with_itself_differs_in_nothing() {
    let comparison = compare(&pack(), &pack());
    assert_eq!(comparison, policy::Comparison::default());
}

#[test]
fn rules_are_matched_by_what_they_are_about_and_not_by_their_ids() {
    let mut source = without_tests(example_source());
    for (_, text) in &mut source.files {
        *text = text
            .replace("exactly-one-system-owner", "ein-besitzer")
            .replace("management-plan-exists", "plan-da")
            .replace("system_owner", "boss");
    }
    assert_eq!(compare(&pack(), &good(&source)), policy::Comparison::default());
}

#[test]
fn a_demand_that_only_one_makes_is_told_with_its_kind_rule_clauses_and_text() {
    let source = without_tests(changed(
        "roles.toml",
        "  [[role.demand]]\n  rule = \"system-manager-appointed\"\n  subject = \"system\"\n  min = 1\n  clauses = [\"E-002\"]\n",
        "",
    ));
    let comparison = compare(&pack(), &good(&source));
    assert_eq!(comparison.only_in_first.len(), 1);
    assert!(comparison.only_in_second.is_empty() && comparison.differs.is_empty());
    let told = comparison.in_language(Language::English);
    assert_eq!(
        told["only_in_first"][0],
        serde_json::json!({
            "kind": "role_count",
            "rule": "system-manager-appointed",
            "clauses": ["E-002"],
            "text": "The system owner appoints the system manager.",
        })
    );
    assert_eq!(compare(&good(&source), &pack()).only_in_second.len(), 1);
}

#[test]
fn where_both_demand_but_differ_the_field_and_both_values_are_told() {
    let source = without_tests(changed(
        "documents.toml",
        "revision_interval_months = 24",
        "revision_interval_months = 36",
    ));
    let told = compare(&pack(), &good(&source)).in_language(Language::Swedish);
    assert_eq!(
        told["differs"],
        serde_json::json!([{
            "kind": "document",
            "rule": "classification-exists",
            "field": "revision_interval_months",
            "first": "24",
            "second": "36",
        }])
    );
}

#[test]
fn a_new_version_shows_what_it_adds_removes_and_changes() {
    let mut source = without_tests(changed("pack.toml", "version = \"1.0\"", "version = \"1.1\""));
    let (_, text) = source.files.iter_mut().find(|(name, _)| name == "terms.toml").expect("terms");
    *text = text.replace("id = \"common_system\"", "id = \"shared_system\"");
    let (_, text) = source.files.iter_mut().find(|(name, _)| name == "documents.toml").expect("documents");
    *text = text.replace("revision_interval_months = 24", "revision_interval_months = 12");
    let found = differences(&pack(), &good(&source));
    let told: Vec<(String, String, &str)> = found
        .iter()
        .map(|difference| {
            let change = match &difference.change {
                Change::Added { .. } => "added",
                Change::Removed { .. } => "removed",
                Change::Changed { .. } => "changed",
            };
            (difference.kind.clone(), difference.id.clone(), change)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("pack".to_owned(), String::new(), "changed"),
            ("documents".to_owned(), "classification".to_owned(), "changed"),
            ("terms".to_owned(), "common_system".to_owned(), "removed"),
            ("terms".to_owned(), "shared_system".to_owned(), "added"),
        ]
    );
    assert!(differences(&pack(), &pack()).is_empty());
}

fn layer(layer: Layer, value: ParameterValue, stricter: Stricter) -> LayerParameters {
    let title = kernel::LocalText::new("x", "x");
    let parameter = Parameter { id: "p".into(), value, stricter, title, clauses: vec![] };
    LayerParameters { layer, parameters: vec![parameter], overrides: BTreeSet::new() }
}

fn number(value: i64) -> ParameterValue {
    ParameterValue::Number(value)
}

#[test]
fn a_lower_layer_may_tighten_whatever_the_order_of_the_layers() {
    let layers = [
        layer(Layer::Municipality, number(6), Stricter::Lower),
        layer(Layer::Law, number(12), Stricter::Lower),
    ];
    let combined = combine(&layers);
    let effective = &combined.effective["p"];
    assert_eq!((effective.value.clone(), effective.layer), (number(6), Layer::Municipality));
    assert!(combined.collisions.is_empty());
}

#[test]
fn a_lower_layer_that_relaxes_collides_and_the_higher_one_stays_in_force() {
    let layers =
        [layer(Layer::Law, number(12), Stricter::Lower), layer(Layer::Local, number(24), Stricter::Lower)];
    let combined = combine(&layers);
    assert_eq!(combined.effective["p"].value, number(12));
    assert_eq!(combined.collisions[0].kind, CollisionKind::Relaxes);
    assert_eq!(combined.collisions[0].lower.value, number(24));
}

#[test]
fn a_recorded_override_relaxes_without_a_collision() {
    let mut lower = layer(Layer::Local, number(24), Stricter::Lower);
    lower.overrides.insert("p".into());
    let combined = combine(&[layer(Layer::Law, number(12), Stricter::Lower), lower]);
    assert_eq!(combined.effective["p"].value, number(24));
    assert!(combined.collisions.is_empty());
}

#[test]
fn lists_add_up() {
    let list = |names: &[&str]| ParameterValue::List(names.iter().map(|name| (*name).to_owned()).collect());
    let combined = combine(&[
        layer(Layer::Law, list(&["a", "b"]), Stricter::Union),
        layer(Layer::Local, list(&["b", "c"]), Stricter::Union),
    ]);
    assert_eq!(combined.effective["p"].value, list(&["a", "b", "c"]));
    let fewer = combine(&[
        layer(Layer::Law, list(&["a", "b"]), Stricter::Union),
        layer(Layer::Local, list(&["b"]), Stricter::Union),
    ]);
    assert_eq!(fewer.effective["p"].value, list(&["a", "b"]));
    assert!(fewer.collisions.is_empty(), "demands add up: naming fewer does not take any away");
}

#[test]
fn what_has_no_stricter_way_collides_when_it_differs() {
    let text = |text: &str| ParameterValue::Text(text.into());
    let combined = combine(&[
        layer(Layer::Law, text("a"), Stricter::None),
        layer(Layer::Local, text("b"), Stricter::None),
    ]);
    assert_eq!(combined.collisions[0].kind, CollisionKind::Differs);
    assert_eq!(combined.effective["p"].value, text("a"));
    let other = combine(&[
        layer(Layer::Law, number(1), Stricter::Lower),
        layer(Layer::Local, number(2), Stricter::Higher),
    ]);
    assert_eq!(other.collisions[0].kind, CollisionKind::DoesNotFit);
}

fn overlay(text: &str) -> String {
    format!("pack = \"example\"\nreason = {{ sv = \"Skäl\", en = \"Reason\" }}\ndecision = \"KS 1\"\n{text}")
}

#[test]
fn the_overlay_of_the_reference_changes_just_what_it_says() {
    let text = examples().into_iter().find(|(name, _)| name == "overlay.toml").expect("shown").1;
    let report = apply_overlay(&example_source(), &text, &vocabulary());
    let changed = report.pack.unwrap_or_else(|| panic!("{}", told(&report.errors)));
    assert_eq!(changed.number("vacancy_notice_days"), Some(120));
    assert_eq!(changed.document("management_plan").expect("type").revision_interval_months, Some(6));
    let touched: Vec<&str> = report.differences.iter().map(|difference| difference.id.as_str()).collect();
    assert_eq!(touched, ["management_plan", "who-is-the-host", "vacancy_notice_days"]);
    assert_eq!(report.head.decision, "KS 2026/12");
}

#[test]
fn an_overlay_changes_a_demand_inside_a_role_by_its_rule() {
    let text = overlay("[[set]]\nrule = \"system-manager-appointed\"\nmin = 2\n");
    let report = apply_overlay(&example_source(), &text, &vocabulary());
    let pack = report.pack.unwrap_or_else(|| panic!("{}", told(&report.errors)));
    assert_eq!(pack.role("system_manager").expect("role").demands[0].min, 2);
}

#[test]
fn an_overlay_changes_the_level_of_a_role_and_not_a_level() {
    let text = overlay("[[set]]\nrole = \"system_manager\"\nlevel = \"strategic\"\n");
    let report = apply_overlay(&example_source(), &text, &vocabulary());
    let pack = report.pack.unwrap_or_else(|| panic!("{}", told(&report.errors)));
    assert_eq!(pack.role("system_manager").expect("role").level.as_deref(), Some("strategic"));
}

#[test]
fn an_overlay_may_not_relax_a_parameter_unless_it_says_so() {
    let relaxed = "[[set]]\nparameter = \"vacancy_notice_days\"\nvalue = 30\n";
    let report = apply_overlay(&example_source(), &overlay(relaxed), &vocabulary());
    assert!(report.pack.is_none());
    assert_eq!((report.errors[0].message.key, report.errors[0].line), ("policy-problem-relaxes", 4));
    let report =
        apply_overlay(&example_source(), &overlay(&format!("{relaxed}override = true\n")), &vocabulary());
    assert_eq!(report.warnings[0].message.key, "policy-warning-relaxed", "never in silence");
    assert_eq!(report.pack.expect("allowed").number("vacancy_notice_days"), Some(30));
}

#[test]
fn what_an_overlay_breaks_is_told_at_its_own_line() {
    for (text, key, line) in [
        (
            "[[set]]\nrule = \"system-manager-appointed\"\nmin = 2\nmax = 1\n",
            "policy-problem-impossible-count",
            4,
        ),
        ("[[set]]\nrole = \"nobody\"\nlevel = \"strategic\"\n", "policy-problem-set-unknown-entry", 5),
        ("[[set]]\nlevle = \"strategic\"\n", "policy-problem-set-without-entry", 4),
        ("[[set]]\ndocument = \"management_plan\"\ngroup = \"nowhere\"\n", "policy-problem-unknown-id", 6),
        ("[[freeze]]\nid = \"x\"\n", "policy-problem-unknown-key", 4),
    ] {
        let report = apply_overlay(&example_source(), &overlay(text), &vocabulary());
        assert!(report.pack.is_none(), "{text}");
        let error = report.errors.iter().find(|error| error.message.key == key);
        assert_eq!(error.map(|error| error.line), Some(line), "{text}{}", told(&report.errors));
    }
}

#[test]
fn an_overlay_without_reason_or_decision_is_refused() {
    let report = apply_overlay(&example_source(), "pack = \"example\"\n", &vocabulary());
    assert_eq!(report.errors.len(), 2, "{}", told(&report.errors));
    let report = apply_overlay(&example_source(), &overlay("").replace("example", "other"), &vocabulary());
    assert_eq!(report.errors[0].message.key, "policy-problem-unknown-value");
}

#[test]
fn every_clause_knows_the_rules_that_carry_it_out() {
    let uses = pack().clause_uses();
    assert_eq!(uses["E-005"], ["management-plan-exists", "owner-approves-plan"]);
    assert_eq!(uses["E-009"], ["common", "common-system-is-the-only-one", "common_system", "finance"]);
    assert!(
        pack().rules().iter().any(|rule| rule.kind == "demands" && rule.id == "exactly-one-system-owner")
    );
}

#[test]
fn an_entry_in_single_brackets_or_in_none_is_not_passed_over_in_silence() {
    for text in ["[set]\nparameter = \"vacancy_notice_days\"\nvalue = 120\n", "role = \"system_owner\"\n"] {
        let report = apply_overlay(&example_source(), &overlay(text), &vocabulary());
        assert_eq!(
            report.errors.first().map(|error| error.message.key),
            Some("policy-problem-not-an-entry"),
            "{text}"
        );
    }
}

#[test]
fn a_mistake_in_an_overlay_is_told_at_the_key_that_holds_it() {
    let text = "[[set]]\ndocument = \"management_plan\"\nplan = true\ngruop = \"it\"\n";
    let report = apply_overlay(&example_source(), &overlay(text), &vocabulary());
    assert_eq!((report.errors[0].line, report.errors[0].column), (7, 1), "{}", told(&report.errors));
    let text = "[[set]]\ndocument = \"management_plan\"\nplan = true\ngroup = \"nowhere\"\n";
    let report = apply_overlay(&example_source(), &overlay(text), &vocabulary());
    assert_eq!(report.errors[0].line, 7, "{}", told(&report.errors));
}

#[test]
fn an_entry_that_the_pack_lacks_is_told_with_the_nearest() {
    let text = "[[set]]\nparameter = \"vacancy_notice_day\"\nvalue = 120\n";
    let report = apply_overlay(&example_source(), &overlay(text), &vocabulary());
    let help = report.errors[0].help.as_ref().expect("help");
    assert_eq!(help.args[0].1, kernel::Arg::Text("vacancy_notice_days".into()));
}

#[test]
fn a_pack_is_adopted_with_its_overlay_and_read_again_without_its_tests() {
    let text = overlay("[[set]]\nparameter = \"vacancy_notice_days\"\nvalue = 120\n");
    let mut source = example_source();
    let days = |report: policy::CheckReport| report.pack.and_then(|pack| pack.number("vacancy_notice_days"));
    assert_eq!(days(read_to_adopt(&source, Some(&text), &vocabulary())), Some(120));
    assert_eq!(days(read_adopted(&source, Some(&text), &vocabulary())), Some(120));
    assert_eq!(days(read_adopted(&source, None, &vocabulary())), Some(90));
    let (_, tests) = source.files.iter_mut().find(|(name, _)| name.starts_with("tests/")).expect("a test");
    *tests = tests.replacen("outcome = \"met\"", "outcome = \"breached\"", 1);
    assert!(read_to_adopt(&source, None, &vocabulary()).pack.is_none(), "its tests fail");
    assert!(
        read_to_adopt(&source, Some(&text), &vocabulary()).pack.is_none(),
        "its tests fail with an overlay too"
    );
    assert_eq!(days(read_adopted(&source, None, &vocabulary())), Some(90), "what was adopted still judges");
}

#[test]
fn the_decision_and_reason_of_an_overlay_can_be_read_before_the_rest_is_right() {
    let head = policy::overlay_head(&overlay("[[set]]\nlevle = \"strategic\"\n"));
    assert_eq!((head.decision.as_str(), head.reason.sv.as_str()), ("KS 1", "Skäl"));
    assert_eq!(policy::overlay_head("not toml ["), policy::OverlayHead::default());
}
