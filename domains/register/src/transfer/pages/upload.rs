//! The first step: a file is brought, read and tried.

use super::address_of;
use crate::transfer::fields::mappable_fields_of;
use crate::transfer::importing::{Manner, run_import};
use crate::transfer::kept::{self, ImportState, KeptImport, KeptReport, Recent};
use crate::transfer::mapping::{Mapping, guess_mapping};
use crate::transfer::planning::Ask;
use crate::transfer::reading::{Table, read_table};
use crate::transfer::under_way::{Standing, standing};
use kernel::{Id, Objection, Result};
use maud::{Markup, html};
use web::components::{
    self, Cell, Column, ColumnKind, FieldGroup, Form, FormField, Input, Link, Row, Status, Tone,
};
use web::{Answer, Page, Visit, form_errors};

const FILE: &str = "file";

pub(super) fn upload_page(visit: &Visit) -> Result<Answer> {
    show(visit, &[])
}

fn show(visit: &Visit, objections: &[Objection]) -> Result<Answer> {
    let recent = visit.read(kept::recent)?;
    let language = visit.language();
    let file =
        FormField::new(FILE, visit.text("transfer-file"), Input::File { accept: ".csv,.txt,.xlsx".into() })
            .with_hint(visit.text("transfer-file-hint"))
            .required();
    let form = Form {
        action: "/system/importera".into(),
        csrf: visit.csrf().into(),
        revision: None,
        hidden: Vec::new(),
        groups: vec![FieldGroup { legend: None, hint: None, fields: vec![file] }],
        errors: form_errors(language, objections),
        save: visit.text("transfer-try"),
        cancel: Some(Link::new("/system", visit.text("transfer-to-systems"))),
    };
    let content = html! {
        (components::form(language, &form))
        @if !recent.is_empty() { (recent_imports(visit, &recent)) }
    };
    let page = Page::new(visit.text("transfer-import"), content).under(systems_link(visit));
    Ok(if objections.is_empty() { page.answer() } else { page.rejected().answer() })
}

pub(super) fn systems_link(visit: &Visit) -> Vec<Link> {
    vec![Link::new("/system", visit.text("register-systems"))]
}

fn recent_imports(visit: &Visit, recent: &[Recent]) -> Markup {
    let standing_of = |one: &Recent| standing(&one.stage, visit.web.db.engine(), visit.actor.now);
    let columns = vec![
        Column::new(FILE, visit.text("transfer-file"), ColumnKind::Text),
        Column::new("when", visit.text("transfer-when"), ColumnKind::Date),
        Column::new("state", visit.text("transfer-state"), ColumnKind::Status),
    ];
    let standings: Vec<Standing> = recent.iter().map(standing_of).collect();
    let rows = recent.iter().zip(&standings).map(|(one, standing)| Row {
        cells: vec![
            Cell::Link(Link::new(address_of(one.stage.id), &one.file_name)),
            Cell::text(texts::instant(one.created_at)),
            Cell::Status(Status::new(tone_of(standing), visit.text(standing.key()))),
        ],
    });
    let is_interrupted = standings.iter().any(|one| matches!(one, Standing::Interrupted));
    html! {
        section class="stack" {
            (components::simple_table(visit.language(), &visit.text("transfer-recent"), &columns, &rows.collect::<Vec<_>>()))
            @if is_interrupted { p { (visit.text("transfer-recent-interrupted")) } }
        }
    }
}

const fn tone_of(standing: &Standing) -> Tone {
    match standing {
        Standing::Tried => Tone::Ahead,
        Standing::Running(_) => Tone::Ongoing,
        Standing::Interrupted => Tone::Attention,
        Standing::Saved => Tone::Good,
    }
}

pub(super) fn take_file(visit: &Visit) -> Result<Answer> {
    let form = visit.form()?;
    let Some(upload) = form.file(FILE).filter(|upload| !upload.name.is_empty()) else {
        return show(visit, &[Objection::new(FILE, "objection-required")]);
    };
    let read = kept::name_to_keep(&upload.name)
        .and_then(|name| Ok((name, read_table(&upload.bytes).and_then(Table::without_personal_numbers)?)));
    let (file_name, table) = match read {
        Ok(read) => read,
        Err(message) => return show(visit, &[Objection::new(FILE, message)]),
    };
    let fields = visit.read(mappable_fields_of)?;
    let mapping = guess_mapping(&table, &fields, visit.today());
    let import = KeptImport {
        id: Id::new(),
        created_at: visit.actor.now,
        file_name,
        report: try_out(visit, &table, &mapping)?,
        table,
        mapping,
        is_partial: false,
        state: ImportState::Tried,
        started_at: None,
        last_told: None,
    };
    let id = import.id;
    visit.write(move |tx| {
        kept::forget_old(tx)?;
        kept::save_new(tx, &import)
    })?;
    Ok(Answer::see_other(address_of(id), "transfer-told-tried"))
}

/// What an import would do, in the visitor's words.
pub(super) fn try_out(visit: &Visit, table: &Table, mapping: &Mapping) -> Result<KeptReport> {
    let ask = Ask { table: table.clone(), mapping: mapping.clone(), ..Ask::default() };
    let manner = Manner { is_dry: true, is_partial: false };
    let report = run_import(&visit.web.db, &visit.actor, ask, manner)?;
    Ok(KeptReport::of(&report, visit.language()))
}
