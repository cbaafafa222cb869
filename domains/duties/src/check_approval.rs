//! Whether a version of a system may be approved for operation: what was tested, how it went, and who has been told.

use crate::receiver::Receiver;
use crate::test_protocol::{TestOutcome, TestProtocol};
use kernel::{Id, Message, Objection};
use std::collections::BTreeSet;

/// What somebody asks to approve.
pub(crate) struct Approval<'a> {
    pub system: Id,
    pub version: &'a str,
    /// None for the operator of the machine.
    pub approver: Option<Id>,
    /// The protocols that they build on.
    pub chosen: &'a [Id],
    /// The protocols of the system, each with whom it was sent to.
    pub all: &'a [(TestProtocol, Vec<Receiver>)],
    /// The guideline asks that everybody has said that they have it.
    pub needs_receipts: bool,
    /// Receivers who have left since: nobody waits for them.
    pub gone: &'a BTreeSet<Id>,
}

/// Everything that stands in the way of an approval.
#[must_use]
pub(crate) fn check_approval(approval: &Approval<'_>) -> Vec<Objection> {
    let object = |key: &'static str| Objection::new("protocols", Message::new(key));
    let counting: Vec<&(TestProtocol, Vec<Receiver>)> =
        approval.all.iter().filter(|(protocol, _)| is_about(approval, protocol)).collect();
    let chosen: Vec<_> =
        counting.iter().copied().filter(|(protocol, _)| approval.chosen.contains(&protocol.id)).collect();
    if chosen.is_empty() || chosen.len() < approval.chosen.len() {
        return vec![object("approval-objection-no-protocol")];
    }
    let mut objections = Vec::new();
    let newest = counting.iter().max_by_key(|(protocol, _)| (protocol.performed_on, protocol.id));
    if newest.is_some_and(|(protocol, _)| has_failed(protocol)) {
        objections.push(object("approval-objection-newest-failed"));
    }
    if chosen.iter().any(|(protocol, _)| has_failed(protocol)) {
        objections.push(object("approval-objection-chosen-failed"));
    }
    if chosen.iter().all(|(protocol, _)| is_tested_by_approver_alone(approval, protocol)) {
        objections.push(object("approval-objection-tested-alone"));
    }
    if !chosen.iter().all(|(protocol, receivers)| is_told_to_another(approval, protocol, receivers)) {
        objections.push(object("approval-objection-not-distributed"));
    }
    let silent = chosen.iter().flat_map(|(_, receivers)| receivers).filter(|one| one.received_at.is_none());
    let waited_for: BTreeSet<Id> =
        silent.map(|one| one.person).filter(|person| !approval.gone.contains(person)).collect();
    if approval.needs_receipts && !waited_for.is_empty() {
        let count = i64::try_from(waited_for.len()).unwrap_or(i64::MAX);
        let message = Message::new("approval-objection-receipts").with("count", count);
        objections.push(Objection::new("protocols", message));
    }
    objections
}

fn is_about(approval: &Approval<'_>, one: &TestProtocol) -> bool {
    one.system == approval.system && one.version == approval.version && one.withdrawn.is_none()
}

fn has_failed(one: &TestProtocol) -> bool {
    one.outcome == Some(TestOutcome::Failed)
}

fn is_tested_by_approver_alone(approval: &Approval<'_>, one: &TestProtocol) -> bool {
    approval.approver.is_some_and(|approver| one.participants == [approver] && one.performed_by.is_empty())
}

