//! Plans on paper: as a text to print or to work on, and as a workbook to reckon with. A paper holds what its reader sees on
//! the pages, and is set after the transaction.

mod columns;
mod held;
mod named;
mod pictures;
mod reading;
mod sheets;

pub(crate) use held::{held, in_words};
pub use named::plans_named;
pub use reading::{Reading, published, reading};
pub use sheets::sheets_of;

use crate::content::Written;
use kernel::{Choice as _, Language, Result};
use print::{Content, Paper, Part};
use storage::Read;
use web::papers::{paper_banner, paper_footer};

impl Reading {
    /// The plan as a paper, in a language, for a site at an address.
    ///
    /// # Errors
    /// When the database fails.
    pub fn paper(&self, read: &Read, (language, site): (Language, &str)) -> Result<Paper> {
        let path = self.decided.as_ref().map_or_else(
            || format!("/planer/{}", self.plan.id),
            |one| format!("/planer/{}/lydelser/{}", self.plan.id, one.number),
        );
        Ok(Paper {
            accent: self.accent,
            subtitle: self.content.kind.in_language(language).to_owned(),
            banner: self.banner(read, language),
            facts: self.facts(language),
            has_contents: true,
            parts: self.sections().map(|section| self.part(language, section)).collect(),
            pictures: pictures::pictures_on(self, read)?,
            site: site.to_owned(),
            footer: paper_footer(read, (language, site), &path),
            ..Paper::titled(language, (self.whose.clone(), self.plan.title()), read.actor().today())
        })
    }

    /// What everybody reads leaves out what is for those who manage.
    pub(crate) fn sections(&self) -> impl Iterator<Item = &Written> {
        self.content.sections.iter().filter(|section| self.sees_internal || !section.is_internal)
    }

    /// On every page: that nothing of it is decided yet or that it no longer holds, and the day in the past that it tells of.
    fn banner(&self, read: &Read, language: Language) -> String {
        let state = match &self.decided {
            None => texts::text(language, &format!("plan-state-{}", self.plan.state.name())),
            Some(one) if self.plan.in_force != Some(one.number) => texts::text(language, "plan-replaced"),
            Some(_) => String::new(),
        };
        let said = [state, paper_banner(read, language)];
        said.into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    /// What is known of it beside its sections, by name.
    pub(crate) fn facts(&self, language: Language) -> Vec<(String, String)> {
        let text = |key: &str| texts::text(language, key);
        let mut facts = vec![(text("plan-subject"), self.content.subject.clone())];
        facts.extend(self.content.year.map(|year| (text("plan-year"), year.to_string())));
        facts.push((text("plan-version"), texts::number(self.content.version)));
        if let Some(one) = &self.decided {
            facts.push((text("plan-decided-on"), texts::date(one.decided_on)));
            facts.push((text("plan-decided-by"), one.decided_by_name.clone()));
            if !one.decision.is_empty() {
                facts.push((text("plan-decision"), one.decision.clone()));
            }
            facts.push((text("plan-fingerprint"), one.fingerprint.clone()));
        }
        facts
    }

    fn part(&self, language: Language, section: &Written) -> Part {
        let mut content = Vec::new();
        if let Some(reason) = &section.nothing {
            let said = texts::text(language, "plan-nothing-to-tell");
            content.push(Content::Text(format!("{said} {reason}")));
        }
        if !section.text.trim().is_empty() {
            content.push(Content::Written(writing::blocks(&section.text)));
        }
        let held = held(language, &self.content, &section.holds, self.sees_costs);
        content.extend(held.map(|held| Content::Table(held.on_paper(language))));
        if content.is_empty() {
            content.push(Content::Text(texts::text(language, "plan-paper-nothing-written")));
        }
        Part { heading: section.title.in_language(language).to_owned(), content }
    }
}
