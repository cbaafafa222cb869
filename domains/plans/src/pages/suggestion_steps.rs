//! What somebody may do with a suggestion on its page: weigh, join and answer it, withdraw it, take it up anew.

use super::suggestion_href;
use super::suggestion_page::Shown;
use crate::answer_suggestion::{Answered, MOST_OF_AN_ANSWER};
use crate::suggestion::SuggestionState;
use kernel::{Choice as _, Objection};
use maud::{Markup, html};
use web::components::{FieldGroup, Form, FormField, Input, SelectOption, confirm_form, form_with, step_form};
use web::{Visit, choice_options, form_errors};

/// The forms of a page, and what is wrong that stands at none of their fields.
pub(super) struct Steps {
    pub forms: Markup,
    pub left_over: Vec<Objection>,
}

pub(super) fn steps(visit: &Visit, shown: &Shown, objections: &[Objection]) -> Steps {
    let state = shown.suggestion.state;
    let is_open = state == SuggestionState::Open;
    let mut folds = Vec::new();
    if is_open && shown.may_handle {
        folds.push(answering(visit));
        folds.extend((!shown.plans.is_empty()).then(|| planning(visit, shown)));
        folds.push(weighing(visit, shown));
        folds.extend((!shown.others.is_empty()).then(|| joining(visit, shown)));
    }
    let is_at_a_field =
        |one: &Objection| folds.iter().any(|fold| fold.fields.iter().any(|field| field.name == one.field));
    let left_over = objections.iter().filter(|one| !is_at_a_field(one)).cloned().collect();
    let may_reopen = shown.may_handle && !matches!(state, SuggestionState::Open | SuggestionState::Withdrawn);
    let forms = html! {
        @for fold in folds { (fold.drawn(visit, shown, objections)) }
        @if may_reopen { (step_form(&step(visit, shown, "ta-upp", ("suggestion-reopen", Vec::new())))) }
        @if is_open && shown.is_own {
            (confirm_form(
                &visit.text("suggestion-withdraw-question"),
                &visit.text("suggestion-withdraw-text"),
                &step(visit, shown, "dra-tillbaka", ("suggestion-withdraw", Vec::new())),
            ))
        }
    };
    Steps { forms, left_over }
}

/// A form that is opened where it is needed.
struct Fold {
    path: &'static str,
    title: &'static str,
    text: &'static str,
    fields: Vec<FormField>,
}

impl Fold {
    fn drawn(self, visit: &Visit, shown: &Shown, objections: &[Objection]) -> Markup {
        let is_own = |one: &&Objection| self.fields.iter().any(|field| field.name == one.field);
        let wrong: Vec<Objection> = objections.iter().filter(is_own).cloned().collect();
        let form = Form {
            errors: form_errors(visit.language(), &wrong),
            ..step(visit, shown, self.path, (self.title, self.fields))
        };
        html! {
            details class="fold" open[!wrong.is_empty()] {
                summary { (visit.text(self.title)) }
                p { (visit.text(self.text)) }
                (form_with(visit.language(), &form, &html! {}))
            }
        }
    }
}

fn answering(visit: &Visit) -> Fold {
    let options = choice_options(visit.language(), "suggestion", "answered", Answered::NAMES);
    let answered = Input::Choice { value: typed(visit, "answered").unwrap_or_default(), options };
    let answer =
        Input::LongText { value: typed(visit, "answer").unwrap_or_default(), max_chars: MOST_OF_AN_ANSWER };
    let fields = vec![
        FormField::new("answered", visit.text("suggestion-answered"), answered).required(),
        FormField::new("answer", visit.text("suggestion-answer"), answer)
            .with_hint(visit.text("suggestion-answer-hint")),
    ];
    Fold { path: "svara", title: "suggestion-do-answer", text: "suggestion-answer-text", fields }
}

/// The plans in which it may become an activity.
fn planning(visit: &Visit, shown: &Shown) -> Fold {
    let option = |plan: &crate::plan::Plan| SelectOption::new(plan.id.to_string(), plan.title());
    let plan = Input::Reference {
        value: typed(visit, "plan").unwrap_or_default(),
        options: shown.plans.iter().map(option).collect(),
    };
    let fields = vec![FormField::new("plan", visit.text("suggestion-plan-in"), plan).required()];
    Fold { path: "planera", title: "suggestion-do-plan", text: "suggestion-plan-text", fields }
}

fn weighing(visit: &Visit, shown: &Shown) -> Fold {
    let weight = shown.suggestion.weight;
    let field = |name: &str, label: &str, kept: Option<i64>| {
        let kept = kept.map(|number| number.to_string());
        let value = typed(visit, name).or(kept).unwrap_or_default();
        FormField::new(name, visit.text(label), Input::Number { value })
    };
    let fields = vec![
        field("benefit", "suggestion-benefit", weight.benefit)
            .with_hint(visit.text("suggestion-benefit-hint")),
        field("effort", "suggestion-effort", weight.effort).with_hint(visit.text("suggestion-effort-hint")),
    ];
    Fold { path: "vag", title: "suggestion-weigh", text: "suggestion-weigh-text", fields }
}

/// Those that are alike stand first.
fn joining(visit: &Visit, shown: &Shown) -> Fold {
    let option = |other: &crate::alike::Other| SelectOption::new(other.id.to_string(), &other.title);
    let into = Input::Reference {
        value: typed(visit, "into").unwrap_or_default(),
        options: shown.others.iter().map(option).collect(),
    };
    let fields = vec![FormField::new("into", visit.text("suggestion-into"), into).required()];
    Fold { path: "lagg-ihop", title: "suggestion-join", text: "suggestion-join-text", fields }
}

fn typed(visit: &Visit, name: &str) -> Option<String> {
    visit.form().ok().and_then(|form| form.get(name)).map(str::to_owned)
}

/// A form by which the suggestion takes a step.
fn step(visit: &Visit, shown: &Shown, path: &str, (save, fields): (&str, Vec<FormField>)) -> Form {
    Form {
        action: format!("{}/{path}", suggestion_href(shown.suggestion.id)),
        csrf: visit.csrf().to_owned(),
        revision: Some(shown.suggestion.revision.to_string()),
        hidden: Vec::new(),
        groups: vec![FieldGroup { legend: None, hint: None, fields }],
        errors: Vec::new(),
        save: visit.text(save),
        cancel: None,
    }
}
