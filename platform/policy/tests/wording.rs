//! What packs demand, in words: every operator of a condition, every kind of value, and what a clause obliges to.

mod support;

use kernel::{Arg, Language, LocalText, Message};
use policy::{
    Change, Condition, FactValue, Obliging, Pack, Phrase, Test, compare, condition_in_words, differences,
    entry_in_words, field_name, obliging, value_in_words,
};
use std::collections::{BTreeMap, BTreeSet};
use support::{changed, example_source, good};

const SWEDISH: &str = include_str!("../../../locales/sv/policy.ftl");
const ENGLISH: &str = include_str!("../../../locales/en/policy.ftl");

fn pack() -> Pack {
    good(&example_source())
}

/// Writes a text of one line, as the program does.
fn text_in(file: &str, language: Language, message: &Message) -> String {
    let line = file.lines().find_map(|line| line.strip_prefix(&format!("{} = ", message.key)));
    let mut text = line.unwrap_or_else(|| panic!("{} is a text of one line", message.key)).to_owned();
    for (name, arg) in &message.args {
        let value = match arg {
            Arg::Number(number) => number.to_string(),
            Arg::Text(text) => text.clone(),
            Arg::Local(text) => text.in_language(language).to_owned(),
        };
        text = text.replace(&format!("{{ ${name} }}"), &value);
    }
    assert!(!text.contains("{ $"), "{} gets every word that it needs: {text}", message.key);
    text
}

fn in_swedish(phrase: &Phrase) -> String {
    phrase.said(Language::Swedish, &|message| text_in(SWEDISH, Language::Swedish, message))
}

fn in_english(phrase: &Phrase) -> String {
    phrase.said(Language::English, &|message| text_in(ENGLISH, Language::English, message))
}

fn fact(name: &str, test: Test) -> Condition {
    Condition::Fact { name: name.into(), test }
}

fn one_of(name: &str, values: &[&str]) -> Condition {
    fact(name, Test::OneOf(values.iter().map(|value| FactValue::Text((*value).into())).collect()))
}

fn flag(name: &str, flag: bool) -> Condition {
    fact(name, Test::OneOf(vec![FactValue::Flag(flag)]))
}

fn not(condition: Condition) -> Condition {
    Condition::Not(Box::new(condition))
}

fn between(name: &str, at_least: Option<FactValue>, at_most: Option<FactValue>) -> Condition {
    fact(name, Test::Between { at_least, at_most })
}

fn swedish(condition: &Condition) -> String {
    in_swedish(&condition_in_words(&pack(), &["system"], condition))
}

#[test]
fn every_question_to_a_fact_is_a_sentence() {
    let day = |text: &str| Some(FactValue::Date(text.parse().expect("a day")));
    let number = |number| Some(FactValue::Number(number));
    for (condition, expected) in [
        (flag("personal_data", true), "”uppgiften personal_data” är ja"),
        (flag("personal_data", false), "”uppgiften personal_data” är nej"),
        (one_of("size", &["large"]), "”uppgiften size” är stor"),
        (one_of("size", &["large", "complex"]), "”uppgiften size” är stor eller komplex"),
        (fact("supplier", Test::Present(true)), "”uppgiften supplier” är ifyllt"),
        (fact("supplier", Test::Present(false)), "”uppgiften supplier” är inte ifyllt"),
        (between("user_count", number(5), None), "”uppgiften user_count” är minst 5"),
        (between("user_count", None, number(9)), "”uppgiften user_count” är högst 9"),
        (between("user_count", number(5), number(9)), "”uppgiften user_count” är från 5 till 9"),
        (
            between("in_operation_from", day("2026-01-01"), None),
            "”uppgiften in_operation_from” är 2026-01-01 eller senare",
        ),
        (
            between("in_operation_from", None, day("2026-01-01")),
            "”uppgiften in_operation_from” är 2026-01-01 eller tidigare",
        ),
    ] {
        assert_eq!(swedish(&condition), expected);
    }
}

