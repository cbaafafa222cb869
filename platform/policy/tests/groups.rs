//! What a pack may ask of groups, agreements and of what those who have a duty say, and what it comes to on a subject.

mod support;

use kernel::{Date, Outcome, Strength};
use policy::{
    About, AgreementFact, DocumentFact, FactValue, ForumFact, Holding, MayJoin, Mend, Origin, PackSource,
    Reason, StatementFact, SubjectFacts, Verdict, Who, apply_overlay, compare, evaluate,
};
use support::{changed, example_source, good, read, told, vocabulary};

const TODAY: &str = "2026-11-22";

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

/// The pack of the reference where what it only recommends of groups, agreements and statements is demanded.
fn demanding() -> PackSource {
    let mut source = without_tests(example_source());
    for (name, text) in &mut source.files {
        if ["forums.toml", "agreements.toml"].contains(&name.as_str()) {
            *text = text.replace("strength = \"should\"", "strength = \"must\"");
        }
        if name == "roles.toml" {
            *text = text.replace(
                "statement = { review_months = 24 }\n  strength = \"should\"",
                "statement = { review_months = 24 }",
            );
        }
    }
    source
}

fn without_tests(mut source: PackSource) -> PackSource {
    source.files.iter_mut().filter(|(name, _)| name.starts_with("tests/")).for_each(|(_, text)| text.clear());
    source
}

fn judged(source: &PackSource, facts: &SubjectFacts, rule: &str) -> Option<Verdict> {
    evaluate(&good(source), facts, day(TODAY)).into_iter().find(|verdict| verdict.rule == rule)
}

fn common_object() -> SubjectFacts {
    SubjectFacts::new("object").with("kind", FactValue::Text("common".into()))
}

fn group(members: usize, inherited_from: Origin) -> ForumFact {
    ForumFact { body: "steering_group".into(), members, inherited_from, changes_on: None }
}

#[test]
fn a_group_is_formed_filled_and_not_too_large() {
    let cases: [(&str, Vec<ForumFact>, &str, Outcome, Mend); 8] = [
        (
            "none",
            vec![],
            "forum_missing",
            Outcome::Breached,
            Mend::FormForum { body: "steering_group".into() },
        ),
        ("nobody in it", vec![group(0, Origin::Own)], "forum_empty", Outcome::Breached, change()),
        ("one", vec![group(1, Origin::Own)], "forum_formed", Outcome::Met, Mend::Nothing),
        ("four fit", vec![group(4, Origin::Own)], "forum_formed", Outcome::Met, Mend::Nothing),
        ("five are noted", vec![group(5, Origin::Own)], "forum_at_limit", Outcome::Met, Mend::Nothing),
        ("six are the most", vec![group(6, Origin::Own)], "forum_at_limit", Outcome::Met, Mend::Nothing),
        ("seven are too many", vec![group(7, Origin::Own)], "forum_too_large", Outcome::Breached, change()),
        ("one above", vec![group(7, Origin::Organisation)], "forum_formed", Outcome::Met, Mend::Nothing),
    ];
    for (name, forums, code, outcome, mend) in cases {
        let facts = SubjectFacts { forums, ..common_object() };
        let verdict = judged(&demanding(), &facts, "steering-group-formed").expect("judged");
        assert_eq!((verdict.reason.code(), verdict.outcome), (code, outcome), "{name}");
        assert_eq!(verdict.mend, mend, "{name}");
        assert_eq!(verdict.about, About::Forum("steering_group".into()));
        assert_eq!(verdict.responsible, [Who::Role("system_manager".into())], "who calls it together");
    }
}

fn change() -> Mend {
    Mend::ChangeForum { body: "steering_group".into() }
}

#[test]
fn a_group_that_need_not_be_there_is_asked_only_for_its_size() {
    let other = SubjectFacts::new("system");
    assert_eq!(judged(&example_source(), &other, "steering-group-formed"), None, "nothing asks for it here");
    let formed = SubjectFacts { forums: vec![group(7, Origin::Own)], ..other.clone() };
    let verdict = judged(&example_source(), &formed, "steering-group-formed").expect("judged");
    assert_eq!((verdict.outcome, verdict.strength), (Outcome::Breached, Strength::Must));
    let above = SubjectFacts { forums: vec![group(7, Origin::Object)], ..other };
    assert_eq!(
        judged(&example_source(), &above, "steering-group-formed"),
        None,
        "it is judged at the object"
    );
}

