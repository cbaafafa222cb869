//! `vidmakt calendar days`: the days of a year, and when one is open on them.

use crate::command_line::CalendarCommand;
use crate::commands::policy::shipped;
use crate::exit::{CommandError, Verdict};
use crate::output::Output;
use calendar::{DayRow, OpeningHours, days_of_year, parse_calendar_file};
use kernel::Message;
use std::path::Path;

pub fn run(command: &CalendarCommand, output: &Output) -> Result<Verdict, CommandError> {
    let CalendarCommand::Days { year, pack, calendar } = command;
    let hours = match (pack, calendar) {
        (Some(id), _) => hours_of_pack(id)?,
        (None, Some(path)) => Some(hours_of_file(path, output)?),
        (None, None) => None,
    };
    let days =
        days_of_year(*year, hours.as_ref()).map_err(|fault| CommandError::wrong_use(fault.message()))?;
    output.result(&days, |days| days.iter().map(|day| line(day, output)).collect());
    Ok(Verdict::Yes)
}

fn hours_of_pack(id: &str) -> Result<Option<OpeningHours>, CommandError> {
    let pack = shipped(id)?;
    let hours = pack.opening_hours.as_ref().and_then(|hours| hours.calendar(&pack.time_zone));
    hours
        .map(Some)
        .ok_or_else(|| CommandError::wrong_use(Message::new("cli-pack-without-hours").with("pack", id)))
}

/// Opening hours from a calendar file.
fn hours_of_file(path: &Path, output: &Output) -> Result<OpeningHours, CommandError> {
    let text = std::fs::read_to_string(path).map_err(|error| CommandError::file(path, &error))?;
    parse_calendar_file(&text).map_err(|faults| {
        for fault in &faults {
            let message = output.render(&fault.fault.message());
            output.say(&format!("{}:{}:{}: {message}", path.display(), fault.line, fault.column));
        }
        CommandError::wrong_use(Message::new("cli-calendar-wrong").with("path", path.display().to_string()))
    })
}

fn line(day: &DayRow, output: &Output) -> String {
    let word = |is_so: bool, key: &str| if is_so { texts::text(output.language, key) } else { String::new() };
    let words = [
        word(day.red, "cli-day-red"),
        word(day.short_day, "cli-day-short"),
        word(day.working_day, "cli-day-working"),
        day.name(output.language).unwrap_or_default(),
    ];
    let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
    format!("{}\t{}\t{}", day.date, texts::week(output.language, day.iso_week), words.join(", "))
}
