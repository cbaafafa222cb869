# Ändringar i grupp: många poster som ändras på en gång.
bulk-change = Ändring i grupp
bulk-changes = Ändringar i grupp
bulk-change-chosen = Ändra valda
bulk-change-page = Ändring i grupp: { $fields }
bulk-undo-page = Ångra: { $fields }
bulk-changes-none = Inga ändringar i grupp
bulk-changes-none-text = Välj flera rader i listan över system, objekt eller dokument för att ändra dem på en gång.
bulk-ask = Ändra flera
bulk-ask-text = Fyll i det som ska gälla för alla valda. Det du lämnar tomt blir kvar som det är. I nästa steg ser du vad som skulle ändras, post för post, innan något sparas.
bulk-look-over = Granska ändringen
bulk-empty = Töm fält
bulk-empty-hint = Fält som du kryssar för blir tomma i alla valda poster.
bulk-change-reason = Skäl
bulk-change-fields = Fält
bulk-change-kind = Slag
bulk-change-kind-system = System
bulk-change-kind-object = Objekt
bulk-change-kind-document = Dokument
bulk-change-state = Läge
bulk-change-state-planned = Granskas
bulk-change-state-under-way = Delvis genomförd
bulk-change-state-goes-on = Pågår
bulk-change-state-carried-out = Genomförd
bulk-change-state-undone = Ångrad
bulk-change-outcome = Utfall
bulk-change-outcome-fits = Ändras
bulk-change-outcome-same = Oförändrad
bulk-change-outcome-left-out = Lämnas
bulk-change-outcome-done = Ändrad
bulk-change-planned-by = Av
bulk-change-planned-at = Granskad
bulk-change-carried-out-at = Genomförd
bulk-change-undoes = Ångrar
bulk-change-undone-by = Ångrad genom
bulk-change-see = Visa ändringen
bulk-change-done = Ändrade
bulk-change-left-out = Lämnade
bulk-change-waiting = Kvar att ändra
bulk-change-total = Poster
bulk-outcome-fits-count = Kvar att ändra
bulk-outcome-done-count = Ändrade
bulk-outcome-same-count = Oförändrade
bulk-outcome-left-out-count = Lämnade
bulk-records = Poster
bulk-record-name = Post
bulk-record-changes = Ändring
bulk-record-why = Att veta
bulk-records-none = Inga poster att visa
bulk-records-none-text = Posterna som ändringen gäller syns bara för den som får se dem.
bulk-records-system = { $count ->
    [one] { $count } system
   *[other] { $count } system
}
bulk-records-object = { $count ->
    [one] { $count } objekt
   *[other] { $count } objekt
}
bulk-records-document = { $count ->
    [one] { $count } dokument
   *[other] { $count } dokument
}
bulk-nothing = inget
bulk-goes-on = Posterna ändras
bulk-carry-out = Genomför ändringen
bulk-carry-out-question = Ändra { $records }?
bulk-carry-out-text = Inget är sparat än. Poster som någon hinner ändra före dig lämnas som de är.
bulk-nothing-to-do = Det finns inget att ändra. Se nedan varför posterna lämnas.
bulk-go-on = Fortsätt
bulk-go-on-question = { $records } är inte ändrade än
bulk-go-on-text = Ändringen avbröts. Det som är gjort är sparat och syns nedan. Fortsätt, så ändras resten, eller ångra det som är gjort: då ändras resten inte heller.
bulk-undo-done = Ångra det som är gjort
bulk-undo = Ångra
bulk-undo-question = Ångra ändringen?
bulk-undo-text = Fälten får tillbaka det som stod där, om ingen har skrivit något annat sedan dess. Du får se vad som blir innan något sparas.
bulk-to-list = Till listan
bulk-carried-out = { $done ->
    [one] { $done } post ändrades.
   *[other] { $done } poster ändrades.
} { $left ->
    [0] {""}
    [one] { $left } post lämnades som den var.
   *[other] { $left } poster lämnades som de var.
}
bulk-objection-no-records = Välj minst en post.
bulk-objection-too-many = Det är fler poster än { $most }. Begränsa urvalet.
bulk-objection-one-kind = Ändra system, objekt eller dokument, ett slag i taget.
bulk-objection-no-fields = Fyll i eller töm minst ett fält.
bulk-objection-field = Fältet kan inte ändras för flera på en gång.
bulk-objection-both = Fyll i fältet eller töm det, inte båda.
bulk-objection-carried-out = Ändringen är redan genomförd.
bulk-objection-changed-meanwhile = Någon har ändrat posten sedan du granskade den.
bulk-objection-gone = Posten finns inte längre, eller så får du inte se den.
bulk-objection-changed-since = Någon har skrivit något annat sedan dess; fältet lämnas.
bulk-objection-undone = Ändringen är redan ångrad.
bulk-objection-nothing-to-undo = Det finns inget att ångra.
bulk-objection-nothing-waiting = Det finns inget att ändra.
bulk-objection-undone-meanwhile = Ändringen ångrades innan posten hann ändras.
refused-bulk-change-of-another = Bara den som har granskat ändringen kan genomföra den.
action-bulk-change-planned = Granskade en ändring i grupp
action-bulk-change-carried-out = Genomförde en ändring i grupp
action-bulk-change-stopped = Avbröt en ändring i grupp
action-bulk-change-undone = Ångrade en ändring i grupp
audit-kind-bulk-change = Ändring i grupp
