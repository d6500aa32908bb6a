"""The emulated tenant: a WSGI application that answers as the service does.

``app.Application`` is the whole of it; ``tenants`` makes, opens and compares the files that hold
tenants.  Nothing here opens a socket except ``serve``.
"""
