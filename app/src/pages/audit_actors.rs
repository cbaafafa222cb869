//! Who acts in the audit log: the accounts of the federation and the people who hold them.

use kernel::{Error, Id, Result};
use organisation::{PEOPLE_BY_NAME, people};
use std::collections::BTreeMap;
use storage::{AuditEvent, MOST_ACTORS, Read, Value};
use web::{Visit, accounts};

/// People whose names hold what is typed: more than may act in one question.
const MOST_PEOPLE: i64 = 500;

/// The federation's accounts by user name, each with the person who holds it.
pub(super) struct Actors(BTreeMap<String, Option<Id>>);

/// What the accounts that acted in some events are called.
pub(super) struct Named(BTreeMap<String, String>);

impl Actors {
    pub(super) fn of(visit: &Visit) -> Result<Self> {
        let tenant = visit.actor.tenant;
        let all = visit.web.db.look_up(&visit.actor, |installation| accounts::list(installation, tenant))?;
        Ok(Self(all.into_iter().map(|one| (one.user_name, one.person)).collect()))
    }

    /// The actors whose user name holds what is typed, or who are people whose name does; the word itself where there are
    /// none, since jobs and the command line act too. Repeated as often as the filter has places.
    pub(super) fn meant_by(&self, read: &Read, typed: &str) -> Result<Vec<Value>> {
        let named = (PEOPLE_BY_NAME.like)(read, typed, MOST_PEOPLE)?;
        let named: Vec<Id> = named.iter().filter_map(|one| one.value.parse().ok()).collect();
        let typed = typed.to_lowercase();
        let fits = |(account, person): &(&String, &Option<Id>)| {
            account.to_lowercase().contains(&typed) || person.is_some_and(|person| named.contains(&person))
        };
        let mut meant: Vec<&str> = self.0.iter().filter(fits).map(|(account, _)| account.as_str()).collect();
        if meant.len() > MOST_ACTORS {
            return Err(Error::rejected(super::audit_log::WHO, "objection-too-many-fit"));
        }
        if meant.is_empty() {
            meant.push(&typed);
        }
        let last = meant[meant.len() - 1];
        let places = meant.iter().copied().chain(std::iter::repeat(last)).take(MOST_ACTORS);
        Ok(places.map(Value::from).collect())
    }

    pub(super) fn named(&self, read: &Read, events: &[AuditEvent]) -> Result<Named> {
        let acted: BTreeMap<&str, Id> = events
            .iter()
            .filter_map(|event| Some((event.actor.as_str(), (*self.0.get(&event.actor)?)?)))
            .collect();
        let ids: Vec<Id> = acted.values().copied().collect();
        let names: BTreeMap<Id, String> =
            people(read, &ids)?.into_iter().map(|person| (person.id, person.name)).collect();
        let named =
            acted.into_iter().filter_map(|(account, id)| Some((account.to_owned(), names.get(&id)?.clone())));
        Ok(Named(named.collect()))
    }
}

impl Named {
    /// The person's name where there is one, beside what the chain itself holds, and for whom they acted.
    pub(super) fn who(&self, visit: &Visit, event: &AuditEvent) -> String {
        let actor = match self.0.get(&event.actor) {
            Some(name) => format!("{name} ({})", event.actor),
            None => event.actor.clone(),
        };
        match &event.on_behalf_of {
            Some(holder) => {
                let words = [("actor", actor.into()), ("holder", holder.as_str().into())];
                texts::format(visit.language(), "audit-on-behalf-of", &words)
            }
            None => actor,
        }
    }
}
