//! What an installation says about files: how large they may be, how much a federation may keep, and who looks for viruses.

use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

const MEGABYTE: u64 = 1_000_000;

/// Settings of files.
#[derive(Clone, Debug)]
pub struct Settings {
    /// A larger file is refused.
    pub most_bytes: u64,
    /// What the files of one federation may take together.
    pub quota_bytes: u64,
    pub virus_check: Option<VirusCheck>,
    /// The program that takes the text out of a PDF, in a process of its own; without one no PDF is searched.
    pub pdf_reader: Option<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            most_bytes: 25 * MEGABYTE,
            quota_bytes: 10_000 * MEGABYTE,
            virus_check: None,
            pdf_reader: None,
        }
    }
}

impl Settings {
    /// The same with other limits.
    #[must_use]
    pub fn with_megabytes(mut self, of_a_file: u64, of_a_federation: u64) -> Self {
        self.most_bytes = of_a_file.saturating_mul(MEGABYTE);
        self.quota_bytes = of_a_federation.saturating_mul(MEGABYTE);
        self
    }
}

/// A clamd, and what happens while it does not answer.
#[derive(Clone, Debug)]
pub struct VirusCheck {
    pub place: Place,
    pub when_down: WhenDown,
    /// For each answer of its, and for all of a file together twice that.
    pub patience: Duration,
}

/// Where clamd listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Unix(PathBuf),
    Tcp(String),
}

/// What becomes of a file that nobody could look at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WhenDown {
    #[default]
    Refuse,
    /// It is kept, and marked as not looked at.
    Accept,
}

impl VirusCheck {
    #[must_use]
    pub fn at(place: Place) -> Self {
        Self { place, when_down: WhenDown::default(), patience: Duration::from_secs(30) }
    }
}

impl FromStr for Place {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once(':') {
            Some(("unix", path)) if path.starts_with('/') => Ok(Self::Unix(PathBuf::from(path))),
            Some(("tcp", address)) if address.contains(':') => Ok(Self::Tcp(address.to_owned())),
            _ => Err("clamd is at unix:/PATH or tcp:HOST:PORT"),
        }
    }
}

impl FromStr for WhenDown {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "refuse" => Ok(Self::Refuse),
            "accept" => Ok(Self::Accept),
            _ => Err("refuse or accept"),
        }
    }
}
