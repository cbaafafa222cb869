# Papper: det som skrivs ut, skickas eller arkiveras.

paper-page = Sida
paper-of = av
paper-contents = Innehåll
paper-picture = Bild: { $shows }
paper-letters-missing =
    { $count ->
        [one] Ett tecken i texten kan inte skrivas ut och visas som □.
       *[other] { $count } tecken i texten kan inte skrivas ut och visas som □.
    }
paper-too-long = Det blir för mycket text för ett papper. Ta ut uppgifterna som kalkylark i stället.
paper-as-of = Läget { $day }
paper-of-system = Spara systemet som PDF
paper-of-system-odt = Spara systemet som text (ODT)
paper-of-object = Spara objektet som PDF
paper-of-object-odt = Spara objektet som text (ODT)
paper-kind-system = System
paper-missing = Saknas
paper-nothing-missing = Inget saknas.
paper-demand = Krav
paper-outcome = Läge
paper-reason = Varför
paper-responsible = Ansvarig
report-no-such-form = Filens namn ska sluta på något av detta: { $known }.
report-no-plan = Det finns ingen plan som heter { $name }.
report-plans-alike = Flera planer heter { $name }. Ange år eller id för den som du menar: { $ids }.
report-namesakes = Flera system heter { $name }. Ange id för det som du menar: { $ids }.
