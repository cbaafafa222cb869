//! Statements on duties in the API: made, said anew, confirmed, copied and withdrawn.

use super::{SEARCH, SYSTEM, TakingBack, of_field};
use crate::statements::{
    CopyStatements, DutyStatement, STATEMENTS, Said, StateDuty, StatementRow, WithdrawStatement,
    copy_statements, review_statement, state_duty, store, visible_statement, withdraw_statement,
};
use crate::test_protocol::PERSON_REFERENCE;
use kernel::{Error, FieldKind, Id, ReferenceKind, Result, Subject, record_fields};
use register::READ_DOCUMENTS;
use std::collections::BTreeMap;
use storage::{Read, Tx};
use web::{Input, Item, ListAnswer, ListAsk, ListFilter, Resource};

const SUBJECT_KINDS: &[&str] = &["system", "object", "organisation"];
const SUBJECT: FieldKind = FieldKind::Reference(ReferenceKind("subject"));

const FILTERS: &[ListFilter] = &[
    SEARCH,
    of_field("duty", FieldKind::Word),
    of_field("role", FieldKind::Word),
    of_field("subject_kind", FieldKind::Choice(SUBJECT_KINDS)),
    of_field("subject", SUBJECT),
    of_field("made_by", FieldKind::Reference(PERSON_REFERENCE)),
    of_field("review_before", FieldKind::Date),
];

/// Of which duty of which record it is: told when it is made, and never changed.
#[derive(Clone, Debug, Default)]
struct About {
    duty: String,
    subject_kind: String,
    subject: Option<Id>,
}

record_fields! { About {
    duty: FieldKind::Text { max_chars: 100 }, required;
    subject_kind: FieldKind::Choice(SUBJECT_KINDS), required;
    subject: SUBJECT, required;
} }

/// The systems that a statement is copied to.
#[derive(Clone, Debug, Default)]
struct Copying {
    systems: Vec<Id>,
}

record_fields! { Copying {
    systems: FieldKind::References(SYSTEM), required;
} }

pub(super) fn statements() -> Resource {
    Resource::of::<Said>("duty-statements", "duty_statement")
        .taking::<About>()
        .tells("role", FieldKind::Word)
        .tells("made_by", FieldKind::Reference(PERSON_REFERENCE))
        .tells("made_by_name", FieldKind::Text { max_chars: 200 })
        .tells("made_on", FieldKind::Date)
        .tells("is_on_behalf", FieldKind::Flag)
        .tells("copied_from", FieldKind::Reference(ReferenceKind("duty_statement")))
        .tells("withdrawn_on", FieldKind::Date)
        .tells("withdrawn_because", FieldKind::LongText { max_chars: 2_000 })
        .lists(&STATEMENTS, FILTERS, list)
        .gets(get)
        .creates(create)
        .changes(change)
        .acts_plainly("review", review)
        .acts::<Copying>("copy", copy)
        .acts::<TakingBack>("withdraw", withdraw)
}

fn list(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    let query = access::visible_to(read.actor(), READ_DOCUMENTS, ask.query(&STATEMENTS, read.today())?);
    let page = STATEMENTS.page::<StatementRow>(read, &query)?;
    let ids: Vec<Id> = page.items.iter().map(|row| row.id).collect();
    let mut found: BTreeMap<Id, DutyStatement> =
        store::statements_by_id(read, &ids)?.into_iter().map(|one| (one.id, one)).collect();
    let items = ids.iter().filter_map(|id| found.remove(id)).map(|one| told(&one));
    Ok(ListAnswer { items: items.collect(), next_cursor: page.next_cursor })
}

fn get(read: &Read, id: Id) -> Result<Item> {
    visible_statement(read, id).map(|statement| told(&statement))
}

fn told(statement: &DutyStatement) -> Item {
    let withdrawn = statement.withdrawn.as_ref();
    Item::of(statement.id, statement.revision, &statement.said)
        .with("duty", &statement.duty)
        .with("subject_kind", &statement.subject.kind)
        .with("subject", &statement.subject.id)
        .with("role", &statement.role)
        .with("made_by", &statement.made_by)
        .with("made_by_name", &statement.made_by_name)
        .with("made_on", &statement.made_on)
        .with("is_on_behalf", &Some(statement.is_on_behalf))
        .with("copied_from", &statement.copied_from)
        .with("withdrawn_on", &withdrawn.map(|one| one.on))
        .with("withdrawn_because", &withdrawn.map(|one| one.because.clone()))
}

fn create(tx: &mut Tx, input: &Input) -> Result<Item> {
    let (mut about, mut said) = (About::default(), Said::default());
    input.read_with(&mut said, &mut about)?;
    let subject = Subject { kind: about.subject_kind, id: about.subject.ok_or(Error::NotFound)? };
    let ask = StateDuty { duty: about.duty, subject, revision: None, said };
    state_duty(tx, &ask).map(|statement| told(&statement))
}

fn change(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let statement = visible_statement(tx, id)?;
    let mut said = Said { review_date: None, ..statement.said.clone() };
    let own = About {
        duty: statement.duty.clone(),
        subject_kind: statement.subject.kind.clone(),
        subject: Some(statement.subject.id),
    };
    let mut about = own.clone();
    input.read_with(&mut said, &mut about)?;
    if (&about.duty, &about.subject_kind, about.subject) != (&own.duty, &own.subject_kind, own.subject) {
        return Err(Error::rejected("duty", "statement-objection-duty-stays"));
    }
    if statement.withdrawn.is_some() {
        return Err(Error::rejected("", "statement-objection-withdrawn"));
    }
    let (duty, subject) = (statement.duty, statement.subject);
    let ask = StateDuty { duty, subject, revision: Some(input.revision()?), said };
    state_duty(tx, &ask).map(|statement| told(&statement))
}

fn review(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    review_statement(tx, id, input.revision_if_told()).map(|statement| told(&statement))
}

fn copy(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut asked = Copying::default();
    input.read_into(&mut asked)?;
    copy_statements(tx, &CopyStatements { statements: vec![id], systems: asked.systems })?;
    get(tx, id)
}

fn withdraw(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut asked = TakingBack::default();
    input.read_into(&mut asked)?;
    let ask = WithdrawStatement { statement: id, revision: input.revision_if_told(), reason: asked.reason };
    withdraw_statement(tx, &ask)?;
    get(tx, id)
}