#[test]
fn of_a_fact_with_several_values_it_is_said_what_it_includes() {
    let several = one_of("effective_kind", &["common"]);
    assert!(swedish(&several).contains("omfattar"), "{}", swedish(&several));
    assert!(swedish(&not(several)).contains("omfattar inte"));
}

#[test]
fn the_opposite_of_one_question_is_a_question_and_of_several_that_they_do_not_hold_together() {
    let large = || one_of("size", &["large"]);
    let personal = || flag("personal_data", true);
    for (condition, expected) in [
        (not(large()), "”uppgiften size” är inte stor"),
        (not(personal()), "”uppgiften personal_data” är nej"),
        (not(fact("supplier", Test::Present(true))), "”uppgiften supplier” är inte ifyllt"),
        (not(fact("supplier", Test::Present(false))), "”uppgiften supplier” är ifyllt"),
        (not(not(large())), "”uppgiften size” är stor"),
        (
            not(between("user_count", Some(FactValue::Number(5)), None)),
            "inte (”uppgiften user_count” är minst 5)",
        ),
        (
            not(Condition::All(vec![large(), personal()])),
            "inte (”uppgiften size” är stor och ”uppgiften personal_data” är ja)",
        ),
        (not(Condition::All(vec![large()])), "”uppgiften size” är inte stor"),
        (not(Condition::default()), "aldrig"),
        (not(Condition::Any(vec![])), "alltid"),
    ] {
        assert_eq!(swedish(&condition), expected);
    }
}

#[test]
fn groups_are_joined_by_and_and_or_with_brackets_where_one_stands_in_the_other() {
    let (a, b, c) = (flag("a", true), flag("b", true), flag("c", true));
    let either = Condition::Any(vec![b.clone(), c.clone()]);
    for (condition, expected) in [
        (Condition::default(), "alltid"),
        (Condition::Any(vec![]), "aldrig"),
        (Condition::All(vec![a.clone(), b.clone(), c.clone()]), "”a” är ja, ”b” är ja och ”c” är ja"),
        (either.clone(), "”b” är ja eller ”c” är ja"),
        (Condition::All(vec![a.clone(), either.clone()]), "”a” är ja och (”b” är ja eller ”c” är ja)"),
        (Condition::All(vec![either]), "”b” är ja eller ”c” är ja"),
    ] {
        assert_eq!(swedish(&condition), expected);
    }
    let english = in_english(&condition_in_words(&pack(), &["system"], &Condition::All(vec![a, b])));
    assert_eq!(english, "“a” is yes and “b” is yes");
}

#[test]
fn a_value_of_the_packs_own_lists_is_called_as_the_pack_calls_it() {
    let pack = pack();
    let category = pack.categories.iter().find(|one| one.id == "common").expect("a category");
    let said = swedish(&one_of("category", &["common"]));
    assert!(said.ends_with(&category.title.sv), "{said}");
}

#[test]
fn a_comparison_says_in_words_what_it_says_in_notation() {
    let mut source =
        changed("roles.toml", "min = 1\n  max = 1\n  counts_from = [\"own\", \"object\"]", "min = 1");
    source.files.iter_mut().filter(|(name, _)| name.starts_with("tests/")).for_each(|(_, text)| text.clear());
    let found = compare(&pack(), &good(&source)).differs;
    let max = found.iter().find(|one| one.field == "max").unwrap_or_else(|| panic!("{found:?}"));
    assert_eq!((max.first.as_str(), max.second.as_str()), ("1", "-"));
    assert_eq!(
        (in_swedish(&max.first_in_words), in_english(&max.second_in_words)),
        ("1".into(), "not said".into())
    );
}

