//! The tests of the program that are named as proof of a demand, tried themselves: where a pack no longer carries the demand
//! out, in a copy of its texts, they fail and say which demand it was.

use super::{parties, refused};
use crate::recorded::{self, pack_of, with_pack};
use policy::PackSource;
use std::panic::{AssertUnwindSafe, catch_unwind};
use testkit::{Engine, TestDb};
use vidmakt::domains;

/// A demand, and what stands for it in a file of its pack, before and after it is broken.
type Broken = (&'static str, &'static str, &'static str, &'static str);

const ROLES: &str = "roles.toml";
const OBJECTS: &str = "objects.toml";

/// How many may hold the role is no longer said.
const ANY_NUMBER: &[Broken] = &[
    (
        "S0-090",
        ROLES,
        "  max = 1\n  clauses = [\"S0-041\", \"S0-090\"]",
        "  clauses = [\"S0-041\", \"S0-090\"]",
    ),
    (
        "S1-014",
        ROLES,
        "  max = 1\n  clauses = [\"S1-013\", \"S1-014\"",
        "  clauses = [\"S1-013\", \"S1-014\"",
    ),
    (
        "S1-017",
        ROLES,
        "  max = 1\n  clauses = [\"S1-013\", \"S1-017\"",
        "  clauses = [\"S1-013\", \"S1-017\"",
    ),
    ("S2-092", ROLES, "  max = 1\n  clauses = [\"S2-092\"]", "  clauses = [\"S2-092\"]"),
    (
        "S3-107",
        ROLES,
        "  max = 1\n  clauses = [\"S3-041\", \"S3-107\"]",
        "  clauses = [\"S3-041\", \"S3-107\"]",
    ),
    ("S4-007", ROLES, "  max = 1\n  clauses = [\"S4-007\"]", "  clauses = [\"S4-007\"]"),
];
/// The demand on the holder is made where it was not, and not where it was.
const BY_ANYBODY: &[Broken] = &[
    (
        "S0-089",
        ROLES,
        "  when = { operation_form = \"own_it\" }\n  also_holds = \"head_of_it\"",
        "  when = { operation_form = \"cloud\" }\n  also_holds = \"head_of_it\"",
    ),
    (
        "S4-021",
        ROLES,
        "  rule = \"it-department-owns-infrastructure\"\n  when = { any = [{ effective_kind = \"infrastructure\" }",
        "  rule = \"it-department-owns-infrastructure\"\n  when = { any = [{ effective_kind = \"business\" }",
    ),
];
/// Another appoints.
const APPOINTED: &[Broken] = &[
    (
        "S1-025",
        ROLES,
        "appointed_by = [{ role = \"system_owner\" }]\nclauses = [\"S1-015\"",
        "appointed_by = [{ body = \"business_area\" }]\nclauses = [\"S1-015\"",
    ),
    (
        "S1-028",
        ROLES,
        "appointed_by = [{ role = \"system_manager\" }]\nclauses = [\"S1-016\"",
        "appointed_by = [{ role = \"system_owner\" }]\nclauses = [\"S1-016\"",
    ),
];
const CATEGORIES: &[Broken] = &[(
    "S3-070",
    OBJECTS,
    "[[category]]\nid = \"business\"",
    "[[category]]\nid = \"infrastructure\"\ntitle = { sv = \"infrastruktur\", en = \"infrastructure\" }\n\
     clauses = [\"S3-070\"]\n\n[[category]]\nid = \"business\"",
)];
const COMMON: &[Broken] = &[(
    "S3-071",
    OBJECTS,
    "when = { category = \"common\", common_system = { present = true }, not =",
    "when = { category = \"business\", common_system = { present = true }, not =",
)];
/// The unit's task and the word's explanation are others.
const TASKS: &[Broken] = &[
    (
        "S2-045",
        ROLES,
        "Samordna och styra IT-systemen som helhet: säkerhet, underhåll och drift.",
        "Se på IT-systemen.",
    ),
    ("S3-021", ROLES, "Driva, utveckla och förvalta kommunens IT-plattform.", "Se på IT-plattformen."),
];
const TERMS: &[Broken] = &[(
    "S4-389",
    "terms.toml",
    "En händelse som stör en tjänst eller gör den otillgänglig, osäker, långsam eller felaktig.",
    "En händelse.",
)];

/// The pack of a demand as it reads when it is broken. Its own tests would find it out, and are left out.
fn broken((clause, file, stands, instead): Broken) -> PackSource {
    let mut source = policy::shipped_pack(pack_of(clause)).expect("a shipped pack").clone();
    source.files.retain(|(name, _)| !name.starts_with("tests/"));
    source.files.push(("tests/none.toml".to_owned(), String::new()));
    let (_, text) = source.files.iter_mut().find(|(name, _)| name == file).expect("the file");
    assert_eq!(text.matches(stands).count(), 1, "{clause}: what carries it out stands once in {file}");
    *text = text.replace(stands, instead);
    source
}

/// What a test says when it fails.
fn failure_of(proof: fn(&TestDb)) -> Option<String> {
    let db = TestDb::fresh(Engine::Sqlite, &domains::schema());
    let payload = catch_unwind(AssertUnwindSafe(|| proof(&db))).err()?;
    let said = payload.downcast_ref::<String>().cloned();
    said.or_else(|| payload.downcast_ref::<&str>().map(|text| (*text).to_owned()))
}

fn assert_missed(proof: fn(&TestDb), rows: &[Broken]) {
    for row in rows {
        let said = with_pack(broken(*row), || failure_of(proof));
        assert!(
            said.as_deref().is_some_and(|said| said.contains(row.0)),
            "{} is not missed: {said:?}",
            row.0
        );
    }
}

#[test]
fn a_second_holder_that_is_not_refused_is_found_out() {
    assert_missed(refused::a_second_holder_is_refused_where_the_guideline_has_one, ANY_NUMBER);
}

#[test]
fn a_holder_and_an_appointer_that_the_guideline_does_not_name_are_found_out() {
    assert_missed(refused::a_role_that_the_guideline_keeps_for_others_is_refused, BY_ANYBODY);
    assert_missed(refused::a_role_is_given_by_those_whom_the_guideline_names, APPOINTED);
}

#[test]
fn a_category_and_a_second_system_that_the_guideline_does_not_have_are_found_out() {
    assert_missed(refused::a_category_that_the_guideline_does_not_have_is_refused, CATEGORIES);
    assert_missed(refused::a_second_common_system_of_a_kind_is_refused, COMMON);
}

#[test]
fn a_task_and_a_word_that_are_not_told_are_found_out() {
    assert_missed(parties::a_unit_that_a_guideline_gives_a_task_to_is_entered_and_finds_its_task, TASKS);
    assert_missed(recorded::a_term_of_a_guideline_is_explained_on_its_page, TERMS);
}
