# Papers: what is printed, sent or archived.

paper-page = Page
paper-of = of
paper-contents = Contents
paper-picture = Picture: { $shows }
paper-letters-missing =
    { $count ->
        [one] One character of the text cannot be printed and is shown as □.
       *[other] { $count } characters of the text cannot be printed and are shown as □.
    }
paper-too-long = There is too much text for one paper. Take it out as a spreadsheet instead.
paper-as-of = As of { $day }
paper-of-system = Save the system as PDF
paper-of-system-odt = Save the system as text (ODT)
paper-of-object = Save the object as PDF
paper-of-object-odt = Save the object as text (ODT)
paper-kind-system = System
paper-missing = Missing
paper-nothing-missing = Nothing is missing.
paper-demand = Demand
paper-outcome = Status
paper-reason = Why
paper-responsible = Responsible
report-no-such-form = The name of the file must end with one of: { $known }.
report-no-plan = There is no plan named { $name }.
report-plans-alike = Several plans are named { $name }. Give the year, or the id of one: { $ids }.
report-namesakes = Several systems are named { $name }. Give the id of one: { $ids }.
