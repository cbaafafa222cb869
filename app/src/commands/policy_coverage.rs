//! `vidmakt policy show ID --coverage`: every demand of the guideline beside what carries it out, and what is open.

use crate::exit::{CommandError, Verdict};
use crate::output::Output;
use kernel::{Choice, Message};
use policy::{Covered, Pack};
use serde::Deserialize;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// What proves each demand that is carried out, as the tests of the program hold it.
const PROOFS: &str = include_str!("../../../docs/coverage.toml");

/// How one demand is proved.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Proof {
    tests: Vec<String>,
    page: Option<String>,
    /// What is missing.
    open: Option<String>,
}

/// Whether a demand is carried out and proved, and if not, why not.
enum State {
    Closed,
    /// Comes with a part of the work that is not done.
    Later,
    /// The pack has no clause for it, or one with a lesser effect.
    Lacking,
    Open(String),
}

impl State {
    fn of(covered: &Covered<'_>, proof: Option<&Proof>) -> Self {
        match proof {
            Some(Proof { open: Some(why), .. }) => Self::Open(why.clone()),
            Some(_) if covered.is_carried_out() => Self::Closed,
            Some(_) => Self::Lacking,
            None => Self::Later,
        }
    }

    fn is_closed(&self) -> bool {
        matches!(self, Self::Closed)
    }

    fn why(&self, output: &Output) -> Option<String> {
        match self {
            Self::Closed => None,
            Self::Later => Some(output.render(&Message::new("cli-coverage-later"))),
            Self::Lacking => Some(output.render(&Message::new("cli-coverage-lacking"))),
            Self::Open(why) => Some(why.clone()),
        }
    }
}

/// How many demands of a part are closed, of how many.
#[derive(Default)]
struct Sum {
    closed: i64,
    all: i64,
}

pub fn coverage(pack: &Pack, output: &Output) -> Result<Verdict, CommandError> {
    let proofs: BTreeMap<String, Proof> = toml::from_str(PROOFS).map_err(kernel::Error::failed)?;
    let mut sums: BTreeMap<&str, Sum> = BTreeMap::new();
    let mut rows = Vec::new();
    for covered in pack.coverage() {
        let proof = proofs.get(covered.id);
        let state = State::of(&covered, proof);
        let sum = sums.entry(covered.row.map_or("-", |row| row.part.as_str())).or_default();
        sum.all += 1;
        sum.closed += i64::from(state.is_closed());
        rows.push(row(&covered, proof, &state, output));
    }
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

fn row(covered: &Covered<'_>, proof: Option<&Proof>, state: &State, output: &Output) -> Json {
    let tests = proof.map(|proof| proof.tests.clone()).unwrap_or_default();
    json!({
        "clause": covered.id,
        "section": covered.clause.map(|clause| clause.section.as_str()),
        "part": covered.row.map(|row| row.part.as_str()),
        "demanded": covered.row.map(|row| row.demanded.name()),
        "effect": covered.clause.map(|clause| clause.effect.name()),
        "state": if state.is_closed() { "closed" } else { "open" },
        "why": state.why(output),
        "rules": covered.rules,
        "tests": tests,
        "page": proof.and_then(|proof| proof.page.as_deref()),
    })
}

fn line(row: &Json) -> String {
    let word = |key: &str| row[key].as_str().unwrap_or("-");
    let rules: Vec<&str> = row["rules"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
    let columns = [word("clause"), word("state"), word("part"), word("demanded"), word("effect")];
    let rest = if row["why"].is_null() { rules.join(", ") } else { word("why").to_owned() };
    format!("{}\t{rest}", columns.join("\t"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use policy::{CatalogueRow, Clause, Effect};

    fn clause(effect: Effect) -> Clause {
        Clause { id: "S0-001".into(), section: "1".into(), text: kernel::LocalText::default(), effect }
    }

    #[test]
    fn a_demand_is_closed_only_when_it_is_proved_and_the_effect_is_not_less_than_demanded() {
        let row = CatalogueRow { id: "S0-001".into(), part: "road".into(), demanded: Effect::Computed };
        let (enough, less) = (clause(Effect::Enforced), clause(Effect::Recorded));
        let covered = |clause| Covered { id: "S0-001", row: Some(&row), clause, rules: Vec::new() };
        let proved = Proof { tests: vec!["policy::x".into()], ..Proof::default() };
        let open = Proof { open: Some("Later".into()), ..Proof::default() };
        assert!(State::of(&covered(Some(&enough)), Some(&proved)).is_closed());
        for (clause, proof) in [
            (Some(&less), Some(&proved)),
            (None, Some(&proved)),
            (Some(&enough), None),
            (Some(&enough), Some(&open)),
        ] {
            assert!(!State::of(&covered(clause), proof).is_closed());
        }
    }
}
