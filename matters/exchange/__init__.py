"""Import and export of the catalog: files in, files out, and what is wrong with them said at its place.

One way in: `reading` (a file's rows as they stand) → `columns` and `values` (what they mean, problems and repairs beside them) → `Given` (what
the file says of one matter) → `applying` (the working copies it becomes). One way out: `writing`.
"""
