//! Mistakes in what a pack says of groups, agreements and statements are told where they stand.

mod support;

use support::{changed, read, told};

/// A file of the reference, what is replaced in it by what, the error, and the text that it stands at.
type Mistake = (&'static str, &'static str, &'static str, &'static str, &'static str);

const MISTAKES: [Mistake; 19] = [
    (
        "forums.toml",
        "body = \"steering_group\"",
        "body = \"stering_group\"",
        "unknown-id",
        "\"stering_group\"",
    ),
    (
        "forums.toml",
        "body = \"steering_group\"",
        "body = \"it_department\"",
        "body-is-no-forum",
        "\"it_department\"",
    ),
    ("forums.toml", "rule = \"steering-group-formed\"\n", "", "missing-key", "[[forum]]"),
    ("forums.toml", "subjects = [\"object\", \"system\"]\n", "", "missing-key", "[[forum]]"),
    ("forums.toml", "noted_from = 5", "noted_from = 7", "impossible-count", "6\n"),
    ("forums.toml", "most = 6", "most = 0", "impossible-count", "0\n"),
    ("forums.toml", "most = 6", "most = -6", "negative", "-6"),
    ("forums.toml", "most = 6", "most = { parameter = \"largest\" }", "unknown-id", "\"largest\""),
    ("forums.toml", "convener = [{ role = \"system_manager\" }]\n", "", "demanded-of-nobody", "[[forum]]"),
    (
        "forums.toml",
        "subject = \"object\"\n  when",
        "subject = \"organisation\"\n  when",
        "unknown-value",
        "\"organisation\"",
    ),
    (
        "forums.toml",
        "chair = [{ role = \"system_owner\" }]",
        "chair = [{ body = \"supplier\" }]",
        "seat-of-a-body",
        "[{ body",
    ),
    ("forums.toml", "{ role = \"operations_responsible\" }", "{}", "bad-seat", "{}"),
    ("forums.toml", "convener = ", "meets = 4\nconvener = ", "unknown-key", "meets"),
    ("agreements.toml", "id = \"support\"", "id = \"lease\"", "unknown-value", "\"lease\""),
    ("agreements.toml", "id = \"support\"", "id = 'operation'", "duplicate-id", "'operation'"),
    (
        "agreements.toml",
        "rule = \"cloud-agreement-current\"\ntitle = { sv = \"drift\"",
        "title = { sv = \"drift\"",
        "missing-key",
        "[[agreement_kind]]",
    ),
    (
        "agreements.toml",
        "responsible = [{ role = \"system_manager\" }]\n",
        "",
        "demanded-of-nobody",
        "[[agreement_kind]]",
    ),
    (
        "roles.toml",
        "statement = { review_months = 24 }",
        "statement = { review_months = 0 }",
        "months",
        "0 }\n  strength",
    ),
    (
        "roles.toml",
        "statement = { review_months = 24 }",
        "statement = { subjects = [\"person\"] }",
        "unknown-value",
        "\"person\"",
    ),
];

#[test]
fn each_mistake_is_told_at_its_line_and_column() {
    for (file, old, new, key, marker) in MISTAKES {
        let source = changed(file, old, new);
        let report = read(&source);
        let text = source.text(file).expect("the file is there");
        let offset = text.find(marker).unwrap_or_else(|| panic!("{marker:?} is not in {file}"));
        let line = text[..offset].matches('\n').count() + 1;
        let column = text[..offset].rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let is_told = report.errors.iter().any(|error| {
            error.message.key == format!("policy-problem-{key}")
                && (error.file.as_str(), error.line, error.column) == (file, line, column)
        });
        assert!(
            is_told,
            "{new:?}: expected {file}:{line}:{column} {key}, told was:\n{}",
            told(&report.errors)
        );
    }
}

#[test]
fn a_parameter_that_the_engine_reads_must_be_a_number_of_days_or_months() {
    for (id, value, key) in [
        ("agreement_notice_days", "-1", "policy-problem-parameter-not-days"),
        ("agreement_notice_days", "\"snart\"", "policy-problem-parameter-not-days"),
        ("statement_review_months", "0", "policy-problem-parameter-is-no-months"),
        ("statement_review_months", "9000", "policy-problem-parameter-is-no-months"),
    ] {
        let mut source = support::example_source();
        let (_, text) = source.files.iter_mut().find(|(name, _)| name == "pack.toml").expect("there");
        text.push_str(&format!(
            "\n[[parameter]]\nid = \"{id}\"\nvalue = {value}\nstricter = \"none\"\n\
             title = {{ sv = \"a\", en = \"a\" }}\nclauses = []\n"
        ));
        let report = read(&source);
        let is_told = report.errors.iter().any(|error| error.message.key == key && error.file == "pack.toml");
        assert!(is_told, "{id} = {value}: {}", told(&report.errors));
    }
}

#[test]
fn the_size_of_a_group_is_no_text() {
    let mut source = changed("forums.toml", "most = 6", "most = { parameter = \"largest\" }");
    let (_, text) = source.files.iter_mut().find(|(name, _)| name == "pack.toml").expect("there");
    text.push_str(
        "\n[[parameter]]\nid = \"largest\"\nvalue = \"många\"\nstricter = \"none\"\n\
         title = { sv = \"a\", en = \"a\" }\nclauses = []\n",
    );
    let report = read(&source);
    let error = report.errors.iter().find(|one| one.message.key == "policy-problem-parameter-is-no-count");
    assert!(error.is_some_and(|error| error.file == "forums.toml"), "{}", told(&report.errors));
}
