//! Every kind of mistake in a pack is told with its file, line and column, and all at once.

mod support;

use policy::{PackSource, Problem};
use support::{changed, example_source, read, told};

/// The pack must have an error with this key at the first place of `marker` in the file.
fn assert_error(source: &PackSource, key: &str, file: &str, marker: &str) {
    let report = read(source);
    assert!(report.pack.is_none(), "a pack with errors is not given out");
    assert_told(&report.errors, source, key, file, marker);
}

fn assert_warning(source: &PackSource, key: &str, file: &str, marker: &str) {
    let report = read(source);
    assert!(report.pack.is_some(), "a warning does not stop the pack:\n{}", told(&report.errors));
    assert_told(&report.warnings, source, key, file, marker);
}

fn assert_told(problems: &[Problem], source: &PackSource, key: &str, file: &str, marker: &str) {
    let text = source.text(file).expect("the file is there");
    let offset = text.find(marker).unwrap_or_else(|| panic!("{marker:?} is not in {file}"));
    let line = text[..offset].matches('\n').count() + 1;
    let column = text[..offset].rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let is_told = problems.iter().any(|problem| {
        problem.message.key == key
            && (problem.file.as_str(), problem.line, problem.column) == (file, line, column)
    });
    assert!(is_told, "expected {file}:{line}:{column} {key}, told was:\n{}", told(problems));
}

#[test]
fn a_role_that_nobody_defines_is_told_where_it_is_named() {
    let source = changed(
        "roles.toml",
        "role = \"head_of_it\" }]\nclauses = [\"E-001\"",
        "role = \"heads_of_it\" }]\nclauses = [\"E-001\"",
    );
    assert_error(&source, "policy-problem-unknown-id", "roles.toml", "\"heads_of_it\"");
}

#[test]
fn an_unknown_id_lists_the_known_ones_with_the_nearest_first() {
    let source = changed("documents.toml", "group = \"it\"", "group = \"manegement\"");
    let report = read(&source);
    let error =
        report.errors.iter().find(|error| error.message.key == "policy-problem-unknown-id").expect("told");
    let help = error.help.as_ref().expect("help");
    assert_eq!(help.args[0].1, kernel::Arg::Text("management, it".into()));
}

#[test]
fn an_issue_that_names_a_rule_that_is_not_there_is_told() {
    let source = changed(
        "issues.toml",
        "\"operations-responsible-appointed\"]",
        "\"operation-responsible-appointed\"]",
    );
    assert_error(&source, "policy-problem-unknown-id", "issues.toml", "\"operation-responsible-appointed\"");
}

#[test]
fn an_id_that_stands_twice_is_told_at_the_second_place() {
    let source = changed("roles.toml", "id = \"supplier\"", "id = 'it_department'");
    assert_error(&source, "policy-problem-duplicate-id", "roles.toml", "'it_department'");
}

#[test]
fn a_rule_id_that_stands_twice_in_different_files_is_told() {
    let source = changed(
        "objects.toml",
        "rule = \"it-has-technical-management\"",
        "rule = 'exactly-one-system-owner'",
    );
    let report = read(&source);
    assert!(
        report.errors.iter().any(|error| error.message.key == "policy-problem-duplicate-id"),
        "{}",
        told(&report.errors)
    );
}

#[test]
fn more_at_least_than_at_most_is_an_impossible_count() {
    let source = changed("roles.toml", "max = 1\n  counts_from", "max = 0\n  counts_from");
    assert_error(&source, "policy-problem-impossible-count", "roles.toml", "0\n  counts_from");
}

#[test]
fn a_negative_count_is_told() {
    let source = changed("roles.toml", "min = 1\n  max", "min = -1\n  max");
    assert_error(&source, "policy-problem-negative", "roles.toml", "-1\n  max");
}

#[test]
fn roles_that_appoint_each_other_in_a_circle_are_told_with_the_circle() {
    let source = changed("roles.toml", "appointed_by = []", "appointed_by = [{ role = \"system_manager\" }]");
    let report = read(&source);
    let error = report.errors.first().expect("an error");
    assert_eq!(error.message.key, "policy-problem-appointment-circle");
    assert_eq!(
        error.message.args[0].1,
        kernel::Arg::Text("head_of_it → system_manager → system_owner → head_of_it".into())
    );
}

