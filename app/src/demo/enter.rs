//! Enters the lines of a story by the ordinary verbs, one function for each kind of line.

use super::book::{Book, because};
use super::line::Line;
use super::story::LineKind;
use kernel::{Id, Result, Subject};
use organisation::{
    Employment, Forum, ORGANISATION, Organisation, OrganisationKind, Person, PersonKind, SaveEmployment,
    SaveForum, SaveOrganisation, SavePerson, SaveSite, SaveUnit, Site, Unit, save_employment, save_forum,
    save_organisation, save_person, save_site, save_unit,
};
use register::{
    Document, ManagedObject, OBJECT, SYSTEM, System, SystemUse, register_system, save_object,
    set_object_systems, set_system_uses, visible_object, visible_system,
};
use storage::Tx;

/// Enters one line.
///
/// # Errors
/// With the place of the line: what the verb said, or a name or field that is not known.
pub fn enter(tx: &mut Tx, book: &mut Book, kind: LineKind, line: Line) -> Result<()> {
    match kind {
        LineKind::Organisation => enter_organisation(tx, book, line, OrganisationKind::Department),
        LineKind::Supplier => enter_organisation(tx, book, line, OrganisationKind::Supplier),
        LineKind::Unit => enter_unit(tx, book, line),
        LineKind::Site => enter_site(tx, book, line),
        LineKind::Person => enter_person(tx, book, line),
        LineKind::Appointment => enter_appointment(tx, book, line),
        LineKind::Object => enter_object(tx, book, line),
        LineKind::System => enter_system(tx, book, line),
        LineKind::Document => enter_document(tx, book, line),
        LineKind::Forum => enter_forum(tx, book, line),
        LineKind::Agreement => super::contracts::enter_agreement(tx, book, line),
        LineKind::Licence => super::contracts::enter_licence(tx, book, line),
        LineKind::Event => super::event::enter_event(tx, book, line),
    }
}

/// Puts the systems that were entered in this transaction into their objects.
///
/// # Errors
/// What the verb said.
pub fn fill_objects(tx: &mut Tx, book: &mut Book) -> Result<()> {
    for object in std::mem::take(&mut book.grown) {
        let revision = visible_object(tx, object)?.revision;
        set_object_systems(tx, object, revision, &book.members[&object])?;
    }
    Ok(())
}

fn enter_organisation(tx: &mut Tx, book: &mut Book, mut line: Line, kind: OrganisationKind) -> Result<()> {
    let mut organisation = Organisation::new(line.name(), kind);
    organisation.id = book.id(&line, ORGANISATION.name(), line.name())?;
    line.fill(&mut organisation, &book.names)?;
    let ask = SaveOrganisation { organisation, revision: None, because: because(&mut line)? };
    save_organisation(tx, &ask).map_err(|error| line.blame(error))?;
    line.finish()
}

fn enter_unit(tx: &mut Tx, book: &mut Book, mut line: Line) -> Result<()> {
    let id = book.id(&line, "unit", line.name())?;
    let mut unit = Unit { id, ..Unit::new(line.name(), Id::new()) };
    line.fill(&mut unit, &book.names)?;
    let ask = SaveUnit { unit, revision: None, because: because(&mut line)? };
    save_unit(tx, &ask).map_err(|error| line.blame(error))?;
    line.finish()
}

fn enter_site(tx: &mut Tx, book: &mut Book, mut line: Line) -> Result<()> {
    let id = book.id(&line, "site", line.name())?;
    let mut site = Site { id, ..Site::new(line.name(), Id::new()) };
    line.fill(&mut site, &book.names)?;
    let ask = SaveSite { site, revision: None, because: because(&mut line)? };
    save_site(tx, &ask).map_err(|error| line.blame(error))?;
    line.finish()
}

/// A person and, for those who are employed, their employment.
fn enter_person(tx: &mut Tx, book: &mut Book, mut line: Line) -> Result<()> {
    let id = book.id(&line, "person", line.name())?;
    let supplier = line.text("supplier")?;
    let kind = if supplier.is_some() { PersonKind::External } else { PersonKind::Employed };
    let mut person = Person { id, ..Person::new(line.name(), kind) };
    person.title = line.text("title")?.unwrap_or_else(|| line.name().to_owned());
    person.organisation = supplier.map(|name| book.id(&line, "organisation", &name)).transpose()?;
    let mut employment = Employment::new(id, id, line.day);
    if kind == PersonKind::Employed {
        line.fill(&mut employment, &book.names)?;
    }
    line.fill(&mut person, &book.names)?;
    if person.email.is_empty() {
        person.email = invented_address(line.name());
    }
    let because = because(&mut line)?;
    let ask = SavePerson { person, revision: None, because: because.clone() };
    save_person(tx, &ask).map_err(|error| line.blame(error))?;
    if kind == PersonKind::Employed {
        book.employments.insert(id, employment.id);
        let ask = SaveEmployment { employment, revision: None, because };
        save_employment(tx, &ask).map_err(|error| line.blame(error))?;
    }
    line.finish()
}

