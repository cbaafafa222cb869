# The register: systems, managed objects, documents and gaps.

# The fields of a system
system = System
system-name = Name
system-short-description = Short description
system-short-description-hint = What the system is for, in one or two sentences.
system-kind = Kind of system
system-kind-it-system = IT system
system-kind-cloud-service = Cloud service
system-kind-it-service = IT service
system-kind-base-service = Base service
system-kind-digital-service = Digital service
system-kind-ai-system = AI system
system-local-number = Local number
system-local-number-hint = The number in the organisation's own list.
system-organisation = Owning organisation
system-category = Category
system-category-infrastructure = Infrastructure
system-category-common = Common
system-category-business = Business
system-common-system = Common system of the kind
system-common-system-hint = Only for systems that the whole municipality shares.
system-business-areas = Business areas
system-size = Size
system-size-small-simple = Small and simple
system-size-medium = Medium
system-size-large = Large
system-size-complex = Complex
system-importance = Importance
system-importance-normal = Normal
system-importance-important = Important
system-importance-prioritised = Prioritised
system-personal-data = Personal data
system-sensitive-data = Sensitive data
system-operation-form = Operation form
system-operation-form-own-it = Own IT operation
system-operation-form-supplier = Supplier's operation
system-operation-form-cloud = Cloud
system-technical-management = Technical management
system-technical-management-it = IT
system-technical-management-business = The business side
system-technical-management-supplier = The supplier
system-business-management = Business management
system-business-management-it = IT
system-business-management-business = The business side
system-business-management-supplier = The supplier
system-supplier = Supplier
system-has-integrations = Exchanges information with other systems
system-service-address = Address of the service
system-lifecycle-state = Lifecycle state
system-lifecycle-state-idea = Idea
system-lifecycle-state-procurement = Procurement
system-lifecycle-state-introduction = Introduction
system-lifecycle-state-in-operation = In operation
system-lifecycle-state-phase-out = Being phased out
system-lifecycle-state-retired = Retired
system-idea-from = Idea from
system-procurement-from = Procurement from
system-introduction-from = Introduction from
system-in-operation-from = In operation from
system-phase-out-from = Being phased out from
system-retired-from = Retired from
system-notes = Notes
system-uses = Using organisations
system-use-organisation = Organisation
system-use-unit = Unit
system-use-number-of-users = Number of users

# The fields of a management object
object = Managed object
managed-object-name = Name
managed-object-description = Description
managed-object-kind = Kind of object
managed-object-organisation = Owning organisation
managed-object-grouping-basis = Basis of the grouping
managed-object-grouping-basis-need = One need
managed-object-grouping-basis-operation = One operation
managed-object-business-areas = Business areas
managed-object-systems = Systems

# The fields of a document
document = Document
document-document-type = Type of document
document-name = Name
document-owner = Document owner
document-date = Date
document-version = Version
document-review-date = Review by
document-review-date-hint = Leave empty to count from the document's date by the interval of the policy pack.
document-year = For the year
document-year-hint = For plans that are decided every year.
document-decided-on = Decided on
document-decision = Decision
document-decision-hint = Where the decision stands, such as a paragraph or a registry number.
document-link = Link
document-number = Number
document-subject = About
document-withdrawn-on = Withdrawn on
document-withdrawn-because = Reason

# What the policy packs may ask about
fact-system-kind = kind of system
fact-system-category = category
fact-system-effective-kind = category
fact-system-object-kind = kind of managed object
fact-system-lifecycle-state = lifecycle state
fact-system-size = size
fact-system-importance = importance
fact-system-personal-data = personal data
fact-system-sensitive-data = sensitive data
fact-system-operation-form = operation form
fact-system-technical-management = technical management
fact-system-business-management = business management
fact-system-business-areas = business areas
fact-system-organisation-kind = kind of owning organisation
fact-system-common-system = common system of the kind
fact-system-others-with-same-common-system = number of other systems of the same kind
fact-system-has-supplier = has a supplier
fact-system-has-integrations = exchanges information with other systems
fact-system-in-object = belongs to a managed object
fact-system-user-count = number of users
fact-system-using-organisation-count = number of using organisations
fact-system-short-description = short description
fact-system-local-number = local number
fact-system-service-address = address of the service
fact-system-supplier = supplier
fact-system-owning-organisation = owning organisation
fact-system-in-operation-from = day when operation began
fact-system-phase-out-from = day when the phase-out begins
fact-object-kind = kind of managed object
fact-object-effective-kind = effective kind
fact-object-grouping-basis = basis of the grouping
fact-object-business-areas = business areas
fact-object-organisation-kind = kind of owning organisation
fact-object-personal-data = personal data
fact-object-owning-organisation = owning organisation
fact-object-system-count = number of systems
fact-object-using-organisation-count = number of using organisations

