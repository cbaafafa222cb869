//! When an agreement ends, by which day notice must be given, and until when it renews itself.

use jiff::Span;
use kernel::{Date, Objection, choice};

/// Longest notice and longest renewal: fifty years.
pub(crate) const MOST_MONTHS: i64 = 600;

choice! {
    /// What becomes of an agreement when its term is over. Swedish: förlängning.
    pub enum Renewal {
        /// It ends.
        Never = "never",
        /// It goes on for another term unless somebody has given notice.
        Tacit = "tacit",
        /// It ends unless somebody renews it.
        Explicit = "explicit",
    }
}

impl Default for Renewal {
    /// What says nothing of renewal ends.
    fn default() -> Self {
        Self::Never
    }
}

/// What an agreement says of its time. Swedish: avtalstid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    pub starts_on: Date,
    /// The last day of the first term; None where it runs until further notice.
    pub ends_on: Option<Date>,
    pub notice_months: Option<i64>,
    pub renewal: Renewal,
    /// How long each further term is, where it renews itself.
    pub renewal_months: Option<i64>,
    /// The day on which notice was given.
    pub terminated_on: Option<Date>,
}

choice! {
    /// Swedish: avtalets läge.
    pub enum TermState {
        Coming = "coming",
        Running = "running",
        /// Notice has been given, and it runs to its end.
        Terminated = "terminated",
        Ended = "ended",
    }
}

/// How an agreement stands on a day. Swedish: avtalsperiod.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    pub state: TermState,
    /// The last day of the term that runs.
    pub ends_on: Option<Date>,
    /// The last day on which notice still ends it then.
    pub notice_by: Option<Date>,
    /// The last day of the next term, where it renews itself.
    pub renews_to: Option<Date>,
    /// The day for notice has passed, so that the next term is certain.
    pub has_missed_notice: bool,
    /// The day by which somebody has to have done something. Reminders go by it.
    pub act_by: Option<Date>,
}

impl Term {
    /// Whether somebody has to act within so many days, or should have done so already.
    #[must_use]
    pub fn is_near(&self, today: Date, days: i64) -> bool {
        let last = today.saturating_add(Span::new().days(days));
        self.state == TermState::Running && self.act_by.is_some_and(|day| day <= last)
    }
}

/// How the terms of an agreement stand on a day.
#[must_use]
pub fn compute_term(terms: &Terms, today: Date) -> Term {
    let found = match (terms.terminated_on, terms.ends_on, terms.renewal) {
        (Some(given), _, _) => {
            let last = last_day_after_notice(terms, given);
            let state = if today > last { TermState::Ended } else { TermState::Terminated };
            return Term { state, ends_on: Some(last), ..UNTIL_FURTHER_NOTICE };
        }
        (None, None, _) => UNTIL_FURTHER_NOTICE,
        (None, Some(first_end), Renewal::Tacit) => renewing_term(terms, first_end, today),
        (None, Some(end), Renewal::Never | Renewal::Explicit) => fixed_term(terms, end, today),
    };
    if today < terms.starts_on { Term { state: TermState::Coming, ..found } } else { found }
}

const UNTIL_FURTHER_NOTICE: Term = Term {
    state: TermState::Running,
    ends_on: None,
    notice_by: None,
    renews_to: None,
    has_missed_notice: false,
    act_by: None,
};

/// Ends by itself. Whoever wants to renew it has to ask for that by the day of notice.
fn fixed_term(terms: &Terms, end: Date, today: Date) -> Term {
    let found = Term { ends_on: Some(end), ..UNTIL_FURTHER_NOTICE };
    if today > end {
        return Term { state: TermState::Ended, ..found };
    }
    let notice_by = terms.notice_months.map(|months| earlier(end, months));
    let asked_by = notice_by.filter(|_| terms.renewal == Renewal::Explicit);
    Term { notice_by, act_by: Some(asked_by.unwrap_or(end)), ..found }
}

/// Goes on until somebody gives notice. Once its day has passed, the next one counts.
fn renewing_term(terms: &Terms, first_end: Date, today: Date) -> Term {
    let end = end_of_term_on(terms, first_end, today);
    let next = next_end(terms, first_end, end);
    let notice_by = notice_day(terms, end);
    let has_missed_notice = today > notice_by;
    let act_by = notice_day(terms, end_by_notice_on(terms, first_end, today));
    Term {
        state: TermState::Running,
        ends_on: Some(end),
        notice_by: Some(notice_by),
        renews_to: Some(next),
        has_missed_notice,
        act_by: Some(act_by),
    }
}

