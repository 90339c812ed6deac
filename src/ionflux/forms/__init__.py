"""The forms of documents; each finds the agents of a document and reads them.

A form is a module of this package with two functions:

* `recognises(text)` tells quickly whether a document may contain agents of the form: it is called
  for every document, so its module imports the reading code only in `read`;
* `read(page)` returns what the form found (see `document.Reading`): the claimed parts of the
  document, its agents as blueprints with the form's name, and findings outside of them.

A document may contain agents of several forms. They are asked in the order of their names, then
those of other packages, and each skips the ranges in `page.claimed`. `front_matter` and `sections`
come last: they read the rest, and report text that was meant as an agent but is not read as one.
"""
