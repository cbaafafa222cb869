//! The page of one licence: how many there are, how many are in use, where they belong and what they cost.

use super::{PATH, licence_words, naming_licence, under_list, use_status};
use crate::licences::{LICENCE, Licence, SeenLicence, may_edit_licence, seen_licence, visible_licence};
use kernel::{Permission, Result, Subject};
use maud::{Markup, html};
use storage::Read;
use web::components::{Fact, FactValue, Link, RecordHead, facts, record_head};
use web::{Answer, Page, RecordWords, Visit, label};

const READ_HISTORY: Permission = Permission("history.read");
const COUNTED: &[&str] = &["bought", "in_use", "counted_on", "user_group"];
const PLACED: &[&str] = &["organisation", "supplier", "responsible", "valid_from", "valid_to"];

/// Everything that the page shows.
struct Shown {
    seen: SeenLicence,
    words: RecordWords,
    /// For who may read it; it tells costs too.
    history: Option<Markup>,
    may_edit: bool,
}

pub(super) fn licence_page(visit: &Visit) -> Result<Answer> {
    let shown = visit.read(|read| load(visit, read))?;
    let (language, licence) = (visit.language(), &shown.seen.licence);
    let head = RecordHead {
        kind: shown.words.shown(language, licence, "kind"),
        status: Some(use_status(visit, licence.kind, licence.bought, licence.in_use)),
        people: Vec::new(),
    };
    let content = html! {
        (record_head(language, &head))
        div class="stack" {
            (facts(language, &told(visit, &shown)))
            @if let Some(history) = &shown.history {
                section class="stack" { h2 { (visit.text("register-tab-historik")) } (history) }
            }
        }
    };
    let edit = Link::new(format!("{PATH}/{}/andra", licence.id), visit.text("register-edit"));
    Ok(Page::new(&licence.name, content)
        .under(under_list(visit))
        .edit(shown.may_edit.then_some(edit))
        .answer())
}

fn load(visit: &Visit, read: &Read) -> Result<Shown> {
    let id = visit.id("id")?;
    let whole = visible_licence(read, id)?;
    let seen = seen_licence(read, id)?;
    let pack = findings::pack_in_force(read)?;
    let words = naming_licence(read, licence_words(&pack, visit.language()), &seen.licence)?;
    let history = match seen.sees_cost && access::may(read, READ_HISTORY, id)? {
        true => Some(words.history_section::<Licence>(visit, read, &Subject::new(LICENCE, id))?),
        false => None,
    };
    let may_edit = read.as_of().is_none() && may_edit_licence(read, &whole)?;
    Ok(Shown { seen, words, history, may_edit })
}

fn told(visit: &Visit, shown: &Shown) -> Vec<Fact> {
    let (language, licence) = (visit.language(), &shown.seen.licence);
    let mut rows = shown.words.facts(language, licence, COUNTED);
    let linked = |field: &str, path: Option<String>| {
        let name = shown.words.shown(language, licence, field);
        let path = path?;
        Some(Fact::new(
            label(language, "licence", field),
            FactValue::Link(Link::new(visit.keeping_day(path), name)),
        ))
    };
    rows.extend(linked("system", licence.system.map(|id| format!("/system/{id}"))));
    rows.extend(linked("agreement", licence.agreement.map(|id| format!("/avtal/{id}"))));
    rows.extend(shown.words.facts(language, licence, PLACED));
    let cost = match shown.seen.sees_cost {
        true => shown.words.shown(language, licence, "cost_ore"),
        false => visit.text("agreement-value-not-seen"),
    };
    rows.push(Fact::text(visit.text("licence-cost-ore"), cost));
    rows.extend(shown.words.facts(language, licence, &["notes"]));
    rows
}
