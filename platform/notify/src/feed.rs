//! Somebody's deadlines as a calendar that other programs subscribe to.

use crate::deadline::Deadline;
use icalendar::{Calendar, Component as _, Event, Property};
use kernel::{Instant, Language};

/// The calendar as iCalendar text. Each day is one event that keeps its identity when it moves or is asked for again.
pub(crate) fn calendar_of(deadlines: &[Deadline], language: Language, site: &str, now: Instant) -> String {
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//Vidmakt//Vidmakt//SV"));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    calendar.append_property(Property::new("METHOD", "PUBLISH"));
    calendar.append_property(Property::new("X-WR-CALNAME", texts::text(language, "feed-deadlines-name")));
    let stamp = now.timestamp().strftime("%Y%m%dT%H%M%SZ").to_string();
    for deadline in deadlines {
        calendar.push(event_of(deadline, language, site, &stamp));
    }
    calendar.done().to_string()
}

fn event_of(deadline: &Deadline, language: Language, site: &str, stamp: &str) -> Event {
    let what = texts::render(language, &deadline.message);
    let day = deadline.due.strftime("%Y%m%d").to_string();
    let next = deadline.due.tomorrow().unwrap_or(deadline.due).strftime("%Y%m%d").to_string();
    let address = format!("{}{}", site.trim_end_matches('/'), deadline.address);
    let on = |name: &str, day: &str| Property::new(name, day).add_parameter("VALUE", "DATE").done();
    Event::with_uid(&uid_of(deadline))
        .summary(&format!("{}: {what}", deadline.name.in_language(language)))
        .description(&address)
        .append_property(on("DTSTART", &day))
        .append_property(on("DTEND", &next))
        .append_property(Property::new("DTSTAMP", stamp))
        .append_property(Property::new("URL", &address))
        .append_property(Property::new("TRANSP", "TRANSPARENT"))
        .done()
}

/// The same for the same thing about the same record, also when its day is moved.
fn uid_of(deadline: &Deadline) -> String {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
    format!("{}@vidmakt", deadline.matter().chars().map(plain).collect::<String>())
}
