cli = Vidmakt: systemförvaltning efter kommunens egen riktlinje.
cli-heading-commands = Kommandon
cli-heading-options = Flaggor
cli-heading-arguments = Argument
cli-heading-examples = Exempel:
cli-heading-usage = Användning:
cli-demo = Startar en demonstration med fem riktlinjer och realistiska register.
cli-demo-examples =
    {"  "}vidmakt demo
    {"  "}vidmakt demo --dir ./demo --no-serve
cli-serve = Startar webbplatsen.
cli-serve-examples =
    {"  "}vidmakt serve --database sqlite:vidmakt.db --migrate
    {"  "}vidmakt serve --database postgres://vidmakt@localhost/vidmakt --listen 127.0.0.1:8080
cli-migrate = Uppdaterar databasens tabeller till programmets version.
cli-init = Skapar en installation, eller ännu en samverkan i den.
cli-init-examples =
    {"  "}vidmakt init --pack itradet --key minkommun --name "Min kommun" --admin anna
cli-policy = Läser, kontrollerar och jämför regelpaket.
cli-policy-list = Visar de regelpaket som följer med programmet.
cli-policy-show = Visar ett regelpaket.
cli-policy-show-examples =
    {"  "}vidmakt policy show vmkf --coverage
cli-policy-check = Kontrollerar mappar med regelpaket och visar alla fel på en gång.
cli-policy-check-examples =
    {"  "}vidmakt policy check policies/vmkf
cli-policy-compare = Visar vad två regelpaket kräver olika.
cli-policy-compare-examples =
    {"  "}vidmakt policy compare itradet vmkf --json
cli-calendar = Räknar dagar.
cli-calendar-days = Visar alla dagar på ett år: röda dagar, korta dagar, arbetsdagar och veckor.
cli-calendar-days-examples =
    {"  "}vidmakt calendar days --year 2026 --pack sydnarke
cli-register = Importerar, exporterar och granskar registret.
cli-register-import = Läser in ett kalkylark i registret, allt eller inget.
cli-register-import-examples =
    {"  "}vidmakt register import system.xlsx --dry-run
    {"  "}vidmakt register import system.csv --mapping kolumner.toml
cli-register-export = Skriver registret till en fil: CSV, XLSX eller JSON efter filens ändelse.
cli-register-export-examples =
    {"  "}vidmakt register export --as-of 2026-10-31 -o register.xlsx
cli-register-gaps = Visar varje krav som inte är uppfyllt.
cli-register-fields = Visar vilka fält en import kan fylla.
cli-findings = Arbetar med bristerna.
cli-findings-rebuild = Prövar alla krav på nytt och visar vad som skilde sig.
cli-audit = Granskar händelseloggen.
cli-audit-verify = Kontrollerar att ingen händelse är ändrad, borttagen eller flyttad.
cli-audit-verify-examples =
    {"  "}vidmakt audit verify
    {"  "}vidmakt audit verify --federation sydnarke --anchor 118:9f2c…
cli-user = Hanterar konton.
cli-user-add = Lägger till ett konto och visar dess första lösenord.
cli-user-list = Visar kontona.
cli-user-lock = Låser ett konto, eller öppnar det igen.
cli-user-reset = Ger ett konto ett nytt första lösenord.
cli-token = Hanterar åtkomstnycklar för skript.
cli-token-create = Skapar en nyckel för användaren i --as och visar den en gång.
cli-token-create-examples =
    {"  "}vidmakt token create --as anna --scope register.read_base --days 30
