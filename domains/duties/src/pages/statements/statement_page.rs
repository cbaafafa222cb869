//! The page of one statement: what is said of a duty, by whom and until when, and the one click by which it still holds.

use super::words::{duty_text, form_of, statement_words, status_of, title_of, under_record};
use crate::pages::own_form;
use crate::statements::{
    DUTY_STATEMENT, DutyStatement, Said, address_of, review_statement, visible_statement,
};
use findings::Speakers;
use kernel::{Error, Id, Message, Objection, Permission, Result, Subject};
use maud::{Markup, html};
use policy::Pack;
use std::sync::Arc;
use storage::Read;
use web::components::{
    Fact, FactValue, Form, Link, Notice, NoticeKind, Places, RecordHead, facts, notice, record_head,
    step_form, written,
};
use web::{Answer, Page, Tried, Visit, form_errors, form_page, revision_of, tried};

const READ_HISTORY: Permission = Permission("history.read");

/// Everything that the page shows.
struct Shown {
    statement: DutyStatement,
    pack: Arc<Pack>,
    way: Vec<Link>,
    document: Option<Link>,
    /// The statement that it repeats, where the reader may see it.
    copied_from: Option<Id>,
    may_speak: bool,
    /// None for who may not read it.
    past: Option<Markup>,
}

pub(super) fn statement_page(visit: &Visit) -> Result<Answer> {
    show(visit, &[])
}

pub(super) fn review(visit: &Visit) -> Result<Answer> {
    let (id, revision) = (visit.id("id")?, revision_of(visit.form()?)?);
    match tried(visit.write(move |tx| review_statement(tx, id, Some(revision))))? {
        Tried::Done(_) => Ok(Answer::see_other(address_of(id), "statement-reviewed")),
        Tried::Again(objections) => show(visit, &objections),
        Tried::Stale => show(visit, &[Objection::new("", "statement-objection-stale")]),
    }
}

fn load(visit: &Visit, read: &Read) -> Result<Shown> {
    let statement = visible_statement(read, visit.id("id")?)?;
    let pack = findings::pack_in_force(read)?;
    let document = match statement.said.document.map(|id| register::visible_document(read, id)) {
        Some(Ok(one)) => Some(Link::new(visit.keeping_day(format!("/dokument/{}", one.id)), one.name)),
        None | Some(Err(Error::NotFound)) => None,
        Some(Err(error)) => return Err(error),
    };
    let copied_from = statement.copied_from.map(|id| visible_statement(read, id));
    let copied_from = copied_from.and_then(Result::ok).map(|one| one.id);
    let past = match access::may(read, READ_HISTORY, statement.subject.id)? {
        true => {
            let about = Subject::new(DUTY_STATEMENT, statement.id);
            Some(statement_words().history_section::<Said>(visit, read, &about)?)
        }
        false => None,
    };
    Ok(Shown {
        way: under_record(visit, read, &statement.subject)?,
        document,
        copied_from,
        may_speak: read.as_of().is_none() && may_speak_of(read, &pack, &statement)?,
        past,
        pack,
        statement,
    })
}

fn may_speak_of(read: &Read, pack: &Pack, statement: &DutyStatement) -> Result<bool> {
    if statement.withdrawn.is_some() {
        return Ok(false);
    }
    let Some((who, _)) = pack.stated_duty(&statement.duty) else { return Ok(false) };
    let id = statement.subject.id;
    let facts = findings::facts_of(read, &statement.subject)?;
    Ok(Speakers::of(read, &[id])?.speaker(pack, (id, &facts), &who).is_some())
}

fn show(visit: &Visit, objections: &[Objection]) -> Result<Answer> {
    let shown = visit.read(|read| load(visit, read))?;
    let (language, statement) = (visit.language(), &shown.statement);
    let standing = (statement.said.review_date, statement.withdrawn.is_some());
    let head = RecordHead {
        kind: visit.text("duty-statement"),
        status: Some(status_of(visit, standing, visit.today())),
        people: Vec::new(),
    };
    let withdraw =
        Link::new(format!("{}/dra-tillbaka", address_of(statement.id)), visit.text("statement-withdraw"));
    let content = html! {
        @for error in form_errors(language, objections) { (notice(&Notice::new(NoticeKind::Wrong, error.text))) }
        (record_head(language, &head))
        div class="stack" {
            (facts(language, &told(visit, &shown)))
            @if shown.may_speak {
                (review_form(visit, statement))
                p { a href=(withdraw.href) { (withdraw.label) } }
            }
            @if let Some(past) = &shown.past {
                section class="stack" { h2 { (visit.text("test-history")) } (past) }
            }
        }
    };
    let title = duty_text(visit, &shown.pack, &statement.duty);
    let edit = shown.may_speak.then(|| Link::new(form_of(statement), visit.text("statement-anew")));
    Ok(form_page(Page::new(title, content).under(shown.way).edit(edit), objections))
}

fn review_form(visit: &Visit, statement: &DutyStatement) -> Markup {
    let form = Form {
        action: format!("{}/stammer", address_of(statement.id)),
        save: visit.text("statement-review"),
        ..own_form(visit, Some(statement.revision), Vec::new(), &[])
    };
    step_form(&form)
}

fn told(visit: &Visit, shown: &Shown) -> Vec<Fact> {
    let (statement, said) = (&shown.statement, &shown.statement.said);
    let label = |name: &str| visit.text(&format!("duty-statement-{name}"));
    let who = title_of(visit, &shown.pack, &statement.role);
    let mut rows = vec![Fact::text(label("role"), who.clone())];
    if !said.content.is_empty() {
        let drawn = written(visit.language(), &writing::blocks(&said.content), Places::below(1));
        rows.push(Fact { is_wide: true, ..Fact::new(label("content"), FactValue::Drawn(drawn)) });
    }
    if !said.link.is_empty() {
        rows.push(Fact::new(label("link"), FactValue::Link(Link::new(&said.link, &said.link))));
    }
    rows.extend(shown.document.clone().map(|link| Fact::new(label("document"), FactValue::Link(link))));
    let behalf =
        Message::new("statement-made-on-behalf").with("by", statement.made_by_name.as_str()).with("who", who);
    let by = if statement.is_on_behalf { visit.render(&behalf) } else { statement.made_by_name.clone() };
    rows.push(Fact::text(label("made-by-name"), by));
    rows.push(Fact::text(label("made-on"), texts::date(statement.made_on)));
    rows.push(Fact::text(label("review-date"), said.review_date.map(texts::date).unwrap_or_default()));
    if let Some(source) = shown.copied_from {
        let link = Link::new(visit.keeping_day(address_of(source)), visit.text("statement-source"));
        rows.push(Fact::new(label("copied-from"), FactValue::Link(link)));
    }
    if let Some(withdrawn) = &statement.withdrawn {
        rows.push(Fact::text(label("withdrawn-on"), texts::date(withdrawn.on)));
        rows.push(Fact::text(label("withdrawn-because"), &withdrawn.because));
    }
    rows
}
