//! Which records answer a question, in order, and how many there are of each kind. What few rows of the index hold is
//! looked at whole. Of kinds in which very many hold the words, records are taken in the order of their names until there
//! are enough, and are counted up to a bound: an answer then costs about the same in a large federation as in a small one,
//! and shows the same hits as if all had been looked at.

use crate::question::Question;
use crate::shelf::Field;
use crate::source::Sources;
use crate::store::{self, Asked, HitRow, Limits, Stretch};
use kernel::{Id, Result, Subject, TenantId};
use std::collections::BTreeMap;
use std::sync::Arc;
use storage::{Engine, Read};

/// Stands for the number of a kind in a question about each of them.
const ANY_KIND: &str = "#";
/// Where a record stands that has the words at the beginning of its name, elsewhere in it, in another name, or in a text.
const CLASSES: [char; 4] = ['0', '1', '2', '3'];
/// Before every id.
const FIRST: Id = Id::from_bytes([0; 16]);
/// After every sort key.
const LAST: &str = "\u{10FFFF}";
/// For kinds of which it is known that few rows hold the words.
const ALL_ROWS: i64 = i64::MAX - 1;

/// The first hits of one kind.
pub(crate) struct OfOneKind {
    pub kind: String,
    pub count: i64,
    /// Whether there are more than were counted.
    pub is_more: bool,
    pub rows: Vec<HitRow>,
}

/// A question that is put to the index.
struct Inquiry<'r, 'c> {
    read: &'r Read<'c>,
    question: &'r Question,
    sources: Arc<Sources>,
    engine: Engine,
    tenant: TenantId,
}

/// Kinds by their numbers: those in which few rows hold the words, and those in which very many do.
struct Kinds {
    few: Vec<usize>,
    many: Vec<usize>,
}

/// The first hits of every kind that has any.
pub(crate) fn first_of_each(read: &Read, question: &Question, of_each: i64) -> Result<Vec<OfOneKind>> {
    let inquiry = Inquiry::of(read, question)?;
    let all = inquiry.kinds(None);
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let limits = Limits { rows: inquiry.sources.most_rows(), hits: of_each };
    let rows = store::overview(read, &inquiry.asked(&all), limits)?;
    if !rows.is_empty() {
        return Ok(by_kind(rows));
    }
    let kinds = inquiry.how_many(&all)?;
    let mut found = Vec::new();
    if !kinds.few.is_empty() {
        let limits = Limits { rows: ALL_ROWS, ..limits };
        found = by_kind(store::overview(read, &inquiry.asked(&kinds.few), limits)?);
    }
    for kind in kinds.many {
        let rows = inquiry.in_order(kind, ("", FIRST), of_each)?;
        if let Some(first) = rows.first() {
            let kind_name = first.subject.kind.clone();
            let (count, is_more) = inquiry.count(kind)?;
            found.push(OfOneKind { kind: kind_name, count, is_more, rows });
        }
    }
    Ok(found)
}

/// Hits after a place, of one kind or of all in one order.
pub(crate) fn after(
    read: &Read,
    question: &Question,
    kind: Option<&str>,
    place: (&str, Id),
    most: i64,
) -> Result<Vec<HitRow>> {
    let inquiry = Inquiry::of(read, question)?;
    let all = inquiry.kinds(kind);
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let limits = Limits { rows: inquiry.sources.most_rows(), hits: most };
    let mut rows = store::hits(read, &inquiry.asked(&all), place, limits)?;
    if !rows.is_empty() {
        return Ok(rows);
    }
    let kinds = inquiry.how_many(&all)?;
    if !kinds.few.is_empty() {
        let limits = Limits { rows: ALL_ROWS, ..limits };
        rows = store::hits(read, &inquiry.asked(&kinds.few), place, limits)?;
    }
    for kind in kinds.many {
        rows.extend(inquiry.in_order(kind, place, most)?);
    }
    rows.sort_by(|one, other| (&one.place, one.subject.id).cmp(&(&other.place, other.subject.id)));
    rows.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    Ok(rows)
}

fn by_kind(rows: Vec<HitRow>) -> Vec<OfOneKind> {
    let mut kinds: BTreeMap<String, Vec<HitRow>> = BTreeMap::new();
    for row in rows {
        kinds.entry(row.subject.kind.clone()).or_default().push(row);
    }
    let of_one = |(kind, rows): (String, Vec<HitRow>)| OfOneKind {
        kind,
        count: rows.first().map_or(0, |first| first.of_kind),
        is_more: false,
        rows,
    };
    kinds.into_iter().map(of_one).collect()
}

impl<'r, 'c> Inquiry<'r, 'c> {
    fn of(read: &'r Read<'c>, question: &'r Question) -> Result<Self> {
        let sources = read.attached::<Sources>()?;
        Ok(Self { read, question, sources, engine: read.engine(), tenant: read.actor().tenant })
    }

