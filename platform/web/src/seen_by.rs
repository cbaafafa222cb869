//! A page as somebody else sees it: the same handler with another reader, for looking only.

use crate::visit::{Body, Visit};
use kernel::{Actor, Id};
use std::collections::BTreeSet;
use std::sync::OnceLock;
use std::sync::atomic::AtomicU32;

/// The parameter that names who is looked at the page as.
pub const SEEN_BY_PARAMETER: &str = "sett_av";

/// Who somebody looks at pages as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenBy {
    pub who: Id,
    /// Pages that can be looked at so, with what lies below them: links to them go on in the same way.
    pub pages: &'static [&'static str],
}

impl SeenBy {
    /// Whether a link leads to a page that can be looked at in the same way.
    pub(crate) fn goes_on_at(&self, path: &str) -> bool {
        let is_below = |page: &&str| {
            path.strip_prefix(*page).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.pages.iter().any(is_below)
    }
}

impl Visit {
    /// The same visit by another reader. It has no session and no body: nothing of the visitor's own is shown by it, and
    /// nothing is saved.
    #[must_use]
    pub fn as_seen_by(&self, seen_by: SeenBy, actor: Actor, permissions: BTreeSet<String>) -> Self {
        Self {
            web: self.web.clone(),
            actor,
            session: None,
            permissions,
            look: self.look,
            method: self.method,
            path: self.path.clone(),
            path_values: self.path_values.clone(),
            query: self.query.clone(),
            headers: self.headers.clone(),
            body: Body::None,
            received: Vec::new(),
            body_hash: String::new(),
            from: self.from.clone(),
            views: crate::list_views::OfferedViews::default(),
            list_words: None,
            seen_by: Some(seen_by),
            refusal: OnceLock::new(),
            verbs: AtomicU32::new(0),
            repeats: OnceLock::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_that_can_be_looked_at_so_and_what_lies_below_them_go_on_in_the_same_way() {
        let seen_by = SeenBy { who: Id::new(), pages: &["/system", "/objekt"] };
        let cases = [
            ("/system", true),
            ("/system/018f", true),
            ("/systemet", false),
            ("/objekt/018f", true),
            ("/administration/personer", false),
            ("/", false),
        ];
        for (path, expected) in cases {
            assert_eq!(seen_by.goes_on_at(path), expected, "{path}");
        }
    }
}
