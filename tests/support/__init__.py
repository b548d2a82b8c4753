"""What tests stand on: private servers, the programs, a clock that can be moved.

Tests use the fixtures of tests/conftest.py: 'heed' (class Heed), 'api', 'worker',
'organisation'.
"""
