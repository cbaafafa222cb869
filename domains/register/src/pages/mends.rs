//! Which of the ways to mend a demand are open to whoever looks at a record: a link that ends in a refusal is none.

use crate::EDIT_DOCUMENTS;
use access::Allowed;
use findings::Evaluated;
use kernel::{Permission, Result, Subject};
use organisation::Appointer;
use policy::{Mend, Pack, SubjectFacts};
use storage::Read;

/// What is told of the demands on a record, and what the reader may do about them.
pub(super) struct Told {
    pub evaluated: Evaluated,
    facts: SubjectFacts,
    /// Absent where no role is missing.
    appointer: Option<Appointer>,
    may_edit: bool,
    may_edit_documents: bool,
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
        let is_about_role =
            |mend: &Mend| matches!(mend, Mend::AssignRole { .. } | Mend::EndAssignment { .. });
        let has_role = evaluated.findings.iter().any(|finding| is_about_role(&finding.mend));
        let appointer = has_role.then(|| Appointer::of(read, pack, &facts, subject.id)).transpose()?;
        Ok(Some(Self {
            may_edit: allowed.may(edit),
            may_edit_documents: allowed.may(EDIT_DOCUMENTS),
            evaluated,
            facts,
            appointer,
        }))
    }

    pub fn may_mend(&self, pack: &Pack, mend: &Mend) -> bool {
        match mend {
            Mend::AssignRole { role } | Mend::EndAssignment { role } => self
                .appointer
                .as_ref()
                .is_some_and(|appointer| appointer.may_appoint(pack, &self.facts, role)),
            Mend::RegisterDocument { .. }
            | Mend::NameDocumentOwner { .. }
            | Mend::ReviewDocument { .. }
            | Mend::DecidePlan { .. } => self.may_edit_documents,
            Mend::FillField { .. } => self.may_edit,
            Mend::CompareRecords { .. } | Mend::ReviewGuideline | Mend::Nothing => true,
        }
    }
}
