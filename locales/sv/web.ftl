# Skalet och delarna som sidorna byggs av.

skip-to-content = Hoppa till innehållet
menu = Meny
rail-fold = Fäll ihop
rail-unfold = Fäll ut
menu-show = Visa menyn
rooms = Rum
breadcrumbs = Du är här
close = Stäng

room-start = Start
room-register = Register
room-administration = Administration

search = Sök
search-placeholder = Sök

as-of = Visa som det var ett annat datum
as-of-today = I dag
as-of-label = Visa som det var
as-of-show = Visa
as-of-band = Så här var det { $day }
as-of-read-only = Inget kan ändras i den här vyn.
as-of-back = Tillbaka till i dag

waiting-for-me =
    { $all } väntar på dig: { $gaps ->
        [one] 1 brist
       *[other] { $gaps } brister
    } och { $notices ->
        [one] 1 avisering
       *[other] { $notices } aviseringar
    }

user-menu = { $name }, inställningar och utloggning
sign-out = Logga ut
settings-save = Spara inställningarna
language = Språk
language-sv = Svenska
language-en = Engelska
colours = Färger
colours-auto = Som datorn
colours-light = Ljusa
colours-dark = Mörka
density = Täthet
density-compact = Kompakt
density-comfortable = Luftig
shortcuts = Kortkommandon
shortcuts-on = På
shortcuts-off = Av

keys-title = Kortkommandon
keys-off-hint = De kan stängas av bland inställningarna under ditt namn.
key-search = Sök
key-help = Visa den här hjälpen
key-rows = Nästa och föregående rad
key-open = Visa raden bredvid listan
key-choose = Välj raden
key-choose-range = Välj raderna från den senast valda hit
key-edit = Ändra
key-new = Skapa nytt
key-back = Stäng eller gå tillbaka

print-today = Utskrivet { $today }
print-as-of = Läget { $day }, utskrivet { $today }

save = Spara
cancel = Avbryt
copy-link = Kopiera länken
copied = Länken är kopierad
copy = Kopiera
copy-done = Kopierat
value-absent = Uppgift saknas

sign-in-title = Logga in
sign-in-user-name = Användarnamn
sign-in-password = Lösenord
sign-in = Logga in
sign-in-wrong = Användarnamnet eller lösenordet stämmer inte. Försök igen eller be din administratör om ett nytt lösenord.
sign-in-too-many =
    { $minutes ->
        [one] För många försök. Vänta en minut och försök igen.
       *[other] För många försök. Vänta { $minutes } minuter och försök igen.
    }
sign-in-again = Du har blivit utloggad. Logga in igen, så kommer du tillbaka till samma sida.
signed-out = Du är utloggad.

error-not-found-title = Sidan finns inte
error-not-found-text = Adressen stämmer inte, eller så har du inte tillgång till det som finns där.
error-refused-title = Du har inte behörighet
error-refused-text = Din roll ger inte rätt att göra detta. Be den som förvaltar systemet eller din administratör om hjälp.
error-csrf-title = Formuläret gäller inte längre
error-csrf-text = Du har loggat in på nytt sedan sidan öppnades. Skicka det du skrev en gång till.
error-too-large-title = Det du skickade är för stort
error-too-large-text = Dela upp filen eller korta texten och försök igen.
error-bad-request-title = Det gick inte att förstå det som skickades
error-bad-request-text = Ladda om sidan och försök igen.
error-unavailable-title = Vidmakt är upptaget just nu
error-unavailable-text = Inget har sparats. Vänta en stund och försök igen.
error-too-many-uploads = Det kommer in många filer just nu. Inga filer togs emot. Vänta en halv minut och skicka dem igen.
error-unsure-title = Det är oklart om det sparades
error-unsure-text = Förbindelsen med databasen bröts just när det skulle sparas. Se efter om det är sparat innan du gör om det.
error-unsure-again = Förbindelsen med databasen bröts just när det skulle sparas. Skicka det igen: det som redan är sparat sparas inte en gång till.
error-unsure-key = Förbindelsen med databasen bröts just när det skulle sparas. Skicka samma anrop igen med samma Idempotency-Key: det utförs bara en gång.
error-failed-title = Något gick fel
error-failed-text = Inget har sparats. Felet är loggat. Försök igen, och hör av dig till supporten om det händer igen.
error-other-account-title = Formuläret hör till ett annat konto
error-other-account-text = Det skrevs av någon som var inloggad med ett annat konto, så inget är sparat. Logga in med det kontot i en ny flik, kom tillbaka hit och skicka igen.
error-session-ended-title = Du har blivit utloggad
error-session-ended-text = Inget är sparat än. Logga in i en ny flik, kom tillbaka hit och skicka det du skrev en gång till.
error-resend-text = Det du skrev finns kvar på den här sidan.
error-resend-files = Filer behöver du välja igen på formulärets egen sida.
error-resend = Skicka igen
error-reference = Uppge referensen { $reference } om du hör av dig till supporten.
error-status = Felkod { $status }
error-to-start = Till startsidan
error-to-sign-in = Logga in
error-go-back = Tillbaka till föregående sida

