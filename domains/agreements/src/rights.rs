//! Who approves and signs an agreement: whom the guideline names at each system that it covers; where it names nobody, who has
//! the permission there and has not written the agreement alone. Nobody does it who works at its supplier.

use crate::DECIDE;
use crate::agreement::Agreement;
use findings::Entitlement;
use kernel::{Error, Id, LocalText, Message, Result};
use policy::Pack;
use register::SYSTEM;
use std::collections::BTreeMap;
use storage::Read;

/// Approving an agreement for a system.
pub(crate) const APPROVE: &str = "agreement.approve";
/// Signing an agreement.
pub(crate) const SIGN: &str = "agreement.sign";

/// What the actor may do to an agreement, and why not more.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rights {
    /// The systems for which they may, and by what.
    pub given: BTreeMap<Id, Entitlement>,
    /// The systems for which they may not.
    pub missing: Vec<Id>,
    /// Whom the guideline names for those.
    named: Vec<LocalText>,
    /// They would, but have written the agreement, and nobody has named them.
    is_alone: bool,
    /// They would, but work at the supplier.
    is_of_supplier: bool,
}

/// What the actor has to do with an agreement.
struct Party {
    has_written: bool,
    is_of_supplier: bool,
}

impl Party {
    fn of(read: &Read, agreement: &Agreement) -> Result<Self> {
        let actor = read.actor();
        let found = organisation::people(read, actor.person.as_slice())?;
        Ok(Self {
            has_written: !actor.is_trusted()
                && actor.person.is_some()
                && actor.person == agreement.written_by,
            is_of_supplier: found
                .iter()
                .any(|one| one.organisation.is_some() && one.organisation == agreement.supplier),
        })
    }
}

impl Rights {
    /// Whether a body decides for any of the systems.
    #[must_use]
    pub fn is_by_body(&self) -> bool {
        self.given.values().any(|one| matches!(one, Entitlement::Body { .. }))
    }

    /// Why the actor may not.
    pub fn refusal(&self, read: &Read, key: &'static str) -> Error {
        if self.is_of_supplier {
            return Error::Refused(Message::new("refused-agreement-supplier"));
        }
        if !self.named.is_empty() {
            let language = read.actor().language;
            let names: Vec<&str> = self.named.iter().map(|one| one.in_language(language)).collect();
            return Error::Refused(Message::new(key).with("holders", names.join(", ")));
        }
        if self.is_alone {
            Error::Refused(Message::new("refused-agreement-alone"))
        } else {
            access::refused(DECIDE)
        }
    }

    fn add(&mut self, system: Id, found: Entitlement, party: &Party) {
        match found {
            Entitlement::Nobody { named } => {
                for title in named {
                    if !self.named.contains(&title) {
                        self.named.push(title);
                    }
                }
                self.missing.push(system);
            }
            _ if party.is_of_supplier => {
                self.is_of_supplier = true;
                self.missing.push(system);
            }
            Entitlement::Permission if party.has_written => {
                self.is_alone = true;
                self.missing.push(system);
            }
            found => {
                self.given.insert(system, found);
            }
        }
    }
}

/// What the actor may do for each of some systems that an agreement covers.
pub(crate) fn rights_for(
    read: &Read,
    pack: &Pack,
    agreement: &Agreement,
    (action, systems): (&str, &[Id]),
) -> Result<Rights> {
    let facts = findings::facts_of_all(read, SYSTEM.name(), systems)?;
    let party = Party::of(read, agreement)?;
    let mut rights = Rights::default();
    for system in systems {
        let Some(facts) = facts.get(system) else {
            rights.missing.push(*system);
            continue;
        };
        let found = findings::entitled(read, pack, (*system, facts), &[action], DECIDE)?;
        rights.add(*system, found, &party);
    }
    Ok(rights)
}

/// What the actor may do where an agreement covers no system, so that no guideline names anybody.
pub(crate) fn rights_at_maker(read: &Read, agreement: &Agreement) -> Result<Rights> {
    let found = match access::may(read, DECIDE, agreement.id)? {
        true => Entitlement::Permission,
        false => Entitlement::Nobody { named: Vec::new() },
    };
    let mut rights = Rights::default();
    rights.add(agreement.id, found, &Party::of(read, agreement)?);
    Ok(rights)
}
