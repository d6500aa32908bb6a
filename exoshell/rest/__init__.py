"""The client of the service's administration API: sign-in, transport, calls, values on the wire.

Only `exoshell.app` imports this room; everything above asks for the protocols declared in `exoshell.command.exchange`.
"""
