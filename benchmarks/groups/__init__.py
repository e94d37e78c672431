"""
One module a group: each has ``measure(options)``, which returns its rows and notes.
"""
