//! A made-up installation as large as a nation's: federations whose registers have lived for five years, for measuring.
//! Everything is written by the ordinary verbs, and follows from a seed.

mod chance;
mod documents;
mod federation;
mod setting;
mod sizes;
mod staff;
mod systems;
#[cfg(test)]
mod tests;
mod town;
mod words;

use crate::exit::CommandError;
use crate::installation::Installation;
pub use federation::Generated;
use federation::Plan;
use kernel::Instant;
use std::sync::Arc;
use web::accounts::PasswordHash;
use words::Words;

/// What is to be generated.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub municipalities: usize,
    pub seed: u64,
    /// Systems of each municipality; people, roles and documents follow in proportion.
    pub systems: usize,
    pub now: Instant,
}

/// Fills an installation without federations, one federation after the other. After each of them `go_on` is told of it,
/// and says whether there are to be more.
///
/// # Errors
/// What a verb says, or when the database fails.
pub fn generate(
    installation: &Installation,
    wanted: &Wanted,
    hash: &PasswordHash,
    go_on: &mut dyn FnMut(&Generated) -> bool,
) -> Result<Vec<Generated>, CommandError> {
    let words = Arc::new(Words::read()?);
    let pack = pack_with_most_rules()?;
    let plan = Plan {
        installation,
        seed: wanted.seed,
        words: &words,
        pack: &pack,
        hash,
        now: wanted.now,
        systems: wanted.systems,
    };
    let (mut generated, mut first) = (Vec::new(), 1);
    for size in sizes::sizes_of(wanted.municipalities) {
        let one = plan.generate(first, size)?;
        first += size;
        let is_more = go_on(&one);
        generated.push(one);
        if !is_more {
            break;
        }
    }
    Ok(generated)
}

/// The guideline that asks for most makes the most work.
fn pack_with_most_rules() -> Result<String, CommandError> {
    let mut most: Option<(usize, String)> = None;
    for source in policy::shipped().iter().filter(|source| source.id != policy::BASE) {
        let rules = crate::commands::policy::shipped(&source.id)?.rules().len();
        if most.as_ref().is_none_or(|(known, _)| *known < rules) {
            most = Some((rules, source.id.clone()));
        }
    }
    Ok(most.map(|(_, id)| id).unwrap_or_default())
}
