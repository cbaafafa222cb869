//! The pages of planned changes of the organisation: the list, the plan with its steps and what follows of them, and the
//! forms by which it is made and decided.

mod concerning;
mod deciding;
mod distributing;
mod followed;
mod shown;
mod steps;

pub(super) use concerning::reorganisations_of;

use super::organisations::organisation_options;
use crate::api::REORGANISATION_FILTERS;
use crate::listing::{REORGANISATIONS, visible_query, visible_reorganisations};
use crate::{
    EDIT, READ, REORGANISATION, Reorganisation, ReorganisationState, SaveReorganisation, save_reorganisation,
    visible_reorganisation,
};
use kernel::{Choice, Error, Message, Objection, Result, Subject};
use maud::html;
use storage::Read;
use web::components::{Cell, Column, ColumnKind, Empty, Link, Row, Status, Tone, table};
use web::{
    Access, Answer, ListParts, ListRows, ListView, Page, RecordForm, RecordWords, Route, Visit, every_row,
    field_column, file_links, filter_field, is_file_asked, is_stale, list_file, revision_of,
};

pub(super) const PATH: &str = "/organisation/omorganisation";

pub(super) fn routes() -> Vec<Route> {
    let (read, write) = (Access::Needs(READ), Access::Needs(EDIT));
    let one = |route: Route| route.of(REORGANISATION.name());
    vec![
        Route::get(PATH, read, list).listing("reorganisation-list"),
        Route::get("/organisation/omorganisation/ny", write, new_form),
        Route::post("/organisation/omorganisation/ny", write, create),
        one(Route::get("/organisation/omorganisation/{id}", read, shown::show)),
        one(Route::get("/organisation/omorganisation/{id}/andra", write, edit_form)),
        one(Route::post("/organisation/omorganisation/{id}/andra", write, change)),
        one(Route::get("/organisation/omorganisation/{id}/nytt-steg", write, steps::form_page)),
        one(Route::post("/organisation/omorganisation/{id}/nytt-steg", write, steps::add)),
        one(Route::get("/organisation/omorganisation/{id}/ta-bort-steg", write, steps::removal_page)),
        one(Route::post("/organisation/omorganisation/{id}/ta-bort-steg", write, steps::remove)),
        one(Route::get("/organisation/omorganisation/{id}/fordela", write, distributing::form_page)),
        one(Route::post("/organisation/omorganisation/{id}/fordela", write, distributing::save)),
        one(Route::get("/organisation/omorganisation/{id}/besluta", write, deciding::decision_page)),
        one(Route::post("/organisation/omorganisation/{id}/besluta", write, deciding::decide)),
        one(Route::get("/organisation/omorganisation/{id}/aterta", write, deciding::withdrawal_page)),
        one(Route::post("/organisation/omorganisation/{id}/aterta", write, deciding::withdraw)),
    ]
}

/// The page of a plan.
pub(super) fn address_of(plan: &Reorganisation) -> String {
    format!("{PATH}/{}", plan.id)
}

fn list_link(visit: &Visit) -> Link {
    Link::new(PATH, visit.text("reorganisation-list"))
}

/// The way to a page below a plan.
fn under(visit: &Visit, plan: &Reorganisation) -> Vec<Link> {
    vec![list_link(visit), Link::new(address_of(plan), &plan.name)]
}

fn status_of(visit: &Visit, state: ReorganisationState) -> Status {
    let tone = match state {
        ReorganisationState::Draft => Tone::Idle,
        ReorganisationState::Decided => Tone::Ahead,
        ReorganisationState::Stopped => Tone::Bad,
        ReorganisationState::CarriedOut => Tone::Good,
        ReorganisationState::Withdrawn => Tone::Closed,
    };
    Status::new(tone, visit.text(&format!("reorganisation-state-{}", state.name().replace('_', "-"))))
}

fn list(visit: &Visit) -> Result<Answer> {
    let view = ListView::of(visit, REORGANISATION_FILTERS, &REORGANISATIONS)?;
    if is_file_asked(visit) {
        let plans = visit.read(|read| {
            let query = view.query_for_export(&REORGANISATIONS, read.today())?;
            every_row(query, |query| visible_reorganisations(read, query))
        })?;
        let rows = plans.iter().map(|plan| row(visit, plan)).collect();
        return list_file(visit, &visit.text("reorganisation-list"), &columns(visit), rows);
    }
    let rows = visit.read(|read| {
        let query = view.query(&REORGANISATIONS, read.today())?;
        let total = REORGANISATIONS.count(read, &visible_query(read, query.clone())?)?;
        let page = visible_reorganisations(read, query)?;
        let rows = page.items.iter().map(|plan| row(visit, plan)).collect();
        Ok(ListRows { rows, total, next_cursor: page.next_cursor })
    })?;
    let total = rows.total;
    let filters = REORGANISATION_FILTERS.iter();
    let parts = ListParts {
        id: "records",
        caption: visit.text("reorganisation-list"),
        columns: columns(visit),
        filters: filters.map(|filter| filter_field(visit, "reorganisation", filter, Vec::new())).collect(),
        more_filters: Vec::new(),
        exports: file_links(visit, &view),
        empty: Empty {
            title: visit.text("reorganisation-empty-title"),
            text: visit.text("reorganisation-empty-text"),
            action: None,
        },
    };
    let markup = table(visit.language(), &view.table(visit, parts, &REORGANISATIONS, rows));
    let new = Link::new(format!("{PATH}/ny"), visit.text("reorganisation-new"));
    Ok(Page::new(visit.text("reorganisation-list"), markup)
        .count(total)
        .primary(visit.may(EDIT).then_some(new))
        .answer())
}

