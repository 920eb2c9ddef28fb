"""Addresses of joining a class and being in it."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
