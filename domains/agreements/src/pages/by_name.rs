//! Agreements and objects as forms and filters pick them: by name.

use crate::agreement::AgreementKind;
use crate::listing::{AGREEMENTS, AgreementRow};
use crate::{READ, store};
use kernel::{Choice as _, Error, Id, Result};
use register::{OBJECTS, ObjectRow, READ_BASE, visible_object};
use storage::{Query, Read, values};
use web::components::SelectOption;
use web::{Names, like_anywhere};

/// Framework agreements that the visitor may see.
pub(super) const FRAMEWORKS_BY_NAME: Names =
    Names { suggestions: "/forslag/ramavtal", of: name_of_agreement, like: frameworks_like };

/// All agreements that the visitor may see.
pub(super) const AGREEMENTS_BY_NAME: Names =
    Names { suggestions: "/forslag/avtal", of: name_of_agreement, like: agreements_like };

fn name_of_agreement(read: &Read, id: Id) -> Result<Option<String>> {
    let seen = access::permitted(read, READ, &[id])?;
    Ok(store::names_of_agreements(read, &seen)?.into_iter().next().map(|(_, name)| name))
}

fn frameworks_like(read: &Read, text: &str, most: i64) -> Result<Vec<SelectOption>> {
    let query = named_like(text, most).filter("kind", values![AgreementKind::Framework.name()]);
    options(read, query)
}

fn agreements_like(read: &Read, text: &str, most: i64) -> Result<Vec<SelectOption>> {
    options(read, named_like(text, most))
}

fn named_like(text: &str, most: i64) -> Query {
    let wanted = like_anywhere(text);
    Query::first(most).filter("q", [wanted.clone().into(), wanted.into()])
}

fn options(read: &Read, query: Query) -> Result<Vec<SelectOption>> {
    let query = access::visible_to(read.actor(), READ, query);
    let found = AGREEMENTS.page::<AgreementRow>(read, &query)?.items.into_iter();
    Ok(found.map(|row| SelectOption::new(row.id.to_string(), row.name)).collect())
}

/// Objects that the visitor may see.
pub(super) const OBJECTS_BY_NAME: Names =
    Names { suggestions: "/forslag/objekt-med-avtal", of: name_of_object, like: objects_like };

fn name_of_object(read: &Read, id: Id) -> Result<Option<String>> {
    match visible_object(read, id) {
        Ok(object) => Ok(Some(object.name)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

fn objects_like(read: &Read, text: &str, most: i64) -> Result<Vec<SelectOption>> {
    let query = Query::first(most).filter("q", [like_anywhere(text).into()]);
    let query = access::visible_to(read.actor(), READ_BASE, query);
    let found = OBJECTS.page::<ObjectRow>(read, &query)?.items.into_iter();
    Ok(found.map(|row| SelectOption::new(row.id.to_string(), row.name)).collect())
}
