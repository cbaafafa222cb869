//! Writes pages with sample contents to a folder, to look at the components without a server:
//! `cargo run -p web --example gallery -- <folder> <light|dark> <compact|comfortable>`.

use kernel::{Date, Instant, Language, Outcome, Strength};
use maud::{Markup, html};
use std::fs;
use std::path::Path;
use web::assets::{ASSETS_PATH, asset, asset_href};
use web::components::*;
use web::layout::*;

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().unwrap_or_else(|| "gallery".into());
    let colour_scheme = args.next().and_then(|name| ColourScheme::from_name(&name)).unwrap_or_default();
    let density = args.next().and_then(|name| Density::from_name(&name)).unwrap_or_default();
    let look = Look { colour_scheme, density, ..Look::default() };
    let folder = Path::new(&folder);
    fs::create_dir_all(folder.join("assets"))?;
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/dist"))? {
        let entry = entry?;
        fs::copy(entry.path(), folder.join("assets").join(entry.file_name()))?;
    }
    assert!(asset(asset_href("app.css").trim_start_matches(ASSETS_PATH)).is_some());
    let pages = [
        ("list", list_page(look)),
        ("empty", empty_page(look)),
        ("record", record_page(look)),
        ("form", form_page(look)),
        ("conflict", conflict_page(look)),
        ("matrix", matrix_page(look)),
        ("import", import_page(look)),
        ("signin", sign_in_page(look)),
        ("error", wrong_page(look)),
    ];
    for (name, markup) in pages {
        fs::write(folder.join(format!("{name}.html")), markup.into_string())?;
    }
    Ok(())
}

fn frame(look: Look, title: &str) -> PageFrame {
    let room = |key, icon, label: &str, href: &str| RoomLink {
        key,
        icon,
        label: label.into(),
        href: href.into(),
        is_current: label == "Register",
        pages: Vec::new(),
    };
    let mut rooms = vec![
        room('s', Icon::Start, "Start", "/"),
        room('r', Icon::Register, "Register", "/register"),
        room('p', Icon::Plans, "Planer och dokument", "/planer"),
        room('t', Icon::Tickets, "Ärenden", "/arenden"),
        room('d', Icon::Operations, "Drift", "/drift"),
        room('f', Icon::Changes, "Förändringar", "/forandringar"),
        room('u', Icon::Equipment, "Utrustning", "/utrustning"),
        room('e', Icon::Economy, "Ekonomi", "/ekonomi"),
        room('y', Icon::Governance, "Styrning", "/styrning"),
        room('k', Icon::Security, "Säkerhet", "/sakerhet"),
        room('a', Icon::Administration, "Administration", "/administration"),
    ];
    rooms[1].pages = vec![
        PageLink { label: "System".into(), href: "/register/system".into(), is_current: true },
        PageLink { label: "Förvaltningsobjekt".into(), href: "/register/objekt".into(), is_current: false },
        PageLink { label: "Kravmatris".into(), href: "/register/matris".into(), is_current: false },
    ];
    PageFrame {
        look,
        federation: "Gemensam IT-nämnd".into(),
        rooms,
        user_name: "Systemförvaltare Skola".into(),
        waiting: 3,
        waiting_href: "/".into(),
        search_href: Some("/sok".into()),
        today: Date::constant(2026, 11, 22),
        as_of: None,
        csrf: "token".into(),
        address: Address::parse("/register/system?kommun=norrby&status=drift"),
        breadcrumbs: vec![Link::new("/register", "Register")],
        title: title.into(),
        count: None,
        primary_action: None,
        edit_action: None,
        flash: None,
    }
}

