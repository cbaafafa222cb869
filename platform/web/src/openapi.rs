//! The description of the API (OpenAPI 3.1) and the pages that people read it on, both made from the resources themselves.

mod schemas;

use crate::answer::{Answer, JsonAnswer, Page};
use crate::components::{Cell, Column, ColumnKind, Row, simple_table};
use crate::papers::FileForm;
use crate::problem::PROBLEMS_PATH;
use crate::resource::{API_PATH, FieldInfo, FilterKind, ListFilter, Resource};
use crate::route::{Access, Route};
use crate::router::FILE_TYPES;
use crate::visit::Visit;
use kernel::{Arg, Error, FieldKind, Language, Result};
use maud::html;
use serde_json::{Map, Value as Json, json};

const DESCRIPTION_PATH: &str = "/api/v1/openapi.json";
const PAGE_PATH: &str = "/api/v1/docs";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get(DESCRIPTION_PATH, Access::Public, |visit| {
            Ok(Answer::Json(JsonAnswer::ok(openapi(&visit.web.resources, visit.language()))))
        }),
        Route::get(PAGE_PATH, Access::Public, |visit| Ok(page(visit))),
        Route::get("/problems/{kind}", Access::Public, problem_page),
    ]
}

/// One operation, as the description and the page both tell it.
struct Operation {
    method: &'static str,
    path: String,
    id: String,
    words: String,
    parameters: Vec<Json>,
    /// Name of the schema of the body, where there is one.
    body: Option<String>,
    needs_body: bool,
    /// The body is a file, by itself or in a form.
    is_of_file: bool,
    /// The file may come by itself too.
    is_by_itself: bool,
    /// Type of what is answered.
    answers: Vec<&'static str>,
    done: (&'static str, Json),
    problems: &'static [&'static str],
}

const ALWAYS: &[&str] = &["400", "401", "403", "422", "500", "503"];
const ONE: &[&str] = &["400", "401", "403", "404", "422", "500", "503"];
const WRITING: &[&str] = &["400", "401", "403", "404", "408", "412", "413", "415", "422", "500", "503"];
const CHANGING: &[&str] =
    &["400", "401", "403", "404", "408", "412", "413", "415", "422", "428", "500", "503"];

/// The description of the API, in a language.
#[must_use]
pub fn openapi(resources: &[Resource], language: Language) -> Json {
    let (mut paths, mut schemas) = (Map::new(), Map::new());
    schemas.insert("Problem".into(), schemas::problem());
    for resource in resources {
        schemas.extend(schemas::of_resource(resource, language));
        for operation in operations(resource, language) {
            let path = paths.entry(operation.path.clone()).or_insert_with(|| json!({}));
            path[operation.method] = described(&operation, resource.name);
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Vidmakt",
            "version": env!("CARGO_PKG_VERSION"),
            "description": texts::text(language, "api-description"),
        },
        "servers": [{ "url": "/" }],
        "security": [{ "bearer": [] }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": { "bearer": { "type": "http", "scheme": "bearer" } },
        },
    })
}

