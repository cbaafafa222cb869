//! What a new plan is about: a system, an object or an organisation, of those that the guideline has kinds of plan for.

use crate::WRITE;
use kernel::{FieldKind, Id, Objection, ReferenceKind, Result, record_fields};
use organisation::ORGANISATIONS_BY_NAME;
use register::{OBJECTS, ObjectRow, SYSTEMS_BY_NAME};
use storage::{Query, Read};
use web::components::{Address, Link, SelectOption};
use web::{Answer, Page, RecordForm, RecordWords, Visit, form_page};

/// Objects that are offered in a list; a federation has some ten.
const MOST_OBJECTS: i64 = 200;

/// One of these is said.
#[derive(Clone, Debug, Default)]
struct About {
    system: Option<Id>,
    object: Option<Id>,
    organisation: Option<Id>,
}

record_fields! { About {
    system: FieldKind::Reference(ReferenceKind("system"));
    object: FieldKind::Reference(ReferenceKind("object"));
    organisation: FieldKind::Reference(ReferenceKind("organisation"));
} }

/// The words of the fields, and which of them the guideline has kinds of plan for.
struct Around {
    words: RecordWords,
    fields: Vec<&'static str>,
}

fn around(visit: &Visit, read: &Read) -> Result<Around> {
    let pack = findings::pack_in_force(read)?;
    let is_planned = |name: &&'static str| {
        pack.plan_kinds.iter().any(|kind| kind.subjects.iter().any(|subject| subject == name))
    };
    let fields: Vec<&'static str> =
        ["system", "object", "organisation"].into_iter().filter(is_planned).collect();
    let mut words = RecordWords::of("plan-about");
    for field in &fields {
        words = match *field {
            "system" => words.pick(visit, read, ("system", None), &SYSTEMS_BY_NAME)?,
            "organisation" => words.pick(visit, read, ("organisation", None), &ORGANISATIONS_BY_NAME)?,
            _ => words.options("object", objects(read)?),
        };
    }
    Ok(Around { words, fields })
}

fn objects(read: &Read) -> Result<Vec<SelectOption>> {
    let query = access::visible_to(read.actor(), WRITE, Query::first(MOST_OBJECTS));
    let found = OBJECTS.page::<ObjectRow>(read, &query)?.items.into_iter();
    Ok(found.map(|row| SelectOption::new(row.id.to_string(), row.name)).collect())
}

pub(super) fn ask_about(visit: &Visit) -> Result<Answer> {
    let around = visit.read(|read| around(visit, read))?;
    Ok(show(visit, &around, &About::default(), &[]))
}

/// Goes on to the form of what was chosen.
pub(super) fn choose(visit: &Visit) -> Result<Answer> {
    let around = visit.read(|read| around(visit, read))?;
    let mut about = About::default();
    let mut typed = around.words.read_form(visit.form()?, &mut about, visit.today());
    let chosen = [("system", about.system), ("object", about.object), ("organisation", about.organisation)];
    let mut chosen = chosen.into_iter().filter_map(|(kind, id)| Some((kind, id?)));
    match (chosen.next(), chosen.next()) {
        (Some((kind, id)), None) if typed.is_empty() => {
            let form = Address::new("/planer/ny").with("subject_kind", kind).with("subject", id.to_string());
            return Ok(Answer::SeeOther { to: form.href(), done: None });
        }
        (None, _) if typed.is_empty() => {
            let field = around.fields.first().copied().unwrap_or_default();
            typed.push(Objection::new(field, "plan-objection-say-what"));
        }
        (Some(_), Some((second, _))) => typed.push(Objection::new(second, "plan-objection-say-one")),
        _ => (),
    }
    Ok(show(visit, &around, &about, &typed))
}

fn show(visit: &Visit, around: &Around, about: &About, objections: &[Objection]) -> Answer {
    let cancel = Link::new("/planer", visit.text("cancel"));
    let form = RecordForm::new(visit, &around.words, about, cancel)
        .group("", &around.fields)
        .action("/planer/ny/om")
        .objections(objections)
        .save(visit.text("plan-do-go-on"));
    let page = Page::new(visit.text("plan-start"), form.draw());
    form_page(page.under(vec![Link::new("/planer", visit.text("plans"))]), objections)
}
