//! The form by which somebody is given a role: `/uppdrag/nytt?role=…&subject_kind=…&subject=…&back=…`.

use super::by_name::{EVERY_ORGANISATION_BY_NAME, HOLDERS_BY_NAME};
use super::editing::reason_field;
use crate::who_may_appoint::{authorise_appointment, visible_subject};
use crate::{Appointer, AssignRole, RoleAssignment, assign_role, subject_names, title_of};
use kernel::{Error, LocalText, Message, Objection, Result, Subject};
use maud::html;
use policy::{HolderKind, Pack, Role, SubjectFacts};
use std::sync::Arc;
use storage::Read;
use web::components::{Clause, Link, SelectOption, why};
use web::{Answer, Page, RecordForm, RecordWords, Visit, own_address};

/// What the form is about.
struct Appointing {
    pack: Arc<Pack>,
    facts: SubjectFacts,
    subject: Subject,
    subject_name: String,
    /// Where to go on.
    back: String,
    words: RecordWords,
}

pub(super) fn form_page(visit: &Visit) -> Result<Answer> {
    let subject = subject_of(visit.query("subject_kind"), visit.query("subject"))?;
    let role = visit.query("role").unwrap_or_default().to_owned();
    let appointing = visit.read(|read| load(visit, read, subject, &role, visit.query("back")))?;
    let assignment = RoleAssignment::new(role, &appointing.subject, visit.today());
    show(visit, &appointing, &assignment, &[])
}

pub(super) fn appoint(visit: &Visit) -> Result<Answer> {
    let form = visit.form()?;
    let subject = subject_of(form.get("subject_kind"), form.get("subject_id"))?;
    let role = form.get("role").unwrap_or_default().to_owned();
    let appointing = visit.read(|read| load(visit, read, subject, &role, form.get("back")))?;
    let mut assignment = RoleAssignment::new(role, &appointing.subject, visit.today());
    let objections = appointing.words.read_form(form, &mut assignment, visit.today());
    if !objections.is_empty() {
        return show(visit, &appointing, &assignment, &objections);
    }
    let reason = form.get("reason").unwrap_or_default().chars().take(1_000).collect();
    let ask = AssignRole { assignment: assignment.clone().asked_by(&visit.actor), reason };
    match visit.write(move |tx| assign_role(tx, &ask)) {
        Ok(_) => Ok(Answer::see_other(appointing.back, "role-assignment-done")),
        Err(Error::Rejected(objections)) => show(visit, &appointing, &assignment, &objections),
        Err(error) => Err(error),
    }
}

fn subject_of(kind: Option<&str>, id: Option<&str>) -> Result<Subject> {
    let id = id.and_then(|text| text.parse().ok()).ok_or(Error::NotFound)?;
    Ok(Subject { kind: kind.ok_or(Error::NotFound)?.to_owned(), id })
}

fn load(visit: &Visit, read: &Read, subject: Subject, role: &str, back: Option<&str>) -> Result<Appointing> {
    let pack = findings::pack_in_force(read)?;
    let facts = visible_subject(read, &subject)?;
    if !role.is_empty() {
        let appointer = Appointer::of(read, &pack, &facts, subject.id)?;
        authorise_appointment(&appointer, &pack, &facts, role)?;
    }
    let named = subject_names(read, std::slice::from_ref(&subject))?;
    let (subject_name, address) = named.get(&subject).cloned().ok_or(Error::NotFound)?;
    let words = words_of(visit, read, (&pack, &facts), None)?;
    let back = own_address(back).map_or(address, str::to_owned);
    Ok(Appointing { pack, facts, subject, subject_name, back, words })
}

