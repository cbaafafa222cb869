//! The page of hits, and the hits that are shown while somebody types in the head of any page.

use crate::find::{Hit, OfKind, counted, lines, overview, page};
use crate::in_steps::is_whole;
use crate::marked::Piece;
use crate::question::Question;
use kernel::{Arg, Message, Result};
use maud::{Markup, html};
use storage::{Read, View};
use web::components::{
    Address, Empty, Notice, NoticeKind, Status, Tab, Tone, empty_state, notice, status, tabs,
};
use web::{Access, Answer, Page, Route, Visit};

const PATH: &str = "/sok";
const AS_OF: &str = "as_of";
const WHILE_TYPING: &str = "/sok/forslag";
/// Hits of each kind on the first page, and while somebody types.
const OF_EACH: i64 = 5;
const OF_EACH_WHILE_TYPING: i64 = 3;
const ON_A_PAGE: i64 = 25;

/// The pages of the search. Everyone finds what they may see, which for some is nothing.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![
        Route::get(PATH, Access::SignedIn, hits_page),
        Route::get(WHILE_TYPING, Access::SignedIn, hits_while_typing),
    ]
}

/// What was found: some of each kind, or a page of one kind.
struct Found {
    kinds: Vec<OfKind>,
    next_cursor: Option<String>,
    is_whole: bool,
}

fn hits_page(visit: &Visit) -> Result<Answer> {
    if visit.query(AS_OF).is_some() {
        // What is found is what holds today, whatever day the page before looked back to.
        let to = visit.address().without(AS_OF).href();
        return Ok(Answer::SeeOther { to, done: None });
    }
    let typed = visit.query("q").unwrap_or_default();
    if typed.is_empty() {
        return Ok(Page::new(visit.text("search-title"), help(visit, "search-help-title")).answer());
    }
    match Question::read(typed) {
        Err(message) => Ok(not_asked(visit, &message)),
        Ok(question) => {
            let found = visit.web.db.read(&visit.actor, View::Now, |read| found(read, visit, &question))?;
            Ok(found_page(visit, typed, &found))
        }
    }
}

fn found(read: &Read, visit: &Visit, question: &Question) -> Result<Found> {
    let is_whole = is_whole(read)?;
    if let Some(kind) = visit.query("kind") {
        let mut kinds = counted(read, question)?;
        if let Some(one) = kinds.iter_mut().find(|one| one.kind == kind) {
            let page = page(read, question, Some(kind), visit.query("cursor"), ON_A_PAGE)?;
            one.hits = page.hits;
            return Ok(Found { kinds, next_cursor: page.next_cursor, is_whole });
        }
    }
    Ok(Found { kinds: overview(read, question, OF_EACH)?, next_cursor: None, is_whole })
}

fn found_page(visit: &Visit, typed: &str, found: &Found) -> Answer {
    let kind = visit.query("kind").filter(|kind| found.kinds.iter().any(|one| one.kind == *kind));
    let count = found.kinds.iter().map(|one| one.count).sum();
    let is_more = found.kinds.iter().any(|one| one.is_more);
    let content = html! {
        @if !found.is_whole { (notice(&Notice::new(NoticeKind::Info, visit.text("search-not-whole")))) }
        @if is_more { p { (how_many(visit, count, true)) ". " (visit.text("search-write-more")) } }
        @if found.kinds.is_empty() {
            (help(visit, "search-nothing-title"))
        } @else {
            (kind_tabs(visit, &found.kinds, kind, (count, is_more)))
            div class="stack" {
                @for one in found.kinds.iter().filter(|one| kind.is_none_or(|kind| kind == one.kind)) {
                    (section(visit, one, kind.is_some(), found.next_cursor.as_deref()))
                }
            }
        }
    };
    let title = visit.render(&Message::new("search-title-of").with("question", shortened(typed)));
    let page = Page::new(title, content);
    // The number beside a title is exact.
    if is_more { page } else { page.count(count) }.answer()
}

/// So many hits, or more than so many.
fn how_many(visit: &Visit, count: i64, is_more: bool) -> String {
    let key = if is_more { "search-count-more" } else { "search-count" };
    texts::format(visit.language(), key, &[("count", Arg::Number(count))])
}

/// The number of a heading or a tab, in as few words as it takes.
fn number(visit: &Visit, count: i64, is_more: bool) -> String {
    if is_more {
        texts::format(visit.language(), "search-number-more", &[("count", Arg::Number(count))])
    } else {
        texts::number(count)
    }
}

/// A title has room for a line.
fn shortened(typed: &str) -> String {
    const LONGEST: usize = 60;
    let line: String = typed.chars().take(LONGEST).collect();
    if line.len() < typed.len() { format!("{line}…") } else { line }
}

fn not_asked(visit: &Visit, message: &Message) -> Answer {
    let content = html! {
        (notice(&Notice::new(NoticeKind::Wrong, visit.render(message))))
        (help(visit, "search-help-title"))
    };
    Page::new(visit.text("search-title"), content).rejected().answer()
}

