//! Signing in and out. Who guesses passwords is stopped; who has none learns nothing, not even which accounts exist.

use crate::accounts::{self, Account, is_password, normal_user_name};
use crate::answer::{Answer, Page};
use crate::components::{
    Address, Cell, Column, ColumnKind, FieldGroup, Form, FormError, FormField, Input, Notice, NoticeKind,
    Row, form, notice, simple_table,
};
use crate::layout::{SETTINGS_PATH, SIGN_OUT_PATH};
use crate::rate_limit::{self, Verdict};
use crate::route::{Access, Route};
use crate::session;
use crate::visit::Visit;
use crate::web::DemoAccount;
use kernel::{Actor, Arg, Language, Message, Result};
use maud::{Markup, html};
use std::collections::BTreeSet;
use storage::View;

pub(crate) const SIGN_IN_PATH: &str = "/logga-in";
/// Where to go on to after signing in.
pub(crate) const NEXT_PARAMETER: &str = "next";
const SIGNED_OUT_PARAMETER: &str = "utloggad";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get(SIGN_IN_PATH, Access::Public, show),
        Route::post(SIGN_IN_PATH, Access::Public, sign_in),
        Route::post(SIGN_OUT_PATH, Access::Public, sign_out),
    ]
}

fn show(visit: &Visit) -> Result<Answer> {
    if visit.session.is_some() {
        return Ok(Answer::SeeOther { to: next(visit), done: None });
    }
    let key = if visit.query(SIGNED_OUT_PARAMETER).is_some() {
        Some("signed-out")
    } else {
        visit.session_token().map(|_| "sign-in-again")
    };
    let note = key.map(|key| notice(&Notice::new(NoticeKind::Info, visit.text(key))));
    Ok(page(visit, "", &[], note).bare())
}

fn sign_in(visit: &Visit) -> Result<Answer> {
    let sent = visit.form()?;
    let user_name = normal_user_name(sent.get("user_name").unwrap_or_default());
    let password = sent.get("password").unwrap_or_default();
    let (verdict, account) = begin(visit, &user_name)?;
    if let Verdict::Wait { seconds } = verdict {
        return Ok(too_many(visit, seconds));
    }
    let is_right = is_password(password, account.as_ref().map(|account| account.password_hash.as_str()));
    match account.filter(|account| is_right && !account.is_locked) {
        Some(account) => succeed(visit, account),
        None => {
            let error = FormError { field: String::new(), text: visit.text("sign-in-wrong") };
            Ok(page(visit, &user_name, &[error], None).rejected().bare())
        }
    }
}

/// Counts the attempt and finds the account, in one transaction; the password is looked at after it.
fn begin(visit: &Visit, user_name: &str) -> Result<(Verdict, Option<Account>)> {
    let (user_name, from) = (user_name.to_owned(), visit.from.clone());
    visit.web.db.installation(&visit.actor, move |installation| {
        let verdict = rate_limit::begin(installation, &user_name, &from)?;
        Ok((verdict, accounts::find(installation, &user_name)?))
    })
}

/// A session from before is ended, so that nobody can have planted it.
fn succeed(visit: &Visit, account: Account) -> Result<Answer> {
    let (from, old) = (visit.from.clone(), visit.session_token());
    let actor = session::actor_of(&account, visit.actor.now, None);
    let token = visit.web.db.installation(&actor, move |installation| {
        rate_limit::succeeded(installation, &account.user_name, &from)?;
        if let Some(old) = old {
            session::end(installation, &old)?;
        }
        accounts::audit(installation, "account.signed_in", account.id, &account.user_name)?;
        session::begin(installation, account.id)
    })?;
    let cookie = session::session_cookie(&visit.web.site, Some(&token));
    Ok(Answer::SeeOther { to: first_page(visit, &actor)?, done: None }.with_header("set-cookie", cookie))
}

/// Who asked for no page begins at Start, or at the view that they have chosen to begin with.
fn first_page(visit: &Visit, actor: &Actor) -> Result<String> {
    let to = next(visit);
    if to != "/" || actor.person.is_none() {
        return Ok(to);
    }
    let chosen = visit.web.db.read(actor, View::Now, |read| {
        let chosen = (visit.web.list_views.first)(read)?;
        let permissions = if chosen.is_some() { access::permissions_of(read)? } else { BTreeSet::new() };
        Ok(chosen.filter(|to| admits(visit, to, &permissions)))
    })?;
    Ok(chosen.unwrap_or(to))
}

/// Whether there is a list at an address, and its door lets somebody with these permissions in.
fn admits(visit: &Visit, to: &str, permissions: &BTreeSet<String>) -> bool {
    let path = Address::parse(to).path;
    let route = visit.web.routes.iter().find(|route| route.path == path && route.list.is_some());
    route.is_some_and(|route| match route.access {
        Access::Needs(needed) => permissions.contains(needed.name()),
        Access::Public | Access::SignedIn => true,
    })
}

fn sign_out(visit: &Visit) -> Result<Answer> {
    if let Some(token) = visit.session_token().filter(|_| visit.session.is_some()) {
        visit.web.db.installation(&visit.actor, move |installation| session::end(installation, &token))?;
    }
    let to = Address::new(SIGN_IN_PATH).with(SIGNED_OUT_PARAMETER, "1").href();
    let cookie = session::session_cookie(&visit.web.site, None);
    Ok(Answer::SeeOther { to, done: None }.with_header("set-cookie", cookie))
}