fn columns(visit: &Visit) -> Vec<Column> {
    let state = Column::new("state", visit.text("reorganisation-state"), ColumnKind::Status);
    let steps = Column::new("steps", visit.text("reorganisation-steps"), ColumnKind::Number);
    vec![
        field_column::<Reorganisation>(visit, "reorganisation", "name"),
        Column {
            is_telling: true,
            ..field_column::<Reorganisation>(visit, "reorganisation", "effective_on")
        },
        state,
        steps,
    ]
}

fn row(visit: &Visit, plan: &Reorganisation) -> Row {
    Row {
        cells: vec![
            Cell::Link(Link::new(visit.keeping_day(address_of(plan)), &plan.name)),
            Cell::text(texts::date(plan.effective_on)),
            Cell::Status(status_of(visit, plan.state)),
            Cell::text(plan.steps.len().to_string()),
        ],
    }
}

/// A plan that the visitor may change, for a form about it.
fn changeable(visit: &Visit, read: &Read) -> Result<Reorganisation> {
    let plan = visible_reorganisation(read, visit.id("id")?)?;
    access::authorise(read, EDIT, plan.id)?;
    if plan.state.is_open() { Ok(plan) } else { Err(Error::rejected("", "objection-reorganisation-over")) }
}

fn new_form(visit: &Visit) -> Result<Answer> {
    form_page(visit, &Reorganisation::new("", Vec::new(), visit.today()), true, &[])
}

fn create(visit: &Visit) -> Result<Answer> {
    save(visit, Reorganisation::new("", Vec::new(), visit.today()), true)
}

fn edit_form(visit: &Visit) -> Result<Answer> {
    let plan = visit.read(|read| changeable(visit, read))?;
    form_page(visit, &plan, false, &[])
}

fn change(visit: &Visit) -> Result<Answer> {
    let plan = visit.read(|read| changeable(visit, read))?;
    save(visit, plan, false)
}

fn words(visit: &Visit) -> Result<RecordWords> {
    words_and_rest(visit).map(|(words, _)| words)
}

/// What may be chosen, and how many organisations there are beyond those that are offered.
fn words_and_rest(visit: &Visit) -> Result<(RecordWords, i64)> {
    let (options, rest) = visit.read(organisation_options)?;
    Ok((RecordWords::of("reorganisation").options("organisations", options), rest))
}

fn save(visit: &Visit, mut plan: Reorganisation, is_new: bool) -> Result<Answer> {
    let form = visit.form()?;
    let stored = plan.clone();
    let objections = words(visit)?.read_form(form, &mut plan, visit.today());
    if !objections.is_empty() {
        return form_page(visit, &plan, is_new, &objections);
    }
    let revision = if is_new { None } else { Some(revision_of(form)?) };
    let ask = SaveReorganisation { plan: plan.clone(), revision };
    match visit.write(move |tx| save_reorganisation(tx, &ask)) {
        Ok(saved) => Ok(Answer::see_other(address_of(&saved), "record-saved")),
        Err(Error::Rejected(objections)) if is_stale(&objections) => conflict(visit, &plan, &stored),
        Err(Error::Rejected(objections)) => form_page(visit, &plan, is_new, &objections),
        Err(error) => Err(error),
    }
}

fn form_of<'v>(
    visit: &'v Visit,
    words: &'v RecordWords,
    plan: &Reorganisation,
    is_new: bool,
) -> RecordForm<'v, Reorganisation> {
    let cancel = if is_new { PATH.to_owned() } else { address_of(plan) };
    let form = RecordForm::new(visit, words, plan, Link::new(cancel, visit.text("cancel")));
    if is_new { form } else { form.revision(plan.revision) }
}

fn form_page(visit: &Visit, plan: &Reorganisation, is_new: bool, objections: &[Objection]) -> Result<Answer> {
    let (words, rest) = words_and_rest(visit)?;
    let form = form_of(visit, &words, plan, is_new).objections(objections);
    let content = html! {
        @if rest > 0 { p { (visit.render(&Message::new("reorganisation-organisations-cut").with("count", rest))) } }
        (form.draw())
    };
    let page = if is_new {
        Page::new(visit.text("reorganisation-new"), content).under(vec![list_link(visit)])
    } else {
        let heading = visit.render(&Message::new("record-change").with("name", plan.name.clone()));
        Page::new(heading, content).under(under(visit, plan))
    };
    Ok(if objections.is_empty() { page.answer() } else { page.rejected().answer() })
}

fn conflict(visit: &Visit, plan: &Reorganisation, stored: &Reorganisation) -> Result<Answer> {
    let words = words(visit)?;
    let subject = Subject::new(REORGANISATION, plan.id);
    let content = form_of(visit, &words, plan, false).conflict(&subject, stored, stored.revision)?;
    let heading = visit.render(&Message::new("record-change").with("name", stored.name.clone()));
    Ok(Page::new(heading, content).under(under(visit, stored)).rejected().answer())
}
