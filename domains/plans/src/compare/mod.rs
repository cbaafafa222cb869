//! What a plan says now against what it, or another, said before: by section, by goal, by activity and by account group.
//! Pure. Two versions of one plan have the same rows; two years, or the plans of two objects, are matched by their titles.

mod matched;

pub use matched::Pair;

use crate::content::{ActivityRow, Content, GoalRow, Written};
use kernel::LocalText;
use matched::matched;
use std::collections::BTreeMap;
use writing::{Row, compared};

/// Two plans beside each other. Swedish: jämförelse.
#[derive(Debug, PartialEq, Eq)]
pub struct Compared {
    /// In the order of the later one, then those that it no longer has.
    pub sections: Vec<SectionCompared>,
    pub goals: Vec<Pair<GoalRow>>,
    pub activities: Vec<Pair<ActivityRow>>,
    pub budget: Vec<BudgetCompared>,
}

/// One section, passage by passage.
#[derive(Debug, PartialEq, Eq)]
pub struct SectionCompared {
    pub title: LocalText,
    pub rows: Vec<Row>,
}

/// What an account group may cost, in öre; none where the sum is too large to be one.
#[derive(Debug, PartialEq, Eq)]
pub struct BudgetCompared {
    pub title: LocalText,
    /// Years after the first year of the plan: plans of two years are compared year by year.
    pub years_on: i64,
    pub before: Option<i64>,
    pub after: Option<i64>,
}

impl SectionCompared {
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.rows.iter().all(|row| matches!(row, Row::Same(_)))
    }
}

impl BudgetCompared {
    /// How much more it is, in öre.
    #[must_use]
    pub fn difference(&self) -> Option<i64> {
        self.after?.checked_sub(self.before?)
    }
}

/// Compares what was said with what is said.
#[must_use]
pub fn compute_compared(before: &Content, after: &Content) -> Compared {
    Compared {
        sections: sections(before, after),
        goals: matched(&before.rows.goals, &after.rows.goals),
        activities: matched(&before.rows.activities, &after.rows.activities),
        budget: budget(before, after),
    }
}

fn sections(before: &Content, after: &Content) -> Vec<SectionCompared> {
    let find = |content: &Content, id: &str| content.sections.iter().find(|one| one.id == id).cloned();
    let gone = before.sections.iter().filter(|one| find(after, &one.id).is_none());
    let all = after.sections.iter().chain(gone);
    all.map(|one| {
        let [old, new] = [before, after].map(|content| find(content, &one.id).map(said).unwrap_or_default());
        SectionCompared { title: one.title.clone(), rows: compared(&old, &new) }
    })
    .collect()
}

/// Why there is nothing to tell is what such a section says.
fn said(section: Written) -> String {
    section.nothing.filter(|_| section.text.trim().is_empty()).unwrap_or(section.text)
}

fn budget(before: &Content, after: &Content) -> Vec<BudgetCompared> {
    let mut groups: BTreeMap<(i64, &str), BudgetCompared> = BTreeMap::new();
    for (content, is_before) in [(before, true), (after, false)] {
        for line in &content.rows.budget {
            let years_on = content.year.map_or(line.year, |year| line.year - year);
            let group = groups.entry((years_on, &line.account_group)).or_insert_with(|| BudgetCompared {
                title: line.account_group_title.clone(),
                years_on,
                before: Some(0),
                after: Some(0),
            });
            let sum = if is_before { &mut group.before } else { &mut group.after };
            *sum = sum.and_then(|sum| sum.checked_add(line.amount));
        }
    }
    groups.into_values().collect()
}

#[cfg(test)]
mod tests;
