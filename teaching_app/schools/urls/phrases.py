"""Addresses of teachers' phrases and what a class accepts."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
