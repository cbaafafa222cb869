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
organisation-kind-supplier = Leverantör
organisation-parent = Del av
organisation-within = Inom
organisation-local-number = Lokalt nummer
organisation-local-number-hint = Vad organisationen har för nummer i era egna listor.
organisation-organisation-number = Organisationsnummer
organisation-runs-it = Driver IT-system
organisation-runs-it-hint = Har en egen IT-avdelning som sköter driften av system.
organisation-is-own = Är den egna organisationen
organisation-is-own-hint = Den kommun, det förbund eller den nämnd som registret tillhör. Bara en kan vara det.
organisation-website = Webbplats
organisation-notes = Anteckningar
organisation-from = Finns från
organisation-to = Finns till och med
organisation-open = Finns den
organisation-employee-count = Antal anställda

# Leverantör
supplier-list = Leverantörer
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
