"""What the service should know, computed again in Python from the rules alone.

Nothing here is shared with the C code, not even data: who may do what, the
default procedure, the bank holidays and the figures of a review are written
down a second time.
"""
