# Avtal med leverantörer.

agreements = Avtal
agreements-none = Inga avtal
agreements-none-text = Här samlas avtalen med leverantörerna. Lägg in ett avtal, så påminner vi om sista dagen att säga upp det.
agreements-all = Alla avtal
agreements-none-of-system = Inget avtal gäller systemet.
agreements-in-time = Avtalen över tid
agreement-new = Lägg in avtal
agreement-change = Ändra avtal

permission-agreements-read = Se avtal
permission-agreements-edit = Lägga in, ändra, säga upp och förnya avtal

agreement-name = Namn
agreement-kind = Slag
agreement-kind-supply = Leverans
agreement-kind-operation = Drift
agreement-kind-support = Support
agreement-kind-service = Service
agreement-kind-framework = Ramavtal
agreement-kind-data-processing = Personuppgiftsbiträdesavtal
agreement-number = Avtalsnummer
agreement-supplier = Leverantör
agreement-organisation = Avtalspart hos oss
agreement-organisation-hint = Den kommun, förvaltning eller det bolag som har ingått avtalet.
agreement-responsible = Bevakar avtalet
agreement-responsible-hint = Den som påminns i tid. Är ingen vald påminns de som ansvarar för systemen.
agreement-starts-on = Gäller från
agreement-ends-on = Slutar
agreement-ends-on-hint = Den första periodens sista dag. Lämna tomt om avtalet gäller tills vidare.
agreement-notice-months = Uppsägningstid i månader
agreement-renewal = Förlängning
agreement-renewal-never = Förlängs inte
agreement-renewal-tacit = Förlängs om ingen säger upp det
agreement-renewal-explicit = Förlängs bara om vi ber om det
agreement-renewal-months = Förlängs med så många månader
agreement-value-ore = Värde per år
agreement-framework = Avrop från ramavtal
agreement-systems = System
agreement-systems-hint = De system som avtalet gäller. De som ansvarar för dem får läsa avtalet.
agreement-system = System
agreement-notes = Anteckningar
agreement-terminated-on = Uppsagt
agreement-terminated-because = Varför det sades upp
agreement-is-terminated = Uppsagt
agreement-act-by = Säg upp senast
agreement-renew-by = Begär förlängning senast
agreement-speak-by = Säg upp eller förnya senast
agreement-renews-to = Förlängs annars till
agreement-until-further-notice = Tills vidare

agreement-group-parties = Parter
agreement-group-time = Tid
agreement-group-coverage = System och pris
agreement-group-notes = Anteckningar

agreement-view = Visa
agreement-view-terminated = Uppsagda
agreement-view-ended = Avslutade
agreement-view-all = Alla, även avslutade

agreement-state = Läge
agreement-state-running = Gäller
agreement-state-near = Sista dagen närmar sig
agreement-state-coming = Börjar senare
agreement-state-terminated = Uppsagt
agreement-state-ended = Avslutat

agreement-told-notice = Säg upp senast { $day }{ $days ->
    [0] , det är i dag
    [one] , det är om en dag
   *[other] , det är om { $days } dagar
}. Annars förlängs avtalet.
agreement-told-renew = Förnya eller ersätt avtalet. Sista dagen att begära förlängning är { $day }.
agreement-told-ends = Avtalet slutar { $day } och förlängs inte.
agreement-told-renews = Avtalet förlängs till { $end }. Nästa sista dag att säga upp det är { $next }.
agreement-unseen-system = Ett system som du inte ser
agreement-unseen-framework = Ett ramavtal som du inte ser
agreement-unseen-systems = { $count ->
    [one] Avtalet gäller ett system till, som du inte ser.
   *[other] Avtalet gäller { $count } system till, som du inte ser.
}
agreement-value-not-seen = Visas för dem som får se kostnader

agreement-terminate = Säg upp
agreement-terminate-on = Uppsagt den
agreement-terminate-on-hint = Den dag då uppsägningen lämnades. Lämna tomt för i dag.
agreement-terminate-because = Varför
agreement-terminate-consequence = Sägs avtalet upp i dag gäller det till { $end }.
agreement-notice-given = Avtalet är uppsagt. Det gäller till { $end }.
agreement-notice-late = Uppsägningen kom efter { $day }. Avtalet gäller till { $end }.
agreement-renew = Förnya
agreement-renew-ends-on = Gäller till
agreement-renew-because = Varför
agreement-renewed = Avtalet är förnyat

