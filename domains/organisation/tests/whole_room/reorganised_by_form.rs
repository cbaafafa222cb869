//! Reorganisations planned by form: what is opened, split and moved is looked over, decided and carried out on its day, and
//! the pages are right on both sides of it.

use crate::browser::{Browser, Reply, Served};
use crate::reorganisations::{DAY, Schools};
use crate::world::{operator, organisation_of, schema};
use kernel::Id;
use organisation::{OrganisationKind, ReorganisationState, Step, employments_of};
use testkit::TestDb;

/// The last day of the old order.
const EVE: &str = "2026-11-30";
const AFTER: &str = "2026-12-05";

/// The head of IT at the forms of one plan.
struct Planning<'s> {
    schools: &'s Schools,
    served: Served,
    head: Browser,
    plan: Id,
    page: String,
}

impl<'s> Planning<'s> {
    fn begun(schools: &'s Schools, organisations: &[Id]) -> Self {
        let served = Served::new(&schools.world, &[("itchef", schools.world.head_of_it)]);
        let head = served.browser("itchef");
        let ids: Vec<String> = organisations.iter().map(ToString::to_string).collect();
        let mut filled = vec![("name", "Ny ordning"), ("effective_on", DAY)];
        filled.extend(ids.iter().map(|id| ("organisations", id.as_str())));
        let made = head.fill_in("/organisation/omorganisation/ny", &filled);
        assert_eq!(made.status, 303, "{}", made.text);
        let page = made.location.split('?').next().unwrap_or_default().to_owned();
        let plan = page.rsplit('/').next().and_then(|id| id.parse().ok()).expect("the id of the plan");
        Self { schools, served, head, plan, page }
    }

    /// Adds a step by the form of its kind, which leads on.
    fn step(&self, kind: &str, filled: &[(&str, &str)]) -> String {
        let added = self.head.fill_in(&format!("{}/nytt-steg?slag={kind}", self.page), filled);
        assert_eq!(added.status, 303, "{kind}: {}", added.text);
        added.location
    }

    /// What a step opens.
    fn opened(&self, number: usize) -> Vec<Id> {
        self.schools.stored(self.plan).steps[number - 1].opens()
    }

    fn decide(&self) -> Reply {
        self.head.fill_in(&format!("{}/besluta", self.page), &[("decision", "KS 12")])
    }

    /// Decides the plan and lets its day come: whoever looks at the pages afterwards.
    fn carried_out(&self) -> Browser {
        let decided = self.decide();
        assert_eq!(decided.status, 303, "{}", decided.text);
        self.schools.round(EVE);
        assert_eq!(self.schools.stored(self.plan).state, ReorganisationState::Decided, "not before its day");
        self.schools.round(DAY);
        let done = self.schools.stored(self.plan);
        assert_eq!(done.state, ReorganisationState::CarriedOut, "{:?}", done.stopped_by);
        self.served.on(AFTER).browser("itchef")
    }
}

/// What a page says of a record as of a day: the words of its facts.
fn facts(browser: &Browser, (page, id): (&str, Id), date: &str) -> Vec<String> {
    let seen = browser.get(&format!("/administration/{page}/{id}?as_of={date}"));
    assert_eq!(seen.status, 200, "{page} {date}: {}", seen.text);
    seen.all("main dd")
}

/// Where somebody works and has worked, as their page said on a day.
fn workplaces(browser: &Browser, person: Id, date: &str) -> Vec<String> {
    let seen = browser.get(&format!("/administration/personer/{person}?as_of={date}"));
    assert_eq!(seen.status, 200, "{date}: {}", seen.text);
    let rows = seen.all("main tbody tr").into_iter();
    rows.map(|row| row.trim_end_matches(" – Uppgift saknas").to_owned()).collect()
}

/// A unit stands with the organisation that it belongs to.
fn says(facts: &[String], name: &str) -> bool {
    facts.iter().any(|fact| fact == name || fact.starts_with(&format!("{name} (")))
}

