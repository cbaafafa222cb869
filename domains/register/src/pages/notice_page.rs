//! The page of one change notice: what stood, what stands and what should stand beside each other, and what the reader
//! may do about it.

use super::notice_forms::notice_href;
use super::notice_list::{state_status, system_field_label};
use super::under;
use super::words::{naming_systems, system_words};
use crate::change_notice::{CHANGE_NOTICE, ChangeNotice, NoticeState, ProposedValue};
use crate::field_groups::{all_hidden_fields, leave_out_of_history};
use crate::return_change_notice::{SendBackChangeNotice, send_back_change_notice, withdraw_change_notice};
use crate::send_change_notice::own_unsettled;
use crate::system::{SYSTEM, System};
use crate::take_over_change_notice::{TakeOverChangeNotice, take_over_change_notice};
use crate::visible_notice::visible_notice;
use crate::{EDIT, PROPOSE, store};
use kernel::{Error, Objection, Permission, Result, Subject};
use maud::{Markup, html};
use organisation::{naming_custom, with_blank_custom};
use std::collections::BTreeSet;
use storage::{EventPage, Read, history_of};
use web::components::{
    Cell, Column, ColumnKind, Fact, FactValue, FieldGroup, Form, FormField, Input, Link, Notice, NoticeKind,
    RecordHead, Row, confirm_form, facts, form_with, history, notice, record_head, simple_table,
};
use web::{Answer, Page, RecordWords, Visit, form_errors, revision_of};

/// Held by whoever may read the past of a record.
const READ_HISTORY: Permission = Permission("history.read");
/// More than a notice ever gets.
const MOST_EVENTS: i64 = 200;

/// Everything that the page shows.
struct Shown {
    notice: ChangeNotice,
    /// What the register says now, for who may see it; nothing yet of a new system.
    now: System,
    words: RecordWords,
    may_see_now: bool,
    /// Fields that the reader does not see at the system.
    hidden: Vec<String>,
    may_settle: bool,
    is_own: bool,
    may_change: bool,
    /// None for who may not read it.
    history: Option<Markup>,
}

pub(super) fn notice_page(visit: &Visit) -> Result<Answer> {
    show(visit, &[])
}

pub(super) fn take_over(visit: &Visit) -> Result<Answer> {
    let form = visit.form()?;
    let fields: BTreeSet<String> = form.all("field").map(str::to_owned).collect();
    let ask = TakeOverChangeNotice {
        notice: visit.id("id")?,
        revision: Some(revision_of(form)?),
        fields: Some(fields),
        seen: form.get("seen").and_then(|text| text.parse().ok()),
        answer: form.get("answer").unwrap_or_default().to_owned(),
    };
    match visit.write(move |tx| take_over_change_notice(tx, &ask)) {
        Ok(system) => Ok(Answer::see_other(format!("/system/{system}"), "notice-taken-over")),
        Err(Error::Rejected(objections)) => show(visit, &objections),
        Err(error) => Err(error),
    }
}

pub(super) fn send_back(visit: &Visit) -> Result<Answer> {
    let form = visit.form()?;
    let ask = SendBackChangeNotice {
        notice: visit.id("id")?,
        revision: Some(revision_of(form)?),
        reason: form.get("reason").unwrap_or_default().to_owned(),
    };
    let to = notice_href(ask.notice);
    match visit.write(move |tx| send_back_change_notice(tx, &ask)) {
        Ok(()) => Ok(Answer::see_other(to, "notice-was-sent-back")),
        Err(Error::Rejected(objections)) => show(visit, &objections),
        Err(error) => Err(error),
    }
}

pub(super) fn withdraw(visit: &Visit) -> Result<Answer> {
    let (id, revision) = (visit.id("id")?, revision_of(visit.form()?)?);
    match visit.write(move |tx| withdraw_change_notice(tx, id, revision)) {
        Ok(()) => Ok(Answer::see_other(notice_href(id), "notice-was-withdrawn")),
        Err(Error::Rejected(objections)) => show(visit, &objections),
        Err(error) => Err(error),
    }
}

