//! Where the rows of each table have their pages.

use super::{forms, priority_page};
use crate::WRITE;
use crate::rows::{
    Activity, BudgetLine, Goal, Need, PlannedRelease, ResourceNeed, Responsibility, SupportPath, Tabled,
};
use web::{Access, Route};

/// The routes of each table, by what holds it and the word in the address.
macro_rules! tables {
    ($($holds:literal $path:literal $row:ty;)+) => {
        /// The word in the address of a table, by what holds it.
        pub(super) fn path_of(holds: &str) -> Option<&'static str> {
            match holds {
                $($holds => Some($path),)+
                _ => None,
            }
        }

        /// Whether the rows of a table are adjusted in a decided plan.
        pub(super) fn is_adjusted(holds: &str) -> bool {
            match holds {
                $($holds => <$row as Tabled>::IS_ADJUSTABLE,)+
                _ => false,
            }
        }

        /// The routes of the pages of rows.
        pub(in crate::pages) fn routes_of_rows() -> Vec<Route> {
            let writes = Access::Needs(WRITE);
            let priorities = "/planer/{id}/aktiviteter/{row}/prioriteringar";
            vec![
                Route::get(priorities, Access::SignedIn, priority_page::priorities).of("plan"),
                Route::post(priorities, Access::SignedIn, priority_page::prioritise).of("plan"),
                Route::post("/planer/{id}/behov/{row}/planera", writes, forms::plan).of("plan"),
                $(
                Route::get(concat!("/planer/{id}/", $path, "/ny"), writes, forms::new_row::<$row>).of("plan"),
                Route::post(concat!("/planer/{id}/", $path, "/ny"), writes, forms::add::<$row>).of("plan"),
                Route::get(concat!("/planer/{id}/", $path, "/{row}"), writes, forms::edit_row::<$row>).of("plan"),
                Route::post(concat!("/planer/{id}/", $path, "/{row}"), writes, forms::change::<$row>).of("plan"),
                Route::post(concat!("/planer/{id}/", $path, "/{row}/flytta"), writes, forms::place::<$row>).of("plan"),
                Route::post(concat!("/planer/{id}/", $path, "/{row}/ta-bort"), writes, forms::remove::<$row>).of("plan"),
                )+
            ]
        }
    };
}

tables! {
    "needs" "behov" Need;
    "goals" "mal" Goal;
    "activities" "aktiviteter" Activity;
    "releases" "releaser" PlannedRelease;
    "resources" "resurser" ResourceNeed;
    "budget" "budget" BudgetLine;
    "responsibilities" "ansvar" Responsibility;
    "support" "support" SupportPath;
}
