"""Addresses of institutions, their staff and classes."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
