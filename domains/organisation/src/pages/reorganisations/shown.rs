//! The page of a plan: its steps, what stands in the way, and what follows of it.

use super::{address_of, list_link, status_of};
use crate::pages::record::{TAB, column, record_tabs};
use crate::reorganisation::{Names, Preview, RecordFollows, names_in, preview};
use crate::store::organisations::organisations;
use crate::{
    EDIT, KeptBy, READ_HISTORY, REORGANISATION, Reorganisation, ReorganisationState, Step,
    visible_reorganisation,
};
use kernel::{Message, Result, Subject};
use maud::{Markup, html};
use storage::Read;
use web::components::{
    Cell, ColumnKind, Fact, FactValue, Link, Notice, NoticeKind, Row, facts, notice, simple_table,
};
use web::{Answer, Page, Visit};

/// A plan with everything that its page says of it.
struct Told {
    plan: Reorganisation,
    names: Names,
    organisations: Vec<Link>,
    preview: Option<Preview>,
    may_edit: bool,
    may_read_history: bool,
}

pub(super) fn show(visit: &Visit) -> Result<Answer> {
    let is_history = visit.query(TAB).is_some();
    let (told, mut content) = visit.read(|read| {
        let told = told(visit, read)?;
        let content = if is_history { history(visit, read, &told.plan)? } else { overview(visit, &told) };
        Ok((told, content))
    })?;
    if told.may_edit && !is_history && !told.plan.steps.is_empty() {
        let followed = super::followed::rehearsed_if_asked(visit, &told.plan)?;
        content = html! { div class="stack" { (content) (followed) } };
    }
    let address = address_of(&told.plan);
    let content = html! {
        @if told.may_read_history { (record_tabs(visit, &told.plan.name, &address, is_history)) }
        (content)
    };
    let may_decide = told.may_edit && told.plan.state.can_be_decided();
    let decide = Link::new(format!("{address}/besluta"), visit.text("reorganisation-decide"));
    Ok(Page::new(told.plan.name.clone(), content)
        .under(vec![list_link(visit)])
        .edit(told.may_edit.then(|| Link::new(format!("{address}/andra"), visit.text("record-edit"))))
        .primary(may_decide.then_some(decide))
        .answer())
}

fn told(visit: &Visit, read: &Read) -> Result<Told> {
    let plan = visible_reorganisation(read, visit.id("id")?)?;
    let names = names_in(read, std::slice::from_ref(&plan))?;
    let is_now = read.as_of().is_none();
    let may_edit = is_now && plan.state.is_open() && access::may(read, EDIT, plan.id)?;
    let preview = if may_edit { Some(preview(read, &plan)?) } else { None };
    let link = |one: crate::Organisation| {
        Link::new(visit.keeping_day(crate::pages::organisations::address_of(&one)), one.name)
    };
    let organisations = organisations(read, &plan.organisations)?.into_iter().map(link).collect();
    let may_read_history = access::may(read, READ_HISTORY, plan.id)?;
    Ok(Told { plan, names, organisations, preview, may_edit, may_read_history })
}

fn history(visit: &Visit, read: &Read, plan: &Reorganisation) -> Result<Markup> {
    access::authorise(read, READ_HISTORY, plan.id)?;
    let words = super::words(visit)?;
    words.history_section::<Reorganisation>(visit, read, &Subject::new(REORGANISATION, plan.id))
}

fn overview(visit: &Visit, told: &Told) -> Markup {
    html! {
        div class="stack" {
            (known(visit, told))
            (in_the_way(visit, told))
            (steps(visit, told))
            @if told.may_edit { (further_steps(visit, &told.plan)) }
            @if let Some(preview) = &told.preview { (follows(visit, preview)) }
        }
    }
}

fn known(visit: &Visit, told: &Told) -> Markup {
    let plan = &told.plan;
    let text = |name: &str| visit.text(&format!("reorganisation-{name}"));
    let date = |day: Option<kernel::Date>| day.map_or(String::new(), texts::date);
    let mut known = vec![
        Fact::new(text("state"), FactValue::Status(status_of(visit, plan.state))),
        Fact::text(text("effective-on"), texts::date(plan.effective_on)),
        Fact::new(text("organisations"), FactValue::Links(told.organisations.clone())),
        Fact::text(text("decision"), plan.decision.clone()),
        Fact::text(text("decided-on"), date(plan.decided_on)),
        Fact::text(text("carried-out-on"), date(plan.carried_out_on)),
    ];
    if plan.carried_out_on.is_some_and(|day| day > plan.effective_on) {
        known.push(Fact { is_wide: true, ..Fact::text(text("late"), text("late-means")) });
    }
    let description = Fact::text(text("description"), plan.description.clone());
    known.push(Fact { is_wide: true, ..description });
    facts(visit.language(), &known)
}

/// What stopped the plan, and what stands in its way now.
fn in_the_way(visit: &Visit, told: &Told) -> Markup {
    let language = visit.language();
    let mut texts: Vec<String> =
        told.plan.stopped_by.iter().map(|text| text.in_language(language).to_owned()).collect();
    let now = told.preview.iter().flat_map(|preview| &preview.found.objections);
    let is_waiting = |one: &&kernel::Objection| !one.field.is_empty() || !told.plan.steps.is_empty();
    texts.extend(now.filter(is_waiting).map(|one| visit.render(&one.message)));
    texts.dedup();
    let shown = |text: String| {
        let title = Some(visit.text("reorganisation-in-the-way"));
        notice(&Notice { kind: NoticeKind::Warning, title, text })
    };
    html! { @for text in texts { (shown(text)) } }
}

