//! Adds a web-hook or changes whom it tells, and of what. One that is switched on again begins from now: what happened
//! meanwhile is not told.

use crate::happening::Happenings;
use crate::hook::WebHook;
use crate::place::check_address;
use crate::settings::Settings;
use crate::{MANAGE, WEB_HOOK, store, switch_off};
use kernel::{
    Error, Field, FieldKind, FieldValue, Message, Objection, Record, Result, Subject, WrongValue,
    has_personal_identity_number,
};
use serde_json::{Value as Json, json};
use storage::{AuditEntry, Tx};

/// The field of what a hook is told of.
const HAPPENINGS: &str = "happenings";
/// Hooks that one federation may have.
const MOST_HOOKS: i64 = 50;

/// The hook as it shall stand.
#[derive(Clone, Debug)]
pub struct SaveHook {
    pub hook: WebHook,
    /// The revision that was changed; None adds a new hook.
    pub revision: Option<i64>,
}

/// Saves a hook.
///
/// # Errors
/// Refused for who may not, stale when somebody else was faster, rejected for what is wrong.
pub fn save_hook(tx: &mut Tx, ask: SaveHook) -> Result<WebHook> {
    access::authorise_everywhere(tx, MANAGE)?;
    let before = match ask.revision {
        None => None,
        Some(revision) => {
            let stored = store::hook(tx, ask.hook.id)?;
            if stored.revision != revision {
                return Err(Error::stale());
            }
            Some(stored)
        }
    };
    let (settings, happenings) = (tx.attached::<Settings>()?, tx.attached::<Happenings>()?);
    let mut objections = check_hook(&ask.hook, &settings, &happenings);
    if before.is_none() && tx.count(&store::COUNT_HOOKS, &[])? >= MOST_HOOKS {
        objections.push(Objection::new("", Message::new("hook-too-many").with("most", MOST_HOOKS)));
    }
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    let person = tx.actor().person;
    let after = compute_after(before.as_ref(), ask.hook);
    if before.as_ref() == Some(&after) {
        return Ok(after);
    }
    let after = WebHook { revision: after.revision + 1, person: person.or(after.person), ..after };
    let action = if before.is_none() { "web_hook.added" } else { "web_hook.changed" };
    write(tx, action, before.as_ref(), after)
}

/// What is asked, with what only other verbs change.
fn compute_after(before: Option<&WebHook>, asked: WebHook) -> WebHook {
    let asked = WebHook { is_active: Some(asked.is_active == Some(true)), ..asked };
    match before {
        None => WebHook { secret_number: 0, secret_print: String::new(), revision: 0, ..asked },
        Some(before) => WebHook {
            secret_number: before.secret_number,
            secret_print: before.secret_print.clone(),
            person: before.person,
            revision: before.revision,
            ..asked
        },
    }
}

/// Writes a hook, its event, and what follows when it begins to be told.
pub(crate) fn write(
    tx: &mut Tx,
    action: &'static str,
    before: Option<&WebHook>,
    after: WebHook,
) -> Result<WebHook> {
    store::save(tx, &after)?;
    if after.is_told() && !before.is_some_and(WebHook::is_told) {
        store::begin(tx, after.id)?;
    }
    if after.is_active == Some(true) && before.is_some_and(|before| before.is_active != Some(true)) {
        switch_off::settle(tx, after.id)?;
    }
    tx.audit(&AuditEntry {
        action,
        subject: Some(Subject::new(WEB_HOOK, after.id)),
        changes: storage::changes(&before.map_or(Json::Null, told), &told(&after)),
        ..AuditEntry::default()
    })?;
    Ok(after)
}

/// The hook as its history tells it; of the secret only which it is.
pub(crate) fn told(hook: &WebHook) -> Json {
    let mut told = kernel::json_of(hook);
    told.insert("secret_print".into(), json!(hook.secret_print));
    Json::from(told)
}

fn check_hook(hook: &WebHook, settings: &Settings, happenings: &Happenings) -> Vec<Objection> {
    let most = FieldKind::Words { max_words: happenings.count() };
    let kind = |field: &Field<WebHook>| if field.name == HAPPENINGS { most } else { field.kind };
    let mut objections: Vec<Objection> =
        WebHook::FIELDS.iter().filter_map(|field| limit(field, kind(field), hook)).collect();
    if !hook.address.is_empty() {
        objections.extend(check_address(&hook.address, settings));
    }
    if let Some(unknown) = hook.happenings.iter().find(|one| !happenings.knows(one)) {
        let message = Message::new("hook-happening-unknown").with("name", unknown.as_str());
        objections.push(Objection::new(HAPPENINGS, message));
    }
    objections
}

fn limit(field: &Field<WebHook>, kind: FieldKind, hook: &WebHook) -> Option<Objection> {
    let value = (field.read)(hook);
    let is_missing = field.is_required && value.is_absent();
    let wrong = if is_missing { Err(WrongValue::Required) } else { kind.check(&value) };
    let is_personal = matches!(&value, FieldValue::Text(text) if has_personal_identity_number(text));
    match wrong {
        Err(wrong) => Some(Objection::new(field.name, wrong.message())),
        Ok(()) => is_personal.then(|| Objection::new(field.name, "objection-personal-identity-number")),
    }
}
