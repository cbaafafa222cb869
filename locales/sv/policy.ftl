# Regelpaket: skäl till ett utfall, och fel i ett pakets filer.

# Skäl: roller
policy-reason-enough-holders = Rollen { $role } är tillsatt.
policy-reason-too-few-holders = { $count ->
    [0] Ingen har rollen { $role }. Minst { $min } ska ha den.
   *[other] Bara { $count } har rollen { $role }. Minst { $min } ska ha den.
}
policy-reason-coming-vacancy = Rollen { $role } blir vakant den { $on }.
policy-reason-too-many-holders = { $count } har rollen { $role }. Högst { $max } får ha den.
policy-reason-same-person = Samma person har roller som ska vara åtskilda: { $roles }.
policy-reason-separate-persons = Olika personer har rollerna { $roles }.
policy-reason-wrong-holder = Fel slags innehavare av rollen { $role }. { $demand }
policy-reason-right-holder = Rollen { $role } har rätt slags innehavare.
policy-reason-nobody-holds = Ingen har rollen { $role }, så det finns inget att pröva.

# Skäl: dokument
policy-reason-deputy-named = Ställföreträdare är utsedd: { $role }.
policy-reason-deputy-missing = { $count ->
    [one] Ställföreträdare saknas för { $role }.
   *[other] Ställföreträdare saknas för { $count } som har rollen { $role }.
}
policy-reason-document-present = Dokumentet finns: { $document }.
policy-reason-document-missing = Dokumentet saknas: { $document }.
policy-reason-document-without-owner = Dokumentet saknar dokumentägare: { $document }.
policy-reason-owner-leaves = Dokumentet har ingen dokumentägare från den { $on }: { $document }.
policy-reason-document-past-review = Dokumentet skulle ha setts över senast { $since }: { $document }.
policy-reason-plan-not-decided = Ingen beslutad { $document } finns för { $year }.
policy-reason-document-not-available = Det är inte markerat att IT når dokumentet: { $document }.
policy-reason-documents-without-owner = Dokument saknar dokumentägare: { $documents }.
policy-reason-every-document-owned = Alla dokument har en dokumentägare.
policy-reason-no-documents = Inga fler dokument är registrerade.

# Skäl: uppgifter i registret
policy-reason-field-filled = Uppgiften är ifylld som den ska: { $field }.
policy-reason-field-empty = Uppgiften saknas: { $field }.
policy-reason-field-differs = Uppgiften ”{ $field }” stämmer inte med kravet. { $demand }
policy-reason-only-one = Det finns inget annat av samma slag.
policy-reason-others-exist = { $count ->
    [one] Det finns ett till av samma slag. { $demand }
   *[other] Det finns { $count } till av samma slag. { $demand }
}

# Skäl: grupper, redogörelser och avtal
policy-reason-forum-formed = { $count ->
    [one] Gruppen finns och har en medlem: { $body }.
   *[other] Gruppen finns och har { $count } medlemmar: { $body }.
}
policy-reason-forum-missing = Gruppen saknas: { $body }.
policy-reason-forum-empty = Gruppen finns, men ingen sitter i den: { $body }.
policy-reason-forum-too-large = Gruppen har { $count } medlemmar, men högst { $most } får sitta i den: { $body }.
policy-reason-forum-at-limit = Gruppen har { $count } medlemmar och bör inte bli större: { $body }.
policy-reason-statement-made = Den { $on } skrevs hur ansvaret tas: { $duty }
policy-reason-statement-missing = Det står inte hur ansvaret tas: { $duty }
policy-reason-statement-past-review = Redogörelsen skulle ha setts över senast { $since }: { $duty }
policy-reason-agreement-in-force = Avtalet gäller: { $kind }.
policy-reason-agreement-missing = Avtal saknas: { $kinds }.
policy-reason-agreement-not-approved = Avtalet är inte godkänt: { $kind }.
policy-reason-agreement-not-signed = Avtalet är inte tecknat: { $kind }.
policy-reason-agreement-ends = Avtalet går ut den { $on }: { $kind }.
policy-reason-agreement-ended = Avtalet gick ut den { $on }: { $kind }.

