//! What a plan changes for roles and for what the guideline demands, as it comes out when it is carried out on its day.

use crate::around_assignments::distinct;
use crate::pages::assignment::roles_section;
use crate::reorganisation::{Rehearsed, rehearse};
use crate::{READ_HOLDERS, Reorganisation, Step};
use findings::{Finding, Rulebook, pack_in_force, shown};
use kernel::{Id, Message, Objection, Result};
use maud::{Markup, html};
use policy::Pack;
use storage::Read;
use web::Visit;
use web::components::{Link, finding_list};

/// More than one looks through on a page; how many there are is always told.
const MOST_SHOWN: usize = 100;

/// Asks that the plan is rehearsed. That holds everybody else who writes up, so that no mere look at a plan does it.
const REHEARSE: &str = "prova";

/// What a rehearsal shows where it is asked for, else the way to it.
pub(super) fn rehearsed_if_asked(visit: &Visit, plan: &Reorganisation) -> Result<Markup> {
    if visit.query(REHEARSE).is_some() {
        return roles_and_demands(visit, plan);
    }
    let way = format!("{}?{REHEARSE}=1", super::address_of(plan));
    Ok(html! { p { a href=(way) { (visit.text("reorganisation-rehearse")) } } })
}

fn roles_and_demands(visit: &Visit, plan: &Reorganisation) -> Result<Markup> {
    let rehearsed = plan.clone();
    let seen = visit.web.db.write(&visit.actor, move |tx| rehearse(tx, &rehearsed))?;
    let Rehearsed { ending, come, go } = match seen {
        Ok(seen) => seen,
        Err(objections) => return Ok(not_rehearsed(visit, &objections)),
    };
    visit.read(|read| {
        let pack = pack_in_force(read)?;
        let opened: Vec<Id> = plan.steps.iter().flat_map(Step::opens).collect();
        let [come, go] = [("reorganisation-come", come), ("reorganisation-go", go)]
            .map(|(caption, found)| demands(visit, (read, &pack), caption, seen_of(read, found, &opened)?));
        let heading = counted(visit, "reorganisation-ending", ending.len());
        let held_on = distinct(ending.iter().map(|one| one.subject_id));
        let seen = access::permitted(read, READ_HOLDERS, &held_on)?;
        let (ending, hidden): (Vec<_>, Vec<_>) =
            ending.into_iter().partition(|one| seen.contains(&one.subject_id));
        let is_none = ending.is_empty() && hidden.is_empty();
        let roles = if ending.is_empty() {
            html! {}
        } else {
            roles_section(visit, read, ending)?
        };
        Ok(html! {
            section class="stack" {
                h2 { (heading) }
                @if is_none { (nothing(visit)) }
                (roles)
                (hidden_told(visit, hidden.len()))
            }
            (come?)
            (go?)
        })
    })
}

/// Nobody knows what follows of what cannot be carried out.
fn not_rehearsed(visit: &Visit, objections: &[Objection]) -> Markup {
    html! {
        section class="stack" {
            h2 { (visit.text("reorganisation-not-rehearsed")) }
            ul class="prose" { @for one in objections { li { (visit.render(&one.message)) } } }
        }
    }
}

fn counted(visit: &Visit, key: &str, count: usize) -> String {
    let message = Message::new("reorganisation-counted").with("what", visit.text(key));
    visit.render(&message.with("count", i64::try_from(count).unwrap_or(i64::MAX)))
}

fn nothing(visit: &Visit) -> Markup {
    html! { p { (visit.text("reorganisation-nothing-follows")) } }
}

/// That there is more which the visitor may not see.
pub(super) fn hidden_told(visit: &Visit, hidden: usize) -> Markup {
    let count = i64::try_from(hidden).unwrap_or(i64::MAX);
    let told = visit.render(&Message::new("reorganisation-hidden").with("count", count));
    html! { @if hidden > 0 { p { (told) } } }
}

/// The findings that the actor may see, also on what the plan opens, and how many others there are.
fn seen_of(read: &Read, mut found: Vec<Finding>, opened: &[Id]) -> Result<(Vec<Finding>, usize)> {
    let all = found.len();
    let seen = access::permitted(read, findings::READ, &distinct(found.iter().map(|one| one.subject.id)))?;
    found.retain(|one| seen.contains(&one.subject.id) || opened.contains(&one.subject.id));
    let hidden = all - found.len();
    Ok((found, hidden))
}

fn demands(
    visit: &Visit,
    (read, pack): (&Read, &Pack),
    caption: &str,
    (found, hidden): (Vec<Finding>, usize),
) -> Result<Markup> {
    let rulebook = read.attached::<Rulebook>()?;
    let row = |finding: &Finding| {
        (
            Link::new(rulebook.address(&finding.subject), &finding.subject_name),
            shown(visit, pack, finding, false),
        )
    };
    let rows: Vec<_> = found.iter().take(MOST_SHOWN).map(row).collect();
    let rest = i64::try_from(found.len() - rows.len()).unwrap_or(i64::MAX);
    Ok(html! {
        section class="stack" {
            h2 { (counted(visit, caption, found.len() + hidden)) }
            @if !rows.is_empty() { (finding_list(visit.language(), &rows)) }
            @else if hidden == 0 { (nothing(visit)) }
            @if rest > 0 { p { (visit.render(&Message::new("reorganisation-demands-rest").with("count", rest))) } }
            (hidden_told(visit, hidden))
        }
    })
}