search-kind-agreement = Avtal
audit-kind-agreement = Avtal
action-agreement-registered = Avtalet lades in
action-agreement-changed = Avtalet ändrades
action-agreement-terminated = Avtalet sades upp
action-agreement-renewed = Avtalet förnyades
action-agreement-reorganised = Avtalet följde med i en omorganisation

deadline-agreement-notice = Säg upp avtalet eller låt det förlängas
deadline-agreement-renew = Förnya avtalet
deadline-agreement-ends = Avtalet slutar

leaving-item-agreements = Avtalen bevakas av någon annan

agreement-objection-renewal-months-missing = Skriv hur många månader avtalet förlängs med.
agreement-objection-notice-longer-than-renewal = Uppsägningstiden är längre än den tid som avtalet förlängs med.
agreement-objection-renews-not = Avtalet förlängs inte av sig självt. Lämna tomt, eller välj att det förlängs om ingen säger upp det.
agreement-objection-renews-without-end = Skriv den första periodens sista dag. Ett avtal som gäller tills vidare förlängs inte.
agreement-objection-ends-before-start = Avtalet slutar före den dag då det börjar.
agreement-objection-notice-longer-than-term = Uppsägningstiden är längre än avtalstiden.
agreement-objection-negative = Ett värde kan inte vara mindre än noll.
agreement-objection-framework-of-framework = Ett ramavtal avropas inte från ett annat ramavtal.
agreement-objection-no-framework = Det är inget ramavtal. Välj ett avtal av slaget ramavtal.
agreement-objection-has-call-offs = Andra avtal är avropade från det här. Därför måste det fortsätta att vara ett ramavtal.
agreement-objection-no-supplier = Det är ingen leverantör. Lägg in den bland leverantörerna först.
agreement-objection-supplier-as-party = En leverantör kan inte stå på båda sidor. Välj den egna organisationen.
agreement-objection-value-not-seen = Du får inte se vad avtalet är värt och kan därför inte ändra det.
agreement-objection-terminated = Avtalet är redan uppsagt.
agreement-objection-ended = Avtalet har slutat.
agreement-objection-notice-ahead = En uppsägning noteras den dag då den lämnas. Välj i dag eller en tidigare dag.
agreement-objection-renewed-otherwise = Bara avtal som förlängs när vi ber om det förnyas här. Ändra avtalets förlängning först.
agreement-objection-renewal-not-later = Den nya sista dagen ska ligga efter den nuvarande.
agreement-objection-signed = Avtalet är redan tecknat.
agreement-objection-signed-ahead = Att avtalet är tecknat noteras efteråt. Välj i dag eller en tidigare dag.
agreement-objection-not-approved = Avtalet tecknas när det är godkänt för alla system som det gäller.
agreement-objection-nothing-to-approve = Avtalet väntar inte på något godkännande.

