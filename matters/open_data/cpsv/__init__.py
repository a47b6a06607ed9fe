"""CPSV-AP 3.2: matters as public services in linked data (European Commission, SEMIC: Core Public Service Vocabulary Application Profile).

Pure: guides, places and base addresses come in, plain JSON-LD nodes come out. Nothing has to be loaded to read them.
"""
