//! Which of the ways to mend a demand are open to whoever looks at it: a link that ends in a refusal is none.

use crate::confirm_systems::asked_among;
use crate::{CONFIRM, EDIT, EDIT_DOCUMENTS, EDIT_OBJECTS, OBJECT, SYSTEM};
use access::Allowed;
use findings::{Evaluated, Finding, Speakers};
use kernel::{Id, LocalText, Permission, Result, Subject};
use organisation::{Appointer, EDIT as EDIT_ORGANISATIONS, EDIT_FORUMS, ORGANISATION};
use policy::{Mend, Pack, SubjectFacts};
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;
use web::{Visit, components};

/// What is told of the demands on a record, and what the reader may do about them.
pub(super) struct Told {
    pub evaluated: Evaluated,
    facts: SubjectFacts,
    /// Absent where no role is missing.
    appointer: Option<Appointer>,
    may_edit: bool,
    pub may_confirm: bool,
    may_edit_documents: bool,
    may_edit_forums: bool,
    may_read_packs: bool,
    /// Nobody where nothing is to be said of a duty.
    speakers: Speakers,
}

impl Told {
    /// Nothing for who may not see what is missing.
    pub fn of(
        read: &Read,
        pack: &Pack,
        subject: &Subject,
        (allowed, edit): (&Allowed, Permission),
    ) -> Result<Option<Self>> {
        if !allowed.may(findings::READ) {
            return Ok(None);
        }
        let (evaluated, facts) = findings::of_subject_and_facts(read, subject)?;
        let has_role = evaluated.findings.iter().any(|finding| role_of(&finding.mend).is_some());
        let appointer = has_role.then(|| Appointer::of(read, pack, &facts, subject.id)).transpose()?;
        let is_said = evaluated.findings.iter().any(|finding| duty_of(&finding.mend).is_some());
        Ok(Some(Self {
            speakers: match is_said {
                true => Speakers::of_record(read, subject.id, allowed)?,
                false => Speakers::default(),
            },
            may_edit: allowed.may(edit),
            may_confirm: allowed.may(CONFIRM) && subject.is(SYSTEM) && {
                let facts = BTreeMap::from([(subject.id, facts.clone())]);
                !asked_among(read, pack, &facts)?.is_empty()
            },
            may_edit_documents: allowed.may(EDIT_DOCUMENTS),
            may_edit_forums: allowed.may(EDIT_FORUMS),
            may_read_packs: access::may_anywhere(read, findings::READ_PACKS)?,
            evaluated,
            facts,
            appointer,
        }))
    }

    pub fn may_mend(&self, pack: &Pack, mend: &Mend) -> bool {
        match needed(mend) {
            Needed::Appointer(role) => self
                .appointer
                .as_ref()
                .is_some_and(|appointer| appointer.may_appoint(pack, &self.facts, role)),
            Needed::Documents => self.may_edit_documents,
            Needed::Forums => self.may_edit_forums,
            Needed::Speaker(duty) => {
                let here = (self.evaluated.subject.id, &self.facts);
                pack.stated_duty(duty)
                    .is_some_and(|(who, _)| self.speakers.speaker(pack, here, &who).is_some())
            }
            Needed::Record => self.may_edit,
            Needed::Confirmation => self.may_confirm,
            Needed::Packs => self.may_read_packs,
            Needed::Elsewhere => false,
            Needed::Nothing => true,
        }
    }
}

/// What the reader may do about demands on many records, asked for as a set.
#[derive(Default)]
pub struct Mends {
    /// Records on which a role is missing, with what was judged and by which right the reader appoints there.
    appointers: BTreeMap<Id, (SubjectFacts, Appointer)>,
    editable: BTreeSet<Id>,
    confirmable: BTreeSet<Id>,
    with_documents: BTreeSet<Id>,
    with_forums: BTreeSet<Id>,
    speakers: Speakers,
    may_read_packs: bool,
    /// Records of whose demands the reader may let one pass; nothing where it was not asked for.
    waivable: BTreeSet<Id>,
}

