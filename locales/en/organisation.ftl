# Organisations, units, sites, people, employments and role assignments.

# Shared by the pages
record-saved = Saved.
record-change = Change { $name }
record-edit = Change
record-overview = Overview
record-history = History
record-tabs = Parts of { $name }
record-all = Show all
record-nothing = Nothing registered.
because-reason = Reason
because-reason-hint = Why it is changed. Shown in the history.
because-decision = Decision
because-decision-hint = Such as a registry number or a paragraph of minutes.

# Organisation
organisation = Organisation
organisation-list = Organisations
organisation-new = New organisation
organisation-empty-title = No organisations
organisation-empty-text = Enter your own organisation first, then departments and companies.
organisation-parts = Part of the organisation
organisation-name = Name
organisation-kind = Kind
organisation-kind-municipal-federation = Municipal federation
organisation-kind-joint-committee = Joint committee
organisation-kind-municipality = Municipality
organisation-kind-municipal-company = Municipal company
organisation-kind-committee = Committee
organisation-kind-department = Department
organisation-kind-unit = Unit
organisation-kind-supplier = Supplier
organisation-parent = Part of
organisation-within = Within
organisation-local-number = Local number
organisation-local-number-hint = The number that the organisation has in your own lists.
organisation-organisation-number = Organisation number
organisation-runs-it = Operates IT systems
organisation-runs-it-hint = Operates systems for the others in the federation. At such a municipality or company roles such as head of IT reach the whole federation, elsewhere only what the role is held on. Set by somebody who reaches the whole federation.
organisation-is-own = Is your own organisation
organisation-is-own-hint = The municipality, federation or committee that the register belongs to. Only one can be.
organisation-website = Website
organisation-accent = Colour in print
organisation-accent-hint = Headings and lines of what is printed in the name of the organisation have the colour, for instance #1f4e79. Leave it empty for the same colour as the organisation above.
organisation-notes = Notes
organisation-from = Exists from
organisation-to = Exists until
organisation-open = Exists on
organisation-employee-count = Number of employees

# Supplier
supplier-list = Suppliers
supplier-contacts = Contacts
supplier-no-contacts = No contacts
supplier-new-contact = Add contact
supplier-new = New supplier
supplier-empty-title = No suppliers
supplier-empty-text = Enter the suppliers of your systems, so that they can be chosen there.

# Unit
unit = Unit
unit-list = Units
unit-new = New unit
unit-empty-title = No units
unit-empty-text = Enter the units that use systems or have employees.
unit-name = Name
unit-organisation = Organisation
unit-parent = Part of the unit
unit-within = Within
unit-open = Exists on
unit-from = Exists from
unit-to = Exists until

# Site
site = Site
site-list = Sites
site-new = New site
site-empty-title = No sites
site-empty-text = Enter the places where the organisations work, such as schools.
site-name = Name
site-organisation = Organisation
site-address = Address
site-within = Within
site-open = Exists on
site-to = Exists until

# Person
person = Person
person-list = People
person-new = New person
person-empty-title = No people
person-empty-text = Enter those who are to hold roles. Never write personal identity numbers.
person-name = Name
person-title = Title or function
person-email = E-mail
person-phone = Phone
person-kind = Employed or external
person-kind-employed = Employed
person-kind-external = External
person-kind-hint = External people work for somebody else, such as a supplier.
person-organisation = Works for
person-organisation-hint = Only for external people. Those who are employed have employments.
person-unit = Unit

# Employment
employment = Employment
employment-list = Employments
employment-new = New employment
employment-none = No employment is registered. Without one the person cannot hold a role.
employment-person = Person
employment-organisation = Organisation
employment-unit = Unit
employment-manager = Line manager
employment-from = From
employment-to = Until
employment-to-hint = When the employment ends, so do all roles of the person.

# Role assignment
role-assignment = Assignment
role-assignment-list = Assignments
role-assignment-new = Give somebody a role
role-assignment-give = Appoint { $role }
role-assignment-done = The role has been given.
role-assignment-holders = Roles
role-assignment-nobody = Nobody holds a role here yet.
role-assignment-none = No assignments.
role-assignment-hidden = { $count ->
        [one] One more assignment concerns something that you may not see.
       *[other] { $count } more assignments concern things that you may not see.
    }
