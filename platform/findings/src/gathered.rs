//! What is missing of what people say of their duties, gathered by who has the duties: one line instead of thirteen.

use crate::finding::Finding;
use crate::pages::MayMend;
use crate::rulebook::Rulebook;
use policy::About;
use web::Visit;
use web::components::Link;

/// The words of a line, the page that mends it, and the findings behind it.
type Line<'f> = (String, Option<Link>, Vec<&'f Finding>);

/// Takes out of some findings of one record those about statements of which somebody lacks several.
pub(crate) fn gathered_statements<'f>(
    visit: &Visit,
    findings: Vec<&'f Finding>,
    may_mend: MayMend<'_>,
) -> (Vec<Line<'f>>, Vec<&'f Finding>) {
    let mut lines: Vec<(String, Vec<&Finding>)> = Vec::new();
    let mut rest = Vec::new();
    for finding in findings {
        if !matches!(finding.about, About::Statement(_)) {
            rest.push(finding);
            continue;
        }
        let who = responsible_for(visit, finding);
        match lines.iter_mut().find(|(of, _)| *of == who) {
            Some((_, lacking)) => lacking.push(finding),
            None => lines.push((who, vec![finding])),
        }
    }
    let (several, single): (Vec<_>, Vec<_>) = lines.into_iter().partition(|(_, lacking)| lacking.len() > 1);
    rest.extend(single.into_iter().flat_map(|(_, lacking)| lacking));
    (several.into_iter().map(|(who, lacking)| line(visit, &who, lacking, may_mend)).collect(), rest)
}

fn responsible_for(visit: &Visit, finding: &Finding) -> String {
    let titles = finding.responsible.iter().map(|who| who.title.in_language(visit.language()));
    titles.collect::<Vec<_>>().join(", ")
}

fn line<'f>(visit: &Visit, who: &str, lacking: Vec<&'f Finding>, may_mend: MayMend<'_>) -> Line<'f> {
    let count = i64::try_from(lacking.len()).unwrap_or(i64::MAX);
    let args = [("count", count.into()), ("who", who.into())];
    let text = texts::format(visit.language(), "missing-statements", &args);
    let is_open = matches!(visit.as_of(), Ok(None)) && lacking.iter().any(|finding| may_mend(&finding.mend));
    let page = lacking.first().filter(|_| is_open).and_then(|finding| statements_page(visit, finding));
    (text, page, lacking)
}

/// The page of a record on which all its duties stand.
fn statements_page(visit: &Visit, finding: &Finding) -> Option<Link> {
    let record = visit.web.db.attached::<Rulebook>().ok()?.address(&finding.subject);
    Some(Link::new(format!("{record}/ansvar"), visit.text("mend-state-duties")))
}
