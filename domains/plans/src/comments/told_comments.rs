//! Who is told of comments: who began the plan, and those who have said something of the same, while they follow it.

use super::Comment;
use crate::plan::{PLAN, Plan};
use crate::store;
use kernel::{Id, Message, Result, Subject};
use notify::Notice;
use std::collections::BTreeSet;
use storage::Tx;

/// Tells who began the plan that somebody says something of it.
pub(super) fn tell_of(tx: &mut Tx, plan: &Plan, comment: &Comment) -> Result<()> {
    let told = plan.started_by.into_iter().collect();
    tell(tx, plan, (comment, told), ("plan-told-comment", key_of(comment.id)))
}

/// Tells who is in the conversation that somebody has answered.
pub(super) fn tell_of_answer(
    tx: &mut Tx,
    plan: &Plan,
    (question, answer): (&Comment, &Comment),
) -> Result<()> {
    let earlier = store::answers_to(tx, question.id)?;
    let told = earlier.into_iter().chain(question.made_by).chain(plan.started_by).collect();
    tell(tx, plan, (answer, told), ("plan-told-answer", key_of(answer.id)))
}

/// What is seen to waits for nobody.
pub(super) fn settle(tx: &mut Tx, plan: &Plan, comment: &Comment) -> Result<()> {
    plan.started_by.map_or(Ok(()), |person| notify::settle(tx, person, &key_of(comment.id)))
}

fn tell(
    tx: &mut Tx,
    plan: &Plan,
    (comment, told): (&Comment, BTreeSet<Id>),
    (words, key): (&'static str, String),
) -> Result<()> {
    let message = Message::new(words).with("who", comment.made_by_name.as_str()).with("plan", plan.title());
    let others: Vec<Id> = told.into_iter().filter(|person| Some(*person) != comment.made_by).collect();
    for person in store::who_follows(tx, plan.id, &others)? {
        let notice = Notice {
            person,
            about: Subject::new(PLAN, plan.id),
            address: format!("/planer/{}/avsnitt/{}/kommentarer#{}", plan.id, comment.section, comment.id),
            message: message.clone(),
            key: key.clone(),
            is_at_once: false,
        };
        notify::tell(tx, &notice)?;
    }
    Ok(())
}

fn key_of(comment: Id) -> String {
    format!("comment:{comment}")
}
