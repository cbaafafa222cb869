//! JSON schemas of fields and records. What is asked for is strict; what is told may always be empty.

use crate::resource::{CUSTOM_OBJECT, FieldInfo, Resource};
use kernel::{FieldKind, Language};
use serde_json::{Map, Value as Json, json};

/// One line without control characters, and not of spaces only.
const LINE: &str = r"^[^\u0000-\u001f\u007f-\u009f]*$";
const REQUIRED_LINE: &str =
    r"^[^\u0000-\u001f\u007f-\u009f]*[^\s\u0000-\u001f\u007f-\u009f][^\u0000-\u001f\u007f-\u009f]*$";
const LINES: &str = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$";
const WEB_ADDRESS: &str = r"^https?://[^\s\u0000-\u001f\u007f-\u009f]+$";

pub(super) fn reference(name: &str) -> Json {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

pub(super) fn id() -> Json {
    json!({ "type": "string", "format": "uuid" })
}

pub(super) fn date() -> Json {
    json!({ "type": "string", "format": "date" })
}

/// The bytes of a file.
pub(super) fn file() -> Json {
    json!({ "type": "string", "format": "binary", "minLength": 1 })
}

pub(super) fn problem() -> Json {
    let text = json!({ "type": "string" });
    let error = json!({
        "type": "object",
        "properties": {
            "pointer": text,
            "field": text,
            "detail": text,
            "clauses": { "type": "array", "items": text },
        },
        "required": ["pointer", "field", "detail", "clauses"],
        "additionalProperties": false,
    });
    json!({
        "type": "object",
        "properties": {
            "type": { "type": "string", "format": "uri-reference" },
            "title": text,
            "status": { "type": "integer" },
            "detail": text,
            "reference": text,
            "errors": { "type": "array", "items": error },
        },
        "required": ["type", "title", "status", "detail"],
        "additionalProperties": false,
    })
}

/// The record as it is told, a page of them, and each body that may be sent.
pub(super) fn of_resource(resource: &Resource, language: Language) -> Map<String, Json> {
    let name = resource.name;
    let mut schemas = Map::new();
    let mut told = Map::new();
    told.insert("id".into(), id());
    told.insert("revision".into(), json!({ "type": "integer", "minimum": 1 }));
    for field in resource.fields.iter().chain(&resource.extra) {
        told.insert(field.name.into(), self::told(field.kind));
    }
    for name in &resource.free {
        told.insert((*name).into(), json!({ "type": ["object", "null"] }));
    }
    for name in &resource.free_lists {
        told.insert((*name).into(), json!({ "type": "array", "items": { "type": ["object", "string"] } }));
    }
    if resource.has_custom {
        told.insert(CUSTOM_OBJECT.into(), custom(language));
    }
    let required: Vec<&String> = told.keys().collect();
    let record = json!({
        "type": "object", "properties": told, "required": required, "additionalProperties": false,
    });
    schemas.insert(format!("{name}.record"), record);
    let page = json!({
        "type": "object",
        "properties": {
            "items": { "type": "array", "items": reference(&format!("{name}.record")) },
            "next_cursor": { "type": ["string", "null"] },
        },
        "required": ["items", "next_cursor"],
        "additionalProperties": false,
    });
    schemas.insert(format!("{name}.page"), page);
    let body: Vec<FieldInfo> = resource.fields.iter().chain(&resource.with).copied().collect();
    for (kind, is_whole) in [("new", true), ("change", false)] {
        let mut body = object(&body, is_whole);
        if resource.has_custom {
            body["properties"][CUSTOM_OBJECT] = nullable(custom(language));
        }
        schemas.insert(format!("{name}.{kind}"), body);
    }
    if resource.file.is_some() {
        let mut form = object(&resource.with, true);
        form["properties"]["file"] = file();
        form["required"] = json!(["file"]);
        schemas.insert(format!("{name}.file"), form);
    }
    for action in &resource.actions {
        schemas.insert(format!("{name}.{}", action.name), object(&action.fields, true));
    }
    schemas
}

/// The fields that a federation has added, by their keys. Each federation has its own, and this description is of them all,
/// so it tells what keys look like, which forms values have, and where one's own are told.
fn custom(language: Language) -> Json {
    let value = json!({ "type": ["string", "integer", "array", "null"], "items": { "type": "string" } });
    json!({
        "type": "object",
        "description": texts::text(language, "api-custom-object"),
        "propertyNames": { "pattern": "^[a-z][a-z0-9_]*$" },
        "additionalProperties": value,
    })
}

/// A body; of a change nothing is required, since what is not sent stays.
fn object(fields: &[FieldInfo], is_whole: bool) -> Json {
    let properties: Map<String, Json> =
        fields.iter().map(|field| (field.name.to_owned(), asked(field))).collect();
    let needed = fields.iter().filter(|field| is_whole && field.is_required);
    let required: Vec<&str> = needed.map(|field| field.name).collect();
    json!({
        "type": "object", "properties": properties, "required": required, "additionalProperties": false,
    })
}

/// A field as it may be sent: `null` empties it, unless it is required.
pub(super) fn asked(field: &FieldInfo) -> Json {
    let mut schema = strict(field.kind);
    if field.is_required {
        if let FieldKind::Text { .. } = field.kind {
            schema["pattern"] = json!(REQUIRED_LINE);
        }
        if matches!(field.kind, FieldKind::References(_) | FieldKind::Words { .. }) {
            schema["minItems"] = json!(1);
        }
        return schema;
    }
    nullable(schema)
}

fn nullable(mut schema: Json) -> Json {
    let kind = schema["type"].clone();
    schema["type"] = json!([kind, "null"]);
    if let Some(names) = schema.get_mut("enum").and_then(Json::as_array_mut) {
        names.push(Json::Null);
    }
    schema
}

fn strict(kind: FieldKind) -> Json {
    match kind {
        FieldKind::Text { max_chars } => json!({ "type": "string", "maxLength": max_chars, "pattern": LINE }),
        FieldKind::LongText { max_chars } => {
            json!({ "type": "string", "maxLength": max_chars, "pattern": LINES })
        }
        FieldKind::Number { min, max } => json!({ "type": "integer", "minimum": min, "maximum": max }),
        FieldKind::Money => json!({ "type": "integer" }),
        FieldKind::Flag => json!({ "type": "boolean" }),
        FieldKind::Date => date(),
        FieldKind::Choice(names) => json!({ "type": "string", "enum": names }),
        FieldKind::Word => json!({ "type": "string", "maxLength": 100, "pattern": LINE }),
        FieldKind::Words { max_words } => {
            let word = json!({ "type": "string", "maxLength": 100, "pattern": LINE });
            json!({ "type": "array", "items": word, "maxItems": max_words })
        }
        FieldKind::Reference(_) => id(),
        FieldKind::References(_) => json!({ "type": "array", "items": id() }),
        FieldKind::Link => json!({ "type": "string", "maxLength": 2_000, "pattern": WEB_ADDRESS }),
    }
}

/// A field as it is told. Limits are left out: what was kept under older ones is told as well.
fn told(kind: FieldKind) -> Json {
    match kind {
        FieldKind::Text { .. }
        | FieldKind::LongText { .. }
        | FieldKind::Link
        | FieldKind::Choice(_)
        | FieldKind::Word => json!({ "type": ["string", "null"] }),
        FieldKind::Number { .. } | FieldKind::Money => json!({ "type": ["integer", "null"] }),
        FieldKind::Words { .. } => json!({ "type": "array", "items": { "type": "string" } }),
        FieldKind::References(_) => strict(kind),
        FieldKind::Flag | FieldKind::Date | FieldKind::Reference(_) => nullable(strict(kind)),
    }
}
