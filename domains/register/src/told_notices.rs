//! Who is told of a change notice: those who keep the register when it is sent, its sender when it is settled.

use crate::change_notice::{CHANGE_NOTICE, ChangeNotice};
use crate::store;
use crate::system::SYSTEM;
use kernel::{Id, Message, Result, Subject};
use notify::Notice;
use organisation::RoleAssignment;
use policy::{CoreFunction, Pack, SubjectFacts, Who};
use std::collections::BTreeSet;
use storage::{Read, Tx};

/// What the guideline gives to those who write in the register.
const WRITING: &str = "system.change";

/// Tells those who keep the register that somebody has sent a notice.
pub(crate) fn tell_keepers(tx: &mut Tx, notice: &ChangeNotice) -> Result<()> {
    let message = Message::new("notice-told-sent")
        .with("name", notice.name.as_str())
        .with("who", notice.sent_by_name.as_str());
    let today = tx.today();
    for keeper in keepers_of(tx, notice, |one| one.counts_on(today))? {
        tell(tx, notice, keeper, message.clone())?;
    }
    Ok(())
}

/// What waited for the keepers is seen to; the sender is told what came of it, unless they did it themselves.
pub(crate) fn tell_settled(
    tx: &mut Tx,
    before: &ChangeNotice,
    after: &ChangeNotice,
    came_of: Option<&'static str>,
) -> Result<()> {
    // Also for whoever has left the role since they were told.
    for keeper in keepers_of(tx, before, |_| true)? {
        notify::settle(tx, keeper, &key_of(before))?;
    }
    let Some(message) = came_of else { return settle_sender(tx, before) };
    let Some(sender) = after.sent_by.filter(|sender| Some(*sender) != tx.actor().person) else {
        return Ok(());
    };
    tell(tx, after, sender, Message::new(message).with("name", after.name.as_str()))
}

/// The sender has seen to what came back.
pub(crate) fn settle_sender(tx: &mut Tx, before: &ChangeNotice) -> Result<()> {
    before.sent_by.map_or(Ok(()), |sender| notify::settle(tx, sender, &key_of(before)))
}

fn tell(tx: &mut Tx, notice: &ChangeNotice, person: Id, message: Message) -> Result<()> {
    let told = Notice {
        person,
        about: Subject::new(CHANGE_NOTICE, notice.id),
        address: format!("/system/andringsmeddelanden/{}", notice.id),
        message,
        key: key_of(notice),
        is_at_once: false,
    };
    notify::tell(tx, &told)
}

fn key_of(notice: &ChangeNotice) -> String {
    format!("change_notice:{}:{}", notice.id, notice.revision)
}

/// Those to whom the guideline gives the register; where it says nothing, who manages the system and the head of IT.
/// Everybody else who may write there sees the notice on Start.
fn keepers_of(
    read: &Read,
    notice: &ChangeNotice,
    is_meant: impl Fn(&RoleAssignment) -> bool,
) -> Result<BTreeSet<Id>> {
    let pack = findings::pack_in_force(read)?;
    let roles = keeping_roles(&pack);
    let mut places = vec![notice.place];
    let owner = store::find_system(read, notice.place)?.map_or(Some(notice.place), |one| one.organisation);
    let owners: Vec<Id> = owner.into_iter().collect();
    places.extend(organisation::ancestors_of_all(read, &owners)?.into_iter().map(|(_, above)| above));
    places.extend(store::objects_of_systems(read, &[notice.place])?.into_iter().map(|one| one.object));
    let held = organisation::assignments_of_all(read, &places)?;
    let keeping = held.iter().filter(|one| roles.contains(&one.role) && is_meant(one));
    Ok(keeping.filter_map(|one| one.person).filter(|person| Some(*person) != notice.sent_by).collect())
}

fn keeping_roles(pack: &Pack) -> BTreeSet<String> {
    let holders = pack.mandate_holders(WRITING, &SubjectFacts::new(SYSTEM.name())).into_iter();
    let named: BTreeSet<String> = holders
        .filter_map(|holder| match holder.who {
            Who::Role(role) => Some(role),
            Who::Body(_) => None,
        })
        .collect();
    if !named.is_empty() {
        return named;
    }
    let keeps = |function| matches!(function, CoreFunction::BusinessManager | CoreFunction::HeadOfIt);
    pack.roles.iter().filter(|role| keeps(role.core_function)).map(|role| role.id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guideline_says_who_keeps_the_register_else_managers_and_the_head_of_it() {
        let pack = crate::testing::pack();
        let by_function: Vec<String> = keeping_roles(&pack).into_iter().collect();
        assert_eq!(by_function, ["head_of_it", "system_manager"]);
        let mut named = pack;
        let mut mandate = named.mandates[0].clone();
        mandate.action = WRITING.into();
        named.mandates.push(mandate);
        assert_eq!(keeping_roles(&named).into_iter().collect::<Vec<_>>(), ["system_owner"]);
    }
}
