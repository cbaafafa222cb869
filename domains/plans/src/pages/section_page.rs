//! The page where a section is written: the editor, the draft that was left, and what is chosen where two have written in one
//! place.

use super::plan_words::plan_href;
use crate::content::{PictureRow, address_in_text, address_of, pictures_of};
use crate::plan::Plan;
use crate::sections::{Asked, Draft, MOST_OF_A_REASON, Saved, Section, draft_of, save_draft, save_section};
use crate::store;
use crate::visible_plan::{as_draft, kind_of};
use files::KeptFile;
use kernel::{Error, Id, Message, Objection, Result};
use maud::{Markup, html};
use register::EDIT_DOCUMENTS;
use storage::Read;
use web::components::{
    self, Editor, FormField, Input, JoinedChoice, Link, Notice, NoticeKind, Places, joined_choice, kept_of,
    notice,
};
use web::{Answer, Page, Visit, form_errors, form_page};

/// What the page shows.
struct Shown {
    plan: Plan,
    title: String,
    hint: Option<String>,
    stored: Section,
    /// Files of the document that can stand in the text.
    pictures: Vec<KeptFile>,
    /// Whether more of them may be brought.
    may_bring: bool,
    draft: Option<Draft>,
}

/// What stands in the field, and what it was begun from.
struct Typed {
    text: String,
    nothing: String,
    base: String,
    base_revision: i64,
}

fn load(visit: &Visit, read: &Read) -> Result<Shown> {
    let plan = as_draft(read, visit.id("id")?)?;
    let name = section_name(visit)?;
    let stored = store::section(read, plan.id, &name)?;
    let kind = kind_of(read, &plan)?;
    let known = kind.as_ref().and_then(|kind| kind.sections.iter().find(|one| one.id == name));
    if known.is_none() && stored.is_none() {
        return Err(Error::NotFound);
    }
    let text = |text: &kernel::LocalText| text.in_language(visit.language()).to_owned();
    Ok(Shown {
        title: known.map_or_else(|| name.clone(), |section| text(&section.title)),
        hint: known.and_then(|section| section.hint.as_ref()).map(text),
        // Another's page is looked at without what they have typed.
        draft: if visit.seen_by.is_none() { draft_of(read, plan.id, &name)? } else { None },
        stored: stored.unwrap_or_else(|| Section::blank(plan.id, &name)),
        pictures: pictures_of(read, plan.id)?,
        may_bring: access::may(read, EDIT_DOCUMENTS, plan.subject.id)?,
        plan,
    })
}

fn section_name(visit: &Visit) -> Result<String> {
    visit.path_values.get("section").cloned().ok_or(Error::NotFound)
}

impl Shown {
    /// The address of the page, and of what it asks for.
    fn address(&self, what: &str) -> String {
        format!("{}/avsnitt/{}/{what}", plan_href(self.plan.id), self.stored.section)
    }

    fn editor(&self, visit: &Visit, typed: Typed, objections: &[Objection]) -> Editor {
        let reason = Input::LongText { value: typed.nothing, max_chars: MOST_OF_A_REASON };
        let reason = FormField::new("nothing", visit.text("plan-nothing"), reason)
            .with_hint(visit.text("plan-nothing-hint"));
        Editor {
            action: self.address("andra"),
            csrf: visit.csrf().to_owned(),
            label: self.title.clone(),
            hint: self.hint.clone(),
            text: typed.text,
            base: typed.base,
            base_revision: typed.base_revision.to_string(),
            drafts: Some(self.address("spara-utkast")),
            preview: self.address("forhandsgranska"),
            pictures: self.offered_pictures(),
            further: vec![reason],
            errors: form_errors(visit.language(), objections),
            save: visit.text("save"),
            cancel: Link::new(plan_href(self.plan.id), visit.text("cancel")),
        }
    }

    /// What is withdrawn is not put into a text anew.
    fn offered_pictures(&self) -> Vec<Link> {
        let held = self.pictures.iter().filter(|file| file.withdrawn.is_none());
        held.map(|file| Link::new(address_in_text(file.id), &file.edition.name)).collect()
    }

    fn page(&self, visit: &Visit, content: Markup) -> Page {
        let way = vec![
            Link::new("/planer", visit.text("plans")),
            Link::new(plan_href(self.plan.id), self.plan.title()),
        ];
        Page::new(&self.title, content).under(way)
    }
}

pub(super) fn edit(visit: &Visit) -> Result<Answer> {
    let shown = visit.read(|read| load(visit, read))?;
    let goes_on = visit.query("utkast").is_some();
    let nothing = shown.stored.nothing.clone().unwrap_or_default();
    let stored = &shown.stored;
    let typed = match shown.draft.as_ref().filter(|_| goes_on) {
        Some(Draft { content, base, base_revision, .. }) => {
            Typed { text: content.clone(), base: base.clone(), base_revision: *base_revision, nothing }
        }
        None => Typed {
            text: stored.content.clone(),
            base: stored.content.clone(),
            base_revision: stored.revision,
            nothing,
        },
    };
    let content = html! {
        @if !goes_on { (left_draft(visit, &shown)) }
        (components::editor(visit.language(), &shown.editor(visit, typed, &[])))
        (bringing(visit, &shown))
    };
    Ok(shown.page(visit, content).answer())
}

