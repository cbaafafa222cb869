//! The pages of web-hooks: which there are, what each was told, and the steps that they take.

mod delivery_list;
mod delivery_page;
mod hook_form;
mod hook_list;
mod hook_page;
mod removal_page;
mod secret_page;

use crate::MANAGE;
use crate::happening::Happenings;
use kernel::{Id, Language, Message, Result};
use web::components::{Link, SelectOption};
use web::{Access, RecordWords, Route, Visit};

const PATH: &str = "/administration/webhookar";
const DELIVERIES_PATH: &str = "/administration/webhookar/leveranser";

/// The routes of these pages.
#[must_use]
pub fn routes() -> Vec<Route> {
    let manage = Access::Needs(MANAGE);
    let hook = |path, handler| Route::post(path, manage, handler).of("web_hook");
    vec![
        Route::get(PATH, manage, hook_list::hooks).listing("hook-list"),
        Route::get("/administration/webhookar/ny", manage, hook_form::new_form),
        Route::post("/administration/webhookar/ny", manage, hook_form::save_new),
        Route::get("/administration/webhookar/{id}", manage, hook_page::hook).of("web_hook"),
        Route::get("/administration/webhookar/{id}/andra", manage, hook_form::edit_form).of("web_hook"),
        hook("/administration/webhookar/{id}/andra", hook_form::change),
        Route::get("/administration/webhookar/{id}/hemlighet", manage, secret_page::ask).of("web_hook"),
        hook("/administration/webhookar/{id}/hemlighet", secret_page::make),
        Route::get("/administration/webhookar/{id}/ta-bort", manage, removal_page::ask).of("web_hook"),
        hook("/administration/webhookar/{id}/ta-bort", removal_page::remove),
        hook("/administration/webhookar/{id}/prov", hook_page::try_it),
        Route::get(DELIVERIES_PATH, manage, delivery_list::deliveries).listing("hook-deliveries"),
        Route::get("/administration/webhookar/leveranser/{id}", manage, delivery_page::delivery)
            .of("web_hook_delivery"),
        Route::post("/administration/webhookar/leveranser/{id}/igen", manage, delivery_page::send_again)
            .of("web_hook_delivery"),
    ]
}

pub(crate) fn address_of(hook: Id) -> String {
    format!("{PATH}/{hook}")
}

/// The way back to the list.
fn way(visit: &Visit) -> Link {
    Link::new(visit.keeping_day(PATH), visit.text("hook-list"))
}

/// What a hook may be told of, in words: all about each kind of record, then each action.
fn words(visit: &Visit) -> Result<RecordWords> {
    let happenings = visit.web.db.attached::<Happenings>()?;
    let language = visit.language();
    let nouns = happenings.nouns().into_iter().map(|noun| format!("{noun}.*"));
    let actions = happenings.actions.iter().map(|action| (*action).to_owned());
    let options = nouns.chain(actions).map(|one| {
        let label = happening_in_words(language, &one);
        SelectOption::new(one, label)
    });
    Ok(RecordWords::of("web-hook").options("happenings", options.collect()))
}

/// An action as the audit log calls it, or all about a kind of record.
fn happening_in_words(language: Language, happening: &str) -> String {
    let Some(noun) = happening.strip_suffix(".*") else {
        let key = format!("action-{}", happening.replace(['.', '_'], "-"));
        return if texts::has(language, &key) { texts::text(language, &key) } else { happening.to_owned() };
    };
    let key = format!("audit-kind-{}", noun.replace('_', "-"));
    let noun = if texts::has(language, &key) { texts::text(language, &key) } else { noun.to_owned() };
    texts::render(language, &Message::new("hook-everything-about").with("kind", noun))
}