impl Mends {
    /// The same with the demands that the reader may let pass: for a list that offers both ways out.
    ///
    /// # Errors
    /// When the database fails.
    pub fn with_waivers(read: &Read, pack: &Pack, found: &[Finding]) -> Result<Self> {
        let subjects: Vec<Subject> = found.iter().map(|finding| finding.subject.clone()).collect();
        let waivable = findings::waivable(read, pack, &subjects)?;
        Ok(Self { waivable, ..Self::of(read, pack, found)? })
    }

    /// Of the demands that a page shows. In the past nothing is mended, so nothing is asked.
    ///
    /// # Errors
    /// When the database fails.
    pub fn of(read: &Read, pack: &Pack, found: &[Finding]) -> Result<Self> {
        let may_read_packs = access::may_anywhere(read, findings::READ_PACKS)?;
        let mut mends = Self { may_read_packs, ..Self::default() };
        if read.as_of().is_some() {
            return Ok(mends);
        }
        mends.say_editable(read, found)?;
        let with_duties: Vec<Id> =
            fitting(found, |needed| matches!(needed, Needed::Speaker(_))).into_iter().collect();
        if !with_duties.is_empty() {
            mends.speakers = Speakers::of(read, &with_duties)?;
        }
        let with_roles = fitting(found, |needed| matches!(needed, Needed::Appointer(_)));
        let unconfirmed = fitting(found, |needed| matches!(needed, Needed::Confirmation));
        let unconfirmed: Vec<Id> = unconfirmed.into_iter().collect();
        let unconfirmed: BTreeSet<Id> = access::permitted(read, CONFIRM, &unconfirmed)?.into_iter().collect();
        // What roles and confirmations are judged by is read once, and whoever reads is asked about for all kinds together.
        let mut judged = BTreeMap::new();
        for kind in [SYSTEM, OBJECT, ORGANISATION] {
            let here = found.iter().filter(|finding| finding.subject.is(kind)).map(|one| one.subject.id);
            let asked = here.filter(|id| with_roles.contains(id) || unconfirmed.contains(id));
            let asked: Vec<Id> = asked.collect::<BTreeSet<Id>>().into_iter().collect();
            judged.extend(findings::facts_of_all(read, kind.name(), &asked)?);
        }
        mends.confirmable = asked_among(read, pack, &among(&judged, &unconfirmed))?;
        mends.appointers = Appointer::of_all(read, pack, among(&judged, &with_roles))?;
        Ok(mends)
    }

    /// Records that the reader may change, and those with documents or groups that they may.
    fn say_editable(&mut self, read: &Read, found: &[Finding]) -> Result<()> {
        let ids =
            fitting(found, |needed| matches!(needed, Needed::Record | Needed::Documents | Needed::Forums));
        let ids: Vec<Id> = ids.into_iter().collect();
        let permissions = [EDIT, EDIT_OBJECTS, EDIT_ORGANISATIONS, EDIT_DOCUMENTS, EDIT_FORUMS];
        let allowed = access::allowed_each(read, permissions, &ids)?;
        for subject in found.iter().map(|finding| &finding.subject) {
            let Some(allowed) = allowed.get(&subject.id) else { continue };
            let edits = [(SYSTEM, EDIT), (OBJECT, EDIT_OBJECTS), (ORGANISATION, EDIT_ORGANISATIONS)];
            if edits.iter().any(|(kind, edit)| subject.is(*kind) && allowed.may(*edit)) {
                self.editable.insert(subject.id);
            }
            if allowed.may(EDIT_DOCUMENTS) {
                self.with_documents.insert(subject.id);
            }
            if allowed.may(EDIT_FORUMS) {
                self.with_forums.insert(subject.id);
            }
        }
        Ok(())
    }

    /// A demand with the ways out that are open to the reader, or else with those who mend it.
    #[must_use]
    pub fn offered(&self, visit: &Visit, pack: &Pack, finding: &Finding) -> components::Finding {
        let may_waive = self.waivable.contains(&finding.subject.id);
        let shown = findings::offered(visit, pack, finding, (may_waive, &|_| self.may_mend(pack, finding)));
        let is_past = !matches!(visit.as_of(), Ok(None));
        let mended_by = if is_past { None } else { self.who_appoints(pack, finding) };
        let mended_by = mended_by.map(|who| who.in_language(visit.language()).to_owned());
        components::Finding { mended_by: mended_by.filter(|_| shown.mend.is_none()), ..shown }
    }

