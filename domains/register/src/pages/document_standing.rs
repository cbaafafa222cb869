//! What stands on a document's page of its review: whether its owner has said that it holds, when it is looked over next, and
//! the button by which the owner says so.

use super::confirm_list::confirmation_status;
use super::confirm_page::last_told;
use super::document_page;
use crate::asked_documents::{contents_of, review_of};
use crate::confirm_documents::{ConfirmDocuments, confirm_documents, owned_among};
use crate::confirmation::{Confirmation, ConfirmationState, Given};
use crate::document::Document;
use crate::document_review::Review;
use crate::{CONFIRM_DOCUMENTS, READ_ROLES, store};
use access::Allowed;
use kernel::{Error, Objection, Result};
use maud::{Markup, html};
use policy::Pack;
use storage::Read;
use web::components::{Fact, FactValue, Form, form};
use web::{Answer, Visit, form_errors};

/// How the review of a document stands.
pub(super) struct DocumentStanding {
    review: Review,
    /// Absent for who does not see who answers for what.
    last: Option<Confirmation>,
    /// What the owner would say holds; None for everybody else, and where nobody is asked.
    content: Option<String>,
}

impl DocumentStanding {
    /// Nothing for a document that is withdrawn: nobody looks it over. The document is whole, whatever is shown of it.
    pub fn of(read: &Read, pack: &Pack, document: &Document, allowed: &Allowed) -> Result<Option<Self>> {
        if document.withdrawn.is_some() {
            return Ok(None);
        }
        let last = store::document_confirmations_of(read, &[document.id])?.remove(&document.id);
        let given = last.as_ref().map(|last| Given {
            on: last.on,
            is_changed: last.broken_on.is_some(),
            changed_on: last.broken_on,
        });
        let review = review_of(pack, document, given, read.today());
        let is_said_today =
            review.confirmed.state == ConfirmationState::Current && review.confirmed.on == Some(read.today());
        let may_say =
            read.as_of().is_none() && !is_said_today && access::may_anywhere(read, CONFIRM_DOCUMENTS)?;
        let is_mine = may_say && !owned_among(read, std::slice::from_ref(document))?.is_empty();
        let content = if is_mine {
            contents_of(read, std::slice::from_ref(document))?.remove(&document.id)
        } else {
            None
        };
        Ok(Some(Self { review, last: last.filter(|_| allowed.may(READ_ROLES)), content }))
    }

    /// Told where somebody has said something, or where a review is to come.
    pub fn facts(&self, visit: &Visit, document: &Document) -> Vec<Fact> {
        let mut rows = Vec::new();
        let state = self.review.confirmed.state;
        if state != ConfirmationState::Never || self.content.is_some() {
            let status = FactValue::Status(confirmation_status(visit, state));
            rows.push(Fact::new(visit.text("confirmation-state"), status));
        }
        rows.extend(
            self.last.as_ref().map(|last| Fact::text(visit.text("confirm-last"), last_told(visit, last))),
        );
        // A day that the document tells itself is not told twice.
        let due = self.review.asked_by().filter(|due| document.review_date != Some(*due));
        rows.extend(due.map(|due| Fact::text(visit.text("document-next-review"), texts::date(due))));
        rows
    }

    pub fn asking(&self, visit: &Visit, document: &Document, objections: &[Objection]) -> Markup {
        let Some(content) = &self.content else { return html! {} };
        let form_of_page = Form {
            action: format!("/dokument/{}/bekrafta", document.id),
            csrf: visit.csrf().to_owned(),
            revision: None,
            hidden: vec![("content", content.clone())],
            groups: Vec::new(),
            errors: form_errors(visit.language(), objections),
            save: visit.text("document-confirm-do"),
            cancel: None,
        };
        html! {
            section class="stack" {
                h2 { (visit.text("confirm-panel")) }
                p { (visit.text("document-confirm-text")) }
                (form(visit.language(), &form_of_page))
            }
        }
    }
}

/// Says that the document holds as it was shown.
pub(super) fn confirm(visit: &Visit) -> Result<Answer> {
    let id = visit.id("id")?;
    let seen = visit.form()?.get("content").unwrap_or_default().to_owned();
    let ask = ConfirmDocuments { documents: vec![(id, Some(seen))], together: false };
    match visit.write(move |tx| confirm_documents(tx, &ask)) {
        Ok(()) => Ok(Answer::see_other(format!("/dokument/{id}"), "document-confirm-done")),
        Err(Error::Rejected(objections)) => document_page::show(visit, &objections),
        Err(error) => Err(error),
    }
}
