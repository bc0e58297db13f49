"use strict";

// Saves a copy of this page with what is filled in. It sends nothing: the copy goes to a file.
const button = document.getElementById("save");
button.hidden = false;
button.addEventListener("click", () => {
  for (const field of document.querySelectorAll("input")) {
    if (field.type === "radio") {
      field.toggleAttribute("checked", field.checked);
    } else {
      field.setAttribute("value", field.value);
    }
  }
  for (const field of document.querySelectorAll("textarea")) {
    // The first line break after the tag is dropped when a page is read.
    field.textContent = field.value.startsWith("\n") ? "\n" + field.value : field.value;
  }
  button.hidden = true;
  const page = "<!DOCTYPE html>\n" + document.documentElement.outerHTML;
  button.hidden = false;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([page], { type: "text/html" }));
  link.download = button.dataset.name;
  link.click();
  URL.revokeObjectURL(link.href);
});
