//! Administration of the guideline: which pack judges, which ones come with the program, and what was adopted when.

use super::compare_packs;
use super::policy_pack::{IN_FORCE, address_of, address_of_earlier};
use findings::{ADOPT_PACK, AdoptedPack, Rulebook, Shipped, adopted_packs, adoption_in_force, pack_in_force};
use kernel::Result;
use maud::html;
use policy::Pack;
use web::components::{Cell, Column, ColumnKind, Fact, FactValue, Link, Row, facts, simple_table};
use web::{Answer, Page, Visit};

pub fn packs(visit: &Visit) -> Result<Answer> {
    let (adopted, in_force, pack) =
        visit.read(|read| Ok((adopted_packs(read)?, adoption_in_force(read)?, pack_in_force(read)?)))?;
    let rulebook = visit.web.db.attached::<Rulebook>()?;
    let language = visit.language();
    let shipped: Vec<Row> = rulebook.shipped().iter().map(|one| shipped_row(visit, one, &in_force)).collect();
    let versions: Vec<Row> =
        adopted.iter().map(|one| adopted_row(visit, one, &in_force, &rulebook)).collect();
    let content = html! {
        div class="stack" {
            (facts(language, &facts_in_force(visit, &pack, &in_force)))
            p { a href=(visit.keeping_day(compare_packs::PATH)) { (visit.text("packs-side-by-side")) } }
            @if visit.may(ADOPT_PACK) { p { (visit.text("packs-shipped-about")) } }
            (simple_table(language, &visit.text("packs-shipped"), &shipped_columns(visit), &shipped))
            @if visit.may(ADOPT_PACK) && versions.len() > 1 { p { (visit.text("packs-earlier-about")) } }
            (simple_table(language, &visit.text("guideline-versions"), &adopted_columns(visit), &versions))
        }
    };
    let overlay = Link::new(address_of(IN_FORCE), visit.text("packs-change-overlay"));
    Ok(Page::new(visit.text("policy-packs"), content)
        .primary(visit.may(ADOPT_PACK).then_some(overlay))
        .answer())
}

fn count(n: usize) -> String {
    texts::number(i64::try_from(n).unwrap_or(i64::MAX))
}

fn facts_in_force(visit: &Visit, pack: &Pack, adopted: &AdoptedPack) -> Vec<Fact> {
    let language = visit.language();
    let absent = || visit.text("guideline-not-said");
    let name = Link::new(visit.keeping_day("/riktlinje"), pack.name.in_language(language));
    let overlay =
        if adopted.adoption.overlay.is_empty() { "packs-overlay-none" } else { "packs-overlay-some" };
    vec![
        Fact { is_wide: true, ..Fact::new(visit.text("guideline-name"), FactValue::Link(name)) },
        Fact::text(visit.text("guideline-version"), &pack.version),
        Fact::text(
            visit.text("guideline-valid-from"),
            adopted.adoption.valid_from.map(texts::date).unwrap_or_default(),
        ),
        Fact::text(visit.text("guideline-adopted-on"), pack.adopted_on.map_or_else(absent, texts::date)),
        Fact::text(visit.text("guideline-clauses"), count(pack.clauses.len())),
        Fact::text(visit.text("guideline-rules"), count(pack.rules().len())),
        Fact::text(visit.text("guideline-issues"), count(pack.issues.len())),
        Fact::text(visit.text("policy-pack-overlay"), visit.text(overlay)),
    ]
}

fn shipped_columns(visit: &Visit) -> [Column; 5] {
    [
        Column::new("pack", visit.text("guideline-pack"), ColumnKind::Text),
        Column::new("version", visit.text("guideline-version"), ColumnKind::Text),
        Column::new("clauses", visit.text("guideline-clauses"), ColumnKind::Number),
        Column::new("rules", visit.text("guideline-rules"), ColumnKind::Number),
        Column::new("state", visit.text("packs-state"), ColumnKind::Text),
    ]
}

/// A pack with mistakes, or whose tests fail, is shown as such and leads to what is wrong.
fn shipped_row(visit: &Visit, shipped: &Shipped, in_force: &AdoptedPack) -> Row {
    let id = &shipped.source.id;
    let pack = shipped.report.pack.as_ref();
    let name = pack.map_or(id.as_str(), |pack| pack.name.in_language(visit.language()));
    let name =
        if visit.may(ADOPT_PACK) { Cell::Link(Link::new(address_of(id), name)) } else { Cell::text(name) };
    let of_pack = |tell: fn(&Pack) -> String| Cell::text(pack.map(tell).unwrap_or_default());
    Row {
        cells: vec![
            name,
            of_pack(|pack| pack.version.clone()),
            of_pack(|pack| count(pack.clauses.len())),
            of_pack(|pack| count(pack.rules().len())),
            Cell::text(visit.text(state_of(pack, in_force))),
        ],
    }
}

fn state_of(pack: Option<&Pack>, in_force: &AdoptedPack) -> &'static str {
    match pack {
        None => "packs-state-broken",
        Some(pack) if pack.id != in_force.adoption.pack => "packs-state-other",
        Some(pack) if pack.version == in_force.version => "packs-state-in-force",
        Some(_) => "packs-state-other-version",
    }
}

fn adopted_columns(visit: &Visit) -> [Column; 6] {
    [
        Column::new("pack", visit.text("guideline-pack"), ColumnKind::Text),
        Column::new("version", visit.text("guideline-version"), ColumnKind::Text),
        Column::new("from", visit.text("guideline-valid-from"), ColumnKind::Date),
        Column::new("state", visit.text("packs-state"), ColumnKind::Text),
        Column::new("decision", visit.text("policy-pack-decision"), ColumnKind::Text),
        Column::new("reason", visit.text("policy-pack-reason"), ColumnKind::Text),
    ]
}

fn adopted_row(visit: &Visit, one: &AdoptedPack, in_force: &AdoptedPack, rulebook: &Rulebook) -> Row {
    let language = visit.language();
    let shipped = rulebook.shipped().iter().find(|shipped| shipped.source.id == one.adoption.pack);
    let name = shipped.and_then(|shipped| shipped.report.pack.as_ref());
    let name = name.map_or(one.adoption.pack.as_str(), |pack| pack.name.in_language(language));
    let is_coming = one.adoption.valid_from.is_some_and(|day| day > visit.today());
    let state = match (one.id == in_force.id, is_coming) {
        (true, _) => "packs-state-in-force",
        (false, true) => "packs-state-coming",
        (false, false) => "packs-state-replaced",
    };
    // An earlier pack is taken into use again as another one is: what would change is shown first.
    let is_offered = visit.may(ADOPT_PACK) && one.id != in_force.id;
    let name =
        if is_offered { Cell::Link(Link::new(address_of_earlier(one.id), name)) } else { Cell::text(name) };
    Row {
        cells: vec![
            name,
            Cell::text(&one.version),
            Cell::text(one.adoption.valid_from.map(texts::date).unwrap_or_default()),
            Cell::text(visit.text(state)),
            Cell::text(&one.adoption.decision),
            Cell::text(&one.adoption.reason),
        ],
    }
}
