//! What the domains registered for the rules: which facts there are, and how they are asked for.

use crate::pack_in_force::AdoptedTexts;
use kernel::{Error, Id, Permission, Result, Subject, SubjectKind};
use policy::{
    CheckReport, FactDeclaration, Grant, Law, Pack, PackSource, Problem, SubjectFacts, Vocabulary,
    read_adopted, read_pack,
};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use storage::{Read, Tx};

/// Something about each of many subjects, in any order; subjects that are not there are left out.
pub type OfEach<T> = Vec<(Id, T)>;

/// How a domain tells the facts of one kind of subject.
#[derive(Clone, Copy)]
pub struct FactSource {
    pub kind: SubjectKind,
    /// Which facts there are, and of which type.
    pub declarations: fn() -> Vec<FactDeclaration>,
    /// The facts, holdings and documents of many subjects, asked for as a set. Waivers are added here.
    pub load: fn(&Read, &Pack, &[Id]) -> Result<OfEach<SubjectFacts>>,
    /// Ids after one, in order: for making all findings anew.
    pub after: fn(&Read, Option<Id>, i64) -> Result<Vec<Id>>,
    pub names: fn(&Read, &[Id]) -> Result<OfEach<String>>,
    /// The page of the subject.
    pub address: fn(&Subject) -> String,
    /// Where a fact of the subject is put right, and the key of the words that lead there.
    pub mended_at: fn(&Subject, &str) -> (String, &'static str),
}

/// What a room above knows of the subjects of a room below that demands are judged by, such as the groups formed there. It is
/// asked only where something is judged: who may do something never depends on it.
#[derive(Clone, Copy)]
pub struct Supplement {
    pub kind: SubjectKind,
    /// Whether a pack demands anything that needs it; else no question is asked.
    pub is_asked: fn(&Pack) -> bool,
    /// Adds what is known of each subject, asked for as a set. What conditions are about stays as it is.
    pub add: fn(&Read, &Pack, &mut OfEach<SubjectFacts>) -> Result<()>,
}

/// What else follows from another pack: run when one is adopted, in the same transaction.
pub type AfterAdoption = fn(&mut Tx) -> Result<()>;

/// What rooms above keep by records of a room below: run when such a record has become another, in the same transaction.
/// Which kinds of record it is told of, the room below says.
pub type AfterChange = fn(&mut Tx, &[Subject]) -> Result<()>;

/// A pack that comes with the program: read, checked, its tests run.
pub struct Shipped {
    pub source: &'static PackSource,
    pub report: CheckReport,
}

/// The fact sources and the packs that have been read. Attached to the database, so that every transaction finds it.
pub struct Rulebook {
    vocabulary: Vocabulary,
    base: Vec<Grant>,
    undivided: &'static [Permission],
    sources: Vec<FactSource>,
    supplements: Vec<Supplement>,
    after_adoption: AfterAdoption,
    after_change: AfterChange,
    /// Packs by the id under which they were adopted, which never gets other content.
    read: Mutex<BTreeMap<Id, Arc<Pack>>>,
    shipped: OnceLock<Vec<Shipped>>,
}

impl Rulebook {
    /// Makes the rulebook of a program whose domains have these sources, actions and permissions.
    ///
    /// # Errors
    /// Everything that is wrong with the permissions and the law layer of `policies/base`.
    pub fn new(
        sources: Vec<FactSource>,
        actions: &[&str],
        permissions: &[&str],
    ) -> Result<Self, Vec<Problem>> {
        let mut vocabulary = Vocabulary {
            facts: sources.iter().flat_map(|source| (source.declarations)()).collect(),
            actions: actions.iter().map(|action| (*action).to_owned()).collect(),
            permissions: permissions.iter().map(|permission| (*permission).to_owned()).collect(),
            law: Law::default(),
        };
        let mut base = Vec::new();
        if let Some(source) = policy::shipped_pack(policy::BASE) {
            base = policy::read_permissions(source, &vocabulary)?;
            vocabulary.law = policy::read_law(source)?;
        }
        Ok(Self {
            vocabulary,
            base,
            undivided: &[],
            sources,
            supplements: Vec::new(),
            after_adoption: |_| Ok(()),
            after_change: |_, _| Ok(()),
            read: Mutex::default(),
            shipped: OnceLock::new(),
        })
    }

