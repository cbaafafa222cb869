cli = Vidmakt: system management by the municipality's own guideline.
cli-heading-commands = Commands
cli-heading-options = Options
cli-heading-arguments = Arguments
cli-heading-common = Common options
cli-heading-examples = Examples:
cli-heading-usage = Usage:
cli-usage-options = [OPTIONS]
cli-usage-command = <COMMAND>
cli-demo = Starts a demonstration with five guidelines and realistic registers.
cli-demo-examples =
    {"  "}vidmakt demo
    {"  "}vidmakt demo --dir ./demo --no-serve
cli-serve = Starts the web site.
cli-serve-examples =
    {"  "}vidmakt serve --database sqlite:vidmakt.db --migrate
    {"  "}vidmakt serve --database postgres://vidmakt@localhost/vidmakt --listen 127.0.0.1:8080
cli-migrate = Brings the tables of the database up to the program's version.
cli-migrate-examples =
    {"  "}vidmakt migrate --database sqlite:vidmakt.db
cli-generate = Fills an empty installation with made-up registers, for measuring.
cli-generate-examples =
    {"  "}vidmakt generate --municipalities 1 --database sqlite:small.db
    {"  "}vidmakt generate --municipalities 290 --database sqlite:large.db
cli-init = Makes an installation, or a further federation in one.
cli-init-examples =
    {"  "}vidmakt init --pack itradet --key mytown --name "My town" --admin anna
cli-policy = Reads, checks and compares policy packs.
cli-policy-list = Shows the policy packs that come with the program.
cli-policy-list-examples =
    {"  "}vidmakt policy list --json
cli-policy-show = Shows a policy pack.
cli-policy-show-examples =
    {"  "}vidmakt policy show vmkf --coverage
cli-policy-check = Checks folders with policy packs and shows all errors at once.
cli-policy-check-examples =
    {"  "}vidmakt policy check policies/vmkf
cli-policy-compare = Shows what two policy packs demand differently.
cli-policy-compare-examples =
    {"  "}vidmakt policy compare itradet vmkf --json
cli-policy-try = Tries another policy pack on the register without adopting it, and shows which gaps would come and go.
cli-policy-try-examples =
    {"  "}vidmakt policy try sydnarke --json
cli-coverage-later = Belongs to a later part of the work.
cli-coverage-lacking = The pack does less about the demand than is demanded, or nothing.
cli-coverage-sum = { $what }: { $closed } closed, { $open } open
cli-calendar = Counts days.
cli-calendar-days = Shows all days of a year: red days, short days, working days and weeks.
cli-calendar-days-examples =
    {"  "}vidmakt calendar days --year 2026 --pack sydnarke
cli-register = Imports, exports and examines the register.
cli-register-import = Reads a spreadsheet into the register, all or nothing.
cli-register-import-examples =
    {"  "}vidmakt register import systems.xlsx --dry-run
    {"  "}vidmakt register import systems.csv --mapping columns.toml
cli-register-export = Writes the register to a file: CSV, XLSX or JSON by the file's ending.
cli-register-export-examples =
    {"  "}vidmakt register export --as-of 2026-10-31 -o register.xlsx
cli-register-gaps = Shows every demand that is not met.
cli-register-gaps-examples =
    {"  "}vidmakt register gaps --system "School platform"
    {"  "}vidmakt register gaps --as-of 2026-10-31 --json
cli-register-fields = Shows which fields an import can fill.
cli-register-fields-examples =
    {"  "}vidmakt register fields --json
cli-report = Writes records as papers, to print, send or archive.
cli-report-system = Writes a system as PDF, or as text to work on where the file ends with .odt: its fields, people, documents and what is missing.
cli-report-system-examples =
    {"  "}vidmakt report system "School platform" -o school-platform.pdf
    {"  "}vidmakt report system "School platform" -o school-platform.odt
    {"  "}vidmakt report system "School platform" --as-of 2026-10-31 -o school-platform.pdf
