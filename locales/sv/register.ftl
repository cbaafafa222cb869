# Registret: system, förvaltningsobjekt, dokument och brister.

# Uppgifterna om ett system
system = System
system-name = Namn
system-short-description = Kort beskrivning
system-short-description-hint = Vad systemet är till för, i en eller två meningar.
system-kind = Typ av system
system-kind-it-system = IT-system
system-kind-cloud-service = Molntjänst
system-kind-it-service = IT-tjänst
system-kind-base-service = Bastjänst
system-kind-digital-service = Digital tjänst
system-kind-ai-system = AI-system
system-local-number = Lokalt nummer
system-local-number-hint = Numret i organisationens egen förteckning.
system-organisation = Ägande organisation
system-category = Kategori
system-category-infrastructure = Infrastruktur
system-category-common = Gemensamt
system-category-business = Verksamhetssystem
system-common-system = Gemensamt system av slaget
system-common-system-hint = Fylls bara i för system som hela kommunen delar.
system-business-areas = Verksamhetsområden
system-size = Storlek
system-size-small-simple = Litet och enkelt
system-size-medium = Medelstort
system-size-large = Stort
system-size-complex = Komplext
system-importance = Vikt
system-importance-normal = Normal
system-importance-important = Viktigt
system-importance-prioritised = Prioriterat
system-personal-data = Personuppgifter
system-sensitive-data = Känsliga uppgifter
system-operation-form = Driftform
system-operation-form-own-it = Egen IT-drift
system-operation-form-supplier = Leverantörens drift
system-operation-form-cloud = Molndrift
system-technical-management = Teknisk förvaltning
system-technical-management-it = IT
system-technical-management-business = Verksamheten
system-technical-management-supplier = Leverantören
system-business-management = Verksamhetens förvaltning
system-business-management-it = IT
system-business-management-business = Verksamheten
system-business-management-supplier = Leverantören
system-supplier = Leverantör
system-has-integrations = Utbyter uppgifter med andra system
system-service-address = Tjänstens adress
system-lifecycle-state = Livscykelsteg
system-lifecycle-state-idea = Idé
system-lifecycle-state-procurement = Upphandling
system-lifecycle-state-introduction = Införande
system-lifecycle-state-in-operation = I drift
system-lifecycle-state-phase-out = Under avveckling
system-lifecycle-state-retired = Avvecklat
system-idea-from = Idé från
system-procurement-from = Upphandling från
system-introduction-from = Införande från
system-in-operation-from = I drift från
system-phase-out-from = Under avveckling från
system-retired-from = Avvecklat från
system-notes = Anteckningar
system-uses = Användande organisationer
system-use-organisation = Organisation
system-use-unit = Enhet
system-use-number-of-users = Antal användare

# Uppgifterna om ett förvaltningsobjekt
object = Förvaltningsobjekt
managed-object-name = Namn
managed-object-description = Beskrivning
managed-object-kind = Typ av objekt
managed-object-organisation = Ägande organisation
managed-object-grouping-basis = Grund för avgränsningen
managed-object-grouping-basis-need = Ett behov
managed-object-grouping-basis-operation = En verksamhet
managed-object-business-areas = Verksamhetsområden
managed-object-systems = System

# Uppgifterna om ett dokument
document = Dokument
document-document-type = Dokumenttyp
document-name = Namn
document-owner = Dokumentägare
document-date = Datum
document-version = Version
document-review-date = Ses över senast
document-review-date-hint = Lämna tomt för att räkna från dokumentets datum med regelpaketets tid.
document-year = Gäller år
document-year-hint = För planer som beslutas varje år.
document-decided-on = Beslutat den
document-decision = Beslut
document-decision-hint = Var beslutet finns, till exempel en paragraf eller ett diarienummer.
document-link = Länk
document-number = Nummer
document-subject = Gäller
document-withdrawn-on = Tillbakadraget den
document-withdrawn-because = Skäl

