// Starts what Wagtail's own templates start by inline scripts, so that the admin's content security
// policy needs to allow none. Takes elements with data-controller="starter", of which home/
// starters.py and templates/wagtailadmin write the words: which of these, and its arguments.
// Nothing else can be named, so markup that found its way into a page starts nothing new.

const STARTERS = {
  initDateChooser: (...options) => window.initDateChooser(...options),
  initTimeChooser: (...options) => window.initTimeChooser(...options),
  initDateTimeChooser: (...options) => window.initDateTimeChooser(...options),
  Chooser: (...options) => new window.Chooser(...options),
  PageChooser: (...options) => new window.PageChooser(...options),
  ImageChooser: (...options) => new window.ImageChooser(...options),
  DocumentChooser: (...options) => new window.DocumentChooser(...options),
  SnippetChooser: (...options) => new window.SnippetChooser(...options),
  InlinePanel: (options) => new window.InlinePanel(options),
  MultipleChooserPanel: (options) => new window.MultipleChooserPanel(options),
  searchTermChooser,
};

function searchTermChooser(id, url) {
  document.getElementById(`${id}-chooser`).addEventListener("click", () => {
    const chosen = ({ querystring }) => {
      document.getElementById(id).value = querystring;
    };
    const onload = window.QUERY_CHOOSER_MODAL_ONLOAD_HANDLERS;
    window.ModalWorkflow({ url, onload, responses: { queryChosen: chosen } });
  });
}

class Starter extends window.StimulusModule.Controller {
  static values = { name: String, options: Array };

  // Wherever the element comes from: the page, a dialog, a form added to a panel.
  connect() {
    const { element, nameValue, optionsValue } = this;
    // Once only: a form that is dragged to another place connects again.
    element.remove();
    if (Object.hasOwn(STARTERS, nameValue)) STARTERS[nameValue](...optionsValue);
  }
}

window.wagtail.app.register("starter", Starter);
