//! What a screen reader, a keyboard and a browser without scripts find in the components.

use super::*;
use kernel::{Instant, Language, Outcome, Strength};
use maud::Markup;
use scraper::{ElementRef, Html, Selector};

const SV: Language = Language::Swedish;

fn parse(markup: Markup) -> Html {
    Html::parse_fragment(&markup.into_string())
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).expect("a selector of this test")).collect()
}

fn one<'a>(page: &'a Html, selector: &str) -> ElementRef<'a> {
    let found = all(page, selector);
    assert_eq!(found.len(), 1, "{selector} in {}", page.html());
    found[0]
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn attribute<'a>(element: ElementRef<'a>, name: &str) -> &'a str {
    element.attr(name).unwrap_or_else(|| panic!("no {name} on {}", element.html()))
}

fn options() -> Vec<SelectOption> {
    vec![SelectOption::new("moln", "Molntjänst"), SelectOption::new("egen", "Egen drift")]
}

fn every_input() -> Vec<FormField> {
    let text = || "å<b>".to_owned();
    let inputs = vec![
        Input::Text { value: text(), max_chars: 200 },
        Input::UserName { value: text() },
        Input::Password { is_new: true },
        Input::LongText { value: text(), max_chars: 4000 },
        Input::Number { value: "12".into() },
        Input::Date { value: "igår".into() },
        Input::Choice { value: "moln".into(), options: options() },
        Input::Flag { value: Some(false) },
        Input::Reference { value: "borta".into(), options: options() },
        Input::Suggested { value: text(), options: options() },
        Input::References { values: vec!["egen".into()], options: options() },
        Input::Link { value: text() },
        Input::File { accept: ".csv".into() },
        Input::YesNo { value: true },
    ];
    let numbered = inputs.into_iter().enumerate();
    numbered.map(|(n, input)| FormField::new(format!("f{n}"), format!("Fält {n}"), input)).collect()
}

fn form_with(fields: Vec<FormField>, errors: Vec<FormError>) -> Form {
    Form {
        action: "/register/system/1".into(),
        csrf: "token".into(),
        revision: Some("7".into()),
        hidden: Vec::new(),
        groups: vec![FieldGroup { legend: Some("Grunduppgifter".into()), hint: None, fields }],
        errors,
        save: "Spara".into(),
        cancel: Some(Link::new("/register/system/1", "Avbryt")),
    }
}

fn error(field: &str, text: &str) -> FormError {
    FormError { field: field.into(), text: text.into() }
}

#[test]
fn every_control_has_a_label_or_a_legend_of_its_own() {
    let page = parse(form(SV, &form_with(every_input(), vec![])));
    for control in all(&page, "input:not([type=hidden]), select, textarea") {
        let is_named = match control.attr("id") {
            Some(id) => all(&page, &format!("label[for='{id}']")).len() == 1,
            None => control
                .parent()
                .and_then(ElementRef::wrap)
                .is_some_and(|label| label.value().name() == "label"),
        };
        assert!(is_named, "{}", control.html());
    }
    assert_eq!(all(&page, "fieldset.choices > legend").len(), 3);
}

#[test]
fn what_was_typed_comes_back_escaped_even_where_it_is_wrong() {
    let page = parse(form(SV, &form_with(every_input(), vec![error("f5", "Skriv åååå-mm-dd.")])));
    assert_eq!(attribute(one(&page, "#field-f0"), "value"), "å<b>");
    assert_eq!(attribute(one(&page, "#field-f5"), "value"), "igår");
    assert_eq!(words(one(&page, "#field-f3")), "å<b>");
    assert_eq!(attribute(one(&page, "#field-f8 option[selected]"), "value"), "borta");
    assert_eq!(attribute(one(&page, "#field-f10 input[checked]"), "value"), "egen");
    assert_eq!(attribute(one(&page, "#field-f7 input[checked]"), "value"), "false");
    assert_eq!(attribute(one(&page, "#field-f13 input[checked]"), "value"), "true");
    assert_eq!(all(&page, "#field-f13 input").len(), 2, "a decision is never unknown");
}

