//! What a pack says of plans: which kind is written of a subject, what must stand in it, and mistakes in saying so.

mod support;

use policy::{Change, FactValue, Holds, PackSource, SubjectFacts, apply_overlay, compare, differences};
use support::{changed, example_source, good, read, told, vocabulary};

fn without_tests(mut source: PackSource) -> PackSource {
    source.files.iter_mut().filter(|(name, _)| name.starts_with("tests/")).for_each(|(_, text)| text.clear());
    source
}

fn system(size: Option<&str>) -> SubjectFacts {
    let facts = SubjectFacts::new("system");
    match size {
        Some(size) => facts.with("size", FactValue::Text(size.into())),
        None => facts,
    }
}

#[test]
fn the_first_kind_whose_condition_holds_is_the_one_that_is_written() {
    let pack = good(&example_source());
    for (facts, kind) in [
        (system(Some("small_simple")), Some("small_plan")),
        (system(Some("large")), Some("management_plan")),
        (system(None), Some("management_plan")),
        (SubjectFacts::new("object"), None),
    ] {
        assert_eq!(pack.plan_kind_for(&facts).map(|kind| kind.id.as_str()), kind, "{:?}", facts.facts);
    }
    let rarely = good(&without_tests(changed(
        "plans.toml",
        "cycle = \"yearly\"\nclauses",
        "cycle = \"none\"\nclauses",
    )));
    let found = rarely.plan_kind_for(&system(Some("small_simple"))).expect("a kind");
    assert_eq!(found.id, "management_plan", "what is not made every year is no plan of the year");
}

#[test]
fn what_a_kind_leaves_out_is_what_most_packs_want() {
    let pack = good(&example_source());
    let small = pack.plan_kind("small_plan").expect("the kind");
    assert_eq!(small.subjects, ["system"], "those of the document type");
    assert_eq!(small.draft, ["plan.draft", "basis.prepare"]);
    assert_eq!(small.decide, ["plan.approve", "object.decide", "budget.decide"]);
    assert_eq!((small.cost_years, small.sections[0].holds), (1, Holds::Activities));
}

#[test]
fn a_section_is_needed_only_where_its_ground_is_known_to_hold() {
    let pack = good(&example_source());
    let kind = pack.plan_kind("management_plan").expect("the kind");
    let needed = |facts: &SubjectFacts| -> Vec<String> {
        kind.sections_needed(facts).iter().map(|section| section.id.clone()).collect()
    };
    assert_eq!(needed(&system(None)), ["activities"], "nobody has said how important it is");
    let important = system(None).with("importance", FactValue::Text("prioritised".into()));
    assert_eq!(needed(&important), ["goals", "activities"]);
    let advised = changed(
        "plans.toml",
        "when = { importance = [\"important\", \"prioritised\"] }",
        "when = { importance = [\"important\", \"prioritised\"] }\n    strength = \"should\"",
    );
    let advised = good(&without_tests(advised));
    let kind = advised.plan_kind("management_plan").expect("the kind");
    assert_eq!(kind.sections_needed(&important).len(), 1, "a recommendation stops nothing");
}

/// What is replaced in the example by what, the error, and the text that it stands at.
const MISTAKES: [(&str, &str, &str, &str); 12] = [
    ("id = \"management_plan\"\ndocument", "id = 'small_plan'\ndocument", "duplicate-id", "'small_plan'"),
    ("document = \"management_plan\"", "document = \"plan\"", "unknown-id", "\"plan\""),
    ("document = \"management_plan\"", "document = \"classification\"", "yearly-without-plan", "\"yearly\""),
    ("cycle = \"yearly\"", "cycle = \"monthly\"", "unknown-value", "\"monthly\""),
    ("cycle = \"yearly\"", "subjects = [\"object\"]\ncycle = \"yearly\"", "unknown-value", "\"object\""),
    ("cycle = \"yearly\"", "cycle = \"yearly\"\ncounts_as = [\"budget\"]", "unknown-id", "\"budget\""),
    (
        "cycle = \"yearly\"",
        "cycle = \"yearly\"\ndecide = [\"plan.aprove\"]",
        "unknown-value",
        "\"plan.aprove\"",
    ),
    ("cycle = \"yearly\"", "cycle = \"yearly\"\ntemplate = \"x\"", "unknown-key", "template"),
    ("kinds = [\"short_term\"]", "kinds = [\"long_term\"]", "unknown-id", "\"long_term\""),
    ("holds = \"goals\"", "holds = \"hopes\"", "unknown-value", "\"hopes\""),
    ("holds = \"goals\"", "holds = \"support\"\n  starts_with = [\"us\"]", "unknown-value", "\"us\""),
    (
        "{ importance = [\"important\", \"prioritised\"] }\n    clauses = [\"E-013\"]",
        "{ importance = \"important\" }",
        "missing-key",
        "[[plan.section.required]]\n    when",
    ),
];

