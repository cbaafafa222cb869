//! A room with one noun, as small as a room can be: a list, a form, and an API.

use kernel::{Error, FieldKind, Id, Permission, Record, Result, Subject, SubjectKind, record_fields};
use serde_json::{Value as Json, json};
use storage::{
    AuditEntry, Filter, FromRow, Listing, Migration, Noun, Read, Row, Schema, Sort, SortKey, Statement, Tx,
    changes, values,
};
use web::components::{ColumnKind, Empty, Link, table};
use web::{
    Access, Answer, FilterKind, Input, Item, ListAnswer, ListAsk, ListFilter, ListParts, ListRows, ListView,
    Page, RecordForm, RecordWords, Resource, Route, Visit, is_stale, read_form, revision_of,
};

pub const THING: SubjectKind = SubjectKind("thing");
pub const READ: Permission = Permission("thing.read");
pub const EDIT: Permission = Permission("thing.edit");

#[derive(Clone, Debug, Default)]
pub struct Thing {
    pub id: Id,
    pub revision: i64,
    pub name: String,
    pub users: Option<i64>,
    pub note: String,
}
record_fields! { Thing {
    name: FieldKind::Text { max_chars: 40 }, required;
    users: FieldKind::Number { min: 0, max: 1_000 };
    note: FieldKind::LongText { max_chars: 400 };
} }

pub fn schema() -> Schema {
    let sql = "CREATE TABLE thing (tenant_id {int} NOT NULL, id {id} NOT NULL, revision {int} NOT NULL, \
        name {text} NOT NULL, sort_key {text} NOT NULL, users {int}, note {text} NOT NULL, \
        PRIMARY KEY (tenant_id, id)) {noun};";
    let room = Schema {
        migrations: vec![Migration { domain: "thing", number: 1, sql }],
        nouns: vec![Noun { table: "thing", key: &["id"], indices: &[&["sort_key"]] }],
        tenant_tables: Vec::new(),
        ..Schema::default()
    };
    Schema::of_storage().with(access::schema()).with(room)
}

/// No thing may be called this, whoever asks.
pub const REFUSED_NAME: &str = "Vägrad";

const BY_ID: Statement = Statement {
    name: "BY_ID",
    sql: "SELECT s.id, s.revision, s.name, s.users, s.note FROM @thing AS s WHERE s.id = ?2",
};
const INSERT: Statement = Statement {
    name: "INSERT",
    sql: "INSERT INTO thing (tenant_id, id, revision, name, sort_key, users, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
};
const UPDATE: Statement = Statement {
    name: "UPDATE",
    sql: "UPDATE thing SET revision = ?3, name = ?4, sort_key = ?5, users = ?6, note = ?7 WHERE tenant_id = ?1 AND id = ?2",
};
const LISTING: Listing = Listing {
    name: "things",
    columns: "s.id, s.revision, s.name, s.users, s.note",
    tables: "@thing AS s",
    beside: &[],
    id: "s.id",
    id_is_number: false,
    filters: &[
        access::Visible::FILTER,
        access::Visible::NOTHING,
        Filter { name: "q", sql: r"s.sort_key LIKE ? ESCAPE '\'" },
        Filter { name: "users", sql: "s.users = ?" },
    ],
    sorts: &[
        Sort { name: "name", sql: "s.sort_key", key: SortKey::Text },
        Sort { name: "users", sql: "coalesce(s.users, -1)", key: SortKey::Number },
    ],
};
const FILTERS: &[ListFilter] = &[
    ListFilter { name: "q", kind: FilterKind::Search },
    ListFilter { name: "users", kind: FilterKind::Field(FieldKind::Number { min: 0, max: 1_000 }) },
];

impl FromRow for Thing {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            revision: row.get(1)?,
            name: row.get(2)?,
            users: row.get(3)?,
            note: row.get(4)?,
        })
    }
}

fn thing(read: &Read, id: Id) -> Result<Thing> {
    if !access::may(read, READ, id)? {
        return Err(Error::NotFound);
    }
    read.found(&BY_ID, &values![id])
}

