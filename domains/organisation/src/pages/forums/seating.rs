//! What the forms of a group have in common: which seats may be chosen, and the people who are given one by their name.

use super::plain_title;
use crate::forum::proposed_at;
use crate::holders::names_of_people;
use crate::pages::by_name::HOLDERS_BY_NAME;
use crate::{Forum, ORGANISATION};
use kernel::{Id, Objection, Result};
use policy::{Pack, SubjectFacts};
use storage::Read;
use web::components::{FormField, SelectOption};
use web::{Form, Offered, RecordForm, RecordWords, Visit};

/// People who can be given a seat at once.
const ADDED: [&str; 3] = ["member_1", "member_2", "member_3"];

/// What may be chosen in the forms of a group, and what its history speaks of.
pub(super) fn words_of(
    visit: &Visit,
    read: &Read,
    (pack, facts): (&Pack, &SubjectFacts),
    (forum, subject_name): (&Forum, &str),
) -> Result<RecordWords> {
    let people = names_of_people(read, &forum.people)?.into_iter();
    let people: Vec<SelectOption> =
        people.map(|(id, name)| SelectOption::new(id.to_string(), name)).collect();
    let roles = role_options(visit, (pack, facts), forum);
    let seats = [roles.clone(), people.clone()].concat();
    let bodies = pack
        .bodies
        .iter()
        .map(|body| SelectOption::new(&body.id, body.title.text().in_language(visit.language())));
    let words = RecordWords::of("forum")
        .options("body", bodies.collect())
        .options("subject_id", vec![SelectOption::new(forum.subject_id.to_string(), subject_name)])
        .options("roles", roles)
        .options("people", people)
        .options("chair", seats.clone())
        .options("convener", seats)
        .naming("people", names_of_people)
        .naming("chair", names_of_people)
        .naming("convener", names_of_people);
    Ok(words)
}

/// The same words for a form in which people are given a seat by their names.
pub(super) fn picking(visit: &Visit, read: &Read, mut words: RecordWords) -> Result<RecordWords> {
    let offered = Offered::of(read, &HOLDERS_BY_NAME)?;
    for field in ADDED {
        words = words.pick_among(visit, read, (field, None), (&HOLDERS_BY_NAME, &offered))?;
    }
    Ok(words)
}

/// The roles that may have a seat: those that the guideline speaks of first. A group of an organisation takes in the roles of
/// all that belongs to it.
fn role_options(visit: &Visit, (pack, facts): (&Pack, &SubjectFacts), forum: &Forum) -> Vec<SelectOption> {
    let proposed = proposed_at(pack, &forum.body, facts);
    let is_everywhere = forum.subject_kind == ORGANISATION.name();
    let here = pack.roles.iter().filter(|role| is_everywhere || role.subjects.contains(&forum.subject_kind));
    let all = proposed.roles.iter().chain(&proposed.may_join).chain(&forum.roles);
    let mut options: Vec<SelectOption> = Vec::new();
    for role in all.chain(here.map(|role| &role.id)) {
        if !options.iter().any(|option| option.value == *role) {
            options.push(SelectOption::new(role, plain_title(visit, pack, role)));
        }
    }
    options
}

/// The form with the seats of the group, and places for people who are to have one.
pub(super) fn with_seats<'v>(
    visit: &'v Visit,
    words: &'v RecordWords,
    form: RecordForm<'v, Forum>,
    (forum, pack, facts): (&Forum, &Pack, &SubjectFacts),
) -> RecordForm<'v, Forum> {
    let mut fields = vec!["roles"];
    if !forum.people.is_empty() {
        fields.push("people");
    }
    fields.extend(["chair", "convener"]);
    let others = proposed_at(pack, &forum.body, facts).others;
    let others: Vec<&str> = others.iter().map(|name| name.in_language(visit.language())).collect();
    let hint = if others.is_empty() {
        visit.text("forum-member-hint")
    } else {
        texts::format(visit.language(), "forum-member-hint-named", &[("others", others.join(", ").into())])
    };
    let typed = |name: &str| visit.form().ok().and_then(|form| form.get(name)).unwrap_or_default().to_owned();
    let field = |(place, name): (usize, &&'static str)| {
        let label = texts::format(visit.language(), "forum-member", &[("number", number(place + 1).into())]);
        let field = FormField::new(*name, label, words.input_at(name, &typed(name)));
        if place == 0 { field.with_hint(hint.clone()) } else { field }
    };
    ADDED.iter().enumerate().map(field).fold(form.group("forum-seats", &fields), RecordForm::further)
}

fn number(place: usize) -> i64 {
    i64::try_from(place).unwrap_or(i64::MAX)
}

/// Gives a seat to those who were chosen. What is wrong with a name that was typed has been told where the form was read.
pub(super) fn seat_added(words: &RecordWords, form: &Form, forum: &mut Forum) -> Vec<Objection> {
    let mut objections = Vec::new();
    for field in ADDED {
        let Ok(meant) = words.meant_at(field, form.get(field).unwrap_or_default()) else { continue };
        match meant.parse::<Id>() {
            Ok(person) => forum.people.push(person),
            Err(_) if meant.is_empty() => {}
            Err(_) => objections.push(Objection::new(field, "objection-not-a-reference")),
        }
    }
    objections
}

/// What is wrong with the people stands where they are typed, in a form that shows no list of them.
pub(super) fn told_at_fields(objections: Vec<Objection>, stored: &Forum) -> Vec<Objection> {
    let move_to_first = |objection: Objection| match objection.field.as_str() {
        "people" if stored.people.is_empty() => Objection { field: ADDED[0].to_owned(), ..objection },
        _ => objection,
    };
    objections.into_iter().map(move_to_first).collect()
}
