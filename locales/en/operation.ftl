archive-taken = The place is taken. Name a file that does not exist, or a folder that is empty.
archive-no-folder = There is no such folder. Name the folder that vidmakt export-all has written; a file is read by vidmakt restore.
archive-unfinished = The folder has no manifest.json: the export was never finished, or it is another folder.
archive-cut = The file is no backup, or it is cut or damaged. Nothing was read in.
archive-changed = The file is another than the one that was written: it does not agree with the sum in the .sha256 beside it. Nothing was read in.
archive-foreign = The file is a SQLite database, but not one that Vidmakt has made.
archive-wrong-manifest = The manifest cannot be read: { $detail }
archive-damaged = The file is missing or another than the one that was written: what it holds does not agree with the manifest. Nothing was read in.
archive-newer = This comes from a newer version of the program ({ $program }) with migrations that this version does not have: { $steps }. Install that version first.
archive-not-empty = There is a database already, and it is never written over. Name a new one with --database, or move the one there away.
archive-other-engine = This is a backup of SQLite. Restore it to sqlite:PATH, and then move to PostgreSQL with export-all and import-all.
archive-other-tables = The tables of the archive are not those of the program: { $table } differs. Nothing was read in.
archive-wrong-row = The row cannot be read. Nothing was read in.
cli-database-newer = A newer version of the program has migrated the database ({ $unknown }). Start that version instead.
cli-backup = Copies the whole database to a file, also while the site is serving.
cli-backup-examples =
    {"  "}vidmakt backup /backup/vidmakt-2026-11-22.db
cli-restore = Restores a backup to a new database. A database that exists is never written over.
cli-restore-examples =
    {"  "}vidmakt restore /backup/vidmakt-2026-11-22.db --database sqlite:vidmakt.db
cli-export-all = Writes the whole installation to a folder as open files, with its history and its log.
cli-export-all-examples =
    {"  "}vidmakt export-all ./archive --database sqlite:vidmakt.db
cli-import-all = Reads a whole installation from a folder into a new database, on SQLite or PostgreSQL.
cli-import-all-examples =
    {"  "}vidmakt import-all ./archive --database postgres://vidmakt@localhost/vidmakt
cli-backed-up = The backup is in { $path }.
cli-restored = The backup is restored to { $database }. Check the log with vidmakt audit verify.
cli-restored-older = It was from an older version of the program, and its tables are brought up to date.
cli-exported-all = { $tables } tables with { $rows } rows are in { $path }.
cli-imported-all = { $tables } tables with { $rows } rows are read into { $database }. Check the log with vidmakt audit verify.
cli-arg-backup-file = The file with the backup
cli-arg-archive-dir = The folder with the archive
cli-metrics-token-short = The token of /metrics is too short. Give at least { $least } characters.
cli-arg-metrics-token = Token that reads /metrics from another machine
cli-arg-stop-notice-seconds = Seconds that the site still takes requests after it was told to stop
cli-arg-stop-seconds = Seconds that it then waits for answers
