//! What has been written so far in one federation, for what comes later: who holds what, what lies where.

use super::line::Line;
use super::names::Names;
use kernel::{Id, Message, Result, Subject};
use organisation::{AssignRole, Because, RoleAssignment, assign_role};
use policy::{DocumentType, Pack, Who};
use register::{Document, register_document};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use storage::Tx;
use web::FileSettings;

/// Roles with the names of those who hold them, as a line has them.
pub type Roles = Vec<(String, Vec<String>)>;

/// The state of a federation while its story is told.
pub struct Book {
    pub names: Names,
    pub pack: Arc<Pack>,
    /// How files are read.
    pub files: FileSettings,
    /// The systems of each object, and the objects that got new ones in this transaction.
    pub members: BTreeMap<Id, BTreeSet<Id>>,
    pub grown: BTreeSet<Id>,
    /// By subject, role and holder.
    pub assignments: BTreeMap<(Id, String, String), Id>,
    /// By subject and type; the newest.
    pub documents: BTreeMap<(Id, String), Id>,
    /// By person.
    pub employments: BTreeMap<Id, Id>,
}

impl Book {
    pub fn new(names: Names, pack: Arc<Pack>, files: FileSettings) -> Self {
        Self {
            names,
            pack,
            files,
            members: BTreeMap::new(),
            grown: BTreeSet::new(),
            assignments: BTreeMap::new(),
            documents: BTreeMap::new(),
            employments: BTreeMap::new(),
        }
    }

    /// The subject that a line names.
    pub fn subject(&self, line: &Line, field: &str, name: &str) -> Result<Subject> {
        self.names.subject(name).ok_or_else(|| unknown(line, field, name))
    }

    /// The record of a kind that a line names.
    pub fn id(&self, line: &Line, kind: &str, name: &str) -> Result<Id> {
        self.names.find(kind, name).ok_or_else(|| unknown(line, kind, name))
    }

    /// Gives the roles of a line to those whom it names.
    pub fn give_roles(&mut self, tx: &mut Tx, line: &Line, subject: &Subject, roles: &Roles) -> Result<()> {
        for (role, holders) in roles {
            for holder in holders {
                self.give_role(tx, line, subject, (role, holder))?;
            }
        }
        Ok(())
    }

    fn give_role(
        &mut self,
        tx: &mut Tx,
        line: &Line,
        subject: &Subject,
        (role, holder): (&str, &str),
    ) -> Result<()> {
        let mut assignment = RoleAssignment::new(role, subject, line.day);
        assignment.person = self.names.find("person", holder);
        if assignment.person.is_none() {
            assignment.organisation = self.names.find("organisation", holder);
        }
        if assignment.person.is_none() && assignment.organisation.is_none() {
            if !self.pack.bodies.iter().any(|body| body.id == holder) {
                return Err(unknown(line, role, holder));
            }
            assignment.body = holder.to_owned();
        }
        let ask = AssignRole { assignment, reason: String::new() };
        let saved = assign_role(tx, &ask).map_err(|error| line.blame(error))?;
        self.assignments.insert((subject.id, role.to_owned(), holder.to_owned()), saved.id);
        Ok(())
    }

    /// Registers the documents of a line: their types, all of the line's day. Those who hold the roles own them.
    pub fn register_documents(
        &mut self,
        tx: &mut Tx,
        line: &Line,
        about: (&Subject, &str),
        listed: (&[String], &Roles),
    ) -> Result<()> {
        let ((subject, name), (types, roles)) = (about, listed);
        for document_type in types {
            let known = self.pack.document(document_type).cloned();
            let known = known.ok_or_else(|| unknown(line, "documents", document_type))?;
            let mut document = Document::new(subject.clone(), document_type.as_str());
            document.name = document_name(&known, name);
            document.owner = self.owner_of(&known, roles);
            document.date = Some(line.day);
            document.version = "1.0".to_owned();
            document.review_date = line.day.checked_add(jiff::Span::new().years(1)).ok();
            if known.is_plan {
                document.year = Some(i64::from(line.day.year()));
                document.decided_on = Some(line.day);
            }
            self.register(tx, line, document)?;
        }
        Ok(())
    }

    /// Registers one document and remembers it.
    pub fn register(&mut self, tx: &mut Tx, line: &Line, document: Document) -> Result<()> {
        let place = (document.subject.id, document.document_type.clone());
        let id = register_document(tx, document).map_err(|error| line.blame(error))?;
        self.documents.insert(place, id);
        Ok(())
    }

    /// The person who holds the role that answers for a type, else whoever else holds one.
    fn owner_of(&self, document: &DocumentType, roles: &Roles) -> Option<Id> {
        let held = |role: &str| {
            let holders = roles.iter().filter(|(held, _)| held == role).flat_map(|(_, holders)| holders);
            holders.filter_map(|holder| self.names.find("person", holder)).next()
        };
        let answering = document.owner_role.iter().filter_map(|one| match &one.who {
            Who::Role(role) => Some(role.as_str()),
            Who::Body(_) => None,
        });
        answering.chain(roles.iter().rev().map(|(role, _)| role.as_str())).find_map(held)
    }
}

/// The type and what it is about: *Informationsklassning, Elevregister*.
pub fn document_name(document: &DocumentType, subject: &str) -> String {
    let title = document.title.text().sv;
    let mut letters = title.chars();
    let first = letters.next().map(char::to_uppercase);
    first.map_or_else(String::new, |first| format!("{}{}, {subject}", first, letters.as_str()))
}

pub fn unknown(line: &Line, field: &str, name: &str) -> kernel::Error {
    line.wrong(field, Message::new("demo-unknown-name").with("name", name))
}

/// Nobody says why in the demo, unless the line does.
pub fn because(line: &mut Line) -> Result<Because> {
    Ok(Because {
        reason: line.text("reason")?.unwrap_or_default(),
        decision: line.text("decision")?.unwrap_or_default(),
    })
}
