//! The matrix: systems by what the guideline asks of them. Every cell leads to what mends it.

use super::mends::Mends;
use super::system_list::{FILTERS, filters, question, seen};
use crate::listing::{SYSTEMS, SystemRow};
use crate::system::SYSTEM;
use findings::{Evaluated, Finding, evaluate_subjects, title_of_about};
use kernel::{Choice as _, Id, Outcome, Result, choice};
use policy::{About, Pack};
use std::collections::BTreeMap;
use storage::Read;
use web::components::{
    Cell, Column, ColumnKind, Empty, Filter, FilterInput, Link, Matrix, MatrixCell, MatrixColumn, MatrixRow,
    Row, SelectOption, list_around, matrix, outcome_status,
};
use web::{
    Answer, ListFilter, ListParts, ListRows, ListView, Page, Visit, every_row, file_links, is_file_asked,
    list_file,
};

choice! {
    /// Which demands the columns are.
    pub enum Demands { All = "all", Roles = "roles", Documents = "documents" }
}

/// The parameter of that choice.
const DEMANDS: &str = "visa";
/// The filters of the list of systems that the matrix has too.
const SHOWN_FILTERS: [&str; 6] = ["q", "organisation", "unit", "used_by", "kind", "lifecycle_state"];
/// Filters in view: the choice of demands, the search, and who owns, uses and answers for the systems.
const IN_VIEW: [&str; 5] = [DEMANDS, "q", "organisation", "unit", "person"];

pub(super) fn matrix_page(visit: &Visit) -> Result<Answer> {
    let known: Vec<ListFilter> =
        FILTERS.iter().filter(|one| SHOWN_FILTERS.contains(&one.name)).copied().collect();
    let view = ListView::of(visit, &known, &SYSTEMS)?.words_of("system");
    let mut view = view.reading(visit, DEMANDS, |value| Demands::from_name(value).is_some());
    if is_file_asked(visit) {
        let drawn = visit.read(|read| {
            let pack = findings::pack_in_force(read)?;
            filters(visit, read, &pack, &known, &mut view)?;
            let asked = view.query_for_export(&SYSTEMS, read.today())?;
            let asked = access::visible_to(read.actor(), findings::READ, seen(read, &view, asked));
            drawn(visit, read, &pack, &every_row(asked, |query| SYSTEMS.page(read, &query))?)
        })?;
        return file_of(visit, drawn);
    }
    let (drawn, listed, parts) = visit.read(|read| {
        let pack = findings::pack_in_force(read)?;
        let filters = filters(visit, read, &pack, &known, &mut view)?;
        let query = access::visible_to(read.actor(), findings::READ, question(read, &view)?);
        let page = SYSTEMS.page::<SystemRow>(read, &query)?;
        let drawn = drawn(visit, read, &pack, &page.items)?;
        let rows = page.items.iter().map(|_| Row { cells: Vec::new() }).collect();
        let listed = ListRows { rows, total: SYSTEMS.count(read, &query)?, next_cursor: page.next_cursor };
        let mut parts = parts(visit, filters);
        parts.exports = file_links(visit, &view);
        Ok((drawn, listed, parts))
    })?;
    let total = listed.total;
    let list = view.table(visit, parts, &SYSTEMS, listed);
    let content = list_around(visit.language(), &list, &matrix(visit.language(), &drawn));
    Ok(Page::new(visit.text("register-matrix"), content).count(total).answer())
}

fn drawn(visit: &Visit, read: &Read, pack: &Pack, rows: &[SystemRow]) -> Result<Matrix> {
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let evaluated = evaluate_subjects(read, SYSTEM.name(), &ids)?;
    let asked = visit.query(DEMANDS).and_then(Demands::from_name).unwrap_or(Demands::All);
    let columns = columns(&evaluated, asked);
    let found: BTreeMap<Id, &[Finding]> =
        evaluated.iter().map(|one| (one.subject.id, one.findings.as_slice())).collect();
    let mends = Mends::of(read, pack, &to_mend(visit, &evaluated))?;
    let language = visit.language();
    let heads = columns.iter().map(|about| MatrixColumn {
        label: title_of_about(pack, SYSTEM.name(), about).in_language(language).to_owned(),
        href: None,
    });
    let drawn_rows = rows.iter().map(|row| {
        let findings = found.get(&row.id).copied().unwrap_or_default();
        MatrixRow {
            subject: Link::new(visit.keeping_day(format!("/system/{}", row.id)), &row.name),
            cells: columns.iter().map(|about| cell(visit, pack, about, (findings, &mends))).collect(),
        }
    });
    Ok(Matrix {
        caption: visit.text("register-matrix"),
        subjects: visit.text("system"),
        columns: heads.collect(),
        rows: drawn_rows.collect(),
    })
}