    /// Those whom the guideline lets appoint to the role that is missing.
    fn who_appoints(&self, pack: &Pack, finding: &Finding) -> Option<LocalText> {
        let (facts, _) = self.appointers.get(&finding.subject.id)?;
        organisation::who_appoints(pack, facts, role_of(&finding.mend)?)
    }

    pub(super) fn may_mend(&self, pack: &Pack, finding: &Finding) -> bool {
        let id = &finding.subject.id;
        match needed(&finding.mend) {
            Needed::Appointer(role) => self
                .appointers
                .get(id)
                .is_some_and(|(facts, appointer)| appointer.may_appoint(pack, facts, role)),
            Needed::Documents => self.with_documents.contains(id),
            Needed::Forums => self.with_forums.contains(id),
            // What depends on more than the kind of record, the page of the duty asks.
            Needed::Speaker(duty) => {
                let here = (*id, &SubjectFacts::new(&finding.subject.kind));
                pack.stated_duty(duty)
                    .is_some_and(|(who, _)| self.speakers.speaker(pack, here, &who).is_some())
            }
            Needed::Record => self.editable.contains(id),
            Needed::Confirmation => self.confirmable.contains(id),
            Needed::Packs => self.may_read_packs,
            Needed::Elsewhere => false,
            Needed::Nothing => true,
        }
    }
}

/// What somebody needs to mend a demand.
enum Needed<'m> {
    /// To be one of those who appoint to the role.
    Appointer(&'m str),
    Documents,
    /// To be one of those who form groups.
    Forums,
    /// To have the duty, or to keep the register for who has it.
    Speaker(&'m str),
    Record,
    /// To be one of those whose word on the record is asked for.
    Confirmation,
    Packs,
    /// What is kept in other rooms: their own pages say who may.
    Elsewhere,
    Nothing,
}

fn needed(mend: &Mend) -> Needed<'_> {
    match mend {
        Mend::AssignRole { role } | Mend::EndAssignment { role } | Mend::NameDeputy { role } => {
            Needed::Appointer(role)
        }
        Mend::RegisterDocument { .. }
        | Mend::NameDocumentOwner { .. }
        | Mend::ReviewDocument { .. }
        | Mend::DecidePlan { .. }
        | Mend::MakeAvailable { .. } => Needed::Documents,
        Mend::FillField { field } if field == "confirmation" => Needed::Confirmation,
        Mend::FillField { .. } => Needed::Record,
        Mend::ReviewGuideline => Needed::Packs,
        Mend::FormForum { .. } | Mend::ChangeForum { .. } => Needed::Forums,
        Mend::StateDuty { duty } | Mend::ReviewStatement { duty } => Needed::Speaker(duty),
        Mend::RegisterAgreement { .. }
        | Mend::ApproveAgreement { .. }
        | Mend::SignAgreement { .. }
        | Mend::RenewAgreement { .. } => Needed::Elsewhere,
        Mend::CompareRecords { .. } | Mend::Nothing => Needed::Nothing,
    }
}

/// The records with demands that need something like this.
fn fitting(found: &[Finding], fits: fn(&Needed<'_>) -> bool) -> BTreeSet<Id> {
    let fitting = found.iter().filter(|finding| fits(&needed(&finding.mend)));
    fitting.map(|finding| finding.subject.id).collect()
}

fn among(judged: &BTreeMap<Id, SubjectFacts>, ids: &BTreeSet<Id>) -> BTreeMap<Id, SubjectFacts> {
    let own = judged.iter().filter(|(id, _)| ids.contains(id));
    own.map(|(id, facts)| (*id, facts.clone())).collect()
}

/// The role that a demand is mended by giving or ending.
fn role_of(mend: &Mend) -> Option<&str> {
    if let Needed::Appointer(role) = needed(mend) { Some(role) } else { None }
}

/// The duty of which something is to be said.
fn duty_of(mend: &Mend) -> Option<&str> {
    if let Needed::Speaker(duty) = needed(mend) { Some(duty) } else { None }
}