role-assignment-empty-title = No assignments
role-assignment-empty-text = Roles are given on the page of the system, object or organisation that they are about.
role-assignment-role = Role
role-assignment-subject = About
role-assignment-subject-kind = Kind
role-assignment-subject-id = About
role-assignment-holder = Holder
role-assignment-state = State
role-assignment-current = In force
role-assignment-coming = Coming
role-assignment-ended = Ended
role-assignment-never = Counts on no day
role-assignment-withdrawn = Withdrawn
role-assignment-person = Person
role-assignment-organisation = Organisation
role-assignment-body = Body of the guideline
role-assignment-from = From
role-assignment-to = Until
role-assignment-to-hint = Leave empty if the last day has not been decided.
role-assignment-counts = In force on
role-assignment-counts-to = Counts until
role-assignment-appointed-by = Appointed by
role-assignment-decision = Decision
role-assignment-decision-hint = Such as a registry number or a paragraph of minutes.
role-assignment-deputy = Deputy
role-assignment-deputy-from = Stands in from
role-assignment-deputy-to = Stands in until
role-assignment-is-withdrawn = Withdrawn
role-assignment-set-deputy = Name a deputy
role-assignment-end = End the assignment
role-assignment-withdraw = Withdraw the assignment
role-not-in-pack = no longer in the guideline

# What is wrong
objection-no-such-organisation = There is no such organisation. Choose one in the list.
objection-parent-below = It lies itself within what you chose. Choose something that lies above it.
objection-own-organisation-twice = Another organisation is your own already. Change that one first.
objection-own-organisation-supplier = A supplier cannot be your own organisation.
objection-supplier-in-use = Something belongs to the organisation already, such as employees, units, systems or organisations below it. It can therefore not become a supplier or cease to be one. Enter a new organisation instead.
objection-accent-no-colour = Write the colour as # and six characters 0–9 or a–f, for instance #1f4e79.
objection-accent-too-light = The colour is too light on white paper: its contrast is { $ratio } to 1 and must be at least 4.5 to 1. Choose a darker one.
objection-organisation-exists = There is already an organisation of this kind with that name in the same place.
objection-period-backwards = The last day comes before the first.
objection-no-such-unit = There is no such unit. Choose one in the list.
objection-unit-of-other-organisation = The unit belongs to another organisation. Choose a unit of the same organisation.
objection-too-many-levels = The units lie in too many levels. Choose a unit higher up.
objection-unit-exists = There is already a unit with that name in the same place.
objection-unit-has-parts = The unit has units within it, people or systems that belong to the organisation. Move them first.
objection-not-an-email = That is no e-mail address. Write for instance name@municipality.se.
objection-organisation-of-employed = An employed person's organisation follows from the employment. Leave this empty.
objection-external-with-employment = The person has an employment and cannot be external. End it and enter a new person.
objection-external-employed = An external person cannot be employed. Change the person to employed first.
objection-employment-of-other-person = An employment is not moved to somebody else. Enter a new one.
objection-no-such-person = There is no such person. Choose one in the list.
objection-own-manager = Nobody is their own manager. Choose somebody else.
objection-employment-overlaps = The person is already employed there on those days.
objection-no-such-role = The guideline in force has no such role.
objection-role-not-here = By the guideline nobody can be { $role } here.
objection-holder-required = Choose who is to hold the role.
objection-one-holder = Choose one holder only: a person, an organisation or a body.
objection-no-such-holder = There is no such holder. Choose one in the list.
objection-holder-employed = By the guideline an employee cannot be { $role }.
objection-holder-external = By the guideline an external person cannot be { $role }.
objection-holder-body = By the guideline the { $role } is a person.
objection-date-unlikely = Check the year. The day is too far away.
objection-not-employed = The person is not employed on those days. Register the employment first.
objection-before-employment = The employment begins on { $first }. The assignment cannot begin earlier.
objection-deputy-required = Choose who is the deputy, or take the days away.
objection-deputy-is-holder = Nobody stands in for themselves. Choose somebody else.
objection-deputy-outside = The deputy's days lie outside the assignment.
objection-holds-already = The person is { $role } on those days already.
objection-too-many-holders =
    { $max ->
        [one] By the guideline only one can be { $role }. End the assignment that there is first.
       *[other] By the guideline at most { $max } can be { $role }. End an assignment that there is first.
    }
objection-separate-roles = The person already holds a role that must be somebody else's. { $demand }
objection-holder-demand = { $demand }
objection-own-appointment = Who appoints themselves needs a decision of somebody else. Name the decision.
objection-assignment-withdrawn = The assignment has been withdrawn and cannot be changed.
objection-assignment-fixed = It cannot be changed here. End the assignment and make a new one, or use the step for it.
objection-ends-earlier = The assignment ends earlier already. Choose an earlier day, or change the assignment.
refused-appointment = This role is appointed by { $who }.
refused-appointment-office = This role is given only by those who may assign roles in the whole federation.
refused-appointment-beyond = The role carries permissions that you do not have here yourself. Ask somebody who has them to appoint.
refused-appointment-oneself = You cannot give yourself more permissions than you have. Ask somebody else to appoint you.

