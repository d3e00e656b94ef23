"""A muscle of a list: the library's, the writer's own, or the library's in the writer's words."""

import pytest
from wagtail.blocks import StructBlockValidationError

from home.blocks.muscles import MuscleBlock
from home.models import Muscle

pytestmark = pytest.mark.django_db

BLOCK = MuscleBlock()


@pytest.fixture
def trapezius():
    return Muscle.objects.create(
        name="Upper trapezius", slug="t", location="the shoulder", refers_text="the temples"
    )


def seen(value) -> tuple[str, str, str]:
    return value.shown_name, value.location, value["text"] or value.refers_text


def test_muscle_of_the_library_is_shown_as_it_is_there(trapezius):
    for value in (BLOCK.to_python(trapezius.pk), BLOCK.normalize(trapezius)):
        assert seen(value) == ("Upper trapezius", "the shoulder", "the temples")


def test_own_words_go_before_those_of_the_library(trapezius):
    value = BLOCK.to_python(
        {"muscle": trapezius.pk, "name": "Trapezius", "text": "behind the eyes"}
    )
    assert seen(value) == ("Trapezius", "", "behind the eyes")


def test_muscle_that_is_not_in_the_library_has_words_of_its_own():
    value = BLOCK.to_python({"muscle": None, "name": "Obliquus capitis", "text": "dizziness"})
    assert seen(value) == ("Obliquus capitis", "", "dizziness")
    assert BLOCK.clean(value) == value


def test_muscle_without_choice_and_name_is_refused():
    with pytest.raises(StructBlockValidationError) as refused:
        BLOCK.clean(BLOCK.to_python({"muscle": None, "name": "", "text": "dizziness"}))
    assert refused.value.block_errors["muscle"].messages == ["Choose a muscle or enter a name."]
