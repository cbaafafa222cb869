//! What is missing, over all systems, objects and organisations that the visitor may see.

use super::mends::Mends;
use super::words::{capital, organisation_filter};
use crate::past_gaps::gaps_of_the_past;
use access::visible_to;
use findings::{Finding, GAPS, Rulebook, count_gaps, shown, title_of_about};
use kernel::{FieldKind, Message, Outcome, ReferenceKind, Result};
use maud::html;
use policy::{About, Pack};
use storage::{Query, Read};
use web::components::{Cell, Column, ColumnKind, Empty, Link, Row, SelectOption, outcome_status, table, why};
use web::{
    Answer, FilterKind, ListFilter, ListParts, ListRows, ListView, Page, Visit, every_row, file_links,
    filter_field, is_file_asked, list_file,
};

/// The columns that tell of a gap; the last one leads out of it.
const TOLD: usize = 5;

const FILTERS: &[ListFilter] = &[
    ListFilter {
        name: "within",
        kind: FilterKind::Field(FieldKind::Reference(ReferenceKind("organisation"))),
    },
    ListFilter {
        name: "subject_kind",
        kind: FilterKind::Field(FieldKind::Choice(&["system", "object", "organisation"])),
    },
    ListFilter {
        name: "outcome",
        kind: FilterKind::Field(FieldKind::Choice(&["breached", "unknown", "waived"])),
    },
    ListFilter { name: "about", kind: FilterKind::Field(FieldKind::Text { max_chars: 200 }) },
    ListFilter { name: "rule", kind: FilterKind::Field(FieldKind::Text { max_chars: 200 }) },
];

pub(super) fn gaps_page(visit: &Visit) -> Result<Answer> {
    let is_past = visit.as_of()?.is_some();
    let mut view = ListView::of(visit, FILTERS, &GAPS)?;
    if is_file_asked(visit) {
        let rows = visit.read(|read| {
            let pack = findings::pack_in_force(read)?;
            parts(visit, read, &pack, &mut view)?;
            Ok(told(visit, &pack, &every_gap(read, &view)?))
        })?;
        return list_file(visit, &visit.text("register-gaps"), &columns(visit)[..TOLD], rows);
    }
    let (listed, parts) = visit.read(|read| {
        let pack = findings::pack_in_force(read)?;
        let mut parts = parts(visit, read, &pack, &mut view)?;
        parts.exports = file_links(visit, &view);
        let listed = if is_past {
            of_the_past(visit, read, &pack, &view)?
        } else {
            of_today(visit, read, &pack, &view)?
        };
        Ok((listed, parts))
    })?;
    let total = listed.total;
    let content = table(visit.language(), &view.table(visit, parts, &GAPS, listed));
    Ok(Page::new(visit.text("register-gaps"), content).count(total).answer())
}

fn of_today(visit: &Visit, read: &Read, pack: &Pack, view: &ListView) -> Result<ListRows> {
    let query = seen(read, view, view.query(&GAPS, read.today())?);
    let page = GAPS.page::<Finding>(read, &query)?;
    Ok(ListRows {
        rows: drawn(visit, read, pack, &page.items)?,
        total: count_gaps(read, &query)?,
        next_cursor: page.next_cursor,
    })
}

fn seen(read: &Read, view: &ListView, query: Query) -> Query {
    let query = visible_to(read.actor(), findings::READ, query);
    if view.value("outcome").is_some() { query } else { query.filter("open", []) }
}

/// All gaps of the view, today or as of its day.
fn every_gap(read: &Read, view: &ListView) -> Result<Vec<Finding>> {
    let query = view.query_for_export(&GAPS, read.today())?;
    if read.as_of().is_none() {
        return every_row(seen(read, view, query), |query| GAPS.page(read, &query));
    }
    if view.fits_nothing() {
        return Ok(Vec::new());
    }
    every_row(query, |query| Ok(gaps_of_the_past(read, &query, |name| view.value(name))?.0))
}

/// What a file tells of gaps: all that the page says, but for the ways out of them.
fn told(visit: &Visit, pack: &Pack, found: &[Finding]) -> Vec<Row> {
    let row = |finding: &Finding| {
        let words = shown(visit, pack, finding, false);
        Row {
            cells: vec![
                Cell::text(&finding.subject_name),
                Cell::Status(outcome_status(visit.language(), finding.outcome)),
                Cell::text(capital(&words.demand)),
                Cell::text(words.reason.unwrap_or_default()),
                Cell::text(words.responsible.unwrap_or_default()),
            ],
        }
    };
    found.iter().map(row).collect()
}

fn of_the_past(visit: &Visit, read: &Read, pack: &Pack, view: &ListView) -> Result<ListRows> {
    let query = view.query(&GAPS, read.today())?;
    if view.fits_nothing() {
        return Ok(ListRows { rows: Vec::new(), total: 0, next_cursor: None });
    }
    let (page, total) = gaps_of_the_past(read, &query, |name| view.value(name))?;
    Ok(ListRows { rows: drawn(visit, read, pack, &page.items)?, total, next_cursor: page.next_cursor })
}

