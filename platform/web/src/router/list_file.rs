//! What the program asks of a list in somebody's place: its file as they would get it, and what a view of it is in words.

use crate::answer::{Answer, File};
use crate::components::Address;
use crate::layout::Look;
use crate::list_view::{FORMAT_PARAMETER, ListInWords, WHOLE_PARAMETER};
use crate::list_views::{OfferedView, OfferedViews};
use crate::route::{Access, Method, Route};
use crate::visit::{Body, Visit};
use crate::web::Web;
use kernel::{Actor, Error, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::AtomicU32;
use std::sync::{Arc, OnceLock};
use storage::View;

/// The spreadsheet of a list at an address, with what this actor may see and in their language.
///
/// # Errors
/// Not found where there is no such list, refused where the actor may not read it or take it along, rejected where a filter
/// means nothing to the list, and those of the list.
pub fn list_file_for(web: &Arc<Web>, actor: &Actor, address: &Address) -> Result<File> {
    let route = list_at(web, &address.path).ok_or(Error::NotFound)?;
    let permissions = web.db.read(actor, View::Now, access::permissions_of)?;
    let asked = address.with(FORMAT_PARAMETER, "xlsx").with(WHOLE_PARAMETER, "1");
    let visit = visit_of(web, (actor, permissions), route, asked);
    if let Some(permission) = refused_at(&visit, route) {
        return Err(access::refused(permission));
    }
    match (route.handler)(&visit)? {
        Answer::File(file) => Ok(file),
        _ => Err(Error::failed(format!("{} gives no file", route.path))),
    }
}

/// What a view of a list is in the words of the list's page, as the visitor sees it; none where they may not read the list.
///
/// # Errors
/// Those of the list.
pub fn list_in_words(visit: &Visit, list: &str, view: OfferedView) -> Result<Option<ListInWords>> {
    let Some(route) = list_at(&visit.web, list).filter(|route| refused_at(visit, route).is_none()) else {
        return Ok(None);
    };
    let whose = (&visit.actor, visit.permissions.clone());
    let asked = Visit {
        list_words: Some(OnceLock::new()),
        look: visit.look,
        views: OfferedViews { opened: Some(view.clone()), ..OfferedViews::default() },
        ..visit_of(&visit.web, whose, route, view.address(list))
    };
    match (route.handler)(&asked) {
        Ok(_) => Ok(asked.list_words.and_then(OnceLock::into_inner)),
        Err(Error::Refused(_) | Error::NotFound | Error::Rejected(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

fn list_at<'w>(web: &'w Web, path: &str) -> Option<&'w Route> {
    web.routes.iter().find(|one| one.method == Method::Get && one.path == path && one.list.is_some())
}

/// The permission that the door asks for in vain.
fn refused_at(visit: &Visit, route: &Route) -> Option<kernel::Permission> {
    match route.access {
        Access::Needs(permission) if !visit.may(permission) => Some(permission),
        _ => None,
    }
}

fn visit_of(
    web: &Arc<Web>,
    (actor, permissions): (&Actor, BTreeSet<String>),
    route: &Route,
    address: Address,
) -> Visit {
    Visit {
        web: web.clone(),
        actor: actor.clone(),
        session: None,
        permissions,
        look: Look { language: actor.language, ..Look::default() },
        method: Method::Get,
        path: route.path.to_owned(),
        path_values: BTreeMap::new(),
        query: address.parameters,
        headers: BTreeMap::new(),
        body: Body::None,
        received: Vec::new(),
        body_hash: String::new(),
        from: String::new(),
        views: OfferedViews::default(),
        list_words: None,
        seen_by: None,
        refusal: OnceLock::new(),
        verbs: AtomicU32::new(0),
        repeats: OnceLock::new(),
    }
}
