//! One federation from its founding five years ago until today, by the ordinary verbs under a clock in the past.

use super::chance::Chance;
use super::setting::Setting;
use super::town::Town;
use super::words::Words;
use crate::commands::init::{Founding, found, source_of};
use crate::domains::KINDS_WITH_CUSTOM_FIELDS;
use crate::exit::CommandError;
use crate::installation::Installation;
use custom_fields::{Definition, FieldType, SaveField, save_field};
use kernel::{Actor, Choice as _, Id, Instant, Result, TenantId};
use organisation::{Because, Organisation, OrganisationKind, SaveOrganisation, save_organisation};
use register::SYSTEM;
use serde::Serialize;
use std::sync::Arc;
use storage::{Tx, View};
use web::accounts::PasswordHash;

/// Halves of years that the register has lived.
const HALF_YEARS: i64 = 10;
/// Of a hundred systems, so many are added in each but the first.
const ADDED_PERCENT: usize = 4;
/// Suppliers of each municipality.
const SUPPLIERS: usize = 6;
/// Within half a year, municipalities write at different hours.
const SECONDS_BETWEEN: i64 = 3_600;

/// What a federation is generated from.
pub struct Plan<'a> {
    pub installation: &'a Installation,
    pub seed: u64,
    pub words: &'a Arc<Words>,
    pub pack: &'a str,
    pub hash: &'a PasswordHash,
    pub now: Instant,
    /// Systems of each municipality.
    pub systems: usize,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Generated {
    pub federation: String,
    /// Who administers it.
    pub user: String,
    pub municipalities: usize,
    pub systems: usize,
    pub assignments: usize,
    pub documents: usize,
}

impl Plan<'_> {
    /// Founds a federation and lets it live until now. `first` is the number of its first municipality among all.
    ///
    /// # Errors
    /// What a verb says.
    pub fn generate(&self, first: usize, size: usize) -> Result<Generated, CommandError> {
        let key = format!("g{first:03}");
        let user = format!("administrator.{key}");
        let tenant = self.found(&key, &user, first, size)?;
        let mut chance = Chance::of(self.seed, (first as u64) << 32);
        let setting = Arc::new(self.begin(tenant, &mut chance, size)?);
        let mut towns = self.towns(tenant, &setting, (first, size))?;
        for half_year in 0..HALF_YEARS {
            let begun = self.half_years_ago(HALF_YEARS - half_year);
            for (place, mut town) in std::mem::take(&mut towns).into_iter().enumerate() {
                let hour = i64::try_from(place).unwrap_or_default();
                let actor = actor(tenant, begun.plus_seconds(SECONDS_BETWEEN * hour));
                towns.push(self.installation.db.write(&actor, move |tx| {
                    if half_year == 0 { town.found(tx) } else { town.live_on(tx, share(half_year)) }?;
                    Ok(town)
                })?);
            }
        }
        self.catch_up(tenant)?;
        Ok(Generated {
            federation: key,
            user,
            municipalities: size,
            systems: towns.iter().map(|town| town.systems.len()).sum(),
            assignments: towns.iter().map(|town| town.assignments).sum(),
            documents: towns.iter().map(Town::documents).sum(),
        })
    }

    fn half_years_ago(&self, count: i64) -> Instant {
        let day = self.now.in_stockholm().saturating_sub(jiff::Span::new().months(6 * count));
        Instant::from_micros(day.timestamp().as_microsecond())
    }

    fn found(&self, key: &str, user: &str, first: usize, size: usize) -> Result<TenantId, CommandError> {
        let (word, kind) = if size == 1 {
            (&self.words.municipality, OrganisationKind::Municipality.name().to_owned())
        } else {
            (&self.words.federation, crate::commands::policy::shipped(self.pack)?.organisation.kind)
        };
        let founding = Founding {
            key: key.to_owned(),
            name: format!("{word} {first:03}"),
            organisation_kind: kind,
            source: source_of(self.pack)?,
            administrator: user.to_owned(),
            by: Actor::operator(TenantId::INSTALLATION, self.half_years_ago(HALF_YEARS)),
        };
        found(self.installation, founding, self.hash.clone())
    }

    /// What all municipalities of the federation share: its suppliers and its own field.
    fn begin(&self, tenant: TenantId, chance: &mut Chance, size: usize) -> Result<Setting, CommandError> {
        let actor = actor(tenant, self.half_years_ago(HALF_YEARS));
        let db = &self.installation.db;
        let pack = db.read(&actor, View::Now, findings::pack_in_force)?;
        let (words, systems, mut chance) = (self.words.clone(), self.systems, chance.clone());
        let setting = db.write(&actor, move |tx| {
            let mut setting = Setting::of(&pack, words, systems);
            for number in 1..=SUPPLIERS * size {
                setting.suppliers.push(add_supplier(tx, &mut chance, (&setting.words.supplier, number))?);
            }
            add_field(tx, &mut chance, &setting.words)?;
            setting.fields = custom_fields::fields_of(tx, SYSTEM.name())?;
            Ok(setting)
        })?;
        Ok(setting)
    }

    /// The municipalities. A federation of one is the municipality itself.
    fn towns(
        &self,
        tenant: TenantId,
        setting: &Arc<Setting>,
        (first, size): (usize, usize),
    ) -> Result<Vec<Town>, CommandError> {
        let (setting, seed) = (setting.clone(), self.seed);
        let actor = actor(tenant, self.half_years_ago(HALF_YEARS));
        let towns = self.installation.db.write(&actor, move |tx| {
            let own = organisation::own_organisation(tx)?.ok_or(kernel::Error::NotFound)?;
            let town = |number: usize| {
                let mut chance = Chance::of(seed, number as u64);
                let name = format!("{} {number:03}", setting.words.municipality);
                let id = if size == 1 { own.id } else { add_municipality(tx, &mut chance, (name, own.id))? };
                Ok(Town::new(setting.clone(), chance, number, id))
            };
            (first..first + size).map(town).collect()
        })?;
        Ok(towns)
    }

    /// What the past years did not keep: findings and the index of words, by all that is recorded now.
    fn catch_up(&self, tenant: TenantId) -> Result<(), CommandError> {
        let actor = Actor::job(tenant, self.now);
        self.installation.db.write(&actor, |tx| findings::rebuild(tx).map(|_| ()))?;
        search::rebuild(&self.installation.db, &actor, |_| ())?;
        Ok(())
    }
}