    /// The same rulebook with a step that follows each adoption: grants, for instance, are by the pack's functions.
    #[must_use]
    pub fn with_after_adoption(mut self, step: AfterAdoption) -> Self {
        self.after_adoption = step;
        self
    }

    /// The same rulebook that judges by what rooms above know too.
    #[must_use]
    pub fn with_supplements(mut self, supplements: Vec<Supplement>) -> Self {
        self.supplements = supplements;
        self
    }

    /// Adds what rooms above know of subjects of a kind, as far as the pack asks for it.
    pub(crate) fn supplement(
        &self,
        (read, pack): (&Read, &Pack),
        kind: SubjectKind,
        facts: &mut OfEach<SubjectFacts>,
    ) -> Result<()> {
        let of_kind = self.supplements.iter().filter(|one| one.kind == kind);
        of_kind.filter(|one| (one.is_asked)(pack)).try_for_each(|one| (one.add)(read, pack, facts))
    }

    /// The same rulebook that knows what is one for the whole federation, such as its log: who may do it has all of it.
    #[must_use]
    pub fn with_undivided(mut self, permissions: &'static [Permission]) -> Self {
        self.undivided = permissions;
        self
    }

    pub(crate) fn is_undivided(&self, permission: &str) -> bool {
        self.undivided.iter().any(|one| one.name() == permission)
    }

    /// The same rulebook with a step that follows the change of a record that rooms above build on.
    #[must_use]
    pub fn with_after_change(mut self, step: AfterChange) -> Self {
        self.after_change = step;
        self
    }

    pub(crate) fn after_change(&self) -> AfterChange {
        self.after_change
    }

    pub(crate) fn after_adoption(&self) -> AfterAdoption {
        self.after_adoption
    }

    #[must_use]
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The same with the facts that a federation's own overlay may speak of.
    pub(crate) fn vocabulary_with(&self, own_facts: &[FactDeclaration]) -> Vocabulary {
        let mut vocabulary = self.vocabulary.clone();
        vocabulary.facts.extend_from_slice(own_facts);
        vocabulary
    }

    /// What every pack grants.
    #[must_use]
    pub fn base_grants(&self) -> &[Grant] {
        &self.base
    }

    #[must_use]
    pub fn sources(&self) -> &[FactSource] {
        &self.sources
    }

    /// The source of a kind of subject; none for kinds that no demand is about.
    #[must_use]
    pub fn source(&self, kind: &str) -> Option<&FactSource> {
        self.sources.iter().find(|source| source.kind.name() == kind)
    }

    /// The page of a subject.
    #[must_use]
    pub fn address(&self, subject: &Subject) -> String {
        self.source(&subject.kind).map_or_else(|| "/".to_owned(), |source| (source.address)(subject))
    }

    /// Where a fact of a subject is put right.
    pub(crate) fn mended_at(&self, subject: &Subject, fact: &str) -> Option<(String, &'static str)> {
        self.source(&subject.kind).map(|source| (source.mended_at)(subject, fact))
    }

    /// The packs that come with the program, by id. Read when first asked for.
    #[must_use]
    pub fn shipped(&self) -> &[Shipped] {
        self.shipped.get_or_init(|| {
            let packs = policy::shipped().iter().filter(|source| source.id != policy::BASE);
            packs.map(|source| Shipped { source, report: read_pack(source, &self.vocabulary) }).collect()
        })
    }

    /// The pack that was adopted under an id, read once.
    pub(crate) fn pack(
        &self,
        adopted: Id,
        texts: impl FnOnce() -> Result<AdoptedTexts>,
    ) -> Result<Arc<Pack>> {
        if let Some(pack) = self.read.lock().unwrap_or_else(PoisonError::into_inner).get(&adopted) {
            return Ok(pack.clone());
        }
        let AdoptedTexts { source, overlay, own_facts } = texts()?;
        let vocabulary = self.vocabulary_with(&own_facts);
        let CheckReport { pack, errors, .. } = read_adopted(&source, overlay.as_deref(), &vocabulary);
        let pack = Arc::new(
            pack.ok_or_else(|| Error::failed(format!("an adopted pack no longer reads: {errors:?}")))?,
        );
        self.read.lock().unwrap_or_else(PoisonError::into_inner).insert(adopted, pack.clone());
        Ok(pack)
    }
}
