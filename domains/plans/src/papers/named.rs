//! Plans by the name that somebody types.

use crate::listing::{PLANS, PlanRow};
use crate::pages::seen_plans;
use crate::visible_plan::visible_plan;
use kernel::{Error, Id, Result};
use storage::{Query, Read, values};
use web::like_anywhere;

/// More plans of one name than anybody chooses among.
const MOST: i64 = 200;

/// The plans of a name, with or without their year, or the one of an id, that the actor may see.
///
/// # Errors
/// When the database fails.
pub fn plans_named(read: &Read, name: &str) -> Result<Vec<Id>> {
    if let Ok(id) = name.trim().parse::<Id>() {
        return match visible_plan(read, id) {
            Ok(plan) => Ok(vec![plan.id]),
            Err(Error::NotFound) => Ok(Vec::new()),
            Err(error) => Err(error),
        };
    }
    let query = seen_plans(read, Query::first(MOST).filter("q", values![like_anywhere(name)]))?;
    let is_meant = |row: &PlanRow| {
        let with_year = row.year.map(|year| format!("{} {year}", row.name));
        let called = with_year.iter().chain([&row.name]);
        called.into_iter().any(|one| one.to_lowercase() == name.trim().to_lowercase())
    };
    Ok(PLANS
        .page::<PlanRow>(read, &query)?
        .items
        .iter()
        .filter(|row| is_meant(row))
        .map(|row| row.id)
        .collect())
}
