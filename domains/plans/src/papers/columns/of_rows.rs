//! Of what stands in the plan itself.

use super::{Column, costs, day, figures, in_language, money, number, text, with_more, word, words};
use crate::content::{
    ActivityRow, BudgetRow, GoalRow, NeedRow, ReleaseRow, ResourceRow, ResponsibilityRow, SupportRow,
};
use print::Cell;

pub(in crate::papers) const NEEDS: [Column<NeedRow>; 4] = [
    words("plan-row-title", 7, |row, _| with_more(&row.title, &row.description)),
    words("plan-row-party", 3, |row, language| word(language, "party", &row.party)),
    words("plan-row-organisation", 3, |row, _| text(&row.organisation)),
    words("plan-row-met-by", 4, |row, _| text(&row.met_by.join("\n"))),
];

pub(in crate::papers) const GOALS: [Column<GoalRow>; 7] = [
    words("plan-row-title", 6, |row, _| text(&row.title)),
    words("plan-row-kind", 3, |row, language| in_language(&row.kind_title, language)),
    words("plan-row-party", 0, |row, language| word(language, "party", &row.party)),
    words("plan-row-measure", 4, |row, _| text(&row.measure)),
    words("plan-row-target", 3, |row, _| text(&row.target)),
    words("plan-row-state", 2, |row, language| word(language, "state", &row.state)),
    words("plan-row-outcome", 3, |row, _| text(&row.outcome)),
];

pub(in crate::papers) const ACTIVITIES: [Column<ActivityRow>; 16] = [
    words("plan-row-title", 8, |row, _| with_more(&row.title, &row.description)),
    words("plan-row-kind", 0, |row, language| in_language(&row.kind_title, language)),
    words("plan-row-system", 0, |row, _| text(&row.system)),
    words("plan-row-goal", 4, |row, _| text(&row.goal)),
    words("plan-row-need", 0, |row, _| text(&row.need)),
    words("plan-row-party", 0, |row, language| word(language, "party", &row.party)),
    words("plan-row-responsible", 4, |row, _| text(&row.responsible)),
    words("plan-row-starts-on", 0, |row, _| day(row.starts_on)),
    words("plan-row-ends-on", 3, |row, _| day(row.ends_on)),
    figures("plan-row-priority", 0, |row, _| number(row.priority)),
    words("plan-row-priorities", 0, |row, _| text(&row.own_priorities())),
    words("plan-row-state", 3, |row, language| word(language, "state", &row.state)),
    words("plan-row-account-group", 0, |row, language| in_language(&row.account_group_title, language)),
    costs("plan-row-cost", 4, |row, _| money(row.cost)),
    costs("plan-row-outcome-cost", 0, |row, _| money(row.outcome_cost)),
    words("plan-row-outcome", 0, |row, _| text(&row.outcome)),
];

pub(in crate::papers) const RELEASES: [Column<ReleaseRow>; 5] = [
    words("plan-row-name", 4, |row, _| text(&row.name)),
    words("plan-row-system", 4, |row, _| text(&row.system)),
    words("plan-row-planned-on", 2, |row, _| day(row.planned_on)),
    words("plan-row-test-on", 2, |row, _| day(row.test_on)),
    words("plan-row-state", 2, |row, language| word(language, "state", &row.state)),
];

pub(in crate::papers) const RESOURCES: [Column<ResourceRow>; 4] = [
    words("plan-row-role", 4, |row, language| in_language(&row.role, language)),
    words("plan-row-person", 4, |row, _| text(&row.person)),
    figures("plan-row-hours", 2, |row, _| number(row.hours)),
    words("plan-row-note", 5, |row, _| text(&row.note)),
];

pub(in crate::papers) const BUDGET: [Column<BudgetRow>; 5] = [
    words("plan-row-account-group", 4, |row, language| in_language(&row.account_group_title, language)),
    words("plan-row-year", 1, |row, _| Cell::Text(row.year.to_string())),
    costs("plan-row-amount", 3, |row, _| money(Some(row.amount))),
    costs("plan-row-outcome-cost", 3, |row, _| money(row.outcome)),
    words("plan-row-note", 4, |row, _| text(&row.note)),
];

pub(in crate::papers) const RESPONSIBILITIES: [Column<ResponsibilityRow>; 4] = [
    words("plan-row-task", 6, |row, _| text(&row.task)),
    words("plan-row-party", 3, |row, language| word(language, "party", &row.party)),
    words("plan-row-pays", 3, |row, language| word(language, "pays", &row.pays)),
    words("plan-row-note", 4, |row, _| text(&row.note)),
];

pub(in crate::papers) const SUPPORT: [Column<SupportRow>; 4] = [
    words("plan-row-party", 3, |row, language| word(language, "party", &row.party)),
    words("plan-row-contact", 4, |row, _| text(&row.contact)),
    words("plan-row-questions", 5, |row, _| text(&row.questions)),
    words("plan-row-reached-by", 4, |row, _| text(&row.reached_by)),
];
