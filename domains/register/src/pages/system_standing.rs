//! What stands on a system's page beside its fields: changes that were told of and wait, and whether the record is
//! confirmed.

use super::confirm_list::confirmation_status;
use super::confirm_page::last_told;
use super::notice_forms::notice_href;
use super::notice_list::state_status;
use crate::change_notice::ChangeNotice;
use crate::confirmation::{
    Confirmation, Confirmed, Terms, compute_confirmed, compute_fingerprint, is_confirmed_in,
};
use crate::system::System;
use crate::{EDIT, PROPOSE, READ_ROLES, store};
use access::Allowed;
use kernel::Result;
use maud::{Markup, html};
use policy::Pack;
use storage::Read;
use web::Visit;
use web::components::{Fact, FactValue, Link, Panel, PanelRow, facts, panels};

/// What waits at a system, and how its confirmation stands.
pub(super) struct Standing {
    /// Told of by somebody, and not settled; only for who may settle or send them.
    notices: Vec<ChangeNotice>,
    /// Absent where nobody is asked: before the system is bought and when it is gone.
    confirmed: Option<(Confirmed, Option<Confirmation>)>,
    may_confirm: bool,
}

impl Standing {
    pub fn of(
        read: &Read,
        pack: &Pack,
        system: &System,
        (allowed, may_confirm): (&Allowed, bool),
    ) -> Result<Self> {
        let may_see_notices = allowed.may(EDIT) || allowed.may(PROPOSE);
        let notices =
            if may_see_notices { store::unsettled_notices_of(read, system.id)? } else { Vec::new() };
        let confirmed = if is_confirmed_in(system.lifecycle_state) {
            let last = store::confirmations_of(read, &[system.id])?.remove(&system.id);
            let fingerprint = compute_fingerprint(system);
            let confirmed = compute_confirmed(last.as_ref(), &fingerprint, Terms::of(pack), read.today());
            // Who confirmed it is one of those who answer for it.
            Some((confirmed, last.filter(|_| allowed.may(READ_ROLES))))
        } else {
            None
        };
        Ok(Self { notices, confirmed, may_confirm: may_confirm && read.as_of().is_none() })
    }

    pub fn draw(&self, visit: &Visit, system: &System) -> Markup {
        html! {
            @if !self.notices.is_empty() { (panels(&[self.waiting(visit)])) }
            @if let Some((confirmed, last)) = &self.confirmed {
                (facts(visit.language(), &self.told(visit, system, (confirmed, last.as_ref()))))
            }
        }
    }

    fn waiting(&self, visit: &Visit) -> Panel {
        let row = |notice: &ChangeNotice| PanelRow {
            link: Link::new(visit.keeping_day(notice_href(notice.id)), &notice.sent_by_name),
            note: Some(texts::instant(notice.sent_at)),
            status: Some(state_status(visit, notice.state)),
        };
        Panel {
            title: visit.text("notices-of-system"),
            rows: self.notices.iter().map(row).collect(),
            all: None,
            nothing: String::new(),
        }
    }

    fn told(
        &self,
        visit: &Visit,
        system: &System,
        (confirmed, last): (&Confirmed, Option<&Confirmation>),
    ) -> Vec<Fact> {
        let status = FactValue::Status(confirmation_status(visit, confirmed.state));
        let mut rows = vec![Fact::new(visit.text("confirmation-state"), status)];
        rows.extend(last.map(|last| Fact::text(visit.text("confirm-last"), last_told(visit, last))));
        if self.may_confirm {
            let page = Link::new(format!("/system/{}/bekrafta", system.id), visit.text("mend-confirm"));
            rows.push(Fact::new(visit.text("confirm-panel"), FactValue::Link(page)));
        }
        rows
    }
}
