//! The saved views of a list, as the program registers who keeps them: every list offers those of its own, and signing in
//! may lead to one. What is kept of a view is the query of its address, in a form of which there is one only.

use crate::components::{Address, COLUMN_PARAMETER, SORT_PARAMETER};
use crate::layout::AS_OF_PARAMETER;
use crate::list_view::{FORMAT_PARAMETER, PLACE_PARAMETER};
use crate::route::Route;
use kernel::{Id, Result};
use storage::Read;

/// Where the saved views are looked after.
pub const VIEWS_PATH: &str = "/vyer";
/// The saved view that an address was opened by.
pub const VIEW_PARAMETER: &str = "vy";
/// The list that a view is to be saved of, and the query of its address.
pub const LIST_PARAMETER: &str = "lista";
pub const QUERY_PARAMETER: &str = "fraga";

/// A saved view as its list offers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedView {
    pub id: Id,
    pub name: String,
    /// As [`normal_query`] writes it.
    pub query: String,
    pub is_own: bool,
}

impl OfferedView {
    /// The address of the view on its list.
    #[must_use]
    pub fn address(&self, list: &str) -> Address {
        address_of_view(list, &self.query, self.id)
    }
}

/// The address of a view on its list.
#[must_use]
pub fn address_of_view(list: &str, query: &str, id: Id) -> Address {
    Address::parse(&format!("{list}?{query}")).with(VIEW_PARAMETER, id.to_string())
}

/// The saved views of a list that a visitor may open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfferedViews {
    pub views: Vec<OfferedView>,
    /// There are more than those offered.
    pub has_more: bool,
    /// The one that the address names.
    pub opened: Option<OfferedView>,
    /// Views belong to people: an account without one saves none.
    pub may_save: bool,
}

/// Who keeps the views.
#[derive(Clone, Copy)]
pub struct ListViews {
    /// The views of the list at a path, and the one that the address names.
    pub of: fn(&Read, &str, Option<Id>) -> Result<OfferedViews>,
    /// The address that the actor begins at, if they have chosen one.
    pub first: fn(&Read) -> Result<Option<String>>,
}

impl ListViews {
    /// Nobody keeps any.
    pub const NONE: Self = Self { of: |_, _, _| Ok(OfferedViews::default()), first: |_| Ok(None) };
}

/// A list of the site whose views may be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListPlace {
    pub path: &'static str,
    /// The key of what it is called.
    pub title: &'static str,
}

/// The lists among some routes.
#[must_use]
pub fn list_places(routes: &[Route]) -> Vec<ListPlace> {
    let place = |route: &Route| Some(ListPlace { path: route.path, title: route.list?.title });
    routes.iter().filter_map(place).collect()
}

/// The query of a view: filters by name, then the order and the columns; without a place in the list, a day that is
/// looked back to, and what has no value.
#[must_use]
pub fn normal_query(query: &str) -> String {
    let mut address = Address::parse(&format!("/?{}", query.trim_start_matches('?')));
    let passing =
        [PLACE_PARAMETER, FORMAT_PARAMETER, AS_OF_PARAMETER, VIEW_PARAMETER, "post", "choose", "all"];
    address.parameters.retain(|(name, value)| !value.is_empty() && !passing.contains(&name.as_str()));
    // Columns keep their order among each other: sorting is stable.
    let rank = |name: &str| match name {
        SORT_PARAMETER => 1,
        COLUMN_PARAMETER => 2,
        _ => 0,
    };
    address.parameters.sort_by(|(one, _), (other, _)| (rank(one), one).cmp(&(rank(other), other)));
    address.parameters.dedup();
    address.href().trim_start_matches('/').trim_start_matches('?').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn views_that_show_the_same_are_kept_in_the_same_words() {
        let kept = "drift=egen&q=l%C3%B6n&sort=-namn&kolumn=namn&kolumn=antal";
        for query in [
            "q=lön&drift=egen&sort=-namn&kolumn=namn&kolumn=antal",
            "?kolumn=namn&sort=-namn&kolumn=antal&q=l%C3%B6n&drift=egen&sida=50%1Fx&as_of=2026-01-01&vy=1&tom=",
            kept,
        ] {
            assert_eq!(normal_query(query), kept, "{query}");
        }
        assert_eq!(normal_query("as_of=2026-01-01"), "");
    }
}
