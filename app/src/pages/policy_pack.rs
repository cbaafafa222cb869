//! Adopting a pack, another version of it, or the federation's own entries over it. What would change is shown first:
//! only what has been shown can be adopted.

use super::guideline_issues::files;
use super::pack_changes::changes;
use super::pack_trial::Trial;
use findings::{
    AdoptPack, Adoption, ReadPack, Rulebook, adopt_pack, adopted_pack, adopted_source, adoption_count,
    adoption_in_force, own_declarations, own_entries_for, pack_in_force, read_for_adoption, source_in_force,
};
use kernel::{Arg, Error, Id, Objection, Result};
use maud::{Markup, html};
use policy::{Pack, PackSource, differences, overlay_head};
use std::collections::BTreeSet;
use storage::Read;
use web::components::{FieldGroup, Form, FormField, Input, Link, form};
use web::{Answer, Page, Visit, form_errors, is_file_asked, read_form};

/// Stands in the address for the pack that is in force, whatever version it is. No id of a pack has a hyphen.
pub const IN_FORCE: &str = "i-kraft";

const PACKS_PATH: &str = "/administration/regelpaket";

/// Letters of an overlay, as its field allows.
const MOST_LETTERS: usize = 200_000;

/// The page on which a pack is tried and adopted.
pub fn address_of(pack: &str) -> String {
    format!("{PACKS_PATH}/{pack}")
}

/// Where the packs that were adopted earlier stand, each by the id of its adoption. No id of a pack has a hyphen.
pub const EARLIER_PATH: &str = "/administration/regelpaket/tidigare-antaget/{id}";

/// The page on which an earlier pack is tried, and adopted again.
pub fn address_of_earlier(adopted: Id) -> String {
    EARLIER_PATH.replace("{id}", &adopted.to_string())
}

/// What somebody is about to adopt.
struct Draft {
    source: PackSource,
    adoption: Adoption,
    /// The overlay whose consequences were on the page from which the form came.
    shown: Option<String>,
    /// How many packs had been adopted when this was drawn.
    adoptions: i64,
    is_of_form: bool,
}

pub fn policy_pack(visit: &Visit) -> Result<Answer> {
    let draft = draft(visit)?;
    if is_file_asked(visit) {
        let rulebook = visit.web.db.attached::<Rulebook>()?;
        let own_facts = visit.read(own_declarations)?;
        let then = read_for_adoption(&rulebook, &draft.source, &draft.adoption.overlay, &own_facts)
            .map_err(Error::Rejected)?;
        return Trial::file(visit, &then.pack);
    }
    show(visit, &draft, &[])
}

/// Adopts what was shown; an overlay that has been changed since is shown first.
pub fn adopt(visit: &Visit) -> Result<Answer> {
    let given = visit.form()?;
    let mut draft = draft(visit)?;
    draft.is_of_form = true;
    let mut adoption = draft.adoption.clone();
    adoption.pack.clone_from(&draft.source.id);
    let mut objections = read_form(given, &mut adoption, visit.today());
    // What the overlay itself says of its decision and reason need not be written twice.
    let head = overlay_head(&adoption.overlay);
    for (field, value, said) in [
        ("decision", &mut adoption.decision, head.decision),
        ("reason", &mut adoption.reason, head.reason.in_language(visit.language()).to_owned()),
    ] {
        if value.is_empty() && !said.is_empty() {
            *value = said;
            objections.retain(|objection| objection.field != field);
        }
    }
    draft.adoption = adoption;
    draft.shown = given.get("shown_overlay").map(normal);
    if objections.is_empty() && draft.shown.as_deref() == Some(draft.adoption.overlay.as_str()) {
        let Adoption { valid_from, overlay, decision, reason, .. } = draft.adoption.clone();
        let seen = given.get("shown_adoptions").and_then(|count| count.parse().ok()).or(Some(0));
        let ask = AdoptPack { source: draft.source.clone(), overlay, valid_from, decision, reason, seen };
        match visit.write(move |tx| adopt_pack(tx, &ask)) {
            Ok(_) => return Ok(Answer::see_other(PACKS_PATH, "packs-adopted")),
            Err(Error::Rejected(found)) => objections = found,
            Err(error) => return Err(error),
        }
    }
    // A changed overlay is not objected to for what the form still lacks: its author wants to see what it does.
    if draft.shown.as_deref() != Some(draft.adoption.overlay.as_str()) {
        objections.clear();
    }
    show(visit, &draft, &objections)
}

