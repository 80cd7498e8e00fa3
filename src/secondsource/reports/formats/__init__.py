"""One module a format: bytes become reports. ``registry`` knows them all; they run in a process apart (``apart``)."""
