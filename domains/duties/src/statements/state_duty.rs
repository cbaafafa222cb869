//! Says how a duty of a record is met. What is said anew takes the place of what was said before.

use super::check_statement::{check_statement, compute_review};
use super::trail::{audit, touch_where_it_counts};
use super::visible::{Asked, asked_of, may_speak};
use super::{DutyStatement, Said, store};
use findings::Speaker;
use kernel::{Error, Id, Objection, Result, Subject};
use storage::{Read, Tx};

/// What is said of which duty.
#[derive(Clone, Debug)]
pub struct StateDuty {
    pub duty: String,
    pub subject: Subject,
    /// The revision that the statement in force was read at; none where there was none.
    pub revision: Option<i64>,
    pub said: Said,
}

/// Keeps a statement and answers it as it stands then.
///
/// # Errors
/// Not found for a record that the actor may not see, and for a duty of which the guideline asks nothing; refused for who
/// neither has the duty nor keeps the register for who has it; stale where somebody else said something since; rejected for
/// what is wrong.
pub fn state_duty(tx: &mut Tx, ask: &StateDuty) -> Result<DutyStatement> {
    let asked = asked_of(tx, &ask.subject, &ask.duty)?;
    let speaker = may_speak(tx, ask.subject.id, &asked)?;
    let before = store::statement_in_force(tx, ask.subject.id, &ask.duty)?;
    match (&before, ask.revision) {
        (None, None) => {}
        (Some(before), Some(revision)) if before.revision == revision => {}
        (Some(_), None) => return Err(Error::rejected("", "statement-objection-stands")),
        (_, Some(_)) => return Err(Error::stale()),
    }
    let mut objections = check_statement(&ask.said, tx.today());
    objections.extend(wrong_document(tx, before.as_ref(), &ask.said)?);
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    let review = ask.said.review_date.unwrap_or_else(|| compute_review(tx.today(), asked.months));
    let said = Said { review_date: Some(review), ..ask.said.clone() };
    let after = made(tx, before.as_ref(), (ask, &asked), (said, speaker))?;
    store::save_statement(tx, &after, sort_text(&asked, &ask.duty))?;
    let action = if before.is_some() { "duty_statement.changed" } else { "duty_statement.made" };
    audit(tx, action, (before.as_ref(), &after), None)?;
    touch_where_it_counts(tx, &after.subject)?;
    Ok(after)
}

fn made(
    read: &Read,
    before: Option<&DutyStatement>,
    (ask, asked): (&StateDuty, &Asked),
    (said, speaker): (Said, Speaker),
) -> Result<DutyStatement> {
    Ok(DutyStatement {
        id: before.map_or_else(Id::new, |one| one.id),
        revision: before.map_or(0, |one| one.revision) + 1,
        duty: ask.duty.clone(),
        role: asked.who.id().to_owned(),
        subject: ask.subject.clone(),
        said,
        made_by: read.actor().person,
        made_by_name: organisation::acting_name(read)?,
        made_on: read.today(),
        is_on_behalf: speaker == Speaker::OnBehalf,
        copied_from: None,
        withdrawn: None,
    })
}

/// The words by which a statement is sorted and sought in lists: those of its duty.
pub(super) fn sort_text<'a>(asked: &'a Asked, duty: &'a str) -> &'a str {
    asked.pack.stated_duty(duty).map_or(duty, |(_, duty)| &duty.text.sv)
}

/// A document is one that the actor may see and that holds still; what stood there already stays.
fn wrong_document(read: &Read, before: Option<&DutyStatement>, said: &Said) -> Result<Option<Objection>> {
    let was = before.and_then(|one| one.said.document);
    let Some(document) = said.document.filter(|id| Some(*id) != was) else { return Ok(None) };
    match register::visible_document(read, document) {
        Ok(document) if document.withdrawn.is_none() => Ok(None),
        Ok(_) | Err(Error::NotFound) => Ok(Some(Objection::new("document", "objection-not-a-reference"))),
        Err(error) => Err(error),
    }
}
