# Organisationer, enheter, verksamhetsställen, personer, anställningar och uppdrag i roll.

# Gemensamt för sidorna
record-saved = Uppgifterna är sparade.
record-change = Ändra { $name }
record-edit = Ändra
record-overview = Översikt
record-history = Historik
record-tabs = Delar av { $name }
record-all = Visa alla
record-nothing = Inget registrerat.
because-reason = Skäl
because-reason-hint = Varför det ändras. Syns i historiken.
because-decision = Beslut
because-decision-hint = Till exempel diarienummer eller paragraf i ett protokoll.

# Organisation
organisation = Organisation
organisation-list = Organisationer
organisation-new = Ny organisation
organisation-empty-title = Inga organisationer
organisation-empty-text = Lägg in den egna organisationen först, sedan förvaltningar och bolag.
organisation-parts = Hör till organisationen
organisation-name = Namn
organisation-kind = Slag
organisation-kind-municipal-federation = Kommunalförbund
organisation-kind-joint-committee = Gemensam nämnd
organisation-kind-municipality = Kommun
organisation-kind-municipal-company = Kommunalt bolag
organisation-kind-committee = Nämnd
organisation-kind-department = Förvaltning
organisation-kind-unit = Enhet
organisation-kind-supplier = Leverantör
organisation-parent = Del av
organisation-within = Inom
organisation-local-number = Lokalt nummer
organisation-local-number-hint = Vad organisationen har för nummer i era egna listor.
organisation-organisation-number = Organisationsnummer
organisation-runs-it = Driver IT-system
organisation-runs-it-hint = Sköter driften av system åt andra i samverkan. Hos en sådan kommun eller ett sådant bolag når roller som IT-chef hela samverkan, annars bara det som rollen gäller. Sätts av den som når hela samverkan.
organisation-is-own = Är den egna organisationen
organisation-is-own-hint = Den kommun, det förbund eller den nämnd som registret tillhör. Bara en kan vara det.
organisation-website = Webbplats
organisation-accent = Färg i utskrifter
organisation-accent-hint = Rubriker och linjer i det som skrivs ut i organisationens namn får färgen, till exempel #1f4e79. Lämna tomt för samma färg som organisationen ovanför.
organisation-notes = Anteckningar
organisation-from = Finns från
organisation-to = Finns till och med
organisation-open = Finns den
organisation-employee-count = Antal anställda

# Leverantör
supplier-list = Leverantörer
supplier-contacts = Kontakter
supplier-no-contacts = Inga kontakter
supplier-new-contact = Lägg till kontakt
supplier-new = Ny leverantör
supplier-empty-title = Inga leverantörer
supplier-empty-text = Lägg in leverantörerna av era system, så att de kan väljas där.

# Enhet
unit = Enhet
unit-list = Enheter
unit-new = Ny enhet
unit-empty-title = Inga enheter
unit-empty-text = Lägg in de enheter som använder system eller har anställda.
unit-name = Namn
unit-organisation = Organisation
unit-parent = Del av enheten
unit-within = Inom
unit-open = Finns den
unit-from = Finns från
unit-to = Finns till och med

# Verksamhetsställe
site = Verksamhetsställe
site-list = Verksamhetsställen
site-new = Nytt verksamhetsställe
site-empty-title = Inga verksamhetsställen
site-empty-text = Lägg in de platser där organisationerna arbetar, till exempel skolor.
site-name = Namn
site-organisation = Organisation
site-address = Adress
site-within = Inom
site-open = Finns den
site-to = Finns till och med

# Person
person = Person
person-list = Personer
person-new = Ny person
person-empty-title = Inga personer
person-empty-text = Lägg in dem som ska ha roller. Personnummer ska aldrig skrivas in.
person-name = Namn
person-title = Titel eller funktion
person-email = E-post
person-phone = Telefon
person-kind = Anställd eller extern
person-kind-employed = Anställd
person-kind-external = Extern
person-kind-hint = Extern är den som arbetar hos någon annan, till exempel en leverantör.
person-organisation = Arbetar hos
person-organisation-hint = Fylls bara i för externa personer. Den som är anställd har anställningar.
person-unit = Enhet

# Anställning
employment = Anställning
employment-list = Anställningar
employment-new = Ny anställning
employment-none = Ingen anställning är registrerad. Utan anställning kan personen inte ha någon roll.
employment-person = Person
employment-organisation = Organisation
employment-unit = Enhet
employment-manager = Närmaste chef
employment-from = Från
employment-to = Till och med
employment-to-hint = När anställningen slutar, slutar också personens alla roller.

