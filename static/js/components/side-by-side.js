/* Earlier takes beside this one: each button plays its own, and pauses all others. */

export function listenForEarlierTakes(root = document) {
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-earlier]");
    if (!button) return;
    const audio = button.closest("[data-side-by-side]").querySelector("audio");
    const isPlaying = !audio.paused && audio.getAttribute("src") === button.dataset.earlier;
    for (const other of document.querySelectorAll("audio")) other.pause();
    if (isPlaying) return;
    if (audio.getAttribute("src") !== button.dataset.earlier) audio.src = button.dataset.earlier;
    audio.currentTime = 0;
    audio.play().catch(() => {});
  });
}
