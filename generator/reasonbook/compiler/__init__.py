"""
The build step: everything that needs click, YAML, Jinja2, Babel and pydantic.

Applications never import this package; they import `reasonbook` and the bundle it made.
"""
