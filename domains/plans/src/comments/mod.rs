//! What others say of a plan while they look it over, piece by piece of its text. A comment follows its piece when the text
//! is written on, until it is seen to.

mod answer_comment;
mod follow_text;
mod make_comment;
mod settle_comment;
mod told_comments;

pub use answer_comment::answer_comment;
pub(crate) use follow_text::follow_text;
pub use make_comment::{MOST_OF_A_COMMENT, SaidOf, make_comment};
pub use settle_comment::settle_comment;

use crate::plan::{PLAN, Plan, PlanState};
use crate::visible_plan::visible_plan;
use crate::{COMMENT, READ_DRAFTS, store};
use kernel::{Error, Id, Instant, Objection, Result, Subject, check_words};
use serde_json::{Map, Value as Json};
use storage::{AuditEntry, Read, Tx};

/// Something said of a section of a plan. Swedish: kommentar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    pub id: Id,
    pub plan: Id,
    pub section: String,
    /// The piece of the text that it was said of, counted from 0; none of what was said of the whole section, or of a piece
    /// that is gone.
    pub place: Option<i64>,
    /// The piece as it was then.
    pub mark: String,
    /// How it began; empty of what was said of the whole section.
    pub excerpt: String,
    pub text: String,
    pub made_by: Option<Id>,
    pub made_by_name: String,
    pub made_at: Instant,
    /// What it answers.
    pub answers: Option<Id>,
    pub settled: Option<Settled>,
}

/// That somebody has seen to a comment, or has no more use for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    pub at: Instant,
    pub by_name: String,
}

/// So many comments of a section are shown; nobody reads more.
pub(crate) const MOST_OF_A_SECTION: i64 = 500;

/// What is said of a section, the oldest first.
///
/// # Errors
/// Not found for a plan whose drafts the actor does not read.
pub fn comments_of(read: &Read, plan: Id, section: &str) -> Result<Vec<Comment>> {
    let plan = visible_plan(read, plan)?;
    if !access::may(read, READ_DRAFTS, plan.subject.id)? {
        return Err(Error::NotFound);
    }
    store::comments_of(read, (plan.id, section), MOST_OF_A_SECTION)
}

/// Whether a plan is looked over: what is decided is what it is.
pub(crate) const fn is_looked_over(plan: &Plan) -> bool {
    matches!(plan.state, PlanState::Draft | PlanState::Review | PlanState::Proposed)
}

/// A plan that the actor may comment on now.
fn to_comment(read: &Read, plan: Id) -> Result<Plan> {
    let plan = visible_plan(read, plan)?;
    if !access::may(read, READ_DRAFTS, plan.subject.id)? {
        return Err(Error::NotFound);
    }
    access::authorise(read, COMMENT, plan.subject.id)?;
    if is_looked_over(&plan) { Ok(plan) } else { Err(Error::rejected("", "plan-objection-not-commented")) }
}

/// A comment that waits for somebody to see to it, and its plan.
fn open_comment(read: &Read, id: Id) -> Result<(Comment, Plan)> {
    let comment = store::find_comment(read, id)?.ok_or(Error::NotFound)?;
    let plan = to_comment(read, comment.plan)?;
    if comment.answers.is_some() || comment.settled.is_some() {
        return Err(Error::rejected("", "plan-objection-comment-settled"));
    }
    Ok((comment, plan))
}

fn check_said(text: &str) -> Vec<Objection> {
    if text.trim().is_empty() {
        return vec![Objection::new("comment", kernel::WrongValue::Required.message())];
    }
    check_words("comment", text, MOST_OF_A_COMMENT).into_iter().collect()
}

/// The event of something done to a comment stands at its plan.
fn note(tx: &mut Tx, plan: &Plan, action: &'static str, changes: Map<String, Json>) -> Result<()> {
    let on_behalf_of = organisation::on_behalf_of(tx, plan.subject.id)?;
    let subject = Some(Subject::new(PLAN, plan.id));
    tx.audit(&AuditEntry { action, subject, changes, on_behalf_of, ..AuditEntry::default() })
}