# Skäl: gemensamma
policy-reason-condition-false = Kravet gäller inte här.
policy-reason-facts-missing = Det går inte att säga om kravet gäller. Uppgifter saknas: { $facts }.
policy-reason-recommended-not-done = Rekommenderas, men är inte gjort.
policy-reason-waived-by-decision = Ett beslutat undantag gäller till och med { $until }.
policy-reason-reviewed = Riktlinjen är översedd. Nästa översyn ska vara klar senast { $next }.
policy-reason-guideline-undated = Riktlinjen säger inte när den antogs, så det går inte att säga när den ska ses över.
policy-reason-past-review = Riktlinjen skulle ha setts över senast { $since }.

# Fel i ett paket: filer
policy-problem-missing-file = Filen { $file } saknas.
policy-problem-unknown-file = Filen { $file } hör inte till ett regelpaket.
policy-problem-not-utf8 = Filen är inte skriven i UTF-8.
policy-problem-not-toml = Filen är inte giltig TOML: { $detail }.
policy-problem-id-is-not-folder = Paketets id är { $id }, men mappen heter något annat.

# Fel i ett paket: nycklar och värden
policy-problem-unknown-key = Nyckeln ”{ $key }” är okänd här.
policy-problem-missing-key = Nyckeln ”{ $key }” saknas.
policy-problem-wrong-type = Här ska stå { $wanted ->
    [text] en text
    [list] en lista
    [flag] true eller false
    [number] ett heltal
    [date] ett datum
    [table] en tabell
    [list_of_tables] en lista av tabeller
    [name] ett namn ur en lista
    [parameter] ett heltal, en text, true, false eller en lista
   *[other] { $wanted }
}, men här står { $found ->
    [string] en text
    [array] en lista
    [boolean] true eller false
    [integer] ett heltal
    [float] ett decimaltal
    [datetime] ett datum eller en tid
    [table] en tabell
   *[other] { $found }
}.
policy-problem-empty-text = Texten är tom.
policy-problem-missing-language = Texten saknas på { $language ->
    [sv] svenska (nyckeln sv)
   *[other] engelska (nyckeln en)
}.
policy-problem-bad-date = Detta är inget datum.
policy-problem-bad-version = ”{ $version }” är inget versionsnummer.
policy-problem-unknown-time-zone = Tidszonen ”{ $zone }” finns inte.
policy-problem-months = { $value } är inget rimligt antal månader. Skriv 1 till 1200.
policy-problem-negative = { $value } är mindre än noll.
policy-problem-unknown-value = Värdet ”{ $value }” är okänt här.

# Fel i ett paket: id
policy-problem-bad-id = ”{ $id }” är inget giltigt id.
policy-problem-duplicate-id = Id:t { $id } finns redan ({ $kind ->
    [clause] klausul
    [rule] regel
    [role] roll
    [body] organ
    [document] dokumenttyp
    [parameter] parameter
    [term] begrepp
    [forum] grupp
    [agreement_kind] avtalsslag
    [user_group] användargrupp
    [plan] planslag
    [section] avsnitt
    [account_group] kontogrupp
    [goal_kind] slag av mål
    [activity_kind] slag av aktivitet
   *[other] { $kind }
}).
policy-problem-unknown-id = { $kind ->
    [clause] Klausulen { $id } finns inte.
    [rule] Regeln { $id } finns inte.
    [role] Rollen { $id } finns inte.
    [body] Organet { $id } finns inte.
    [level] Nivån { $id } finns inte.
    [party] Parten { $id } finns inte.
    [object_kind] Objekttypen { $id } finns inte.
    [document] Dokumenttypen { $id } finns inte.
    [document_group] Dokumentgruppen { $id } finns inte.
    [parameter] Parametern { $id } finns inte.
    [common_system] Det gemensamma systemet { $id } finns inte i listan.
    [business_area] Verksamhetsområdet { $id } finns inte i listan.
   *[other] { $id } finns inte ({ $kind }).
}

