//! *Saknas*: the strip below a record's name with what the guideline asks and is not there.
//! Where nothing is missing it is green and one line high.

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
    /// Where a waiver of the demand is granted, or the one in force ended.
    pub waive: Option<Link>,
    pub clauses: Vec<Clause>,
}

/// All findings of a record, and how many demands stand on it.
pub struct Missing {
    pub findings: Vec<Finding>,
    /// Demands that apply to the record.
    pub demands: i64,
    /// The tab with every demand.
    pub all: Option<Link>,
}

#[must_use]
pub fn missing_strip(language: Language, missing: &Missing) -> Markup {
    if missing.findings.is_empty() { nothing_missing(language, missing) } else { strip(language, missing) }
}

fn nothing_missing(language: Language, missing: &Missing) -> Markup {
    let demands = [("demands", Arg::Number(missing.demands))];
    html! {
        p class="nothing-missing" {
            span class="state tone-good" { (shape("good")) }
            span { (texts::format(language, "missing-nothing", &demands)) }
            @if let Some(all) = &missing.all { a href=(all.href) { (all.label) } }
        }
    }
}

fn strip(language: Language, missing: &Missing) -> Markup {
    let count = i64::try_from(missing.findings.len()).unwrap_or(i64::MAX);
    let args = [("missing", Arg::Number(count)), ("demands", Arg::Number(missing.demands))];
    html! {
        section class="missing" aria-labelledby="missing-title" {
            h2 id="missing-title" {
                (texts::text(language, "missing-title"))
                span class="quiet small" { (texts::format(language, "missing-count", &args)) }
                @if let Some(all) = &missing.all { a class="small" href=(all.href) { (all.label) } }
            }
            ul data-list { @for finding in &missing.findings { (finding_row(language, None, finding)) } }
        }
    }
}

/// Findings of several records, each under the link to its record.
#[must_use]
pub fn finding_list(language: Language, rows: &[(Link, Finding)]) -> Markup {
    html! {
        section class="missing" {
            ul data-list { @for (record, finding) in rows { (finding_row(language, Some(record), finding)) } }
        }
    }
}

/// Demands of one record, whatever their outcome.
#[must_use]
pub fn findings_of_record(language: Language, findings: &[Finding]) -> Markup {
    html! {
        section class="missing" {
            ul data-list { @for finding in findings { (finding_row(language, None, finding)) } }
        }
    }
}

fn finding_row(language: Language, record: Option<&Link>, finding: &Finding) -> Markup {
    html! {
        li {
            div class="demand" {
                @if let Some(record) = record { a href=(record.href) { (record.label) } }
                (status(&outcome_status(language, finding.outcome)))
                strong { (finding.demand) }
                @if let Some(reason) = &finding.reason { span { (reason) } }
                @if let Some(responsible) = &finding.responsible {
                    span class="quiet small" {
                        (texts::format(language, "missing-responsible", &[("who", Arg::from(responsible.as_str()))]))
                    }
                }
            }
            div class="row-of" {
                @if let Some(mend) = &finding.mend { a href=(mend.href) { (mend.label) } }
                @if let Some(waive) = &finding.waive { a class="quiet small" href=(waive.href) { (waive.label) } }
            }
            (why(language, &finding.clauses))
        }
    }
}