fn sample_table(rows: Vec<Row>) -> Table {
    let telling = |mut column: Column| {
        column.is_telling = true;
        column
    };
    let options =
        vec![SelectOption::new("norrby", "Norrby kommun"), SelectOption::new("soderby", "Söderby kommun")];
    let states =
        vec![SelectOption::new("drift", "I drift"), SelectOption::new("avveckling", "Under avveckling")];
    Table {
        id: "systems",
        caption: "System".into(),
        address: Address::parse("/register/system?kommun=norrby&status=drift"),
        columns: vec![
            Column::new("namn", "Namn", ColumnKind::Text),
            telling(Column::new("brister", "Krav", ColumnKind::Status)),
            Column::new("status", "Livscykel", ColumnKind::Status),
            Column::new("agare", "Systemägare", ColumnKind::Text),
            Column::new("forvaltning", "Förvaltning", ColumnKind::Text),
            Column::new("anvandare", "Användare", ColumnKind::Number),
            Column::new("andrad", "Ändrad", ColumnKind::Date),
        ],
        rows,
        sort: Some(Sort { column: "namn".into(), is_descending: false }),
        filters: vec![
            Filter { name: "q".into(), label: "Namn".into(), input: FilterInput::Search },
            Filter {
                name: "kommun".into(),
                label: "Organisation".into(),
                input: FilterInput::Select(options),
            },
            Filter { name: "status".into(), label: "Livscykel".into(), input: FilterInput::Select(states) },
        ],
        more_filters: vec![Filter {
            name: "fran".into(),
            label: "Ändrad från".into(),
            input: FilterInput::Date,
        }],
        pager: Pager {
            from: 1,
            to: 50,
            total: 2000,
            first: None,
            previous: None,
            next: Some("/register/system?efter=x".into()),
        },
        cursor_parameter: "efter",
        exports: vec![
            Link::new("/x.csv", "CSV"),
            Link::new("/x.xlsx", "Excel (XLSX)"),
            Link::new("/x.json", "JSON"),
        ],
        empty: Empty {
            title: "Inget stämmer med filtren".into(),
            text: "Ta bort ett filter eller sök på ett annat ord.".into(),
            action: Some(Link::new("/register/system", "Visa alla system")),
        },
    }
}

fn sample_rows() -> Vec<Row> {
    let names = [
        "Verksamhetssystem för individ- och familjeomsorg",
        "Elevregister",
        "E-arkiv",
        "Ekonomisystem",
        "Bygglovshantering",
        "Ett system med ett mycket långt namn som någon har skrivit in för att det i upphandlingen hette så och som ingen sedan dess har vågat korta ner eftersom det står så i avtalet med leverantören sedan många år",
        "Passersystem",
        "Personalsystem",
        "Kartor och lägesdata",
        "Larmmottagning",
        "Diarium",
        "Skolskjutsplanering",
        "Tidbokning",
        "Vattenövervakning",
        "Webbplats",
        "Bibliotekssystem",
        "Felanmälan",
        "Fakturaskanning",
        "Lokalbokning",
        "Matsedelsplanering",
        "Nödradio",
        "Omvårdnadsjournal",
    ];
    names
        .iter()
        .enumerate()
        .map(|(i, name)| {
            let missing = i % 4;
            let demand = if missing == 0 {
                Status::new(Tone::Good, "Inget saknas")
            } else {
                Status::new(if missing == 2 { Tone::Unsure } else { Tone::Bad }, format!("{missing} saknas"))
            };
            let life = if i % 7 == 3 {
                Status::new(Tone::Attention, "Under avveckling")
            } else {
                Status::new(Tone::Ongoing, "I drift")
            };
            Row {
                cells: vec![
                    Cell::Link(Link::new("/register/system/1", *name)),
                    Cell::Status(demand),
                    Cell::Status(life),
                    if i % 5 == 1 { Cell::Absent } else { Cell::text("Förvaltningschef Samhällsbyggnad") },
                    Cell::text("Samhällsbyggnadsförvaltningen"),
                    Cell::text(texts::number(137 * (i as i64 + 1))),
                    Cell::text("2026-11-20"),
                ],
            }
        })
        .collect()
}

fn list_page(look: Look) -> Markup {
    let mut frame = frame(look, "System");
    frame.count = Some(2000);
    frame.primary_action = Some(Link::new("/register/system/nytt", "Nytt system"));
    page(&frame, &table(look.language, &sample_table(sample_rows())))
}

fn empty_page(look: Look) -> Markup {
    let mut frame = frame(look, "System");
    frame.as_of = Some(Date::constant(2026, 3, 1));
    let mut sample = sample_table(Vec::new());
    sample.pager = Pager { from: 0, to: 0, total: 0, first: None, previous: None, next: None };
    page(&frame, &table(look.language, &sample))
}

