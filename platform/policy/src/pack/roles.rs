//! Roles, bodies, who appoints whom, duties and mandates of a guideline.

use crate::condition::Condition;
use crate::facts::{HolderKind, Origin};
use kernel::{LocalText, Strength};
use serde::{Deserialize, Serialize};

/// A word in the forms that sentences need.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Title {
    pub sv: String,
    pub sv_definite: String,
    pub sv_plural: String,
    pub en: String,
    pub en_plural: String,
}

impl Title {
    #[must_use]
    pub fn text(&self) -> LocalText {
        LocalText::new(self.sv.clone(), self.en.clone())
    }

    /// The definite form; English has its article in the sentence.
    #[must_use]
    pub fn definite(&self) -> LocalText {
        LocalText::new(self.sv_definite.clone(), self.en.clone())
    }

    #[must_use]
    pub fn plural(&self) -> LocalText {
        LocalText::new(self.sv_plural.clone(), self.en_plural.clone())
    }
}

/// A role or a body: whoever may appoint, decide or answer for something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    Role(String),
    Body(String),
}

impl Who {
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Role(id) | Self::Body(id) => id,
        }
    }
}

/// Who, and when it is so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WhoWhen {
    pub who: Who,
    pub when: Condition,
}

/// A level of the guideline, such as the budget level. Swedish: nivå.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Level {
    pub id: String,
    /// 1 is the highest.
    pub order: i64,
    pub title: LocalText,
    pub clauses: Vec<String>,
}

/// A side of the work, such as business or IT. Swedish: part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Party {
    pub id: String,
    pub title: LocalText,
    pub clauses: Vec<String>,
}

kernel::choice! {
    /// What kind of thing a body is.
    pub enum BodyKind {
        Forum = "forum", Committee = "committee", Department = "department", Unit = "unit",
        Organisation = "organisation", Supplier = "supplier",
    }
}

/// Whatever may appoint or decide without being a person. Swedish: organ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Body {
    pub id: String,
    #[serde(serialize_with = "crate::pack::about::choice_name")]
    pub kind: BodyKind,
    pub title: Title,
    pub description: Option<LocalText>,
    pub aliases: Vec<String>,
    /// Who says what the body has to say: states its duties, approves, is consulted.
    pub spoken_for_by: Vec<WhoWhen>,
    pub duties: Vec<Duty>,
    pub clauses: Vec<String>,
}

kernel::choice! {
    /// What a role does, whatever it is called: makes guidelines comparable and carries permissions.
    pub enum CoreFunction {
        Owner = "owner", InformationOwner = "information_owner", LegalOwner = "legal_owner",
        BusinessManager = "business_manager", Administrator = "administrator", Specialist = "specialist",
        ItManager = "it_manager", Operations = "operations", Integration = "integration",
        Technician = "technician", Support = "support", User = "user", ObjectOwner = "object_owner",
        ObjectOwnerIt = "object_owner_it", ObjectLeader = "object_leader", ObjectLeaderIt = "object_leader_it",
        DocumentOwner = "document_owner", HeadOfIt = "head_of_it", UnitHead = "unit_head",
        HeadOfDepartment = "head_of_department", MunicipalDirector = "municipal_director",
        LineManager = "line_manager", ItStrategist = "it_strategist",
        InformationSecurity = "information_security", ItSecurity = "it_security",
        SecurityChief = "security_chief", DataProtection = "data_protection",
        DataProtectionCoordinator = "data_protection_coordinator", Communication = "communication",
        Procurement = "procurement", Finance = "finance", Coordinator = "coordinator",
        Political = "political", GroupMember = "group_member", Other = "other",
    }
}

/// Swedish: roll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Role {
    pub id: String,
    #[serde(serialize_with = "crate::pack::about::choice_name")]
    pub core_function: CoreFunction,
    pub level: Option<String>,
    pub party: Option<String>,
    /// Kinds of subject that it may be held on.
    pub subjects: Vec<String>,
    pub holders: Vec<HolderKind>,
    pub title: Title,
    pub title_for: Vec<TitleFor>,
    pub description: LocalText,
    pub aliases: Vec<String>,
    pub appointed_by: Vec<WhoWhen>,
    pub demands: Vec<RoleDemand>,
    pub holder_demands: Vec<HolderDemand>,
    pub duties: Vec<Duty>,
    pub clauses: Vec<String>,
}

/// Another title where the effective kind is one of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TitleFor {
    pub effective_kind: Vec<String>,
    pub title: Title,
    pub clauses: Vec<String>,
}

/// How many must hold a role, and may.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RoleDemand {
    pub rule: String,
    pub subject: String,
    pub when: Condition,
    pub min: usize,
    pub max: Option<usize>,
    pub counts_from: Vec<Origin>,
    pub strength: Strength,
    pub clauses: Vec<String>,
}

/// Who may hold a role in a given case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HolderDemand {
    pub rule: String,
    pub when: Condition,
    pub holder_kinds: Vec<HolderKind>,
    /// Of bodies only these; any body if empty.
    pub bodies: Vec<String>,
    /// A role that the holder must also have on an organisation.
    pub also_holds: Option<String>,
    pub text: LocalText,
    pub strength: Strength,
    pub clauses: Vec<String>,
}

impl HolderDemand {
    /// Whether a holder of this kind, or this very body, is one whom the demand allows.
    #[must_use]
    pub fn fits(&self, kind: HolderKind, body: &str) -> bool {
        let is_right_kind = self.holder_kinds.is_empty() || self.holder_kinds.contains(&kind);
        let is_right_body =
            kind != HolderKind::Body || self.bodies.is_empty() || self.bodies.iter().any(|id| id == body);
        is_right_kind && is_right_body
    }
}

/// That somebody stands in for each holder of a role. Swedish: krav på ställföreträdare.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeputyDemand {
    pub rule: String,
    pub role: String,
    pub subject: String,
    pub when: Condition,
    pub text: LocalText,
    pub strength: Strength,
    pub clauses: Vec<String>,
}

/// What a role or body answers for. Swedish: ansvar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Duty {
    pub id: String,
    pub when: Condition,
    pub text: LocalText,
    /// Whether those who have it must say how it is met.
    pub statement: Option<Stated>,
    pub strength: Strength,
    pub clauses: Vec<String>,
}

/// That those who have a duty say how it is met. Swedish: redogörelse för ansvar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stated {
    /// Kinds of subject that it is said of.
    pub subjects: Vec<String>,
    /// Months until what was said is reviewed.
    pub review_months: Option<u32>,
}

/// Roles that one person may not hold together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Separation {
    pub id: String,
    pub roles: Vec<String>,
    pub text: LocalText,
    pub strength: Strength,
    pub clauses: Vec<String>,
}

/// Who may do which action. Swedish: mandat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mandate {
    pub id: String,
    pub action: String,
    pub subject: String,
    pub when: Condition,
    pub holders: Vec<MandateHolder>,
    /// May a person from outside the organisation use it?
    pub external_allowed: bool,
    pub text: LocalText,
    pub clauses: Vec<String>,
}

/// A role, a body, or all roles of a level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MandateHolder {
    Who(WhoWhen),
    Level { level: String, party: Option<String> },
}
