"""The REST API: the same deeds, rights and view of the register as the pages, for other systems.

A noun is one file of `resources`: its shapes and its operations. `resources/risks.py` is the one
to copy. To add a noun, or an operation to one:

1. Shapes. What is answered with is a `Shape`: `of` makes it of the read model that the page shows,
   by the names that both have (`Stated` makes "no owner" null). A list of it is a `Listing[...]`. A
   body is a `Sent`: unknown fields and other types are refused. Names asked for in an address are
   an `Asked`, most often `AsAt` (a day) or `Walk` (`limit` and `cursor`) or both; `naming.py` has
   those of the path. Ids are `UUID` fields called `..._id`. A table never goes over the wire.
2. Operations. `@resource.lists`, `.shows`, `.gives` (a file), `.adds` and `.changes` take the
   address below the organisation's, the right and the shape that is answered with; the view takes
   `path`, `query` and `body` by these names and its docstring is its line in the reference.
   Everything else that OpenAPI says of it follows from its kind (`document.py`).
3. Reading. Ask the queries of the pages, as `current_actor()`. Answer with `shown(shape, version)`
   or, for lists, `listed(...)`: of the register by `walk_register`, of what is read as a whole by
   `listed_whole`. The ETag is that of the representation; the version within it is what a deed
   compares.
4. Deeds. Fill the page's own form (`judged(Form(typed({...})), NAMES).draft()`), so that no rule of
   a form is passed by; `NAMES` says what the API calls the form's fields. Then
   `created(deed, endpoint, values)` (once for each Idempotency-Key) or
   `changed(deed)` after `seen_version()` (428 without If-Match, 412 when it is old), or after
   `refuse_unseen()` where the thing has no version. A deed on something by POST
   (`risks.open_draft`) gives them the address of that thing. They answer with what a GET of it
   would: nothing is shown in two places.
5. Refuse by raising what the pages raise (`riskapp.domain.errors`): `problems.py` knows the status.
6. List the resource in `app.py`, its operations in `tests/api/test_access.py`, and the deed of the
   pages that each does in `test_same_deeds.py`. A test walks through all of them with every role,
   and schemathesis through the whole document.

The feed's tables are in `riskapp/queries/feed/`: one statement each, written as it is read.
`guard.py` lets in, `pace.py` counts, `once.py` remembers keys, `cursors.py` goes through lists.
"""