cli-token-list = Visar nycklarna.
cli-token-revoke = Återkallar en nyckel.
cli-openapi = Skriver beskrivningen av API:et.
cli-completion = Skriver kommandokomplettering för ett skal.
cli-arg-help = Visar den här hjälpen
cli-arg-version = Visar programmets version
cli-arg-json = Skriv resultatet som JSON
cli-arg-database = Databasens adress: sqlite:SÖKVÄG eller postgres://… (annars sqlite:vidmakt.db)
cli-arg-config = Fil med inställningar (TOML)
cli-arg-federation = Vilken samverkan kommandot gäller
cli-arg-act-as = Användaren vars behörighet gäller; annars den som sköter maskinen
cli-arg-listen = Adress och port att svara på (annars 127.0.0.1:8080)
cli-arg-public-url = Adressen som användarna når webbplatsen på
cli-arg-address-header = Huvudet där en betrodd proxy anger besökarens adress
cli-arg-log = Vad som loggas
cli-arg-log-json = Skriv loggen som JSON
cli-arg-migrate = Uppdatera databasen först
cli-arg-dir = Mapp för demonstrationens filer (annars en tillfällig)
cli-arg-no-serve = Skapa filerna men starta inte webbplatsen
cli-arg-now = Tidpunkten som demonstrationens klocka börjar på
cli-arg-pack = Regelpaketets id
cli-arg-key = Kort nyckel, små bokstäver a–z, siffror och bindestreck
cli-arg-name = Samverkans eller kommunens namn
cli-arg-admin = Användarnamn för det första kontot
cli-arg-id = Id
cli-arg-coverage = Visa vilka regler som bär varje klausul
cli-arg-paths = Mappar med regelpaket
cli-arg-first = Det första regelpaketet
cli-arg-second = Det andra regelpaketet
cli-arg-year = Året
cli-arg-calendar = Kalenderfil med öppettider
cli-arg-file = Filen
cli-arg-format = Filens form
cli-arg-mapping = Fil som säger vilken kolumn som är vilket fält
cli-arg-dry-run = Visa vad som skulle hända, ändra inget
cli-arg-partial = Läs in de rader som går, även om andra avvisas
cli-arg-as-of = Som det var den dagen
cli-arg-output = Filen att skriva till
cli-arg-system = Systemets namn
cli-arg-anchor = Löpnummer och kontrollsumma som du har sparat
cli-arg-user = Användarnamnet
cli-arg-person = Id för personen bakom kontot
cli-arg-open = Öppna kontot i stället för att låsa det
cli-arg-scopes = Behörighet som nyckeln får; kan upprepas
cli-arg-days = Hur många dagar nyckeln gäller
cli-arg-shell = Skalet
cli-not-found = Det finns inte, eller så får du inte se det.
cli-failed = Det gick inte: { $detail }
cli-file-fails = Filen { $path } går inte att läsa eller skriva: { $detail }
cli-database-wrong = { $given } är ingen databasadress. Skriv sqlite:SÖKVÄG eller postgres://ANVÄNDARE@VÄRD/NAMN.
cli-config-wrong = Inställningsfilen { $path } är fel: { $detail }
cli-log-wrong = Loggfiltret är fel: { $detail }
cli-not-migrated = Databasen saknar uppdateringar ({ $pending }). Kör vidmakt migrate, eller vidmakt serve --migrate.
cli-no-federation = Det finns ingen samverkan med den nyckeln. De som finns: { $known }.
cli-which-federation = Ange --federation. De som finns: { $known }.
cli-no-user = Det finns inget öppet konto { $user } i den här samverkan.
cli-no-pack = Det finns inget regelpaket { $id }. De som finns: { $known }.
cli-pack-broken = Regelpaketet { $id } har fel. Kör vidmakt policy check.
cli-pack-without-hours = Regelpaketet { $pack } anger inga öppettider. Ge en kalenderfil med --calendar.
cli-calendar-wrong = Kalenderfilen { $path } går inte att använda.
cli-day-red = röd dag
cli-day-short = kort dag
cli-day-working = arbetsdag
cli-error = fel
cli-warning = varning
cli-check-sum = { $errors ->
    [one] Ett fel
   *[other] { $errors } fel
}, { $warnings ->
    [one] en varning
   *[other] { $warnings } varningar
}.
cli-only-in = Bara i { $pack }:
cli-differs = Olika:
cli-anchor-wrong = Ett ankare skrivs LÖPNUMMER:KONTROLLSUMMA, så som audit verify visar det.
cli-anchor-which = Ange --federation: ett ankare hör till en kedja.
cli-chain-whole = hel, { $events } händelser, ankare { $anchor }
cli-chain-broken = bruten vid händelse { $sequence }: { $reason }
chain-missing = händelsen saknas
chain-changed = händelsen är ändrad
chain-moved = händelsen står på fel plats
chain-content-changed = innehållet är ändrat
chain-content-erased = innehållet är borttaget
chain-tail-cut = slutet är avklippt
chain-anchor = ankaret stämmer inte
cli-rebuilt = { $subjects } prövade, { $differed } skilde sig från det sparade.
cli-init-done = { $key } är skapad. Logga in som { $user } med lösenordet { $password }
cli-user-password = { $user }: lösenordet är { $password }
cli-user-locked = { $user } är låst.
cli-user-unlocked = { $user } är öppet.
cli-locked = låst
cli-person-wrong = --person tar ett id (UUID).
cli-token-for-whom = Ange --as ANVÄNDARE: nyckeln får högst den användarens behörighet.
cli-scope-unknown = { $scope } är ingen behörighet. De som finns: { $known }.
cli-token-unknown = Det finns ingen nyckel med det id:t.
cli-token-revoked = Nyckeln är återkallad.
cli-listen-fails = Det går inte att svara på { $address }: { $detail }
cli-serving = Vidmakt svarar på { $address }
cli-demo-accounts = Konton att prova:
cli-now-wrong = --now tar en tidpunkt, till exempel 2026-11-22T08:00:00Z.
