"""The head and neck from the front. Schematic, as the side view; drawn for the left half."""

from django.utils.translation import gettext_lazy as _

from home.figures.drawing import PainRegion, Region, View, on_both_sides

_FACE = "M150 28C104 28 75 62 75 114C75 132 77 150 80 168C83 200 92 230 108 250"
_CHIN = "C122 266 136 276 150 276"
_NECK = "C111 274 112 294 104 308C92 328 52 342 4 362"

FRONT = View(
    key="front",
    label=_("Head and neck from the front"),
    title=_("Head and neck from the front"),
    box=(8, 14, 284, 384),
    skin=on_both_sides(_FACE + _NECK + "L4 404L150 404Z"),
    outline=on_both_sides(_FACE + _CHIN + "M108 250" + _NECK),
    ear=on_both_sides("M75 142C69 132 60 138 62 154C64 170 72 184 81 183"),
    lines=on_both_sides(
        "M97 127C105 119 121 119 131 125M103 146C109 152 121 152 127 146"
        "M143 192C139 193 139 199 144 200M127 228C136 230 144 231 150 231"
        "M138 247C142 249 146 250 150 250M70 150C68 158 71 168 75 173M142 366C116 354 78 356 34 366"
    ),
    layers=[
        Region(
            key="frontalis",
            label=_("Frontalis"),
            shape=on_both_sides(
                "M147 60C126 60 106 72 101 94C99 104 100 110 103 114C114 109 128 110 137 117"
                "C141 120 145 121 147 121Z"
            ),
            fibres=on_both_sides(
                "M112 84C110 92 109 100 110 107M124 72C122 84 121 96 122 108M136 66"
                "C135 84 135 98 136 112"
            ),
            mark=(150, 88),
        ),
        Region(
            key="scalenes",
            label=_("Scalenes"),
            shape=on_both_sides(
                "M109 290C113 288 117 291 119 297C124 314 129 332 133 348"
                "C127 356 114 356 106 352C108 332 109 310 109 290Z"
            ),
            fibres=on_both_sides(
                "M112 298C113 316 113 334 112 350M116 300C120 316 123 332 124 350"
            ),
            mark=(182, 328),
        ),
        Region(
            key="trapezius",
            label=_("Upper trapezius"),
            shape=on_both_sides(
                "M110 290C109 298 107 303 104 308C92 328 52 342 4 362C40 366 76 358 104 354"
                "C108 334 110 310 110 290Z"
            ),
            fibres=on_both_sides("M103 318C90 336 58 348 28 358M105 330C96 344 76 352 56 356"),
            mark=(72, 345),
        ),
        Region(
            key="scm",
            label=_("Sternocleidomastoid"),
            shape=on_both_sides(
                "M108 252C113 254 120 260 124 268C129 300 138 332 148 356C149 362 144 366 139 365"
                "C132 362 124 360 118 358C126 356 130 352 128 344C120 316 111 286 108 252Z"
            ),
            fibres=on_both_sides(
                "M113 260C117 292 128 328 139 360M119 266C124 298 134 332 144 358"
            ),
            mark=(126, 300),
        ),
        Region(
            key="temporalis",
            label=_("Temporalis"),
            shape=on_both_sides(
                "M78 116C78 92 86 72 101 62C104 78 100 94 95 108C93 124 92 140 86 150"
                "C81 144 79 130 78 116Z"
            ),
            fibres=on_both_sides("M84 140C84 116 88 92 97 74M83 118C84 100 88 86 94 76"),
            mark=(89, 106),
        ),
        Region(
            key="masseter",
            label=_("Masseter"),
            shape=on_both_sides(
                "M84 180C92 172 104 172 109 178C112 198 112 222 109 244C98 234 88 208 84 180Z"
            ),
            fibres=on_both_sides("M92 182C96 204 101 222 106 236M102 180C104 198 106 214 107 230"),
            mark=(99, 204),
        ),
    ],
    pains=[
        PainRegion(
            key="forehead",
            label=_("Forehead"),
            shape=(
                "M150 58C122 58 103 72 99 94C98 104 100 110 104 112C118 106 134 108 150 114"
                "C166 108 182 106 196 112C200 110 202 104 201 94C197 72 178 58 150 58Z"
            ),
            mark=(150, 86),
        ),
        PainRegion(
            key="temples",
            label=_("Temples"),
            shape=on_both_sides(
                "M79 104C81 92 93 94 95 108C97 124 95 142 89 148C81 146 78 122 79 104Z"
            ),
            mark=(87, 120),
        ),
        PainRegion(
            key="eyes",
            label=_("Behind the eyes"),
            shape=on_both_sides(
                "M98 146C98 132 106 128 115 128C126 128 132 136 132 146C132 156 124 162 115 162"
                "C106 162 98 156 98 146Z"
            ),
            mark=(185, 145),
        ),
        PainRegion(
            key="jaw",
            label=_("Jaw"),
            shape=on_both_sides(
                "M84 186C94 178 106 184 110 200C114 222 120 240 134 250C138 258 136 266 130 268"
                "C114 262 100 246 93 226C88 212 84 198 84 186Z"
            ),
            mark=(102, 218),
        ),
        PainRegion(
            key="neck",
            label=_("Neck"),
            shape=(
                "M118 282C128 292 172 292 182 282C184 304 188 326 190 340"
                "C176 352 124 352 110 340C112 326 116 304 118 282Z"
            ),
            mark=(150, 320),
        ),
    ],
)
