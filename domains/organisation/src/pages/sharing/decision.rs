//! The page of one decision on sharing, with its history, and the forms by which it is changed and ended.

use super::preview::seen_table;
use super::{Names, address_of, address_of_owner, list_link, shown_name, status_of};
use crate::pages::editing::reason_field;
use crate::pages::record::{TAB, record_tabs};
use crate::sharing::seen_on;
use crate::{
    Because, ChangeSharing, DECIDE_SHARING, EndSharing, READ_HISTORY, SHARING, Sharing, change_sharing,
    end_sharing, may_decide, visible_sharing,
};
use kernel::{Date, Error, FieldKind, Message, Objection, Result, Subject, record_fields};
use maud::{Markup, html};
use storage::Read;
use web::components::{Fact, FactValue, Link, facts};
use web::{Answer, Page, RecordForm, RecordWords, Visit, is_stale, read_form, revision_of};

/// The fields of a decision that can be changed once it has been taken.
const CHANGEABLE: &[&str] = &["from", "to", "decision"];

/// A decision with what its pages call it.
struct Told {
    sharing: Sharing,
    names: Names,
    may_decide: bool,
    may_read_history: bool,
}

fn load(visit: &Visit, read: &Read) -> Result<Told> {
    let sharing = visible_sharing(read, visit.id("id")?)?;
    let may_decide = read.as_of().is_none() && may_decide(read, sharing.owner)?;
    let may_read_history = access::may(read, READ_HISTORY, sharing.id)?;
    Ok(Told { names: Names::of(read)?, may_decide, may_read_history, sharing })
}

/// The same for who decides.
fn to_decide(visit: &Visit, read: &Read) -> Result<Told> {
    let told = load(visit, read)?;
    if told.may_decide { Ok(told) } else { Err(access::refused(DECIDE_SHARING)) }
}

fn title(visit: &Visit, told: &Told) -> String {
    let one = &told.sharing;
    let title = Message::new("sharing-decision-title")
        .with("shown", shown_name(visit, &one.record_kind, &one.field_group))
        .with("receiver", told.names.receiver_in_words(visit, one.receiver));
    visit.render(&title)
}

fn under(visit: &Visit, told: &Told) -> Vec<Link> {
    let owner = told.sharing.owner;
    vec![list_link(visit), Link::new(address_of_owner(owner), told.names.entity(owner))]
}

pub(super) fn show(visit: &Visit) -> Result<Answer> {
    let is_history = visit.query(TAB).is_some();
    let (told, content) = visit.read(|read| {
        let told = load(visit, read)?;
        let content = if is_history {
            history(visit, read, &told)?
        } else {
            html! { div class="stack" { (known(visit, &told)) (seen_then(visit, read, &told)?) } }
        };
        Ok((told, content))
    })?;
    let (name, address) = (title(visit, &told), address_of(&told.sharing));
    let content = html! {
        @if told.may_read_history { (record_tabs(visit, &name, &address, is_history)) }
        (content)
    };
    let may_change = told.may_decide && told.sharing.lasts_on(visit.today());
    Ok(Page::new(name, content)
        .under(under(visit, &told))
        .edit(may_change.then(|| Link::new(format!("{address}/andra"), visit.text("record-edit"))))
        .primary(may_change.then(|| Link::new(format!("{address}/avsluta"), visit.text("sharing-end"))))
        .answer())
}

fn history(visit: &Visit, read: &Read, told: &Told) -> Result<Markup> {
    access::authorise(read, READ_HISTORY, told.sharing.id)?;
    let subject = Subject::new(SHARING, told.sharing.id);
    told.names.words(visit).history_section::<Sharing>(visit, read, &subject)
}

fn known(visit: &Visit, told: &Told) -> Markup {
    let (one, language) = (&told.sharing, visit.language());
    let mut known =
        vec![Fact::new(visit.text("sharing-state"), FactValue::Status(status_of(visit, one, visit.today())))];
    let receiver = Fact::text(visit.text("sharing-receiver"), told.names.receiver(visit, one.receiver));
    let words = told.names.words(visit);
    known.extend(words.facts(language, one, &["owner", "record_kind", "field_group"]));
    known.push(receiver);
    known.extend(words.facts(language, one, CHANGEABLE));
    facts(language, &known)
}

/// How much those to whom something is shown from a coming day on see then: for who decides it, before it is so.
fn seen_then(visit: &Visit, read: &Read, told: &Told) -> Result<Markup> {
    let one = &told.sharing;
    let is_ahead = told.may_decide && one.from > visit.today() && !one.period().is_empty();
    let Some(receiver) = one.receiver.filter(|_| is_ahead) else { return Ok(html! {}) };
    let kinds = seen_on(read, (one.owner, receiver), one.from)?;
    let caption = Message::new("sharing-preview-seen")
        .with("organisation", told.names.entity(one.owner))
        .with("receiver", told.names.entity(receiver));
    Ok(seen_table(visit, &visit.render(&caption), &kinds, one.from))
}

