cli = Vidmakt: systemförvaltning efter kommunens egen riktlinje.
cli-heading-commands = Kommandon
cli-heading-options = Flaggor
cli-heading-arguments = Argument
cli-heading-common = Gemensamma flaggor
cli-heading-examples = Exempel:
cli-heading-usage = Användning:
cli-usage-options = [FLAGGOR]
cli-usage-command = <KOMMANDO>
cli-demo = Startar en demonstration med fem riktlinjer och realistiska register.
cli-demo-examples =
    {"  "}vidmakt demo
    {"  "}vidmakt demo --dir ./demo --no-serve
cli-serve = Startar webbplatsen.
cli-serve-examples =
    {"  "}vidmakt serve --database sqlite:vidmakt.db --migrate
    {"  "}vidmakt serve --database postgres://vidmakt@localhost/vidmakt --listen 127.0.0.1:8080
cli-migrate = Uppdaterar databasens tabeller till programmets version.
cli-migrate-examples =
    {"  "}vidmakt migrate --database sqlite:vidmakt.db
cli-generate = Fyller en tom installation med påhittade register, för mätningar.
cli-generate-examples =
    {"  "}vidmakt generate --municipalities 1 --database sqlite:liten.db
    {"  "}vidmakt generate --municipalities 290 --database sqlite:stor.db
cli-init = Skapar en installation, eller ännu en samverkan i den.
cli-init-examples =
    {"  "}vidmakt init --pack itradet --key minkommun --name "Min kommun" --admin anna
cli-policy = Läser, kontrollerar och jämför regelpaket.
cli-policy-list = Visar de regelpaket som följer med programmet.
cli-policy-list-examples =
    {"  "}vidmakt policy list --json
cli-policy-show = Visar ett regelpaket.
cli-policy-show-examples =
    {"  "}vidmakt policy show vmkf --coverage
cli-policy-check = Kontrollerar mappar med regelpaket och visar alla fel på en gång.
cli-policy-check-examples =
    {"  "}vidmakt policy check policies/vmkf
cli-policy-compare = Visar vad två regelpaket kräver olika.
cli-policy-compare-examples =
    {"  "}vidmakt policy compare itradet vmkf --json
cli-policy-try = Prövar ett annat regelpaket på registret utan att anta det, och visar vilka brister som skulle tillkomma och försvinna.
cli-policy-try-examples =
    {"  "}vidmakt policy try sydnarke --json
cli-coverage-later = Hör till en senare del av arbetet.
cli-coverage-lacking = Paketet utför kravet mindre än vad som krävs, eller inte alls.
cli-coverage-sum = { $what }: { $closed } slutna, { $open } öppna
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
cli-register-gaps-examples =
    {"  "}vidmakt register gaps --system "Skolplattform"
    {"  "}vidmakt register gaps --as-of 2026-10-31 --json
cli-register-fields = Visar vilka fält en import kan fylla.
cli-register-fields-examples =
    {"  "}vidmakt register fields --json
cli-report = Skriver poster som papper, att skriva ut, skicka eller arkivera.
cli-report-system = Skriver ett system som PDF, eller som text att arbeta vidare med om filen slutar på .odt: uppgifter, personer, dokument och det som saknas.
cli-report-system-examples =
    {"  "}vidmakt report system "Skolplattform" -o skolplattform.pdf
    {"  "}vidmakt report system "Skolplattform" -o skolplattform.odt
    {"  "}vidmakt report system "Skolplattform" --as-of 2026-10-31 -o skolplattform.pdf
cli-report-plan = Skriver en plan som PDF, som text att arbeta vidare med (.odt) eller som kalkylark (.xlsx).
cli-report-plan-examples =
    {"  "}vidmakt report plan "Systemförvaltningsplan Skolplattform 2026" -o plan.pdf
    {"  "}vidmakt report plan 0198… -o plan.xlsx
cli-findings = Arbetar med bristerna.
cli-findings-rebuild = Prövar alla krav på nytt och visar vad som skilde sig.
cli-findings-rebuild-examples =
    {"  "}vidmakt findings rebuild --federation minkommun
cli-search = Arbetar med sökregistret.
cli-search-rebuild = Bygger sökregistret på nytt och visar hur mycket som skilde sig.
cli-search-rebuild-examples =
    {"  "}vidmakt search rebuild --federation minkommun
cli-search-so-far = { $records } poster hittills, { $differed } rader skilde sig.
cli-search-rebuilt = { $records } poster sökbara, { $differed } rader i sökregistret skilde sig från det sparade.
cli-audit = Granskar händelseloggen.
cli-audit-verify = Kontrollerar att ingen händelse är ändrad, borttagen eller flyttad.
cli-audit-verify-examples =
    {"  "}vidmakt audit verify
    {"  "}vidmakt audit verify --federation sydnarke --anchor 118:9f2c…