    /// The number of one kind, or those of all.
    fn kinds(&self, kind: Option<&str>) -> Vec<usize> {
        match kind {
            Some(kind) => self.sources.number_of(kind).into_iter().collect(),
            None => (0..self.sources.all().len()).collect(),
        }
    }

    fn words(&self, field: Field, kinds: &[usize]) -> String {
        self.question.asked(self.engine, self.tenant, field, &numbers(kinds))
    }

    fn asked(&self, kinds: &[usize]) -> Asked {
        Asked {
            anywhere: self.words(Field::All, kinds),
            names: self.words(Field::Names, kinds),
            name: self.words(Field::Name, kinds),
            together: self.question.phrases(self.engine, self.tenant, &numbers(kinds)),
            beginning: self.question.beginning(),
        }
    }

    /// Of which of these kinds few rows hold the words and of which very many; of the others none does, or none that the actor
    /// may see.
    fn how_many(&self, of: &[usize]) -> Result<Kinds> {
        let most = self.sources.most_rows();
        let any = self.question.asked(self.engine, self.tenant, Field::All, &[ANY_KIND.to_owned()]);
        let count = i64::try_from(self.sources.all().len()).unwrap_or(i64::MAX);
        let mut kinds = Kinds { few: Vec::new(), many: Vec::new() };
        for (number, rows) in store::of_each_kind(self.read, &any, count, most.saturating_add(1))? {
            let number = usize::try_from(number).unwrap_or(usize::MAX);
            let Some(source) = self.sources.all().get(number).filter(|_| of.contains(&number)) else {
                continue;
            };
            if (1..=most).contains(&rows) {
                kinds.few.push(number);
            } else if rows > most && access::may_anywhere(self.read, source.permission)? {
                kinds.many.push(number);
            }
        }
        Ok(kinds)
    }

    /// How many records of a kind there are for the actor, and whether there are more.
    fn count(&self, kind: usize) -> Result<(i64, bool)> {
        let most = self.sources.most_counted();
        let Some(source) = self.sources.all().get(kind) else { return Ok((0, false)) };
        let asked = self.asked(&[kind]);
        // Who sees all records of the kind sees each whose word all may read who see it: no record needs to be looked at.
        if !self.question.has_phrases() && access::may_everywhere(self.read, source.permission)? {
            let seen = store::seen_by_all(self.read, &asked.anywhere, most.saturating_add(1))?;
            if seen > most {
                return Ok((most, true));
            }
        }
        let seen = store::seen(self.read, &asked, most.saturating_add(1))?;
        Ok((seen.min(most), seen > most))
    }

    /// Hits of one kind after a place, class by class.
    fn in_order(&self, kind: usize, (place, id): (&str, Id), most: i64) -> Result<Vec<HitRow>> {
        let Some(source) = self.sources.all().get(kind) else { return Ok(Vec::new()) };
        let asked = self.asked(&[kind]);
        let mut letters = place.chars();
        let reached = letters.next();
        let mut rows = Vec::new();
        for class in CLASSES.into_iter().filter(|class| reached.is_none_or(|reached| *class >= reached)) {
            let left = most - i64::try_from(rows.len()).unwrap_or(most);
            if left <= 0 {
                break;
            }
            let after = if reached == Some(class) { (letters.as_str(), id) } else { ("", FIRST) };
            let (words, stretch) = class_of(self.engine, &asked, class, after);
            let found = store::in_order(self.read, &asked, (source.kind.name(), &words), &stretch, left)?;
            rows.extend(found.into_iter().map(|(id, key)| HitRow {
                subject: Subject::new(source.kind, id),
                place: format!("{class}{key}"),
                of_kind: 0,
            }));
        }
        Ok(rows)
    }
}

/// The words by which the records of a class are found, and where among the names they lie.
fn class_of<'a>(
    engine: Engine,
    asked: &'a Asked,
    class: char,
    after: (&'a str, Id),
) -> (String, Stretch<'a>) {
    let (from, to) = (asked.beginning.0.as_str(), asked.beginning.1.as_str());
    let anywhere = Stretch { after, to: LAST, without: ("", "") };
    match class {
        '0' => (asked.name.clone(), Stretch { after: after.max((from, FIRST)), to, ..anywhere }),
        '1' => (asked.name.clone(), Stretch { without: (from, to), ..anywhere }),
        '2' => (engine.asked_without(&asked.names, &asked.name), anywhere),
        _ => (engine.asked_without(&asked.anywhere, &asked.names), anywhere),
    }
}

fn numbers(kinds: &[usize]) -> Vec<String> {
    kinds.iter().map(ToString::to_string).collect()
}
