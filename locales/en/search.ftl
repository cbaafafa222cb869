# The search.
search-title = Search
search-title-of = Search: { $question }
search-count = { $count ->
    [0] No hits
    [one] 1 hit
   *[other] { $count } hits
  }
search-count-more = More than { $count } hits
search-number-more = more than { $count }
search-write-more = Write more words to find what you look for.
search-see-all = Show all hits
search-all-kinds = All
search-kinds = Kinds of hits
search-all-of-kind = Show all { $count } { $kind }
search-more-of-kind = Show more { $kind }
search-next = Next page
search-kind-system = Systems
search-kind-object = Management objects
search-kind-document = Documents
search-kind-organisation = Organisations
search-kind-unit = Units
search-kind-site = Sites
search-kind-person = People
search-closed = Closed
search-custom-fields = Own fields
search-text-of-file = Text in the file
search-help-title = What are you looking for?
search-nothing-title = No hits
search-help-what = You can search for systems, management objects, documents, organisations, units, sites and people: names, numbers, descriptions, notes, own fields, types of document and text in files. The search shows what holds today.
search-help-forms = Words are found in all their Swedish forms: skolor finds skolan too.
search-help-beginning = The last word may be the beginning of one: systemf finds systemförvaltning.
search-help-quotes = Put quotation marks around words that shall stand exactly so, next to each other: "personligt ombud". A number such as 2026/123 is always searched so. Of a file the first 500,000 characters are searched, about 150 pages.
search-help-seen = You find only what you may see.
search-no-words = Write at least one word or number to search for.
search-too-many-words = Search for { $most } words at the most.
search-only-today = The search shows only what holds today. Take the date away.
search-not-whole = The search index is being built. Some hits may be missing yet.
search-further-on = The words stand further on in the text.
