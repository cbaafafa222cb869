//! What events of the audit log say, in words: which records they are about, where those are found, and what the ids in
//! their changes are called.

use agreements::Agreement;
use custom_fields::{Definition, fields_of};
use duties::{OperationApproval, TestProtocol};
use findings::IssueAnswer;
use hooks::WebHook;
use kernel::{CustomField, Id, Language, Record, Result, Subject};
use organisation::{
    Absence, Because, Employment, Forum, OffboardingStep, Organisation, Person, Reorganisation,
    RoleAssignment, Sharing, Site, Unit, people, subject_names,
};
use plans::{Beginning, Said};
use policy::Pack;
use register::{Document, ManagedObject, System};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use storage::{AuditEvent, Read};
use views::SavedView;
use web::RecordWords;
use web::components::{HistoryEntry, SelectOption};

/// A kind of record that events are about.
pub(super) struct Kind {
    pub name: &'static str,
    /// Begins the keys of its fields' texts.
    record: &'static str,
    /// Where its records have their pages.
    pages: Option<&'static str>,
    told: fn(&RecordWords, Language, &[AuditEvent]) -> Vec<HistoryEntry>,
}

const fn kind<N: Record>(name: &'static str, record: &'static str, pages: Option<&'static str>) -> Kind {
    Kind { name, record, pages, told: |words, language, events| words.history::<N>(language, events) }
}

/// The kinds of record, in the order in which the log's filter offers them.
pub(super) const KINDS: &[Kind] = &[
    kind::<System>("system", "system", Some("/system")),
    kind::<ManagedObject>("object", "managed-object", Some("/objekt")),
    kind::<Document>("document", "document", Some("/dokument")),
    kind::<Agreement>("agreement", "agreement", Some("/avtal")),
    kind::<agreements::Licence>("licence", "licence", Some("/licenser")),
    kind::<Beginning>("plan", "plan", Some("/planer")),
    kind::<Said>("suggestion", "suggestion", Some("/forslag")),
    kind::<TestProtocol>("test_protocol", "test-protocol", Some("/test")),
    kind::<OperationApproval>("operation_approval", "operation-approval", Some("/driftgodkannanden")),
    kind::<duties::Said>("duty_statement", "duty-statement", Some("/ansvar")),
    kind::<Organisation>("organisation", "organisation", Some("/administration/organisationer")),
    kind::<Unit>("unit", "unit", Some("/administration/enheter")),
    kind::<Site>("site", "site", Some("/administration/verksamhetsstallen")),
    kind::<Reorganisation>("reorganisation", "reorganisation", Some("/organisation/omorganisation")),
    kind::<Forum>("forum", "forum", Some("/grupper")),
    kind::<Sharing>("sharing", "sharing", Some("/administration/delning")),
    kind::<Person>("person", "person", Some("/administration/personer")),
    kind::<Employment>("employment", "employment", None),
    kind::<Absence>("absence", "absence", None),
    kind::<OffboardingStep>("offboarding_step", "offboarding-step", None),
    kind::<RoleAssignment>("role_assignment", "role-assignment", Some("/uppdrag")),
    kind::<Because>("change_notice", "change-notice", Some("/system/andringsmeddelanden")),
    kind::<Because>("bulk_change", "bulk-change", Some("/andringar-i-grupp")),
    // Their fields have no table: changes are told by their names.
    kind::<Because>("policy_pack", "policy-pack", None),
    kind::<IssueAnswer>("issue_answer", "issue-answer", None),
    kind::<Because>("mail", "mail", None),
    kind::<SavedView>("saved_view", "saved-view", Some(web::VIEWS_PATH)),
    kind::<Because>("import", "import", Some("/system/importera")),
    kind::<WebHook>("web_hook", "web-hook", Some("/administration/webhookar")),
    kind::<Because>("web_hook_delivery", "hook-delivery", Some("/administration/webhookar/leveranser")),
    kind::<Definition>("custom_field", "custom-field", Some(super::custom_fields::PATH)),
];

/// Records of another kind are told as what they are.
const PLAIN: Kind = kind::<Because>("", "audit", None);

