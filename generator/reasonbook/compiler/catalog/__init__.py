"""
The source language: reading it, checking its shape, resolving it.
"""
