//! *Mina ansvar*: every duty of the visitor of which the guideline asks that something is said; what is not said comes first.

use super::LIST;
use super::words::{duty_text, form_address, status_of, title_of};
use crate::statements::{Standing, address_of, counting_for, readable, standings};
use findings::{Evaluated, evaluate_subjects};
use kernel::{Date, Id, Outcome, Result, Subject};
use maud::html;
use organisation::{Duties, my_duties};
use policy::{Pack, Who};
use std::collections::BTreeMap;
use storage::Read;
use web::components::{Cell, Column, ColumnKind, Link, Row, Status, Tone, simple_table};
use web::{Answer, Page, Visit};

/// So many are shown; the pages of the records have the rest.
const MOST_SHOWN: usize = 300;

/// One duty of the visitor on one record.
struct Mine {
    duty: String,
    /// The duty in the guideline's words.
    text: String,
    title: String,
    subject: Subject,
    subject_name: String,
    /// The page of the duties of the record.
    duties: String,
    /// The statement that counts, the day until which it holds.
    statement: Option<(Id, Date)>,
    /// Its page opens for the visitor, who may have no right where it was made.
    is_readable: bool,
    holds: bool,
}

pub(super) fn mine(visit: &Visit) -> Result<Answer> {
    let mut own = visit.read(|read| load(visit, read))?;
    let count = own.len();
    own.sort_by(|a, b| {
        let order = |one: &Mine| (one.holds, one.statement.map(|(_, review)| review));
        (order(a), &a.subject_name).cmp(&(order(b), &b.subject_name))
    });
    own.truncate(MOST_SHOWN);
    let lacking = own.iter().filter(|one| !one.holds).count();
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX).into();
    let args = [("lacking", number(lacking)), ("count", number(count))];
    let caption = texts::format(visit.language(), "statements-mine-caption", &args);
    let rows: Vec<Row> = own.iter().map(|one| row_of(visit, one)).collect();
    let content = html! { div class="stack" {
        @if rows.is_empty() { p { (visit.text("statements-mine-none")) } }
        @else { (simple_table(visit.language(), &caption, &columns(visit), &rows)) }
        p { a href=(visit.keeping_day(LIST)) { (visit.text("statements")) } }
    } };
    Ok(Page::new(visit.text("statements-mine"), content).answer())
}

fn load(visit: &Visit, read: &Read) -> Result<Vec<Mine>> {
    let Some(person) = read.actor().person else { return Ok(Vec::new()) };
    let pack = findings::pack_in_force(read)?;
    if !pack.asks_statements() {
        return Ok(Vec::new());
    }
    let duties = my_duties(read, person)?;
    let mut held: BTreeMap<Subject, Vec<&Duties>> = BTreeMap::new();
    for one in &duties {
        held.entry(one.assignment.subject()).or_default().push(one);
    }
    let judged = judged(read, held.keys())?;
    let mut counting: BTreeMap<Id, Vec<_>> = BTreeMap::new();
    for one in counting_for(read, &pack, &judged.iter().map(|one| one.subject.id).collect::<Vec<_>>())? {
        counting.entry(one.subject).or_default().push(one);
    }
    let (mut own, mut places) = (Vec::new(), Vec::new());
    for evaluated in &judged {
        let Some(held) = held.get(&evaluated.subject) else { continue };
        let counting = counting.remove(&evaluated.subject.id).unwrap_or_default();
        for one in standings(&pack, evaluated, &counting) {
            let Some(at) = held_for(&one, held) else { continue };
            own.push(one);
            places.push(at);
        }
    }
    let seen = readable(read, &own)?;
    let shown = |(one, at): (&Standing<'_>, &Duties)| {
        let is_readable = one.statement.as_ref().is_some_and(|said| seen.contains(&said.statement));
        mine_of(visit, &pack, (one, at), is_readable)
    };
    Ok(own.iter().zip(places).filter_map(shown).collect())
}

/// The role by which a duty is the visitor's, if it is.
fn held_for<'d>(one: &Standing<'_>, held: &[&'d Duties]) -> Option<&'d Duties> {
    let has = |at: &&&Duties| one.finding.responsible.iter().any(|who| who.id == at.assignment.role);
    held.iter().find(has).copied()
}

/// The verdicts on the records on which the visitor has a role: one set of questions for each kind.
fn judged<'s>(read: &Read, subjects: impl Iterator<Item = &'s Subject>) -> Result<Vec<Evaluated>> {
    let mut by_kind: BTreeMap<&str, Vec<Id>> = BTreeMap::new();
    for subject in subjects {
        by_kind.entry(&subject.kind).or_default().push(subject.id);
    }
    let mut found = Vec::new();
    for (kind, ids) in by_kind {
        found.extend(evaluate_subjects(read, kind, &ids)?);
    }
    Ok(found)
}

/// None for a duty that is not asked of this record after all.
fn mine_of(
    visit: &Visit,
    pack: &Pack,
    (one, at): (&Standing<'_>, &Duties),
    is_readable: bool,
) -> Option<Mine> {
    let is_asked = matches!(one.finding.outcome, Outcome::Met | Outcome::Breached | Outcome::Waived);
    is_asked.then(|| Mine {
        duty: one.duty.id.clone(),
        text: duty_text(visit, pack, &one.duty.id),
        title: match &one.who {
            Who::Role(_) => at.title.in_language(visit.language()).to_owned(),
            Who::Body(body) => title_of(visit, pack, body),
        },
        subject: one.finding.subject.clone(),
        subject_name: at.subject_name.clone(),
        duties: format!("{}/ansvar", at.address),
        statement: one.statement.as_ref().map(|said| (said.statement, said.review_date)),
        is_readable,
        holds: one.finding.outcome != Outcome::Breached,
    })
}

fn columns(visit: &Visit) -> [Column; 5] {
    let column = |name: &'static str, key: &str, kind| Column::new(name, visit.text(key), kind);
    [
        column("duty", "duty-statement-duty", ColumnKind::Text),
        Column { is_telling: true, ..column("state", "duty-statement-state", ColumnKind::Status) },
        column("subject", "duty-statement-subject", ColumnKind::Text),
        column("role", "duty-statement-role", ColumnKind::Text),
        column("review_date", "duty-statement-review-date", ColumnKind::Date),
    ]
}

fn row_of(visit: &Visit, one: &Mine) -> Row {
    let href = match one.statement {
        Some((statement, _)) if one.holds && one.is_readable => visit.keeping_day(address_of(statement)),
        Some(_) if one.holds => visit.keeping_day(&one.duties),
        _ => form_address((&one.duty, &one.subject), "/ansvar"),
    };
    let state = match one.statement {
        Some((_, review)) => status_of(visit, (Some(review), false), visit.today()),
        None if one.holds => Status::new(Tone::Excused, visit.text("outcome-waived")),
        None => Status::new(Tone::Bad, visit.text("statement-missing")),
    };
    let record = Link::new(visit.keeping_day(&one.duties), &one.subject_name);
    Row {
        cells: vec![
            Cell::Link(Link::new(href, &one.text)),
            Cell::Status(state),
            Cell::Drawn(html! { a href=(record.href) { (record.label) } }),
            Cell::text(&one.title),
            Cell::text(one.statement.map(|(_, review)| texts::date(review)).unwrap_or_default()),
        ],
    }
}
