//! A policy pack as the program uses it, after it has been read and checked.

mod about;
mod agreements;
mod catalogue;
mod documents;
mod forums;
mod objects;
mod plans;
mod roles;

pub use about::{
    Clause, Effect, Grant, Issue, IssueStatus, Layer, Organisation, Pack, Parameter, ParameterValue, Review,
    Source, Stricter, Term,
};
pub use agreements::AgreementKind;
pub use catalogue::{CatalogueRow, Covered};
pub use documents::{DocumentType, OwnerDemand, Requirement};
pub use forums::{Forum, ForumGround, MayJoin};
pub use objects::{
    BusinessArea, FieldDemand, Grouping, GroupingBasis, LifecycleState, ListedValue, ObjectKind, Uniqueness,
};
pub use plans::{Cycle, FollowUp, Holds, PlanKind, Section};
pub use roles::{
    Body, BodyKind, CoreFunction, DeputyDemand, Duty, HolderDemand, Level, Mandate, MandateHolder, Party,
    Role, RoleDemand, Separation, Stated, Title, TitleFor, Who, WhoWhen,
};
