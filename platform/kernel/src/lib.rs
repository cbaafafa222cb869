//! The words that every part of Vidmakt shares: ids, dates, people who act, permissions, findings, objections and errors.
//! Nothing here knows a database, the network or the clock.

mod actor;
mod choice;
mod custom;
mod error;
mod field;
mod finding;
mod free_text;
mod id;
mod language;
mod money;
mod permission;
mod personal_identity_number;
mod subject;
mod time;

pub use actor::{Actor, ActorKind, TenantId};
pub use choice::Choice;
pub use custom::{CUSTOM, Custom, CustomChoice, CustomField, CustomGroup, custom_key};
pub use error::{Error, Failure, FailureKind, Objection, ObjectionKind, Result, WRONG_INPUT};
pub use field::{
    Field, FieldKind, FieldValue, FromFieldValue, Record, ReferenceKind, ToFieldValue, WrongValue, json_of,
    told_of,
};
pub use finding::{Outcome, Strength};
pub use free_text::check_words;
pub use id::Id;
pub use language::{Arg, Language, LocalText, Message};
pub use money::Money;
pub use permission::{Permission, Scope};
pub use personal_identity_number::{has_personal_identity_number, is_phone_number};
pub use subject::{Subject, SubjectKind};
pub use time::{Date, Instant, Period, STOCKHOLM};