# What may be wrong
register-objection-same-state = The system is in that state already.
register-objection-step-ahead = A step is noted on the day it is taken. Choose today or an earlier day.
register-objection-step-back-reason = Say why the system goes back to an earlier state.
register-objection-dates-order = The day lies before an earlier state, which began { $day }. Correct one of the days.
register-objection-state-by-step = Change the lifecycle state on its own page, where it is checked who may do so.
register-objection-body-decides = A body decides on this step. State the decision.
register-objection-second-common-system = The municipality already has a common system of that kind and is to have only one.
register-objection-local-number-taken = The organisation already has a system with that number.
register-objection-supplier-as-owner = A supplier cannot own a system. Choose the organisation that is responsible for it.
register-objection-unit-elsewhere = The unit does not belong to the organisation. Choose one of its own units.
register-objection-use-twice = The organisation or unit already stands in the list.
register-objection-type-of-other-subject = The policy pack does not have this type of document here. Choose another type, or register it where it belongs.
register-objection-review-before-date = The document cannot be reviewed before its own date.
register-objection-decided-ahead = The decision cannot lie ahead in time.
register-objection-number-is-fixed = The number was given at registration and does not change.
register-objection-number-taken = Another document of the same type already has the number.
register-objection-numbered-type = The type numbers its documents, or the earlier type did. Withdraw the document and register a new one of the right type.
register-objection-waived-in-the-past = Waived gaps are shown for today only. Choose another outcome, or leave the earlier day.
register-objection-withdrawn = The document is withdrawn and cannot be changed. Register a new one.
register-objection-subject-stays = A document does not change what it is about. Withdraw it and register a new one.
refused-lifecycle-step = That step is taken by: { $holders }.

# Events in the history
action-system-registered = The system was registered
action-system-changed = The system was changed
action-system-stepped = The system changed its lifecycle state
action-system-uses-set = Using organisations were changed
action-object-registered = The object was registered
action-object-changed = The object was changed
action-object-systems-set = The systems of the object were changed
action-document-registered = The document was registered
action-document-changed = The document was changed
action-document-withdrawn = The document was withdrawn

# Permissions
permission-register-read-base = See names and base fields of systems and objects
permission-register-read-roles = See who holds the roles on systems and objects
permission-register-read-classification = See how systems are classified: importance, personal and sensitive data
permission-register-read-documents = See documents about systems and objects
permission-register-read-costs = See what systems and objects cost
permission-register-read-all = See notes
permission-register-create = Register systems
permission-register-edit = Change systems
permission-register-phase-out = Phase out systems
permission-register-import = Import to the register
permission-register-export = Export the register
permission-documents-edit = Register and change documents
permission-objects-edit = Register and change managed objects

# The pages
register-systems = Systems
register-objects = Managed objects
register-documents = Documents
register-matrix = Demands on the systems
register-gaps = Gaps
register-new-system = Register system
register-edit-system = Change system
register-new-object = Register managed object
register-edit-object = Change managed object
register-new-document = Register document
register-edit-document = Change document
register-edit = Change
register-do-register = Register
register-saved = The change is saved.
register-system-registered = The system is registered. Here you see what the guideline asks for.
register-document-registered = { $name } is registered.
register-take-step = Change lifecycle state
register-step-now = The system is now
register-step-to = New state
register-step-on = From
register-step-on-hint = Leave empty for today. Otherwise write yyyy-mm-dd.
register-step-decision = Decision
register-step-reason = Reason
register-step-reason-hint = Needed when the system goes back to an earlier state.
register-step-taken = The system has changed its lifecycle state.
register-step-of-others = The step { $state } is taken by: { $holders }.
register-objection-stale-step = Somebody else has changed the record while you had the page open. Read it again and try anew.
register-objection-stale-list = Somebody else has changed the list while you had the page open. Open the page again and repeat your change.
refused-no-step = None of the system's possible steps is yours to take.
register-withdraw = Withdraw
register-withdraw-consequence = The document stops to hold today but stays to be read. This cannot be undone.
register-withdrawn = The document is withdrawn.
register-edit-uses = Change using organisations
register-use-row = Row { $row }
register-uses-hint = Empty a row to remove it. Save to get more empty rows.
register-add-system = Add a system
register-choose-systems = Choose systems
register-choose-systems-hint = Those who hold roles on the object also reach its systems.
register-group-what = What it is
register-group-kind = What kind of system
register-group-operation = Operation and supplier
register-group-lifecycle = Days of the lifecycle
register-group-state = Lifecycle state
register-group-notes = Notes
register-tab-oversikt = Overview
register-tab-personer = People
register-tab-dokument = Documents
register-tab-krav = Demands
register-tab-anvandning = Use
register-tab-historik = History
register-findings = Standing
register-breaches =
    { $count ->
        [one] One gap
       *[other] { $count } gaps
    }
register-unknown =
    { $count ->
        [one] One unknown
       *[other] { $count } unknown
    }
