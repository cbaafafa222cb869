//! What is unclear in the guideline, for scripts: the places with their readings, and the answers as records of their own.

use crate::answer_issue::{
    AnswerIssue, ISSUE_ANSWERS, IssueAnswer, KeptAnswer, answer_issue, issue_answer,
    issue_answers as answers_of, no_such_issue,
};
use crate::api::authorise;
use crate::pack_in_force::pack_in_force;
use kernel::{Date, Error, FieldKind, Id, ObjectionKind, ReferenceKind, Result, record_fields};
use policy::{Issue, Pack};
use serde_json::json;
use storage::{Read, Tx};
use web::{FilterKind, Input, Item, ListAnswer, ListAsk, ListFilter, Resource};

const NAME: FieldKind = FieldKind::Text { max_chars: 200 };
const TEXT: FieldKind = FieldKind::LongText { max_chars: 4_000 };
const ANSWER_FILTERS: &[ListFilter] = &[
    ListFilter { name: "pack", kind: FilterKind::Field(NAME) },
    ListFilter { name: "issue", kind: FilterKind::Field(NAME) },
];

/// A place of the guideline in force that is unclear, with how it is read until somebody answers. Swedish: oklarhet.
#[derive(Clone, Debug, Default)]
struct Unclear {
    pack: String,
    issue: String,
    fact: String,
    reading: String,
    parameter: String,
    ask: String,
    answer: Option<Id>,
}

record_fields! { Unclear {
    pack: NAME;
    issue: NAME;
    fact: TEXT;
    reading: TEXT;
    parameter: NAME;
    ask: TEXT;
    answer: FieldKind::Reference(ReferenceKind("issue_answer"));
} }

/// An answer with the issue that it is to.
#[derive(Clone, Debug, Default)]
struct Answered {
    issue: String,
    answer: String,
    answered_by: String,
    answered_on: Option<Date>,
    decision: String,
}

record_fields! { Answered {
    issue: NAME, required;
    answer: TEXT, required;
    answered_by: NAME, required;
    answered_on: FieldKind::Date, required;
    decision: NAME;
} }

impl Answered {
    fn of(kept: &KeptAnswer) -> Self {
        let IssueAnswer { answer, answered_by, answered_on, decision } = kept.answer.clone();
        Self { issue: kept.issue.clone(), answer, answered_by, answered_on, decision }
    }

    fn ask(self, revision: i64) -> AnswerIssue {
        let Self { issue, answer, answered_by, answered_on, decision } = self;
        AnswerIssue { issue, answer: IssueAnswer { answer, answered_by, answered_on, decision }, revision }
    }
}

/// What the pack in force leaves unclear.
pub(crate) fn issues() -> Resource {
    Resource::of::<Unclear>("issues", "issue")
        .tells_list("rules")
        .tells_list("clauses")
        .answers(&[], list_issues)
}

/// The answers, of all packs that the federation has had.
pub(crate) fn issue_answers() -> Resource {
    Resource::of::<Answered>("issue-answers", "issue_answer")
        .tells("pack", NAME)
        .lists(&ISSUE_ANSWERS, ANSWER_FILTERS, list)
        .gets(get)
        .creates(create)
        .changes(change)
}

/// All of them at once: a pack has some tens.
fn list_issues(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    authorise(read)?;
    ask.own_order()?;
    let pack = pack_in_force(read)?;
    let answers = answers_of(read, &pack.id)?;
    let answer_to = |issue: &Issue| answers.iter().find(|kept| kept.issue == issue.id).map(|kept| kept.id);
    let language = read.actor().language;
    let item = |issue: &Issue| {
        let told = Unclear {
            pack: pack.id.clone(),
            issue: issue.id.clone(),
            fact: issue.fact.in_language(language).to_owned(),
            reading: issue.reading.in_language(language).to_owned(),
            parameter: issue.parameter.clone().unwrap_or_default(),
            ask: issue.ask.in_language(language).to_owned(),
            answer: answer_to(issue),
        };
        Item::of(id_of(&pack, issue), 1, &told)
            .with_json("rules", json!(issue.rules))
            .with_json("clauses", json!(issue.clauses))
    };
    Ok(ListAnswer { items: pack.issues.iter().map(item).collect(), next_cursor: None })
}

/// An issue stands in a pack and in no table: its id follows from its names (FNV-1a), the same on every day.
fn id_of(pack: &Pack, issue: &Issue) -> Id {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let names = format!("{}/{}", pack.id, issue.id);
    let hash = names.bytes().fold(BASIS, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME));
    let mut bytes = hash.to_be_bytes();
    // Version 8 of a UUID: made by a rule of one's own.
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    Id::from_bytes(bytes)
}

fn item(kept: &KeptAnswer) -> Item {
    Item::of(kept.id, kept.revision, &Answered::of(kept)).with("pack", &kept.pack)
}

fn list(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    authorise(read)?;
    let query = ask.query(&ISSUE_ANSWERS, read.today())?;
    Ok(ListAnswer::of(ISSUE_ANSWERS.page(read, &query)?, |kept| item(&kept)))
}

fn get(read: &Read, id: Id) -> Result<Item> {
    authorise(read)?;
    issue_answer(read, id).map(|kept| item(&kept))
}

fn create(tx: &mut Tx, input: &Input) -> Result<Item> {
    let mut given = Answered::default();
    input.read_into(&mut given)?;
    let id = answer_issue(tx, &given.ask(0)).map_err(answered_already)?;
    get(tx, id)
}

/// An answer that is there is changed, not given once more.
fn answered_already(error: Error) -> Error {
    match error {
        Error::Rejected(found) if found.iter().any(|one| one.kind == ObjectionKind::Stale) => {
            Error::rejected("issue", "objection-issue-answered")
        }
        other => other,
    }
}

fn change(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    authorise(tx)?;
    let kept = issue_answer(tx, id)?;
    let mut given = Answered::of(&kept);
    input.read_into(&mut given)?;
    let pack = pack_in_force(tx)?;
    if given.issue != kept.issue || kept.pack != pack.id {
        return Err(no_such_issue(&pack));
    }
    answer_issue(tx, &given.ask(input.revision()?))?;
    get(tx, id)
}