pub(crate) fn too_many(visit: &Visit, seconds: i64) -> Answer {
    let minutes = (seconds + 59) / 60;
    let text = Message::new("sign-in-too-many").with("minutes", minutes);
    let content = notice(&Notice::new(NoticeKind::Wrong, visit.render(&text)));
    let mut page = Page::new(visit.text("sign-in-title"), content);
    page.status = 429;
    page.bare().with_header("retry-after", seconds.to_string())
}

/// An address that a link or a form names to go on to, if it is one of this site: another is not followed. Browsers leave
/// tabs and line ends out and read `\` as `/`, so that none of them may stand in it.
#[must_use]
pub fn own_address(wanted: Option<&str>) -> Option<&str> {
    let leads_astray = |letter: char| letter == '\\' || letter.is_control();
    wanted.filter(|to| to.starts_with('/') && !to.starts_with("//") && !to.contains(leads_astray))
}

fn next(visit: &Visit) -> String {
    own_address(visit.query(NEXT_PARAMETER)).unwrap_or("/").to_owned()
}

fn page(visit: &Visit, user_name: &str, errors: &[FormError], note: Option<Markup>) -> Page {
    let action = Address::new(SIGN_IN_PATH).with(NEXT_PARAMETER, next(visit)).href();
    let fields = vec![
        FormField::new(
            "user_name",
            visit.text("sign-in-user-name"),
            Input::UserName { value: user_name.to_owned() },
        ),
        FormField::new("password", visit.text("sign-in-password"), Input::Password { is_new: false }),
    ];
    let sign_in_form = Form {
        action,
        csrf: String::new(),
        revision: None,
        hidden: Vec::new(),
        groups: vec![FieldGroup { legend: None, hint: None, fields }],
        errors: errors.to_vec(),
        save: visit.text("sign-in"),
        cancel: None,
    };
    let content = html! {
        @if let Some(note) = note { (note) }
        (form(visit.language(), &sign_in_form))
        (demo_accounts(visit.language(), &visit.web.site.demo_accounts))
        (language_choice(visit))
    };
    Page::new(visit.text("sign-in-title"), content)
}

/// The other language calls itself by its own name.
fn language_choice(visit: &Visit) -> Markup {
    let (other, name) = match visit.language() {
        Language::Swedish => (Language::English, "English"),
        Language::English => (Language::Swedish, "Svenska"),
    };
    html! {
        form method="post" action=(SETTINGS_PATH) {
            input type="hidden" name="return" value=(visit.address().href());
            button class="ds-button" data-variant="tertiary" type="submit" name="language" value=(other.code()) lang=(other.code()) { (name) }
        }
    }
}

/// Each federation behind a fold, the first one open.
fn demo_accounts(language: Language, accounts: &[DemoAccount]) -> Markup {
    let number = i64::try_from(accounts.len()).unwrap_or_default();
    let of_federations = accounts.chunk_by(|one, next| one.federation == next.federation);
    html! {
        @if !accounts.is_empty() {
            section class="stack" {
                h2 { (texts::format(language, "sign-in-demo", &[("count", Arg::Number(number))])) }
                @for (place, group) in of_federations.enumerate() {
                    details class="fold" open[place == 0] {
                        summary { (group[0].federation) " (" (group.len()) ")" }
                        (demo_accounts_of(language, group))
                    }
                }
            }
        }
    }
}

fn demo_accounts_of(language: Language, accounts: &[DemoAccount]) -> Markup {
    let column = |key, label: &str| Column::new(key, texts::text(language, label), ColumnKind::Text);
    let columns = [
        column("title", "sign-in-demo-who"),
        column("user", "sign-in-user-name"),
        column("password", "sign-in-password"),
    ];
    let row =
        |one: &DemoAccount| Row { cells: [&one.title, &one.user, &one.password].map(Cell::text).into() };
    let rows: Vec<Row> = accounts.iter().map(row).collect();
    simple_table(language, &texts::text(language, "sign-in-demo-of"), &columns, &rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signing_in_leads_on_to_this_site_only() {
        assert_eq!(own_address(Some("/system?q=a")), Some("/system?q=a"));
        for foreign in [
            "https://example.test/",
            "//example.test",
            "/\\example.test",
            "system",
            "/a\nb",
            "/\t/example.test",
        ] {
            assert_eq!(own_address(Some(foreign)), None, "{foreign}");
        }
        assert_eq!(own_address(None), None);
    }

    #[test]
    fn accounts_of_the_demo_lie_by_federation_and_the_first_is_open() {
        let account = |federation: &str, user: &str| DemoAccount {
            federation: federation.to_owned(),
            user: user.to_owned(),
            password: "x".to_owned(),
            title: format!("Titel {user}"),
        };
        let accounts = [account("ett", "a"), account("ett", "b"), account("tva", "c")];
        let shown = demo_accounts(Language::Swedish, &accounts).into_string();
        assert_eq!(shown.matches("<details").count(), 2, "{shown}");
        assert_eq!(shown.matches("<details class=\"fold\" open>").count(), 1);
        assert!(shown.contains("ett (2)") && shown.contains("tva (1)"));
        assert!(shown.find("Titel a") < shown.find(">a<"), "who it is stands first");
        assert_eq!(demo_accounts(Language::Swedish, &[]).into_string(), "");
    }
}
