//! Papers as answers: in which form one is asked for, its file, and what stands at the head and foot of each of its pages.

use crate::answer::{Answer, File};
use crate::components::{Icon, icon};
use crate::list_view::FORMAT_PARAMETER;
use crate::visit::Visit;
use kernel::{Date, Error, Language, Result};
use maud::{Markup, html};
use print::{Paper, Printer};
use storage::Read;

/// A kind of file that a record can be had as. Swedish: filformat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileForm {
    /// How names of such files end.
    pub ending: &'static str,
    pub content_type: &'static str,
}

/// To print and to archive.
pub const PDF: FileForm = FileForm { ending: "pdf", content_type: "application/pdf" };
/// To work on further.
pub const ODT: FileForm = FileForm { ending: "odt", content_type: print::ODT };
/// To reckon with.
pub const XLSX: FileForm = FileForm {
    ending: "xlsx",
    content_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};
/// Every form of a paper that holds no figures to reckon with.
pub const TEXT_FORMS: &[FileForm] = &[PDF, ODT];

impl FileForm {
    /// The form that an address asks for, by its ending or by the parameter of scripts; the first where it asks for none.
    ///
    /// # Errors
    /// Rejected for a form that is not offered.
    pub fn asked(visit: &Visit, offered: &[Self]) -> Result<Self> {
        let by_ending = visit.path.rsplit_once('.').map(|(_, ending)| ending);
        let found = match by_ending.or_else(|| visit.query(FORMAT_PARAMETER)) {
            Some(asked) => offered.iter().find(|form| form.ending == asked),
            None => offered.first(),
        };
        found.copied().ok_or_else(|| Error::rejected(FORMAT_PARAMETER, "objection-not-a-choice"))
    }

    /// A paper in this form. It may take seconds, so no transaction is open meanwhile.
    ///
    /// # Errors
    /// As [`Printer`] says.
    pub fn paper(self, visit: &Visit, paper: &Paper) -> Result<Answer> {
        let bytes =
            if self == ODT { print::odt(paper)? } else { (visit.web.db.attached::<Printer>()?.0)(paper)? };
        self.file(visit, &paper.title, bytes)
    }

    /// A file in this form, named by what it tells of and the day.
    ///
    /// # Errors
    /// Rejected when the address names no day.
    pub fn file(self, visit: &Visit, title: &str, bytes: Vec<u8>) -> Result<Answer> {
        let day = visit.as_of()?.unwrap_or_else(|| visit.today());
        let name = format!("{}-{day}.{}", title.to_lowercase(), self.ending);
        Ok(Answer::File(File { name, content_type: self.content_type, bytes }))
    }
}

/// The ways to a record on paper, by the words of each. Nobody takes along what they look at as somebody else.
#[must_use]
pub fn paper_links(visit: &Visit, ways: &[(FileForm, &str)]) -> Markup {
    html! {
        @if visit.seen_by.is_none() {
            p class="row-of" {
                @for (form, words) in ways {
                    @let href = visit.keeping_day(format!("{}/papper.{}", visit.path, form.ending));
                    a class="bar-item" href=(href) download { (icon(Icon::Download)) (visit.text(words)) }
                }
            }
        }
    }
}

/// A colour as a paper takes it, from the six figures that it is written with.
#[must_use]
pub fn colour_of(written: &str) -> Option<[u8; 3]> {
    let is_figure = |letter: char| letter.is_ascii_hexdigit();
    let figures = written.strip_prefix('#').filter(|it| it.len() == 6 && it.chars().all(is_figure))?;
    let [_, red, green, blue] = u32::from_str_radix(figures, 16).ok()?.to_be_bytes();
    Some([red, green, blue])
}

/// When a paper was made, what it tells of, and where on a site that is found.
#[must_use]
pub fn paper_footer(read: &Read, (language, site): (Language, &str), path: &str) -> String {
    let today = ("today", texts::date(read.actor().today()).into());
    let (when, day) = match read.as_of() {
        None => (texts::format(language, "print-today", &[today]), String::new()),
        Some(day) => {
            let day = texts::date(day);
            let args = [("day", day.as_str().into()), today];
            (texts::format(language, "print-as-of", &args), format!("?as_of={day}"))
        }
    };
    format!("{}{path}{day} · {when}", site.trim_end_matches('/'))
}

/// Of a day in the past every page says which.
#[must_use]
pub fn paper_banner(read: &Read, language: Language) -> String {
    let told = |day: Date| texts::format(language, "paper-as-of", &[("day", texts::date(day).into())]);
    read.as_of().map(told).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_read_and_what_is_none_is_none() {
        assert_eq!(colour_of("#1f4e79"), Some([0x1f, 0x4e, 0x79]));
        for none in ["", "#", "1f4e79", "#ff1f4e79", "#1f4e7g", "#1f4e7", "#+1f4e7", "röd"] {
            assert_eq!(colour_of(none), None, "{none}");
        }
    }
}