/// The last day of an agreement that was given notice on a day: too late for one term means the end of the next.
#[must_use]
pub fn last_day_after_notice(terms: &Terms, given: Date) -> Date {
    let Some(first_end) = terms.ends_on else {
        return later(given.max(terms.starts_on), terms.notice_months.unwrap_or(0));
    };
    if terms.renewal != Renewal::Tacit {
        return first_end;
    }
    end_by_notice_on(terms, first_end, given)
}

/// The day after which an agreement surely runs no longer, whatever happens until then; none while it renews itself or
/// runs until further notice.
#[must_use]
pub fn compute_last_day(terms: &Terms) -> Option<Date> {
    match (terms.terminated_on, terms.renewal) {
        (Some(given), _) => Some(last_day_after_notice(terms, given)),
        (None, Renewal::Tacit) => None,
        (None, Renewal::Never | Renewal::Explicit) => terms.ends_on,
    }
}

/// Everything that is wrong between the terms; the limits of each stand with its field.
#[must_use]
pub fn check_terms(terms: &Terms) -> Vec<Objection> {
    let mut objections = Vec::new();
    let mut wrong = |field: &str, key: &'static str| objections.push(Objection::new(field, key));
    let notice = terms.notice_months.unwrap_or(0);
    match (terms.renewal, terms.renewal_months) {
        (Renewal::Tacit, None) => wrong("renewal_months", "agreement-objection-renewal-months-missing"),
        (Renewal::Tacit, Some(months)) if notice > months => {
            wrong("notice_months", "agreement-objection-notice-longer-than-renewal");
        }
        (Renewal::Never | Renewal::Explicit, Some(_)) => {
            wrong("renewal_months", "agreement-objection-renews-not");
        }
        (Renewal::Tacit, Some(_)) | (Renewal::Never | Renewal::Explicit, None) => {}
    }
    match terms.ends_on {
        None if terms.renewal != Renewal::Never => wrong("ends_on", "agreement-objection-renews-without-end"),
        None => {}
        Some(end) if end < terms.starts_on => wrong("ends_on", "agreement-objection-ends-before-start"),
        Some(end) if earlier(end.tomorrow().unwrap_or(end), notice) < terms.starts_on => {
            wrong("notice_months", "agreement-objection-notice-longer-than-term");
        }
        Some(_) => {}
    }
    objections
}

fn notice_day(terms: &Terms, end: Date) -> Date {
    earlier(end, terms.notice_months.unwrap_or(0))
}

/// The last day of the term that runs on a day. Counted from the first end, so that the last of February does not drift.
fn end_of_term_on(terms: &Terms, first_end: Date, day: Date) -> Date {
    let length = renewal_length(terms);
    if day <= first_end {
        return first_end;
    }
    let over = months_between(first_end, day) / length;
    let end = later(first_end, over * length);
    if end >= day { end } else { later(first_end, (over + 1) * length) }
}

fn next_end(terms: &Terms, first_end: Date, end: Date) -> Date {
    let length = renewal_length(terms);
    later(first_end, (months_between(first_end, end) / length + 1) * length)
}

/// The first end that notice on a day is in time for. Months are not alike, so that the day for the next term may have
/// passed before that term begins: notice of a month before the 29th of February is due on the 29th of January.
fn end_by_notice_on(terms: &Terms, first_end: Date, day: Date) -> Date {
    const ENOUGH: usize = 4;
    let end = end_of_term_on(terms, first_end, day);
    let ends = std::iter::successors(Some(end), |end| Some(next_end(terms, first_end, *end)));
    let mut in_time = ends.take(ENOUGH).filter(|end| day <= notice_day(terms, *end));
    in_time.next().unwrap_or(end)
}

/// Never nothing: what was kept is computed with, whatever came in.
fn renewal_length(terms: &Terms) -> i64 {
    terms.renewal_months.unwrap_or(12).clamp(1, MOST_MONTHS)
}

/// From the month of one day to the month of another.
fn months_between(from: Date, to: Date) -> i64 {
    i64::from(to.year() - from.year()) * 12 + i64::from(to.month() - from.month())
}

fn later(day: Date, months: i64) -> Date {
    day.saturating_add(Span::new().months(months.clamp(0, 120_000)))
}

fn earlier(day: Date, months: i64) -> Date {
    day.saturating_sub(Span::new().months(months.clamp(0, 120_000)))
}

#[cfg(test)]
mod tests;
