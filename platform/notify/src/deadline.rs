//! Days on which somebody has to have done something, as the domains know them. Start, the calendar feed and the digest
//! ask the same sources.

use crate::digest::days_after;
use kernel::{Arg, Date, Id, LocalText, Message, Result, Subject};
use storage::Read;

/// Something that a person has to see to by a day. Swedish: sista dag.
#[derive(Clone, Debug)]
pub struct Deadline {
    pub person: Id,
    pub due: Date,
    pub about: Subject,
    /// Name of the record that it is about: most have one name ([`Deadline::named`]), a guideline has one in each language.
    pub name: LocalText,
    /// What is to be done, in few words and without the name.
    pub message: Message,
    /// The page, as a path of this program, where it is done.
    pub address: String,
}

impl Deadline {
    /// The name of a record that is called the same in every language.
    #[must_use]
    pub fn named(name: impl Into<String>) -> LocalText {
        let name = name.into();
        LocalText::new(name.clone(), name)
    }

    /// What is to be done with which record, whatever the day.
    #[must_use]
    pub fn matter(&self) -> String {
        let args = self.message.args.iter().map(|(_, arg)| match arg {
            Arg::Number(number) => number.to_string(),
            Arg::Text(text) => text.clone(),
            Arg::Local(text) => text.sv.clone(),
        });
        let args = args.collect::<Vec<_>>().join(",");
        format!("{}:{}:{}:{args}", self.about.kind, self.about.id, self.message.key)
    }

    /// What is to be done with which record by when: the same however often it is asked for.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}:{}", self.matter(), self.due)
    }
}

/// The deadlines of these people, or of everybody, until a day.
pub type DeadlinesOf = fn(&Read, people: Option<&[Id]>, until: Date) -> Result<Vec<Deadline>>;

/// How a domain tells the deadlines that it knows of.
#[derive(Clone, Copy)]
pub struct DeadlineSource {
    /// The deadlines of these people, or of everybody, until a day. Those that have passed and still wait belong to them.
    /// Each is told to whoever answers for it and may see the record; asked for as a set.
    pub of: DeadlinesOf,
    /// How many days ahead the guideline has people told, where it says more than is usual.
    pub days_ahead: Option<fn(&Read) -> Result<i64>>,
}

impl DeadlineSource {
    /// How many days ahead Start and digests look, where nothing else is said.
    pub const USUAL_DAYS_AHEAD: i64 = 90;

    /// A source of days that are told as far ahead as is usual.
    #[must_use]
    pub const fn usual(of: DeadlinesOf) -> Self {
        Self { of, days_ahead: None }
    }

    /// The day until which it is asked: some days ahead, or further where the guideline says so.
    fn until(&self, read: &Read, days: i64) -> Result<Date> {
        let ahead = self.days_ahead.map_or(Ok(days), |days_ahead| days_ahead(read))?;
        Ok(days_after(read.today(), ahead.max(days)))
    }
}

/// Whom a mail goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    pub person: Id,
    pub name: String,
    /// Empty for who has none.
    pub mail_address: String,
}

/// How the domain of people tells whom a mail goes to.
#[derive(Clone, Copy)]
pub struct PeopleSource {
    pub of: fn(&Read, &[Id]) -> Result<Vec<Recipient>>,
    /// People after one, in order of their ids.
    pub after: fn(&Read, Option<Id>, i64) -> Result<Vec<Recipient>>,
}

/// A demand of the guideline that is not met, told to whoever answers for it. Swedish: brist.
#[derive(Clone, Debug)]
pub struct Gap {
    pub person: Id,
    pub about: Subject,
    pub name: String,
    pub rule: String,
    /// What is demanded.
    pub demand: LocalText,
    pub address: String,
}

impl Gap {
    /// How every key of a gap begins.
    pub(crate) const KEY: &str = "gap:";

    /// Which demand on which record, for as long as it is not met.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}{}:{}", Self::KEY, self.about.id, self.rule)
    }
}

/// Everything that the domains registered here. Attached to the database, so that every transaction finds it.
pub struct Sources {
    pub deadlines: Vec<DeadlineSource>,
    /// What is missing where these people answer.
    pub gaps: fn(&Read, &[Id]) -> Result<Vec<Gap>>,
    pub people: PeopleSource,
}

impl Sources {
    /// The deadlines of all domains by day: so many days ahead, and what the guideline has people told earlier.
    ///
    /// # Errors
    /// When the database fails.
    pub fn deadlines_ahead(&self, read: &Read, people: Option<&[Id]>, days: i64) -> Result<Vec<Deadline>> {
        let mut found = Vec::new();
        for source in &self.deadlines {
            found.extend((source.of)(read, people, source.until(read, days)?)?);
        }
        found.sort_by_cached_key(|one| {
            (one.due, texts::sort_key(&one.name.sv), one.about.id, one.message.key)
        });
        Ok(found)
    }
}