#[test]
fn a_password_is_never_sent_back() {
    let page = parse(form(SV, &form_with(every_input(), vec![])));
    assert_eq!(attribute(one(&page, "input[type=password]"), "value"), "");
}

#[test]
fn the_error_summary_leads_to_the_fields_and_the_fields_name_their_errors() {
    let errors =
        vec![error("f0", "Skriv ett namn."), error("f7", "Välj ett svar."), error("", "Något annat.")];
    let page = parse(form(SV, &form_with(every_input(), errors)));
    assert_eq!(attribute(one(&page, ".ds-error-summary"), "tabindex"), "-1");
    assert_eq!(words(one(&page, ".ds-error-summary h2")), "3 uppgifter behöver rättas");
    let links: Vec<_> =
        all(&page, ".ds-error-summary a").iter().map(|a| attribute(*a, "href").to_owned()).collect();
    assert_eq!(links, ["#field-f0", "#field-f7"]);
    assert_eq!(all(&page, ".ds-error-summary li").len(), 3, "the error without a field is shown too");
    let field = one(&page, "#field-f0");
    assert_eq!(attribute(field, "aria-invalid"), "true");
    assert_eq!(attribute(field, "aria-describedby"), "field-f0-error");
    assert_eq!(words(one(&page, "#field-f0-error")), "Skriv ett namn.");
    assert_eq!(attribute(one(&page, "fieldset#field-f7"), "aria-describedby"), "field-f7-error");
}

#[test]
fn a_hint_and_an_error_are_both_read_out() {
    let page = parse(form(SV, &form_with(every_input(), vec![error("f5", "Fel.")])));
    assert_eq!(attribute(one(&page, "#field-f5"), "aria-describedby"), "field-f5-hint field-f5-error");
    assert_eq!(words(one(&page, "#field-f5-hint")), "Skriv åååå-mm-dd.");
}

#[test]
fn required_is_said_in_words() {
    let field = FormField::new("name", "Namn", Input::Text { value: String::new(), max_chars: 9 }).required();
    let page = parse(form(SV, &form_with(vec![field], vec![])));
    assert_eq!(words(one(&page, "label[for=field-name]")), "Namn (obligatoriskt)");
}

#[test]
fn a_form_carries_its_token_and_revision_and_guards_what_came_back_with_errors() {
    let clean = parse(form(SV, &form_with(every_input(), vec![])));
    assert_eq!(attribute(one(&clean, "input[name=csrf]"), "value"), "token");
    assert_eq!(attribute(one(&clean, "input[name=revision]"), "value"), "7");
    assert_eq!(attribute(one(&clean, "form"), "data-guard"), "");
    let wrong = parse(form(SV, &form_with(every_input(), vec![error("f0", "Fel.")])));
    assert_eq!(attribute(one(&wrong, "form"), "data-guard"), "unsaved");
}

#[test]
fn only_a_form_with_a_file_is_multipart() {
    let with_file = parse(form(SV, &form_with(every_input(), vec![])));
    assert_eq!(attribute(one(&with_file, "form"), "enctype"), "multipart/form-data");
    assert!(one(&parse(form(SV, &form_with(vec![], vec![]))), "form").attr("enctype").is_none());
}

fn stale_edit() -> Conflict {
    Conflict {
        action: "/register/system/1".into(),
        csrf: "token".into(),
        revision: "8".into(),
        changed_by: "IT-chef".into(),
        changed_at: Instant::from_micros(0),
        fields: vec![ConflictField {
            name: "users".into(),
            label: "Antal användare".into(),
            theirs: String::new(),
            yours: "12".into(),
        }],
        sent: vec![("users".into(), "12".into()), ("name".into(), "A".into())],
        cancel: Link::new("/", "Avbryt"),
    }
}

#[test]
fn a_stale_edit_keeps_what_one_typed_and_asks_by_field() {
    let page = parse(conflict(SV, &stale_edit()));
    assert_eq!(attribute(one(&page, "input[type=hidden][name=name]"), "value"), "A");
    assert_eq!(attribute(one(&page, "input[name=revision]"), "value"), "8");
    let choices: Vec<_> =
        all(&page, "input[name='choice.users']").iter().map(|i| attribute(*i, "value").to_owned()).collect();
    assert_eq!(choices, ["theirs", "yours"]);
    assert_eq!(attribute(one(&page, "input[type=radio][checked]"), "value"), "yours");
    for radio in all(&page, "input[type=radio]") {
        for id in attribute(radio, "aria-labelledby").split(' ') {
            one(&page, &format!("[id='{id}']"));
        }
    }
}

