//! Makes a new secret for a web-hook. It is shown once; the old one stops to count at the same moment.

use crate::hook::WebHook;
use crate::save_hook::write;
use crate::secret::Secret;
use crate::settings::Settings;
use crate::store;
use kernel::{Error, Id, Result};
use storage::Tx;

/// A hook with its new secret.
#[derive(Clone, Debug)]
pub struct NewSecret {
    pub hook: WebHook,
    pub secret: Secret,
}

/// Makes a secret.
///
/// # Errors
/// Refused for who may not, stale when somebody else was faster, rejected where the installation has no key.
pub fn make_secret(tx: &mut Tx, id: Id, revision: i64) -> Result<NewSecret> {
    let before = store::hook(tx, id)?;
    if before.revision != revision {
        return Err(Error::stale());
    }
    let settings = tx.attached::<Settings>()?;
    let key = settings.key.as_ref().ok_or_else(|| Error::rejected("", "hook-no-key"))?;
    let person = tx.actor().person.or(before.person);
    let numbered = WebHook {
        revision: before.revision + 1,
        secret_number: before.secret_number + 1,
        person,
        ..before.clone()
    };
    let secret = Secret::of(key, tx.actor().tenant, &numbered);
    let after = WebHook { secret_print: secret.print(), ..numbered };
    let hook = write(tx, "web_hook.secret_made", Some(&before), after)?;
    Ok(NewSecret { hook, secret })
}
