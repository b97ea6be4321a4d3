"""The calculus of DESIGN part 3 a second time: slow, plain, and sharing nothing with the first.

Read `names.py` (what fails, where a round can be), `walk.py` (from event to event), `custody.py`
(who watches, what is locked and sealed), `exposure.py` (what can happen unrecorded), then a
module for each family of rows: `arrivals.py`, `looks.py`, `rounds.py`, `alike.py`, `finds.py`.
`accounts.py` says which records may be the true one, `figures.py` asks for margins.

There are no tricks. Every position keeps every way that no other one makes superfluous by plain
containment; between any two events every open position gives to every open position of its place,
again and again until nothing changes; and every question begins at the first event.
From the project it takes the types of events and the fold of facts (`coldset.core`), and the form
in which a policy gives its numbers (`Terms`).
"""

from calculus.figures import Answer, answer, figures

__all__ = ["Answer", "answer", "figures"]
