// Shows a template as it will be read, while it is typed. Without scripts the form works the same, without the preview.
(() => {
  "use strict";
  const { user, server, members } = document.currentScript.dataset;
  const samples = {
    user: "@" + user, name: user, server, members: Number(members).toLocaleString("en"),
    created: "3 years ago",
  };

  // The rules of the bot's own filling in: doubled braces are braces, names from the list are replaced once, the rest stays.
  const fill = text => text.replace(/\{\{|\}\}|\{([^{}\n ]+)\}/g, (all, name) =>
    name === undefined ? all[0] : Object.hasOwn(samples, name.toLowerCase()) ? samples[name.toLowerCase()] : all);

  for (const preview of document.querySelectorAll("[data-preview-of]")) {
    const field = document.getElementById(preview.dataset.previewOf);
    const show = () => {
      // Every second piece stood between double asterisks. Only text is written, never markup.
      preview.replaceChildren(...fill(field.value).split(/\*\*(.+?)\*\*/s).map((piece, n) => {
        if (n % 2 === 0) return piece;
        const bold = document.createElement("strong");
        bold.textContent = piece;
        return bold;
      }));
    };
    field.addEventListener("input", show);
    preview.hidden = false;
    show();
  }
})();
