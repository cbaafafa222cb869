# Omorganisationer: enheter och organisationer som inrättas, läggs ned, slås ihop, delas och flyttas en viss dag.

reorganisation = Omorganisation
reorganisation-list = Omorganisationer
reorganisation-new = Ny omorganisation
reorganisation-empty-title = Inga omorganisationer
reorganisation-empty-text = Planera en omorganisation i förväg. Den genomförs av sig själv på sin dag.
reorganisation-name = Namn
reorganisation-organisations = Gäller organisationerna
reorganisation-organisations-hint = Stegen håller sig inom dem och det som hör till dem.
reorganisation-effective-on = Gäller från
reorganisation-effective-on-hint = Den första dagen i den nya ordningen.
reorganisation-description = Beskrivning
reorganisation-state = Läge
reorganisation-state-draft = Utkast
reorganisation-state-decided = Beslutad
reorganisation-state-stopped = Stoppad
reorganisation-state-carried-out = Genomförd
reorganisation-state-withdrawn = Återtagen
reorganisation-decision = Beslut
reorganisation-decided-on = Beslutad den
reorganisation-carried-out-on = Genomförd den
reorganisation-late = Genomförd för sent
reorganisation-late-means = Anställningar och uppdrag gäller från den planerade dagen. System och objekt bytte ägare och användare först den dag då omorganisationen genomfördes.
reorganisation-steps = Steg
reorganisation-step = Steg
reorganisation-what = Vad som händer
reorganisation-change = Ändra
reorganisation-no-steps = Inga steg ännu. Lägg till det första nedan.
reorganisation-add-step = Lägg till ett steg
reorganisation-decide-again = Omorganisationen är beslutad. Ändrar du den är den ett utkast igen, tills den beslutas på nytt.
reorganisation-add-this-step = Lägg till steget
reorganisation-remove-step = Ta bort steget
reorganisation-remove-question = Ta bort steget? { $step }
reorganisation-remove-consequence = Stegen efter flyttas upp. Har omorganisationen beslutats måste den beslutas igen.
reorganisation-in-the-way = Det här hindrar omorganisationen
reorganisation-distribute = Fördela de anställda
reorganisation-distribute-in = Fördela de anställda i { $unit }
reorganisation-rest = Det som inte fördelas går till
reorganisation-rest-hint = Gäller underenheter och den som börjar i enheten före dagen. Utan val stoppas omorganisationen om någon tillkommer.
reorganisation-rest-group = Det som inte nämns
reorganisation-people-group = De anställda
reorganisation-people = De som byter arbetsplats
reorganisation-records = System och objekt som följer med
reorganisation-ending = Uppdrag som upphör
reorganisation-come = Brister som tillkommer
reorganisation-go = Brister som försvinner
reorganisation-organisations-cut = { $count ->
    [one] En organisation till finns, men visas inte i listan.
   *[other] { $count } organisationer till finns, men visas inte i listan.
  }
reorganisation-demands-rest = { $count ->
    [one] Ett krav till visas inte här.
   *[other] { $count } krav till visas inte här.
  }
reorganisation-hidden = { $count } till får du inte se.
reorganisation-rehearse = Prova planen: visa uppdrag och brister som ändras
reorganisation-not-rehearsed = Uppdrag och brister visas när inget hindrar längre
reorganisation-counted = { $what } ({ $count })
reorganisation-nothing-follows = Inget.
reorganisation-person = Person
reorganisation-from = Från
reorganisation-to = Till
reorganisation-on = Från den
reorganisation-record = Post
reorganisation-kept-by = Som
reorganisation-kept-owner = Ägare
reorganisation-kept-user = Användare
reorganisation-without = Blir utan
reorganisation-decide = Besluta omorganisationen
reorganisation-decide-decision = Beslut
reorganisation-decide-decision-hint = Till exempel paragraf i ett protokoll. Omorganisationen genomförs av sig själv på sin dag.
reorganisation-withdraw = Återta omorganisationen
reorganisation-withdraw-reason = Skäl

reorganisation-told-open = { $name } inrättas i { $place }.
reorganisation-told-close = { $name } läggs ned.
reorganisation-told-close-into = { $name } läggs ned och uppgår i { $to }.
reorganisation-told-merge = { $parts } slås ihop till { $into }.
reorganisation-told-split = { $name } delas i { $parts }.
reorganisation-told-move = { $name } flyttas till { $to }.
reorganisation-told-on = { $day }: { $what }
reorganisation-stopped-notice = Omorganisationen { $name } kunde inte genomföras på sin dag. Se vad som hindrar den, ändra och besluta igen.