#[test]
fn a_role_that_appoints_itself_is_a_circle() {
    let source = changed(
        "roles.toml",
        "appointed_by = [{ role = \"head_of_it\" }]",
        "appointed_by = [{ role = \"system_owner\" }]",
    );
    assert_error(
        &source,
        "policy-problem-appointment-circle",
        "roles.toml",
        "\"system_owner\"\ncore_function",
    );
}

#[test]
fn a_required_document_that_nobody_answers_for_is_told() {
    let source = changed("documents.toml", "owner_role = [{ role = \"operations_responsible\" }]\n", "");
    assert_error(
        &source,
        "policy-problem-required-without-owner",
        "documents.toml",
        "[[document]]\nid = \"service_level_agreement\"",
    );
}

#[test]
fn an_unknown_fact_is_told_with_the_known_ones() {
    let source =
        changed("documents.toml", "when = { personal_data = true }", "when = { personaldata = true }");
    assert_error(&source, "policy-problem-unknown-fact", "documents.toml", "personaldata");
}

#[test]
fn a_fact_of_another_kind_of_subject_is_unknown_in_a_condition() {
    let source = changed("roles.toml", "when = { is_own = true }", "when = { user_count = 3 }");
    assert_error(&source, "policy-problem-unknown-fact", "roles.toml", "user_count");
}

#[test]
fn an_unknown_value_of_a_fact_is_told() {
    let source = changed(
        "documents.toml",
        "when = { operation_form = \"own_it\" }",
        "when = { operation_form = \"moon\" }",
    );
    assert_error(&source, "policy-problem-unknown-value", "documents.toml", "\"moon\"");
}

#[test]
fn a_value_of_the_wrong_type_in_a_condition_is_told() {
    let source =
        changed("documents.toml", "when = { personal_data = true }", "when = { personal_data = \"yes\" }");
    assert_error(&source, "policy-problem-wrong-type", "documents.toml", "\"yes\"");
}

#[test]
fn a_range_of_a_fact_that_has_no_order_is_told() {
    let source = changed(
        "documents.toml",
        "when = { personal_data = true }",
        "when = { size = { at_least = \"large\" } }",
    );
    assert_error(&source, "policy-problem-bad-test", "documents.toml", "{ at_least");
}

#[test]
fn an_unknown_key_is_told_where_it_stands() {
    let source = changed("documents.toml", "plan = true", "is_plan = true");
    assert_error(&source, "policy-problem-unknown-key", "documents.toml", "is_plan");
}

#[test]
fn an_unknown_key_at_the_top_of_a_file_is_told() {
    let source = changed("terms.toml", "[[term]]", "[[terms]]");
    assert_error(&source, "policy-problem-unknown-key", "terms.toml", "terms]]");
}

#[test]
fn a_text_that_lacks_a_language_is_told() {
    let source = changed("clauses.toml", "en = \"Every system has exactly one system owner.\"\n", "");
    assert_error(&source, "policy-problem-missing-language", "clauses.toml", "[[clause]]");
    let source = changed("terms.toml", ", en = \"common system\"", "");
    assert_error(&source, "policy-problem-missing-language", "terms.toml", "{ sv = \"gemensamt system\" }");
}

#[test]
fn an_empty_text_is_told() {
    let source = changed("terms.toml", "en = \"common system\"", "en = \" \"");
    assert_error(&source, "policy-problem-empty-text", "terms.toml", "\" \"");
}

#[test]
fn a_title_that_lacks_a_form_is_told() {
    let source = changed("documents.toml", "sv_plural = \"systemförvaltningsplaner\", ", "");
    assert_error(
        &source,
        "policy-problem-missing-key",
        "documents.toml",
        "{ sv = \"systemförvaltningsplan\"",
    );
}

#[test]
fn a_clause_that_does_not_exist_is_told_where_it_is_named() {
    let source = changed("objects.toml", "clauses = [\"E-010\"]", "clauses = [\"E-010\", \"E-999\"]");
    assert_error(&source, "policy-problem-unknown-id", "objects.toml", "\"E-999\"");
}

#[test]
fn a_rule_without_clauses_is_told() {
    let source = changed("objects.toml", "clauses = [\"E-010\"]\n", "");
    assert_error(&source, "policy-problem-missing-key", "objects.toml", "[[field_demand]]");
}

#[test]
fn a_value_of_the_wrong_type_is_told() {
    let source = changed(
        "documents.toml",
        "revision_interval_months = 24",
        "revision_interval_months = \"two years\"",
    );
    assert_error(&source, "policy-problem-wrong-type", "documents.toml", "\"two years\"");
}

