//! A guideline as data: reads, checks, looks up, evaluates, explains and compares policy packs.
//!
//! Swedish: regelpaket. Pure but for [`PackSource::from_folder`]: no database, no network, no clock.
//! The format is described in `docs/reference/policy-pack.md`.

mod compare;
mod condition;
mod coverage;
mod differences;
mod evaluate;
mod facts;
mod folder;
mod hours;
mod law;
mod layers;
mod lookup;
mod notation;
mod obligations;
mod overlay;
mod pack;
mod pack_tests;
mod permissions;
mod problem;
mod read;
mod reason;
mod source;
mod verdict;
mod vocabulary;
mod wording;

pub use compare::{Comparison, Differing, OnlyInOne, compare};
pub use condition::{Condition, Test, Truth};
pub use coverage::Rule;
pub use differences::{Change, Difference, FieldChange, differences};
pub use evaluate::{evaluate, evaluate_review};
pub use facts::{
    AgreementFact, DocumentFact, FactValue, ForumFact, HolderKind, Holding, Origin, StatementFact,
    SubjectFacts, Waiver,
};
pub use hours::{HoursException, OpeningHours};
pub use law::{Law, LawParameter};
pub use layers::{Collision, CollisionKind, Combined, Effective, LayerParameters, combine, strictest};
pub use lookup::{DutyAnswer, Entitled, MandateAnswer};
pub use notation::notation_of;
pub use overlay::{
    OVERLAY_FILE, OverlayHead, OverlayReport, apply_overlay, overlay_head, read_adopted, read_to_adopt,
};
pub use pack::*;
pub use pack_tests::{PackTest, TestFailure, run_pack_tests};
pub use permissions::PermissionMap;
pub use problem::{CheckReport, Problem};
pub use read::{read_law, read_pack, read_permissions};
pub use reason::Reason;
pub use source::{BASE, PackSource, shipped, shipped_pack};
pub use verdict::{About, Completeness, Mend, Verdict, completeness};
pub use vocabulary::{ACTIONS, AGREEMENT_KINDS, FactDeclaration, FactKind, PackList, Vocabulary};
pub use wording::{
    Context, Joint, Obliging, Phrase, condition_in_words, entry_in_words, field_name, obliging,
    test_in_words, value_in_words,
};