# Vad regelpaketen kan fråga om
fact-system-kind = typ av system
fact-system-category = kategori
fact-system-effective-kind = kategori
fact-system-object-kind = typ av förvaltningsobjekt
fact-system-lifecycle-state = livscykelsteg
fact-system-size = storlek
fact-system-importance = vikt
fact-system-personal-data = personuppgifter
fact-system-sensitive-data = känsliga uppgifter
fact-system-operation-form = driftform
fact-system-technical-management = teknisk förvaltning
fact-system-business-management = verksamhetens förvaltning
fact-system-business-areas = verksamhetsområden
fact-system-organisation-kind = slag av ägande organisation
fact-system-common-system = gemensamt system av slaget
fact-system-others-with-same-common-system = antal andra system av samma slag
fact-system-has-supplier = har leverantör
fact-system-has-integrations = utbyter uppgifter med andra system
fact-system-in-object = ingår i ett förvaltningsobjekt
fact-system-user-count = antal användare
fact-system-using-organisation-count = antal användande organisationer
fact-system-short-description = kort beskrivning
fact-system-local-number = lokalt nummer
fact-system-service-address = tjänstens adress
fact-system-supplier = leverantör
fact-system-owning-organisation = ägande organisation
fact-system-in-operation-from = dag då driften började
fact-system-phase-out-from = dag då avvecklingen börjar
fact-object-kind = typ av förvaltningsobjekt
fact-object-effective-kind = gällande kategori
fact-object-grouping-basis = grund för avgränsningen
fact-object-business-areas = verksamhetsområden
fact-object-organisation-kind = slag av ägande organisation
fact-object-personal-data = personuppgifter
fact-object-owning-organisation = ägande organisation
fact-object-system-count = antal system
fact-object-using-organisation-count = antal användande organisationer

# Vad som kan vara fel
register-objection-same-state = Systemet är redan i det steget.
register-objection-step-ahead = Ett steg noteras den dag då det tas. Välj i dag eller en tidigare dag.
register-objection-step-back-reason = Skriv varför systemet går tillbaka till ett tidigare steg.
register-objection-dates-order = Dagen ligger före ett tidigare steg, som började { $day }. Rätta någon av dagarna.
register-objection-state-by-step = Byt livscykelsteg på sidan Byt steg, så prövas vem som får göra det.
register-objection-body-decides = Ett organ beslutar om steget. Ange beslutet.
register-objection-second-common-system = Kommunen har redan ett gemensamt system av det slaget, och ska bara ha ett.
register-objection-local-number-taken = Organisationen har redan ett system med det numret.
register-objection-supplier-as-owner = En leverantör kan inte äga ett system. Välj organisationen som ansvarar för det.
register-objection-unit-elsewhere = Enheten hör inte till organisationen. Välj en av dess egna enheter.
register-objection-use-twice = Organisationen eller enheten står redan i listan.
register-objection-type-of-other-subject = Regelpaketet har inte dokumenttypen här. Välj en annan typ, eller registrera dokumentet på det som det gäller.
register-objection-review-before-date = Dokumentet kan inte ses över före sitt eget datum.
register-objection-decided-ahead = Beslutet kan inte ligga framåt i tiden.
register-objection-number-is-fixed = Numret gavs när dokumentet registrerades och ändras inte.
register-objection-number-taken = Ett annat dokument av samma typ har redan numret.
register-objection-numbered-type = Typen har egna nummer, eller hade det förut. Dra tillbaka dokumentet och registrera ett nytt av rätt typ.
register-objection-waived-in-the-past = Brister som är undantagna visas bara för i dag. Välj ett annat utfall, eller lämna den tidigare dagen.
register-objection-withdrawn = Dokumentet är tillbakadraget och kan inte ändras. Registrera ett nytt.
register-objection-subject-stays = Ett dokument byter inte vad det gäller. Dra tillbaka det och registrera ett nytt.
refused-lifecycle-step = Det steget tas av: { $holders }.

# Händelser i historiken
action-system-registered = Systemet registrerades
action-system-changed = Systemet ändrades
action-system-stepped = Systemet bytte livscykelsteg
action-system-uses-set = Användande organisationer ändrades
action-object-registered = Objektet registrerades
action-object-changed = Objektet ändrades
action-object-systems-set = Objektets system ändrades
action-document-registered = Dokumentet registrerades
action-document-changed = Dokumentet ändrades
action-document-withdrawn = Dokumentet drogs tillbaka

# Behörigheter
permission-register-read-base = Se namn och grunduppgifter för system och objekt
permission-register-read-roles = Se vem som har rollerna på system och objekt
permission-register-read-classification = Se hur system är klassade: vikt, personuppgifter och känsliga uppgifter
permission-register-read-documents = Se dokument om system och objekt
permission-register-read-costs = Se kostnader för system och objekt
permission-register-read-all = Se anteckningar
permission-register-create = Registrera system
permission-register-edit = Ändra system
permission-register-phase-out = Avveckla system
permission-register-import = Importera till registret
permission-register-export = Exportera registret
permission-documents-edit = Registrera och ändra dokument
permission-objects-edit = Registrera och ändra förvaltningsobjekt

