//! What holds for every input: order does not matter, the strictest wins, and no mangled pack brings the reader down.

mod support;

use kernel::{Date, Outcome, Strength};
use policy::{
    AgreementFact, DocumentFact, FactValue, ForumFact, HolderKind, Holding, Origin, Pack, ParameterValue,
    Stricter, SubjectFacts, Waiver, evaluate, strictest,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::sync::OnceLock;
use support::{example_source, good, read};

fn pack() -> &'static Pack {
    static PACK: OnceLock<Pack> = OnceLock::new();
    PACK.get_or_init(|| good(&example_source()))
}

fn a_day() -> impl Strategy<Value = Date> {
    (2025i16..2029, 1i8..=12, 1i8..=28)
        .prop_map(|(year, month, day)| Date::new(year, month, day).expect("a date"))
}

fn an_origin() -> impl Strategy<Value = Origin> {
    select(vec![Origin::Own, Origin::Object, Origin::Organisation])
}

fn a_holding() -> impl Strategy<Value = Holding> {
    let roles = select(vec!["system_owner", "system_manager", "operations_responsible"]);
    let kinds = select(vec![HolderKind::Person, HolderKind::ExternalPerson, HolderKind::Body]);
    (roles, kinds, 0u8..4, option::of(a_day()), option::of(a_day()), an_origin()).prop_map(
        |(role, holder_kind, person, from, to, inherited_from)| Holding {
            role: role.into(),
            holder_kind,
            person_key: person.to_string(),
            from,
            to,
            inherited_from,
            also_holds: vec![],
            others_change_on: None,
            deputy: None,
        },
    )
}

fn a_document() -> impl Strategy<Value = DocumentFact> {
    let types = select(vec!["management_plan", "classification", "service_level_agreement"]);
    let days = (option::of(a_day()), option::of(a_day()), option::of(a_day()));
    let years = option::of(2025i16..2029);
    let flags = any::<(bool, bool, bool)>();
    (types, flags, days, years, an_origin()).prop_map(
        |(document_type, flags, (date, review_date, owner_until), year, inherited_from)| {
            let (has_owner, decided, withdrawn) = flags;
            DocumentFact {
                document_type: document_type.into(),
                has_owner,
                owner_until,
                date,
                review_date,
                year,
                decided,
                withdrawn,
                available_to_it: None,
                inherited_from,
            }
        },
    )
}

fn a_waiver() -> impl Strategy<Value = Waiver> {
    let rules =
        select(vec!["exactly-one-system-owner", "classification-exists", "it-has-technical-management"]);
    (rules, a_day(), a_day()).prop_map(|(rule, from, until)| Waiver { rule: rule.into(), from, until })
}

fn a_group() -> impl Strategy<Value = ForumFact> {
    (0usize..9, an_origin(), option::of(a_day())).prop_map(|(members, inherited_from, changes_on)| {
        ForumFact { body: "steering_group".into(), members, inherited_from, changes_on }
    })
}

fn an_agreement() -> impl Strategy<Value = AgreementFact> {
    let kinds = select(vec!["operation", "support"]);
    (kinds, option::of(a_day()), option::of(a_day()), any::<(bool, bool)>()).prop_map(
        |(kind, from, to, (is_approved, is_signed))| AgreementFact {
            kind: kind.into(),
            from,
            to,
            is_approved,
            is_signed,
        },
    )
}

fn a_subject() -> impl Strategy<Value = SubjectFacts> {
    let flag = option::of(any::<bool>());
    let form = option::of(select(vec!["own_it", "supplier", "cloud"]));
    let state = option::of(select(vec!["idea", "in_operation", "retired"]));
    let lists = (vec(a_holding(), 0..8), vec(a_document(), 0..8), vec(a_waiver(), 0..4));
    let above = (vec(a_group(), 0..3), vec(an_agreement(), 0..4));
    (flag, form, state, lists, above).prop_map(|(personal_data, form, state, lists, (forums, agreements))| {
        let (holdings, documents, waivers) = lists;
        let facts = SubjectFacts::new("system").with("has_supplier", FactValue::Flag(true));
        let mut facts = SubjectFacts { holdings, documents, waivers, forums, agreements, ..facts };
        if let Some(flag) = personal_data {
            facts = facts.with("personal_data", FactValue::Flag(flag));
        }
        for (name, value) in [("operation_form", form), ("lifecycle_state", state)] {
            if let Some(value) = value {
                facts = facts.with(name, FactValue::Text(value.into()));
            }
        }
        facts
    })
}

fn a_value() -> impl Strategy<Value = ParameterValue> {
    prop_oneof![
        (-5i64..5).prop_map(ParameterValue::Number),
        any::<bool>().prop_map(ParameterValue::Flag),
        select(vec!["a", "b"]).prop_map(|text| ParameterValue::Text(text.into())),
    ]
}

