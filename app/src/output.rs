//! Results go to stdout, messages to stderr; with `--json` a result is one JSON value.

use kernel::{Language, Message};
use serde::Serialize;
use std::io::Write as _;

/// Where a command's words go, and in which form.
pub struct Output {
    pub is_json: bool,
    pub language: Language,
}

impl Output {
    /// A message to the person at the keyboard.
    pub fn say(&self, text: &str) {
        eprintln!("{text}");
    }

    /// A message by its key.
    pub fn tell(&self, message: impl Into<Message>) {
        self.say(&self.render(&message.into()));
    }

    #[must_use]
    pub fn render(&self, message: &Message) -> String {
        texts::render(self.language, message)
    }

    /// The result: the value as JSON, or the lines as text.
    pub fn result<T: Serialize>(&self, value: &T, lines: impl FnOnce(&T) -> Vec<String>) {
        let text = if self.is_json {
            serde_json::to_string_pretty(value).unwrap_or_else(|error| error.to_string())
        } else {
            let lines = lines(value);
            if lines.is_empty() {
                return;
            }
            lines.join("\n")
        };
        // A reader that closes early (such as `head`) is no fault of ours.
        let _ = writeln!(std::io::stdout().lock(), "{text}");
    }
}