fn a_unit_that_is_split_shares_out_its_people_by_form(db: &TestDb) {
    let schools = Schools::new(db);
    let planning = Planning::begun(&schools, &[schools.world.department]);
    let (al, teacher) = (schools.units[0], schools.people[0]);
    let shares =
        planning.step("split_unit", &[("unit", &al.to_string()), ("names", "Östskolan\nVästskolan")]);
    assert_eq!(shares, format!("{}/fordela?steg=1", planning.page), "it leads on to who goes where");
    assert_eq!(planning.decide().status, 422, "somebody has no place yet");
    let parts = planning.opened(1);
    let employment = schools.world.read(&operator(), |read| employments_of(read, teacher)).unwrap()[0].id;
    let [east, west] = [parts[0], parts[1]].map(|part| part.to_string());
    let chosen = format!("goes.{employment}");
    let shared = planning.head.fill_in(&shares, &[("rest", &east), (&chosen, &west)]);
    assert_eq!(shared.status, 303, "{}", shared.text);
    let seen = planning.head.get(&format!("{}?prova=1", planning.page));
    assert!(seen.text.contains("Alskolan delas i Östskolan, Västskolan."), "{}", seen.text);
    let moves = seen.all("main tr").into_iter().find(|row| row.starts_with("Lärare Al")).expect("who moves");
    assert!(moves.contains("Alskolan") && moves.contains("Västskolan") && moves.contains(DAY), "{moves}");
    assert!(seen.text.contains("Uppdrag som upphör (0)"), "{}", seen.text);

    let later = planning.carried_out();
    assert_eq!(workplaces(&later, teacher, EVE), ["Skolförvaltningen Alskolan 2020-01-01"]);
    let both = [
        format!("Skolförvaltningen Västskolan {DAY}"),
        format!("Skolförvaltningen Alskolan 2020-01-01 {EVE}"),
    ];
    assert_eq!(workplaces(&later, teacher, DAY), both);
    assert!(!says(&facts(&later, ("enheter", al), EVE), EVE), "nothing ends on the page of the day before");
    assert!(says(&facts(&later, ("enheter", al), DAY), EVE), "its last day");
    for part in parts {
        let gone = later.get(&format!("/administration/enheter/{part}?as_of={EVE}"));
        assert_eq!(gone.status, 404, "it was not there yet");
        assert!(says(&facts(&later, ("enheter", part), DAY), DAY), "its first day");
    }
}

fn a_unit_is_opened_and_another_moved_under_it_in_another_department_by_form(db: &TestDb) {
    let schools = Schools::new(db);
    let municipality = schools.world.municipality;
    let culture = schools.world.write(&operator(), move |tx| {
        organisation_of(tx, "Kulturförvaltningen", OrganisationKind::Department, Some(municipality))
    });
    let culture = culture.expect("a department");
    let planning = Planning::begun(&schools, &[schools.world.department, culture]);
    let (al, teacher) = (schools.units[0], schools.people[0]);
    planning.step("open_unit", &[("name", "Samskolan"), ("organisation", &culture.to_string())]);
    let opened = planning.opened(1)[0];
    let [moved, above] = [al, opened].map(|unit| unit.to_string());
    let form = format!("{}/nytt-steg?slag=move_unit", planning.page);
    let refused = planning.head.fill_in(&form, &[("unit", &moved), ("parent", &moved)]);
    assert_eq!(refused.status, 422, "a unit under itself: {}", refused.text);
    planning.step("move_unit", &[("unit", &moved), ("parent", &above)]);
    let seen = planning.head.get(&planning.page);
    for told in ["Samskolan inrättas i Kulturförvaltningen.", "Alskolan flyttas till Samskolan."] {
        assert!(seen.text.contains(told), "{told}: {}", seen.text);
    }
    let moves = seen.all("main tr").into_iter().find(|row| row.starts_with("Lärare Al")).expect("who moves");
    assert!(moves.contains("Skolförvaltningen") && moves.contains("Kulturförvaltningen"), "{moves}");

    let later = planning.carried_out();
    let before = facts(&later, ("enheter", al), EVE);
    assert!(says(&before, "Skolförvaltningen") && !says(&before, "Samskolan"), "{before:?}");
    let after = facts(&later, ("enheter", al), DAY);
    assert!(says(&after, "Kulturförvaltningen") && says(&after, "Samskolan"), "{after:?}");
    assert_eq!(later.get(&format!("/administration/enheter/{opened}?as_of={EVE}")).status, 404);
    assert_eq!(workplaces(&later, teacher, EVE), ["Skolförvaltningen Alskolan 2020-01-01"]);
    assert!(workplaces(&later, teacher, DAY)[0].starts_with("Kulturförvaltningen Alskolan"));
}

fn an_organisation_is_opened_and_another_moved_under_it_by_form(db: &TestDb) {
    let schools = Schools::new(db);
    let (municipality, department) = (schools.world.municipality, schools.world.department);
    let planning = Planning::begun(&schools, &[municipality, department]);
    let (above, moved) = (municipality.to_string(), department.to_string());
    planning.step(
        "open_organisation",
        &[("name", "Bildningsnämnden"), ("kind", "committee"), ("parent", &above)],
    );
    let Some(Step::OpenOrganisation(step)) = schools.stored(planning.plan).steps.first().cloned() else {
        panic!("an organisation is opened");
    };
    assert_eq!((step.name.as_str(), step.kind), ("Bildningsnämnden", OrganisationKind::Committee));
    let opened = step.opened.to_string();
    planning.step("move_organisation", &[("organisation", &moved), ("parent", &opened)]);
    let later = planning.carried_out();
    let before = facts(&later, ("organisationer", department), EVE);
    assert!(says(&before, "Provkommunen") && !says(&before, "Bildningsnämnden"), "{before:?}");
    let after = facts(&later, ("organisationer", department), DAY);
    assert!(says(&after, "Bildningsnämnden") && !says(&after, "Provkommunen"), "{after:?}");
    assert_eq!(later.get(&format!("/administration/organisationer/{opened}?as_of={EVE}")).status, 404);
}

testkit::on_both_engines!(schema();
    a_unit_that_is_split_shares_out_its_people_by_form,
    a_unit_is_opened_and_another_moved_under_it_in_another_department_by_form,
    an_organisation_is_opened_and_another_moved_under_it_by_form,
);