cli-report-plan = Writes a plan as PDF, as text to work on (.odt) or as a spreadsheet (.xlsx).
cli-report-plan-examples =
    {"  "}vidmakt report plan "Systemförvaltningsplan Skolplattform 2026" -o plan.pdf
    {"  "}vidmakt report plan 0198… -o plan.xlsx
cli-findings = Works with findings.
cli-findings-rebuild = Evaluates all demands anew and shows what differed.
cli-findings-rebuild-examples =
    {"  "}vidmakt findings rebuild --federation mytown
cli-search = Works with the search index.
cli-search-rebuild = Makes the search index anew and shows how much differed.
cli-search-rebuild-examples =
    {"  "}vidmakt search rebuild --federation minkommun
cli-search-so-far = { $records } records so far, { $differed } rows differed.
cli-search-rebuilt = { $records } records can be found, { $differed } rows of the index differed from what was kept.
cli-audit = Examines the audit log.
cli-audit-verify = Checks that no event has been changed, removed or moved.
cli-audit-verify-examples =
    {"  "}vidmakt audit verify
    {"  "}vidmakt audit verify --federation sydnarke --anchor 118:9f2c…
cli-audit-erase = Erases what events hold, by a decision. That they happened, when, by whom and to what stays.
cli-audit-erase-examples =
    {"  "}vidmakt audit erase 118 121 --reason "About the wrong person" --decision "KS 2026-03-02 § 12"
cli-user = Manages accounts.
cli-user-add = Adds an account and shows its first password.
cli-user-add-examples =
    {"  "}vidmakt user add manager.school --person 0198f0c2-7d5e-7c3a-9a44-2b1d6f0e8a11
cli-user-list = Shows the accounts of a federation.
cli-user-list-examples =
    {"  "}vidmakt user list --json
cli-user-lock = Locks an account, or opens it again.
cli-user-lock-examples =
    {"  "}vidmakt user lock manager.school
    {"  "}vidmakt user lock manager.school --open
cli-user-reset = Gives an account a new first password.
cli-user-reset-examples =
    {"  "}vidmakt user reset manager.school
cli-token = Manages access tokens for scripts.
cli-token-create = Makes a token for the user of --as and shows it once.
cli-token-create-examples =
    {"  "}vidmakt token create --as anna --scope register.read_base --days 30
cli-token-list = Shows the tokens.
cli-token-list-examples =
    {"  "}vidmakt token list --as anna
cli-token-revoke = Revokes a token.
cli-token-revoke-examples =
    {"  "}vidmakt token revoke 0198f0c2-7d5e-7c3a-9a44-2b1d6f0e8a11
cli-openapi = Writes the description of the API.
cli-openapi-examples =
    {"  "}vidmakt openapi > openapi.json
cli-completion = Writes command completion for a shell.
cli-completion-examples =
    {"  "}vidmakt completion bash > ~/.local/share/bash-completion/completions/vidmakt
