"""What the articles are about."""

TOPICS = (
    {
        "name": "Headaches and migraines",
        "slug": "headaches",
        "intro": "Why a head can ache from the neck down, and what may ease it.",
    },
    {
        "name": "Neck and shoulders",
        "slug": "neck-and-shoulders",
        "intro": "Where the day settles, and where much of my work is.",
    },
    {
        "name": "At home",
        "slug": "at-home",
        "intro": "Gentle exercises for the days between two sessions.",
    },
    {
        "name": "Your visit",
        "slug": "your-visit",
        "intro": "What happens before, during and after a session.",
    },
)
