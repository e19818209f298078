"""What somebody gets of a flag: rules in order, and shares of people that are stable, monotone and near the figure."""

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from voicetodo.kit.flags.checking import check
from voicetodo.kit.flags.model import ANYBODY, Flag, Rule, Subject, evaluate, position_of, switch
from voicetodo.kit.ids import new_id

PLANS, ROLES = ("free", "premium"), ("user", "support", "admin")
ALICE, BOB = new_id(), new_id()
OFF = switch("voice.adviser", "Ask the adviser", is_on=False)
KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,20}(\.[a-z][a-z0-9_]{0,20})?", fullmatch=True)
PERCENTAGES = st.floats(0, 100, allow_nan=False)


def gets(flag: Flag, subject: Subject) -> object:
    return evaluate(flag, subject).value


def somebody(user_id: UUID, roles: frozenset[str] = frozenset({"user"})) -> Subject:
    return Subject(user_id=user_id, roles=roles, plan="free")


def shared(percentage: float, key: str = OFF.key) -> Flag:
    return replace(OFF, key=key, rules=[Rule(variant="on", percentage=percentage)])


class TestShares:
    @given(KEYS, st.uuids(), PERCENTAGES)
    def test_somebody_gets_the_same_however_often_it_is_asked(self, key: str, user: UUID, percentage: float) -> None:
        flag, subject = shared(percentage, key), somebody(user)

        assert evaluate(flag, subject) == evaluate(flag, subject)

    @given(KEYS, st.uuids(), PERCENTAGES, PERCENTAGES)
    def test_a_raised_share_takes_it_from_nobody(self, key: str, user: UUID, one: float, other: float) -> None:
        low, high = sorted((one, other))
        subject = somebody(user)

        assert gets(shared(high, key), subject) or not gets(shared(low, key), subject)

    @given(KEYS, st.uuids())
    def test_none_is_nobody_and_all_is_everybody(self, key: str, user: UUID) -> None:
        assert not gets(shared(0, key), somebody(user))
        assert gets(shared(100, key), somebody(user))
        assert 0 <= position_of(key, user) < 100

    @settings(max_examples=10, deadline=None)
    @given(KEYS, PERCENTAGES, st.integers(0, 2**128 - 10_000))
    def test_of_ten_thousand_people_about_as_many_get_it(self, key: str, percentage: float, first: int) -> None:
        """Also of ids that follow one another. Two percent are four standard deviations at the widest."""
        flag = shared(percentage, key)

        count = sum(bool(gets(flag, somebody(UUID(int=first + each)))) for each in range(10_000))

        assert abs(count / 100 - percentage) < 2

    def test_another_flag_takes_other_people(self) -> None:
        people = [somebody(new_id()) for _ in range(1000)]

        both = sum(bool(gets(shared(50, "one"), each) and gets(shared(50, "two"), each)) for each in people)

        assert 180 < both < 320

    def test_these_people_stand_where_they_always_stood(self) -> None:
        """A change of this would shuffle everybody who has something that others have not."""
        assert position_of("voice.adviser", UUID(int=1)) == pytest.approx(40.5181948157)
        assert position_of("voice.adviser", UUID(int=2)) == pytest.approx(25.1692682129)

    def test_who_has_not_signed_in_is_in_no_share(self) -> None:
        assert not gets(shared(100), ANYBODY)


class TestRules:
    def test_the_first_that_is_met_decides(self) -> None:
        flag = replace(OFF, rules=[Rule(variant="off", user_ids=[BOB]), Rule(variant="on", roles=["support"])])
        support = frozenset({"user", "support"})

        assert gets(flag, somebody(ALICE, roles=support))
        assert not gets(flag, somebody(BOB, roles=support))
        assert evaluate(flag, somebody(BOB)).rule == 1
        assert evaluate(flag, somebody(ALICE)).reason == "default"

    def test_all_that_one_says_must_hold(self) -> None:
        flag = replace(OFF, rules=[Rule(variant="on", plans=["premium"], roles=["support"], user_ids=[ALICE])])
        met = Subject(user_id=ALICE, plan="premium", roles=frozenset({"support"}))

        assert gets(flag, met)
        for other in (replace(met, plan="free"), replace(met, roles=frozenset()), replace(met, user_id=BOB)):
            assert not gets(flag, other)

    def test_what_is_killed_is_so_for_everybody(self) -> None:
        flag = replace(shared(100), is_killed=True)

        outcome = evaluate(flag, somebody(ALICE))

        assert (outcome.value, outcome.reason, outcome.rule) == (False, "killed", None)


class TestCheck:
    def test_a_good_one_has_no_faults(self) -> None:
        rule = Rule(variant="on", percentage=50, roles=["user"], plans=["free"], user_ids=[ALICE])
        assert check(replace(OFF, rules=[rule]), plans=PLANS, roles=ROLES) == []

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"key": "Voice"}, "key"),
            ({"key": "a" * 65}, "key"),
            ({"key": "a..b"}, "key"),
            ({"description": " "}, "description"),
            ({"description": "a\nb"}, "description"),
            ({"variants": {}}, "variants"),
            ({"variants": {"on": True, "off": 0}}, "variants.off"),
            ({"variants": {"on": True, "off": False, "Odd one": True}}, "variants"),
            ({"kind": "number", "variants": {"on": float("inf"), "off": 1}}, "variants.on"),
            ({"kind": "number", "variants": {"on": True, "off": 1}}, "variants.on"),
            ({"kind": "string", "variants": {"on": "a\0b", "off": ""}}, "variants.on"),
            ({"kind": "string", "variants": {"on": "a" * 4000, "off": ""}}, "variants.on"),
            ({"default_variant": "maybe"}, "default_variant"),
            ({"killed_variant": "maybe"}, "killed_variant"),
            ({"rules": [Rule(variant="maybe")]}, "rules.0.variant"),
            ({"rules": [Rule(variant="on", plans=["gold"])]}, "rules.0.plans"),
            ({"rules": [Rule(variant="on"), Rule(variant="on", roles=["owner"])]}, "rules.1.roles"),
            ({"rules": [Rule(variant="on", percentage=100.5)]}, "rules.0.percentage"),
            ({"rules": [Rule(variant="on", percentage=float("nan"))]}, "rules.0.percentage"),
            ({"rules": [Rule(variant="on", user_ids=[ALICE] * 1001)]}, "rules.0.user_ids"),
            ({"rules": [Rule(variant="on")] * 51}, "rules"),
        ],
    )
    def test_a_fault_is_pointed_at(self, changes: dict[str, object], field: str) -> None:
        faults = check(replace(OFF, **changes), plans=PLANS, roles=ROLES)

        assert field in {fault.field for fault in faults}
        assert all(fault.code for fault in faults)
