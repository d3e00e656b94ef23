// What html-validate holds our pages to. A rule that is off has its reason beside it.
export default {
  root: true,
  extends: ["html-validate:recommended", "html-validate:a11y"],
  rules: {
    "doctype-style": ["error", { style: "lowercase" }],

    // Lists without bullets: Safari takes the role away with the bullets, and role="list" gives
    // it back.
    "no-redundant-role": "off",

    // A label around its control names it as well: some voice control goes by "for" alone.
    "no-redundant-for": "off",

    // Checkboxes of one question share a name, and so do the hidden fields that carry them over
    // the check page; the rule cannot allow hidden ones.
    "form-dup-name": "off",

    // base.css keeps every telephone link on one line, whatever spaces somebody types.
    "tel-non-breaking": "off",

    // How long a title is, is its author's business: practice and page have names of any length.
    "long-title": "off",
  },
};
