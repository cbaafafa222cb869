//! Reviews of documents: who owns a document says that it still holds, until somebody else changes it or the time is out.

use crate::site::{browser, script, site};
use crate::world::{World, is_not_found, is_refused, objections, schema};
use kernel::{Actor, Id, Result, Subject};
use organisation::{Absence, Because, ORGANISATION, PlanAbsence, plan_absence};
use register::{
    ConfirmDocuments, DOCUMENT, Document, SYSTEM, System, WithdrawDocument, change_document,
    confirm_documents, reviews_of_documents, visible_document, withdraw_document,
};
use serde_json::json;
use storage::EventPage;
use testkit::{Acting, TestDb, on_both_engines};
use web::accounts::{self, NewToken};

on_both_engines!(schema();
    a_review_that_is_confirmed_starts_anew,
    a_confirmation_breaks_when_somebody_else_changes_the_content,
    a_file_that_somebody_else_brings_breaks_it_until_it_is_withdrawn,
    what_the_owner_changes_stays_confirmed,
    only_the_owner_or_their_deputy_confirms,
    who_no_longer_works_where_they_were_named_owner_confirms_nothing,
    what_is_wrong_with_a_confirmation_is_told_of_each_document,
    a_second_confirmation_on_the_same_day_tells_nothing_new,
    confirming_two_hundred_is_one_step,
    owners_and_who_stands_in_are_told_in_time,
    the_owner_confirms_on_the_page_and_in_the_list,
    what_has_changed_under_the_page_is_read_again_before_it_is_confirmed,
    a_script_confirms_a_document_and_a_token_to_read_does_not,
    who_may_read_a_document_is_told_by_what_they_hold_and_what_is_shared,
);

/// A document whose review is past, with its owner and somebody else who keeps the register.
struct Desk {
    world: World,
    owner: Actor,
    other: Actor,
    system: Id,
    document: Id,
}

impl Desk {
    fn new(db: &TestDb) -> Self {
        let world = World::new(db);
        // With personal data the guideline demands the classification.
        let system = System { personal_data: Some(true), ..world.system("Ekonomi") };
        let system = world.registered(system);
        let owner = world.employee("Systemförvaltare", world.town);
        world.appoint("system_manager", &owner, Subject::new(SYSTEM, system));
        let other = world.employee("Itchef", world.town);
        world.appoint("head_of_it", &other, Subject::new(ORGANISATION, world.town));
        let document = world.document(classification(system, &owner, "Informationsklassning"));
        Self { world, owner, other, system, document }
    }

    fn confirm(&self, who: &Actor) -> Result<()> {
        self.confirm_all(who, &[self.document], false)
    }

    fn confirm_all(&self, who: &Actor, documents: &[Id], together: bool) -> Result<()> {
        let documents = documents.iter().map(|id| (*id, None)).collect();
        self.world.write(who, move |tx| confirm_documents(tx, &ConfirmDocuments { documents, together }))
    }

    fn change(&self, who: &Actor, change: impl FnOnce(&mut Document)) {
        let mut document =
            self.world.read(who, |read| visible_document(read, self.document)).expect("it is seen");
        change(&mut document);
        self.world.write(who, |tx| change_document(tx, document)).expect("they change documents");
    }

    fn outcome(&self) -> String {
        self.world.outcome(self.system, "classification-exists")
    }

    /// Whether it is kept as a gap, once what comes by itself at an instant has come.
    fn is_a_gap_at(&self, instant: &str) -> bool {
        let then = self.world.operator.clone().at(instant);
        self.world.write(&then, |tx| findings::evaluate_due(tx, 100)).expect("a round");
        let ask = findings::GapsAsk { subject: Some(self.system), limit: 50, ..Default::default() };
        let (page, _) = self.world.read(&then, |read| findings::gaps(read, &ask)).expect("gaps");
        page.items.iter().any(|finding| finding.rule == "classification-exists")
    }

