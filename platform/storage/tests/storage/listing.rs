//! Lists: pages by keyset, filters and sorts, in the same order on both engines.

use crate::things::{self, THING, Thing, add, added, schema};
use kernel::{Error, Id};
use storage::{Beside, Filter, Listing, Query, Sort, SortKey, Value, View, values};
use testkit::{Acting, TestDb, on_both_engines, operator};

pub const THINGS: Listing = Listing {
    name: "things",
    columns: "t.id, t.name, t.amount",
    tables: "@thing AS t",
    beside: &[],
    id: "t.id",
    id_is_number: false,
    filters: &[
        Filter { name: "between", sql: "t.amount >= ? AND t.amount <= ?" },
        Filter {
            name: "tag",
            sql: "EXISTS (SELECT 1 FROM @thing_tag AS g WHERE g.thing_id = t.id AND g.tag = ?)",
        },
        Filter { name: "no_note", sql: "t.note IS NULL" },
    ],
    sorts: &[
        Sort { name: "name", sql: "t.name_sort", key: SortKey::Text },
        Sort { name: "amount", sql: "t.amount", key: SortKey::Number },
        Sort { name: "note", sql: "coalesce(t.note, '')", key: SortKey::Text },
    ],
};

/// The amounts once more, looked up beside each thing.
const WITH_AMOUNTS_BESIDE: Listing = Listing {
    columns: "t.id, t.name, a.amount",
    beside: &[Beside { name: "a", join: "@thing AS a ON a.id = t.id" }],
    filters: &[Filter { name: "beside", sql: "a.amount >= ?" }],
    ..THINGS
};

const BY_AMOUNT_BESIDE: Sort = Sort {
    name: "amount_beside",
    sql: "coalesce((SELECT o.amount FROM @thing AS o WHERE o.id = {id}), 0)",
    key: SortKey::Number,
};

const NAMES: [&str; 12] = [
    "Ödlan",
    "Zebran",
    "Åsnan",
    "apan",
    "Ärlan",
    "Älgen",
    "Örnen",
    "ål",
    "Bäver 10",
    "Bäver 9",
    "É.clair",
    "",
];

/// Fifty things with names and amounts that occur several times.
fn fill(db: &TestDb) {
    db.write(&operator(), |tx| {
        (0..50).try_for_each(|n: usize| add(tx, Id::new(), NAMES[n % NAMES.len()], (n % 5) as i64))
    })
    .unwrap();
}

fn every_row(db: &TestDb, query: &Query, between_pages: impl Fn(usize)) -> Vec<Thing> {
    every_row_of(&THINGS, db, query, between_pages)
}

fn every_row_of(listing: &Listing, db: &TestDb, query: &Query, between_pages: impl Fn(usize)) -> Vec<Thing> {
    let (mut rows, mut query, mut pages) = (Vec::new(), query.clone(), 0);
    loop {
        let page = db.read(&operator(), View::Now, |read| listing.page::<Thing>(read, &query)).unwrap();
        assert!(page.items.len() as i64 <= query.limit);
        rows.extend(page.items);
        pages += 1;
        query.cursor = page.next_cursor;
        if query.cursor.is_none() {
            return rows;
        }
        between_pages(pages);
    }
}

/// The order that a list must have, computed here.
fn sorted(mut rows: Vec<Thing>, sort: &str, is_descending: bool) -> Vec<Thing> {
    rows.sort_by_key(|(id, name, amount)| match sort {
        "name" => (texts::sort_key(name), 0, *id),
        "amount" => (String::new(), *amount, *id),
        _ => (String::new(), 0, *id),
    });
    if is_descending {
        rows.reverse();
    }
    rows
}

fn pages_give_every_row_once_in_each_order_and_direction(db: &TestDb) {
    fill(db);
    let all = things::things(db, &operator());
    for sort in THINGS.sorts {
        for is_descending in [false, true] {
            let query = Query::first(7).sorted_by(sort.name, is_descending);
            let expected = sorted(all.clone(), sort.name, is_descending);
            assert_eq!(every_row(db, &query, |_| ()), expected, "{} {is_descending}", sort.name);
        }
    }
}

fn an_order_by_what_stands_beside_the_rows_gives_every_row_once_with_all_its_columns(db: &TestDb) {
    fill(db);
    let all = things::things(db, &operator());
    for listing in [&THINGS, &WITH_AMOUNTS_BESIDE] {
        for is_descending in [false, true] {
            let mut query = Query::first(7).ordered(&BY_AMOUNT_BESIDE, []);
            query.is_descending = is_descending;
            let expected = sorted(all.clone(), "amount", is_descending);
            assert_eq!(every_row_of(listing, db, &query, |_| ()), expected, "{is_descending}");
        }
    }
}

fn what_stands_beside_the_rows_can_be_asked_and_counted(db: &TestDb) {
    fill(db);
    let query = Query::first(100).filter("beside", values![3]);
    let (rows, count) = db
        .read(&operator(), View::Now, |read| {
            let page = WITH_AMOUNTS_BESIDE.page::<Thing>(read, &query)?;
            Ok((page.items, WITH_AMOUNTS_BESIDE.count(read, &query)?))
        })
        .unwrap();
    assert_eq!((rows.len(), count), (20, 20));
    assert!(rows.iter().all(|(_, _, amount)| *amount >= 3));
}

