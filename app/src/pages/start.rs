//! Start: what waits for the visitor, the roles they hold with the duties that come with them, and how their systems
//! stand.

use super::start_deadlines::{counted_heading, days_of};
use super::start_waiting::{MOST_WAITING, waiting_shown};
use findings::{Finding, clauses_shown, pack_in_force};
use kernel::{Id, Result, Strength};
use maud::{Markup, html};
use organisation::{Duties, falling_vacant, my_duties, seats_section};
use policy::Pack;
use register::{documents_to_confirm, my_systems, notices_waiting, to_confirm};
use storage::Read;
use web::components::{Empty, Link, empty_state, finding_list, panels, why};
use web::{Answer, Page, Visit, Welcome};

pub fn start(visit: &Visit) -> Result<Answer> {
    let Some(person) = visit.actor.person else { return Ok(page(visit, &html! { (nothing(visit)) })) };
    let (pack, (duties, seats), (rows, all, days), windows) = visit.read(|read| {
        let (pack, waiting) = (pack_in_force(read)?, waiting_for(read, person)?);
        let rows = waiting_shown(visit, read, &pack, &waiting)?;
        let days = days_of(read, person)?;
        let vacant = falling_vacant(visit, read, &days.about())?;
        let asked = [
            to_confirm(visit, read)?,
            documents_to_confirm(visit, read)?,
            notices_waiting(visit, read)?,
            vacant,
        ];
        let windows: Vec<_> = asked.into_iter().flatten().chain([my_systems(visit, read)?]).collect();
        let mine = (my_duties(read, person)?, seats_section(visit, read, person)?);
        Ok((pack, mine, (rows, waiting.len(), days), windows))
    })?;
    let content = html! {
        section class="stack" {
            h2 { (visit.text("start-waiting")) }
            @if rows.is_empty() && days.is_empty() {
                p { (visit.text("start-nothing-waiting")) }
            }
            (days.shown(visit))
            @if !rows.is_empty() {
                (counted_heading(visit, "start-gaps", all))
                (finding_list(visit.language(), &rows))
                @if all > MOST_WAITING {
                    p { a href=(visit.keeping_day("/brister")) { (visit.text("start-all-waiting")) } }
                }
            }
        }
        (panels(&windows))
        section class="stack" {
            h2 { (visit.text("start-my-duties")) }
            @if duties.is_empty() && seats.is_none() { (nothing(visit)) }
            @for one in &duties { (role(visit, &pack, one)) }
        }
        @if let Some(seats) = seats { (seats) }
    };
    Ok(page(visit, &content))
}

fn page(visit: &Visit, content: &Markup) -> Answer {
    Page::new(visit.text("start-title"), html! { (content) }).answer()
}

fn nothing(visit: &Visit) -> Markup {
    empty_state(&Empty {
        title: visit.text("start-no-duties"),
        text: visit.text("start-no-duties-text"),
        action: Some(Link::new(visit.keeping_day("/system"), visit.text("start-see-systems"))),
    })
}

/// One role on one subject, with its duties behind a fold.
fn role(visit: &Visit, pack: &Pack, mine: &Duties) -> Markup {
    let language = visit.language();
    let title = mine.title.in_language(language);
    html! {
        details class="fold" {
            summary {
                span class="initial" {
                    (title) " · " (mine.subject_name)
                    @if mine.is_deputy { " (" (visit.text("start-deputy")) ")" }
                }
            }
            p { a href=(visit.keeping_day(&mine.address)) { (mine.subject_name) } }
            ul class="prose" {
                @for duty in &mine.duties {
                    li {
                        (duty.text.in_language(language))
                        @if duty.strength == Strength::Should { " (" (visit.text("guideline-recommended")) ")" }
                        @if !duty.is_certain { " (" (visit.text("start-uncertain")) ")" }
                        (why(language, &clauses_shown(visit, pack, &duty.clauses, duty.strength)))
                    }
                }
            }
        }
    }
}

/// What the actor is called, and how much they have to see to: for the bar on every page.
///
/// # Errors
/// When the database fails.
pub fn welcome(read: &Read) -> Result<Welcome> {
    read.actor().person.map_or_else(|| Ok(Welcome::default()), |person| organisation::welcome(read, person))
}

/// What is missing on the subjects where somebody holds the role that answers for it.
fn waiting_for(read: &Read, person: Id) -> Result<Vec<Finding>> {
    let waiting = organisation::waiting_for(read, &[person])?;
    Ok(waiting.into_iter().map(|(_, finding)| finding).collect())
}
