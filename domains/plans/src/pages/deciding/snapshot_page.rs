//! A decided version of a plan, as it was decided, for whoever reads the documents of its subject.

use super::super::content_view::{Ways, contents_list, section_body, ways_of};
use super::super::rows::{Showing, rows_table};
use super::under;
use crate::READ_DRAFTS;
use crate::content::{Content, RecordRow};
use crate::decide::{Snapshot, decided_content, visible_snapshot};
use crate::plan::Plan;
use kernel::{Error, Id, Result};
use maud::{Markup, html};
use policy::Who;
use register::READ_COSTS;
use storage::Read;
use web::components::{Fact, Notice, NoticeKind, facts, notice};
use web::{Answer, Page, Visit};

pub(in crate::pages) fn snapshot_href(plan: Id, number: i64) -> String {
    format!("/planer/{plan}/lydelser/{number}")
}

struct Shown {
    plan: Plan,
    snapshot: Snapshot,
    content: Content,
    ways: Ways,
    decided_as: String,
    stands_in_for: Option<String>,
    sees_costs: bool,
}

fn load(visit: &Visit, read: &Read) -> Result<Shown> {
    let number = visit.path_values.get("number").and_then(|text| text.parse().ok());
    let (plan, snapshot) = visible_snapshot(read, visit.id("id")?, number.ok_or(Error::NotFound)?)?;
    let mut content = decided_content(read, &plan, &snapshot)?;
    let allowed = access::allowed(read, plan.subject.id)?;
    // What is only for those who write is left out for others.
    content.sections.retain(|section| allowed.may(READ_DRAFTS) || !section.is_internal);
    let stands_in_for = snapshot.stands_in_for.map(|id| organisation::person(read, id)).transpose()?;
    Ok(Shown {
        ways: ways_of(visit, read, &content)?,
        decided_as: decided_as(visit, read, &snapshot)?,
        stands_in_for: stands_in_for.map(|person| person.name),
        sees_costs: allowed.may(READ_COSTS),
        content,
        snapshot,
        plan,
    })
}

/// As what somebody decided, as the guideline of today calls it.
fn decided_as(visit: &Visit, read: &Read, snapshot: &Snapshot) -> Result<String> {
    let pack = findings::pack_in_force(read)?;
    let who = match snapshot.decided_as.split_once(':') {
        Some(("role", role)) => Who::Role(role.to_owned()),
        Some(("body", body)) => Who::Body(body.to_owned()),
        _ => return Ok(String::new()),
    };
    Ok(pack.title_of(&who).in_language(visit.language()).to_owned())
}

pub(super) fn snapshot_page(visit: &Visit) -> Result<Answer> {
    let shown = visit.read(|read| load(visit, read))?;
    let language = visit.language();
    let args = [("name", shown.plan.title().into()), ("number", shown.snapshot.number.into())];
    let content = html! { div class="stack" {
        @if !shown.snapshot.is_intact() {
            (notice(&Notice::new(NoticeKind::Wrong, visit.text("plan-not-intact"))))
        }
        @if shown.plan.in_force != Some(shown.snapshot.number) {
            (notice(&Notice::new(NoticeKind::Info, visit.text("plan-replaced"))))
        }
        (facts(language, &told(visit, &shown)?))
        (contents_list(visit, &shown.content))
        @for section in &shown.content.sections {
            section class="stack" id={ "avsnitt-" (section.id) } {
                h2 { (section.title.in_language(language)) }
                (section_body(visit, &shown.content, section, &shown.ways))
                (rows_table(visit, &shown.content.rows, &section.holds, &Showing { edits: None, shared: None, sees_costs: shown.sees_costs }))
            }
        }
        (around_decision(visit, &shown.content))
    } };
    let title = texts::format(language, "plan-decided-title", &args);
    Ok(Page::new(title, content).under(under(visit, &shown.plan)).answer())
}

fn told(visit: &Visit, shown: &Shown) -> Result<Vec<Fact>> {
    let one = &shown.snapshot;
    let mut rows = vec![
        Fact::text(visit.text("plan-decided-on"), texts::date(one.decided_on)),
        Fact::text(visit.text("plan-decided-by"), one.decided_by_name.clone()),
    ];
    let further = [
        ("plan-decided-as", shown.decided_as.clone()),
        ("plan-decided-for", shown.stands_in_for.clone().unwrap_or_default()),
        ("plan-took-part", one.people()?.join(", ")),
        ("plan-decision", one.decision.clone()),
        ("plan-guideline", format!("{} {}", one.pack_id, one.pack_version)),
        ("plan-fingerprint", one.fingerprint.clone()),
    ];
    let said = further.into_iter().filter(|(_, text)| !text.is_empty());
    rows.extend(said.map(|(label, text)| Fact::text(visit.text(label), text)));
    Ok(rows)
}

/// What lay before the decision, and what those said who were heard.
fn around_decision(visit: &Visit, content: &Content) -> Markup {
    let language = visit.language();
    let way = |row: &RecordRow| {
        row.subject.as_ref().map(|subject| visit.keeping_day(format!("/dokument/{}", subject.id)))
    };
    html! {
        @if !content.papers.is_empty() {
            section class="stack" {
                h2 { (visit.text("plan-papers")) }
                ul { @for row in &content.papers { li { a href=[way(row)] { (row.name) } } } }
            }
        }
        @if !content.consultations.is_empty() {
            section class="stack" {
                h2 { (visit.text("plan-consultations")) }
                @for row in &content.consultations {
                    h3 { (row.body.in_language(language)) " " (row.held_on.map(texts::date).unwrap_or_default()) }
                    p { (row.text) }
                    p class="quiet" { (row.noted_by) }
                }
            }
        }
    }
}
