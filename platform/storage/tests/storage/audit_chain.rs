//! Whoever changes, removes, reorders or cuts the audit chain behind the program's back is found, and where.

use crate::things::{added, change, schema};
use storage::{
    Anchor, ChainReport, EraseContent, EventPage, View, erase_content, latest_events, verify_chain,
};
use testkit::{Acting, TestDb, on_both_engines, operator};

/// Five events of federation 1, and two of another that has nothing to do with it.
fn fill(db: &TestDb) {
    for n in 0..4 {
        let id = added(db, &operator(), "Thing", n);
        if n == 3 {
            db.write(&operator(), move |tx| change(tx, id, 9)).unwrap();
        }
    }
    added(db, &operator().of(2), "Theirs", 1);
    added(db, &operator().of(2), "Theirs", 2);
}

fn verified(db: &TestDb, anchor: Option<&Anchor>) -> ChainReport {
    db.read(&operator(), View::Now, |read| verify_chain(read, "one".into(), anchor)).unwrap()
}

/// Where the chain breaks first, and why; `None` when it holds.
fn broken(db: &TestDb) -> Option<(i64, &'static str)> {
    verified(db, None).broken.map(|broken| (broken.sequence, broken.reason))
}

fn broken_against(db: &TestDb, anchor: &Anchor) -> Option<(i64, &'static str)> {
    verified(db, Some(anchor)).broken.map(|broken| (broken.sequence, broken.reason))
}

fn anchor_at(db: &TestDb, sequence: i64) -> Anchor {
    let page = EventPage { before: sequence + 1, limit: 1 };
    let events = db.read(&operator(), View::Now, |read| latest_events(read, page)).unwrap();
    assert_eq!(events[0].sequence, sequence);
    format!("{sequence}:{}", events[0].hash).parse().unwrap()
}

fn a_chain_that_nobody_touched_holds(db: &TestDb) {
    assert!(verified(db, None).ok, "an empty chain holds");
    fill(db);
    let report = verified(db, Some(&anchor_at(db, 3)));
    assert!(report.ok, "{report:?}");
    assert_eq!((report.events, report.first, report.last), (5, Some(1), Some(5)));
    assert_eq!(report.head, Some(anchor_at(db, 5).hash));
}

fn a_changed_row_is_found_and_named(db: &TestDb) {
    fill(db);
    for (column, value) in
        [("actor", "'nobody'"), ("action", "'thing.removed'"), ("at", "at + 1"), ("subject_kind", "'unit'")]
    {
        let before = db.raw_rows(
            "SELECT actor, action, at, subject_kind FROM audit_event WHERE tenant_id = 1 AND sequence = 3",
        );
        db.raw_execute(&format!(
            "UPDATE audit_event SET {column} = {value} WHERE tenant_id = 1 AND sequence = 3"
        ));
        let report = verified(db, None);
        assert_eq!(broken(db), Some((3, "changed")), "{column}");
        assert!(report.broken.unwrap().id.is_some(), "the record that it is about is named");
        let row = &before[0];
        db.raw_execute(&format!(
            "UPDATE audit_event SET actor = '{}', action = '{}', at = {}, subject_kind = '{}' \
             WHERE tenant_id = 1 AND sequence = 3",
            row[0], row[1], row[2], row[3]
        ));
        assert_eq!(broken(db), None);
    }
}

fn a_changed_decision_is_found_and_named(db: &TestDb) {
    fill(db);
    db.raw_execute(
        "UPDATE audit_event SET content = replace(content, '12', '13') WHERE tenant_id = 1 AND sequence = 2",
    );
    assert_eq!(broken(db), Some((2, "content_changed")));
}

fn erased(db: &TestDb, sequences: &[i64], reason: &str) -> kernel::Result<()> {
    let (sequences, reason) = (sequences.iter().copied().collect(), reason.to_owned());
    let ask = EraseContent { sequences, reason, decision: "KS § 3".to_owned() };
    db.write(&operator(), move |tx| erase_content(tx, &ask))
}

