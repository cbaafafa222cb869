//! What the rooms below know of the record that a plan is about: its agreements, and how its duties are met.

use super::{AgreementRow, StatementRow};
use crate::plan::Plan;
use kernel::Result;
use storage::Read;

/// The agreements in force that the reader may read.
pub(super) fn agreements(read: &Read, plan: &Plan) -> Result<Vec<AgreementRow>> {
    let row = |one: agreements::InForce| AgreementRow {
        id: Some(one.id),
        name: one.name,
        supplier: one.supplier_name,
        ends_on: one.ends_on,
        value: one.value_ore,
    };
    Ok(agreements::in_force_of(read, &plan.subject)?.into_iter().map(row).collect())
}

/// The statements that count and whose text the reader may read.
pub(super) fn statements(read: &Read, plan: &Plan) -> Result<Vec<StatementRow>> {
    let row = |one: duties::StatementShown| {
        let said = [writing::plain_text(&one.said.content), one.said.link];
        StatementRow {
            role: one.who,
            duty: one.duty,
            text: said.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n"),
            made_on: Some(one.made_on),
        }
    };
    Ok(duties::statements_of(read, &plan.subject)?.into_iter().map(row).collect())
}