/// Told to somebody who neither tested nor approves.
fn is_told_to_another(approval: &Approval<'_>, one: &TestProtocol, receivers: &[Receiver]) -> bool {
    let is_another = |person: Id| !one.participants.contains(&person) && approval.approver != Some(person);
    receivers.iter().any(|receiver| is_another(receiver.person))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Instant;
    use register::Withdrawal;

    struct World {
        system: Id,
        manager: Id,
        tester: Id,
        technician: Id,
    }

    type Sent = (TestProtocol, Vec<Receiver>);

    fn world() -> World {
        World { system: Id::new(), manager: Id::new(), tester: Id::new(), technician: Id::new() }
    }

    fn sent_to(person: Id) -> Vec<Receiver> {
        vec![Receiver { person, sent_at: Instant::from_micros(0), received_at: None }]
    }

    fn tested(world: &World, day: i8, outcome: TestOutcome) -> Sent {
        let protocol = TestProtocol {
            version: "5.2".into(),
            outcome: Some(outcome),
            performed_on: Some(jiff::civil::date(2026, 3, day)),
            participants: vec![world.tester],
            ..TestProtocol::new(world.system)
        };
        (protocol, sent_to(world.technician))
    }

    fn told(world: &World, all: &[Sent], chosen: &[usize], needs_receipts: bool) -> String {
        let chosen: Vec<Id> = chosen.iter().map(|place| all[*place].0.id).collect();
        let approval = Approval {
            system: world.system,
            version: "5.2",
            approver: Some(world.manager),
            chosen: &chosen,
            all,
            needs_receipts,
            gone: &BTreeSet::new(),
        };
        let key = |one: Objection| one.message.key.trim_start_matches("approval-objection-").to_owned();
        check_approval(&approval).into_iter().map(key).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn an_approval_needs_a_test_that_went_well_and_that_others_know_of() {
        use TestOutcome::{Failed, Passed, PassedWithRemarks};
        let w = world();
        assert_eq!(told(&w, &[], &[], false), "no-protocol");
        assert_eq!(told(&w, &[tested(&w, 1, Passed)], &[], false), "no-protocol");
        assert_eq!(told(&w, &[tested(&w, 1, Passed)], &[0], false), "");
        assert_eq!(told(&w, &[tested(&w, 1, PassedWithRemarks)], &[0], false), "");
        assert_eq!(told(&w, &[tested(&w, 1, Passed)], &[0], true), "receipts");
        let all = [tested(&w, 1, Failed), tested(&w, 2, Passed)];
        assert_eq!(told(&w, &all, &[1], false), "", "what failed before was mended");
        let all = [tested(&w, 1, Passed), tested(&w, 2, Failed)];
        assert_eq!(told(&w, &all, &[0], false), "newest-failed");
        assert_eq!(told(&w, &all, &[0, 1], false), "newest-failed chosen-failed");
        let all = [tested(&w, 1, Passed), tested(&w, 1, Failed)];
        assert_eq!(told(&w, &all, &[0], false), "newest-failed", "of one day the one written last");
    }

    #[test]
    fn a_protocol_of_something_else_counts_as_none() {
        let w = world();
        let (sound, receivers) = tested(&w, 1, TestOutcome::Passed);
        let other_version = TestProtocol { version: "5.1".into(), ..sound.clone() };
        let other_system = TestProtocol { system: Id::new(), ..sound.clone() };
        let on = jiff::civil::date(2026, 3, 2);
        let withdrawn = TestProtocol { withdrawn: Some(Withdrawal { on, because: "Fel".into() }), ..sound };
        for one in [other_version, other_system, withdrawn] {
            assert_eq!(told(&w, &[(one, receivers.clone())], &[0], false), "no-protocol");
        }
    }

    #[test]
    fn whoever_tested_or_approves_is_not_another() {
        let w = world();
        let (sound, _) = tested(&w, 1, TestOutcome::Passed);
        for to in [Vec::new(), sent_to(w.tester), sent_to(w.manager)] {
            assert_eq!(told(&w, &[(sound.clone(), to)], &[0], false), "not-distributed");
        }
        let alone = TestProtocol { participants: vec![w.manager], ..sound };
        let with_supplier = TestProtocol { performed_by: "Leverantören".into(), ..alone.clone() };
        assert_eq!(told(&w, &[(alone, sent_to(w.technician))], &[0], false), "tested-alone");
        assert_eq!(told(&w, &[(with_supplier, sent_to(w.technician))], &[0], false), "");
    }
}