# Fel i ett paket: villkor
policy-problem-unknown-fact = Uppgiften ”{ $fact }” finns inte för det som villkoret gäller.
policy-problem-not-a-number-fact = Uppgiften ”{ $fact }” är inget tal.
policy-problem-bad-test = Detta går inte att fråga om uppgiften.
policy-problem-never = Villkoret kan aldrig uppfyllas.
policy-problem-parameter-not-days = Parametern { $parameter } är inget rimligt antal dagar.
policy-problem-no-clauses = Regeln vilar inte på någon klausul.
policy-problem-bad-who = Ange antingen en roll eller ett organ.

# Fel i ett paket: roller och dokument
policy-problem-impossible-count = Antalet går inte ihop: minst { $min }, högst { $max }.
policy-problem-empty-holder-demand = Kravet på innehavaren säger inget. Ange holder_kinds, bodies, also_holds eller flera av dem.
policy-problem-separation-of-one = Minst två olika roller behövs för att de ska kunna skiljas åt.
policy-problem-unknown-title-kind = ”{ $kind }” är ingen kategori, så titeln skulle aldrig användas.
policy-problem-appointment-circle = Rollerna utser varandra i en cirkel: { $circle }.
policy-problem-required-without-owner = Dokumenttypen { $document } krävs, men ingen svarar för den.
policy-problem-bad-numbering = Numreringen ”{ $pattern }” går inte att använda.
policy-problem-demanded-of-nobody = { $id } krävs, men ingen svarar för det.
policy-problem-yearly-without-plan = Dokumenttypen { $document } beslutas inte varje år, men det gör planen.
policy-problem-body-is-no-forum = { $body } är inget forum och ingen nämnd, så ingen kan sitta i det.
policy-problem-seat-of-a-body = { $body } är ett organ. En plats i gruppen har den som har en roll.
policy-problem-bad-seat = Ange antingen role eller name.
policy-problem-parameter-is-no-count = Parametern { $parameter } är inget antal personer.
policy-problem-parameter-is-no-months = Parametern { $parameter } är inget rimligt antal månader.
policy-problem-bad-exception = En avvikande dag ska ange antingen ett datum eller en dag varje år.
policy-problem-bad-grant = En behörighet ges antingen till alla (everyone = true) eller till funktioner (functions).
policy-problem-stricter-does-not-fit = Värdet kan inte bli strängare på det sättet. Tal kan vara lower eller higher, listor union, allt kan vara none.

# Fel i ett paket: egna tillägg
policy-problem-set-without-entry = Raden säger inte vad som ska ändras.
policy-problem-set-unknown-entry = Paketet har ingen post { $id } ({ $kind }) att ändra.
policy-problem-not-an-entry = ”{ $key }” står inte som en egen post.
policy-problem-relaxes = Parametern { $parameter } får inte mildras på en lägre nivå utan ett beslutat avsteg.

# Fel i ett paket: prov
policy-problem-test-failed = Provet ”{ $test }” gick inte igenom: { $about } skulle bli { $expected }, men blev { $found }.
policy-problem-test-without-verdict = Provet ”{ $test }” väntar sig ett utfall för { $rule }, men regeln gäller inte ett sådant fall.

# Varningar
policy-warning-missing-key = Nyckeln ”{ $key }” saknas. Riktlinjens giltighet är då oklar.
policy-warning-nobody-appoints = Ingen utser rollen { $role }.
policy-warning-twice-in-list = ”{ $value }” står två gånger och räknas en gång.
policy-warning-template-unknown = Mallen { $template } finns inte i plans.toml, så dokumentet skrivs utan mall.
policy-warning-clause-not-in-catalogue = Klausulen { $clause } finns inte i förteckningen över riktlinjens krav.
policy-warning-relaxed = Parametern { $parameter } mildras här. Det strängare värdet i paketet gäller då inte.
policy-warning-unused-clause = Ingen regel utför klausulen { $clause }.