#[test]
fn what_changes_in_a_rule_of_a_role_is_told_by_that_rule_and_in_words() {
    let mut source = changed(
        "roles.toml",
        "rule = \"operations-responsible-appointed\"\n  subject = \"system\"\n  when = { lifecycle_state = [\"introduction\", \"in_operation\", \"phase_out\"] }",
        "rule = \"operations-responsible-appointed\"\n  subject = \"system\"\n  when = { personal_data = true }",
    );
    source.files.iter_mut().filter(|(name, _)| name.starts_with("tests/")).for_each(|(_, text)| text.clear());
    let (before, after) = (pack(), good(&source));
    let found = differences(&before, &after);
    assert_eq!(found.len(), 1, "{found:?}");
    let one = &found[0];
    assert_eq!((one.kind.as_str(), one.id.as_str()), ("demands", "operations-responsible-appointed"));
    assert_eq!(one.context.title.sv, "driftansvarig", "called as the role that it is a part of");
    let Change::Changed { fields } = &one.change else { panic!("{one:?}") };
    let said = in_swedish(&value_in_words(&after, &one.context, &fields[0].field, &fields[0].after));
    assert_eq!((fields[0].field.as_str(), said.as_str()), ("when", "”uppgiften personal_data” är ja"));
}

#[test]
fn every_key_of_a_pack_has_a_name_in_both_languages() {
    fn keys(value: &serde_json::Value, found: &mut BTreeSet<String>) {
        match value {
            serde_json::Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
            // A condition and a text are said as a whole.
            serde_json::Value::Object(parts) if parts.contains_key("sv") => {}
            serde_json::Value::Object(parts) => {
                for (name, inner) in parts {
                    found.insert(name.clone());
                    if !["when", "value", "who", "hours", "fact_titles", "level"].contains(&name.as_str()) {
                        keys(inner, found);
                    }
                }
            }
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    for source in policy::shipped().iter().filter(|source| source.id != policy::BASE) {
        let pack = policy::read_pack(source, &support::vocabulary()).pack.expect("it reads");
        let serde_json::Value::Object(lists) = serde_json::to_value(pack).expect("JSON") else { panic!() };
        let entries = lists.iter().filter(|(name, _)| name.as_str() != "fact_titles");
        entries.for_each(|(_, list)| keys(list, &mut found));
    }
    let told = ["who", "object", "organisation", "system", "body", "role"];
    let missing: Vec<&String> =
        found.iter().filter(|key| field_name(key).is_none() && !told.contains(&key.as_str())).collect();
    assert!(found.len() > 40 && missing.is_empty(), "{missing:?}");
}

#[test]
fn a_clause_tells_what_it_obliges_whom_to() {
    let pack = pack();
    let told = |clause: &str| -> BTreeMap<String, (String, String, String)> {
        let words = |one: Obliging| (one.title.sv, in_swedish(&one.text), in_swedish(&one.says));
        obliging(&pack, clause).into_iter().map(|one| (one.id.clone(), words(one))).collect()
    };
    let owner = &told("E-001")["exactly-one-system-owner"];
    let says = "minst: 1; högst: 1; styrka: krav".to_owned();
    assert_eq!(*owner, ("systemägare".into(), String::new(), says));
    let duties = told("E-003");
    let (role, text, says) = &duties["owner-answers-for-economy"];
    assert_eq!((role.as_str(), text.as_str()), ("systemägare", "Svarar för systemets ekonomi."));
    assert!(says.contains("när: "), "{says}");
    let by_id = entry_in_words(&pack, "owner-answers-for-economy").expect("the entry with the id");
    assert_eq!((by_id.title.sv.as_str(), in_swedish(&by_id.text)), (role.as_str(), text.clone()));
    assert!(entry_in_words(&pack, "answers-for-nothing").is_none());
    assert!(told("E-999").is_empty(), "nothing rests on a clause that there is not");
    let known: BTreeSet<String> = pack
        .rules()
        .into_iter()
        .filter(|rule| rule.clauses.contains(&"E-004".into()))
        .map(|rule| rule.id)
        .collect();
    assert_eq!(told("E-004").into_keys().collect::<BTreeSet<_>>(), known);
}

#[test]
fn a_text_of_the_pack_is_said_in_the_readers_language() {
    let phrase = Phrase::Words(LocalText::new("ja", "yes"));
    assert_eq!((in_swedish(&phrase), in_english(&phrase)), ("ja".into(), "yes".into()));
}