pub fn add(tx: &mut Tx, mut new: Thing) -> Result<Thing> {
    if !access::may_anywhere(tx, EDIT)? {
        return Err(Error::Refused("error-refused-text".into()));
    }
    (new.id, new.revision) = (Id::new(), 1);
    let key = texts::sort_key(&new.name);
    tx.execute(&INSERT, &values![new.id, 1, &new.name, key, new.users, &new.note])?;
    audit(tx, "thing.added", &Json::Null, &new)?;
    Ok(new)
}

pub fn change(tx: &mut Tx, revision: i64, mut new: Thing) -> Result<Thing> {
    let stored = thing(tx, new.id)?;
    access::authorise(tx, EDIT, new.id)?;
    if stored.revision != revision {
        return Err(Error::stale());
    }
    if new.name == REFUSED_NAME {
        return Err(Error::Refused("error-refused-text".into()));
    }
    new.revision = revision + 1;
    let key = texts::sort_key(&new.name);
    tx.execute(&UPDATE, &values![new.id, new.revision, &new.name, key, new.users, &new.note])?;
    audit(tx, "thing.changed", &json!(kernel::json_of(&stored)), &new)?;
    Ok(new)
}

fn audit(tx: &mut Tx, action: &'static str, before: &Json, new: &Thing) -> Result<()> {
    let changes = changes(before, &json!(kernel::json_of(new)));
    let subject = Some(Subject::new(THING, new.id));
    tx.audit(&AuditEntry { action, subject, changes, ..AuditEntry::default() })
}

fn item(thing: &Thing) -> Item {
    Item::of(thing.id, thing.revision, thing).with("is_popular", &(thing.users > Some(100)))
}

pub fn resources() -> Vec<Resource> {
    fn list(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
        let query = access::visible_to(read.actor(), READ, ask.query(&LISTING, read.today())?);
        Ok(ListAnswer::of(LISTING.page(read, &query)?, |one: Thing| item(&one)))
    }
    fn create(tx: &mut Tx, input: &Input) -> Result<Item> {
        let mut new = Thing::default();
        input.read_into(&mut new)?;
        add(tx, new).map(|thing| item(&thing))
    }
    fn patch(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
        let mut new = thing(tx, id)?;
        input.read_into(&mut new)?;
        change(tx, input.revision()?, new).map(|thing| item(&thing))
    }
    fn empty(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
        let stored = thing(tx, id)?;
        let revision = input.revision_if_told().unwrap_or(stored.revision);
        change(tx, revision, Thing { users: Some(0), ..stored }).map(|thing| item(&thing))
    }
    let things = Resource::of::<Thing>("things", "thing")
        .tells("is_popular", FieldKind::Flag)
        .lists(&LISTING, FILTERS, list)
        .gets(|read, id| thing(read, id).map(|thing| item(&thing)))
        .creates(create)
        .changes(patch)
        .acts_plainly("empty", empty);
    vec![things]
}

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/", Access::SignedIn, |_| Ok(Page::new("Start", maud::html! { "start" }).answer())),
        Route::get("/saker", Access::Needs(READ), show_list),
        Route::get("/saker/{id}/andra", Access::Needs(EDIT), show_form).of("thing"),
        Route::post("/saker/{id}/andra", Access::Needs(EDIT), save_form).of("thing"),
        Route::get("/panik", Access::SignedIn, |_| panic!("a handler that panics")),
        Route::get("/trasig", Access::SignedIn, |_| Err(Error::failed("secret detail"))),
        Route::get("/upptagen", Access::SignedIn, |_| Err(Error::unavailable("disk full"))),
        Route::get("/fil", Access::SignedIn, |_| {
            let (name, bytes) = ("Lista över \"saker\".csv".to_owned(), b"a;b".to_vec());
            Ok(Answer::File(web::File { name, content_type: "text/csv", bytes }))
        }),
        Route::post("/vagra", Access::SignedIn, |visit| {
            visit.write(|_| Err(Error::Refused("error-refused-text".into())))
        }),
        Route::post("/filer", Access::SignedIn, |visit| {
            let form = visit.form()?;
            let file = form.file("fil").ok_or(Error::NotFound)?;
            let text = format!("{} {} {}", form.get("namn").unwrap_or_default(), file.name, file.bytes.len());
            Ok(Page::new("Fil", maud::html! { (text) }).answer())
        }),
    ]
}

