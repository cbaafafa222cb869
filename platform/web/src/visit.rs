//! One request of one visitor, as handlers see it: who it is, what was asked, and the database within reach.

use crate::components::Address;
use crate::error_answer::with_permission_in_words;
use crate::layout::{AS_OF_PARAMETER, Look};
use crate::list_view::ListInWords;
use crate::list_views::OfferedViews;
use crate::resource::refuse_repeat;
use crate::router::is_repeat;
use crate::seen_by::{SEEN_BY_PARAMETER, SeenBy};
use crate::web::Web;
use files::{Examined, Refusal};
use kernel::{Actor, Date, Error, Id, Language, Message, Permission, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use storage::{Read, Tx, View};

/// A request, taken apart.
pub struct Visit {
    pub web: Arc<Web>,
    /// Who asks. On public routes an actor without any permission.
    pub actor: Actor,
    pub session: Option<Session>,
    /// Everything that the actor may do somewhere today.
    pub permissions: BTreeSet<String>,
    pub look: Look,
    pub method: crate::Method,
    /// The path as asked for, with ids in it.
    pub path: String,
    pub path_values: BTreeMap<String, String>,
    /// Pairs of the query string, in order.
    pub query: Vec<(String, String)>,
    pub headers: BTreeMap<String, String>,
    pub body: Body,
    /// The files of a route that receives them.
    pub received: Vec<ReceivedFile>,
    /// SHA-256 of the body, by which a repeated request is known.
    pub body_hash: String,
    /// The address that the request came from, as far as it can be trusted.
    pub from: String,
    /// The saved views of the list that is shown.
    pub views: OfferedViews,
    /// Set where the page of a list is asked only for what its view is in words.
    pub list_words: Option<OnceLock<ListInWords>>,
    /// Set where the visitor looks at a page as somebody else.
    pub seen_by: Option<SeenBy>,
    /// Why a verb refused what a form asked for.
    pub refusal: OnceLock<Message>,
    /// Verbs that the handler has run for this form.
    pub verbs: AtomicU32,
    /// Set when a verb found that this form was saved before.
    pub repeats: OnceLock<()>,
}

/// What makes a browser's visits belong together.
#[derive(Clone, Debug)]
pub struct Session {
    pub account: Id,
    /// Name of the federation.
    pub federation: String,
    /// What a form must carry back; another text for each answer, the same secret.
    pub csrf: String,
    pub is_installation_administrator: bool,
}

/// The body of a request.
#[derive(Default)]
pub enum Body {
    #[default]
    None,
    /// A form, with any files that came with it.
    Form(Form),
    Json(serde_json::Value),
    /// A file by itself, where the route takes one.
    File(Vec<u8>),
}

/// Names and values of a form; a name may come several times.
#[derive(Clone, Debug, Default)]
pub struct Form {
    pub pairs: Vec<(String, String)>,
    pub files: Vec<Upload>,
}

/// A file that came with a form.
#[derive(Clone, Debug)]
pub struct Upload {
    pub field: String,
    pub name: String,
    pub bytes: Vec<u8>,
}

/// A file that was received on the disk, and what the examination of it came to.
#[derive(Clone, Debug)]
pub struct ReceivedFile {
    pub field: String,
    /// As the sender says.
    pub name: String,
    pub outcome: std::result::Result<Examined, Refusal>,
}

impl Form {
    /// The first value of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        first(&self.pairs, name)
    }

    /// All values of a name.
    pub fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.pairs.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    #[must_use]
    pub fn file(&self, field: &str) -> Option<&Upload> {
        self.files.iter().find(|file| file.field == field)
    }
}

fn first<'p>(pairs: &'p [(String, String)], name: &str) -> Option<&'p str> {
    pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

impl Visit {
    #[must_use]
    pub fn language(&self) -> Language {
        self.look.language
    }

