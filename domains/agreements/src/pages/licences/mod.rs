//! The pages of licences: how many there are, how many are in use, and what is missing.

mod licence_forms;
mod licence_list;
mod licence_page;

use crate::EDIT_LICENCES;
use crate::licences::{Licence, LicenceUse, compute_use};
use kernel::{Id, Language, Result};
use policy::Pack;
use storage::Read;
use web::components::{Link, SelectOption, Status, Tone};
use web::{Access, RecordWords, Route, Visit};

const PATH: &str = "/licenser";

pub(super) fn routes() -> Vec<Route> {
    const SEEN: Access = Access::SignedIn;
    let edits = Access::Needs(EDIT_LICENCES);
    vec![
        Route::get("/licenser", SEEN, licence_list::licence_list).listing("licences"),
        Route::get("/licenser/ny", edits, licence_forms::new_licence),
        Route::post("/licenser/ny", edits, licence_forms::register),
        Route::get("/licenser/{id}", SEEN, licence_page::licence_page).of("licence"),
        Route::get("/licenser/{id}/andra", edits, licence_forms::edit_licence).of("licence"),
        Route::post("/licenser/{id}/andra", edits, licence_forms::change).of("licence"),
    ]
}

fn under_list(visit: &Visit) -> Vec<Link> {
    vec![Link::new(PATH, visit.text("licences"))]
}

/// The words of licences: groups of users as the guideline calls them.
fn licence_words(pack: &Pack, language: Language) -> RecordWords {
    RecordWords::of("licence").options("user_group", user_groups(pack, language))
}

/// The groups of users that the guideline counts licences by.
fn user_groups(pack: &Pack, language: Language) -> Vec<SelectOption> {
    let option =
        |group: &policy::ListedValue| SelectOption::new(&group.id, group.title.in_language(language));
    pack.user_groups.iter().map(option).collect()
}

/// The names of what a licence points at; a history names those too who stood there before.
fn naming_licence(read: &Read, words: RecordWords, licence: &Licence) -> Result<RecordWords> {
    use super::words::{names_of_agreements, names_of_organisations, names_of_people, names_of_systems};
    type Naming = fn(&Read, &[Id]) -> Result<Vec<(Id, String)>>;
    let pointing: [(&'static str, Naming, Option<Id>); 5] = [
        ("organisation", names_of_organisations, licence.organisation),
        ("supplier", names_of_organisations, licence.supplier),
        ("responsible", names_of_people, licence.responsible),
        ("system", names_of_systems, licence.system),
        ("agreement", names_of_agreements, licence.agreement),
    ];
    let mut words = words;
    for (field, naming, id) in pointing {
        let named = naming(read, id.as_slice())?.into_iter();
        let options = named.map(|(id, name)| SelectOption::new(id.to_string(), name)).collect();
        words = words.naming(field, naming).options(field, options);
    }
    Ok(words)
}

/// Whether there are enough, by word, number and shape.
pub(crate) fn use_status(
    visit: &Visit,
    kind: Option<crate::LicenceKind>,
    bought: Option<i64>,
    in_use: Option<i64>,
) -> Status {
    let counted = |tone, key: &str, count: i64| {
        Status::new(tone, texts::format(visit.language(), key, &[("count", count.into())]))
    };
    match compute_use(kind, bought, in_use) {
        LicenceUse::NotCounted => Status::new(Tone::Closed, visit.text("licence-use-not-counted")),
        LicenceUse::Over(count) => counted(Tone::Bad, "licence-use-over", count),
        LicenceUse::Free(0) => Status::new(Tone::Good, visit.text("licence-use-all")),
        LicenceUse::Free(count) => counted(Tone::Good, "licence-use-free", count),
    }
}
