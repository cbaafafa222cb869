# Vad människor får veta: utskick, sammanställningar, kalendern.
mail-greeting = Hej { $name }!
mail-why = Du får det här för att du har uppdrag i { $federation }.
mail-choose = Vad som skickas till dig väljer du här:
mail-choose-link = Välj vad som skickas till dig
mail-more = { $count ->
    [one] Och en sak till, som står på Start.
   *[other] Och { $count } saker till, som står på Start.
}
mail-digest-title = { $federation }: { $count ->
    [one] en sak att se till
   *[other] { $count } saker att se till
}
mail-deadline-line = { $due } { $name }: { $what }
mail-section-notices = Nytt
mail-section-deadlines = Sista dagar
mail-section-gaps = Nya brister
mail-test-title = Prov från Vidmakt
mail-test-text = Det här är ett prov. Inställningarna för e-post är rätt.

mail = Utskick
mail-list = Utskick
mail-list-empty = Inga utskick
mail-list-empty-text = Här syns vad som har skickats, vad som väntar och vad som inte gick att skicka.
mail-person = Till
mail-recipient = Adress
mail-state = Läge
mail-kind = Slag
mail-made = Skapat
mail-sent = Skickat
mail-reason = Orsak
mail-attempts = Försök
mail-next = Nästa försök
mail-detail = Svar från e-postservern
mail-no-attempts = Inget försök har gjorts.
mail-attempt-number = Nr
mail-attempt-began = Började
mail-attempt-outcome = Utfall
mail-attempt-detail = Svar
mail-kind-notice = Avisering
mail-kind-digest = Sammanställning
mail-kind-view = Vy som fil
mail-state-waiting = Väntar
mail-state-sending = Skickas
mail-state-sent = Skickat
mail-state-unclear = Oklart
mail-state-failed = Misslyckat
mail-state-not-sent = Inte skickat
mail-state-withdrawn = Återtaget
mail-reason-no-address = Personen har ingen e-postadress.
mail-reason-wrong-address = Det som står som e-postadress är ingen adress.
mail-reason-no-server = Ingen e-postserver är inställd.
mail-reason-recipient-refused = E-postservern tar inte emot adressen. Rätta den på personens sida.
mail-reason-mail-refused = E-postservern tar inte emot utskicket.
mail-reason-later = Det gick inte att skicka än; nytt försök görs.
mail-reason-given-up = Det gick inte att skicka trots flera försök.
mail-reason-no-answer = E-postservern svarade inte när den hade fått utskicket. Det kan ha kommit fram.
mail-reason-copy-stopped = Programmet stannade när utskicket lämnades över. Det kan ha kommit fram.
mail-reason-restored = Databasen är återställd från en säkerhetskopia. Utskicket kan ha gått ut sedan kopian togs.
mail-again = Skicka igen
mail-again-question = Skicka utskicket till { $recipient } igen?
mail-again-unclear = Det kan ha kommit fram redan. Då får personen det två gånger.
mail-again-failed = Det skickas inom kontorstid.
mail-again-done = Utskicket väntar på att skickas igen.
objection-mail-not-again = Det här utskicket går inte att skicka igen.
action-mail-sent-again = Utskick skickat igen
action-mail-held = Utskick hölls efter återställning
action-mail-choice-changed = Val av sammanställning ändrat
permission-mail-read = se vad som skickats till vem
permission-mail-resend = skicka om utskick
cli-mail = Provar e-posten, och håller utskick efter en återställning.
cli-mail-test = Skickar ett prov till en adress.
cli-mail-hold = Håller alla utskick som väntar, efter en återställd säkerhetskopia.
cli-mail-held = { $held } utskick väntade och hålls nu. Släpp dem ett och ett under Administration, Utskick.
cli-arg-address = Adressen som provet skickas till
cli-mail-sent = Provet är skickat till { $address }.
cli-mail-not-sent = Provet gick inte att skicka: { $detail }
cli-mail-no-server = Ingen e-postserver är inställd. Ange minst mail_server och mail_from.
cli-mail-setting-wrong = Inställningen { $setting } går inte att använda: { $detail }

mine-title = Mina utskick
mine-no-person = Ditt konto hör inte till någon person, så inget skickas till dig.
mine-told = Nytt till dig
mine-told-cut = Äldre aviseringar visas inte.
mine-nothing-told = Inget nytt den senaste månaden.
mine-digest = Sammanställning
mine-digest-text = Ett mejl med det som är nytt: sista dagar, brister där du svarar och annat som hänt. Det kommer på kontorstid och bara när något är nytt. Det du måste svara på, till exempel ett uppdrag, skickas alltid.
mine-digest-field = Hur ofta
mine-digest-daily = Högst en gång om dagen
mine-digest-weekly = Högst en gång i veckan
mine-digest-never = Aldrig
mine-digest-chosen = Ditt val är sparat.
feed-title = Mina sista dagar i kalendern
feed-text = Prenumerera på adressen i ditt kalenderprogram, så syns dina sista dagar där. Adressen är hemlig: den som har den ser det du har att se till.
feed-make = Skapa adress
feed-renew = Skapa ny adress
feed-revoke = Ta bort adressen
feed-revoked = Adressen är borttagen.
feed-made = Adressen skapades { $at }. Den visas bara när den skapas. En ny adress ersätter den gamla.
feed-made-now = Här är adressen. Spara den nu: den visas bara en gång.
feed-too-many = För många försök med fel adress. Försök igen senare.
feed-deadlines-name = Vidmakt: sista dagar
deadline-document-review = Dokumentet ska ses över
deadline-waiver-ends = Undantaget slutar att gälla
deadline-pack-begins = Regelpaketet börjar gälla (version { $version })
start-days = Sista dagar
start-more-told = { $count ->
    [one] En avisering till
   *[other] { $count } aviseringar till
}
start-all-days = Allt finns i din kalender
start-overdue = Försenat
start-day-record = Gäller
start-day-what = Att göra
start-day-due = Senast
start-day-state = Läge
cli-arg-mail-server = E-postserverns namn
cli-arg-mail-port = E-postserverns port
cli-arg-mail-tls = Hur förbindelsen skyddas: tls, starttls eller none
cli-arg-mail-user = Användare på e-postservern
cli-arg-mail-password-file = Fil med lösenordet till e-postservern
cli-arg-mail-from = Avsändare, till exempel Vidmakt <vidmakt@example.se>
cli-arg-mail-reply-to = Vart svar går
cli-mail-test-examples =
    {"  "}vidmakt mail test systemforvaltare@example.se
cli-mail-hold-examples =
    {"  "}vidmakt mail hold
