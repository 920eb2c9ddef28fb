"""The engine as a server of its own, where one worker's batch cannot fill many GPUs.

An optional extra: ``deployment`` runs it with Ray Serve, and a worker with the setting
``ENGINE_SERVER`` asks it by HTTP instead of loading the models itself. A worker needs
nothing of Ray. See docs/operations.md.
"""
