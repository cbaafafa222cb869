//! The pages of web-hooks as somebody meets them in a browser: a hook is on or off, and its removal says what stands
//! against it.

use crate::program::Program;
use testkit::{PageSeen, TestDb, Visitor, on_both_engines};
use vidmakt::domains;

on_both_engines!(domains::schema();
    a_hook_is_on_or_off_and_nothing_between,
    every_happening_that_the_form_offers_can_be_ticked,
    a_hook_that_somebody_changes_meanwhile_is_not_removed_unseen,
);

const HOOKS: &str = "/administration/webhookar";

/// A federation's head of IT, who looks after its hooks.
fn keeper(db: &TestDb) -> Visitor {
    let program = Program::on(db);
    let here = program.federation("here", "sydnarke");
    program.browser(&program.administrator(&here))
}

/// Adds a hook by its form as it stands, and answers its page.
fn added(keeper: &mut Visitor) -> String {
    let new = format!("{HOOKS}/ny");
    let typed = [("name", "Bussen"), ("address", "https://ta-emot.example/krok"), ("happenings", "system.*")];
    let seen = keeper.submit(&new, &new, &typed);
    assert_eq!(seen.status, 303, "{}", seen.text());
    seen.header("location").to_owned()
}

fn answers_to(page: &PageSeen, flag: &str) -> Vec<String> {
    page.texts(&format!("#field-{flag} label"))
}

fn a_hook_is_on_or_off_and_nothing_between(db: &TestDb) {
    let mut keeper = keeper(db);
    let form = keeper.get(&format!("{HOOKS}/ny")).page();
    assert_eq!(answers_to(&form, "is_active"), ["Ja", "Nej"]);
    let field = keeper.get("/administration/falt/nytt").page();
    assert_eq!(answers_to(&field, "is_required"), ["Ja", "Nej"], "nor is a field required perhaps");
    let hook = added(&mut keeper);
    let is_active = || db.raw_rows("SELECT count(*) FROM web_hook WHERE is_active = 1");
    assert_eq!(is_active(), [["1"]], "as the form said");
    let edit = format!("{hook}/andra");
    assert_eq!(keeper.submit(&edit, &edit, &[("is_active", "false")]).status, 303);
    assert_eq!(is_active(), [["0"]]);
    let form = keeper.get(&edit).page().form(&edit);
    assert!(form.contains(&("is_active".to_owned(), "false".to_owned())), "{form:?}");
}

fn every_happening_that_the_form_offers_can_be_ticked(db: &TestDb) {
    let mut keeper = keeper(db);
    let new = format!("{HOOKS}/ny");
    let form = keeper.get(&new).text();
    let boxes = form.split("name=\"happenings\" value=\"").skip(1);
    let boxes: Vec<&str> = boxes.filter_map(|rest| rest.split('"').next()).collect();
    assert!(boxes.len() > 100 && boxes.contains(&"system.*"), "{boxes:?}");
    let mut typed = vec![("name", "Bussen"), ("address", "https://ta-emot.example/krok")];
    typed.extend(boxes.iter().map(|one| ("happenings", *one)));
    let seen = keeper.submit(&new, &new, &typed);
    assert_eq!(seen.status, 303, "{}", seen.text());
}

fn a_hook_that_somebody_changes_meanwhile_is_not_removed_unseen(db: &TestDb) {
    let mut keeper = keeper(db);
    let hook = added(&mut keeper);
    let removal = format!("{hook}/ta-bort");
    let asked = keeper.get(&removal).page().form(&removal);
    let edit = format!("{hook}/andra");
    assert_eq!(keeper.submit(&edit, &edit, &[("name", "Tåget")]).status, 303);
    let asked: Vec<(&str, &str)> = asked.iter().map(|(name, value)| (&**name, &**value)).collect();
    let seen = keeper.post(&removal, &asked);
    let page = seen.page();
    assert_eq!(seen.status, 422, "{}", seen.text());
    assert!(page.shows("Någon annan har ändrat uppgifterna") && page.shows("Tåget"), "{}", seen.text());
    let again = page.form(&removal);
    let again: Vec<(&str, &str)> = again.iter().map(|(name, value)| (&**name, &**value)).collect();
    assert_eq!(keeper.post(&removal, &again).status, 303, "who has seen it removes it");
    assert_eq!(keeper.get(&hook).status, 404);
}
