//! Approving and signing agreements, what takes both away again, and what demands make of it.

use crate::world::{World, day, is_refused, objections, saved, schema};
use agreements::{
    AGREEMENT, Agreement, AgreementKind, ApproveAgreement, RenewAgreement, Renewal, SignAgreement,
    TerminateAgreement, approve_agreement, in_force_of, renew_agreement, save_agreement, sign_agreement,
    terminate_agreement,
};
use kernel::{Actor, Error, Id, Outcome, Result, Subject};
use organisation::{
    Because, ORGANISATION, Organisation, OrganisationKind, Person, PersonKind, SavePerson, save_person,
};
use policy::About;
use register::{Document, OBJECT, OperationForm, SYSTEM, System, change_system, register_document};
use register::{set_object_systems, visible_system};
use std::collections::BTreeSet;
use storage::{EventPage, history_of};
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    who_answers_for_a_system_approves_its_agreement_and_the_others_still_wait,
    an_agreement_is_signed_when_it_is_approved_and_once,
    who_wrote_an_agreement_neither_approves_nor_signs_it_where_nobody_is_named,
    who_adds_a_system_to_an_agreement_does_not_sign_it_where_nobody_is_named,
    who_works_at_the_supplier_neither_approves_nor_signs_its_agreement,
    whom_the_guideline_names_signs_also_what_they_wrote,
    who_has_the_permission_and_is_not_named_is_told_who_signs,
    one_signature_needs_somebody_who_may_sign_for_every_system,
    what_comes_to_say_something_else_is_approved_and_signed_anew,
    what_is_renewed_or_given_notice_of_stays_signed,
    a_demand_for_an_agreement_is_met_when_it_is_approved_and_signed_and_runs,
    a_document_that_one_does_not_see_stays_with_the_agreement_and_is_not_brought_in,
    what_runs_is_told_of_a_system_an_object_and_an_organisation_to_who_may_read_it,
);

fn approve(world: &World, actor: &Actor, agreement: Id) -> Result<usize> {
    let ask = ApproveAgreement { agreement, revision: None, decision: String::new() };
    world.write(actor, move |tx| approve_agreement(tx, &ask))
}

fn sign(world: &World, actor: &Actor, agreement: Id) -> Result<i64> {
    let ask = SignAgreement { agreement, revision: None, on: day("2026-03-01"), decision: String::new() };
    world.write(actor, move |tx| sign_agreement(tx, &ask))
}

fn is_signed(world: &World, id: Id) -> bool {
    world.loaded(id).signed.is_some()
}

fn who_answers_for_a_system_approves_its_agreement_and_the_others_still_wait(db: &TestDb) {
    let world = World::new(db);
    let (pay, time) = (world.system("Lön"), world.system("Tid"));
    let (of_pay, of_time) = (world.owner_of("Ägare Lön", pay), world.owner_of("Ägare Tid", time));
    let manager = world.employee("Systemförvaltare Lön", world.town);
    world.appoint("system_manager", &manager, Subject::new(SYSTEM, pay));
    let id = world.entered(world.agreement("Avtal A", &[pay, time]));
    assert!(is_refused(&approve(&world, &manager, id)));
    assert_eq!(approve(&world, &of_pay, id).unwrap(), 1, "the other system waits for its own");
    assert!(is_refused(&approve(&world, &of_pay, id)), "nothing is left that they may approve");
    let early = objections(world.write(&world.operator, move |tx| {
        let ask = SignAgreement { agreement: id, revision: None, on: tx.today(), decision: String::new() };
        sign_agreement(tx, &ask)
    }));
    assert_eq!(early, [" agreement-objection-not-approved"]);
    assert_eq!(approve(&world, &of_time, id).unwrap(), 0);
    let again = objections(approve(&world, &of_time, id));
    assert_eq!(again, [" agreement-objection-nothing-to-approve"]);
    let support = world.entered(world.on_support("Avtal B", &[pay]));
    let needless = objections(approve(&world, &of_pay, support));
    assert_eq!(
        needless,
        [" agreement-objection-nothing-to-approve"],
        "the guideline wants none of this kind"
    );
}

