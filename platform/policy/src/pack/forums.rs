//! Groups: which bodies people sit in, who is proposed for a seat, how many there may be, and where a group must be formed.

use super::documents::Requirement;
use super::roles::WhoWhen;
use kernel::LocalText;
use serde::Serialize;

/// A body that people sit in. Swedish: grupp.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Forum {
    /// The body that it is: a pack says of each body once who sits in it.
    #[serde(rename = "id")]
    pub body: String,
    /// That of the body.
    pub title: LocalText,
    /// The demand that it is formed and not too large; absent where the pack demands neither.
    pub rule: Option<String>,
    /// Kinds of subject that it is formed at.
    pub subjects: Vec<String>,
    /// Roles whose holders have a seat.
    pub members: Vec<WhoWhen>,
    /// Who may be offered a seat by name.
    pub may_join: Vec<MayJoin>,
    pub chair: Vec<WhoWhen>,
    pub convener: Vec<WhoWhen>,
    /// From so many members on it is told that there should be no more.
    pub noted_from: Option<usize>,
    pub most: Option<usize>,
    /// Who sees to it that it is formed.
    pub responsible: Vec<WhoWhen>,
    pub required: Vec<ForumGround>,
    pub clauses: Vec<String>,
}

/// Somebody who may be offered a seat: the holders of a role, or whoever is called so where the pack has no such role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MayJoin {
    Role(String),
    Name(LocalText),
}

/// One ground on which a group must be formed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ForumGround {
    pub subject: String,
    #[serde(flatten)]
    pub ground: Requirement,
}