# Sidorna
register-systems = System
register-objects = Förvaltningsobjekt
register-documents = Dokument
register-matrix = Krav på systemen
register-gaps = Brister
register-new-system = Registrera system
register-edit-system = Ändra system
register-new-object = Registrera förvaltningsobjekt
register-edit-object = Ändra förvaltningsobjekt
register-new-document = Registrera dokument
register-edit-document = Ändra dokument
register-edit = Ändra
register-do-register = Registrera
register-saved = Ändringen är sparad.
register-system-registered = Systemet är registrerat. Här ser du vad riktlinjen frågar efter.
register-document-registered = { $name } är registrerat.
register-take-step = Byt livscykelsteg
register-step-now = Systemet är nu
register-step-to = Nytt steg
register-step-on = Från och med
register-step-on-hint = Lämna tomt för i dag. Skriv annars åååå-mm-dd.
register-step-decision = Beslut
register-step-reason = Skäl
register-step-reason-hint = Behövs när systemet går tillbaka till ett tidigare steg.
register-step-taken = Systemet har bytt livscykelsteg.
register-step-of-others = Steget { $state } tas av: { $holders }.
register-objection-stale-step = Någon annan har ändrat uppgifterna medan du hade sidan öppen. Läs dem igen och försök på nytt.
register-objection-stale-list = Någon annan har ändrat listan medan du hade sidan öppen. Öppna sidan igen och gör om ändringen.
refused-no-step = Inget av systemets möjliga steg är ditt att ta.
register-withdraw = Dra tillbaka
register-withdraw-consequence = Dokumentet slutar gälla i dag, men finns kvar att läsa. Det går inte att ångra.
register-withdrawn = Dokumentet är tillbakadraget.
register-edit-uses = Ändra användande organisationer
register-use-row = Rad { $row }
register-uses-hint = Töm en rad för att ta bort den. Spara för att få fler tomma rader.
register-add-system = Lägg till ett system
register-choose-systems = Välj system
register-choose-systems-hint = De som har roller på objektet når också dess system.
register-group-what = Vad det är
register-group-kind = Vad slags system
register-group-operation = Drift och leverantör
register-group-lifecycle = Livscykelns dagar
register-group-state = Livscykelsteg
register-group-notes = Anteckningar
register-tab-oversikt = Översikt
register-tab-personer = Personer
register-tab-dokument = Dokument
register-tab-krav = Krav
register-tab-anvandning = Användning
register-tab-historik = Historik
register-findings = Läge
register-breaches =
    { $count ->
        [one] En brist
       *[other] { $count } brister
    }
register-unknown =
    { $count ->
        [one] Ett okänt
       *[other] { $count } okända
    }
register-people = Ansvariga
register-updated = Senast ändrat
register-holder = Innehavare
register-role = Roll
register-from = Från
register-to = Till
register-deputy = Ställföreträdare
register-origin = Kommer från
register-origin-object = Förvaltningsobjektet
register-origin-organisation = Organisationen
register-state = Läge
register-assign = Utse någon
register-subject-system = System
register-subject-object = Förvaltningsobjekt
register-subject-organisation = Organisation
register-demands = Visa krav på
register-demands-roles = Roller
register-demands-documents = Dokument
register-demands-groups = Grupper
register-demands-agreements = Avtal
register-matrix-of-objects = Krav på objekten
register-matrix-rows = System eller objekt
register-my-systems = Mina system
register-no-my-systems = Du har ingen roll på något system.
register-no-systems = Inga system ännu
register-no-systems-text = Registrera det första systemet, eller importera förteckningen som ni har i dag.
register-no-objects = Inga förvaltningsobjekt ännu
register-no-objects-text = Ett objekt samlar de system som förvaltas tillsammans.
register-no-documents = Inga dokument ännu
register-documents-cut = Tabellen visar { $shown } av { $all } dokument.
register-documents-all = Se alla i dokumentlistan
register-no-documents-text = Registrera dokumenten där de finns, så syns det vad som saknas.
register-no-documents-list-text = Dokument registreras på det system, objekt eller den organisation som de gäller.
register-no-people = Ingen har någon roll här
register-no-people-text = Kraven visar vilka roller som behöver någon.
register-use-people = Ansvariga där
register-no-uses = Ingen användning angiven
register-no-uses-text = Ange vilka organisationer och enheter som använder systemet, så når det deras medarbetare.
register-object-no-systems = Inga system i objektet
register-object-no-systems-text = Välj de system som förvaltas tillsammans.
register-group-roles = Vem som ansvarar
register-group-classification = Klassning
register-group-documents = Uppgifter om dokument
register-group-costs = Kostnader
register-not-shared = Visas inte. { $organisation } delar inte uppgiften med din organisation.
register-hidden-systems =
    { $count ->
        [one] Ett system till hör till objektet men visas inte för dig.
       *[other] { $count } system till hör till objektet men visas inte för dig.
    }
