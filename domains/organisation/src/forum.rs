//! Groups: bodies of the guideline, formed at a system, an object or an organisation, and who has a seat in them.
//!
//! Swedish: grupp, such as a styrgrupp. A seat goes with a role, and then whoever holds the role on a day sits there, or it
//! is somebody's by name.

mod awaited;
mod change;
mod check;
mod close;
mod facts;
mod granted;
mod members;
mod proposed;
mod sitting;
mod surroundings;

pub use awaited::{AwaitedForums, LaidBefore};
pub use change::{SaveForum, save_forum, visible_forum};
pub(crate) use close::close_forums_of;
pub use close::{CloseForum, close_forum};
pub use facts::forum_supplement;
pub(crate) use granted::settle_seats;
pub(crate) use members::{By, Members, Place, RoleHeld, Seats, Size, check_size};
pub(crate) use proposed::{bodies_for, proposed_at};
pub use sitting::{body_members, deciding_forums};
pub(crate) use sitting::{forums_with_seat_of, members_of};

use kernel::{Date, FieldKind, Id, Period, ReferenceKind, Subject, record_fields};

/// Swedish: grupp.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forum {
    pub id: Id,
    pub name: String,
    /// Id of the body in the policy pack.
    pub body: String,
    /// Kind of the record that it is formed at.
    pub subject_kind: String,
    pub subject_id: Id,
    /// Roles whose holders have a seat.
    pub roles: Vec<String>,
    /// People who have a seat by name.
    pub people: Vec<Id>,
    /// The seat that leads: one of the roles, or the id of one of the people.
    pub chair: String,
    /// The seat that calls to meetings, in the same way.
    pub convener: String,
    pub from: Date,
    /// Its last day, when it has been closed.
    pub to: Option<Date>,
    pub notes: String,
    pub revision: i64,
}

record_fields! { Forum {
    name: FieldKind::Text { max_chars: 200 }, required;
    body: FieldKind::Word, required;
    subject_kind: FieldKind::Text { max_chars: 50 }, required;
    subject_id: FieldKind::Reference(ReferenceKind("subject")), required;
    roles: FieldKind::Words { max_words: 50 };
    people: FieldKind::References(ReferenceKind("person"));
    chair: FieldKind::Word;
    convener: FieldKind::Word;
    from: FieldKind::Date, required;
    to: FieldKind::Date;
    notes: FieldKind::LongText { max_chars: 4_000 };
} }

impl Forum {
    /// A group of a body at a record, in which nobody sits yet.
    #[must_use]
    pub fn new(body: impl Into<String>, subject: &Subject, from: Date) -> Self {
        Self {
            id: Id::new(),
            name: String::new(),
            body: body.into(),
            subject_kind: subject.kind.clone(),
            subject_id: subject.id,
            roles: Vec::new(),
            people: Vec::new(),
            chair: String::new(),
            convener: String::new(),
            from,
            to: None,
            notes: String::new(),
            revision: 0,
        }
    }

    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject { kind: self.subject_kind.clone(), id: self.subject_id }
    }

    #[must_use]
    pub fn period(&self) -> Period {
        Period::new(Some(self.from), self.to)
    }

    /// Whether it is there on a day, or will be later.
    #[must_use]
    pub fn lasts_on(&self, day: Date) -> bool {
        !self.period().is_empty() && self.to.is_none_or(|to| to >= day)
    }

    /// Every seat by the word that names it: a role, or the id of a person.
    pub(crate) fn seats(&self) -> impl Iterator<Item = String> {
        self.roles.iter().cloned().chain(self.people.iter().map(Id::to_string))
    }
}
