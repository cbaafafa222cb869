//! What stands right below a record's name: its kind, its state and the people who answer for it.

use super::facts::absent;
use super::link::link;
use super::{Link, Status, status};
use kernel::Language;
use maud::{Markup, html};

/// A role on the record; nobody in it is a vacancy, and shown as one.
pub struct Answerable {
    pub role: String,
    pub holders: Vec<Link>,
}

pub struct RecordHead {
    pub kind: String,
    pub status: Option<Status>,
    pub people: Vec<Answerable>,
}

#[must_use]
pub fn record_head(language: Language, head: &RecordHead) -> Markup {
    html! {
        div class="record-head" {
            span class="quiet" { (head.kind) }
            @if let Some(state) = &head.status { (status(state)) }
            @for one in &head.people {
                span {
                    span class="quiet" { (one.role) ": " }
                    @for (place, holder) in one.holders.iter().enumerate() { @if place > 0 { ", " } (link(holder)) }
                    @if one.holders.is_empty() { (absent(language)) }
                }
            }
        }
    }
}
