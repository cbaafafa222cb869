//! The form by which what is said of one system is said of others too: those on which the visitor has a role, or that they
//! keep the register of, to tick.

use crate::pages::{own_form, typed_all};
use crate::statements::{CopyStatements, copy_statements, store};
use findings::STATE_FOR_OTHERS;
use kernel::{Error, Id, Message, Objection, Result};
use register::{READ_BASE, READ_DOCUMENTS, SYSTEMS, SystemRow, visible_system};
use std::collections::BTreeMap;
use storage::{Query, Read, values};
use web::components::{self, FieldGroup, Form, FormField, Input, Link, SelectOption};
use web::{Answer, Page, Tried, Visit, form_page, tried};

/// So many of each are offered.
const MOST_OFFERED: i64 = 100;

/// What the form needs to be drawn.
struct Around {
    system: Id,
    name: String,
    statements: Vec<Id>,
    offered: Vec<SelectOption>,
}

pub(super) fn copying(visit: &Visit) -> Result<Answer> {
    let around = visit.read(|read| around(visit, read))?;
    show(visit, &around, &[])
}

pub(super) fn copy(visit: &Visit) -> Result<Answer> {
    let around = visit.read(|read| around(visit, read))?;
    let systems = visit.form()?.all("systems").filter_map(|text| text.parse().ok()).collect();
    let ask = CopyStatements { statements: around.statements.clone(), systems };
    match tried(visit.write(move |tx| copy_statements(tx, &ask)))? {
        Tried::Done(told) => {
            let done = Message::new("statements-copied")
                .with("copied", told.copied)
                .with("stood", told.stood)
                .with("not_theirs", told.not_theirs)
                .with("not_asked", told.not_asked);
            Ok(Answer::see_other(format!("/system/{}/ansvar", around.system), done))
        }
        Tried::Again(objections) => show(visit, &around, &objections),
        Tried::Stale => show(visit, &around, &[Objection::new("", "statement-objection-stale")]),
    }
}

fn around(visit: &Visit, read: &Read) -> Result<Around> {
    let system = visible_system(read, visit.id("id")?)?;
    if !access::may(read, READ_DOCUMENTS, system.id)? {
        return Err(Error::NotFound);
    }
    let said = store::statements_of(read, &[system.id])?;
    let mut offered = BTreeMap::new();
    for row in writable(read)? {
        offered.insert(
            row.id,
            SelectOption::new(row.id.to_string(), format!("{} ({})", row.name, row.organisation_name)),
        );
    }
    offered.remove(&system.id);
    let mut offered: Vec<SelectOption> = offered.into_values().collect();
    offered.sort_by_cached_key(|one| texts::sort_key(&one.label));
    Ok(Around {
        system: system.id,
        name: system.name,
        statements: said.into_iter().map(|one| one.id).collect(),
        offered,
    })
}

fn writable(read: &Read) -> Result<Vec<SystemRow>> {
    let first = || Query::first(MOST_OFFERED);
    let kept = access::visible_to(read.actor(), STATE_FOR_OTHERS, first());
    let mut rows = SYSTEMS.page::<SystemRow>(read, &kept)?.items;
    if let Some(person) = read.actor().person {
        let day = read.today();
        let own = first().filter("person", values![person, day, day, person, day, day]);
        let own = access::visible_to(read.actor(), READ_BASE, own);
        rows.extend(SYSTEMS.page::<SystemRow>(read, &own)?.items);
    }
    Ok(rows)
}

fn show(visit: &Visit, around: &Around, objections: &[Objection]) -> Result<Answer> {
    let systems = Input::References { values: typed_all(visit, "systems"), options: around.offered.clone() };
    let field = FormField::new("systems", visit.text("statement-copy-systems"), systems).required();
    let count = i64::try_from(around.statements.len()).unwrap_or(i64::MAX);
    let hint = visit.render(&Message::new("statement-copy-text").with("count", count));
    let duties = format!("/system/{}/ansvar", around.system);
    let form = Form {
        save: visit.text("statement-do-copy"),
        cancel: Some(Link::new(&duties, visit.text("cancel"))),
        ..own_form(
            visit,
            None,
            vec![FieldGroup { legend: None, hint: Some(hint), fields: vec![field] }],
            objections,
        )
    };
    let way = vec![
        Link::new(format!("/system/{}", around.system), &around.name),
        Link::new(duties, visit.text("duties-of-record")),
    ];
    let content = components::form(visit.language(), &form);
    Ok(form_page(Page::new(visit.text("statement-copy"), content).under(way), objections))
}
