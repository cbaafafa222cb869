//! What systems should become: plans, written section by section, looked over and decided; and the suggestions of those who
//! use the systems, in a list that everyone reads, weighed, joined and answered by those who manage them.

mod adjust;
mod alike;
mod answer_suggestion;
mod api;
mod change_suggestion;
mod choose_kind;
mod comments;
mod compare;
mod content;
mod decide;
mod due;
mod facts;
mod join_suggestions;
mod leaving_item;
mod listing;
mod make_suggestion;
mod outcome;
mod pages;
mod papers;
mod plan;
mod plan_suggestion;
mod rows;
mod searched;
mod sections;
mod start;
mod store;
mod suggestion;
mod told_suggestions;
mod trail;
mod visible_plan;
mod visible_suggestion;
mod weigh_suggestion;
mod written_here;

pub use answer_suggestion::{
    AnswerSuggestion, Answered, answer_suggestion, reopen_suggestion, withdraw_suggestion,
};
pub use api::resources;
pub use change_suggestion::change_suggestion;
pub use comments::{Comment, SaidOf, Settled, answer_comment, comments_of, make_comment, settle_comment};
pub use content::{
    ActivityRow, AgreementRow, BudgetRow, ConsultationRow, Content, GoalRow, HolderRow, NeedRow, PriorityRow,
    RecordRow, ReleaseRow, ResourceRow, ResponsibilityRow, Rows, StatementRow, SupportRow, Written,
    content_of,
};
pub use decide::{
    Consultation, Consulted, Decide, Propose, SeenPlan, Snapshot, adopt_plan, decided_content,
    open_new_version, plans_awaiting, propose_plan, record_consultation, return_plan, send_for_review,
    take_back_from_review, visible_snapshot,
};
pub use due::activities_due;
pub use facts::{plan_supplement, plan_supplement_of_systems};
pub use join_suggestions::join_suggestions;
pub use leaving_item::leaving_items;
pub use listing::{
    ACTIVITIES, GOALS, ListedActivity, ListedGoal, ListedNeed, NEEDS, PLANS, PlanRow, SUGGESTIONS,
    SuggestionRow,
};
pub use make_suggestion::make_suggestion;
pub use pages::{ROOMS, panels, routes};
pub use papers::{Reading, plans_named, published, reading, sheets_of};
pub use plan::{Beginning, Closing, PLAN, Plan, PlanState, Proposal};
pub use plan_suggestion::plan_suggestion;
pub use rows::{
    Activity, ActivityState, Around, BudgetLine, Goal, GoalState, Need, OwnPriority, Party, Placed,
    PlannedRelease, Prioritise, ReleaseState, ResourceNeed, Responsibility, SaveRow, Sharer, SupportPath,
    Tabled, Towards, move_row, plan_need, prioritise_activity, remove_row, rows_of, save_row, sharers,
    visible_row,
};
pub use searched::search_sources;
pub use sections::{
    Asked, Draft, Saved, Section, draft_of, forget_old_drafts, save_draft, save_section, sections_of,
};
pub use start::start_plan;
pub use suggestion::{SUGGESTION, Said, Seen, Suggestion, SuggestionState, Weight};
pub use visible_plan::visible_plan;
pub use visible_suggestion::visible_suggestion;
pub use weigh_suggestion::weigh_suggestion;
pub use written_here::writers;

use kernel::Permission;
use storage::{Migration, Noun, Schema, Statement};

/// See what is suggested for a system.
pub const READ_SUGGESTIONS: Permission = Permission("suggestions.read");
/// Suggest something for systems whose suggestions one reads.
pub const SUGGEST: Permission = Permission("suggestions.make");
/// Weigh suggestions, join them and answer them.
pub const HANDLE_SUGGESTIONS: Permission = Permission("suggestions.handle");

