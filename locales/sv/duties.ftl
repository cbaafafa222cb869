# Ansvar: vad som är testat, vem som fått veta det, och vad som är godkänt för drift.

tests = Tester
tests-none = Inga testprotokoll
tests-none-text = Här står vad som är testat i systemen: ny funktion, ny version, tillbehör, återläsning och integrationer.
tests-none-of-system = Inget test är skrivet.
test-write = Skriv testprotokoll
test-new = Nytt testprotokoll
test-do-write = Spara protokollet
test-edit = Ändra
test-saved = Testprotokollet ”{ $about }” är sparat.
test-of-system = Tester och driftsgodkännanden
test-group-what = Vad som testades
test-group-next = Nästa test
test-participant-row = Person { $row }
test-case-row = Testfall { $row }
test-cases-hint = Skriv en rad för varje sak ni provade. Tomma rader sparas inte.
test-history = Historik
test-withdrawn = Tillbakadraget

test-view = Visa
test-view-due = Ska göras om inom tre månader
test-view-mine = Utdelade till mig
test-view-without-receipt = Någon har inte tagit del
test-view-withdrawn = Tillbakadragna

test-protocol = Testprotokoll
test-protocol-system = System
test-protocol-kind = Slag
test-protocol-kind-function = Ny funktion
test-protocol-kind-release = Ny version
test-protocol-kind-accessory = Tillbehör
test-protocol-kind-restore = Återläsning
test-protocol-kind-integration = Integration
test-protocol-about = Vad
test-protocol-about-hint = Några ord, till exempel ”Ny version med e-legitimation”.
test-protocol-version = Version
test-protocol-version-hint = Ska ni godkänna versionen för drift: skriv den lika i protokollet och i godkännandet.
test-protocol-integration = Integration med
test-protocol-integration-hint = Fyll i när testet gäller en integration.
test-protocol-performed-on = Testat den
test-protocol-participants = Gjort av
test-protocol-participants-hint = Alla som deltog i testet, även från IT.
test-protocol-performed-by = Andra som deltog
test-protocol-performed-by-hint = Till exempel leverantören.
test-protocol-outcome = Utfall
test-protocol-outcome-passed = Godkänt
test-protocol-outcome-passed-with-remarks = Godkänt med anmärkning
test-protocol-outcome-failed = Underkänt
test-protocol-remarks = Anmärkningar
test-protocol-next-on = Nästa test
test-protocol-next-on-hint = Tomt för ett nytt protokoll om återläsning eller integration: dagen räknas fram ur riktlinjen.
test-protocol-responsible = Ser till nästa test
test-protocol-cases = Testfall
test-protocol-receivers = Mottagare
test-protocol-within = Organisation
test-protocol-withdrawn-on = Tillbakadraget den
test-protocol-withdrawn-because = Varför det dras tillbaka

test-case-what = Vad
test-case-expected = Väntat
test-case-result = Utfall
test-case-result-passed = Godkänt
test-case-result-failed = Underkänt
test-case-result-not-run = Inte provat
test-case-note = Anteckning

test-distribute = Dela ut
test-distribute-text = Var och en får veta det genast, med en länk till protokollet, och svarar att de har tagit del.
test-proposed-receivers = Föreslagna mottagare
test-proposed-receivers-hint = De som driver systemet i dag.
test-add-receiver = Fler mottagare
test-distributed = Protokollet är utdelat.
test-not-distributed = Inte utdelat
test-receipts = { $received } av { $sent } har tagit del
test-receiver-person = Mottagare
test-receiver-sent-at = Utdelat
test-receiver-received-at = Har tagit del
test-sent-to-you = Protokollet är utdelat till dig. Läs det och svara att du har tagit del.
test-acknowledge = Jag har tagit del
test-acknowledged = Ditt svar är sparat.
test-told-sent = Du har fått ett testprotokoll för { $name }: { $about }. Läs det och svara att du har tagit del.
test-told-changed = Testprotokollet för { $name } har ändrats: { $about }. Läs det på nytt och svara att du har tagit del.
test-withdraw = Dra tillbaka protokollet
test-withdraw-consequence = Protokollet räknas inte längre. Det står kvar att läsa, och ingen behöver svara på det.
test-was-withdrawn = Protokollet är tillbakadraget.

