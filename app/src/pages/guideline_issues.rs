//! What the guideline leaves unclear: how it is read until somebody answers, whom to ask, and what they answered.

use crate::pages::guideline::{guideline_tabs, page};
use crate::pages::pack_words::{self, Line};
use findings::{
    ADOPT_PACK, AnswerIssue, ISSUE_ANSWER, IssueAnswer, KeptAnswer, issue_answers, pack_in_force,
};
use kernel::{Error, Objection, Result, Subject};
use maud::{Markup, html};
use policy::{Issue, Obliging, Pack, Parameter, ParameterValue, entry_in_words};
use std::collections::BTreeMap;
use web::components::{Cell, Column, ColumnKind, Fact, FactValue, Link, Row, facts, simple_table};
use web::{
    Answer, Page, RecordForm, RecordWords, Visit, is_file_asked, is_stale, list_file, read_form, revision_of,
};

/// The page of this list.
pub const ISSUES_PATH: &str = "/riktlinje/oklart";

type Answers = BTreeMap<String, KeptAnswer>;

fn answers(read: &storage::Read, pack: &Pack) -> Result<Answers> {
    let answers = issue_answers(read, &pack.id)?;
    Ok(answers.into_iter().map(|answer| (answer.issue.clone(), answer)).collect())
}

/// Every issue of the pack in force, those without an answer first.
pub fn issues(visit: &Visit) -> Result<Answer> {
    let (pack, answers) = visit.read(|read| {
        let pack = pack_in_force(read)?;
        let answers = answers(read, &pack)?;
        Ok((pack, answers))
    })?;
    let mut issues: Vec<&Issue> = pack.issues.iter().collect();
    issues.sort_by_key(|issue| answers.contains_key(&issue.id));
    let row = |issue: &&Issue| issue_row(visit, &pack, issue, answers.get(&issue.id));
    let rows: Vec<Row> = issues.iter().map(row).collect();
    let columns = columns(visit);
    if is_file_asked(visit) {
        return list_file(visit, &visit.text("guideline-issues"), &columns, rows);
    }
    let content = html! {
        (guideline_tabs(visit, ISSUES_PATH, &pack))
        p { (visit.text("guideline-issues-about")) }
        (simple_table(visit.language(), &visit.text("guideline-issues"), &columns, &rows))
        p { (files(visit, ISSUES_PATH)) }
    };
    Ok(page(visit, &pack, content).answer())
}

/// Links that take a table along as a file.
pub(super) fn files(visit: &Visit, path: &str) -> Markup {
    let link = |format: &str| {
        let day = visit.as_of().ok().flatten().map(|day| format!("&as_of={day}")).unwrap_or_default();
        let mark = if path.contains('?') { '&' } else { '?' };
        Link::new(format!("{path}{mark}format={format}{day}"), visit.text(&format!("list-as-{format}")))
    };
    html! {
        @for format in ["csv", "xlsx"] { @let link = link(format); a href=(link.href) download { (link.label) } " " }
    }
}

fn columns(visit: &Visit) -> [Column; 5] {
    [
        Column::new("fact", visit.text("guideline-issue-fact"), ColumnKind::Text),
        Column::new("reading", visit.text("guideline-issue-reading"), ColumnKind::Text),
        Column::new("parameter", visit.text("guideline-issue-parameter"), ColumnKind::Text),
        Column::new("ask", visit.text("guideline-issue-ask"), ColumnKind::Text),
        Column::new("answer", visit.text("issue-answer-answer"), ColumnKind::Text),
    ]
}

fn issue_row(visit: &Visit, pack: &Pack, issue: &Issue, answer: Option<&KeptAnswer>) -> Row {
    let language = visit.language();
    let address = visit.keeping_day(format!("{ISSUES_PATH}/{}", issue.id));
    Row {
        cells: vec![
            Cell::Link(Link::new(address, issue.fact.in_language(language))),
            Cell::text(issue.reading.in_language(language)),
            pack_words::cell(visit, changed_by(visit, pack, issue), is_file_asked(visit)),
            Cell::text(issue.ask.in_language(language)),
            answer.map_or(Cell::Absent, |kept| Cell::text(&kept.answer.answer)),
        ],
    }
}

