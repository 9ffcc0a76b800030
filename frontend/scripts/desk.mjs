// The desk: choose all rows, move through rows with the keyboard, forms that send themselves when a choice changes.
import { enhance, start } from "./shared.mjs";

function chooseAll() {
  document.addEventListener("change", (event) => {
    const master = event.target.closest("[data-choose-all]");
    if (!master) return;
    for (const box of master.closest("table").querySelectorAll("[data-choose]")) box.checked = master.checked;
  });
  for (const master of document.querySelectorAll("[data-choose-all]")) master.hidden = false;
}

function rowLinks() {
  return [...document.querySelectorAll("[data-rows] [data-row-link]")];
}

function moveRow(step) {
  const links = rowLinks();
  if (!links.length) return;
  const here = links.indexOf(document.activeElement);
  const next = here < 0 ? (step > 0 ? 0 : links.length - 1) : here + step;
  links[Math.min(Math.max(next, 0), links.length - 1)].focus();
}

function search() {
  const box = document.querySelector("[data-search-box]");
  const panel = box?.closest("details");
  if (panel) panel.open = true;
  box?.focus();
}

const keys = {
  j: () => moveRow(1),
  k: () => moveRow(-1),
  "/": search,
};

function keyboard() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    if (!keys[event.key] || !document.querySelector("[data-rows], [data-search-box]")) return;
    event.preventDefault();
    keys[event.key]();
  });
}

// A phone has no room beside the list: the filter starts closed, unless it holds an error.
function closeFilters() {
  if (!matchMedia("(max-width: 59.99em)").matches) return;
  for (const panel of document.querySelectorAll("details[data-filter]")) {
    if (!panel.querySelector(".govuk-error-message")) panel.open = false;
  }
}

start();
closeFilters();
chooseAll();
keyboard();
document.addEventListener("htmx:afterSwap", (event) => enhance(event.target));
