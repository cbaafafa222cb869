//! What the log tells of a row that became another: by names and amounts, so that it can be read when what it names is gone.

use super::Tabled;
use super::named::{Names, names_of_row};
use crate::plan::Plan;
use kernel::{Choice as _, Field, FieldKind, FieldValue, Money, Result};
use policy::{ListedValue, Pack};
use serde_json::{Map, Value as Json};
use storage::Tx;

/// The changes of an event about a row of a plan, with its table and what it is called.
pub(super) fn changes_of_row<R: Tabled>(
    tx: &Tx,
    plan: &Plan,
    (before, after): (Option<&R>, Option<&R>),
) -> Result<Map<String, Json>> {
    let pack = findings::pack_in_force(tx)?;
    let names = names_of_row(tx, plan.id, &[before, after])?;
    let json = |row: Option<&R>| match row {
        Some(row) => told(&pack, &names, row),
        None => Json::Null,
    };
    let mut changes = storage::changes(&json(before), &json(after));
    let title = after.or(before).map(Tabled::title).unwrap_or_default();
    changes.insert("table".to_owned(), Json::Array(vec![Json::Null, R::HOLDS.name().into()]));
    // Where its title is among what changed, that says which row it is.
    let is_told = changes.values().any(|sides| sides.get(1).or(sides.get(0)) == Some(&title.into()));
    if !title.is_empty() && !is_told {
        changes.insert("row".to_owned(), Json::Array(vec![Json::Null, title.into()]));
    }
    Ok(changes)
}

fn told<R: Tabled>(pack: &Pack, names: &Names, row: &R) -> Json {
    let side = |field: &Field<R>| {
        let value = match (field.kind, (field.read)(row)) {
            (FieldKind::Money, FieldValue::Number(ore)) => texts::typed_money(Money { ore }).into(),
            (_, FieldValue::Reference(id)) => names.name(Some(id)).into(),
            (_, FieldValue::Text(word)) => title_of_word(pack, R::HOLDS, field.name, &word).into(),
            (_, value) => serde_json::to_value(value).unwrap_or(Json::Null),
        };
        (field.name.to_owned(), value)
    };
    Json::Object(R::FIELDS.iter().map(side).collect())
}

/// What the guideline calls a word, in Swedish as the names of documents are; other texts as they stand.
fn title_of_word(pack: &Pack, holds: policy::Holds, field: &str, word: &str) -> String {
    let listed: &[ListedValue] = match (field, holds) {
        ("account_group", _) => &pack.account_groups,
        ("kind", policy::Holds::Goals) => &pack.goal_kinds,
        ("kind", policy::Holds::Activities) => &pack.activity_kinds,
        _ => &[],
    };
    let title = listed.iter().find(|one| one.id == word).map(|one| one.title.sv.clone());
    title.unwrap_or_else(|| word.to_owned())
}