register-matrix-empty-text = Här visas de system och objekt vars brister du får se.
register-no-gaps = Inga brister
register-no-gaps-text = Allt som riktlinjen kräver av det du får se är uppfyllt.
system-used-by = Används av
system-unit = Enhet
system-object = Förvaltningsobjekt
system-person = Person med roll
system-business-area = Verksamhetsområde
system-has-breaches = Har brister
system-vacant = Roll saknas
managed-object-has-breaches = Har brister
document-current = Gäller
document-withdrawn = Tillbakadraget
document-subject-kind = Gäller slag
document-view = Visa
document-view-past-review = Passerat datum för översyn
document-view-without-owner = Saknar dokumentägare
document-view-withdrawn = Tillbakadragna
document-view-all = Alla, även tillbakadragna
gap-within = Organisation
gap-subject-kind = Gäller slag
gap-outcome = Utfall
gap-about = Roll eller dokument
gap-rule = Krav
gap-subject = Gäller
gap-demand = Krav
gap-reason = Skäl
gap-responsible = Ansvarig
gap-mend = Åtgärd
register-areas-in-lines = Ett på varje rad.
register-first-and-more = { $name } +{ $more }
register-all-my-systems = Alla mina system

# Att se över sina dokument
document-available-to-it = Tillgängligt för IT
document-available-to-it-hint = Når IT-avdelningen dokumentet, till exempel det som leverantören har lämnat?
document-next-review = Ses över nästa gång senast
document-confirm-list = Dokument att bekräfta
document-confirm-list-text = Här är de dokument som du äger och som ska ses över nu eller snart. Har någon annan ändrat ett dokument läser du det först. De andra kan du bekräfta flera åt gången.
document-confirm-by = Bekräfta senast
document-confirm-panel = Gäller dokumenten fortfarande?
document-confirm-all = Alla dina dokument att bekräfta
document-confirm-none = Inget dokument väntar på din bekräftelse.
document-confirm-text = Du äger dokumentet. När du har läst det bekräftar du att innehållet gäller som det står, med filerna.
document-confirm-do = Ja, innehållet gäller
document-confirm-done = Tack. Dokumentet är bekräftat.
document-confirm-done-several = { $count ->
    [one] Tack. Ett dokument är bekräftat.
   *[other] Tack. { $count } dokument är bekräftade.
 }
document-confirm-more = { $count ->
    [one] Ett dokument till visas när du har bekräftat några av dem.
   *[other] { $count } dokument till visas när du har bekräftat några av dem.
 }
action-document-confirmed = Innehållet bekräftades
action-document-decided = Dokumentet beslutades
document-text = Text
register-objection-said-where-it-is-written = Dokumentet skrivs här i systemet. Version, år och beslut kommer från det som beslutas där texten skrivs.
permission-documents-confirm = Bekräfta att egna dokument gäller
refused-document-confirmation = Innehållet bekräftas av dokumentägaren, eller av den som ersätter dokumentägaren.
register-objection-no-document-to-confirm = Välj minst ett dokument att bekräfta.
register-objection-withdrawn-one = { $name } är tillbakadraget och behöver inte bekräftas.
register-objection-document-look-first = { $name } har ändrats av någon annan. Öppna dokumentet och läs det först.
document-readers = Vilka som kan läsa
document-readers-fact = Läses av
document-readers-text = De här personerna kan läsa dokumentet och dess filer i dag, och det här är vad som ger dem rätt till det.
document-reads-by = Genom
document-reads-as-employed = Anställning
document-reads-otherwise = Särskild behörighet
document-readers-shared = Delas med alla anställda hos
document-readers-more = { $count ->
    [one] Och en till.
   *[other] Och { $count } till.
 }
