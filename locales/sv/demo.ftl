# Demonstrationen: vad den skriver i terminalen och vad den säger när dess filer är fel.

demo-built = Demonstrationen ligger i { $folder }.
demo-not-a-demo =
    { $path } finns redan och är ingen tidigare demonstration, så den skrivs inte över.
    Välj en annan mapp med --dir.
demo-file-wrong = Filen går inte att läsa: { $detail }
demo-not-found = Finns inte.
demo-not-a-text = Ska vara en text.
demo-not-a-table = Ska vara en tabell.
demo-unknown-field = Okänt fält.
demo-unknown-name = Det finns inget som heter { $name }.
demo-unknown-event = Okänd händelse.
demo-name-twice = Namnet finns två gånger.
