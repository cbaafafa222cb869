//! A web-hook: whom to tell, and of what. Swedish: webhook.

use kernel::{FieldKind, Id, record_fields};

/// More kinds of event than there ever are: how many a hook may name follows from how many there are (`save_hook.rs`).
const MOST_HAPPENINGS: usize = 1_000;

/// Swedish: webhook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WebHook {
    pub id: Id,
    /// Counts from 1; 0 while it is not saved.
    pub revision: i64,
    pub name: String,
    /// Where the messages go: an https address.
    pub address: String,
    /// Actions of the audit log, such as `system.changed`, or all about one kind of record: `system.*`.
    pub happenings: Vec<String>,
    pub is_active: Option<bool>,
    /// Who changed it last: they are told when it is switched off.
    pub person: Option<Id>,
    /// Which of its secrets it has; 0 before the first.
    pub secret_number: i64,
    /// Tells two secrets apart without telling either.
    pub secret_print: String,
}

record_fields! { WebHook {
    name: FieldKind::Text { max_chars: 100 }, required;
    address: FieldKind::Link, required;
    happenings: FieldKind::Words { max_words: MOST_HAPPENINGS }, required;
    is_active: FieldKind::Flag;
} }

impl WebHook {
    /// Whether it is to be told of an action.
    #[must_use]
    pub fn hears(&self, action: &str) -> bool {
        let noun = action.split_once('.').map_or(action, |(noun, _)| noun);
        let is_heard = |one: &String| one == action || one.strip_suffix(".*").is_some_and(|all| all == noun);
        self.happenings.iter().any(is_heard)
    }

    /// Whether it is told anything at all: it is switched on, and has a secret to sign with.
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.is_active == Some(true) && self.secret_number > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hook_hears_the_actions_it_names_and_all_about_the_kinds_it_names() {
        let happenings = ["system.*", "document.changed"].map(str::to_owned).to_vec();
        let hook = WebHook { happenings, ..WebHook::default() };
        let heard = ["system.changed", "system.registered", "document.changed"];
        let unheard =
            ["document.withdrawn", "systems.changed", "person.changed", "system_confirmation.made", ""];
        assert!(heard.iter().all(|action| hook.hears(action)));
        assert!(!unheard.iter().any(|action| hook.hears(action)));
    }
}
