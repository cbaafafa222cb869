//! `Idempotency-Key`: a script that is not sure whether its request arrived sends it again, and gets the same answer.
//! The answer is remembered in the transaction of the verb itself, so that the two cannot part.

use crate::accounts::sha256_hex;
use crate::answer::JsonAnswer;
use crate::store::remembered::{FORGET_OLD_ANSWERS, REMEMBER, REMEMBERED};
use crate::visit::Visit;
use kernel::{Error, Objection, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use storage::{Read, Tx, values};

const MOST_CHARS: usize = 200;
const KEPT_SECONDS: i64 = 7 * 86_400;

#[derive(Serialize, Deserialize)]
struct Remembered {
    status: u16,
    body: Json,
    revision: Option<i64>,
    location: Option<String>,
}

/// An `Idempotency-Key`, and the request that it was sent with.
#[derive(Clone, Debug)]
pub struct Once {
    key: String,
    request: String,
}

impl Once {
    /// The answer that was given before.
    ///
    /// # Errors
    /// An objection when the key was used for another request.
    pub fn answered(&self, read: &Read) -> Result<Option<JsonAnswer>> {
        remembered(read, &self.key, &self.request)
    }

    /// Remembers the answer, in the transaction of what it answers.
    ///
    /// # Errors
    /// When the database fails.
    pub fn remember(&self, tx: &mut Tx, answer: &JsonAnswer) -> Result<()> {
        remember(tx, (&self.key, &self.request), answer)
    }
}

impl Visit {
    /// The `Idempotency-Key` of this request, if it has one.
    ///
    /// # Errors
    /// An objection to one that is empty or too long.
    pub fn once(&self) -> Result<Option<Once>> {
        let Some(key) = self.header("idempotency-key").map(str::to_owned) else { return Ok(None) };
        if key.is_empty() || key.len() > MOST_CHARS {
            return Err(Error::rejected("", "objection-idempotency-key"));
        }
        let Self { method, path, query, body_hash, .. } = self;
        Ok(Some(Once { key, request: sha256_hex(&format!("{method:?} {path} {query:?} {body_hash}")) }))
    }

    /// Runs a verb whose answer is repeated for the same `Idempotency-Key` and the same request.
    ///
    /// # Errors
    /// Those of the verb; an objection when the key was used for another request.
    pub fn write_once<F>(&self, verb: F) -> Result<JsonAnswer>
    where
        F: FnOnce(&mut Tx) -> Result<JsonAnswer> + Send + 'static,
    {
        let Some(once) = self.once()? else { return self.write(verb) };
        self.write(move |tx| match once.answered(tx)? {
            Some(answer) => Ok(answer),
            None => {
                let answer = verb(tx)?;
                once.remember(tx, &answer)?;
                Ok(answer)
            }
        })
    }
}

/// Remembers that a form was saved, in the verb's own transaction; the same form again is refused and changes nothing.
pub(crate) fn refuse_repeat(tx: &mut Tx, form: &str) -> Result<()> {
    let (account, now) = (tx.actor().name.clone(), tx.actor().now);
    if tx.one::<(String, String)>(&REMEMBERED, &values![&account, form])?.is_some() {
        return Err(Error::rejected("", "objection-already-saved"));
    }
    tx.execute_unaudited(&FORGET_OLD_ANSWERS, &values![now.plus_seconds(-KEPT_SECONDS)])?;
    tx.execute_unaudited(&REMEMBER, &values![account, form, form, "", now]).map(|_| ())
}

/// Remembers where a saved form led, so that the same form again leads there too.
pub(crate) fn remember_way(tx: &mut Tx, form: &str, to: &str) -> Result<()> {
    let (account, now) = (tx.actor().name.clone(), tx.actor().now);
    tx.execute_unaudited(&REMEMBER, &values![account, form, form, to, now]).map(|_| ())
}

/// Where a form led that was saved before.
pub(crate) fn way_before(read: &Read, form: &str) -> Result<Option<String>> {
    let kept: Option<(String, String)> = read.one(&REMEMBERED, &values![&read.actor().name, form])?;
    Ok(kept.map(|(_, to)| to))
}

fn remembered(read: &Read, key: &str, request: &str) -> Result<Option<JsonAnswer>> {
    let account = read.actor().name.clone();
    let kept: Option<(String, String)> = read.one(&REMEMBERED, &values![account, key])?;
    let Some((earlier, answer)) = kept else { return Ok(None) };
    if earlier != request {
        let objection = Objection::new("", "objection-idempotency-reused");
        return Err(Error::Rejected(vec![objection]));
    }
    let Remembered { status, body, revision, location } =
        serde_json::from_str(&answer).map_err(Error::failed)?;
    Ok(Some(JsonAnswer { status, body, revision, location }))
}

fn remember(tx: &mut Tx, (key, request): (&str, &str), answer: &JsonAnswer) -> Result<()> {
    let now = tx.actor().now;
    tx.execute_unaudited(&FORGET_OLD_ANSWERS, &values![now.plus_seconds(-KEPT_SECONDS)])?;
    let JsonAnswer { status, body, revision, location } = answer;
    let kept =
        Remembered { status: *status, body: body.clone(), revision: *revision, location: location.clone() };
    let text = serde_json::to_string(&kept).map_err(Error::failed)?;
    let account = tx.actor().name.clone();
    tx.execute_unaudited(&REMEMBER, &values![account, key, request, text, now]).map(|_| ())
}
