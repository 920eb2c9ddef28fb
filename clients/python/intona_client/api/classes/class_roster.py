from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.problem_details import ProblemDetails
from ...models.roster_request import RosterRequest
from ...models.roster_result import RosterResult
from typing import cast
from uuid import UUID



def _get_kwargs(
    public_id: UUID,
    *,
    body: RosterRequest,

) -> dict[str, Any]:
    headers: dict[str, Any] = {}


    

    

    _kwargs: dict[str, Any] = {
        "method": "put",
        "url": "/api/v1/classes/{public_id}/roster/".format(public_id=quote(str(public_id), safe=""),),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs



def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> ProblemDetails | RosterResult | None:
    if response.status_code == 200:
        response_200 = RosterResult.from_dict(response.json())



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

    if response.status_code == 409:
        response_409 = ProblemDetails.from_dict(response.json())



        return response_409

    if response.status_code == 413:
        response_413 = ProblemDetails.from_dict(response.json())



        return response_413

    if response.status_code == 415:
        response_415 = ProblemDetails.from_dict(response.json())



        return response_415

    if response.status_code == 429:
        response_429 = ProblemDetails.from_dict(response.json())



        return response_429

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[ProblemDetails | RosterResult]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    public_id: UUID,
    *,
    client: AuthenticatedClient,
    body: RosterRequest,

) -> Response[ProblemDetails | RosterResult]:
    """  Look at the list of a class, or take it in with “confirm”.

    New learners get an account and a card, those known are invited; all agree
    themselves before staff see anything. The same list again changes nothing.

    Args:
        public_id (UUID):
        body (RosterRequest): The whole list of a class.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemDetails | RosterResult]
     """


    kwargs = _get_kwargs(
        public_id=public_id,
body=body,

    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)

def sync(
    public_id: UUID,
    *,
    client: AuthenticatedClient,
    body: RosterRequest,

) -> ProblemDetails | RosterResult | None:
    """  Look at the list of a class, or take it in with “confirm”.

    New learners get an account and a card, those known are invited; all agree
    themselves before staff see anything. The same list again changes nothing.

    Args:
        public_id (UUID):
        body (RosterRequest): The whole list of a class.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemDetails | RosterResult
     """


    return sync_detailed(
        public_id=public_id,
client=client,
body=body,

    ).parsed

async def asyncio_detailed(
    public_id: UUID,
    *,
    client: AuthenticatedClient,
    body: RosterRequest,

) -> Response[ProblemDetails | RosterResult]:
    """  Look at the list of a class, or take it in with “confirm”.

    New learners get an account and a card, those known are invited; all agree
    themselves before staff see anything. The same list again changes nothing.

    Args:
        public_id (UUID):
        body (RosterRequest): The whole list of a class.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemDetails | RosterResult]
     """


    kwargs = _get_kwargs(
        public_id=public_id,
body=body,

    )

    response = await client.get_async_httpx_client().request(
        **kwargs
    )

    return _build_response(client=client, response=response)

async def asyncio(
    public_id: UUID,
    *,
    client: AuthenticatedClient,
    body: RosterRequest,

) -> ProblemDetails | RosterResult | None:
    """  Look at the list of a class, or take it in with “confirm”.

    New learners get an account and a card, those known are invited; all agree
    themselves before staff see anything. The same list again changes nothing.

    Args:
        public_id (UUID):
        body (RosterRequest): The whole list of a class.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemDetails | RosterResult
     """


    return (await asyncio_detailed(
        public_id=public_id,
client=client,
body=body,

    )).parsed