fn steps(visit: &Visit, told: &Told) -> Markup {
    let address = address_of(&told.plan);
    let row = |(number, step): (usize, &Step)| {
        let number = number + 1;
        let mut links = Vec::new();
        if matches!(step, Step::SplitUnit(_)) {
            links.push(Link::new(
                format!("{address}/fordela?steg={number}"),
                visit.text("reorganisation-distribute"),
            ));
        }
        links.push(Link::new(
            format!("{address}/ta-bort-steg?steg={number}"),
            visit.text("reorganisation-remove-step"),
        ));
        let told_step = visit.render(&step.in_words(&told.names));
        let mut cells = vec![Cell::text(number.to_string()), Cell::text(told_step)];
        if told.may_edit {
            let name = format!("{} {number}", visit.text("reorganisation-step"));
            cells.push(Cell::Drawn(html! {
                span class="row-of" {
                    @for link in &links { a href=(link.href) { (link.label) span class="visually-hidden" { " (" (name) ")" } } }
                }
            }));
        }
        Row { cells }
    };
    let mut columns = vec![
        column(visit, "reorganisation-step", ColumnKind::Number),
        column(visit, "reorganisation-what", ColumnKind::Text),
    ];
    if told.may_edit {
        columns.push(column(visit, "reorganisation-change", ColumnKind::Text));
    }
    columns[1].is_telling = true;
    let rows: Vec<Row> = told.plan.steps.iter().enumerate().map(row).collect();
    let caption = visit.text("reorganisation-steps");
    html! {
        section class="stack" {
            @if rows.is_empty() { h2 { (caption) } p { (visit.text("reorganisation-no-steps")) } }
            @else { (simple_table(visit.language(), &caption, &columns, &rows)) }
        }
    }
}

fn further_steps(visit: &Visit, plan: &Reorganisation) -> Markup {
    let address = address_of(plan);
    html! {
        section class="stack" {
            h2 { (visit.text("reorganisation-add-step")) }
            @if plan.state == ReorganisationState::Decided { p { (visit.text("reorganisation-decide-again")) } }
            ul class="row-of" {
                @for kind in super::steps::KINDS {
                    li { a href={ (address) "/nytt-steg?slag=" (kind) } { (visit.text(&super::steps::key_of(kind))) } }
                }
            }
            p { a href={ (address) "/aterta" } { (visit.text("reorganisation-withdraw")) } }
        }
    }
}

fn follows(visit: &Visit, preview: &Preview) -> Markup {
    let people = preview.people.iter().map(|one| Row {
        cells: vec![
            Cell::Link(Link::new(crate::pages::people::address_of(one.person), &one.name)),
            Cell::text(one.from.clone()),
            Cell::text(one.to.clone()),
            Cell::text(texts::date(one.on)),
        ],
    });
    let columns = [
        ("reorganisation-person", ColumnKind::Text),
        ("reorganisation-from", ColumnKind::Text),
        ("reorganisation-to", ColumnKind::Text),
        ("reorganisation-on", ColumnKind::Date),
    ];
    let records = preview.records.iter().map(|one| record_row(visit, one));
    let record_columns = [
        ("reorganisation-record", ColumnKind::Text),
        ("reorganisation-kept-by", ColumnKind::Text),
        ("reorganisation-from", ColumnKind::Text),
        ("reorganisation-to", ColumnKind::Text),
    ];
    html! {
        (section(visit, "reorganisation-people", &columns, (&people.collect::<Vec<_>>(), preview.hidden_people)))
        (section(visit, "reorganisation-records", &record_columns, (&records.collect::<Vec<_>>(), preview.hidden_records)))
    }
}

fn record_row(visit: &Visit, one: &RecordFollows) -> Row {
    let by = match one.kept.by {
        KeptBy::Owner => "reorganisation-kept-owner",
        KeptBy::User => "reorganisation-kept-user",
    };
    let to = if one.to.is_empty() { visit.text("reorganisation-without") } else { one.to.join(", ") };
    Row {
        cells: vec![
            Cell::Link(Link::new(one.kept.address.clone(), &one.kept.name)),
            Cell::text(visit.text(by)),
            Cell::text(one.from.clone()),
            Cell::text(to),
        ],
    }
}

fn section(
    visit: &Visit,
    caption: &str,
    columns: &[(&'static str, ColumnKind)],
    (rows, hidden): (&[Row], usize),
) -> Markup {
    let count = i64::try_from(rows.len() + hidden).unwrap_or(i64::MAX);
    let caption = visit.render(
        &Message::new("reorganisation-counted").with("what", visit.text(caption)).with("count", count),
    );
    let columns: Vec<_> = columns.iter().map(|(key, kind)| column(visit, key, *kind)).collect();
    html! {
        section class="stack" {
            @if !rows.is_empty() { (simple_table(visit.language(), &caption, &columns, rows)) }
            @else { h2 { (caption) } @if hidden == 0 { p { (visit.text("reorganisation-nothing-follows")) } } }
            (super::followed::hidden_told(visit, hidden))
        }
    }
}