#[test]
fn a_missing_file_is_told_at_line_one() {
    let mut source = example_source();
    source.files.retain(|(name, _)| name != "objects.toml");
    let report = read(&source);
    let missing =
        report.errors.iter().find(|error| error.message.key == "policy-problem-missing-file").expect("told");
    assert_eq!((missing.file.as_str(), missing.line, missing.column), ("objects.toml", 1, 1));
    assert_eq!(
        report.errors.len(),
        1,
        "what it would have defined is not told as unknown:\n{}",
        told(&report.errors)
    );
}

#[test]
fn a_pack_without_tests_is_told() {
    let mut source = example_source();
    source.files.retain(|(name, _)| !name.starts_with("tests/"));
    assert_eq!(read(&source).errors[0].message.key, "policy-problem-missing-file");
}

#[test]
fn a_file_that_does_not_belong_in_a_pack_is_told() {
    let mut source = example_source();
    source.files.push(("role.toml".into(), String::new()));
    assert_eq!(read(&source).errors[0].message.key, "policy-problem-unknown-file");
}

#[test]
fn broken_toml_is_told_where_it_breaks_and_the_other_files_are_still_read() {
    let mut source = changed("roles.toml", "order = 1", "order = = 1");
    let (_, terms) = source.files.iter_mut().find(|(name, _)| name == "terms.toml").expect("terms");
    *terms = terms.replacen("[[term]]", "[[terms]]", 1);
    assert_error(&source, "policy-problem-not-toml", "roles.toml", "= 1");
    assert_error(&source, "policy-problem-unknown-key", "terms.toml", "terms]]");
}

#[test]
fn a_file_that_is_not_utf8_is_told() {
    let mut source = example_source();
    source.files.retain(|(name, _)| name != "terms.toml");
    source.add("terms.toml".into(), vec![b'[', 0xff, 0xfe]);
    let report = read(&source);
    assert_eq!(report.errors.len(), 1, "{}", told(&report.errors));
    assert_eq!(report.errors[0].message.key, "policy-problem-not-utf8");
}

#[test]
fn a_byte_order_mark_is_no_mistake() {
    let mut source = example_source();
    let place = source.files.iter().position(|(name, _)| name == "terms.toml").expect("terms");
    let (name, text) = source.files.remove(place);
    source.add(name, format!("\u{feff}{text}").into_bytes());
    assert!(read(&source).errors.is_empty());
}

#[test]
fn a_date_that_no_calendar_has_is_told() {
    let source = changed("pack.toml", "valid_from = 2026-01-01", "valid_from = 2026-02-30");
    let report = read(&source);
    assert!(report.errors.iter().any(|e| e.file == "pack.toml" && e.line == 6), "{}", told(&report.errors));
}

#[test]
fn a_date_in_quotes_is_told() {
    let source = changed("pack.toml", "valid_from = 2026-01-01", "valid_from = \"2026-01-01\"");
    assert_error(&source, "policy-problem-bad-date", "pack.toml", "\"2026-01-01\"");
}

#[test]
fn a_version_that_is_no_number_is_told() {
    let source = changed("pack.toml", "version = \"1.0\"", "version = \"draft\"");
    assert_error(&source, "policy-problem-bad-version", "pack.toml", "\"draft\"");
}

#[test]
fn an_unknown_time_zone_is_told() {
    let source = changed("pack.toml", "Europe/Stockholm", "Europe/Laxå");
    assert_error(&source, "policy-problem-unknown-time-zone", "pack.toml", "\"Europe/Laxå\"");
}

#[test]
fn a_parameter_whose_value_cannot_get_stricter_that_way_is_told() {
    let source = changed("pack.toml", "value = 90", "value = \"ninety\"");
    assert_error(&source, "policy-problem-stricter-does-not-fit", "pack.toml", "\"higher\"");
}

#[test]
fn a_pack_whose_id_is_not_its_folder_is_told() {
    let mut source = example_source();
    source.id = "other".into();
    assert_eq!(read(&source).errors[0].message.key, "policy-problem-id-is-not-folder");
}

#[test]
fn a_test_that_fails_is_told_where_it_expects() {
    let source = changed("tests/roles.toml", "outcome = \"met\"", "outcome = \"breached\"");
    assert_error(
        &source,
        "policy-problem-test-failed",
        "tests/roles.toml",
        "{ rule = \"exactly-one-system-owner\", outcome = \"breached\" }",
    );
}