#[test]
fn a_group_changes_on_the_day_that_a_seat_does() {
    let on = Some(day("2026-12-24"));
    let forums = vec![ForumFact { changes_on: on, ..group(4, Origin::Own) }];
    let facts = SubjectFacts { forums, ..common_object() };
    assert_eq!(judged(&demanding(), &facts, "steering-group-formed").expect("judged").changes_on, on);
}

#[test]
fn whether_a_group_is_asked_for_is_unknown_while_the_facts_are() {
    let verdict =
        judged(&demanding(), &SubjectFacts::new("object"), "steering-group-formed").expect("judged");
    assert_eq!(verdict.outcome, Outcome::Unknown);
}

fn cloud_system(agreements: Vec<AgreementFact>) -> SubjectFacts {
    let facts = SubjectFacts::new("system")
        .with("operation_form", FactValue::Text("cloud".into()))
        .with("has_supplier", FactValue::Flag(true));
    SubjectFacts { agreements, ..facts }
}

/// An agreement of a kind that is approved and signed.
fn agreement(kind: &str, from: &str, to: Option<&str>) -> AgreementFact {
    AgreementFact {
        kind: kind.into(),
        from: Some(day(from)),
        to: to.map(day),
        is_approved: true,
        is_signed: true,
    }
}

fn current(agreements: Vec<AgreementFact>) -> Verdict {
    judged(&demanding(), &cloud_system(agreements), "cloud-agreement-current").expect("judged")
}

#[test]
fn an_agreement_counts_while_it_is_approved_signed_and_runs() {
    let whole = || agreement("operation", "2025-01-01", Some("2027-12-31"));
    let kind = || "operation".to_owned();
    let cases = [
        ("runs", whole(), "agreement_in_force", Mend::Nothing),
        (
            "until further notice",
            agreement("operation", "2025-01-01", None),
            "agreement_in_force",
            Mend::Nothing,
        ),
        (
            "ended yesterday",
            agreement("operation", "2025-01-01", Some("2026-11-21")),
            "agreement_ended",
            Mend::RenewAgreement { kind: kind() },
        ),
        (
            "its last day is today",
            agreement("operation", "2025-01-01", Some(TODAY)),
            "agreement_ends",
            Mend::RenewAgreement { kind: kind() },
        ),
        (
            "begins tomorrow",
            agreement("operation", "2026-11-23", None),
            "agreement_missing",
            Mend::RegisterAgreement { kind: kind() },
        ),
        (
            "not approved",
            AgreementFact { is_approved: false, ..whole() },
            "agreement_not_approved",
            Mend::ApproveAgreement { kind: kind() },
        ),
        (
            "not signed",
            AgreementFact { is_signed: false, ..whole() },
            "agreement_not_signed",
            Mend::SignAgreement { kind: kind() },
        ),
        (
            "of a kind that is not asked for",
            agreement("framework", "2025-01-01", None),
            "agreement_missing",
            Mend::RegisterAgreement { kind: kind() },
        ),
    ];
    for (name, fact, code, mend) in cases {
        let verdict = current(vec![fact]);
        let is_met = ["agreement_in_force", "agreement_ends"].contains(&code);
        let outcome = if is_met { Outcome::Met } else { Outcome::Breached };
        assert_eq!((verdict.reason.code(), verdict.outcome, verdict.mend), (code, outcome, mend), "{name}");
    }
}

#[test]
fn kinds_with_one_rule_answer_for_each_other_and_each_by_its_own_demand() {
    let unapproved = AgreementFact { is_approved: false, ..agreement("support", "2025-01-01", None) };
    let verdict = current(vec![unapproved, agreement("operation", "2020-01-01", Some("2020-12-31"))]);
    assert_eq!(verdict.reason, Reason::AgreementInForce { kind: "support".into() }, "it needs no approval");
    assert_eq!(verdict.about, About::Agreement(vec!["operation".into(), "support".into()]));
    assert_eq!(verdict.responsible, [Who::Role("system_manager".into())], "each is named once");
}

