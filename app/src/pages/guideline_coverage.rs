//! How far the program carries the guideline out: every demand with what carries it out, and what is open.

use crate::coverage::{Demand, coverage_of};
use crate::pages::guideline::{guideline_tabs, page};
use crate::pages::guideline_issues::files;
use findings::pack_in_force;
use kernel::{Arg, Choice as _, Result};
use maud::html;
use policy::Effect;
use web::components::{Cell, Column, ColumnKind, Link, Row, simple_table};
use web::{Answer, Visit, is_file_asked, list_file};

/// The page of this list.
pub const COVERAGE_PATH: &str = "/riktlinje/tackning";

pub fn coverage(visit: &Visit) -> Result<Answer> {
    let pack = visit.read(pack_in_force)?;
    let demands = coverage_of(&pack)?;
    let rows: Vec<Row> = demands.iter().map(|demand| row(visit, demand)).collect();
    let columns = columns(visit);
    if is_file_asked(visit) {
        return list_file(visit, &visit.text("guideline-coverage"), &columns, rows);
    }
    let number = |n: usize| Arg::Number(i64::try_from(n).unwrap_or(i64::MAX));
    let closed = demands.iter().filter(|demand| demand.state.is_closed()).count();
    let sum = [("closed", number(closed)), ("open", number(demands.len() - closed))];
    let content = html! {
        (guideline_tabs(visit, COVERAGE_PATH, &pack))
        p { (texts::format(visit.language(), "guideline-coverage-sum", &sum)) }
        (simple_table(visit.language(), &visit.text("guideline-coverage"), &columns, &rows))
        p { (files(visit, COVERAGE_PATH)) }
    };
    Ok(page(visit, &pack, content).answer())
}

fn columns(visit: &Visit) -> [Column; 6] {
    let column = |key: &'static str, label: &str| Column::new(key, visit.text(label), ColumnKind::Text);
    [
        column("clause", "guideline-clause"),
        column("section", "guideline-section"),
        column("demanded", "guideline-coverage-demanded"),
        column("effect", "guideline-effect"),
        column("rules", "guideline-rules"),
        column("state", "guideline-coverage-state"),
    ]
}

fn row(visit: &Visit, demand: &Demand<'_>) -> Row {
    let (covered, state) = (&demand.covered, &demand.state);
    let word = |effect: Option<Effect>| {
        effect.map(|effect| visit.text(&format!("effect-{}", effect.name()))).unwrap_or_default()
    };
    let name = match covered.clause {
        Some(clause) => {
            Cell::Link(Link::new(visit.keeping_day(format!("/riktlinje/{}", clause.id)), covered.id))
        }
        None => Cell::text(covered.id),
    };
    let why = state.why(|message| visit.render(message));
    Row {
        cells: vec![
            name,
            Cell::text(covered.clause.map(|clause| clause.section.as_str()).unwrap_or_default()),
            Cell::text(word(covered.row.map(|row| row.demanded))),
            Cell::text(word(covered.clause.map(|clause| clause.effect))),
            Cell::List(covered.rules.clone()),
            Cell::text(why.unwrap_or_else(|| visit.text("guideline-coverage-closed"))),
        ],
    }
}
