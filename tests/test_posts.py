"""Posts: title, body, place and whether they are over."""

import pytest

from a_people import people_of, report_of
from secondsource.model import Post
from secondsource.reading.pipeline import read

POSTS = [
    (
        "Kwak Chol, the director of the Chongsan Tractor Factory, was fined.",
        Post("director", "Chongsan Tractor Factory"),
    ),
    ("A former judge was seen in the town.", Post("judge", former=True)),
    ("Kim Chol Su, formerly a judge, was seen.", Post("judge", former=True)),
    ("Kim Chol Su, the then judge, was seen.", Post("judge", former=True)),
    ("Deputy chief Kwak was fined.", Post("deputy chief")),
    ("The truck driver was fined.", Post("truck driver")),
    ("A captain of the Ministry of State Security was seized.", Post("captain", "Ministry of State Security")),
    (
        "The Ministry of State Security sent a letter. A captain came later.",
        Post("captain", "Ministry of State Security"),
    ),
    ("A broker surnamed Nam was caught.", Post("broker")),
    (
        "An inspection team from the Ministry of State Security came.",
        Post("inspection team", "Ministry of State Security"),
    ),
    ("The Ministry of State Security moved. Its agents from the provincial branch came.", None),
]


@pytest.mark.parametrize(("text", "post"), POSTS)
def test_post(text: str, post: Post | None) -> None:
    _, people = people_of(report_of(text))
    found = [p for person in people for p in person.posts]
    if post is None:
        assert found[0].org == "Ministry of State Security"
    else:
        assert post in found


@pytest.mark.parametrize(
    "text",
    [
        "His wife came to the gate.",
        "Soldiers came to the gate.",
        "Residents complained.",
    ],
)
def test_no_post(text: str) -> None:
    _, people = people_of(report_of(text))
    assert [person.posts for person in people if person.posts] == []


def test_a_vague_title_gives_way_to_a_close_one() -> None:
    _, people = people_of(report_of("A captain surnamed Kwak was seized. The officer had taken money."))
    assert [post.title for post in people[0].posts] == ["captain"]


def test_a_headline_tells_no_post_where_the_body_tells_one() -> None:
    report = report_of("The manager of the Chongsan Fishery has been fined. He is 40.", title="Fishery boss fined")
    _, people = people_of(report)
    assert [post.title for person in people for post in person.posts] == ["manager"]


def test_men_from_a_body_hold_a_post() -> None:
    _, people = people_of(report_of("Men from the Ministry of State Security took him away."))
    assert people[0].posts == (Post("men", "Ministry of State Security"),)


def test_place_of_a_post() -> None:
    _, people = people_of(report_of("Kwak Chol, party secretary of Musan County, was fined."))
    assert any(post.place and "Musan" in post.place for person in people for post in person.posts)


@pytest.mark.parametrize(
    ("text", "name", "post"),
    [
        (
            "Kim Ok Ju, f., b. 1979, accountant, Sobaek Trading Company. Seized on May 3.",
            "Kim Ok Ju",
            ("accountant", True),
        ),
        ("Ri Sun Hui (female, 34), seamstress, was seized on May 3.", "Ri Sun Hui", ("seamstress", False)),
        ("Kim Ok Ju, 44, left the town on foot.", "Kim Ok Ju", None),
    ],
)
def test_an_entry_of_a_list_tells_a_post_behind_the_name(text: str, name: str, post: tuple[str, bool] | None) -> None:
    posts = next(p for p in people_of(report_of(text))[1] if p.name == name).posts
    assert [(p.title, p.org is not None) for p in posts] == ([post] if post else [])


