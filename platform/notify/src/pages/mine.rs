//! *Mina utskick*: what somebody was told lately, how often they get a digest, and the address of their calendar.

use crate::compose::CHOICE_PATH;
use crate::mail::DigestChoice;
use crate::notice::{MOST_TOLD, open_notices};
use crate::pages::FEED_PATH;
use crate::{choice_of, choose_digest};
use kernel::{Choice as _, Error, Id, Message, Result};
use maud::{Markup, html};
use web::accounts;
use web::components::{
    FieldGroup, Form, FormField, Input, Notice, NoticeKind, SelectOption, copyable, form, notice,
};
use web::{Answer, Page, Visit};

const CALENDAR_PATH: &str = "/mina-utskick/kalender";

pub(super) fn mine(visit: &Visit) -> Result<Answer> {
    page(visit, None).map(Page::answer)
}

fn page(visit: &Visit, secret: Option<&str>) -> Result<Page> {
    let told = match visit.actor.person {
        None => html! { p { (visit.text("mine-no-person")) } },
        Some(person) => of_person(visit, person)?,
    };
    let content = html! {
        div class="stack" {
            (told)
            section class="stack" { (calendar(visit, secret)?) }
        }
    };
    Ok(Page::new(visit.text("mine-title"), content))
}

fn of_person(visit: &Visit, person: Id) -> Result<Markup> {
    let (choice, told) = visit.read(|read| Ok((choice_of(read, person)?, open_notices(read, person)?)))?;
    let language = visit.language();
    Ok(html! {
        section class="stack" {
            h2 { (visit.text("mine-told")) }
            @if told.is_empty() {
                p { (visit.text("mine-nothing-told")) }
            } @else {
                ul class="prose" {
                    @for one in &told {
                        li { (texts::date(one.on)) " " a href=(one.address) { (one.text.in_language(language)) } }
                    }
                }
                @if i64::try_from(told.len()).is_ok_and(|count| count >= MOST_TOLD) { p { (visit.text("mine-told-cut")) } }
            }
        }
        section class="stack" {
            h2 { (visit.text("mine-digest")) }
            p { (visit.text("mine-digest-text")) }
            (form(language, &choice_form(visit, choice)))
        }
    })
}

fn choice_form(visit: &Visit, choice: DigestChoice) -> Form {
    let option = |name: &&'static str| SelectOption::new(*name, visit.text(&format!("mine-digest-{name}")));
    let options = DigestChoice::NAMES.iter().map(option).collect();
    let input = Input::Choice { value: choice.name().to_owned(), options };
    bare_form(
        visit,
        CHOICE_PATH,
        "save",
        vec![FormField::new("digest", visit.text("mine-digest-field"), input).required()],
    )
}

fn bare_form(visit: &Visit, action: &str, save: &str, fields: Vec<FormField>) -> Form {
    let groups =
        if fields.is_empty() { Vec::new() } else { vec![FieldGroup { legend: None, hint: None, fields }] };
    Form {
        action: action.to_owned(),
        csrf: visit.csrf().to_owned(),
        revision: None,
        hidden: Vec::new(),
        groups,
        errors: Vec::new(),
        save: visit.text(save),
        cancel: None,
    }
}

pub(super) fn choose(visit: &Visit) -> Result<Answer> {
    let person = visit.actor.person.ok_or(Error::NotFound)?;
    let choice = visit.form()?.get("digest").and_then(DigestChoice::from_name);
    let choice = choice.ok_or_else(|| Error::rejected("digest", "objection-not-a-choice"))?;
    visit.write(move |tx| choose_digest(tx, person, choice))?;
    Ok(Answer::see_other(CHOICE_PATH, "mine-digest-chosen"))
}

fn account_of(visit: &Visit) -> Result<Id> {
    Ok(visit.session.as_ref().ok_or(Error::NotFound)?.account)
}

/// The calendar: its address is shown when it is made, and never again.
fn calendar(visit: &Visit, secret: Option<&str>) -> Result<Markup> {
    let account = account_of(visit)?;
    let made = visit.web.db.look_up(&visit.actor, |i| accounts::feed_made_at(i, account))?;
    let language = visit.language();
    let (save, revoke) =
        (if made.is_some() { "feed-renew" } else { "feed-make" }, format!("{CALENDAR_PATH}/ta-bort"));
    Ok(html! {
        h2 { (visit.text("feed-title")) }
        p { (visit.text("feed-text")) }
        @if let Some(secret) = secret {
            (notice(&Notice::new(NoticeKind::Done, visit.text("feed-made-now"))))
            (copyable(language, &feed_address(visit, secret)))
        } @else if let Some(made) = made {
            p { (visit.render(&Message::new("feed-made").with("at", texts::instant(made)))) }
        }
        (form(language, &bare_form(visit, CALENDAR_PATH, save, Vec::new())))
        @if made.is_some() { (form(language, &bare_form(visit, &revoke, "feed-revoke", Vec::new()))) }
    })
}

fn feed_address(visit: &Visit, secret: &str) -> String {
    format!("{}{FEED_PATH}?nyckel={secret}", visit.web.site.public_url.trim_end_matches('/'))
}

pub(super) fn renew_calendar(visit: &Visit) -> Result<Answer> {
    let account = account_of(visit)?;
    let db = &visit.web.db;
    let secret = db.installation(&visit.actor, move |i| accounts::renew_feed(i, account))?;
    Ok(page(visit, Some(&secret))?.answer().with_header("cache-control", "no-store"))
}

pub(super) fn revoke_calendar(visit: &Visit) -> Result<Answer> {
    let account = account_of(visit)?;
    visit.web.db.installation(&visit.actor, move |i| accounts::revoke_feed(i, account))?;
    Ok(Answer::see_other(CHOICE_PATH, "feed-revoked"))
}