approvals = Driftsgodkännanden
approvals-none-text = Ingen version är godkänd för drift.
approval-give = Godkänn för drift
approval-given = Versionen är godkänd för drift.
approval-text = Du godkänner att versionen tas i drift. Godkännandet bygger på tester som andra har fått ta del av.
approval-test = { $about } { $version }, { $day }: { $outcome }. { $receipts }.
approval-page = Driftsgodkännande: { $system } { $version }
approval-in-force = Gäller
approval-revoked = Återkallat
approval-revoke = Återkalla godkännandet
approval-revoke-text = Versionen är då inte längre godkänd för drift. Godkännandet står kvar att läsa.
approval-was-revoked = Godkännandet är återkallat.
operation-approval = Driftsgodkännande
operation-approval-system = System
operation-approval-version = Version
operation-approval-protocols = Tester
operation-approval-protocols-hint = Testerna ska gälla samma version.
operation-approval-remarks = Anmärkningar
operation-approval-state = Läge
operation-approval-approved-on = Godkänt den
operation-approval-approved-by = Godkänt av
operation-approval-approved-by-name = Godkänt av
operation-approval-revoked-on = Återkallat den
operation-approval-revoked-because = Varför det återkallas

permission-tests-write = skriva och dela ut testprotokoll
permission-tests-approve = godkänna för drift
refused-protocol-of-another = Protokollet är inte utdelat till dig. Bara den som har fått det kan svara att de har tagit del.

test-objection-stale = Någon annan har ändrat detta medan du hade sidan öppen. Öppna den i en ny flik, jämför och skriv in din ändring där.
test-objection-in-the-future = Dagen har inte varit än. Skriv protokollet när testet är gjort.
test-objection-next-before-test = Nästa test ska komma efter det här.
test-objection-nobody-responsible = Skriv vem som ser till att nästa test blir gjort.
test-objection-made-by-nobody = Skriv vilka som gjorde testet.
test-objection-has-left = Personen arbetar inte här längre. Välj någon annan.
test-objection-withdrawn = Protokollet är tillbakadraget.
test-objection-approved = Driftsgodkännandet av version { $version } bygger på protokollet ({ $who }, { $day }). Återkalla det först, eller skriv ett nytt protokoll.
test-objection-nobody-chosen = Välj minst en mottagare.
test-objection-all-have-it = Alla som du har valt har redan fått protokollet.
test-objection-receivers-gone = Arbetar inte här längre: { $people }. Välj någon annan.
test-objection-no-such-case = Det finns inget testfall med det numret.
test-objection-system-stays = Protokollet hör till sitt system. Skriv ett nytt för ett annat system.
approval-objection-no-protocol = Det finns inget testprotokoll för just den här versionen av systemet bland dem du har valt. Välj tester av samma version.
approval-objection-newest-failed = Det senaste testet av versionen är underkänt. Testa igen när felet är rättat.
approval-objection-chosen-failed = Ett underkänt test går inte att bygga på.
approval-objection-tested-alone = Du har själv ensam gjort testet. Någon annan ska godkänna.
approval-objection-not-distributed = Ett protokoll är inte utdelat till någon annan än den som testade och du som godkänner. Dela ut det först.
approval-objection-receipts =
    { $count ->
        [one] En mottagare har inte tagit del än. Riktlinjen vill att alla har det.
       *[other] { $count } mottagare har inte tagit del än. Riktlinjen vill att alla har det.
    }
approval-objection-retired = Systemet är avvecklat.
approval-objection-given-already = Versionen är redan godkänd av { $who } den { $day }.
approval-objection-revoked-already = Godkännandet är redan återkallat.

deadline-restore-test = Testa återläsning
deadline-integration-test = Testa integrationen
deadline-test = Testa igen
leaving-item-tests = Någon annan ser till de tester som ska göras om
search-kind-test_protocol = Testprotokoll
audit-kind-test-protocol = Testprotokoll
audit-kind-operation-approval = Driftsgodkännande
action-test-protocol-written = Testprotokollet skrevs
action-test-protocol-changed = Testprotokollet ändrades
action-test-protocol-distributed = Testprotokollet delades ut
action-test-protocol-acknowledged = En mottagare tog del av testprotokollet
action-test-protocol-withdrawn = Testprotokollet drogs tillbaka
action-operation-approval-given = Versionen godkändes för drift
action-operation-approval-revoked = Driftsgodkännandet återkallades

statements = Redogörelser för ansvar
statements-none = Inga redogörelser
statements-none-text = Här står hur de som har ett ansvar säger att det är uppfyllt.
statements-mine = Mina ansvar
statements-mine-none = Riktlinjen begär ingen redogörelse av dig.
statements-mine-caption =
    { $lacking ->
        [0] { $count } ansvar, alla med en aktuell redogörelse
       *[other] { $lacking } av { $count } ansvar utan aktuell redogörelse
    }
