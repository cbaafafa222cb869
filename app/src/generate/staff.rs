//! The people of a municipality: who is employed, and who comes instead of those who leave.

use super::town::{Seat, Town};
use kernel::{Date, Error, Id, Result};
use organisation::{
    Because, Employment, Handover, Person, PersonKind, SaveEmployment, SavePerson, hand_over,
    save_employment, save_person,
};
use storage::Tx;

/// Of a hundred people, so many leave in half a year.
const LEAVING_PERCENT: usize = 4;
/// How long people have been employed when the register begins, at the most.
const MOST_DAYS_BEFORE: usize = 3_000;

impl Town {
    /// Fills every seat of every department.
    pub(super) fn employ_everybody(&mut self, tx: &mut Tx) -> Result<()> {
        let wanted = self.setting.staff();
        for department in 0..self.departments.len() {
            for seat in 0..wanted {
                let days = i64::try_from(self.chance.below(MOST_DAYS_BEFORE)).unwrap_or_default();
                let from = tx.today().saturating_sub(jiff::Span::new().days(days));
                let employment = self.employ(tx, department, seat, from)?;
                self.departments[department].seats.push(Seat { employment, holds_roles: false });
            }
        }
        Ok(())
    }

    fn employ(&mut self, tx: &mut Tx, department: usize, seat: usize, from: Date) -> Result<Employment> {
        let words = &self.setting.words.people;
        let department = &self.departments[department];
        let title =
            if seat == 0 { &words.head } else { &words.others[(seat - 1) % words.others.len().max(1)] };
        let name = format!("{title} {seat} {}", department.name);
        let address = format!("{}.{seat}.{}@vidmakt.example", department.place, self.number);
        let id = self.chance.id(tx.instant());
        let person =
            Person { id, title: title.clone(), email: address, ..Person::new(name, PersonKind::Employed) };
        save_person(tx, &SavePerson { person, revision: None, because: Because::default() })?;
        let head = department.seats.first().map(|head| head.employment.person);
        let employment = Employment {
            id: self.chance.id(tx.instant()),
            unit: self.chance.pick(&department.units).copied().filter(|_| seat > 0),
            manager: head.filter(|_| seat > 0),
            ..Employment::new(id, department.id, from)
        };
        save_employment(tx, &SaveEmployment { employment, revision: None, because: Because::default() })
    }

    /// Some leave. Whoever comes instead takes over what they answered for.
    pub(super) fn replace_people(&mut self, tx: &mut Tx) -> Result<()> {
        for department in 0..self.departments.len() {
            for seat in 0..self.departments[department].seats.len() {
                if self.chance.happens(LEAVING_PERCENT) {
                    self.replace(tx, department, seat)?;
                }
            }
        }
        Ok(())
    }

    fn replace(&mut self, tx: &mut Tx, department: usize, seat: usize) -> Result<()> {
        let words = self.setting.words.clone();
        let today = tx.today();
        let new = self.employ(tx, department, seat, today)?;
        let left = &mut self.departments[department].seats[seat];
        let leaver = std::mem::replace(&mut left.employment, new);
        let reason = words.decisions.leaving.clone();
        if left.holds_roles {
            let decision = format!("{} {}", words.decisions.paragraph, self.chance.below(300) + 1);
            give_over(tx, leaver.person, &self.departments[department].seats[seat], (&reason, &decision))?;
        }
        let revision = Some(leaver.revision);
        let employment = Employment { to: Some(today), ..leaver };
        let because = Because { reason, decision: String::new() };
        save_employment(tx, &SaveEmployment { employment, revision, because }).map(|_| ())
    }
}

fn give_over(tx: &mut Tx, leaver: Id, seat: &Seat, (reason, decision): (&str, &str)) -> Result<()> {
    let ask = Handover {
        successor: Some(seat.employment.person),
        from: tx.today().tomorrow().ok(),
        decision: decision.to_owned(),
        reason: reason.to_owned(),
        leaves_out_refused: true,
        ..Handover::default()
    };
    match hand_over(tx, leaver, &ask) {
        // What nobody may take over ends with the employment.
        Ok(_) | Err(Error::Rejected(_)) => Ok(()),
        Err(error) => Err(error),
    }
}
