# The description of the API and its page.

api-title = API
api-description = JSON over HTTP for scripts. Send the token as Authorization: Bearer, read the ETag and send it as If-Match when something is changed, and send Idempotency-Key with every POST that may have to be repeated. Errors come as application/problem+json in Swedish or English by Accept-Language.
api-custom-object = Fields that the federation has added, by their keys. Which there are is told by /custom-fields. Text, date, choice, link and the id of a person or an organisation are texts; numbers and amounts (whole öre) are integers; several choices are a list.
api-file = The whole description as OpenAPI 3.1
api-call = Call
api-does = What it does
api-takes = Fields
api-list = List { $records }
api-create = Add a record to { $records }
api-get = Read a record of { $records }
api-content = Fetches the content of one of { $records }.
api-change = Change a record of { $records }
api-act = Do { $action } to a record of { $records }
