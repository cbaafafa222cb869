//! What a plan changes for roles and for what the guideline demands, as it comes out when it is carried out on its day.

use crate::Reorganisation;
use crate::pages::assignment::roles_section;
use crate::reorganisation::{Rehearsed, rehearse};
use findings::{Finding, Rulebook, pack_in_force, shown};
use kernel::{Message, Objection, Result};
use maud::{Markup, html};
use policy::Pack;
use storage::Read;
use web::Visit;
use web::components::{Link, finding_list};

/// More than one looks through on a page; how many there are is always told.
const MOST_SHOWN: usize = 100;

pub(super) fn roles_and_demands(visit: &Visit, plan: &Reorganisation) -> Result<Markup> {
    let Rehearsed { ending, come, go } = match rehearse(&visit.web.db, &visit.actor, plan)? {
        Ok(seen) => seen,
        Err(objections) => return Ok(not_rehearsed(visit, &objections)),
    };
    visit.read(|read| {
        let pack = pack_in_force(read)?;
        let [come, go] = [("reorganisation-come", come), ("reorganisation-go", go)]
            .map(|(caption, findings)| demands(visit, (read, &pack), caption, &findings));
        let heading = counted(visit, "reorganisation-ending", ending.len());
        let roles = if ending.is_empty() { nothing(visit) } else { roles_section(visit, read, ending)? };
        Ok(html! {
            section class="stack" { h2 { (heading) } (roles) }
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

fn demands(visit: &Visit, (read, pack): (&Read, &Pack), caption: &str, found: &[Finding]) -> Result<Markup> {
    let rulebook = read.attached::<Rulebook>()?;
    let row = |finding: &Finding| {
        (
            Link::new(rulebook.address(&finding.subject), &finding.subject_name),
            shown(visit, pack, finding, false),
        )
    };
    let rows: Vec<_> = found.iter().take(MOST_SHOWN).map(row).collect();
    Ok(html! {
        section class="stack" {
            h2 { (counted(visit, caption, found.len())) }
            @if rows.is_empty() { (nothing(visit)) } @else { (finding_list(visit.language(), &rows)) }
        }
    })
}