fn operations(resource: &Resource, language: Language) -> Vec<Operation> {
    let name = resource.name;
    let (all, one) = (format!("{API_PATH}{name}"), format!("{API_PATH}{name}/{{id}}"));
    let words = |key: &str, action: &str| {
        let args = [("records", Arg::from(name)), ("action", Arg::from(action))];
        texts::format(language, key, &args)
    };
    let record = format!("{name}.record");
    let operation = |method, path: &str, verb: &str, words: String| Operation {
        method,
        path: path.to_owned(),
        id: format!("{verb}_{}", name.replace('-', "_")),
        words,
        parameters: if path == all { Vec::new() } else { vec![parameter("id", "path", &schemas::id())] },
        body: None,
        needs_body: false,
        is_of_file: false,
        is_by_itself: false,
        answers: vec!["application/json"],
        done: ("200", schemas::reference(&record)),
        problems: ONE,
    };
    let mut operations = Vec::new();
    if resource.list.is_some() {
        let done = ("200", schemas::reference(&format!("{name}.page")));
        let parameters = list_parameters(resource);
        let list = operation("get", &all, "list", words("api-list", ""));
        operations.push(Operation { parameters, done, problems: ALWAYS, ..list });
    }
    if resource.create.is_some() || resource.file.is_some() {
        let is_of_file = resource.file.is_some();
        let create = operation("post", &all, "create", words("api-create", ""));
        // What stands beside a file that is sent by itself stands in the address.
        let is_by_itself = is_of_file && !resource.receives_files;
        let beside = resource.with.iter().filter(|field| is_by_itself && field.fits_address());
        let beside = beside.map(|field| parameter(field.name, "query", &schemas::asked(field)));
        operations.push(Operation {
            parameters: std::iter::once(header("Idempotency-Key", false)).chain(beside).collect(),
            body: Some(format!("{name}.{}", if is_of_file { "file" } else { "new" })),
            needs_body: true,
            is_of_file,
            is_by_itself,
            done: ("201", schemas::reference(&record)),
            problems: WRITING,
            ..create
        });
    }
    if resource.get.is_some() {
        let mut get = operation("get", &one, "get", words("api-get", ""));
        get.parameters.push(parameter("as_of", "query", &schemas::date()));
        operations.push(get);
    }
    let content = operation("get", &format!("{one}/content"), "content", words("api-content", ""));
    operations.extend(resource.content.map(|(forms, _)| content_of(content, forms)));
    if resource.change.is_some() {
        let mut change = operation("patch", &one, "change", words("api-change", ""));
        change.parameters.push(header("If-Match", true));
        let body = Some(format!("{name}.change"));
        operations.push(Operation { body, needs_body: true, problems: CHANGING, ..change });
    }
    for action in &resource.actions {
        let path = format!("{one}/actions/{}", action.name);
        let mut act = operation("post", &path, action.name, words("api-act", action.name));
        act.parameters.extend([header("Idempotency-Key", false), header("If-Match", false)]);
        let needs_body = action.fields.iter().any(|field| field.is_required);
        let body = Some(format!("{name}.{}", action.name));
        operations.push(Operation { body, needs_body, problems: WRITING, ..act });
    }
    operations
}

/// The content of a record that is a file or can be had as one.
fn content_of(mut operation: Operation, forms: &[FileForm]) -> Operation {
    operation.parameters.push(parameter("as_of", "query", &schemas::date()));
    if forms.len() > 1 {
        let endings: Vec<&str> = forms.iter().map(|form| form.ending).collect();
        let schema = json!({ "type": "string", "enum": endings, "default": endings[0] });
        operation.parameters.push(parameter("format", "query", &schema));
    }
    let answers = forms.iter().map(|form| form.content_type).collect();
    Operation { answers, done: ("200", schemas::file()), ..operation }
}

fn list_parameters(resource: &Resource) -> Vec<Json> {
    let mut parameters = vec![
        parameter(
            "limit",
            "query",
            &json!({ "type": "integer", "minimum": 1, "maximum": 200, "default": 50 }),
        ),
        parameter("cursor", "query", &json!({ "type": "string" })),
    ];
    if let Some(listing) = resource.listing {
        let sorts: Vec<String> =
            listing.sorts.iter().flat_map(|sort| [sort.name.to_owned(), format!("-{}", sort.name)]).collect();
        parameters.push(parameter("sort", "query", &json!({ "type": "string", "enum": sorts })));
        parameters.push(parameter("as_of", "query", &schemas::date()));
    }
    parameters.extend(
        resource.filters.iter().map(|filter| parameter(filter.name, "query", &filter_schema(filter))),
    );
    parameters
}

fn filter_schema(filter: &ListFilter) -> Json {
    match filter.kind {
        FilterKind::Search | FilterKind::Made(_) => json!({ "type": "string" }),
        FilterKind::Field(FieldKind::References(kind)) => schemas::asked(&FieldInfo {
            name: filter.name,
            kind: FieldKind::Reference(kind),
            is_required: true,
        }),
        FilterKind::Field(FieldKind::Words { .. }) => json!({ "type": "string" }),
        FilterKind::Field(kind) => schemas::asked(&FieldInfo { name: filter.name, kind, is_required: true }),
    }
}

