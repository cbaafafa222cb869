//! Looks at a file that has arrived, before any transaction begins: its size, its name, what it is, viruses, and its words.

use crate::kind::{FileKind, kind_and_name};
use crate::name::safe_name;
use crate::received::Arrived;
use crate::settings::{Settings, VirusCheck, WhenDown};
use crate::text::text_in;
use crate::virus::{Verdict, scan};
use kernel::{Message, has_personal_identity_number};
use std::fs::File;
use std::sync::Arc;

/// A file that may be kept.
#[derive(Clone, Debug)]
pub struct Examined {
    /// Safe to show and to save under.
    pub name: String,
    pub kind: FileKind,
    pub size_bytes: i64,
    pub sha256: String,
    /// Its words, where they can be taken out.
    pub text: Option<String>,
    /// Whether somebody looked for viruses and found none.
    pub is_scanned: bool,
    pub(crate) content: Arc<File>,
}

/// Why a file is not taken.
#[derive(Clone, Debug)]
pub struct Refusal {
    pub message: Message,
    /// The name of the virus, where one was found.
    pub virus: Option<String>,
}

impl From<Message> for Refusal {
    fn from(message: Message) -> Self {
        Self { message, virus: None }
    }
}

/// Takes time: no lock is held and no transaction is open.
///
/// # Errors
/// What is wrong with the file, in a message for its sender.
pub fn examine(settings: &Settings, arrived: &Arrived) -> Result<Examined, Refusal> {
    if arrived.is_too_large {
        return Err(too_large(settings).into());
    }
    if arrived.size_bytes == 0 {
        return Err(Message::new("files-empty").into());
    }
    let name = safe_name(&arrived.name);
    if name.is_empty() {
        return Err(Message::new("files-without-name").into());
    }
    if has_personal_identity_number(&name) {
        return Err(Message::new("objection-personal-identity-number").into());
    }
    let is_scanned = match &settings.virus_check {
        Some(check) => is_clean(check, &arrived.content)?,
        None => false,
    };
    let (kind, name) = kind_and_name(arrived, &name)?;
    Ok(Examined {
        text: text_in(settings, &arrived.content, kind),
        size_bytes: i64::try_from(arrived.size_bytes).unwrap_or(i64::MAX),
        sha256: arrived.sha256.clone(),
        content: arrived.content.clone(),
        name,
        kind,
        is_scanned,
    })
}

/// What is said of a file that is too large, with the limit.
#[must_use]
pub fn too_large(settings: &Settings) -> Message {
    let megabytes = settings.most_bytes / 1_000_000;
    Message::new("files-too-large").with("max", i64::try_from(megabytes).unwrap_or(i64::MAX))
}

/// Whether clamd has looked at it.
fn is_clean(check: &VirusCheck, content: &File) -> Result<bool, Refusal> {
    match scan(check, content) {
        Ok(Verdict::Clean) => Ok(true),
        Ok(Verdict::Infected(virus)) => Err(Refusal {
            message: Message::new("files-infected").with("virus", virus.as_str()),
            virus: Some(virus),
        }),
        Err(error) => {
            tracing::warn!(%error, "clamd did not look at a file");
            match check.when_down {
                WhenDown::Refuse => Err(Message::new("files-not-scanned").into()),
                WhenDown::Accept => Ok(false),
            }
        }
    }
}