fn clause() -> Clause {
    Clause {
        id: "S3-021".into(),
        text: "Varje system ska ha en systemägare i den verksamhet som systemet är till för.".into(),
        section: "avsnitt 3.2".into(),
        document: "Riktlinje för systemförvaltning".into(),
        pack: "Exempelpaketet".into(),
        strength: Strength::Must,
        href: Some("/riktlinje/S3-021".into()),
    }
}

fn record_page(look: Look) -> Markup {
    let language = look.language;
    let mut frame = frame(look, "Elevregister");
    frame.breadcrumbs.push(Link::new("/register/system", "System"));
    frame.edit_action = Some(Link::new("/register/system/1/andra", "Ändra"));
    frame.flash = Some(Notice::new(NoticeKind::Done, "Systemet är sparat."));
    let finding = |demand: &str, outcome, mend: &str| Finding {
        demand: demand.into(),
        outcome,
        reason: Some("ingen är utsedd sedan 2026-03-01".into()),
        responsible: Some("Förvaltningschef Skola".into()),
        mend: Some(Link::new("/mend", mend)),
        clauses: vec![clause()],
    };
    let missing = Missing {
        findings: vec![
            finding("Systemägare", Outcome::Breached, "Utse systemägare"),
            finding("Systemförvaltningsplan", Outcome::Breached, "Registrera dokument"),
            finding("Personuppgifter", Outcome::Unknown, "Fyll i uppgiften"),
        ],
        demands: 14,
        all: Some(Link::new("/krav", "Visa alla krav")),
    };
    let nothing = Missing { findings: vec![], demands: 14, all: Some(Link::new("/krav", "Visa alla krav")) };
    let tab =
        |label: &str, count, is_current| Tab { href: "#".into(), label: label.into(), count, is_current };
    let content = html! {
        (record_head(language, &RecordHead {
            kind: "Verksamhetssystem".into(),
            status: Some(Status::new(Tone::Ongoing, "I drift")),
            people: vec![
                Answerable { role: "Systemägare".into(), holders: vec![] },
                Answerable { role: "Systemförvaltare".into(), holders: vec![Link::new("/p/1", "Systemförvaltare Skola")] },
            ],
        }))
        (missing_strip(language, &missing))
        (missing_strip(language, &nothing))
        (tabs("Elevregister", &[tab("Översikt", None, true), tab("Roller", Some(4), false), tab("Dokument", Some(7), false), tab("Historik", None, false)]))
        div class="stack" {
            (facts(language, &[
                Fact::text("Kort beskrivning", "Register över elever, betyg och frånvaro i grundskola och gymnasium."),
                Fact::new("Livscykel", FactValue::Status(Status::new(Tone::Ongoing, "I drift"))),
                Fact::text("Lokalt nummer", "S-0042"),
                Fact::new("Leverantör", FactValue::Link(Link::new("/l/1", "Programleverantören AB"))),
                Fact::text("Driftform", "Molntjänst"),
                Fact::text("Antal användare", "12 345"),
                Fact::new("Informationssäkerhetsansvarig", FactValue::Absent),
                Fact::new("Används av", FactValue::Links(vec![Link::new("/o/1", "Barn- och utbildningsförvaltningen"), Link::new("/o/2", "Gymnasiet")])),
                Fact { is_wide: true, ..Fact::text("Anteckningar", "Avtalet löper till 2027-12-31.\nIntegration mot personalsystemet planeras.") },
            ]))
            (panels(&[
                Panel { title: "Pågående störningar".into(), nothing: "Inga störningar just nu.".into(), rows: vec![], all: None },
                Panel { title: "Planerade förändringar".into(), nothing: String::new(), all: Some(Link::new("/f", "Visa alla")), rows: vec![
                    PanelRow { link: Link::new("/f/1", "Uppgradering till ny version"), note: Some("2026-12-01 18:00".into()), status: Some(Status::new(Tone::Ahead, "Planerad")) },
                    PanelRow { link: Link::new("/f/2", "Byte av inloggning"), note: None, status: Some(Status::new(Tone::Excused, "Godkänd")) },
                ] },
            ]))
            h2 { "Historik" }
            (history(language, &[
                HistoryEntry { at: "2026-11-20T13:04:00Z".parse::<Instant>().unwrap_or(Instant::from_micros(0)), who: "Systemförvaltare Skola".into(), what: "Uppgifter ändrade".into(),
                    changes: vec![Change { field: "Antal användare".into(), before: Some("11 980".into()), after: Some("12 345".into()) }, Change { field: "Adress".into(), before: None, after: Some("https://elev.example.test".into()) }],
                    because: None },
                HistoryEntry { at: Instant::from_micros(1_772_000_000_000_000), who: "IT-chef".into(), what: "Systemägare utsedd".into(), changes: vec![],
                    because: Some(Because { text: "Beslut 2026/14 i IT-nämnden".into(), href: Some("/beslut/14".into()) }) },
            ]))
        }
    };
    page(&frame, &content)
}