/// An address for somebody who is known by function, at a domain that nobody can have: `enhetschef.it-drift@…`.
fn invented_address(name: &str) -> String {
    let plain = |letter: char| match letter {
        'å' | 'ä' => Some('a'),
        'ö' => Some('o'),
        'é' => Some('e'),
        ' ' => Some('.'),
        letter if letter.is_ascii_alphanumeric() || letter == '-' => Some(letter),
        _ => None,
    };
    let part: String = name.to_lowercase().chars().filter_map(plain).collect();
    format!("{}@vidmakt.example", part.trim_matches('.'))
}

/// The roles and documents of an organisation.
fn enter_appointment(tx: &mut Tx, book: &mut Book, mut line: Line) -> Result<()> {
    let on = line.needed("on")?;
    let subject = book.subject(&line, "on", &on)?;
    enter_roles_and_documents(tx, book, &mut line, (&subject, &on))?;
    line.finish()
}

fn enter_object(tx: &mut Tx, book: &mut Book, mut line: Line) -> Result<()> {
    let id = book.id(&line, "object", line.name())?;
    let mut object = ManagedObject { id, ..ManagedObject::default() };
    line.fill(&mut object, &book.names)?;
    let name = object.name.clone();
    save_object(tx, object).map_err(|error| line.blame(error))?;
    enter_roles_and_documents(tx, book, &mut line, (&Subject::new(OBJECT, id), &name))?;
    line.finish()
}

fn enter_system(tx: &mut Tx, book: &mut Book, mut line: Line) -> Result<()> {
    let id = book.id(&line, "system", line.name())?;
    let mut system = System { id, ..System::default() };
    line.fill(&mut system, &book.names)?;
    let name = system.name.clone();
    register_system(tx, system).map_err(|error| line.blame(error))?;
    let users = line.numbers_by_key("users")?;
    enter_uses(tx, book, &line, (id, &users))?;
    for object in line.texts("object")? {
        let object = book.id(&line, "object", &object)?;
        book.members.entry(object).or_default().insert(id);
        book.grown.insert(object);
    }
    enter_roles_and_documents(tx, book, &mut line, (&Subject::new(SYSTEM, id), &name))?;
    line.finish()
}

/// Who uses a system: organisations, or units of one, with how many.
pub fn enter_uses(
    tx: &mut Tx,
    book: &Book,
    line: &Line,
    (system, users): (Id, &[(String, i64)]),
) -> Result<()> {
    if users.is_empty() {
        return Ok(());
    }
    let mut uses = Vec::new();
    for (name, number) in users {
        let unit = book.names.find("unit", name);
        let organisation = match unit {
            Some(unit) => organisation::unit(tx, unit)?.organisation,
            None => book.id(line, "organisation", name)?,
        };
        uses.push(SystemUse { organisation: Some(organisation), unit, number_of_users: Some(*number) });
    }
    let revision = visible_system(tx, system)?.revision;
    set_system_uses(tx, system, revision, &uses).map(|_| ()).map_err(|error| line.blame(error))
}

/// `without` takes away documents that the group of lines has in common.
fn enter_roles_and_documents(
    tx: &mut Tx,
    book: &mut Book,
    line: &mut Line,
    about: (&Subject, &str),
) -> Result<()> {
    let roles = line.texts_by_key("roles")?;
    let without = line.texts("without")?;
    let mut types = line.texts("documents")?;
    types.extend(line.texts("also")?);
    types.retain(|document_type| !without.contains(document_type));
    book.give_roles(tx, line, about.0, &roles)?;
    book.register_documents(tx, line, about, (&types, &roles))
}

/// A group, with its seats by role and by name.
fn enter_forum(tx: &mut Tx, book: &mut Book, mut line: Line) -> Result<()> {
    let (on, body) = (line.needed("on")?, line.needed("body")?);
    let mut forum = Forum::new(body, &book.subject(&line, "on", &on)?, line.day);
    for name in line.texts("people")? {
        forum.people.push(book.id(&line, "person", &name)?);
    }
    line.fill(&mut forum, &book.names)?;
    let ask = SaveForum { forum, revision: None, because: because(&mut line)? };
    save_forum(tx, &ask).map_err(|error| line.blame(error))?;
    line.finish()
}

/// One document with more to say than its type.
fn enter_document(tx: &mut Tx, book: &mut Book, mut line: Line) -> Result<()> {
    let on = line.needed("on")?;
    let subject = book.subject(&line, "on", &on)?;
    let document_type = line.needed("type")?;
    let mut document = Document::new(subject, document_type.as_str());
    line.fill(&mut document, &book.names)?;
    if document.name.is_empty() {
        document.name = book
            .pack
            .document(&document_type)
            .map_or_else(String::new, |known| super::book::document_name(known, &on));
    }
    document.date = document.date.or(Some(line.day));
    book.register(tx, &line, document)?;
    line.finish()
}