fn parameter(name: &str, place: &str, schema: &Json) -> Json {
    json!({ "name": name, "in": place, "required": place == "path", "schema": schema })
}

fn header(name: &str, is_required: bool) -> Json {
    let schema = json!({ "type": "string", "minLength": 1, "maxLength": 200 });
    json!({ "name": name, "in": "header", "required": is_required, "schema": schema })
}

fn described(operation: &Operation, tag: &str) -> Json {
    let mut responses = Map::new();
    let (status, schema) = &operation.done;
    let content = |kind: &&str| ((*kind).to_owned(), json!({ "schema": schema }));
    let content: Map<String, Json> = operation.answers.iter().map(content).collect();
    responses.insert((*status).into(), json!({ "description": operation.words, "content": content }));
    for status in operation.problems {
        let content = json!({ "application/problem+json": { "schema": schemas::reference("Problem") } });
        responses.insert((*status).into(), json!({ "description": "Problem", "content": content }));
    }
    let mut described = json!({
        "operationId": operation.id,
        "summary": operation.words,
        "tags": [tag],
        "parameters": operation.parameters,
        "responses": responses,
    });
    if let Some(body) = &operation.body {
        let schema = schemas::reference(body);
        let content = if operation.is_of_file {
            let mut content = json!({ "multipart/form-data": { "schema": schema } });
            for kind in FILE_TYPES.iter().filter(|_| operation.is_by_itself) {
                content[*kind] = json!({ "schema": schemas::file() });
            }
            content
        } else {
            json!({ "application/json": { "schema": schema } })
        };
        described["requestBody"] = json!({ "required": operation.needs_body, "content": content });
    }
    described
}

/// The same for people.
fn page(visit: &Visit) -> Answer {
    let language = visit.language();
    let columns = [
        Column::new("call", visit.text("api-call"), ColumnKind::Text),
        Column::new("does", visit.text("api-does"), ColumnKind::Text),
        Column::new("takes", visit.text("api-takes"), ColumnKind::Text),
    ];
    let content = html! {
        p { (visit.text("api-description")) }
        p { a href=(DESCRIPTION_PATH) { (visit.text("api-file")) } }
        @for resource in &visit.web.resources {
            @let rows: Vec<Row> = operations(resource, language).iter().map(|one| operation_row(resource, one)).collect();
            (simple_table(language, resource.name, &columns, &rows))
        }
    };
    Page::new(visit.text("api-title"), content).answer()
}

fn operation_row(resource: &Resource, operation: &Operation) -> Row {
    let asked = operation.parameters.iter().filter_map(|one| one["name"].as_str().map(str::to_owned));
    let action =
        resource.actions.iter().find(|action| operation.path.ends_with(&format!("/{}", action.name)));
    let fields: &[FieldInfo] = match (action, &operation.body) {
        (Some(action), _) => &action.fields,
        (None, Some(_)) if operation.is_of_file => &[],
        (None, Some(_)) => &resource.fields,
        (None, None) => &[],
    };
    let names = asked.chain(fields.iter().map(|field| field.name.to_owned())).collect();
    let call = format!("{} {}", operation.method.to_uppercase(), operation.path);
    Row { cells: vec![Cell::Text(call), Cell::text(operation.words.clone()), Cell::List(names)] }
}

/// What the type of a problem document means.
fn problem_page(visit: &Visit) -> Result<Answer> {
    let kind = visit.path.strip_prefix(PROBLEMS_PATH).unwrap_or_default();
    let [title, text] = ["title", "text"].map(|part| format!("error-{kind}-{part}"));
    if !texts::has(visit.language(), &title) || !texts::has(visit.language(), &text) {
        return Err(Error::NotFound);
    }
    let content = html! { p { (visit.text(&text)) } };
    Ok(Page::new(visit.text(&title), content).bare())
}
