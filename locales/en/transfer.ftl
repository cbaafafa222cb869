# Import and export of the register.

transfer-import = Import systems
transfer-field-id = Id
transfer-field-uses = Used by
transfer-field-objects = Management objects
transfer-sheet-systems = Systems
transfer-sheet-objects = Management objects
transfer-sheet-documents = Documents
transfer-sheet-people = People
transfer-sheet-organisations = Organisations
transfer-sheet-assignments = Role assignments
transfer-subject-system = System
transfer-subject-object = Management object
transfer-subject-organisation = Organisation
transfer-yes = Yes
transfer-no = No
transfer-reason = Import from a spreadsheet

# The file
transfer-file-too-large = The file is larger than { $max } MB. Split it into several.
transfer-file-empty = The file is empty. Choose a file with headings in the first row and one system in each row.
transfer-file-other-kind = The file is of the kind { $kind }. Save the spreadsheet as XLSX or CSV and try again.
transfer-file-cut = The file is damaged or ends halfway. Save it again and try again.
transfer-file-bomb = The file grows beyond reason when it is unpacked and is not read. Save the spreadsheet again without pictures and try again.
transfer-file-password = The spreadsheet is protected by a password. Save it without one and try again.
transfer-not-a-table = The file is not a table. Save the spreadsheet as XLSX or CSV and try again.
transfer-no-rows = The file has headings but no rows below them.
transfer-too-many-rows = The file has more than { $max } rows. Split it into several.
transfer-too-many-columns = Row { $row } has more than { $max } columns. Remove those that are not needed.
transfer-cell-too-long = The cell in the column { $column } of row { $row } has more than { $max } characters. Shorten the text.

# The mapping
transfer-mapping-toml = The mapping file cannot be read: { $detail }
transfer-mapping-no-column = The spreadsheet has no column with the heading { $heading }.
transfer-mapping-column-twice = The spreadsheet has several columns with the heading { $heading }. Give them different headings.
transfer-mapping-not-ours = The heading { $heading } is none of ours. The command register fields shows them. Else import the file with --format auto.
transfer-mapping-no-field = There is no field named { $field }. The command register fields shows those that there are.
transfer-mapping-field-twice = The field { $field } is already filled by the column { $heading }. Remove one of them.
transfer-mapping-no-value = The field { $field } cannot have the value { $value }. Choose one of: { $known }.
transfer-mapping-no-name = No column fills the field name, local_number or id, so the rows cannot be recognised.

# The rows
transfer-warning-sheet = Only the sheet { $sheet } was read.
transfer-warning-columns = { $count ->
    [one] The column { $headings } is not imported.
   *[other] Columns that are not imported: { $headings }.
}
transfer-warning-guessed = The column { $heading } is read as { $field }.
transfer-warning-unknown-id = The id in row { $row } does not exist here. Such rows are recognised by local number or name.
transfer-warning-kind-assumed = Row { $row } does not say of what kind the system is. Such rows become IT systems.
transfer-warning-nothing-saved = Nothing was saved, because rows were refused. Correct them, or import only the rows that can be.
transfer-cell-outside = The cell lies outside the columns with headings. Give the column a heading or remove the cell.
transfer-failed-formula = The cell holds a formula that has gone wrong. Correct it in the spreadsheet.
transfer-unknown-word = The value is not known. Choose one of: { $known }.
transfer-not-an-id = That is not an id. Leave the cell empty for a new system.
transfer-several-numbers = Several systems have that number. Give the id or the organisation.
transfer-several-names = Several systems have that name. Give the id, the local number or the organisation.
transfer-second-row = Row { $row } is about the same system and says something else.
transfer-no-own-organisation = Give an organisation. The federation's own organisation has not been registered.
transfer-no-organisation = There is no organisation named { $name }. Register it first, or let the import register new organisations.
transfer-several-organisations = Several organisations are named { $name }.
transfer-no-unit = The organisation has no unit called { $name }.
transfer-several-units = Several units of the organisation are called { $name }.
transfer-no-person = There is nobody named { $name }. Register the person first, or let the import register new people.
transfer-several-people = Several people are named { $name }. Give the e-mail address.
transfer-no-object = There is no management object named { $name }.
transfer-several-objects = Several management objects are named { $name }.
transfer-not-readable = The register changed while the spreadsheet was tried. Try again.

# What the commands say
transfer-told-file = { $path } has been written.
transfer-told-ending = The name of the file must end with .csv, .xlsx or .json.
transfer-told-no-system = There is no system named { $name }.
transfer-told-no-day = { $given } is not a day. Write for example 2026-11-22.
transfer-told-sum = { $read ->
        [one] One row read
       *[other] { $read } rows read
    }: { $added } new, { $changed } changed, { $unchanged } unchanged, { $refused } refused.
transfer-told-dry = Nothing has been saved.
transfer-told-row = Row { $row }, { $column }: { $message }
transfer-told-gaps = { $count } gaps

# The pages
transfer-file = Spreadsheet
transfer-file-hint = XLSX or CSV, at most 25 MB and 20,000 rows. The first row holds headings.
transfer-file-name = systems
transfer-export-as = The whole register ({ $format })
transfer-when = Read
transfer-state = State
transfer-try = Read and try
transfer-try-again = Try again
transfer-to-systems = To the systems
transfer-recent = Your latest imports
transfer-other-file = Choose another file
transfer-state-tried = Tried, nothing has been saved
transfer-state-running = Running
transfer-state-saved = Saved
transfer-state-interrupted = Interrupted, nothing has been saved
transfer-recent-interrupted = Open an interrupted import to start it again.
transfer-interrupted = The import was interrupted before it was done. Nothing was saved. Start it again whenever you like.
transfer-phase-planning = Comparing the rows with the register
transfer-phase-writing = Saving systems
transfer-phase-appointing = Saving who holds which role
transfer-phase-judging = Working out what the guideline demands
transfer-importing = Importing systems
transfer-run = Import
transfer-run-question = Import the rows?
transfer-run-consequence = The register changes as the list above shows. Every change is seen in the history of the systems.
transfer-to-gaps = See what is missing
transfer-cut = Only the first rows are shown. The figures on top are of all.
transfer-columns = Columns
transfer-columns-hint = Choose what each column holds. Columns without a choice are not imported.
transfer-words = Words
transfer-words-hint = Choose what the words mean that are not known.
transfer-allow = Allow
transfer-allow-label = The import may
transfer-allow-people = Register people who are not there
transfer-allow-organisations = Register organisations that are not there
transfer-allow-partial = Import the rows that can be, even if others are refused
transfer-told-tried = The spreadsheet has been tried. Nothing has been saved yet.
transfer-told-saved = The import has been saved.
transfer-already-saved = The import has been saved already. Choose the file again to import it once more.
transfer-column-taken = Another column already fills that field.
transfer-personal-number-in-file = Row { $row } holds a personal identity number. Such numbers may not be kept here. Remove them and try again.
transfer-not-finished = The import could not be finished and nothing was saved. Try again.
action-import-begun = File read for import
