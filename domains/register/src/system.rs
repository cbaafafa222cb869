//! A system as the register knows it: anything that is managed as one, from a server platform to a cloud service.

use kernel::{Choice, Custom, Date, FieldKind, Id, ReferenceKind, SubjectKind, choice, record_fields};

pub const SYSTEM: SubjectKind = SubjectKind("system");

/// Names of the records that the register points at.
pub(crate) const ORGANISATION_REFERENCE: ReferenceKind = ReferenceKind("organisation");
pub(crate) const PERSON_REFERENCE: ReferenceKind = ReferenceKind("person");

choice! {
    /// Swedish: typ av system.
    pub enum SystemKind {
        ItSystem = "it_system",
        CloudService = "cloud_service",
        ItService = "it_service",
        BaseService = "base_service",
        DigitalService = "digital_service",
        AiSystem = "ai_system",
    }
}

choice! {
    /// Swedish: kategori.
    pub enum Category { Infrastructure = "infrastructure", Common = "common", Business = "business" }
}

choice! {
    /// Swedish: livscykelsteg. In the order that a system goes through them.
    pub enum LifecycleState {
        Idea = "idea",
        Procurement = "procurement",
        Introduction = "introduction",
        InOperation = "in_operation",
        PhaseOut = "phase_out",
        Retired = "retired",
    }
}

impl LifecycleState {
    pub const ALL: [Self; 6] =
        [Self::Idea, Self::Procurement, Self::Introduction, Self::InOperation, Self::PhaseOut, Self::Retired];
}

/// Most systems that enter a register are already in use.
#[allow(clippy::derivable_impls)]
impl Default for LifecycleState {
    fn default() -> Self {
        Self::InOperation
    }
}

choice! {
    /// Swedish: storlek.
    pub enum Size { SmallSimple = "small_simple", Medium = "medium", Large = "large", Complex = "complex" }
}

choice! {
    /// Swedish: vikt, how much depends on the system.
    pub enum Importance { Normal = "normal", Important = "important", Prioritised = "prioritised" }
}

choice! {
    /// Swedish: driftform.
    pub enum OperationForm { OwnIt = "own_it", Supplier = "supplier", Cloud = "cloud" }
}

choice! {
    /// Swedish: vem som har den tekniska eller verksamhetens förvaltning.
    pub enum Management { It = "it", Business = "business", Supplier = "supplier" }
}

/// Swedish: system.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct System {
    pub id: Id,
    /// Counts from 1; 0 while it is not saved.
    pub revision: i64,
    pub name: String,
    pub short_description: String,
    pub kind: Option<SystemKind>,
    pub local_number: String,
    /// Who owns it; an id of the organisation room.
    pub organisation: Option<Id>,
    pub category: Option<Category>,
    /// Which of the pack's named common systems it is.
    pub common_system: String,
    pub business_areas: Vec<String>,
    pub size: Option<Size>,
    pub importance: Option<Importance>,
    pub personal_data: Option<bool>,
    pub sensitive_data: Option<bool>,
    pub operation_form: Option<OperationForm>,
    pub technical_management: Option<Management>,
    pub business_management: Option<Management>,
    pub supplier: Option<Id>,
    pub has_integrations: Option<bool>,
    pub service_address: String,
    pub lifecycle_state: LifecycleState,
    pub idea_from: Option<Date>,
    pub procurement_from: Option<Date>,
    pub introduction_from: Option<Date>,
    pub in_operation_from: Option<Date>,
    pub phase_out_from: Option<Date>,
    pub retired_from: Option<Date>,
    pub notes: String,
    /// What the federation has added.
    pub custom: Custom,
}

record_fields! { System, custom {
    name: FieldKind::Text { max_chars: 200 }, required;
    short_description: FieldKind::LongText { max_chars: 1_000 };
    kind: FieldKind::Choice(SystemKind::NAMES), required;
    local_number: FieldKind::Text { max_chars: 60 };
    organisation: FieldKind::Reference(ORGANISATION_REFERENCE), required;
    category: FieldKind::Choice(Category::NAMES);
    common_system: FieldKind::Text { max_chars: 60 };
    business_areas: FieldKind::Words { max_words: 20 };
    size: FieldKind::Choice(Size::NAMES);
    importance: FieldKind::Choice(Importance::NAMES);
    personal_data: FieldKind::Flag;
    sensitive_data: FieldKind::Flag;
    operation_form: FieldKind::Choice(OperationForm::NAMES);
    technical_management: FieldKind::Choice(Management::NAMES);
    business_management: FieldKind::Choice(Management::NAMES);
    supplier: FieldKind::Reference(ORGANISATION_REFERENCE);
    has_integrations: FieldKind::Flag;
    service_address: FieldKind::Link;
    lifecycle_state: FieldKind::Choice(LifecycleState::NAMES), required;
    idea_from: FieldKind::Date;
    procurement_from: FieldKind::Date;
    introduction_from: FieldKind::Date;
    in_operation_from: FieldKind::Date;
    phase_out_from: FieldKind::Date;
    retired_from: FieldKind::Date;
    notes: FieldKind::LongText { max_chars: 10_000 };
} }

impl System {
    /// The day on which a state began, as far as it is known.
    #[must_use]
    pub const fn state_from(&self, state: LifecycleState) -> Option<Date> {
        match state {
            LifecycleState::Idea => self.idea_from,
            LifecycleState::Procurement => self.procurement_from,
            LifecycleState::Introduction => self.introduction_from,
            LifecycleState::InOperation => self.in_operation_from,
            LifecycleState::PhaseOut => self.phase_out_from,
            LifecycleState::Retired => self.retired_from,
        }
    }

    pub(crate) const fn set_state_from(&mut self, state: LifecycleState, day: Option<Date>) {
        *match state {
            LifecycleState::Idea => &mut self.idea_from,
            LifecycleState::Procurement => &mut self.procurement_from,
            LifecycleState::Introduction => &mut self.introduction_from,
            LifecycleState::InOperation => &mut self.in_operation_from,
            LifecycleState::PhaseOut => &mut self.phase_out_from,
            LifecycleState::Retired => &mut self.retired_from,
        } = day;
    }
}

/// The field that holds the first day of a state.
#[must_use]
pub const fn date_field_of(state: LifecycleState) -> &'static str {
    match state {
        LifecycleState::Idea => "idea_from",
        LifecycleState::Procurement => "procurement_from",
        LifecycleState::Introduction => "introduction_from",
        LifecycleState::InOperation => "in_operation_from",
        LifecycleState::PhaseOut => "phase_out_from",
        LifecycleState::Retired => "retired_from",
    }
}