    /// A text of the program in the visitor's language.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        texts::text(self.language(), key)
    }

    /// A message in the visitor's language.
    #[must_use]
    pub fn render(&self, message: &Message) -> String {
        texts::render(self.language(), message)
    }

    /// The id at a placeholder of the path. What is no id names no record.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn id(&self, name: &str) -> Result<Id> {
        self.path_values.get(name).and_then(|text| text.parse().ok()).ok_or(Error::NotFound)
    }

    /// The first value of a name in the query string; an empty one counts as absent.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<&str> {
        first(&self.query, name).filter(|value| !value.is_empty())
    }

    /// The form that was sent.
    ///
    /// # Errors
    /// When the body is something else.
    pub fn form(&self) -> Result<&Form> {
        match &self.body {
            Body::Form(form) => Ok(form),
            _ => Err(Error::rejected("", "objection-form-expected")),
        }
    }

    /// The JSON that was sent.
    ///
    /// # Errors
    /// When the body is something else.
    pub fn json(&self) -> Result<&serde_json::Value> {
        match &self.body {
            Body::Json(json) => Ok(json),
            _ => Err(Error::rejected("", "objection-json-expected")),
        }
    }

    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    #[must_use]
    pub fn today(&self) -> Date {
        self.actor.today()
    }

    /// The day that the visitor looks back to (`?as_of=`).
    ///
    /// # Errors
    /// When it is no date, or has not come yet.
    pub fn as_of(&self) -> Result<Option<Date>> {
        let name = AS_OF_PARAMETER;
        let Some(text) = self.query(name) else { return Ok(None) };
        let day = texts::parse_date(text, self.today())
            .ok_or_else(|| Error::rejected(name, "objection-not-a-date"))?;
        match day.cmp(&self.today()) {
            std::cmp::Ordering::Less => Ok(Some(day)),
            std::cmp::Ordering::Equal => Ok(None),
            std::cmp::Ordering::Greater => Err(Error::rejected(name, "objection-as-of-future")),
        }
    }

    /// Requests of the API are answered with JSON, the others with pages.
    #[must_use]
    pub fn is_api(&self) -> bool {
        crate::route::is_api(&self.path)
    }

    /// The address of what is looked at, with all parameters.
    #[must_use]
    pub fn address(&self) -> Address {
        Address { path: self.path.clone(), parameters: self.query.clone() }
    }

    /// An address of this program as of the day that the visitor looks back to, and as whom they look: every link from a
    /// page of the past to another page is made by it, so that nobody walks into the present unawares.
    #[must_use]
    pub fn keeping_day(&self, address: impl AsRef<str>) -> String {
        let address = address.as_ref();
        let (page, place) =
            address.split_once('#').map_or((address, None), |(page, place)| (page, Some(place)));
        let mut kept = Address::parse(page);
        let day = self.as_of().ok().flatten();
        let seen_by = self.seen_by.as_ref().filter(|one| one.goes_on_at(&kept.path));
        if day.is_none() && seen_by.is_none() {
            return address.to_owned();
        }
        if let Some(day) = day {
            kept = kept.with(AS_OF_PARAMETER, day.to_string());
        }
        if let Some(seen_by) = seen_by {
            kept = kept.with(SEEN_BY_PARAMETER, seen_by.who.to_string());
        }
        let href = kept.href();
        place.map_or_else(|| href.clone(), |place| format!("{href}#{place}"))
    }

    /// Reads what the visitor looks at: now, or as of a day.
    ///
    /// # Errors
    /// Those of the closure.
    pub fn read<T>(&self, work: impl FnOnce(&Read) -> Result<T>) -> Result<T> {
        let view = self.as_of()?.map_or(View::Now, View::AsOf);
        self.web.db.read(&self.actor, view, work)
    }

    /// What makes this form the one that was drawn: a page draws each with a token of its own, so the same bytes at the
    /// same path are the same form, sent again. Each verb that a handler runs has its own key.
    fn next_form_key(&self) -> Option<String> {
        let number = self.verbs.fetch_add(1, Ordering::Relaxed);
        self.form_key(&number.to_string())
    }

    /// The key under which something of this form is remembered.
    pub(crate) fn form_key(&self, what: &str) -> Option<String> {
        // A script says itself by its `Idempotency-Key` what is the same.
        let is_form = matches!(self.body, Body::Form(_)) && !self.body_hash.is_empty() && !self.is_api();
        is_form.then(|| crate::accounts::sha256_hex(&format!("{} {} {what}", self.path, self.body_hash)))
    }

    /// Whether the handler has run a verb for this form.
    pub(crate) fn has_run_verb(&self) -> bool {
        self.verbs.load(Ordering::Relaxed) > 0
    }

    /// Runs a verb, unless the very same form has been saved before: a page sent twice makes one record. What the verb
    /// refuses to a form is an objection to the whole form, so that it is shown again with what
    /// was typed; the router still answers that it was refused.
    ///
    /// # Errors
    /// Those of the verb; nothing is then written.
    pub fn write<T, F>(&self, verb: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Tx) -> Result<T> + Send + 'static,
    {
        let form = self.next_form_key();
        let verb = move |tx: &mut Tx| {
            if let Some(key) = form {
                refuse_repeat(tx, &key)?;
            }
            verb(tx)
        };
        let written = self.web.db.write(&self.actor, verb);
        if written.as_ref().is_err_and(is_repeat) {
            self.repeats.get_or_init(|| ());
        }
        written.map_err(|error| match (error, &self.body) {
            (Error::Refused(message), Body::Form(_)) => {
                let message = with_permission_in_words(self.language(), &message);
                Error::rejected("", self.refusal.get_or_init(|| message).clone())
            }
            (error, _) => error,
        })
    }

    /// Whether the visitor may do something somewhere: for what a page offers. The verb asks again about the record.
    #[must_use]
    pub fn may(&self, permission: Permission) -> bool {
        self.actor.is_trusted() || self.permissions.contains(permission.name())
    }

    /// The token in the browser's session cookie, whether it still means anything or not.
    pub(crate) fn session_token(&self) -> Option<String> {
        let cookies = self.header("cookie")?;
        crate::router::cookie(cookies, crate::session::SESSION_COOKIE).map(str::to_owned)
    }

    /// The token that a form must carry back.
    #[must_use]
    pub fn csrf(&self) -> &str {
        self.session.as_ref().map_or("", |session| session.csrf.as_str())
    }
}