proptest! {
    #[test]
    fn the_answer_does_not_depend_on_the_order_of_holders_documents_and_waivers(
        subject in a_subject(), today in a_day(), turn in any::<Index>(),
    ) {
        let mut other = subject.clone();
        other.holdings.reverse();
        other.documents.reverse();
        other.waivers.reverse();
        other.forums.reverse();
        other.agreements.reverse();
        if !other.documents.is_empty() {
            let place = turn.index(other.documents.len());
            other.documents.rotate_left(place);
        }
        if !other.holdings.is_empty() {
            let place = turn.index(other.holdings.len());
            other.holdings.rotate_left(place);
        }
        prop_assert_eq!(evaluate(pack(), &subject, today), evaluate(pack(), &other, today));
    }

    #[test]
    fn between_two_days_of_change_the_outcome_stays(subject in a_subject(), today in a_day(), days in 1i64..500) {
        let later = today.saturating_add(jiff::Span::new().days(days));
        let after = evaluate(pack(), &subject, later);
        for (verdict, later_verdict) in evaluate(pack(), &subject, today).iter().zip(&after) {
            if verdict.changes_on.is_none_or(|on| later < on) {
                prop_assert_eq!(&verdict.outcome, &later_verdict.outcome, "{}", verdict.rule);
                prop_assert_eq!(verdict.reason.code(), later_verdict.reason.code(), "{}", verdict.rule);
            }
        }
    }

    #[test]
    fn a_verdict_is_the_same_after_it_was_kept_as_json(subject in a_subject(), today in a_day()) {
        for verdict in evaluate(pack(), &subject, today) {
            let kept = serde_json::to_string(&verdict).expect("a verdict can be kept");
            prop_assert_eq!(serde_json::from_str::<policy::Verdict>(&kept).expect("and read again"), verdict);
        }
    }

    #[test]
    fn a_recommendation_is_never_a_breach_and_a_change_lies_ahead(subject in a_subject(), today in a_day()) {
        for verdict in evaluate(pack(), &subject, today) {
            prop_assert!(verdict.strength == Strength::Must || verdict.outcome != Outcome::Breached);
            prop_assert!(verdict.changes_on.is_none_or(|on| on > today), "{}", verdict.rule);
        }
    }

    #[test]
    fn the_strictest_of_numbers_is_the_same_in_any_order(a in -9i64..9, b in -9i64..9, c in -9i64..9, lower: bool) {
        let way = if lower { Stricter::Lower } else { Stricter::Higher };
        let put = |one: &ParameterValue, other: &ParameterValue| strictest(one, other, way).expect("numbers fit");
        let [a, b, c] = [a, b, c].map(ParameterValue::Number);
        prop_assert_eq!(put(&a, &b), put(&b, &a));
        prop_assert_eq!(put(&put(&a, &b), &c), put(&a, &put(&b, &c)));
        prop_assert_eq!(put(&a, &a), a);
    }

    #[test]
    fn lists_add_up_in_any_order(
        a in vec(select(vec!["x", "y", "z"]), 0..4),
        b in vec(select(vec!["x", "y", "z"]), 0..4),
        c in vec(select(vec!["x", "y", "z"]), 0..4),
    ) {
        let put = |one: &ParameterValue, other: &ParameterValue| strictest(one, other, Stricter::Union).expect("lists fit");
        let [a, b, c] = [a, b, c].map(|list| ParameterValue::List(list.into_iter().map(str::to_owned).collect()));
        prop_assert_eq!(put(&a, &b), put(&b, &a));
        prop_assert_eq!(put(&put(&a, &b), &c), put(&a, &put(&b, &c)));
    }

    #[test]
    fn two_values_without_a_stricter_way_agree_only_when_they_are_equal(a in a_value(), b in a_value()) {
        prop_assert_eq!(strictest(&a, &b, Stricter::None).is_ok(), a == b);
    }

    #[test]
    fn a_mangled_pack_never_brings_the_reader_down(
        file in any::<Index>(),
        cuts in vec((any::<Index>(), 0usize..40, select(vec![
            "", "[", "]", "{", "}", "\"", "=", "\n", "[[x]]\n", "id = \"x\"\n", "-1", "9999999999999999999", "å", "\u{0}",
            "true", "2026-02-30", "any = [{}]", "[[role]]\n", "when = {}\n", "not = { not = {} }",
        ])), 1..6),
    ) {
        let mut source = example_source();
        let place = file.index(source.files.len());
        let text = &mut source.files[place].1;
        for (at, length, new) in cuts {
            let letters: Vec<char> = text.chars().collect();
            let start = at.index(letters.len().max(1));
            let end = (start + length).min(letters.len());
            let start = start.min(end);
            *text = letters[..start].iter().chain(&new.chars().collect::<Vec<_>>()).chain(&letters[end..]).collect();
        }
        let report = read(&source);
        prop_assert_eq!(report.pack.is_some(), report.errors.is_empty());
        for problem in report.errors.iter().chain(&report.warnings) {
            prop_assert!(problem.line >= 1 && problem.column >= 1, "{problem:?}");
        }
    }

    #[test]
    fn a_mangled_overlay_never_brings_the_reader_down(text in "(\\[\\[(set|role|term|x)\\]\\]\n)?(role|rule|document|parameter|value|id|min) = (\"system_owner\"|\"x\"|1|\\[\\]|\\{\\})\n.{0,20}") {
        let head = "pack = \"example\"\nreason = { sv = \"a\", en = \"b\" }\ndecision = \"c\"\n";
        let report = policy::apply_overlay(&example_source(), &format!("{head}{text}"), &support::vocabulary());
        prop_assert_eq!(report.pack.is_some(), report.errors.is_empty());
    }
}