fn an_agreement_is_signed_when_it_is_approved_and_once(db: &TestDb) {
    let world = World::new(db);
    let system = world.system("Lön");
    let owner = world.owner_of("Ägare Lön", system);
    let id = world.entered(world.agreement("Avtal A", &[system]));
    assert_eq!(objections(sign(&world, &owner, id)), [" agreement-objection-not-approved"]);
    approve(&world, &owner, id).unwrap();
    assert_eq!(sign(&world, &owner, id).unwrap(), 2);
    assert_eq!(objections(sign(&world, &owner, id)), [" agreement-objection-signed"]);
    let signed = world.loaded(id).signed.expect("a signature");
    assert_eq!((signed.on, signed.by), (day("2026-03-01"), owner.person));
    let stale = SignAgreement { agreement: id, revision: Some(1), on: signed.on, decision: String::new() };
    let stale = world.write(&owner, move |tx| sign_agreement(tx, &stale));
    assert_eq!(objections(stale), ["revision objection-stale"], "of two who sign at once one is the later");
    let events = world.read(&owner, |read| {
        let page = EventPage { before: i64::MAX, limit: 10 };
        history_of(read, &Subject::new(AGREEMENT, id), page)
    });
    let actions: Vec<String> = events.unwrap().into_iter().map(|event| event.action).collect();
    assert_eq!(actions, ["agreement.signed", "agreement.approved", "agreement.registered"]);
}

fn who_wrote_an_agreement_neither_approves_nor_signs_it_where_nobody_is_named(db: &TestDb) {
    let world = World::new(db);
    let system = world.system("Lön");
    let (writer, other) = (world.owner_of("Ägare A", system), world.head());
    let agreement = world.agreement("Avtal A", &[system]);
    let id = agreement.id;
    world.write(&writer, move |tx| save_agreement(tx, agreement)).unwrap();
    for tried in [approve(&world, &writer, id).map(|_| ()), sign(&world, &writer, id).map(|_| ())] {
        let Err(Error::Refused(message)) = tried else { panic!("{tried:?}") };
        assert_eq!(message.key, "refused-agreement-alone");
    }
    approve(&world, &other, id).unwrap();
    let changed = Agreement { notes: "Ring först".into(), ..world.loaded(id) };
    world.write(&other, move |tx| save_agreement(tx, changed)).unwrap();
    assert_eq!(sign(&world, &other, id).unwrap(), 3, "a note is no part of what is signed");
}

fn who_adds_a_system_to_an_agreement_does_not_sign_it_where_nobody_is_named(db: &TestDb) {
    let world = World::new(db);
    let (pay, time) = (world.system("Lön"), world.system("Tid"));
    let (writer, other) = (world.owner_of("Ägare Lön", pay), world.head());
    let agreement = world.on_support("Avtal A", &[pay]);
    let id = agreement.id;
    world.write(&writer, move |tx| save_agreement(tx, agreement)).unwrap();
    let wider = Agreement { systems: vec![pay, time], ..world.loaded(id) };
    world.write(&other, move |tx| save_agreement(tx, wider)).unwrap();
    let Err(Error::Refused(message)) = sign(&world, &other, id) else { panic!("not refused") };
    assert_eq!(message.key, "refused-agreement-alone");
    let narrower = Agreement { systems: vec![pay], ..world.loaded(id) };
    world.done(move |tx| save_agreement(tx, narrower));
    assert!(is_refused(&sign(&world, &other, id)), "taking one out writes nothing of what is left");
    assert!(sign(&world, &writer, id).is_ok(), "what stands there is the other's word");
}

