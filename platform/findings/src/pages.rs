//! A finding as pages show it: what is demanded, why, who answers, and the link that mends it.

use crate::evaluate::{Evaluated, title_of_about};
use crate::finding::Finding;
use crate::gathered::gathered_statements;
use crate::mends::mend_link;
use kernel::{Outcome, Strength};
use policy::{Mend, Pack};
use web::Visit;
use web::components::{self, Address, Clause, Gathered, Link, Missing};

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
        mended_by: None,
        waive: if is_today && may_waive { waive_link(visit, finding) } else { None },
        clauses: clauses_shown(visit, pack, &finding.clauses, finding.strength),
    }
}

/// The strip on top of a record: what is missing, and how much is demanded in all.
#[must_use]
pub fn missing(visit: &Visit, pack: &Pack, evaluated: &Evaluated, may_mend: MayMend<'_>) -> Missing {
    let open = evaluated.findings.iter().filter(|finding| finding.is_open() || finding.is_coming_vacancy());
    let (unknown, rest): (Vec<&Finding>, Vec<&Finding>) =
        open.partition(|finding| finding.outcome == Outcome::Unknown && unfilled(finding).is_some());
    let is_demanded =
        |finding: &&Finding| finding.strength == Strength::Must && finding.outcome != Outcome::NotApplicable;
    let shown = |finding: &Finding| offered(visit, pack, finding, (evaluated.may_waive, may_mend));
    let (together, rest) = gathered_statements(visit, rest, may_mend);
    let together = together.into_iter().map(|(text, mend, findings)| Gathered {
        findings: findings.into_iter().map(shown).collect(),
        text,
        mend,
    });
    Missing {
        findings: rest.into_iter().map(shown).collect(),
        gathered: together.collect(),
        fill: fill_links(visit, pack, &unknown, may_mend),
        undecided: unknown.into_iter().map(shown).collect(),
        demands: i64::try_from(evaluated.findings.iter().filter(is_demanded).count()).unwrap_or(i64::MAX),
        all: None,
    }
}

/// Whether the visitor may do what mends a demand on the record that is shown.
pub type MayMend<'m> = &'m dyn Fn(&Mend) -> bool;

/// A finding with the ways out that are open to the visitor: whether it may be let pass, and what may be mended.
#[must_use]
pub fn offered(
    visit: &Visit,
    pack: &Pack,
    finding: &Finding,
    (may_waive, may_mend): (bool, MayMend<'_>),
) -> components::Finding {
    let all = shown(visit, pack, finding, may_waive);
    components::Finding { mend: all.mend.filter(|_| may_mend(&finding.mend)), ..all }
}

/// The fact whose absence keeps a demand from being judged.
fn unfilled(finding: &Finding) -> Option<&str> {
    if let Mend::FillField { field } = &finding.mend { Some(field) } else { None }
}

/// What to fill in so that demands can be judged: one link for each fact, however many demands wait for it.
fn fill_links(visit: &Visit, pack: &Pack, unknown: &[&Finding], may_mend: MayMend<'_>) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for finding in unknown.iter().filter(|finding| may_mend(&finding.mend)) {
        let titles = pack.fact_titles.get(&finding.subject.kind);
        let title = unfilled(finding).and_then(|fact| titles?.get(fact));
        let page = mend_link(visit, pack, finding).filter(|_| matches!(visit.as_of(), Ok(None)));
        if let (Some(title), Some(page)) = (title, page)
            && links.iter().all(|link| link.href != page.href)
        {
            links.push(Link::new(page.href, title.in_language(visit.language())));
        }
    }
    links
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
            href: Some(visit.keeping_day(format!("{CLAUSE_PATH}{}", clause.id))),
        })
        .collect()
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
