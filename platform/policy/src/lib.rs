//! A guideline as data: reads, checks, looks up, evaluates, explains and compares policy packs.
//!
//! Swedish: regelpaket. Pure but for [`PackSource::from_folder`]: no database, no network, no clock.
//! The format is described in `docs/reference/policy-pack.md`.

mod condition;
mod evaluate;
mod facts;
mod folder;
mod hours;
mod lookup;
mod pack;
mod pack_tests;
mod problem;
mod read;
mod reason;
mod source;
mod verdict;
mod vocabulary;

pub use condition::{Condition, Test, Truth};
pub use evaluate::{evaluate, evaluate_review};
pub use facts::{DocumentFact, FactValue, HolderKind, Holding, Origin, SubjectFacts, Waiver};
pub use hours::{HoursException, OpeningHours};
pub use lookup::{DutyAnswer, Entitled, MandateAnswer};
pub use pack::*;
pub use pack_tests::{PackTest, TestFailure, run_pack_tests};
pub use problem::{CheckReport, Problem};
pub use read::{read_pack, read_permissions};
pub use reason::Reason;
pub use source::{BASE, PackSource, shipped, shipped_pack};
pub use verdict::{About, Completeness, Mend, Verdict, completeness};
pub use vocabulary::{FactDeclaration, FactKind, PackList, Vocabulary};
