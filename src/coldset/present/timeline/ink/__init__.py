"""ON PAPER: a sheet as an SVG document. No script, no link, no font of its own."""
