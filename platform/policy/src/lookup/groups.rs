//! Questions about groups, agreements and what those who have a duty must say of it.

use super::{NOTICE_DAYS, entitled};
use crate::facts::SubjectFacts;
use crate::pack::{AgreementKind, Body, Duty, Forum, Pack, Who, WhoWhen};
use std::ops::RangeInclusive;

/// The parameter that says how many days before its end an agreement is told of.
pub(crate) const AGREEMENT_NOTICE_DAYS: &str = "agreement_notice_days";
/// The parameter that says after how many months a statement on a duty is reviewed.
pub(crate) const STATEMENT_REVIEW_MONTHS: &str = "statement_review_months";
/// What it may be: up to a hundred years.
pub(crate) const MONTHS: RangeInclusive<i64> = 1..=1200;

impl Pack {
    #[must_use]
    pub fn body(&self, id: &str) -> Option<&Body> {
        self.bodies.iter().find(|body| body.id == id)
    }

    /// What the pack says of those who sit in a body.
    #[must_use]
    pub fn forum_of(&self, body: &str) -> Option<&Forum> {
        self.forums.iter().find(|forum| forum.body == body)
    }

    #[must_use]
    pub fn agreement_kind(&self, id: &str) -> Option<&AgreementKind> {
        self.agreement_kinds.iter().find(|kind| kind.id == id)
    }

    /// Every duty with the role or the body that has it.
    pub(crate) fn duties(&self) -> impl Iterator<Item = (Who, &Duty)> {
        let of_roles = self
            .roles
            .iter()
            .flat_map(|role| role.duties.iter().map(|duty| (Who::Role(role.id.clone()), duty)));
        let of_bodies = self
            .bodies
            .iter()
            .flat_map(|body| body.duties.iter().map(|duty| (Who::Body(body.id.clone()), duty)));
        of_roles.chain(of_bodies)
    }

    /// The duties of which something must be said on such a subject, whether or not their conditions hold there. What a body
    /// has to say of an organisation it says of the one whose guideline it is.
    #[must_use]
    pub fn stated_duties(&self, facts: &SubjectFacts) -> Vec<(Who, &Duty)> {
        let is_own = facts.subject_kind != "organisation" || facts.is_own();
        let is_asked = |(who, duty): &(Who, &Duty)| {
            let asked = duty.statement.as_ref().is_some_and(|one| one.subjects.contains(&facts.subject_kind));
            asked && (is_own || matches!(who, Who::Role(_)))
        };
        self.duties().filter(is_asked).collect()
    }

    /// A duty of which something must be said, with the role or the body that has it.
    #[must_use]
    pub fn stated_duty(&self, id: &str) -> Option<(Who, &Duty)> {
        self.duties().find(|(_, duty)| duty.id == id && duty.statement.is_some())
    }

    /// Whether the pack asks that anything is said of any duty.
    #[must_use]
    pub fn asks_statements(&self) -> bool {
        self.duties().any(|(_, duty)| duty.statement.is_some())
    }

    /// After how many months what is said of a duty is reviewed.
    #[must_use]
    pub fn statement_review_months(&self, duty: &Duty) -> u32 {
        const DEFAULT: i64 = 12;
        let own = duty.statement.as_ref().and_then(|statement| statement.review_months);
        let months = self.number(STATEMENT_REVIEW_MONTHS).unwrap_or(DEFAULT);
        let months = months.clamp(*MONTHS.start(), *MONTHS.end());
        own.unwrap_or_else(|| u32::try_from(months).unwrap_or_default())
    }

    /// How many days before its end an agreement is told of.
    #[must_use]
    pub fn agreement_notice_days(&self) -> i64 {
        const DEFAULT: i64 = 90;
        let days = self.number(AGREEMENT_NOTICE_DAYS).unwrap_or(DEFAULT);
        days.clamp(*NOTICE_DAYS.start(), *NOTICE_DAYS.end())
    }

    /// The roles whose holders say what a body has to say on this subject; what depends on facts that are missing counts.
    #[must_use]
    pub fn speaks_for(&self, body: &str, facts: &SubjectFacts) -> Vec<Who> {
        entitled(self.spoken_for_by(body), facts).into_iter().map(|one| one.who).collect()
    }

    /// Who says what a body has to say.
    pub(crate) fn spoken_for_by(&self, body: &str) -> &[WhoWhen] {
        self.body(body).map_or(&[][..], |body| &body.spoken_for_by)
    }
}
