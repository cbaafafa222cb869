//! Organisations, units, sites, people, their employments, and who holds which role on what.
//!
//! Swedish: organisation, enheter, verksamhetsställen, personer, anställningar och uppdrag. Other rooms build on the
//! nouns and reads here; assignments name their subject by kind and id and know nothing more of it.

mod absence;
mod accent;
mod acting_name;
mod answer_appointment;
mod api;
mod appointer;
mod appointment;
mod around_assignments;
mod assign_role;
mod change_assignment;
mod custom;
mod employment;
mod end_assignment;
mod endings;
mod facts;
mod forum;
mod from_above;
mod hand_over;
mod holders;
mod leaving;
mod leaving_ahead;
mod line_manager;
mod listing;
mod moving;
mod note_answer;
mod offboarding;
mod offboarding_step;
mod organisation;
mod packs_to_come;
mod pages;
mod person;
mod personal_identity_number;
mod plan_absence;
mod plan_handover;
mod reaching;
mod recipients;
mod record_of_change;
mod reorganisation;
mod role_assignment;
mod save_employment;
mod save_organisation;
mod save_person;
mod save_site;
mod save_unit;
mod searched;
mod set_deputy;
mod settle;
mod sharing;
mod site;
mod staff;
mod store;
mod together;
mod told;
mod told_deputies;
mod unanswered;
mod unit;
mod waiting_for;
mod who_may_appoint;

pub use absence::Absence;
pub use access::EMPLOYEE;
pub use acting_name::acting_name;
pub use answer_appointment::{AnswerAppointment, Answered, answer_appointment};
pub use api::resources;
pub use appointer::Appointer;
pub use assign_role::{AssignRole, assign_role, assign_roles};
pub use change_assignment::{ChangeAssignment, change_assignment, visible_assignment};
pub use custom::{
    keeping_custom, save_custom, save_custom_of_each, with_blank_custom, with_custom, with_custom_of_each,
    wrong_custom, wrong_custom_of_each,
};
pub use employment::{Employment, compute_spell};
pub use end_assignment::{EndAssignment, Ending, end_assignment};
pub use endings::{
    After, EndingPart, RoleEnding, endings_concerning, lacking_after, notice_until, visible_endings,
};
pub use facts::{fact_sources, holdings_of};
pub use forum::{
    AwaitedForums, CloseForum, Forum, LaidBefore, SaveForum, body_members, close_forum, deciding_forums,
    forum_supplement, save_forum, visible_forum,
};
pub use from_above::{PanelsOf, SupplierPanels};
pub use hand_over::{Handover, hand_over, preview_hand_over};
pub use holders::{
    Duties, DutyOfMine, Holder, holders_of, my_duties, naming_holders, subject_names, title_of, with_names,
};
pub use leaving::{Departure, departure_of, last_days_at_home, last_days_of, move_of};
pub use line_manager::may_see_to;
pub use listing::{
    Listed, listings, visible_absences, visible_assignments, visible_employments, visible_forums,
    visible_organisations, visible_people, visible_sharings, visible_sites, visible_units,
};
pub use moving::Move;
pub use note_answer::note_answer;
pub use offboarding::{
    Checked, LeavingItem, LeavingItems, Left, TickItem, leaving_items, offboarding_of, take_back_tick,
    tick_item,
};
pub use offboarding_step::OffboardingStep;
pub use organisation::{Organisation, OrganisationKind};
pub use pages::{
    ORGANISATIONS_BY_NAME, OWNERS_BY_NAME, PEOPLE_BY_NAME, ROOMS, SUPPLIERS_BY_NAME, UNITS_BY_NAME,
    custom_cells, custom_filters, custom_words, falling_vacant, forums_section, naming_custom,
    organisations_like_where, routes, seats_section,
};
pub use person::{Person, PersonKind};
pub use personal_identity_number::{check_no_personal_identity_numbers, has_personal_identity_number};
pub use plan_absence::{EndAbsence, PlanAbsence, end_absence, plan_absence, visible_absence};
pub use plan_handover::{Handing, to_hand_over};
pub use recipients::RECIPIENTS;
pub use record_of_change::{Because, on_behalf_of, on_behalf_of_each};
pub use reorganisation::{
    AddStep, CloseOrganisation, CloseUnit, DecideReorganisation, Distribute, Following, Kept, KeptBy,
    MergeUnits, MoveOrganisation, MoveUnit, OpenOrganisation, OpenUnit, Part, RemoveStep, Reorganisation,
    ReorganisationState, SaveReorganisation, SplitUnit, Step, Succession, WithdrawReorganisation, add_step,
    carry_out_due, distribute, remove_step, save_reorganisation, take_reorganisation_decision,
    visible_reorganisation, withdraw_reorganisation,
};
pub use role_assignment::{Confirmation, RoleAssignment, compute_counts};
pub use save_employment::{SaveEmployment, save_employment, visible_employment};
pub use save_organisation::{SaveOrganisation, save_organisation, visible_organisation};
pub use save_person::{SavePerson, save_person, visible_person};
pub use save_site::{SaveSite, save_site, visible_site};
pub use save_unit::{SaveUnit, save_unit, visible_unit};
pub use searched::search_sources;
pub use set_deputy::{SetDeputy, set_deputy};
pub use settle::settle_everyone_with_roles;
pub use sharing::{
    ChangeSharing, DecideSharing, EndSharing, FieldsOf, SeenOf, SeenRecords, SharedGroups, SharedKind,
    SharedKinds, Sharing, Shown, add_sharing, change_sharing, end_sharing, may_decide, settle_sharing,
    stands_for, take_sharing_decision, visible_sharing,
};
pub use site::Site;
pub use store::assignments::{
    assignment, assignments_of, assignments_of_all, assignments_of_person, deputised_by, stands_in_for,
};
pub use store::leaving::absences_of;
pub use store::organisations::{
    accent_of, ancestors_of_all, ancestors_or_self, descendants_or_self, legal_entities_of, legal_entity,
    organisation, organisations, organisations_named, own_organisation, site, unit, units_named,
};
pub use store::people::{employment, employments_of, employments_of_all, people, people_named, person};
pub use store::waiting::welcome;
pub use told::deadlines;
pub use unit::Unit;
pub use waiting_for::{ending_waivers, gaps_of_people, waiting_for};
pub use who_may_appoint::who_appoints;

