//! The form in which a plan is begun, once it is said what it is about: of which kind, for which year, and with whose words.

use super::about_form::ask_about;
use super::plan_words::plan_href;
use super::seen_plans;
use crate::choose_kind::{Offered, choose_kind};
use crate::listing::{PLANS, PlanRow};
use crate::plan::{Beginning, Plan};
use crate::start::start_plan;
use crate::{READ_DRAFTS, WRITE, store};
use kernel::{Error, Id, Objection, Result, Subject};
use policy::{Cycle, Truth};
use storage::{Query, Read, values};
use web::components::{self, FieldGroup, Form, FormField, Input, Link, SelectOption};
use web::{Answer, Page, Tried, Visit, form_errors, form_page, read_form, tried};

/// Plans of a record that may be gone on from.
const MOST_EARLIER: i64 = 20;
/// Plans of other records that are offered, those that were changed last.
const MOST_OTHERS: i64 = 50;

/// What the form needs to be drawn.
struct Around {
    subject: Subject,
    name: String,
    /// Id and title with how the guideline stands to it here, the one that it asks for first.
    kinds: Vec<(String, String)>,
    /// The kind that is chosen beforehand, and whether it is of a year.
    asked: Option<(String, bool)>,
    intro: Option<String>,
    /// Plans that it may go on from, the newest year first.
    earlier: Vec<Plan>,
    /// Plans of the same kind of other records, whose texts it may begin with.
    others: Vec<SelectOption>,
}

fn around(visit: &Visit, read: &Read, subject: Subject) -> Result<Around> {
    let name = register::visible_subject_name(read, &subject)?;
    access::authorise(read, WRITE, subject.id)?;
    let pack = findings::pack_in_force(read)?;
    let facts = findings::facts_of(read, &subject)?;
    let offered = choose_kind(&pack, &facts);
    let first = offered.first().filter(|one| one.is_asked || offered.len() == 1);
    let others = first.map(|one| others(read, &one.kind.id, subject.id)).transpose()?;
    let may_read = access::may(read, READ_DRAFTS, subject.id)?;
    Ok(Around {
        kinds: offered.iter().map(|one| (one.kind.id.clone(), title_of(visit, one))).collect(),
        asked: first.map(|one| (one.kind.id.clone(), one.kind.cycle == Cycle::Yearly)),
        intro: first
            .and_then(|one| one.kind.intro.as_ref())
            .map(|text| text.in_language(visit.language()).to_owned()),
        others: others.unwrap_or_default(),
        earlier: if may_read { store::plans_of(read, subject.id, MOST_EARLIER)? } else { Vec::new() },
        subject,
        name,
    })
}

fn others(read: &Read, kind: &str, subject: Id) -> Result<Vec<SelectOption>> {
    let query = Query::first(MOST_OTHERS).filter("kind", values![kind]).sorted_by("updated_at", true);
    let page = PLANS.page::<PlanRow>(read, &seen_plans(read, query)?)?;
    let option = |row: PlanRow| {
        let year = row.year.map(|year| format!(" {year}")).unwrap_or_default();
        SelectOption::new(row.id.to_string(), format!("{}{year}", row.name))
    };
    Ok(page.items.into_iter().filter(|row| row.subject.id != subject).map(option).collect())
}

fn title_of(visit: &Visit, offered: &Offered<'_>) -> String {
    let title = offered.kind.title.text().in_language(visit.language()).to_owned();
    let standing = match offered.holds {
        _ if offered.is_asked => Some("plan-kind-asked"),
        Truth::Unknown => Some("plan-kind-unknown"),
        _ => None,
    };
    standing.map_or_else(|| title.clone(), |key| format!("{title} – {}", visit.text(key)))
}

