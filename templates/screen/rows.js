/* The rows of the checklist: their boxes, dates, notes and steps, and what state each is in. */

const STATUSES = ["done", "overdue", "due-soon", "open", "blocked"];

/** An element with properties, attributes and children. */
function make(tag, properties = {}, attributes = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

let { state, damaged } = load();
const tasks = data.tasks
  .map((task) => ({ after: [], steps: [], ...task, row: document.getElementById(`task-${task.id}`) }))
  .filter((task) => task.row);
const known = new Map(data.tasks.map((task) => [task.id, task]));
const byId = new Map(tasks.map((task) => [task.id, task]));
const byRow = new Map(tasks.map((task) => [task.row, task]));

function doneOn(task) {
  return task.doneOn ?? state.ticks.get(task.id)?.done_on ?? null;
}

function isDone(task) {
  return task.status === "done" || doneOn(task) !== null;
}

/** Tasks of this plan that come before and are not done. */
function waitsFor(task) {
  return task.after.map((id) => known.get(id)).filter((before) => before && !isDone(before));
}

/** Whether everything that comes before is done, and known to be. */
function isFree(task) {
  return task.after.length > 0 && task.after.every((id) => known.has(id) && isDone(known.get(id)));
}

/** The plan's status, carried on to the day on which the page is read, and to what is ticked. */
function statusOf(task) {
  if (isDone(task)) return "done";
  const now = today() > data.asOf ? today() : data.asOf;
  if (task.status === "overdue" || (task.limit && task.limit < now)) return "overdue";
  const waits = task.status === "blocked" && !isFree(task);
  const days = task.day ? (Date.parse(task.day) - Date.parse(now)) / 86400000 : Infinity;
  const near = days <= data.dueSoonDays && now > data.asOf;
  if (task.status === "due-soon" || (near && (task.limit || !waits))) return "due-soon";
  return waits ? "blocked" : "open";
}

/** Gives every row its controls. */
function equip(touched) {
  for (const task of tasks) {
    task.words = task.row.textContent.toLowerCase();
    task.box = task.row.querySelector(".box:not(.sub)");
    task.tick = make("input", { type: "checkbox", className: "tool tick" });
    if (task.box) task.box.before(task.tick);
    else task.row.firstElementChild.prepend(task.tick);
    const what = word(task.status === "done" ? "tick-recorded" : "tick");
    task.tick.setAttribute("aria-label", `${what}${data.words.colon}${task.n}. ${task.title}`);
    if (task.status === "done") task.tick.setAttribute("aria-disabled", "true");
    task.tick.addEventListener("click", (event) => {
      if (task.status !== "done") return;
      event.preventDefault();
      touched(task, "recorded");
    });
    task.tick.addEventListener("change", () => setTick(task, task.tick.checked, touched));
    const cell = task.row.querySelector("h3")?.closest("td") ?? task.row.lastElementChild;
    cell.append(work(task, touched));
    task.printed = make("p", { className: "done-note", hidden: true });
    cell.append(task.printed);
    task.stepTicks = steps(task, cell, touched);
  }
}

/** The date, the note and the link below a task's text. */
function work(task, touched) {
  task.date = make("input", { type: "date", className: "date", hidden: true },
    { "aria-label": `${word("done-on")} ${task.n}` });
  task.date.addEventListener("change", () => setDate(task, touched));
  task.note = make("textarea", { rows: 2, maxLength: LIMITS.note },
    { "aria-label": `${word("note")} ${task.n}` });
  task.note.addEventListener("input", () => setNote(task, touched));
  task.noteBox = make("details", { className: "note" }, {},
    make("summary", { textContent: word("note") },
      { "aria-label": `${word("note")} ${task.n}` }), task.note);
  const link = make("a", { textContent: word("link"), href: `#${fragmentOf(task)}` },
    { "aria-label": `${word("link")} ${task.n}` });
  task.dateBox = make("span", { className: "when", hidden: true }, {},
    make("span", { textContent: `${word("done-on")} ` }, { "aria-hidden": "true" }), task.date);
  return make("div", { className: "tool work" }, {}, task.dateBox, task.noteBox, link);
}

function fragmentOf(task) {
  return encodeURIComponent(`task-${task.id}`);
}

/** Boxes for the steps inside a task: beside the printed ones, in their order, else in a list of
    our own. What follows a printed box, up to the next one, is its text. */
function steps(task, cell, touched) {
  if (!task.steps.length) return [];
  const printed = [...task.row.querySelectorAll(".sub")];
  const labels = printed.map((place) => {
    const parts = [place];
    for (let next = place.nextSibling; next && !printed.includes(next); next = next.nextSibling) {
      parts.push(next);
    }
    const label = make("label", { className: "step" });
    place.before(label);
    label.append(...parts);
    return label;
  });
  if (!printed.length) {
    labels.push(...task.steps.map((text) => make("label", { className: "step", textContent: text })));
    cell.querySelector(".work").before(make("div", { className: "tool" },
      { role: "group", "aria-label": word("sub-steps", { n: task.n }) }, ...labels));
  }
  return labels.slice(0, task.steps.length).map((label, index) => {
    const box = make("input", { type: "checkbox", className: "tool" });
    label.prepend(box);
    box.addEventListener("change", () => setStep(task, index, box.checked, touched));
    return { index, box, printed: printed[index] };
  });
}

function remember(task) {
  state.titles.set(task.id, `${task.n}. ${task.title}`);
}

function setTick(task, on, touched) {
  const steps = state.ticks.get(task.id)?.sub_steps ?? [];
  if (on || steps.length) {
    state.ticks.set(task.id, { done_on: on ? today() : null, sub_steps: steps });
  } else state.ticks.delete(task.id);
  remember(task);
  const first = on ? waitsFor(task) : [];
  const list = first.map((before) => before.n).join(data.words["list-separator"]);
  touched(task, on ? (list ? "waits" : "ticked") : "unticked", { n: task.n, list });
}

function setDate(task, touched) {
  const tick = state.ticks.get(task.id);
  if (!tick?.done_on) return;
  const day = task.date.value;
  if (isDay(day) && day <= today()) {
    tick.done_on = day;
    touched(task, "ticked", { n: task.n });
  } else touched(task, "bad-date", { day: tick.done_on });
}

function setStep(task, index, on, touched) {
  const tick = state.ticks.get(task.id) ?? { done_on: null, sub_steps: [] };
  const steps = new Set(tick.sub_steps);
  if (on) steps.add(index);
  else steps.delete(index);
  tick.sub_steps = [...steps].sort((one, two) => one - two);
  if (tick.done_on || tick.sub_steps.length) state.ticks.set(task.id, tick);
  else state.ticks.delete(task.id);
  remember(task);
  touched(task);
}

function setNote(task, touched) {
  const text = task.note.value.trim();
  if (text) state.notes.set(task.id, text);
  else state.notes.delete(task.id);
  remember(task);
  touched(task);
}

/** Shows on a row, and on its print, what is known of it. */
function refresh(task) {
  const day = doneOn(task);
  const done = isDone(task);
  const status = statusOf(task);
  task.tick.checked = done;
  task.row.classList.remove(...STATUSES);
  task.row.classList.add(status);
  showMark(task, status);
  task.dateBox.hidden = task.date.hidden = task.status === "done" || day === null;
  task.date.max = today();
  if (day !== null) task.date.value = day;
  const note = state.notes.get(task.id) ?? "";
  if (document.activeElement !== task.note && task.note.value.trim() !== note) task.note.value = note;
  if (note && !task.noted) task.noteBox.open = true; // once: the reader may fold it away
  task.noted = Boolean(note);
  const ticked = new Set(state.ticks.get(task.id)?.sub_steps);
  for (const step of task.stepTicks) {
    step.box.checked = ticked.has(step.index);
    if (!step.printed) continue;
    step.printed.textContent = step.box.checked ? "✓" : "";
    step.printed.setAttribute("aria-label", word(step.box.checked ? "is-done" : "is-open"));
  }
  if (task.box) {
    task.box.textContent = done ? "✓" : "";
    task.box.setAttribute("aria-label", word(done ? "is-done" : "is-open"));
  }
  const lines = [];
  if (day !== null && task.status !== "done") lines.push(word("print-done", { day }));
  if (note) lines.push(word("print-note", { text: note }));
  task.printed.textContent = lines.join("\n");
  task.printed.hidden = !lines.length;
}

/** The mark beside the title that says the status; the plan's own is shown while it holds. */
function showMark(task, status) {
  let found = false;
  for (const mark of task.row.querySelectorAll("h3 .mark")) {
    const says = ["overdue", "due-soon", "blocked"].find((name) => mark.classList.contains(name));
    if (!says) continue;
    mark.hidden = says !== status;
    found ||= says === status;
  }
  if (found || !(`mark-${status}` in data.words)) return;
  const mark = make("b", { className: `mark ${status}`, textContent: word(`mark-${status}`) });
  const second = task.row.querySelector("h3 > .en");
  if (second) second.before(" ", mark);
  else task.row.querySelector("h3")?.append(" ", mark);
}
