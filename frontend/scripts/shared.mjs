// What both sides need: the tested GOV.UK behaviours, and a form that is sent once.
import { Button, Checkboxes, ErrorSummary, FileUpload, NotificationBanner, Radios, SkipLink } from "govuk-frontend";

// A radio may not carry aria-expanded (ARIA 1.2); the boxes it opens follow it in the reading order all the same.
class PlainRadios extends Radios {
  syncConditionalRevealWithInputState(input) {
    super.syncConditionalRevealWithInputState(input);
    input.removeAttribute("aria-expanded");
  }
}

const modules = {
  "govuk-button": Button,
  "govuk-checkboxes": Checkboxes,
  "govuk-error-summary": ErrorSummary,
  "govuk-file-upload": FileUpload,
  "govuk-notification-banner": NotificationBanner,
  "govuk-radios": PlainRadios,
  "govuk-skip-link": SkipLink,
};

export function enhance(root = document) {
  for (const [name, Module] of Object.entries(modules)) {
    for (const element of root.querySelectorAll(`[data-module="${name}"]`)) {
      try {
        new Module(element);
      } catch (problem) {
        console.warn(problem.message); // already started, or lacking a part: the page works without it
      }
    }
  }
}

function holdButtons(form, held) {
  for (const button of form.querySelectorAll('button[type="submit"]')) {
    if (held) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
}

function release(form) {
  delete form.dataset.sent;
  holdButtons(form, false);
}

export function sendOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    holdButtons(form, true);
    setTimeout(() => release(form), 10000); // a file that was sent back leaves the page where it is
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));
}

export function printButtons() {
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });
  for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
}

export function start() {
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
  enhance();
  sendOnce();
  printButtons();
}
