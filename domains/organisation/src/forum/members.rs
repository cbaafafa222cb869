//! Who sits in a group on a day, and whether they are too many.

use super::Forum;
use kernel::{Date, Id};
use std::collections::BTreeMap;

/// More nobody can gather.
const MOST_MEMBERS: usize = 100;

/// Where a role is held, seen from the record that a group is formed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// On the record itself, or on what belongs to it where that is an organisation.
    Here,
    /// On an object that it lies within.
    Object,
    /// On an organisation that it lies within; the smaller the number, the nearer.
    Organisation(i64),
}

/// That somebody holds a role that gives a seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RoleHeld {
    pub role: String,
    pub holder: Id,
    /// Who stands in for the holder on the day.
    pub deputy: Option<Id>,
    pub place: Place,
    /// The last day of the holder, where one is known.
    pub until: Option<Date>,
}

/// By what somebody sits in a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum By {
    Name,
    /// As holder of a role, or in the place of its holder.
    Role {
        role: String,
        in_place_of: Option<Id>,
    },
}

/// The seats of one person. Whoever has several is one member.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Seats {
    pub by: Vec<By>,
    pub is_chair: bool,
    pub is_convener: bool,
}

/// Those who sit in a group on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Members {
    pub people: BTreeMap<Id, Seats>,
    /// Roles with a seat that nobody holds.
    pub vacant_roles: Vec<String>,
    /// The first day after which somebody of them no longer has a seat, as far as is known.
    pub last_day: Option<Date>,
}

impl Members {
    fn seat(&mut self, person: Id, by: By, forum: &Forum, seat: &str) {
        let seats = self.people.entry(person).or_default();
        seats.by.push(by);
        seats.is_chair |= forum.chair == seat;
        seats.is_convener |= forum.convener == seat;
    }
}

/// Who sits on a day. `held` are the roles of the group around its record on that day, `available` those of its people who
/// are employed then, with the last of their days, or come from outside.
pub(crate) fn compute_members(
    forum: &Forum,
    held: &[RoleHeld],
    available: &BTreeMap<Id, Option<Date>>,
    day: Date,
) -> Members {
    let mut members = Members::default();
    if !forum.period().contains(day) {
        return members;
    }
    let mut last_days: Vec<Date> = forum.to.into_iter().collect();
    for role in &forum.roles {
        let mut sitting = nearest(held, role).peekable();
        if sitting.peek().is_none() {
            members.vacant_roles.push(role.clone());
        }
        for one in sitting {
            last_days.extend(one.until);
            let in_place_of = one.deputy.map(|_| one.holder);
            let by = By::Role { role: role.clone(), in_place_of };
            members.seat(one.deputy.unwrap_or(one.holder), by, forum, role);
        }
    }
    for person in &forum.people {
        let Some(last_day) = available.get(person) else { continue };
        last_days.extend(*last_day);
        members.seat(*person, By::Name, forum, &person.to_string());
    }
    members.last_day = last_days.into_iter().min();
    members
}

/// A role that is held nearer hides the same role further away.
fn nearest<'h>(held: &'h [RoleHeld], role: &'h str) -> impl Iterator<Item = &'h RoleHeld> {
    let of_role = move || held.iter().filter(move |one| one.role == role);
    let place = of_role().map(|one| one.place).min();
    of_role().filter(move |one| Some(one.place) == place)
}

/// Whether a number of members is one that the guideline wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Size {
    Fits,
    /// As many as there should be.
    Noted,
    TooMany {
        most: usize,
    },
}

