//! The named days of the Swedish year: the public holidays of law 1989:253, and the eves that people call by name.
//! The names are facts of the law and the almanac, so they stand here in both languages and not among the program's texts.

use crate::easter::easter_sunday;
use jiff::civil::{Date, Weekday, date};
use kernel::Language;

/// A day with a name. Swedish: helgdag eller helgdagsafton.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holiday {
    NewYearsDay,
    EpiphanyEve,
    Epiphany,
    MaundyThursday,
    GoodFriday,
    EasterEve,
    EasterSunday,
    EasterMonday,
    WalpurgisNight,
    MayDay,
    AscensionDay,
    WhitsunEve,
    WhitSunday,
    WhitMonday,
    NationalDay,
    MidsummerEve,
    MidsummerDay,
    AllSaintsEve,
    AllSaintsDay,
    ChristmasEve,
    ChristmasDay,
    BoxingDay,
    NewYearsEve,
}

/// How the date of a named day is found.
enum Rule {
    Fixed(i8, i8),
    /// Days after Easter Sunday.
    Easter(i16),
    /// The first such weekday on or after a day and month.
    First(Weekday, i8, i8),
}

impl Holiday {
    pub const ALL: [Self; 23] = [
        Self::NewYearsDay,
        Self::EpiphanyEve,
        Self::Epiphany,
        Self::MaundyThursday,
        Self::GoodFriday,
        Self::EasterEve,
        Self::EasterSunday,
        Self::EasterMonday,
        Self::WalpurgisNight,
        Self::MayDay,
        Self::AscensionDay,
        Self::WhitsunEve,
        Self::WhitSunday,
        Self::WhitMonday,
        Self::NationalDay,
        Self::MidsummerEve,
        Self::MidsummerDay,
        Self::AllSaintsEve,
        Self::AllSaintsDay,
        Self::ChristmasEve,
        Self::ChristmasDay,
        Self::BoxingDay,
        Self::NewYearsEve,
    ];

    /// True for the days that law 1989:253 makes public holidays; the eves are not.
    #[must_use]
    pub const fn is_public(self) -> bool {
        !matches!(
            self,
            Self::EpiphanyEve
                | Self::MaundyThursday
                | Self::EasterEve
                | Self::WalpurgisNight
                | Self::WhitsunEve
                | Self::MidsummerEve
                | Self::AllSaintsEve
                | Self::ChristmasEve
                | Self::NewYearsEve
        )
    }

    /// True on the day of the year on which it falls; never in a year that does not keep it.
    #[must_use]
    pub fn is_on(self, day: Date) -> bool {
        let year = day.year();
        // In 2005 the National Day took the place of Whit Monday (SFS 2004:1320).
        let is_kept = match self {
            Self::NationalDay => year >= 2005,
            Self::WhitMonday => year < 2005,
            _ => true,
        };
        let days_after = |earlier: Date| day.day_of_year() - earlier.day_of_year();
        is_kept
            && match self.rule() {
                Rule::Fixed(month, date) => (day.month(), day.day()) == (month, date),
                Rule::Easter(days) => days_after(easter_sunday(year)) == days,
                Rule::First(weekday, month, first) => {
                    day.weekday() == weekday && (0..7).contains(&days_after(date(year, month, first)))
                }
            }
    }