# Uppdrag i roll
role-assignment = Uppdrag
role-assignment-list = Uppdrag
role-assignment-new = Ge någon en roll
role-assignment-give = Utse { $role }
role-assignment-done = Rollen är tilldelad.
role-assignment-holders = Roller
role-assignment-nobody = Ingen har någon roll här ännu.
role-assignment-none = Inga uppdrag.
role-assignment-hidden = { $count ->
        [one] Ett uppdrag till gäller något som du inte har behörighet att se.
       *[other] { $count } uppdrag till gäller sådant som du inte har behörighet att se.
    }
role-assignment-empty-title = Inga uppdrag
role-assignment-empty-text = Roller tilldelas på sidan för det system, objekt eller den organisation som de gäller.
role-assignment-role = Roll
role-assignment-subject = Gäller
role-assignment-subject-kind = Slag
role-assignment-subject-id = Gäller
role-assignment-holder = Innehavare
role-assignment-state = Läge
role-assignment-current = Gäller nu
role-assignment-coming = Kommande
role-assignment-ended = Avslutat
role-assignment-never = Gäller ingen dag
role-assignment-withdrawn = Återkallat
role-assignment-person = Person
role-assignment-organisation = Organisation
role-assignment-body = Organ enligt riktlinjen
role-assignment-from = Från
role-assignment-to = Till och med
role-assignment-to-hint = Lämna tomt om slutdagen inte är bestämd.
role-assignment-counts = Gäller den
role-assignment-counts-to = Räknas till och med
role-assignment-appointed-by = Utsedd av
role-assignment-decision = Beslut
role-assignment-decision-hint = Till exempel diarienummer eller paragraf i ett protokoll.
role-assignment-deputy = Ställföreträdare
role-assignment-deputy-from = Ersätter från
role-assignment-deputy-to = Ersätter till och med
role-assignment-is-withdrawn = Återkallat
role-assignment-set-deputy = Ange ställföreträdare
role-assignment-end = Avsluta uppdraget
role-assignment-withdraw = Återkalla uppdraget
role-not-in-pack = finns inte längre i riktlinjen

# Vad som är fel
objection-no-such-organisation = Organisationen finns inte. Välj en i listan.
objection-parent-below = Den ligger själv inom det som du valde. Välj något som ligger ovanför.
objection-own-organisation-twice = En annan organisation är redan den egna. Ändra den först.
objection-own-organisation-supplier = En leverantör kan inte vara den egna organisationen.
objection-supplier-in-use = Något hör redan till organisationen, till exempel anställda, enheter, system eller organisationer under den. Den kan därför inte bli leverantör eller sluta vara det. Lägg in en ny organisation i stället.
objection-accent-no-colour = Skriv färgen som # och sex tecken 0–9 eller a–f, till exempel #1f4e79.
objection-accent-too-light = Färgen är för ljus mot vitt papper: kontrasten är { $ratio } till 1 och ska vara minst 4,5 till 1. Välj en mörkare.
objection-organisation-exists = Det finns redan en organisation av samma slag med det namnet på samma plats.
objection-period-backwards = Slutdagen ligger före startdagen.
objection-no-such-unit = Enheten finns inte. Välj en i listan.
objection-unit-of-other-organisation = Enheten hör till en annan organisation. Välj en enhet i samma organisation.
objection-too-many-levels = Enheterna ligger i för många nivåer. Välj en enhet högre upp.
objection-unit-exists = Det finns redan en enhet med det namnet på samma plats.
objection-unit-has-parts = Enheten har underenheter, personer eller system som hör till organisationen. Flytta dem först.
objection-not-an-email = Det är ingen e-postadress. Skriv till exempel namn@kommunen.se.
objection-organisation-of-employed = Den som är anställd får sin organisation av anställningen. Lämna tomt.
objection-external-with-employment = Personen har en anställning och kan inte vara extern. Avsluta den och lägg in en ny person.
objection-external-employed = En extern person kan inte ha en anställning. Ändra först personen till anställd.
objection-employment-of-other-person = En anställning flyttas inte till någon annan. Lägg in en ny.
objection-no-such-person = Personen finns inte. Välj en i listan.
objection-own-manager = Ingen är sin egen chef. Välj någon annan.
objection-employment-overlaps = Personen är redan anställd där under de dagarna.
objection-no-such-role = Rollen finns inte i riktlinjen som gäller.
objection-role-not-here = Enligt riktlinjen kan ingen vara { $role } här.
objection-holder-required = Välj vem som ska ha rollen.
objection-one-holder = Välj en enda innehavare: en person, en organisation eller ett organ.
objection-no-such-holder = Innehavaren finns inte. Välj en i listan.
objection-holder-employed = Enligt riktlinjen kan en anställd inte vara { $role }.
objection-holder-external = Enligt riktlinjen kan en extern person inte vara { $role }.
objection-holder-body = Enligt riktlinjen ska { $role } vara en person.
objection-date-unlikely = Kontrollera årtalet. Dagen ligger för långt bort.
objection-not-employed = Personen är inte anställd under de dagarna. Registrera anställningen först.
objection-before-employment = Anställningen börjar { $first }. Uppdraget kan inte börja tidigare.
objection-deputy-required = Välj vem som är ställföreträdare, eller ta bort dagarna.
objection-deputy-is-holder = Ingen ersätter sig själv. Välj någon annan.
objection-deputy-outside = Ersättningen ligger utanför uppdragets tid.
objection-holds-already = Personen är redan { $role } under de dagarna.
objection-too-many-holders =
    { $max ->
        [one] Enligt riktlinjen kan bara en vara { $role }. Avsluta det uppdrag som finns först.
       *[other] Enligt riktlinjen kan högst { $max } vara { $role }. Avsluta ett uppdrag som finns först.
    }
