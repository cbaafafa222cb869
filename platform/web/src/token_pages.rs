//! Part of *Mitt konto*: the keys by which scripts act for somebody. They are made here, shown once, and taken out of use.

use crate::account_page::{Asked, asked_password, page, session_of};
use crate::accounts::{self, NewToken, Token, TokenOnce};
use crate::answer::{Answer, Page};
use crate::components::{
    Cell, Column, ColumnKind, FieldGroup, Form, FormField, Input, Link, Notice, NoticeKind, Row,
    SelectOption, confirm_form, copyable, form, notice, simple_table,
};
use crate::layout::ACCOUNT_PATH;
use crate::rate_limit;
use crate::record_form::form_errors;
use crate::route::{Access, Route};
use crate::visit::Visit;
use kernel::{Error, Message, Objection, Result};
use maud::{Markup, html};

const TOKEN_PATH: &str = "/mitt-konto/nyckel";
const USUAL_DAYS: &str = "90";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::post(TOKEN_PATH, Access::SignedIn, create),
        Route::get("/mitt-konto/token/{id}/aterkalla", Access::SignedIn, ask_to_revoke).of("api_token"),
        Route::post("/mitt-konto/token/{id}/aterkalla", Access::SignedIn, revoke).of("api_token"),
    ]
}

/// The keys that still hold, and the form that makes one.
pub(crate) fn section(visit: &Visit, objections: &[Objection]) -> Result<Markup> {
    let account = session_of(visit)?.account;
    let tokens =
        visit.web.db.look_up(&visit.actor, |installation| accounts::tokens_of(installation, account))?;
    Ok(html! {
        h2 { (visit.text("account-tokens")) }
        p { (visit.text("account-tokens-text")) }
        (token_table(visit, &tokens))
        h3 { (visit.text("account-token-new")) }
        (form(visit.language(), &token_form(visit, objections)))
    })
}

fn token_form(visit: &Visit, objections: &[Objection]) -> Form {
    let typed = visit.form().ok().filter(|_| visit.path == TOKEN_PATH);
    let chosen = typed.map(|form| form.all("scopes").map(str::to_owned).collect()).unwrap_or_default();
    let days = typed.and_then(|form| form.get("days")).unwrap_or(USUAL_DAYS).to_owned();
    let scopes = visit.permissions.iter().map(|name| {
        let key = format!("permission-{}", name.replace(['.', '_'], "-"));
        SelectOption::new(name, format!("{} ({name})", visit.text(&key)))
    });
    let scopes = Input::References { values: chosen, options: scopes.collect() };
    let fields = vec![
        FormField::new("days", visit.text("account-token-days"), Input::Number { value: days }).required(),
        FormField::new(
            "token_password",
            visit.text("account-current-password"),
            Input::Password { is_new: false },
        )
        .required(),
        FormField::new("scopes", visit.text("account-token-scopes"), scopes)
            .with_hint(visit.text("account-token-scopes-hint")),
    ];
    Form {
        action: TOKEN_PATH.to_owned(),
        csrf: visit.csrf().to_owned(),
        revision: None,
        hidden: Vec::new(),
        groups: vec![FieldGroup { legend: None, hint: None, fields }],
        errors: form_errors(visit.language(), objections),
        save: visit.text("account-token-create"),
        cancel: None,
    }
}

fn create(visit: &Visit) -> Result<Answer> {
    match try_create(visit) {
        Err(Error::Rejected(objections)) => Ok(page(visit, &[], &objections)?.rejected().answer()),
        answer => answer,
    }
}

/// Whoever has found an open browser gets no key out of it: the password is asked for.
fn try_create(visit: &Visit) -> Result<Answer> {
    let form = visit.form()?;
    let days = form.get("days").unwrap_or_default().trim().parse();
    let days = days.map_err(|_| Error::rejected("days", "objection-token-days"))?;
    let scopes: Vec<String> = form.all("scopes").map(str::to_owned).collect();
    if !scopes.iter().all(|scope| visit.permissions.contains(scope)) {
        return Err(Error::rejected("scopes", "objection-token-scope"));
    }
    let account = match asked_password(visit, "token_password")? {
        Asked::Right(account) => account,
        Asked::TooOften(answer) => return Ok(answer),
    };
    let (new, from) = (NewToken { user: account.user_name, scopes, days }, visit.from.clone());
    let token = visit.web.db.installation(&visit.actor, move |installation| {
        rate_limit::succeeded(installation, &new.user, &from)?;
        accounts::create_token(installation, &new)
    })?;
    shown_once(visit, &token)
}

fn shown_once(visit: &Visit, token: &TokenOnce) -> Result<Answer> {
    let until = Message::new("account-token-made").with("until", texts::instant(token.expires_at));
    let content = html! {
        (notice(&Notice::new(NoticeKind::Done, visit.render(&until))))
        (copyable(visit.language(), &token.token))
        p { a href=(ACCOUNT_PATH) { (visit.text("account-token-kept")) } }
    };
    let here = vec![Link::new(ACCOUNT_PATH, visit.text("account-title"))];
    Ok(Page::new(visit.text("account-token-once"), content).under(here).answer())
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
    simple_table(visit.language(), &visit.text("account-tokens-live"), &columns, &rows)
}

fn token_row(visit: &Visit, token: &Token) -> Row {
    let scopes = match &token.scopes {
        Some(scopes) => Cell::List(scopes.clone()),
        None => Cell::text(visit.text("account-token-all")),
    };
    let revoke =
        Link::new(format!("{ACCOUNT_PATH}/token/{}/aterkalla", token.id), visit.text("account-token-revoke"));
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
        cancel: Some(Link::new(ACCOUNT_PATH, visit.text("cancel"))),
    };
    let created = Message::new("account-token-question").with("created", texts::instant(token.created_at));
    let consequence = visit.text("account-token-consequence");
    let content = confirm_form(&visit.render(&created), &consequence, &asking);
    let here = vec![Link::new(ACCOUNT_PATH, visit.text("account-title"))];
    Ok(Page::new(visit.text("account-token-revoke"), content).under(here).answer())
}

fn revoke(visit: &Visit) -> Result<Answer> {
    let token = own_token(visit)?;
    visit
        .web
        .db
        .installation(&visit.actor, move |installation| accounts::revoke_token(installation, token.id))?;
    Ok(Answer::see_other(ACCOUNT_PATH, "account-token-revoked"))
}
