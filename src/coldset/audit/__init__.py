"""THE OTHER SIDE'S TOOL: rebuild everything from raw bytes and disagree out loud.

It only reads what it is handed, and it rests on nothing that wrote it: of the project it may
import `coldset.errors`, `coldset.log` and the pure rooms (`core`, `margin`, `gate`, `inquiry`),
never `store` or `book`.

| file | what it settles |
| --- | --- |
| `verify` | a log: is it what the hub signed, and every entry by a known key |
| `audit` | an evidence bundle, in the order in which one thing rests on another |
| `container` | the bundle's file: a ZIP of which every byte is accounted for |
| `bundle` | the bundle's members, and the manifest that lists them |
| `selection` | some entries instead of all, each with its proof |
| `cosigned` | who besides the hub signed its checkpoints |
| `enrolment` | which keys may sign which entry |
| `record` | the entries as events: sense, policy and photos |
| `asked_again` | what the gate answers at every hand-over and clearance |
| `report` | what an audit says |
"""
