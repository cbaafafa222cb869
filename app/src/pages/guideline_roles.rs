//! Who is who in the guideline: each role and each body with what it answers for, who appoints it, and the clauses that
//! say so. Here a committee, a unit or a party that holds no account reads its own part of the guideline.

use crate::pages::guideline::{guideline_tabs, page};
use findings::pack_in_force;
use kernel::{LocalText, Result, Strength};
use maud::{Markup, html};
use policy::{Body, Duty, Pack, Role, WhoWhen};
use web::components::{Fact, facts};
use web::{Answer, Visit};

/// The page of this list.
pub const ROLES_PATH: &str = "/riktlinje/roller";

pub fn roles(visit: &Visit) -> Result<Answer> {
    let pack = visit.read(pack_in_force)?;
    let content = html! {
        (guideline_tabs(visit, ROLES_PATH, &pack))
        section class="stack" {
            h2 { (visit.text("guideline-roles")) }
            @for role in &pack.roles { (role_entry(visit, &pack, role)) }
        }
        section class="stack" {
            h2 { (visit.text("guideline-bodies")) }
            @for body in &pack.bodies { (body_entry(visit, body)) }
        }
    };
    Ok(page(visit, &pack, content).answer())
}

fn role_entry(visit: &Visit, pack: &Pack, role: &Role) -> Markup {
    let level = pack.levels.iter().find(|level| Some(&level.id) == role.level.as_ref());
    let party = pack.parties.iter().find(|party| Some(&party.id) == role.party.as_ref());
    let word =
        |text: Option<&LocalText>| text.map_or("", |text| text.in_language(visit.language())).to_owned();
    let titles = role.title_for.iter().map(|other| other.title.text());
    let about = [
        ("guideline-level", word(level.map(|level| &level.title))),
        ("guideline-party", word(party.map(|party| &party.title))),
        ("guideline-other-title", joined(visit, titles)),
        ("guideline-appointed-by", appointers(visit, pack, &role.appointed_by)),
        ("guideline-also-called", role.aliases.join(", ")),
    ];
    entry(visit, &role.title.text(), Some(&role.description), &about, (&role.duties, &role.clauses))
}

fn body_entry(visit: &Visit, body: &Body) -> Markup {
    let about = [("guideline-also-called", body.aliases.join(", "))];
    entry(visit, &body.title.text(), body.description.as_ref(), &about, (&body.duties, &body.clauses))
}

/// One role or body, its duties behind a fold.
fn entry(
    visit: &Visit,
    title: &LocalText,
    description: Option<&LocalText>,
    about: &[(&str, String)],
    (duties, clauses): (&[Duty], &[String]),
) -> Markup {
    let language = visit.language();
    let told = about.iter().filter(|(_, value)| !value.is_empty());
    let wide = |(key, value): &(&str, String)| Fact { is_wide: true, ..Fact::text(visit.text(key), value) };
    let rows: Vec<Fact> = told.map(wide).collect();
    html! {
        details class="fold" {
            summary { span class="initial" { (title.in_language(language)) } }
            @if let Some(description) = description {
                p { (description.in_language(language)) " " (clause_links(visit, clauses)) }
            }
            @if !rows.is_empty() { (facts(language, &rows)) }
            @if duties.is_empty() {
                p { (visit.text("guideline-no-duties")) }
            } @else {
                ul { @for duty in duties { (duty_entry(visit, duty)) } }
            }
        }
    }
}

fn duty_entry(visit: &Visit, duty: &Duty) -> Markup {
    html! {
        li {
            (duty.text.in_language(visit.language()))
            @if duty.strength == Strength::Should { " (" (visit.text("guideline-recommended")) ")" }
            @if !duty.when.is_always_true() { " (" (visit.text("guideline-sometimes")) ")" }
            " " (clause_links(visit, &duty.clauses))
        }
    }
}

fn clause_links(visit: &Visit, clauses: &[String]) -> Markup {
    html! {
        @for clause in clauses { a class="small" href=(visit.keeping_day(format!("/riktlinje/{clause}"))) { (clause) } " " }
    }
}

fn appointers(visit: &Visit, pack: &Pack, appointed_by: &[WhoWhen]) -> String {
    joined(visit, appointed_by.iter().map(|entry| pack.title_of(&entry.who)))
}

/// Each text once, in the language of the reader.
fn joined(visit: &Visit, texts: impl Iterator<Item = LocalText>) -> String {
    let mut words: Vec<String> = Vec::new();
    for text in texts {
        let word = text.in_language(visit.language()).to_owned();
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.join(", ")
}