use kernel::{Permission, SubjectKind};
use storage::{Migration, Noun, Schema, Statement};

/// Swedish: organisation.
pub const ORGANISATION: SubjectKind = SubjectKind("organisation");
/// Swedish: enhet.
pub const UNIT: SubjectKind = SubjectKind("unit");
/// Swedish: verksamhetsställe.
pub const SITE: SubjectKind = SubjectKind("site");
/// Swedish: person.
pub const PERSON: SubjectKind = SubjectKind("person");
/// Swedish: anställning.
pub const EMPLOYMENT: SubjectKind = SubjectKind("employment");
/// Swedish: uppdrag i roll.
pub const ROLE_ASSIGNMENT: SubjectKind = SubjectKind("role_assignment");

/// Swedish: grupp.
pub const FORUM: SubjectKind = SubjectKind("forum");
/// Swedish: omorganisation.
pub const REORGANISATION: SubjectKind = SubjectKind("reorganisation");

/// Swedish: frånvaro.
pub const ABSENCE: SubjectKind = SubjectKind("absence");
/// Swedish: delning.
pub const SHARING: SubjectKind = SubjectKind("sharing");
/// Swedish: steg i avslut av anställning.
pub const OFFBOARDING_STEP: SubjectKind = SubjectKind("offboarding_step");