fn sample_table(rows: Vec<Row>, address: &str) -> Table {
    let mut number = Column::new("anvandare", "Användare", ColumnKind::Number);
    number.is_telling = true;
    let mut hidden = Column::new("anteckning", "Anteckning", ColumnKind::Text);
    hidden.is_shown = false;
    let mut fixed = Column::new("fast", "Fast", ColumnKind::Text);
    fixed.is_sortable = false;
    Table {
        id: "systems",
        caption: "System".into(),
        address: Address::parse(address),
        columns: vec![Column::new("namn", "Namn", ColumnKind::Text), number, hidden, fixed],
        rows,
        sort: Some(Sort { column: "namn".into(), is_descending: false }),
        filters: vec![
            Filter { name: "q".into(), label: "Namn".into(), input: FilterInput::Search },
            Filter { name: "drift".into(), label: "Driftform".into(), input: FilterInput::Select(options()) },
        ],
        faults: vec![],
        more_filters: vec![Filter { name: "fran".into(), label: "Från".into(), input: FilterInput::Date }],
        pager: Pager {
            from: 1,
            to: 50,
            total: 2000,
            first: None,
            previous: None,
            next: Some("/s?efter=x".into()),
        },
        cursor_parameter: "efter",
        exports: vec![Link::new("/s.csv", "CSV")],
        views: None,
        empty: Empty {
            title: "Inga system".into(),
            text: "Lägg till.".into(),
            action: Some(Link::new("/ny", "Nytt system")),
        },
        choosing: None,
    }
}

fn sample_row() -> Row {
    Row {
        cells: vec![
            Cell::Link(Link::new("/register/system/1", "Elevregister")),
            Cell::text("12 345"),
            Cell::text("hemligt"),
            Cell::Absent,
        ],
    }
}

#[test]
fn a_sort_head_is_a_button_of_the_filter_form_and_says_its_direction() {
    let page = parse(table(SV, &sample_table(vec![sample_row()], "/s")));
    let sorted = one(&page, "th[aria-sort=ascending] button");
    assert_eq!((attribute(sorted, "form"), attribute(sorted, "value")), ("systems-view", "-namn"));
    let other = one(&page, "th[aria-sort=none] button");
    assert_eq!((words(other).as_str(), attribute(other, "value")), ("Användare", "anvandare"));
    one(&page, "form#systems-view[method=get]");
    assert!(
        all(&page, "th:not([aria-sort]) button").is_empty(),
        "a column that cannot be sorted has no button"
    );
}

#[test]
fn filtering_keeps_the_sort_and_the_as_of_date_but_starts_on_the_first_page() {
    let page =
        parse(table(SV, &sample_table(vec![sample_row()], "/s?per=2026-01-01&efter=abc&q=elev&kolumn=fast")));
    let submit = one(&page, "#systems-view button[type=submit]");
    assert_eq!((attribute(submit, "name"), attribute(submit, "value")), ("sort", "namn"));
    let kept: Vec<_> = all(&page, "#systems-view input[type=hidden]")
        .iter()
        .map(|i| attribute(*i, "name").to_owned())
        .collect();
    assert_eq!(kept, ["per", "kolumn"]);
    assert_eq!(attribute(one(&page, "#systems-filter-q"), "value"), "elev");
}

#[test]
fn an_active_filter_is_a_chip_that_takes_it_away() {
    let page = parse(table(SV, &sample_table(vec![sample_row()], "/s?drift=moln&q=&efter=abc")));
    let chips = all(&page, "a.chip");
    assert_eq!(chips.len(), 2, "one filter, and all of them");
    assert_eq!(attribute(chips[0], "aria-label"), "Ta bort filtret Driftform: Molntjänst");
    assert_eq!(attribute(chips[0], "href"), "/s?q=");
    assert_eq!(attribute(chips[1], "href"), "/s");
}

