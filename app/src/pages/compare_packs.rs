//! Two guidelines side by side: what one demands and the other does not, and where both demand but differ. Nothing is
//! changed by it: a federation reads how its neighbours have it.

use super::guideline_issues::files;
use super::pack_changes::{Side, demanded_field, kind_of_demand, side_line};
use super::pack_words::cell;
use super::policy_pack::IN_FORCE;
use findings::{Rulebook, pack_in_force};
use kernel::{Error, LocalText, Result};
use maud::{Markup, html};
use policy::{Comparison, Differing, OnlyInOne, Pack, Role, compare};
use std::collections::BTreeMap;
use web::components::{Cell, Column, ColumnKind, Link, Row, SelectOption, simple_table};
use web::{Answer, Page, Visit, is_file_asked, list_file};

/// No id of a pack has a hyphen.
pub const PATH: &str = "/administration/regelpaket/sida-vid-sida";

pub fn side_by_side(visit: &Visit) -> Result<Answer> {
    let in_force = visit.read(pack_in_force)?;
    let rulebook = visit.web.db.attached::<Rulebook>()?;
    let shipped: Vec<&Pack> =
        rulebook.shipped().iter().filter_map(|shipped| shipped.report.pack.as_ref()).collect();
    let find = |name: &str| -> Result<&Pack> {
        if name == IN_FORCE {
            return Ok(&*in_force);
        }
        shipped.iter().find(|pack| pack.id == name).copied().ok_or(Error::NotFound)
    };
    let first = visit.query("forsta").unwrap_or(IN_FORCE);
    // Of itself a pack differs in nothing: the first other one is offered.
    let other = shipped.iter().find(|pack| pack.id != in_force.id).map_or(IN_FORCE, |pack| pack.id.as_str());
    let second = visit.query("andra").unwrap_or(other);
    let (one, two) = (find(first)?, find(second)?);
    let by_kind = rows(visit, (one, two), &compare(one, two));
    let columns = columns(visit, one, two);
    if is_file_asked(visit) {
        return file(visit, by_kind, columns);
    }
    let content = html! {
        div class="stack" {
            p { (visit.text("packs-side-by-side-about")) }
            (choice(visit, &options(visit, &in_force, &shipped), (first, second)))
            @if by_kind.is_empty() { p { (visit.text("packs-side-by-side-alike")) } }
            @for (kind, rows) in &by_kind { (table(visit, kind, &columns, rows)) }
            p { (files(visit, &format!("{PATH}?forsta={first}&andra={second}"))) }
        }
    };
    let list = Link::new(visit.keeping_day("/administration/regelpaket"), visit.text("policy-packs"));
    Ok(Page::new(visit.text("packs-side-by-side"), content).under(vec![list]).answer())
}

/// All differences as one sheet, each with its kind before it.
fn file(visit: &Visit, by_kind: BTreeMap<String, Vec<Row>>, columns: [Column; 3]) -> Result<Answer> {
    let kind = Column::new("kind", visit.text("changes-kind"), ColumnKind::Text);
    let columns: Vec<Column> = [kind].into_iter().chain(columns).collect();
    let of_kind = |(kind, rows): (String, Vec<Row>)| {
        rows.into_iter()
            .map(move |row| Row { cells: [Cell::text(&kind)].into_iter().chain(row.cells).collect() })
    };
    let rows = by_kind.into_iter().flat_map(of_kind).collect();
    list_file(visit, &visit.text("packs-side-by-side"), &columns, rows)
}

fn table(visit: &Visit, kind: &str, columns: &[Column], rows: &[Row]) -> Markup {
    let count = texts::number(i64::try_from(rows.len()).unwrap_or(i64::MAX));
    html! {
        details class="fold stacked" open {
            summary { span class="initial" { (kind) " (" (count) ")" } }
            (simple_table(visit.language(), kind, columns, rows))
        }
    }
}

