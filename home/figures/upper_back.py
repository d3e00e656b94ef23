"""The upper back. The top layer is drawn on the left and what lies below it on the right."""

from django.utils.translation import gettext_lazy as _

from home.figures.drawing import PainRegion, Region, View, mirrored, on_both_sides

_OUTLINE = "M116 10C118 34 114 52 96 62C78 70 56 76 42 90C24 106 20 136 18 168C16 220 12 280 2 340"
_SIDE = (
    "M34 404C46 356 52 310 54 268C54 228 54 196 62 168M62 200C70 250 74 300 72 346"
    "C72 366 70 384 68 404"
)

UPPER_BACK = View(
    key="upper_back",
    label=_("Upper back"),
    title=_("Upper back"),
    box=(8, 14, 284, 384),
    skin=on_both_sides(
        "M116 10C118 34 114 52 96 62C78 70 56 76 42 90C24 106 20 136 18 168C16 220 12 280 2 340"
        "L2 404L34 404C46 356 52 310 54 268"
        "L62 200C70 250 74 300 72 346C72 366 70 384 68 404L150 404L150 10Z"
    ),
    outline=on_both_sides(_OUTLINE + _SIDE),
    lines=on_both_sides(
        "M62 116C82 102 104 98 120 102C126 138 120 182 106 214C90 190 72 158 62 116"
    )
    + "M150 40C150 160 150 280 150 404",
    layers=[
        Region(
            key="levator",
            label=_("Levator scapulae"),
            shape=mirrored(
                "M120 14C126 12 131 16 131 24C132 50 130 78 125 100C120 106 113 104 111 99"
                "C117 74 121 44 120 14Z"
            ),
            fibres=mirrored("M124 22C125 48 122 74 117 98M128 28C128 52 126 76 122 98"),
            mark=(177, 66),
        ),
        Region(
            key="rhomboids",
            label=_("Rhomboids"),
            shape=mirrored(
                "M147 84L147 162C136 182 122 200 109 210C120 182 125 148 124 116"
                "C133 108 141 98 147 84Z"
            ),
            fibres=mirrored(
                "M145 106C138 118 131 124 126 128M145 128C137 142 130 150 125 154M145 150"
                "C136 166 126 178 119 184"
            ),
            mark=(165, 138),
        ),
        Region(
            key="infraspinatus",
            label=_("Infraspinatus"),
            shape=mirrored(
                "M114 120C118 148 114 178 104 204C92 186 78 160 70 134C62 128 50 120 42 114"
                "C46 108 56 108 66 112C82 118 98 120 114 120Z"
            ),
            fibres=mirrored(
                "M108 130C90 132 70 126 52 114M110 148C96 150 82 142 70 128M108 168"
                "C98 166 88 158 80 148M104 186C98 182 94 178 90 170"
            ),
            mark=(206, 140),
        ),
        Region(
            key="erectors",
            label=_("Long back muscles"),
            shape=mirrored(
                "M147 190L147 398L122 398C120 340 122 272 132 226C136 212 142 200 147 190Z"
            ),
            fibres=mirrored("M141 214C136 270 135 330 136 390M134 236C128 290 127 340 128 390"),
            mark=(164, 300),
        ),
        Region(
            key="trapezius",
            label=_("Trapezius"),
            shape=(
                "M148 10L122 14C122 36 116 54 98 66C80 74 58 80 44 92C64 102 92 108 114 114"
                "C126 170 138 230 148 282Z"
            ),
            fibres=(
                "M130 18C130 48 108 70 62 90M139 24C138 62 122 84 84 98M145 60"
                "C140 84 126 98 106 106M145 104C140 112 134 116 124 118M146 150"
                "C140 150 134 146 126 142M147 200C142 192 138 184 133 174M147 244"
                "C145 234 142 224 139 212"
            ),
            mark=(104, 86),
        ),
    ],
    pains=[
        PainRegion(
            key="shoulders",
            label=_("Shoulders"),
            shape=on_both_sides(
                "M104 68C84 76 54 80 40 100C30 116 30 130 38 134C58 124 84 106 116 100"
                "C122 86 114 72 104 68Z"
            ),
            mark=(76, 93),
        ),
        PainRegion(
            key="upper_back",
            label=_("Upper back"),
            shape=(
                "M150 112C132 112 116 118 112 134C106 176 108 222 118 252"
                "C136 262 164 262 182 252C192 222 194 176 188 134C184 118 168 112 150 112Z"
            ),
            mark=(150, 186),
        ),
    ],
)
