//! Who uses a system: each organisation's part in it, with how many use it there and who answers for it there.

use super::system_page::Shown;
use crate::answerable::Answering;
use crate::store;
use kernel::{Id, Result};
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;
use web::Visit;
use web::components::{Cell, Column, ColumnKind, Empty, Link, Row, empty_state, simple_table};

/// Who uses the system.
pub(super) fn uses(visit: &Visit, read: &Read, shown: &Shown) -> Result<Markup> {
    let uses = store::uses_of(read, shown.system.id)?;
    let ids: Vec<Id> = uses.iter().filter_map(|one| one.system_use.organisation).collect();
    let names: BTreeMap<Id, String> =
        organisation::organisations(read, &ids)?.into_iter().map(|one| (one.id, one.name)).collect();
    let ids: Vec<Id> = uses.iter().filter_map(|one| one.system_use.unit).collect();
    let units = store::unit_names(read, &ids)?;
    let working = working_within(read, &shown.people)?;
    let mut rows = Vec::new();
    for one in &uses {
        let unit = one.system_use.unit.and_then(|unit| units.get(&unit)).cloned();
        let organisation = one.system_use.organisation.and_then(|id| names.get(&id)).cloned();
        rows.push(Row {
            cells: vec![
                Cell::text(organisation.unwrap_or_default()),
                Cell::text(unit.unwrap_or_default()),
                Cell::text(one.system_use.number_of_users.map(texts::number).unwrap_or_default()),
                answering_within(visit, &shown.people, &working, one.system_use.organisation),
            ],
        });
    }
    let column = |key: &'static str, label: &str, kind| Column::new(key, visit.text(label), kind);
    let columns = [
        column("organisation", "system-use-organisation", ColumnKind::Text),
        column("unit", "system-use-unit", ColumnKind::Text),
        column("users", "system-use-number-of-users", ColumnKind::Number),
        column("people", "register-use-people", ColumnKind::Text),
    ];
    let is_past = read.as_of().is_some();
    let edit = (shown.may_edit && !is_past).then(|| {
        Link::new(format!("/system/{}/anvandning", shown.system.id), visit.text("register-edit-uses"))
    });
    Ok(html! {
        @if rows.is_empty() {
            (empty_state(&Empty { title: visit.text("register-no-uses"), text: visit.text("register-no-uses-text"), action: edit.clone() }))
        } @else {
            (simple_table(visit.language(), &visit.text("system-uses"), &columns, &rows))
            @if let Some(edit) = &edit { p { a class="ds-button" data-variant="secondary" href=(edit.href) { (edit.label) } } }
        }
    })
}

/// The organisations within which each person who answers for a system works today.
fn working_within(read: &Read, people: &[Answering]) -> Result<BTreeMap<Id, BTreeSet<Id>>> {
    let ids: BTreeSet<Id> = people.iter().filter_map(|one| one.holder.assignment.person).collect();
    let mut employments = organisation::employments_of_all(read, &Vec::from_iter(ids))?;
    employments.retain(|one| one.period().contains(read.today()));
    let places: BTreeSet<Id> = employments.iter().map(|one| one.organisation).collect();
    let above = organisation::ancestors_of_all(read, &Vec::from_iter(places))?;
    let mut within: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    for one in &employments {
        let wholes = above.iter().filter(|(place, _)| *place == one.organisation).map(|(_, whole)| *whole);
        within.entry(one.person).or_default().extend(wholes);
    }
    Ok(within)
}

/// Those among the people who answer for a system who work in an organisation that uses it.
fn answering_within(
    visit: &Visit,
    people: &[Answering],
    working: &BTreeMap<Id, BTreeSet<Id>>,
    place: Option<Id>,
) -> Cell {
    let works_there = |one: &&Answering| {
        let wholes = one.holder.assignment.person.and_then(|person| working.get(&person));
        place.is_some_and(|place| wholes.is_some_and(|wholes| wholes.contains(&place)))
    };
    let language = visit.language();
    let told = people.iter().filter(works_there).map(|one| {
        format!("{} ({})", one.holder.name.in_language(language), one.title.in_language(language))
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() { Cell::Absent } else { Cell::List(told) }
}