/// Pictures are files of the plan's document, as all that belongs to it.
fn bringing(visit: &Visit, shown: &Shown) -> Markup {
    html! {
        @if shown.may_bring {
            p { a href={ "/dokument/" (shown.plan.id) "/filer" } { (visit.text("plan-section-bring-picture")) } }
        }
    }
}

/// A draft that was left, offered on any machine.
fn left_draft(visit: &Visit, shown: &Shown) -> Markup {
    html! {
        @if let Some(draft) = &shown.draft {
            @let at = texts::instant(draft.saved_at);
            @let told = texts::format(visit.language(), "plan-draft-left", &[("at", at.into())]);
            (notice(&Notice::new(NoticeKind::Info, told)))
            p class="row-of" {
                a class="ds-button" data-variant="secondary" href={ (shown.address("andra")) "?utkast=ja" } { (visit.text("plan-draft-go-on")) }
            }
        }
    }
}

pub(super) fn save(visit: &Visit) -> Result<Answer> {
    let shown = visit.read(|read| load(visit, read))?;
    let asked = asked(visit, &shown)?;
    let typed = Typed {
        text: asked.text.clone(),
        nothing: asked.nothing.clone().unwrap_or_default(),
        base: asked.base.clone(),
        base_revision: asked.base_revision,
    };
    match visit.write(move |tx| save_section(tx, &asked)) {
        Ok(Saved::Stands { joined_with }) => {
            let message = match joined_with {
                Some(other) => Message::new("plan-section-joined").with("who", other),
                None => Message::new("plan-section-saved"),
            };
            let place = format!("{}#avsnitt-{}", plan_href(shown.plan.id), shown.stored.section);
            Ok(Answer::see_other(place, message))
        }
        Ok(conflict) => Ok(choose(visit, &shown, typed, conflict)),
        Err(Error::Rejected(objections)) => {
            let content = components::editor(visit.language(), &shown.editor(visit, typed, &objections));
            Ok(form_page(shown.page(visit, content), &objections))
        }
        Err(error) => Err(error),
    }
}

/// Both have written in one place: nothing is saved, and somebody says whose words are kept.
fn choose(visit: &Visit, shown: &Shown, typed: Typed, conflict: Saved) -> Answer {
    let Saved::Conflict { joined, other, theirs, revision } = conflict else {
        return Answer::see_other(plan_href(shown.plan.id), "plan-section-saved");
    };
    let nothing = typed.nothing.clone();
    let by_hand = Typed { text: joined.text(&[]), nothing, base: theirs, base_revision: revision };
    let sent = vec![
        ("text".to_owned(), typed.text),
        ("nothing".to_owned(), typed.nothing),
        ("base".to_owned(), typed.base),
        ("base_revision".to_owned(), typed.base_revision.to_string()),
    ];
    let choice = JoinedChoice {
        action: shown.address("andra"),
        csrf: visit.csrf().to_owned(),
        revision: revision.to_string(),
        joined: &joined,
        other,
        sent,
        by_hand: shown.editor(visit, by_hand, &[]),
        cancel: Link::new(plan_href(shown.plan.id), visit.text("cancel")),
    };
    let content = joined_choice(visit.language(), &choice, Places::below(2));
    shown.page(visit, content).rejected().answer()
}

fn asked(visit: &Visit, shown: &Shown) -> Result<Asked> {
    let form = visit.form()?;
    let text = |name: &str| form.get(name).unwrap_or_default().to_owned();
    let number = |name: &str| form.get(name).and_then(|text| text.parse::<i64>().ok());
    Ok(Asked {
        plan: shown.plan.id,
        section: shown.stored.section.clone(),
        text: text("text"),
        base: text("base"),
        base_revision: number("base_revision").unwrap_or_default(),
        nothing: Some(text("nothing")),
        answers: number("revision").map(|revision| (revision, kept_of(form))),
    })
}

/// Keeps what is being typed. It is no form of the page's: nothing of it is remembered as sent.
pub(super) fn keep_draft(visit: &Visit) -> Result<Answer> {
    let form = visit.form()?;
    let (plan, section): (Id, String) = (visit.id("id")?, section_name(visit)?);
    let text = |name: &str| form.get(name).unwrap_or_default().to_owned();
    let draft = Draft {
        plan,
        section: section.clone(),
        content: text("text"),
        base: text("base"),
        base_revision: text("base_revision").parse().unwrap_or_default(),
        saved_at: visit.actor.now,
    };
    let base_revision = draft.base_revision;
    visit.web.db.write(&visit.actor, move |tx| save_draft(tx, &draft))?;
    let stored = visit.read(|read| store::section(read, plan, &section))?;
    let other = stored.filter(|stored| stored.revision > base_revision);
    let other = other.as_ref().map(|stored| (stored.changed_by.as_str(), stored.changed_at));
    Ok(Answer::draft_kept(visit.actor.now, other))
}

/// What is typed as it would look.
pub(super) fn preview(visit: &Visit) -> Result<Answer> {
    let shown = visit.read(|read| load(visit, read))?;
    let text = visit.form()?.get("text").unwrap_or_default();
    let pictures: Vec<PictureRow> = shown.pictures.iter().map(PictureRow::from).collect();
    let picture = |file| address_of(&pictures, file);
    let places = Places { below: 1, picture: &picture };
    Ok(Answer::Fragment(components::preview(visit.language(), text, places)))
}