/// What the log's filter of actions offers; a test compares it with the words that there are.
pub(crate) const ACTIONS: &[&str] = &[
    "custom_field.added",
    "custom_field.changed",
    "custom_field.retired",
    "custom_field.restored",
    "system.registered",
    "system.changed",
    "system.stepped",
    "system.uses_set",
    "system.confirmed",
    "change_notice.sent",
    "change_notice.sent_again",
    "change_notice.sent_back",
    "change_notice.taken_over",
    "change_notice.withdrawn",
    "bulk_change.planned",
    "bulk_change.carried_out",
    "bulk_change.undone",
    "bulk_change.stopped",
    "system.reorganised",
    "object.registered",
    "object.changed",
    "object.systems_set",
    "object.reorganised",
    "document.registered",
    "document.changed",
    "document.withdrawn",
    "agreement.registered",
    "agreement.changed",
    "agreement.terminated",
    "agreement.renewed",
    "agreement.approved",
    "agreement.signed",
    "licence.registered",
    "licence.changed",
    "licence.reorganised",
    "agreement.reorganised",
    "document.confirmed",
    "document.decided",
    "plan.started",
    "plan.section_saved",
    "plan.sent_for_review",
    "plan.taken_back",
    "plan.proposed",
    "plan.returned",
    "plan.decided",
    "plan.version_opened",
    "plan.consulted",
    "plan_row.added",
    "plan_row.adjusted",
    "plan_row.changed",
    "plan_row.moved",
    "plan_row.prioritised",
    "plan_row.removed",
    "plan.commented",
    "plan.comment_answered",
    "plan.comment_settled",
    "suggestion.made",
    "suggestion.changed",
    "suggestion.weighed",
    "suggestion.joined",
    "suggestion.planned",
    "suggestion.done",
    "suggestion.declined",
    "suggestion.withdrawn",
    "suggestion.reopened",
    "test_protocol.written",
    "test_protocol.changed",
    "test_protocol.distributed",
    "test_protocol.acknowledged",
    "test_protocol.withdrawn",
    "operation_approval.given",
    "operation_approval.revoked",
    "duty_statement.made",
    "duty_statement.changed",
    "duty_statement.reviewed",
    "duty_statement.copied",
    "duty_statement.withdrawn",
    "file.added",
    "file.edition_added",
    "file.withdrawn",
    "file.disposed",
    "file.infected",
    "role_assignment.created",
    "role_assignment.changed",
    "role_assignment.deputy_set",
    "role_assignment.ended",
    "role_assignment.withdrawn",
    "role_assignment.handed_over",
    "role_assignment.taken_over",
    "role_assignment.confirmed",
    "role_assignment.declined",
    "role_assignment.confirmation_noted",
    "role_assignment.decline_noted",
    "finding.waived",
    "finding.waiver_ended",
    "person.created",
    "person.changed",
    "employment.created",
    "employment.changed",
    "absence.created",
    "absence.ended",
    "offboarding_step.done",
    "offboarding_step.taken_back",
    "organisation.created",
    "organisation.changed",
    "reorganisation.created",
    "reorganisation.changed",
    "reorganisation.steps_changed",
    "reorganisation.decided",
    "reorganisation.withdrawn",
    "reorganisation.carried_out",
    "reorganisation.stopped",
    "forum.created",
    "forum.changed",
    "forum.members_changed",
    "forum.closed",
    "sharing.decided",
    "sharing.changed",
    "sharing.ended",
    "unit.created",
    "unit.changed",
    "site.created",
    "site.changed",
    "import.begun",
    "saved_view.added",
    "saved_view.changed",
    "saved_view.removed",
    "saved_view.start_chosen",
    "saved_view.mailing_ordered",
    "saved_view.mailing_ended",
    "mail.held",
    "mail.sent_again",
    "mail_choice.changed",
    "web_hook.added",
    "web_hook.changed",
    "web_hook.removed",
    "web_hook.secret_made",
    "web_hook.switched_off",
    "web_hook.tried",
    "web_hook_delivery.held",
    "web_hook_delivery.sent_again",
    "policy_pack.adopted",
    "issue_answer.given",
    "issue_answer.changed",
    "audit.content_erased",
];

/// What the ids and words of some events are called.
pub(super) struct Words {
    names: BTreeMap<Id, String>,
    role_titles: Vec<SelectOption>,
    body_titles: Vec<SelectOption>,
    document_titles: Vec<SelectOption>,
    /// The fields that the federation has added, by kind of record.
    custom: BTreeMap<&'static str, Arc<[CustomField]>>,
}

impl Words {
    /// Asks for the names of all that the events are about and point at, as sets.
    pub(super) fn of(read: &Read, pack: &Pack, language: Language, events: &[AuditEvent]) -> Result<Self> {
        let mut ids: BTreeSet<Id> = events.iter().filter_map(|event| event.subject_id).collect();
        events.iter().filter_map(|event| event.content.as_ref()).for_each(|json| gather(json, &mut ids));
        let ids: Vec<Id> = ids.into_iter().collect();
        let mut names: BTreeMap<Id, String> =
            people(read, &ids)?.into_iter().map(|person| (person.id, person.name)).collect();
        for kind in [register::SYSTEM, register::OBJECT, organisation::ORGANISATION] {
            let subjects: Vec<Subject> = ids.iter().map(|id| Subject::new(kind, *id)).collect();
            let named = subject_names(read, &subjects)?;
            names.extend(named.into_iter().map(|(subject, (name, _))| (subject.id, name)));
        }
        let option = |id: &str, title: kernel::LocalText| SelectOption::new(id, title.in_language(language));
        let fields = |kind: &Kind| Ok((kind.name, fields_of(read, kind.name)?));
        Ok(Self {
            custom: KINDS.iter().map(fields).collect::<Result<_>>()?,
            names,
            role_titles: pack.roles.iter().map(|role| option(&role.id, role.title.text())).collect(),
            body_titles: pack.bodies.iter().map(|body| option(&body.id, body.title.text())).collect(),
            document_titles: pack.documents.iter().map(|one| option(&one.id, one.title.text())).collect(),
        })
    }

