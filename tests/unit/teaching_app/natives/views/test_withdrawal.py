"""Taking everything back."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from teaching_app.natives.models import Helper
from tests.factories.fixtures import stored_files
from tests.factories.natives import HelperFactory, NativeRecordingFactory

pytestmark = pytest.mark.django_db
TOKEN = "a-token"


def test_it_is_asked_for_first_and_gives_a_receipt_in_words(client: Client) -> None:
    helper = HelperFactory(token=TOKEN)
    NativeRecordingFactory(helper=helper, measured=True)
    address = reverse("helper_withdraw", args=[TOKEN])
    assert "Your recording, what was measured" in client.get(address).text
    assert "Tick the box first" in client.post(address).text
    assert Helper.objects.exists()

    response = client.post(address, {"sure": "yes"})
    assert "storage" in response["Clear-Site-Data"]  # recordings that were not sent
    receipt = client.get(response.url).text
    assert "everything that a native had given" in receipt
    assert "1 × recordings of a native" in receipt
    assert "other entries" not in receipt
    assert stored_files() == []
    assert client.get(reverse("helper_home", args=[TOKEN])).status_code == 404