fn load(visit: &Visit, read: &Read) -> Result<Shown> {
    let notice = visible_notice(read, visit.id("id")?)?;
    let id = notice.system.ok_or(Error::NotFound)?;
    let is_today = read.as_of().is_none();
    let (may_settle, may_propose) =
        (access::may(read, EDIT, notice.place)?, access::may(read, PROPOSE, notice.place)?);
    let stored = store::find_system(read, id)?;
    let now = match stored.clone() {
        Some(now) => now,
        None => with_blank_custom(read, SYSTEM, System { id, ..System::default() })?,
    };
    let [base, proposed] = notice.sides(&now);
    let pack = findings::pack_in_force(read)?;
    let words = naming_systems(read, system_words(&pack, visit.language()), &[&base, &proposed, &now])?;
    let added = [&base.custom, &proposed.custom, &now.custom];
    let words = naming_custom(visit.language(), read, words, &added)?;
    let is_own = is_today && own_unsettled(read, (notice.id, notice.revision)).is_ok();
    let hidden = match notice.is_new || is_own {
        true => Vec::new(),
        false => all_hidden_fields(&access::allowed(read, id)?, now.custom.fields()),
    };
    let history = past(visit, read, (&notice, &words), &hidden)?;
    Ok(Shown {
        may_see_now: stored.is_some() && (may_settle || may_propose),
        hidden,
        may_settle: is_today && may_settle && notice.state == NoticeState::Open,
        may_change: is_own && may_propose,
        is_own,
        words,
        now,
        history,
        notice,
    })
}

/// What has become of the notice, for who sent it and who may read the history there: without the fields that they do not
/// see.
fn past(
    visit: &Visit,
    read: &Read,
    (notice, words): (&ChangeNotice, &RecordWords),
    hidden: &[String],
) -> Result<Option<Markup>> {
    let is_sender = notice.sent_by.is_some() && notice.sent_by == read.actor().person;
    if !is_sender && !access::may(read, READ_HISTORY, notice.place)? {
        return Ok(None);
    }
    let subject = Subject::new(CHANGE_NOTICE, notice.id);
    if hidden.is_empty() {
        return words.history_section::<System>(visit, read, &subject).map(Some);
    }
    let mut events = history_of(read, &subject, EventPage::newest(MOST_EVENTS))?;
    leave_out_of_history(&mut events, hidden);
    let words = words.naming_what_is_in(read, &events)?;
    Ok(Some(history(visit.language(), &words.history::<System>(visit.language(), &events))))
}

fn show(visit: &Visit, objections: &[Objection]) -> Result<Answer> {
    let shown = visit.read(|read| load(visit, read))?;
    let (language, notice_told) = (visit.language(), &shown.notice);
    let kind = if notice_told.is_new { "notice-new-system" } else { "change-notice-system" };
    let head = RecordHead {
        kind: visit.text(kind),
        status: Some(state_status(visit, notice_told.state)),
        people: Vec::new(),
    };
    let content = html! { div class="stack" {
        @if !shown.may_settle {
            @for error in form_errors(language, objections) { (notice(&Notice::new(NoticeKind::Wrong, error.text))) }
        }
        (record_head(language, &head))
        (facts(language, &told(visit, &shown)))
        (proposal(visit, &shown, objections))
        @if shown.may_settle { (send_back_form(visit, &shown, objections)) }
        @if shown.is_own {
            @if !shown.may_change { p { (visit.text("notice-no-longer-yours")) } }
            (withdraw_form(visit, &shown))
        }
        @if let Some(history) = &shown.history {
            section class="stack" { h2 { (visit.text("notice-history")) } (history) }
        }
    } };
    let change = shown
        .may_change
        .then(|| Link::new(format!("{}/andra", notice_href(notice_told.id)), visit.text("notice-change")));
    let mut way = under(visit, "register-systems", "/system");
    way.push(Link::new("/system/andringsmeddelanden", visit.text("notices")));
    let title = texts::format(language, "notice-page", &[("name", notice_told.name.as_str().into())]);
    let page = Page::new(title, content).under(way).edit(change);
    Ok(if objections.is_empty() { page.answer() } else { page.rejected().answer() })
}

