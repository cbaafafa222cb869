# Import och export av registret.

transfer-import = Importera system
transfer-field-id = Id
transfer-field-uses = Används av
transfer-field-objects = Förvaltningsobjekt
transfer-sheet-systems = System
transfer-sheet-objects = Förvaltningsobjekt
transfer-sheet-documents = Dokument
transfer-sheet-people = Personer
transfer-sheet-organisations = Organisationer
transfer-sheet-assignments = Uppdrag
transfer-subject-system = System
transfer-subject-object = Förvaltningsobjekt
transfer-subject-organisation = Organisation
transfer-yes = Ja
transfer-no = Nej
transfer-reason = Import från kalkylark

# Filen
transfer-file-too-large = Filen är större än { $max } MB. Dela upp den i flera.
transfer-file-empty = Filen är tom. Välj en fil som har rubriker på den första raden och ett system på varje rad.
transfer-file-other-kind = Filen är av slaget { $kind }. Spara kalkylarket som XLSX eller CSV och försök igen.
transfer-file-cut = Filen är skadad eller slutar mitt i. Spara den på nytt och försök igen.
transfer-file-bomb = Filen växer orimligt mycket när den packas upp och läses inte. Spara kalkylarket på nytt utan bilder och försök igen.
transfer-file-password = Kalkylarket är skyddat med lösenord. Spara det utan lösenord och försök igen.
transfer-not-a-table = Filen är ingen tabell. Spara kalkylarket som XLSX eller CSV och försök igen.
transfer-no-rows = Filen har rubriker men inga rader under dem.
transfer-too-many-rows = Filen har fler än { $max } rader. Dela upp den i flera.
transfer-too-many-columns = Rad { $row } har fler än { $max } kolumner. Ta bort dem som inte behövs.
transfer-cell-too-long = Cellen i kolumnen { $column } på rad { $row } har fler än { $max } tecken. Korta texten.

# Mappningen
transfer-mapping-toml = Mappningsfilen kan inte läsas: { $detail }
transfer-mapping-no-column = Kalkylarket har ingen kolumn med rubriken { $heading }.
transfer-mapping-column-twice = Kalkylarket har flera kolumner med rubriken { $heading }. Ge dem olika rubriker.
transfer-mapping-not-ours = Rubriken { $heading } är inte en av våra. Kommandot register fields visar dem. Läs annars in filen med --format auto.
transfer-mapping-no-field = Det finns inget fält som heter { $field }. Kommandot register fields visar dem som finns.
transfer-mapping-field-twice = Fältet { $field } fylls redan av kolumnen { $heading }. Ta bort en av dem.
transfer-mapping-no-value = Fältet { $field } kan inte ha värdet { $value }. Välj något av: { $known }.
transfer-mapping-no-name = Ingen kolumn fyller fältet name, local_number eller id, så raderna går inte att känna igen.

# Raderna
transfer-warning-sheet = Bara bladet { $sheet } lästes.
transfer-warning-columns = { $count ->
    [one] Kolumnen { $headings } importeras inte.
   *[other] Kolumner som inte importeras: { $headings }.
}
transfer-warning-guessed = Kolumnen { $heading } läses som { $field }.
transfer-warning-unknown-id = Id:t på rad { $row } finns inte här. Sådana rader känns igen på lokalt nummer eller namn.
transfer-warning-kind-assumed = Rad { $row } säger inte vilken typ systemet har. Sådana rader blir IT-system.
transfer-warning-nothing-saved = Inget sparades, eftersom rader avvisades. Rätta dem eller importera bara de rader som går.
transfer-cell-outside = Cellen står utanför kolumnerna med rubrik. Ge kolumnen en rubrik eller ta bort cellen.
transfer-failed-formula = Cellen innehåller en formel som har gått fel. Rätta den i kalkylarket.
transfer-unknown-word = Värdet är inte känt. Välj något av: { $known }.
transfer-not-an-id = Det är inget id. Lämna cellen tom för ett nytt system.
transfer-several-numbers = Flera system har det numret. Ange id eller organisation.
transfer-several-names = Flera system har det namnet. Ange id, lokalt nummer eller organisation.
transfer-second-row = Rad { $row } gäller samma system och säger något annat.
transfer-no-own-organisation = Ange en organisation. Den egna organisationen är inte registrerad.
transfer-no-organisation = Det finns ingen organisation som heter { $name }. Registrera den först, eller tillåt att importen registrerar nya organisationer.
transfer-several-organisations = Flera organisationer heter { $name }.
transfer-no-unit = Det finns ingen enhet som heter { $name } i organisationen.
transfer-several-units = Flera enheter i organisationen heter { $name }.
transfer-no-person = Det finns ingen person som heter { $name }. Registrera personen först, eller tillåt att importen registrerar nya personer.
transfer-several-people = Flera personer heter { $name }. Ange e-postadressen.
transfer-no-object = Det finns inget förvaltningsobjekt som heter { $name }.
transfer-several-objects = Flera förvaltningsobjekt heter { $name }.
transfer-not-readable = Kalkylarket ändrades medan det prövades. Försök igen.

