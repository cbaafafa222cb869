//! What planned and past reorganisations mean for a unit or an organisation, at the top of its page.

use super::address_of;
use crate::Reorganisation;
use crate::reorganisation::{Names, names_in};
use crate::store::reorganisations::reorganisations_at;
use access::permitted;
use kernel::{Id, Message, Result};
use maud::{Markup, html};
use std::collections::BTreeSet;
use storage::Read;
use web::Visit;
use web::components::{Link, Panel, PanelRow, panels};

/// The decided and carried out plans whose steps name a unit or organisation, each with what they do to it.
pub(in crate::pages) fn reorganisations_of(visit: &Visit, read: &Read, place: Id) -> Result<Markup> {
    let mut plans = reorganisations_at(read, &[place])?;
    plans.retain(|plan| plan.steps.iter().any(|step| names(step, place)));
    let ids: Vec<Id> = plans.iter().map(|plan| plan.id).collect();
    let seen: BTreeSet<Id> = permitted(read, crate::READ, &ids)?.into_iter().collect();
    plans.retain(|plan| seen.contains(&plan.id));
    if plans.is_empty() {
        return Ok(html! {});
    }
    let known = names_in(read, &plans)?;
    let rows = plans.iter().flat_map(|plan| rows_of(visit, plan, place, &known)).collect();
    let title = visit.text("reorganisation-list");
    Ok(panels(&[Panel { title, rows, all: None, nothing: String::new() }]))
}

fn names(step: &crate::Step, place: Id) -> bool {
    [step.changes(), step.opens(), step.relies_on()].concat().contains(&place)
}

fn rows_of(visit: &Visit, plan: &Reorganisation, place: Id, known: &Names) -> Vec<PanelRow> {
    let told = plan.steps.iter().filter(|step| names(step, place)).map(|step| {
        let key = Message::new("reorganisation-told-on").with("day", texts::date(plan.effective_on));
        let note = visit.render(&key.with("what", visit.render(&step.in_words(known))));
        let link = Link::new(visit.keeping_day(address_of(plan)), &plan.name);
        PanelRow { link, note: Some(note), status: Some(super::status_of(visit, plan.state)) }
    });
    told.collect()
}
