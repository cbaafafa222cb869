//! Switches a web-hook off that has failed for about a day, and tells whoever changed it last.

use crate::hook::WebHook;
use crate::save_hook::write;
use crate::{WEB_HOOK, pages, store};
use kernel::{Id, Message, Result, Subject};
use notify::Notice;
use storage::{Tx, values};

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
        key: format!("web_hook_off:{}:{}", after.id, after.revision),
        is_at_once: true,
    };
    notify::tell(tx, &notice)?;
    tx.execute_unaudited(&store::KEEP_NOTICE, &values![after.id, notice.person, &notice.key]).map(|_| ())
}

/// Says that a hook that was switched off is seen to, whoever was told of it and whatever was saved since.
pub(crate) fn settle(tx: &mut Tx, hook: Id) -> Result<()> {
    let kept: Option<(Id, String)> = tx.one(&store::NOTICE, &values![hook])?;
    let Some((person, key)) = kept else { return Ok(()) };
    notify::settle(tx, person, &key)?;
    tx.execute_unaudited(&store::KEEP_NOTICE, &values![hook, None::<Id>, None::<String>]).map(|_| ())
}
