//! What would happen in the register if a pack were adopted: how many gaps come and go by demand, and which.

use findings::{Rulebook, Tried, try_pack};
use kernel::{Arg, Error, LocalText, Message, Objection, Outcome, Result, Subject};
use maud::{Markup, html};
use policy::Pack;
use std::collections::BTreeMap;
use web::components::{Cell, Column, ColumnKind, Link, Row, simple_table};
use web::{Answer, Visit, list_file};

/// Gaps that are shown one by one; the sums count all.
const MOST_SHOWN: usize = 100;
/// More than anybody looks through: the register is mended first.
const MOST_IN_A_FILE: usize = 50_000;

/// What a trial came to.
#[derive(Default)]
pub struct Trial {
    by_demand: BTreeMap<String, Sum>,
    by_record: BTreeMap<Subject, Sum>,
    first: Vec<Tried>,
    most: usize,
    sum: Sum,
}

/// Gaps of one demand, or of one record.
#[derive(Default)]
struct Sum {
    of: LocalText,
    come: i64,
    go: i64,
}

impl Sum {
    fn add(&mut self, tried: &Tried) {
        self.come += i64::from(tried.comes());
        self.go += i64::from(tried.goes());
    }
}

impl Trial {
    /// Evaluates what the visitor may see by another pack.
    pub fn of(visit: &Visit, pack: &Pack) -> Result<Self> {
        Self::holding(visit, pack, MOST_SHOWN)
    }

    /// The same as a file of every gap that would come or go.
    pub fn file(visit: &Visit, pack: &Pack) -> Result<Answer> {
        let trial = Self::holding(visit, pack, MOST_IN_A_FILE)?;
        if trial.first.len() == MOST_IN_A_FILE {
            let most = i64::try_from(MOST_IN_A_FILE).unwrap_or(i64::MAX);
            let told = Message::new("objection-list-file-too-long").with("most", most);
            return Err(Error::Rejected(vec![Objection::new("", told)]));
        }
        let rulebook = visit.web.db.attached::<Rulebook>()?;
        let rows = trial.first.iter().map(|tried| tried_row(visit, &rulebook, tried)).collect();
        list_file(visit, &visit.text("trial-one-by-one"), &tried_columns(visit), rows)
    }

    fn holding(visit: &Visit, pack: &Pack, most: usize) -> Result<Self> {
        let mut trial = Self { most, ..Self::default() };
        visit.web.db.read(&visit.actor, storage::View::Now, |read| {
            try_pack(read, pack, &mut |tried| trial.take(tried))
        })?;
        Ok(trial)
    }

    fn take(&mut self, tried: Tried) {
        self.sum.add(&tried);
        let of_demand = self.by_demand.entry(tried.demand.sv.clone()).or_default();
        of_demand.of = tried.demand.clone();
        of_demand.add(&tried);
        let of_record = self.by_record.entry(tried.subject.clone()).or_default();
        of_record.of = LocalText::new(tried.subject_name.as_str(), tried.subject_name.as_str());
        of_record.add(&tried);
        if self.first.len() < self.most {
            self.first.push(tried);
        }
    }

    /// The same record by record, by name; only where a gap comes or goes.
    fn records(&self, visit: &Visit, rulebook: &Rulebook) -> Markup {
        let language = visit.language();
        let mut records: Vec<(&Subject, &Sum)> =
            self.by_record.iter().filter(|(_, sum)| sum.come + sum.go > 0).collect();
        records.sort_by_cached_key(|(_, sum)| texts::sort_key(sum.of.in_language(language)));
        let all = i64::try_from(records.len()).unwrap_or(i64::MAX);
        let link = |subject: &Subject, sum: &Sum| {
            Cell::Link(Link::new(rulebook.address(subject), sum.of.in_language(language)))
        };
        let rows: Vec<Row> =
            records.iter().take(MOST_SHOWN).map(|(subject, sum)| sum_row(link(subject, sum), sum)).collect();
        html! {
            details class="fold" {
                summary { (texts::format(language, "trial-by-record", &[("count", all.into())])) }
                @if records.len() > MOST_SHOWN { p { (only_first(visit)) } }
                (simple_table(language, &visit.text("trial-record"), &sum_columns(visit, "record"), &rows))
            }
        }
    }

    pub fn draw(&self, visit: &Visit) -> Result<Markup> {
        let language = visit.language();
        let rulebook = visit.web.db.attached::<Rulebook>()?;
        let demand = |sum: &Sum| Cell::text(sum.of.in_language(language));
        let sums: Vec<Row> = self.by_demand.values().map(|sum| sum_row(demand(sum), sum)).collect();
        let shown: Vec<Row> = self.first.iter().map(|tried| tried_row(visit, &rulebook, tried)).collect();
        let total = [("come", Arg::Number(self.sum.come)), ("go", Arg::Number(self.sum.go))];
        Ok(html! {
            section class="stack" {
                h2 { (visit.text("trial-title")) }
                p { (texts::format(language, "trial-sum", &total)) }
                @if !sums.is_empty() {
                    (simple_table(language, &visit.text("trial-by-demand"), &sum_columns(visit, "demand"), &sums))
                    (self.records(visit, &rulebook))
                    details class="fold" {
                        summary { (visit.text("trial-one-by-one")) }
                        @if shown.len() == MOST_SHOWN { p { (only_first(visit)) } }
                        (simple_table(language, &visit.text("trial-one-by-one"), &tried_columns(visit), &shown))
                    }
                }
            }
        })
    }
}

fn only_first(visit: &Visit) -> String {
    let most = Arg::Number(i64::try_from(MOST_SHOWN).unwrap_or(i64::MAX));
    texts::format(visit.language(), "trial-only-first", &[("most", most)])
}

/// What of: `demand` or `record`.
fn sum_columns(visit: &Visit, of: &'static str) -> [Column; 3] {
    [
        Column::new(of, visit.text(&format!("trial-{of}")), ColumnKind::Text),
        Column::new("come", visit.text("trial-come"), ColumnKind::Number),
        Column::new("go", visit.text("trial-go"), ColumnKind::Number),
    ]
}

fn sum_row(of: Cell, sum: &Sum) -> Row {
    Row { cells: vec![of, Cell::text(texts::number(sum.come)), Cell::text(texts::number(sum.go))] }
}

fn tried_columns(visit: &Visit) -> [Column; 4] {
    [
        Column::new("record", visit.text("trial-record"), ColumnKind::Text),
        Column::new("demand", visit.text("trial-demand"), ColumnKind::Text),
        Column::new("now", visit.text("trial-now"), ColumnKind::Text),
        Column::new("then", visit.text("trial-then"), ColumnKind::Text),
    ]
}

fn tried_row(visit: &Visit, rulebook: &Rulebook, tried: &Tried) -> Row {
    let word = |outcome: Option<Outcome>| match outcome {
        Some(outcome) => visit.text(&format!("outcome-{}", outcome.name().replace('_', "-"))),
        None => visit.text("trial-not-demanded"),
    };
    Row {
        cells: vec![
            Cell::Link(Link::new(rulebook.address(&tried.subject), &tried.subject_name)),
            Cell::text(tried.demand.in_language(visit.language())),
            Cell::text(word(tried.now)),
            Cell::text(word(tried.then)),
        ],
    }
}