    /// Whom the reviews until a day belong to, and by when.
    fn reviews(&self, people: Option<&[Id]>, until: &str) -> Vec<(Id, String)> {
        let until = until.parse().expect("a day");
        let found = self.world.read(&self.world.operator, |read| reviews_of_documents(read, people, until));
        found.expect("reviews").into_iter().map(|one| (one.person, one.due.to_string())).collect()
    }

    fn events(&self) -> Vec<storage::AuditEvent> {
        let document = Subject::new(DOCUMENT, self.document);
        let page = EventPage { before: i64::MAX, limit: 20 };
        let found = self.world.read(&self.world.operator, |read| storage::history_of(read, &document, page));
        found.expect("a history").into_iter().filter(|one| one.action == "document.confirmed").collect()
    }
}

/// A classification of two years ago, which is how long its type takes.
fn classification(system: Id, owner: &Actor, name: &str) -> Document {
    Document {
        name: name.to_owned(),
        owner: owner.person,
        date: "2024-01-10".parse().ok(),
        ..Document::new(Subject::new(SYSTEM, system), "classification")
    }
}

/// Carries out the duty "S0-158": reviews go on, and each begins a new interval.
fn a_review_that_is_confirmed_starts_anew(db: &TestDb) {
    let desk = Desk::new(db);
    let owner = desk.owner.person.unwrap();
    assert_eq!(desk.outcome(), "breached", "two years have passed since its date");
    assert_eq!(desk.reviews(Some(&[owner]), "2026-12-31"), [(owner, "2026-01-10".to_owned())]);
    desk.confirm(&desk.owner).unwrap();
    assert_eq!(desk.outcome(), "met");
    assert_eq!(desk.reviews(Some(&[owner]), "2028-03-01"), []);
    assert_eq!(desk.reviews(Some(&[owner]), "2028-03-02"), [(owner, "2028-03-02".to_owned())]);
    assert!(!desk.is_a_gap_at("2028-03-02T08:00:00Z"), "it holds on its last day");
    assert!(desk.is_a_gap_at("2028-03-03T08:00:00Z"), "and not on the day after");
}

fn a_confirmation_breaks_when_somebody_else_changes_the_content(db: &TestDb) {
    let desk = Desk::new(db);
    desk.confirm(&desk.owner).unwrap();
    desk.change(&desk.other, |document| document.review_date = "2027-01-01".parse().ok());
    desk.change(&desk.other, |document| document.review_date = None);
    assert_eq!(desk.outcome(), "met", "when it is reviewed is not what it says");
    desk.change(&desk.other, |document| document.version = "2".into());
    assert_eq!(desk.outcome(), "breached");
    let owner = desk.owner.person.unwrap();
    assert_eq!(desk.reviews(None, "2026-12-31"), [(owner, "2026-01-10".to_owned())], "as before it was said");
    desk.change(&desk.other, |document| document.version = String::new());
    assert_eq!(desk.outcome(), "met", "it says what was confirmed");
    desk.change(&desk.other, |document| document.version = "2".into());
    desk.change(&desk.owner, |document| document.link = "https://example.se/klassning".into());
    assert_eq!(desk.outcome(), "breached", "one's own change does not mend what another broke");
    desk.confirm(&desk.owner).unwrap();
    assert_eq!(desk.outcome(), "met");
}

