//! That somebody stands in for whoever holds a role: on which days the demand is met, and how a federation asks for it.

mod support;

use kernel::{Date, Outcome, Period};
use policy::{
    About, FactValue, HolderKind, Holding, Mend, Reason, SubjectFacts, Verdict, apply_overlay, evaluate,
};
use support::{example_source, good, vocabulary};

const RULE: &str = "deputy-for-each-owner";

/// What a federation writes to demand a deputy of each system owner.
const OVERLAY: &str = r#"
pack = "example"
reason = { sv = "Ingen ska vara ensam.", en = "Nobody should be alone." }
decision = "KS 2026/44"

[[clause]]
id = "L-1"
section = "KS 2026/44"
sv = "Varje systemägare har en ställföreträdare."
en = "Each system owner has a deputy."
effect = "computed"

[[deputy_demand]]
rule = "deputy-for-each-owner"
role = "system_owner"
text = { sv = "Systemägaren har en ställföreträdare.", en = "The system owner has a deputy." }
strength = "must"
clauses = ["L-1"]
"#;

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

fn owner(person: &str, deputy: Option<(&str, Option<&str>)>) -> Holding {
    Holding {
        role: "system_owner".into(),
        holder_kind: HolderKind::Person,
        person_key: person.into(),
        from: None,
        to: None,
        inherited_from: policy::Origin::Own,
        also_holds: vec![],
        others_change_on: None,
        deputy: deputy.map(|(from, to)| Period::new(Some(day(from)), to.map(day))),
    }
}

/// How the demand stands on a system with these owners.
fn stands(owners: Vec<Holding>, today: &str) -> Verdict {
    let report = apply_overlay(&example_source(), OVERLAY, &vocabulary());
    assert!(report.errors.is_empty(), "{:?}", report.errors);
    let facts = SubjectFacts {
        holdings: owners,
        ..SubjectFacts::new("system").with("kind", FactValue::Text("it_system".into()))
    };
    let verdicts = evaluate(&report.pack.expect("a pack"), &facts, day(today));
    verdicts.into_iter().find(|verdict| verdict.rule == RULE).expect("the demand is judged")
}

#[test]
fn an_overlay_demands_a_deputy_where_the_guideline_asks_for_none() {
    assert!(good(&example_source()).deputy_demands.iter().all(|demand| demand.rule != RULE));
    let alone = stands(vec![owner("a", None)], "2026-11-22");
    assert_eq!(alone.outcome, Outcome::Breached);
    assert_eq!(alone.reason, Reason::DeputyMissing { role: "system_owner".into(), count: 1 });
    assert_eq!(alone.mend, Mend::NameDeputy { role: "system_owner".into() });
    assert_eq!(alone.about, About::Role("system_owner".into()));
    assert_eq!(alone.clauses, ["L-1"]);
}

#[test]
fn the_demand_is_met_on_the_days_on_which_the_deputy_stands_in() {
    let owners = || vec![owner("a", Some(("2026-12-01", Some("2026-12-31"))))];
    let cases = [
        ("2026-11-30", Outcome::Breached, Some("2026-12-01")),
        ("2026-12-01", Outcome::Met, Some("2027-01-01")),
        ("2026-12-31", Outcome::Met, Some("2027-01-01")),
        ("2027-01-01", Outcome::Breached, None),
    ];
    for (today, outcome, changes_on) in cases {
        let verdict = stands(owners(), today);
        assert_eq!((verdict.outcome, verdict.changes_on), (outcome, changes_on.map(day)), "{today}");
    }
}

#[test]
fn each_holder_needs_a_deputy_and_a_body_none() {
    let mut owners = vec![owner("a", Some(("2026-01-01", None))), owner("b", None)];
    let one_lacks = stands(owners.clone(), "2026-11-22");
    assert_eq!(one_lacks.reason, Reason::DeputyMissing { role: "system_owner".into(), count: 1 });
    owners[1].holder_kind = HolderKind::Body;
    assert_eq!(stands(owners, "2026-11-22").outcome, Outcome::Met);
    let vacant = stands(Vec::new(), "2026-11-22");
    assert_eq!(vacant.reason, Reason::NobodyHolds { role: "system_owner".into() });
    assert_eq!(vacant.outcome, Outcome::NotApplicable);
}
