//! Routes are data: the router is built from this list, and a test calls each as nobody, as the wrong role, and as the
//! right role of another tenant.

use crate::answer::Answer;
use crate::visit::Visit;
use kernel::{Permission, Result};

/// Answers one request. Synchronous: it runs on a thread made for it.
pub type Handler = fn(&Visit) -> Result<Answer>;

/// Who gets past the door. What they may do to which record, the verb decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody, signed in or not.
    Public,
    /// Everyone who is signed in.
    SignedIn,
    /// Who holds this permission on something.
    Needs(Permission),
}

/// One method at one path.
#[derive(Clone, Copy)]
pub struct Route {
    pub method: Method,
    /// With axum's placeholders: `/system/{id}`.
    pub path: &'static str,
    pub access: Access,
    pub handler: Handler,
    /// The kind of record that `{id}` names, so that a test can make one.
    pub subject: Option<&'static str>,
    /// The body may be a file by itself.
    pub takes_file: bool,
    /// The list that is shown, so that views of it may be saved.
    pub list: Option<ListOfRoute>,
    /// Files of the body are received on the disk and examined before the handler sees them ([`Visit::received`]).
    pub receives_files: bool,
}

/// A list that a route shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListOfRoute {
    /// The key of what it is called.
    pub title: &'static str,
}

/// The methods that pages and the API use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Get,
    Post,
    Patch,
}

impl Method {
    /// As it stands in `Allow`: who may GET may ask for the head alone.
    pub(crate) const fn allowed(self) -> &'static str {
        match self {
            Self::Get => "GET, HEAD",
            Self::Post => "POST",
            Self::Patch => "PATCH",
        }
    }
}

impl Route {
    #[must_use]
    pub const fn get(path: &'static str, access: Access, handler: Handler) -> Self {
        Self::plain(Method::Get, path, access, handler)
    }

    #[must_use]
    pub const fn post(path: &'static str, access: Access, handler: Handler) -> Self {
        Self::plain(Method::Post, path, access, handler)
    }

    #[must_use]
    pub const fn patch(path: &'static str, access: Access, handler: Handler) -> Self {
        Self::plain(Method::Patch, path, access, handler)
    }

    const fn plain(method: Method, path: &'static str, access: Access, handler: Handler) -> Self {
        Self {
            method,
            path,
            access,
            handler,
            subject: None,
            takes_file: false,
            list: None,
            receives_files: false,
        }
    }

    /// Says that the route shows a list, and what it is called. Its file is taken along at the same path.
    #[must_use]
    pub const fn listing(mut self, title: &'static str) -> Self {
        self.list = Some(ListOfRoute { title });
        self
    }

    /// Says that files may come with the body, large ones and several at once.
    #[must_use]
    pub const fn receiving_files(mut self) -> Self {
        self.receives_files = true;
        self
    }

    /// Says what kind of record `{id}` names.
    #[must_use]
    pub const fn of(mut self, subject: &'static str) -> Self {
        self.subject = Some(subject);
        self
    }

    /// Routes of the API answer problem documents, the others pages.
    #[must_use]
    pub fn is_api(&self) -> bool {
        is_api(self.path)
    }
}

pub(crate) fn is_api(path: &str) -> bool {
    path.starts_with("/api/")
}
