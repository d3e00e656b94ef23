"""The head and neck from the side.

Schematic: shapes and fibre directions follow the usual anatomy plates, and the dotted lines the
referral patterns that trigger point charts agree on, but nothing here is to scale.
"""

from django.utils.translation import gettext_lazy as _

from home.figures.drawing import PainRegion, Region, View

_OUTLINE = (
    "M8 390C60 368 104 346 106 302C107 270 97 246 83 222C62 188 50 152 57 112C66 58 112 26 162 28"
    "C206 30 234 60 237 98C238 110 236 116 238 124C241 138 253 151 258 163C261 170 256 174 247 175"
    "C245 181 250 184 249 190C249 194 246 196 243 198C246 201 248 205 246 209C245 213 241 215"
    " 240 219C239 226 243 231 240 239C236 250 224 254 210 253C203 252 199 253 196 257C192 270"
    " 192 292 196 308C202 330 232 344 296 366"
)

SIDE = View(
    key="side",
    label=_("Head and neck from the side"),
    title=_("Head and neck from the side"),
    box=(10, 14, 284, 384),
    # Down to the lower edge, so that the bust stands on the frame.
    skin=_OUTLINE + "V404H8Z",
    outline=_OUTLINE,
    ear=(
        "M147 128C136 122 125 130 126 145C127 160 136 174 145 173C152 172 153 165 153 159"
        "C153 153 159 150 159 141C159 133 153 129 147 128ZM137 145C140 136 151 138 150 146"
        "C149 152 144 153 145 159"
    ),
    lines=(
        "M211 124C217 129 226 129 231 125M207 107C213 101 224 101 229 106M226 199"
        "C232 201 238 201 243 198M238 170C236 174 231 173 230 169M147 176C148 196 150 212 160 226"
        "C170 238 184 247 202 252M206 346C180 342 150 348 120 366"
    ),
    layers=[
        Region(
            key="suboccipitals",
            label=_("Suboccipitals"),
            shape="M85 192C93 184 108 186 115 198C116 208 111 219 102 223C92 216 86 206 85 192Z",
            fibres=(
                "M91 195C95 204 99 212 104 217M100 191C103 200 106 207 107 213M108 193"
                "C109 201 110 205 110 210"
            ),
            mark=(101, 203),
            refers=(
                "M97 178C88 138 112 88 152 80C184 75 210 82 231 94M86 182C74 130 104 76 150 67"
                "C186 61 212 68 229 80"
            ),
        ),
        Region(
            key="scalenes",
            label=_("Scalenes"),
            shape=(
                "M120 236C126 234 131 238 134 246C139 270 147 306 157 334C154 342 144 348 135 348"
                "C128 314 118 272 120 236Z"
            ),
            fibres="M125 244C127 280 134 316 141 342M129 246C133 280 141 312 149 336",
            mark=(136, 310),
        ),
        Region(
            key="trapezius",
            label=_("Upper trapezius"),
            shape=(
                "M85 214C97 220 112 232 115 252C119 284 114 322 146 352C112 370 56 382 8 390"
                "C60 368 104 346 106 302C107 270 98 246 85 214Z"
            ),
            fibres=(
                "M95 230C108 250 112 274 112 302C112 334 88 356 50 374M104 238"
                "C113 258 115 280 115 306C115 334 112 352 100 366"
            ),
            mark=(114, 346),
            refers="M119 240C110 202 106 148 124 122C142 100 178 96 203 115",
        ),
        Region(
            key="scm",
            label=_("Sternocleidomastoid"),
            shape=(
                "M124 178C130 173 140 175 143 183C152 228 172 284 198 330C202 338 197 345 190 344"
                "C183 342 178 342 170 345C164 346 160 342 161 336C144 290 127 232 124 178Z"
            ),
            fibres=(
                "M130 186C138 236 155 290 172 335M137 184C147 232 167 288 189 332M184 328"
                "C181 332 179 336 178 341"
            ),
            mark=(151, 262),
            refers="M150 118C170 96 198 90 222 100M206 136C214 142 226 142 232 138",
        ),
        Region(
            key="temporalis",
            label=_("Temporalis"),
            shape=(
                "M118 121C114 88 144 60 178 62C202 64 212 84 206 104C196 104 192 116 187 130"
                "C183 142 176 147 168 141C158 130 138 127 118 121Z"
            ),
            fibres=(
                "M132 115C138 96 150 82 168 76M148 118C154 102 166 92 182 87M165 126"
                "C170 113 180 103 196 98"
            ),
            mark=(158, 98),
            refers="M120 70C140 46 186 42 216 66M196 148C208 156 220 160 230 160",
        ),
        Region(
            key="masseter",
            label=_("Masseter"),
            shape=(
                "M178 154C192 149 206 150 207 158C205 180 195 202 182 219C174 224 165 219 161 209"
                "C162 189 167 168 178 154Z"
            ),
            fibres="M184 162C177 178 172 194 170 210M194 162C189 178 184 194 178 209",
            mark=(184, 187),
            refers=(
                "M158 150C164 142 172 140 180 142M190 224C202 228 214 226 222 220M212 190"
                "C220 190 226 188 232 186"
            ),
        ),
    ],
    pains=[
        PainRegion(
            key="around_head",
            label=_("A band around the head"),
            shape=(
                "M62 92C104 70 190 62 234 78C238 86 238 94 237 100C190 86 104 96 58 118"
                "C58 108 60 100 62 92Z"
            ),
            mark=(84, 96),
        ),
        PainRegion(
            key="forehead",
            label=_("Forehead"),
            shape="M192 36C216 44 232 66 236 94C228 98 216 94 208 86C198 74 190 52 192 36Z",
            mark=(214, 68),
        ),
        PainRegion(
            key="temples",
            label=_("Temples"),
            shape="M168 104C176 94 194 96 198 108C202 124 194 142 182 146C168 142 162 118 168 104Z",
            mark=(181, 120),
        ),
        PainRegion(
            key="eyes",
            label=_("Behind the eyes"),
            shape=(
                "M204 124C206 114 218 110 228 112C236 114 240 122 238 130"
                "C234 138 224 142 214 140C206 138 202 132 204 124Z"
            ),
            mark=(221, 126),
        ),
        PainRegion(
            key="jaw",
            label=_("Jaw"),
            shape=(
                "M152 168C164 158 180 164 182 180C184 202 196 220 214 232"
                "C216 244 210 252 200 250C176 244 160 228 154 206C150 192 148 178 152 168Z"
            ),
            mark=(174, 212),
        ),
        PainRegion(
            key="skull_base",
            label=_("Base of the skull"),
            shape=(
                "M66 176C76 168 100 170 116 184C122 196 118 212 106 222C96 222 88 218 82 208"
                "C74 198 68 188 66 176Z"
            ),
            mark=(96, 196),
        ),
        PainRegion(
            key="neck",
            label=_("Neck"),
            shape=(
                "M112 234C130 226 156 240 172 262C184 286 188 312 184 330"
                "C168 340 138 340 118 330C112 300 112 262 112 234Z"
            ),
            mark=(146, 286),
        ),
    ],
)