cli-audit-erase = Gallrar det som händelser innehåller, med beslut. Att de har hänt, när, av vem och med vad står kvar.
cli-audit-erase-examples =
    {"  "}vidmakt audit erase 118 121 --reason "Uppgift om fel person" --decision "KS 2026-03-02 § 12"
cli-user = Hanterar konton.
cli-user-add = Lägger till ett konto och visar dess första lösenord.
cli-user-add-examples =
    {"  "}vidmakt user add systemforvaltare.skola --person 0198f0c2-7d5e-7c3a-9a44-2b1d6f0e8a11
cli-user-list = Visar kontona i en samverkan.
cli-user-list-examples =
    {"  "}vidmakt user list --json
cli-user-lock = Låser ett konto, eller öppnar det igen.
cli-user-lock-examples =
    {"  "}vidmakt user lock systemforvaltare.skola
    {"  "}vidmakt user lock systemforvaltare.skola --open
cli-user-reset = Ger ett konto ett nytt första lösenord.
cli-user-reset-examples =
    {"  "}vidmakt user reset systemforvaltare.skola
cli-token = Hanterar åtkomstnycklar för skript.
cli-token-create = Skapar en nyckel för användaren i --as och visar den en gång.
cli-token-create-examples =
    {"  "}vidmakt token create --as anna --scope register.read_base --days 30
cli-token-list = Visar nycklarna.
cli-token-list-examples =
    {"  "}vidmakt token list --as anna
cli-token-revoke = Återkallar en nyckel.
cli-token-revoke-examples =
    {"  "}vidmakt token revoke 0198f0c2-7d5e-7c3a-9a44-2b1d6f0e8a11
cli-openapi = Skriver beskrivningen av API:et.
cli-openapi-examples =
    {"  "}vidmakt openapi > openapi.json
cli-completion = Skriver kommandokomplettering för ett skal.
cli-completion-examples =
    {"  "}vidmakt completion bash > ~/.local/share/bash-completion/completions/vidmakt
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
cli-arg-file-megabytes = Största fil, i megabyte
cli-arg-quota-megabytes = Utrymme för en samverkans filer, i megabyte
cli-arg-clamd = Var clamd lyssnar: unix:/SÖKVÄG eller tcp:VÄRD:PORT
cli-arg-clamd-down = Vad som sker när clamd inte svarar: refuse eller accept
cli-arg-migrate = Uppdatera databasen först
cli-arg-dir = Mapp för demonstrationens filer (annars en tillfällig)
cli-arg-no-serve = Skapa filerna men starta inte webbplatsen
cli-arg-now = Tidpunkten som demonstrationens klocka börjar på, till exempel 2026-11-22T08:00:00Z
cli-arg-pack = Regelpaketets id
cli-arg-key = Kort nyckel, små bokstäver a–z, siffror och bindestreck
cli-arg-name = Samverkans eller kommunens namn
cli-arg-municipalities = Antal kommuner
cli-arg-seed = Tal som innehållet följer av: samma tal ger samma innehåll
cli-arg-systems = Antal system i varje kommun; personer, uppdrag och dokument följer i proportion
cli-arg-admin = Användarnamn för det första kontot
cli-arg-id = Regelpaketets id
cli-arg-token = Nyckelns id, som token list visar
cli-arg-coverage = Visa vilka regler som bär varje klausul
cli-arg-paths = Mappar med regelpaket
cli-arg-first = Det första regelpaketet
cli-arg-second = Det andra regelpaketet
cli-arg-year = Året, till exempel 2026
cli-arg-calendar = Kalenderfil med öppettider
cli-arg-file = Kalkylarket: CSV eller XLSX
cli-arg-format = Filens form: vidmakt (rubrikerna är våra egna), excel (ett fritt kalkylark) eller auto (annars auto)
cli-arg-mapping = Fil som säger vilken kolumn som är vilket fält
cli-arg-dry-run = Visa vad som skulle hända, ändra inget
cli-arg-partial = Läs in de rader som går, även om andra avvisas
cli-arg-as-of = Som det var den dagen, till exempel 2026-10-31
cli-arg-output = Filen att skriva till: slutar på .csv, .xlsx eller .json
cli-arg-paper-file = Filen att skriva till, till exempel system.pdf eller system.odt
cli-arg-plan = Planens namn, med eller utan år, eller dess id
cli-arg-system = Systemets namn
cli-arg-anchor = Löpnummer och kontrollsumma som du har sparat
cli-arg-sequences = Händelsernas löpnummer, så som händelseloggen visar dem
cli-arg-reason = Varför innehållet gallras
cli-arg-decision = Beslutet om gallring
cli-arg-user = Användarnamnet
cli-arg-person = Id för personen bakom kontot
cli-arg-open = Öppna kontot i stället för att låsa det
cli-arg-scopes = Behörighet som nyckeln får; kan upprepas
cli-arg-days = Hur många dagar nyckeln gäller, 1–3650 (annars 90)
cli-arg-shell = Skalet: bash, elvish, fish, powershell eller zsh
cli-line-more = { $problem } Läs mer: { $help }
cli-line-suggested = Menade du { $suggested }?
cli-line-unknown = Kommandot känner inte { $given }.
cli-line-command = Det finns inget kommando { $given }.
cli-line-missing = Det fattas { $given }.
cli-line-empty = { $given } behöver ett värde.
cli-line-choice = { $value } passar inte för { $given }. Det som passar: { $known }.
cli-line-value = { $value } passar inte för { $given }.
cli-line-twice = { $given } kan bara anges en gång.
cli-line-conflict = { $given } går inte ihop med { $other }.
cli-line-encoding = Raden är inte UTF-8.
cli-line-odd = Raden går inte att förstå.
cli-not-found = Det finns inte, eller så får du inte se det.
cli-failed = Det gick inte: { $detail }
cli-unsure = Förbindelsen med databasen bröts just när det skulle sparas. Se efter om det är sparat innan du gör om det. ({ $detail })
cli-file-fails = Filen { $path } går inte att läsa eller skriva: { $detail }
cli-database-wrong = { $given } är ingen databasadress. Skriv sqlite:SÖKVÄG eller postgres://ANVÄNDARE@VÄRD/NAMN.
cli-no-database = Det finns ingen databas i { $database }. Ange den med --database, eller skapa en installation med vidmakt init.
cli-database-away = Databasen { $database } går inte att nå: { $detail }
cli-config-wrong = Inställningsfilen { $path } är fel: { $detail }
cli-log-wrong = Loggfiltret är fel: { $detail }
cli-file-megabytes-wrong = En fil får vara 1 till { $most } MB stor: --file-megabytes.
cli-clamd-wrong = { $given } är ingen adress till clamd. Skriv unix:/SÖKVÄG eller tcp:VÄRD:PORT.
cli-clamd-down-wrong = { $given } går inte. Skriv refuse eller accept.
cli-text-of-pdf = Tar ut texten ur en PDF från standard in. Används av programmet självt.
cli-files = Gallrar filer på dokument.
cli-files-erase = Gallrar innehållet i en version av en fil, med skäl och beslut. Att filen fanns, vad den hette, vem som lade till den och dess kontrollsumma står kvar.
cli-files-erase-examples =
    {"  "}vidmakt files erase 01990000-0000-7000-8000-000000000000 --edition 1 --reason "Gallringsfristen är ute" --decision "Dokumenthanteringsplanen 4.2"
