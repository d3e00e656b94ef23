"""The lower back and the hips from behind; the arms are left out.

As in anatomy plates, the top layer is drawn on the left and what lies below it on the right.
"""

from django.utils.translation import gettext_lazy as _

from home.figures.drawing import PainRegion, Region, View, mirrored, on_both_sides

_SIDE = "M56 4C60 44 70 74 70 104C70 136 46 164 37 206C29 246 34 292 41 330C46 358 48 382 49 404"
_THIGH = "M139 404C141 380 144 358 149 338"

LOWER_BACK = View(
    key="lower_back",
    label=_("Lower back and hips"),
    title=_("Lower back and hips from behind"),
    box=(8, 10, 284, 384),
    skin=on_both_sides(_SIDE + "L139 404C141 380 144 358 149 338L150 338L150 4Z"),
    outline=on_both_sides(_SIDE + _THIGH),
    lines=on_both_sides(
        "M149 338C134 350 100 354 74 340M98 82C112 76 128 62 140 44M50 178C62 171 76 171 88 177"
        "M124 197C129 200 130 206 126 210"
    )
    + "M150 4C150 66 150 128 150 190M150 250C151 280 150 310 150 338",
    layers=[
        Region(
            key="quadratus_lumborum",
            label=_("Quadratus lumborum"),
            shape=mirrored(
                "M137 52C128 64 116 74 103 82C104 114 100 146 88 174C102 178 114 184 122 194"
                "C131 150 136 100 137 52Z"
            ),
            fibres=mirrored(
                "M130 70C128 110 124 148 116 182M119 80C117 114 112 148 103 174M110 86"
                "C109 112 106 138 98 162"
            ),
            mark=(184, 128),
        ),
        Region(
            key="piriformis",
            label=_("Piriformis"),
            shape=mirrored(
                "M137 212C141 220 144 230 143 240C118 256 88 268 58 276C50 276 48 266 54 262"
                "C82 250 112 232 137 212Z"
            ),
            fibres=mirrored("M132 222C108 242 84 256 60 266M138 234C114 250 90 262 66 270"),
            mark=(196, 248),
        ),
        Region(
            key="gluteus_minimus",
            label=_("Gluteus minimus"),
            shape=mirrored(
                "M54 200C72 190 92 190 106 200C98 222 80 246 58 264C50 268 44 262 44 254"
                "C44 234 46 216 54 200Z"
            ),
            fibres=mirrored("M64 202C60 222 56 240 52 258M80 200C74 222 66 242 56 258"),
            mark=(226, 216),
        ),
        Region(
            key="gluteus_medius",
            label=_("Gluteus medius"),
            shape=(
                "M56 172C78 168 104 178 120 198C112 220 92 246 62 272C52 276 42 270 40 258"
                "C36 226 42 196 56 172Z"
            ),
            fibres=(
                "M62 182C54 206 50 232 50 258M80 182C72 210 64 236 56 262M100 192"
                "C90 216 78 240 64 262"
            ),
            mark=(72, 204),
        ),
        Region(
            key="gluteus_maximus",
            label=_("Gluteus maximus"),
            shape=(
                "M146 248C138 232 130 216 123 204C106 208 88 222 74 240C56 264 44 288 42 314"
                "C48 330 58 338 76 340C102 350 128 346 146 334Z"
            ),
            fibres=(
                "M120 216C96 236 70 264 52 298M130 230C106 254 80 282 58 314M138 250"
                "C118 276 94 302 70 326M143 276C128 300 110 322 92 336M144 304"
                "C136 318 126 332 116 340"
            ),
            mark=(98, 276),
        ),
        Region(
            key="erectors",
            label=_("Long back muscles"),
            shape="M147 4L110 4C112 60 110 110 114 156C118 184 132 218 147 240Z",
            fibres="M122 10C122 60 122 110 125 160M134 10C133 70 134 130 138 196",
            mark=(129, 118),
        ),
    ],
    pains=[
        PainRegion(
            key="lower_back",
            label=_("Lower back"),
            shape=(
                "M150 92C126 92 104 98 98 114C92 140 94 168 108 188C128 206 172 206 192 188"
                "C206 168 208 140 202 114C196 98 174 92 150 92Z"
            ),
            mark=(150, 146),
        ),
        PainRegion(
            key="hips",
            label=_("Hips"),
            shape=on_both_sides(
                "M58 186C82 186 108 204 122 232C136 262 138 300 126 324C104 340 70 336 50 318"
                "C38 280 36 220 58 186Z"
            ),
            mark=(84, 262),
        ),
    ],
)
