//! What is unclear in a guideline is read in one way until whoever answers for the guideline says how it is meant.
//! The answer is recorded with who gave it and on which decision; where it changes a number, that is adopted as an
//! entry of the federation's own.

use crate::adopt_pack::ADOPT_PACK;
use crate::pack_in_force::pack_in_force;
use kernel::{
    Date, Error, FieldKind, Id, Message, Objection, Result, Subject, SubjectKind,
    has_personal_identity_number, json_of, record_fields,
};
use policy::Pack;
use storage::{AuditEntry, Filter, FromRow, Listing, Read, Row, Sort, SortKey, Tx, statements, values};

/// What the audit log calls an answer.
pub const ISSUE_ANSWER: SubjectKind = SubjectKind("issue_answer");

/// Swedish: svar på en oklarhet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IssueAnswer {
    pub answer: String,
    /// The office, council or body that said so.
    pub answered_by: String,
    pub answered_on: Option<Date>,
    pub decision: String,
}

record_fields! { IssueAnswer {
    answer: FieldKind::LongText { max_chars: 4_000 }, required;
    answered_by: FieldKind::Text { max_chars: 200 }, required;
    answered_on: FieldKind::Date, required;
    decision: FieldKind::Text { max_chars: 200 };
} }

/// An answer as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptAnswer {
    pub id: Id,
    pub pack: String,
    /// The id of the issue in its pack.
    pub issue: String,
    pub answer: IssueAnswer,
    pub revision: i64,
}

impl FromRow for KeptAnswer {
    fn from_row(row: &Row) -> Result<Self> {
        let answer = IssueAnswer {
            answer: row.get(2)?,
            answered_by: row.get(3)?,
            answered_on: Some(row.get(4)?),
            decision: row.get(5)?,
        };
        let (id, pack, issue) = (row.get(0)?, row.get(7)?, row.get(1)?);
        Ok(Self { id, pack, issue, answer, revision: row.get(6)? })
    }
}

/// Which issue of the pack in force is answered, and how.
#[derive(Clone, Debug)]
pub struct AnswerIssue {
    pub issue: String,
    pub answer: IssueAnswer,
    /// The revision of the answer that is replaced; 0 where there was none.
    pub revision: i64,
}

/// What has been answered, of all packs that the federation has had.
pub const ISSUE_ANSWERS: Listing = Listing {
    name: "findings::issue_answers",
    columns: "s.id, s.issue, s.answer, s.answered_by, s.answered_on, s.decision, s.revision, s.pack_id",
    tables: "@issue_answer AS s",
    beside: &[],
    id: "s.id",
    id_is_number: false,
    filters: &[Filter { name: "pack", sql: "s.pack_id = ?" }, Filter { name: "issue", sql: "s.issue = ?" }],
    sorts: &[Sort { name: "pack", sql: "s.pack_id", key: SortKey::Text }],
};

statements! {
    OF_PACK = "SELECT a.id, a.issue, a.answer, a.answered_by, a.answered_on, a.decision, a.revision, a.pack_id \
        FROM @issue_answer AS a WHERE a.pack_id = ?2 ORDER BY a.issue, a.id";
    BY_ID = "SELECT a.id, a.issue, a.answer, a.answered_by, a.answered_on, a.decision, a.revision, a.pack_id \
        FROM @issue_answer AS a WHERE a.id = ?2";
    INSERT = "INSERT INTO issue_answer (tenant_id, id, pack_id, issue, answer, answered_by, answered_on, decision, \
        revision) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1)";
    CHANGE = "UPDATE issue_answer SET answer = ?3, answered_by = ?4, answered_on = ?5, decision = ?6, \
        revision = revision + 1 WHERE tenant_id = ?1 AND id = ?2";
}

/// The answers to what is unclear in a pack. A pack has some tens of issues, each with one answer at most.
///
/// # Errors
/// When the database fails.
pub fn issue_answers(read: &Read, pack: &str) -> Result<Vec<KeptAnswer>> {
    read.rows(&OF_PACK, &values![pack])
}

/// One answer.
///
/// # Errors
/// [`Error::NotFound`] for one that there is not.
pub fn issue_answer(read: &Read, id: Id) -> Result<KeptAnswer> {
    read.found(&BY_ID, &values![id])
}