#[test]
fn an_end_is_told_ninety_days_ahead_unless_another_agreement_goes_on() {
    let ends = agreement("operation", "2025-01-01", Some("2027-02-20"));
    let verdict = current(vec![ends.clone()]);
    assert_eq!(verdict.reason, Reason::AgreementEnds { kind: "operation".into(), on: day("2027-02-20") });
    assert_eq!(verdict.changes_on, Some(day("2027-02-21")));
    let later = current(vec![agreement("operation", "2025-01-01", Some("2027-02-21"))]);
    assert_eq!(later.reason.code(), "agreement_in_force", "a day too early to tell");
    assert_eq!(later.changes_on, Some(day("2026-11-23")));
    let next = agreement("support", "2027-02-21", None);
    assert_eq!(current(vec![ends.clone(), next.clone()]).reason.code(), "agreement_in_force");
    let unsigned = AgreementFact { is_signed: false, ..next };
    assert_eq!(
        current(vec![ends, unsigned]).reason.code(),
        "agreement_ends",
        "nobody has signed what follows"
    );
}

#[test]
fn no_agreement_is_asked_of_an_object() {
    assert_eq!(judged(&demanding(), &common_object(), "cloud-agreement-current"), None);
}

const DUTY: &str = "it-keeps-infrastructure-current";

fn own_organisation(statements: Vec<StatementFact>) -> SubjectFacts {
    let facts = SubjectFacts::new("organisation").with("is_own", FactValue::Flag(true));
    SubjectFacts { statements, ..facts }
}

fn said(duty: &str, made_on: &str) -> StatementFact {
    StatementFact { duty: duty.into(), made_on: day(made_on), review_date: None, inherited_from: Origin::Own }
}

#[test]
fn what_is_said_of_a_duty_holds_until_its_review() {
    let own_date = StatementFact { review_date: Some(day("2027-01-31")), ..said(DUTY, "2020-01-01") };
    let cases = [
        ("nothing", vec![], "statement_missing", None),
        ("of another duty", vec![said("reviews-guideline", TODAY)], "statement_missing", None),
        ("two years ago", vec![said(DUTY, "2024-11-22")], "statement_made", Some("2026-11-23")),
        ("longer ago", vec![said(DUTY, "2024-11-21")], "statement_past_review", None),
        ("with a date of its own", vec![own_date.clone()], "statement_made", Some("2027-02-01")),
        ("the best counts", vec![said(DUTY, "2020-01-01"), own_date], "statement_made", Some("2027-02-01")),
    ];
    for (name, statements, code, changes_on) in cases {
        let verdict = judged(&demanding(), &own_organisation(statements), DUTY).expect("judged");
        assert_eq!((verdict.reason.code(), verdict.changes_on), (code, changes_on.map(day)), "{name}");
        let is_met = code == "statement_made";
        assert_eq!(verdict.outcome, if is_met { Outcome::Met } else { Outcome::Breached }, "{name}");
        assert_eq!(verdict.responsible, [Who::Role("head_of_it".into())], "who speaks for the department");
    }
}

#[test]
fn a_body_says_it_once_of_the_organisation_whose_guideline_it_is() {
    let member = SubjectFacts::new("organisation").with("is_own", FactValue::Flag(false));
    assert_eq!(judged(&demanding(), &member, DUTY), None);
}

/// The duty of the owner must be told of.
fn stated_by_the_owner() -> PackSource {
    without_tests(changed(
        "roles.toml",
        "id = \"owner-answers-for-economy\"",
        "id = \"owner-answers-for-economy\"\n  statement = true",
    ))
}

fn owned_system(inherited_from: Origin) -> SubjectFacts {
    let mut facts =
        SubjectFacts::new("system").with("effective_kind", FactValue::Set(["business".to_owned()].into()));
    facts.holdings.push(Holding {
        role: "system_owner".into(),
        holder_kind: policy::HolderKind::Person,
        person_key: "a".into(),
        from: None,
        to: Some(day("2026-12-31")),
        inherited_from,
        also_holds: Vec::new(),
        others_change_on: None,
        deputy: None,
    });
    facts
}