fn show_list(visit: &Visit) -> Result<Answer> {
    let view = ListView::of(visit, FILTERS, &LISTING)?;
    let (page, total) = visit.read(|read| {
        let query = access::visible_to(read.actor(), READ, view.query(&LISTING, read.today())?);
        Ok((LISTING.page::<Thing>(read, &query)?, LISTING.count(read, &query)?))
    })?;
    let rows = page.items.iter().map(|thing| web::components::Row {
        cells: vec![
            web::components::Cell::Link(Link::new(format!("/saker/{}/andra", thing.id), &thing.name)),
            web::components::Cell::text(thing.users.map(|users| users.to_string()).unwrap_or_default()),
        ],
    });
    let parts = ListParts {
        id: "things",
        caption: "Saker".into(),
        columns: vec![
            web::components::Column::new("name", "Namn", ColumnKind::Text),
            web::components::Column::new("users", "Antal", ColumnKind::Number),
        ],
        filters: vec![web::filter_field(visit, "thing", &FILTERS[0], Vec::new())],
        more_filters: vec![web::filter_field(visit, "thing", &FILTERS[1], Vec::new())],
        exports: Vec::new(),
        empty: Empty { title: "Inga saker".into(), text: String::new(), action: None },
    };
    let answer = ListRows { rows: rows.collect(), total, next_cursor: page.next_cursor };
    let table = table(visit.language(), &view.table(visit, parts, &LISTING, answer));
    Ok(Page::new("Saker", table).count(total).answer())
}

fn words() -> RecordWords {
    RecordWords::of("thing")
}

fn form<'v>(visit: &'v Visit, words: &'v RecordWords, thing: &Thing) -> RecordForm<'v, Thing> {
    RecordForm::new(visit, words, thing, Link::new("/saker", "Avbryt")).revision(thing.revision)
}

fn show_form(visit: &Visit) -> Result<Answer> {
    let (id, words) = (visit.id("id")?, words());
    let thing = visit.read(|read| thing(read, id))?;
    Ok(Page::new("Ändra", form(visit, &words, &thing).draw()).answer())
}

fn save_form(visit: &Visit) -> Result<Answer> {
    let (id, words) = (visit.id("id")?, words());
    let stored = visit.read(|read| thing(read, id))?;
    let mut new = stored.clone();
    let objections = read_form(visit.form()?, &mut new, visit.today());
    let (verb_new, revision) = (new.clone(), revision_of(visit.form()?)?);
    let saved = if objections.is_empty() {
        visit.write(move |tx| change(tx, revision, verb_new))
    } else {
        Err(Error::Rejected(objections))
    };
    match saved {
        Ok(_) => Ok(Answer::see_other("/saker", "account-token-revoked")),
        Err(Error::Rejected(objections)) if is_stale(&objections) => {
            let subject = Subject::new(THING, id);
            let shown = form(visit, &words, &new).conflict(&subject, &stored, stored.revision)?;
            let mut page = Page::new("Ändra", shown);
            page.status = 409;
            Ok(page.answer())
        }
        Err(Error::Rejected(objections)) => {
            let shown = form(visit, &words, &new).objections(&objections).draw();
            Ok(Page::new("Ändra", shown).rejected().answer())
        }
        Err(error) => Err(error),
    }
}

/// The field names of a thing, so that a test notices when one is forgotten.
pub fn field_names() -> Vec<&'static str> {
    Thing::FIELDS.iter().map(|field| field.name).collect()
}