/// Judges a number of members by the guideline's limits, where it has any.
pub(crate) fn check_size(count: usize, noted_from: Option<usize>, most: Option<usize>) -> Size {
    let most = most.unwrap_or(MOST_MEMBERS).min(MOST_MEMBERS);
    if count > most {
        Size::TooMany { most }
    } else if noted_from.is_some_and(|from| count >= from) {
        Size::Noted
    } else {
        Size::Fits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{Subject, SubjectKind};

    const OWNER: &str = "system_owner";
    const MANAGER: &str = "system_manager";

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    /// People by a letter, so that a case is read as a sentence.
    fn person(letter: char) -> Id {
        Id::from_bytes([u8::try_from(letter).unwrap(); 16])
    }

    fn held(role: &str, holder: char, place: Place) -> RoleHeld {
        RoleHeld { role: role.into(), holder: person(holder), deputy: None, place, until: None }
    }

    fn away(role: &str, holder: char, deputy: char) -> RoleHeld {
        RoleHeld { deputy: Some(person(deputy)), ..held(role, holder, Place::Here) }
    }

    fn forum(roles: &[&str], people: &[char]) -> Forum {
        let subject = Subject::new(SubjectKind("system"), Id::new());
        let roles = roles.iter().map(|role| (*role).to_owned()).collect();
        let people = people.iter().map(|letter| person(*letter)).collect();
        Forum { roles, people, ..Forum::new("steering_group", &subject, day("2026-01-01")) }
    }

    fn sitting(forum: &Forum, held: &[RoleHeld], available: &[char]) -> Members {
        let available = available.iter().map(|letter| (person(*letter), None)).collect();
        compute_members(forum, held, &available, day("2026-03-02"))
    }

    fn letters(members: &Members) -> String {
        members.people.keys().map(|id| char::from(id.as_bytes()[0])).collect()
    }

    #[test]
    fn members_by_role_follow_the_holder_and_members_by_name_sit_while_they_are_employed() {
        use Place::{Here, Object, Organisation};
        let by_owner = forum(&[OWNER], &[]);
        let cases = [
            ("holder and name", forum(&[OWNER], &['n']), vec![held(OWNER, 'o', Here)], "n", "no"),
            ("two holders", by_owner.clone(), vec![held(OWNER, 'o', Here), held(OWNER, 'p', Here)], "", "op"),
            ("both by role and by name", forum(&[OWNER], &['o']), vec![held(OWNER, 'o', Here)], "o", "o"),
            ("holder at the object above", by_owner.clone(), vec![held(OWNER, 'o', Object)], "", "o"),
            (
                "own holder and one above",
                by_owner.clone(),
                vec![held(OWNER, 'a', Object), held(OWNER, 'o', Here)],
                "",
                "o",
            ),
            (
                "the nearest organisation",
                by_owner.clone(),
                vec![held(OWNER, 'a', Organisation(1)), held(OWNER, 'o', Organisation(0))],
                "",
                "o",
            ),
            (
                "an object before an organisation",
                by_owner.clone(),
                vec![held(OWNER, 'a', Organisation(0)), held(OWNER, 'o', Object)],
                "",
                "o",
            ),
            ("the deputy sits for the absent", by_owner.clone(), vec![away(OWNER, 'o', 'd')], "", "d"),
            ("employment over", forum(&[], &['n', 'm']), vec![], "m", "m"),
            ("a role that gives no seat", by_owner, vec![held(MANAGER, 'm', Here)], "", ""),
        ];
        for (case, forum, held, available, expected) in cases {
            let available: Vec<char> = available.chars().collect();
            assert_eq!(letters(&sitting(&forum, &held, &available)), expected, "{case}");
        }
    }

    #[test]
    fn one_person_with_two_seats_counts_once_and_leads_by_either() {
        let forum = Forum { chair: MANAGER.into(), ..forum(&[OWNER, MANAGER], &[]) };
        let held = [held(OWNER, 'o', Place::Here), held(MANAGER, 'o', Place::Here)];
        let members = sitting(&forum, &held, &[]);
        assert_eq!(members.people.len(), 1);
        let seats = &members.people[&person('o')];
        assert_eq!(seats.by.len(), 2);
        assert!(seats.is_chair && !seats.is_convener);
    }

    #[test]
    fn a_role_that_nobody_holds_is_a_vacant_seat() {
        let members = sitting(&forum(&[OWNER, MANAGER], &[]), &[held(OWNER, 'o', Place::Here)], &[]);
        assert_eq!(members.vacant_roles, [MANAGER]);
    }

    #[test]
    fn whoever_stands_in_is_told_for_whom() {
        let members = sitting(&forum(&[OWNER], &[]), &[away(OWNER, 'o', 'd')], &[]);
        let expected = By::Role { role: OWNER.into(), in_place_of: Some(person('o')) };
        assert_eq!(members.people[&person('d')].by, [expected]);
    }

    #[test]
    fn nobody_sits_in_a_group_that_has_not_begun_or_is_closed() {
        let held = [held(OWNER, 'o', Place::Here)];
        let coming = Forum { from: day("2026-03-03"), ..forum(&[OWNER], &[]) };
        assert_eq!(sitting(&coming, &held, &[]), Members::default());
        let closed = |last: &str| Forum { to: Some(day(last)), ..forum(&[OWNER], &[]) };
        assert_eq!(sitting(&closed("2026-03-01"), &held, &[]), Members::default());
        assert_eq!(sitting(&closed("2026-03-02"), &held, &[]).people.len(), 1);
    }

    #[test]
    fn the_first_seat_to_fall_empty_is_known_beforehand() {
        let until = |last: &str| RoleHeld { until: Some(day(last)), ..held(OWNER, 'o', Place::Here) };
        let forum = Forum { to: Some(day("2026-12-31")), ..forum(&[OWNER], &['n']) };
        let available = BTreeMap::from([(person('n'), Some(day("2026-05-31")))]);
        let last_day =
            |held: &[RoleHeld]| compute_members(&forum, held, &available, day("2026-03-02")).last_day;
        assert_eq!(last_day(&[until("2026-04-30")]), Some(day("2026-04-30")));
        assert_eq!(last_day(&[until("2026-06-30")]), Some(day("2026-05-31")));
        assert_eq!(last_day(&[]), Some(day("2026-05-31")));
    }

    #[test]
    fn a_group_is_judged_by_the_limits_of_the_guideline() {
        let cases = [
            (5, Some(6), Some(6), Size::Fits),
            (6, Some(6), Some(6), Size::Noted),
            (7, Some(6), Some(6), Size::TooMany { most: 6 }),
            (40, None, None, Size::Fits),
            (100, None, None, Size::Fits),
            (101, None, None, Size::TooMany { most: 100 }),
            (101, None, Some(500), Size::TooMany { most: 100 }),
        ];
        for (count, noted_from, most, expected) in cases {
            assert_eq!(check_size(count, noted_from, most), expected, "{count}, {noted_from:?}, {most:?}");
        }
    }
}
