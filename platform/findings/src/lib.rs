//! Which demand of the guideline is met on which record. The domains supply facts, the pack in force supplies demands;
//! what is not met is kept, and made anew for every record that a transaction touches.

mod adopt_pack;
mod adoption;
mod answer_issue;
mod api;
mod at_member;
mod entitled;
mod evaluate;
mod finding;
mod gaps;
mod gathered;
mod issue_api;
mod keep;
mod kept_by_outcome;
mod may_waive;
mod mends;
mod own_facts;
mod pack_in_force;
mod pages;
mod rebuild;
mod rulebook;
mod speakers;
mod trial;
mod waive;

pub use adopt_pack::{
    ADMINISTRATOR, ADOPT_PACK, AdoptPack, ReadPack, adopt_pack, adoption_count, apply_pack_in_force,
    read_for_adoption, shipped_to_adopt,
};
pub use adoption::{
    ADOPTED_PACKS, AdoptedPack, Adoption, POLICY_PACK, adopted_pack, adopted_packs, adoption_in_force,
    own_entries_for,
};
pub use answer_issue::{
    AnswerIssue, ISSUE_ANSWER, ISSUE_ANSWERS, IssueAnswer, KeptAnswer, answer_issue, issue_answers,
};
pub use api::resources;
pub use at_member::narrowed_at_members;
pub use entitled::{BodyMembers, Entitlement, entitled, entitled_among};
pub use evaluate::{
    Evaluated, evaluate_subjects, facts_of, facts_of_all, of_subject, of_subject_and_facts, title_of_about,
};
pub use finding::{Counts, Finding, counts_of};
pub use gaps::{GAP_COUNTS, GAPS, GapsAsk, count_gaps, gaps, gaps_of};
pub use keep::{before_commit, evaluate_due, keep_touched, settle_above, touch_all_within};
pub use kept_by_outcome::kept_by_outcome;
pub use may_waive::waivable;
pub use mends::mend_link;
pub use own_facts::{own_declarations, own_facts};
pub use pack_in_force::{adopted_rules, adopted_source, pack_in_force, source_in_force};
pub use pages::{MayMend, clauses_shown, missing, offered, shown};
pub use rebuild::{Rebuilt, kept_of, rebuild};
pub use rulebook::{AfterChange, FactSource, OfEach, Rulebook, Shipped, Supplement};
pub use speakers::{STATE_FOR_OTHERS, Speaker, Speakers};
pub use trial::{Tried, try_pack};
pub use waive::{WAIVE, Waive, WaiverInForce, end_waiver, waive, waiver_in_force, waivers_ending};

use kernel::Permission;
use storage::{Migration, Noun, Schema, Statement};

/// What this crate lets people do.
pub const PERMISSIONS: &[Permission] = &[READ, WAIVE, ADOPT_PACK, READ_PACKS];

/// To read findings.
pub const READ: Permission = Permission("findings.read");
/// To read policy packs.
pub const READ_PACKS: Permission = Permission("policy.read");

const fn migration(number: i64, sql: &'static str) -> Migration {
    Migration { domain: "findings", number, sql }
}

/// The tables of this crate.
#[must_use]
pub fn schema() -> Schema {
    Schema {
        migrations: vec![
            migration(1, include_str!("../migrations/001_findings.sql")),
            migration(2, include_str!("../migrations/002_overlay.sql")),
            migration(3, include_str!("../migrations/003_order_of_gaps.sql")),
            migration(4, include_str!("../migrations/004_grants_anew.sql")),
            migration(5, include_str!("../migrations/005_issue_answers.sql")),
            migration(6, include_str!("../migrations/006_grants_anew.sql")),
            migration(7, include_str!("../migrations/007_grants_anew.sql")),
            migration(8, include_str!("../migrations/008_grants_anew.sql")),
            migration(9, include_str!("../migrations/009_open_in_order.sql")),
            migration(10, include_str!("../migrations/010_open_counts.sql")),
            migration(11, include_str!("../migrations/011_grants_anew.sql")),
            migration(12, include_str!("../migrations/012_grants_anew.sql")),
        ],
        nouns: vec![
            Noun { table: "adopted_pack", key: &["id"], indices: &[&["valid_from"]] },
            Noun { table: "issue_answer", key: &["id"], indices: &[&["pack_id", "issue"]] },
            Noun { table: "waiver", key: &["id"], indices: &[&["subject_id"]] },
        ],
        tenant_tables: vec!["applied_pack", "finding", "finding_count"],
        ..Schema::default()
    }
}

/// Every statement of this crate, for the tests.
#[must_use]
pub fn statements() -> Vec<Statement> {
    [
        adopt_pack::STATEMENTS,
        adoption::STATEMENTS,
        answer_issue::STATEMENTS,
        finding::STATEMENTS,
        keep::STATEMENTS,
        kept_by_outcome::STATEMENTS,
        pack_in_force::STATEMENTS,
        rebuild::STATEMENTS,
        waive::STATEMENTS,
    ]
    .concat()
}
