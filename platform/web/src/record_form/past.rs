//! The history of a record on its page: its newest events, and the way to those before them.

use super::RecordWords;
use crate::components::{HistoryEntry, history};
use crate::visit::Visit;
use kernel::{Record, Result, Subject};
use maud::{Markup, html};
use storage::{EventPage, Read, history_of};

/// Events that are shown at once.
const EVENTS: usize = 100;
/// The parameter that names the event before which the shown ones lie.
const BEFORE: &str = "fore";

impl HistoryEntry {
    /// What it leads to is seen as of the day that the visitor looks back to.
    #[must_use]
    pub fn keeping_day(mut self, visit: &Visit) -> Self {
        if let Some(href) = self.because.as_mut().and_then(|because| because.href.as_mut()) {
            *href = visit.keeping_day(&*href);
        }
        self
    }
}

impl RecordWords {
    /// A page of the history of a record. Whether the visitor may read it, the caller asks.
    ///
    /// # Errors
    /// When the database fails.
    pub fn history_section<N: Record>(
        &self,
        visit: &Visit,
        read: &Read,
        subject: &Subject,
    ) -> Result<Markup> {
        let asked: Option<i64> = visit.query(BEFORE).and_then(|text| text.parse().ok());
        let before = asked.unwrap_or(i64::MAX);
        // One more tells whether there are older ones.
        let limit = i64::try_from(EVENTS).unwrap_or(i64::MAX).saturating_add(1);
        let mut events = history_of(read, subject, EventPage { before, limit })?;
        let has_older = events.len() > EVENTS;
        events.truncate(EVENTS);
        let oldest = events.last().map(|event| event.sequence).filter(|_| has_older);
        let words = self.naming_what_is_in(read, &events)?;
        let here = visit.address().without(BEFORE);
        let entries = words.history::<N>(visit.language(), &events);
        let entries: Vec<HistoryEntry> = entries.into_iter().map(|entry| entry.keeping_day(visit)).collect();
        Ok(html! {
            (history(visit.language(), &entries))
            @if asked.is_some() || oldest.is_some() {
                nav class="row-of" aria-label=(visit.text("history-pages")) {
                    @if asked.is_some() { a href=(here.href()) { (visit.text("history-newest")) } }
                    @if let Some(oldest) = oldest {
                        a href=(here.with(BEFORE, oldest.to_string()).href()) { (visit.text("history-older")) }
                    }
                }
            }
        })
    }
}