statements-count =
    { $count ->
        [one] En redogörelse
       *[other] { $count } redogörelser
    }
statements-none-of-record = Ingen redogörelse är skriven.
statement-some-past-review = Ska ses över
statement-holds = Gäller
statement-past-review = Ska ses över
statement-missing = Saknas
statement-withdrawn = Tillbakadragen
statement-form = Redogör för ansvar: { $name }
statement-on-behalf = Du skriver i stället för { $who }. Det står så i redogörelsen.
statement-made-on-behalf = { $by }, i stället för { $who }
statement-save = Spara redogörelsen
statement-saved = Redogörelsen är sparad.
statement-anew = Skriv om
statement-review = Stämmer fortfarande
statement-reviewed = Redogörelsen gäller igen, från i dag.
statement-withdraw = Dra tillbaka redogörelsen
statement-withdraw-consequence = Redogörelsen räknas inte längre. Den står kvar att läsa.
statement-was-withdrawn = Redogörelsen är tillbakadragen.
statement-source = Visa den
statement-copy = Kopiera till andra system
statement-copy-text =
    { $count ->
        [one] En redogörelse kopieras till de system du väljer.
       *[other] { $count } redogörelser kopieras till de system du väljer.
    } Där något redan är skrivet om samma ansvar ändras ingenting.
statement-copy-systems = System
statement-do-copy = Kopiera
statements-copied = Kopierade: { $copied }. Redan skrivna: { $stood }. Inte ditt ansvar: { $not_theirs }. Begärs inte där: { $not_asked }.
statement-view-due = Ska ses över inom tre månader
statement-view-mine = Skrivna av mig
statement-view-withdrawn = Tillbakadragna
duties-of-record = Ansvar och redogörelser
duties-of-holder = { $who }: { $said } av { $asked } ansvar har en aktuell redogörelse
duties-none-asked = Riktlinjen begär inga redogörelser här.

duty-statement = Redogörelse för ansvar
duty-statement-duty = Ansvar
duty-statement-state = Läge
duty-statement-subject = Gäller
duty-statement-role = Den som har ansvaret
duty-statement-within = Organisation
duty-statement-content = Hur ansvaret uppfylls
duty-statement-content-hint = Skriv hur det går till, eller ange en länk eller ett dokument nedan.
duty-statement-link = Länk
duty-statement-document = Dokument
duty-statement-review-date = Ses över senast
duty-statement-review-date-hint = Tomt: dagen räknas fram ur riktlinjen.
duty-statement-made-by = Skriven av
duty-statement-made-by-name = Skriven av
duty-statement-made-on = Skriven den
duty-statement-is-on-behalf = Skriven i stället för den som har ansvaret
duty-statement-copied-from = Kopierad från
duty-statement-withdrawn-on = Tillbakadragen den
duty-statement-withdrawn-because = Varför den dras tillbaka

permission-statements-write = redogöra för ansvar i stället för den som har det
refused-statement = Det här ansvaret har { $holder }. Bara den som har ansvaret, eller den som får redogöra för andra ({ $permission }), kan skriva här.
statement-objection-says-nothing = Skriv hur ansvaret uppfylls, eller ange en länk eller ett dokument.
statement-objection-review-is-past = Välj en dag som kommer.
statement-objection-stands = Något är redan skrivet om det här ansvaret. Öppna redogörelsen och skriv om den.
statement-objection-stale = Någon annan har skrivit om samma ansvar medan du hade sidan öppen. Öppna den i en ny flik, jämför och skriv in din ändring där.
statement-objection-withdrawn = Redogörelsen är tillbakadragen.
statement-objection-duty-stays = En redogörelse hör till sitt ansvar. Skriv en ny för ett annat.
statement-objection-no-system = Välj minst ett system.
statement-objection-too-many-systems = Välj högst { $most } system åt gången.

deadline-statements =
    { $count ->
        [one] Se över redogörelsen för ett ansvar
       *[other] Se över redogörelserna för { $count } ansvar
    }
leaving-item-statements = Någon annan redogör för ansvaren
search-kind-duty_statement = Redogörelser för ansvar
audit-kind-duty-statement = Redogörelse för ansvar
action-duty-statement-made = Redogörelsen skrevs
action-duty-statement-changed = Redogörelsen skrevs om
action-duty-statement-reviewed = Redogörelsen sågs över och gäller
action-duty-statement-copied = Redogörelsen kopierades hit
action-duty-statement-withdrawn = Redogörelsen drogs tillbaka