#[test]
fn whoever_has_a_role_says_how_its_duty_is_met_and_a_vacant_role_has_nothing_to_say() {
    let source = stated_by_the_owner();
    let duty = "owner-answers-for-economy";
    let of = |facts: &SubjectFacts| judged(&source, facts, duty).expect("judged");
    let silent = of(&owned_system(Origin::Object));
    assert_eq!(silent.mend, Mend::StateDuty { duty: duty.into() });
    assert_eq!(silent.about, About::Statement(duty.into()));
    assert_eq!(silent.responsible, [Who::Role("system_owner".into())]);
    assert_eq!(silent.changes_on, Some(day("2027-01-01")), "the day after the holder's last");
    let vacant = SubjectFacts { holdings: Vec::new(), ..owned_system(Origin::Own) };
    assert_eq!(of(&vacant).reason, Reason::NobodyHolds { role: "system_owner".into() });
    let above = StatementFact { inherited_from: Origin::Organisation, ..said(duty, "2026-01-01") };
    let told = SubjectFacts { statements: vec![above], ..owned_system(Origin::Own) };
    assert_eq!(of(&told).reason, Reason::StatementMade { duty: duty.into(), on: day("2026-01-01") });
    let common =
        owned_system(Origin::Own).with("effective_kind", FactValue::Set(["common".to_owned()].into()));
    assert_eq!(of(&common).reason, Reason::ConditionFalse, "there the duty is another's");
}

#[test]
fn what_a_supplier_keeps_counts_once_it_is_said_that_it_reaches_it() {
    let source = without_tests(changed(
        "documents.toml",
        "numbering = \"SLA-",
        "available_to_it = true\nnumbering = \"SLA-",
    ));
    let with = |available_to_it| {
        let mut facts = SubjectFacts::new("system").with("operation_form", FactValue::Text("own_it".into()));
        let document_type = "service_level_agreement".to_owned();
        facts.documents =
            vec![DocumentFact { document_type, has_owner: true, available_to_it, ..DocumentFact::default() }];
        judged(&source, &facts, "service-level-agreement-exists").expect("judged")
    };
    assert_eq!(with(Some(true)).outcome, Outcome::Met);
    for unsaid in [None, Some(false)] {
        let verdict = with(unsaid);
        let document = || "service_level_agreement".to_owned();
        assert_eq!(verdict.reason, Reason::DocumentNotAvailable { document: document() });
        assert_eq!(verdict.mend, Mend::MakeAvailable { document_type: document() });
    }
}

#[test]
fn the_pack_says_who_sits_in_a_group_and_what_licences_are_counted_by() {
    let pack = good(&example_source());
    let forum = pack.forum_of("steering_group").expect("the group");
    assert_eq!(forum.title.sv, "styrgrupp", "called as its body");
    let seats: Vec<&str> = forum.members.iter().map(|member| member.who.id()).collect();
    assert_eq!(seats, ["system_owner", "system_manager"]);
    assert!(
        matches!(&forum.may_join[..], [MayJoin::Role(_), MayJoin::Name(name)] if name.en == "development leader")
    );
    let groups: Vec<&str> = pack.user_groups.iter().map(|one| one.title.sv.as_str()).collect();
    assert_eq!(groups, ["personal", "elever"]);
    let body = pack.body("it_department").expect("the body");
    assert_eq!(body.spoken_for_by[0].who, Who::Role("head_of_it".into()));
}

#[test]
fn the_size_of_a_group_may_stand_in_a_parameter_that_an_overlay_changes() {
    let mut source =
        without_tests(changed("forums.toml", "most = 6", "most = { parameter = \"largest_group\" }"));
    let (_, text) = source.files.iter_mut().find(|(name, _)| name == "pack.toml").expect("there");
    text.push_str(
        "\n[[parameter]]\nid = \"largest_group\"\nvalue = 9\nstricter = \"lower\"\n\
         title = { sv = \"Medlemmar\", en = \"Members\" }\nclauses = []\n",
    );
    assert_eq!(good(&source).forums[0].most, Some(9));
    let overlay = "pack = \"example\"\nreason = { sv = \"a\", en = \"b\" }\ndecision = \"§ 1\"\n[[set]]\n\
                   parameter = \"largest_group\"\nvalue = 8\n";
    let report = apply_overlay(&source, overlay, &vocabulary());
    assert_eq!(report.pack.unwrap_or_else(|| panic!("{}", told(&report.errors))).forums[0].most, Some(8));
}