#[test]
fn a_hidden_column_has_neither_head_nor_cells_but_can_be_chosen() {
    let page = parse(table(SV, &sample_table(vec![sample_row()], "/s?per=2026-01-01")));
    assert_eq!(all(&page, "thead th").len(), 3);
    assert!(!one(&page, "tbody").text().any(|text| text.contains("hemligt")));
    assert!(one(&page, "input[name=kolumn][value=anteckning]").attr("checked").is_none());
    assert!(one(&page, "input[name=kolumn][value=anvandare]").attr("checked").is_some());
    one(&page, ".list-tools form input[type=hidden][name=per]");
}

#[test]
fn the_name_is_the_head_and_the_only_link_of_its_row() {
    let page = parse(table(SV, &sample_table(vec![sample_row()], "/s")));
    assert_eq!(words(one(&page, "tbody tr th[scope=row] a")), "Elevregister");
    assert_eq!(all(&page, "tbody a").len(), 1);
    let number = one(&page, "tbody td.end.second");
    assert_eq!((attribute(number, "data-label"), words(number).as_str()), ("Användare", "12 345"));
    assert_eq!(words(one(&page, "tbody .absent .visually-hidden")), "Uppgift saknas");
}

#[test]
fn rows_are_chosen_in_a_form_of_their_own_that_carries_the_view_and_needs_no_script() {
    let id = kernel::Id::new();
    let action = || Some(ChosenAction { label: "Ändra valda".into(), href: "/s/andra-flera".into() });
    let chosen = sample_table(vec![sample_row()], "/s?q=elev&efter=abc").choosing(action(), vec![id]);
    let page = parse(table(SV, &chosen));
    let choice = one(&page, "tbody tr td:first-child input[type=checkbox][name=choose]");
    assert_eq!(attribute(choice, "value"), id.to_string());
    assert_eq!(attribute(choice, "aria-label"), "Välj Elevregister");
    let form = one(&page, &format!("form#{}[method=get]", attribute(choice, "form")));
    assert_eq!(attribute(form, "action"), "/s/andra-flera");
    let kept: Vec<_> = all(&page, "form.chosen input[type=hidden]");
    assert_eq!(kept.iter().map(|field| attribute(*field, "name")).collect::<Vec<_>>(), ["q"]);
    assert_eq!(words(one(&page, "form.chosen label:has([name=all])")), "Alla 2 000 i urvalet");
    one(&page, "form.chosen button[type=submit]");
    one(&page, "thead input[aria-label]");
}

#[test]
fn rows_are_not_chosen_where_there_is_nothing_to_do_with_them_nor_in_the_past() {
    let action = ChosenAction { label: "Ändra valda".into(), href: "/s/andra-flera".into() };
    let past = sample_table(vec![sample_row()], "/s?as_of=2026-01-01");
    for chosen in
        [sample_table(vec![sample_row()], "/s"), past.choosing(Some(action), vec![kernel::Id::new()])]
    {
        assert!(all(&parse(table(SV, &chosen)), ".choose, form.chosen").is_empty());
    }
}

#[test]
fn an_empty_list_says_what_to_do_and_keeps_its_filters() {
    let mut empty = sample_table(vec![], "/s?q=x");
    empty.pager = Pager { from: 0, to: 0, total: 0, first: None, previous: None, next: None };
    let page = parse(table(SV, &empty));
    assert!(all(&page, "table").is_empty());
    assert_eq!(attribute(one(&page, ".empty a"), "href"), "/ny");
    one(&page, "#systems-filter-q");
    assert_eq!(words(one(&page, ".pager p")), "Inga rader");
}

#[test]
fn the_pager_says_the_range_and_the_total() {
    let page = parse(table(SV, &sample_table(vec![sample_row()], "/s")));
    assert_eq!(words(one(&page, ".pager p")), "1–50 av 2 000");
    assert_eq!(attribute(one(&page, ".pager a[rel=next]"), "href"), "/s?efter=x");
}