fn told(visit: &Visit, shown: &Shown) -> Vec<Fact> {
    let notice = &shown.notice;
    let mut rows = Vec::new();
    if shown.may_see_now {
        let system = Link::new(visit.keeping_day(format!("/system/{}", shown.now.id)), &shown.now.name);
        rows.push(Fact::new(visit.text("change-notice-system"), FactValue::Link(system)));
    }
    rows.push(Fact::text(visit.text("notice-sent-by"), &notice.sent_by_name));
    rows.push(Fact::text(visit.text("notice-sent-at"), texts::instant(notice.sent_at)));
    rows.push(Fact::text(visit.text("notice-reason"), &notice.reason));
    if let Some(at) = notice.settled_at {
        rows.push(Fact::text(visit.text("notice-settled-by"), &notice.settled_by_name));
        rows.push(Fact::text(visit.text("notice-settled-at"), texts::instant(at)));
        rows.push(Fact::text(visit.text("notice-answer"), &notice.answer));
    }
    rows
}

/// The fields side by side; for who may take them over in a form that begins with everything that fits.
fn proposal(visit: &Visit, shown: &Shown, objections: &[Objection]) -> Markup {
    let table = side_by_side(visit, shown, objections);
    if !shown.may_settle {
        return html! { section class="stack" { (table) } };
    }
    let typed = visit.form().ok().and_then(|form| form.get("answer")).unwrap_or_default().to_owned();
    let answer = Input::LongText { value: typed, max_chars: 2_000 };
    let answer = FormField::new("answer", visit.text("notice-partly"), answer)
        .with_hint(visit.text("notice-partly-hint"));
    let language = visit.language();
    let at_field = |one: &Objection| match shown.notice.changes.get(&one.field) {
        Some(_) => {
            let name = field_label(visit, shown, &one.field);
            Objection::new(
                "",
                kernel::Message::new("notice-objection-at-field")
                    .with("field", name)
                    .with("wrong", texts::render(language, &one.message)),
            )
        }
        None => one.clone(),
    };
    let wrong: Vec<Objection> = objections.iter().filter(|one| one.field != "reason").map(at_field).collect();
    let form = Form {
        hidden: vec![("seen", shown.now.revision.to_string())],
        errors: form_errors(language, &wrong),
        ..step_form(visit, shown, "ta-over", ("notice-take-over", vec![answer]))
    };
    let on_top = html! { p { (visit.text("notice-take-over-text")) } (table) };
    html! { section class="stack" { (form_with(language, &form, &on_top)) } }
}

/// A form by which the notice takes a step.
fn step_form(visit: &Visit, shown: &Shown, step: &str, (save, fields): (&str, Vec<FormField>)) -> Form {
    Form {
        action: format!("{}/{step}", notice_href(shown.notice.id)),
        csrf: visit.csrf().to_owned(),
        revision: Some(shown.notice.revision.to_string()),
        hidden: Vec::new(),
        groups: vec![FieldGroup { legend: None, hint: None, fields }],
        errors: Vec::new(),
        save: visit.text(save),
        cancel: None,
    }
}

fn side_by_side(visit: &Visit, shown: &Shown, objections: &[Objection]) -> Markup {
    let column = |key: &'static str, label: &str| Column::new(key, visit.text(label), ColumnKind::Text);
    let mut columns = vec![column("field", "notice-field")];
    if !shown.notice.is_new {
        columns.push(column("was", "notice-was"));
        if shown.may_see_now {
            columns.push(column("now", "notice-now"));
        }
    }
    columns.push(column("proposed", "notice-proposed"));
    if shown.may_settle {
        columns.push(column("take", "notice-take"));
    }
    let sides = shown.notice.sides(&shown.now);
    let mut names = shown.notice.fields();
    names.retain(|name| !shown.hidden.iter().any(|hidden| hidden == name));
    let rows: Vec<Row> =
        names.into_iter().map(|name| row(visit, shown, (name, &sides), objections)).collect();
    let caption = visit.text("notice-side-by-side");
    simple_table(visit.language(), &caption, &columns, &rows)
}

