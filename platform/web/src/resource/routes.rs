//! The routes of every resource, and what happens at them.

use super::{Change, Input, Item, Keep, ListAsk, LookToAct, Resource, Run, SentFile};
use crate::answer::{Answer, JsonAnswer};
use crate::route::{Access, Handler, Method, Route};
use crate::visit::{Body, Visit};
use kernel::{Error, Result};
use serde_json::{Map, Value as Json, json};
use storage::{Read, View};

pub(crate) const API_PATH: &str = "/api/v1/";

/// What one may do with the resource, as routes. Each verb asks for itself what the actor may do.
pub(crate) fn routes(resource: &Resource) -> Vec<Route> {
    let name = resource.name;
    let at = |method, path: String, handler: Handler, subject| Route {
        method,
        // Routes live as long as the program, and are made once.
        path: path.leak(),
        access: Access::SignedIn,
        handler,
        subject,
        takes_file: false,
        list: None,
        receives_files: false,
    };
    let (all, one) = (format!("{API_PATH}{name}"), format!("{API_PATH}{name}/{{id}}"));
    let subject = Some(resource.subject);
    let mut routes = Vec::new();
    routes.extend(resource.list.map(|_| at(Method::Get, all.clone(), list, None)));
    routes.extend(resource.create.map(|_| at(Method::Post, all.clone(), create, None)));
    routes.extend(resource.file.map(|(permission, _)| Route {
        takes_file: !resource.receives_files,
        receives_files: resource.receives_files,
        access: Access::Needs(permission),
        ..at(Method::Post, all.clone(), create_of_file, None)
    }));
    routes.extend(resource.get.map(|_| at(Method::Get, one.clone(), get, subject)));
    routes.extend(resource.change.map(|_| at(Method::Patch, one.clone(), change, subject)));
    routes.extend(
        resource.content.map(|(_, content)| at(Method::Get, format!("{one}/content"), content, subject)),
    );
    for action in &resource.actions {
        routes.push(at(Method::Post, format!("{one}/actions/{}", action.name), act, subject));
    }
    routes
}

/// The resource that a path names.
fn resource_of(visit: &Visit) -> Result<&Resource> {
    let name = visit.path.strip_prefix(API_PATH).and_then(|rest| rest.split('/').next());
    visit.web.resources.iter().find(|resource| Some(resource.name) == name).ok_or(Error::NotFound)
}

fn list(visit: &Visit) -> Result<Answer> {
    let resource = resource_of(visit)?;
    let list = resource.list.ok_or(Error::NotFound)?;
    let answer = visit.read(|read| {
        let custom = resource.custom_fields(read)?;
        let ask = ListAsk::read(&visit.query, resource.filters, &custom)?;
        list(read, &ListAsk { is_in_ore: true, ..ask })
    })?;
    let items: Vec<Json> = answer.items.into_iter().map(Item::into_json).collect();
    Ok(Answer::Json(JsonAnswer::ok(json!({ "items": items, "next_cursor": answer.next_cursor }))))
}

fn get(visit: &Visit) -> Result<Answer> {
    let get = resource_of(visit)?.get.ok_or(Error::NotFound)?;
    let id = visit.id("id")?;
    let item = visit.read(|read| get(read, id))?;
    Ok(Answer::Json(told(item, 200)))
}

fn create(visit: &Visit) -> Result<Answer> {
    let resource = resource_of(visit)?;
    let (name, create) = (resource.name, resource.create.ok_or(Error::NotFound)?);
    let input = Input { fields: fields_of(visit)?, revision: None };
    let made = move |item: Item| {
        let location = format!("{API_PATH}{name}/{}", item.id);
        JsonAnswer { location: Some(location), ..told(item, 201) }
    };
    let answer = match create {
        Run::AtOnce(create) => visit.write_once(move |tx| create(tx, &input).map(made)),
        Run::AfterLook(look) => after_look(visit, |read| look(read, &input), made),
    };
    answer.map(Answer::Json)
}

/// Looks first and writes then. The same request sent again is answered without another look.
fn after_look(
    visit: &Visit,
    look: impl FnOnce(&Read) -> Result<Keep>,
    told: impl FnOnce(Item) -> JsonAnswer + Send + 'static,
) -> Result<JsonAnswer> {
    let (db, once) = (&visit.web.db, visit.once()?);
    if let Some(once) = once
        && let Some(answer) = db.read(&visit.actor, View::Now, |read| once.answered(read))?
    {
        return Ok(answer);
    }
    let keep = db.read(&visit.actor, View::Now, look)?;
    visit.write_once(move |tx| keep(tx).map(told))
}

fn create_of_file(visit: &Visit) -> Result<Answer> {
    let resource = resource_of(visit)?;
    let (_, create) = resource.file.ok_or(Error::NotFound)?;
    create(visit, &SentFile::of(visit, &resource.with)?).map(Answer::Json)
}

fn change(visit: &Visit) -> Result<Answer> {
    let change = resource_of(visit)?.change.ok_or(Error::NotFound)?;
    let id = visit.id("id")?;
    let revision = match told_revision(visit) {
        Told::Nothing => return Ok(Answer::Problem { status: 428, kind: "revision-required" }),
        Told::Nonsense => return Err(Error::stale()),
        Told::Revision(revision) => Some(revision),
    };
    let input = Input { fields: fields_of(visit)?, revision };
    let item = visit.write(move |tx| change(tx, id, &input))?;
    Ok(Answer::Json(told(item, 200)))
}

fn act(visit: &Visit) -> Result<Answer> {
    let run = action_of(visit)?;
    let id = visit.id("id")?;
    let revision = match told_revision(visit) {
        Told::Nothing => None,
        Told::Nonsense => return Err(Error::stale()),
        Told::Revision(revision) => Some(revision),
    };
    let input = Input { fields: fields_of(visit)?, revision };
    let done = |item: Item| told(item, 200);
    let answer = match run {
        Run::AtOnce(run) => visit.write_once(move |tx| run(tx, id, &input).map(done)),
        Run::AfterLook(look) => after_look(visit, |read| look(read, id, &input), done),
    };
    answer.map(Answer::Json)
}

fn action_of(visit: &Visit) -> Result<Run<Change, LookToAct>> {
    let name = visit.path.rsplit('/').next().unwrap_or_default();
    let action = resource_of(visit)?.actions.iter().find(|action| action.name == name);
    action.map(|action| action.run).ok_or(Error::NotFound)
}

fn told(item: Item, status: u16) -> JsonAnswer {
    JsonAnswer { status, revision: Some(item.revision), body: item.into_json(), location: None }
}

/// An action may need no words at all.
fn fields_of(visit: &Visit) -> Result<Map<String, Json>> {
    match &visit.body {
        Body::None => Ok(Map::new()),
        Body::Json(Json::Object(fields)) => Ok(fields.clone()),
        Body::Json(_) => Err(Error::rejected("", "objection-wanted-object")),
        Body::Form(_) | Body::File(_) => Err(Error::rejected("", "objection-json-expected")),
    }
}

enum Told {
    Nothing,
    Nonsense,
    Revision(i64),
}

/// The revision in `If-Match`. That any will do (`*`) says nothing about what the caller has read.
fn told_revision(visit: &Visit) -> Told {
    let Some(header) = visit.header("if-match").map(str::trim).filter(|header| *header != "*") else {
        return Told::Nothing;
    };
    let bare = header.trim_start_matches("W/").trim_matches('"');
    bare.parse().map_or(Told::Nonsense, Told::Revision)
}