# Vad som vore rätt
policy-help-known = De som finns är: { $known }.
policy-help-nearest = De närmaste är: { $known }.
policy-help-none-known = Det finns inga att välja på ännu.
policy-help-first-stands-at = Den första står i { $file } på rad { $line }.
policy-help-folder = Mappen heter { $folder }.
policy-help-utf8 = Spara filen som UTF-8.
policy-help-both-languages = Skriv texten på båda språken, till exempel sv = ”…” och en = ”…” inom klamrar.
policy-help-date = Skriv år, månad och dag utan citattecken, till exempel 2026-11-22.
policy-help-version = Skriv tal med punkt emellan, till exempel 1.0.
policy-help-time-zone = Skriv ett namn som Europe/Stockholm.
policy-help-clause-id = Skriv bokstäver, siffror och bindestreck.
policy-help-kebab-case = Skriv små bokstäver, siffror och bindestreck, till exempel one-system-owner.
policy-help-snake-case = Skriv små bokstäver, siffror och understreck, till exempel system_owner.
policy-help-test = Skriv ett värde, en lista, present, eller för tal och datum at_least och at_most.
policy-help-who = Skriv role eller body, men inte båda.
policy-help-impossible-count = Ange minst en av min och max, och låt inte max vara mindre än min.
policy-help-nobody-appoints = Ange appointed_by, eller en tom lista om riktlinjen inte säger det.
policy-help-appointment-circle = Ta bort en av dem ur appointed_by, eller låt ett organ utse den.
policy-help-required-without-owner = Ange owner_role.
policy-help-demanded-of-nobody = Ange responsible.
policy-help-yearly-without-plan = Ge dokumenttypen plan = true, eller planen cycle = ”none”.
policy-help-body-is-no-forum = Ge organet kind = ”forum” eller ”committee” i roles.toml.
policy-help-seat-of-a-body = Skriv role. Den som ska ha en plats utan roll läggs till med namn i programmet.
policy-help-limits = Låt inte noted_from vara större än most, och låt most vara minst 1.
policy-help-parameter-count = Ge parametern ett heltal från 0.
policy-help-numbering = Mönstret ska innehålla number inom klamrar en gång och får innehålla year inom klamrar en gång.
policy-help-parameter-months = Ge parametern ett heltal från 1 till 1200.
policy-help-exception = Skriv date som 2026-12-24 eller month_day som 12-24.
policy-help-entry = Skriv posten under en rad med dubbla hakparenteser: [[{ $key }]], eller [[set]] för att ändra en post som finns.
policy-help-never = Skriv minst ett värde i listan, och låt inte at_least vara större än at_most.
policy-help-parameter-days = Ge parametern ett heltal från 0 till { $most }.
policy-help-toml = Titta på raden och raden före: citattecken och klamrar ska stå i par, en nyckel får bara stå en gång, och en post i en lista börjar med dubbla hakparenteser.
policy-help-quotes = Skriv värdet inom citattecken.
policy-help-no-quotes = Skriv värdet utan citattecken.
policy-help-list = Skriv värdena inom hakparenteser med komma emellan.
policy-help-list-of-tables = Skriv varje post under en egen rad med dubbla hakparenteser, eller alla inom hakparenteser med klamrar om var och en.
policy-help-who-list = Skriv till exempel [{"{"} role = ”system_owner” {"}"}] eller [{"{"} body = ”it_department” {"}"}].
policy-help-no-clauses = Nämn minst en klausul ur clauses.toml.
policy-help-override = Skriv override = true om avsteget är beslutat.
policy-help-unused-clause = Nämn klausulen i en regel, eller ändra effect till recorded eller shown.
policy-problem-too-many-entries = Tillägget har fler än { $most } poster.
policy-problem-against-law = Parametern { $id } kräver mindre än lagen.
policy-problem-is-law = Parametern { $id } står i lag och ändras inte här.
policy-help-law = Lagens värde gäller alltid. Den som vill kräva mer lägger till en egen [[parameter]] med samma id och ett strängare värde.

