"""The pages. Each view parses, calls one function and answers. A page and the fragment that htmx
asks for come from the same view, and every page works without JavaScript.
"""
