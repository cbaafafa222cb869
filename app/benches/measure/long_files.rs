//! Many long files: what it takes to index texts of fifty to a hundred pages, and to search among them.

use crate::Outcome;
use crate::generated::{Copy, Untouched};
use crate::load::Series;
use crate::reads::Reads;
use files::{Incoming, Settings, examine};
use kernel::{Actor, Id, Instant as Moment, TenantId};
use register::{Brought, DOCUMENTS, DocumentRow, attach_file};
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;
use storage::{Db, Page, Query, View};
use testkit::Engine;
use vidmakt::domains;
use web::accounts;

/// In the development profile only enough to try the measurement.
const FILES: i64 = if cfg!(debug_assertions) { 10 } else { 300 };
const WORDS_OF_A_PAGE: usize = 400;
const FEWEST_PAGES: usize = 50;
const FURTHER_PAGES: usize = 50;
/// Words of agreements, put together as Swedish does and in their forms: some 8,000 in all, the first ones most often.
const STEMS: &[&str] = &[
    "avtal",
    "system",
    "drift",
    "leverantör",
    "kommun",
    "säkerhet",
    "vite",
    "uppsägning",
    "tjänst",
    "nivå",
    "fel",
    "svar",
    "tid",
    "pris",
    "index",
    "part",
    "ansvar",
    "ändring",
    "beställning",
    "faktura",
    "licens",
    "bilaga",
    "plan",
    "möte",
    "protokoll",
    "test",
    "leverans",
    "godkännande",
    "förvaltning",
    "handläggning",
];
const ENDINGS: &[&str] = &["", "et", "en", "ar", "arna", "ens", "s", "er", "erna"];
/// What is searched: a word of one file, words of all of them, words next to each other, a beginning, and words together.
const QUESTIONS: &[&str] = &[
    "unikt7",
    "avtalet",
    "\"rätt till insyn\"",
    "avtalet drift \"rätt till insyn\"",
    "uppsägningen vitet",
    "systemf",
    "\"avtalet systemet\"",
];

/// What was measured on one database.
#[derive(Debug, Deserialize, Serialize)]
pub struct LongFiles {
    pub database: String,
    pub date: String,
    pub files: i64,
    pub letters: usize,
    /// Of one file, until it is saved.
    pub saved_us: f64,
    /// Of all files, from the first word to the last row of the index.
    pub indexed_seconds: f64,
    pub index_bytes: i64,
    pub questions: Vec<QuestionFigures>,
}

/// One question, asked without HTTP as the page of the search asks it.
#[derive(Debug, Deserialize, Serialize)]
pub struct QuestionFigures {
    pub words: String,
    pub p50_us: f64,
    pub p99_us: f64,
}

pub fn run(engine: Engine, folder: &Path) -> Outcome<LongFiles> {
    let untouched = Untouched::of(folder, 1)?;
    let copy = Copy::of(&untouched, engine, folder)?;
    let user = &untouched.generated.small()?.user;
    let db = domains::open(&copy.url)?;
    let documents = documents(&db, user)?;
    let actor = Actor::operator(documents.0, Moment::now());
    eprintln!("  saving {FILES} files");
    let (letters, saved) = save(&db, &actor, &documents.1)?;
    let before = db.size_bytes()?;
    eprintln!("  indexing {letters} letters");
    let begun = Instant::now();
    while search::index_more(&db, &actor)? {}
    let indexed_seconds = begun.elapsed().as_secs_f64();
    let index_bytes = db.size_bytes()? - before;
    eprintln!("  searching");
    let reads = Reads::open(&copy.url, user)?;
    let asked = |words: &&str| -> Outcome<QuestionFigures> {
        let series: Series = reads.search(words)?;
        let [p50_us, p99_us] = [50, 99].map(|percent| series.percentile_micros(percent));
        Ok(QuestionFigures { words: (*words).to_owned(), p50_us, p99_us })
    };
    Ok(LongFiles {
        database: crate::trial::name_of(engine).to_owned(),
        date: Moment::now().date().to_string(),
        files: FILES,
        letters,
        saved_us: saved.percentile_micros(50),
        indexed_seconds,
        index_bytes,
        questions: QUESTIONS.iter().map(asked).collect::<Outcome<_>>()?,
    })
}

