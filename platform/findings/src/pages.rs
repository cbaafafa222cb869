//! A finding as pages show it: what is demanded, why, who answers, and the link that mends it.

use crate::evaluate::{Evaluated, title_of_about};
use crate::finding::Finding;
use crate::rulebook::Rulebook;
use kernel::{Outcome, Strength};
use policy::{Mend, Pack};
use web::Visit;
use web::components::{self, Address, Clause, Link, Missing};

/// Where a clause is shown.
const CLAUSE_PATH: &str = "/riktlinje/";

/// A finding in the visitor's words. What mends it or lets it pass is offered only for today: the past cannot be mended.
#[must_use]
pub fn shown(visit: &Visit, pack: &Pack, finding: &Finding, may_waive: bool) -> components::Finding {
    let language = visit.language();
    let responsible: Vec<&str> =
        finding.responsible.iter().map(|who| who.title.in_language(language)).collect();
    let is_today = matches!(visit.as_of(), Ok(None));
    components::Finding {
        demand: title_of_about(pack, &finding.subject.kind, &finding.about).in_language(language).to_owned(),
        outcome: finding.outcome,
        reason: Some(finding.reason.in_language(language).to_owned()),
        responsible: (!responsible.is_empty()).then(|| responsible.join(", ")),
        mend: if is_today { mend_link(visit, pack, finding) } else { None },
        waive: if is_today && may_waive { waive_link(visit, finding) } else { None },
        clauses: clauses_shown(visit, pack, &finding.clauses, finding.strength),
    }
}

/// The strip on top of a record: what is missing, and how much is demanded in all.
#[must_use]
pub fn missing(visit: &Visit, pack: &Pack, evaluated: &Evaluated, all: Option<Link>) -> Missing {
    let open = evaluated.findings.iter().filter(|finding| finding.is_open() || finding.is_coming_vacancy());
    let is_demanded =
        |finding: &&Finding| finding.strength == Strength::Must && finding.outcome != Outcome::NotApplicable;
    Missing {
        findings: open.map(|finding| shown(visit, pack, finding, evaluated.may_waive)).collect(),
        demands: i64::try_from(evaluated.findings.iter().filter(is_demanded).count()).unwrap_or(i64::MAX),
        all,
    }
}

/// The clauses that a demand comes from.
#[must_use]
pub fn clauses_shown(visit: &Visit, pack: &Pack, ids: &[String], strength: Strength) -> Vec<Clause> {
    let language = visit.language();
    ids.iter()
        .filter_map(|id| pack.clause(id))
        .map(|clause| Clause {
            id: clause.id.clone(),
            text: clause.text.in_language(language).to_owned(),
            section: clause.section.clone(),
            document: pack.source.title.in_language(language).to_owned(),
            pack: format!("{} {}", pack.name.in_language(language), pack.version),
            strength,
            href: Some(format!("{CLAUSE_PATH}{}", clause.id)),
        })
        .collect()
}

/// The page that mends a finding, and comes back here.
#[must_use]
pub fn mend_link(visit: &Visit, pack: &Pack, finding: &Finding) -> Option<Link> {
    let language = visit.language();
    let with_subject = |path: &str| {
        Address::new(path)
            .with("subject_kind", &finding.subject.kind)
            .with("subject", finding.subject.id.to_string())
            .with("back", visit.path.as_str())
    };
    let document = |id: &str| pack.document(id).map(|document| document.title.text());
    let (address, key, name) = match &finding.mend {
        Mend::AssignRole { role } => {
            let title = pack.role(role).map(|role| role.title.text());
            (with_subject("/uppdrag/nytt").with("role", role), "mend-assign", title)
        }
        Mend::EndAssignment { .. } => (record_page(visit, finding, "personer"), "mend-end-assignment", None),
        Mend::RegisterDocument { document_type } => (
            with_subject("/dokument/nytt").with("type", document_type),
            "mend-register-document",
            document(document_type),
        ),
        Mend::NameDocumentOwner { document_type } => {
            (record_page(visit, finding, "dokument"), "mend-name-owner", document(document_type))
        }
        Mend::ReviewDocument { document_type } => {
            (record_page(visit, finding, "dokument"), "mend-review", document(document_type))
        }
        Mend::DecidePlan { document_type } => {
            (record_page(visit, finding, "dokument"), "mend-decide-plan", document(document_type))
        }
        Mend::FillField { field } => {
            let rulebook = visit.web.db.attached::<Rulebook>().ok()?;
            let (page, key) = rulebook.mended_at(&finding.subject, field)?;
            return Some(Link::new(page, visit.text(key)));
        }
        Mend::CompareRecords { .. } => (Address::new("/system"), "mend-compare", None),
        Mend::ReviewGuideline => (Address::new("/administration/regelpaket"), "mend-review-guideline", None),
        Mend::Nothing => return None,
    };
    let text = match name {
        Some(name) => texts::format(language, key, &[("name", name.into())]),
        None => texts::text(language, key),
    };
    Some(Link::new(address.href(), text))
}

/// The page that lets an open demand pass, or ends the waiver that does.
fn waive_link(visit: &Visit, finding: &Finding) -> Option<Link> {
    let (path, key) = match finding.outcome {
        Outcome::Waived => ("/undantag/avsluta", "waive-end"),
        Outcome::Breached | Outcome::Unknown => ("/undantag/nytt", "waive-grant"),
        Outcome::Met | Outcome::NotApplicable => return None,
    };
    let address = Address::new(path)
        .with("subject_kind", &finding.subject.kind)
        .with("subject", finding.subject.id.to_string())
        .with("rule", &finding.rule);
    Some(Link::new(address.href(), visit.text(key)))
}

/// The page of the finding's record.
fn record_path(visit: &Visit, finding: &Finding) -> Option<String> {
    visit.web.db.attached::<Rulebook>().ok().map(|rulebook| rulebook.address(&finding.subject))
}

fn record_page(visit: &Visit, finding: &Finding, tab: &str) -> Address {
    let path = record_path(visit, finding);
    Address::new(path.unwrap_or_else(|| "/".to_owned())).with("flik", tab)
}
