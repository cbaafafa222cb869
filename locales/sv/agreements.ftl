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