# Det som ett paket säger, i ord: villkor
policy-condition-always = alltid
policy-condition-never = aldrig
policy-condition-group = ({ $condition })
policy-condition-not = inte ({ $condition })
policy-condition-yes = ”{ $fact }” är ja
policy-condition-no = ”{ $fact }” är nej
policy-condition-present = ”{ $fact }” är ifyllt
policy-condition-absent = ”{ $fact }” är inte ifyllt
policy-condition-is = ”{ $fact }” är { $values }
policy-condition-is-not = ”{ $fact }” är inte { $values }
policy-condition-holds = ”{ $fact }” omfattar { $values }
policy-condition-holds-not = ”{ $fact }” omfattar inte { $values }
policy-condition-at-least = ”{ $fact }” är minst { $least }
policy-condition-at-most = ”{ $fact }” är högst { $most }
policy-condition-between = ”{ $fact }” är från { $least } till { $most }
policy-condition-from = ”{ $fact }” är { $least } eller senare
policy-condition-until = ”{ $fact }” är { $most } eller tidigare

# Det som ett paket säger, i ord: vem, hur mycket och hur starkt
policy-words-and = { $first } och { $last }
policy-words-or = { $first } eller { $last }
policy-words-yes = ja
policy-words-no = nej
policy-words-open = anges inte
policy-words-must = krav
policy-words-should = rekommendation
policy-words-person = anställd person
policy-words-external-person = extern person
policy-words-body = organ
policy-words-who-when = { $who } (när { $condition })
policy-words-required = { $strength }: { $condition }
policy-words-level = alla på { $level }
policy-words-named = { $name }: { $value }
policy-words-hours = { $day ->
    [mon] måndag
    [tue] tisdag
    [wed] onsdag
    [thu] torsdag
    [fri] fredag
    [sat] lördag
    [sun] söndag
   *[other] dag före röd dag
} { $hours }

