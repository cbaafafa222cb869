archive-taken = Platsen är upptagen. Ange en fil som inte finns, eller en mapp som är tom.
archive-no-folder = Det finns ingen sådan mapp. Ange mappen som vidmakt export-all har skrivit; en fil läses med vidmakt restore.
archive-unfinished = Mappen har ingen manifest.json: exporten blev aldrig färdig, eller så är det en annan mapp.
archive-cut = Filen är ingen säkerhetskopia, eller så är den avklippt eller skadad. Ingenting har lästs in.
archive-changed = Filen är en annan än den som skrevs: kontrollsumman i filen .sha256 bredvid stämmer inte. Ingenting har lästs in.
archive-foreign = Filen är en SQLite-databas, men inte en som Vidmakt har gjort.
archive-wrong-manifest = Manifestet går inte att läsa: { $detail }
archive-damaged = Filen saknas eller är en annan än den som skrevs: innehållet stämmer inte med manifestet. Ingenting har lästs in.
archive-newer = Innehållet kommer från en nyare version av programmet ({ $program }) med uppdateringar som den här versionen inte har: { $steps }. Installera den versionen först.
archive-not-empty = Där finns redan en databas, och den skrivs aldrig över. Ange en ny med --database, eller flytta undan den som finns.
archive-other-engine = Det här är en säkerhetskopia av SQLite. Återställ den till sqlite:SÖKVÄG, och flytta sedan till PostgreSQL med export-all och import-all.
archive-other-tables = Arkivets tabeller är inte programmets: { $table } skiljer sig. Ingenting har lästs in.
archive-wrong-row = Raden går inte att läsa. Ingenting har lästs in.
cli-database-newer = Databasen har uppdaterats av en nyare version av programmet ({ $unknown }). Starta den versionen i stället.
cli-backup = Kopierar hela databasen till en fil, också medan webbplatsen är i drift.
cli-backup-examples =
    {"  "}vidmakt backup /backup/vidmakt-2026-11-22.db
cli-restore = Återställer en säkerhetskopia till en ny databas. En databas som finns skrivs aldrig över.
cli-restore-examples =
    {"  "}vidmakt restore /backup/vidmakt-2026-11-22.db --database sqlite:vidmakt.db
cli-export-all = Skriver hela installationen till en mapp som öppna filer, med historik och logg.
cli-export-all-examples =
    {"  "}vidmakt export-all ./arkiv --database sqlite:vidmakt.db
cli-import-all = Läser in en hel installation ur en mapp till en ny databas, på SQLite eller PostgreSQL.
cli-import-all-examples =
    {"  "}vidmakt import-all ./arkiv --database postgres://vidmakt@localhost/vidmakt
cli-backed-up = Säkerhetskopian ligger i { $path }.
cli-restored = Säkerhetskopian är återställd till { $database }. Kontrollera loggen med vidmakt audit verify.
cli-restored-older = Den var från en äldre version av programmet, och tabellerna är uppdaterade.
cli-exported-all = { $tables } tabeller med { $rows } rader ligger i { $path }.
cli-imported-all = { $tables } tabeller med { $rows } rader är inlästa i { $database }. Kontrollera loggen med vidmakt audit verify.
cli-arg-backup-file = Filen med säkerhetskopian
cli-arg-archive-dir = Mappen med arkivet
cli-metrics-token-short = Token för /metrics är för kort. Ange minst { $least } tecken.
cli-arg-metrics-token = Token som läser /metrics från en annan dator
cli-arg-stop-notice-seconds = Sekunder som webbplatsen tar emot efter att den fått besked om stopp
cli-arg-stop-seconds = Sekunder som den sedan väntar på svar