cli-arg-help = Shows this help
cli-arg-version = Shows the program's version
cli-arg-json = Write the result as JSON
cli-arg-database = Address of the database: sqlite:PATH or postgres://… (else sqlite:vidmakt.db)
cli-arg-config = File with settings (TOML)
cli-arg-federation = Which federation the command is about
cli-arg-act-as = The user whose permissions count; else the operator of the machine
cli-arg-listen = Address and port to answer on (else 127.0.0.1:8080)
cli-arg-public-url = The address at which users reach the site
cli-arg-address-header = The header in which a trusted proxy names the visitor's address
cli-arg-log = What is logged
cli-arg-log-json = Write the log as JSON
cli-arg-file-megabytes = Largest file, in megabytes
cli-arg-quota-megabytes = Room for a federation's files, in megabytes
cli-arg-clamd = Where clamd listens: unix:/PATH or tcp:HOST:PORT
cli-arg-clamd-down = What happens while clamd does not answer: refuse or accept
cli-arg-migrate = Bring the database up to date first
cli-arg-dir = Folder for the demonstration's files (else a temporary one)
cli-arg-no-serve = Make the files but do not start the site
cli-arg-now = The instant at which the demonstration's clock starts, such as 2026-11-22T08:00:00Z
cli-arg-pack = Id of the policy pack
cli-arg-key = Short key of small letters a–z, digits and hyphens
cli-arg-name = Name of the federation or municipality
cli-arg-municipalities = Number of municipalities
cli-arg-seed = Number that the content follows from: the same number gives the same content
cli-arg-systems = Number of systems in each municipality; people, roles and documents follow in proportion
cli-arg-admin = User name of the first account
cli-arg-id = Id of the policy pack
cli-arg-token = Id of the token, as token list shows it
cli-arg-coverage = Show which rules carry each clause
cli-arg-paths = Folders with policy packs
cli-arg-first = The first policy pack
cli-arg-second = The second policy pack
cli-arg-year = The year, such as 2026
cli-arg-calendar = Calendar file with opening hours
cli-arg-file = The spreadsheet: CSV or XLSX
cli-arg-format = The form of the file: vidmakt (the headings are our own), excel (a free spreadsheet) or auto (else auto)
cli-arg-mapping = File that says which column is which field
cli-arg-dry-run = Show what would happen, change nothing
cli-arg-partial = Read the rows that can be read, even if others are refused
cli-arg-as-of = As it was on that day, such as 2026-10-31
cli-arg-output = The file to write to: ends in .csv, .xlsx or .json
cli-arg-paper-file = The file to write, such as system.pdf or system.odt
cli-arg-plan = Name of the plan, with or without its year, or its id
cli-arg-system = Name of the system
cli-arg-anchor = Sequence and hash that you have noted
cli-arg-sequences = The sequences of the events, as the audit log shows them
cli-arg-reason = Why the content is erased
cli-arg-decision = The decision to erase
cli-arg-user = The user name
cli-arg-person = Id of the person behind the account
cli-arg-open = Open the account instead of locking it
cli-arg-scopes = Permission that the token gets; may be repeated
cli-arg-days = For how many days the token is valid, 1–3650 (else 90)
cli-arg-shell = The shell: bash, elvish, fish, powershell or zsh
cli-line-more = { $problem } Read more: { $help }
cli-line-suggested = Did you mean { $suggested }?
cli-line-unknown = This command does not know { $given }.
cli-line-command = There is no command { $given }.
cli-line-missing = What is missing: { $given }.
cli-line-empty = { $given } needs a value.
cli-line-choice = { $value } does not fit { $given }. What fits: { $known }.
cli-line-value = { $value } does not fit { $given }.
cli-line-twice = { $given } can be given once only.
cli-line-conflict = { $given } does not go together with { $other }.
cli-line-encoding = The line is not UTF-8.
cli-line-odd = Nothing can be made of this line.
cli-not-found = There is no such thing, or you may not see it.
cli-failed = It failed: { $detail }
cli-unsure = The connection to the database was lost at the very moment of saving. Look whether it is saved before you do it again. ({ $detail })
cli-file-fails = The file { $path } cannot be read or written: { $detail }
cli-database-wrong = { $given } is no address of a database. Write sqlite:PATH or postgres://USER@HOST/NAME.
cli-no-database = There is no database in { $database }. Name it with --database, or make an installation with vidmakt init.
cli-database-away = The database { $database } cannot be reached: { $detail }
cli-config-wrong = The settings file { $path } is wrong: { $detail }
cli-log-wrong = The log filter is wrong: { $detail }
cli-file-megabytes-wrong = A file may be 1 to { $most } MB: --file-megabytes.
cli-clamd-wrong = { $given } is no address of clamd. Write unix:/PATH or tcp:HOST:PORT.
cli-clamd-down-wrong = { $given } will not do. Write refuse or accept.
cli-text-of-pdf = Takes the text out of a PDF from standard input. Used by the program itself.
cli-files = Erases files on documents.
cli-files-erase = Erases the content of a version of a file, with a reason and a decision. That the file was there, what it was called, who added it and its checksum stay.
cli-files-erase-examples =
    {"  "}vidmakt files erase 01990000-0000-7000-8000-000000000000 --edition 1 --reason "Gallringsfristen är ute" --decision "Dokumenthanteringsplanen 4.2"
