//! `vidmakt policy show ID --coverage`: every demand of the guideline beside what carries it out, and what is open.

use crate::coverage::{Demand, coverage_of};
use crate::exit::{CommandError, Verdict};
use crate::output::Output;
use kernel::{Choice as _, Message};
use policy::Pack;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// How many demands of a part are closed, of how many.
#[derive(Default)]
struct Sum {
    closed: i64,
    all: i64,
}

pub fn coverage(pack: &Pack, output: &Output) -> Result<Verdict, CommandError> {
    let mut sums: BTreeMap<&str, Sum> = BTreeMap::new();
    let demands = coverage_of(pack)?;
    for demand in &demands {
        let sum = sums.entry(demand.covered.row.map_or("-", |row| row.part.as_str())).or_default();
        sum.all += 1;
        sum.closed += i64::from(demand.state.is_closed());
    }
    let rows: Vec<Json> = demands.iter().map(|demand| row(demand, output)).collect();
    output.result(&rows, |rows| {
        let mut lines: Vec<String> = rows.iter().map(line).collect();
        lines.extend(sums.iter().map(|(part, sum)| told(part, sum, output)));
        let whole = Sum {
            closed: sums.values().map(|sum| sum.closed).sum(),
            all: sums.values().map(|sum| sum.all).sum(),
        };
        lines.push(told(&pack.id, &whole, output));
        lines
    });
    Ok(Verdict::Yes)
}

fn told(what: &str, sum: &Sum, output: &Output) -> String {
    let message = Message::new("cli-coverage-sum").with("what", what);
    output.render(&message.with("closed", sum.closed).with("open", sum.all - sum.closed))
}

fn row(Demand { covered, proof, state }: &Demand<'_>, output: &Output) -> Json {
    let tests = proof.as_ref().map(|proof| proof.tests.clone()).unwrap_or_default();
    json!({
        "clause": covered.id,
        "section": covered.clause.map(|clause| clause.section.as_str()),
        "part": covered.row.map(|row| row.part.as_str()),
        "demanded": covered.row.map(|row| row.demanded.name()),
        "effect": covered.clause.map(|clause| clause.effect.name()),
        "state": if state.is_closed() { "closed" } else { "open" },
        "why": state.why(|message| output.render(message)),
        "rules": covered.rules,
        "tests": tests,
        "page": proof.as_ref().and_then(|proof| proof.page.as_deref()),
    })
}

fn line(row: &Json) -> String {
    let word = |key: &str| row[key].as_str().unwrap_or("-");
    let rules: Vec<&str> = row["rules"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
    let columns = [word("clause"), word("state"), word("part"), word("demanded"), word("effect")];
    let rest = if row["why"].is_null() { rules.join(", ") } else { word("why").to_owned() };
    format!("{}\t{rest}", columns.join("\t"))
}
