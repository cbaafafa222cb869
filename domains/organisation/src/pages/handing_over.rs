//! The pages by which somebody's roles are handed to a successor: what, to whom and from when; then what would come of it;
//! then it is done.

use super::assignment::{last_day, plain_title};
use super::by_name::HOLDERS_BY_NAME;
use super::carried::{CHANGE, SEEN, carried};
use super::people::address_of;
use super::record::column;
use crate::{
    Handing, Handover, RoleAssignment, departure_of, hand_over, preview_hand_over, subject_names,
    to_hand_over,
};
use kernel::{Date, Error, Id, Message, Objection, Result, Subject};
use maud::{Markup, html};
use policy::Pack;
use std::collections::BTreeMap;
use storage::Read;
use web::components::{
    Cell, ColumnKind, Form, FormField, Input, Link, Notice, NoticeKind, Row, SelectOption, Status, Tone,
    facts, form, notice, simple_table, step_form,
};
use web::{Answer, Page, RecordForm, RecordWords, Visit, form_errors};

/// A person whose roles are handed over.
struct Leaver {
    person: crate::Person,
    words: RecordWords,
    /// What the form begins with: everything, from the day after the person's last.
    begin: Handover,
}

pub(super) fn form_page(visit: &Visit) -> Result<Answer> {
    let leaver = visit.read(|read| load(visit, read))?;
    let begin = leaver.begin.clone();
    ask_page(visit, &leaver, &begin, &[])
}

pub(super) fn save(visit: &Visit) -> Result<Answer> {
    let leaver = visit.read(|read| load(visit, read))?;
    let (sent, mut ask) = (visit.form()?, Handover::default());
    let mut objections = leaver.words.read_form(sent, &mut ask, visit.today());
    if ask.assignments.is_empty() {
        objections.push(Objection::new("assignments", "objection-handover-nothing"));
    }
    if !objections.is_empty() {
        return ask_page(visit, &leaver, &ask, &objections);
    }
    if sent.get(CHANGE).is_some() {
        return ask_page(visit, &leaver, &ask, &[]);
    }
    let id = leaver.person.id;
    if sent.get(SEEN).is_none() {
        return match visit.read(|read| preview_hand_over(read, id, &ask)) {
            Ok(handings) => preview_page(visit, &leaver, &ask, handings, &[]),
            Err(Error::Rejected(objections)) => ask_page(visit, &leaver, &ask, &objections),
            Err(error) => Err(error),
        };
    }
    let wanted = ask.clone();
    match visit.write(move |tx| hand_over(tx, id, &wanted)) {
        Ok(taken) => {
            let count = i64::try_from(taken.len()).unwrap_or(i64::MAX);
            let done = Message::new("handover-done").with("count", count);
            Ok(Answer::see_other(address_of(id), done))
        }
        Err(Error::Rejected(objections)) => ask_page(visit, &leaver, &ask, &objections),
        Err(error) => Err(error),
    }
}

fn load(visit: &Visit, read: &Read) -> Result<Leaver> {
    let id = visit.id("id")?;
    let person = if read.actor().person == Some(id) {
        crate::person(read, id)?
    } else {
        crate::visible_person(read, id)?
    };
    let today = read.today();
    let mut held = to_hand_over(read, id)?;
    held.retain(|one| one.counts.is_some_and(|counts| counts.to.is_none_or(|to| to >= today)));
    let held = crate::endings::without_successor(read, held)?;
    let options = options_of(visit, read, &held)?;
    let departure = departure_of(read, id)?;
    let last = departure.map(|departure| departure.last_day).filter(|last| *last >= today);
    let from = last.map_or(today, |last| last.tomorrow().unwrap_or(today));
    let begin = Handover {
        assignments: held.iter().map(|one| one.id).collect(),
        from: Some(from),
        ..Handover::default()
    };
    let words = RecordWords::of("handover").options("assignments", options).pick(
        visit,
        read,
        ("successor", None),
        &HOLDERS_BY_NAME,
    )?;
    Ok(Leaver { person, words, begin })
}

/// Assignments by what they are and until when they count.
pub(super) fn options_of(visit: &Visit, read: &Read, held: &[RoleAssignment]) -> Result<Vec<SelectOption>> {
    if held.is_empty() {
        return Ok(Vec::new());
    }
    let pack = findings::pack_in_force(read)?;
    let names = names_of(read, held)?;
    let label = |one: &RoleAssignment| {
        let title = plain_title(visit, &pack, &one.role);
        let subject = names.get(&one.subject()).map(|(name, _)| name.as_str()).unwrap_or_default();
        let until = last_day(one);
        if until.is_empty() {
            format!("{title}, {subject}")
        } else {
            format!("{title}, {subject} (–{until})")
        }
    };
    Ok(held.iter().map(|one| SelectOption::new(one.id.to_string(), label(one))).collect())
}

fn names_of(read: &Read, held: &[RoleAssignment]) -> Result<BTreeMap<Subject, (String, String)>> {
    subject_names(read, &held.iter().map(RoleAssignment::subject).collect::<Vec<_>>())
}

fn framed(visit: &Visit, leaver: &Leaver, title: &str, content: Markup) -> Page {
    let list = Link::new("/administration/personer", visit.text("person-list"));
    let person = Link::new(address_of(leaver.person.id), &leaver.person.name);
    Page::new(visit.text(title), content).under(vec![list, person])
}

