//! The numbers that the guideline is judged by: each with its value, the layer that it comes from and the clauses that it
//! rests on. What stands in law stands here too, above what a guideline or a federation may ask for.

use crate::pages::guideline::{guideline_tabs, page};
use crate::pages::guideline_issues::written;
use crate::pages::pack_words::said;
use findings::{Rulebook, pack_in_force, source_in_force};
use kernel::{Choice as _, Date, Result};
use maud::{Markup, html};
use policy::{Context, Law, LawParameter, Layer, Pack, Parameter, read_adopted, value_in_words};
use serde_json::json;
use web::components::{Cell, Column, ColumnKind, Row, simple_table};
use web::{Answer, Visit};

/// The page of this list.
pub const PARAMETERS_PATH: &str = "/riktlinje/parametrar";

pub fn parameters(visit: &Visit) -> Result<Answer> {
    let (pack, source) = visit.read(|read| Ok((pack_in_force(read)?, source_in_force(read)?)))?;
    let rulebook = visit.web.db.attached::<Rulebook>()?;
    // What the pack says by itself: what is otherwise now comes from the federation's own entries.
    let own = read_adopted(&source, None, rulebook.vocabulary()).pack;
    let law = &rulebook.vocabulary().law;
    let day = visit.as_of()?.unwrap_or_else(|| visit.today());
    let columns = columns(visit);
    let rows: Vec<Row> = pack
        .parameters
        .iter()
        .map(|one| row(visit, (&pack, one), layer_of(&pack, own.as_ref(), one), None))
        .collect();
    let of_law: Vec<Row> = law
        .parameters
        .iter()
        .map(|one| row(visit, (&pack, &one.parameter), Layer::Law, Some(one.valid_from)))
        .collect();
    let content = html! {
        (guideline_tabs(visit, PARAMETERS_PATH, &pack))
        div class="stack" {
            (simple_table(visit.language(), &visit.text("guideline-parameters"), &columns, &rows))
            p { (visit.text("guideline-law-about")) }
            (simple_table(visit.language(), &visit.text("guideline-law"), &columns, &of_law))
            (tightened(visit, law, &pack, day))
        }
    };
    Ok(page(visit, &pack, content).answer())
}

/// A parameter that the federation's own entries add or change is theirs.
fn layer_of(pack: &Pack, without: Option<&Pack>, parameter: &Parameter) -> Layer {
    let before = without.and_then(|pack| pack.parameter(&parameter.id));
    if before.is_some_and(|before| before.value == parameter.value) { pack.layer } else { Layer::Local }
}

fn columns(visit: &Visit) -> [Column; 6] {
    let column =
        |key: &'static str, kind| Column::new(key, visit.text(&format!("guideline-parameter-{key}")), kind);
    [
        column("title", ColumnKind::Text),
        column("value", ColumnKind::Text),
        column("layer", ColumnKind::Text),
        column("stricter", ColumnKind::Text),
        column("from", ColumnKind::Date),
        column("clauses", ColumnKind::Text),
    ]
}

fn row(visit: &Visit, (pack, parameter): (&Pack, &Parameter), layer: Layer, from: Option<Date>) -> Row {
    let word = |field: &str, name: &str| {
        said(visit, &value_in_words(pack, &Context::default(), field, &json!(name)))
    };
    Row {
        cells: vec![
            Cell::Drawn(html! {
                span { (parameter.title.in_language(visit.language())) " " code class="small" { (parameter.id) } }
            }),
            Cell::text(written(&parameter.value)),
            Cell::text(word("layer", layer.name())),
            Cell::text(word("stricter", parameter.stricter.name())),
            Cell::text(from.map(texts::date).unwrap_or_default()),
            Cell::Drawn(clause_links(visit, &parameter.clauses)),
        ],
    }
}

fn clause_links(visit: &Visit, clauses: &[String]) -> Markup {
    html! {
        @for id in clauses { a href=(visit.keeping_day(format!("/riktlinje/{id}"))) { (id) } " " }
    }
}

/// Where the guideline or the federation asks for more than the law that applies on the day.
fn tightened(visit: &Visit, law: &Law, pack: &Pack, day: Date) -> Markup {
    let is_tightened = |id: &str| pack.parameter(id).is_some_and(|own| law.is_tightened_by(own));
    let applies = |one: &&LawParameter| one.valid_from <= day && is_tightened(&one.parameter.id);
    let stricter: Vec<&str> = law
        .parameters
        .iter()
        .filter(applies)
        .map(|one| one.parameter.title.in_language(visit.language()))
        .collect();
    html! {
        @if !stricter.is_empty() {
            p { (visit.text("guideline-law-tightened")) " " (stricter.join(", ")) "." }
        }
    }
}
