//! A file that a script sends, with what it says beside it: in the parts of a form, or in the address of a file that is
//! sent by itself.

use super::{FieldInfo, Input};
use crate::visit::{Body, ReceivedFile, Visit};
use kernel::{Error, FieldKind, Objection, Result};
use serde_json::{Map, Value as Json};

/// The part of a form that is the file.
pub(crate) const FILE: &str = "file";
/// What every form of a browser carries.
const CSRF: &str = "csrf";

/// A file as it was sent.
#[derive(Clone, Debug)]
pub struct SentFile {
    /// Empty for one that was sent by itself.
    pub name: String,
    pub bytes: Vec<u8>,
    /// The same where it was received on the disk; then there are no bytes here.
    pub received: Option<ReceivedFile>,
    pub input: Input,
}

impl SentFile {
    /// # Errors
    /// When there is no file, or something is said twice.
    pub(crate) fn of(visit: &Visit, fields: &[FieldInfo]) -> Result<Self> {
        let missing = || Error::rejected(FILE, "objection-required");
        let is_too_long = |name: &str| fields.iter().any(|field| field.name == name && !field.fits_address());
        if let Some((name, _)) = visit.query.iter().find(|(name, _)| is_too_long(name)) {
            return Err(Error::rejected(name.as_str(), "objection-not-in-address"));
        }
        let in_address = visit.query.iter();
        match &visit.body {
            Body::Form(form) if !visit.received.is_empty() => {
                let file = visit.received.iter().find(|file| file.field == FILE).ok_or_else(missing)?;
                let said = form.pairs.iter().filter(|(name, _)| name != CSRF).chain(in_address);
                let (name, received) = (file.name.clone(), Some(file.clone()));
                Ok(Self { name, bytes: Vec::new(), received, input: input_of(said, fields)? })
            }
            Body::Form(form) => {
                let file = form.file(FILE).filter(|file| !file.bytes.is_empty()).ok_or_else(missing)?;
                let said = form.pairs.iter().filter(|(name, _)| name != CSRF).chain(in_address);
                Ok(Self {
                    name: file.name.clone(),
                    bytes: file.bytes.clone(),
                    received: None,
                    input: input_of(said, fields)?,
                })
            }
            Body::File(bytes) => {
                let input = input_of(in_address, fields)?;
                Ok(Self { name: String::new(), bytes: bytes.clone(), received: None, input })
            }
            Body::None | Body::Json(_) => Err(missing()),
        }
    }
}

/// Texts as JSON would have them; an empty one says nothing.
fn input_of<'p>(said: impl Iterator<Item = &'p (String, String)>, fields: &[FieldInfo]) -> Result<Input> {
    let mut values = Map::new();
    for (name, text) in said.filter(|(_, text)| !text.is_empty()) {
        let is_flag = fields.iter().any(|field| field.name == name && field.kind == FieldKind::Flag);
        let value = match text.as_str() {
            "true" if is_flag => Json::Bool(true),
            "false" if is_flag => Json::Bool(false),
            text => Json::String(text.to_owned()),
        };
        if values.insert(name.clone(), value).is_some() {
            return Err(Error::Rejected(vec![Objection::new(name.clone(), "objection-said-twice")]));
        }
    }
    Ok(Input { fields: values, revision: None })
}