register-people = Responsible
register-updated = Last changed
register-holder = Holder
register-role = Role
register-from = From
register-to = To
register-deputy = Deputy
register-origin = Comes from
register-origin-object = The managed object
register-origin-organisation = The organisation
register-state = State
register-assign = Appoint somebody
register-subject-system = System
register-subject-object = Managed object
register-subject-organisation = Organisation
register-demands = Show demands on
register-demands-roles = Roles
register-demands-documents = Documents
register-demands-groups = Groups
register-demands-agreements = Agreements
register-matrix-of-objects = Demands on objects
register-matrix-rows = Systems or objects
register-my-systems = My systems
register-no-my-systems = You hold no role on any system.
register-no-systems = No systems yet
register-no-systems-text = Register the first system, or import the list that you have today.
register-no-objects = No managed objects yet
register-no-objects-text = An object brings together the systems that are managed together.
register-no-documents = No documents yet
register-documents-cut = The table shows { $shown } of { $all } documents.
register-documents-all = See all in the list of documents
register-no-documents-text = Register the documents where they are, and what is missing shows.
register-no-documents-list-text = Documents are registered on the system, object or organisation that they are about.
register-no-people = Nobody holds a role here
register-no-people-text = The demands show which roles need somebody.
register-use-people = Responsible there
register-no-uses = No use stated
register-no-uses-text = State which organisations and units use the system, and it reaches their staff.
register-object-no-systems = No systems in the object
register-object-no-systems-text = Choose the systems that are managed together.
register-group-roles = Who is responsible
register-group-classification = Classification
register-group-documents = Details of documents
register-group-costs = Costs
register-not-shared = Not shown. { $organisation } does not share this with your organisation.
register-hidden-systems =
    { $count ->
        [one] One more system belongs to the object but is not shown to you.
       *[other] { $count } more systems belong to the object but are not shown to you.
    }
register-matrix-empty-text = Here are the systems and objects whose gaps you may see.
register-no-gaps = No gaps
register-no-gaps-text = Everything that the guideline demands of what you may see is met.
system-used-by = Used by
system-unit = Unit
system-object = Managed object
system-person = Person with a role
system-business-area = Business area
system-has-breaches = Has gaps
system-vacant = Role is vacant
managed-object-has-breaches = Has gaps
document-current = Current
document-withdrawn = Withdrawn
document-subject-kind = About what kind
document-view = Show
document-view-past-review = Past review
document-view-without-owner = Without owner
document-view-withdrawn = Withdrawn
document-view-all = All, withdrawn too
gap-within = Organisation
gap-subject-kind = About what kind
gap-outcome = Outcome
gap-about = Role or document
gap-rule = Demand
gap-subject = About
gap-demand = Demand
gap-reason = Reason
gap-responsible = Responsible
gap-mend = What mends it
register-areas-in-lines = One on each line.
register-first-and-more = { $name } +{ $more }
register-all-my-systems = All my systems

# Looking over one's documents
document-available-to-it = Available to IT
document-available-to-it-hint = Does the IT department reach the document, such as what the supplier has delivered?
document-next-review = Reviewed next by
document-confirm-list = Documents to confirm
document-confirm-list-text = These are the documents that you own and that are to be looked over now or soon. Where somebody else has changed a document, you read it first. The others you can confirm several at a time.
document-confirm-by = Confirm by
document-confirm-panel = Do the documents still hold?
document-confirm-all = All your documents to confirm
document-confirm-none = No document waits for your confirmation.
document-confirm-text = You own the document. Once you have read it, you confirm that it holds as it stands, with its files.
document-confirm-do = Yes, it holds
document-confirm-done = Thank you. The document is confirmed.
document-confirm-done-several = { $count ->
    [one] Thank you. One document is confirmed.
   *[other] Thank you. { $count } documents are confirmed.
 }
document-confirm-more = { $count ->
    [one] One more document is shown when you have confirmed some of these.
   *[other] { $count } more documents are shown when you have confirmed some of these.
 }
action-document-confirmed = The content was confirmed
action-document-decided = The document was decided
document-text = Text
register-objection-said-where-it-is-written = The document is written here. Version, year and decision come from what is decided where its text is written.
permission-documents-confirm = Confirm that one's own documents hold
refused-document-confirmation = The content is confirmed by the owner of the document, or by who stands in for the owner.
register-objection-no-document-to-confirm = Choose at least one document to confirm.
register-objection-withdrawn-one = { $name } is withdrawn and needs no confirmation.
register-objection-document-look-first = Somebody else has changed { $name }. Open the document and read it first.
document-readers = Who may read it
document-readers-fact = Read by
document-readers-text = These people may read the document and its files today, and this is what gives them the right.
document-reads-by = By
document-reads-as-employed = Employment
document-reads-otherwise = A permission of their own
document-readers-shared = Shared with everybody employed by
document-readers-more = { $count ->
    [one] And one more.
   *[other] And { $count } more.
 }
