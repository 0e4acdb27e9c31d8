"""Lists of users, by the filters of both versions."""

import pytest


@pytest.fixture
def crowd(api):
    """Six people, of whom the even ones cook."""
    made = []
    for number in range(6):
        api.app.clock.advance(seconds=10)
        tags = ("cooks",) if number % 2 == 0 else ("early", "late")
        details = {"full_name": "Annabel" if number < 2 else f"Name {number}", "phone": f"+49 {number}", "tags": tags}
        made.append(api.user(f"user-{number}", **details))
    return made


def ids(found):
    return [(row.get("user") or row)["id"] for row in found["items"]]


@pytest.mark.parametrize(
    ("query", "who"),
    [
        ("login=user-1", [1]),
        ("login[in]=user-1,user-3", [1, 3]),
        ("login[in][]=user-3&login[in][]=user-1", [1, 3]),
        ("login%5Bin%5D%5B%5D=user-3", [3]),
        ("full_name=Annabel", [0, 1]),
        ("full_name[start_with]=Anna", [0, 1]),
        ("full_name[start_with]=Name", [2, 3, 4, 5]),
        ("login[start_with]=user", [0, 1, 2, 3, 4]),
        ("user_tags=cooks", [0, 2, 4]),
        ("user_tags=cooks&login[nin]=user-2", [0, 4]),
        ("user_tags[in]=cooks,late&sort_desc=login&limit=2", [5, 4]),
        ("user_tags=early&created_at[gt]=1795262420", [3, 5]),
        ("user_tags=early&created_at[lte]=2026-11-21T12:00:40Z", [1, 3]),
        ("phone=%2B49+2", [2]),
        ("user_tags=cooks&offset=1&limit=1", [2]),
        ("login=nobody", []),
    ],
)
def test_conditions_of_today(api, crowd, query, who):
    assert ids(api.get(f"/users/v2?{query}")) == [crowd[n].id for n in who]


def test_ids_are_numbers_or_texts(api, crowd):
    found = api.get(f"/users/v2?id[in]={crowd[4].id},{crowd[2].id},7")
    assert ids(found) == [crowd[2].id, crowd[4].id] and found["total_entries"] == 2


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "blank"),
        ("created_at[gt]=1", "blank"),
        ("login[nin]=a", "blank"),
        ("login[gt]=a", "invalid_value"),
        ("login[start_with]=use", "too_short"),
        ("id[start_with]=1234", "invalid_value"),
        ("id=x", "invalid_value"),
        ("login=user-1&created_at[gt]=noon", "invalid_value"),
        ("login=user-1&limit=101", "invalid_value"),
        ("login=user-1&sort_asc=password", "invalid_value"),
        ("login[in][x]=1", "invalid_value"),
        ("login=a&login[in]=b", "bad_body"),
    ],
)
def test_conditions_that_are_none(api, query, code):
    assert api.refusal("GET", f"/users/v2?{query}") == code


@pytest.mark.parametrize(
    ("query", "who"),
    [
        ("", [0, 1, 2, 3, 4, 5]),
        ("order=desc+string+login", [5, 4, 3, 2, 1, 0]),
        ("order=desc+date+created_at&per_page=2&page=2", [3, 2]),
        ("filter[]=string+login+eq+user-3", [3]),
        ("filter[]=string+login+in+user-3,user-1", [1, 3]),
        ("filter[]=string+full_name+ne+Annabel", [2, 3, 4, 5]),
        ("filter[]=date+created_at+ge+2026-11-21T12:00:30Z", [2, 3, 4, 5]),
        ("filter[]=date+created_at+between+1795262420,1795262430", [1, 2]),
        ("filter[]=string+full_name+eq+Annabel&filter[]=string+login+gt+user-0", [1]),
    ],
)
def test_conditions_of_the_first_version(api, crowd, query, who):
    assert ids(api.get(f"/users?{query}")) == [crowd[n].id for n in who]


def test_ids_of_the_first_version(api, crowd):
    assert ids(api.get(f"/users?filter[]=number+id+in+{crowd[3].id},{crowd[1].id},9")) == [crowd[1].id, crowd[3].id]


@pytest.mark.parametrize(
    "query",
    [
        "filter[]=number",
        "filter[]=string+id+in+7",
        "filter[]=number+id+like+7",
        "filter[]=number+id+gt+x",
        "order=up+number+id",
        "order=desc+number+password",
        "per_page=101",
        "page=0",
    ],
)
def test_conditions_of_the_first_version_that_are_none(api, query):
    assert api.refusal("GET", f"/users?{query}") == "invalid_value"


def test_by_name_and_by_tags(api, crowd):
    assert ids(api.get("/users/by_full_name", full_name="Annabel", per_page=1, page=2)) == [crowd[1].id]
    assert ids(api.get("/users/by_tags", tags="cooks,late")) == [one.id for one in crowd]
    assert api.get("/users/by_tags", tags="nobody")["total_entries"] == 0


def test_an_index_follows_changes(api, crowd):
    crowd[0].put(f"/users/{crowd[0].id}", user={"full_name": "Xaver", "tag_list": "new"})
    assert ids(api.get("/users/v2?full_name[start_with]=Anna")) == [crowd[1].id]
    assert ids(api.get("/users/v2?user_tags=new")) == [crowd[0].id]
    assert ids(api.get("/users/v2?user_tags=cooks")) == [crowd[2].id, crowd[4].id]


def test_long_lists_of_values_are_looked_up_and_not_compared_one_by_one(api, crowd):
    for number in range(2_000):
        api.app.new_user(login=f"more-{number}", tags=["many"])
    values = ",".join(map(str, range(20_000)))
    assert api.get(f"/users/v2?user_tags=many&login[nin]={values}")["total_entries"] == 2_000
    assert ids(api.get(f"/users?filter[]=string+login+in+{values},user-3")) == [crowd[3].id]


def test_filters_of_the_first_version_are_few(api, crowd):
    query = "filter[]=number+id+gt+0"
    assert len(ids(api.get(f"/users?{'&'.join([query] * 20)}"))) == len(crowd)
    assert api.refusal("GET", f"/users?{'&'.join([query] * 21)}") == "too_many"
