//! The digest: one mail a day or a week at the most, with what is new to somebody since the last one. What it has told it
//! never tells again; a day that comes closer is told when it is far, near and past.

use crate::compose::{CHOICE_PATH, Letterhead, Waiting};
use crate::deadline::{Deadline, DeadlineSource, Gap, Recipient, Sources};
use crate::deliver::hours;
use crate::mail::{DigestChoice, MailKind, NewMail};
use crate::office_hours::compute_send_at;
use crate::pages::letter::{Draft, Item, Section};
use crate::store::{mails, notices};
use kernel::{Actor, Choice as _, Date, Id, Instant, Language, LocalText, Message, Result};
use std::collections::{BTreeMap, BTreeSet};
use storage::{Db, Read, Tx, View, values};

/// People whose digests are made together.
const PEOPLE_AT_ONCE: i64 = 200;
/// A notice that is older is no news. Long enough for who reads once a week, and for holidays in which nothing is sent.
const FRESH_SECONDS: i64 = 21 * 86_400;
/// From here on a day is near.
const NEAR_DAYS: i64 = 7;
/// Lines of one kind that a mail has room for; Start has them all.
const MOST_LINES: usize = 30;

/// Something that a digest may tell somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct News {
    pub key: String,
    pub kind: NewsKind,
    pub text: LocalText,
    pub address: String,
    /// The notice that it is, if it is one.
    pub notice: Option<Id>,
}

/// In which part of the mail it stands, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NewsKind {
    Notice,
    Deadline,
    Gap,
}

impl NewsKind {
    const ALL: [Self; 3] = [Self::Notice, Self::Deadline, Self::Gap];

    const fn title(self) -> &'static str {
        match self {
            Self::Notice => "mail-section-notices",
            Self::Deadline => "mail-section-deadlines",
            Self::Gap => "mail-section-gaps",
        }
    }
}

/// How near a day is: each is told once.
fn stage(today: Date, due: Date) -> &'static str {
    let near = days_after(today, NEAR_DAYS);
    if due < today {
        "past"
    } else if due <= near {
        "near"
    } else {
        "far"
    }
}

pub(crate) fn days_after(day: Date, days: i64) -> Date {
    day.checked_add(jiff::Span::new().days(days)).unwrap_or(Date::MAX)
}

impl News {
    pub(crate) fn of_deadline(today: Date, deadline: &Deadline) -> Self {
        let line = |language| {
            let message = Message::new("mail-deadline-line")
                .with("due", texts::date(deadline.due))
                .with("name", deadline.name.clone())
                .with("what", texts::render(language, &deadline.message));
            texts::render(language, &message)
        };
        Self {
            key: format!("{}:{}", deadline.key(), stage(today, deadline.due)),
            kind: NewsKind::Deadline,
            text: LocalText::new(line(Language::Swedish), line(Language::English)),
            address: deadline.address.clone(),
            notice: None,
        }
    }

    pub(crate) fn of_gap(gap: &Gap) -> Self {
        let line = |language| format!("{}: {}", gap.name, gap.demand.in_language(language));
        Self {
            key: gap.key(),
            kind: NewsKind::Gap,
            text: LocalText::new(line(Language::Swedish), line(Language::English)),
            address: gap.address.clone(),
            notice: None,
        }
    }

    fn of_notice(notice: &Waiting) -> Self {
        Self {
            key: notices::mail_key(&notice.key),
            kind: NewsKind::Notice,
            text: notice.text.clone(),
            address: notice.address.clone(),
            notice: Some(notice.id),
        }
    }
}

/// What is new: each thing once, in the order of the mail.
pub(crate) fn compute_new(candidates: Vec<News>, told: &BTreeSet<String>) -> Vec<News> {
    let mut seen = BTreeSet::new();
    let mut new: Vec<News> = candidates
        .into_iter()
        .filter(|news| !told.contains(&news.key) && seen.insert(news.key.clone()))
        .collect();
    new.sort_by_key(|news| news.kind);
    new
}

/// The key of somebody's digest of today: there is one a day or a week, whatever happens.
pub(crate) fn digest_key(choice: DigestChoice, today: Date) -> Option<String> {
    match choice {
        DigestChoice::Daily => Some(format!("digest:{today}")),
        DigestChoice::Weekly => {
            let week = today.iso_week_date();
            Some(format!("digest:{}-W{:02}", week.year(), week.week()))
        }
        DigestChoice::Never => None,
    }
}

