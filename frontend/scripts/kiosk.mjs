// The kiosk: keys on the screen for whoever has no keyboard, and back to the start when nobody is there.
const LETTERS = ["1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM-."];
const DIGITS = ["123", "456", "789", "0"];
const RESTS_AFTER = 90000;
const TYPED = 'input[type="text"], input[type="search"], input[type="tel"], input:not([type])';

function key(text, label, press) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "x-keys__key";
  button.textContent = text;
  if (label) button.setAttribute("aria-label", label);
  button.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
  button.addEventListener("click", press);
  return button;
}

function type(input, text) {
  const start = input.selectionStart ?? input.value.length;
  const end = input.selectionEnd ?? start;
  input.setRangeText(text, start, end, "end");
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.focus();
}

function erase(input) {
  const end = input.selectionEnd ?? input.value.length;
  const start = input.selectionStart === end ? Math.max(0, end - 1) : input.selectionStart;
  input.setRangeText("", start, end, "end");
  input.focus();
}

function keyboard(input) {
  const digits = input.closest("form")?.dataset.keys === "digits" || input.inputMode === "tel" || input.inputMode === "numeric";
  const board = document.createElement("div");
  board.className = "x-keys";
  board.setAttribute("role", "group");
  board.setAttribute("aria-label", "Bàn phím trên màn hình");
  for (const row of digits ? DIGITS : LETTERS) {
    const line = document.createElement("div");
    line.className = "x-keys__row";
    for (const one of row) line.append(key(one, "", () => type(input, one)));
    board.append(line);
  }
  const last = document.createElement("div");
  last.className = "x-keys__row";
  if (!digits) last.append(key("Cách", "Dấu cách", () => type(input, " ")));
  last.append(key("Xóa", "Xóa một chữ", () => erase(input)));
  board.append(last);
  return board;
}

function showKeys(input) {
  document.querySelectorAll(".x-keys").forEach((one) => one.remove());
  input.insertAdjacentElement("afterend", keyboard(input));
}

function goHomeWhenIdle() {
  const home = document.body.dataset.home;
  if (!home || location.pathname === home) return;
  let timer = 0;
  const said = Number(document.querySelector("[data-rests]")?.dataset.rests) * 1000;
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(() => location.assign(home), said || RESTS_AFTER);
  };
  for (const name of ["pointerdown", "keydown", "scroll"]) document.addEventListener(name, again, { passive: true });
  again();
}

document.addEventListener("focusin", (event) => {
  if (event.target.matches?.(TYPED)) showKeys(event.target);
});
const first = document.querySelector(`form[data-keys] :is(${TYPED})`);
if (first) first.focus();
goHomeWhenIdle();