/// What changes the reading: a parameter by its title and rules in words, each with the id that an overlay names.
fn changed_by(visit: &Visit, pack: &Pack, issue: &Issue) -> Vec<Line> {
    let parameter = parameter_of(pack, issue).map(|parameter| Line {
        words: parameter.title.in_language(visit.language()).to_owned(),
        notation: parameter.id.clone(),
    });
    parameter.into_iter().chain(rules_in_words(visit, pack, issue, pack_words::entry_in_short)).collect()
}

/// The rules that carry the reading. One that this version of the pack lacks is called by its id.
fn rules_in_words(
    visit: &Visit,
    pack: &Pack,
    issue: &Issue,
    said: fn(&Visit, &Obliging) -> String,
) -> Vec<Line> {
    let line = |id: &String| Line {
        words: entry_in_words(pack, id).map_or_else(|| id.clone(), |one| said(visit, &one)),
        notation: id.clone(),
    };
    issue.rules.iter().map(line).collect()
}

fn parameter_of<'p>(pack: &'p Pack, issue: &Issue) -> Option<&'p Parameter> {
    issue.parameter.as_deref().and_then(|id| pack.parameter(id))
}

/// One issue with its answer, and the form by which whoever answers for the guideline gives one.
pub fn issue(visit: &Visit) -> Result<Answer> {
    let seen = Seen::of(visit)?;
    let answer = seen.kept.as_ref().map(|kept| kept.answer.clone()).unwrap_or_default();
    seen.page(visit, &answer, &[])
}

pub fn answer(visit: &Visit) -> Result<Answer> {
    let seen = Seen::of(visit)?;
    let form = visit.form()?;
    let mut given = IssueAnswer::default();
    let mut objections = read_form(form, &mut given, visit.today());
    if objections.is_empty() {
        let ask =
            AnswerIssue { issue: seen.issue.id.clone(), answer: given.clone(), revision: revision_of(form)? };
        match visit.write(move |tx| findings::answer_issue(tx, &ask)) {
            Ok(_) => return Ok(Answer::see_other(seen.address(), "issue-answered")),
            Err(Error::Rejected(found)) => objections = found,
            Err(error) => return Err(error),
        }
    }
    if let (true, Some(kept)) = (is_stale(&objections), &seen.kept) {
        let words = RecordWords::of("issue-answer");
        let subject = Subject::new(ISSUE_ANSWER, kept.id);
        let form = seen.form(visit, &words, &given);
        let content = form.conflict(&subject, &kept.answer, kept.revision)?;
        return Ok(seen.framed(visit, content).rejected().answer());
    }
    seen.page(visit, &given, &objections)
}

/// An issue as the visitor sees it.
struct Seen {
    pack: std::sync::Arc<Pack>,
    issue: Issue,
    kept: Option<KeptAnswer>,
}

impl Seen {
    fn of(visit: &Visit) -> Result<Self> {
        let id = visit.path_values.get("issue").ok_or(Error::NotFound)?;
        visit.read(|read| {
            let pack = pack_in_force(read)?;
            let issue = pack.issues.iter().find(|issue| issue.id == *id).ok_or(Error::NotFound)?.clone();
            let kept = answers(read, &pack)?.remove(id);
            Ok(Self { pack, issue, kept })
        })
    }

    fn address(&self) -> String {
        format!("{ISSUES_PATH}/{}", self.issue.id)
    }

    fn framed(&self, visit: &Visit, content: Markup) -> Page {
        let list = Link::new(visit.keeping_day(ISSUES_PATH), visit.text("guideline-issues"));
        Page::new(visit.text("guideline-issue"), content).under(vec![list])
    }