fn with_overlay(entry: &str) -> policy::OverlayReport {
    let head = "pack = \"example\"\nreason = { sv = \"a\", en = \"b\" }\ndecision = \"§ 1\"\n";
    apply_overlay(&demanding(), &format!("{head}{entry}"), &vocabulary())
}

#[test]
fn an_overlay_that_asks_less_of_groups_agreements_or_statements_is_told() {
    for less in [
        "[[set]]\nforum = \"steering_group\"\nmost = 7\n",
        "[[set]]\nforum = \"steering_group\"\nrequired = []\n",
        "[[set]]\nagreement_kind = \"operation\"\nneeds_approval = false\n",
        "[[set]]\nagreement_kind = \"operation\"\nrequired = []\n",
        "[[agreement_kind]]\nid = \"service\"\nrule = \"cloud-agreement-current\"\ntitle = { sv = \"s\", en = \"s\" }\n",
        "[[set]]\nbody = \"it_department\"\nduty = []\n",
    ] {
        let report = with_overlay(less);
        let is_told = report.errors.iter().any(|error| error.message.key == "policy-problem-weakens");
        assert!(is_told, "{less}{}", told(&report.errors));
    }
    for more in [
        "[[set]]\nforum = \"steering_group\"\nmost = 5\n",
        "[[set]]\nagreement_kind = \"support\"\nneeds_approval = true\n",
        "[[user_group]]\nid = \"guests\"\ntitle = { sv = \"gäster\", en = \"guests\" }\n",
    ] {
        let report = with_overlay(more);
        assert!(report.pack.is_some(), "{more}{}", told(&report.errors));
        assert_eq!(report.differences.len(), 1, "{more}");
    }
}

#[test]
fn an_overlay_adds_a_group_to_a_pack_that_has_none() {
    let mut source = without_tests(example_source());
    source.files.retain(|(name, _)| name != "forums.toml");
    let head = "pack = \"example\"\nreason = { sv = \"a\", en = \"b\" }\ndecision = \"§ 1\"\n";
    let entry = "[[forum]]\nbody = \"steering_group\"\nsubjects = [\"object\"]\n";
    let report = apply_overlay(&source, &format!("{head}{entry}"), &vocabulary());
    assert_eq!(report.pack.unwrap_or_else(|| panic!("{}", told(&report.errors))).forums.len(), 1);
}

#[test]
fn two_guidelines_are_compared_by_their_groups_agreements_and_statements() {
    let other = good(&without_tests(changed("forums.toml", "most = 6", "most = 8")));
    let comparison = compare(&good(&example_source()), &other);
    let differs: Vec<_> = comparison.differs.iter().map(|one| (one.kind, one.field, &*one.second)).collect();
    assert_eq!(differs, [("forum", "most", "8")]);
    let mut bare = without_tests(example_source());
    bare.files.retain(|(name, _)| !["forums.toml", "agreements.toml"].contains(&name.as_str()));
    let (_, roles) = bare.files.iter_mut().find(|(name, _)| name == "roles.toml").expect("there");
    *roles = roles.replace("  statement = { review_months = 24 }\n", "");
    let only: Vec<&str> =
        compare(&good(&example_source()), &good(&bare)).only_in_first.iter().map(|one| one.kind).collect();
    assert_eq!(only, ["agreement", "forum", "statement"]);
}

#[test]
fn a_pack_without_these_files_reads_as_before() {
    let mut source = without_tests(example_source());
    source.files.retain(|(name, _)| !["forums.toml", "agreements.toml"].contains(&name.as_str()));
    let report = read(&source);
    let pack = report.pack.unwrap_or_else(|| panic!("{}", told(&report.errors)));
    assert!(pack.forums.is_empty() && pack.agreement_kinds.is_empty() && pack.user_groups.is_empty());
}
