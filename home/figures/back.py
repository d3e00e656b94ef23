"""The back of the neck and the shoulders.

As in anatomy plates, the top layer is drawn on the left and what lies below it on the right.
"""

from django.utils.translation import gettext_lazy as _

from home.figures.drawing import PainRegion, Region, View, mirrored, on_both_sides

_OUTLINE = (
    "M150 22C114 22 92 48 93 88C94 112 100 130 111 146C115 158 116 172 113 186"
    "C106 212 74 222 48 234"
    "C24 246 14 268 13 304C12 340 14 372 18 404"
)

BACK = View(
    key="back",
    label=_("Neck and shoulders from behind"),
    title=_("Neck and shoulders from behind"),
    box=(8, 10, 284, 384),
    skin=on_both_sides(_OUTLINE + "L150 404L150 22Z"),
    outline=on_both_sides(_OUTLINE),
    ear=on_both_sides("M91 91C86 84 80 92 83 106C85 118 92 128 99 127"),
    lines=on_both_sides(
        "M64 404C60 380 58 356 64 332M122 148C130 158 140 162 150 162"
        "M66 266C84 256 106 252 122 256C126 286 118 326 104 352C90 332 74 300 66 266"
    )
    + "M150 208C150 270 150 340 150 404",
    layers=[
        Region(
            key="suboccipitals",
            label=_("Suboccipitals"),
            shape=on_both_sides("M147 146C137 142 126 142 121 147C123 160 134 172 147 176Z"),
            fibres=on_both_sides(
                "M144 150C138 156 134 160 131 162M146 158C142 164 139 168 138 170M136 147"
                "C132 150 128 152 126 154"
            ),
            mark=(136, 157),
        ),
        Region(
            key="splenius",
            label=_("Splenius"),
            shape=mirrored(
                "M124 152C131 150 138 156 141 166C146 190 149 220 149 250"
                "C144 256 140 252 138 246C134 218 128 188 122 172C120 162 120 156 124 152Z"
            ),
            fibres=mirrored("M128 160C136 188 142 216 145 244M134 160C141 186 145 210 147 232"),
            mark=(162, 205),
        ),
        Region(
            key="levator",
            label=_("Levator scapulae"),
            shape=mirrored(
                "M117 180C121 178 126 180 127 186C129 210 129 236 125 256"
                "C120 262 113 260 110 255C115 232 118 206 117 180Z"
            ),
            fibres=mirrored("M121 186C122 210 120 234 116 254M124 192C125 214 124 236 121 256"),
            mark=(179, 232),
        ),
        Region(
            key="rhomboids",
            label=_("Rhomboids"),
            shape=mirrored(
                "M147 254L147 318C136 332 122 344 108 350C118 326 124 298 124 274"
                "C132 268 140 262 147 254Z"
            ),
            fibres=mirrored(
                "M145 270C138 278 130 284 125 288M145 288C136 300 128 306 122 310M144 306"
                "C134 318 124 326 117 330"
            ),
            mark=(166, 296),
        ),
        Region(
            key="trapezius",
            label=_("Upper trapezius"),
            shape=(
                "M148 150C140 150 134 154 131 162C128 176 124 188 113 200C98 216 70 224 46 236"
                "C64 250 94 258 116 268C132 300 142 344 148 390Z"
            ),
            fibres=(
                "M143 160C140 184 126 210 60 238M145 184C142 208 124 232 84 250M146 214"
                "C142 232 130 246 112 260M146 250C142 262 134 272 124 276M146 300"
                "C142 300 138 302 136 306"
            ),
            mark=(98, 236),
        ),
    ],
    pains=[
        PainRegion(
            key="skull_base",
            label=_("Base of the skull"),
            shape=(
                "M150 124C134 124 120 130 116 140C118 152 132 164 150 166"
                "C168 164 182 152 184 140C180 130 166 124 150 124Z"
            ),
            mark=(150, 145),
        ),
        PainRegion(
            key="neck",
            label=_("Neck"),
            shape=(
                "M120 168C138 178 162 178 180 168C182 192 186 206 194 214"
                "C170 228 130 228 106 214C114 206 118 192 120 168Z"
            ),
            mark=(150, 197),
        ),
        PainRegion(
            key="shoulders",
            label=_("Shoulders"),
            shape=on_both_sides(
                "M104 222C84 232 46 236 30 258C24 274 28 288 40 292C58 282 82 262 116 256"
                "C122 242 114 228 104 222Z"
            ),
            mark=(76, 248),
        ),
        PainRegion(
            key="upper_back",
            label=_("Upper back"),
            shape=(
                "M150 262C134 262 122 266 118 280C112 312 116 344 128 360"
                "C142 368 158 368 172 360C184 344 188 312 182 280C178 266 166 262 150 262Z"
            ),
            mark=(150, 312),
        ),
    ],
)