    fn form<'v>(
        &self,
        visit: &'v Visit,
        words: &'v RecordWords,
        answer: &IssueAnswer,
    ) -> RecordForm<'v, IssueAnswer> {
        let cancel = Link::new(visit.keeping_day(ISSUES_PATH), visit.text("cancel"));
        let revision = self.kept.as_ref().map_or(0, |kept| kept.revision);
        RecordForm::new(visit, words, answer, cancel).revision(revision).save(visit.text("issue-answer-save"))
    }

    fn page(&self, visit: &Visit, answer: &IssueAnswer, objections: &[Objection]) -> Result<Answer> {
        let words = RecordWords::of("issue-answer");
        let may_answer = visit.may(ADOPT_PACK) && visit.as_of()?.is_none();
        let past = self.past(visit, &words)?;
        let content = html! {
            div class="stack" {
                (facts(visit.language(), &self.facts(visit)))
                @if let Some(kept) = &self.kept {
                    section class="stack" {
                        h2 { (visit.text("issue-answer-answer")) }
                        (facts(visit.language(), &words.facts(visit.language(), &kept.answer, &["answer", "answered_by", "answered_on", "decision"])))
                    }
                }
                @if may_answer {
                    section class="stack" {
                        h2 { (visit.text(if self.kept.is_some() { "issue-answer-again" } else { "issue-answer-give" })) }
                        (self.form(visit, &words, answer).objections(objections).draw())
                    }
                }
                (past)
            }
        };
        let page = self.framed(visit, content);
        Ok(if objections.is_empty() { page.answer() } else { page.rejected().answer() })
    }

    /// What has been answered before; nothing where there is only one answer.
    fn past(&self, visit: &Visit, words: &RecordWords) -> Result<Markup> {
        let Some(kept) = self.kept.as_ref().filter(|kept| kept.revision > 1) else { return Ok(html! {}) };
        let subject = Subject::new(ISSUE_ANSWER, kept.id);
        let told = visit.read(|read| words.history_section::<IssueAnswer>(visit, read, &subject))?;
        Ok(html! { section class="stack" { h2 { (visit.text("history")) } (told) } })
    }

    fn facts(&self, visit: &Visit) -> Vec<Fact> {
        let (language, issue) = (visit.language(), &self.issue);
        let wide = |key: &str, text: &str| Fact { is_wide: true, ..Fact::text(visit.text(key), text) };
        let mut found = vec![
            wide("guideline-issue-fact", issue.fact.in_language(language)),
            wide("guideline-issue-reading", issue.reading.in_language(language)),
            Fact::text(visit.text("guideline-issue-ask"), issue.ask.in_language(language)),
            Fact::new(visit.text("guideline-clauses"), FactValue::Links(clause_links(visit, &issue.clauses))),
        ];
        if let Some(parameter) = parameter_of(&self.pack, issue) {
            let value = format!("{}: {}", parameter.title.in_language(language), written(&parameter.value));
            found.push(Fact::text(visit.text("guideline-issue-parameter"), value));
        }
        if !issue.rules.is_empty() {
            let rules = pack_words::drawn(
                visit,
                &rules_in_words(visit, &self.pack, issue, pack_words::entry_in_full),
            );
            let rules = FactValue::Drawn(rules);
            found.push(Fact { is_wide: true, ..Fact::new(visit.text("guideline-rules"), rules) });
        }
        if visit.may(ADOPT_PACK) && (issue.parameter.is_some() || !issue.rules.is_empty()) {
            let entries = Fact::new(visit.text("issue-change-reading"), self.entries(visit));
            found.push(Fact { is_wide: true, ..entries });
        }
        found
    }

    /// The entries that another reading takes, to be laid over the pack.
    fn entries(&self, visit: &Visit) -> FactValue {
        let parameter = parameter_of(&self.pack, &self.issue);
        let set = parameter
            .map(|one| format!("[[set]]\nparameter = \"{}\"\nvalue = {}\n", one.id, written(&one.value)));
        let rules = self.issue.rules.iter().map(|rule| format!("[[set]]\nrule = \"{rule}\"\n# …\n"));
        let text = set.into_iter().chain(rules).collect::<Vec<_>>().join("\n");
        let overlay = Link::new(
            super::policy_pack::address_of(super::policy_pack::IN_FORCE),
            visit.text("packs-change-overlay"),
        );
        FactValue::Drawn(
            html! { pre tabindex="0" { code { (text) } } a href=(overlay.href) { (overlay.label) } },
        )
    }
}

fn clause_links(visit: &Visit, clauses: &[String]) -> Vec<Link> {
    clauses.iter().map(|id| Link::new(visit.keeping_day(format!("/riktlinje/{id}")), id)).collect()
}

/// As it is written in a pack. What a value of JSON is, is one of TOML here: flags, numbers, texts, lists of texts.
pub(super) fn written(value: &ParameterValue) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
