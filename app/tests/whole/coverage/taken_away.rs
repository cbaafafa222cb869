//! What carries a demand out is taken out of the pack: the tests of the pack that are named as its proof must then fail.

use super::coverage;
use kernel::Outcome;
use policy::{Condition, Pack, run_pack_tests};
use std::collections::BTreeMap;

/// Takes out of a pack whatever the question answers yes to. It is asked of every entry that a test of a pack can miss,
/// with its id and its clauses.
fn take_away(pack: &mut Pack, mut is_gone: impl FnMut(&str, &[String]) -> bool) {
    for role in &mut pack.roles {
        role.title_for.retain(|title| !is_gone(&role.id, &title.clauses));
        role.demands.retain(|demand| !is_gone(&demand.rule, &demand.clauses));
        role.holder_demands.retain(|demand| !is_gone(&demand.rule, &demand.clauses));
        role.duties.retain(|duty| !is_gone(&duty.id, &duty.clauses));
    }
    for document in &mut pack.documents {
        document.required.retain(|ground| !is_gone(&document.rule, &ground.clauses));
    }
    take_from_groups_and_plans(pack, &mut is_gone);
    pack.roles.retain(|role| !is_gone(&role.id, &role.clauses));
    pack.documents.retain(|document| !is_gone(&document.rule, &document.clauses));
    pack.separations.retain(|separation| !is_gone(&separation.id, &separation.clauses));
    pack.deputy_demands.retain(|demand| !is_gone(&demand.rule, &demand.clauses));
    pack.mandates.retain(|mandate| !is_gone(&mandate.id, &mandate.clauses));
    pack.uniqueness.retain(|demand| !is_gone(&demand.rule, &demand.clauses));
    pack.field_demands.retain(|demand| !is_gone(&demand.rule, &demand.clauses));
    if pack.owner_demand.as_ref().is_some_and(|demand| is_gone(&demand.rule, &demand.clauses)) {
        pack.owner_demand = None;
    }
    if pack.review.as_ref().is_some_and(|review| is_gone(&review.rule, &review.clauses)) {
        pack.review = None;
    }
}

/// The same of groups, kinds of agreement and plans.
fn take_from_groups_and_plans(pack: &mut Pack, is_gone: &mut impl FnMut(&str, &[String]) -> bool) {
    for forum in &mut pack.forums {
        forum.required.retain(|one| !is_gone(&forum.body, &one.ground.clauses));
    }
    for kind in &mut pack.agreement_kinds {
        kind.required.retain(|ground| !is_gone(&kind.id, &ground.clauses));
    }
    for kind in &mut pack.plan_kinds {
        for section in &mut kind.sections {
            section.required.retain(|ground| !is_gone(&section.id, &ground.clauses));
        }
        kind.sections.retain(|section| !is_gone(&section.id, &section.clauses));
    }
    pack.forums.retain(|forum| !is_gone(&forum.body, &forum.clauses));
    pack.agreement_kinds.retain(|kind| !is_gone(&kind.id, &kind.clauses));
    pack.plan_kinds.retain(|kind| !is_gone(&kind.id, &kind.clauses));
}

/// The pack without anything that carries the clause out.
fn without(pack: &Pack, clause: &str) -> Pack {
    let mut rest = pack.clone();
    take_away(&mut rest, |_, clauses| clauses.iter().any(|one| one == clause));
    rest
}

/// The pack where what carries the clause out holds for everything: no condition is left.
fn without_conditions(pack: &Pack, clause: &str) -> Pack {
    let mut rest = pack.clone();
    let of_clause = |clauses: &[String]| clauses.iter().any(|one| one == clause);
    for role in &mut rest.roles {
        role.demands.iter_mut().filter(|one| of_clause(&one.clauses)).for_each(|one| one.when = always());
        role.holder_demands
            .iter_mut()
            .filter(|one| of_clause(&one.clauses))
            .for_each(|one| one.when = always());
        role.duties.iter_mut().filter(|one| of_clause(&one.clauses)).for_each(|one| one.when = always());
    }
    let of_groups = rest.forums.iter_mut().flat_map(|forum| &mut forum.required).map(|one| &mut one.ground);
    let of_agreements = rest.agreement_kinds.iter_mut().flat_map(|kind| &mut kind.required);
    let sections = rest.plan_kinds.iter_mut().flat_map(|kind| &mut kind.sections);
    let of_sections = sections.flat_map(|section| &mut section.required);
    let grounds = of_groups.chain(of_agreements).chain(of_sections);
    grounds.filter(|one| of_clause(&one.clauses)).for_each(|one| one.when = always());
    for document in &mut rest.documents {
        document
            .required
            .iter_mut()
            .filter(|one| of_clause(&one.clauses))
            .for_each(|one| one.when = always());
    }
    rest.deputy_demands.iter_mut().filter(|one| of_clause(&one.clauses)).for_each(|one| one.when = always());
    rest.mandates.iter_mut().filter(|one| of_clause(&one.clauses)).for_each(|one| one.when = always());
    rest.uniqueness.iter_mut().filter(|one| of_clause(&one.clauses)).for_each(|one| one.when = always());
    rest.field_demands.iter_mut().filter(|one| of_clause(&one.clauses)).for_each(|one| one.when = always());
    rest
}

