"""The version of the measurements: it changes whenever a result could change."""

ENGINE_VERSION = "0.1.0"