#[test]
fn each_outcome_has_a_word_and_a_shape_of_its_own_in_both_languages() {
    for language in Language::ALL {
        let mut seen = std::collections::BTreeSet::new();
        for outcome in Outcome::ALL {
            let shown = outcome_status(language, outcome);
            assert!(!shown.word.starts_with('['), "{} has no text", shown.word);
            assert!(seen.insert(shown.word.clone()) && seen.insert(shown.tone.shape().to_owned()));
        }
    }
}

fn clause() -> Clause {
    Clause {
        id: "S3-021".into(),
        text: "Varje system ska ha en systemägare.".into(),
        section: "avsnitt 3.2".into(),
        document: "Riktlinje".into(),
        pack: "Exempel".into(),
        strength: Strength::Must,
        href: None,
    }
}

fn finding(outcome: Outcome) -> Finding {
    Finding {
        demand: "Systemägare".into(),
        outcome,
        reason: None,
        responsible: Some("Förvaltningschef Skola".into()),
        mended_by: None,
        mend: Some(Link::new("/utse", "Utse systemägare")),
        waive: Some(Link::new("/undantag", "Ge undantag")),
        clauses: vec![clause()],
    }
}

#[test]
fn a_missing_thing_shows_its_mend_link_and_unfolds_its_clause() {
    let missing = Missing { findings: vec![finding(Outcome::Breached)], demands: 14, ..Missing::default() };
    let page = parse(missing_strip(SV, &missing));
    assert_eq!(words(one(&page, ".missing h2")), "Saknas1 av 14 krav");
    let links = all(&page, ".missing li > .row-of a");
    let hrefs: Vec<&str> = links.into_iter().map(|link| attribute(link, "href")).collect();
    assert_eq!(hrefs, ["/utse", "/undantag"], "to mend comes before to waive");
    assert_eq!(words(one(&page, "details.why > summary")), "Varför?");
    let clause = words(one(&page, ".clause"));
    for part in ["Varje system", "Riktlinje", "avsnitt 3.2", "Exempel", "S3-021", "Ska"] {
        assert!(clause.contains(part), "{part} is not in {clause}");
    }
}

#[test]
fn demands_that_wait_for_one_fact_are_gathered_under_it() {
    let undecided = (0..11).map(|_| finding(Outcome::Unknown)).collect();
    let fill = vec![Link::new("/system/1/andra#field-category", "kategori")];
    let missing = Missing {
        findings: vec![finding(Outcome::Breached)],
        undecided,
        fill,
        demands: 14,
        ..Missing::default()
    };
    let page = parse(missing_strip(SV, &missing));
    assert_eq!(words(one(&page, ".missing h2")), "Saknas12 av 14 krav");
    assert_eq!(all(&page, ".missing > ul > li").len(), 2, "the breach, and one line for the rest");
    assert_eq!(all(&page, "details.fold li").len(), 11);
    for part in ["11 krav går inte att bedöma än.", "Fyll i", "kategori"] {
        assert!(words(one(&page, ".missing")).contains(part), "{part}");
    }
    assert!(words(one(&parse(missing_line(SV, &missing)), "p.missing-line")).contains("12 av 14 krav"));
}

#[test]
fn findings_that_one_page_mends_are_told_by_one_line_and_counted_each() {
    let findings = (0..4).map(|_| finding(Outcome::Breached)).collect();
    let mend = Some(Link::new("/system/1/ansvar", "Redogör för ansvaren"));
    let one_line = Gathered { text: "4 ansvar saknar redogörelse".into(), mend, findings };
    let missing = Missing {
        findings: vec![finding(Outcome::Breached)],
        gathered: vec![one_line],
        demands: 14,
        ..Missing::default()
    };
    let page = parse(missing_strip(SV, &missing));
    assert_eq!(words(one(&page, ".missing h2")), "Saknas5 av 14 krav");
    assert_eq!(all(&page, ".missing > ul > li").len(), 2, "the breach, and one line for the rest");
    assert_eq!(all(&page, "details.fold li").len(), 4);
    assert_eq!(
        attribute(one(&page, ".missing > ul > li:nth-child(2) > .demand > a"), "href"),
        "/system/1/ansvar"
    );
}

