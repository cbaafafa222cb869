//! A demand as it stands on a record, ready to be shown: the reason in both languages, who answers, what mends it.

use kernel::{Error, Id, LocalText, Outcome, Result, Strength, Subject};
use policy::{About, Mend, Pack, Verdict, Who};
use serde::{Deserialize, Serialize};
use storage::{FromRow, Read, Row, statements};

/// How one demand stands on one subject. Swedish: iakttagelse.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    pub subject: Subject,
    pub subject_name: String,
    pub rule: String,
    pub about: About,
    pub outcome: Outcome,
    pub strength: Strength,
    pub reason_code: String,
    pub reason: LocalText,
    pub clauses: Vec<String>,
    pub responsible: Vec<Responsible>,
    pub mend: Mend,
}

/// Who answers for a demand: a role or a body of the pack, by its title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Responsible {
    pub id: String,
    pub title: LocalText,
}

impl Finding {
    pub(crate) fn of(pack: &Pack, subject: &Subject, subject_name: &str, verdict: &Verdict) -> Self {
        let message = verdict.reason.message(pack, &subject.kind);
        let [sv, en] = kernel::Language::ALL.map(|language| texts::render(language, &message));
        Self {
            subject: subject.clone(),
            subject_name: subject_name.to_owned(),
            rule: verdict.rule.clone(),
            about: verdict.about.clone(),
            outcome: verdict.outcome,
            strength: verdict.strength,
            reason_code: verdict.reason.code().to_owned(),
            reason: LocalText::new(sv, en),
            clauses: verdict.clauses.clone(),
            responsible: verdict.responsible.iter().map(|who| responsible(pack, who)).collect(),
            mend: verdict.mend.clone(),
        }
    }

    /// Whether a demand is not met, or cannot be judged for want of facts. Recommendations never are.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.strength == Strength::Must && matches!(self.outcome, Outcome::Breached | Outcome::Unknown)
    }

    /// Met today, but from a day that is near nobody holds the role, nobody owns the document, or no agreement runs.
    #[must_use]
    pub fn is_coming_vacancy(&self) -> bool {
        matches!(self.reason_code.as_str(), "coming_vacancy" | "owner_leaves" | "agreement_ends")
    }

    /// A recommendation that is not followed: shown, never counted.
    #[must_use]
    pub fn is_unfollowed_recommendation(&self) -> bool {
        self.strength == Strength::Should && self.reason_code == "recommended_not_done"
    }
}

fn responsible(pack: &Pack, who: &Who) -> Responsible {
    Responsible { id: who.id().to_owned(), title: pack.title_of(who) }
}

impl FromRow for Finding {
    fn from_row(row: &Row) -> Result<Self> {
        let outcome: String = row.get(5)?;
        let strength: String = row.get(6)?;
        Ok(Self {
            subject: Subject { kind: row.get(0)?, id: row.get(1)? },
            subject_name: row.get(2)?,
            rule: row.get(3)?,
            about: from_json(&row.get::<String>(4)?)?,
            outcome: Outcome::from_name(&outcome).ok_or_else(|| Error::failed("an unknown outcome"))?,
            strength: if strength == "should" { Strength::Should } else { Strength::Must },
            reason_code: row.get(7)?,
            reason: LocalText { sv: row.get(8)?, en: row.get(9)? },
            clauses: from_json(&row.get::<String>(10)?)?,
            responsible: from_json(&row.get::<String>(11)?)?,
            mend: from_json(&row.get::<String>(12)?)?,
        })
    }
}

fn from_json<T: for<'t> Deserialize<'t>>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(Error::failed)
}

/// How many demands on a subject have which outcome, and how complete its documents are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub met: i64,
    pub breached: i64,
    pub unknown: i64,
    pub waived: i64,
    pub documents_present: i64,
    pub documents_required: i64,
    pub documents_unknown: i64,
}

/// The counts of one subject.
struct CountsRow((Id, Counts));

impl FromRow for CountsRow {
    fn from_row(row: &Row) -> Result<Self> {
        let counts = Counts {
            met: row.get(1)?,
            breached: row.get(2)?,
            unknown: row.get(3)?,
            waived: row.get(4)?,
            documents_present: row.get(5)?,
            documents_required: row.get(6)?,
            documents_unknown: row.get(7)?,
        };
        Ok(Self((row.get(0)?, counts)))
    }
}

statements! {
    COUNTS = "SELECT c.subject_id, c.met, c.breached, c.unknown, c.waived, c.documents_present, \
        c.documents_required, c.documents_unknown FROM @@finding_count AS c WHERE c.subject_id IN ({ids})";
}

/// The kept counts of many subjects.
///
/// # Errors
/// When the database fails.
pub fn counts_of(read: &Read, subjects: &[Id]) -> Result<Vec<(Id, Counts)>> {
    read.rows_in::<CountsRow>(&COUNTS, &[], subjects).map(|rows| rows.into_iter().map(|row| row.0).collect())
}