/// What may be chosen in the form.
pub(super) fn words_of(
    visit: &Visit,
    read: &Read,
    (pack, facts): (&Pack, &SubjectFacts),
    stored: Option<&RoleAssignment>,
) -> Result<RecordWords> {
    let language = visit.language();
    let word = |text: LocalText| text.in_language(language).to_owned();
    let here = pack.roles.iter().filter(|role| role.subjects.contains(&facts.subject_kind));
    let roles = here.map(|role| SelectOption::new(&role.id, word(title_of(pack, &role.id, facts)))).collect();
    let bodies =
        pack.bodies.iter().map(|body| SelectOption::new(&body.id, word(body.title.text()))).collect();
    RecordWords::of("role-assignment")
        .options("role", roles)
        .options("body", bodies)
        .pick(
            visit,
            read,
            ("organisation", stored.and_then(|one| one.organisation)),
            &EVERY_ORGANISATION_BY_NAME,
        )?
        .pick(visit, read, ("deputy", stored.and_then(|one| one.deputy)), &HOLDERS_BY_NAME)?
        .pick(visit, read, ("person", stored.and_then(|one| one.person)), &HOLDERS_BY_NAME)
}

fn show(
    visit: &Visit,
    appointing: &Appointing,
    assignment: &RoleAssignment,
    objections: &[Objection],
) -> Result<Answer> {
    let pack = &appointing.pack;
    let role = pack.role(&assignment.role);
    let subject = &appointing.subject;
    let title = role.map(|role| title_of(pack, &role.id, &appointing.facts));
    let cancel = Link::new(&appointing.back, visit.text("cancel"));
    let form = RecordForm::new(visit, &appointing.words, assignment, cancel)
        .group("", &fields(role))
        .group("role-assignment-deputy", &["deputy", "deputy_from", "deputy_to"])
        .further(reason_field(visit))
        .hidden("subject_kind", &subject.kind)
        .hidden("subject_id", subject.id.to_string())
        .hidden("back", &appointing.back)
        .objections(objections);
    let form = match (role, &title) {
        (Some(role), Some(title)) => {
            let verb = Message::new("role-assignment-give").with("role", title.clone());
            form.hidden("role", &role.id).save(visit.render(&verb))
        }
        _ => form,
    };
    let heading = title.map_or_else(
        || visit.text("role-assignment-new"),
        |title| visit.render(&Message::new("role-assignment-give").with("role", title)),
    );
    let content = html! { div class="stack" { (clauses_of(visit, pack, objections, role)) (form.draw()) } };
    let page = Page::new(heading, content).under(vec![Link::new(&appointing.back, &appointing.subject_name)]);
    Ok(if objections.is_empty() { page.answer() } else { page.rejected().answer() })
}

/// The role is chosen only where the address names none; holders are of the kinds that the role allows.
fn fields(role: Option<&Role>) -> Vec<&'static str> {
    let allows =
        |kinds: &[HolderKind]| role.is_none_or(|role| kinds.iter().any(|kind| role.holders.contains(kind)));
    let mut fields = Vec::new();
    if role.is_none() {
        fields.push("role");
    }
    if allows(&[HolderKind::Person, HolderKind::ExternalPerson]) {
        fields.push("person");
    }
    if allows(&[HolderKind::Body]) {
        fields.extend(["organisation", "body"]);
    }
    fields.extend(["from", "to", "appointed_by", "decision"]);
    fields
}

/// *Varför?*: the clauses that an objection rests on, or else those of the role.
pub(super) fn clauses_of(
    visit: &Visit,
    pack: &Pack,
    objections: &[Objection],
    role: Option<&Role>,
) -> maud::Markup {
    let mut ids: Vec<&String> = objections.iter().flat_map(|objection| &objection.clauses).collect();
    if objections.is_empty() {
        ids.extend(role.into_iter().flat_map(|role| &role.clauses));
    }
    ids.sort();
    ids.dedup();
    let language = visit.language();
    let clause = |id: &String| {
        let clause = pack.clause(id)?;
        Some(Clause {
            id: clause.id.clone(),
            text: clause.text.in_language(language).to_owned(),
            section: clause.section.clone(),
            document: pack.source.title.in_language(language).to_owned(),
            pack: pack.name.in_language(language).to_owned(),
            strength: kernel::Strength::Must,
            href: Some(format!("/riktlinje/{}", clause.id)),
        })
    };
    let clauses: Vec<Clause> = ids.into_iter().filter_map(clause).collect();
    why(language, &clauses)
}
