//! The guideline in force, as those whom it obliges read it: its clauses and its words.

use crate::pages::guideline_coverage::COVERAGE_PATH;
use crate::pages::guideline_issues::ISSUES_PATH;
use crate::pages::guideline_parameters::PARAMETERS_PATH;
use crate::pages::guideline_roles::ROLES_PATH;
use crate::pages::pack_words::said;
use findings::{Rulebook, pack_in_force};
use kernel::{Choice, Error, Result};
use maud::{Markup, html};
use policy::{Clause, Obliging, Pack, obliging};
use web::components::{
    Cell, Column, ColumnKind, Empty, Fact, Link, Row, Tab, empty_state, facts, simple_table, tabs,
};
use web::{Answer, Page, Visit};

pub fn clauses(visit: &Visit) -> Result<Answer> {
    let pack = visit.read(pack_in_force)?;
    let wanted = visit.query("q").unwrap_or_default().to_lowercase();
    let language = visit.language();
    let is_wanted = |clause: &&Clause| {
        let text = clause.text.in_language(language).to_lowercase();
        wanted.is_empty() || text.contains(&wanted) || clause.id.to_lowercase().contains(&wanted)
    };
    let found: Vec<&Clause> = pack.clauses.iter().filter(is_wanted).collect();
    let content = html! {
        (guideline_tabs(visit, "/riktlinje", &pack))
        (search(visit))
        @if found.is_empty() {
            (empty_state(&Empty { title: visit.text("guideline-no-clause"), text: visit.text("guideline-no-clause-text"), action: None }))
        } @else {
            (simple_table(language, &visit.text("guideline-clauses"), &clause_columns(visit), &found.iter().map(|clause| clause_row(visit, clause)).collect::<Vec<_>>()))
        }
    };
    Ok(page(visit, &pack, content).count(count(found.len())).answer())
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

pub(super) fn page(visit: &Visit, pack: &Pack, content: Markup) -> Page {
    Page::new(pack.source.title.in_language(visit.language()), content)
}

pub(super) fn guideline_tabs(visit: &Visit, current: &str, pack: &Pack) -> Markup {
    let tab = |href: &str, key: &str, n: usize| Tab {
        href: visit.keeping_day(href),
        label: visit.text(key),
        count: Some(count(n)),
        is_current: href == current,
    };
    tabs(
        &visit.text("guideline"),
        &[
            tab("/riktlinje", "guideline-clauses", pack.clauses.len()),
            tab(ROLES_PATH, "guideline-roles", pack.roles.len()),
            tab("/riktlinje/begrepp", "guideline-terms", pack.terms.len()),
            tab(ISSUES_PATH, "guideline-issues", pack.issues.len()),
            tab(PARAMETERS_PATH, "guideline-parameters", pack.parameters.len()),
            tab(COVERAGE_PATH, "guideline-coverage", pack.coverage().len()),
        ],
    )
}

fn search(visit: &Visit) -> Markup {
    html! {
        form class="filters" role="search" aria-label=(visit.text("guideline-search")) method="get" action="/riktlinje" {
            div class="filter" {
                label for="q" { (visit.text("guideline-search")) }
                input class="ds-input" type="search" id="q" name="q" value=(visit.query("q").unwrap_or_default());
            }
            button class="ds-button" data-variant="secondary" type="submit" { (visit.text("guideline-search-do")) }
        }
    }
}

fn clause_columns(visit: &Visit) -> [Column; 4] {
    [
        Column::new("clause", visit.text("guideline-clause"), ColumnKind::Text),
        Column::new("section", visit.text("guideline-section"), ColumnKind::Text),
        Column::new("text", visit.text("guideline-text"), ColumnKind::Text),
        Column::new("effect", visit.text("guideline-effect"), ColumnKind::Text),
    ]
}

fn clause_row(visit: &Visit, clause: &Clause) -> Row {
    Row {
        cells: vec![
            Cell::Link(Link::new(visit.keeping_day(format!("/riktlinje/{}", clause.id)), &clause.id)),
            Cell::text(&clause.section),
            Cell::text(clause.text.in_language(visit.language())),
            Cell::text(visit.text(&format!("effect-{}", clause.effect.name()))),
        ],
    }
}

/// One clause: what it says, how far the program carries it out, and what it obliges whom to. A section of law that a
/// parameter rests on is shown alike.
pub fn clause(visit: &Visit) -> Result<Answer> {
    let pack = visit.read(pack_in_force)?;
    let id = visit.path_values.get("clause").ok_or(Error::NotFound)?;
    let rulebook = visit.web.db.attached::<Rulebook>()?;
    let of_law = || rulebook.vocabulary().law.clause(id);
    let own = pack.clause(id);
    let clause = own.or_else(of_law).ok_or(Error::NotFound)?;
    let language = visit.language();
    let mut known = vec![
        Fact::text(visit.text("guideline-section"), &clause.section),
        Fact::text(visit.text("guideline-effect"), visit.text(&format!("effect-{}", clause.effect.name()))),
    ];
    if own.is_some() {
        let name = format!("{} {}", pack.name.in_language(language), pack.version);
        known.push(Fact::text(visit.text("guideline-pack"), name));
    }
    let content = html! {
        p class="lead" { (clause.text.in_language(language)) }
        (facts(language, &known))
        (obliged(visit, &obliging(&pack, id)))
    };
    let breadcrumbs = vec![Link::new("/riktlinje", visit.text("guideline"))];
    Ok(Page::new(id.clone(), content).under(breadcrumbs).answer())
}

/// What each entry that carries the clause out asks for, in words, with the id that an overlay names.
fn obliged(visit: &Visit, entries: &[Obliging]) -> Markup {
    if entries.is_empty() {
        return html! { p { (visit.text("guideline-no-rules")) } };
    }
    let columns = [
        Column::new("what", visit.text("changes-kind"), ColumnKind::Text),
        Column::new("of", visit.text("guideline-obliged-of"), ColumnKind::Text),
        Column::new("says", visit.text("guideline-obliged-says"), ColumnKind::Text),
        Column::new("rule", visit.text("changes-rule"), ColumnKind::Text),
    ];
    let row = |one: &Obliging| Row {
        cells: vec![
            Cell::text(visit.text(&format!("difference-{}", one.kind.replace('_', "-")))),
            Cell::text(one.title.in_language(visit.language())),
            says(visit, one),
            Cell::Drawn(html! { code { (one.id) } }),
        ],
    };
    let rows: Vec<Row> = entries.iter().map(row).collect();
    simple_table(visit.language(), &visit.text("guideline-rules"), &columns, &rows)
}

/// Its own text, and below it what it asks for.
fn says(visit: &Visit, one: &Obliging) -> Cell {
    let lines: Vec<String> = [&one.text, &one.says]
        .map(|phrase| said(visit, phrase))
        .into_iter()
        .filter(|line| !line.is_empty())
        .collect();
    if lines.is_empty() {
        return Cell::Absent;
    }
    Cell::Drawn(html! { div { @for line in &lines { div { (line) } } } })
}

pub fn terms(visit: &Visit) -> Result<Answer> {
    let pack = visit.read(pack_in_force)?;
    let language = visit.language();
    let rows: Vec<Fact> = pack
        .terms
        .iter()
        .map(|term| {
            let also = if term.aliases.is_empty() {
                String::new()
            } else {
                format!(" ({}: {})", visit.text("guideline-also"), term.aliases.join(", "))
            };
            Fact::text(format!("{}{also}", term.term.in_language(language)), term.text.in_language(language))
        })
        .collect();
    let content = html! { (guideline_tabs(visit, "/riktlinje/begrepp", &pack)) (facts(language, &rows)) };
    Ok(page(visit, &pack, content).answer())
}
