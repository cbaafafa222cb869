//! What somebody typed outlives the error that met it: the page of the error carries the form along, unseen, with a button
//! that sends it once more. A session that has not begun yet cannot prove the form ours: a secret of the browser does.

use super::cookies::{cookie, set_cookie};
use super::door::{NO_PROOF, OTHER_ACCOUNT, SESSION_ENDED, sent_csrf};
use crate::accounts::new_secret;
use crate::session::{account_of_form, masked_csrf};
use crate::visit::{Body, Visit};
use maud::{Markup, html};

const RESEND_COOKIE: &str = "vidmakt_resend";
/// As long as somebody may take to sign in again.
const SECONDS: u32 = 3_600;

/// The secret by which this browser's forms without a session are known.
pub(super) fn resend_secret(visit: &Visit) -> Option<&str> {
    cookie(visit.header("cookie")?, RESEND_COOKIE).filter(|secret| !secret.is_empty())
}

/// Where a form was sent in vain, and the cookie that lets it in once its sender has signed in. A password is not carried
/// back.
pub(super) fn resend(visit: &Visit, trouble: &str) -> (Markup, Option<String>) {
    let Body::Form(form) = &visit.body else { return (html! {}, None) };
    let is_for_later = matches!(trouble, SESSION_ENDED | OTHER_ACCOUNT);
    let secret = is_for_later.then(|| resend_secret(visit).map_or_else(new_secret, str::to_owned));
    let account = sent_csrf(visit).and_then(account_of_form).unwrap_or_default();
    let csrf = match &secret {
        Some(secret) => masked_csrf(secret, account),
        None if trouble == NO_PROOF => visit.csrf().to_owned(),
        // It stays the form that was drawn: should it be saved already, it is known again.
        None => sent_csrf(visit).unwrap_or_else(|| visit.csrf()).to_owned(),
    };
    let is_secret = |name: &str| name == "csrf" || name.contains("password");
    let drawn = html! {
        form class="stack" method="post" action=(visit.address().href()) data-guard="unsaved" {
            p { (visit.text("error-resend-text")) }
            @if !form.files.is_empty() { p { (visit.text("error-resend-files")) } }
            input type="hidden" name="csrf" value=(csrf);
            @for (name, value) in form.pairs.iter().filter(|(name, _)| !is_secret(name)) {
                // In a hidden input a browser would drop the line breaks.
                textarea hidden name=(name) { "\n" (value) }
            }
            button class="ds-button" type="submit" { (visit.text("error-resend")) }
        }
    };
    (drawn, secret.map(|secret| set_cookie(&visit.web.site, RESEND_COOKIE, &secret, Some(SECONDS))))
}
