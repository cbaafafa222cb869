//! Who holds a role, as cells say it: by name or e-mail address, several between semicolons or commas.

use super::cells::pieces;
use super::planner::Planner;
use crate::transfer::mapping::folded;
use crate::transfer::state::{Holder, State, name_of_holder};
use kernel::{Id, Message};
use policy::{HolderKind, Role};
use std::collections::BTreeSet;

impl Planner<'_> {
    /// The holders that a cell names. It names all of them: whoever is not among them holds the role no longer.
    pub(super) fn holders_of(
        &mut self,
        role: &str,
        cell: &str,
        after: &State,
    ) -> Result<BTreeSet<Holder>, Message> {
        let Some(role) = self.known.pack.role(role).cloned() else {
            return Err(Message::new("objection-no-such-role"));
        };
        if let Some(whole) = self.known_holder(&role, cell, after)? {
            return Ok([whole].into());
        }
        let mut holders = BTreeSet::new();
        for piece in pieces(cell, &[';', '\n']) {
            match self.known_holder(&role, piece, after)? {
                Some(holder) => {
                    holders.insert(holder);
                }
                None => {
                    for name in pieces(piece, &[',']) {
                        holders.insert(self.holder_named(&role, name, after)?);
                    }
                }
            }
        }
        Ok(holders)
    }

    fn holder_named(&mut self, role: &Role, name: &str, after: &State) -> Result<Holder, Message> {
        if let Some(holder) = self.known_holder(role, name, after)? {
            return Ok(holder);
        }
        let is_for_people = role.holders.iter().any(|kind| *kind != HolderKind::Body);
        if !is_for_people || !self.ask.mapping.create.people {
            return Err(Message::new("transfer-no-person").with("name", name));
        }
        let kind = if role.holders.contains(&HolderKind::Person) {
            HolderKind::Person
        } else {
            HolderKind::ExternalPerson
        };
        let home = after.system.organisation.or(self.known.own);
        let person = self.plan.new.person(name, kind, home);
        self.records.people.add(person.id, &person.name);
        self.records.people.add(person.id, &person.email);
        Ok(Holder::Person(person.id))
    }

    /// Nobody of that name is no mistake yet; several are.
    fn known_holder(&self, role: &Role, name: &str, after: &State) -> Result<Option<Holder>, Message> {
        let present = after.holders.get(&role.id).into_iter().flatten();
        let same_name = |holder: &&Holder| folded(&name_of_holder(self.known, holder)) == folded(name);
        if let Some(present) = present.clone().find(same_name) {
            return Ok(Some(present.clone()));
        }
        let (_, address) = name_and_address(name);
        let found: &[Id] =
            address.map_or_else(|| self.records.people.find(name), |one| self.records.people.find(one));
        match found {
            [one] => return Ok(Some(Holder::Person(*one))),
            [] => {}
            _ => return Err(Message::new("transfer-several-people").with("name", name)),
        }
        if !role.holders.contains(&HolderKind::Body) {
            return Ok(None);
        }
        let is_called = |body: &&policy::Body| {
            let words = body.aliases.iter().chain([&body.title.sv, &body.title.en, &body.id]);
            words.into_iter().any(|word| folded(word) == folded(name))
        };
        if let Some(body) = self.known.pack.bodies.iter().find(is_called) {
            return Ok(Some(Holder::Body(body.id.clone())));
        }
        match self.records.organisations.find(name) {
            [one] => Ok(Some(Holder::Organisation(*one))),
            [] => Ok(None),
            _ => Err(Message::new("transfer-several-organisations").with("name", name)),
        }
    }
}

/// `Name <address>`, or one of the two.
pub(super) fn name_and_address(text: &str) -> (&str, Option<&str>) {
    match text.split_once('<') {
        Some((name, rest)) if rest.contains('@') => (name.trim(), Some(rest.trim_end_matches('>').trim())),
        _ if text.contains('@') => ("", Some(text.trim())),
        _ => (text.trim(), None),
    }
}