#[test]
fn a_test_of_a_look_up_that_fails_is_told_at_the_test() {
    let source = changed(
        "tests/roles.toml",
        "expect_titles = { system_manager = \"förvaltningsledare\" }",
        "expect_titles = { system_manager = \"chef\" }",
    );
    assert_error(&source, "policy-problem-test-failed", "tests/roles.toml", "[[test]]");
}

#[test]
fn numbering_without_a_number_is_told() {
    let source = changed("documents.toml", "SLA-{year}-{number}", "SLA-{year}");
    assert_error(&source, "policy-problem-bad-numbering", "documents.toml", "\"SLA-{year}\"");
}

#[test]
fn a_title_for_an_unknown_category_is_told() {
    let source = changed(
        "roles.toml",
        "effective_kind = [\"common\"]\n  title",
        "effective_kind = [\"shared\"]\n  title",
    );
    assert_error(&source, "policy-problem-unknown-title-kind", "roles.toml", "\"shared\"");
}

#[test]
fn an_action_that_the_program_does_not_know_is_told() {
    let source = changed("roles.toml", "action = \"plan.approve\"", "action = \"plan.aprove\"");
    assert_error(&source, "policy-problem-unknown-value", "roles.toml", "\"plan.aprove\"");
}

#[test]
fn a_who_that_is_both_role_and_body_is_told() {
    let source =
        changed("roles.toml", "{ role = \"head_of_it\" }", "{ role = \"head_of_it\", body = \"supplier\" }");
    assert_error(&source, "policy-problem-bad-who", "roles.toml", "{ role = \"head_of_it\", body");
}

#[test]
fn an_opening_hour_that_ends_before_it_starts_is_told() {
    let source = changed("service.toml", "mon = [\"07:30-16:00\"]", "mon = [\"16:00-07:30\"]");
    assert_error(&source, "calendar-backward-interval", "service.toml", "\"16:00-07:30\"");
}

#[test]
fn an_id_in_capitals_is_told() {
    let source = changed("terms.toml", "id = \"common_system\"", "id = \"CommonSystem\"");
    assert_error(&source, "policy-problem-bad-id", "terms.toml", "\"CommonSystem\"");
}

#[test]
fn a_separation_of_one_role_is_told() {
    let source = changed(
        "roles.toml",
        "roles = [\"system_owner\", \"operations_responsible\"]",
        "roles = [\"system_owner\"]",
    );
    assert_error(&source, "policy-problem-separation-of-one", "roles.toml", "[\"system_owner\"]");
}

#[test]
fn a_system_kind_that_the_register_does_not_have_is_told() {
    let source = changed("objects.toml", "id = \"cloud_service\"", "id = \"cloud\"");
    assert_error(&source, "policy-problem-unknown-value", "objects.toml", "\"cloud\"");
}

#[test]
fn all_mistakes_in_all_files_are_told_at_once_in_order() {
    let mut source = changed("documents.toml", "plan = true", "is_plan = true");
    for (file, old, new) in [("roles.toml", "min = 1", "min = -1"), ("terms.toml", "[[term]]", "[[terms]]")] {
        let (_, text) = source.files.iter_mut().find(|(name, _)| name == file).expect("file");
        *text = text.replacen(old, new, 1);
    }
    let files: Vec<String> = read(&source).errors.into_iter().map(|error| error.file).collect();
    assert!(files.is_sorted(), "{files:?}");
    for file in ["documents.toml", "roles.toml", "terms.toml"] {
        assert!(files.iter().any(|name| name == file), "{file} is missing in {files:?}");
    }
}

#[test]
fn a_clause_that_no_rule_carries_out_is_a_warning_unless_it_is_only_shown_or_recorded() {
    let source = changed(
        "clauses.toml",
        "id = \"E-001\"",
        "id = \"E-000\"\nsection = \"x\"\nsv = \"x\"\nen = \"x\"\neffect = \"enforced\"\n\n[[clause]]\nid = \"E-001\"",
    );
    assert_warning(&source, "policy-warning-unused-clause", "clauses.toml", "\"E-000\"");
    let source = changed(
        "clauses.toml",
        "id = \"E-001\"",
        "id = \"E-000\"\nsection = \"x\"\nsv = \"x\"\nen = \"x\"\neffect = \"shown\"\n\n[[clause]]\nid = \"E-001\"",
    );
    let unused = |problem: &Problem| problem.message.key == "policy-warning-unused-clause";
    assert!(!read(&source).warnings.iter().any(unused));
}

