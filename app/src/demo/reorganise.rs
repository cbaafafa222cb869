//! A reorganisation that is planned and decided: units that become one on a day ahead.

use super::book::Book;
use super::line::Line;
use kernel::Result;
use organisation::{
    AddStep, DecideReorganisation, MergeUnits, Reorganisation, SaveReorganisation, Step, add_step,
    save_reorganisation, take_reorganisation_decision,
};
use storage::Tx;

/// `on` is the organisation, `units` become `into` on the day `from`.
pub fn reorganise(tx: &mut Tx, book: &Book, line: &mut Line) -> Result<()> {
    let (name, on) = (line.needed("name")?, line.needed("on")?);
    let organisation = book.id(line, "organisation", &on)?;
    let from = line.date("from")?.unwrap_or(line.day);
    let description = line.text("description")?.unwrap_or_default();
    let plan = Reorganisation { description, ..Reorganisation::new(name, vec![organisation], from) };
    let plan = save_reorganisation(tx, &SaveReorganisation { plan, revision: None })?;
    let units = line.texts("units")?;
    let units = units.iter().map(|name| book.id(line, "unit", name)).collect::<Result<Vec<_>>>()?;
    let step = MergeUnits { units, name: line.needed("into")?, ..MergeUnits::default() };
    let step = AddStep { plan: plan.id, revision: plan.revision, step: Step::MergeUnits(step) };
    let plan = add_step(tx, &step)?;
    let decision = line.needed("decision")?;
    take_reorganisation_decision(tx, plan.id, plan.revision, &DecideReorganisation { decision }).map(|_| ())
}
