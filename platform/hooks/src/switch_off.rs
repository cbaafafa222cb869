//! Switches a web-hook off that has failed for about a day, and tells whoever changed it last.

use crate::hook::WebHook;
use crate::save_hook::write;
use crate::{WEB_HOOK, pages};
use kernel::{Message, Result, Subject};
use notify::Notice;
use storage::Tx;

/// Switches a hook off. What waits for it goes on waiting.
pub(crate) fn switch_off(tx: &mut Tx, before: &WebHook) -> Result<()> {
    let after = WebHook { is_active: Some(false), revision: before.revision + 1, ..before.clone() };
    let after = write(tx, "web_hook.switched_off", Some(before), after)?;
    let Some(person) = after.person else { return Ok(()) };
    let notice = Notice {
        person,
        about: Subject::new(WEB_HOOK, after.id),
        address: pages::address_of(after.id),
        message: Message::new("hook-switched-off").with("name", after.name.as_str()),
        key: key_of(&after),
        is_at_once: true,
    };
    notify::tell(tx, &notice)
}

/// Says that a hook that was switched off is seen to.
pub(crate) fn settle(tx: &mut Tx, before: &WebHook) -> Result<()> {
    match before.person {
        Some(person) if before.is_active != Some(true) => notify::settle(tx, person, &key_of(before)),
        _ => Ok(()),
    }
}

fn key_of(hook: &WebHook) -> String {
    format!("web_hook_off:{}:{}", hook.id, hook.revision)
}
