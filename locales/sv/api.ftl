# API:ets beskrivning och dess sida.

api-title = API
api-description = JSON över HTTP för skript. Skicka nyckeln som Authorization: Bearer, läs ETag och skicka den som If-Match när något ändras, och skicka Idempotency-Key med varje POST som kan behöva göras om. Fel kommer som application/problem+json på svenska eller engelska efter Accept-Language.
api-custom-object = Fält som samverkan har lagt till, med sina nycklar. Vilka som finns berättar /custom-fields. Text, datum, val, länk och id för person och organisation är text; tal och belopp (hela öre) är heltal; flera val är en lista.
api-file = Hela beskrivningen som OpenAPI 3.1
api-call = Anrop
api-does = Vad det gör
api-takes = Uppgifter
api-list = Lista { $records }
api-create = Lägg till en post i { $records }
api-get = Läs en post i { $records }
api-content = Hämtar innehållet i en post ur { $records }.
api-change = Ändra en post i { $records }
api-act = Utför { $action } på en post i { $records }
