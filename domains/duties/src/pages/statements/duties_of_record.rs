//! All duties of a record of which the guideline asks that something is said, by who has them: what is said, and what is not.

use super::words::{form_address, status_of, title_of};
use crate::statements::{Standing, address_of, counting_for, readable, standings};
use findings::{Evaluated, Speakers};
use kernel::{Error, Id, Outcome, Result, Subject, SubjectKind};
use maud::{Markup, html};
use organisation::ORGANISATION;
use policy::{Pack, SubjectFacts};
use register::{OBJECT, READ_DOCUMENTS, SYSTEM, visible_subject_name};
use std::collections::BTreeSet;
use std::sync::Arc;
use storage::Read;
use web::components::{Cell, Column, ColumnKind, Link, Row, Status, outcome_status, simple_table};
use web::{Answer, Page, Visit};

/// Everything that the page shows.
struct Shown {
    name: String,
    address: String,
    pack: Arc<Pack>,
    evaluated: Evaluated,
    facts: SubjectFacts,
    speakers: Speakers,
}

pub(super) fn of_system(visit: &Visit) -> Result<Answer> {
    duties_of(visit, SYSTEM)
}

pub(super) fn of_object(visit: &Visit) -> Result<Answer> {
    duties_of(visit, OBJECT)
}

pub(super) fn of_organisation(visit: &Visit) -> Result<Answer> {
    duties_of(visit, ORGANISATION)
}

fn duties_of(visit: &Visit, kind: SubjectKind) -> Result<Answer> {
    let subject = Subject::new(kind, visit.id("id")?);
    let (shown, content, is_any_said) = visit.read(|read| {
        let shown = load(read, &subject)?;
        let counting = counting_for(read, &shown.pack, &[subject.id])?;
        let of = standings(&shown.pack, &shown.evaluated, &counting);
        let seen = readable(read, &of)?;
        let is_any_said =
            of.iter().filter_map(|one| one.statement.as_ref()).any(|one| one.stated_of == subject.id);
        let content = content(visit, &shown, (&of, &seen));
        Ok((shown, content, is_any_said))
    })?;
    let copy = Link::new(format!("{}/ansvar/kopiera", shown.address), visit.text("statement-copy"));
    let may_copy = subject.is(SYSTEM) && is_any_said && matches!(visit.as_of(), Ok(None));
    let way = vec![Link::new(visit.keeping_day(&shown.address), &shown.name)];
    let page = Page::new(visit.text("duties-of-record"), content).under(way);
    Ok(page.edit(may_copy.then_some(copy)).answer())
}

fn load(read: &Read, subject: &Subject) -> Result<Shown> {
    let name = visible_subject_name(read, subject)?;
    if !access::may(read, READ_DOCUMENTS, subject.id)? {
        return Err(Error::NotFound);
    }
    let (evaluated, facts) = findings::of_subject_and_facts(read, subject)?;
    Ok(Shown {
        name,
        address: read.attached::<findings::Rulebook>()?.address(subject),
        pack: findings::pack_in_force(read)?,
        evaluated,
        facts,
        speakers: if read.as_of().is_none() {
            Speakers::of(read, &[subject.id])?
        } else {
            Speakers::default()
        },
    })
}

fn content(visit: &Visit, shown: &Shown, (of, seen): (&[Standing<'_>], &BTreeSet<Id>)) -> Markup {
    if of.is_empty() {
        return html! { p { (visit.text("duties-none-asked")) } };
    }
    let mut by_holder: Vec<(&str, Vec<&Standing<'_>>)> = Vec::new();
    for one in of {
        let id = one.who.id();
        match by_holder.iter_mut().find(|(who, _)| *who == id) {
            Some((_, duties)) => duties.push(one),
            None => by_holder.push((id, vec![one])),
        }
    }
    html! { div class="stack" {
        @for (who, duties) in &by_holder {
            section class="stack" { (table_of(visit, shown, (who, duties), seen)) }
        }
    } }
}

fn table_of(
    visit: &Visit,
    shown: &Shown,
    (who, duties): (&str, &[&Standing<'_>]),
    seen: &BTreeSet<Id>,
) -> Markup {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX).into();
    let said = duties.iter().filter(|one| one.finding.outcome == Outcome::Met).count();
    let asked = duties
        .iter()
        .filter(|one| !matches!(one.finding.outcome, Outcome::NotApplicable | Outcome::Unknown))
        .count();
    let args =
        [("who", title_of(visit, &shown.pack, who).into()), ("said", count(said)), ("asked", count(asked))];
    let caption = texts::format(visit.language(), "duties-of-holder", &args);
    let column = |name: &'static str, key: &str, kind| Column::new(name, visit.text(key), kind);
    let columns = [
        column("duty", "duty-statement-duty", ColumnKind::Text),
        Column { is_telling: true, ..column("state", "duty-statement-state", ColumnKind::Status) },
        column("made_by", "duty-statement-made-by-name", ColumnKind::Text),
        column("made_on", "duty-statement-made-on", ColumnKind::Date),
        column("review_date", "duty-statement-review-date", ColumnKind::Date),
    ];
    let rows: Vec<Row> = duties.iter().map(|one| row_of(visit, shown, one, seen)).collect();
    simple_table(visit.language(), &caption, &columns, &rows)
}

fn row_of(visit: &Visit, shown: &Shown, one: &Standing<'_>, seen: &BTreeSet<Id>) -> Row {
    let text = one.duty.text.in_language(visit.language());
    let own = one.statement.as_ref();
    let holds = one.finding.outcome == Outcome::Met;
    let page = own.filter(|one| seen.contains(&one.statement)).map(|one| address_of(one.statement));
    let here = (shown.evaluated.subject.id, &shown.facts);
    let may_say = || shown.speakers.speaker(&shown.pack, here, &one.who).is_some();
    let is_asked = matches!(one.finding.outcome, Outcome::Breached | Outcome::Unknown);
    let link = match page {
        Some(page) if holds || !may_say() => Some(visit.keeping_day(page)),
        _ if is_asked && may_say() => {
            let subject = &shown.evaluated.subject;
            Some(form_address((&one.duty.id, subject), &format!("{}/ansvar", shown.address)))
        }
        page => page.map(|page| visit.keeping_day(page)),
    };
    let day = |day: Option<kernel::Date>| Cell::text(day.map(texts::date).unwrap_or_default());
    Row {
        cells: vec![
            link.map_or_else(|| Cell::text(text), |href| Cell::Link(Link::new(href, text))),
            Cell::Status(state(visit, one)),
            Cell::text(own.map(|one| one.made_by_name.clone()).unwrap_or_default()),
            day(own.map(|one| one.made_on)),
            day(own.map(|one| one.review_date)),
        ],
    }
}

/// Whether it is said, past its day, or not asked here; in the words of statements where there is one.
fn state(visit: &Visit, one: &Standing<'_>) -> Status {
    match (&one.statement, one.finding.outcome) {
        (Some(statement), Outcome::Met | Outcome::Breached) => {
            status_of(visit, (Some(statement.review_date), false), visit.today())
        }
        (_, Outcome::Breached) => Status::new(web::components::Tone::Bad, visit.text("statement-missing")),
        (_, outcome) => outcome_status(visit.language(), outcome),
    }
}