fn a_file_that_somebody_else_brings_breaks_it_until_it_is_withdrawn(db: &TestDb) {
    let desk = Desk::new(db);
    desk.confirm(&desk.owner).unwrap();
    let site = site(&desk.world, &[&desk.other]);
    let mut other = browser(&site, &desk.other);
    let page = format!("/dokument/{}/filer", desk.document);
    let file = ("file", "klassning.pdf", &b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"[..]);
    assert_eq!(other.bring(&page, &page, file).status, 303);
    assert_eq!(desk.outcome(), "breached");
    let kept = desk.world.read(&desk.world.operator, |read| files::files_of_subjects(read, &[desk.document]));
    let withdrawal = format!("/fil/{}/dra-tillbaka", kept.unwrap()[0].id);
    assert_eq!(other.submit(&withdrawal, &withdrawal, &[("reason", "Fel fil")]).status, 303);
    assert_eq!(desk.outcome(), "met");
}

fn what_the_owner_changes_stays_confirmed(db: &TestDb) {
    let desk = Desk::new(db);
    desk.confirm(&desk.owner).unwrap();
    desk.change(&desk.owner, |document| document.version = "2".into());
    assert_eq!(desk.outcome(), "met");
    desk.change(&desk.other, |document| document.version = "3".into());
    assert_eq!(desk.outcome(), "breached");
}

fn only_the_owner_or_their_deputy_confirms(db: &TestDb) {
    let desk = Desk::new(db);
    assert!(is_refused(&desk.confirm(&desk.other)), "whoever keeps the register has not the owner's word");
    let neighbour = desk.world.employee("Grannen", desk.world.village);
    assert!(is_not_found(&desk.confirm(&neighbour)));
    let deputy = desk.world.employee("Ersättare", desk.world.town);
    desk.world.appoint("operations_responsible", &deputy, Subject::new(SYSTEM, desk.system));
    assert!(is_refused(&desk.confirm(&deputy)));
    away(&desk, &deputy);
    assert!(is_refused(&desk.confirm(&deputy)), "nobody is away yet");
    desk.confirm(&deputy.clone().at("2026-04-10T11:00:00Z")).expect("in the owner's place");
    let told: Vec<Option<String>> = desk.events().into_iter().map(|one| one.on_behalf_of).collect();
    assert_eq!(told, [Some("Systemförvaltare".to_owned())]);
    assert!(is_refused(&desk.confirm(&deputy.at("2026-05-01T11:00:00Z"))));
}

/// The owner is away in April.
fn away(desk: &Desk, deputy: &Actor) {
    let day = |text: &str| text.parse().expect("a day");
    let mut absence = Absence::new(desk.owner.person.unwrap(), day("2026-04-01"), day("2026-04-30"));
    absence.deputy = deputy.person;
    let away = PlanAbsence { absence, assignments: Vec::new(), because: Because::default() };
    desk.world.done(move |tx| plan_absence(tx, &away));
}

fn who_no_longer_works_where_they_were_named_owner_confirms_nothing(db: &TestDb) {
    let desk = Desk::new(db);
    let owner = desk.owner.person.unwrap();
    desk.world.done(move |tx| {
        let employment = organisation::employments_of(tx, owner)?.remove(0);
        let revision = Some(employment.revision);
        let employment = organisation::Employment { to: "2026-03-31".parse().ok(), ..employment };
        let ask = organisation::SaveEmployment { employment, revision, because: Because::default() };
        organisation::save_employment(tx, &ask)
    });
    let on = |instant: &str| desk.confirm(&desk.owner.clone().at(instant));
    on("2026-03-31T08:00:00Z").expect("the last day is one of theirs");
    assert!(on("2026-04-01T08:00:00Z").is_err());
}

fn what_is_wrong_with_a_confirmation_is_told_of_each_document(db: &TestDb) {
    let desk = Desk::new(db);
    let none = objections(desk.confirm_all(&desk.owner, &[], false));
    assert_eq!(none, [" register-objection-no-document-to-confirm"]);
    assert!(is_not_found(&desk.confirm_all(&desk.owner, &[desk.document, Id::new()], false)));
    let gone = desk.world.document(classification(desk.system, &desk.owner, "Gammal klassning"));
    let reason = "Ersatt".to_owned();
    let withdrawal = WithdrawDocument { document: gone, revision: None, reason };
    desk.world.done(move |tx| withdraw_document(tx, &withdrawal));
    let found = objections(desk.confirm_all(&desk.owner, &[desk.document, gone], false));
    assert_eq!(found, [format!("{gone} register-objection-withdrawn-one")]);
    desk.confirm(&desk.owner).unwrap();
    desk.change(&desk.other, |document| document.version = "2".into());
    let unseen = objections(desk.confirm_all(&desk.owner, &[desk.document], true));
    assert_eq!(unseen, [format!("{} register-objection-document-look-first", desk.document)]);
    let documents = vec![(desk.document, Some("what it said before".to_owned()))];
    let ask = ConfirmDocuments { documents, together: false };
    let other = objections(desk.world.write(&desk.owner, move |tx| confirm_documents(tx, &ask)));
    assert_eq!(other, [format!("{} register-objection-confirmation-stale", desk.document)]);
}

fn a_second_confirmation_on_the_same_day_tells_nothing_new(db: &TestDb) {
    let desk = Desk::new(db);
    for _ in 0..2 {
        desk.confirm(&desk.owner).expect("both windows are thanked");
    }
    assert_eq!(desk.events().len(), 1);
    desk.confirm(&desk.owner.clone().at("2026-03-03T08:00:00Z")).unwrap();
    assert_eq!(desk.events().len(), 2);
}

fn confirming_two_hundred_is_one_step(db: &TestDb) {
    let desk = Desk::new(db);
    let documents: Vec<Document> =
        (0..220).map(|one| classification(desk.system, &desk.owner, &format!("Klassning {one}"))).collect();
    let ids: Vec<Id> = documents.iter().map(|one| one.id).collect();
    desk.world.done(move |tx| register::register_documents(tx, documents));
    let cost = |ids: &[Id]| {
        let before = desk.world.db.statements_run();
        desk.confirm_all(&desk.owner, ids, true).expect("they are all theirs");
        desk.world.db.statements_run() - before
    };
    let (few, many) = (cost(&ids[..20]), cost(&ids[20..]));
    // Each has an event of its own in the chain; nothing else is asked or written one by one.
    assert!(many - few <= 180 * 2, "{few} statements for twenty, {many} for two hundred");
}

fn owners_and_who_stands_in_are_told_in_time(db: &TestDb) {
    let desk = Desk::new(db);
    let deputy = desk.world.employee("Ersättare", desk.world.town);
    away(&desk, &deputy);
    let (owner, stand_in) = (desk.owner.person.unwrap(), deputy.person.unwrap());
    let told = |date: &str, people: Option<&[Id]>| {
        let then = desk.world.operator.clone().at(&format!("{date}T11:00:00Z"));
        let until = "2026-12-31".parse().unwrap();
        let found = desk.world.read(&then, |read| reviews_of_documents(read, people, until)).unwrap();
        found.into_iter().map(|one| one.person).collect::<Vec<_>>()
    };
    assert_eq!(told("2026-03-31", Some(&[stand_in])), []);
    assert_eq!(told("2026-04-01", Some(&[stand_in])), [stand_in]);
    assert_eq!(told("2026-04-30", Some(&[owner])), [owner], "and the owner as before");
    assert_eq!(told("2026-04-30", None).len(), 2);
    assert_eq!(told("2026-05-01", None), [owner]);
}

fn the_owner_confirms_on_the_page_and_in_the_list(db: &TestDb) {
    let desk = Desk::new(db);
    let second = desk.world.document(classification(desk.system, &desk.owner, "Gammal klassning"));
    let site = site(&desk.world, &[&desk.owner, &desk.other]);
    let mut owner = browser(&site, &desk.owner);
    let list = "/dokument/att-bekrafta";
    assert_eq!(owner.get(list).page().rows().len(), 2);
    let (page, action) =
        (format!("/dokument/{}", desk.document), format!("/dokument/{}/bekrafta", desk.document));
    let done = owner.submit(&page, &action, &[]);
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(done.header("location"), page);
    assert!(owner.get(&page).page().shows("2028-03-02"), "the next review");
    let left = owner.get(list).page();
    assert_eq!(left.rows().len(), 1, "{:?}", left.rows());
    let chosen = box_of(&owner.get(list).text(), second);
    let done = owner.submit(list, list, &[("document", &chosen)]);
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(owner.get(list).page().shows("Inget dokument väntar på din bekräftelse"));

    let mut other = browser(&site, &desk.other);
    assert!(!other.get(&page).page().shows("Ja, innehållet gäller"), "who does not own it is not asked");
    assert!(other.get(list).page().rows().is_empty());
}

/// The value of the box of a document in the list.
fn box_of(list: &str, document: Id) -> String {
    let from = list.find(&format!("value=\"{document}:")).expect("a box") + "value=\"".len();
    list[from..].split('"').next().unwrap_or_default().to_owned()
}

fn what_has_changed_under_the_page_is_read_again_before_it_is_confirmed(db: &TestDb) {
    let desk = Desk::new(db);
    let site = site(&desk.world, &[&desk.owner]);
    let mut owner = browser(&site, &desk.owner);
    let (page, action) =
        (format!("/dokument/{}", desk.document), format!("/dokument/{}/bekrafta", desk.document));
    let shown = owner.get(&page).page().form(&action);
    desk.change(&desk.other, |document| document.version = "Andra versionen".into());
    let shown: Vec<(&str, &str)> =
        shown.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let again = owner.post(&action, &shown);
    assert_eq!(again.status, 422);
    assert!(
        again.page().shows("har ändrats medan du hade sidan öppen") && again.page().shows("Andra versionen")
    );
    assert_eq!(desk.outcome(), "breached");
    assert_eq!(owner.submit(&page, &action, &[]).status, 303);
    assert_eq!(desk.outcome(), "met");
}

fn a_script_confirms_a_document_and_a_token_to_read_does_not(db: &TestDb) {
    let desk = Desk::new(db);
    let site = site(&desk.world, &[&desk.owner, &desk.other]);
    let address = format!("/api/v1/documents/{}/actions/confirm", desk.document);
    let mut other = script(&desk.world, &site, &desk.other);
    assert_eq!(other.send_json("POST", &address, &[], &json!({})).status, 403);
    let user = crate::site::user_name(&desk.owner);
    let new = NewToken { user, scopes: vec!["register.read_documents".into()], days: 30 };
    let made = desk
        .world
        .db
        .installation(&testkit::operator(), move |installation| accounts::create_token(installation, &new));
    let mut reads = site.visitor().with_token(made.expect("a token").token);
    assert_eq!(reads.send_json("POST", &address, &[], &json!({})).status, 403);
    let mut owner = script(&desk.world, &site, &desk.owner);
    let old = owner.send_json("POST", &address, &[("if-match", "\"7\"")], &json!({}));
    assert_eq!(old.status, 412, "{}", old.text());
    let done = owner.send_json("POST", &address, &[], &json!({}));
    assert_eq!(done.status, 200, "{}", done.text());
    assert_eq!(desk.outcome(), "met");
}

fn who_may_read_a_document_is_told_by_what_they_hold_and_what_is_shared(db: &TestDb) {
    let desk = Desk::new(db);
    let clerk = desk.world.employee("Handläggare", desk.world.town);
    let (town, village) = (desk.world.town, desk.world.village);
    desk.world.done(move |tx| {
        let shared = |permission| access::Share {
            receiver: village,
            kind: SYSTEM,
            permission,
            valid: kernel::Period::new(None, None),
        };
        access::set_shares(tx, town, &[shared(register::READ_BASE), shared(register::READ_DOCUMENTS)])
    });
    let site = site(&desk.world, &[&desk.owner, &clerk]);
    let mut owner = browser(&site, &desk.owner);
    let address = format!("/dokument/{}/lasare", desk.document);
    let link = owner.get(&format!("/dokument/{}", desk.document)).page().link("Vilka som kan läsa");
    assert_eq!(link.as_deref(), Some(address.as_str()));
    let page = owner.get(&address).page();
    let rows = [["Itchef", "IT-chef"], ["Systemförvaltare", "Systemförvaltare"]];
    assert_eq!(page.rows(), rows, "and nobody who is only employed");
    assert!(page.shows("Delas med alla anställda hos") && page.shows("Grannkommunen"));
    assert_eq!(browser(&site, &clerk).get(&address).status, 404, "who may not read it knows nothing of it");
}