fn sample_form() -> Form {
    let options = vec![SelectOption::new("moln", "Molntjänst"), SelectOption::new("egen", "Egen drift")];
    Form {
        action: "/register/system/1".into(),
        csrf: "token".into(),
        revision: Some("7".into()),
        hidden: Vec::new(),
        groups: vec![
            FieldGroup {
                legend: Some("Grunduppgifter".into()),
                hint: None,
                fields: vec![
                    FormField::new("name", "Namn", Input::Text { value: String::new(), max_chars: 200 })
                        .required(),
                    FormField::new(
                        "number",
                        "Lokalt nummer",
                        Input::Text { value: "S-0042".into(), max_chars: 40 },
                    )
                    .with_hint("Det nummer som kommunen själv använder."),
                    FormField::new(
                        "description",
                        "Kort beskrivning",
                        Input::LongText { value: "Register över elever.".into(), max_chars: 4000 },
                    ),
                    FormField::new(
                        "operation",
                        "Driftform",
                        Input::Choice { value: "moln".into(), options: options.clone() },
                    ),
                    FormField::new("since", "I drift sedan", Input::Date { value: "igår".into() }),
                ],
            },
            FieldGroup {
                legend: Some("Användning".into()),
                hint: Some("Används för att räkna ut kravens omfattning.".into()),
                fields: vec![
                    FormField::new("users", "Antal användare", Input::Number { value: "12345".into() }),
                    FormField::new("personal", "Personuppgifter", Input::Flag { value: None }).required(),
                    FormField::new(
                        "supplier",
                        "Leverantör",
                        Input::Suggested { value: String::new(), options },
                    ),
                    FormField::new("address", "Adress", Input::Link { value: String::new() }),
                    FormField::new(
                        "units",
                        "Används av",
                        Input::References {
                            values: vec!["3".into()],
                            options: (1..12)
                                .map(|i| {
                                    SelectOption::new(
                                        i.to_string(),
                                        format!("Enhet {i} på Samhällsbyggnadsförvaltningen"),
                                    )
                                })
                                .collect(),
                        },
                    ),
                ],
            },
        ],
        errors: vec![
            FormError { field: "name".into(), text: "Skriv ett namn.".into() },
            FormError {
                field: "since".into(),
                text: "Det går inte att förstå datumet. Skriv åååå-mm-dd.".into(),
            },
            FormError { field: "personal".into(), text: "Välj ett svar.".into() },
        ],
        save: "Spara".into(),
        cancel: Some(Link::new("/register/system/1", "Avbryt")),
    }
}

fn form_page(look: Look) -> Markup {
    page(&frame(look, "Ändra Elevregister"), &form(look.language, &sample_form()))
}

fn conflict_page(look: Look) -> Markup {
    let one = |name: &str, label: &str, theirs: &str, yours: &str| ConflictField {
        name: name.into(),
        label: label.into(),
        theirs: theirs.into(),
        yours: yours.into(),
    };
    let content = conflict(
        look.language,
        &Conflict {
            action: "/register/system/1".into(),
            csrf: "token".into(),
            revision: "8".into(),
            changed_by: "IT-chef".into(),
            changed_at: Instant::from_micros(1_779_000_000_000_000),
            fields: vec![
                one("users", "Antal användare", "12 400", "12 345"),
                one(
                    "description",
                    "Kort beskrivning",
                    "Register över elever och betyg.",
                    "Register över elever,\nbetyg och frånvaro.",
                ),
                one("address", "Adress", "", "https://elev.example.test"),
            ],
            sent: vec![("users".into(), "12345".into())],
            cancel: Link::new("/register/system/1", "Avbryt"),
        },
    );
    let confirm = Form { groups: vec![], errors: vec![], save: "Avveckla systemet".into(), ..sample_form() };
    let content = html! { (content) (confirm_form("Avveckla Elevregister?", "Systemet flyttas till avvecklade system. Kraven på det upphör samma dag.", &confirm)) };
    page(&frame(look, "Ändra Elevregister"), &content)
}

