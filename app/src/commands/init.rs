//! `vidmakt init`: a new installation, or a further federation in one.

use crate::command_line::InitArgs;
use crate::config::Settings;
use crate::domains;
use crate::exit::{CommandError, Verdict};
use crate::installation::{Installation, Purpose, check_not_newer, open_database};
use crate::output::Output;
use findings::AdoptPack;
use kernel::{Actor, Choice as _, Error, Id, Message, Period, TenantId};
use organisation::{
    Because, Employment, Organisation, OrganisationKind, Person, PersonKind, SaveEmployment,
    SaveOrganisation, SavePerson, own_organisation, save_employment, save_organisation, save_person,
};
use policy::PackSource;
use serde_json::json;
use storage::Tx;
use web::accounts::{self, NewAccount, PasswordHash};

pub fn init(args: &InitArgs, settings: &Settings, output: &Output) -> Result<Verdict, CommandError> {
    let pack = crate::commands::policy::shipped(&args.pack)?;
    let db = open_database(settings, Purpose::Make)?;
    check_not_newer(&db)?;
    db.migrate(&domains::schema())?;
    let installation = Installation::open(settings)?;
    let (password, hash) = accounts::first_password()?;
    let founding = Founding {
        key: args.key.clone(),
        name: args.name.clone(),
        organisation_kind: pack.organisation.kind.clone(),
        source: source_of(&args.pack)?,
        administrator: args.admin.clone(),
        by: installation.its_administrator()?,
    };
    found(&installation, founding, hash)?;
    let answer =
        json!({"key": args.key, "user": accounts::normal_user_name(&args.admin), "password": password});
    output.result(&answer, |_| {
        vec![
            output.render(
                &Message::new("cli-init-done")
                    .with("key", args.key.as_str())
                    .with("user", args.admin.as_str())
                    .with("password", password.as_str()),
            ),
        ]
    });
    Ok(Verdict::Yes)
}

/// A federation that is to be.
pub struct Founding {
    pub key: String,
    pub name: String,
    /// Of the federation's own organisation, as the pack has it.
    pub organisation_kind: String,
    pub source: PackSource,
    /// User name of the first account, which may do everything in the federation.
    pub administrator: String,
    /// Who founds it, acting on the installation.
    pub by: Actor,
}

/// Founds a federation: its key, its pack, its own organisation and its administrator.
///
/// # Errors
/// When the key or the user name is taken.
pub fn found(
    installation: &Installation,
    founding: Founding,
    password: PasswordHash,
) -> Result<TenantId, CommandError> {
    let Founding { key, name, organisation_kind, source, administrator, by } = founding;
    let (tenant_name, user) = (name.clone(), administrator.clone());
    // Three transactions, for no transaction reaches both the installation's tables and a federation's. What can be wrong
    // is looked at in the first; what a crash leaves of the others is taken up again by the same command.
    let tenant = installation.db.installation(&by, move |installation| {
        accounts::new_user_name(installation, &user)?;
        accounts::add_tenant(installation, &key, &tenant_name)
    })?;
    let in_federation = Actor { name: by.name.clone(), ..Actor::operator(tenant, by.now) };
    let person =
        installation.db.write(&in_federation, move |tx| lay_ground(tx, &name, &organisation_kind, source))?;
    installation.db.installation(&by, move |installation| {
        let new = NewAccount {
            tenant,
            user_name: administrator,
            password,
            person: Some(person),
            is_installation_administrator: tenant == TenantId(1),
            language: kernel::Language::Swedish,
        };
        accounts::add_account(installation, &new)
    })?;
    Ok(tenant)
}

/// The pack, the federation's own organisation, and the person behind the first account.
fn lay_ground(tx: &mut Tx, name: &str, kind: &str, source: PackSource) -> kernel::Result<Id> {
    let because = Because::default();
    let own = match own_organisation(tx)? {
        Some(own) if findings::pack_in_force(tx)?.id == source.id => own,
        Some(_) => return Err(Error::rejected("key", "objection-federation-taken")),
        None => lay_out(tx, name, kind, source)?,
    };
    let title = texts::text(kernel::Language::Swedish, "init-administrator");
    let person = Person::new(title, PersonKind::Employed);
    let person = SavePerson { person, revision: None, because: because.clone() };
    let person = save_person(tx, &person)?;
    let employment = Employment::new(person.id, own.id, tx.today());
    save_employment(tx, &SaveEmployment { employment, revision: None, because })?;
    access::give(
        tx,
        &access::Grant {
            source: person.id,
            person: person.id,
            core_function: findings::ADMINISTRATOR.to_owned(),
            subject: own.id,
            home: Some(own.id),
            valid: Period::ALWAYS,
        },
    )?;
    Ok(person.id)
}

fn lay_out(tx: &mut Tx, name: &str, kind: &str, source: PackSource) -> kernel::Result<Organisation> {
    findings::adopt_pack(tx, &AdoptPack { source, ..AdoptPack::default() })?;
    let kind = OrganisationKind::from_name(kind).ok_or_else(|| Error::failed(format!("no kind {kind}")))?;
    let own = Organisation { is_own: true, runs_it: Some(true), ..Organisation::new(name, kind) };
    save_organisation(
        tx,
        &SaveOrganisation { organisation: own, revision: None, because: Because::default() },
    )
}

/// The files of a shipped pack.
///
/// # Errors
/// When there is none of that id.
pub fn source_of(id: &str) -> Result<PackSource, CommandError> {
    let unknown = || CommandError::wrong_use(Message::new("cli-no-pack").with("id", id).with("known", ""));
    policy::shipped_pack(id).cloned().ok_or_else(unknown)
}
