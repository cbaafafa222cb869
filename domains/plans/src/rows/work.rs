//! What a plan is to lead to and what is done for it: needs, goals, activities and releases.

use super::words::{ActivityState, GoalState, Party, ReleaseState};
use kernel::{Choice as _, Date, FieldKind, Id, ReferenceKind, record_fields};

/// Letters of one line of a row.
pub(super) const LINE: FieldKind = FieldKind::Text { max_chars: 200 };
/// Letters of what is told of it.
pub(super) const TEXT: FieldKind = FieldKind::LongText { max_chars: 4_000 };
/// A word of the guideline.
pub(super) const WORD: FieldKind = FieldKind::Word;
/// An activity is of the first, second … order.
pub(super) const MOST_PRIORITIES: i64 = 9;

/// What somebody needs. Swedish: behov.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Need {
    pub title: String,
    pub description: String,
    /// Who needs it.
    pub party: Option<Party>,
    pub organisation: Option<Id>,
}

record_fields! { Need {
    title: LINE, required;
    description: TEXT;
    party: FieldKind::Choice(Party::NAMES);
    organisation: FieldKind::Reference(ReferenceKind("organisation"));
} }

/// What shall be different. Swedish: mål.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    pub title: String,
    /// One of the pack's kinds of goal.
    pub kind: String,
    pub party: Option<Party>,
    /// How one sees that it is reached.
    pub measure: String,
    pub target: String,
    pub state: GoalState,
    pub outcome: String,
}

record_fields! { Goal {
    title: LINE, required;
    kind: WORD;
    party: FieldKind::Choice(Party::NAMES);
    measure: LINE;
    target: LINE;
    state: FieldKind::Choice(GoalState::NAMES), required;
    outcome: TEXT;
} }

impl Default for Goal {
    fn default() -> Self {
        let text = String::new;
        let (title, kind, measure, target, outcome) = (text(), text(), text(), text(), text());
        Self { title, kind, party: None, measure, target, state: GoalState::Open, outcome }
    }
}

/// Something that is done. Swedish: aktivitet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    pub title: String,
    pub description: String,
    /// One of the pack's kinds of activity.
    pub kind: String,
    /// Of a plan of several systems: the one that it is about.
    pub system: Option<Id>,
    /// The goal that it leads to.
    pub goal: Option<Id>,
    /// The need that it meets. Source: S4-152.
    pub need: Option<Id>,
    pub party: Option<Party>,
    /// Somebody employed.
    pub responsible: Option<Id>,
    pub starts_on: Option<Date>,
    pub ends_on: Option<Date>,
    /// In öre, as the other amounts.
    pub cost: Option<i64>,
    /// One of the pack's account groups.
    pub account_group: String,
    /// 1 comes first.
    pub priority: Option<i64>,
    pub state: ActivityState,
    pub outcome_cost: Option<i64>,
    pub outcome: String,
    /// The suggestion that it came from.
    pub suggestion: Option<Id>,
}

record_fields! { Activity {
    title: LINE, required;
    description: TEXT;
    kind: WORD;
    system: FieldKind::Reference(ReferenceKind("system"));
    goal: FieldKind::Reference(ReferenceKind("goal"));
    need: FieldKind::Reference(ReferenceKind("need"));
    party: FieldKind::Choice(Party::NAMES);
    responsible: FieldKind::Reference(ReferenceKind("person"));
    starts_on: FieldKind::Date;
    ends_on: FieldKind::Date;
    cost: FieldKind::Money;
    account_group: WORD;
    priority: FieldKind::Number { min: 1, max: MOST_PRIORITIES };
    state: FieldKind::Choice(ActivityState::NAMES), required;
    outcome_cost: FieldKind::Money;
    outcome: TEXT;
    suggestion: FieldKind::Reference(ReferenceKind("suggestion"));
} }

impl Default for Activity {
    fn default() -> Self {
        Self {
            title: String::new(),
            description: String::new(),
            kind: String::new(),
            system: None,
            goal: None,
            need: None,
            party: None,
            responsible: None,
            starts_on: None,
            ends_on: None,
            cost: None,
            account_group: String::new(),
            priority: None,
            state: ActivityState::Planned,
            outcome_cost: None,
            outcome: String::new(),
            suggestion: None,
        }
    }
}

/// A new version of a system. Swedish: release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedRelease {
    pub name: String,
    pub system: Option<Id>,
    pub planned_on: Option<Date>,
    /// By when it is tested.
    pub test_on: Option<Date>,
    pub state: ReleaseState,
}

record_fields! { PlannedRelease {
    name: LINE, required;
    system: FieldKind::Reference(ReferenceKind("system"));
    planned_on: FieldKind::Date;
    test_on: FieldKind::Date;
    state: FieldKind::Choice(ReleaseState::NAMES), required;
} }

impl Default for PlannedRelease {
    fn default() -> Self {
        let (name, state) = (String::new(), ReleaseState::Planned);
        Self { name, system: None, planned_on: None, test_on: None, state }
    }
}