fn who_works_at_the_supplier_neither_approves_nor_signs_its_agreement(db: &TestDb) {
    let world = World::new(db);
    let system = world.system("Lön");
    let supplier = world.supplier;
    let id = world.done(move |tx| {
        let person = Person { organisation: Some(supplier), ..Person::new("Konsult", PersonKind::External) };
        save_person(tx, &SavePerson { person, revision: None, because: Because::default() }).map(|one| one.id)
    });
    let consultant = Actor { tenant: world.operator.tenant, ..testkit::person("Konsult", id) };
    world.appoint("system_owner", &consultant, Subject::new(SYSTEM, system));
    let support = world.entered(world.on_support("Avtal A", &[system]));
    let operation = world.entered(world.agreement("Avtal B", &[system]));
    let tried =
        [sign(&world, &consultant, support).map(|_| ()), approve(&world, &consultant, operation).map(|_| ())];
    for tried in tried {
        let Err(Error::Refused(message)) = tried else { panic!("{tried:?}") };
        assert_eq!(message.key, "refused-agreement-supplier");
    }
    let other = world.done(move |tx| saved(tx, Organisation::new("Annan", OrganisationKind::Supplier)));
    let of_other = Agreement { supplier: Some(other), ..world.on_support("Avtal C", &[system]) };
    let of_other = world.entered(of_other);
    assert_eq!(
        sign(&world, &consultant, of_other).unwrap(),
        2,
        "they own the system, and the guideline lets them"
    );
}

fn whom_the_guideline_names_signs_also_what_they_wrote(db: &TestDb) {
    let world = World::where_owners_sign(db);
    let system = world.system("Lön");
    let owner = world.owner_of("Ägare Lön", system);
    let agreement = world.on_support("Avtal A", &[system]);
    let id = agreement.id;
    world.write(&owner, move |tx| save_agreement(tx, agreement)).unwrap();
    assert_eq!(sign(&world, &owner, id).unwrap(), 2);
}

fn who_has_the_permission_and_is_not_named_is_told_who_signs(db: &TestDb) {
    let world = World::where_owners_sign(db);
    let system = world.system("Lön");
    let id = world.entered(world.on_support("Avtal A", &[system]));
    let chief = world.head();
    let Err(Error::Refused(message)) = sign(&world, &chief, id) else { panic!("not refused") };
    assert_eq!(message.key, "refused-agreement-sign");
    assert!(format!("{message:?}").contains("ystemägare"), "{message:?}");
    let framework = Agreement { kind: Some(AgreementKind::Framework), ..world.agreement("Ram", &[]) };
    let framework = world.entered(framework);
    let owner = world.owner_of("Ägare Lön", system);
    assert!(matches!(sign(&world, &owner, framework), Err(Error::NotFound)));
    assert_eq!(
        sign(&world, &chief, framework).unwrap(),
        2,
        "no guideline names anybody where it covers no system"
    );
}

fn one_signature_needs_somebody_who_may_sign_for_every_system(db: &TestDb) {
    let world = World::where_owners_sign(db);
    let (pay, time) = (world.system("Lön"), world.system("Tid"));
    let of_one = world.owner_of("Ägare Lön", pay);
    let id = world.entered(world.on_support("Avtal A", &[pay, time]));
    assert!(is_refused(&sign(&world, &of_one, id)));
    world.appoint("system_owner", &of_one, Subject::new(SYSTEM, time));
    assert_eq!(sign(&world, &of_one, id).unwrap(), 2);
}

