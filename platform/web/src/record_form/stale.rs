//! Somebody else saved the record while this form was open: what both changed stands side by side, and the user chooses.
//! What only the other changed is taken over; nobody is asked about a field that they did not touch.

use super::{RecordForm, is_same};
use crate::components::{Conflict, ConflictField, conflict};
use crate::visit::Visit;
use kernel::{FieldKind, FieldValue, Instant, Objection, ObjectionKind, Record, Result, Subject};
use maud::Markup;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use storage::{AuditEvent, EventPage, history_of};

/// Whether what is wrong is that somebody else was faster.
#[must_use]
pub fn is_stale(objections: &[Objection]) -> bool {
    objections.iter().any(|objection| objection.kind == ObjectionKind::Stale)
}

/// What others did since the form was filled.
struct Since {
    by: String,
    at: Instant,
    /// What stood at each field that they changed when the form was filled.
    before: BTreeMap<String, FieldValue>,
}

impl<N: Record> RecordForm<'_, N> {
    /// The page of a stale edit. The form's own record is the user's version; `stored` is the one in the database now.
    ///
    /// # Errors
    /// When the database fails.
    pub fn conflict(&self, subject: &Subject, stored: &N, stored_revision: i64) -> Result<Markup> {
        let read_at = super::sent_revision(self.visit).or(self.revision).unwrap_or(stored_revision);
        let steps = (stored_revision - read_at).clamp(1, 100);
        let events = self.visit.read(|read| history_of(read, subject, EventPage::newest(200)))?;
        let since = since(&events, steps);
        let (mut fields, mut theirs) = (Vec::new(), Vec::new());
        for (name, kind, yours, saved) in both_sides(&self.record, stored) {
            if is_same(&yours, &saved) {
                continue;
            }
            if since.before.get(&name).is_some_and(|before| is_same(before, &yours)) {
                theirs.push((format!("choice.{name}"), "theirs".to_owned()));
                continue;
            }
            let language = self.visit.language();
            let words = |value| self.words.shown_value(language, (&name, kind), value);
            fields.push(ConflictField {
                label: self.words.label(language, &name),
                theirs: words(&saved),
                yours: words(&yours),
                name,
            });
        }
        let page = Conflict {
            action: self.action.clone(),
            csrf: self.visit.csrf().to_owned(),
            revision: stored_revision.to_string(),
            changed_by: since.by,
            changed_at: since.at,
            fields,
            sent: sent_again(self.visit).into_iter().chain(theirs).collect(),
            cancel: self.cancel.clone(),
        };
        Ok(conflict(self.visit.language(), &page))
    }
}

/// What the user wrote and what is stored, at each field of the record and at each that was added.
fn both_sides<N: Record>(yours: &N, stored: &N) -> Vec<(String, FieldKind, FieldValue, FieldValue)> {
    let own = N::FIELDS
        .iter()
        .map(|field| (field.name.to_owned(), field.kind, (field.read)(yours), (field.read)(stored)));
    let both = yours.custom().zip(stored.custom());
    let custom = both.into_iter().flat_map(|(yours, stored)| {
        stored.fields().iter().map(|field| {
            let name = &field.name;
            (name.clone(), field.kind, yours.value(name).clone(), stored.value(name).clone())
        })
    });
    own.chain(custom).collect()
}

/// All that the user sent, but for what the form gets anew.
fn sent_again(visit: &Visit) -> Vec<(String, String)> {
    let pairs = visit.form().map(|form| form.pairs.clone()).unwrap_or_default();
    let is_new = |name: &str| matches!(name, "csrf" | "revision") || name.starts_with("choice.");
    pairs.into_iter().filter(|(name, _)| !is_new(name)).collect()
}

/// The newest events that changed fields, as many as there were revisions; they come newest first.
fn since(events: &[AuditEvent], steps: i64) -> Since {
    let mut since = Since {
        by: events.first().map_or(String::new(), |event| event.actor.clone()),
        at: events.first().map_or(Instant::from_micros(0), |event| event.at),
        before: BTreeMap::new(),
    };
    let changes = events.iter().filter_map(|event| event.content.as_ref()?.get("changes")?.as_object());
    for change in changes.take(usize::try_from(steps).unwrap_or(1)) {
        for (name, sides) in change {
            let before = sides.get(0).cloned().unwrap_or(Json::Null);
            // The oldest of them tells what stood there first.
            since.before.insert(name.clone(), serde_json::from_value(before).unwrap_or_default());
        }
    }
    since
}