fn drawn(visit: &Visit, read: &Read, pack: &Pack, found: &[Finding]) -> Result<Vec<Row>> {
    let rulebook = read.attached::<Rulebook>()?;
    let language = visit.language();
    let mends = Mends::with_waivers(read, pack, found)?;
    let row = |finding: &Finding| {
        let words = mends.offered(visit, pack, finding);
        let subject = Link::new(visit.keeping_day(rulebook.address(&finding.subject)), &finding.subject_name);
        Row {
            cells: vec![
                Cell::Link(subject),
                Cell::Status(outcome_status(language, finding.outcome)),
                Cell::Drawn(html! { div { (capital(&words.demand)) (why(language, &words.clauses)) } }),
                Cell::text(words.reason.unwrap_or_default()),
                Cell::text(words.responsible.unwrap_or_default()),
                ways_out(visit, words.mend, words.mended_by, words.waive),
            ],
        }
    };
    Ok(found.iter().map(row).collect())
}

/// The link that mends a demand or who does it, and below it the link that lets it pass.
fn ways_out(visit: &Visit, mend: Option<Link>, mended_by: Option<String>, waive: Option<Link>) -> Cell {
    let who = |who| visit.render(&Message::new("missing-mended-by").with("who", who));
    match (mend, mended_by, waive) {
        (None, None, None) => Cell::Absent,
        (None, Some(name), None) => Cell::text(who(name)),
        (Some(only), _, None) | (None, None, Some(only)) => Cell::Link(only),
        (mend, by, Some(waive)) => Cell::Drawn(html! {
            @if let Some(mend) = mend {
                div { a href=(mend.href) { (mend.label) } }
            } @else if let Some(name) = by {
                div { (who(name)) }
            }
            div { a href=(waive.href) { (waive.label) } }
        }),
    }
}

fn parts(visit: &Visit, read: &Read, pack: &Pack, view: &mut ListView) -> Result<ListParts> {
    let language = visit.language();
    let named = |names: &[&str], prefix: &str| -> Vec<SelectOption> {
        let option = |name: &&str| {
            SelectOption::new(*name, visit.text(&format!("{prefix}-{}", name.replace('_', "-"))))
        };
        names.iter().map(option).collect()
    };
    let outcomes = [Outcome::Breached, Outcome::Unknown, Outcome::Waived].map(Outcome::name);
    // Waived gaps are told of today only.
    let outcomes = if read.as_of().is_some() { &outcomes[..2] } else { &outcomes[..] };
    let mut filters = Vec::new();
    for one in FILTERS.iter().filter(|one| one.name != "rule" || visit.query("rule").is_some()) {
        let options = match one.name {
            "within" => {
                filters.push(organisation_filter(visit, read, view, ("gap", one.name))?);
                continue;
            }
            "subject_kind" => named(&["system", "object", "organisation"], "register-subject"),
            "outcome" => named(outcomes, "outcome"),
            "about" => abouts(pack, language),
            _ => Vec::new(),
        };
        filters.push(filter_field(visit, "gap", one, options));
    }
    Ok(ListParts {
        id: "gaps",
        caption: visit.text("register-gaps"),
        columns: columns(visit),
        filters,
        more_filters: Vec::new(),
        exports: Vec::new(),
        empty: Empty {
            title: visit.text("register-no-gaps"),
            text: visit.text("register-no-gaps-text"),
            action: None,
        },
    })
}

fn columns(visit: &Visit) -> Vec<Column> {
    let column = |key: &'static str, label: &str, kind| Column::new(key, visit.text(label), kind);
    vec![
        column("name", "gap-subject", ColumnKind::Text),
        Column { is_telling: true, ..column("outcome", "gap-outcome", ColumnKind::Status) },
        column("demand", "gap-demand", ColumnKind::Text),
        column("reason", "gap-reason", ColumnKind::Text),
        column("responsible", "gap-responsible", ColumnKind::Text),
        column("mend", "gap-mend", ColumnKind::Text),
    ]
}

/// The roles and documents that demands are about; their values are those of the kept findings.
fn abouts(pack: &Pack, language: kernel::Language) -> Vec<SelectOption> {
    let roles =
        pack.roles.iter().filter(|role| !role.demands.is_empty()).map(|role| About::Role(role.id.clone()));
    let documents = pack.documents.iter().filter(|document| !document.required.is_empty());
    let documents = documents.map(|document| About::Document(document.id.clone()));
    roles
        .chain(documents)
        .filter_map(|about| {
            let title = title_of_about(pack, crate::SYSTEM.name(), &about);
            let value = serde_json::to_string(&about).ok()?;
            Some(SelectOption::new(value, capital(title.in_language(language))))
        })
        .collect()
}
