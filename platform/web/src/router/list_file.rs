//! The file of a list as somebody would get it who asks for it: for work that the program does in their place.

use crate::answer::{Answer, File};
use crate::components::Address;
use crate::layout::Look;
use crate::list_view::{FORMAT_PARAMETER, WHOLE_PARAMETER};
use crate::list_views::OfferedViews;
use crate::route::{Access, Method, Route};
use crate::visit::{Body, Visit};
use crate::web::Web;
use kernel::{Actor, Error, Result};
use std::collections::BTreeMap;
use std::sync::atomic::AtomicU32;
use std::sync::{Arc, OnceLock};
use storage::View;

/// The spreadsheet of a list at an address, with what this actor may see and in their language.
///
/// # Errors
/// Not found where there is no such list, refused where the actor may not read it or take it along, rejected where a filter
/// means nothing to the list, and those of the list.
pub fn list_file_for(web: &Arc<Web>, actor: &Actor, address: &Address) -> Result<File> {
    let route_at = |path: &str| web.routes.iter().find(|one| one.method == Method::Get && one.path == path);
    let page = route_at(&address.path).ok_or(Error::NotFound)?;
    let file_path = page.list.ok_or(Error::NotFound)?.file.unwrap_or(page.path);
    let route = route_at(file_path).ok_or(Error::NotFound)?;
    let visit = visit_of(web, actor, (route, address))?;
    for access in [page.access, route.access] {
        if let Access::Needs(permission) = access
            && !visit.may(permission)
        {
            return Err(access::refused(permission));
        }
    }
    match (route.handler)(&visit)? {
        Answer::File(file) => Ok(file),
        _ => Err(Error::failed(format!("{file_path} gives no file"))),
    }
}

fn visit_of(web: &Arc<Web>, actor: &Actor, (route, address): (&Route, &Address)) -> Result<Visit> {
    let permissions = web.db.read(actor, View::Now, access::permissions_of)?;
    Ok(Visit {
        web: web.clone(),
        actor: actor.clone(),
        session: None,
        permissions,
        look: Look { language: actor.language, ..Look::default() },
        method: Method::Get,
        path: route.path.to_owned(),
        path_values: BTreeMap::new(),
        query: address.with(FORMAT_PARAMETER, "xlsx").with(WHOLE_PARAMETER, "1").parameters,
        headers: BTreeMap::new(),
        body: Body::None,
        received: Vec::new(),
        body_hash: String::new(),
        from: String::new(),
        views: OfferedViews::default(),
        seen_by: None,
        refusal: OnceLock::new(),
        verbs: AtomicU32::new(0),
        repeats: OnceLock::new(),
    })
}
