//! Writes a plan. What only the ordinary verbs can judge is put before them; what they refuse is told with its row.

use super::assignments::set_holders;
use super::progress::{Phase, Progress};
use super::systems::{refuse_doubles, save_systems, set_objects, take_steps};
use crate::transfer::fields::{MappableField, Target, mappable_fields};
use crate::transfer::known::Known;
use crate::transfer::planning::{Ask, Plan, PlannedRow};
use crate::transfer::report::Refusal;
use crate::transfer::state::Holder;
use kernel::{Error, Id, Message, Objection, Result};
use organisation::{Because, Employment, SaveEmployment, SaveOrganisation, SavePerson};
use std::collections::BTreeMap;
use storage::Tx;

/// What is being written, and what was refused on the way.
pub(super) struct Applying<'a> {
    pub known: &'a Known,
    pub plan: &'a Plan,
    pub progress: &'a Progress,
    ask: &'a Ask,
    fields: Vec<MappableField>,
    refused: Vec<Refusal>,
}

/// Writes everything and answers the rows that were refused; the caller then takes all of it back.
pub(super) fn apply(
    tx: &mut Tx,
    ask: &Ask,
    (known, plan): (&Known, &Plan),
    progress: &Progress,
) -> Result<Vec<Refusal>> {
    let fields = mappable_fields(&known.pack, &known.custom);
    let mut applying = Applying { known, plan, progress, ask, fields, refused: Vec::new() };
    progress.begin(Phase::Writing, plan.rows.len());
    enter_organisations(tx, &mut applying)?;
    enter_people(tx, &mut applying)?;
    if !applying.refused.is_empty() {
        return Ok(applying.refused);
    }
    save_systems(tx, &applying)?;
    set_objects(tx, &mut applying)?;
    refuse_doubles(tx, &mut applying)?;
    take_steps(tx, &mut applying)?;
    set_holders(tx, &mut applying)?;
    Ok(applying.refused)
}

impl Applying<'_> {
    pub fn because(&self) -> Because {
        Because { reason: texts::text(self.known.language, "transfer-reason"), decision: String::new() }
    }

    /// Takes the answer of a verb: what it refused stands at the row and column that asked for it.
    pub fn judged<T>(&mut self, row: &PlannedRow, target: &Target, answer: Result<T>) -> Result<Option<T>> {
        let messages: Vec<Message> = match answer {
            Ok(done) => return Ok(Some(done)),
            Err(Error::Rejected(objections)) => {
                objections.into_iter().map(|one: Objection| one.message).collect()
            }
            Err(Error::Refused(message)) => vec![message],
            Err(Error::NotFound) => vec![Message::new("objection-not-a-reference")],
            Err(error) => return Err(error),
        };
        let refusals: Vec<Refusal> =
            messages.into_iter().map(|message| self.refusal(row, target, message)).collect();
        self.refused.extend(refusals);
        Ok(None)
    }

    fn refusal(&self, row: &PlannedRow, target: &Target, message: Message) -> Refusal {
        let label = || {
            let field = self.fields.iter().find(|field| field.target == *target);
            field.map_or_else(
                || target.name(),
                |field| field.label.in_language(self.known.language).to_owned(),
            )
        };
        let table = &self.ask.table;
        let places = self.ask.mapping.places(&table.headings, &self.fields);
        let place = places.iter().find(|(_, field)| field.target == *target).map(|(place, _)| *place);
        let number = table.rows.binary_search_by_key(&row.row, |one| one.number);
        let cells = number.ok().map(|at| &table.rows[at].cells);
        Refusal {
            row: row.row,
            column: place.and_then(|place| table.headings.get(place).cloned()).unwrap_or_else(label),
            value: place.and_then(|place| cells?.get(place).cloned()).unwrap_or_default(),
            message,
        }
    }

    /// What an organisation or unit is called, also one that the table brings.
    pub fn name_of_place(&self, id: Id) -> &str {
        let new = self.plan.new.organisations.iter().find(|one| one.id == id);
        new.map_or_else(|| self.known.name_of_place(id), |one| &one.name)
    }

    /// By what the table brings, the first row that names it and the column in which it does.
    fn naming_rows(&self) -> BTreeMap<Id, (&PlannedRow, Target)> {
        let mut naming = BTreeMap::new();
        for row in &self.plan.rows {
            for (id, target) in named_by(row) {
                naming.entry(id).or_insert((row, target));
            }
        }
        naming
    }
}

/// The organisations and people of a row, each with its column.
fn named_by(row: &PlannedRow) -> Vec<(Id, Target)> {
    let system = &row.after.system;
    let owner = system.organisation.map(|id| (id, Target::Field("organisation")));
    let supplier = system.supplier.map(|id| (id, Target::Field("supplier")));
    let users = row.after.uses.iter().filter_map(|one| Some((one.organisation?, Target::Uses)));
    let holders = row.after.holders.iter().flat_map(|(role, holders)| {
        let people = holders.iter().filter_map(|holder| match holder {
            Holder::Person(id) => Some(*id),
            Holder::Organisation(_) | Holder::Body(_) => None,
        });
        people.map(|id| (id, Target::Role(role.clone())))
    });
    owner.into_iter().chain(supplier).chain(users).chain(holders).collect()
}

fn enter_organisations(tx: &mut Tx, applying: &mut Applying) -> Result<()> {
    let plan = applying.plan;
    let mut answers = Vec::new();
    for organisation in plan.new.organisations.clone() {
        let id = organisation.id;
        let ask = SaveOrganisation { organisation, revision: None, because: applying.because() };
        answers.push((id, organisation::save_organisation(tx, &ask).map(|_| ())));
    }
    judge_all(applying, answers)
}

fn enter_people(tx: &mut Tx, applying: &mut Applying) -> Result<()> {
    let mut answers = Vec::new();
    for new in applying.plan.new.people.clone() {
        let person = new.person.id;
        let ask = SavePerson { person: new.person, revision: None, because: applying.because() };
        let mut answer = organisation::save_person(tx, &ask).map(|_| ());
        if let (true, Some(employer)) = (answer.is_ok(), new.employer) {
            let employment = Employment::new(person, employer, tx.today());
            let ask = SaveEmployment { employment, revision: None, because: applying.because() };
            answer = organisation::save_employment(tx, &ask).map(|_| ());
        }
        answers.push((person, answer));
    }
    judge_all(applying, answers)
}

/// Takes the answers about what the table brings to the rows that name it first.
fn judge_all(applying: &mut Applying, answers: Vec<(Id, Result<()>)>) -> Result<()> {
    if answers.iter().all(|(_, answer)| answer.is_ok()) {
        return Ok(());
    }
    let naming = applying.naming_rows();
    let found = |id: &Id| naming.get(id).map(|(row, target)| ((*row).clone(), target.clone()));
    let judged: Vec<_> = answers.into_iter().filter_map(|(id, answer)| Some((found(&id)?, answer))).collect();
    for ((row, target), answer) in judged {
        applying.judged(&row, &target, answer)?;
    }
    Ok(())
}
