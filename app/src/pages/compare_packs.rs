//! Two guidelines side by side: what one demands and the other does not, and where both demand but differ. Nothing is
//! changed by it: a federation reads how its neighbours have it.

use super::guideline_issues::files;
use super::pack_changes::{demanded_field, kind_of_demand};
use super::policy_pack::IN_FORCE;
use findings::{Rulebook, pack_in_force};
use kernel::{Error, Result};
use maud::{Markup, html};
use policy::{Comparison, OnlyInOne, Pack, compare};
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
    let by_kind = rows(visit, &compare(one, two));
    let columns = columns(visit, one, two);
    if is_file_asked(visit) {
        let all = by_kind.into_values().flatten().collect();
        return list_file(visit, &visit.text("packs-side-by-side"), &columns, all);
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

fn table(visit: &Visit, kind: &str, columns: &[Column], rows: &[Row]) -> Markup {
    let count = texts::number(i64::try_from(rows.len()).unwrap_or(i64::MAX));
    html! {
        details class="fold" open {
            summary { (kind) " (" (count) ")" }
            (simple_table(visit.language(), kind, columns, rows))
        }
    }
}

fn columns(visit: &Visit, one: &Pack, two: &Pack) -> [Column; 4] {
    let name = |pack: &Pack| pack.name.in_language(visit.language()).to_owned();
    [
        Column::new("demand", visit.text("trial-demand"), ColumnKind::Text),
        Column::new("field", visit.text("changes-field"), ColumnKind::Text),
        Column::new("first", name(one), ColumnKind::Text),
        Column::new("second", name(two), ColumnKind::Text),
    ]
}

/// The differences under what they are about, each with how either guideline has it.
fn rows(visit: &Visit, found: &Comparison) -> BTreeMap<String, Vec<Row>> {
    let mut by_kind: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    let mut add = |kind: &str, cells: [String; 4]| {
        let row = Row { cells: cells.into_iter().map(Cell::text).collect() };
        by_kind.entry(kind_of_demand(visit, kind)).or_default().push(row);
    };
    let [demanded, absent] = ["packs-demanded", "trial-not-demanded"].map(|key| visit.text(key));
    for one in &found.differs {
        let field = demanded_field(visit, one.field);
        add(
            one.kind,
            [one.text.in_language(visit.language()).to_owned(), field, one.first.clone(), one.second.clone()],
        );
    }
    let text = |one: &OnlyInOne| one.text.in_language(visit.language()).to_owned();
    for one in &found.only_in_first {
        add(one.kind, [text(one), String::new(), demanded.clone(), absent.clone()]);
    }
    for one in &found.only_in_second {
        add(one.kind, [text(one), String::new(), absent.clone(), demanded.clone()]);
    }
    by_kind
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
