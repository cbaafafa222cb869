# Vad som är fel i en text som någon har skrivit.
writing-too-long = Texten har { $letters } tecken. Högst { $most } får plats.
writing-control-sign = Texten har ett tecken som inte kan visas. Skriv om det stället.
writing-identity-number = I stycke { $piece } står något som ser ut som ett personnummer. Ta bort det.
writing-silent-picture = Bilden i stycke { $piece } saknar beskrivning. Skriv vad den visar, för dem som inte ser den.
