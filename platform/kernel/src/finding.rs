//! How a demand of a guideline stands on a record.

use serde::{Deserialize, Serialize};

/// The five answers that a demand can have on a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Swedish: uppfyllt.
    Met,
    /// Swedish: brist.
    Breached,
    /// Swedish: okänt. Facts that the rule needs are missing.
    Unknown,
    /// Swedish: gäller inte.
    NotApplicable,
    /// Swedish: undantag. A decision with a reason and an end date lets it pass.
    Waived,
}

impl Outcome {
    pub const ALL: [Self; 5] = [Self::Met, Self::Breached, Self::Unknown, Self::NotApplicable, Self::Waived];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Breached => "breached",
            Self::Unknown => "unknown",
            Self::NotApplicable => "not_applicable",
            Self::Waived => "waived",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.name() == name)
    }
}

/// How strongly a guideline asks: a *bör* is shown but never counted as a breach.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// Swedish: ska.
    #[default]
    Must,
    /// Swedish: bör.
    Should,
}
