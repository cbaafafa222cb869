//! Questions about mandates: whom a guideline lets do an action on a subject.

use super::{Entitled, MandateAnswer, certainty, entitled};
use crate::facts::SubjectFacts;
use crate::pack::{Mandate, MandateHolder, Pack, Who};

/// Guidelines speak of systems where they mean what they say of objects too.
const SYSTEM: &str = "system";
const OBJECT: &str = "object";

impl Pack {
    /// Who may do an action on this subject, by which mandate.
    #[must_use]
    pub fn mandate_holders(&self, action: &str, facts: &SubjectFacts) -> Vec<MandateAnswer> {
        self.mandate_holders_of(action, facts, &facts.subject_kind)
    }

    /// Who may do the first of some actions for which anybody is named on this subject. For an object of which the guideline
    /// says nothing at all, what it says of systems holds; that is asked only after all the actions, so that who decides
    /// an object's budget is not passed over.
    #[must_use]
    pub fn first_mandate_holders(&self, actions: &[&str], facts: &SubjectFacts) -> Vec<MandateAnswer> {
        let own = actions.iter().map(|action| self.mandate_holders(action, facts));
        let is_object = facts.subject_kind == OBJECT;
        let of_systems = actions.iter().filter(|_| is_object);
        let of_systems = of_systems.map(|action| self.mandate_holders_of(action, facts, SYSTEM));
        own.chain(of_systems).find(|named| !named.is_empty()).unwrap_or_default()
    }

    /// Who may do an action on this subject by what is said of subjects of a kind.
    fn mandate_holders_of(&self, action: &str, facts: &SubjectFacts, as_kind: &str) -> Vec<MandateAnswer> {
        let mut answers: Vec<MandateAnswer> = Vec::new();
        let is_asked = |mandate: &&Mandate| mandate.action == action && mandate.subject == as_kind;
        for mandate in self.mandates.iter().filter(is_asked) {
            let Some(applies) = certainty(mandate.when.holds_for(facts)) else { continue };
            for holder in mandate.holders.iter().flat_map(|holder| self.expand(holder, facts)) {
                let answer = MandateAnswer {
                    who: holder.who,
                    mandate: mandate.id.clone(),
                    clauses: mandate.clauses.clone(),
                    external_allowed: mandate.external_allowed,
                    is_certain: applies && holder.is_certain,
                };
                if !answers.contains(&answer) {
                    answers.push(answer);
                }
            }
        }
        answers
    }

    /// A level stands for all its roles.
    fn expand(&self, holder: &MandateHolder, facts: &SubjectFacts) -> Vec<Entitled> {
        match holder {
            MandateHolder::Who(who) => entitled(std::slice::from_ref(who), facts),
            MandateHolder::Level { level, party } => self
                .roles
                .iter()
                .filter(|role| {
                    role.level.as_ref() == Some(level) && (party.is_none() || role.party == *party)
                })
                .map(|role| Entitled { who: Who::Role(role.id.clone()), is_certain: true })
                .collect(),
        }
    }
}
