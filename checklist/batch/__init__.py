"""Many companies in one run: files that are up to date are skipped, nothing stops the rest.

The way of the data: `inputs` (paths to files) -> `jobs` (a file's bytes and its fingerprint) ->
an engine that makes the documents, `pool` (processes of this machine) or `cluster` (dask), both
calling `worker.make` -> `run` (the only writer: outputs, then the manifest) -> `portfolio`.
"""