#[test]
fn a_role_of_which_nothing_says_who_appoints_it_is_a_warning() {
    let source = changed("roles.toml", "appointed_by = []\n", "");
    assert_warning(&source, "policy-warning-nobody-appoints", "roles.toml", "[[role]]");
}

#[test]
fn a_guideline_without_a_day_of_adoption_is_a_warning() {
    let source = changed("pack.toml", "adopted_on = 2025-12-01\n", "");
    assert_warning(&source, "policy-warning-missing-key", "pack.toml", "# file");
}

#[test]
fn a_value_that_stands_twice_in_a_list_is_a_warning() {
    let source = changed(
        "roles.toml",
        "aliases = [\"systemansvarig\"]",
        "aliases = [\"systemansvarig\", 'systemansvarig']",
    );
    assert_warning(&source, "policy-warning-twice-in-list", "roles.toml", "'systemansvarig'");
}

#[test]
fn a_condition_that_can_never_hold_is_told() {
    for never in ["kind = []", "user_count = { at_least = 9, at_most = 3 }"] {
        let source =
            changed("documents.toml", "when = { personal_data = true }", &format!("when = {{ {never} }}"));
        let marker = format!("{} }}", never.split_once(" = ").expect("a fact and its test").1);
        assert_error(&source, "policy-problem-never", "documents.toml", &marker);
    }
}

#[test]
fn days_of_notice_that_the_engine_cannot_use_are_told() {
    for value in ["-1", "4000", "\"many\""] {
        let source = changed(
            "pack.toml",
            "value = 90\nstricter = \"higher\"",
            &format!("value = {value}\nstricter = \"none\""),
        );
        assert_error(&source, "policy-problem-parameter-not-days", "pack.toml", "\"vacancy_notice_days\"");
    }
}

/// The help beside an error.
fn help(source: &PackSource, key: &str) -> Option<&'static str> {
    let report = read(source);
    let error = report.errors.iter().find(|error| error.message.key == key);
    error.unwrap_or_else(|| panic!("{}", told(&report.errors))).help.as_ref().map(|help| help.key)
}

#[test]
fn a_value_of_another_type_is_told_with_how_it_is_written() {
    for (file, from, to, expected) in [
        ("pack.toml", "version = \"1.0\"", "version = 1.0", "policy-help-quotes"),
        ("roles.toml", "order = 1", "order = \"1\"", "policy-help-no-quotes"),
        (
            "roles.toml",
            "title = { sv = \"IT\", en = \"IT\" }",
            "title = \"IT\"",
            "policy-help-both-languages",
        ),
        ("roles.toml", "appointed_by = []", "appointed_by = [\"it_department\"]", "policy-help-who-list"),
        ("roles.toml", "appointed_by = []", "appointed_by = \"it_department\"", "policy-help-who-list"),
        ("terms.toml", "clauses = [\"E-009\"]", "clauses = \"E-009\"", "policy-help-list"),
    ] {
        let source = changed(file, from, to);
        assert_eq!(help(&source, "policy-problem-wrong-type"), Some(expected), "{to}");
    }
}

#[test]
fn what_is_no_toml_comes_with_what_to_look_for() {
    let source = changed("terms.toml", "[[term]]", "[[term");
    assert_eq!(help(&source, "policy-problem-not-toml"), Some("policy-help-toml"));
}

#[test]
fn facts_of_an_unknown_kind_of_subject_are_not_told_again() {
    let source = changed("roles.toml", "subject = \"organisation\"", "subject = \"organization\"");
    let report = read(&source);
    let facts = report.errors.iter().filter(|error| error.message.key == "policy-problem-unknown-fact");
    assert_eq!(facts.count(), 0, "{}", told(&report.errors));
    assert_error(&source, "policy-problem-unknown-value", "roles.toml", "\"organization\"");
}

#[test]
fn a_rule_that_rests_on_no_clause_is_told() {
    let source = changed("roles.toml", "  clauses = [\"E-001\"]", "  clauses = []");
    let report = read(&source);
    assert!(
        report.errors.iter().any(|error| error.message.key == "policy-problem-no-clauses"),
        "{}",
        told(&report.errors)
    );
}