fn content_that_an_event_says_it_erased_is_no_break(db: &TestDb) {
    fill(db);
    let anchor = anchor_at(db, 5);
    erased(db, &[2, 3], "A name that nobody may keep").unwrap();
    let report = verified(db, Some(&anchor));
    assert!(report.ok, "{report:?}");
    let left =
        db.raw_rows("SELECT sequence FROM audit_event WHERE tenant_id = 1 AND content IS NULL AND salt = ''");
    assert_eq!(left, [["2"], ["3"]], "content and salt are gone, of those and no other");
    let page = EventPage { before: 7, limit: 1 };
    let told = db.read(&operator(), View::Now, |read| latest_events(read, page)).unwrap();
    let content = told[0].content.as_ref().unwrap();
    assert_eq!((told[0].action.as_str(), &content["decision"]), ("audit.content_erased", &"KS § 3".into()));
    assert_eq!(content["changes"]["erased"][1], serde_json::json!([2, 3]));
}

fn any_other_loss_is_still_found_beside_a_lawful_erasure(db: &TestDb) {
    fill(db);
    erased(db, &[2], "A name that nobody may keep").unwrap();
    let also = |column: &str, sequence: i64| {
        db.raw_execute(&format!(
            "UPDATE audit_event SET {column} WHERE tenant_id = 1 AND sequence = {sequence}"
        ));
    };
    also("content = NULL", 4);
    assert_eq!(broken(db), Some((4, "content_erased")), "nobody named it");
    also("content = NULL", 6);
    assert_eq!(broken(db), Some((2, "content_erased")), "the event that named it no longer does");
}

fn content_that_was_erased_does_not_come_back(db: &TestDb) {
    fill(db);
    let kept = db.raw_rows("SELECT content, salt FROM audit_event WHERE tenant_id = 1 AND sequence = 2");
    erased(db, &[2], "A name that nobody may keep").unwrap();
    db.raw_execute(&format!(
        "UPDATE audit_event SET content = '{}', salt = '{}' WHERE tenant_id = 1 AND sequence = 2",
        kept[0][0], kept[0][1]
    ));
    assert_eq!(broken(db), Some((2, "content_restored")));
}

