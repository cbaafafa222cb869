//! `forums.toml`: who sits in which body, how many there may be, and where a group must be formed.

use super::documents::requirement;
use super::entry::Entry;
use super::names::{NameKind, known_help};
use crate::pack::{
    Body, BodyKind, Forum, ForumGround, MayJoin, Parameter, ParameterValue, Title, Who, WhoWhen,
};
use kernel::Message;

pub(super) const FILE: &str = "forums.toml";

/// `parameters` are those of `pack.toml`, among which a limit may stand; `bodies` those of `roles.toml`.
pub(super) fn read(root: &Entry<'_>, parameters: &[Parameter], bodies: &[Body]) -> Vec<Forum> {
    root.tables("forum").into_iter().map(|entry| forum(entry, parameters, bodies)).collect()
}

fn forum(entry: Entry<'_>, parameters: &[Parameter], bodies: &[Body]) -> Forum {
    entry.required("subjects");
    let subjects = entry.subjects("subjects", &[]);
    let required: Vec<ForumGround> =
        entry.tables("required").into_iter().map(|one| ground(one, &subjects)).collect();
    let (noted_from, most) = (limit(&entry, "noted_from", parameters), limit(&entry, "most", parameters));
    let is_demand = !required.is_empty() || noted_from.is_some() || most.is_some();
    let has_rule = entry.optional("rule").is_some();
    let forum = Forum {
        body: entry.define(NameKind::Forum, "body"),
        title: title(&entry, bodies),
        rule: (is_demand || has_rule).then(|| entry.define(NameKind::Rule, "rule")),
        members: roles(&entry, "members", &subjects),
        may_join: entry.tables("may_join").into_iter().filter_map(may_join).collect(),
        chair: roles(&entry, "chair", &subjects),
        convener: roles(&entry, "convener", &subjects),
        noted_from,
        most,
        responsible: entry.who_list("responsible", &subjects),
        required,
        clauses: entry.optional_clauses(),
        subjects,
    };
    check(&entry, &forum);
    entry.finish();
    forum
}

/// What the body is called. People sit in a forum or a committee, not in a department.
fn title(entry: &Entry<'_>, bodies: &[Body]) -> kernel::LocalText {
    let id = entry.reference(NameKind::Body, "body");
    let Some(body) = bodies.iter().find(|body| body.id == id) else { return kernel::LocalText::default() };
    if !matches!(body.kind, BodyKind::Forum | BodyKind::Committee) {
        let message = Message::new("policy-problem-body-is-no-forum").with("body", id);
        let help = Message::new("policy-help-body-is-no-forum");
        entry.book.error(&entry.spot_at("body"), message, Some(help));
    }
    Title::text(&body.title)
}

fn check(entry: &Entry<'_>, forum: &Forum) {
    let (noted_from, most) = (forum.noted_from, forum.most);
    if most == Some(0) || most.zip(noted_from).is_some_and(|(most, noted)| noted > most) {
        let word = |count: Option<usize>| count.map_or_else(|| "-".to_owned(), |count| count.to_string());
        let message = Message::new("policy-problem-impossible-count")
            .with("min", word(noted_from))
            .with("max", word(most));
        entry.book.error(&entry.spot_at("most"), message, Some(Message::new("policy-help-limits")));
    }
    if !forum.required.is_empty() && forum.responsible.is_empty() && forum.convener.is_empty() {
        let message = Message::new("policy-problem-demanded-of-nobody").with("id", forum.body.as_str());
        let help = Message::new("policy-help-demanded-of-nobody");
        entry.book.error(&entry.spot(), message, Some(help));
    }
}

/// A ground for one of the kinds of subject of its group, the first if none is named.
fn ground(entry: Entry<'_>, subjects: &[String]) -> ForumGround {
    let first = subjects.first().map_or("", String::as_str);
    let subject = entry.subject(first);
    if let Some(value) = entry.optional("subject").filter(|_| !subjects.contains(&subject)) {
        entry.unknown_value(value, &subject, subjects.iter().map(String::as_str));
    }
    let ground = requirement(entry, std::slice::from_ref(&subject));
    ForumGround { subject, ground }
}

/// A list of roles: of a body, nobody would know who sits for it.
fn roles(entry: &Entry<'_>, key: &'static str, subjects: &[String]) -> Vec<WhoWhen> {
    let list = entry.who_list(key, subjects);
    for member in &list {
        if let Who::Body(id) = &member.who {
            let message = Message::new("policy-problem-seat-of-a-body").with("body", id.as_str());
            entry.book.error(&entry.spot_at(key), message, Some(Message::new("policy-help-seat-of-a-body")));
        }
    }
    list
}

/// `{ role = "…" }`, or `{ name = { sv = "…", en = "…" } }` where the pack has no such role.
fn may_join(entry: Entry<'_>) -> Option<MayJoin> {
    let role = entry.optional_reference(NameKind::Role, "role");
    let name = entry.optional_text("name");
    if role.is_some() == name.is_some() {
        let help = known_help("", ["role", "name"]);
        entry.book.error(&entry.spot(), Message::new("policy-problem-bad-seat"), Some(help));
    }
    entry.finish();
    role.map(MayJoin::Role).or(name.map(MayJoin::Name))
}

/// A number of people, or `{ parameter = "…" }` whose value it is.
fn limit(entry: &Entry<'_>, key: &'static str, parameters: &[Parameter]) -> Option<usize> {
    let value = entry.optional(key)?;
    if value.get_ref().as_table().is_none() {
        return entry.optional_count(key);
    }
    let (parameter, at) = entry.named_parameter(key, parameters)?;
    let count = match parameter.value {
        ParameterValue::Number(count) => usize::try_from(count).ok(),
        _ => None,
    };
    if count.is_none() {
        let message =
            Message::new("policy-problem-parameter-is-no-count").with("parameter", parameter.id.as_str());
        entry.book.error(&at, message, Some(Message::new("policy-help-parameter-count")));
    }
    count
}