pub(super) fn edit_form(visit: &Visit) -> Result<Answer> {
    let told = visit.read(|read| to_decide(visit, read))?;
    Ok(edit_page(visit, &told, &told.sharing, &[]))
}

pub(super) fn change(visit: &Visit) -> Result<Answer> {
    let told = visit.read(|read| to_decide(visit, read))?;
    let (form, mut wanted, mut because) = (visit.form()?, told.sharing.clone(), Because::default());
    let mut objections = told.names.words(visit).read_form(form, &mut wanted, visit.today());
    objections.extend(read_form(form, &mut because, visit.today()));
    if !objections.is_empty() {
        return Ok(edit_page(visit, &told, &wanted, &objections));
    }
    // Both what the decision is kept with and why it is changed stand in the one field of the form.
    let because = Because { decision: String::new(), ..because };
    let ask = ChangeSharing { sharing: wanted.clone(), revision: revision_of(form)?, because };
    match visit.write(move |tx| change_sharing(tx, &ask)) {
        Ok(saved) => Ok(Answer::see_other(address_of(&saved), "record-saved")),
        Err(Error::Rejected(objections)) if is_stale(&objections) => {
            let words = told.names.words(visit);
            let subject = Subject::new(SHARING, told.sharing.id);
            let content =
                form_of(visit, &words, &wanted).conflict(&subject, &told.sharing, told.sharing.revision)?;
            Ok(Page::new(title(visit, &told), content).under(under(visit, &told)).rejected().answer())
        }
        Err(Error::Rejected(objections)) => Ok(edit_page(visit, &told, &wanted, &objections)),
        Err(error) => Err(error),
    }
}

fn form_of<'v>(visit: &'v Visit, words: &'v RecordWords, sharing: &Sharing) -> RecordForm<'v, Sharing> {
    RecordForm::new(visit, words, sharing, Link::new(address_of(sharing), visit.text("cancel")))
        .group("", CHANGEABLE)
        .revision(sharing.revision)
        .further(reason_field(visit))
}

fn edit_page(visit: &Visit, told: &Told, sharing: &Sharing, objections: &[Objection]) -> Answer {
    let words = told.names.words(visit);
    let form = form_of(visit, &words, sharing).objections(objections);
    let heading = visit.render(&Message::new("record-change").with("name", title(visit, told)));
    framed(visit, told, heading, (form.draw(), objections))
}

/// The last day of what ends, and what that rests on.
#[derive(Clone, Debug)]
struct LastDay {
    last_day: Date,
    decision: String,
    reason: String,
}

record_fields! { LastDay {
    last_day: FieldKind::Date, required;
    decision: FieldKind::Text { max_chars: 200 }, required;
    reason: FieldKind::LongText { max_chars: 1_000 };
} }

fn at_once(visit: &Visit) -> LastDay {
    let last_day = visit.today().yesterday().unwrap_or_else(|_| visit.today());
    LastDay { last_day, decision: String::new(), reason: String::new() }
}

pub(super) fn end_form(visit: &Visit) -> Result<Answer> {
    let told = visit.read(|read| to_decide(visit, read))?;
    Ok(end_page(visit, &told, &at_once(visit), &[]))
}

pub(super) fn end(visit: &Visit) -> Result<Answer> {
    let told = visit.read(|read| to_decide(visit, read))?;
    let (form, mut wanted) = (visit.form()?, at_once(visit));
    let mut objections = read_form(form, &mut wanted, visit.today());
    if objections.is_empty() {
        let ask = EndSharing {
            id: told.sharing.id,
            revision: revision_of(form)?,
            last_day: wanted.last_day,
            because: Because { reason: wanted.reason.clone(), decision: wanted.decision.clone() },
        };
        objections = match visit.write(move |tx| end_sharing(tx, &ask)) {
            Ok(saved) => return Ok(Answer::see_other(address_of(&saved), "record-saved")),
            Err(Error::Rejected(objections)) => objections,
            Err(error) => return Err(error),
        };
    }
    Ok(end_page(visit, &told, &wanted, &objections))
}

fn end_page(visit: &Visit, told: &Told, wanted: &LastDay, objections: &[Objection]) -> Answer {
    let words = RecordWords::of("end-sharing");
    let cancel = Link::new(address_of(&told.sharing), visit.text("cancel"));
    let form = RecordForm::new(visit, &words, wanted, cancel)
        .revision(told.sharing.revision)
        .save(visit.text("sharing-end"))
        .objections(objections);
    framed(visit, told, visit.text("sharing-end"), (form.draw(), objections))
}

fn framed(
    visit: &Visit,
    told: &Told,
    heading: String,
    (content, objections): (Markup, &[Objection]),
) -> Answer {
    let mut under = under(visit, told);
    under.push(Link::new(address_of(&told.sharing), title(visit, told)));
    let page = Page::new(heading, content).under(under);
    if objections.is_empty() { page.answer() } else { page.rejected().answer() }
}