# Stegen
step-open-unit = Inrätta en enhet
step-open-unit-name = Namn
step-open-unit-organisation = Organisation
step-open-unit-parent = Del av enheten
step-close-unit = Lägg ned en enhet
step-close-unit-unit = Enhet
step-close-unit-successor = Uppgår i
step-close-unit-successor-hint = Dit går anställda, underenheter och systemen som används i enheten.
step-merge-units = Slå ihop enheter
step-merge-units-units = Enheter
step-merge-units-name = Den nya enhetens namn
step-merge-units-into = Eller uppgår i en enhet som finns
step-split-unit = Dela en enhet
step-split-unit-unit = Enhet
step-split-unit-names = De nya enheternas namn
step-split-unit-names-hint = Ett namn på varje rad. Sedan fördelar du de anställda.
step-move-unit = Flytta en enhet
step-move-unit-unit = Enhet
step-move-unit-parent = Under enheten
step-move-unit-organisation = Eller direkt i organisationen
step-open-organisation = Inrätta en organisation
step-open-organisation-name = Namn
step-open-organisation-kind = Slag
step-open-organisation-kind-municipal-federation = Kommunalförbund
step-open-organisation-kind-joint-committee = Gemensam nämnd
step-open-organisation-kind-municipality = Kommun
step-open-organisation-kind-municipal-company = Kommunalt bolag
step-open-organisation-kind-committee = Nämnd
step-open-organisation-kind-department = Förvaltning
step-open-organisation-kind-supplier = Leverantör
step-open-organisation-parent = Del av
step-close-organisation = Lägg ned en organisation
step-close-organisation-organisation = Organisation
step-close-organisation-successor = Uppgår i
step-close-organisation-successor-hint = Dit går anställda, enheter, verksamhetsställen, system och objekt. Rollerna på organisationen upphör.
step-move-organisation = Flytta en organisation
step-move-organisation-organisation = Organisation
step-move-organisation-parent = Under organisationen

# Vad som är fel
objection-reorganisation-no-unit = Enheten finns inte inom det som omorganisationen gäller.
objection-reorganisation-unit-closed = Enheten är nedlagd, eller läggs ned av ett tidigare steg.
objection-reorganisation-no-organisation = Organisationen finns inte inom det som omorganisationen gäller.
objection-reorganisation-organisation-closed = Organisationen är nedlagd, eller läggs ned av ett tidigare steg.
objection-reorganisation-left-behind =
    { $people ->
        [0] { $units ->
            [one] En underenhet blir utan plats.
           *[other] { $units } underenheter blir utan plats.
        }
        [one] { $units ->
            [0] En anställd blir utan plats.
            [one] En underenhet och en anställd blir utan plats.
           *[other] { $units } underenheter och en anställd blir utan plats.
        }
       *[other] { $units ->
            [0] { $people } anställda blir utan plats.
            [one] En underenhet och { $people } anställda blir utan plats.
           *[other] { $units } underenheter och { $people } anställda blir utan plats.
        }
    } Välj vart de går.
objection-reorganisation-left-over =
    { $people ->
        [one] En anställd har ingen ny enhet.
       *[other] { $people } anställda har ingen ny enhet.
    } Fördela dem.
objection-reorganisation-units-left-over = Enheten har underenheter. Välj vart det som inte fördelas går.
objection-reorganisation-own-successor = Den kan inte uppgå i sig själv. Välj en annan.
objection-reorganisation-successor-within = Den ligger inom det som läggs ned. Flytta den först.
objection-reorganisation-namesake = Det finns redan en med samma namn på den platsen.
objection-reorganisation-name-or-unit = Skriv ett namn på en ny enhet eller välj en enhet som finns, inte båda.
objection-reorganisation-merged-into-part = Enheten är själv en av dem som slås ihop. Ta bort den ur listan eller ge den nya enheten ett namn.
objection-reorganisation-one-part = Det behövs minst två.
objection-reorganisation-already-there = Den ligger redan där.
objection-reorganisation-no-part = Enheten delas inte i någon del med det namnet.
objection-reorganisation-supplier = Leverantörer omorganiseras inte. Välj ett annat slag.
objection-reorganisation-own = Den egna organisationen läggs inte ned.
objection-reorganisation-organisation-in-use = Organisationen har anställda, enheter eller annat som blir utan plats. Välj vart det går.
objection-reorganisation-owner-left = { $name } blir utan ägare. Välj en organisation som tar över.
objection-reorganisation-past = Dagen har redan varit. Välj i dag eller en senare dag.
objection-reorganisation-before-last = Omorganisationen { $name } gäller från { $day }. Välj den dagen eller en senare.
objection-reorganisation-planned-elsewhere = { $place } ingår redan i den beslutade omorganisationen { $plan }.
objection-reorganisation-no-steps = Omorganisationen har inga steg. Lägg till vad som ska hända.
objection-reorganisation-step = Steg { $step }: { $what }
objection-reorganisation-over = Omorganisationen är genomförd eller återtagen och går inte att ändra.
objection-reorganisation-decided = Omorganisationen är redan beslutad.
objection-reorganisation-too-many-steps = Planen har redan så många steg som den får ha. Gör en till.
objection-reorganisation-too-many-organisations = Det är för många organisationer. Välj den som de hör till.
objection-reorganisation-stale = Någon annan har ändrat planen. Se den på nytt och försök igen.

# Händelser
action-reorganisation-created = planerade en omorganisation
action-reorganisation-changed = ändrade en planerad omorganisation
action-reorganisation-steps-changed = ändrade stegen i en omorganisation
action-reorganisation-decided = beslutade en omorganisation
action-reorganisation-withdrawn = återtog en omorganisation
action-reorganisation-carried-out = genomförde en omorganisation
action-system-reorganised = ägare eller användare blev andra genom en omorganisation
action-object-reorganised = ägare eller användare blev andra genom en omorganisation
action-reorganisation-stopped = stoppade en omorganisation
