# Reorganisations: units and organisations that open, close, merge, split and move on a day.

reorganisation = Reorganisation
reorganisation-list = Reorganisations
reorganisation-new = New reorganisation
reorganisation-empty-title = No reorganisations
reorganisation-empty-text = Plan a reorganisation ahead. It is carried out by itself on its day.
reorganisation-name = Name
reorganisation-organisations = Concerns the organisations
reorganisation-organisations-hint = The steps stay within them and what belongs to them.
reorganisation-effective-on = In force from
reorganisation-effective-on-hint = The first day of the new order.
reorganisation-description = Description
reorganisation-state = State
reorganisation-state-draft = Draft
reorganisation-state-decided = Decided
reorganisation-state-stopped = Stopped
reorganisation-state-carried-out = Carried out
reorganisation-state-withdrawn = Withdrawn
reorganisation-decision = Decision
reorganisation-decided-on = Decided on
reorganisation-carried-out-on = Carried out on
reorganisation-late = Carried out late
reorganisation-late-means = Employments and roles count from the planned day. Systems and objects changed owners and users only on the day on which the reorganisation was carried out.
reorganisation-steps = Steps
reorganisation-step = Step
reorganisation-what = What happens
reorganisation-change = Change
reorganisation-no-steps = No steps yet. Add the first one below.
reorganisation-add-step = Add a step
reorganisation-decide-again = The reorganisation is decided. If you change it, it is a draft again until it is decided anew.
reorganisation-add-this-step = Add the step
reorganisation-remove-step = Remove the step
reorganisation-remove-question = Remove the step? { $step }
reorganisation-remove-consequence = The steps after it move up. If the reorganisation has been decided it must be decided again.
reorganisation-in-the-way = This stands in the way of the reorganisation
reorganisation-distribute = Distribute the employees
reorganisation-distribute-in = Distribute the employees of { $unit }
reorganisation-rest = What is not distributed goes to
reorganisation-rest-hint = For units within it and those who begin in the unit before the day. Without a choice the reorganisation stops if somebody is added.
reorganisation-rest-group = What is not named
reorganisation-people-group = The employees
reorganisation-people = People who change workplace
reorganisation-records = Systems and objects that follow
reorganisation-ending = Roles that end
reorganisation-come = Gaps that come
reorganisation-go = Gaps that go
reorganisation-organisations-cut = { $count ->
    [one] One more organisation is not shown in the list.
   *[other] { $count } more organisations are not shown in the list.
  }
reorganisation-demands-rest = { $count ->
    [one] One more demand is not shown here.
   *[other] { $count } more demands are not shown here.
  }
reorganisation-hidden = { $count } more that you may not see.
reorganisation-rehearse = Try the plan: show roles and gaps that change
reorganisation-not-rehearsed = Roles and gaps are shown when nothing stands in the way
reorganisation-counted = { $what } ({ $count })
reorganisation-nothing-follows = None.
reorganisation-person = Person
reorganisation-from = From
reorganisation-to = To
reorganisation-on = From the day
reorganisation-record = Record
reorganisation-kept-by = As
reorganisation-kept-owner = Owner
reorganisation-kept-user = User
reorganisation-without = Is left without
reorganisation-decide = Decide the reorganisation
reorganisation-decide-decision = Decision
reorganisation-decide-decision-hint = Such as a paragraph of minutes. The reorganisation is carried out by itself on its day.
reorganisation-withdraw = Withdraw the reorganisation
reorganisation-withdraw-reason = Reason

reorganisation-told-open = { $name } opens in { $place }.
reorganisation-told-close = { $name } closes.
reorganisation-told-close-into = { $name } closes and becomes part of { $to }.
reorganisation-told-merge = { $parts } merge into { $into }.
reorganisation-told-split = { $name } is split into { $parts }.
reorganisation-told-move = { $name } moves to { $to }.
reorganisation-told-on = { $day }: { $what }
reorganisation-stopped-notice = The reorganisation { $name } could not be carried out on its day. See what stands in its way, change it and decide again.