@pytest.mark.parametrize(
    ("text", "title", "org"),
    [
        ("Traders left the Unjong Market. The market manager was dismissed.", "market manager", "Unjong Market"),
        ("Ri Chol, 30, a plasterer with the firm Taeyang-Stroy, was seized.", "plasterer", "firm Taeyang-Stroy"),
    ],
)
def test_a_title_says_where_its_holder_works(text: str, title: str, org: str) -> None:
    assert (title, org) in [(q.title, q.org) for p in people_of(report_of(text))[1] for q in p.posts]


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("Kwak Chol has been appointed director of the Chongsan Factory.", ("director", "Chongsan Factory")),
        ("Kwak Chol was made chief engineer of the mine.", ("chief engineer", "mine")),
        ("Kwak Chol replaced Ri as director of the mine.", ("director", "mine")),
        ("Kwak Chol succeeded him as head of the county court.", ("head", "county court")),
        ("The party promoted Kwak Chol to the rank of colonel.", ("colonel", None)),
        ("Kwak Chol took up the post of manager.", ("manager", None)),
    ],
)
def test_who_is_put_into_a_post_holds_it(text: str, post: tuple[str, str | None]) -> None:
    _, people = people_of(report_of(text))
    posts = next(person.posts for person in people if person.name == "Kwak Chol")
    assert [(held.title, held.org) for held in posts] == [post]


@pytest.mark.parametrize(
    ("text", "title", "org"),
    [
        ("The head of the customs post at Dorna, Lieutenant Colonel Batyr Orun, was seized.", "head", "customs"),
        ("The deputy head of the post office, a man called Ro, was fined.", "deputy head", "post office"),
        ("A group of inspectors from the Ministry of State Security came.", "inspectors", "Ministry of State Security"),
        ("Ri Su, who used to teach at a middle school, fled.", "teacher", "school"),
        ("Pak Il, who cooked for a company, fled.", "cook", "company"),
        ("Bo Tauk, who commanded the second platoon, was killed.", "commander", "second platoon"),
        ("Dr. Rim was seized on May 3.", "doctor", None),
        ("Maj. Rim Su of the county police was seized.", "maj.", "county police"),
        ("Brig-Gen Habte Ghide arrived.", "brig gen", None),
        (
            "A staff member at the Letters and Visits Office, Qiu Min, took money.",
            "staff member",
            "Letters and Visits Office",
        ),
        ("Myrat Atay, until now deputy prosecutor at the county court, fled.", "deputy prosecutor", "county court"),
    ],
)
def test_a_post_is_told_in_many_ways(text: str, title: str, org: str | None) -> None:
    assert (title, org) in [(q.title, q.org) for p in people_of(report_of(text))[1] for q in p.posts]


@pytest.mark.parametrize(
    ("text", "name", "former"),
    [
        ("The governor, Jo Il, was dismissed. His predecessor, Ri Chol, fled.", "Ri Chol", True),
        ("The governor, Jo Il, was dismissed. Ri Chol replaced him in May.", "Ri Chol", False),
    ],
)
def test_a_post_goes_from_one_to_another(text: str, name: str, former: bool) -> None:
    _, people = people_of(report_of(text))
    posts = next(person.posts for person in people if person.name == name)
    assert [(held.title, held.former) for held in posts] == [("governor", former)]


@pytest.mark.parametrize(
    "text",
    ["He was hit on the head. It was raised in private.", "Prices rose, a major problem. In general, they fell."],
)
def test_a_word_for_a_post_may_be_another(text: str) -> None:
    assert [q.title for p in people_of(report_of(text))[1] for q in p.posts] == []


def test_who_is_also_called_so_is_somebody_else() -> None:
    text = "The manager of a mill, Ryu Song, was seized. The deputy commander of a unit, also surnamed Ryu, was fined."
    _, people = people_of(report_of(text))
    assert [(p.name, [q.title for q in p.posts]) for p in people] == [
        ("Ryu Song", ["manager"]),
        ("Ryu", ["deputy commander"]),
    ]


def test_a_surname_is_no_form_of_address_elsewhere() -> None:
    text = "Police of Beijing in China seized Ma Dong, 58, on May 3. Ma Dong was a clerk in Beijing."
    assert "Ma Dong" in [p.name for p in people_of(report_of(text))[1]]


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("An official of the local labour bureau, a Mr Guan, took money.", "Guan", "official"),
        ("The sales director Ms Lin Na was fined.", "Lin Na", "sales director"),
        ("An official of the same ministry, a man surnamed Kwon, was dismissed.", "Kwon", "official"),
    ],
)
def test_a_title_is_that_of_the_name_behind_a_form_of_address(text: str, name: str, title: str) -> None:
    assert (name, [title]) in [(p.name, [q.title for q in p.posts]) for p in people_of(report_of(text))[1]]


