//! The letters of a paragraph, heading or cell while they are read, and how they are written just now.

use crate::address::allowed_link;
use crate::block::Run;
use std::sync::Arc;

/// A link whose end has not come.
struct OpenLink {
    address: Option<Arc<str>>,
    /// What a reader would not see otherwise: an address that leads nowhere, a title.
    after: String,
    /// Stands for it where there are no words.
    words: String,
    is_empty: bool,
}

/// A picture as it was written.
pub(super) struct Shown {
    pub(super) address: String,
    pub(super) alt: String,
}

#[derive(Default)]
pub(super) struct Line {
    runs: Vec<Run>,
    strong: usize,
    emphasised: usize,
    link: Option<OpenLink>,
    picture: Option<Shown>,
    /// Pictures whose words hold pictures: only the outermost is one.
    pictures_within: usize,
}

impl Line {
    pub(super) fn write(&mut self, text: &str, is_code: bool) {
        if let Some(picture) = &mut self.picture {
            picture.alt.push_str(&text.replace('\n', " "));
            return;
        }
        if text.is_empty() {
            return;
        }
        if let Some(link) = &mut self.link {
            link.is_empty = false;
        }
        let run = Run {
            text: text.to_owned(),
            is_strong: self.strong > 0,
            is_emphasised: self.emphasised > 0,
            is_code,
            link: self.link.as_ref().and_then(|link| link.address.clone()),
        };
        match self.runs.last_mut().filter(|last| last.is_written_as(&run)) {
            Some(last) => last.text.push_str(text),
            None => self.runs.push(run),
        }
    }

    pub(super) fn strengthen(&mut self, begins: bool) {
        step(&mut self.strong, begins);
    }

    pub(super) fn emphasise(&mut self, begins: bool) {
        step(&mut self.emphasised, begins);
    }

    pub(super) fn begin_link(&mut self, address: &str, title: &str) {
        if self.picture.is_some() {
            return;
        }
        let allowed: Option<Arc<str>> = allowed_link(address).map(Arc::from);
        let refused = if allowed.is_none() { address } else { "" };
        let told = [refused, title].into_iter().filter(|told| !told.is_empty());
        self.link = Some(OpenLink {
            address: allowed,
            after: told.map(|told| format!(" ({told})")).collect(),
            words: address.to_owned(),
            is_empty: true,
        });
    }

    pub(super) fn end_link(&mut self) {
        if self.picture.is_some() {
            return;
        }
        let Some(link) = &self.link else { return };
        let (words, after) = (link.words.clone(), link.after.clone());
        if link.is_empty && link.address.is_some() {
            self.write(&words, false);
        }
        self.link = None;
        self.write(&after, false);
    }

    pub(super) fn begin_picture(&mut self, address: &str) {
        if self.picture.is_some() {
            self.pictures_within += 1;
        } else {
            self.picture = Some(Shown { address: address.to_owned(), alt: String::new() });
        }
    }

    pub(super) fn end_picture(&mut self) -> Option<Shown> {
        if self.pictures_within > 0 {
            self.pictures_within -= 1;
            return None;
        }
        if let Some(link) = &mut self.link {
            link.is_empty = false;
        }
        self.picture.take().map(|shown| Shown { alt: shown.alt.trim().to_owned(), ..shown })
    }

    /// What has been written, without the space around it; nothing where there are no letters.
    pub(super) fn take_runs(&mut self) -> Vec<Run> {
        let mut runs = std::mem::take(&mut self.runs);
        if let Some(first) = runs.first_mut() {
            first.text = first.text.trim_start().to_owned();
        }
        if let Some(last) = runs.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        runs.retain(|run| !run.text.is_empty());
        runs
    }
}

fn step(count: &mut usize, begins: bool) {
    *count = if begins { *count + 1 } else { count.saturating_sub(1) };
}