/// What can be found, and how one asks.
fn help(visit: &Visit, title: &str) -> Markup {
    let ways = ["search-help-forms", "search-help-beginning", "search-help-quotes", "search-help-seen"];
    html! {
        (empty_state(&Empty { title: visit.text(title), text: visit.text("search-help-what"), action: None }))
        ul class="prose" { @for way in ways { li { (visit.text(way)) } } }
    }
}

fn kind_tabs(visit: &Visit, kinds: &[OfKind], current: Option<&str>, all: (i64, bool)) -> Markup {
    let address = visit.address().without("cursor").without("kind");
    let tab = |href: String, name: String, (count, is_more): (i64, bool), is_current| {
        let label = if is_more { format!("{name} ({})", number(visit, count, true)) } else { name };
        Tab { href, label, count: (!is_more).then_some(count), is_current }
    };
    let mut shown = vec![tab(address.href(), visit.text("search-all-kinds"), all, current.is_none())];
    shown.extend(kinds.iter().map(|one| {
        let href = address.with("kind", &one.kind).href();
        let is_current = current == Some(one.kind.as_str());
        tab(href, name_of_kind(visit, &one.kind), (one.count, one.is_more), is_current)
    }));
    tabs(&visit.text("search-kinds"), &shown)
}

fn name_of_kind(visit: &Visit, kind: &str) -> String {
    visit.text(&format!("search-kind-{kind}"))
}

fn section(visit: &Visit, one: &OfKind, is_alone: bool, next: Option<&str>) -> Markup {
    let address = visit.address().without("cursor");
    let more = |href: String, text: String| {
        html! { p { a class="ds-button" data-variant="secondary" href=(href) { (text) } } }
    };
    html! {
        section {
            (heading(visit, one))
            ul class="hits" data-list { @for hit in &one.hits { li { (hit_shown(visit, hit)) } } }
            @if is_alone {
                @if let Some(next) = next { (more(address.with("cursor", next).href(), visit.text("search-next"))) }
            } @else if one.is_more || one.count > OF_EACH {
                (more(address.with("kind", &one.kind).href(), all_of_kind(visit, one)))
            }
        }
    }
}

fn heading(visit: &Visit, one: &OfKind) -> Markup {
    html! {
        h2 {
            (name_of_kind(visit, &one.kind)) " "
            span class="count" { (number(visit, one.count, one.is_more)) }
        }
    }
}

fn all_of_kind(visit: &Visit, one: &OfKind) -> String {
    let kind = ("kind", Arg::from(name_of_kind(visit, &one.kind).to_lowercase()));
    if one.is_more {
        return texts::format(visit.language(), "search-more-of-kind", &[kind]);
    }
    texts::format(visit.language(), "search-all-of-kind", &[("count", Arg::Number(one.count)), kind])
}

fn hit_shown(visit: &Visit, hit: &Hit) -> Markup {
    html! {
        a href=(hit.address) { (pieces(&hit.name)) }
        @if !hit.beside.is_empty() { " " span class="quiet" { (hit.beside) } }
        @if let Some(ended) = hit.ended { " " (status(&Status::new(Tone::Closed, visit.text(ended)))) }
        @for name in &hit.names { " " span { "· " (pieces(name)) } }
        @for excerpt in &hit.excerpts {
            p class="small" { span class="quiet" { (visit.text(excerpt.label)) ": " } (pieces(&excerpt.pieces)) }
        }
        @if hit.stands_further_on { p class="small quiet" { (visit.text("search-further-on")) } }
    }
}

fn pieces(pieces: &[Piece]) -> Markup {
    html! { @for piece in pieces { @if piece.is_marked { mark { (piece.text) } } @else { (piece.text) } } }
}

/// The list below the field in the head of the page. What cannot be asked yet is answered by nothing or by a hint.
fn hits_while_typing(visit: &Visit) -> Result<Answer> {
    let typed = visit.query("q").unwrap_or_default();
    let question = match Question::read(typed) {
        Ok(question) => question,
        Err(message) => return Ok(Answer::Fragment(html! { p class="quiet" { (visit.render(&message)) } })),
    };
    let (kinds, is_whole) = visit.web.db.read(&visit.actor, View::Now, |read| {
        Ok((lines(read, &question, OF_EACH_WHILE_TYPING)?, is_whole(read)?))
    })?;
    let count: i64 = kinds.iter().map(|one| one.count).sum();
    let is_more = kinds.iter().any(|one| one.is_more);
    let all = Address::new(PATH).with("q", typed).href();
    Ok(Answer::Fragment(html! {
        p class="quiet" {
            (how_many(visit, count, is_more))
            @if !is_whole { " " (visit.text("search-not-whole")) }
        }
        @for one in &kinds {
            (heading(visit, one))
            ul { @for hit in &one.hits { li { (hit_while_typing(visit, hit)) } } }
        }
        @if count > 0 { p { a href=(all) { (visit.text("search-see-all")) } } }
    }))
}

fn hit_while_typing(visit: &Visit, hit: &Hit) -> Markup {
    html! {
        a href=(hit.address) {
            span { (pieces(&hit.name)) }
            @if !hit.beside.is_empty() { " " span class="quiet" { (hit.beside) } }
            @if let Some(ended) = hit.ended { " " span class="quiet" { "· " (visit.text(ended)) } }
        }
    }
}
