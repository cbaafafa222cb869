//! The matrix: systems, or management objects, by what the guideline asks of them. Every cell leads to what mends it.

use super::matrix_rows::{MatrixRows, OF_OBJECTS, OF_SYSTEMS};
use super::mends::Mends;
use findings::{Evaluated, Finding, evaluate_subjects, title_of_about};
use kernel::{Choice as _, Id, Outcome, Result, choice};
use maud::html;
use policy::{About, Pack};
use std::collections::BTreeMap;
use storage::Read;
use web::components::{
    Cell, Column, ColumnKind, Empty, Filter, FilterInput, Link, Matrix, MatrixCell, MatrixColumn, MatrixRow,
    Row, SelectOption, Tab, list_around, matrix, outcome_status, tabs,
};
use web::{
    Answer, ListParts, ListRows, ListView, Page, Visit, every_row, file_links, is_file_asked, list_file,
};

choice! {
    /// Which demands the columns are.
    pub enum Demands {
        All = "all",
        Roles = "roles",
        Groups = "groups",
        Documents = "documents",
        Agreements = "agreements",
    }
}

/// The parameter of that choice.
const DEMANDS: &str = "visa";
/// Filters in view: the choice of demands, the search, and who owns, uses and answers for the records.
const IN_VIEW: [&str; 5] = [DEMANDS, "q", "organisation", "unit", "person"];

pub(super) fn matrix_of_systems(visit: &Visit) -> Result<Answer> {
    matrix_page(visit, &OF_SYSTEMS)
}

pub(super) fn matrix_of_objects(visit: &Visit) -> Result<Answer> {
    matrix_page(visit, &OF_OBJECTS)
}

fn matrix_page(visit: &Visit, over: &MatrixRows) -> Result<Answer> {
    let view = ListView::of(visit, &(over.known)(), over.listing)?.words_of(over.words);
    let mut view = view.reading(visit, DEMANDS, |value| Demands::from_name(value).is_some());
    if is_file_asked(visit) {
        let drawn = visit.read(|read| {
            let pack = findings::pack_in_force(read)?;
            (over.filters)(visit, read, &pack, &mut view)?;
            let asked = (over.seen)(read, &view, view.query_for_export(over.listing, read.today())?);
            let asked = access::visible_to(read.actor(), findings::READ, asked);
            drawn(visit, read, (&pack, over), &every_row(asked, |query| (over.page)(read, &query))?)
        })?;
        return file_of(visit, drawn);
    }
    let (drawn, listed, parts) = visit.read(|read| {
        let pack = findings::pack_in_force(read)?;
        let filters = (over.filters)(visit, read, &pack, &mut view)?;
        let query = (over.seen)(read, &view, view.query(over.listing, read.today())?);
        let query = access::visible_to(read.actor(), findings::READ, query);
        let page = (over.page)(read, &query)?;
        let drawn = drawn(visit, read, (&pack, over), &page.items)?;
        let rows = page.items.iter().map(|_| Row { cells: Vec::new() }).collect();
        let total = over.listing.count(read, &query)?;
        let mut parts = parts(visit, &pack, over, filters);
        parts.exports = file_links(visit, &view);
        Ok((drawn, ListRows { rows, total, next_cursor: page.next_cursor }, parts))
    })?;
    let total = listed.total;
    let list = view.table(visit, parts, over.listing, listed);
    let content = html! {
        (tabs(&visit.text("register-matrix-rows"), &kinds(visit, over)))
        (list_around(visit.language(), &list, &matrix(visit.language(), &drawn)))
    };
    Ok(Page::new(visit.text(over.caption), content).count(total).answer())
}

/// The matrix of systems and that of objects.
fn kinds(visit: &Visit, shown: &MatrixRows) -> Vec<Tab> {
    let tab = |(over, label): (&MatrixRows, &str)| Tab {
        href: visit.keeping_day(over.matrix),
        label: visit.text(label),
        count: None,
        is_current: over.matrix == shown.matrix,
    };
    [(&OF_SYSTEMS, "register-systems"), (&OF_OBJECTS, "register-objects")].map(tab).into()
}

