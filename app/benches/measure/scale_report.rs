//! The figures of generated installations as tables to read.

use crate::goals;
use crate::measured::Scale;
use crate::report::{mebibytes, routes};
use std::fmt::Write as _;

/// All generated installations that were measured, and the goals.
pub fn markdown(text: &mut String, scales: &[Scale]) {
    if scales.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n### Goals for a nation's load\n\n{}", goals::table(scales));
    for scale in scales {
        let Scale { database, municipalities, systems, assignments, documents, date, .. } = scale;
        let _ = writeln!(
            text,
            "\n### {database}, municipalities: {municipalities}\n\n{systems} systems, {assignments} roles given, \
             {documents} documents; measured {date}.\n\nA small federation:\n"
        );
        routes(text, &scale.small);
        if !scale.large.is_empty() {
            text.push_str("\nThe federation of 40:\n\n");
            routes(text, &scale.large);
        }
        others(text, scale);
    }
}

fn others(text: &mut String, scale: &Scale) {
    text.push_str("\n| what | figure |\n| --- | --- |\n");
    let mut row = |what: &str, figure: String| {
        let _ = writeln!(text, "| {what} | {figure} |");
    };
    let generated = (scale.generated_seconds, mebibytes(scale.generated_peak_kib));
    row("generate, on SQLite", format!("{:.1} s, {:.0} MiB", generated.0, generated.1));
    if let Some(seconds) = scale.moved_seconds {
        row("moved from SQLite, index of words made anew", format!("{seconds:.0} s"));
    }
    row("database", format!("{:.2} GB", scale.database_bytes as f64 / 1e9));
    row("start-up to *ready*", format!("{:.0} ms", scale.start_up_ms));
    let memory = [scale.idle_kib, scale.after_load_kib, scale.peak_kib].map(mebibytes);
    row(
        "memory idle, after the load, most",
        format!("{:.0}, {:.0}, {:.0} MiB", memory[0], memory[1], memory[2]),
    );
    row(
        "findings of every federation, all anew",
        format!("{} records in {:.1} s", scale.evaluated_subjects, scale.evaluated_seconds),
    );
    let backup = scale.backup_bytes as f64 / 1e9;
    row("backup", format!("{:.1} s, {backup:.2} GB", scale.backup_seconds));
    row("export-all", format!("{:.1} s", scale.export_seconds));
}