/// Browsers send line ends as two characters; a text is kept with one, and without what only ends it.
fn normal(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

/// The pack that the address names: one that was adopted earlier, the one in force, or one of the program.
fn draft(visit: &Visit) -> Result<Draft> {
    let (source, overlay, adoptions) = visit.read(|read| {
        let (source, overlay) = if visit.path_values.contains_key("id") {
            let earlier = adopted_pack(read, visit.id("id")?)?;
            (adopted_source(read, earlier.id)?, earlier.adoption.overlay)
        } else {
            named(visit, read)?
        };
        Ok((source, overlay, adoption_count(read)?))
    })?;
    let (pack, overlay) = (source.id.clone(), normal(&overlay));
    let adoption = Adoption { pack, overlay, valid_from: Some(visit.today()), ..Adoption::default() };
    Ok(Draft { source, adoption, shown: None, adoptions, is_of_form: false })
}

/// A pack by its name, with the entries that are laid over it now, if they are laid over the same pack.
fn named(visit: &Visit, read: &Read) -> Result<(PackSource, String)> {
    let name = visit.path_values.get("pack").ok_or(Error::NotFound)?;
    let in_force = adoption_in_force(read)?;
    let source = if name == IN_FORCE {
        source_in_force(read)?
    } else {
        let rulebook = read.attached::<Rulebook>()?;
        let shipped = rulebook.shipped().iter().find(|shipped| shipped.source.id == *name);
        shipped.ok_or(Error::NotFound)?.source.clone()
    };
    let overlay = own_entries_for(&in_force, &source.id);
    Ok((source, overlay))
}

fn show(visit: &Visit, draft: &Draft, objections: &[Objection]) -> Result<Answer> {
    let rulebook = visit.web.db.attached::<Rulebook>()?;
    let (now, own_facts) = visit.read(|read| Ok((pack_in_force(read)?, own_declarations(read)?)))?;
    let overlay = &draft.adoption.overlay;
    let (then, mistakes) = match read_for_adoption(&rulebook, &draft.source, overlay, &own_facts) {
        Ok(read) => (Some(read), Vec::new()),
        Err(mistakes) => (None, mistakes),
    };
    // The verb tells the same mistakes again.
    let others = objections.iter().filter(|one| !mistakes.contains(one)).cloned();
    let all: Vec<Objection> = mistakes.iter().cloned().chain(others).collect();
    let is_usable = !mistakes.iter().any(|mistake| mistake.field == "pack");
    let is_new = then.as_ref().is_some_and(|then| !differences(&now, &then.pack).is_empty());
    let consequences = match &then {
        Some(then) if is_new || !is_of_pack_in_force(visit) => consequences(visit, draft, &now, then)?,
        _ => html! {},
    };
    // A pack of the program may be adopted as it is; of what was adopted already only what changes something.
    let can_adopt = is_new || (then.is_some() && is_of_program(visit));
    let content = html! {
        div class="stack" {
            (consequences)
            (mistaken_lines(visit, &draft.adoption.overlay, &mistakes))
            @if is_usable { (form(visit.language(), &adopt_form(visit, draft, can_adopt, &all))) (overlay_help(visit, draft)) }
            @else { (mistakes_of_pack(visit, &all)) }
        }
    };
    let breadcrumbs = vec![Link::new(PACKS_PATH, visit.text("policy-packs"))];
    let page = Page::new(title(visit, draft, then.as_ref().map_or(&now, |then| &then.pack)), content);
    let page = page.under(breadcrumbs);
    Ok(if all.is_empty() { page.answer() } else { page.rejected().answer() })
}

/// Whether the page is for a pack that comes with the program.
fn is_of_program(visit: &Visit) -> bool {
    visit.path_values.get("pack").is_some_and(|name| name != IN_FORCE)
}

/// Whether the page is for the entries over the pack that is in force, not for another pack.
fn is_of_pack_in_force(visit: &Visit) -> bool {
    visit.path_values.get("pack").is_some_and(|name| name == IN_FORCE)
}

fn title(visit: &Visit, draft: &Draft, pack: &Pack) -> String {
    match (is_of_pack_in_force(visit), pack.id == draft.source.id) {
        (true, _) => visit.text("policy-pack-overlay"),
        (false, true) => format!("{} {}", pack.name.in_language(visit.language()), pack.version),
        (false, false) => draft.source.id.clone(),
    }
}

/// What would change, and what is odd though it could be adopted.
fn consequences(visit: &Visit, draft: &Draft, now: &Pack, then: &ReadPack) -> Result<Markup> {
    let trial = Trial::of(visit, &then.pack)?.draw(visit)?;
    let warnings = &then.warnings;
    Ok(html! {
        p { (visit.text("packs-adopt-about")) }
        (changes(visit, now, &then.pack))
        (trial)
        @if !draft.is_of_form && !is_of_pack_in_force(visit) { p { (files(visit, &visit.path)) } }
        @if !warnings.is_empty() {
            section class="stack" {
                h2 { (visit.text("packs-warnings")) }
                ul class="prose" { @for warning in warnings { li { (visit.render(&warning.message)) } } }
            }
        }
    })
}

/// The lines of the entries in which something is wrong, as they were written: a text field has no numbers of lines.
fn mistaken_lines(visit: &Visit, overlay: &str, mistakes: &[Objection]) -> Markup {
    let line_of = |mistake: &Objection| {
        let (_, line) = mistake.message.args.iter().find(|(name, _)| *name == "line")?;
        if let Arg::Number(line) = line { usize::try_from(*line).ok() } else { None }
    };
    let of_overlay = mistakes.iter().filter(|mistake| mistake.field == "overlay");
    let numbers: BTreeSet<usize> = of_overlay.filter_map(line_of).collect();
    let lines = overlay.lines().enumerate().map(|(place, line)| (place + 1, line));
    let shown: Vec<(usize, &str)> = lines.filter(|(number, _)| numbers.contains(number)).collect();
    html! {
        @if !shown.is_empty() {
            section class="stack" {
                h2 { (visit.text("packs-mistaken-lines")) }
                pre tabindex="0" { @for (number, line) in shown { (number) ": " mark { (line) } "\n" } }
            }
        }
    }
}

/// A pack of the program that cannot be adopted: nothing in a form would mend it.
fn mistakes_of_pack(visit: &Visit, mistakes: &[Objection]) -> Markup {
    html! {
        section class="stack" {
            h2 { (visit.text("packs-broken")) }
            ul class="prose" { @for mistake in mistakes { li { (visit.render(&mistake.message)) } } }
        }
    }
}

/// The button adopts what is shown. After a change it shows again, and says so beforehand.
fn adopt_form(visit: &Visit, draft: &Draft, can_adopt: bool, objections: &[Objection]) -> Form {
    let adoption = &draft.adoption;
    let given = |name: &str, value: String| {
        let typed = if draft.is_of_form { visit.form().ok().and_then(|form| form.get(name)) } else { None };
        typed.map_or(value, ToOwned::to_owned)
    };
    let valid_from = given("valid_from", adoption.valid_from.map(texts::date).unwrap_or_default());
    let long = |value: String, max_chars| Input::LongText { value, max_chars };
    let decision = Input::Text { value: given("decision", String::new()), max_chars: 200 };
    let fields = vec![
        field(visit, "overlay", long(given("overlay", adoption.overlay.clone()), MOST_LETTERS)),
        field(visit, "valid_from", Input::Date { value: valid_from }).required(),
        field(visit, "decision", decision),
        field(visit, "reason", long(given("reason", String::new()), 2_000)),
    ];
    // What has mistakes, or changes nothing, was not shown and cannot be adopted from here.
    let shown =
        [("shown_overlay", adoption.overlay.clone()), ("shown_adoptions", draft.adoptions.to_string())];
    let shown = shown.into_iter().filter(|_| can_adopt);
    Form {
        action: visit.path.clone(),
        csrf: visit.csrf().into(),
        revision: None,
        hidden: shown.collect(),
        groups: vec![FieldGroup { legend: None, hint: Some(visit.text("packs-form-hint")), fields }],
        errors: form_errors(visit.language(), objections),
        save: visit.text(if can_adopt { "packs-adopt-save" } else { "packs-try-save" }),
        cancel: Some(Link::new(PACKS_PATH, visit.text("cancel"))),
    }
}

fn field(visit: &Visit, name: &str, input: Input) -> FormField {
    let label = format!("policy-pack-{}", name.replace('_', "-"));
    let field = FormField::new(name, visit.text(&label), input);
    let hint = format!("{label}-hint");
    if texts::has(visit.language(), &hint) { field.with_hint(visit.text(&hint)) } else { field }
}

/// How entries are written, by an example for this very pack.
fn overlay_help(visit: &Visit, draft: &Draft) -> Markup {
    let example = format!(
        "pack = \"{}\"\nreason = {{ sv = \"…\", en = \"…\" }}\ndecision = \"…\"\n\n[[set]]\nparameter = \
         \"vacancy_notice_days\"\nvalue = 120\n",
        draft.source.id
    );
    html! {
        details class="fold" {
            summary { (visit.text("packs-overlay-help")) }
            p { (visit.text("packs-overlay-help-text")) }
            pre tabindex="0" { code { (example) } }
        }
    }
}
