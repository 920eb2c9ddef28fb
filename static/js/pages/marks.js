/* Marks by keyboard: Enter and the arrows go from learner to learner. */

const inputs = [...document.querySelectorAll(".mark-input")];
const STEPS = { Enter: 1, ArrowDown: 1, ArrowUp: -1 };

function go(event) {
  const step = STEPS[event.key];
  if (!step || event.isComposing) return;
  event.preventDefault();
  const next = inputs[inputs.indexOf(event.target) + step];
  if (next) next.select();
  else if (step > 0) document.querySelector("[data-save-marks]").focus();
}

for (const input of inputs) input.addEventListener("keydown", go);
