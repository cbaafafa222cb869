//! Suggestions in the API: made, changed, weighed, joined, answered, withdrawn and taken up anew.

use crate::answer_suggestion::{
    AnswerSuggestion, Answered, MOST_OF_AN_ANSWER, answer_suggestion, reopen_suggestion, withdraw_suggestion,
};
use crate::change_suggestion::change_suggestion;
use crate::join_suggestions::join_suggestions;
use crate::listing::{SUGGESTIONS, SuggestionRow};
use crate::make_suggestion::make_suggestion;
use crate::pages::FILTERS;
use crate::plan_suggestion::plan_suggestion;
use crate::suggestion::{Said, Seen, Suggestion, SuggestionState, Weight};
use crate::visible_suggestion::visible_suggestion;
use crate::weigh_suggestion::weigh_suggestion;
use crate::{READ_SUGGESTIONS, store};
use kernel::{Choice as _, Error, FieldKind, Id, ReferenceKind, Result, record_fields};
use std::collections::BTreeMap;
use storage::{Read, Tx};
use web::{Input, Item, ListAnswer, ListAsk, Resource};

/// The suggestion that another is joined into.
#[derive(Clone, Debug, Default)]
struct Joining {
    into: Option<Id>,
}

record_fields! { Joining { into: FieldKind::Reference(ReferenceKind("suggestion")), required; } }

/// The plan in which a suggestion becomes an activity.
#[derive(Clone, Debug, Default)]
struct Planning {
    plan: Option<Id>,
}

record_fields! { Planning { plan: FieldKind::Reference(ReferenceKind("plan")), required; } }

/// What a suggestion is answered.
#[derive(Clone, Debug, Default)]
struct Answering {
    answer: String,
}

record_fields! { Answering { answer: FieldKind::LongText { max_chars: MOST_OF_AN_ANSWER }; } }

/// Made, changed, weighed, joined, answered, withdrawn and taken up anew.
pub(super) fn suggestions() -> Resource {
    Resource::of::<Said>("suggestions", "suggestion")
        .tells("state", FieldKind::Choice(SuggestionState::NAMES))
        .tells("benefit", FieldKind::Number { min: 1, max: 5 })
        .tells("effort", FieldKind::Number { min: 1, max: 5 })
        .tells("made_by", FieldKind::Reference(ReferenceKind("person")))
        .tells("made_by_name", FieldKind::Text { max_chars: 200 })
        .tells("joined_into", FieldKind::Reference(ReferenceKind("suggestion")))
        .tells("answer", FieldKind::LongText { max_chars: MOST_OF_AN_ANSWER })
        .lists(&SUGGESTIONS, FILTERS, list)
        .gets(get)
        .creates(create)
        .changes(change)
        .acts::<Weight>("weigh", weigh)
        .acts::<Joining>("join", join)
        .acts::<Planning>("plan", plan)
        .acts::<Answering>("carry-out", carry_out)
        .acts::<Answering>("decline", decline)
        .acts_plainly("withdraw", withdraw)
        .acts_plainly("reopen", reopen)
}

fn list(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    let query = ask.query(&SUGGESTIONS, read.today())?;
    let query = access::visible_to(read.actor(), READ_SUGGESTIONS, query);
    let page = SUGGESTIONS.page::<SuggestionRow>(read, &query)?;
    let ids: Vec<Id> = page.items.iter().map(|row| row.id).collect();
    let found = store::suggestions_by_id(read, &ids)?;
    let mut found: BTreeMap<Id, Suggestion> = found.into_iter().map(|one| (one.id, one)).collect();
    let items = ids.iter().filter_map(|id| found.remove(id)).map(|one| told(&one)).collect();
    Ok(ListAnswer { items, next_cursor: page.next_cursor })
}

fn get(read: &Read, id: Id) -> Result<Item> {
    visible_suggestion(read, id).map(|suggestion| told(&suggestion))
}

fn told(suggestion: &Suggestion) -> Item {
    Item::of(suggestion.id, suggestion.revision, &suggestion.said)
        .with("state", &suggestion.state)
        .with("benefit", &suggestion.weight.benefit)
        .with("effort", &suggestion.weight.effort)
        .with("made_by", &suggestion.made_by)
        .with("made_by_name", &suggestion.made_by_name)
        .with("joined_into", &suggestion.joined_into)
        .with("answer", &suggestion.answer)
}

fn create(tx: &mut Tx, input: &Input) -> Result<Item> {
    let mut said = Said::default();
    input.read_into(&mut said)?;
    let id = make_suggestion(tx, &said)?;
    get(tx, id)
}

fn change(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut said = visible_suggestion(tx, id)?.said;
    input.read_into(&mut said)?;
    change_suggestion(tx, Seen { id, revision: Some(input.revision()?) }, &said)?;
    get(tx, id)
}

/// The suggestion at the revision that the caller names, if they name one.
fn seen(id: Id, input: &Input) -> Seen {
    Seen { id, revision: input.revision_if_told() }
}

fn weigh(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut weight = visible_suggestion(tx, id)?.weight;
    input.read_into(&mut weight)?;
    weigh_suggestion(tx, seen(id, input), weight)?;
    get(tx, id)
}

fn join(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut joining = Joining::default();
    input.read_into(&mut joining)?;
    let into = joining.into.ok_or_else(|| Error::rejected("into", "objection-required"))?;
    join_suggestions(tx, seen(id, input), into)?;
    get(tx, id)
}

fn plan(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut planning = Planning::default();
    input.read_into(&mut planning)?;
    let plan = planning.plan.ok_or_else(|| Error::rejected("plan", "objection-required"))?;
    plan_suggestion(tx, seen(id, input), plan)?;
    get(tx, id)
}

fn carry_out(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    answer(tx, id, input, Answered::Done)
}

fn decline(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    answer(tx, id, input, Answered::Declined)
}

fn answer(tx: &mut Tx, id: Id, input: &Input, answered: Answered) -> Result<Item> {
    let mut asked = Answering::default();
    input.read_into(&mut asked)?;
    answer_suggestion(tx, &AnswerSuggestion { seen: seen(id, input), answered, answer: asked.answer })?;
    get(tx, id)
}

fn withdraw(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    withdraw_suggestion(tx, seen(id, input))?;
    get(tx, id)
}

fn reopen(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    reopen_suggestion(tx, seen(id, input))?;
    get(tx, id)
}
