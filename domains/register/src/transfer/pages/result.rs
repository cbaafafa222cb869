//! The page of an import: what it would do or did, and how its columns are understood.

use super::address_of;
use super::mapping_form::mapping_form;
use super::upload::systems_link;
use crate::transfer::importing::Reached;
use crate::transfer::kept::{self, KeptImport, KeptReport};
use crate::transfer::under_way::{Standing, standing};
use kernel::{Objection, Result};
use maud::{Markup, html};
use web::components::{
    self, Form, ImportReport, ImportRow, Link, Notice, NoticeKind, Progress, RowResult, import_report,
    notice, progress,
};
use web::{Answer, Page, Visit};

pub(super) fn import_page(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let mut import = visit.read(|read| kept::find(read, id))?;
    if matches!(standing_of(visit, &import), Standing::Interrupted) {
        // It may have been saved between the reading of what is kept and the look at who works.
        import = visit.read(|read| kept::find(read, id))?;
    }
    show(visit, &import, &[])
}

fn standing_of(visit: &Visit, import: &KeptImport) -> Standing {
    standing(&import.stage(), visit.web.db.engine(), visit.actor.now)
}

pub(super) fn show(visit: &Visit, import: &KeptImport, objections: &[Objection]) -> Result<Answer> {
    let standing = standing_of(visit, import);
    let state = visit.text(standing.key());
    let to_decide = || -> Result<Markup> {
        Ok(html! {
            (report_of(visit, &import.report, true))
            (run_form(visit, import))
            (mapping_form(visit, import, objections)?)
        })
    };
    let is_running = matches!(standing, Standing::Running(_));
    let content = match standing {
        Standing::Running(reached) => still_running(visit, import, reached),
        Standing::Saved => html! {
            @if visit.may(findings::READ) {
                p { a class="ds-button" href="/brister" { (visit.text("transfer-to-gaps")) } }
            }
            (report_of(visit, &import.report, false))
        },
        Standing::Tried => to_decide()?,
        Standing::Interrupted => html! {
            (notice(&Notice::new(NoticeKind::Warning, visit.text("transfer-interrupted"))))
            (to_decide()?)
        },
    };
    // What is done takes the place of what told how far it was, on a page that looks again by itself.
    let content = if is_running {
        content
    } else {
        html! { section id="progress" class="stack" { p { (state) } (content) } }
    };
    let page = Page::new(
        visit.text("transfer-import"),
        html! {
            p { (import.file_name) }
            (content)
        },
    );
    let page = page.under(systems_link(visit));
    Ok(if objections.is_empty() { page.answer() } else { page.rejected().answer() })
}

/// How far it is, in the step that it is at.
fn still_running(visit: &Visit, import: &KeptImport, reached: Option<Reached>) -> Markup {
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let reached = reached.filter(|reached| reached.total > 0);
    let title = reached.map_or("transfer-importing", |reached| reached.phase.key());
    let work = Progress {
        title: visit.text(title),
        done: reached.map_or(0, |reached| number(reached.done)),
        total: reached.map(|reached| number(reached.total)),
        href: address_of(import.id),
        is_finished: false,
    };
    progress(visit.language(), &work)
}

fn report_of(visit: &Visit, report: &KeptReport, is_dry_run: bool) -> Markup {
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let rows = report.rows.iter().map(|row| ImportRow {
        number: row.row,
        name: row.name.clone(),
        result: match row.is_new {
            None => RowResult::Wrong,
            Some(true) => RowResult::Created,
            Some(false) => RowResult::Changed,
        },
        remarks: row.remarks.clone(),
    });
    let shown = ImportReport {
        is_dry_run,
        created: number(report.added),
        changed: number(report.changed),
        unchanged: number(report.unchanged),
        wrong: number(report.refused_rows),
        rows: rows.collect(),
    };
    html! {
        @if !report.warnings.is_empty() {
            (notice(&Notice::new(NoticeKind::Warning, report.warnings.join(" "))))
        }
        (import_report(visit.language(), &shown))
        @if report.is_cut { p { (visit.text("transfer-cut")) } }
    }
}

/// The one primary action: it is offered where something can be saved.
fn run_form(visit: &Visit, import: &KeptImport) -> Markup {
    let report = &import.report;
    let has_something = report.added + report.changed > 0;
    if !has_something || (report.refused_rows > 0 && !import.is_partial) {
        return html! {};
    }
    let form = Form {
        action: format!("{}/kor", address_of(import.id)),
        csrf: visit.csrf().into(),
        revision: None,
        hidden: Vec::new(),
        groups: Vec::new(),
        errors: Vec::new(),
        save: visit.text("transfer-run"),
        cancel: Some(Link::new("/system/importera", visit.text("transfer-other-file"))),
    };
    components::confirm_form(
        &visit.text("transfer-run-question"),
        &visit.text("transfer-run-consequence"),
        &form,
    )
}
