//! What a kind of record brings so that many of it can be changed alike: its own set-wise verbs do the work.

use super::bulk_change::BulkKind;
use crate::change_document;
use crate::change_system;
use crate::document::{DOCUMENT, Document};
use crate::managed_object::{ManagedObject, OBJECT};
use crate::save_object::{SavedObject, new_owner, save_objects, wrong_in_objects};
use crate::system::{SYSTEM, System};
use crate::trail::Occasion;
use crate::{
    CREATE, EDIT, EDIT_DOCUMENTS, EDIT_OBJECTS, READ_ALL, READ_BASE, READ_CLASSIFICATION, READ_COSTS,
    READ_DOCUMENTS, READ_ROLES, store,
};
use kernel::{Id, Objection, Permission, Record, Result, Subject, SubjectKind};
use policy::Pack;
use storage::{Read, Tx};

/// A record as it stands and as it shall stand.
pub(crate) type Changed<N> = (N, N);

/// What every kind of record says of itself.
pub(crate) struct Known<'r> {
    pub id: Id,
    pub revision: i64,
    pub name: &'r str,
    /// Where it is asked who may see and change it: itself, or what a document is about.
    pub asked_at: Id,
}

/// A kind of record of which many can be changed alike.
pub(crate) trait InBulk: Record + PartialEq {
    const KIND: BulkKind;
    const SUBJECT: SubjectKind;
    const READ: Permission;
    const EDIT: Permission;
    /// What it takes together to see everything of a record.
    const READ_WHOLE: &'static [Permission];
    /// What is each record's own, or changes by steps of its own.
    const LEFT_OUT: &'static [&'static str];

    fn blank() -> Self;

    /// Which record it is.
    fn known(&self) -> Known<'_>;

    fn load(read: &Read, ids: &[Id]) -> Result<Vec<Self>>;

    /// Everything that stands against each change but permissions.
    fn wrong(read: &Read, pack: &Pack, changed: &[Changed<Self>]) -> Result<Vec<Vec<Objection>>>;

    /// What a change takes beside the permission to edit, with the field that asks for it.
    fn takes(_before: &Self, _after: &Self) -> Vec<(Permission, Id, &'static str)> {
        Vec::new()
    }

    fn save(tx: &mut Tx, changed: Vec<Changed<Self>>, occasion: &Occasion) -> Result<()>;
}

impl InBulk for System {
    const KIND: BulkKind = BulkKind::System;
    const SUBJECT: SubjectKind = SYSTEM;
    const READ: Permission = READ_BASE;
    const EDIT: Permission = EDIT;
    const READ_WHOLE: &'static [Permission] =
        &[READ_ALL, READ_CLASSIFICATION, READ_ROLES, READ_DOCUMENTS, READ_COSTS];
    const LEFT_OUT: &'static [&'static str] = &[
        "name",
        "local_number",
        "lifecycle_state",
        "idea_from",
        "procurement_from",
        "introduction_from",
        "in_operation_from",
        "phase_out_from",
        "retired_from",
    ];

    fn blank() -> Self {
        Self::default()
    }

    fn known(&self) -> Known<'_> {
        Known { id: self.id, revision: self.revision, name: &self.name, asked_at: self.id }
    }

    fn load(read: &Read, ids: &[Id]) -> Result<Vec<Self>> {
        store::systems_by_id(read, ids)
    }

    fn wrong(read: &Read, pack: &Pack, changed: &[Changed<Self>]) -> Result<Vec<Vec<Objection>>> {
        change_system::wrong_in_changes(read, pack, changed)
    }

    fn takes(before: &Self, after: &Self) -> Vec<(Permission, Id, &'static str)> {
        let owner = after.organisation.filter(|_| before.organisation != after.organisation);
        let notes = (before.notes != after.notes).then_some(after.id);
        let owner = owner.map(|owner| (CREATE, owner, "organisation"));
        owner.into_iter().chain(notes.map(|id| (READ_ALL, id, "notes"))).collect()
    }

    fn save(tx: &mut Tx, changed: Vec<Changed<Self>>, occasion: &Occasion) -> Result<()> {
        change_system::save_changes(tx, &changed, occasion)
    }
}

impl InBulk for ManagedObject {
    const KIND: BulkKind = BulkKind::Object;
    const SUBJECT: SubjectKind = OBJECT;
    const READ: Permission = READ_BASE;
    const EDIT: Permission = EDIT_OBJECTS;
    const READ_WHOLE: &'static [Permission] = &[READ_BASE, READ_ROLES, READ_DOCUMENTS, READ_COSTS];
    const LEFT_OUT: &'static [&'static str] = &["name"];

    fn blank() -> Self {
        Self::default()
    }

    fn known(&self) -> Known<'_> {
        Known { id: self.id, revision: self.revision, name: &self.name, asked_at: self.id }
    }

    fn load(read: &Read, ids: &[Id]) -> Result<Vec<Self>> {
        store::objects_by_id(read, ids)
    }

    fn wrong(read: &Read, pack: &Pack, changed: &[Changed<Self>]) -> Result<Vec<Vec<Objection>>> {
        wrong_in_objects(read, pack, &as_saved(changed.to_vec()))
    }

    fn takes(before: &Self, after: &Self) -> Vec<(Permission, Id, &'static str)> {
        let owner = new_owner(&(Some(before.clone()), after.clone()));
        owner.map(|owner| (EDIT_OBJECTS, owner, "organisation")).into_iter().collect()
    }

    fn save(tx: &mut Tx, changed: Vec<Changed<Self>>, occasion: &Occasion) -> Result<()> {
        save_objects(tx, &as_saved(changed), occasion)
    }
}

fn as_saved(changed: Vec<Changed<ManagedObject>>) -> Vec<SavedObject> {
    changed.into_iter().map(|(before, after)| (Some(before), after)).collect()
}

impl InBulk for Document {
    const KIND: BulkKind = BulkKind::Document;
    const SUBJECT: SubjectKind = DOCUMENT;
    const READ: Permission = READ_DOCUMENTS;
    const EDIT: Permission = EDIT_DOCUMENTS;
    const READ_WHOLE: &'static [Permission] = &[READ_DOCUMENTS, READ_COSTS];
    const LEFT_OUT: &'static [&'static str] = &["name", "number"];

    fn blank() -> Self {
        Self::new(Subject::new(SYSTEM, Id::new()), "")
    }

    fn known(&self) -> Known<'_> {
        Known { id: self.id, revision: self.revision, name: &self.name, asked_at: self.subject.id }
    }

    fn load(read: &Read, ids: &[Id]) -> Result<Vec<Self>> {
        store::documents_by_id(read, ids)
    }

    fn wrong(read: &Read, pack: &Pack, changed: &[Changed<Self>]) -> Result<Vec<Vec<Objection>>> {
        change_document::wrong_in_changes(read, pack, changed)
    }

    fn save(tx: &mut Tx, changed: Vec<Changed<Self>>, occasion: &Occasion) -> Result<()> {
        change_document::save_changes(tx, &changed, occasion)
    }
}
