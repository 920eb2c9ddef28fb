"""Queries for reports."""