pub(super) fn new_plan(visit: &Visit) -> Result<Answer> {
    let (Some(kind), Some(subject)) = (visit.query("subject_kind"), visit.query("subject")) else {
        return ask_about(visit);
    };
    let subject = Subject { kind: kind.to_owned(), id: subject.parse().map_err(|_| Error::NotFound)? };
    let around = visit.read(|read| around(visit, read, subject))?;
    let this_year = i64::from(visit.today().year());
    let is_there = around.earlier.iter().any(|plan| plan.year == Some(this_year));
    let year = if is_there { this_year + 1 } else { this_year };
    let is_yearly = around.asked.as_ref().is_none_or(|(_, is_yearly)| *is_yearly);
    let beginning = Beginning {
        kind: around.asked.clone().map(|(kind, _)| kind).unwrap_or_default(),
        year: is_yearly.then_some(year),
        follows: around
            .earlier
            .iter()
            .find(|plan| plan.year.is_some_and(|one| one < year))
            .map(|plan| plan.id),
        ..Beginning::default()
    };
    Ok(show(visit, &around, &beginning, &[]))
}

pub(super) fn start(visit: &Visit) -> Result<Answer> {
    let form = visit.form()?;
    let subject = form.get("subject").and_then(|text| text.parse::<Id>().ok()).ok_or(Error::NotFound)?;
    let kind = form.get("subject_kind").unwrap_or_default().to_owned();
    let around = visit.read(|read| around(visit, read, Subject { kind, id: subject }))?;
    let mut asked = Beginning::default();
    let typed = read_form(form, &mut asked, visit.today());
    if !typed.is_empty() {
        return Ok(show(visit, &around, &asked, &typed));
    }
    let begun = asked.clone();
    match tried(visit.write(move |tx| start_plan(tx, &begun)))? {
        Tried::Done(plan) => Ok(Answer::see_other(plan_href(plan), "plan-started")),
        Tried::Again(objections) => Ok(show(visit, &around, &asked, &objections)),
        Tried::Stale => Ok(show(visit, &around, &asked, &[])),
    }
}

fn show(visit: &Visit, around: &Around, asked: &Beginning, objections: &[Objection]) -> Answer {
    let form = Form {
        action: "/planer/ny".into(),
        csrf: visit.csrf().to_owned(),
        revision: None,
        hidden: vec![
            ("subject_kind", around.subject.kind.clone()),
            ("subject", around.subject.id.to_string()),
        ],
        groups: vec![FieldGroup {
            legend: None,
            hint: around.intro.clone(),
            fields: fields(visit, around, asked),
        }],
        errors: form_errors(visit.language(), objections),
        save: visit.text("plan-do-start"),
        cancel: Some(Link::new("/planer", visit.text("cancel"))),
    };
    let title = texts::format(visit.language(), "plan-start-of", &[("name", around.name.as_str().into())]);
    let page = Page::new(title, components::form(visit.language(), &form));
    form_page(page.under(vec![Link::new("/planer", visit.text("plans"))]), objections)
}

fn fields(visit: &Visit, around: &Around, asked: &Beginning) -> Vec<FormField> {
    let kinds = around.kinds.iter().map(|(id, title)| SelectOption::new(id, title)).collect();
    let year = asked.year.map(|year| year.to_string()).unwrap_or_default();
    let kind = Input::Choice { value: asked.kind.clone(), options: kinds };
    let mut fields = vec![
        FormField::new("kind", visit.text("plan-kind"), kind).required(),
        FormField::new("year", visit.text("plan-year"), Input::Number { value: year })
            .with_hint(visit.text("plan-year-hint")),
    ];
    if !around.earlier.is_empty() {
        let earlier = around.earlier.iter().map(|plan| SelectOption::new(plan.id.to_string(), plan.title()));
        let value = asked.follows.map(|id| id.to_string()).unwrap_or_default();
        let follows = Input::Reference { value, options: earlier.collect() };
        let field = FormField::new("follows", visit.text("plan-follows"), follows);
        fields.push(field.with_hint(visit.text("plan-follows-hint")));
    }
    if !around.others.is_empty() {
        let value = asked.copied_from.map(|id| id.to_string()).unwrap_or_default();
        let copied = Input::Reference { value, options: around.others.clone() };
        let field = FormField::new("copied_from", visit.text("plan-copied-from"), copied);
        fields.push(field.with_hint(visit.text("plan-copied-from-hint")));
    }
    fields
}
