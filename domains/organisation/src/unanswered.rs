//! Appointments that nobody has answered: whoever was appointed has some days to say yes or no; when these are over, whoever
//! appointed them is told that no answer has come.

use crate::facts::in_both_languages;
use crate::store::assignments::unanswered;
use crate::store::people::people;
use crate::told::{address_of, plain_title};
use crate::{ROLE_ASSIGNMENT, RoleAssignment, subject_names};
use kernel::{Date, Id, Message, Result, Subject};
use notify::Deadline;
use std::collections::BTreeMap;
use storage::Read;

/// The notice of the appointment has told of it; so many days before the last one it is told again.
const REMINDED_DAYS: i64 = 7;

/// The answers that are due until a day or are overdue.
pub(crate) fn unanswered_appointments(
    read: &Read,
    asked: Option<&[Id]>,
    until: Date,
) -> Result<Vec<Deadline>> {
    let waiting = unanswered(read, asked)?;
    if waiting.is_empty() {
        return Ok(Vec::new());
    }
    let pack = findings::pack_in_force(read)?;
    let days = pack.answer_days();
    let until = until.min(read.today().saturating_add(jiff::Span::new().days(REMINDED_DAYS)));
    let subjects: Vec<Subject> = waiting.iter().map(RoleAssignment::subject).collect();
    let names = subject_names(read, &subjects)?;
    let holders: Vec<Id> = waiting.iter().filter_map(|one| one.person).collect();
    let holders: BTreeMap<Id, String> =
        people(read, &holders)?.into_iter().map(|person| (person.id, person.name)).collect();
    let is_asked = |person: &Id| asked.is_none_or(|asked| asked.contains(person));
    let mut deadlines = Vec::new();
    for one in &waiting {
        let due = due_on(one, days);
        let name = names.get(&one.subject()).map(|(name, _)| Deadline::named(name.as_str()));
        let holder = one.person.and_then(|person| holders.get(&person)).cloned().unwrap_or_default();
        for (person, key) in told(one, due, read.today()).into_iter().filter(|(person, _)| is_asked(person)) {
            deadlines.push(Deadline {
                person,
                due,
                about: Subject::new(ROLE_ASSIGNMENT, one.id),
                name: name.clone().unwrap_or_else(|| in_both_languages("role-assignment")),
                message: Message::new(key)
                    .with("role", plain_title(&pack, &one.role))
                    .with("person", holder.as_str()),
                address: address_of(one.id),
            });
        }
    }
    deadlines.retain(|one| one.due <= until);
    Ok(deadlines)
}

/// The last day to answer. Of those who were asked before the day was kept, it runs from the first day of the role.
fn due_on(assignment: &RoleAssignment, days: i64) -> Date {
    assignment.asked_on.unwrap_or(assignment.from).saturating_add(jiff::Span::new().days(days))
}

/// Whoever was appointed; and when their days are over, whoever appointed them.
fn told(assignment: &RoleAssignment, due: Date, today: Date) -> Vec<(Id, &'static str)> {
    let appointed = assignment.person.map(|person| (person, "deadline-answer-appointment"));
    let appointer = assignment.asked_by.filter(|_| due < today);
    appointed.into_iter().chain(appointer.map(|person| (person, "deadline-appointment-unanswered"))).collect()
}
