//! Writes a plan. What only the ordinary verbs can judge is put before them; what they refuse is told with its row.

use super::assignments::set_holders;
use super::systems::{Places, save_systems, set_objects, take_steps};
use crate::check_system::refuse_second_common_system;
use crate::transfer::fields::{Target, mappable_fields};
use crate::transfer::known::Known;
use crate::transfer::planning::{Ask, Plan, PlannedRow};
use crate::transfer::report::Refusal;
use kernel::{Error, Message, Objection, Result};
use organisation::{Because, Employment, SaveEmployment, SaveOrganisation, SavePerson};
use storage::Tx;

/// What is being written, and what was refused on the way.
pub(super) struct Applying<'a> {
    pub known: &'a Known,
    pub plan: &'a Plan,
    ask: &'a Ask,
    refused: Vec<Refusal>,
}

/// Writes everything and answers the rows that were refused; the caller then takes all of it back.
pub(super) fn apply(tx: &mut Tx, ask: &Ask, known: &Known, plan: &Plan) -> Result<Vec<Refusal>> {
    let mut applying = Applying { known, plan, ask, refused: Vec::new() };
    enter_organisations(tx, &mut applying)?;
    enter_people(tx, &mut applying)?;
    if !applying.refused.is_empty() {
        return Ok(applying.refused);
    }
    let places = Places::of(tx, plan)?;
    save_systems(tx, &applying, &places)?;
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
        let fields = mappable_fields(&self.known.pack);
        let label = || {
            let field = fields.iter().find(|field| field.target == *target);
            field.map_or_else(
                || target.name(),
                |field| field.label.in_language(self.known.language).to_owned(),
            )
        };
        let places = self.ask.mapping.places(&self.ask.table.headings, &fields);
        let place = places.iter().find(|(_, field)| field.target == *target).map(|(place, _)| *place);
        let cells = self.ask.table.rows.iter().find(|one| one.number == row.row).map(|one| &one.cells);
        Refusal {
            row: row.row,
            column: place.and_then(|place| self.ask.table.headings.get(place).cloned()).unwrap_or_else(label),
            value: place.and_then(|place| cells?.get(place).cloned()).unwrap_or_default(),
            message,
        }
    }

    /// The first row that names a new organisation or person.
    fn first_row_with(&self, names: impl Fn(&PlannedRow) -> bool) -> Option<&PlannedRow> {
        self.plan.rows.iter().find(|row| names(row))
    }
}

fn enter_organisations(tx: &mut Tx, applying: &mut Applying) -> Result<()> {
    for organisation in applying.plan.new.organisations.clone() {
        let id = Some(organisation.id);
        let ask = SaveOrganisation { organisation, revision: None, because: applying.because() };
        let answer = organisation::save_organisation(tx, &ask);
        let is_supplier = ask.organisation.kind == organisation::OrganisationKind::Supplier;
        let target = Target::Field(if is_supplier { "supplier" } else { "organisation" });
        let named = |row: &PlannedRow| row.after.system.organisation == id || row.after.system.supplier == id;
        let Some(row) = applying.first_row_with(named).cloned() else { continue };
        applying.judged(&row, &target, answer)?;
    }
    Ok(())
}

fn enter_people(tx: &mut Tx, applying: &mut Applying) -> Result<()> {
    for new in applying.plan.new.people.clone() {
        let holder = crate::transfer::state::Holder::Person(new.person.id);
        let holds = |row: &PlannedRow| row.after.holders.values().any(|holders| holders.contains(&holder));
        let Some(row) = applying.first_row_with(holds).cloned() else { continue };
        let role = row.after.holders.iter().find(|(_, holders)| holders.contains(&holder));
        let target = role.map_or(Target::Field("name"), |(role, _)| Target::Role(role.clone()));
        let person = new.person.id;
        let ask = SavePerson { person: new.person, revision: None, because: applying.because() };
        let answer = organisation::save_person(tx, &ask);
        let is_entered = applying.judged(&row, &target, answer)?.is_some();
        if let (true, Some(employer)) = (is_entered, new.employer) {
            let employment = Employment::new(person, employer, tx.today());
            let ask = SaveEmployment { employment, revision: None, because: applying.because() };
            let answer = organisation::save_employment(tx, &ask);
            applying.judged(&row, &target, answer)?;
        }
    }
    Ok(())
}

/// Of some systems the guideline allows but one.
fn refuse_doubles(tx: &mut Tx, applying: &mut Applying) -> Result<()> {
    let plan = applying.plan;
    for row in &plan.rows {
        let kind =
            |system: &crate::System| (system.organisation, system.common_system.clone(), system.category);
        let before = row.before.as_ref().map(|before| kind(&before.system));
        if !row.after.system.common_system.is_empty() && before != Some(kind(&row.after.system)) {
            let answer = refuse_second_common_system(tx, &applying.known.pack, &row.after.system);
            applying.judged(row, &Target::Field("common_system"), answer)?;
        }
    }
    Ok(())
}