# The steps
step-open-unit = Open a unit
step-open-unit-name = Name
step-open-unit-organisation = Organisation
step-open-unit-parent = Part of the unit
step-close-unit = Close a unit
step-close-unit-unit = Unit
step-close-unit-successor = Becomes part of
step-close-unit-successor-hint = Employees, units within it and the systems used there go to it.
step-merge-units = Merge units
step-merge-units-units = Units
step-merge-units-name = Name of the new unit
step-merge-units-into = Or become part of a unit that is there
step-split-unit = Split a unit
step-split-unit-unit = Unit
step-split-unit-names = Names of the new units
step-split-unit-names-hint = One name on each line. Then you distribute the employees.
step-move-unit = Move a unit
step-move-unit-unit = Unit
step-move-unit-parent = Under the unit
step-move-unit-organisation = Or directly in the organisation
step-open-organisation = Open an organisation
step-open-organisation-name = Name
step-open-organisation-kind = Kind
step-open-organisation-kind-municipal-federation = Municipal federation
step-open-organisation-kind-joint-committee = Joint committee
step-open-organisation-kind-municipality = Municipality
step-open-organisation-kind-municipal-company = Municipal company
step-open-organisation-kind-committee = Committee
step-open-organisation-kind-department = Department
step-open-organisation-kind-supplier = Supplier
step-open-organisation-parent = Part of
step-close-organisation = Close an organisation
step-close-organisation-organisation = Organisation
step-close-organisation-successor = Becomes part of
step-close-organisation-successor-hint = Employees, units, sites, systems and objects go to it. The roles on the organisation end.
step-move-organisation = Move an organisation
step-move-organisation-organisation = Organisation
step-move-organisation-parent = Under the organisation

# What is wrong
objection-reorganisation-no-unit = The unit is not within what the reorganisation concerns.
objection-reorganisation-unit-closed = The unit is closed, or is closed by an earlier step.
objection-reorganisation-no-organisation = The organisation is not within what the reorganisation concerns.
objection-reorganisation-organisation-closed = The organisation is closed, or is closed by an earlier step.
objection-reorganisation-left-behind =
    { $people ->
        [0] { $units ->
            [one] A unit is left without a place.
           *[other] { $units } units are left without a place.
        }
        [one] { $units ->
            [0] An employee is left without a place.
            [one] A unit and an employee are left without a place.
           *[other] { $units } units and an employee are left without a place.
        }
       *[other] { $units ->
            [0] { $people } employees are left without a place.
            [one] A unit and { $people } employees are left without a place.
           *[other] { $units } units and { $people } employees are left without a place.
        }
    } Choose where they go.
objection-reorganisation-left-over =
    { $people ->
        [one] An employee has no new unit.
       *[other] { $people } employees have no new unit.
    } Distribute them.
objection-reorganisation-units-left-over = The unit has units within it. Choose where what is not distributed goes.
objection-reorganisation-own-successor = It cannot become part of itself. Choose another.
objection-reorganisation-successor-within = It lies within what closes. Move it first.
objection-reorganisation-namesake = There is already one of the same name at that place.
objection-reorganisation-name-or-unit = Write the name of a new unit or choose a unit that is there, not both.
objection-reorganisation-merged-into-part = The unit is itself one of those that merge. Take it off the list, or name the new unit.
objection-reorganisation-one-part = At least two are needed.
objection-reorganisation-already-there = It lies there already.
objection-reorganisation-no-part = The unit is not split into a part of that name.
objection-reorganisation-supplier = Suppliers are not reorganised. Choose another kind.
objection-reorganisation-own = The federation's own organisation is not closed.
objection-reorganisation-organisation-in-use = The organisation has employees, units or other things that are left without a place. Choose where they go.
objection-reorganisation-owner-left = { $name } is left without an owner. Choose an organisation that takes over.
objection-reorganisation-past = The day has passed. Choose today or a later day.
objection-reorganisation-before-last = The reorganisation { $name } is in force from { $day }. Choose that day or a later one.
objection-reorganisation-planned-elsewhere = { $place } is part of the decided reorganisation { $plan } already.
objection-reorganisation-no-steps = The reorganisation has no steps. Add what shall happen.
objection-reorganisation-step = Step { $step }: { $what }
objection-reorganisation-over = The reorganisation is carried out or withdrawn and cannot be changed.
objection-reorganisation-decided = The reorganisation is decided already.
objection-reorganisation-too-many-steps = The plan has as many steps as it may have. Make another.
objection-reorganisation-too-many-organisations = These are too many organisations. Choose the one that they belong to.
objection-reorganisation-stale = Somebody else has changed the plan. Look at it again and try once more.

# Events
action-reorganisation-created = planned a reorganisation
action-reorganisation-changed = changed a planned reorganisation
action-reorganisation-steps-changed = changed the steps of a reorganisation
action-reorganisation-decided = decided a reorganisation
action-reorganisation-withdrawn = withdrew a reorganisation
action-reorganisation-carried-out = carried out a reorganisation
action-system-reorganised = got other owners or users by a reorganisation
action-object-reorganised = got other owners or users by a reorganisation
action-reorganisation-stopped = stopped a reorganisation
