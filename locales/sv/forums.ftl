# Grupper: organ i riktlinjen som har bildats, och vilka som sitter i dem.

forum = Grupp
forum-list = Grupper
forum-new = Bilda en grupp
forum-formed = Gruppen är bildad.
forum-form-body = Bilda { $body }
forum-which-body = Välj vilken grupp det gäller. Det är de som riktlinjen namnger.
forum-no-bodies = Riktlinjen namnger ingen mer grupp som kan bildas här.
forum-none-here = Ingen grupp är bildad här.
forum-empty-title = Inga grupper
forum-empty-text = En grupp bildas på sidan för det system, det objekt eller den organisation som den gäller.
forum-name = Namn
forum-body = Organ enligt riktlinjen
forum-subject = Gäller
forum-subject-kind = Slag
forum-subject-id = Gäller
forum-roles = Roller med plats
forum-roles-hint = Den som har rollen sitter i gruppen, vem det än är. Har ingen den här, gäller närmaste innehavare ovanför.
forum-people = Personer med plats
forum-people-hint = Ta bort bocken för den som ska lämna gruppen.
forum-member = Ny medlem { $number }
forum-member-hint = En person som får plats vid namn, utan någon särskild roll.
forum-member-hint-named = Riktlinjen nämner att de här också kan ingå: { $others }.
forum-chair = Ordförande
forum-chair-hint = Den som just får plats vid namn kan väljas när ändringen är sparad.
forum-convener = Sammankallande
forum-from = Bildad
forum-to = Sista dag
forum-open = Fanns den
forum-organisation = Inom organisationen
forum-person = Person
forum-notes = Anteckningar
forum-members = Medlemmar
forum-vacant = Utan innehavare
forum-state = Läge
forum-state-closed = Avslutad
forum-state-coming = Kommande
forum-state-too-many = För många
forum-state-nobody = Ingen sitter där
forum-state-vacant = Någon plats är tom
forum-state-full = Alla platser har innehavare
forum-seats = Platser i gruppen
forum-seats-of-person = Platser i grupper
forum-set-members = Ändra vilka som sitter i gruppen
forum-sitting = Sitter i gruppen
forum-nobody-sits = Ingen sitter i gruppen den dagen.
forum-seat-by = Plats genom
forum-leads = Leder
forum-by-name = utsedd vid namn
forum-in-place-of = { $role }, i stället för { $holder }
forum-empty-seats = Platser utan innehavare
forum-vacant-role = Ingen är { $role }.
forum-has-left = { $name } är inte anställd och har ingen plats.
forum-size = Antal
forum-size-now = { $count ->
    [one] 1 medlem
   *[other] { $count } medlemmar
}
forum-size-of-most = { $count ->
    [one] 1 medlem. Riktlinjen säger högst { $most }.
   *[other] { $count } medlemmar. Riktlinjen säger högst { $most }.
}
forum-at-limit = Gruppen är så stor som riktlinjen vill att den ska vara. Fler bör den inte bli.
forum-too-large = Gruppen har blivit större än riktlinjen tillåter. Ändra vilka som sitter i den.
forum-close = Avsluta gruppen
forum-close-explained = Efter den sista dagen sitter ingen i gruppen. Det som den har beslutat finns kvar.
close-forum-last-day = Sista dag
close-forum-decision = Beslut
close-forum-reason = Skäl

objection-forum-no-such-body = Organet finns inte i riktlinjen som gäller.
objection-forum-not-there = Den gruppen bildas inte på något sådant, enligt riktlinjen.
objection-forum-there-already = Här finns den gruppen redan: { $name }. Ändra den, eller avsluta den först.
objection-forum-subject-over = Organisationen är avslutad. Bilda gruppen där arbetet görs nu.
objection-forum-fixed = Det kan inte ändras. Avsluta gruppen och bilda en ny.
objection-forum-not-employed = Personen är inte anställd den dagen. Registrera anställningen först.
objection-forum-nobody = Ge någon en plats: en roll eller en person.
objection-forum-not-seated = Den som leder gruppen ska ha en plats i den.
objection-forum-too-many = Gruppen skulle få { $count } medlemmar och får ha högst { $most }. Ta bort någon.
objection-forum-awaited = { $count ->
    [one] Gruppen ska besluta om { $names }. Vänta tills det är gjort, eller avsluta gruppen en senare dag.
   *[other] Gruppen ska besluta om { $count } förslag, bland dem { $names }. Vänta tills det är gjort, eller avsluta gruppen en senare dag.
}
objection-forum-closed = Gruppen är avslutad.
objection-forum-past = Dagen har redan passerat. Välj gårdagen eller en senare dag.

leaving-item-seats = Platserna i grupper har någon annan
audit-kind-forum = Grupp
action-forum-created = bildade en grupp
action-forum-changed = ändrade en grupp
action-forum-members-changed = ändrade vilka som sitter i en grupp
action-forum-closed = avslutade en grupp
search-kind-forum = Grupper
permission-forums-edit = bilda grupper och säga vilka som sitter i dem
