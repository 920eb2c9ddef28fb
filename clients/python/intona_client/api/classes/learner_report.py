from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.learner_report import LearnerReport
from ...models.problem_details import ProblemDetails
from typing import cast
from uuid import UUID



def _get_kwargs(
    public_id: UUID,
    enrolment_id: UUID,

) -> dict[str, Any]:
    

    

    

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/classes/{public_id}/learners/{enrolment_id}/report/".format(public_id=quote(str(public_id), safe=""),enrolment_id=quote(str(enrolment_id), safe=""),),
    }


    return _kwargs



def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> LearnerReport | ProblemDetails | None:
    if response.status_code == 200:
        response_200 = LearnerReport.from_dict(response.json())



        return response_200

    if response.status_code == 400:
        response_400 = ProblemDetails.from_dict(response.json())



        return response_400

    if response.status_code == 401:
        response_401 = ProblemDetails.from_dict(response.json())



        return response_401

    if response.status_code == 403:
        response_403 = ProblemDetails.from_dict(response.json())



        return response_403

    if response.status_code == 404:
        response_404 = ProblemDetails.from_dict(response.json())



        return response_404

    if response.status_code == 406:
        response_406 = ProblemDetails.from_dict(response.json())



        return response_406

    if response.status_code == 429:
        response_429 = ProblemDetails.from_dict(response.json())



        return response_429

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[LearnerReport | ProblemDetails]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    public_id: UUID,
    enrolment_id: UUID,
    *,
    client: AuthenticatedClient,

) -> Response[LearnerReport | ProblemDetails]:
    """  Read the report of a learner in plain words, as its PDF has it.

    The log of the school has that you did.

    Args:
        public_id (UUID):
        enrolment_id (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[LearnerReport | ProblemDetails]
     """


    kwargs = _get_kwargs(
        public_id=public_id,
enrolment_id=enrolment_id,

    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)

def sync(
    public_id: UUID,
    enrolment_id: UUID,
    *,
    client: AuthenticatedClient,

) -> LearnerReport | ProblemDetails | None:
    """  Read the report of a learner in plain words, as its PDF has it.

    The log of the school has that you did.

    Args:
        public_id (UUID):
        enrolment_id (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        LearnerReport | ProblemDetails
     """


    return sync_detailed(
        public_id=public_id,
enrolment_id=enrolment_id,
client=client,

    ).parsed

async def asyncio_detailed(
    public_id: UUID,
    enrolment_id: UUID,
    *,
    client: AuthenticatedClient,

) -> Response[LearnerReport | ProblemDetails]:
    """  Read the report of a learner in plain words, as its PDF has it.

    The log of the school has that you did.

    Args:
        public_id (UUID):
        enrolment_id (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[LearnerReport | ProblemDetails]
     """


    kwargs = _get_kwargs(
        public_id=public_id,
enrolment_id=enrolment_id,

    )

    response = await client.get_async_httpx_client().request(
        **kwargs
    )

    return _build_response(client=client, response=response)

async def asyncio(
    public_id: UUID,
    enrolment_id: UUID,
    *,
    client: AuthenticatedClient,

) -> LearnerReport | ProblemDetails | None:
    """  Read the report of a learner in plain words, as its PDF has it.

    The log of the school has that you did.

    Args:
        public_id (UUID):
        enrolment_id (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        LearnerReport | ProblemDetails
     """


    return (await asyncio_detailed(
        public_id=public_id,
enrolment_id=enrolment_id,
client=client,

    )).parsed
