//! The page where others say what they think of a section, piece by piece of its text.

use super::comment_steps::{Opened, Place, saying, steps};
use super::plan_words::plan_href;
use crate::comments::{Comment, comments_of, is_looked_over};
use crate::plan::Plan;
use crate::visible_plan::{kind_of, visible_plan};
use crate::{COMMENT, WRITE, store};
use kernel::{Error, Id, Result};
use maud::{Markup, html};
use std::collections::BTreeMap;
use storage::Read;
use web::components::{Link, Notice, NoticeKind, Places, Remark, notice, remarked, remarks, written};
use web::{Answer, Page, Visit, form_page};
use writing::Piece;

/// What the page shows.
pub(super) struct Shown {
    pub plan: Plan,
    pub section: String,
    title: String,
    text: String,
    comments: Vec<Comment>,
    pub may_comment: bool,
    pub may_write: bool,
}

pub(super) fn comments_href(plan: Id, section: &str) -> String {
    format!("{}/avsnitt/{section}/kommentarer", plan_href(plan))
}

pub(super) fn load(visit: &Visit, read: &Read, (plan, section): (Id, String)) -> Result<Shown> {
    let plan = visible_plan(read, plan)?;
    let comments = comments_of(read, plan.id, &section)?;
    let stored = store::section(read, plan.id, &section)?;
    let kind = kind_of(read, &plan)?;
    let known = kind.as_ref().and_then(|kind| kind.sections.iter().find(|one| one.id == section));
    if known.is_none() && stored.is_none() {
        return Err(Error::NotFound);
    }
    let allowed = access::allowed(read, plan.subject.id)?;
    let is_now = read.as_of().is_none() && visit.seen_by.is_none();
    let title = known.map(|one| one.title.in_language(visit.language()).to_owned());
    Ok(Shown {
        title: title.unwrap_or_else(|| section.clone()),
        text: stored.map(|one| one.content.replace("\r\n", "\n")).unwrap_or_default(),
        comments,
        may_comment: is_now && allowed.may(COMMENT) && is_looked_over(&plan),
        may_write: allowed.may(WRITE),
        section,
        plan,
    })
}

pub(super) fn comment_page(visit: &Visit) -> Result<Answer> {
    let section = visit.path_values.get("section").cloned().ok_or(Error::NotFound)?;
    let shown = visit.read(|read| load(visit, read, (visit.id("id")?, section)))?;
    let piece = visit.query("stycke").and_then(|text| text.parse().ok()).map(Place::Piece);
    let answer = visit.query("svara").and_then(|text| text.parse().ok()).map(Place::Answer);
    let place = piece.or(answer);
    let opened = place.map(|place| Opened { place, text: String::new(), objections: Vec::new() });
    Ok(show(visit, &shown, opened.as_ref()))
}

pub(super) fn show(visit: &Visit, shown: &Shown, opened: Option<&Opened>) -> Answer {
    let opened = opened.filter(|_| shown.may_comment);
    let pieces = writing::pieces(&shown.text);
    let questions: Vec<&Comment> = shown.comments.iter().filter(|one| one.answers.is_none()).collect();
    let (settled, open): (Vec<&Comment>, Vec<&Comment>) =
        questions.into_iter().partition(|one| one.settled.is_some());
    let mut by_piece: BTreeMap<Option<usize>, Vec<&Comment>> = BTreeMap::new();
    for one in open {
        let place = one.place.and_then(|at| usize::try_from(at).ok()).filter(|at| *at < pieces.len());
        by_piece.entry(place).or_default().push(one);
    }
    let content = html! {
        div class="stack" {
            @if !shown.may_comment {
                (notice(&Notice::new(NoticeKind::Info, visit.text("plan-comments-closed"))))
            }
            @if pieces.is_empty() { p class="quiet" { (visit.text("plan-comments-no-text")) } }
            @for (at, piece) in pieces.iter().enumerate() {
                (one_piece(visit, shown, (at, piece), (by_piece.get(&Some(at)), opened)))
            }
            (of_the_section(visit, shown, by_piece.get(&None), opened))
            @if !settled.is_empty() { (seen_to(visit, shown, &settled)) }
        }
    };
    let way = vec![
        Link::new("/planer", visit.text("plans")),
        Link::new(plan_href(shown.plan.id), shown.plan.title()),
    ];
    let title =
        texts::format(visit.language(), "plan-comments-of", &[("section", shown.title.as_str().into())]);
    let objections = opened.map(|one| one.objections.as_slice()).unwrap_or_default();
    form_page(Page::new(title, content).under(way), objections)
}