form-required = (obligatoriskt)
form-date-form = åååå-mm-dd
form-date-hint = Skriv åååå-mm-dd.
form-link-hint = Börja med https://
form-choose = Välj
form-which-is-meant = Vilken menar du?
form-yes = Ja
form-no = Nej
form-unknown = Vet inte
form-errors =
    { $count ->
        [one] En uppgift behöver rättas
       *[other] { $count } uppgifter behöver rättas
    }

conflict-title = Någon annan har ändrat samma uppgifter
conflict-text = { $who } sparade { $when }, medan du skrev. Inget av det du skrev är borta. Välj vad som ska gälla för varje uppgift.
conflict-field = Uppgift
conflict-theirs = Sparat av den andra
conflict-yours = Ditt
conflict-save = Spara det valda

table-filter = Filtrera listan
table-filters =
    { $count ->
        [0] Filter
       *[other] Filter ({ $count })
    }
table-apply = Filtrera
table-more-filters = Fler filter
table-all = Alla
table-active-filters = Filter som gäller
table-remove-filter = Ta bort filtret { $filter }
table-remove-all = Ta bort alla filter
filter-picked-elsewhere = vald på en annan sida
filter-unnamed = Urval
table-columns = Kolumner
table-columns-shown = Kolumner som visas
table-columns-show = Visa
table-export = Exportera
list-as-csv = CSV-fil
list-as-xlsx = XLSX-fil (kalkylblad)
list-shown-as-csv = CSV-fil, kolumnerna som visas
list-shown-as-xlsx = XLSX-fil, kolumnerna som visas
table-pages = Sidor
table-first = Första sidan
table-previous = Föregående
table-next = Nästa
table-range =
    { $total ->
        [0] Inga rader
       *[other] { $from }–{ $to } av { $total }
    }
chosen-rows = Valda rader
chosen-row = Välj { $name }
chosen-page = Välj alla på sidan
chosen-one = 1 rad vald
chosen-several = # rader valda
chosen-all = Alla { $count } i urvalet
chosen-told-all = Alla { $count } i urvalet är valda
chosen-none = Avmarkera
drawer-whole-page = Öppna sidan
drawer-close = Stäng
filter-no-such-name = Ingen med det namnet finns.
filter-several-names = Flera passar. Vilken menar du?
table-no-match-title = Inget stämmer med filtren
table-no-match-text = Ta bort ett filter eller sök på ett annat ord.

outcome-met = Uppfyllt
outcome-breached = Brist
outcome-unknown = Okänt
outcome-not-applicable = Gäller inte
outcome-waived = Undantag

missing-title = Saknas
missing-count = { $missing } av { $demands } krav
missing-nothing =
    { $demands ->
        [0] Riktlinjen ställer inga krav här.
        [one] Inget saknas. Det enda kravet är uppfyllt.
       *[other] Inget saknas. Alla { $demands } krav är uppfyllda.
    }