# Det som ett paket säger, i ord: formatets nycklar
policy-entry-adopted-by = antaget av
policy-entry-adopted-on = antaget den
policy-entry-action = åtgärd
policy-entry-aliases = kallas även
policy-entry-also-holds = har också rollen
policy-entry-appointed-by = utses av
policy-entry-ask = fråga
policy-entry-available-to-it = ska nås av IT
policy-entry-bodies = organ
policy-entry-by = samlas efter
policy-entry-category = kategori
policy-entry-chair = ordförande
policy-entry-clauses = klausuler
policy-entry-consulted = samråder först med
policy-entry-convener = sammankallande
policy-entry-core-function = grundfunktion
policy-entry-cost-years = kostnader för så många år
policy-entry-count-fact = uppgift som räknas
policy-entry-counts-as = räknas som
policy-entry-counts-from = räknas från
policy-entry-cycle = görs
policy-entry-day = dag
policy-entry-decide = beslutas med mandat för
policy-entry-decided-by = beslutas av
policy-entry-default-language = språk
policy-entry-description = beskrivning
policy-entry-demands = antal innehavare
policy-entry-discussed-by = behandlas av
policy-entry-document = dokument
policy-entry-draft = skrivs med mandat för
policy-entry-duties = ansvar
policy-entry-effect = hur programmet utför den
policy-entry-effective-kind = kategori
policy-entry-exceptions = avvikande dagar
policy-entry-external-allowed = externa får
policy-entry-fact = uppgift
policy-entry-follow-up = följs upp
policy-entry-functions = grundfunktioner
policy-entry-group = grupp
policy-entry-hint = ledtext
policy-entry-holder-demands = vem som får ha rollen
policy-entry-holder-kinds = slag av innehavare
policy-entry-holders = vilka
policy-entry-holds = innehåller
policy-entry-hours = tider
policy-entry-id = id
policy-entry-interval-months = intervall i månader
policy-entry-intro = inledning
policy-entry-is-internal = bara för dem som förvaltar
policy-entry-is-plan = är en plan
policy-entry-kind = slag
policy-entry-kinds = minst ett av varje
policy-entry-last-on = senast
policy-entry-layer = nivå av regler
policy-entry-level = nivå
policy-entry-max = högst
policy-entry-may-join = kan också delta
policy-entry-members = medlemmar
policy-entry-min = minst
policy-entry-most = högst
policy-entry-name = namn
policy-entry-needs-approval = godkänns innan det gäller
policy-entry-noted-from = märks från
policy-entry-numbering = numrering
policy-entry-opening-hours = öppettider
policy-entry-order = ordning
policy-entry-organisation = organisation
policy-entry-owner-demand = krav på dokumentägare
policy-entry-owner-role = ägs av
policy-entry-parameter = parameter
policy-entry-party = part
policy-entry-permissions = behörigheter
policy-entry-public-holidays = helgdagar
policy-entry-reading = läsning
policy-entry-reference = beteckning
policy-entry-required = krävs när
policy-entry-responsible = ansvarig
policy-entry-review = översyn
policy-entry-review-months = ses över i månader
policy-entry-revision-interval-months = översyn i månader
policy-entry-roles = roller
policy-entry-rule = regel
policy-entry-rules = regler
policy-entry-scope = räckvidd
policy-entry-section = avsnitt
policy-entry-sections = avsnitt
policy-entry-source = källa
policy-entry-spoken-for-by = företräds av
policy-entry-starts-with = börjar med
policy-entry-statement = redogörs för
policy-entry-status = läge
policy-entry-step-by = vem som tar steget
policy-entry-strength = styrka
policy-entry-stricter = strängare
policy-entry-subject = gäller
policy-entry-subjects = gäller
policy-entry-template = mall
policy-entry-term = begrepp
policy-entry-text = text
policy-entry-time-zone = tidszon
policy-entry-title = benämning
policy-entry-title-for = kallas för vissa objekt
policy-entry-valid-from = gäller från
policy-entry-value = värde
policy-entry-version = version
policy-entry-when = när

# Det som ett paket säger, i ord: formatets namn
policy-value-own = det egna
policy-value-object = objektet
policy-value-organisation = organisationen
policy-value-systems = system
policy-value-objects = objekt
policy-value-organisations = organisationer
policy-value-lower = ett lägre tal
policy-value-higher = ett högre tal
policy-value-union = fler i listan
policy-value-none = inget är strängare
policy-value-enforced = hindrar annat
policy-value-computed = räknas ut
policy-value-recorded = antecknas
policy-value-shown = visas
policy-value-law = lag
policy-value-national = nationell modell
policy-value-federation = förbund
policy-value-municipality = kommun
policy-value-local = eget tillägg
policy-value-open = obesvarad
policy-value-answered = besvarad
policy-value-by-organisation = organisation
policy-value-by-area = verksamhetsområde
policy-value-own-subject = den egna posten
policy-value-own-organisation = den egna organisationen
policy-value-whole-federation = hela samverkan
policy-value-never = inte återkommande
policy-value-yearly = varje år
policy-value-half-yearly = varje halvår
policy-value-quarterly = varje kvartal
policy-value-supplier = leverantören
policy-value-it = IT
policy-value-department = förvaltningen
policy-value-text = text
policy-value-roles = rollerna
policy-value-documents = dokumenten
policy-value-agreements = avtalen
policy-value-statements = redogörelserna
policy-value-responsibilities = vem som gör vad
policy-value-needs = behov
policy-value-goals = mål
policy-value-activities = aktiviteter
policy-value-releases = nya versioner
policy-value-resources = resurser
policy-value-budget = budget
policy-value-support = vem man kontaktar
policy-problem-weakens = Kravet { $rule } blir svagare här, och det kräver ett beslutat avsteg.
policy-warning-weakened = Kravet { $rule } blir svagare här än i paketet.