def test_who_tells_it_between_commas_is_not_the_one_described() -> None:
    text = "A nurse of the hospital, a man named Kim told us, was seized."
    assert ("Kim", ()) in [(p.name, p.posts) for p in people_of(report_of(text))[1]]


KNOWN_AGAIN = [
    ("The Komdok Mine was flooded. The provincial bank paid. The mine's manager was fined.", "Komdok Mine"),
    ("Taebong Trading Corporation lost a ship. The director of the firm was fined.", "Taebong Trading Corporation"),
]


@pytest.mark.parametrize(("text", "org"), KNOWN_AGAIN)
def test_a_common_noun_is_the_body_that_the_report_names(text: str, org: str) -> None:
    _, people = people_of(report_of(text))
    assert [post.org for person in people for post in person.posts] == [org]


@pytest.mark.parametrize(
    ("text", "names", "post"),
    [
        ("Kim Ho and Ro Chol, both drivers at the Sobaek mill, were held.", ("Kim Ho", "Ro Chol"), "driver"),
        ("The drivers of the Sobaek mill, Kim Ho and Ro Chol, were held.", ("Kim Ho", "Ro Chol"), "driver"),
        ("Drivers Kim Ho and Ro Chol of the Sobaek mill were held.", ("Kim Ho", "Ro Chol"), "driver"),
    ],
)
def test_who_is_counted_up_holds_the_post_of_all(text: str, names: tuple[str, ...], post: str) -> None:
    _, people = people_of(report_of(text))
    held = {person.name: [(p.title, p.org) for p in person.posts] for person in people if person.name}
    assert held == {name: [(post, "Sobaek mill")] for name in names}


@pytest.mark.parametrize(
    ("text", "title", "org"),
    [
        ("Kim Ho, deputy head for logistics of the Sobaek mill, was held.", "deputy head for logistics", "Sobaek mill"),
        ("Kim Ho, head of security at the Sobaek mill, was held.", "head of security", "Sobaek mill"),
        ("Kim Ho, a guard at School No. 12, was held.", "guard", "School No. 12"),
        ("Kim Ho lost his job as welder at the Sobaek mill.", "welder", "Sobaek mill"),
        ("Kim Ho was relieved of his duties as welder of the Sobaek mill.", "welder", "Sobaek mill"),
        ("Kim Ho, who used to be a cook at the Sobaek mill, was held.", "cook", "Sobaek mill"),
        ("Kim Ho, in his 50s, a cook at the Sobaek mill, was held.", "cook", "Sobaek mill"),
        ("Guards beat Kim Ho, once the cashier of the Sobaek mill.", "cashier", "Sobaek mill"),
        ("Kim Ho, a welder who worked at the Sobaek mill, was held.", "welder", "Sobaek mill"),
        ("Kim Ho of the Sobaek mill, a welder, was held.", "welder", "Sobaek mill"),
        ("Kim Ho, who is in charge of the Sobaek mill, was held.", "head", "Sobaek mill"),
        ("Kim Ho, a cook at the fishing cooperative Red Anchor, was held.", "cook", "fishing cooperative Red Anchor"),
    ],
)
def test_a_post_is_told_by_a_plain_construction(text: str, title: str, org: str) -> None:
    _, people = people_of(report_of(text))
    assert (title, org) in [(p.title, p.org) for person in people if person.name == "Kim Ho" for p in person.posts]


def test_holders_of_one_title_at_two_bodies_are_two() -> None:
    _, people = people_of(report_of("Police held the driver of the water board and the driver of the Sobaek mill."))
    assert [p.org for person in people for p in person.posts if p.title == "driver"] == ["water board", "Sobaek mill"]


def test_the_last_word_of_a_body_is_nobodys_name() -> None:
    _, people = people_of(report_of("A warden of the Border Guard Command was held."))
    assert [person.name for person in people if person.name] == []


def test_the_army_is_that_of_the_country_and_a_group_of_officials_is_no_post() -> None:
    told = "The North Korean army paid nobody. Two army officers from Hyesan were arrested, and {} was fined."
    posts = [
        [(post.title, post.org) for person in read(report_of(told.format(other))).people for post in person.posts]
        for other in ("a cook", "a group of officials of the Ministry of State Security")
    ]
    assert all("Korean People's Army" in {org for _, org in held} for held in posts)
    assert all("group" not in title for title, _ in posts[1])
