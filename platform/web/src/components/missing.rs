//! *Saknas*: the strip below a record's name with what the guideline asks and is not there. One line high where nothing
//! is missing, and on the sections of a record that show something else.

use super::icon::shape;
use super::{Clause, Link, outcome_status, status, why};
use kernel::{Arg, Language, Outcome};
use maud::{Markup, html};

/// A demand that is not met, and where it is mended.
pub struct Finding {
    pub demand: String,
    pub outcome: Outcome,
    /// What makes it so, in words: *systemägare saknas sedan 2026-03-01*.
    pub reason: Option<String>,
    pub responsible: Option<String>,
    pub mend: Option<Link>,
    /// Who mends it, in words, where the reader may not.
    pub mended_by: Option<String>,
    /// Where a waiver of the demand is granted, or the one in force ended.
    pub waive: Option<Link>,
    pub clauses: Vec<Clause>,
}

/// Findings of one kind that one page mends.
pub struct Gathered {
    /// *Systemförvaltare har 4 ansvar utan aktuell redogörelse.*
    pub text: String,
    pub mend: Option<Link>,
    pub findings: Vec<Finding>,
}

/// All findings of a record, and how many demands stand on it.
#[derive(Default)]
pub struct Missing {
    pub findings: Vec<Finding>,
    /// Findings that are told by one line together.
    pub gathered: Vec<Gathered>,
    /// Demands that cannot be judged before something is filled in, and where that is done.
    pub undecided: Vec<Finding>,
    pub fill: Vec<Link>,
    /// Demands that apply to the record.
    pub demands: i64,
    /// The tab with every demand.
    pub all: Option<Link>,
}

impl Missing {
    fn is_nothing(&self) -> bool {
        self.missing() == 0
    }

    fn missing(&self) -> usize {
        let gathered: usize = self.gathered.iter().map(|one| one.findings.len()).sum();
        self.findings.len() + gathered + self.undecided.len()
    }

    /// *2 av 9 krav*.
    fn count(&self, language: Language) -> String {
        let count = i64::try_from(self.missing()).unwrap_or(i64::MAX);
        let args = [("missing", Arg::Number(count)), ("demands", Arg::Number(self.demands))];
        texts::format(language, "missing-count", &args)
    }
}

/// The strip whole: for the overview of a record.
#[must_use]
pub fn missing_strip(language: Language, missing: &Missing) -> Markup {
    if missing.is_nothing() { nothing_missing(language, missing) } else { strip(language, missing) }
}

/// The strip on one line, with the way to the demands: for the other sections of a record.
#[must_use]
pub fn missing_line(language: Language, missing: &Missing) -> Markup {
    if missing.is_nothing() {
        return nothing_missing(language, missing);
    }
    html! {
        p class="missing-line" data-color="danger" {
            span class="state" { (shape("bad")) strong { (texts::text(language, "missing-title")) } }
            span { (missing.count(language)) }
            (way_to_all(missing))
        }
    }
}

fn nothing_missing(language: Language, missing: &Missing) -> Markup {
    let demands = [("demands", Arg::Number(missing.demands))];
    html! {
        p class="missing-line" data-color="success" {
            span class="state" { (shape("good")) }
            span { (texts::format(language, "missing-nothing", &demands)) }
            (way_to_all(missing))
        }
    }
}

fn way_to_all(missing: &Missing) -> Markup {
    html! { @if let Some(all) = &missing.all { a href=(all.href) { (all.label) } } }
}

fn strip(language: Language, missing: &Missing) -> Markup {
    html! {
        section class="missing" data-color="danger" aria-labelledby="missing-title" {
            h2 id="missing-title" {
                (texts::text(language, "missing-title"))
                span class="quiet small" { (missing.count(language)) }
                (way_to_all(missing))
            }
            ul data-list {
                @for finding in &missing.findings { (finding_row(language, finding)) }
                @for one in &missing.gathered { li { (gathered(language, one)) } }
                @if !missing.undecided.is_empty() { li { (undecided(language, missing)) } }
            }
        }
    }
}

fn gathered(language: Language, gathered: &Gathered) -> Markup {
    html! {
        div class="demand" {
            (status(&outcome_status(language, Outcome::Breached)))
            strong { (gathered.text) }
            @if let Some(mend) = &gathered.mend { a href=(mend.href) { (mend.label) } }
            details class="fold" {
                summary { (texts::text(language, "missing-undecided-shown")) }
                ul { @for finding in &gathered.findings { (finding_row(language, finding)) } }
            }
        }
    }
}

/// One fact that is filled in often settles many demands: the facts stand in view, the demands behind a fold.
fn undecided(language: Language, missing: &Missing) -> Markup {
    let count = [("count", Arg::Number(i64::try_from(missing.undecided.len()).unwrap_or(i64::MAX)))];
    html! {
        div class="demand" {
            (status(&outcome_status(language, Outcome::Unknown)))
            strong { (texts::format(language, "missing-undecided", &count)) }
            @if !missing.fill.is_empty() {
                span { (texts::text(language, "missing-fill")) }
                @for link in &missing.fill { a href=(link.href) { (link.label) } }
            }
            details class="fold" {
                summary { (texts::text(language, "missing-undecided-shown")) }
                ul { @for finding in &missing.undecided { (finding_row(language, finding)) } }
            }
        }
    }
}

/// Findings of several records, each in a row of the same columns: the record, what is demanded and why, the clauses, and
/// what to do.
#[must_use]
pub fn finding_list(language: Language, rows: &[(Link, Finding)]) -> Markup {
    html! {
        section class="missing in-columns" {
            ul data-list { @for (record, finding) in rows { (finding_in_columns(language, record, finding)) } }
        }
    }
}

fn finding_in_columns(language: Language, record: &Link, finding: &Finding) -> Markup {
    html! {
        li {
            a href=(record.href) { (record.label) }
            div {
                div class="demand" {
                    (status(&outcome_status(language, finding.outcome)))
                    strong { (finding.demand) }
                }
                @if let Some(reason) = &finding.reason { p class="small" { (reason) } }
            }
            (why(language, &finding.clauses))
            (ways_out(language, finding))
        }
    }
}

/// What to do about a finding, or who does it.
fn ways_out(language: Language, finding: &Finding) -> Markup {
    html! {
        div class="row-of" {
            @if let Some(mend) = &finding.mend {
                a href=(mend.href) { (mend.label) }
            } @else if let Some(who) = &finding.mended_by {
                span class="quiet small" {
                    (texts::format(language, "missing-mended-by", &[("who", Arg::from(who.as_str()))]))
                }
            }
            @if let Some(waive) = &finding.waive { a class="quiet small" href=(waive.href) { (waive.label) } }
        }
    }
}

/// Demands of one record, whatever their outcome.
#[must_use]
pub fn findings_of_record(language: Language, findings: &[Finding]) -> Markup {
    html! {
        section class="missing" {
            ul data-list { @for finding in findings { (finding_row(language, finding)) } }
        }
    }
}

/// *Varför?* stands at the end of its line and unfolds below it.
fn finding_row(language: Language, finding: &Finding) -> Markup {
    html! {
        li {
            div class="demand" {
                (status(&outcome_status(language, finding.outcome)))
                strong { (finding.demand) }
                @if let Some(reason) = &finding.reason { span { (reason) } }
                @if let Some(responsible) = &finding.responsible {
                    span class="quiet small" {
                        (texts::format(language, "missing-responsible", &[("who", Arg::from(responsible.as_str()))]))
                    }
                }
                (why(language, &finding.clauses))
            }
            (ways_out(language, finding))
        }
    }
}
