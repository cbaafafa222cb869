# Ändringsmeddelanden: det som den som svarar för ett system meddelar dem som för registret.
notice-tell = Meddela ändring
notice-tell-new = Meddela nytt system
notice-tell-text = Fyll i det som har ändrats. De som för registret får ditt meddelande och skriver in ändringen. Du ser här hur det går.
notice-tell-new-text = Beskriv systemet så som det ska stå i registret. De som för registret får ditt meddelande och registrerar det.
notice-send = Skicka
notice-sent = Meddelandet är skickat till dem som för registret.
notice-why = Varför, eller sedan när
notice-why-hint = Hjälper den som ska skriva in ändringen.
notices = Ändringsmeddelanden
notices-none = Inga ändringsmeddelanden
notices-none-text = Här står ändringar som systemägare och andra ansvariga har meddelat.
notices-waiting = Ändringsmeddelanden att ta hand om
notices-none-waiting = Inga ändringsmeddelanden väntar på dig.
notices-all = Alla ändringsmeddelanden
notices-of-system = Meddelade ändringar som väntar
notice-new-system = nytt system
notice-page = Ändringsmeddelande om { $name }
notice-sent-by = Skickat av
notice-sent-at = Skickat
notice-settled-by = Avslutat av
notice-settled-at = Avslutat
notice-reason = Varför
notice-answer = Svar
notice-field = Uppgift
notice-was = När det skickades
notice-now = Står nu
notice-proposed = Ska stå
notice-side-by-side = Uppgifterna sida vid sida
notice-take = Ta över
notice-take-field = Ta över { $field }
notice-mark-conflict = Har ändrats av någon annan sedan meddelandet skickades.
notice-mark-already = Står redan så.
notice-mark-taken = Övertagen.
notice-mark-not-taken = Inte övertagen.
notice-take-over = Ta över det valda
notice-take-over-text = De valda uppgifterna skrivs in i registret i ditt namn, och historiken säger vem som meddelade dem.
notice-taken-over = Ändringen är införd i registret.
notice-partly = Varför inte allt tas över
notice-partly-hint = Fyll bara i om du lämnar något.
notice-send-back = Skicka tillbaka
notice-send-back-text = Den som skickade meddelandet får läsa varför, kan ändra det och skicka det igen.
notice-send-back-why = Varför det skickas tillbaka
notice-was-sent-back = Meddelandet är tillbakaskickat.
notice-change = Ändra och skicka igen
notice-withdraw = Dra tillbaka
notice-withdraw-question = Dra tillbaka meddelandet?
notice-withdraw-text = Då behöver ingen ta hand om det. Det står kvar i historiken.
notice-was-withdrawn = Meddelandet är tillbakadraget.
notice-no-longer-yours = Du har inte längre någon roll på systemet. Du kan dra tillbaka meddelandet, men inte ändra det.
notice-history = Historik

change-notice-name = System
change-notice-system = System
change-notice-state = Läge
change-notice-state-open = Väntar
change-notice-state-taken-over = Infört
change-notice-state-sent-back = Tillbakaskickat
change-notice-state-withdrawn = Tillbakadraget
change-notice-sent-by = Skickat av
change-notice-sent-at = Skickat
change-notice-reason = Varför
change-notice-fields = Uppgifter

system-change-notice = Enligt ändringsmeddelande av
action-change-notice-sent = Ändringen meddelades
action-change-notice-sent-again = Meddelandet ändrades och skickades igen
action-change-notice-taken-over = Meddelandet togs över
action-change-notice-sent-back = Meddelandet skickades tillbaka
action-change-notice-withdrawn = Meddelandet drogs tillbaka

register-objection-nothing-proposed = Ändra minst en uppgift. Nu står allt som i registret.
register-objection-field-not-seen = Du ser inte uppgiften i registret och kan inte föreslå en annan.
register-objection-nothing-chosen = Välj minst en uppgift att ta över.
register-objection-say-why-not-all = Skriv varför du inte tar över allt, så att den som meddelade ändringen får veta det.
register-objection-notice-settled = Meddelandet är redan avslutat. Läs vem som gjorde det nedan.
register-objection-notice-conflict = Uppgiften har ändrats av någon annan sedan meddelandet skickades. Jämför och välj själv.
notice-objection-at-field = { $field }: { $wrong }
register-objection-notice-stale = Någon har ändrat meddelandet medan du hade sidan öppen. Läs det igen.
refused-notice-of-another = Bara den som skickade meddelandet får ändra det eller dra tillbaka det.

permission-register-propose = Meddela ändringar till dem som för registret
permission-register-confirm = Bekräfta att uppgifterna i registret stämmer

# Bekräftelser: en gång om året frågas den som svarar för ett system om uppgifterna stämmer.
confirm-list = Att bekräfta
confirm-list-text = Registret frågar dig regelbundet om uppgifterna om dina system stämmer. System som inte har ändrats kan du bekräfta flera åt gången.
confirm-panel = Stämmer det fortfarande?
confirm-none = Inget system väntar på din bekräftelse.
confirm-none-text = Du blir påmind när det är dags.
confirm-all = Alla dina system att bekräfta
confirm-page = Stämmer uppgifterna om { $name }?
confirm-do = Ja, uppgifterna stämmer
confirm-several = Bekräfta de valda
confirm-done = Tack. Uppgifterna är bekräftade.
confirm-done-several = { $count ->
    [one] Tack. Ett system är bekräftat.
   *[other] Tack. { $count } system är bekräftade.
  }
confirm-more = { $count ->
    [one] Ett system till visas när du har bekräftat några av de här.
   *[other] { $count } system till visas när du har bekräftat några av de här.
  }
confirm-look = Se vad som har ändrats
confirm-read = Läs och bekräfta
confirm-systems = Dina system
confirm-choose = Välj
confirm-choose-system = Bekräfta { $name }
confirm-last = Bekräftades senast
confirm-last-by = av { $name }
confirm-until = Gäller till och med
confirm-never = Uppgifterna har aldrig bekräftats. Läs igenom dem nedan.
confirm-unchanged = Ingenting har ändrats sedan dess.
confirm-changed = Ändrat sedan dess
confirm-own-changes = Det du själv har ändrat räknas som bekräftat.
confirm-content = Så står det i registret
confirm-wrong = Stämmer något inte?
confirm-mend-by-edit = Ändra uppgifterna
deadline-confirm-system = Bekräfta att uppgifterna stämmer
mend-confirm = Bekräfta uppgifterna
fact-system-confirmation = bekräftade uppgifter
confirmation-state = Bekräftelse
confirmation-state-never = Aldrig bekräftat
confirmation-state-current = Bekräftat
confirmation-state-changed = Ändrat sedan dess
confirmation-state-expired = För länge sedan
action-system-confirmed = Uppgifterna bekräftades
register-objection-confirmation-stale = { $name } har ändrats medan du hade sidan öppen. Läs uppgifterna igen innan du bekräftar.
register-objection-not-in-use = { $name } är inte i bruk och behöver inte bekräftas.
register-objection-look-first = { $name } har ändrats eller aldrig bekräftats. Öppna systemet och läs det först.
register-objection-nothing-to-confirm = Välj minst ett system att bekräfta.
refused-confirmation = Uppgifterna bekräftas av: { $holders }.
notice-told-sent = { $who } har meddelat en ändring av { $name }.
notice-told-taken-over = Din ändring av { $name } är införd i registret.
notice-told-partly = En del av din ändring av { $name } är införd i registret. Läs varför inte allt togs över.
notice-told-sent-back = Ditt meddelande om { $name } är tillbakaskickat. Läs varför, ändra och skicka igen.
