//! Saves a section. What somebody else has saved meanwhile is joined with it, paragraph by paragraph; where both have written
//! in one place, somebody chooses.

use crate::comments::follow_text;
use crate::content::fingerprint_of;
use crate::plan::Plan;
use crate::sections::{Section, drop_draft};
use crate::store;
use crate::trail::{change, keep_plan};
use crate::visible_plan::{as_draft, kind_of};
use kernel::{Error, Id, Objection, Result, check_words};
use organisation::acting_name;
use register::note_content;
use storage::{AuditEntry, Tx};
use writing::{Joined, Keep, check_written, joined};

/// Letters of the reason why there is nothing to tell.
pub(crate) const MOST_OF_A_REASON: usize = 500;

/// A section as somebody wants to save it.
#[derive(Clone, Debug)]
pub struct Asked {
    pub plan: Id,
    pub section: String,
    pub text: String,
    /// What they began from, and its revision.
    pub base: String,
    pub base_revision: i64,
    /// Why there is nothing to tell.
    pub nothing: Option<String>,
    /// Where both have written in one place: whose words are kept, as the page of this revision asked.
    pub answers: Option<(i64, Vec<Keep>)>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It stands; joined with what somebody else had saved, where they had.
    Stands { joined_with: Option<String> },
    /// Nothing is saved: somebody chooses.
    Conflict {
        joined: Joined,
        other: String,
        /// What the other has saved, and its revision.
        theirs: String,
        revision: i64,
    },
}

/// Saves a section of a plan that is being written.
///
/// # Errors
/// Not found for a plan that the actor does not see or a section that its kind has not; refused for who may not write there;
/// rejected for a text that is wrong, and once the plan is proposed.
pub fn save_section(tx: &mut Tx, asked: &Asked) -> Result<Saved> {
    let plan = as_draft(tx, asked.plan)?;
    demand_section(tx, &plan, &asked.section)?;
    let objections = check_asked(asked);
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    let stored = store::section(tx, plan.id, &asked.section)?
        .unwrap_or_else(|| Section::blank(plan.id, &asked.section));
    let (content, joined_with) = match joined_text(asked, &stored) {
        Ok(text) => text,
        Err(joined) => {
            let Section { changed_by: other, content: theirs, revision, .. } = stored;
            return Ok(Saved::Conflict { joined, other, theirs, revision });
        }
    };
    // What two have written may together be too long.
    let troubles: Vec<Objection> =
        check_written(&content).into_iter().map(|trouble| trouble.objection("text")).collect();
    if !troubles.is_empty() {
        return Err(Error::Rejected(troubles));
    }
    // What somebody else has told meanwhile is something, and so is why they had nothing to tell.
    let theirs = stored.nothing.clone().filter(|_| joined_with.is_some());
    let nothing = said(&asked.nothing).or(theirs).filter(|_| content.trim().is_empty());
    let is_same = stored.content == content && stored.nothing == nothing && stored.is_looked_at;
    if !is_same {
        follow_text(tx, (plan.id, &asked.section), (&stored.content, &content))?;
        write(tx, &plan, Section { content, nothing, ..stored })?;
    }
    drop_draft(tx, plan.id, &asked.section)?;
    Ok(Saved::Stands { joined_with })
}

/// The text to save, and who had saved meanwhile; or what somebody has to choose.
fn joined_text(asked: &Asked, stored: &Section) -> Result<(String, Option<String>), Joined> {
    if stored.revision == asked.base_revision {
        return Ok((asked.text.clone(), None));
    }
    let joined = joined(&asked.base, &stored.content, &asked.text);
    let answers = asked.answers.as_ref().filter(|(revision, _)| *revision == stored.revision);
    match answers {
        Some((_, answers)) => Ok((joined.text(answers), Some(stored.changed_by.clone()))),
        None if joined.has_conflicts() => Err(joined),
        None => Ok((joined.text(&[]), Some(stored.changed_by.clone()))),
    }
}

fn check_asked(asked: &Asked) -> Vec<Objection> {
    let mut objections: Vec<Objection> =
        check_written(&asked.text).into_iter().map(|trouble| trouble.objection("text")).collect();
    let Some(reason) = said(&asked.nothing) else { return objections };
    objections.extend(check_words("nothing", &reason, MOST_OF_A_REASON));
    if !asked.text.trim().is_empty() {
        objections.push(Objection::new("nothing", "plan-objection-nothing-beside-text"));
    }
    objections
}

