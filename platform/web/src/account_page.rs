//! *Mitt konto*: change the password; the keys for scripts stand below it.

use crate::accounts::{self, Account, check_new_password, is_password};
use crate::answer::{Answer, Page};
use crate::components::{FieldGroup, Form, FormField, Input, form};
use crate::layout::ACCOUNT_PATH;
use crate::rate_limit::{self, Verdict};
use crate::record_form::form_errors;
use crate::route::{Access, Route};
use crate::session;
use crate::sign_in::too_many;
use crate::token_pages;
use crate::visit::{Session, Visit};
use kernel::{Error, Objection, Result};
use maud::html;

const PASSWORD_PATH: &str = "/mitt-konto/losenord";

pub(crate) fn routes() -> Vec<Route> {
    let password = vec![
        Route::get(ACCOUNT_PATH, Access::SignedIn, show),
        Route::post(PASSWORD_PATH, Access::SignedIn, change_password),
    ];
    [password, token_pages::routes()].concat()
}

pub(crate) fn session_of(visit: &Visit) -> Result<&Session> {
    visit.session.as_ref().ok_or(Error::NotFound)
}

fn show(visit: &Visit) -> Result<Answer> {
    page(visit, &[], &[]).map(Page::answer)
}

fn change_password(visit: &Visit) -> Result<Answer> {
    match try_change(visit) {
        Err(Error::Rejected(objections)) => Ok(page(visit, &objections, &[])?.rejected().answer()),
        answer => answer,
    }
}

fn try_change(visit: &Visit) -> Result<Answer> {
    let form = visit.form()?;
    let [new, again] = ["new_password", "repeated_password"].map(|name| form.get(name).unwrap_or_default());
    let account = match asked_password(visit, "current_password")? {
        Asked::Right(account) => account,
        Asked::TooOften(answer) => return Ok(answer),
    };
    let hash = check_new_password("new_password", new, &account.user_name)?;
    if new != again {
        return Err(Error::rejected("repeated_password", "objection-password-differs"));
    }
    let from = visit.from.clone();
    let token = visit.web.db.installation(&visit.actor, move |installation| {
        rate_limit::succeeded(installation, &account.user_name, &from)?;
        accounts::change_password(installation, &account, &hash)?;
        session::begin(installation, account.id)
    })?;
    let cookie = session::session_cookie(&visit.web.site, Some(&token));
    Ok(Answer::see_other(ACCOUNT_PATH, "account-password-changed").with_header("set-cookie", cookie))
}

/// What came of asking for the password once more.
pub(crate) enum Asked {
    Right(Account),
    TooOften(Answer),
}

/// Asks for the password of whoever is signed in: who has found an open browser may not guess it either.
///
/// # Errors
/// An objection at the field when it is wrong.
pub(crate) fn asked_password(visit: &Visit, field: &'static str) -> Result<Asked> {
    let password = visit.form()?.get(field).unwrap_or_default();
    let (verdict, account) = begin(visit)?;
    if let Verdict::Wait { seconds } = verdict {
        return Ok(Asked::TooOften(too_many(visit, seconds)));
    }
    if is_password(password, Some(&account.password_hash)) {
        Ok(Asked::Right(account))
    } else {
        Err(Error::rejected(field, "objection-password-wrong"))
    }
}

fn begin(visit: &Visit) -> Result<(Verdict, Account)> {
    let (name, from) = (visit.actor.name.clone(), visit.from.clone());
    visit.web.db.installation(&visit.actor, move |installation| {
        let account = accounts::find(installation, &name)?.ok_or(Error::NotFound)?;
        Ok((rate_limit::begin(installation, &name, &from)?, account))
    })
}

/// The whole page, with what is wrong in either of its forms.
pub(crate) fn page(visit: &Visit, of_password: &[Objection], of_token: &[Objection]) -> Result<Page> {
    let content = html! {
        section class="stack" {
            h2 { (visit.text("account-change-password")) }
            (form(visit.language(), &password_form(visit, of_password)))
        }
        section class="stack" { (token_pages::section(visit, of_token)?) }
    };
    Ok(Page::new(visit.text("account-title"), content))
}

fn password_form(visit: &Visit, objections: &[Objection]) -> Form {
    let field = |name: &str, key: &str, is_new| {
        FormField::new(name, visit.text(key), Input::Password { is_new }).required()
    };
    let hint = visit.render(
        &kernel::Message::new("account-new-password-hint").with("min", accounts::LEAST_PASSWORD_CHARS as i64),
    );
    let fields = vec![
        field("current_password", "account-current-password", false),
        field("new_password", "account-new-password", true).with_hint(hint),
        field("repeated_password", "account-repeated-password", true),
    ];
    Form {
        action: PASSWORD_PATH.to_owned(),
        csrf: visit.csrf().to_owned(),
        revision: None,
        hidden: Vec::new(),
        groups: vec![FieldGroup { legend: None, hint: None, fields }],
        errors: form_errors(visit.language(), objections),
        save: visit.text("account-change-password"),
        cancel: None,
    }
}