/// See organisations, units and sites.
pub const READ: Permission = Permission("organisation.read");
/// Change organisations, units and sites.
pub const EDIT: Permission = Permission("organisation.edit");
/// See people and their employments.
pub const READ_PEOPLE: Permission = Permission("people.read");
/// Change people and their employments.
pub const EDIT_PEOPLE: Permission = Permission("people.edit");
/// Give roles to people and end it.
pub const ASSIGN: Permission = Permission("roles.assign");
/// Form groups, say who has a seat in them, and close them.
pub const EDIT_FORUMS: Permission = Permission("forums.edit");
/// Decide what one's organisation shows the others of its federation.
pub const DECIDE_SHARING: Permission = Permission("sharing.decide");
/// See who holds the roles on a record.
pub const READ_HOLDERS: Permission = Permission("register.read_roles");

/// See what has been done to a record, and by whom.
pub(crate) const READ_HISTORY: Permission = Permission("history.read");

/// The permissions that this room asks for. [`READ_HOLDERS`] belongs to the register, [`READ_HISTORY`] to the program.
pub const PERMISSIONS: &[Permission] =
    &[READ, EDIT, READ_PEOPLE, EDIT_PEOPLE, ASSIGN, EDIT_FORUMS, DECIDE_SHARING, custom_fields::MANAGE];

const fn noun(table: &'static str, indices: &'static [&'static [&'static str]]) -> Noun {
    Noun { table, key: &["id"], indices }
}

const fn migration(number: i64, sql: &'static str) -> Migration {
    Migration { domain: "organisation", number, sql }
}

/// The tables of this room, after those of the fields that federations add to its records and to those of rooms above.
#[must_use]
pub fn schema() -> Schema {
    custom_fields::schema().with(own_schema())
}

fn own_schema() -> Schema {
    Schema {
        migrations: vec![
            migration(1, include_str!("../migrations/001_organisation.sql")),
            migration(2, include_str!("../migrations/002_people_who_move.sql")),
            migration(3, include_str!("../migrations/003_reorganisation.sql")),
            migration(4, include_str!("../migrations/004_sharing.sql")),
            migration(5, include_str!("../migrations/005_asked_on.sql")),
            migration(6, include_str!("../migrations/006_readers_of_reorganisations.sql")),
            migration(7, include_str!("../migrations/007_groups.sql")),
            migration(8, include_str!("../migrations/008_accent.sql")),
        ],
        nouns: vec![
            noun("organisation", &[&["sort_key"], &["parent_id"], &["kind", "sort_key"]]),
            Noun {
                table: "organisation_ancestor",
                key: &["organisation_id", "ancestor_id"],
                indices: &[&["ancestor_id", "organisation_id"]],
            },
            noun("unit", &[&["sort_key"], &["organisation_id", "sort_key"]]),
            noun("site", &[&["sort_key"], &["organisation_id", "sort_key"]]),
            noun("person", &[&["sort_key"], &["organisation_id"]]),
            noun("employment", &[&["person_id"], &["organisation_id"], &["manager_id"], &["valid_to"]]),
            noun(
                "role_assignment",
                &[
                    &["subject_id", "role"],
                    &["person_id", "subject_kind"],
                    &["deputy_id"],
                    &["role"],
                    &["counts_to"],
                    &["follows_id"],
                    &["asked_by_id"],
                ],
            ),
            noun("absence", &[&["person_id"]]),
            noun("offboarding_step", &[&["person_id"]]),
            noun("reorganisation", &[&["state", "effective_on"], &["sort_key"]]),
            Noun {
                table: "reorganisation_place",
                key: &["reorganisation_id", "place_id"],
                indices: &[&["place_id"]],
            },
            noun("forum", &[&["sort_key"], &["subject_id"], &["body", "sort_key"]]),
            noun("forum_member", &[&["forum_id"], &["person_id"], &["role"]]),
            noun("sharing", &[&["owner_id"], &["receiver_id"], &["valid_to"]]),
        ],
        tenant_tables: Vec::new(),
        ..Schema::default()
    }
}

/// Every statement of this room, for the tests.
#[must_use]
pub fn statements() -> Vec<Statement> {
    [store::statements(), facts::STATEMENTS.to_vec()].concat()
}
