//! The form by which somebody says how a duty is met: `/ansvar/ny?duty=…&subject_kind=…&subject=…&back=…`. Where something is
//! said already, the form begins with it, and what is saved takes its place.

use super::words::{asked, duty_text, statement_words, title_of};
use crate::statements::{DutyStatement, Said, StateDuty, address_of, asked_of, may_speak, state_duty, store};
use findings::Speaker;
use kernel::{Message, Objection, Result, Strength};
use maud::html;
use policy::Pack;
use register::{DOCUMENTS, DocumentRow, READ_DOCUMENTS};
use std::sync::Arc;
use storage::{Query, Read, values};
use web::components::{Link, Notice, NoticeKind, SelectOption, notice, why};
use web::{Answer, Page, RecordForm, RecordWords, Tried, Visit, form_page, own_address, revision_of, tried};

/// So many documents of the record can be chosen among.
const MOST_DOCUMENTS: i64 = 200;

/// What the form needs to be drawn.
struct Around {
    pack: Arc<Pack>,
    words: RecordWords,
    subject_name: String,
    speaker: Speaker,
    /// What is said already.
    standing: Option<DutyStatement>,
    back: String,
    /// Which clauses ask for it.
    clauses: Vec<String>,
}

pub(super) fn new_statement(visit: &Visit) -> Result<Answer> {
    let ask = asked(|name| visit.query(name).map(str::to_owned))?;
    let around = visit.read(|read| around(read, &ask, visit.query("back")))?;
    let said = around.standing.as_ref().map(|one| Said { review_date: None, ..one.said.clone() });
    let revision = around.standing.as_ref().map(|one| one.revision);
    show(visit, &around, &StateDuty { said: said.unwrap_or_default(), revision, ..ask }, &[])
}

pub(super) fn state(visit: &Visit) -> Result<Answer> {
    let form = visit.form()?;
    let mut ask = asked(|name| form.get(name).map(str::to_owned))?;
    let around = visit.read(|read| around(read, &ask, form.get("back")))?;
    ask.revision = if form.get("revision").is_some() { Some(revision_of(form)?) } else { None };
    let typed = around.words.read_form(form, &mut ask.said, visit.today());
    if !typed.is_empty() {
        return show(visit, &around, &ask, &typed);
    }
    let sent = ask.clone();
    match tried(visit.write(move |tx| state_duty(tx, &sent)))? {
        Tried::Done(statement) => {
            let own = address_of(statement.id);
            Ok(Answer::see_other(own_address(form.get("back")).unwrap_or(&own), "statement-saved"))
        }
        Tried::Again(objections) => show(visit, &around, &ask, &objections),
        Tried::Stale => show(visit, &around, &ask, &[Objection::new("", "statement-objection-stale")]),
    }
}

fn around(read: &Read, ask: &StateDuty, back: Option<&str>) -> Result<Around> {
    let asked = asked_of(read, &ask.subject, &ask.duty)?;
    let speaker = may_speak(read, ask.subject.id, &asked)?;
    let documents = Query::first(MOST_DOCUMENTS)
        .sorted_by("name", false)
        .filter("subject", values![ask.subject.id])
        .filter("current", []);
    let documents = access::visible_to(read.actor(), READ_DOCUMENTS, documents);
    let documents = DOCUMENTS.page::<DocumentRow>(read, &documents)?.items;
    let options = documents.into_iter().map(|row| SelectOption::new(row.id.to_string(), row.name)).collect();
    let standing = store::statement_in_force(read, ask.subject.id, &ask.duty)?;
    let rulebook = read.attached::<findings::Rulebook>()?;
    let own = format!("{}/ansvar", rulebook.address(&ask.subject));
    let clauses = asked.pack.stated_duty(&ask.duty).map(|(_, duty)| duty.clauses.clone()).unwrap_or_default();
    Ok(Around {
        words: statement_words().options("document", options),
        subject_name: asked.name,
        speaker,
        standing,
        back: own_address(back).map_or(own, str::to_owned),
        clauses,
        pack: asked.pack,
    })
}

fn show(visit: &Visit, around: &Around, ask: &StateDuty, objections: &[Objection]) -> Result<Answer> {
    let mut form =
        RecordForm::new(visit, &around.words, &ask.said, Link::new(&around.back, visit.text("cancel")))
            .group("", &["content", "link", "document", "review_date"])
            .hidden("duty", &ask.duty)
            .hidden("subject_kind", &ask.subject.kind)
            .hidden("subject", ask.subject.id.to_string())
            .hidden("back", &around.back)
            .save(visit.text("statement-save"))
            .objections(objections);
    // Of what the form began with: what somebody said meanwhile is not written over by sending it once more.
    if let Some(revision) = ask.revision {
        form = form.revision(revision);
    }
    let who = around.pack.stated_duty(&ask.duty).map(|(who, _)| title_of(visit, &around.pack, who.id()));
    let behalf = Message::new("statement-on-behalf").with("who", who.unwrap_or_default());
    let clauses = findings::clauses_shown(visit, &around.pack, &around.clauses, Strength::Must);
    let content = html! { div class="stack" {
        p { strong { (duty_text(visit, &around.pack, &ask.duty)) } }
        (why(visit.language(), &clauses))
        @if around.speaker == Speaker::OnBehalf { (notice(&Notice::new(NoticeKind::Info, visit.render(&behalf)))) }
        (form.draw())
    } };
    let title = visit.render(&Message::new("statement-form").with("name", around.subject_name.as_str()));
    let way = vec![Link::new(&around.back, &around.subject_name)];
    Ok(form_page(Page::new(title, content).under(way), objections))
}
