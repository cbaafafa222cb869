//! Long work: how far it is, what is left. The page asks again by itself; without scripts one loads it anew.

use kernel::{Arg, Language};
use maud::{Markup, html};

pub struct Progress {
    /// What is being done: *Importerar system*.
    pub title: String,
    pub done: i64,
    /// Absent while nobody knows.
    pub total: Option<i64>,
    /// The page that this stands on; it has an address, so one can leave and come back.
    pub href: String,
    pub is_finished: bool,
}

#[must_use]
pub fn progress(language: Language, work: &Progress) -> Markup {
    let key = if work.total.is_some() { "progress-of" } else { "progress-so-far" };
    let args = [("done", Arg::Number(work.done)), ("total", Arg::Number(work.total.unwrap_or_default()))];
    let asks_again = (!work.is_finished).then_some(work.href.as_str());
    html! {
        section id="progress" class="stack" hx-get=[asks_again] hx-trigger=[asks_again.map(|_| "every 2s")]
            hx-target="#progress" hx-select="#progress" hx-swap="outerHTML" {
            h2 { (work.title) }
            progress aria-label=(work.title) max=[work.total] value=[work.total.map(|_| work.done)] {}
            p role="status" class="number" { (texts::format(language, key, &args)) }
            @if !work.is_finished {
                p { (texts::text(language, "progress-may-leave")) " " a href=(work.href) { (texts::text(language, "progress-look-again")) } }
            }
        }
    }
}
