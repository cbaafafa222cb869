//! A view of a list under a name.

use kernel::{Choice, FieldKind, Id, choice, record_fields};

choice! {
    /// Who sees a view beside its owner.
    pub enum SharedWith {
        /// Swedish: ingen.
        Nobody = "nobody",
        /// Swedish: min organisation. Those who are employed in the organisation of its owner.
        Organisation = "organisation",
        /// Swedish: alla i samverkan.
        Federation = "federation",
    }
}

/// Swedish: sparad vy. What was filtered, in which order and columns a list was shown; not the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedView {
    pub id: Id,
    /// Counts from 1; 0 while it is not saved.
    pub revision: i64,
    pub name: String,
    pub shared_with: Option<SharedWith>,
    /// The path of the list.
    pub list: String,
    /// As [`web::normal_query`] writes it.
    pub query: String,
    pub owner: Id,
    pub owner_name: String,
    /// The organisation that it is shared with.
    pub organisation: Option<Id>,
}

/// Letters of a query: an address that holds more is not taken by every program.
const MOST_OF_A_QUERY: usize = 3_000;

record_fields! { SavedView {
    name: FieldKind::Text { max_chars: 100 }, required;
    shared_with: FieldKind::Choice(<SharedWith as Choice>::NAMES), required;
    list: FieldKind::Text { max_chars: 200 }, required;
    query: FieldKind::Text { max_chars: MOST_OF_A_QUERY };
} }

impl SavedView {
    /// A view of a list that nobody else sees.
    #[must_use]
    pub fn new(list: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            list: list.into(),
            shared_with: Some(SharedWith::Nobody),
            ..Self::default()
        }
    }

    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.shared_with.is_some_and(|with| with != SharedWith::Nobody)
    }

    /// As its list offers it to somebody.
    #[must_use]
    pub fn offered(&self, to: Option<Id>) -> web::OfferedView {
        let is_own = to == Some(self.owner);
        web::OfferedView { id: self.id, name: self.name.clone(), query: self.query.clone(), is_own }
    }

    /// Where it is opened.
    #[must_use]
    pub fn address(&self) -> web::components::Address {
        web::address_of_view(&self.list, &self.query, self.id)
    }
}