# Permissions
permission-organisation-read = see organisations, units and sites
permission-organisation-edit = change organisations, units and sites
permission-people-read = see people and employments
permission-people-edit = change people and employments
permission-roles-assign = give roles

# Events
action-organisation-created = entered an organisation
action-organisation-changed = changed an organisation
action-unit-created = entered a unit
action-unit-changed = changed a unit
action-site-created = entered a site
action-site-changed = changed a site
action-person-created = entered a person
action-person-changed = changed a person
action-employment-created = entered an employment
action-employment-changed = changed an employment
action-role-assignment-created = gave a role
action-role-assignment-changed = changed an assignment
action-role-assignment-ended = ended an assignment
action-role-assignment-withdrawn = withdrew an assignment
action-role-assignment-deputy-set = named a deputy

# Answers to appointments
role-assignment-confirmation = Answer
role-assignment-confirmation-not-asked = Not asked
role-assignment-confirmation-pending = Waiting for an answer
role-assignment-confirmation-confirmed = Confirmed
role-assignment-confirmation-declined = Declined
role-assignment-answered-on = Answered
appointment-question = You have been given this role. Confirm it, or decline with a reason.
appointment-confirm = Confirm the role
appointment-decline = Decline the role
appointment-decline-explained = The role ends at once. Whoever appointed you is told, and your reason is kept.
appointment-note-confirmed = Note that the role is confirmed
appointment-note-declined = Note that the role is declined
appointment-note-explained = Whoever has no account cannot answer here. Note the answer when you have it, and the reminders end.
appointment-note-how = How and when the answer came
notice-noted-confirmed = It has been noted that you have confirmed the role as { $role } of { $subject }.
notice-noted-declined = It has been noted that you have declined the role as { $role } of { $subject }.
refused-note-own-answer = Your own answer you give on the page of the role.
appointment-confirmed = The role is confirmed.
appointment-declined = The role is declined.
notice-appointed = You have been appointed { $role } of { $subject } from { $from }. Confirm or decline.
notice-stands-in =
    { $count ->
        [one] You stand in for { $person } in one role from { $from } to { $to }.
       *[other] You stand in for { $person } in { $count } roles from { $from } to { $to }.
    }
notice-deputy =
    { $to ->
        [none] { $from ->
            [none] You stand in for { $person } as { $role } of { $subject } whenever { $person } is away.
           *[other] You stand in for { $person } as { $role } of { $subject } from { $from }.
        }
       *[other] { $from ->
            [none] You stand in for { $person } as { $role } of { $subject } until { $to }.
           *[other] You stand in for { $person } as { $role } of { $subject } from { $from } to { $to }.
        }
    }
notice-declined = { $person } has declined to be { $role } of { $subject }.
objection-not-asked = Nobody has asked about this role. Whoever appoints can end it.
objection-answered-already = This has been answered already.
objection-appointment-over = The role no longer counts.
refused-not-your-appointment = Only the person who was given the role answers, signed in as themselves.

# What falls vacant
ending-list = Falling vacant
ending-all = Everything that ends
ending-person = Holder
ending-last-day = Last day
ending-after = After that
ending-lacks = By the guideline
ending-role = Role
ending-until = Until
ending-taken-over = Taken over
ending-vacant = Vacant
ending-enough = Others remain
ending-untold = Not shown to you
ending-deputy = The deputy's time ends
ending-deputy-lacks = Without a deputy
ending-empty-title = Nothing ends
ending-empty-text = No role ends in the days to come.
deadline-role-falls-vacant = Falls vacant: { $role }
deadline-deputy-ends = The deputy's time ends: { $role }
deadline-answer-appointment = Answer the appointment: { $role }
deadline-appointment-unanswered = No answer to the appointment as { $role } from { $person }
deadline-reorganisation = The reorganisation is carried out
deadline-leaver-checklist = Leaves: go through the checklist
deadline-mover-keeps-roles =
    { $count ->
        [one] Changes workplace: one role comes along until it is handed over
       *[other] Changes workplace: { $count } roles come along until they are handed over
    }