    /// What an event tells, with its changes field by field.
    pub(super) fn told(&self, language: Language, event: &AuditEvent) -> Option<HistoryEntry> {
        let kind = kind_of(event);
        let record = kind.map_or(PLAIN.record, |kind| kind.record);
        let words = RecordWords::of(record)
            .options("role", self.role_titles.clone())
            .options("roles", self.role_titles.clone())
            .options("chair", self.role_titles.clone())
            .options("convener", self.role_titles.clone())
            .options("body", self.body_titles.clone())
            .options("document_type", self.document_titles.clone())
            .leading("bulk_change", "/andringar-i-grupp");
        let custom = kind.and_then(|kind| self.custom.get(kind.name));
        let words = custom.map_or(words.clone(), |fields| words.custom(language, fields));
        let mut named = event.clone();
        if let Some(content) = &mut named.content {
            self.name_ids(content);
        }
        let told = kind.map_or(PLAIN.told, |kind| kind.told);
        told(&words, language, std::slice::from_ref(&named)).pop()
    }

    /// What the record of an event is called; a name that the event itself tells where nothing else does.
    pub(super) fn record(&self, event: &AuditEvent) -> Option<String> {
        let known = event.subject_id.and_then(|id| self.names.get(&id)).cloned();
        let own = || {
            let sides = event.content.as_ref()?.get("changes")?.get("name")?.as_array()?;
            sides.iter().rev().find_map(Json::as_str).map(str::to_owned)
        };
        known.or_else(own)
    }

    fn name_ids(&self, json: &mut Json) {
        match json {
            Json::String(text) => {
                if let Some(name) = text.parse().ok().and_then(|id: Id| self.names.get(&id)) {
                    text.clone_from(name);
                }
            }
            Json::Array(items) => items.iter_mut().for_each(|item| self.name_ids(item)),
            Json::Object(fields) => fields.values_mut().for_each(|field| self.name_ids(field)),
            _ => {}
        }
    }
}

fn gather(json: &Json, ids: &mut BTreeSet<Id>) {
    match json {
        Json::String(text) => ids.extend(text.parse::<Id>().ok()),
        Json::Array(items) => items.iter().for_each(|item| gather(item, ids)),
        Json::Object(fields) => fields.values().for_each(|field| gather(field, ids)),
        _ => {}
    }
}

fn kind_of(event: &AuditEvent) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == event.subject_kind)
}

/// The page of the record that an event is about, where it has one.
pub(super) fn page_of(event: &AuditEvent) -> Option<String> {
    let id = event.subject_id?;
    kind_of(event)?.pages.map(|pages| format!("{pages}/{id}"))
}

/// The key of the words of a kind of record.
pub(super) fn key_of_kind(name: &str) -> String {
    format!("audit-kind-{}", name.replace('_', "-"))
}

/// The key of the words of an action.
pub(super) fn key_of_action(name: &str) -> String {
    format!("action-{}", name.replace(['.', '_'], "-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What happens to the installation itself stands in its own log.
    const OF_THE_INSTALLATION: &[&str] = &["action-federation-", "action-account-", "action-token-"];

    #[test]
    fn every_action_that_has_words_is_offered_by_the_filter_or_happens_to_the_installation() {
        let offered: BTreeSet<String> = ACTIONS.iter().map(|action| key_of_action(action)).collect();
        let is_known = |key: &str| {
            offered.contains(key) || OF_THE_INSTALLATION.iter().any(|beginning| key.starts_with(beginning))
        };
        let unknown: Vec<&str> = texts::keys(Language::Swedish)
            .filter(|key| key.starts_with("action-") && !is_known(key))
            .collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }

    #[test]
    fn every_kind_and_every_action_that_the_log_is_filtered_by_has_words() {
        for language in [Language::Swedish, Language::English] {
            for key in KINDS.iter().map(|kind| key_of_kind(kind.name)) {
                assert!(texts::has(language, &key), "{key}");
            }
            for key in ACTIONS.iter().map(|action| key_of_action(action)) {
                assert!(texts::has(language, &key), "{key}");
            }
        }
    }
}
