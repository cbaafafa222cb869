//! Answers a comment that somebody has made.

use super::{Comment, MOST_OF_A_SECTION, check_said, note, open_comment, told_comments};
use crate::store;
use crate::trail::change;
use kernel::{Error, Id, Result};
use organisation::acting_name;
use serde_json::Value as Json;
use storage::Tx;

/// Answers a comment and gives the id of the answer.
///
/// # Errors
/// Not found for what the actor does not see; refused for who may not comment there; rejected for words that are missing, too
/// long or hold a personal identity number, and for a comment that is seen to.
pub fn answer_comment(tx: &mut Tx, comment: Id, text: &str) -> Result<Id> {
    let (question, plan) = open_comment(tx, comment)?;
    let objections = check_said(text);
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    if store::count_comments(tx, (plan.id, &question.section))? >= MOST_OF_A_SECTION {
        return Err(Error::rejected("comment", "plan-objection-many-comments"));
    }
    let answer = Comment {
        id: Id::new(),
        text: text.trim().to_owned(),
        made_by: tx.actor().person,
        made_by_name: acting_name(tx)?,
        made_at: tx.instant(),
        answers: Some(question.id),
        settled: None,
        ..question.clone()
    };
    store::add_comment(tx, &answer)?;
    note(tx, &plan, "plan.comment_answered", change("comment", Json::Null, answer.text.as_str()))?;
    told_comments::tell_of_answer(tx, &plan, (&question, &answer))?;
    Ok(answer.id)
}
