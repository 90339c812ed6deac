"""The shapes of documents; each finds the agents of a document and reads them.

A form is a module of this package with two functions:

* `recognises(text)` tells at a glance whether a document may hold agents of the form: it is asked
  of every document, so its module imports what reading takes only in `read`;
* `read(page)` returns what the form found (see `document.Reading`): the claimed parts of the
  document, its agents as blueprints with the form's name, and what is wrong beside them.

A document may hold agents of several forms. They are asked in the order of their names, then those
of other packages, and each leaves alone what `page.claimed` has. `front_matter` and `sections` come
last: they read what the others left, and report what was meant as an agent and is not read as one.
"""
