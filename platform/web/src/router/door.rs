//! Who gets past the door, and whether a form comes from our own page.

use super::resend::resend_secret;
use super::visitor::{Visitor, not_signed_in};
use crate::components::Address;
use crate::error_answer::Trouble;
use crate::route::{Access, Method};
use crate::session::{account_of_form, is_csrf};
use crate::sign_in::{NEXT_PARAMETER, SIGN_IN_PATH};
use crate::visit::{Body, Visit};
use axum::http::{HeaderName, StatusCode, header};

/// A form that arrives after its session ended is kept, to be sent again when one has signed in anew.
pub(super) const SESSION_ENDED: &str = "session-ended";
/// What one has written is not sent by another who has signed in since.
pub(super) const OTHER_ACCOUNT: &str = "other-account";
/// A form that does not prove that it is ours.
pub(super) const NO_PROOF: &str = "csrf";

/// # Errors
/// What is answered to somebody who may not come in.
pub(super) fn let_in(access: Access, visitor: &Visitor, visit: &Visit) -> Result<(), Trouble> {
    match access {
        Access::Public => Ok(()),
        _ if !visitor.is_known() && visit.is_api() => Err(not_signed_in()),
        _ if !visitor.is_known() && matches!(visit.body, Body::Form(_)) && is_from_own_site(visit) => {
            Err(Trouble::new(StatusCode::UNAUTHORIZED, SESSION_ENDED))
        }
        _ if !visitor.is_known() => Err(to_sign_in(visit)),
        Access::SignedIn => Ok(()),
        Access::Needs(permission) if visit.permissions.contains(permission.name()) => Ok(()),
        Access::Needs(permission) => Err(Trouble::refused().saying(access::refusal(permission))),
    }
}

/// Pages lead to the sign-in and back again; a part of a page has to take the whole page there.
fn to_sign_in(visit: &Visit) -> Trouble {
    let to = Address::new(SIGN_IN_PATH).with(NEXT_PARAMETER, visit.address().href()).href();
    if visit.headers.contains_key("hx-request") {
        return not_signed_in().with_header(HeaderName::from_static("hx-redirect"), to);
    }
    Trouble::new(StatusCode::SEE_OTHER, "not-signed-in").with_header(header::LOCATION, to)
}

/// What changes something must come from a page that we gave to this session. A token needs no such proof:
/// no browser sends it by itself. Signing in has no session yet; there it is enough that our own site sends it.
///
/// # Errors
/// When another site sends it, or the proof is missing or belongs to another session.
pub(super) fn check_form(visitor: &Visitor, visit: &Visit) -> Result<(), Trouble> {
    if visit.method == Method::Get || visitor.is_script() {
        return Ok(());
    }
    if !is_from_own_site(visit) {
        return Err(Trouble::new(StatusCode::FORBIDDEN, "cross-site"));
    }
    let Some(secret) = visitor.csrf().filter(|_| visit.path != SIGN_IN_PATH) else { return Ok(()) };
    let sent = sent_csrf(visit).unwrap_or_default();
    let own = visit.session.as_ref().map(|session| session.account.to_string());
    let proves = |secret: &str| is_csrf(sent, secret);
    if proves(secret) {
        Ok(())
    } else if account_of_form(sent).is_some_and(|account| Some(account) != own.as_deref()) {
        Err(Trouble::new(StatusCode::FORBIDDEN, OTHER_ACCOUNT))
    } else if account_of_form(sent) == own.as_deref() && resend_secret(visit).is_some_and(proves) {
        Ok(())
    } else {
        Err(Trouble::new(StatusCode::FORBIDDEN, NO_PROOF))
    }
}

/// What a form carries to prove that it is ours.
pub(super) fn sent_csrf(visit: &Visit) -> Option<&str> {
    let in_form = if let Body::Form(form) = &visit.body { form.get("csrf") } else { None };
    visit.header("x-csrf-token").or(in_form)
}

/// As the browser itself tells. What tells nothing is no browser of today, and carries no cookie unasked.
pub(super) fn is_from_own_site(visit: &Visit) -> bool {
    match (visit.header("sec-fetch-site"), visit.header("origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => {
            let authority = |address: &str| {
                address.split_once("://").map(|(_, rest)| rest.trim_end_matches('/').to_owned())
            };
            let from = authority(origin);
            from.is_some()
                && (from.as_deref() == visit.header("host") || from == authority(&visit.web.site.public_url))
        }
        (None, None) => true,
    }
}
