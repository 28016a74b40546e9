/* What is shown of the checklist: counts, the filter, and the address that carries it. */

const $ = (name) => document.getElementById(`tool-${name}`);
const CHOICES = ["team", "status", "phase"];
const view = { team: "", status: "", phase: "", q: "" };

function say(key, values) {
  $("said").textContent = key ? word(key, values) : "";
}

function count() {
  const within = tasks.filter((task) => matches(task, { ...view, status: "" }));
  const done = within.filter(isDone).length;
  const late = within.filter((task) => statusOf(task) === "overdue").length;
  const shown = tasks.filter((task) => !task.row.classList.contains("off")).length;
  const parts = [word("counts", { done, open: within.length - done, late })];
  if (isFiltered()) parts.push(word("shown", { shown, all: tasks.length }));
  const text = parts.join(" · ") + (shown || !tasks.length ? "" : ` ${word("none-shown")}`);
  if ($("counts").textContent !== text) $("counts").textContent = text; // said only when it changes
}

/** The count in a phase's heading; the plan's own words stay while they are right. */
function countPhases() {
  for (const phase of phases) {
    const done = phase.tasks.filter(isDone).length;
    if (done === phase.shown) continue;
    phase.shown = done;
    if (done === phase.done) phase.place.replaceChildren(...phase.words);
    else phase.place.textContent = word("phase-count", { count: phase.tasks.length, done });
  }
}

/** What holds tasks and is hidden with them: phases, and groups of rows under a heading. */
function findGroups() {
  const grouped = new Map();
  for (const task of tasks) {
    for (const place of [task.row.closest(".phase"), task.row.closest("tbody")]) {
      if (place) grouped.set(place, [...(grouped.get(place) ?? []), task]);
    }
  }
  return grouped;
}

/** The phases whose heading counts their tasks. */
function findPhases() {
  const found = [];
  for (const [section, inside] of groups) {
    const place = section.querySelector("h2 > i");
    if (!place) continue;
    const done = inside.filter((task) => task.status === "done").length;
    found.push({ tasks: inside, place, done, shown: done, words: [...place.childNodes] });
  }
  return found;
}

function isFiltered() {
  return Object.values(view).some(Boolean);
}

function matches(task, wanted) {
  if (wanted.team && task.team !== wanted.team) return false;
  if (wanted.phase && task.phase !== wanted.phase) return false;
  if (wanted.status === "todo" && isDone(task)) return false;
  if (wanted.status && wanted.status !== "todo" && statusOf(task) !== wanted.status) return false;
  const text = `${task.words} ${state.notes.get(task.id) ?? ""}`.toLowerCase();
  return wanted.q.toLowerCase().split(/\s+/).every((part) => text.includes(part));
}

/** Hides on the screen what does not match. A task that has the focus stays until it is left. */
function applyFilter() {
  const held = document.activeElement?.closest(".task");
  for (const task of tasks) {
    task.row.classList.toggle("off", !matches(task, view) && task.row !== held);
  }
  for (const [place, inside] of groups) {
    place.classList.toggle("off", inside.every((task) => task.row.classList.contains("off")));
  }
  $("clear").hidden = !isFiltered();
  count();
}

/** The element a fragment names, as it stands or decoded. */
function place(raw) {
  if (!raw) return null;
  let decoded = raw;
  try {
    decoded = decodeURIComponent(raw);
  } catch {
    // A lone per cent sign: as it stands.
  }
  return document.getElementById(raw) ?? document.getElementById(decoded);
}

/** The fragment of this view, with a place in it: `team=hr&at=task-…`, or the place alone. */
function fragment(at) {
  if (!isFiltered()) return at ? encodeURIComponent(at) : "";
  const pairs = Object.entries(view).filter(([, value]) => value);
  if (at) pairs.push(["at", at]);
  return new URLSearchParams(pairs).toString();
}

/** Puts the view into the address; where that is forbidden the page works without. */
function writeAddress(at, isStep = false) {
  const wanted = fragment(at);
  const url = wanted ? `#${wanted}` : location.pathname + location.search;
  try {
    if (isStep) history.pushState(null, "", url);
    else history.replaceState(null, "", url);
  } catch {
    // An opaque origin, as in a sandbox.
  }
}

/** Reads the address: a filter, a place, or both. */
function followAddress() {
  const raw = location.hash.slice(1);
  let target = place(raw);
  const asked = new URLSearchParams(target ? "" : raw);
  const strange = [];
  for (const name of CHOICES) {
    const wanted = asked.get(name) ?? "";
    const isThere = [...$(name).options].some((option) => option.value === wanted);
    view[name] = isThere ? wanted : "";
    if (!isThere) strange.push(`${name}=${wanted}`);
  }
  view.q = asked.get("q") ?? "";
  showView();
  say();
  if (strange.length) say("bad-link", { list: strange.join(", ") });
  if (asked.has("at")) target = place(asked.get("at"));
  const isPlace = asked.has("at") || (raw && ![...CHOICES, "q"].some((name) => asked.has(name)));
  if (isPlace && !target) say("bad-target", { name: asked.get("at") ?? raw });
  if (target) goTo(target);
  else if (isFiltered()) document.querySelector(".checklist")?.scrollIntoView();
}

function showView() {
  for (const name of CHOICES) $(name).value = view[name];
  $("q").value = view.q;
  applyFilter();
}

function setView(changes) {
  Object.assign(view, changes);
  showView();
  writeAddress(null);
}

/** Scrolls to a place and puts the focus there; a filter that hides it is cleared. */
function goTo(target) {
  if (target.closest(".off")) {
    setView({ team: "", status: "", phase: "", q: "" });
    writeAddress(target.id);
    say("filter-left");
  }
  for (const marked of document.querySelectorAll(".at")) marked.classList.remove("at");
  target.classList.add("at");
  const task = byRow.get(target);
  if (task) focusHere(task);
  else {
    if (target.tabIndex < 0) target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }
  target.scrollIntoView({ block: task ? "center" : "start" });
}

/** Links inside the page keep the filter; without one the browser follows them by itself. */
function onLink(event) {
  const link = event.target.closest?.('a[href^="#"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const target = place(link.getAttribute("href").slice(1));
  if (!target) return;
  event.preventDefault();
  writeAddress(target.id, true);
  goTo(target);
}
