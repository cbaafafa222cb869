//! The systems of a municipality, who holds the roles on them, and the objects that they are managed in.

use super::town::{Kept, Town};
use kernel::{Choice, Custom, Date, Error, FieldValue, Id, Result, Subject};
use organisation::{AssignRole, RoleAssignment, assign_roles};
use register::{
    Category, Importance, LifecycleState, ManagedObject, Management, OBJECT, SYSTEM, Size, Step, System,
    TakeLifecycleStep, change_systems, register_systems, save_object, set_object_systems,
    take_lifecycle_step,
};
use std::collections::BTreeSet;
use storage::Tx;

/// Of a hundred systems, so many are changed in half a year, and so many retired.
const CHANGED_PERCENT: usize = 30;
const RETIRED_PERCENT: usize = 1;
/// Of a hundred roles, so many have a holder; of a hundred systems, so many have one more at the last role.
const HELD_PERCENT: usize = 90;
const SECOND_PERCENT: usize = 50;

impl Town {
    /// Registers systems, with their holders and documents, until there are so many.
    pub(super) fn grow(&mut self, tx: &mut Tx, wanted: usize) -> Result<()> {
        let begin = self.systems.len();
        for number in begin..wanted {
            let kept = self.new_system(tx, number);
            self.systems.push(kept);
        }
        let new = self.systems[begin..].iter().map(|kept| kept.system.clone()).collect();
        register_systems(tx, new)?;
        for kept in &mut self.systems[begin..] {
            kept.system.revision = 1;
        }
        self.appoint(tx, begin)?;
        self.write_documents(tx, begin)
    }

    fn new_system(&mut self, tx: &Tx, number: usize) -> Kept {
        let setting = self.setting.clone();
        let department = number % self.departments.len().max(1);
        let place = &self.departments[department];
        let seat = 1 + self.chance.below(place.seats.len().saturating_sub(1));
        let words = &setting.words;
        let topic = self.chance.pick(&words.departments[place.place].topics).cloned().unwrap_or_default();
        let form = self.chance.pick(&words.systems.forms).cloned().unwrap_or_default();
        let begun = self.day_before(tx.today(), 2_500);
        let system = System {
            id: self.chance.id(tx.instant()),
            name: format!("{form} {topic} {}-{:03}", self.number, number + 1),
            short_description: self.chance.pick(&words.systems.descriptions).cloned().unwrap_or_default(),
            kind: self.chance.pick(&setting.kinds).copied(),
            local_number: format!("S{}", number + 1),
            organisation: Some(self.departments[department].id),
            category: self.category(department),
            operation_form: self.known(&setting.operation_forms),
            size: self.known(&[Size::SmallSimple, Size::Medium, Size::Large]),
            importance: self.known(&[Importance::Normal, Importance::Important, Importance::Prioritised]),
            personal_data: self.known(&[true, true, false]),
            technical_management: self.known(&[Management::It, Management::Supplier]),
            supplier: self.known(&setting.suppliers),
            in_operation_from: Some(begun),
            custom: self.contract(begun),
            ..System::default()
        };
        Kept { system, department, seat, documents: Vec::new() }
    }

    /// One of some, or unknown: what is unknown is a part of every register.
    fn known<T: Copy>(&mut self, some: &[T]) -> Option<T> {
        let is_known = self.chance.happens(90);
        self.chance.pick(some).copied().filter(|_| is_known)
    }

    /// The last department has what all others stand on, the first what they share.
    fn category(&self, department: usize) -> Option<Category> {
        let wanted = match department {
            0 => Category::Common,
            last if last + 1 == self.departments.len() => Category::Infrastructure,
            _ => Category::Business,
        };
        self.setting.categories.contains(&wanted).then_some(wanted)
    }

    pub(super) fn day_before(&mut self, day: Date, most_days: usize) -> Date {
        let days = i64::try_from(self.chance.below(most_days)).unwrap_or_default();
        day.saturating_sub(jiff::Span::new().days(days))
    }

    /// The day on which the contract was signed, in the field that the federation has added.
    fn contract(&mut self, begun: Date) -> Custom {
        let mut custom = Custom::of(self.setting.fields.clone());
        let signed = self.day_before(begun, 400);
        if let Some(field) = self.setting.fields.first().filter(|_| signed.day() % 3 > 0) {
            custom.put(&field.name, FieldValue::Date(signed));
        }
        custom
    }

    /// Gives the roles on the systems from a place on to people of their departments, each role to somebody else.
    fn appoint(&mut self, tx: &mut Tx, begin: usize) -> Result<()> {
        let setting = self.setting.clone();
        let mut asks = Vec::new();
        for place in begin..self.systems.len() {
            let subject = Subject::new(SYSTEM, self.systems[place].system.id);
            let (department, mut seat) = (self.systems[place].department, self.systems[place].seat);
            for role in &setting.system_roles {
                if self.chance.happens(HELD_PERCENT) {
                    asks.push(self.ask(tx, role, &subject, (department, seat)));
                }
                seat += 1;
            }
            if let Some(last) = setting.system_roles.last().filter(|_| self.chance.happens(SECOND_PERCENT)) {
                asks.push(self.ask(tx, last, &subject, (department, seat)));
            }
        }
        self.give(tx, &asks)
    }

