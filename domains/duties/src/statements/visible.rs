//! Who knows of a statement, and who may make it: whoever reads the documents of the record knows; whoever has the duty says.

use super::{DutyStatement, store};
use findings::{STATE_FOR_OTHERS, Speaker, Speakers};
use kernel::{Error, Id, Message, Result, Subject};
use policy::{Pack, SubjectFacts, Who};
use register::{READ_DOCUMENTS, visible_subject_name};
use std::sync::Arc;
use storage::Read;

/// A statement about something whose documents the actor may see, or that they made.
///
/// # Errors
/// [`Error::NotFound`] for others.
pub fn visible_statement(read: &Read, id: Id) -> Result<DutyStatement> {
    let statement = store::find_statement(read, id)?.ok_or(Error::NotFound)?;
    let is_own = read.actor().person.is_some() && statement.made_by == read.actor().person;
    if is_own || access::may(read, READ_DOCUMENTS, statement.subject.id)? {
        Ok(statement)
    } else {
        Err(Error::NotFound)
    }
}

/// A duty of a record of which something is asked, by the guideline in force.
pub(crate) struct Asked {
    pub pack: Arc<Pack>,
    pub facts: SubjectFacts,
    /// Name of the record.
    pub name: String,
    pub who: Who,
    pub months: u32,
}

/// What the guideline asks of a duty of a record that the actor may see.
///
/// # Errors
/// [`Error::NotFound`] for a record that they may not see, and for a duty of which the guideline asks no statement.
pub(crate) fn asked_of(read: &Read, subject: &Subject, duty: &str) -> Result<Asked> {
    let name = visible_subject_name(read, subject)?;
    let facts = findings::facts_of(read, subject)?;
    let pack = findings::pack_in_force(read)?;
    let (who, months) = match pack.stated_duty(duty) {
        Some((who, duty)) => (who, pack.statement_review_months(duty)),
        None => return Err(Error::NotFound),
    };
    Ok(Asked { pack, facts, name, who, months })
}

/// Stops an actor who neither has the duty nor keeps the register for who has it.
///
/// # Errors
/// [`Error::Refused`], naming those who have the duty.
pub(crate) fn may_speak(read: &Read, subject: Id, asked: &Asked) -> Result<Speaker> {
    let speaker = Speakers::of(read, &[subject])?.speaker(&asked.pack, (subject, &asked.facts), &asked.who);
    speaker.ok_or_else(|| {
        let holder = asked.pack.title_of(&asked.who);
        let language = read.actor().language;
        Error::Refused(
            Message::new("refused-statement")
                .with("holder", holder.in_language(language))
                .with("permission", STATE_FOR_OTHERS.name()),
        )
    })
}
