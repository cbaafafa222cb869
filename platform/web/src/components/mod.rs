//! The parts that pages are made of: typed functions that take plain values and give accessible HTML.
//! A page never writes class names of its own; what it lacks is added here.

mod address;
mod chosen;
mod conflict;
mod control;
mod copyable;
mod editor;
mod empty;
mod facts;
mod field;
mod filters;
mod form;
mod history;
mod icon;
mod import_report;
mod joined_choice;
mod link;
mod list_tools;
mod matrix;
mod missing;
mod notice;
mod pager;
mod panel;
mod progress;
mod record_head;
mod remarks;
mod side_by_side;
mod signs;
mod status;
mod table;
mod tabs;
mod timeline;
mod view_bar;
mod why;
mod written;

pub use address::Address;
pub use chosen::{ALL_CHOSEN_PARAMETER, CHOSEN_PARAMETER, Choosing, ChosenAction};
pub use conflict::{Conflict, ConflictField, conflict};
pub use copyable::copyable;
pub use editor::{Editor, editor, preview};
pub use empty::{Empty, empty_state};
pub use facts::{Fact, FactValue, facts};
pub use field::{FormField, Input, SelectOption};
pub use filters::{Filter, FilterInput};
pub use form::{FieldGroup, Form, FormError, confirm_form, form, form_of, form_with, step_form};
pub use history::{Because, Change, HistoryEntry, history};
pub use icon::{Icon, icon};
pub use import_report::{ImportReport, ImportRow, RowResult, import_report};
pub use joined_choice::{JoinedChoice, joined_choice, kept_of};
pub use link::Link;
pub use matrix::{Matrix, MatrixCell, MatrixColumn, MatrixRow, matrix};
pub use missing::{
    Finding, Gathered, Missing, finding_list, findings_of_record, missing_line, missing_strip,
};
pub use notice::{Notice, NoticeKind, notice};
pub use pager::{Pager, pager};
pub use panel::{Panel, PanelRow, panel, panels};
pub use progress::{Progress, progress};
pub use record_head::{Answerable, RecordHead, record_head};
pub use remarks::{Remark, remark_form, remarked, remarks};
pub use side_by_side::{SideBySide, side_by_side};
pub use status::{Status, Tone, outcome_status, status};
pub use table::{
    COLUMN_PARAMETER, Cell, Column, ColumnKind, Row, SORT_PARAMETER, Sort, Table, list_around, simple_table,
    table,
};
pub use tabs::{Tab, tabs};
pub use timeline::{Timeline, TimelineRow, timeline};
pub use view_bar::{ViewBar, dropped_of_view};
pub use why::{Clause, why};
pub use written::{Places, written};

#[cfg(test)]
mod tests;
