//! The page of one agreement: its parties, its time, what it is worth and which systems it covers.

use super::signed_section::Signed;
use super::under_list;
use super::words::{agreement_words, amount, naming_agreement, speak_by, state_status};
use crate::READ;
use crate::agreement::{AGREEMENT, Agreement};
use crate::store::{self, DocumentNamed, SystemNamed};
use crate::term::{Renewal, Term, TermState, compute_term};
use crate::visible::{Seen, may_edit, seen_each, visible_agreement};
use kernel::{Date, Error, Id, Message, Permission, Result, Subject};
use maud::{Markup, html};
use organisation::naming_custom;
use storage::Read;
use web::components::{
    Fact, FactValue, Link, Notice, NoticeKind, RecordHead, Status, facts, notice, record_head,
};
use web::{Answer, Page, RecordWords, Visit};

const READ_HISTORY: Permission = Permission("history.read");

/// Everything that the page shows.
struct Shown {
    seen: Seen,
    words: RecordWords,
    /// Those that the visitor sees.
    systems: Vec<SystemNamed>,
    sees_framework: bool,
    sees_supplier: bool,
    term: Option<(Term, Status)>,
    notice_days: i64,
    today: Date,
    signed: Signed,
    documents: Vec<DocumentNamed>,
    /// For who may read it; it tells amounts too.
    history: Option<Markup>,
    may_edit: bool,
}

pub(super) fn agreement_page(visit: &Visit) -> Result<Answer> {
    let shown = visit.read(|read| load(visit, read, visit.id("id")?))?;
    let (language, agreement) = (visit.language(), &shown.seen.agreement);
    let head = RecordHead {
        kind: shown.words.shown(language, agreement, "kind"),
        status: shown.term.as_ref().map(|(_, status)| status.clone()),
        people: Vec::new(),
    };
    let section = |title: &str, content: Markup| {
        html! { section class="stack" { h2 { (visit.text(title)) } (content) } }
    };
    let link = |path: &str, key: &str| Link::new(format!("/avtal/{}/{path}", agreement.id), visit.text(key));
    let steps = steps(&shown);
    let content = html! {
        (record_head(language, &head))
        div class="stack" {
            @if let Some(told) = told_in_time(visit, &shown) { (notice(&told)) }
            (section("agreement-group-parties", facts(language, &parties(visit, &shown))))
            (section("agreement-group-time", html! {
                (facts(language, &time(visit, &shown)))
                @if let Some(further) = steps.get(1..).filter(|further| !further.is_empty()) {
                    p class="row-of" { @for (path, key) in further { a href=(link(path, key).href) { (visit.text(key)) } } }
                }
            }))
            (section("agreement-group-coverage", coverage(visit, &shown)))
            (section("agreement-group-signed", shown.signed.section(visit, agreement, &shown.systems)))
            @if let Some(history) = &shown.history {
                (section("register-tab-historik", history.clone()))
            }
        }
    };
    Ok(Page::new(&agreement.name, content)
        .under(under_list(visit))
        .edit(shown.may_edit.then(|| link("andra", "register-edit")))
        .primary(steps.first().map(|(path, key)| link(path, key)))
        .answer())
}

fn load(visit: &Visit, read: &Read, id: Id) -> Result<Shown> {
    let whole = visible_agreement(read, id)?;
    // Judged by all that it covers, also by what the visitor does not see.
    let may_edit = read.as_of().is_none() && may_edit(read, &whole)?;
    let seen = seen_each(read, vec![whole.clone()])?.pop().ok_or(Error::NotFound)?;
    let pack = findings::pack_in_force(read)?;
    let (language, today) = (visit.language(), read.today());
    let words = naming_agreement(read, agreement_words(&pack, language), &seen.agreement)?;
    let words = naming_custom(language, read, words, &[&seen.agreement.custom])?;
    let notice_days = pack.agreement_notice_days();
    let term = seen.agreement.terms().map(|terms| compute_term(&terms, today));
    let history = if seen.sees_value && access::may(read, READ_HISTORY, id)? {
        Some(words.history_section::<Agreement>(visit, read, &Subject::new(AGREEMENT, id))?)
    } else {
        None
    };
    let (framework, supplier) = (seen.agreement.framework, seen.agreement.supplier);
    Ok(Shown {
        systems: store::systems_named(read, &seen.agreement.systems)?,
        sees_framework: !access::permitted(read, READ, framework.as_slice())?.is_empty(),
        sees_supplier: !access::permitted(read, organisation::READ, supplier.as_slice())?.is_empty(),
        signed: Signed::of(read, &pack, &whole, seen.approvals.clone())?,
        documents: store::documents_named(read, &seen.agreement.documents)?,
        term: term
            .map(|term| (term, state_status(visit, (&term, whole.signed.is_some()), today, notice_days))),
        may_edit,
        seen,
        words,
        notice_days,
        today,
        history,
    })
}

/// What the visitor may do to an agreement, the next step first: it is approved and signed; one that ends is renewed; and one
/// that runs is given notice of.
fn steps(shown: &Shown) -> Vec<(&'static str, &'static str)> {
    let mut steps = Vec::from_iter(shown.signed.step);
    let is_open = |(term, _): &(Term, Status)| matches!(term.state, TermState::Coming | TermState::Running);
    if shown.may_edit && shown.term.as_ref().is_some_and(is_open) {
        let is_renewed = shown.seen.agreement.renewal == Renewal::Explicit;
        steps.extend(is_renewed.then_some(("fornya", "agreement-renew")));
        steps.push(("sag-upp", "agreement-terminate"));
    }
    steps
}

