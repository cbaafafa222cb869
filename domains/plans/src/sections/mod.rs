//! The sections of a plan as they are written: their text, or that there is nothing to tell, and who wrote last.

mod save_draft;
mod save_section;

pub use save_draft::{Draft, draft_of, drop_draft, forget_old_drafts, save_draft};
pub use save_section::{Asked, Saved, save_section};
pub(crate) use save_section::{MOST_OF_A_REASON, demand_section};

use crate::plan::Plan;
use crate::store;
use kernel::{Id, Instant, Result};
use serde::Serialize;
use storage::Read;

/// A section of one plan. Swedish: avsnitt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    pub plan: Id,
    /// The id that the pack's kind gives it; it stays where the guideline no longer has it.
    pub section: String,
    /// Counts from 1; 0 while nothing is written.
    pub revision: i64,
    pub content: String,
    /// Why there is nothing to tell, where somebody has said so. Swedish: inget att redovisa.
    pub nothing: Option<String>,
    /// False of what was copied and nobody has looked at since.
    pub is_looked_at: bool,
    pub changed_by: String,
    pub changed_at: Instant,
}

impl Section {
    /// One in which nothing is written.
    #[must_use]
    pub fn blank(plan: Id, section: impl Into<String>) -> Self {
        Self {
            plan,
            section: section.into(),
            revision: 0,
            content: String::new(),
            nothing: None,
            is_looked_at: true,
            changed_by: String::new(),
            changed_at: Instant::from_micros(0),
        }
    }
}

/// The written sections of a plan, in the order of their names.
///
/// # Errors
/// When the database fails.
pub fn sections_of(read: &Read, plan: &Plan) -> Result<Vec<Section>> {
    store::sections_of(read, plan.id)
}