/// Makes the digests of a federation for today.
///
/// # Errors
/// When the database fails.
pub fn make_digests(db: &Db, actor: &Actor, head: &Letterhead) -> Result<usize> {
    let sources = db.attached::<Sources>()?;
    let (mut after, mut made) = (None, 0);
    loop {
        let (people, digests, met) = db.read(actor, View::Now, |read| {
            let people = (sources.people.after)(read, after, PEOPLE_AT_ONCE)?;
            let asked = Asked::of(read, &sources, &people)?;
            let met = asked.met_gaps();
            let digests = digests_of(read, asked, &people, head)?;
            Ok((people, digests, met))
        })?;
        let Some(last) = people.last() else { return Ok(made) };
        after = Some(last.person);
        if !digests.is_empty() || !met.is_empty() {
            let head = head.clone();
            made += db.write(actor, move |tx| {
                untell(tx, &met)?;
                keep(tx, &head, digests)
            })?;
        }
    }
}

/// When digests are made next: at the first opening of the next day.
///
/// # Errors
/// When the federation has no guideline yet.
pub fn next_digests(db: &Db, actor: &Actor) -> Result<Instant> {
    let hours = db.read(actor, View::Now, hours)?;
    Ok(compute_send_at(&hours, Instant::end_of(actor.today()).plus_seconds(1)))
}

/// A digest, with what it tells.
struct Digest {
    mail: NewMail,
    told: Vec<String>,
    notices: Vec<Id>,
}

/// What each of many people may be told, by person.
#[derive(Default)]
struct Asked {
    news: BTreeMap<Id, Vec<News>>,
    told: BTreeMap<Id, BTreeSet<String>>,
    choices: BTreeMap<Id, DigestChoice>,
}

impl Asked {
    fn of(read: &Read, sources: &Sources, people: &[Recipient]) -> Result<Self> {
        let people: &[Id] = &people.iter().map(|recipient| recipient.person).collect::<Vec<Id>>();
        if people.is_empty() {
            return Ok(Self::default());
        }
        let (today, fresh_since) = (read.today(), read.actor().now.plus_seconds(-FRESH_SECONDS));
        let mut news: BTreeMap<Id, Vec<News>> = BTreeMap::new();
        for notice in read.rows_in::<Waiting>(&notices::FOR_DIGEST, &values![fresh_since], people)? {
            news.entry(notice.person).or_default().push(News::of_notice(&notice));
        }
        let ahead = DeadlineSource::USUAL_DAYS_AHEAD;
        for one in sources.deadlines_ahead(read, Some(people), ahead)? {
            news.entry(one.person).or_default().push(News::of_deadline(today, &one));
        }
        for gap in (sources.gaps)(read, people)? {
            news.entry(gap.person).or_default().push(News::of_gap(&gap));
        }
        let mut told: BTreeMap<Id, BTreeSet<String>> = BTreeMap::new();
        for (person, key) in read.rows_in::<(Id, String)>(&notices::TOLD, &[], people)? {
            told.entry(person).or_default().insert(key);
        }
        let choices: Vec<(Id, String)> = read.rows_in(&notices::CHOICES, &[], people)?;
        let choice = |(person, name): (Id, String)| Some((person, DigestChoice::from_name(&name)?));
        Ok(Self { news, told, choices: choices.into_iter().filter_map(choice).collect() })
    }

    /// Gaps that were told and are no more. They are forgotten, so that they are told when they open anew.
    fn met_gaps(&self) -> Vec<(Id, String)> {
        let is_open = |person: &Id, key: &str| {
            self.news.get(person).is_some_and(|news| news.iter().any(|one| one.key == key))
        };
        let told = self.told.iter().flat_map(|(person, keys)| keys.iter().map(move |key| (person, key)));
        let met = told.filter(|(person, key)| key.starts_with(Gap::KEY) && !is_open(person, key));
        met.map(|(person, key)| (*person, key.clone())).collect()
    }
}

