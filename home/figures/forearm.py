"""A right forearm and hand: the palm side on the left, the back of the hand on the right."""

from django.utils.translation import gettext_lazy as _

from home.figures.drawing import PainRegion, Region, View, mirrored, on_both_sides

_OUTLINE = (
    "M46 4C45 26 40 42 38 62C35 94 42 130 48 164C53 192 57 212 56 232C52 244 44 254 37 268"
    "C30 282 22 296 15 312C12 322 20 328 27 321C35 311 43 303 50 293C50 312 49 336 51 353"
    "C53 364 63 365 65 355C65 369 68 377 74 377C80 377 82 369 82 358C84 367 88 369 92 366"
    "C97 362 98 350 99 336C101 347 111 347 113 336C114 320 114 304 112 288C111 270 103 250 101 232"
    "C101 212 108 192 112 164C118 130 122 96 118 62C115 42 112 26 111 4"
)
_FINGERS = "M65 355L66 314M82 358L82 314M99 336L98 310"

FOREARM = View(
    key="forearm",
    label=_("Forearm and hand"),
    title=_("Forearm and hand: palm side on the left, back on the right"),
    box=(8, 10, 284, 384),
    skin=on_both_sides(_OUTLINE + "Z"),
    outline=on_both_sides(_OUTLINE),
    lines=on_both_sides(_FINGERS) + "M54 38C68 48 90 48 104 40M57 235C70 240 88 240 100 235"
    "M51 291C64 290 76 274 70 246M62 298C76 290 92 288 104 294"
    + mirrored(
        "M68 22C66 44 92 44 90 22M92 222C98 222 98 232 92 234M55 302C58 299 61 299 64 302"
        "M71 304C74 301 77 301 80 304M87 303C90 300 92 300 95 303M102 300C104 297 107 297 109 300"
        "M54 357C53 346 62 346 61 357M70 370C69 359 79 359 78 370M87 361C86 350 95 350 94 361"
        "M103 340C102 330 110 330 109 340M19 314C24 308 30 312 26 318"
    ),
    layers=[
        Region(
            key="wrist_flexors",
            label=_("Wrist flexors"),
            shape=(
                "M106 36C114 52 117 76 115 104C111 140 102 178 98 224L76 226C74 190 72 156 76 120"
                "C82 86 92 58 106 36Z"
            ),
            fibres="M106 52C96 100 88 150 84 220M111 72C106 120 96 166 92 218",
            mark=(92, 168),
        ),
        Region(
            key="pronator_teres",
            label=_("Pronator teres"),
            shape=(
                "M104 34C110 38 112 46 107 52C96 76 78 104 58 126C52 122 52 110 56 104"
                "C74 84 90 58 104 34Z"
            ),
            fibres="M102 44C90 70 74 94 58 114M106 50C94 76 80 98 64 116",
            mark=(86, 74),
        ),
        Region(
            key="brachioradialis",
            label=_("Brachioradialis"),
            shape=(
                "M48 4C60 12 64 28 64 46C66 80 64 112 60 144C58 168 59 190 58 214"
                "C55 200 52 178 49 160C43 126 37 96 40 64C42 42 47 26 48 4Z"
            ),
            fibres="M52 16C47 60 48 110 56 180M58 30C55 70 54 110 56 150",
            mark=(53, 96),
        ),
        Region(
            key="thenar",
            label=_("Muscles of the thumb"),
            shape=(
                "M56 238C66 242 74 254 73 268C70 282 62 290 50 292C42 296 34 292 33 282"
                "C38 266 46 250 56 238Z"
            ),
            fibres="M58 246C52 258 46 270 40 284M66 254C62 268 56 278 48 286",
            mark=(54, 268),
        ),
        Region(
            key="wrist_extensors",
            label=_("Wrist extensors"),
            shape=mirrored(
                "M50 32C62 38 78 58 88 88C96 120 94 170 90 226L68 226C64 190 56 154 48 120"
                "C42 88 42 54 50 32Z"
            ),
            fibres=mirrored(
                "M54 46C62 100 70 160 76 220M64 54C76 100 80 160 84 220M48 70C52 110 62 160 70 210"
            ),
            mark=(228, 112),
        ),
    ],
    pains=[
        PainRegion(
            key="elbow",
            label=_("Elbow"),
            shape=on_both_sides("M44 22C58 18 66 30 64 46C62 60 50 66 42 62C36 50 38 32 44 22Z"),
            mark=(51, 42),
        ),
        PainRegion(
            key="forearm",
            label=_("Forearm"),
            shape=on_both_sides(
                "M54 80C66 76 92 76 104 80C112 82 114 92 113 102C110 138 104 168 99 194"
                "C98 204 90 208 79 208C68 208 60 204 58 194C53 168 46 138 44 102C43 92 46 82 54 80Z"
            ),
            mark=(79, 142),
        ),
        PainRegion(
            key="hand",
            label=_("Wrist and hand"),
            shape=on_both_sides(
                "M68 216C76 214 84 214 90 216C98 218 99 228 100 236C104 254 109 270 109 288"
                "C109 300 100 304 92 306C78 309 66 307 56 300C44 302 34 296 36 286"
                "C44 266 56 250 59 232C60 222 62 218 68 216Z"
            ),
            mark=(80, 266),
        ),
    ],
)