objection-separate-roles = Personen har redan en roll som ska vara någon annans. { $demand }
objection-holder-demand = { $demand }
objection-own-appointment = Den som utser sig själv behöver ett beslut av någon annan. Ange beslutet.
objection-assignment-withdrawn = Uppdraget är återkallat och kan inte ändras.
objection-assignment-fixed = Det kan inte ändras här. Avsluta uppdraget och gör ett nytt, eller använd det egna steget för det.
objection-ends-earlier = Uppdraget slutar redan tidigare. Välj en tidigare dag, eller ändra uppdraget.
refused-appointment = Den här rollen utses av { $who }.
refused-appointment-office = Rollen ges bara av den som får dela ut roller i alla organisationer.
refused-appointment-beyond = Rollen ger behörigheter som du själv inte har här. Be någon som har dem att utse.
refused-appointment-oneself = Du kan inte ge dig själv fler behörigheter än du har. Be någon annan att utse dig.

# Behörigheter
permission-organisation-read = se organisationer, enheter och verksamhetsställen
permission-organisation-edit = ändra organisationer, enheter och verksamhetsställen
permission-people-read = se personer och anställningar
permission-people-edit = ändra personer och anställningar
permission-roles-assign = tilldela roller

# Händelser
action-organisation-created = lade in en organisation
action-organisation-changed = ändrade en organisation
action-unit-created = lade in en enhet
action-unit-changed = ändrade en enhet
action-site-created = lade in ett verksamhetsställe
action-site-changed = ändrade ett verksamhetsställe
action-person-created = lade in en person
action-person-changed = ändrade en person
action-employment-created = lade in en anställning
action-employment-changed = ändrade en anställning
action-role-assignment-created = tilldelade en roll
action-role-assignment-changed = ändrade ett uppdrag
action-role-assignment-ended = avslutade ett uppdrag
action-role-assignment-withdrawn = återkallade ett uppdrag
action-role-assignment-deputy-set = angav ställföreträdare

# Svar på uppdrag
role-assignment-confirmation = Svar
role-assignment-confirmation-not-asked = Inte tillfrågad
role-assignment-confirmation-pending = Väntar på svar
role-assignment-confirmation-confirmed = Bekräftat
role-assignment-confirmation-declined = Avböjt
role-assignment-answered-on = Svarade
appointment-question = Du har fått det här uppdraget. Bekräfta det, eller avböj med ett skäl.
appointment-confirm = Bekräfta uppdraget
appointment-decline = Avböj uppdraget
appointment-decline-explained = Uppdraget upphör genast. Den som utsåg dig får veta det och ditt skäl.
appointment-note-confirmed = Anteckna att uppdraget är bekräftat
appointment-note-declined = Anteckna att uppdraget är avböjt
appointment-note-explained = Den som inte har något konto kan inte svara här. Anteckna svaret när du har fått det, så upphör påminnelserna.
appointment-note-how = Hur och när svaret kom
notice-noted-confirmed = Det är antecknat att du har bekräftat uppdraget som { $role } för { $subject }.
notice-noted-declined = Det är antecknat att du har avböjt uppdraget som { $role } för { $subject }.
refused-note-own-answer = Ditt eget svar ger du på uppdragets sida.
appointment-confirmed = Uppdraget är bekräftat.
appointment-declined = Uppdraget är avböjt.
notice-appointed = Du är utsedd till { $role } för { $subject } från { $from }. Bekräfta eller avböj.
notice-stands-in =
    { $count ->
        [one] Du ersätter { $person } i ett uppdrag från { $from } till { $to }.
       *[other] Du ersätter { $person } i { $count } uppdrag från { $from } till { $to }.
    }