/// The matrix as a table: a system in each row, and the outcome of each demand in words.
fn file_of(visit: &Visit, matrix: Matrix) -> Result<Answer> {
    let column = |label: String| Column::new("demand", label, ColumnKind::Text);
    let demands = matrix.columns.into_iter().map(|one| column(one.label));
    let columns: Vec<Column> = std::iter::once(column(matrix.subjects)).chain(demands).collect();
    let cell = |one: Option<MatrixCell>| {
        one.map_or(Cell::Absent, |one| Cell::Status(outcome_status(visit.language(), one.outcome)))
    };
    let rows = matrix.rows.into_iter().map(|row| Row {
        cells: std::iter::once(Cell::Link(row.subject)).chain(row.cells.into_iter().map(cell)).collect(),
    });
    list_file(visit, &matrix.caption, &columns, rows.collect())
}

/// What the demands are about, each once, in the order of the pack.
fn columns(evaluated: &[Evaluated], asked: Demands) -> Vec<About> {
    let mut columns: Vec<About> = Vec::new();
    for finding in evaluated.iter().flat_map(|one| &one.findings) {
        let is_asked = match &finding.about {
            About::Role(_) => asked != Demands::Documents,
            About::Document(_) => asked != Demands::Roles,
            _ => false,
        };
        if is_asked && !columns.contains(&finding.about) {
            columns.push(finding.about.clone());
        }
    }
    columns.sort_by_key(|about| matches!(about, About::Document(_)));
    columns
}

/// What the cells may lead to the mending of. A file has no links.
fn to_mend(visit: &Visit, evaluated: &[Evaluated]) -> Vec<Finding> {
    if is_file_asked(visit) {
        return Vec::new();
    }
    evaluated.iter().flat_map(|one| &one.findings).filter(|finding| finding.is_open()).cloned().collect()
}

/// The worst of the demands on one thing, and where it is mended or seen.
fn cell(
    visit: &Visit,
    pack: &Pack,
    about: &About,
    (findings, mends): (&[Finding], &Mends),
) -> Option<MatrixCell> {
    let worst = findings
        .iter()
        .filter(|finding| finding.about == *about)
        .min_by_key(|finding| rank(finding.outcome))?;
    let section = if matches!(about, About::Document(_)) { "dokument" } else { "personer" };
    let seen = format!("/system/{}?flik={section}", worst.subject.id);
    let is_past = !matches!(visit.as_of(), Ok(None));
    let can_mend = worst.is_open() && !is_past && mends.may_mend(pack, worst);
    let mend = findings::mend_link(visit, pack, worst).filter(|_| can_mend);
    Some(MatrixCell {
        outcome: worst.outcome,
        href: mend.map_or_else(|| visit.keeping_day(seen), |mend| mend.href),
        note: Some(worst.reason.in_language(visit.language()).to_owned()),
    })
}

const fn rank(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Breached => 0,
        Outcome::Unknown => 1,
        Outcome::Waived => 2,
        Outcome::Met => 3,
        Outcome::NotApplicable => 4,
    }
}

fn parts(visit: &Visit, mut shown: Vec<Filter>) -> ListParts {
    let demands = Demands::NAMES.iter().skip(1);
    let demands =
        demands.map(|name| SelectOption::new(*name, visit.text(&format!("register-demands-{name}"))));
    let demands = Filter {
        name: DEMANDS.into(),
        label: visit.text("register-demands"),
        input: FilterInput::Select(demands.collect()),
    };
    shown.insert(0, demands);
    let (shown, more_filters) = shown.into_iter().partition(|one| IN_VIEW.contains(&one.name.as_str()));
    ListParts {
        id: "matrix",
        caption: visit.text("register-matrix"),
        columns: Vec::new(),
        filters: shown,
        more_filters,
        exports: Vec::new(),
        empty: Empty {
            title: visit.text("register-no-systems"),
            text: visit.text("register-matrix-empty-text"),
            action: None,
        },
    }
}
