//! The signs of the icon sheet `assets/src/icons.svg`. They only stand beside words, so they say nothing to a screen reader.

use crate::assets::asset_href;
use maud::{Markup, html};

macro_rules! icons {
    ($($name:ident = $id:literal,)+) => {
        /// A sign of the icon sheet.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Icon { $($name),+ }

        impl Icon {
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its id in the sheet.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id),+ }
            }
        }
    };
}
icons! {
    Start = "start",
    Register = "register",
    Plans = "plans",
    Tickets = "tickets",
    Operations = "operations",
    Changes = "changes",
    Equipment = "equipment",
    Economy = "economy",
    Governance = "governance",
    Security = "security",
    Administration = "administration",
    Search = "search",
    Menu = "menu",
    User = "user",
    Calendar = "calendar",
    Close = "close",
    Check = "check",
    Right = "right",
    Left = "left",
    Download = "download",
    Link = "link",
    Filter = "filter",
    Columns = "columns",
    Clock = "clock",
    Plus = "plus",
    Edit = "edit",
    Inbox = "inbox",
    Bookmark = "bookmark",
    Info = "info",
    Warning = "warning",
}

/// Draws a sign at the height of the text.
#[must_use]
pub fn icon(icon: Icon) -> Markup {
    shape(icon.id())
}

pub(crate) fn shape(id: &str) -> Markup {
    let address = format!("{}#{id}", asset_href("icons.svg"));
    html! { svg class="icon" aria-hidden="true" focusable="false" { use href=(address) {} } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::Tone;

    #[test]
    fn every_sign_stands_in_the_icon_sheet() {
        let sheet = include_str!("../../assets/src/icons.svg");
        let ids = Icon::ALL.iter().map(|icon| icon.id()).chain(Tone::ALL.iter().map(|tone| tone.shape()));
        for id in ids {
            assert!(sheet.contains(&format!("<symbol id=\"{id}\"")), "{id} is missing");
        }
    }
}
