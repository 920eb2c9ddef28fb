/* Earlier takes beside this one: each button plays its take and pauses all other players. */

export function listenForEarlierTakes(root = document) {
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-earlier]");
    if (button) toggle(button);
  });
}

function toggle(button) {
  const audio = button.closest("[data-side-by-side]").querySelector("audio");
  const isPlaying = button.dataset.playing === "true";
  for (const other of document.querySelectorAll("audio")) other.pause();
  if (isPlaying) return;
  audio.src = button.dataset.earlier;
  audio.onpause = () => show(button, false);
  audio.onplaying = () => show(button, true);
  audio.play().catch(() => show(button, false));
}

function show(button, isPlaying) {
  for (const other of button.closest("[data-side-by-side]").querySelectorAll("[data-earlier]")) {
    other.dataset.playing = String(isPlaying && other === button);
  }
}