#[test]
fn each_mistake_in_a_plan_is_told_at_its_line() {
    for (old, new, key, marker) in MISTAKES {
        let source = changed("plans.toml", old, new);
        let report = read(&source);
        let text = source.text("plans.toml").expect("the file is there");
        let offset = text.find(marker).unwrap_or_else(|| panic!("{marker:?} is not there"));
        let line = text[..offset].matches('\n').count() + 1;
        let is_told = report.errors.iter().any(|error| {
            let place = (error.file.as_str(), error.line);
            error.message.key == format!("policy-problem-{key}") && place == ("plans.toml", line)
        });
        assert!(is_told, "{new:?}: expected line {line} {key}, told was:\n{}", told(&report.errors));
    }
}

#[test]
fn a_section_that_stands_twice_in_one_plan_is_told_and_in_two_plans_is_not() {
    assert!(read(&example_source()).pack.is_some(), "both kinds have activities");
    let twice = changed("plans.toml", "id = \"goals\"", "id = \"activities\"");
    let report = read(&without_tests(twice));
    let keys: Vec<&str> = report.errors.iter().map(|error| error.message.key).collect();
    assert_eq!(keys, ["policy-problem-duplicate-id"]);
}

#[test]
fn a_template_that_no_plan_is_called_by_is_odd_but_usable() {
    let with = |template: &str| {
        let new = format!("template = \"{template}\"\nnumbering = \"SLA-");
        read(&without_tests(changed("documents.toml", "numbering = \"SLA-", &new)))
    };
    let report = with("sla_text");
    assert!(report.pack.is_some(), "{}", told(&report.errors));
    assert!(report.warnings.iter().any(|one| one.message.key == "policy-warning-template-unknown"));
    assert!(with("small_plan").warnings.is_empty(), "a kind of that name is there");
}

#[test]
fn two_guidelines_are_compared_by_what_must_stand_in_their_plans() {
    let stricter = changed(
        "plans.toml",
        "  holds = \"goals\"",
        "  holds = \"goals\"\n  [[plan.section.required]]\n  clauses = [\"E-013\"]\n\n  [[plan.section]]\n  \
         id = \"needs\"\n  title = { sv = \"Behov\", en = \"Needs\" }\n  holds = \"needs\"\n  \
         [[plan.section.required]]\n  clauses = [\"E-013\"]\n\n  [[plan.section]]\n  id = \"wishes\"\n  \
         title = { sv = \"Mål\", en = \"Goals\" }",
    );
    let stricter = good(&without_tests(stricter));
    let comparison = compare(&good(&example_source()), &stricter);
    let differs: Vec<_> = comparison
        .differs
        .iter()
        .map(|one| (one.kind, one.field, one.first.as_str(), one.second.as_str()))
        .collect();
    assert_eq!(differs, [("plan", "sections", "goals, activities", "goals, needs, wishes, activities")]);
}

#[test]
fn a_new_version_tells_its_sections_one_by_one() {
    let after = good(&without_tests(changed("plans.toml", "kinds = [\"short_term\"]\n", "")));
    let found = differences(&good(&example_source()), &after);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].kind.as_str(), found[0].id.as_str()), ("sections", "goals"));
    let Change::Changed { fields } = &found[0].change else { panic!("{found:?}") };
    assert_eq!(fields[0].field, "kinds");
}

#[test]
fn an_overlay_that_asks_less_of_a_plan_is_told() {
    let head = "pack = \"example\"\nreason = { sv = \"a\", en = \"b\" }\ndecision = \"§ 1\"\n";
    let with = |entry: &str| {
        apply_overlay(&without_tests(example_source()), &format!("{head}{entry}"), &vocabulary())
    };
    for less in [
        "[[set]]\nplan = \"management_plan\"\nconsulted = []\n",
        "[[set]]\nplan = \"management_plan\"\nfollow_up = \"none\"\n",
        "[[set]]\nplan = \"management_plan\"\nfollow_up = \"half_yearly\"\n",
        "[[set]]\nplan = \"management_plan\"\ndecide = [\"plan.approve\", \"plan.draft\"]\n",
        "[[set]]\nplan = \"management_plan\"\nsection = []\n",
    ] {
        let report = with(less);
        let is_told = report.errors.iter().any(|error| error.message.key == "policy-problem-weakens");
        assert!(is_told, "{less}{}", told(&report.errors));
    }
    for more in [
        "[[goal_kind]]\nid = \"long_term\"\ntitle = { sv = \"Mål\", en = \"Goal\" }\n",
        "[[set]]\nplan = \"small_plan\"\nfollow_up = \"yearly\"\n",
        "[[set]]\nplan = \"management_plan\"\ndecide = [\"plan.approve\"]\n",
    ] {
        let report = with(more);
        assert!(report.pack.is_some(), "{more}{}", told(&report.errors));
    }
}
