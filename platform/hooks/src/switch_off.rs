//! Switches a web-hook off that has failed for about a day, and tells whoever looks after it.

use crate::hook::WebHook;
use crate::save_hook::write;
use crate::{MANAGE, WEB_HOOK, pages, store};
use kernel::{Id, Message, Result, Subject};
use notify::Notice;
use std::collections::BTreeSet;
use storage::{Read, Tx, values};

/// Switches a hook off. What waits for it goes on waiting.
pub(crate) fn switch_off(tx: &mut Tx, before: &WebHook) -> Result<()> {
    let after = WebHook { is_active: Some(false), revision: before.revision + 1, ..before.clone() };
    let after = write(tx, "web_hook.switched_off", Some(before), after)?;
    let key = format!("web_hook_off:{}:{}", after.id, after.revision);
    for person in keepers(tx, &after)? {
        let notice = Notice {
            person,
            about: Subject::new(WEB_HOOK, after.id),
            address: pages::address_of(after.id),
            message: Message::new("hook-switched-off").with("name", after.name.as_str()),
            key: key.clone(),
            is_at_once: true,
        };
        notify::tell(tx, &notice)?;
        tx.execute_unaudited(&store::KEEP_NOTICE, &values![after.id, person, &key])?;
    }
    Ok(())
}

/// Whoever changed it last, as long as they may; otherwise everybody who may look after hooks.
fn keepers(read: &Read, hook: &WebHook) -> Result<BTreeSet<Id>> {
    let all = holders(read)?;
    let last = hook.person.filter(|person| all.is_empty() || all.contains(person));
    Ok(last.map_or(all, |person| BTreeSet::from([person])))
}

fn holders(read: &Read) -> Result<BTreeSet<Id>> {
    Ok(access::holders(read, MANAGE)?.into_iter().map(|(_, person)| person).collect())
}

/// Says that a hook that was switched off is seen to, whoever was told of it and whatever was saved since.
pub(crate) fn settle(tx: &mut Tx, hook: Id) -> Result<()> {
    let kept: Option<(Id, String)> = tx.one(&store::NOTICE, &values![hook])?;
    let Some((last, key)) = kept else { return Ok(()) };
    let mut told = holders(tx)?;
    told.insert(last);
    for person in told {
        notify::settle(tx, person, &key)?;
    }
    tx.execute_unaudited(&store::KEEP_NOTICE, &values![hook, None::<Id>, None::<String>]).map(|_| ())
}