fn matrix_page(look: Look) -> Markup {
    let columns = [
        "Systemägare",
        "Systemförvaltare",
        "Informationssäkerhetsansvarig",
        "Systemförvaltningsplan",
        "Driftdokumentation",
        "Informationsklassning",
        "Kontinuitetsplan",
        "Systemsambandsskiss",
    ];
    let rows = [
        "Elevregister",
        "Ekonomisystem",
        "Verksamhetssystem för individ- och familjeomsorg",
        "Diarium",
        "Passersystem",
        "Webbplats",
    ];
    let sample = Matrix {
        caption: "System och krav".into(),
        subjects: "System".into(),
        columns: columns
            .iter()
            .map(|label| MatrixColumn { label: (*label).into(), href: Some("/krav/1".into()) })
            .collect(),
        rows: rows
            .iter()
            .enumerate()
            .map(|(i, name)| MatrixRow {
                subject: Link::new("/s", *name),
                cells: (0..columns.len())
                    .map(|j| {
                        let outcome = [
                            Outcome::Met,
                            Outcome::Met,
                            Outcome::Breached,
                            Outcome::Met,
                            Outcome::Unknown,
                            Outcome::NotApplicable,
                            Outcome::Waived,
                        ][(i * 3 + j * 2) % 7];
                        (i + j != 6).then(|| MatrixCell {
                            outcome,
                            href: "/m".into(),
                            note: Some("ingen utsedd".into()),
                        })
                    })
                    .collect(),
            })
            .collect(),
    };
    page(&frame(look, "Kravmatris"), &matrix(look.language, &sample))
}

fn import_page(look: Look) -> Markup {
    let row = |number, name: &str, result, remarks: &[&str]| ImportRow {
        number,
        name: (!name.is_empty()).then(|| name.to_owned()),
        result,
        remarks: remarks.iter().map(|text| (*text).to_owned()).collect(),
    };
    let report = ImportReport {
        is_dry_run: true,
        created: 112,
        changed: 3,
        unchanged: 5,
        wrong: 2,
        rows: vec![
            row(17, "", RowResult::Wrong, &["Namn: skriv ett namn."]),
            row(
                23,
                "Diarium",
                RowResult::Wrong,
                &[
                    "Driftform: ”hos dem” är inget av valen. Välj bland egen drift, leverantör och molntjänst.",
                    "I drift sedan: datumet går inte att förstå.",
                ],
            ),
            row(2, "Elevregister", RowResult::Changed, &["Antal användare: 11 980 → 12 345"]),
            row(3, "E-arkiv", RowResult::Created, &[]),
            row(4, "Webbplats", RowResult::Unchanged, &[]),
        ],
    };
    let work = Progress {
        title: "Läser kalkylarket".into(),
        done: 4200,
        total: Some(10000),
        href: "/import/1".into(),
        is_finished: false,
    };
    page(
        &frame(look, "Importera system"),
        &html! { (progress(look.language, &work)) (import_report(look.language, &report)) },
    )
}

fn sign_in_page(look: Look) -> Markup {
    let t = |key: &str| texts::text(look.language, key);
    let sample = Form {
        action: "/logga-in".into(),
        csrf: "token".into(),
        revision: None,
        hidden: Vec::new(),
        groups: vec![FieldGroup {
            legend: None,
            hint: None,
            fields: vec![
                FormField::new("user_name", t("sign-in-user-name"), Input::UserName { value: String::new() }),
                FormField::new("password", t("sign-in-password"), Input::Password { is_new: false }),
            ],
        }],
        errors: vec![],
        save: t("sign-in"),
        cancel: None,
    };
    bare_page(look, &t("sign-in-title"), &form(look.language, &sample))
}

fn wrong_page(look: Look) -> Markup {
    let t = |key: &str| texts::text(look.language, key);
    assert_eq!(look.language, Language::Swedish);
    error_page(
        look,
        &ErrorPage {
            status: 404,
            title: t("error-not-found-title"),
            text: t("error-not-found-text"),
            reference: Some("7F3K-22".into()),
            ways_on: vec![Link::new("/", t("error-to-start"))],
        },
    )
}
