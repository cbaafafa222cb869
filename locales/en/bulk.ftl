# Changes of many records at once.
bulk-change = Bulk change
bulk-changes = Bulk changes
bulk-change-chosen = Change chosen
bulk-change-page = Bulk change: { $fields }
bulk-undo-page = Undo: { $fields }
bulk-changes-none = No bulk changes
bulk-changes-none-text = Choose several rows in the list of systems, objects or documents to change them at once.
bulk-ask = Change several
bulk-ask-text = Fill in what shall hold for all that you have chosen. What you leave empty stays as it is. In the next step you see what would change, record by record, before anything is saved.
bulk-look-over = Look over the change
bulk-empty = Empty fields
bulk-empty-hint = Fields that you tick are emptied in all chosen records.
bulk-change-reason = Reason
bulk-change-fields = Fields
bulk-change-kind = Kind
bulk-change-kind-system = Systems
bulk-change-kind-object = Objects
bulk-change-kind-document = Documents
bulk-change-state = State
bulk-change-state-planned = Looked over
bulk-change-state-under-way = Partly carried out
bulk-change-state-goes-on = Under way
bulk-change-state-carried-out = Carried out
bulk-change-state-undone = Undone
bulk-change-outcome = Outcome
bulk-change-outcome-fits = Will change
bulk-change-outcome-same = Unchanged
bulk-change-outcome-left-out = Left as it is
bulk-change-outcome-done = Changed
bulk-change-planned-by = By
bulk-change-planned-at = Looked over
bulk-change-carried-out-at = Carried out
bulk-change-undoes = Undoes
bulk-change-undone-by = Undone by
bulk-change-see = Show the change
bulk-change-done = Changed
bulk-change-left-out = Left
bulk-change-waiting = Still to change
bulk-change-total = Records
bulk-outcome-fits-count = Still to change
bulk-outcome-done-count = Changed
bulk-outcome-same-count = Unchanged
bulk-outcome-left-out-count = Left
bulk-records = Records
bulk-record-name = Record
bulk-record-changes = Change
bulk-record-why = Worth knowing
bulk-records-none = No records to show
bulk-records-none-text = The records of a change are shown only to those who may see them.
bulk-records-system = { $count ->
    [one] { $count } system
   *[other] { $count } systems
}
bulk-records-object = { $count ->
    [one] { $count } object
   *[other] { $count } objects
}
bulk-records-document = { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
bulk-nothing = nothing
bulk-goes-on = The records are being changed
bulk-carry-out = Carry out the change
bulk-carry-out-question = Change { $records }?
bulk-carry-out-text = Nothing is saved yet. Records that somebody changes before you are left as they are.
bulk-nothing-to-do = There is nothing to change. See below why the records are left.
bulk-go-on = Go on
bulk-go-on-question = { $records } not changed yet
bulk-go-on-text = The change was interrupted. What is done is saved and shown below. Go on, and the rest is changed; or undo what is done: then the rest is not changed either.
bulk-undo-done = Undo what is done
bulk-undo = Undo
bulk-undo-question = Undo the change?
bulk-undo-text = The fields get back what stood there, unless somebody has written something else since. You see what would come of it before anything is saved.
bulk-to-list = To the list
bulk-carried-out = { $done ->
    [one] { $done } record was changed.
   *[other] { $done } records were changed.
} { $left ->
    [0] {""}
    [one] { $left } record was left as it was.
   *[other] { $left } records were left as they were.
}
bulk-objection-no-records = Choose at least one record.
bulk-objection-too-many = There are more than { $most } records. Narrow the selection.
bulk-objection-one-kind = Change systems, objects or documents, one kind at a time.
bulk-objection-no-fields = Fill in or empty at least one field.
bulk-objection-field = This field cannot be changed for several at once.
bulk-objection-both = Fill in the field or empty it, not both.
bulk-objection-carried-out = The change has been carried out already.
bulk-objection-changed-meanwhile = Somebody has changed the record since you looked at it.
bulk-objection-gone = The record is no longer there, or you may not see it.
bulk-objection-changed-since = Somebody has written something else since; the field is left.
bulk-objection-undone = The change has been undone already.
bulk-objection-nothing-to-undo = There is nothing to undo.
bulk-objection-nothing-waiting = There is nothing to change.
bulk-objection-undone-meanwhile = The change was undone before this record was changed.
refused-bulk-change-of-another = Only the person who looked over the change can carry it out.
action-bulk-change-planned = Looked over a bulk change
action-bulk-change-carried-out = Carried out a bulk change
action-bulk-change-stopped = Stopped a bulk change
action-bulk-change-undone = Undid a bulk change
audit-kind-bulk-change = Bulk change
