//! Where a demand that is not met is put right: the page, and the words that lead there.

use crate::finding::Finding;
use crate::rulebook::Rulebook;
use kernel::{LocalText, Permission};
use policy::{Mend, Pack};
use web::Visit;
use web::components::{Address, Link};

/// The permission of the room in which plans are written.
const WRITE_PLANS: Permission = Permission("plans.write");

/// A page, the key of the words that lead there, and what they name.
type Way = (Address, &'static str, Option<LocalText>);

/// The page that mends a finding, and comes back here.
#[must_use]
pub fn mend_link(visit: &Visit, pack: &Pack, finding: &Finding) -> Option<Link> {
    let people = |key| (record_page(visit, finding, "personer"), key, None);
    let (address, key, name): Way = match &finding.mend {
        Mend::AssignRole { role } => {
            let title = pack.role(role).map(|role| role.title.text());
            (with_subject(visit, finding, "/uppdrag/nytt").with("role", role), "mend-assign", title)
        }
        Mend::EndAssignment { .. } => people("mend-end-assignment"),
        Mend::NameDeputy { .. } => people("mend-name-deputy"),
        Mend::FillField { field } => {
            let rulebook = visit.web.db.attached::<Rulebook>().ok()?;
            let (page, key) = rulebook.mended_at(&finding.subject, field)?;
            return Some(Link::new(page, visit.text(key)));
        }
        Mend::CompareRecords { .. } => (Address::new("/system"), "mend-compare", None),
        Mend::ReviewGuideline => (Address::new("/administration/regelpaket"), "mend-review-guideline", None),
        _ => way_to_document(visit, pack, finding).or_else(|| way_above(visit, finding))?,
    };
    let text = match name {
        Some(name) => texts::format(visit.language(), key, &[("name", name.into())]),
        None => visit.text(key),
    };
    Some(Link::new(address.href(), text))
}

fn way_to_document(visit: &Visit, pack: &Pack, finding: &Finding) -> Option<Way> {
    let (key, document_type) = match &finding.mend {
        Mend::RegisterDocument { document_type } => ("mend-register-document", document_type),
        Mend::NameDocumentOwner { document_type } => ("mend-name-owner", document_type),
        Mend::ReviewDocument { document_type } => ("mend-review", document_type),
        Mend::DecidePlan { document_type } => ("mend-decide-plan", document_type),
        Mend::MakeAvailable { document_type } => ("mend-make-available", document_type),
        _ => return None,
    };
    let (page, key) = match &finding.mend {
        Mend::RegisterDocument { .. } if is_written_here(visit, pack, finding, document_type) => {
            (with_subject(visit, finding, "/planer/ny"), "mend-write-plan")
        }
        Mend::RegisterDocument { .. } => {
            (with_subject(visit, finding, "/dokument/nytt").with("type", document_type), key)
        }
        _ => (record_page(visit, finding, "dokument"), key),
    };
    Some((page, key, pack.document(document_type).map(|document| document.title.text())))
}

/// Whether the visitor writes documents of a type here, by a kind of plan that the guideline has for such a record.
fn is_written_here(visit: &Visit, pack: &Pack, finding: &Finding, document_type: &str) -> bool {
    let is_kind = |kind: &policy::PlanKind| {
        kind.document == document_type && kind.subjects.contains(&finding.subject.kind)
    };
    pack.plan_kinds.iter().any(is_kind) && visit.may(WRITE_PLANS)
}

/// To the pages of rooms above the register: groups, what is said of duties, and agreements.
fn way_above(visit: &Visit, finding: &Finding) -> Option<Way> {
    let agreements = |key| {
        let system = finding.subject.id.to_string();
        (Address::new("/avtal").with("system", system), key, None)
    };
    Some(match &finding.mend {
        Mend::FormForum { body } => {
            (with_subject(visit, finding, "/grupper/ny").with("body", body), "mend-form-forum", None)
        }
        Mend::ChangeForum { body } => {
            (Address::new("/grupper").with("body", body), "mend-change-forum", None)
        }
        Mend::StateDuty { duty } => {
            (with_subject(visit, finding, "/ansvar/ny").with("duty", duty), "mend-state-duty", None)
        }
        Mend::ReviewStatement { duty } => {
            (with_subject(visit, finding, "/ansvar/ny").with("duty", duty), "mend-review-statement", None)
        }
        Mend::RegisterAgreement { kind } => {
            let page = Address::new("/avtal/nytt").with("kind", kind);
            let page = page.with("system", finding.subject.id.to_string()).with("back", visit.path.as_str());
            (page, "mend-register-agreement", None)
        }
        Mend::ApproveAgreement { .. } => agreements("mend-approve-agreement"),
        Mend::SignAgreement { .. } => agreements("mend-sign-agreement"),
        Mend::RenewAgreement { .. } => agreements("mend-renew-agreement"),
        _ => return None,
    })
}

fn with_subject(visit: &Visit, finding: &Finding, path: &str) -> Address {
    Address::new(path)
        .with("subject_kind", &finding.subject.kind)
        .with("subject", finding.subject.id.to_string())
        .with("back", visit.path.as_str())
}

/// The page of the finding's record.
fn record_page(visit: &Visit, finding: &Finding, tab: &str) -> Address {
    let rulebook = visit.web.db.attached::<Rulebook>().ok();
    let path = rulebook.map(|rulebook| rulebook.address(&finding.subject));
    Address::new(path.unwrap_or_else(|| "/".to_owned())).with("flik", tab)
}
