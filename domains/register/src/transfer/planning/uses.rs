//! Who else uses a system, as a cell says it: `Kommunen (40); Skolförvaltningen / Grundskolan (12)`.

use super::cells::pieces;
use super::planner::Planner;
use crate::system_use::SystemUse;
use kernel::{Id, Message};

/// What stands between an organisation and a unit of it.
const WITHIN: char = '/';

impl Planner<'_> {
    /// The uses that a cell names. It names all of them: whoever is not among them uses the system no longer.
    pub(super) fn uses_of(&mut self, cell: &str) -> Result<Vec<SystemUse>, Message> {
        let mut uses: Vec<SystemUse> = Vec::new();
        for piece in pieces(cell, &[';', '\n']) {
            let one = self.use_named(piece)?;
            if uses.iter().any(|other| (other.organisation, other.unit) == (one.organisation, one.unit)) {
                return Err(Message::new("register-objection-use-twice"));
            }
            uses.push(one);
        }
        Ok(uses)
    }

    fn use_named(&mut self, piece: &str) -> Result<SystemUse, Message> {
        let (place, number) = without_number(piece);
        let number_of_users = number.map(|number| self.number_of_users(number)).transpose()?;
        let (organisation, unit) = self.place_named(place)?;
        Ok(SystemUse { organisation: Some(organisation), unit, number_of_users })
    }

    /// An organisation, or a unit of one; the names of both may hold what stands between them.
    fn place_named(&mut self, place: &str) -> Result<(Id, Option<Id>), Message> {
        if !self.records.organisations.find(place).is_empty() {
            return Ok((self.organisation_named(place, false, None)?, None));
        }
        for (at, _) in place.match_indices(WITHIN) {
            let (organisation, unit) = (place[..at].trim(), place[at + WITHIN.len_utf8()..].trim());
            if self.records.organisations.find(organisation).is_empty() {
                continue;
            }
            let organisation = self.organisation_named(organisation, false, None)?;
            return match self.records.units_named(organisation, unit) {
                [one] => Ok((organisation, Some(*one))),
                [] => Err(Message::new("transfer-no-unit").with("name", unit)),
                _ => Err(Message::new("transfer-several-units").with("name", unit)),
            };
        }
        // Nothing of that name: it is entered, or refused.
        Ok((self.organisation_named(place, false, None)?, None))
    }
}

/// A number of users stands last, within parentheses. Names may have other words there.
fn without_number(piece: &str) -> (&str, Option<&str>) {
    let parts = piece.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let is_number = |inside: &str| {
        inside.contains(|letter: char| letter.is_ascii_digit())
            && inside.chars().all(|letter| letter.is_ascii_digit() || letter.is_whitespace())
    };
    match parts {
        Some((place, inside)) if is_number(inside) => (place.trim(), Some(inside.trim())),
        _ => (piece, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stands_last_within_parentheses_and_other_words_belong_to_the_name() {
        for (piece, expected) in [
            ("Kommunen (40)", ("Kommunen", Some("40"))),
            ("Kommunen (1 200)", ("Kommunen", Some("1 200"))),
            ("Bolaget (publ)", ("Bolaget (publ)", None)),
            ("Bolaget (publ) (3)", ("Bolaget (publ)", Some("3"))),
            ("Kommunen ()", ("Kommunen ()", None)),
            ("Kommunen", ("Kommunen", None)),
        ] {
            assert_eq!(without_number(piece), expected, "{piece}");
        }
    }
}
