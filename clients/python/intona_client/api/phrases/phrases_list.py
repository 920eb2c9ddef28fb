from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.paginated_phrase_list import PaginatedPhraseList
from ...models.phrases_list_focus import PhrasesListFocus
from ...models.phrases_list_level import PhrasesListLevel
from ...models.phrases_list_style import PhrasesListStyle
from ...models.problem_details import ProblemDetails
from ...types import UNSET, Unset
from typing import cast



def _get_kwargs(
    *,
    cursor: str | Unset = UNSET,
    focus: PhrasesListFocus | Unset = UNSET,
    level: PhrasesListLevel | Unset = UNSET,
    mine: bool | Unset = False,
    page_size: int | Unset = UNSET,
    query: str | Unset = UNSET,
    style: PhrasesListStyle | Unset = UNSET,

) -> dict[str, Any]:
    

    

    params: dict[str, Any] = {}

    params["cursor"] = cursor

    json_focus: str | Unset = UNSET
    if not isinstance(focus, Unset):
        json_focus = focus.value

    params["focus"] = json_focus

    json_level: str | Unset = UNSET
    if not isinstance(level, Unset):
        json_level = level.value

    params["level"] = json_level

    params["mine"] = mine

    params["page_size"] = page_size

    params["query"] = query

    json_style: str | Unset = UNSET
    if not isinstance(style, Unset):
        json_style = style.value

    params["style"] = json_style


    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}


    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/phrases/",
        "params": params,
    }


    return _kwargs



def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> PaginatedPhraseList | ProblemDetails | None:
    if response.status_code == 200:
        response_200 = PaginatedPhraseList.from_dict(response.json())



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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[PaginatedPhraseList | ProblemDetails]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    cursor: str | Unset = UNSET,
    focus: PhrasesListFocus | Unset = UNSET,
    level: PhrasesListLevel | Unset = UNSET,
    mine: bool | Unset = False,
    page_size: int | Unset = UNSET,
    query: str | Unset = UNSET,
    style: PhrasesListStyle | Unset = UNSET,

) -> Response[PaginatedPhraseList | ProblemDetails]:
    """  Search the phrases on offer, or list your own.

    Args:
        cursor (str | Unset):
        focus (PhrasesListFocus | Unset):
        level (PhrasesListLevel | Unset):
        mine (bool | Unset):  Default: False.
        page_size (int | Unset):
        query (str | Unset):
        style (PhrasesListStyle | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedPhraseList | ProblemDetails]
     """


    kwargs = _get_kwargs(
        cursor=cursor,
focus=focus,
level=level,
mine=mine,
page_size=page_size,
query=query,
style=style,

    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)

def sync(
    *,
    client: AuthenticatedClient,
    cursor: str | Unset = UNSET,
    focus: PhrasesListFocus | Unset = UNSET,
    level: PhrasesListLevel | Unset = UNSET,
    mine: bool | Unset = False,
    page_size: int | Unset = UNSET,
    query: str | Unset = UNSET,
    style: PhrasesListStyle | Unset = UNSET,

) -> PaginatedPhraseList | ProblemDetails | None:
    """  Search the phrases on offer, or list your own.

    Args:
        cursor (str | Unset):
        focus (PhrasesListFocus | Unset):
        level (PhrasesListLevel | Unset):
        mine (bool | Unset):  Default: False.
        page_size (int | Unset):
        query (str | Unset):
        style (PhrasesListStyle | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedPhraseList | ProblemDetails
     """


    return sync_detailed(
        client=client,
cursor=cursor,
focus=focus,
level=level,
mine=mine,
page_size=page_size,
query=query,
style=style,

    ).parsed

async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    cursor: str | Unset = UNSET,
    focus: PhrasesListFocus | Unset = UNSET,
    level: PhrasesListLevel | Unset = UNSET,
    mine: bool | Unset = False,
    page_size: int | Unset = UNSET,
    query: str | Unset = UNSET,
    style: PhrasesListStyle | Unset = UNSET,

) -> Response[PaginatedPhraseList | ProblemDetails]:
    """  Search the phrases on offer, or list your own.

    Args:
        cursor (str | Unset):
        focus (PhrasesListFocus | Unset):
        level (PhrasesListLevel | Unset):
        mine (bool | Unset):  Default: False.
        page_size (int | Unset):
        query (str | Unset):
        style (PhrasesListStyle | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedPhraseList | ProblemDetails]
     """


    kwargs = _get_kwargs(
        cursor=cursor,
focus=focus,
level=level,
mine=mine,
page_size=page_size,
query=query,
style=style,

    )

    response = await client.get_async_httpx_client().request(
        **kwargs
    )

    return _build_response(client=client, response=response)

async def asyncio(
    *,
    client: AuthenticatedClient,
    cursor: str | Unset = UNSET,
    focus: PhrasesListFocus | Unset = UNSET,
    level: PhrasesListLevel | Unset = UNSET,
    mine: bool | Unset = False,
    page_size: int | Unset = UNSET,
    query: str | Unset = UNSET,
    style: PhrasesListStyle | Unset = UNSET,

) -> PaginatedPhraseList | ProblemDetails | None:
    """  Search the phrases on offer, or list your own.

    Args:
        cursor (str | Unset):
        focus (PhrasesListFocus | Unset):
        level (PhrasesListLevel | Unset):
        mine (bool | Unset):  Default: False.
        page_size (int | Unset):
        query (str | Unset):
        style (PhrasesListStyle | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedPhraseList | ProblemDetails
     """


    return (await asyncio_detailed(
        client=client,
cursor=cursor,
focus=focus,
level=level,
mine=mine,
page_size=page_size,
query=query,
style=style,

    )).parsed
