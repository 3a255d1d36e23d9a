"""Reads a notebook as Jupyter does, says what is wrong with it, and writes it again as Jupyter would."""

import json
import sys

import nbformat

notebook = nbformat.read(sys.argv[1], as_version=nbformat.NO_CONVERT)
nbformat.validate(notebook, relax_add_props=False)
nbformat.write(notebook, sys.argv[2])
print(json.dumps({"format": [notebook.nbformat, notebook.nbformat_minor], "kinds": [cell.cell_type for cell in notebook.cells]}))