notice-deputy =
    { $to ->
        [none] { $from ->
            [none] Du ersätter { $person } som { $role } för { $subject } när { $person } är borta.
           *[other] Du ersätter { $person } som { $role } för { $subject } från { $from }.
        }
       *[other] { $from ->
            [none] Du ersätter { $person } som { $role } för { $subject } till { $to }.
           *[other] Du ersätter { $person } som { $role } för { $subject } från { $from } till { $to }.
        }
    }
notice-declined = { $person } har avböjt att vara { $role } för { $subject }.
objection-not-asked = Ingen har frågat om det här uppdraget. Den som utser kan avsluta det.
objection-answered-already = Uppdraget är redan besvarat.
objection-appointment-over = Uppdraget gäller inte längre.
refused-not-your-appointment = Bara den som har fått uppdraget svarar på det, inloggad som sig själv.

# Vad som faller vakant
ending-list = Faller vakant
ending-all = Alla som upphör
ending-person = Innehavare
ending-last-day = Sista dag
ending-after = Därefter
ending-lacks = Enligt riktlinjen
ending-role = Roll
ending-until = Till och med
ending-taken-over = Övertas
ending-vacant = Vakant
ending-enough = Andra finns kvar
ending-untold = Visas inte för dig
ending-deputy = Ersättningen slutar
ending-deputy-lacks = Utan ersättare
ending-empty-title = Inget upphör
ending-empty-text = Inget uppdrag slutar under de närmaste dagarna.
deadline-role-falls-vacant = Faller vakant: { $role }
deadline-deputy-ends = Ersättningen slutar: { $role }
deadline-answer-appointment = Svara på uppdraget: { $role }
deadline-appointment-unanswered = Inget svar på uppdraget { $role } från { $person }
deadline-reorganisation = Omorganisationen genomförs
deadline-leaver-checklist = Slutar: gå igenom checklistan
deadline-mover-keeps-roles =
    { $count ->
        [one] Byter arbetsplats: ett uppdrag följer med tills det lämnas över
       *[other] Byter arbetsplats: { $count } uppdrag följer med tills de lämnas över
    }

# Överlämning
handover-title = Lämna över uppdragen
handover-explained = Uppdragen avslutas dagen före och nya börjar, allt genom samma beslut. Du får se vad det blir innan något sparas.
handover-what = Vad som lämnas över
handover-why = Beslut
handover-successor = Efterträdare
handover-from = Från och med
handover-from-hint = Efterträdarens första dag, till exempel 2027-01-01.
handover-assignments = Uppdrag
handover-if-refused = Om något uppdrag inte går att lämna över
handover-leaves-out-refused = Lämna över resten ändå
handover-appointed-by = Utsedd av
handover-decision = Beslut
handover-decision-hint = Till exempel diarienummer eller paragraf i ett protokoll.
handover-reason = Skäl
handover-preview = Granska
handover-preview-title = Granska överlämningen
handover-preview-list = Vad överlämningen gör
handover-change = Ändra överlämningen
handover-do = Lämna över
handover-last-day = Slutar
handover-first-day = Tas över
handover-outcome = Utfall
handover-goes = Går
handover-not = Går inte
handover-gap = Ingen har rollen från { $day } till dess.
handover-successor-leaves = Efterträdaren slutar { $day }.
handover-refused = { $count ->
        [one] Ett uppdrag går inte att lämna över.
       *[other] { $count } uppdrag går inte att lämna över.
    }
handover-nothing = Det finns inga uppdrag att lämna över.
handover-done = { $count ->
        [one] Ett uppdrag är överlämnat.
       *[other] { $count } uppdrag är överlämnade.
    }