fn an_erasure_needs_a_reason_and_events_that_can_be_erased(db: &TestDb) {
    fill(db);
    erased(db, &[2], "A name that nobody may keep").unwrap();
    let wrong = |sequences: &[i64], reason: &str| match erased(db, sequences, reason) {
        Err(kernel::Error::Rejected(objections)) => {
            objections.into_iter().map(|one| one.message.key).collect::<Vec<_>>()
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(wrong(&[3], " "), ["objection-required"]);
    assert_eq!(wrong(&[], "x"), ["objection-erase-how-many"]);
    assert_eq!(wrong(&[3, 99], "x"), ["objection-erase-no-event"], "all or none");
    assert_eq!(wrong(&[2], "x"), ["objection-erase-twice"]);
    assert_eq!(wrong(&[6], "x"), ["objection-erase-erasure"]);
    assert!(verified(db, None).ok, "what was refused erased nothing");
}

fn an_erased_content_is_told_apart_from_a_changed_one(db: &TestDb) {
    fill(db);
    db.raw_execute("UPDATE audit_event SET content = NULL WHERE tenant_id = 1 AND sequence = 4");
    assert_eq!(broken(db), Some((4, "content_erased")));
}

fn a_removed_row_is_found_and_named(db: &TestDb) {
    fill(db);
    db.raw_execute("DELETE FROM audit_event WHERE tenant_id = 1 AND sequence = 2");
    assert_eq!(broken(db), Some((2, "missing")));
    db.raw_execute("DELETE FROM audit_event WHERE tenant_id = 1 AND sequence = 1");
    assert_eq!(broken(db), Some((1, "missing")));
    assert_eq!(verified(db, None).first, Some(3), "the first that is left");
}

fn swapped_rows_are_found_and_named(db: &TestDb) {
    fill(db);
    db.raw_execute(
        "UPDATE audit_event SET sequence = 99 WHERE tenant_id = 1 AND sequence = 2;
         UPDATE audit_event SET sequence = 2 WHERE tenant_id = 1 AND sequence = 3;
         UPDATE audit_event SET sequence = 3 WHERE tenant_id = 1 AND sequence = 99",
    );
    assert_eq!(broken(db), Some((2, "changed")));
}

fn a_row_of_another_federation_fits_nowhere(db: &TestDb) {
    fill(db);
    db.raw_execute(
        "DELETE FROM audit_event WHERE tenant_id = 1 AND sequence = 1;
         UPDATE audit_event SET tenant_id = 1 WHERE tenant_id = 2 AND sequence = 1",
    );
    assert_eq!(broken(db), Some((1, "changed")));
}

fn a_chain_that_has_begun_and_is_empty_has_lost_everything(db: &TestDb) {
    fill(db);
    db.raw_execute("DELETE FROM audit_event WHERE tenant_id = 1; DELETE FROM audit_head WHERE tenant_id = 1");
    let report = verified(db, None).of_begun_chain();
    assert_eq!(report.broken.map(|broken| (broken.sequence, broken.reason)), Some((1, "missing")));
    let whole = db.read(&operator().of(2), View::Now, |read| verify_chain(read, "two".into(), None)).unwrap();
    assert!(whole.of_begun_chain().ok);
}

fn a_cut_tail_is_found_by_the_head(db: &TestDb) {
    fill(db);
    db.raw_execute("DELETE FROM audit_event WHERE tenant_id = 1 AND sequence >= 4");
    assert_eq!(broken(db), Some((4, "tail_cut")));
}

fn a_removed_head_is_found(db: &TestDb) {
    fill(db);
    db.raw_execute("DELETE FROM audit_head WHERE tenant_id = 1");
    assert_eq!(broken(db), Some((6, "tail_cut")));
}

fn a_tail_cut_together_with_its_head_is_found_by_an_anchor(db: &TestDb) {
    fill(db);
    let anchor = anchor_at(db, 5);
    let third = anchor_at(db, 3);
    db.raw_execute(&format!(
        "DELETE FROM audit_event WHERE tenant_id = 1 AND sequence >= 4;
         UPDATE audit_head SET sequence = 3, hash = '{}' WHERE tenant_id = 1",
        third.hash
    ));
    assert_eq!(broken(db), None, "without an anchor nothing is left to compare with");
    assert_eq!(broken_against(db, &anchor), Some((5, "tail_cut")));
}

fn a_chain_emptied_together_with_its_head_is_found_by_an_anchor(db: &TestDb) {
    fill(db);
    let anchor = anchor_at(db, 5);
    db.raw_execute("DELETE FROM audit_event WHERE tenant_id = 1; DELETE FROM audit_head WHERE tenant_id = 1");
    assert_eq!(broken_against(db, &anchor), Some((5, "tail_cut")));
}

fn a_chain_computed_anew_is_found_by_an_anchor(db: &TestDb) {
    let honest = TestDb::fresh(db.engine(), &schema());
    fill(&honest);
    let anchor = anchor_at(&honest, 3);
    fill(db);
    assert_eq!(broken(db), None, "in itself the other chain is whole");
    assert_eq!(broken_against(db, &anchor), Some((3, "anchor")));
}

fn a_chain_longer_than_one_read_is_walked_to_its_end(db: &TestDb) {
    db.write(&operator(), |tx| {
        (0..2_100).try_for_each(|n| crate::things::add(tx, kernel::Id::new(), "Thing", n))
    })
    .unwrap();
    assert_eq!(verified(db, None).events, 2_100);
    db.raw_execute("UPDATE audit_event SET actor = 'nobody' WHERE tenant_id = 1 AND sequence = 2050");
    assert_eq!(broken(db), Some((2_050, "changed")));
}

on_both_engines!(schema();
    a_chain_that_nobody_touched_holds,
    a_changed_row_is_found_and_named,
    a_changed_decision_is_found_and_named,
    content_that_an_event_says_it_erased_is_no_break,
    any_other_loss_is_still_found_beside_a_lawful_erasure,
    content_that_was_erased_does_not_come_back,
    an_erasure_needs_a_reason_and_events_that_can_be_erased,
    an_erased_content_is_told_apart_from_a_changed_one,
    a_removed_row_is_found_and_named,
    swapped_rows_are_found_and_named,
    a_row_of_another_federation_fits_nowhere,
    a_chain_that_has_begun_and_is_empty_has_lost_everything,
    a_cut_tail_is_found_by_the_head,
    a_removed_head_is_found,
    a_tail_cut_together_with_its_head_is_found_by_an_anchor,
    a_chain_emptied_together_with_its_head_is_found_by_an_anchor,
    a_chain_computed_anew_is_found_by_an_anchor,
    a_chain_longer_than_one_read_is_walked_to_its_end,
);

#[test]
fn an_anchor_that_is_none_is_refused_with_its_form() {
    for text in ["", "5", "5:abc", "x:0", ":"] {
        let error = text.parse::<Anchor>().unwrap_err();
        assert!(error.contains("SEQUENCE:HASH"), "{text}");
    }
}
