# Inloggning, det egna kontot, och fel som gäller hela sidor.

sign-in-demo =
    { $count ->
        [one] Demonstrationens konto
       *[other] Demonstrationens { $count } konton
    }
sign-in-demo-who = Vem
sign-in-demo-of = Konton att logga in med

account-title = Mitt konto
account-change-password = Byt lösenord
account-current-password = Nuvarande lösenord
account-new-password = Nytt lösenord
account-new-password-hint = Minst { $min } tecken. En mening går bra.
account-repeated-password = Nytt lösenord en gång till
account-password-changed = Lösenordet är bytt. Alla andra inloggningar med kontot är avslutade.
account-tokens = Nycklar för skript
account-tokens-text = Med en nyckel kan ett skript arbeta med dina behörigheter, eller med en del av dem.
account-tokens-live = Nycklar som gäller
account-token-new = Ny nyckel
account-token-days = Gäller i antal dagar
account-token-scopes-hint = Välj bara det som skriptet behöver. Väljer du inget får nyckeln alla dina behörigheter.
account-token-create = Skapa nyckel
account-token-once = Din nya nyckel
account-token-made = Nyckeln är skapad och gäller till { $until }. Kopiera den nu: den visas bara den här gången.
account-token-kept = Jag har sparat nyckeln
account-no-tokens = Du har inga nycklar som gäller.
account-token-created = Skapad
account-token-expires = Gäller till
account-token-scopes = Behörigheter
account-token-action = Åtgärd
account-token-all = Alla dina behörigheter
account-token-revoke = Återkalla nyckeln
account-token-question = Återkalla nyckeln från { $created }?
account-token-consequence = Skript som använder nyckeln slutar att fungera genast. Det går inte att ångra.
account-token-revoked = Nyckeln är återkallad.

error-rejected-title = Något behöver rättas
error-rejected-text = Inget har sparats. Rätta uppgifterna och försök igen.
error-stale-title = Någon annan har ändrat samma uppgifter
error-stale-text = Inget har sparats. Läs in uppgifterna på nytt och gör om ändringen.
error-method-title = Det går inte att göra så här
error-method-text = Adressen finns, men inte för det sättet att fråga.
error-media-type-title = Innehållets typ stöds inte
error-media-type-text = Skicka JSON till API:et och formulär till sidorna, med rätt Content-Type.
error-timeout-title = Det tog för lång tid
error-timeout-text = Allt som skulle skickas kom inte fram i tid. Försök igen.
error-not-signed-in-title = Du är inte inloggad
error-not-signed-in-text = Logga in eller skicka en giltig nyckel.
error-cross-site-title = Anropet kom från en annan webbplats
error-cross-site-text = Av säkerhetsskäl tas formulär bara emot från Vidmakts egna sidor.
error-revision-required-title = Revisionen saknas
error-revision-required-text = Skicka If-Match med den ETag som du läste uppgifterna med.
error-wrong-text = Texten går inte att läsa. Den ska vara UTF-8 utan nolltecken.
error-wrong-json = Det är inte giltig JSON: felet finns på rad { $line }, tecken { $column }.
error-wrong-token = Nyckeln gäller inte. Den kan ha gått ut eller återkallats.

# Vad som står i revisionsloggen om konton
action-federation-renamed = Samverkan fick ett nytt namn
action-federation-added = Samverkan upplagd
action-account-added = Konto upplagt
action-account-locked = Konto låst
action-account-unlocked = Konto upplåst
action-account-reset = Nytt första lösenord utdelat
action-account-password-changed = Lösenord bytt
action-account-feed-renewed = Kalenderadress skapad
action-account-feed-revoked = Kalenderadress borttagen
action-account-signed-in = Inloggning
action-token-created = Nyckel skapad
action-token-revoked = Nyckel återkallad
