//! How somebody wants to see the program: language, colours, density, keyboard shortcuts. Kept with the account; for who
//! is not signed in, the language is kept in a cookie, and so is a folded rail for everybody.

use crate::accounts;
use crate::answer::Answer;
use crate::layout::{ColourScheme, Density, Look, RAIL_FIELD, SETTINGS_PATH};
use crate::route::{Access, Route};
use crate::router::{cookie, set_cookie};
use crate::session::LANGUAGE_COOKIE;
use crate::sign_in::own_address;
use crate::visit::{Form, Visit};
use kernel::{Language, Result};

const A_YEAR: u32 = 31_536_000;
const RAIL_COOKIE: &str = "vidmakt_rail";
const NARROW: &str = "narrow";

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::post(SETTINGS_PATH, Access::Public, save)]
}

fn save(visit: &Visit) -> Result<Answer> {
    let form = visit.form()?;
    let to = own_address(form.get("return")).unwrap_or("/").to_owned();
    if let Some(rail) = form.get(RAIL_FIELD) {
        return Ok(Answer::SeeOther { to, done: None }.with_header("set-cookie", rail_cookie(visit, rail)));
    }
    let look = chosen(visit.look, form);
    if let Some(session) = &visit.session {
        let account = session.account;
        visit.web.db.installation(&visit.actor, move |installation| {
            accounts::set_look(installation, account, look)
        })?;
    }
    let cookie = set_cookie(&visit.web.site, LANGUAGE_COOKIE, look.language.code(), Some(A_YEAR));
    Ok(Answer::SeeOther { to, done: None }.with_header("set-cookie", cookie))
}

fn rail_cookie(visit: &Visit, rail: &str) -> String {
    let seconds = if rail == NARROW { A_YEAR } else { 0 };
    set_cookie(&visit.web.site, RAIL_COOKIE, NARROW, Some(seconds))
}

/// Whether this browser shows the rooms folded to their signs.
pub(crate) fn has_narrow_rail(visit: &Visit) -> bool {
    visit.header("cookie").and_then(|cookies| cookie(cookies, RAIL_COOKIE)) == Some(NARROW)
}

/// What the form does not carry, or names wrongly, stays as it is.
fn chosen(look: Look, form: &Form) -> Look {
    Look {
        language: form.get("language").and_then(Language::from_tag).unwrap_or(look.language),
        colour_scheme: form
            .get("colour_scheme")
            .and_then(ColourScheme::from_name)
            .unwrap_or(look.colour_scheme),
        density: form.get("density").and_then(Density::from_name).unwrap_or(look.density),
        has_shortcuts: form.get("shortcuts").map_or(look.has_shortcuts, |choice| choice == "on"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_that_is_not_sent_stays() {
        let pairs = [("language", "en"), ("density", "huge"), ("shortcuts", "off")];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let look = chosen(Look::default(), &Form { pairs, files: Vec::new() });
        assert_eq!(look, Look { language: Language::English, has_shortcuts: false, ..Look::default() });
    }
}