    const fn rule(self) -> Rule {
        match self {
            Self::NewYearsDay => Rule::Fixed(1, 1),
            Self::EpiphanyEve => Rule::Fixed(1, 5),
            Self::Epiphany => Rule::Fixed(1, 6),
            Self::MaundyThursday => Rule::Easter(-3),
            Self::GoodFriday => Rule::Easter(-2),
            Self::EasterEve => Rule::Easter(-1),
            Self::EasterSunday => Rule::Easter(0),
            Self::EasterMonday => Rule::Easter(1),
            Self::WalpurgisNight => Rule::Fixed(4, 30),
            Self::MayDay => Rule::Fixed(5, 1),
            Self::AscensionDay => Rule::Easter(39),
            Self::WhitsunEve => Rule::Easter(48),
            Self::WhitSunday => Rule::Easter(49),
            Self::WhitMonday => Rule::Easter(50),
            Self::NationalDay => Rule::Fixed(6, 6),
            Self::MidsummerEve => Rule::First(Weekday::Friday, 6, 19),
            Self::MidsummerDay => Rule::First(Weekday::Saturday, 6, 20),
            Self::AllSaintsEve => Rule::First(Weekday::Friday, 10, 30),
            Self::AllSaintsDay => Rule::First(Weekday::Saturday, 10, 31),
            Self::ChristmasEve => Rule::Fixed(12, 24),
            Self::ChristmasDay => Rule::Fixed(12, 25),
            Self::BoxingDay => Rule::Fixed(12, 26),
            Self::NewYearsEve => Rule::Fixed(12, 31),
        }
    }

    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        let (swedish, english) = self.names();
        match language {
            Language::Swedish => swedish,
            Language::English => english,
        }
    }

    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::NewYearsDay => ("Nyårsdagen", "New Year's Day"),
            Self::EpiphanyEve => ("Trettondagsafton", "Epiphany Eve"),
            Self::Epiphany => ("Trettondedag jul", "Epiphany"),
            Self::MaundyThursday => ("Skärtorsdagen", "Maundy Thursday"),
            Self::GoodFriday => ("Långfredagen", "Good Friday"),
            Self::EasterEve => ("Påskafton", "Easter Eve"),
            Self::EasterSunday => ("Påskdagen", "Easter Sunday"),
            Self::EasterMonday => ("Annandag påsk", "Easter Monday"),
            Self::WalpurgisNight => ("Valborgsmässoafton", "Walpurgis Night"),
            Self::MayDay => ("Första maj", "May Day"),
            Self::AscensionDay => ("Kristi himmelsfärdsdag", "Ascension Day"),
            Self::WhitsunEve => ("Pingstafton", "Whitsun Eve"),
            Self::WhitSunday => ("Pingstdagen", "Whit Sunday"),
            Self::WhitMonday => ("Annandag pingst", "Whit Monday"),
            Self::NationalDay => ("Nationaldagen", "National Day"),
            Self::MidsummerEve => ("Midsommarafton", "Midsummer Eve"),
            Self::MidsummerDay => ("Midsommardagen", "Midsummer Day"),
            Self::AllSaintsEve => ("Allahelgonsafton", "All Saints' Eve"),
            Self::AllSaintsDay => ("Alla helgons dag", "All Saints' Day"),
            Self::ChristmasEve => ("Julafton", "Christmas Eve"),
            Self::ChristmasDay => ("Juldagen", "Christmas Day"),
            Self::BoxingDay => ("Annandag jul", "Boxing Day"),
            Self::NewYearsEve => ("Nyårsafton", "New Year's Eve"),
        }
    }
}

/// The names of a day: none, one, or two where two holidays fall together (May Day and Ascension Day in 2008).
pub fn holidays_on(day: Date) -> impl Iterator<Item = Holiday> {
    Holiday::ALL.into_iter().filter(move |holiday| holiday.is_on(day))
}

/// True for a public holiday by law 1989:253; a plain Sunday is none.
#[must_use]
pub fn is_public_holiday(day: Date) -> bool {
    holidays_on(day).any(Holiday::is_public)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_national_day_is_a_holiday_from_2005_and_whit_monday_until_then() {
        assert!(!is_public_holiday(date(2003, 6, 6)));
        assert!(is_public_holiday(date(2005, 6, 6)));
        assert!(is_public_holiday(date(2004, 5, 31)));
        assert!(!is_public_holiday(date(2005, 5, 16)));
    }

    #[test]
    fn two_holidays_on_one_day_are_both_named() {
        let names: Vec<Holiday> = holidays_on(date(2008, 5, 1)).collect();
        assert_eq!(names, [Holiday::MayDay, Holiday::AscensionDay]);
    }

    #[test]
    fn midsummer_and_all_saints_keep_to_their_weeks() {
        for year in crate::YEARS {
            let days =
                || crate::openings::days_from(date(year, 1, 1)).take_while(move |day| day.year() == year);
            let the_day = |holiday: Holiday| days().find(|day| holiday.is_on(*day)).unwrap();
            let midsummer = the_day(Holiday::MidsummerDay);
            assert!(date(year, 6, 20) <= midsummer && midsummer <= date(year, 6, 26));
            assert_eq!(the_day(Holiday::MidsummerEve).tomorrow().unwrap(), midsummer);
            let saints = the_day(Holiday::AllSaintsDay);
            assert!(date(year, 10, 31) <= saints && saints <= date(year, 11, 6));
            assert_eq!(the_day(Holiday::AllSaintsEve).tomorrow().unwrap(), saints);
        }
    }
}
