//! A reason as a text, with the pack's own words in it.

use super::Reason;
use crate::pack::{Pack, Who};
use kernel::{Arg, LocalText, Message};

impl Reason {
    /// The text, with the pack's own words in it. `subject_kind` picks what the facts are called.
    #[must_use]
    pub fn message(&self, pack: &Pack, subject_kind: &str) -> Message {
        let message = Message::new(self.words().1);
        let role = |id: &str| pack.role(id).map_or_else(|| plain(id), |role| role.title.text());
        match self {
            Self::EnoughHolders { role: id, count } => {
                message.with("role", role(id)).with("count", number(*count))
            }
            Self::TooFewHolders { role: id, count, min } => {
                message.with("role", role(id)).with("count", number(*count)).with("min", number(*min))
            }
            Self::TooManyHolders { role: id, count, max } => {
                message.with("role", role(id)).with("count", number(*count)).with("max", number(*max))
            }
            Self::ComingVacancy { role: id, on } => message.with("role", role(id)).with("on", on.to_string()),
            Self::SamePerson { roles } | Self::SeparatePersons { roles } => {
                message.with("roles", joined(roles.iter().map(|id| role(id))))
            }
            Self::WrongHolder { rule, role: id } => {
                message.with("role", role(id)).with("demand", demand_text(pack, rule))
            }
            Self::DeputyMissing { role: id, count } => {
                message.with("role", role(id)).with("count", number(*count))
            }
            Self::RightHolder { role: id }
            | Self::NobodyHolds { role: id }
            | Self::DeputyNamed { role: id } => message.with("role", role(id)),
            Self::FieldFilled { field } | Self::FieldEmpty { field } => {
                message.with("field", fact_title(pack, subject_kind, field))
            }
            Self::FieldDiffers { rule, field } => message
                .with("field", fact_title(pack, subject_kind, field))
                .with("demand", demand_text(pack, rule)),
            Self::OthersExist { rule, count } => {
                message.with("count", *count).with("demand", demand_text(pack, rule))
            }
            Self::FactsMissing { facts } => {
                message.with("facts", joined(facts.iter().map(|fact| fact_title(pack, subject_kind, fact))))
            }
            Self::Reviewed { next_on } => message.with("next", next_on.to_string()),
            Self::PastReview { since } => message.with("since", since.to_string()),
            Self::WaivedByDecision { until, .. } => message.with("until", until.to_string()),
            _ => self.document_message(message, pack),
        }
    }

    fn document_message(&self, message: Message, pack: &Pack) -> Message {
        let title = |id: &str| pack.document(id).map_or_else(|| plain(id), |document| document.title.text());
        match self {
            Self::DocumentPresent { document }
            | Self::DocumentMissing { document }
            | Self::DocumentWithoutOwner { document }
            | Self::DocumentNotAvailable { document } => message.with("document", title(document)),
            Self::DocumentPastReview { document, since } => {
                message.with("document", title(document)).with("since", since.to_string())
            }
            Self::OwnerLeaves { document, on } => {
                message.with("document", title(document)).with("on", on.to_string())
            }
            Self::PlanNotDecided { document, year } => {
                message.with("document", title(document)).with("year", year.to_string())
            }
            Self::DocumentsWithoutOwner { documents } => {
                message.with("documents", joined(documents.iter().map(|id| title(id))))
            }
            _ => self.group_message(message, pack),
        }
    }

    /// Of groups and of what those who answer for a duty have said.
    fn group_message(&self, message: Message, pack: &Pack) -> Message {
        let title = |id: &str| pack.title_of(&Who::Body(id.to_owned()));
        match self {
            Self::ForumMissing { body } | Self::ForumEmpty { body } => message.with("body", title(body)),
            Self::ForumFormed { body, count } | Self::ForumAtLimit { body, count } => {
                message.with("body", title(body)).with("count", number(*count))
            }
            Self::ForumTooLarge { body, count, most } => {
                message.with("body", title(body)).with("count", number(*count)).with("most", number(*most))
            }
            Self::StatementMade { duty, on } => {
                message.with("duty", duty_text(pack, duty)).with("on", on.to_string())
            }
            Self::StatementMissing { duty } => message.with("duty", duty_text(pack, duty)),
            Self::StatementPastReview { duty, since } => {
                message.with("duty", duty_text(pack, duty)).with("since", since.to_string())
            }
            _ => self.agreement_message(message, pack),
        }
    }

    fn agreement_message(&self, message: Message, pack: &Pack) -> Message {
        let title = |id: &str| pack.agreement_kind(id).map_or_else(|| plain(id), |kind| kind.title.clone());
        match self {
            Self::AgreementInForce { kind }
            | Self::AgreementNotApproved { kind }
            | Self::AgreementNotSigned { kind } => message.with("kind", title(kind)),
            Self::AgreementEnds { kind, on } | Self::AgreementEnded { kind, on } => {
                message.with("kind", title(kind)).with("on", on.to_string())
            }
            Self::AgreementMissing { kinds } => {
                message.with("kinds", joined(kinds.iter().map(|id| title(id))))
            }
            _ => message,
        }
    }
}

fn plain(word: &str) -> LocalText {
    LocalText::new(word, word)
}

fn number(count: usize) -> Arg {
    Arg::Number(i64::try_from(count).unwrap_or(i64::MAX))
}

fn joined(words: impl Iterator<Item = LocalText>) -> LocalText {
    let (sv, en): (Vec<String>, Vec<String>) = words.map(|word| (word.sv, word.en)).unzip();
    LocalText::new(sv.join(", "), en.join(", "))
}

fn fact_title(pack: &Pack, subject_kind: &str, fact: &str) -> LocalText {
    pack.fact_titles
        .get(subject_kind)
        .and_then(|titles| titles.get(fact))
        .cloned()
        .unwrap_or_else(|| plain(fact))
}

/// What the pack itself says about a demand that has a text of its own.
fn demand_text(pack: &Pack, rule: &str) -> LocalText {
    let fields = pack.field_demands.iter().find(|demand| demand.rule == rule).map(|demand| &demand.text);
    let only = || pack.uniqueness.iter().find(|demand| demand.rule == rule).map(|demand| &demand.text);
    let mut holders = pack.roles.iter().flat_map(|role| &role.holder_demands);
    fields
        .or_else(only)
        .or_else(|| holders.find(|demand| demand.rule == rule).map(|demand| &demand.text))
        .cloned()
        .unwrap_or_default()
}

fn duty_text(pack: &Pack, id: &str) -> LocalText {
    let mut duties = pack.duties().filter(|(_, duty)| duty.id == id);
    duties.next().map_or_else(|| plain(id), |(_, duty)| duty.text.clone())
}