/// What has to be done in time, or what cannot be done any longer.
fn told_in_time(visit: &Visit, shown: &Shown) -> Option<Notice> {
    let (term, _) = shown.term.as_ref()?;
    let act_by = term.act_by.filter(|_| term.is_near(shown.today, shown.notice_days));
    let message = match (shown.seen.agreement.renewal, act_by, term.renews_to) {
        (Renewal::Tacit, next, Some(end)) if term.has_missed_notice => {
            let next = next.or(term.act_by)?;
            Message::new("agreement-told-renews")
                .with("end", texts::date(end))
                .with("next", texts::date(next))
        }
        (Renewal::Tacit, Some(day), _) => left("agreement-told-notice", day, shown.today),
        (Renewal::Explicit, Some(day), _) => left("agreement-told-renew", day, shown.today),
        (Renewal::Never, Some(day), _) => left("agreement-told-ends", day, shown.today),
        (_, None, _) => return None,
    };
    let kind = if term.has_missed_notice { NoticeKind::Info } else { NoticeKind::Warning };
    Some(Notice::new(kind, visit.render(&message)))
}

/// A day, and how many days are left until it; none are left of one that has passed.
fn left(key: &'static str, day: Date, today: Date) -> Message {
    let days = i64::from((day - today).get_days());
    Message::new(key).with("day", texts::date(day)).with("days", days)
}

fn parties(visit: &Visit, shown: &Shown) -> Vec<Fact> {
    let (language, agreement) = (visit.language(), &shown.seen.agreement);
    let linked = |field: &str, path: Option<String>| {
        let name = shown.words.shown(language, agreement, field);
        let label = web::label(language, "agreement", field);
        match path {
            Some(path) => Fact::new(label, FactValue::Link(Link::new(visit.keeping_day(path), name))),
            None => Fact::text(label, name),
        }
    };
    let supplier = agreement.supplier.filter(|_| shown.sees_supplier);
    let framework = agreement.framework.filter(|_| shown.sees_framework);
    let mut rows = vec![linked("supplier", supplier.map(|id| format!("/leverantorer/{id}")))];
    rows.extend(shown.words.facts(language, agreement, &["organisation", "responsible", "number"]));
    if agreement.framework.is_some() {
        rows.push(linked("framework", framework.map(|id| format!("/avtal/{id}"))));
    }
    rows
}

fn time(visit: &Visit, shown: &Shown) -> Vec<Fact> {
    let (language, agreement) = (visit.language(), &shown.seen.agreement);
    let mut rows = shown.words.facts(language, agreement, &["starts_on"]);
    let term = shown.term.as_ref().map(|(term, _)| term);
    let fact = |key: &str, value: String| Fact::text(visit.text(key), value);
    let ends_on = term.and_then(|term| term.ends_on);
    let ends = ends_on.map_or_else(|| visit.text("agreement-until-further-notice"), texts::date);
    rows.push(fact("agreement-ends-on", ends));
    rows.extend(shown.words.facts(language, agreement, &["renewal", "renewal_months", "notice_months"]));
    if let Some((key, day)) = term.and_then(|term| speak_by(agreement.renewal, term)) {
        rows.push(fact(key, texts::date(day)));
    }
    if let Some(end) = term.and_then(|term| term.renews_to) {
        rows.push(fact("agreement-renews-to", texts::date(end)));
    }
    if let Some(terminated) = &agreement.terminated {
        rows.push(fact("agreement-terminated-on", texts::date(terminated.on)));
        rows.push(fact("agreement-terminated-because", terminated.because.clone()));
    }
    rows
}

/// What it is worth, the systems that the visitor sees and how many they do not, and what is added.
fn coverage(visit: &Visit, shown: &Shown) -> Markup {
    let (language, agreement) = (visit.language(), &shown.seen.agreement);
    let value = match shown.seen.sees_value {
        true => amount(language, agreement.value_ore),
        false => visit.text("agreement-value-not-seen"),
    };
    let link =
        |system: &SystemNamed| Link::new(visit.keeping_day(format!("/system/{}", system.id)), &system.name);
    let links = shown.systems.iter().map(link).collect();
    let mut rows = vec![
        Fact::new(visit.text("agreement-systems"), FactValue::Links(links)),
        Fact::text(visit.text("agreement-value-ore"), value),
    ];
    let document =
        |one: &DocumentNamed| Link::new(visit.keeping_day(format!("/dokument/{}", one.id)), &one.name);
    let documents = shown.documents.iter().map(document).collect();
    rows.push(Fact::new(visit.text("agreement-documents"), FactValue::Links(documents)));
    rows.extend(shown.words.facts(language, agreement, &["notes"]));
    rows.extend(shown.words.custom_facts(language, &agreement.custom));
    let unseen = [
        ("agreement-unseen-systems", shown.seen.unseen_systems),
        ("agreement-unseen-documents", shown.seen.unseen_documents),
    ];
    html! {
        (facts(language, &rows))
        @for (key, count) in unseen.into_iter().filter(|(_, count)| *count > 0) {
            @let count = i64::try_from(count).unwrap_or(i64::MAX);
            p class="quiet" { (texts::format(language, key, &[("count", count.into())])) }
        }
    }
}