# Handover
handover-title = Hand over the roles
handover-explained = The roles end the day before and new ones begin, all by one decision. You see what it comes to before anything is saved.
handover-what = What is handed over
handover-why = Decision
handover-successor = Successor
handover-from = From
handover-from-hint = The successor's first day, such as 2027-01-01.
handover-assignments = Roles
handover-if-refused = If a role cannot be handed over
handover-leaves-out-refused = Hand over the rest all the same
handover-appointed-by = Appointed by
handover-decision = Decision
handover-decision-hint = Such as a registry number or a paragraph of minutes.
handover-reason = Reason
handover-preview = Preview
handover-preview-title = Preview of the handover
handover-preview-list = What the handover does
handover-change = Change the handover
handover-do = Hand over
handover-last-day = Ends
handover-first-day = Taken over
handover-outcome = Outcome
handover-goes = Possible
handover-not = Not possible
handover-gap = Nobody holds the role from { $day } until then.
handover-successor-leaves = The successor leaves on { $day }.
handover-refused = { $count ->
        [one] One role cannot be handed over.
       *[other] { $count } roles cannot be handed over.
    }
handover-nothing = There are no roles to hand over.
handover-done = { $count ->
        [one] One role is handed over.
       *[other] { $count } roles are handed over.
    }
objection-of-assignment = { $role }, { $subject }: { $why }
objection-successor-is-holder = Nobody succeeds themselves. Choose somebody else.
objection-handover-past = The handover cannot begin before today.
objection-handover-nothing = Choose at least one role that can be handed over.
objection-handover-not-theirs = One of the roles is not this person's, or you may not see it.
objection-handover-unseen = You may not see what the role is held on.
objection-handover-ended = The role has ended.
objection-handover-not-begun = The role has not begun by then. Withdraw it and appoint somebody else instead.
objection-handed-over-already = The role has been handed over already.

# Absence
absence = Absence
absence-list = Absence
absence-new = Enter an absence
absence-person = Person
absence-deputy = Deputy
absence-deputy-hint = Stands in for the roles that you choose below. Why somebody is away is never entered.
absence-from = From
absence-to = Until
absence-assignments = Roles with a deputy
absence-assignments-hint = Choose the roles for which somebody stands in.
absence-end = End the absence earlier
absence-end-explained = The deputy stands in no longer than that.
objection-absence-past = That day has passed.
objection-absence-overlaps = The person is away already on those days.
objection-has-deputy = The role has a deputy already. Change it on the page of the role.

# Offboarding
offboarding-step = Offboarding step
offboarding-step-person = Person
offboarding-step-item = Item
offboarding-step-note = Note
offboarding-step-done-by = Done by
offboarding-step-done-on = Done on
offboarding-step-is-taken-back = Taken back
leaving-title = Offboarding: { $name }
leaving-checklist = Offboarding checklist
leaving-so-far = { $done } of { $all } items are done.
leaving-no-day = No last day is entered. It is set on the employment.
leaving-on = Last day of employment: { $day }. All roles end then.
leaving-left = The employment ended on { $day }.
leaving-moves = Last day with the employer: { $day }. Then employed by { $organisation }. The roles do not follow.
leaving-moves-within =
    { $count ->
        [one] Changes workplace: last day { $day }, then at { $organisation }. One role goes along until it is handed over. Hand it over, or mark on the checklist that it is kept.
       *[other] Changes workplace: last day { $day }, then at { $organisation }. { $count } roles go along until they are handed over. Hand them over, or mark on the checklist that they are kept.
    }
leaving-moved-within =
    { $count ->
        [one] Changed workplace after { $day } and now works at { $organisation }. One role has gone along. Hand it over, or mark on the checklist that it is kept.
       *[other] Changed workplace after { $day } and now works at { $organisation }. { $count } roles have gone along. Hand them over, or mark on the checklist that they are kept.
    }
leaving-done = Done
leaving-open = Left to do
leaving-note = Note
leaving-tick = Mark as done
leaving-take-back = Undo
leaving-ticked = Marked by { $name } on { $day }.
leaving-item-assignments = The roles are handed over
leaving-item-assignments-hint = Somebody who changes workplace with the same employer may keep roles. Hand over the others, then mark here.
leaving-item-deputyships = Stands in for nobody after the last day
leaving-item-employees = Those whom the person leads have another manager
leaving-item-documents = The documents have another owner
leaving-item-account = The account is locked
leaving-item-account-hint = Lock the account when the last day is over, then mark it here.
objection-no-such-item = The item is not on the checklist.
objection-ticked-already = The item is marked already.
refused-not-their-manager = That is done by the person, their line manager, or whoever may change people.
action-role-assignment-confirmed = confirmed a role
action-role-assignment-declined = declined a role
action-role-assignment-confirmation-noted = noted that a role is confirmed
action-role-assignment-decline-noted = noted that a role is declined
action-role-assignment-handed-over = handed over a role
action-role-assignment-taken-over = gave a role to a successor
action-absence-created = entered an absence
action-absence-ended = ended an absence earlier
action-offboarding-step-done = marked an item of the checklist
action-offboarding-step-taken-back = took back an item of the checklist