/// Read drafts of plans, and what is said of them.
pub const READ_DRAFTS: Permission = Permission("plans.read_drafts");
/// Say something of plans that are looked over.
pub const COMMENT: Permission = Permission("plans.comment");
/// Begin plans and write in them.
pub const WRITE: Permission = Permission("plans.write");
/// Decide plans, where the guideline names nobody else.
pub const DECIDE: Permission = Permission("plans.decide");

/// Everything that one may be permitted in this room.
pub const PERMISSIONS: &[Permission] =
    &[READ_SUGGESTIONS, SUGGEST, HANDLE_SUGGESTIONS, READ_DRAFTS, COMMENT, WRITE, DECIDE];

const fn migration(number: i64, sql: &'static str) -> Migration {
    Migration { domain: "plans", number, sql }
}

/// The table of rows of plans.
const fn row(table: &'static str, indices: &'static [&'static [&'static str]]) -> Noun {
    Noun { table, key: &["id"], indices }
}

fn migrations() -> Vec<Migration> {
    vec![
        migration(1, include_str!("../migrations/001_suggestions.sql")),
        migration(2, include_str!("../migrations/002_plans.sql")),
        migration(3, include_str!("../migrations/003_rows.sql")),
        migration(4, include_str!("../migrations/004_comments.sql")),
        migration(5, include_str!("../migrations/005_stands_for.sql")),
        migration(6, include_str!("../migrations/006_needs_met.sql")),
        migration(7, include_str!("../migrations/007_priorities.sql")),
    ]
}

/// The tables of this room.
#[must_use]
pub fn schema() -> Schema {
    Schema {
        migrations: migrations(),
        nouns: vec![
            Noun {
                table: "suggestion",
                key: &["id"],
                indices: &[
                    &["sort_key", "id"],
                    &["made_at", "id"],
                    &["system_id", "made_at"],
                    &["state", "made_at"],
                    &["made_by", "made_at"],
                    &["joined_into"],
                ],
            },
            Noun {
                table: "plan",
                key: &["id"],
                indices: &[
                    &["sort_key", "id"],
                    &["subject_id", "year"],
                    &["state", "year"],
                    &["kind", "year"],
                    &["updated_at", "id"],
                ],
            },
            Noun { table: "plan_section", key: &["plan_id", "section"], indices: &[] },
            Noun { table: "plan_snapshot", key: &["plan_id", "number"], indices: &[] },
            Noun {
                table: "plan_paper",
                key: &["plan_id", "document_id"],
                indices: &[&["document_id", "plan_id"]],
            },
            Noun { table: "consultation", key: &["id"], indices: &[&["plan_id"]] },
            row("need", &[&["plan_id", "place"], &["sort_key", "id"]]),
            row("goal", &[&["plan_id", "place"], &["sort_key", "id"]]),
            row(
                "activity",
                &[
                    &["plan_id", "place"],
                    &["sort_key", "id"],
                    &["responsible", "ends_on"],
                    &["state", "ends_on"],
                    &["suggestion"],
                ],
            ),
            Noun { table: "activity_priority", key: &["activity_id", "organisation_id"], indices: &[] },
            row("planned_release", &[&["plan_id", "place"]]),
            row("resource_need", &[&["plan_id", "place"]]),
            row("budget_line", &[&["plan_id", "place"]]),
            row("responsibility", &[&["plan_id", "place"]]),
            row("support_path", &[&["plan_id", "place"]]),
            Noun {
                table: "section_comment",
                key: &["id"],
                indices: &[&["plan_id", "section", "made_at"], &["answers"]],
            },
        ],
        tenant_tables: vec!["section_draft"],
        ..Schema::default()
    }
}

/// Every list of this room, for the tests.
#[must_use]
pub fn listings() -> Vec<&'static storage::Listing> {
    vec![&PLANS, &SUGGESTIONS, &ACTIVITIES, &GOALS, &NEEDS]
}

/// Every statement of this room, for the tests.
#[must_use]
pub fn statements() -> Vec<Statement> {
    store::statements()
}
