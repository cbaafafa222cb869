//! Plans as files, and what is in force as everybody reads it.

use super::content_view::{contents_list, section_body, ways_of};
use super::rows::{Showing, rows_table};
use crate::decide::Snapshot;
use crate::papers::{Reading, published, reading, sheets_of};
use kernel::{Error, Id, Result};
use maud::html;
use storage::Read;
use web::components::{Fact, Notice, NoticeKind, facts, notice};
use web::papers::{FileForm, ODT, PDF, XLSX, paper_links};
use web::{Answer, Page, Visit};

/// Every form that a plan can be had in.
pub(crate) const PLAN_FORMS: &[FileForm] = &[PDF, ODT, XLSX];
/// Which decided version; what is being written, or is in force, where none is named.
const VERSION_PARAMETER: &str = "lydelse";
/// What is in force, as everybody reads it.
pub(super) const READ_PATH: &str = "/planer/{id}/lasa";

/// Where everybody reads what is in force.
pub(super) fn read_href(plan: Id) -> String {
    format!("/planer/{plan}/lasa")
}

/// A plan in the form that is asked for.
pub(crate) fn plan_file(visit: &Visit) -> Result<Answer> {
    let version = visit.query(VERSION_PARAMETER).map(str::parse).transpose();
    let version = version.map_err(|_| Error::rejected(VERSION_PARAMETER, "objection-not-a-number"))?;
    file_of(visit, PLAN_FORMS, |read, id| reading(read, id, version))
}

/// What is in force as a file, as everybody reads it.
pub(super) fn published_file(visit: &Visit) -> Result<Answer> {
    file_of(visit, &[PDF], published)
}

fn file_of(
    visit: &Visit,
    offered: &[FileForm],
    read_of: impl Fn(&Read, Id) -> Result<Reading>,
) -> Result<Answer> {
    let form = FileForm::asked(visit, offered)?;
    let id = visit.id("id")?;
    let language = visit.language();
    if form == XLSX {
        let plan = visit.read(|read| read_of(read, id))?;
        return form.file(visit, &plan.plan.title(), print::workbook(&sheets_of(&plan, language))?);
    }
    let site = visit.web.site.public_url.as_str();
    let paper = visit.read(|read| read_of(read, id)?.paper(read, (language, site)))?;
    form.paper(visit, &paper)
}

/// The page of a plan in force for everybody who knows of what it is about.
pub(super) fn read_page(visit: &Visit) -> Result<Answer> {
    let (shown, ways) = visit.read(|read| {
        let shown = published(read, visit.id("id")?)?;
        let ways = ways_of(visit, read, &shown.content)?;
        Ok((shown, ways))
    })?;
    let language = visit.language();
    let mut content = shown.content.clone();
    content.sections = shown.sections().cloned().collect();
    let known =
        shown.facts(language).into_iter().map(|(label, text)| Fact::text(label, text)).collect::<Vec<_>>();
    let showing = Showing { edits: None, shared: None, sees_costs: shown.sees_costs };
    let is_intact = shown.decided.as_ref().is_none_or(Snapshot::is_intact);
    let body = html! { div class="stack" {
        @if !is_intact { (notice(&Notice::new(NoticeKind::Wrong, visit.text("plan-not-intact")))) }
        p class="quiet" { (content.kind.in_language(language)) " · " (shown.whose) }
        (facts(language, &known))
        (paper_links(visit, &[(PDF, "plan-paper-pdf")]))
        (contents_list(visit, &content))
        @for section in &content.sections {
            section class="stack" id={ "avsnitt-" (section.id) } {
                h2 { (section.title.in_language(language)) }
                (section_body(visit, &content, section, &ways))
                (rows_table(visit, &content.rows, &section.holds, &showing))
            }
        }
    } };
    Ok(Page::new(shown.plan.title(), body).answer())
}
