//! Who acts, for whom, and when. Every read and write of a tenant is made by an actor.

use crate::{Date, Id, Instant, Language};

/// The number of a federation in this installation. 0 is the installation itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TenantId(pub i64);

impl TenantId {
    /// The chain and the records that belong to no federation.
    pub const INSTALLATION: Self = Self(0);
}

/// What kind of actor it is; written in the audit log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActorKind {
    /// A person with an account, by browser or token.
    Person,
    /// Whoever runs commands on the machine. May do everything, and is logged as such.
    Operator,
    /// The program's own jobs.
    Job,
}

impl ActorKind {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Operator => "operator",
            Self::Job => "job",
        }
    }
}

/// The one who acts. Carries the clock, so that history can be written under a clock in the past.
#[derive(Clone, Debug)]
pub struct Actor {
    pub tenant: TenantId,
    pub kind: ActorKind,
    /// User name, or a fixed word for operator and jobs.
    pub name: String,
    /// The person behind the account, where there is one.
    pub person: Option<Id>,
    pub language: Language,
    pub now: Instant,
    /// Only these permissions count, where a token limits them.
    pub only: Option<Vec<String>>,
}

impl Actor {
    /// The operator of the machine, acting in one federation.
    #[must_use]
    pub fn operator(tenant: TenantId, now: Instant) -> Self {
        Self::unnamed(tenant, now, ActorKind::Operator)
    }

    /// The program itself, acting in one federation.
    #[must_use]
    pub fn job(tenant: TenantId, now: Instant) -> Self {
        Self::unnamed(tenant, now, ActorKind::Job)
    }

    fn unnamed(tenant: TenantId, now: Instant, kind: ActorKind) -> Self {
        Self {
            tenant,
            kind,
            name: kind.name().to_owned(),
            person: None,
            language: Language::default(),
            now,
            only: None,
        }
    }

    /// The civil date on which this actor acts.
    #[must_use]
    pub fn today(&self) -> Date {
        self.now.date()
    }

    /// True for operator and jobs, who are trusted with everything in their federation.
    #[must_use]
    pub fn is_trusted(&self) -> bool {
        self.kind != ActorKind::Person
    }
}
