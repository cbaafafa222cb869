//! The search for scripts: hits of all kinds in one order.

use crate::find::{Excerpt, Hit, page};
use crate::marked::Piece;
use crate::question::Question;
use crate::source::Sources;
use kernel::{Error, FieldKind, Id, ReferenceKind, Result, record_fields};
use storage::Read;
use web::{FilterKind, Item, ListAnswer, ListAsk, ListFilter, Resource};

const LINE: FieldKind = FieldKind::Text { max_chars: 2_000 };
const FILTERS: &[ListFilter] = &[
    ListFilter { name: "q", kind: FilterKind::Field(LINE) },
    ListFilter { name: "kind", kind: FilterKind::Field(LINE) },
];

/// A hit as scripts read it. Swedish: träff.
#[derive(Clone, Debug, Default)]
struct Told {
    kind: String,
    record: Option<Id>,
    name: String,
    beside: String,
    address: String,
    has_ended: bool,
    excerpt: String,
}

record_fields! { Told {
    kind: LINE;
    record: FieldKind::Reference(ReferenceKind("record"));
    name: LINE;
    beside: LINE;
    address: LINE;
    has_ended: FieldKind::Flag;
    excerpt: LINE;
} }

/// The search, as the API has it.
#[must_use]
pub fn resources() -> Vec<Resource> {
    vec![Resource::of::<Told>("search", "search_hit").answers(FILTERS, list)]
}

fn list(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    if read.as_of().is_some() {
        return Err(Error::rejected("as_of", "search-only-today"));
    }
    let question = Question::read(ask.value("q").unwrap_or_default())
        .map_err(|message| Error::rejected("q", message))?;
    let kind = ask.value("kind");
    if kind.is_some_and(|kind| read.attached::<Sources>().is_ok_and(|sources| sources.of(kind).is_none())) {
        return Err(Error::rejected("kind", "objection-wrong-input"));
    }
    let (cursor, limit) = ask.own_order()?;
    let found = page(read, &question, kind, cursor, limit)?;
    Ok(ListAnswer { items: found.hits.into_iter().map(item).collect(), next_cursor: found.next_cursor })
}

fn item(hit: Hit) -> Item {
    let told = Told {
        record: Some(hit.subject.id),
        name: plain(&hit.name),
        beside: hit.beside,
        address: hit.address,
        has_ended: hit.ended.is_some(),
        excerpt: hit.excerpts.first().map_or_else(String::new, |Excerpt { pieces, .. }| plain(pieces)),
        kind: hit.subject.kind,
    };
    Item::of(hit.subject.id, 1, &told)
}

fn plain(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}