fn drawn(
    visit: &Visit,
    read: &Read,
    (pack, over): (&Pack, &MatrixRows),
    rows: &[(Id, String)],
) -> Result<Matrix> {
    let ids: Vec<Id> = rows.iter().map(|(id, _)| *id).collect();
    let evaluated = evaluate_subjects(read, over.kind.name(), &ids)?;
    let asked = visit.query(DEMANDS).and_then(Demands::from_name).unwrap_or(Demands::All);
    let columns = columns(&evaluated, asked);
    let found: BTreeMap<Id, &[Finding]> =
        evaluated.iter().map(|one| (one.subject.id, one.findings.as_slice())).collect();
    let mends = Mends::of(read, pack, &to_mend(visit, &evaluated))?;
    let language = visit.language();
    let heads = columns.iter().map(|about| MatrixColumn {
        label: title_of_about(pack, over.kind.name(), about).in_language(language).to_owned(),
        href: None,
    });
    let drawn_rows = rows.iter().map(|(id, name)| {
        let findings = found.get(id).copied().unwrap_or_default();
        let of_demand = |about| cell(visit, (pack, over), about, (findings, &mends));
        MatrixRow {
            subject: Link::new(visit.keeping_day(format!("{}/{id}", over.path)), name),
            cells: columns.iter().map(of_demand).collect(),
        }
    });
    Ok(Matrix {
        caption: visit.text(over.caption),
        subjects: visit.text(over.subjects),
        columns: heads.collect(),
        rows: drawn_rows.collect(),
    })
}

/// The matrix as a table: a record in each row, and the outcome of each demand in words.
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
        let is_asked = kind_of(&finding.about).is_some_and(|kind| [Demands::All, kind].contains(&asked));
        if is_asked && !columns.contains(&finding.about) {
            columns.push(finding.about.clone());
        }
    }
    // The kinds stand in the order of the choice.
    columns.sort_by_key(|about| kind_of(about).map(Demands::name).and_then(place_of));
    columns
}

/// What is told of here; the other demands are on the records' own pages.
fn kind_of(about: &About) -> Option<Demands> {
    match about {
        About::Role(_) => Some(Demands::Roles),
        About::Forum(_) => Some(Demands::Groups),
        About::Document(_) => Some(Demands::Documents),
        About::Agreement(_) => Some(Demands::Agreements),
        _ => None,
    }
}

fn place_of(name: &str) -> Option<usize> {
    Demands::NAMES.iter().position(|one| *one == name)
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
    (pack, over): (&Pack, &MatrixRows),
    about: &About,
    (findings, mends): (&[Finding], &Mends),
) -> Option<MatrixCell> {
    let worst = findings
        .iter()
        .filter(|finding| finding.about == *about)
        .min_by_key(|finding| rank(finding.outcome))?;
    let section = match about {
        About::Role(_) | About::Forum(_) => "personer",
        About::Document(_) => "dokument",
        _ => "krav",
    };
    let seen = format!("{}/{}?flik={section}", over.path, worst.subject.id);
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

/// What the guideline asks nothing about is no choice.
fn demands_of(pack: &Pack) -> Vec<Demands> {
    let asks_agreements = pack.agreement_kinds.iter().any(|kind| !kind.required.is_empty());
    let kinds = [
        (Demands::Roles, true),
        (Demands::Groups, !pack.forums.is_empty()),
        (Demands::Documents, true),
        (Demands::Agreements, asks_agreements),
    ];
    kinds.into_iter().filter(|(_, is_asked)| *is_asked).map(|(kind, _)| kind).collect()
}

fn parts(visit: &Visit, pack: &Pack, over: &MatrixRows, mut shown: Vec<Filter>) -> ListParts {
    let demands = demands_of(pack).into_iter().map(Demands::name);
    let demands =
        demands.map(|name| SelectOption::new(name, visit.text(&format!("register-demands-{name}"))));
    let demands = Filter {
        name: DEMANDS.into(),
        label: visit.text("register-demands"),
        input: FilterInput::Select(demands.collect()),
    };
    shown.insert(0, demands);
    let (shown, more_filters) = shown.into_iter().partition(|one| IN_VIEW.contains(&one.name.as_str()));
    ListParts {
        id: "matrix",
        caption: visit.text(over.caption),
        columns: Vec::new(),
        filters: shown,
        more_filters,
        exports: Vec::new(),
        empty: Empty {
            title: visit.text(if over.path == "/system" {
                "register-no-systems"
            } else {
                "register-no-objects"
            }),
            text: visit.text("register-matrix-empty-text"),
            action: None,
        },
    }
}