    fn ask(
        &mut self,
        tx: &Tx,
        role: &str,
        subject: &Subject,
        (department, seat): (usize, usize),
    ) -> AssignRole {
        let seats = &mut self.departments[department].seats;
        let place = seat % seats.len().max(1);
        seats[place].holds_roles = true;
        let words = &self.setting.words.decisions;
        let assignment = RoleAssignment {
            id: self.chance.id(tx.instant()),
            appointed_by: words.appointed_by.clone(),
            decision: format!("{} {}", words.paragraph, self.chance.below(300) + 1),
            ..RoleAssignment::new(role, subject, tx.today()).held_by(seats[place].employment.person)
        };
        AssignRole { assignment, reason: String::new() }
    }

    /// What the guideline refuses stays a gap, as in every register.
    fn give(&mut self, tx: &mut Tx, asks: &[AssignRole]) -> Result<()> {
        for answer in assign_roles(tx, asks)? {
            match answer {
                Err(Error::Failed(failure)) => return Err(Error::Failed(failure)),
                answer => self.assignments += usize::from(answer.is_ok()),
            }
        }
        Ok(())
    }

    /// One object for each department, with the systems that it has by then.
    pub(super) fn add_objects(&mut self, tx: &mut Tx) -> Result<()> {
        let setting = self.setting.clone();
        let mut asks = Vec::new();
        for place in 0..self.departments.len() {
            // The object of a department is of the kind of its systems, where the guideline has such a kind.
            let category = self.category(place).map(Choice::name);
            let is_alike = |kind: &&String| category == Some(kind.as_str());
            let Some(kind) = setting.object_kinds.iter().find(is_alike).or(setting.object_kinds.last())
            else {
                return Ok(());
            };
            let department = &self.departments[place];
            let object = ManagedObject {
                id: self.chance.id(tx.instant()),
                name: department.name.clone(),
                kind: kind.clone(),
                organisation: Some(department.id),
                ..ManagedObject::default()
            };
            let id = object.id;
            let revision = save_object(tx, object)?;
            let inside =
                self.systems.iter().filter(|kept| kept.department == place).map(|kept| kept.system.id);
            set_object_systems(tx, id, revision, &inside.collect::<BTreeSet<Id>>())?;
            for (seat, role) in setting.object_roles.iter().enumerate() {
                asks.push(self.ask(tx, role, &Subject::new(OBJECT, id), (place, seat)));
            }
        }
        self.give(tx, &asks)
    }

    /// Something is written anew about some of the systems in use.
    pub(super) fn change_systems(&mut self, tx: &mut Tx) -> Result<()> {
        let setting = self.setting.clone();
        let mut changed = Vec::new();
        for place in 0..self.systems.len() {
            let is_in_use = self.systems[place].system.lifecycle_state == LifecycleState::InOperation;
            if !is_in_use || !self.chance.happens(CHANGED_PERCENT) {
                continue;
            }
            let note = self.chance.pick(&setting.words.systems.notes).cloned().unwrap_or_default();
            let supplier = self.known(&setting.suppliers).filter(|_| self.chance.happens(10));
            let system = &mut self.systems[place].system;
            system.notes = format!("{}: {note}", tx.today());
            system.supplier = supplier.or(system.supplier);
            changed.push(place);
        }
        let systems = changed.iter().map(|place| self.systems[*place].system.clone()).collect();
        for (place, revision) in changed.into_iter().zip(change_systems(tx, systems)?) {
            self.systems[place].system.revision = revision;
        }
        Ok(())
    }

    pub(super) fn retire_systems(&mut self, tx: &mut Tx) -> Result<()> {
        let reason = self.setting.words.decisions.retired.clone();
        for place in 0..self.systems.len() {
            let is_in_use = self.systems[place].system.lifecycle_state == LifecycleState::InOperation;
            if !is_in_use || !self.chance.happens(RETIRED_PERCENT) {
                continue;
            }
            let ask = TakeLifecycleStep {
                system: self.systems[place].system.id,
                revision: None,
                step: Step { to: LifecycleState::Retired, on: None, reason: reason.clone() },
                decision: String::new(),
            };
            let revision = take_lifecycle_step(tx, &ask)?;
            let system = &mut self.systems[place].system;
            (system.revision, system.lifecycle_state) = (revision, LifecycleState::Retired);
            system.retired_from = Some(tx.today());
        }
        Ok(())
    }
}