agreement-group-signed = Godkänt och tecknat
agreement-group-documents = Dokument
agreement-documents = Dokument
agreement-documents-hint = Dokument som ligger på systemen eller hos avtalsparten. Lägg till själva avtalet där först.
agreement-unseen-document = Ett dokument som du inte ser
agreement-unseen-documents = { $count ->
    [one] Dessutom ett dokument som du inte ser.
   *[other] Dessutom { $count } dokument som du inte ser.
}
agreement-object = Objekt
agreements-none-of-object = Inget avtal gäller objektets system.
agreement-signed-on = Tecknat
agreement-signed-by = Noterat av
agreement-not-signed = Inte tecknat
agreement-state-unsigned = Inte tecknat
agreement-view-unsigned = Inte tecknade
agreement-approved = Godkänt för
agreement-approvals = Godkännande för varje system
agreement-approved-on = Godkänt
agreement-approved-by = Av
agreement-approval-waits = Väntar på godkännande
agreement-approve = Godkänn
agreement-approve-decision = Beslut
agreement-approve-decision-hint = Var det beslutades, till exempel en paragraf i ett protokoll. Krävs när en grupp beslutar.
agreement-approve-consequence = Du godkänner avtalet för { $systems }.
agreement-approve-others = För de övriga systemen godkänner andra det.
agreement-approved-whole = Avtalet är godkänt
agreement-approved-partly = { $count ->
    [one] Avtalet är godkänt för dina system. Det väntar på godkännande för ett system till.
   *[other] Avtalet är godkänt för dina system. Det väntar på godkännande för { $count } system till.
}
agreement-sign = Teckna
agreement-sign-on = Tecknat den
agreement-sign-on-hint = Den dag då avtalet undertecknades. Lämna tomt för i dag.
agreement-sign-decision = Beslut
agreement-sign-decision-hint = Var det beslutades, till exempel en paragraf i ett protokoll. Krävs när en grupp beslutar.
agreement-sign-consequence = Du noterar att avtalet är tecknat. Ändras sedan slag, leverantör, tid eller pris, eller gäller det ett system till, så tecknas det på nytt.
agreement-is-signed = Avtalet är tecknat
agreement-sign-anew = Sparat. Det som var tecknat har ändrats, och avtalet behöver tecknas på nytt.
refused-agreement-approve = Avtalet godkänns av { $holders }.
refused-agreement-sign = Avtalet tecknas av { $holders }, för alla system som det gäller.
refused-agreement-alone = Du skrev själv det som ska godkännas eller tecknas, och riktlinjen säger inte vem som gör det. Låt någon annan göra det.
refused-agreement-supplier = Du arbetar hos avtalets leverantör. Låt någon annan godkänna och teckna det.

permission-agreements-decide = Godkänna och teckna avtal där riktlinjen inte säger vem som gör det
permission-licences-edit = Lägga in licenser och räkna hur många som används
action-agreement-approved = Avtalet godkändes
action-agreement-signed = Avtalet tecknades

licences = Licenser
licences-none = Inga licenser
licences-none-text = Här står hur många licenser ni har och hur många som används. Lägg in en licens, så syns det när de inte räcker.
licence-new = Lägg in licens
licence-change = Ändra licens
licence-name = Namn
licence-kind = Räknas per
licence-kind-per-user = Användare
licence-kind-concurrent = Samtidig användare
licence-kind-per-device = Enhet
licence-kind-unlimited = Alla i organisationen
licence-organisation = Tillhör
licence-system = System
licence-supplier = Leverantör
licence-agreement = Avtal
licence-user-group = Användargrupp
licence-bought = Antal
licence-in-use = Används
licence-counted-on = Räknat den
licence-counted-on-hint = Lämna tomt för i dag.
licence-cost-ore = Kostnad per år
licence-valid-from = Gäller från
licence-valid-to = Gäller till
licence-responsible = Bevakar licensen
licence-responsible-hint = Den som påminns i tid. Är ingen vald påminns de som ansvarar för systemet.
licence-notes = Anteckningar
licence-group-what = Licensen
licence-group-count = Antal och kostnad
licence-group-time = Tid och anteckningar
licence-view = Visa
licence-view-over = Fler används än ni har
licence-view-free = Oanvända
licence-view-all = Alla, även avslutade
licence-use = Räcker de
licence-use-not-counted = Inte räknade
licence-use-over = { $count } för många
licence-use-free = { $count ->
    [one] En oanvänd
   *[other] { $count } oanvända
}
licence-use-all = Alla används
licence-objection-ends-before-start = Licensen slutar före den dag då den börjar.
licence-objection-counted-ahead = Välj i dag eller en tidigare dag.
licence-objection-nothing-counted = Skriv hur många som används, eller ta bort dagen.
licence-objection-how-many = Skriv hur många licenser det är.
agreement-unseen = Ett avtal som du inte ser
search-kind-licence = Licenser
audit-kind-licence = Licens
action-licence-registered = Licensen lades in
action-licence-changed = Licensen ändrades
action-licence-reorganised = Licensen följde med i en omorganisation
deadline-licence-ends = Licensen slutar
leaving-item-licences = Licenserna bevakas av någon annan
systems-of-supplier = System från leverantören
systems-none-of-supplier = Inga system
agreements-none-of-supplier = Inga avtal med leverantören
licences-none-of-supplier = Inga licenser från leverantören
