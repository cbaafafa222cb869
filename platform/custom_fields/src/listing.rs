//! How a list is narrowed and ordered by an added field: constant fragments about what stands beside its rows, so that
//! every list of such records takes them.

use crate::store::{key_asked, word_in_column};
use access::Visible;
use kernel::{CustomField, FieldKind, FieldValue};
use storage::{Filter, Listing, Query, Sort, SortKey, Value};

/// How a value of the field stands to the one that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// The same; of a text, it holds this; of several choices, this is among them.
    Is,
    From,
    Until,
}

macro_rules! beside {
    ($name:literal, $condition:literal) => {
        Filter {
            name: $name,
            sql: concat!(
                "{id} IN (SELECT v.record_id FROM @custom_value AS v WHERE v.field_id = ? AND ",
                $condition,
                ")"
            ),
        }
    };
}

const IS: Filter = beside!("custom_is", "v.sort_key = ?");
const FROM: Filter = beside!("custom_from", "v.sort_key >= ?");
const UNTIL: Filter = beside!("custom_until", "v.sort_key <= ?");
const WORD: Filter = beside!("custom_word", "v.text_value = ?");
const AMONG: Filter = beside!("custom_among", r"v.text_value LIKE ? ESCAPE '\'");
const HOLDS: Filter = beside!("custom_holds", r"v.folded LIKE ? ESCAPE '\'");
const REFERS: Filter = beside!("custom_refers", "v.reference_id = ?");

/// Records without a value come last, whichever way the others run.
const UPWARDS: Sort = Sort {
    name: "custom",
    sql: "coalesce((SELECT v.sort_key FROM @custom_value AS v WHERE v.record_id = {id} AND v.field_id = ?), \
        '\u{10fffd}')",
    key: SortKey::Text,
};
const DOWNWARDS: Sort = Sort {
    name: "custom_descending",
    sql: "coalesce((SELECT v.sort_key FROM @custom_value AS v WHERE v.record_id = {id} AND v.field_id = ?), '')",
    key: SortKey::Text,
};

/// Every way to narrow a list by an added field, for the tests.
pub const FILTERS: [&Filter; 7] = [&IS, &FROM, &UNTIL, &WORD, &AMONG, &HOLDS, &REFERS];
/// Both ways to order a list by one.
pub const SORTS: [&Sort; 2] = [&UPWARDS, &DOWNWARDS];

/// The question narrowed by a value of a field. Of a text the value is what `LIKE` takes.
#[must_use]
pub fn narrowed(query: Query, field: &CustomField, comparison: Comparison, value: &FieldValue) -> Query {
    let (filter, asked): (&'static Filter, Value) = match (comparison, field.kind, value) {
        (Comparison::From, ..) => (&FROM, key_asked(value)),
        (Comparison::Until, ..) => (&UNTIL, key_asked(value)),
        (_, FieldKind::Reference(_), FieldValue::Reference(id)) => (&REFERS, Value::Id(*id)),
        (_, FieldKind::Word, FieldValue::Text(word)) => (&WORD, Value::from(word)),
        (_, FieldKind::Words { .. }, FieldValue::List(words)) => {
            let word = match words.first() {
                Some(FieldValue::Text(word)) => word.as_str(),
                _ => "",
            };
            (&AMONG, Value::from(word_in_column(word)))
        }
        (_, _, FieldValue::Text(pattern)) => (&HOLDS, Value::from(pattern)),
        _ => (&IS, key_asked(value)),
    };
    query.further(filter, [Value::Id(field.id), asked])
}

/// The question in the order of a field.
#[must_use]
pub fn ordered(query: Query, field: &CustomField) -> Query {
    let sort: &'static Sort = if query.is_descending { &DOWNWARDS } else { &UPWARDS };
    query.ordered(sort, [Value::Id(field.id)])
}

/// The fields themselves, for scripts. Everybody who is signed in may see which there are.
pub const FIELDS: Listing = Listing {
    name: "custom_fields",
    columns: "s.id, s.revision, s.record_kind, s.field_key, s.field_type, s.label_sv, s.label_en, s.help_sv, \
        s.help_en, s.section_sv, s.section_en, s.is_required, s.place, s.choices, s.retired_choices, s.retired_on, \
        s.field_group",
    tables: "@custom_field AS s",
    beside: &[],
    id: "s.id",
    id_is_number: false,
    filters: &[
        Filter { name: "record_kind", sql: "s.record_kind = ?" },
        Filter { name: "asked", sql: "s.retired_on IS NULL" },
        Visible::NOTHING,
    ],
    sorts: &[Sort { name: "place", sql: "s.sort_key", key: SortKey::Text }],
};
