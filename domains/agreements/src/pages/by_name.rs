//! Framework agreements as forms pick them: by name.

use crate::agreement::AgreementKind;
use crate::listing::{AGREEMENTS, AgreementRow};
use crate::{READ, store};
use kernel::{Choice as _, Id, Result};
use storage::{Query, Read, values};
use web::components::SelectOption;
use web::{Names, like_anywhere};

/// Framework agreements that the visitor may see.
pub(super) const FRAMEWORKS_BY_NAME: Names =
    Names { suggestions: "/forslag/ramavtal", of: name_of_framework, like: frameworks_like };

fn name_of_framework(read: &Read, id: Id) -> Result<Option<String>> {
    let seen = access::permitted(read, READ, &[id])?;
    Ok(store::names_of_agreements(read, &seen)?.into_iter().next().map(|(_, name)| name))
}

fn frameworks_like(read: &Read, text: &str, most: i64) -> Result<Vec<SelectOption>> {
    let wanted = like_anywhere(text);
    let query = Query::first(most)
        .filter("q", [wanted.clone().into(), wanted.into()])
        .filter("kind", values![AgreementKind::Framework.name()]);
    let query = access::visible_to(read.actor(), READ, query);
    let found = AGREEMENTS.page::<AgreementRow>(read, &query)?.items.into_iter();
    Ok(found.map(|row| SelectOption::new(row.id.to_string(), row.name)).collect())
}
