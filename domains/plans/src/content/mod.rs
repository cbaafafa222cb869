//! Everything that a plan says at one moment: its words, its rows, and what the register knew. The page of a draft, what a
//! decision keeps, and every paper are made from it.

mod drawn;
mod fingerprint;
mod from_below;
mod pictures;
mod rows;

pub use drawn::content_of;
pub(crate) use fingerprint::{fingerprint_of, fingerprint_of_text};
pub use pictures::PictureRow;
pub(crate) use pictures::{address_in_text, address_of, pictures_of};
pub use rows::{
    ActivityRow, BudgetRow, GoalRow, NeedRow, PriorityRow, ReleaseRow, ResourceRow, ResponsibilityRow, Rows,
    SupportRow,
};

use kernel::{Date, Id, LocalText, Subject};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a plan says. A decision keeps it as JSON: fields are added, never renamed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Content {
    /// What the guideline calls the kind.
    pub kind: LocalText,
    pub name: String,
    pub subject_kind: String,
    pub subject: String,
    pub year: Option<i64>,
    pub version: i64,
    pub sections: Vec<Written>,
    pub people: Vec<HolderRow>,
    pub systems: Vec<RecordRow>,
    pub documents: Vec<RecordRow>,
    pub agreements: Vec<AgreementRow>,
    pub statements: Vec<StatementRow>,
    pub rows: Rows,
    pub pictures: Vec<PictureRow>,
    pub papers: Vec<RecordRow>,
    pub consultations: Vec<ConsultationRow>,
    /// Whether everybody who knows of the record reads it; only of what is decided.
    pub is_published: Option<bool>,
}

/// One section. Swedish: avsnitt.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Written {
    pub id: String,
    pub title: LocalText,
    /// What stands beside the text, as the pack names it.
    pub holds: String,
    /// Markdown.
    pub text: String,
    /// Why there is nothing to tell.
    pub nothing: Option<String>,
    /// Left out where everybody reads the plan.
    pub is_internal: bool,
}

/// Who answers for the subject.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HolderRow {
    pub role: LocalText,
    pub name: LocalText,
    pub deputy: Option<String>,
}

/// A record of the register.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecordRow {
    pub subject: Option<Subject>,
    pub name: String,
    pub note: String,
}

/// An agreement in force.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AgreementRow {
    pub id: Option<Id>,
    pub name: String,
    pub supplier: String,
    pub ends_on: Option<Date>,
    /// In öre a year; only who reads costs is shown it.
    pub value: Option<i64>,
}

/// How somebody meets a duty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StatementRow {
    pub role: LocalText,
    pub duty: LocalText,
    pub text: String,
    pub made_on: Option<Date>,
}

/// What a body said that was heard.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConsultationRow {
    pub body: LocalText,
    pub held_on: Option<Date>,
    pub noted_by: String,
    pub text: String,
}

impl Content {
    /// Leaves out what only who reads costs is shown.
    pub(crate) fn hide_costs(&mut self) {
        self.agreements.iter_mut().for_each(|row| row.value = None);
        self.rows.budget.clear();
        for activity in &mut self.rows.activities {
            (activity.cost, activity.outcome_cost) = (None, None);
        }
    }

    /// Leaves out what is for those who manage: its sections, and the rows that no other section holds.
    pub(crate) fn hide_internal(&mut self) {
        self.sections.retain(|section| !section.is_internal);
        let held: BTreeSet<&str> = self.sections.iter().map(|section| section.holds.as_str()).collect();
        self.rows.keep(|holds| held.contains(holds));
    }

    /// How many rows stand in what a section holds beside its text.
    #[must_use]
    pub fn count_rows(&self, holds: &str) -> usize {
        match holds {
            "organisation" => self.people.len(),
            "systems" => self.systems.len(),
            "documents" => self.documents.len(),
            "agreements" => self.agreements.len(),
            "statements" => self.statements.len(),
            _ => self.rows.count(holds),
        }
    }

    /// Whether a section says something: a text, a row, or that there is nothing to tell.
    #[must_use]
    pub fn is_filled(&self, section: &Written) -> bool {
        let says = !section.text.trim().is_empty() || section.nothing.is_some();
        says || self.count_rows(&section.holds) > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_filled_by_words_by_rows_or_by_saying_that_there_is_nothing() {
        let content = Content { people: vec![HolderRow::default()], ..Content::default() };
        let said = |text: &str, nothing: Option<&str>, holds: &str| {
            let (text, nothing, holds) = (text.into(), nothing.map(str::to_owned), holds.into());
            content.is_filled(&Written { text, nothing, holds, ..Written::default() })
        };
        assert!(!said("", None, "text"));
        assert!(!said(" \n", None, "text"));
        assert!(!said("", None, "activities"));
        assert!(said("Drift", None, "text"));
        assert!(said("", Some("Inga kostnader i år"), "budget"));
        assert!(said("", None, "organisation"));
    }

    #[test]
    fn rows_that_only_a_section_for_those_who_manage_holds_go_with_it() {
        let section =
            |holds: &str, is_internal| Written { holds: holds.into(), is_internal, ..Written::default() };
        let mut content = Content {
            sections: vec![section("goals", true), section("activities", true), section("activities", false)],
            ..Content::default()
        };
        content.rows.goals.push(GoalRow::default());
        content.rows.activities.push(ActivityRow::default());
        content.hide_internal();
        assert_eq!(content.sections, [section("activities", false)]);
        assert_eq!((content.rows.goals.len(), content.rows.activities.len()), (0, 1));
    }

    #[test]
    fn what_was_kept_before_a_field_came_is_read() {
        let old = r#"{"name":"Plan","year":2026,"sections":[{"id":"purpose","text":"Drift"}]}"#;
        let content: Content = serde_json::from_str(old).unwrap();
        assert_eq!((content.name.as_str(), content.year), ("Plan", Some(2026)));
        assert_eq!(content.sections[0].text, "Drift");
    }
}