fn what_comes_to_say_something_else_is_approved_and_signed_anew(db: &TestDb) {
    let world = World::new(db);
    let (pay, time) = (world.system("Lön"), world.system("Tid"));
    let head = world.head();
    let id = world.entered(world.agreement("Avtal A", &[pay]));
    approve(&world, &head, id).unwrap();
    sign(&world, &head, id).unwrap();
    let named = Agreement { name: "Avtal B".into(), number: "17".into(), ..world.loaded(id) };
    world.done(move |tx| save_agreement(tx, named));
    assert!(is_signed(&world, id), "what it is called is no part of it");
    assert_eq!(objections(approve(&world, &head, id)), [" agreement-objection-nothing-to-approve"]);

    let wider = Agreement { systems: vec![pay, time], ..world.loaded(id) };
    world.done(move |tx| save_agreement(tx, wider));
    assert!(!is_signed(&world, id), "whoever signs for the further system has not signed");
    assert_eq!(approve(&world, &head, id).unwrap(), 0, "only that one waited");
    sign(&world, &head, id).unwrap();
    let narrower = Agreement { systems: vec![pay], ..world.loaded(id) };
    world.done(move |tx| save_agreement(tx, narrower));
    assert!(is_signed(&world, id), "nothing came to it");
    let wider = Agreement { systems: vec![pay, time], ..world.loaded(id) };
    world.done(move |tx| save_agreement(tx, wider));
    assert_eq!(approve(&world, &head, id).unwrap(), 0, "what was taken out and comes back is approved anew");

    sign(&world, &head, id).unwrap();
    let dearer = Agreement { value_ore: Some(1), ..world.loaded(id) };
    world.done(move |tx| save_agreement(tx, dearer));
    assert!(!is_signed(&world, id));
    assert_eq!(objections(sign(&world, &head, id)), [" agreement-objection-not-approved"]);
    let latest = EventPage { before: i64::MAX, limit: 1 };
    let latest = world.read(&head, |read| history_of(read, &Subject::new(AGREEMENT, id), latest)).unwrap();
    let told = latest[0].content.clone().expect("what has changed");
    let [lost, left] = ["0", "1"].map(|side| told.pointer(&format!("/changes/approved/{side}")).cloned());
    assert_eq!(
        lost.and_then(|lost| lost.as_array().map(Vec::len)),
        Some(2),
        "whose approval is lost is told"
    );
    assert!(left.is_some_and(|left| left.is_null()));
}

fn what_is_renewed_or_given_notice_of_stays_signed(db: &TestDb) {
    let world = World::new(db);
    let head = world.head();
    let explicit = Agreement {
        renewal: Renewal::Explicit,
        renewal_months: None,
        ends_on: Some(day("2026-12-31")),
        ..world.on_support("Avtal A", &[])
    };
    let id = world.entered(explicit);
    sign(&world, &head, id).unwrap();
    let to = day("2028-12-31");
    let ask = RenewAgreement { agreement: id, revision: None, ends_on: to, because: String::new() };
    world.write(&head, move |tx| renew_agreement(tx, &ask)).unwrap();
    assert!(is_signed(&world, id));
    let because = "Byter leverantör".to_owned();
    let ask = TerminateAgreement { agreement: id, revision: None, on: day("2026-03-01"), because };
    world.write(&head, move |tx| terminate_agreement(tx, &ask)).unwrap();
    assert!(is_signed(&world, id));
    let signed = sign(&world, &head, id);
    assert_eq!(
        objections(signed),
        [" agreement-objection-terminated", " agreement-objection-signed"],
        "what ends is not signed once more"
    );
}

/// What the guideline makes of the agreements of a system.
fn judged(world: &World, system: Id) -> (Outcome, String) {
    let found = world.read(&world.operator, |read| {
        findings::of_subject(read, &Subject::new(SYSTEM, system)).map(|found| found.findings)
    });
    let found = found.unwrap().into_iter().find(|one| matches!(one.about, About::Agreement(_)));
    let found = found.expect("the guideline speaks of agreements");
    (found.outcome, found.reason_code)
}

