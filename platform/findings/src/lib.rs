//! Which demand of the guideline is met on which record. The domains supply facts, the pack in force supplies demands;
//! what is not met is kept, and made anew for every record that a transaction touches.

mod adopt_pack;
mod evaluate;
mod finding;
mod gaps;
mod keep;
mod pack_in_force;
mod pages;
mod rebuild;
mod rulebook;
mod waive;

pub use adopt_pack::{
    ADMINISTRATOR, ADOPT_PACK, AdoptPack, AdoptedPack, adopt_pack, adopted_packs, apply_pack_in_force,
};
pub use evaluate::{Evaluated, evaluate_subjects, facts_of, of_subject, title_of_about};
pub use finding::{Counts, Finding, counts_of};
pub use gaps::{GAPS, GapsAsk, gaps, gaps_of};
pub use keep::{before_commit, evaluate_due, touch_all_within};
pub use pack_in_force::pack_in_force;
pub use pages::{clauses_shown, mend_link, missing, shown};
pub use rebuild::{Rebuilt, kept_of, rebuild};
pub use rulebook::{FactSource, OfEach, Rulebook};
pub use waive::{WAIVE, Waive, WaiverInForce, end_waiver, waive, waiver_in_force};

use kernel::Permission;
use storage::{Migration, Noun, Schema, Statement};

/// What this crate lets people do.
pub const PERMISSIONS: &[Permission] = &[READ, WAIVE, ADOPT_PACK, READ_PACKS];

/// To read findings.
pub const READ: Permission = Permission("findings.read");
/// To read policy packs.
pub const READ_PACKS: Permission = Permission("policy.read");

/// The tables of this crate.
#[must_use]
pub fn schema() -> Schema {
    Schema {
        migrations: vec![Migration {
            domain: "findings",
            number: 1,
            sql: include_str!("../migrations/001_findings.sql"),
        }],
        nouns: vec![
            Noun { table: "adopted_pack", key: &["id"], indices: &[&["valid_from"]] },
            Noun { table: "waiver", key: &["id"], indices: &[&["subject_id"]] },
        ],
        tenant_tables: vec!["applied_pack", "finding", "finding_count"],
    }
}

/// Every statement of this crate, for the tests.
#[must_use]
pub fn statements() -> Vec<Statement> {
    [
        adopt_pack::STATEMENTS,
        finding::STATEMENTS,
        keep::STATEMENTS,
        pack_in_force::STATEMENTS,
        rebuild::STATEMENTS,
        waive::STATEMENTS,
    ]
    .concat()
}
