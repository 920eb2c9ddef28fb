/* Single-key shortcuts; "?" lists them, and they can be switched off.

   A key clicks the element with that `data-key`, so keys and buttons always do the same. */

const SETTING = "intona.shortcuts";

export function listenForShortcuts() {
  const dialog = document.getElementById("shortcut-help");
  const toggle = dialog.querySelector("[data-shortcuts-on]");
  toggle.checked = localStorage.getItem(SETTING) !== "off";
  toggle.addEventListener("change", () => {
    localStorage.setItem(SETTING, toggle.checked ? "on" : "off");
  });
  for (const opener of document.querySelectorAll("[data-open-shortcuts]")) {
    opener.addEventListener("click", () => dialog.showModal());
  }
  document.addEventListener("keydown", (event) => {
    if (isIgnored(event) || dialog.open) return;
    if (event.key === "?") dialog.showModal();
    else if (toggle.checked) press(event);
  });
}

function isIgnored(event) {
  if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return true;
  const typing =
    "input:not([type='radio'], [type='checkbox'], [type='file']), textarea, select, [contenteditable]";
  return event.target.matches?.(typing) ?? false;
}

function press(event) {
  const key = event.key.toLowerCase();
  if (!/^[a-z1-9]$/.test(key)) return;
  const target = [...document.querySelectorAll(`[data-key="${key}"]`)].find(isOffered);
  if (!target) return;
  event.preventDefault();
  target.click();
}

function isOffered(element) {
  return !element.disabled && element.getClientRects().length > 0;
}