/// The federation of a user, and documents of it.
fn documents(db: &Db, user: &str) -> Outcome<(TenantId, Vec<Id>)> {
    let now = Moment::now();
    let operator = Actor::operator(TenantId::INSTALLATION, now);
    let account = db.look_up(&operator, |installation| accounts::find(installation, user))?;
    let tenant = account.ok_or("the account is not there")?.actor(now).tenant;
    let mut ids = Vec::new();
    let mut query = Query::first(FILES.min(200));
    while (ids.len() as i64) < FILES {
        let page: Page<DocumentRow> =
            db.read(&Actor::operator(tenant, now), View::Now, |read| DOCUMENTS.page(read, &query))?;
        ids.extend(page.items.into_iter().map(|row| row.id));
        query.cursor = Some(page.next_cursor.ok_or("there are not enough documents")?);
    }
    ids.truncate(usize::try_from(FILES)?);
    Ok((tenant, ids))
}

/// Saves a file on each of some documents, and leaves their words to be cut.
fn save(db: &Db, actor: &Actor, documents: &[Id]) -> Outcome<(usize, Series)> {
    let db = db.clone().with_after_commit(Arc::new(|_, _| ()));
    let (mut letters, mut chance) = (0, Chance(7));
    let begun = Instant::now();
    let mut durations = Vec::new();
    for (number, document) in documents.iter().enumerate() {
        let text = chance.text(number);
        letters += text.chars().count();
        let settings = Settings::default();
        let mut incoming = Incoming::begin(&format!("avtal {number}.txt"), settings.most_bytes)?;
        incoming.write(text.as_bytes())?;
        let file = examine(&settings, &incoming.end()?).map_err(|refusal| format!("{refusal:?}"))?;
        let (brought, document) = (Brought { file, settings }, *document);
        let one = Instant::now();
        db.write(actor, move |tx| attach_file(tx, document, &brought))?;
        durations.push(one.elapsed());
    }
    Ok((letters, Series::of(durations, begun.elapsed())))
}

/// The same numbers every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end
    }

    /// The smaller of three numbers, so that the first are taken most often.
    fn mostly_first(&mut self, end: usize) -> usize {
        (0..3).map(|_| self.below(end)).min().unwrap_or_default()
    }

    fn word(&mut self) -> String {
        let stem = STEMS[self.mostly_first(STEMS.len())];
        let ending = ENDINGS[self.mostly_first(ENDINGS.len())];
        if self.below(2) == 0 {
            return format!("{stem}{ending}");
        }
        format!("{stem}s{}{ending}", STEMS[self.mostly_first(STEMS.len())])
    }

    /// A text with a word of its own, and words next to each other, on its last page.
    fn text(&mut self, number: usize) -> String {
        let words = WORDS_OF_A_PAGE * (FEWEST_PAGES + self.below(FURTHER_PAGES + 1));
        let mut text = String::new();
        for _ in 0..words {
            text.push_str(&self.word());
            text.push(' ');
        }
        text + &format!("unikt{number} rätt till insyn")
    }
}

/// The figures as tables to read.
pub fn markdown(text: &mut String, figures: &[LongFiles]) {
    for LongFiles { database, date, files, letters, saved_us, indexed_seconds, index_bytes, questions } in
        figures
    {
        let pages = format!("{FEWEST_PAGES} to {} pages", FEWEST_PAGES + FURTHER_PAGES);
        let each = indexed_seconds * 1e3 / *files as f64;
        let _ = writeln!(
            text,
            "\n### {database}, {files} files of {pages}\n\n{:.0} million letters; measured {date}. A file is saved in \
             {:.0} ms (p50) and indexed in {each:.0} ms; the index of their words takes {:.0} MB.\n\n\
             | question | p50 ms | p99 ms |\n| --- | ---: | ---: |",
            *letters as f64 / 1e6,
            saved_us / 1e3,
            *index_bytes as f64 / 1e6,
        );
        for QuestionFigures { words, p50_us, p99_us } in questions {
            let _ = writeln!(text, "| {words} | {:.1} | {:.1} |", p50_us / 1e3, p99_us / 1e3);
        }
    }
}
