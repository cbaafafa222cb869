//! The days by which somebody is to have done what they are responsible for in a decided plan.

use crate::store;
use kernel::{Date, Id, Message, Result, Subject, SubjectKind};
use notify::Deadline;
use storage::Read;

const ACTIVITY: SubjectKind = SubjectKind("activity");

/// The last days of the activities that these people are responsible for, or all people, until a day.
///
/// # Errors
/// When the database fails.
pub fn activities_due(read: &Read, people: Option<&[Id]>, until: Date) -> Result<Vec<Deadline>> {
    let deadline = |one: store::DueActivity| Deadline {
        person: one.responsible,
        due: one.ends_on,
        about: Subject::new(ACTIVITY, one.id),
        name: Deadline::named(one.title),
        message: Message::new("deadline-activity"),
        address: format!("/planer/{}", one.plan),
    };
    Ok(store::activities_due(read, people, until)?.into_iter().map(deadline).collect())
}