missing-responsible = Ansvarig: { $who }
missing-mended-by = Görs av { $who }
missing-undecided =
    { $count ->
        [one] Ett krav går inte att bedöma än.
       *[other] { $count } krav går inte att bedöma än.
    }
missing-fill = Fyll i
missing-undecided-shown = Visa kraven
missing-all = Visa alla krav

why = Varför?
why-must = Ska
why-should = Bör

history = Historik
history-field = Uppgift
history-before = Före
history-after = Efter
history-erased = innehållet är gallrat
history-because = Grund:
history-empty-title = Ingen historik ännu
history-empty-text = Här visas varje ändring med tid, person och beslut.
history-pages = Sidor av historiken
history-older = Äldre händelser
history-newest = Till de nyaste händelserna

matrix-legend = Förklaring

timeline-table = Visa som tabell
timeline-name = Namn
timeline-from = Från
timeline-runs = Gäller
timeline-notice = Säg upp senast
timeline-ends = Slutar
timeline-state = Läge
timeline-today = I dag
timeline-open = tills vidare

written-no-picture = { $alt } (bilden finns inte här)

editor-hint = Lämna en tom rad mellan styckena.
editor-tools = Tecken i texten
editor-strong = Fet
editor-heading = Rubrik
editor-list = Lista
editor-table = Tabell
editor-table-head = Rubrik
editor-link = Länk
editor-preview = Förhandsgranska
editor-preview-title = Så här ser texten ut
editor-no-preview = Texten kunde inte visas nu. Den ligger kvar i fältet. Försök igen om en stund.
editor-words =
    { $count ->
        [one] Ett ord
       *[other] { $count } ord
    }
editor-kept = Utkastet är sparat för dig
editor-other = { $who } sparade { $at }. Era texter läggs ihop när du sparar.
editor-waiting = Ingen kontakt. Texten ligger kvar här och sparas när det går.
editor-refused = Utkastet kunde inte sparas, men texten ligger kvar här. Tryck på Spara, så får du veta varför.
editor-signed-out = Din inloggning har gått ut. Logga in i en ny flik, så sparas texten.
editor-other-account = Någon annan är inloggad i den här webbläsaren. Logga in som dig själv i en ny flik, så sparas texten.

joined-title = Ni har skrivit på samma ställe
joined-text = { $who } sparade medan du skrev. Inget är sparat än, och inget är borta. Välj för varje ställe vad som ska stå.
joined-place = ”{ $words }”
joined-theirs = Det { $who } skrev
joined-mine = Det du skrev
joined-both = Båda, med den andras text först
joined-removed = Stycket är borttaget.
joined-save = Spara det valda
joined-by-hand = Skriv ihop texterna för hand

compared-removed = Borttaget:
compared-added = Tillagt:
compared-same =
    { $count ->
        [one] Ett stycke är oförändrat
       *[other] { $count } stycken är oförändrade
    }

panel-all = Visa alla

progress-of = { $done } av { $total }
progress-so-far = { $done } hittills
progress-may-leave = Du kan lämna sidan och komma tillbaka. Arbetet fortsätter.
progress-look-again = Uppdatera nu

import-row = Rad
import-name = Namn
import-result = Resultat
import-remarks = Anmärkning
import-rows = Kalkylarkets rader
import-created = Ny
import-changed = Ändras
import-unchanged = Oförändrad
import-row-wrong = Fel
import-would = Inget har sparats ännu. Importen skapar { $created }, ändrar { $changed } och lämnar { $unchanged } oförändrade.
import-done = Importen är klar: { $created } skapade, { $changed } ändrade och { $unchanged } oförändrade.
import-partly = Importen är klar: { $created } skapade, { $changed } ändrade och { $unchanged } oförändrade. Rader som var fel och inte sparades: { $wrong }.
import-wrong =
    { $wrong ->
        [one] Inget har sparats, för en rad är fel. Rätta den i kalkylarket, eller ändra nedan hur det ska läsas.
       *[other] Inget har sparats, för { $wrong } rader är fel. Rätta dem i kalkylarket, eller ändra nedan hur det ska läsas.
    }
