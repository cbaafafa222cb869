# Groups: bodies of the guideline that have been formed, and who sits in them.

forum = Group
forum-list = Groups
forum-new = Form a group
forum-formed = The group is formed.
forum-form-body = Form { $body }
forum-which-body = Choose which group it is. These are the ones that the guideline names.
forum-no-bodies = The guideline names no other group that can be formed here.
forum-none-here = No group is formed here.
forum-empty-title = No groups
forum-empty-text = A group is formed on the page of the system, the object or the organisation that it is for.
forum-name = Name
forum-body = Body of the guideline
forum-subject = For
forum-subject-kind = Kind
forum-subject-id = For
forum-roles = Roles with a seat
forum-roles-hint = Whoever has the role sits in the group. Where nobody has it here, the nearest holder above does.
forum-people = People with a seat
forum-people-hint = Clear the box of whoever is to leave the group.
forum-member = New member { $number }
forum-member-hint = Somebody who gets a seat by name, without any role.
forum-member-hint-named = The guideline mentions that these may sit there too: { $others }.
forum-chair = Chair
forum-chair-hint = Somebody who is given a seat by name now can be chosen once the change is saved.
forum-convener = Convener
forum-from = Formed
forum-to = Last day
forum-open = Was there on
forum-organisation = Within the organisation
forum-person = Person
forum-notes = Notes
forum-members = Members
forum-vacant = Without a holder
forum-state = State
forum-state-closed = Closed
forum-state-coming = Coming
forum-state-too-many = Too many
forum-state-nobody = Nobody sits there
forum-state-vacant = A seat is empty
forum-state-full = Every seat has a holder
forum-seats = Seats in the group
forum-seats-of-person = Seats in groups
forum-set-members = Change who sits in the group
forum-sitting = Sits in the group
forum-nobody-sits = Nobody sits in the group on that day.
forum-seat-by = Seat by
forum-leads = Leads
forum-by-name = appointed by name
forum-in-place-of = { $role }, in the place of { $holder }
forum-empty-seats = Seats without a holder
forum-vacant-role = Nobody is { $role }.
forum-has-left = { $name } is not employed and has no seat.
forum-size = Number
forum-size-now = { $count ->
    [one] 1 member
   *[other] { $count } members
}
forum-size-of-most = { $count ->
    [one] 1 member. The guideline says at most { $most }.
   *[other] { $count } members. The guideline says at most { $most }.
}
forum-at-limit = The group is as large as the guideline wants it to be. It should not grow.
forum-too-large = The group has become larger than the guideline allows. Change who sits in it.
forum-close = Close the group
forum-close-explained = After the last day nobody sits in the group. What it has decided stays.
close-forum-last-day = Last day
close-forum-decision = Decision
close-forum-reason = Reason

objection-forum-no-such-body = The guideline in force has no such body.
objection-forum-not-there = The guideline does not form that group at a record of this kind.
objection-forum-there-already = That group is here already: { $name }. Change it, or close it first.
objection-forum-subject-over = The organisation is closed. Form the group where the work is done now.
objection-forum-fixed = That cannot be changed. Close the group and form a new one.
objection-forum-not-employed = The person is not employed on that day. Register the employment first.
objection-forum-nobody = Give somebody a seat: a role or a person.
objection-forum-not-seated = Whoever leads the group has a seat in it.
objection-forum-too-many = The group would have { $count } members and may have { $most } at most. Remove somebody.
objection-forum-awaited = { $count ->
    [one] The group is to decide on { $names }. Wait until that is done, or close the group on a later day.
   *[other] The group is to decide on { $count } proposals, among them { $names }. Wait until that is done, or close the group on a later day.
}
objection-forum-closed = The group is closed.
objection-forum-past = That day has passed. Choose yesterday or a later day.

leaving-item-seats = Somebody else has the seats in groups
audit-kind-forum = Group
action-forum-created = formed a group
action-forum-changed = changed a group
action-forum-members-changed = changed who sits in a group
action-forum-closed = closed a group
search-kind-forum = Groups
permission-forums-edit = form groups and say who sits in them
