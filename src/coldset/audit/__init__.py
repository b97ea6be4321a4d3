"""THE OTHER SIDE'S TOOL: rebuild everything from raw bytes and disagree out loud.

It only reads what it is handed, and it rests on nothing that wrote it: of the project it may
import `coldset.errors`, `coldset.log` and the pure rooms (`core`, `margin`, `gate`, `inquiry`),
never `store` or `book`.
"""