/// A reason that says something.
fn said(nothing: &Option<String>) -> Option<String> {
    nothing.as_ref().map(|reason| reason.trim().to_owned()).filter(|reason| !reason.is_empty())
}

/// A section that is written already may be mended also where the guideline no longer has it.
pub(crate) fn demand_section(tx: &Tx, plan: &Plan, section: &str) -> Result<()> {
    let is_of_kind = kind_of(tx, plan)?.is_some_and(|kind| kind.sections.iter().any(|one| one.id == section));
    if is_of_kind || store::section(tx, plan.id, section)?.is_some() { Ok(()) } else { Err(Error::NotFound) }
}

fn write(tx: &mut Tx, plan: &Plan, section: Section) -> Result<()> {
    let section = Section {
        revision: section.revision + 1,
        is_looked_at: true,
        changed_by: acting_name(tx)?,
        changed_at: tx.instant(),
        ..section
    };
    store::save_section(tx, &section)?;
    // A word of the document's owner that it holds is broken by another's change.
    note_content(tx, plan.id, &fingerprint_of(&store::sections_of(tx, plan.id)?)?)?;
    // The text itself is in the twin of the table, not in the log: a log of every version would be many times the plan.
    let changes = change("section", serde_json::Value::Null, section.section.as_str());
    keep_plan(tx, plan, AuditEntry { action: "plan.section_saved", changes, ..AuditEntry::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(text: &str, base: &str, base_revision: i64) -> Asked {
        Asked {
            plan: Id::new(),
            section: "purpose".into(),
            text: text.into(),
            base: base.into(),
            base_revision,
            nothing: None,
            answers: None,
        }
    }

    fn stored(content: &str, revision: i64) -> Section {
        let blank = Section::blank(Id::new(), "purpose");
        Section { content: content.into(), revision, changed_by: "Kollega".into(), ..blank }
    }

    #[test]
    fn what_two_write_in_different_places_is_joined() {
        let base = "Ett.\n\nMitt.\n\nSist.";
        let mine = asked("Ett.\n\nMitt.\n\nSist, mer.", base, 1);
        let (text, other) = joined_text(&mine, &stored("Ett, mer.\n\nMitt.\n\nSist.", 2)).unwrap();
        assert_eq!((text.as_str(), other.as_deref()), ("Ett, mer.\n\nMitt.\n\nSist, mer.", Some("Kollega")));
        let alone = joined_text(&asked("Ett.", base, 2), &stored("Helt annat.", 2)).unwrap();
        assert_eq!(alone, ("Ett.".into(), None));
    }

    #[test]
    fn the_same_paragraph_twice_becomes_a_choice_and_loses_nothing() {
        let (mine, theirs) = (asked("Mitt.", "Ett.", 1), stored("Ditt.", 2));
        let conflict = joined_text(&mine, &theirs).unwrap_err();
        assert!(conflict.has_conflicts());
        let both = conflict.text(&[]);
        assert!(both.contains("Mitt.") && both.contains("Ditt."), "{both}");
        let chosen = Asked { answers: Some((2, vec![Keep::Mine])), ..mine.clone() };
        assert_eq!(joined_text(&chosen, &theirs).unwrap().0, "Mitt.");
        let late = Asked { answers: Some((2, vec![Keep::Mine])), ..mine };
        assert!(joined_text(&late, &stored("Ditt igen.", 3)).is_err(), "a third has saved since");
    }

    #[test]
    fn nothing_to_tell_is_said_with_a_reason_and_without_a_text() {
        let with = |text: &str, nothing: &str| {
            let asked = Asked { nothing: Some(nothing.into()), ..asked(text, "", 0) };
            let objections = check_asked(&asked).into_iter();
            (
                objections.map(|one| one.message.key.to_string()).collect::<Vec<_>>(),
                said(&asked.nothing).is_some(),
            )
        };
        assert_eq!(with("", "Inga releaser i år"), (Vec::new(), true));
        assert_eq!(with("Text", " "), (Vec::new(), false));
        assert_eq!(with("Text", "Inga"), (vec!["plan-objection-nothing-beside-text".to_owned()], true));
    }
}