fn rows_added_between_pages_repeat_and_hide_no_other(db: &TestDb) {
    fill(db);
    let before = things::things(db, &operator());
    for sort in ["name", "amount"] {
        let query = Query::first(7).sorted_by(sort, false);
        let found = every_row(db, &query, |page| {
            added(db, &operator(), NAMES[page % NAMES.len()], (page % 5) as i64);
        });
        let mut once = found.clone();
        once.dedup_by_key(|thing| thing.0);
        assert_eq!(once.len(), found.len(), "no row twice");
        assert!(before.iter().all(|thing| found.contains(thing)), "no row hidden");
        assert_eq!(found, sorted(found.clone(), sort, false));
    }
}

fn swedish_letters_stand_where_swedes_look_for_them(db: &TestDb) {
    for name in NAMES.iter().rev() {
        added(db, &operator(), name, 1);
    }
    let names: Vec<String> =
        every_row(db, &Query::first(100), |_| ()).into_iter().map(|(_, name, _)| name).collect();
    let swedish = ["Zebran", "ål", "Åsnan", "Älgen", "Ärlan", "Ödlan", "Örnen"];
    assert_eq!(names[names.len() - swedish.len()..], swedish);
}

fn filters_are_combined_and_counted(db: &TestDb) {
    fill(db);
    let id = added(db, &operator(), "Tagged", 3);
    db.write(&operator(), move |tx| {
        tx.execute(&things::ADD_TAG, &values![id, "red"])?;
        tx.audit(&things::entry("thing.tagged", id))
    })
    .unwrap();
    let ask = |query: Query| {
        db.read(&operator(), View::Now, |read| {
            Ok((THINGS.page::<Thing>(read, &query)?.items.len(), THINGS.count(read, &query)?))
        })
        .unwrap()
    };
    let between = |low: i64, high: i64| Query::first(100).filter("between", values![low, high]);
    assert_eq!(ask(between(3, 4)), (21, 21));
    assert_eq!(ask(between(3, 4).filter("tag", values!["red"])), (1, 1));
    assert_eq!(ask(between(0, 2).filter("tag", values!["red"])), (0, 0));
    assert_eq!(ask(Query::first(5).filter("no_note", Vec::<Value>::new())), (5, 51));
}

fn a_filter_and_a_cursor_work_together_on_a_day_in_the_past(db: &TestDb) {
    fill(db);
    let later = operator().seconds_later(3 * 86_400);
    for (id, ..) in things::things(db, &operator()) {
        db.write(&later, move |tx| things::remove(tx, id)).unwrap();
    }
    let mut query = Query::first(4).filter("between", values![2i64, 3i64]);
    let mut rows = 0;
    loop {
        let view = View::AsOf(operator().today());
        let page = db.read(&later, view, |read| THINGS.page::<Thing>(read, &query)).unwrap();
        rows += page.items.len();
        query.cursor = page.next_cursor;
        if query.cursor.is_none() {
            break;
        }
    }
    assert_eq!(rows, 20);
    assert!(things::things(db, &later).is_empty(), "{} are gone now", THING.name());
}

fn what_a_list_does_not_know_is_refused(db: &TestDb) {
    let ask =
        |query: Query| db.read(&operator(), View::Now, |read| THINGS.page::<Thing>(read, &query)).map(|_| ());
    let unknown_sort = Query::first(5).sorted_by("size", false);
    assert!(matches!(ask(unknown_sort), Err(Error::Rejected(o)) if o[0].field == "sort"));
    for cursor in ["", "x", "0190b5f0-0000-7000-8000-000000000000", "not-an-id.5"] {
        let query = Query::first(5).sorted_by("amount", false).after(cursor);
        assert!(matches!(ask(query), Err(Error::Rejected(o)) if o[0].field == "cursor"), "{cursor}");
    }
    assert!(matches!(ask(Query::first(5).filter("colour", values![1i64])), Err(Error::Failed(_))));
}

fn a_cursor_with_a_nul_is_refused(db: &TestDb) {
    let query = Query::first(5).after(format!("{}.a\0b", Id::new()));
    let answer = db.read(&operator(), View::Now, |read| THINGS.page::<Thing>(read, &query));
    assert!(matches!(answer, Err(Error::Rejected(_))), "{answer:?}");
}

on_both_engines!(schema();
    pages_give_every_row_once_in_each_order_and_direction,
    an_order_by_what_stands_beside_the_rows_gives_every_row_once_with_all_its_columns,
    what_stands_beside_the_rows_can_be_asked_and_counted,
    rows_added_between_pages_repeat_and_hide_no_other,
    swedish_letters_stand_where_swedes_look_for_them,
    filters_are_combined_and_counted,
    a_filter_and_a_cursor_work_together_on_a_day_in_the_past,
    what_a_list_does_not_know_is_refused,
    a_cursor_with_a_nul_is_refused,
);