# Vad kommandona säger
transfer-told-file = { $path } är skriven.
transfer-told-ending = Filens namn ska sluta på .csv, .xlsx eller .json.
transfer-told-no-system = Det finns inget system som heter { $name }.
transfer-told-no-day = { $given } är ingen dag. Skriv till exempel 2026-11-22.
transfer-told-sum = { $read ->
        [one] En rad läst
       *[other] { $read } rader lästa
    }: { $added } nya, { $changed } ändrade, { $unchanged } oförändrade, { $refused } avvisade.
transfer-told-dry = Inget har sparats.
transfer-told-row = Rad { $row }, { $column }: { $message }
transfer-told-gaps =
    { $count ->
        [0] Inga brister
        [one] En brist
       *[other] { $count } brister
    }

# Sidorna
transfer-file = Kalkylark
transfer-file-hint = XLSX eller CSV, högst 25 MB och 20 000 rader. Första raden har rubriker.
transfer-file-name = system
transfer-export-as = Hela registret ({ $format })
transfer-when = Inläst
transfer-state = Läge
transfer-try = Läs in och pröva
transfer-try-again = Pröva igen
transfer-to-systems = Till systemen
transfer-recent = Dina senaste importer
transfer-other-file = Välj en annan fil
transfer-state-tried = Prövad, inget har sparats
transfer-state-running = Pågår
transfer-state-saved = Sparad
transfer-state-interrupted = Avbruten, inget har sparats
transfer-recent-interrupted = Öppna en avbruten import för att starta den igen.
transfer-interrupted = Importen avbröts innan den var klar. Inget sparades. Starta den igen när du vill.
transfer-phase-planning = Jämför raderna med registret
transfer-phase-writing = Sparar system
transfer-phase-appointing = Sparar vem som har vilken roll
transfer-phase-judging = Räknar ut vad riktlinjen kräver
transfer-importing = Importerar system
transfer-run = Importera
transfer-run-question = Ska raderna importeras?
transfer-run-consequence = Registret ändras som listan ovan visar. Varje ändring syns i systemens historik.
transfer-to-gaps = Se vad som saknas
transfer-cut = Bara de första raderna visas. Siffrorna överst gäller alla.
transfer-columns = Kolumner
transfer-columns-hint = Välj vad varje kolumn innehåller. Kolumner utan val importeras inte.
transfer-words = Ord
transfer-words-hint = Välj vad de ord betyder som inte är kända.
transfer-allow = Tillåt
transfer-allow-label = Importen får
transfer-allow-people = Registrera personer som inte finns
transfer-allow-organisations = Registrera organisationer som inte finns
transfer-allow-partial = Importera de rader som går, även om andra avvisas
transfer-told-tried = Kalkylarket är prövat. Inget har sparats ännu.
transfer-told-saved = Importen är sparad.
transfer-already-saved = Importen är redan sparad. Välj filen på nytt för att importera igen.
transfer-column-taken = En annan kolumn fyller redan det fältet.
transfer-personal-number-in-file = Rad { $row } innehåller ett personnummer. Personnummer får inte lagras här. Ta bort dem och försök igen.
transfer-not-finished = Importen kunde inte slutföras och inget sparades. Försök igen.
action-import-begun = Fil inläst för import
