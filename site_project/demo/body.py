"""The body: where it hurts, and which muscles can be behind it."""

# slug, name; in this order on the request form
PAIN_AREAS = (
    ("forehead", "Forehead"),
    ("temples", "Temples"),
    ("behind-the-eyes", "Behind the eyes"),
    ("around-the-head", "A band around the head"),
    ("base-of-the-skull", "Base of the skull"),
    ("jaw", "Jaw"),
    ("neck", "Neck"),
    ("shoulders", "Shoulders"),
    ("upper-back", "Upper back"),
    ("lower-back", "Lower back"),
    ("arms-and-hands", "Arms and hands"),
    ("hips-and-legs", "Hips and legs"),
)

# refers_to holds slugs of areas
MUSCLES = (
    {
        "slug": "upper-trapezius",
        "name": "Upper trapezius",
        "plain_name": "top of the shoulder",
        "location": "the top of the shoulder",
        "refers_text": "the temples and behind the eyes",
        "refers_to": ("temples", "behind-the-eyes"),
        "figure_region": "trapezius",
    },
    {
        "slug": "suboccipitals",
        "name": "Suboccipitals",
        "plain_name": "base of the skull",
        "location": "the base of the skull",
        "refers_text": "a band around the head",
        "refers_to": ("around-the-head",),
        "figure_region": "suboccipitals",
    },
    {
        "slug": "sternocleidomastoid",
        "name": "Sternocleidomastoid",
        "plain_name": "side of the neck",
        "location": "the side of the neck",
        "refers_text": "the forehead and behind the eyes, at times with dizziness or nausea",
        "refers_to": ("forehead", "behind-the-eyes"),
        "figure_region": "scm",
    },
    {
        "slug": "temporalis",
        "name": "Temporalis",
        "plain_name": "side of the head",
        "location": "the side of the head, by the temple",
        "refers_text": "the side of the head, as part of a migraine or a tension headache",
        "refers_to": ("temples",),
        "figure_region": "temporalis",
    },
)
