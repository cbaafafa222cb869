//! What has come of a plan, below its budget and its activities.

use crate::content::Rows;
use crate::outcome::{GroupOutcome, compute_outcome};
use kernel::{Arg, Choice as _, Date, Money, Result};
use maud::{Markup, html};
use web::Visit;
use web::components::{Cell, Column, ColumnKind, Row, simple_table};

/// What belongs below the table of a section, by what it holds; nothing where there is nothing to count.
pub(in crate::pages) fn outcome_of(
    visit: &Visit,
    rows: &Rows,
    (holds, year): (&str, Option<i64>),
    sees_costs: bool,
) -> Result<Markup> {
    Ok(match holds {
        "budget" if sees_costs && !rows.budget.is_empty() => {
            groups(visit, &compute_outcome(rows, year, visit.today())?.groups)
        }
        "activities" if !rows.activities.is_empty() => states(visit, rows, year, visit.today())?,
        _ => html! {},
    })
}

fn states(visit: &Visit, rows: &Rows, year: Option<i64>, today: Date) -> Result<Markup> {
    let outcome = compute_outcome(rows, year, today)?;
    let number = |count: usize| Arg::Number(i64::try_from(count).unwrap_or(i64::MAX));
    let of_state = |(state, count): (&crate::rows::ActivityState, &usize)| {
        format!("{} {}", visit.text(&format!("plan-row-state-{}", state.name())).to_lowercase(), count)
    };
    let told: Vec<String> = outcome.states.iter().map(of_state).collect();
    let late = (!outcome.late.is_empty()).then(|| {
        texts::format(visit.language(), "plan-outcome-late", &[("count", number(outcome.late.len()))])
    });
    Ok(html! {
        p { (visit.text("plan-outcome-states")) " " (told.join(", ")) "." @if let Some(late) = late { " " strong { (late) } } }
    })
}

fn groups(visit: &Visit, groups: &[GroupOutcome]) -> Markup {
    let language = visit.language();
    let column = |key: &'static str, label: &str, kind| Column::new(key, visit.text(label), kind);
    let columns = [
        column("account_group", "plan-row-account-group", ColumnKind::Text),
        column("budget", "plan-row-amount", ColumnKind::Money),
        column("planned", "plan-outcome-planned", ColumnKind::Money),
        column("outcome", "plan-row-outcome", ColumnKind::Money),
        column("left", "plan-outcome-left", ColumnKind::Money),
        column("untold", "plan-outcome-untold", ColumnKind::Number),
    ];
    let money = |ore: i64| texts::money(language, Money { ore });
    let left = |group: &GroupOutcome| match group.left() {
        Some(ore) if ore < 0 => {
            let over = money(ore.saturating_neg());
            texts::format(language, "plan-outcome-over", &[("amount", over.into())])
        }
        Some(ore) => money(ore),
        None => String::new(),
    };
    let row = |group: &GroupOutcome| Row {
        cells: vec![
            Cell::text(group.title.in_language(language)),
            Cell::text(group.budget.map(money).unwrap_or_default()),
            Cell::text(money(group.planned)),
            Cell::text(money(group.outcome)),
            Cell::text(left(group)),
            Cell::text(texts::number(i64::try_from(group.untold).unwrap_or(i64::MAX))),
        ],
    };
    let rows: Vec<Row> = groups.iter().map(row).collect();
    simple_table(language, &visit.text("plan-outcome"), &columns, &rows)
}
