//! `Idempotency-Key`: a script that is not sure whether its request arrived sends it again, and gets the same answer.
//! The answer is remembered in the transaction of the verb itself, so that the two cannot part.

use crate::accounts::sha256_hex;
use crate::answer::JsonAnswer;
use crate::store::remembered::{FORGET_OLD_ANSWERS, REMEMBER, REMEMBERED};
use crate::visit::Visit;
use kernel::{Error, Objection, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use storage::{Tx, values};

const MOST_CHARS: usize = 200;
const KEPT_SECONDS: i64 = 7 * 86_400;

#[derive(Serialize, Deserialize)]
struct Remembered {
    status: u16,
    body: Json,
    revision: Option<i64>,
    location: Option<String>,
}

impl Visit {
    /// Runs a verb whose answer is repeated for the same `Idempotency-Key` and the same request.
    ///
    /// # Errors
    /// Those of the verb; an objection when the key was used for another request.
    pub fn write_once<F>(&self, verb: F) -> Result<JsonAnswer>
    where
        F: FnOnce(&mut Tx) -> Result<JsonAnswer> + Send + 'static,
    {
        let Some(key) = self.header("idempotency-key").map(str::to_owned) else { return self.write(verb) };
        if key.is_empty() || key.len() > MOST_CHARS {
            return Err(Error::rejected("", "objection-idempotency-key"));
        }
        let request = sha256_hex(&format!("{:?} {} {}", self.method, self.path, self.body_hash));
        self.write(move |tx| match remembered(tx, &key, &request)? {
            Some(answer) => Ok(answer),
            None => {
                let answer = verb(tx)?;
                remember(tx, (&key, &request), &answer)?;
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

fn remembered(tx: &Tx, key: &str, request: &str) -> Result<Option<JsonAnswer>> {
    let account = tx.actor().name.clone();
    let kept: Option<(String, String)> = tx.one(&REMEMBERED, &values![account, key])?;
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