fn ask_page(visit: &Visit, leaver: &Leaver, ask: &Handover, objections: &[Objection]) -> Result<Answer> {
    let title = "handover-title";
    if leaver.begin.assignments.is_empty() && objections.is_empty() {
        let nothing = notice(&Notice::new(NoticeKind::Info, visit.text("handover-nothing")));
        return Ok(framed(visit, leaver, title, nothing).answer());
    }
    let cancel = Link::new(address_of(leaver.person.id), visit.text("cancel"));
    let drawn = RecordForm::new(visit, &leaver.words, ask, cancel)
        .group("", &["successor", "from"])
        .group("handover-what", &["assignments"])
        .group("handover-why", &["appointed_by", "decision", "reason"])
        .further(leave_out(visit, ask))
        .save(visit.text("handover-preview"))
        .objections(objections)
        .draw();
    let content = html! { div class="stack" { p { (visit.text("handover-explained")) } (drawn) } };
    let page = framed(visit, leaver, title, content);
    Ok(if objections.is_empty() { page.answer() } else { page.rejected().answer() })
}

/// One box to tick: that the rest is handed over all the same.
fn leave_out(visit: &Visit, ask: &Handover) -> FormField {
    const TICKED: &str = "true";
    let options = vec![SelectOption::new(TICKED, visit.text("handover-leaves-out-refused"))];
    let values = if ask.leaves_out_refused { vec![TICKED.to_owned()] } else { Vec::new() };
    let input = Input::References { values, options };
    FormField::new("leaves_out_refused", visit.text("handover-if-refused"), input)
}

fn preview_page(
    visit: &Visit,
    leaver: &Leaver,
    ask: &Handover,
    handings: Vec<Handing>,
    objections: &[Objection],
) -> Result<Answer> {
    let refused = handings.iter().filter(|one| one.outcome.is_err()).count();
    let may_go_on = refused < handings.len() && (refused == 0 || ask.leaves_out_refused);
    let shown = visit.read(|read| preview_table(visit, read, &handings))?;
    let cancel = Link::new(address_of(leaver.person.id), visit.text("cancel"));
    let again = Form {
        errors: form_errors(visit.language(), objections),
        cancel: Some(cancel),
        ..carried(visit, ask, (SEEN, "handover-do"))
    };
    let change = carried(visit, ask, (CHANGE, "handover-change"));
    let asked = leaver.words.facts(visit.language(), ask, &["successor", "from", "appointed_by", "decision"]);
    let content = html! {
        div class="stack" {
            @if refused > 0 {
                (notice(&Notice::new(NoticeKind::Warning, visit.render(
                    &Message::new("handover-refused").with("count", i64::try_from(refused).unwrap_or(i64::MAX))))))
            }
            (facts(visit.language(), &asked))
            (shown)
            @if may_go_on { (form(visit.language(), &again)) }
            (step_form(&change))
        }
    };
    Ok(framed(visit, leaver, "handover-preview-title", content).answer())
}

fn preview_table(visit: &Visit, read: &Read, handings: &[Handing]) -> Result<Markup> {
    let pack = findings::pack_in_force(read)?;
    let held: Vec<RoleAssignment> = handings.iter().map(|one| one.before.clone()).collect();
    let names = names_of(read, &held)?;
    let successors: Vec<Id> =
        handings.iter().filter_map(|one| one.outcome.as_ref().ok()?.person).take(1).collect();
    let leaves = crate::last_days_of(read, &successors)?.into_values().next();
    let columns = [
        column(visit, "role-assignment-role", ColumnKind::Text),
        column(visit, "role-assignment-subject", ColumnKind::Text),
        column(visit, "handover-last-day", ColumnKind::Date),
        column(visit, "handover-first-day", ColumnKind::Date),
        column(visit, "handover-outcome", ColumnKind::Status),
    ];
    let rows: Vec<Row> =
        handings.iter().map(|one| preview_row(visit, &pack, one, (&names, leaves))).collect();
    Ok(simple_table(visit.language(), &visit.text("handover-preview-list"), &columns, &rows))
}

fn preview_row(
    visit: &Visit,
    pack: &Pack,
    handing: &Handing,
    (names, leaves): (&BTreeMap<Subject, (String, String)>, Option<Date>),
) -> Row {
    let before = &handing.before;
    let subject = names.get(&before.subject()).map(|(name, _)| name.clone()).unwrap_or_default();
    let (last, first, outcome) = match &handing.outcome {
        Ok(new) => {
            let day_before = new.from.yesterday().unwrap_or(Date::MIN);
            let last = before.counts.and_then(|counts| counts.to).map_or(day_before, |to| to.min(day_before));
            (texts::date(last), texts::date(new.from), Cell::Drawn(outcome_shown(visit, handing, leaves)))
        }
        Err(against) => {
            let why: Vec<String> = against.iter().map(|one| visit.render(&one.message)).collect();
            let status = Status::new(Tone::Bad, visit.text("handover-not"));
            let shown = html! { (web::components::status(&status)) " " (why.join(" ")) };
            (last_day(before), String::new(), Cell::Drawn(shown))
        }
    };
    Row {
        cells: vec![
            Cell::text(plain_title(visit, pack, &before.role)),
            Cell::text(subject),
            Cell::text(last),
            Cell::text(first),
            outcome,
        ],
    }
}

/// That it goes, and what is worth knowing: days between that nobody holds, and a successor who leaves too.
fn outcome_shown(visit: &Visit, handing: &Handing, leaves: Option<Date>) -> Markup {
    let status = Status::new(Tone::Good, visit.text("handover-goes"));
    let worth = |key: &'static str, day: Date| visit.render(&Message::new(key).with("day", texts::date(day)));
    let gap = handing.gap_from().map(|day| worth("handover-gap", day));
    let leaves = leaves.map(|day| worth("handover-successor-leaves", day));
    let worth_knowing: Vec<String> = gap.into_iter().chain(leaves).collect();
    html! { (web::components::status(&status)) " " (worth_knowing.join(" ")) }
}
