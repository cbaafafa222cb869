//! The words that generated registers are written with: `words.toml`, read once.

use kernel::{Error, Result};
use serde::Deserialize;

/// Everything in `words.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub federation: String,
    pub municipality: String,
    pub supplier: String,
    pub office: String,
    pub field: InBoth,
    #[serde(rename = "department")]
    pub departments: Vec<DepartmentWords>,
    pub people: PeopleWords,
    pub systems: SystemWords,
    pub decisions: DecisionWords,
}

/// A text in both languages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InBoth {
    pub sv: String,
    pub en: String,
}

/// Swedish: förvaltning.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DepartmentWords {
    pub name: String,
    pub units: Vec<String>,
    /// What its systems are for.
    pub topics: Vec<String>,
}

/// What people are called.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeopleWords {
    pub head: String,
    pub others: Vec<String>,
}

/// What systems are called, and what is said of them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SystemWords {
    pub forms: Vec<String>,
    pub descriptions: Vec<String>,
    pub notes: Vec<String>,
}

/// On what appointments, leavings and steps rest.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionWords {
    pub appointed_by: String,
    pub paragraph: String,
    pub leaving: String,
    pub retired: String,
}

impl Words {
    /// Reads the words.
    ///
    /// # Errors
    /// When the file is not as it should be: a mistake in the program.
    pub fn read() -> Result<Self> {
        toml::from_str(include_str!("words.toml")).map_err(Error::failed)
    }
}
