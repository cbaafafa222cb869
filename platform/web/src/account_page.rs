//! *Mitt konto*: change the password, see one's tokens and take them out of use.

use crate::accounts::{self, Account, Token, check_new_password, is_password};
use crate::answer::{Answer, Page};
use crate::components::{
    Cell, Column, ColumnKind, FieldGroup, Form, FormField, Input, Row, form, simple_table,
};
use crate::layout::ACCOUNT_PATH;
use crate::rate_limit::{self, Verdict};
use crate::record_form::form_errors;
use crate::route::{Access, Route};
use crate::session;
use crate::sign_in::too_many;
use crate::visit::{Session, Visit};
use kernel::{Error, Objection, Result};
use maud::{Markup, html};

const PASSWORD_PATH: &str = "/mitt-konto/losenord";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get(ACCOUNT_PATH, Access::SignedIn, show),
        Route::post(PASSWORD_PATH, Access::SignedIn, change_password),
        Route::get("/mitt-konto/token/{id}/aterkalla", Access::SignedIn, ask_to_revoke).of("api_token"),
        Route::post("/mitt-konto/token/{id}/aterkalla", Access::SignedIn, revoke).of("api_token"),
    ]
}

fn session_of(visit: &Visit) -> Result<&Session> {
    visit.session.as_ref().ok_or(Error::NotFound)
}

fn show(visit: &Visit) -> Result<Answer> {
    page(visit, &[]).map(Page::answer)
}

fn change_password(visit: &Visit) -> Result<Answer> {
    match try_change(visit) {
        Err(Error::Rejected(objections)) => Ok(page(visit, &objections)?.rejected().answer()),
        answer => answer,
    }
}

fn try_change(visit: &Visit) -> Result<Answer> {
    let form = visit.form()?;
    let [current, new, again] = ["current_password", "new_password", "repeated_password"]
        .map(|name| form.get(name).unwrap_or_default());
    let (verdict, account) = begin(visit)?;
    if let Verdict::Wait { seconds } = verdict {
        return Ok(too_many(visit, seconds));
    }
    if !is_password(current, Some(&account.password_hash)) {
        return Err(Error::rejected("current_password", "objection-password-wrong"));
    }
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

/// Who has found an open browser may not guess the password either.
fn begin(visit: &Visit) -> Result<(Verdict, Account)> {
    let (name, from) = (visit.actor.name.clone(), visit.from.clone());
    visit.web.db.installation(&visit.actor, move |installation| {
        let account = accounts::find(installation, &name)?.ok_or(Error::NotFound)?;
        Ok((rate_limit::begin(installation, &name, &from)?, account))
    })
}

fn page(visit: &Visit, objections: &[Objection]) -> Result<Page> {
    let account = session_of(visit)?.account;
    let tokens =
        visit.web.db.look_up(&visit.actor, |installation| accounts::tokens_of(installation, account))?;
    let content = html! {
        h2 { (visit.text("account-change-password")) }
        (form(visit.language(), &password_form(visit, objections)))
        h2 { (visit.text("account-tokens")) }
        p { (visit.text("account-tokens-text")) }
        (token_table(visit, &tokens))
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

fn token_table(visit: &Visit, tokens: &[Token]) -> Markup {
    let now = visit.actor.now;
    let live = tokens.iter().filter(|token| token.revoked_at.is_none() && token.expires_at > now);
    let rows: Vec<Row> = live.map(|token| token_row(visit, token)).collect();
    if rows.is_empty() {
        return html! { p { (visit.text("account-no-tokens")) } };
    }
    let column = |key, label: &str, kind| Column::new(key, visit.text(label), kind);
    let columns = [
        column("created", "account-token-created", ColumnKind::Date),
        column("expires", "account-token-expires", ColumnKind::Date),
        column("scopes", "account-token-scopes", ColumnKind::Text),
        column("revoke", "account-token-action", ColumnKind::Text),
    ];
    simple_table(visit.language(), &visit.text("account-tokens"), &columns, &rows)
}

fn token_row(visit: &Visit, token: &Token) -> Row {
    let scopes = match &token.scopes {
        Some(scopes) => Cell::List(scopes.clone()),
        None => Cell::text(visit.text("account-token-all")),
    };
    let revoke = crate::components::Link::new(
        format!("{ACCOUNT_PATH}/token/{}/aterkalla", token.id),
        visit.text("account-token-revoke"),
    );
    Row {
        cells: vec![
            Cell::text(texts::instant(token.created_at)),
            Cell::text(texts::instant(token.expires_at)),
            scopes,
            Cell::Link(revoke),
        ],
    }
}

/// Only one's own tokens exist for oneself.
fn own_token(visit: &Visit) -> Result<Token> {
    let (id, account) = (visit.id("id")?, session_of(visit)?.account);
    let tokens =
        visit.web.db.look_up(&visit.actor, |installation| accounts::tokens_of(installation, account))?;
    tokens.into_iter().find(|token| token.id == id).ok_or(Error::NotFound)
}

fn ask_to_revoke(visit: &Visit) -> Result<Answer> {
    let token = own_token(visit)?;
    let asking = Form {
        action: visit.path.clone(),
        csrf: visit.csrf().to_owned(),
        revision: None,
        hidden: Vec::new(),
        groups: Vec::new(),
        errors: Vec::new(),
        save: visit.text("account-token-revoke"),
        cancel: Some(crate::components::Link::new(ACCOUNT_PATH, visit.text("cancel"))),
    };
    let created =
        kernel::Message::new("account-token-question").with("created", texts::instant(token.created_at));
    let consequence = visit.text("account-token-consequence");
    let content = crate::components::confirm_form(&visit.render(&created), &consequence, &asking);
    Ok(Page::new(visit.text("account-token-revoke"), content).answer())
}

fn revoke(visit: &Visit) -> Result<Answer> {
    let token = own_token(visit)?;
    visit
        .web
        .db
        .installation(&visit.actor, move |installation| accounts::revoke_token(installation, token.id))?;
    Ok(Answer::see_other(ACCOUNT_PATH, "account-token-revoked"))
}