#[test]
fn nothing_missing_is_one_line() {
    let page = parse(missing_strip(SV, &Missing { demands: 14, ..Missing::default() }));
    assert_eq!(words(one(&page, "p.missing-line")), "Inget saknas. Alla 14 krav är uppfyllda.");
}

#[test]
fn every_cell_of_the_matrix_leads_somewhere_and_says_its_outcome() {
    let cell =
        MatrixCell { outcome: Outcome::Breached, href: "/utse".into(), note: Some("ingen utsedd".into()) };
    let page = parse(matrix(
        SV,
        &Matrix {
            caption: "System och krav".into(),
            subjects: "System".into(),
            columns: ["Systemägare", "Plan"]
                .map(|label| MatrixColumn { label: label.into(), href: None })
                .into(),
            rows: vec![MatrixRow {
                subject: Link::new("/s/1", "Elevregister"),
                cells: vec![Some(cell), None],
            }],
        },
    ));
    let link = one(&page, "td a.cell");
    assert_eq!((attribute(link, "href"), words(link).as_str()), ("/utse", "Brist: ingen utsedd"));
    assert_eq!(attribute(one(&page, "td:has(a)"), "data-label"), "Systemägare");
    assert_eq!(all(&page, ".legend li").len(), 5);
    assert_eq!(all(&page, "tbody td").len(), 2, "a demand that does not stand leaves an empty cell");
}

#[test]
fn history_shows_before_and_after_and_the_decision() {
    let entry = HistoryEntry {
        at: "2026-11-22T22:30:00Z".parse().unwrap(),
        who: "IT-chef".into(),
        what: "Uppgifter ändrade".into(),
        changes: vec![Change { field: "Adress".into(), before: None, after: Some("https://a.test".into()) }],
        because: Some(Because { text: "Beslut 14".into(), href: Some("/beslut/14".into()) }),
    };
    let page = parse(history(SV, &[entry]));
    assert_eq!(words(one(&page, "time")), "2026-11-22 23:30");
    assert!(attribute(one(&page, "time"), "datetime").ends_with('Z'));
    assert_eq!(words(one(&page, "ins")), "https://a.test");
    assert!(all(&page, "del").is_empty());
    assert_eq!(attribute(one(&page, ".because a"), "href"), "/beslut/14");
}

#[test]
fn a_panel_shows_five_rows_at_most() {
    let rows =
        (0..9).map(|n| PanelRow { link: Link::new("/a", n.to_string()), note: None, status: None }).collect();
    let page = parse(panel(&Panel { title: "Ärenden".into(), rows, all: None, nothing: "Inga.".into() }));
    assert_eq!(all(&page, "li").len(), 5);
}

#[test]
fn the_current_tab_says_so() {
    let tab =
        |label: &str, is_current| Tab { href: "/a".into(), label: label.into(), count: None, is_current };
    let page = parse(tabs("Elevregister", &[tab("Översikt", true), tab("Historik", false)]));
    assert_eq!(words(one(&page, "a[aria-current=page]")), "Översikt");
}

#[test]
fn long_work_asks_again_until_it_is_finished() {
    let mut work = Progress {
        title: "Läser".into(),
        done: 4200,
        total: Some(10_000),
        href: "/import/1".into(),
        is_finished: false,
    };
    assert_eq!(attribute(one(&parse(progress(SV, &work)), "#progress"), "hx-get"), "/import/1");
    work.is_finished = true;
    assert!(one(&parse(progress(SV, &work)), "#progress").attr("hx-get").is_none());
}

#[test]
fn an_import_with_wrong_rows_says_that_nothing_was_saved() {
    let row = ImportRow {
        number: 17,
        name: None,
        result: RowResult::Wrong,
        remarks: vec!["Skriv ett namn.".into()],
    };
    let report =
        ImportReport { is_dry_run: true, created: 1, changed: 0, unchanged: 0, wrong: 1, rows: vec![row] };
    let page = parse(import_report(SV, &report));
    assert!(words(one(&page, "[role=alert]")).starts_with("Inget har sparats"));
    assert_eq!(words(one(&page, "td li")), "Skriv ett namn.");
}
