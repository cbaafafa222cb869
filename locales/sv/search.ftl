# Sökningen.
search-title = Sök
search-title-of = Sök: { $question }
search-count = { $count ->
    [0] Inga träffar
    [one] 1 träff
   *[other] { $count } träffar
  }
search-count-more = Fler än { $count } träffar
search-number-more = fler än { $count }
search-write-more = Skriv fler ord för att hitta rätt.
search-see-all = Visa alla träffar
search-all-kinds = Alla
search-kinds = Slag av träffar
search-all-of-kind = Visa alla { $count } { $kind }
search-more-of-kind = Visa fler { $kind }
search-next = Nästa sida
search-kind-system = System
search-kind-object = Förvaltningsobjekt
search-kind-document = Dokument
search-kind-organisation = Organisationer
search-kind-unit = Enheter
search-kind-site = Verksamhetsställen
search-kind-person = Personer
search-closed = Upphörd
search-custom-fields = Egna fält
search-text-of-file = Text i filen
search-help-title = Vad söker du?
search-nothing-title = Inga träffar
search-help-what = Du kan söka efter system, förvaltningsobjekt, dokument, organisationer, enheter, verksamhetsställen och personer: namn, nummer, beskrivningar, anteckningar, egna fält, dokumenttyper och text i filer. Sökningen visar det som gäller i dag.
search-help-forms = Ord hittas i alla sina former: skolor hittar också skolan.
search-help-beginning = Det sista ordet räcker som början: systemf hittar systemförvaltning.
search-help-quotes = Sätt citattecken runt ord som ska stå precis så och intill varandra: "personligt ombud". Ett nummer som 2026/123 söks alltid så. Av en fil söks de första 500 000 tecknen, ungefär 150 sidor.
search-help-seen = Du hittar bara det som du får se.
search-no-words = Skriv minst ett ord eller ett tal att söka efter.
search-too-many-words = Sök på högst { $most } ord åt gången.
search-only-today = Sökningen visar bara det som gäller i dag. Ta bort datumet.
search-not-whole = Sökregistret byggs just nu. Alla träffar finns kanske inte med ännu.
search-further-on = Orden står längre fram i texten.
