"""
Print the seconds of an import: FOLDER MODULE, and what is imported before the clock starts.
"""

import sys
from importlib import import_module
from time import perf_counter

folder, module, *before = sys.argv[1:]
sys.path.insert(0, folder)
for each in before:
    import_module(each)
start = perf_counter()
import_module(module)
print(perf_counter() - start)
