# Vad som är fel i det som skrevs, så att den som läser vet hur det rättas.

objection-wrong-input = Uppgiften stämmer inte. Kontrollera den och försök igen.
objection-required = Fyll i uppgiften. Den är obligatorisk.
objection-too-long = Texten är för lång. Den får ha högst { $max } tecken.
objection-not-a-number = Skriv ett helt tal med siffror.
objection-out-of-range = Skriv ett tal från { $min } till { $max }.
objection-not-a-date = Det är inget datum. Skriv år, månad och dag, till exempel 2026-11-22.
objection-not-a-flag = Svara ja eller nej, eller lämna tomt om du inte vet.
objection-not-a-choice = Välj ett av alternativen.
objection-not-a-link = Det är ingen webbadress. Den ska börja med https:// eller http:// och får inte ha mellanslag.
objection-not-a-reference = Välj något som finns i listan.
objection-too-many = Det är för många. Välj högst { $max }.
objection-control-character = Texten innehåller tecken som inte går att visa. Skriv om den utan dem.
objection-personal-identity-number = Skriv inga personnummer. Ta bort det och försök igen.
objection-stale = Någon annan har ändrat uppgifterna sedan du läste dem.
objection-as-of-future = Den dagen har inte varit ännu. Välj i dag eller en tidigare dag.
objection-cursor = Platsen i listan gäller inte längre. Börja från listans början.
objection-sort = Listan går inte att sortera så.
objection-limit = Skriv ett tal från { $min } till { $max }.
objection-unknown-filter = Listan går inte att filtrera på detta.
objection-unknown-field = Det finns ingen uppgift med det namnet här.
objection-wanted-text = Här ska det stå en text.
objection-wanted-number = Här ska det stå ett helt tal.
objection-wanted-flag = Här ska det stå true, false eller null.
objection-wanted-list = Här ska det stå en lista.
objection-wanted-object = Skicka ett JSON-objekt med uppgifternas namn och värden.
objection-form-expected = Skicka ett formulär.
objection-json-expected = Skicka JSON.
objection-idempotency-key = Idempotency-Key ska ha 1 till 200 tecken.
objection-idempotency-reused = Samma Idempotency-Key har redan använts för något annat. Välj en ny.

objection-user-name = Ett användarnamn får ha högst 100 tecken och inga mellanslag.
objection-user-name-taken = Användarnamnet är upptaget. Välj ett annat.
objection-federation-key = Nyckeln får bara ha små bokstäver a–z, siffror och bindestreck, högst 40 tecken.
objection-federation-name = Skriv ett namn med högst 200 tecken.
objection-federation-taken = Nyckeln är upptagen. Välj en annan.
objection-password-too-short = Lösenordet är för kort. Det ska ha minst { $min } tecken.
objection-password-too-easy = Lösenordet är för lätt att gissa. Välj ett utan ditt användarnamn och med olika tecken.
objection-password-wrong = Det är inte ditt nuvarande lösenord.
objection-password-differs = De två nya lösenorden är olika. Skriv samma två gånger.
objection-token-days = En nyckel kan gälla från 1 dag till 3 650 dagar.
objection-token-scope = Det är inget namn på en behörighet. Skriv till exempel register.read.

refused-permission = Du saknar behörigheten { $permission }.
objection-said-twice = Det står två gånger. Ange det en gång.
objection-already-saved = Det här formuläret är redan sparat. Öppna sidan på nytt om du vill spara en gång till.
