//! How many statements a page asks of the database: as many with sixty systems as with one, and no more than these.

use crate::program::{Program, new_system};
use findings::{GAPS, count_gaps};
use register::register_system;
use storage::{Query, View, values};
use testkit::{TestDb, Visitor, on_both_engines};
use vidmakt::domains;

/// Pages, and the statements that each may cost: two for who is there and what waits, one for the saved views of a list,
/// the rest for what it shows.
const BUDGETS: &[(&str, u64)] = &[
    ("/logga-in", 2),
    // One asks which groups of fields the visitor sees of each row.
    ("/system", 14),
    // Four of these tell of changes that wait and of the confirmation, one each of its agreements, its tests and its statements;
    // one each asks of its agreements and its statements for the demands that are judged by these, and one of its plans.
    ("/system/{system}", 35),
    // Who may appoint to a missing role is judged by the facts of the records, which are read once for each kind; what the
    // reader may do is asked for all kinds together.
    ("/brister", 32),
    // Seats, who holds their roles and the people among them are asked for as sets.
    ("/grupper", 13),
    ("/objekt", 10),
    ("/test", 9),
    // The duties of each record on which the visitor has a role are judged: one set of questions for each kind.
    ("/ansvar", 30),
    ("/ansvar/lista", 8),
    ("/dokument", 8),
    // Two ask for the names that its filters offer, one which amounts are seen, one for the federation's own fields.
    ("/avtal", 11),
    ("/licenser", 9),
    // One asks whether the visitor reads drafts.
    ("/planer", 9),
    ("/planer/aktiviteter", 8),
    ("/forslag", 8),
    // Hits of all kinds in one statement; then each kind that has any is read as a set, with what stands beside it.
    ("/sok?q=system", 12),
    ("/sok/forslag?q=sy", 12),
];

fn statements_of(program: &Program, visitor: &mut Visitor, path: &str) -> u64 {
    let before = program.db.statements_run();
    let seen = visitor.get(path);
    assert!(seen.status == 200 || seen.status == 303, "{path}: {}", seen.text());
    program.db.statements_run() - before
}

fn no_page_asks_more_of_the_database_than_its_budget_however_many_records_there_are(db: &TestDb) {
    let program = Program::on(db);
    let federation = program.federation("budget", "sydnarke");
    let records = program.one_of_each(&federation);
    let mut visitor = program.browser(&program.administrator(&federation));
    let costs = |visitor: &mut Visitor| -> Vec<(&str, u64)> {
        let path = |path: &str| path.replace("{system}", &records["system"].to_string());
        BUDGETS.iter().map(|(name, _)| (*name, statements_of(&program, visitor, &path(name)))).collect()
    };
    // What is read once and kept, such as the pack, is no page's own.
    costs(&mut visitor);
    let with_one = costs(&mut visitor);
    let own = federation.own;
    program.write(&federation, move |tx| {
        (0..60).try_for_each(|number| {
            register_system(tx, new_system(&format!("System {number:02}"), own)).map(|_| ())
        })
    });
    let with_many = costs(&mut visitor);
    let has_grown = |(one, many): (&(&str, u64), &(&str, u64))| one.1 < many.1;
    let grows = with_one.iter().zip(&with_many).any(has_grown);
    assert!(!grows, "a statement for each row: {with_one:?}, {with_many:?}");
    let over: Vec<_> =
        with_one.iter().zip(BUDGETS).filter(|((_, cost), (_, budget))| cost > budget).collect();
    assert!(over.is_empty(), "{over:?}");
}

fn the_gaps_that_are_counted_by_subject_are_those_that_are_listed(db: &TestDb) {
    let program = Program::on(db);
    for pack in ["sydnarke", "vmkf"] {
        let federation = program.federation(pack, pack);
        let records = program.one_of_each(&federation);
        program.system(&federation, federation.own, "Another");
        let actor = program.actor(&federation, &program.administrator(&federation));
        let open = || access::visible_to(&actor, findings::READ, Query::first(50)).filter("open", []);
        let of_one = open().filter("subject", values![records["system"]]);
        let of_kind = open().filter("subject_kind", values!["system"]);
        let within = open().filter("within", values![federation.own]);
        for query in [open(), of_one, of_kind, within] {
            let (counted, listed) = program
                .db
                .read(&actor, View::Now, |read| Ok((count_gaps(read, &query)?, GAPS.count(read, &query)?)))
                .expect("counts");
            assert!(counted > 0 && counted == listed, "{pack}: {counted} of {listed}, {query:?}");
        }
    }
}

on_both_engines!(domains::schema();
    the_gaps_that_are_counted_by_subject_are_those_that_are_listed,
    no_page_asks_more_of_the_database_than_its_budget_however_many_records_there_are,
);
