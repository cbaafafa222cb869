//! Who sends a request: somebody with a session, a script with a token, or nobody that we know.

use super::cookies::cookie;
use super::intake::Intake;
use super::language::{best_accepted, language_of};
use crate::accounts::{Account, sha256_hex};
use crate::error_answer::{Audience, Trouble};
use crate::layout::Look;
use crate::list_views::OfferedViews;
use crate::route::is_api;
use crate::session::{self, SESSION_COOKIE};
use crate::store::{self, AccountByToken};
use crate::visit::Session;
use crate::web::{Web, Welcome};
use axum::http::{StatusCode, header};
use kernel::{Actor, ActorKind, Id, Instant, Language, Result, TenantId};
use std::collections::BTreeSet;
use storage::{View, values};

/// Who it is, as far as the request shows.
pub(super) struct Visitor {
    who: Who,
    now: Instant,
    language: Language,
}

enum Who {
    Nobody,
    Browser { account: Box<Account>, csrf: String },
    Script { account: Box<Account>, only: Option<Vec<String>> },
}

/// What a visitor may do, what they are called, what waits for them, and the saved views of the list that they look at.
#[derive(Default)]
pub(super) struct Standing {
    pub permissions: BTreeSet<String>,
    pub welcome: Welcome,
    pub views: OfferedViews,
}

/// The path of a list, and the saved view by which it was opened.
pub(super) type ListAsked = (&'static str, Option<Id>);

impl Visitor {
    /// # Errors
    /// When a token is given that is none of ours, or the database fails.
    pub(super) fn of(web: &Web, intake: &Intake) -> Result<Self, Trouble> {
        let is_api = is_api(&intake.path);
        let failed = |error| Trouble::from_error(error, is_api);
        let nobody = Self { who: Who::Nobody, now: (web.clock)(), language: language_of(&intake.headers) };
        if is_api && let Some(token) = bearer(intake) {
            return nobody.with_token(web, token);
        }
        let cookies = intake.headers.get("cookie");
        let Some(token) = cookies.and_then(|header| cookie(header, SESSION_COOKIE)) else {
            return Ok(nobody);
        };
        let found = session::find(&web.db, &nobody.own_actor(), token).map_err(failed)?;
        let who = found
            .map_or(Who::Nobody, |found| Who::Browser { account: Box::new(found.account), csrf: found.csrf });
        Ok(Self { who, ..nobody })
    }

    fn with_token(self, web: &Web, token: &str) -> Result<Self, Trouble> {
        let (hash, now) = (sha256_hex(token), self.now);
        let found: Result<Option<AccountByToken>> = web.db.look_up(&self.own_actor(), |installation| {
            installation.one(&store::ACCOUNT_BY_TOKEN, &values![hash, now])
        });
        match found.map_err(|error| Trouble::from_error(error, true))? {
            Some(AccountByToken { account, scopes }) => {
                Ok(Self { who: Who::Script { account: Box::new(account), only: scopes }, ..self })
            }
            None => Err(not_signed_in().saying("error-wrong-token")),
        }
    }

    fn account(&self) -> Option<&Account> {
        match &self.who {
            Who::Nobody => None,
            Who::Browser { account, .. } | Who::Script { account, .. } => Some(account),
        }
    }

    pub(super) fn account_id(&self) -> Option<Id> {
        self.account().map(|account| account.id)
    }

    pub(super) fn is_known(&self) -> bool {
        self.account().is_some()
    }

    pub(super) fn is_script(&self) -> bool {
        matches!(self.who, Who::Script { .. })
    }

    /// The secret that forms of this browser carry.
    pub(super) fn csrf(&self) -> Option<&str> {
        if let Who::Browser { csrf, .. } = &self.who { Some(csrf) } else { None }
    }

    /// The same for the reader of a language: scripts may ask for another than the account's.
    pub(super) fn actor(&self, language: Language) -> Actor {
        Actor { language, ..self.own_actor() }
    }

    fn own_actor(&self) -> Actor {
        match &self.who {
            Who::Nobody => Actor {
                tenant: TenantId::INSTALLATION,
                kind: ActorKind::Person,
                name: String::new(),
                person: None,
                language: self.language,
                now: self.now,
                only: Some(Vec::new()),
            },
            Who::Browser { account, .. } => session::actor_of(account, self.now, None),
            Who::Script { account, only } => session::actor_of(account, self.now, only.clone()),
        }
    }

    pub(super) fn session(&self) -> Option<Session> {
        let Who::Browser { account, csrf } = &self.who else { return None };
        Some(Session {
            account: account.id,
            federation: account.federation_name.clone(),
            csrf: session::masked_csrf(csrf, &account.id.to_string()),
            is_installation_administrator: account.is_installation_administrator,
        })
    }

    /// Scripts are answered in the language that they ask for, people in the one that they chose.
    pub(super) fn audience(&self, intake: &Intake) -> Audience {
        let is_api = is_api(&intake.path);
        let asked = intake.headers.get("accept-language").filter(|_| is_api);
        let mut look = self
            .account()
            .map_or(Look { language: self.language, ..Look::default() }, |account| account.look);
        look.language = asked.and_then(|header| best_accepted(header)).unwrap_or(look.language);
        Audience { look, is_api: is_api || is_script(intake), is_signed_in: self.is_known() }
    }

    pub(super) fn unknown_audience(intake: &Intake) -> Audience {
        let look = Look { language: language_of(&intake.headers), ..Look::default() };
        Audience { look, is_api: is_api(&intake.path) || is_script(intake), is_signed_in: false }
    }

    /// What the visitor may do anywhere today, and how much waits: asked once, in one transaction.
    pub(super) fn standing(&self, web: &Web, is_api: bool, list: Option<ListAsked>) -> Result<Standing> {
        if !self.is_known() {
            return Ok(Standing::default());
        }
        web.db.read(&self.own_actor(), View::Now, |read| {
            let welcome = if is_api { Welcome::default() } else { (web.welcome)(read)? };
            let views = match list.filter(|_| !is_api) {
                Some((path, opened)) => (web.list_views.of)(read, path, opened)?,
                None => OfferedViews::default(),
            };
            Ok(Standing { permissions: access::permissions_of(read)?, welcome, views })
        })
    }
}

fn bearer(intake: &Intake) -> Option<&str> {
    let (scheme, token) = intake.headers.get("authorization")?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

pub(super) fn not_signed_in() -> Trouble {
    Trouble::new(StatusCode::UNAUTHORIZED, "not-signed-in").with_header(header::WWW_AUTHENTICATE, "Bearer")
}

/// Whether a script of a page asks, which reads what went wrong as the API tells it.
fn is_script(intake: &Intake) -> bool {
    intake.headers.get("accept").is_some_and(|accepted| accepted == "application/json")
}
