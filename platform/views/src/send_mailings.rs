//! Sends the views whose day has come, as spreadsheets. Each file is made as its receiver would get it that day, outside any
//! transaction; its occasion is then taken and its mail written in one, so that it goes out once, whoever else is at it.

use crate::compute_next_day::compute_next_day;
use crate::end_mailing::ended;
use crate::mailing::{Mailing, Outcome, Rhythm};
use crate::saved_view::SavedView;
use crate::store::{self, mailings};
use crate::surroundings::Surroundings;
use kernel::{Actor, ActorKind, Error, Id, Language, LocalText, Message, Objection, Result};
use notify::{Letterhead, MailFile, Parcel, ParcelLine, Recipient};
use storage::{Db, Read, Tx, View};
use web::components::Address;

/// Mailings that one round takes before it looks again.
const MOST_AT_ONCE: i64 = 50;
/// Larger files, a third larger still as mail carries them, are refused by mail servers: their receivers open the view instead.
const MOST_BYTES: usize = 6_000_000;

/// What the program gives for the sending: what stands on the mails, and the file of a list as somebody gets it.
pub struct Sender<'s> {
    pub head: &'s Letterhead,
    pub file_of: &'s dyn Fn(&Actor, &Address) -> Result<web::File>,
    /// Says that the job goes on.
    pub keep: &'s dyn Fn() -> Result<()>,
}

/// Sends what is due in a federation, and says how many mails that made.
///
/// # Errors
/// When the database fails.
pub fn send_mailings(db: &Db, actor: &Actor, sender: &Sender) -> Result<usize> {
    let mut made = 0;
    loop {
        let due = db.read(actor, View::Now, |read| {
            let due = mailings::due(read, MOST_AT_ONCE)?;
            due.into_iter().map(|one| Due::of(read, one)).collect::<Result<Vec<_>>>()
        })?;
        if due.is_empty() {
            return Ok(made);
        }
        for one in due {
            (sender.keep)()?;
            let judged = judge(db, actor, sender, &one)?;
            let head = sender.head.clone();
            made += usize::from(db.write(actor, move |tx| settle(tx, &head, one, judged))?);
        }
    }
}

/// A mailing whose day has come, its view, and its receiver.
struct Due {
    mailing: Mailing,
    view: Option<SavedView>,
    receiver: Option<Recipient>,
    list_title: Option<&'static str>,
}

impl Due {
    fn of(read: &Read, mailing: Mailing) -> Result<Self> {
        let person = mailing.person.unwrap_or_default();
        let surroundings = Surroundings::of(read)?;
        let view = store::open_to(read, mailing.view, (person, read.today()))?;
        let receiver = (surroundings.people.of)(read, &[person])?.into_iter().next();
        let list_title = view.as_ref().and_then(|view| surroundings.title(&view.list));
        Ok(Self { mailing, view, receiver, list_title })
    }
}

/// What comes of an occasion.
enum Judged {
    /// Nothing is sent any more.
    Ends(Outcome),
    /// Nothing is sent this time.
    Waits(Outcome),
    Goes(Option<MailFile>),
}

fn judge(db: &Db, actor: &Actor, sender: &Sender, due: &Due) -> Result<Judged> {
    let (Some(receiver), Some(person)) = (&due.receiver, due.mailing.person) else {
        return Ok(Judged::Ends(Outcome::Left));
    };
    let language = sender.head.languages.get(&person).copied();
    let receiver = Actor {
        kind: ActorKind::Person,
        name: receiver.name.clone(),
        person: Some(person),
        language: language.unwrap_or_default(),
        ..actor.clone()
    };
    // Whoever works here may do something; who may do nothing at all has left.
    if db.read(&receiver, View::Now, access::permissions_of)?.is_empty() {
        return Ok(Judged::Ends(Outcome::Left));
    }
    let Some(view) = &due.view else { return Ok(Judged::Ends(Outcome::NotShared)) };
    if language.is_none() {
        return Ok(Judged::Waits(Outcome::NoAccount));
    }
    match (sender.file_of)(&receiver, &address(view)) {
        Ok(file) if file.bytes.len() > MOST_BYTES => Ok(Judged::Goes(None)),
        Ok(file) => {
            let (name, content_type) = (file.name, file.content_type.to_owned());
            Ok(Judged::Goes(Some(MailFile { name, content_type, content: file.bytes })))
        }
        Err(Error::Refused(_) | Error::NotFound) => Ok(Judged::Waits(Outcome::MayNotRead)),
        Err(Error::Rejected(objections)) if objections.iter().any(is_of_filter) => {
            Ok(Judged::Waits(Outcome::FilterGone))
        }
        Err(Error::Rejected(_)) => Ok(Judged::Waits(Outcome::NoFile)),
        // One list that cannot be written keeps nobody else from theirs.
        Err(error) => {
            tracing::warn!(%error, list = view.list, mailing = %due.mailing.id, "a view could not be written as a file");
            Ok(Judged::Waits(Outcome::NoFile))
        }
    }
}

fn is_of_filter(objection: &Objection) -> bool {
    objection.message.key == web::FILTER_GONE
}

/// The list as the view shows it: only its columns, in its order.
fn address(view: &SavedView) -> Address {
    let address = Address::parse(&format!("{}?{}", view.list, view.query));
    address.with(web::COLUMNS_OF_FILE_PARAMETER, web::CHOSEN_COLUMNS)
}

/// False where no mail was made.
fn settle(tx: &mut Tx, head: &Letterhead, due: Due, judged: Judged) -> Result<bool> {
    let outcome = match &judged {
        Judged::Ends(outcome) => {
            let still = mailings::mailing(tx, due.mailing.id)?;
            if still.ended_on.is_none() {
                ended(tx, still, *outcome)?;
            }
            return Ok(false);
        }
        Judged::Waits(outcome) => *outcome,
        Judged::Goes(Some(_)) => Outcome::Made,
        Judged::Goes(None) => Outcome::TooLarge,
    };
    let rhythm = due.mailing.rhythm.unwrap_or(Rhythm::Monday);
    let next = compute_next_day(rhythm, due.mailing.month_day.unwrap_or(1), tx.today());
    if !mailings::take(tx, &due.mailing, next, outcome)? {
        return Ok(false);
    }
    let (Judged::Goes(file), Some(view), Some(receiver)) = (judged, due.view, due.receiver) else {
        return Ok(false);
    };
    let parcel = parcel(tx, (due.mailing.id, due.list_title), (&view, receiver), file);
    notify::post(tx, head, parcel)
}

fn parcel(
    tx: &Tx,
    (mailing, list_title): (Id, Option<&'static str>),
    (view, receiver): (&SavedView, Recipient),
    file: Option<MailFile>,
) -> Parcel {
    let title = |language| list_title.map_or_else(|| view.list.clone(), |key| texts::text(language, key));
    let list = LocalText::new(title(Language::Swedish), title(Language::English));
    let about = |key| Message::new(key).with("name", &*view.name).with("list", list.clone());
    let told = if file.is_some() { "mail-view-attached" } else { "mail-view-too-large" };
    let page = format!("{}/{}", web::VIEWS_PATH, view.id);
    Parcel {
        to: receiver,
        key: format!("view:{mailing}:{}", tx.today()),
        title: about("mail-view-title"),
        lines: vec![
            ParcelLine { text: about(told), address: view.address().href() },
            ParcelLine { text: Message::new("mail-view-settings"), address: page },
        ],
        files: file.into_iter().collect(),
    }
}