/// Records the answer to an issue of the pack in force, or another answer than the one that stood.
///
/// # Errors
/// Refused for who may not adopt packs; rejected for an issue that the pack does not have, for what is missing or lies in
/// the future, and when somebody else answered meanwhile.
pub fn answer_issue(tx: &mut Tx, ask: &AnswerIssue) -> Result<Id> {
    if !access::may_everywhere(tx, ADOPT_PACK)? {
        return Err(access::refused(ADOPT_PACK));
    }
    let pack = pack_in_force(tx)?;
    if !pack.issues.iter().any(|issue| issue.id == ask.issue) {
        return Err(no_such_issue(&pack));
    }
    let answers = issue_answers(tx, &pack.id)?;
    let before = answers.into_iter().find(|answer| answer.issue == ask.issue);
    if before.as_ref().map_or(0, |before| before.revision) != ask.revision {
        return Err(Error::stale());
    }
    let (given, answered_on) = check_answer(&ask.answer, tx.today()).map_err(Error::Rejected)?;
    let IssueAnswer { answer, answered_by, decision, .. } = &given;
    let id = before.as_ref().map_or_else(Id::new, |before| before.id);
    if before.is_some() {
        tx.execute(&CHANGE, &values![id, answer, answered_by, answered_on, decision])?;
    } else {
        let row = values![id, &pack.id, &ask.issue, answer, answered_by, answered_on, decision];
        tx.execute(&INSERT, &row)?;
    }
    let mut after = json_of(&given);
    after.insert("issue".to_owned(), ask.issue.as_str().into());
    let stood = before.map_or_else(serde_json::Map::new, |before| {
        let mut stood = json_of(&before.answer);
        stood.insert("issue".to_owned(), before.issue.into());
        stood
    });
    tx.audit(&AuditEntry {
        action: if stood.is_empty() { "issue_answer.given" } else { "issue_answer.changed" },
        subject: Some(Subject::new(ISSUE_ANSWER, id)),
        changes: storage::changes(&stood.into(), &after.into()),
        decision: Some(given.decision.clone()),
        ..AuditEntry::default()
    })?;
    Ok(id)
}

/// Tells which issues there are to answer.
pub(crate) fn no_such_issue(pack: &Pack) -> Error {
    let known: Vec<&str> = pack.issues.iter().map(|issue| issue.id.as_str()).collect();
    Error::rejected("issue", Message::new("objection-no-such-issue").with("known", known.join(", ")))
}

/// An answer says something, and names who gave it and when.
fn check_answer(given: &IssueAnswer, today: Date) -> Result<(IssueAnswer, Date), Vec<Objection>> {
    let trimmed = IssueAnswer {
        answer: given.answer.trim().to_owned(),
        answered_by: given.answered_by.trim().to_owned(),
        answered_on: given.answered_on,
        decision: given.decision.trim().to_owned(),
    };
    let texts = [
        ("answer", &trimmed.answer, true),
        ("answered_by", &trimmed.answered_by, true),
        ("decision", &trimmed.decision, false),
    ];
    let mut objections = Vec::new();
    for (field, text, is_required) in texts {
        if is_required && text.is_empty() {
            objections.push(Objection::new(field, "objection-required"));
        } else if has_personal_identity_number(text) {
            objections.push(Objection::new(field, "objection-personal-identity-number"));
        }
    }
    match trimmed.answered_on {
        None => objections.push(Objection::new("answered_on", "objection-required")),
        Some(day) if day > today => objections.push(Objection::new("answered_on", "objection-date-future")),
        Some(day) if objections.is_empty() => return Ok((trimmed, day)),
        Some(_) => {}
    }
    Err(objections)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_names_who_gave_it_and_when_and_nobody_answers_tomorrow() {
        let today: Date = "2026-03-02".parse().unwrap();
        let good = IssueAnswer {
            answer: " Från 100 000 kr. ".into(),
            answered_by: "IT-chefen".into(),
            answered_on: Some(today),
            decision: String::new(),
        };
        assert_eq!(check_answer(&good, today).unwrap().0.answer, "Från 100 000 kr.");
        let fields = |given: &IssueAnswer| -> Vec<String> {
            check_answer(given, today).unwrap_err().into_iter().map(|one| one.field).collect()
        };
        assert_eq!(fields(&IssueAnswer::default()), ["answer", "answered_by", "answered_on"]);
        let tomorrow = IssueAnswer { answered_on: today.tomorrow().ok(), ..good.clone() };
        assert_eq!(fields(&tomorrow), ["answered_on"]);
        let personal = IssueAnswer { answered_by: "811218-9876".into(), ..good };
        assert_eq!(fields(&personal), ["answered_by"]);
    }
}
