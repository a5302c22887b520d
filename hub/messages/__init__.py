"""The message contracts in code, one module a room, twins of the documents in `asyncapi/`.

Payloads are TMF-shaped (TMF641, TMF652, TMF640), so that another system that speaks these can stand in a
room's place. Readers are tolerant: unknown members are ignored. A type's name is its AsyncAPI message's name.
"""
