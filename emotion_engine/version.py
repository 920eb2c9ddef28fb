"""The version of the measurements: it changes when a figure could change."""

ENGINE_VERSION = "0.1.0"
