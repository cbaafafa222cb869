//! Those who act in a test: built from an operator or a person by saying only what matters to the test.

use kernel::{Actor, ActorKind, Id, Instant, Language, TenantId};

/// When tests take place unless they say otherwise: 09:00 in Stockholm on Monday 2 March 2026.
pub const MONDAY_MORNING: &str = "2026-03-02T08:00:00Z";

/// The operator of the machine in federation 1, on [`MONDAY_MORNING`].
#[must_use]
pub fn operator() -> Actor {
    Actor::operator(TenantId(1), instant(MONDAY_MORNING))
}

/// Somebody with an account in federation 1, on [`MONDAY_MORNING`], named by function: `systemforvaltare`.
#[must_use]
pub fn person(name: &str, id: Id) -> Actor {
    Actor { kind: ActorKind::Person, name: name.to_owned(), person: Some(id), ..operator() }
}

/// Says what differs about an actor: `operator().of(2).at("2026-05-01T06:00:00Z")`.
pub trait Acting: Sized {
    /// The same actor in another federation.
    #[must_use]
    fn of(self, tenant: i64) -> Self;
    /// The same actor at another instant.
    #[must_use]
    fn at(self, instant: &str) -> Self;
    /// The same actor this much later, or earlier.
    #[must_use]
    fn seconds_later(self, seconds: i64) -> Self;
    /// The same actor with the texts of another language.
    #[must_use]
    fn reading(self, language: Language) -> Self;
    /// The same actor by a token that allows only these permissions.
    #[must_use]
    fn allowed_only(self, permissions: &[&str]) -> Self;
}

impl Acting for Actor {
    fn of(self, tenant: i64) -> Self {
        Self { tenant: TenantId(tenant), ..self }
    }

    fn at(self, text: &str) -> Self {
        Self { now: instant(text), ..self }
    }

    fn seconds_later(self, seconds: i64) -> Self {
        Self { now: self.now.plus_seconds(seconds), ..self }
    }

    fn reading(self, language: Language) -> Self {
        Self { language, ..self }
    }

    fn allowed_only(self, permissions: &[&str]) -> Self {
        Self { only: Some(permissions.iter().map(ToString::to_string).collect()), ..self }
    }
}

fn instant(text: &str) -> Instant {
    text.parse().unwrap_or_else(|error| panic!("{text} is not an instant: {error}"))
}