/// Of a hundred systems in the end, so many are there after so many half years.
fn share(half_year: i64) -> usize {
    64 + ADDED_PERCENT * usize::try_from(half_year).unwrap_or_default()
}

fn actor(tenant: TenantId, now: Instant) -> Actor {
    Actor::operator(tenant, now)
}

fn add_supplier(tx: &mut Tx, chance: &mut Chance, (word, number): (&str, usize)) -> Result<Id> {
    let name = format!("{word} {number:03}");
    let id = chance.id(tx.instant());
    let organisation = Organisation { id, ..Organisation::new(name, OrganisationKind::Supplier) };
    save_organisation(tx, &SaveOrganisation { organisation, revision: None, because: Because::default() })?;
    Ok(id)
}

fn add_municipality(tx: &mut Tx, chance: &mut Chance, (name, parent): (String, Id)) -> Result<Id> {
    let id = chance.id(tx.instant());
    let organisation =
        Organisation { id, parent: Some(parent), ..Organisation::new(name, OrganisationKind::Municipality) };
    save_organisation(tx, &SaveOrganisation { organisation, revision: None, because: Because::default() })?;
    Ok(id)
}

fn add_field(tx: &mut Tx, chance: &mut Chance, words: &Words) -> Result<()> {
    let definition = Definition {
        id: chance.id(tx.instant()),
        record_kind: SYSTEM.name().to_owned(),
        field_type: Some(FieldType::Date),
        key: "contract_signed".to_owned(),
        label_sv: words.field.sv.clone(),
        label_en: words.field.en.clone(),
        ..Definition::default()
    };
    save_field(tx, &SaveField { definition, revision: None, kinds: KINDS_WITH_CUSTOM_FIELDS }).map(|_| ())
}
