//! What comes first for each of the organisations that share what a plan is about, at one of its activities.

use super::super::plan_words::plan_href;
use crate::plan::Plan;
use crate::rows::{
    Activity, OwnPriority, Placed, Prioritise, Sharer, may_be_said, prioritise_activity, sharers, visible_row,
};
use crate::store;
use kernel::{Error, Id, Objection, Result};
use maud::html;
use storage::Read;
use web::components::{Cell, Column, ColumnKind, Link, Row, SelectOption, simple_table};
use web::{Answer, Page, RecordForm, RecordWords, Tried, Visit, form_page, tried};

struct Shown {
    plan: Plan,
    activity: Placed<Activity>,
    sharers: Vec<Sharer>,
    /// What each of them has said.
    said: Vec<OwnPriority>,
}

/// Where the priorities of an activity stand.
pub(super) fn priorities_href(plan: Id, activity: Id) -> String {
    format!("{}/aktiviteter/{activity}/prioriteringar", plan_href(plan))
}

fn load(visit: &Visit, read: &Read) -> Result<Shown> {
    let (plan, activity) = visible_row::<Activity>(read, visit.id("row")?)?;
    if plan.id != visit.id("id")? {
        return Err(Error::NotFound);
    }
    let mut said = store::priorities_of_plan(read, plan.id)?;
    said.retain(|one| one.activity == activity.id);
    Ok(Shown { sharers: sharers(read, &plan)?, said, plan, activity })
}

pub(in crate::pages) fn priorities(visit: &Visit) -> Result<Answer> {
    let shown = visit.read(|read| load(visit, read))?;
    let own: Vec<Id> = shown.sharers.iter().filter(|one| one.is_own).map(|one| one.organisation).collect();
    // Whoever speaks for one goes on from what it says.
    let organisation = own.first().copied().filter(|_| own.len() == 1);
    let said = shown.said.iter().find(|one| Some(one.organisation) == organisation);
    let says = Prioritise { activity: None, organisation, priority: said.map(|one| one.priority) };
    Ok(show(visit, &shown, &says, &[]))
}

pub(in crate::pages) fn prioritise(visit: &Visit) -> Result<Answer> {
    let shown = visit.read(|read| load(visit, read))?;
    let mut says = Prioritise::default();
    let typed = words(&shown).read_form(visit.form()?, &mut says, visit.today());
    says.activity = Some(shown.activity.id);
    if !typed.is_empty() {
        return Ok(show(visit, &shown, &says, &typed));
    }
    let ask = says.clone();
    match tried(visit.write(move |tx| prioritise_activity(tx, &ask)))? {
        Tried::Done(()) => {
            let here = priorities_href(shown.plan.id, shown.activity.id);
            Ok(Answer::see_other(here, "plan-priority-saved"))
        }
        Tried::Again(objections) => Ok(show(visit, &shown, &says, &objections)),
        Tried::Stale => Ok(show(visit, &shown, &says, &[Objection::new("", "plan-row-objection-stale")])),
    }
}

/// The organisations for which the visitor may say something.
fn words(shown: &Shown) -> RecordWords {
    let own = shown.sharers.iter().filter(|one| one.is_own);
    let options = own.map(|one| SelectOption::new(one.organisation.to_string(), one.name.as_str())).collect();
    RecordWords::of("plan-row").options("organisation", options)
}

fn show(visit: &Visit, shown: &Shown, says: &Prioritise, objections: &[Objection]) -> Answer {
    let language = visit.language();
    let column = |key: &'static str, kind| Column::new(key, visit.text(&format!("plan-row-{key}")), kind);
    let columns = [
        column("organisation", ColumnKind::Text),
        column("priority", ColumnKind::Number),
        Column::new("said_by", visit.text("plan-priority-said-by"), ColumnKind::Text),
        Column::new("said_on", visit.text("plan-priority-said-on"), ColumnKind::Date),
    ];
    let row = |sharer: &Sharer| {
        let said = shown.said.iter().find(|one| one.organisation == sharer.organisation);
        let told = |text: fn(&OwnPriority) -> String| Cell::text(said.map(text).unwrap_or_default());
        let priority = told(|one| texts::number(one.priority));
        let (by, on) = (told(|one| one.said_by_name.clone()), told(|one| texts::date(one.said_on)));
        Row { cells: vec![Cell::text(sharer.name.as_str()), priority, by, on] }
    };
    let rows: Vec<Row> = shown.sharers.iter().map(row).collect();
    let may_say = may_be_said(&shown.plan) && shown.sharers.iter().any(|one| one.is_own);
    let words = words(shown);
    let title = visit.text("plan-priorities");
    let cancel = Link::new(plan_href(shown.plan.id), visit.text("cancel"));
    let content = html! { div class="stack" {
        p { (shown.activity.says.title) }
        (simple_table(language, &title, &columns, &rows))
        @if may_say {
            h2 { (visit.text("plan-priority-say")) }
            (RecordForm::new(visit, &words, says, cancel)
                .group("", &["organisation", "priority"])
                .objections(objections)
                .action(priorities_href(shown.plan.id, shown.activity.id))
                .draw())
        }
    } };
    let way = vec![
        Link::new("/planer", visit.text("plans")),
        Link::new(visit.keeping_day(plan_href(shown.plan.id)), shown.plan.title()),
    ];
    form_page(Page::new(title, content).under(way), objections)
}