fn one_piece(
    visit: &Visit,
    shown: &Shown,
    (at, piece): (usize, &Piece<'_>),
    (said, opened): (Option<&Vec<&Comment>>, Option<&Opened>),
) -> Markup {
    let number = texts::number(i64::try_from(at + 1).unwrap_or(i64::MAX));
    let label = texts::format(visit.language(), "plan-comment-piece", &[("number", number.into())]);
    let here = comments_href(shown.plan.id, &shown.section);
    let is_open = opened.is_some_and(|one| one.place == Place::Piece(at));
    let way = Link::new(format!("{here}?stycke={at}#stycke-{at}"), &label);
    let below = html! {
        (said_of(visit, shown, said.map(Vec::as_slice).unwrap_or_default(), (Some(piece), opened)))
        @if let Some(opened) = opened.filter(|_| is_open) {
            (saying(visit, shown, opened, vec![("place", at.to_string()), ("mark", piece.mark())]))
        }
    };
    let drawn = written(visit.language(), &piece.blocks, Places::below(1));
    let way = Some(&way).filter(|_| shown.may_comment && !is_open);
    remarked(&format!("stycke-{at}"), &drawn, way, &below)
}

/// What is said of the section as a whole, and of pieces that are gone.
fn of_the_section(
    visit: &Visit,
    shown: &Shown,
    said: Option<&Vec<&Comment>>,
    opened: Option<&Opened>,
) -> Markup {
    let said = said.map(Vec::as_slice).unwrap_or_default();
    let fresh = Opened { place: Place::Section, text: String::new(), objections: Vec::new() };
    // One form at a time: whoever says something of a piece has the field there.
    let typed = opened.unwrap_or(&fresh);
    let has_form = shown.may_comment && typed.place == Place::Section;
    html! {
        @if !said.is_empty() || has_form {
            section class="stack" {
                h2 { (visit.text("plan-comments-of-section")) }
                (said_of(visit, shown, said, (None, opened)))
                @if has_form { (saying(visit, shown, typed, Vec::new())) }
            }
        }
    }
}

fn seen_to(visit: &Visit, shown: &Shown, settled: &[&Comment]) -> Markup {
    let count = i64::try_from(settled.len()).unwrap_or(i64::MAX);
    html! {
        details class="fold" {
            summary { (texts::format(visit.language(), "plan-comments-settled", &[("count", count.into())])) }
            (said_of(visit, shown, settled, (None, None)))
        }
    }
}

fn said_of(
    visit: &Visit,
    shown: &Shown,
    said: &[&Comment],
    (piece, opened): (Option<&Piece<'_>>, Option<&Opened>),
) -> Markup {
    let mark = piece.map(Piece::mark);
    let drawn: Vec<Remark> = said
        .iter()
        .map(|one| {
            let answers = shown.comments.iter().filter(|answer| answer.answers == Some(one.id));
            Remark {
                note: note_of(visit, one, mark.as_deref()),
                answers: answers.map(remark).collect(),
                steps: steps(visit, shown, one, opened),
                ..remark(one)
            }
        })
        .collect();
    remarks(&drawn)
}

fn remark(comment: &Comment) -> Remark {
    Remark {
        id: comment.id.to_string(),
        who: comment.made_by_name.clone(),
        at: comment.made_at,
        text: comment.text.clone(),
        note: None,
        answers: Vec::new(),
        steps: html! {},
    }
}

/// That it is seen to, or that its piece has changed or is gone since.
fn note_of(visit: &Visit, comment: &Comment, mark: Option<&str>) -> Option<String> {
    let told = |key: &str, name: &'static str, value: &str| {
        texts::format(visit.language(), key, &[(name, value.into())])
    };
    if let Some(settled) = &comment.settled {
        return Some(told("plan-comment-settled-by", "who", &settled.by_name));
    }
    match mark {
        _ if comment.mark.is_empty() || mark == Some(&comment.mark) => None,
        Some(_) => Some(told("plan-comment-changed", "excerpt", &comment.excerpt)),
        None => Some(told("plan-comment-gone", "excerpt", &comment.excerpt)),
    }
}