fn columns(visit: &Visit, one: &Pack, two: &Pack) -> [Column; 3] {
    let name = |pack: &Pack| pack.name.in_language(visit.language()).to_owned();
    [
        Column::new("demand", visit.text("trial-demand"), ColumnKind::Text),
        Column::new("first", name(one), ColumnKind::Text),
        Column::new("second", name(two), ColumnKind::Text),
    ]
}

/// The differences under what they are about, each with how either guideline has it.
fn rows(visit: &Visit, (one, two): (&Pack, &Pack), found: &Comparison) -> BTreeMap<String, Vec<Row>> {
    let language = visit.language();
    let mut by_kind: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    let mut add = |kind: &str, cells: [Cell; 3]| {
        by_kind.entry(kind_of_demand(visit, kind)).or_default().push(Row { cells: cells.into() });
    };
    let same_demand = |a: &Differing, b: &Differing| a.rule == b.rule && a.second_rule == b.second_rule;
    for demand in found.differs.chunk_by(same_demand) {
        let Some(first) = demand.first() else { continue };
        let side = |value: Side| {
            let line = |one: &Differing| {
                let mut line = side_line(visit, one, value);
                line.words = format!("{}: {}", demanded_field(visit, one.field), line.words);
                line
            };
            cell(visit, demand.iter().map(line).collect(), is_file_asked(visit))
        };
        let name = Cell::text(matter(one, &first.rule, &first.text).in_language(language));
        add(first.kind, [name, side(Side::First), side(Side::Second)]);
    }
    let only =
        |pack: &Pack, one: &OnlyInOne| Cell::text(matter(pack, &one.rule, &one.text).in_language(language));
    let says = |one: &OnlyInOne| Cell::text(one.text.in_language(language));
    let absent = || Cell::text(visit.text("trial-not-demanded"));
    for demand in &found.only_in_first {
        add(demand.kind, [only(one, demand), says(demand), absent()]);
    }
    for demand in &found.only_in_second {
        add(demand.kind, [only(two, demand), absent(), says(demand)]);
    }
    by_kind
}

/// What a demand is about in a word or two: the role or the document; else what it says.
fn matter(pack: &Pack, rule: &str, says: &LocalText) -> LocalText {
    let is_of = |role: &&Role| {
        role.id == rule
            || role.demands.iter().any(|demand| demand.rule == rule)
            || role.holder_demands.iter().any(|demand| demand.rule == rule)
    };
    let role = pack.roles.iter().find(is_of).map(|role| role.title.text());
    let document = || pack.documents.iter().find(|one| one.rule == rule).map(|one| one.title.text());
    role.or_else(document).unwrap_or_else(|| says.clone())
}

fn options(visit: &Visit, in_force: &Pack, shipped: &[&Pack]) -> Vec<SelectOption> {
    let name = |pack: &Pack| format!("{} {}", pack.name.in_language(visit.language()), pack.version);
    let own = format!("{} ({})", name(in_force), visit.text("packs-state-in-force"));
    let others = shipped.iter().map(|pack| SelectOption::new(&pack.id, name(pack)));
    [SelectOption::new(IN_FORCE, own)].into_iter().chain(others).collect()
}

/// Which two are laid beside each other.
fn choice(visit: &Visit, options: &[SelectOption], (first, second): (&str, &str)) -> Markup {
    let select = |name: &str, chosen: &str| {
        html! {
            div class="filter" {
                label for=(name) { (visit.text(&format!("packs-side-{name}"))) }
                select class="ds-input" id=(name) name=(name) {
                    @for option in options {
                        option value=(option.value) selected[option.value == chosen] { (option.label) }
                    }
                }
            }
        }
    };
    html! {
        form class="filters" method="get" action=(PATH) {
            (select("forsta", first))
            (select("andra", second))
            button class="ds-button" data-variant="secondary" type="submit" { (visit.text("packs-side-by-side-do")) }
        }
    }
}