cli-arg-edition = Vilken version
cli-arg-file-id = Filens id, som det står i adressen till dess sida
cli-no-file = Det finns ingen fil med id { $file }.
cli-file-erased = Innehållet i version { $edition } är gallrat.
cli-nothing-to-migrate = Databasen har redan programmets version.
cli-not-migrated = Databasen saknar uppdateringar ({ $pending }). Kör vidmakt migrate, eller vidmakt serve --migrate.
cli-no-federation = Det finns ingen samverkan med den nyckeln. De som finns: { $known }.
cli-which-federation = Ange --federation. De som finns: { $known }.
cli-no-user = Det finns inget öppet konto { $user } i den här samverkan.
cli-no-account = Det finns inget konto { $user } i den här samverkan.
cli-operator-only = Det gör bara den som driver datorn: innan databasen är på plats finns det inget konto vars behörighet kan prövas. Kör kommandot utan --as.
cli-not-administrator = Det får bara den som administrerar installationen.
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
cli-erased = { $count ->
    [one] Innehållet i en händelse är gallrat.
   *[other] Innehållet i { $count } händelser är gallrat.
}
cli-chain-whole = hel, { $events } händelser, ankare { $anchor }
cli-chain-broken = bruten vid händelse { $sequence }: { $reason }
chain-missing = händelsen saknas
chain-changed = händelsen är ändrad
chain-moved = händelsen står på fel plats
chain-content-changed = innehållet är ändrat
chain-content-erased = innehållet är borttaget
chain-content-restored = innehåll som har gallrats är tillbaka
chain-tail-cut = slutet är avklippt
chain-anchor = ankaret stämmer inte
cli-rebuilt = { $subjects } prövade, { $differed } skilde sig från det sparade.
cli-generate-progress = { $federation } är klar: { $done } av { $total } kommuner
cli-generate-interrupted = Avslutar efter den samverkan som pågår. Tryck Ctrl-C en gång till för att avbryta genast.
cli-generate-stopped = Avbruten: { $done } av { $total } kommuner är klara. De är hela och går att använda. Börja om med en tom databas för att få alla.
cli-generate-not-empty = Databasen har redan samverkan och är orörd. generate fyller bara en tom installation.
cli-generate-done = { $federations } samverkan med { $municipalities } kommuner, { $systems } system, { $assignments } uppdrag och { $documents } dokument. Logga in som { $user } med lösenordet { $password }
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