fn digests_of(read: &Read, mut asked: Asked, people: &[Recipient], head: &Letterhead) -> Result<Vec<Digest>> {
    if asked.news.is_empty() {
        return Ok(Vec::new());
    }
    let (usual, refused) = (findings::pack_in_force(read)?.default_language, mails::refused(read)?);
    let mut digests = Vec::new();
    for to in people {
        let choice = asked.choices.get(&to.person).copied().unwrap_or(DigestChoice::Daily);
        let Some(key) = digest_key(choice, read.today()) else { continue };
        // Nothing is made day after day for an address that takes nothing.
        if to.mail_address.trim().is_empty() || refused.contains(to.mail_address.trim()) {
            continue;
        }
        let told = asked.told.remove(&to.person).unwrap_or_default();
        let new = compute_new(asked.news.remove(&to.person).unwrap_or_default(), &told);
        if new.is_empty() {
            continue;
        }
        let language = head.language(to.person, usual);
        let draft = draft(head, to, &new, language);
        let mail = NewMail { kind: MailKind::Digest, key, ..head.mail(to, language, &draft) };
        // What the mail has no room for is left for the next one.
        let shown = || NewsKind::ALL.into_iter().flat_map(|kind| shown_of(&new, kind));
        let told = shown().map(|news| news.key.clone()).collect();
        digests.push(Digest { mail, told, notices: shown().filter_map(|news| news.notice).collect() });
    }
    Ok(digests)
}

/// The lines of one kind that a mail has room for.
fn shown_of(new: &[News], kind: NewsKind) -> impl Iterator<Item = &News> {
    new.iter().filter(move |news| news.kind == kind).take(MOST_LINES)
}

fn draft(head: &Letterhead, to: &Recipient, new: &[News], language: Language) -> Draft {
    let count = i64::try_from(new.len()).unwrap_or(i64::MAX);
    let title = Message::new("mail-digest-title").with("count", count).with("federation", &*head.federation);
    let item = |news: &News| Item {
        text: news.text.in_language(language).to_owned(),
        address: head.absolute(&news.address),
    };
    let section = |kind: NewsKind| {
        let all = new.iter().filter(|news| news.kind == kind).count();
        (all > 0).then(|| Section {
            title: Some(texts::text(language, kind.title())),
            items: shown_of(new, kind).map(item).collect(),
            more: all.saturating_sub(MOST_LINES),
        })
    };
    Draft {
        title: texts::render(language, &title),
        reader: to.name.clone(),
        sections: NewsKind::ALL.into_iter().filter_map(section).collect(),
        federation: head.federation.clone(),
        choice_address: head.absolute(CHOICE_PATH),
    }
}

fn untell(tx: &mut Tx, lines: &[(Id, String)]) -> Result<()> {
    for (person, key) in lines {
        tx.execute_unaudited(&notices::UNTELL, &values![*person, key])?;
    }
    Ok(())
}

fn keep(tx: &mut Tx, head: &Letterhead, digests: Vec<Digest>) -> Result<usize> {
    let (now, hours) = (tx.actor().now, hours(tx)?);
    let mut made = 0;
    for Digest { mail, told, notices } in digests {
        let (state, reason) = head.standing(&mail.recipient, &BTreeSet::new());
        let mail = NewMail { send_at: compute_send_at(&hours, now), ..mail };
        // Today's is made already, by this copy or another.
        if !mails::add(tx, &mail, state, reason)? {
            continue;
        }
        made += 1;
        let at = tx.instant();
        let lines = told.into_iter().map(|key| values![mail.person, key, at].to_vec()).collect();
        tx.execute_rows_unaudited(&notices::TELL, lines)?;
        for notice in notices {
            tx.execute_unaudited(&notices::MAILED, &values![notice])?;
        }
    }
    Ok(made)
}

/// How long what was sent and told is remembered.
const REMEMBERED_DAYS: i64 = 400;
const TOLD_REMEMBERED_DAYS: i64 = 3 * 365;

/// Forgets old mails, notices and told lines of a federation.
///
/// # Errors
/// When the database fails.
pub fn forget_old(tx: &mut Tx) -> Result<()> {
    const SECONDS_A_DAY: i64 = 86_400;
    let (now, days) = (tx.actor().now, |days: i64| -days * SECONDS_A_DAY);
    let before = now.plus_seconds(days(REMEMBERED_DAYS));
    tx.execute_unaudited(&mails::FORGET_OLD_ATTEMPTS, &values![before])?;
    tx.execute_unaudited(&mails::FORGET_OLD, &values![before])?;
    tx.execute_unaudited(&mails::FORGET_FILES_OF_ENDED, &[])?;
    tx.execute_unaudited(&notices::FORGET_OLD, &values![before])?;
    tx.execute_unaudited(&notices::FORGET_TOLD, &values![now.plus_seconds(days(TOLD_REMEMBERED_DAYS))])?;
    Ok(())
}