fn always() -> Condition {
    Condition::default()
}

/// The pack without each single entry that carries the clause out, by the id of the entry.
fn without_each(pack: &Pack, clause: &str) -> Vec<(String, Pack)> {
    let mut ids = Vec::new();
    take_away(&mut pack.clone(), |id, clauses| {
        if clauses.iter().any(|one| one == clause) {
            ids.push(id.to_owned());
        }
        false
    });
    let without_one = |place: usize| {
        let (mut rest, mut seen) = (pack.clone(), 0);
        take_away(&mut rest, |_, clauses| {
            let is_of_clause = clauses.iter().any(|one| one == clause);
            seen += usize::from(is_of_clause);
            is_of_clause && seen == place + 1
        });
        rest
    };
    ids.into_iter().enumerate().map(|(place, id)| (id, without_one(place))).collect()
}

/// The pack with those of its tests alone that have these names.
fn with_tests(pack: &Pack, names: &[&str]) -> Pack {
    let mut pack = pack.clone();
    pack.tests.retain(|test| names.contains(&test.name.as_str()));
    assert_eq!(pack.tests.len(), names.len(), "each of {names:?} stands once in the pack");
    pack
}

/// Whether a pack from which something was taken comes through these tests. That a demand does not apply proves nothing
/// of it: such an expectation fails without the demand only because nothing is told of it.
fn passes(pack: &Pack, names: &[&str]) -> bool {
    let mut pack = with_tests(pack, names);
    for test in &mut pack.tests {
        test.expect.retain(|expected| {
            expected.outcome != Outcome::NotApplicable
                || expected.reason.as_deref() == Some("recommended_not_done")
        });
    }
    run_pack_tests(&pack).is_empty()
}

/// The shipped packs by their folder.
fn packs() -> BTreeMap<String, Pack> {
    super::guidelines().into_iter().map(|pack| (pack.id.clone(), pack)).collect()
}

/// Each demand that is proved by tests of a pack: its id, the pack, and the names of the tests.
fn proved_by_pack_tests() -> Vec<(String, Pack, Vec<String>)> {
    let packs = packs();
    let rows = coverage().into_iter().filter_map(|(id, row)| {
        let (folder, _) = row.pack_tests().next()?;
        let names = row.pack_tests().map(|(_, name)| name.to_owned()).collect();
        Some((id, packs.get(folder).unwrap_or_else(|| panic!("no pack {folder}")).clone(), names))
    });
    rows.collect()
}

#[test]
fn every_named_test_of_a_pack_fails_without_what_carries_its_demand_out_or_without_its_conditions() {
    let mut idle = Vec::new();
    for (id, pack, names) in proved_by_pack_tests() {
        let (rest, everywhere) = (without(&pack, &id), without_conditions(&pack, &id));
        let is_idle = |name: &&String| {
            passes(&rest, &[name]) && run_pack_tests(&with_tests(&everywhere, &[name])).is_empty()
        };
        idle.extend(names.iter().filter(is_idle).map(|name| format!("{id}: {name}")));
    }
    assert!(idle.is_empty(), "these pass all the same:\n{}", idle.join("\n"));
}

#[test]
fn every_entry_that_carries_a_demand_out_is_missed_by_a_named_test() {
    let mut unseen = Vec::new();
    for (id, pack, names) in proved_by_pack_tests() {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        for (entry, rest) in without_each(&pack, &id) {
            if passes(&rest, &names) {
                unseen.push(format!("{id}: {entry}"));
            }
        }
    }
    assert!(unseen.is_empty(), "nothing misses these:\n{}", unseen.join("\n"));
}

#[test]
fn what_is_taken_away_is_gone_and_the_rest_stays() {
    let packs = packs();
    let pack = packs.get("itradet").expect("the pack");
    let owner = "system-owner-appointed";
    let demands = |pack: &Pack| pack.roles.iter().map(|role| role.demands.len()).sum::<usize>();
    let each = without_each(pack, "S1-014");
    let ids: Vec<&str> = each.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids, [owner, "system_owner"]);
    assert_eq!(demands(&each[0].1), demands(pack) - 1);
    assert_eq!(each[0].1.roles.len(), pack.roles.len());
    assert_eq!(each[1].1.roles.len(), pack.roles.len() - 1);
    assert!(without(pack, "S1-014").role("system_owner").is_none());
    let groups = packs.get("vmkf").expect("the pack");
    let ids = |clause| without_each(groups, clause).into_iter().map(|(id, _)| id).collect::<Vec<_>>();
    assert!(ids("S0-061").contains(&"steering_group".to_owned()));
    assert!(without(groups, "S0-025").forum_of("steering_group").expect("stays").required.is_empty());
}
