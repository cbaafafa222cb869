//! What a handler answers: a page, a way on, a file, or a record of the API.

use crate::components::Link;
use kernel::{Instant, Message, Result};
use maud::Markup;
use serde_json::{Value as Json, json};
use std::sync::Arc;
use storage::Read;

/// The answer of a handler; the router puts it into HTTP.
pub enum Answer {
    Page(Box<Page>),
    /// Part of a page, for htmx.
    Fragment(Markup),
    /// After a post: go on to this address, and say there what was done.
    SeeOther {
        to: String,
        done: Option<Message>,
    },
    File(File),
    /// A file that is kept in pieces.
    Stored(StoredFile),
    Json(JsonAnswer),
    /// A page without the frame: signing in, and what stands outside a federation.
    Bare(Box<Page>),
    /// Not done, for a reason that HTTP has a status of its own for; the kind names its texts.
    Problem {
        status: u16,
        kind: &'static str,
    },
    /// An answer with further headers, such as a cookie.
    With(Box<Answer>, Vec<(&'static str, String)>),
}

/// The status of a form that comes back.
pub(crate) const REJECTED: u16 = 422;

/// A page for somebody signed in; the router adds the frame.
pub struct Page {
    /// 200, or 422 when a form comes back with objections.
    pub status: u16,
    pub title: String,
    pub count: Option<i64>,
    pub breadcrumbs: Vec<Link>,
    pub primary_action: Option<Link>,
    pub edit_action: Option<Link>,
    pub content: Markup,
}

impl Page {
    #[must_use]
    pub fn new(title: impl Into<String>, content: Markup) -> Self {
        Self {
            status: 200,
            title: title.into(),
            count: None,
            breadcrumbs: Vec::new(),
            primary_action: None,
            edit_action: None,
            content,
        }
    }

    #[must_use]
    pub fn count(mut self, count: i64) -> Self {
        self.count = Some(count);
        self
    }

    #[must_use]
    pub fn under(mut self, breadcrumbs: Vec<Link>) -> Self {
        self.breadcrumbs = breadcrumbs;
        self
    }

    /// The one thing that most people do next from here.
    #[must_use]
    pub fn primary(mut self, action: Option<Link>) -> Self {
        self.primary_action = action;
        self
    }

    #[must_use]
    pub fn edit(mut self, action: Option<Link>) -> Self {
        self.edit_action = action;
        self
    }

    /// A form that came back with what is wrong in it.
    #[must_use]
    pub fn rejected(mut self) -> Self {
        self.status = REJECTED;
        self
    }

    #[must_use]
    pub fn answer(self) -> Answer {
        Answer::Page(Box::new(self))
    }

    #[must_use]
    pub fn bare(self) -> Answer {
        Answer::Bare(Box::new(self))
    }
}

/// A file to keep, always sent as an attachment.
pub struct File {
    pub name: String,
    pub content_type: &'static str,
    pub bytes: Vec<u8>,
}

/// A file that is kept in pieces and sent piece by piece, so that its size costs no memory.
pub struct StoredFile {
    pub name: String,
    pub content_type: &'static str,
    pub length: u64,
    /// Shown by the browser itself; everything else is an attachment.
    pub is_shown: bool,
    pub piece: Piece,
}

/// Reads a piece, counted from 0; none after the last.
pub type Piece = Arc<dyn Fn(&Read, i64) -> Result<Option<Vec<u8>>> + Send + Sync>;

/// A record or a list of the API.
pub struct JsonAnswer {
    pub status: u16,
    pub body: Json,
    /// The revision of the record, which becomes its `ETag`.
    pub revision: Option<i64>,
    /// Where a new record is found.
    pub location: Option<String>,
}

impl JsonAnswer {
    #[must_use]
    pub fn ok(body: Json) -> Self {
        Self { status: 200, body, revision: None, location: None }
    }
}

impl Answer {
    /// The same answer with one more header.
    #[must_use]
    pub fn with_header(self, name: &'static str, value: impl Into<String>) -> Self {
        match self {
            Self::With(answer, mut headers) => {
                headers.push((name, value.into()));
                Self::With(answer, headers)
            }
            answer => Self::With(Box::new(answer), vec![(name, value.into())]),
        }
    }

    /// To the script that keeps what somebody types ([`editor`](crate::components::editor)): when it was kept, and who else
    /// has saved the text since it was opened.
    #[must_use]
    pub fn draft_kept(at: Instant, other: Option<(&str, Instant)>) -> Self {
        let words = other.map(|(who, at)| json!({"who": who, "at": texts::instant(at)}));
        Self::Json(JsonAnswer::ok(json!({"at": texts::instant(at), "other": words})))
    }

    /// Goes on to an address after something was done.
    #[must_use]
    pub fn see_other(to: impl Into<String>, done: impl Into<Message>) -> Self {
        Self::SeeOther { to: to.into(), done: Some(done.into()) }
    }
}