fn a_demand_for_an_agreement_is_met_when_it_is_approved_and_signed_and_runs(db: &TestDb) {
    let world = World::where_agreements_are_demanded(db);
    let system = world.system("Lön");
    let supplier = world.supplier;
    world.done(move |tx| {
        let before = visible_system(tx, system)?;
        let form = Some(OperationForm::Cloud);
        change_system(tx, System { operation_form: form, supplier: Some(supplier), ..before })
    });
    assert_eq!(judged(&world, system), (Outcome::Breached, "agreement_missing".to_owned()));
    let id = world.entered(world.agreement("Avtal A", &[system]));
    assert_eq!(judged(&world, system), (Outcome::Breached, "agreement_not_approved".to_owned()));
    let head = world.head();
    approve(&world, &head, id).unwrap();
    assert_eq!(judged(&world, system), (Outcome::Breached, "agreement_not_signed".to_owned()));
    sign(&world, &head, id).unwrap();
    assert_eq!(judged(&world, system), (Outcome::Met, "agreement_in_force".to_owned()));
    let without = Agreement { systems: Vec::new(), ..world.loaded(id) };
    world.done(move |tx| save_agreement(tx, without));
    assert_eq!(judged(&world, system), (Outcome::Breached, "agreement_missing".to_owned()));
    let kept = world.read(&world.operator, |read| {
        let kept = findings::kept_of(read, &[system])?;
        Ok(kept.into_iter().filter(|one| matches!(one.about, About::Agreement(_))).count())
    });
    assert_eq!(kept.unwrap(), 1, "a system that is covered no longer is judged anew");
}

fn a_document_that_one_does_not_see_stays_with_the_agreement_and_is_not_brought_in(db: &TestDb) {
    let world = World::new(db);
    let (own, hidden) = (world.system_of("Grannens", world.village), world.system("Lön"));
    let [of_own, of_hidden, other] = [own, hidden, hidden].map(|system| {
        let subject = Subject::new(SYSTEM, system);
        let document = Document { name: "Avtalet".into(), ..Document::new(subject, "management_plan") };
        world.done(|tx| register_document(tx, document))
    });
    let keeper = world.employee("Systemförvaltare Grannkommunen", world.village);
    world.appoint("system_manager", &keeper, Subject::new(SYSTEM, own));
    let agreement = Agreement {
        organisation: Some(world.village),
        documents: vec![of_own, of_hidden],
        ..world.agreement("Avtal A", &[own])
    };
    let id = world.entered(agreement);
    let without = Agreement { documents: Vec::new(), ..world.loaded(id) };
    world.write(&keeper, move |tx| save_agreement(tx, without)).unwrap();
    assert_eq!(world.loaded(id).documents, [of_hidden], "only what they saw is gone");
    let guessed = Agreement { documents: vec![of_hidden, other], ..world.loaded(id) };
    let found = objections(world.write(&keeper, move |tx| save_agreement(tx, guessed)));
    assert_eq!(found, ["documents objection-not-a-reference"]);
}

fn what_runs_is_told_of_a_system_an_object_and_an_organisation_to_who_may_read_it(db: &TestDb) {
    let world = World::new(db);
    let (system, object) = (world.system("Lön"), world.object("Personalobjektet"));
    world.done(move |tx| set_object_systems(tx, object, 1, &BTreeSet::from([system])));
    let running = world.entered(world.agreement("Avtal A", &[system]));
    let coming = Agreement {
        starts_on: Some(day("2027-01-01")),
        ends_on: Some(day("2027-12-31")),
        ..world.agreement("Avtal B", &[system])
    };
    world.entered(coming);
    let ended =
        Agreement { renewal: Renewal::Never, renewal_months: None, ..world.agreement("Avtal C", &[system]) };
    world.entered(ended);
    let subjects = [(SYSTEM, system), (OBJECT, object), (ORGANISATION, world.town)];
    let told = |actor: &Actor| {
        subjects
            .map(|(kind, id)| world.read(actor, |read| in_force_of(read, &Subject::new(kind, id))).unwrap())
    };
    for found in told(&world.head()) {
        let [one] = &found[..] else { panic!("{found:?}") };
        assert_eq!((one.id, one.is_signed, one.value_ore), (running, false, Some(12_500_000)));
        assert_eq!((one.ends_on, one.act_by), (Some(day("2026-12-31")), Some(day("2026-09-30"))));
    }
    let user = world.employee("Medarbetare", world.town);
    assert!(told(&user).iter().all(Vec::is_empty));
}
