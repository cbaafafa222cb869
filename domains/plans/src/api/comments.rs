//! Comments on plans in the API: told with a plan to who reads its drafts; made, answered and seen to by steps of the plan.

use super::plans::get;
use crate::comments::{Comment, MOST_OF_A_COMMENT, SaidOf, answer_comment, make_comment, settle_comment};
use crate::store;
use kernel::{Error, FieldKind, Id, ReferenceKind, Result, record_fields};
use serde_json::{Value as Json, json};
use storage::{Read, Tx};
use web::{Input, Item};

/// Comments that are told with a plan, section by section.
const MOST_TOLD: i64 = 1_000;

/// What is said of a section, or of a piece of its text.
#[derive(Clone, Debug, Default)]
pub(super) struct Saying {
    section: String,
    /// Counted from 1; none of what is said of the whole section.
    piece: Option<i64>,
    text: String,
}

record_fields! { Saying {
    section: FieldKind::Text { max_chars: 60 }, required;
    piece: FieldKind::Number { min: 1, max: 100_000 };
    text: FieldKind::LongText { max_chars: MOST_OF_A_COMMENT }, required;
} }

/// The comment that something is done with.
#[derive(Clone, Debug, Default)]
pub(super) struct Settling {
    comment: Option<Id>,
}

record_fields! { Settling { comment: FieldKind::Reference(ReferenceKind("comment")), required; } }

/// The same, with what is answered.
#[derive(Clone, Debug, Default)]
pub(super) struct Answering {
    comment: Option<Id>,
    text: String,
}

record_fields! { Answering {
    comment: FieldKind::Reference(ReferenceKind("comment")), required;
    text: FieldKind::LongText { max_chars: MOST_OF_A_COMMENT }, required;
} }

/// What is said of the sections of a plan.
pub(super) fn told_comments(read: &Read, plan: Id) -> Result<Vec<Json>> {
    let told = |one: &Comment| {
        json!({
            "id": one.id, "section": one.section, "piece": one.place.map(|place| place + 1), "excerpt": one.excerpt,
            "text": one.text, "made_by": one.made_by, "made_by_name": one.made_by_name, "answers": one.answers,
            "settled_by_name": one.settled.as_ref().map(|settled| settled.by_name.as_str()),
        })
    };
    Ok(store::comments_of_plan(read, plan, MOST_TOLD)?.iter().map(told).collect())
}

pub(super) fn comment(tx: &mut Tx, plan: Id, input: &Input) -> Result<Item> {
    let mut saying = Saying::default();
    input.read_into(&mut saying)?;
    let text = store::section(tx, plan, &saying.section)?.map(|one| one.content).unwrap_or_default();
    let place = saying.piece.map(|piece| usize::try_from(piece - 1).unwrap_or(usize::MAX));
    let text = text.replace("\r\n", "\n");
    let piece = place.map(|at| writing::pieces(&text).get(at).map(writing::Piece::mark));
    let mark = match piece {
        Some(None) => return Err(Error::rejected("piece", "plan-objection-no-such-piece")),
        mark => mark.flatten(),
    };
    let said =
        SaidOf { plan, section: saying.section, mark, place: place.unwrap_or_default(), text: saying.text };
    make_comment(tx, &said)?;
    get(tx, plan)
}

pub(super) fn answer(tx: &mut Tx, plan: Id, input: &Input) -> Result<Item> {
    let mut answering = Answering::default();
    input.read_into(&mut answering)?;
    answer_comment(tx, of_plan(tx, plan, answering.comment)?, &answering.text)?;
    get(tx, plan)
}

pub(super) fn settle(tx: &mut Tx, plan: Id, input: &Input) -> Result<Item> {
    let mut settling = Settling::default();
    input.read_into(&mut settling)?;
    settle_comment(tx, of_plan(tx, plan, settling.comment)?)?;
    get(tx, plan)
}

/// A comment of another plan is none of this one.
fn of_plan(read: &Read, plan: Id, comment: Option<Id>) -> Result<Id> {
    let id = comment.ok_or_else(|| Error::rejected("comment", "objection-required"))?;
    let found = store::find_comment(read, id)?.filter(|one| one.plan == plan);
    found.map(|one| one.id).ok_or_else(|| Error::rejected("comment", "plan-objection-no-such-comment"))
}