objection-of-assignment = { $role }, { $subject }: { $why }
objection-successor-is-holder = Ingen efterträder sig själv. Välj någon annan.
objection-handover-past = Överlämningen kan inte börja före i dag.
objection-handover-nothing = Välj minst ett uppdrag som går att lämna över.
objection-handover-not-theirs = Något av uppdragen hör inte till personen, eller du får inte se det.
objection-handover-unseen = Du får inte se vad uppdraget gäller.
objection-handover-ended = Uppdraget är avslutat.
objection-handover-not-begun = Uppdraget har inte börjat då. Återkalla det och utse någon annan i stället.
objection-handed-over-already = Uppdraget är redan överlämnat.

# Frånvaro
absence = Frånvaro
absence-list = Frånvaro
absence-new = Lägg in frånvaro
absence-person = Person
absence-deputy = Ställföreträdare
absence-deputy-hint = Ersätter i de uppdrag som du väljer nedan. Skälet till frånvaron skrivs aldrig in.
absence-from = Från och med
absence-to = Till och med
absence-assignments = Uppdrag med ställföreträdare
absence-assignments-hint = Välj de uppdrag där någon ersätter.
absence-end = Avsluta frånvaron tidigare
absence-end-explained = Ställföreträdaren ersätter inte längre än så.
objection-absence-past = Dagen har redan passerat.
objection-absence-overlaps = Personen är redan frånvarande under de dagarna.
objection-has-deputy = Uppdraget har redan en ställföreträdare. Ändra det på uppdragets sida.

# Avslut av anställning
offboarding-step = Steg i avslut
offboarding-step-person = Person
offboarding-step-item = Punkt
offboarding-step-note = Anteckning
offboarding-step-done-by = Gjordes av
offboarding-step-done-on = Gjordes
offboarding-step-is-taken-back = Ångrat
leaving-title = Avslut: { $name }
leaving-checklist = Checklista vid avslut
leaving-so-far = { $done } av { $all } punkter är klara.
leaving-no-day = Ingen slutdag är registrerad. Den anges på anställningen.
leaving-on = Sista anställningsdag: { $day }. Alla uppdrag slutar då.
leaving-left = Anställningen slutade { $day }.
leaving-moves = Sista dag hos arbetsgivaren: { $day }. Anställs sedan hos { $organisation }. Uppdragen följer inte med.
leaving-moves-within =
    { $count ->
        [one] Byter arbetsplats: sista dag { $day }, sedan hos { $organisation }. Ett uppdrag följer med tills det lämnas över. Lämna över det, eller markera i checklistan att det behålls.
       *[other] Byter arbetsplats: sista dag { $day }, sedan hos { $organisation }. { $count } uppdrag följer med tills de lämnas över. Lämna över dem, eller markera i checklistan att de behålls.
    }
leaving-moved-within =
    { $count ->
        [one] Bytte arbetsplats efter { $day } och arbetar nu hos { $organisation }. Ett uppdrag har följt med. Lämna över det, eller markera i checklistan att det behålls.
       *[other] Bytte arbetsplats efter { $day } och arbetar nu hos { $organisation }. { $count } uppdrag har följt med. Lämna över dem, eller markera i checklistan att de behålls.
    }
leaving-done = Klart
leaving-open = Återstår
leaving-note = Anteckning
leaving-tick = Markera som klart
leaving-take-back = Ångra
leaving-ticked = Markerat av { $name } { $day }.
leaving-item-assignments = Uppdragen är överlämnade
leaving-item-assignments-hint = Den som byter arbetsplats hos samma arbetsgivare kan behålla uppdrag. Lämna över de andra och markera sedan här.
leaving-item-deputyships = Ersätter ingen efter sista dagen
leaving-item-employees = De som personen leder har en annan chef
leaving-item-documents = Dokumenten har en annan ägare
leaving-item-account = Kontot är spärrat
leaving-item-account-hint = Spärra kontot när den sista dagen är över, och markera sedan här.
objection-no-such-item = Punkten finns inte på checklistan.
objection-ticked-already = Punkten är redan markerad.
refused-not-their-manager = Det gör personen själv, närmaste chef eller den som får ändra personer.
action-role-assignment-confirmed = bekräftade ett uppdrag
action-role-assignment-declined = avböjde ett uppdrag
action-role-assignment-confirmation-noted = antecknade att ett uppdrag är bekräftat
action-role-assignment-decline-noted = antecknade att ett uppdrag är avböjt
action-role-assignment-handed-over = lämnade över ett uppdrag
action-role-assignment-taken-over = gav ett uppdrag till en efterträdare
action-absence-created = lade in frånvaro
action-absence-ended = avslutade frånvaro tidigare
action-offboarding-step-done = markerade en punkt på checklistan
action-offboarding-step-taken-back = ångrade en punkt på checklistan