fn row(
    visit: &Visit,
    shown: &Shown,
    (name, [base, proposed]): (&str, &[System; 2]),
    objections: &[Objection],
) -> Row {
    let language = visit.language();
    let value = |system: &System| value_told(visit, shown, system, name);
    let how = shown.notice.compare(name, &shown.now);
    let mut cells = vec![Cell::text(field_label(visit, shown, name))];
    if !shown.notice.is_new {
        cells.push(Cell::text(value(base)));
        if shown.may_see_now {
            cells.push(Cell::text(value(&shown.now)));
        }
    }
    let wrong = objections.iter().find(|one| one.field == name);
    cells.push(Cell::Drawn(html! {
        @if value(proposed).is_empty() { "–" } @else { (value(proposed)) }
        @if let Some(mark) = mark(shown, name, how) { p class="quiet small" { (visit.text(mark)) } }
        @if let Some(wrong) = wrong { p class="small" { strong { (texts::render(language, &wrong.message)) } } }
    }));
    if shown.may_settle {
        let sent: Option<Vec<&str>> = visit.form().ok().map(|form| form.all("field").collect());
        let is_chosen = sent.map_or(how == ProposedValue::Fits, |sent| sent.contains(&name));
        let label = texts::format(
            language,
            "notice-take-field",
            &[("field", field_label(visit, shown, name).into())],
        );
        cells.push(Cell::Drawn(html! {
            input class="ds-input" type="checkbox" name="field" value=(name) checked[is_chosen] aria-label=(label);
        }));
    }
    Row { cells }
}

fn field_label(visit: &Visit, shown: &Shown, name: &str) -> String {
    system_field_label(visit, &shown.now.custom, name)
}

/// What a system says at a field, also at one that the federation has added.
fn value_told(visit: &Visit, shown: &Shown, system: &System, name: &str) -> String {
    let (language, added) = (visit.language(), system.custom.fields());
    match added.iter().position(|field| field.name == name) {
        Some(place) => shown.words.custom_texts(language, &system.custom).swap_remove(place),
        None => shown.words.shown(language, system, name),
    }
}

/// What is worth saying of a field: while the notice waits how it stands to the register, then what came of it.
fn mark(shown: &Shown, name: &str, how: ProposedValue) -> Option<&'static str> {
    let is_taken = shown.notice.taken.iter().any(|taken| taken == name);
    match (shown.notice.state, how) {
        (NoticeState::TakenOver, _) if is_taken => Some("notice-mark-taken"),
        (NoticeState::TakenOver, _) => Some("notice-mark-not-taken"),
        _ if !shown.may_see_now => None,
        (NoticeState::Open | NoticeState::SentBack, ProposedValue::Conflicts) => Some("notice-mark-conflict"),
        (NoticeState::Open | NoticeState::SentBack, ProposedValue::StandsAlready) => {
            Some("notice-mark-already")
        }
        _ => None,
    }
}

fn send_back_form(visit: &Visit, shown: &Shown, objections: &[Objection]) -> Markup {
    let typed = visit.form().ok().and_then(|form| form.get("reason")).unwrap_or_default().to_owned();
    let why = Input::LongText { value: typed, max_chars: 2_000 };
    let why = FormField::new("reason", visit.text("notice-send-back-why"), why).required();
    let wrong: Vec<Objection> = objections.iter().filter(|one| one.field == "reason").cloned().collect();
    let form = Form {
        errors: form_errors(visit.language(), &wrong),
        ..step_form(visit, shown, "skicka-tillbaka", ("notice-send-back", vec![why]))
    };
    html! {
        details class="fold" open[!wrong.is_empty()] {
            summary { (visit.text("notice-send-back")) }
            p { (visit.text("notice-send-back-text")) }
            (form_with(visit.language(), &form, &html! {}))
        }
    }
}

fn withdraw_form(visit: &Visit, shown: &Shown) -> Markup {
    let form = step_form(visit, shown, "dra-tillbaka", ("notice-withdraw", Vec::new()));
    confirm_form(&visit.text("notice-withdraw-question"), &visit.text("notice-withdraw-text"), &form)
}