cli-arg-edition = Which version
cli-arg-file-id = Id of the file, as in the address of its page
cli-no-file = There is no file with the id { $file }.
cli-file-erased = The content of version { $edition } is erased.
cli-nothing-to-migrate = The database is at the program's version already.
cli-not-migrated = The database lacks migrations ({ $pending }). Run vidmakt migrate, or vidmakt serve --migrate.
cli-no-federation = There is no federation with that key. There are: { $known }.
cli-which-federation = Give --federation. There are: { $known }.
cli-no-user = There is no open account { $user } in this federation.
cli-no-account = There is no account { $user } in this federation.
cli-operator-only = That is done by the operator of the machine: before the database is in place there is no account whose permissions could count. Run it without --as.
cli-not-administrator = Only those who administer the installation may do that.
cli-no-pack = There is no policy pack { $id }. There are: { $known }.
cli-pack-broken = The policy pack { $id } has errors. Run vidmakt policy check.
cli-pack-without-hours = The policy pack { $pack } sets no opening hours. Give a calendar file with --calendar.
cli-calendar-wrong = The calendar file { $path } cannot be used.
cli-day-red = red day
cli-day-short = short day
cli-day-working = working day
cli-error = error
cli-warning = warning
cli-check-sum = { $errors ->
    [one] One error
   *[other] { $errors } errors
}, { $warnings ->
    [one] one warning
   *[other] { $warnings } warnings
}.
cli-only-in = Only in { $pack }:
cli-differs = Different:
cli-anchor-wrong = An anchor is written SEQUENCE:HASH, as audit verify shows it.
cli-anchor-which = Give --federation: an anchor belongs to one chain.
cli-erased = { $count ->
    [one] The content of one event is erased.
   *[other] The content of { $count } events is erased.
}
cli-chain-whole = whole, { $events } events, anchor { $anchor }
cli-chain-broken = broken at event { $sequence }: { $reason }
chain-missing = the event is missing
chain-changed = the event has been changed
chain-moved = the event is in the wrong place
chain-content-changed = the content has been changed
chain-content-erased = the content has been removed
chain-content-restored = content that was erased is back
chain-tail-cut = the end has been cut off
chain-anchor = the anchor does not fit
cli-rebuilt = { $subjects } evaluated, { $differed } differed from what was kept.
cli-generate-progress = { $federation } is done: { $done } of { $total } municipalities
cli-generate-interrupted = Stopping after the federation at hand. Press Ctrl-C once more to break off at once.
cli-generate-stopped = Interrupted: { $done } of { $total } municipalities are done. They are whole and can be used. Begin with an empty database to get them all.
cli-generate-not-empty = The database has federations already and is left alone. generate only fills an empty installation.
cli-generate-done = { $federations } federations with { $municipalities } municipalities, { $systems } systems, { $assignments } roles and { $documents } documents. Sign in as { $user } with the password { $password }
cli-init-done = { $key } has been made. Sign in as { $user } with the password { $password }
cli-user-password = { $user }: the password is { $password }
cli-user-locked = { $user } is locked.
cli-user-unlocked = { $user } is open.
cli-locked = locked
cli-person-wrong = --person takes an id (UUID).
cli-token-for-whom = Give --as USER: the token gets at most that user's permissions.
cli-scope-unknown = { $scope } is no permission. There are: { $known }.
cli-token-unknown = There is no token with that id.
cli-token-revoked = The token has been revoked.
cli-listen-fails = Cannot answer on { $address }: { $detail }
cli-serving = Vidmakt answers on { $address }
cli-demo-accounts = Accounts to try:
cli-now-wrong = --now takes an instant, for example 2026-11-22T08:00:00Z.
