/* The page as a tool: what is kept, notices, keyboard, panels, export and import. */

const tool = document.getElementById("tool");
const system = window.matchMedia("(prefers-color-scheme: dark)");
const groups = findGroups();
const phases = findPhases();
let current = null; // the task that the keyboard is at
let lasting = store !== null;
let exported = true; // whether everything is in a file, or kept by the browser
let noticed = ""; // the notices that are shown

/** After a change: keep it, show it, count again, and say what happened. */
function touched(task, key, values) {
  lasting = keep(state);
  exported = lasting;
  refreshAll();
  say(key, values);
}

function refreshAll() {
  for (const task of tasks) refresh(task);
  countPhases();
  applyFilter();
  showNotices();
}

/* ---- notices ---------------------------------------------------------------------------  */

function showNotices() {
  const notices = [];
  if (!lasting) notices.push(make("p", { textContent: word("memory") }));
  if (damaged) notices.push(make("p", { textContent: word("damaged") }));
  if (Date.parse(today()) - Date.parse(data.asOf) > data.dueSoonDays * 86400000) {
    notices.push(make("p", { textContent: word("aged", { as_of: data.asOf, today: today() }) }));
  }
  const touchedIds = [...new Set([...state.ticks.keys(), ...state.notes.keys()])];
  const gone = touchedIds.filter((id) => !known.has(id));
  const differs = touchedIds.filter((id) => {
    const mine = state.ticks.get(id)?.done_on;
    return mine && known.get(id)?.doneOn && known.get(id).doneOn !== mine;
  });
  if (gone.length) notices.push(leftOver("gone", gone));
  if (differs.length) notices.push(leftOver("differs", differs));
  const text = notices.map((notice) => notice.textContent).join("\n");
  if (text === noticed) return; // a button that is about to be pressed again stays
  noticed = text;
  $("notices").replaceChildren(...notices);
  $("notices").hidden = !text;
}

/** Entries that no row shows: what they are, and a button to be rid of them. */
function leftOver(key, ids) {
  const list = ids.map((id) => {
    const what = [state.ticks.get(id)?.done_on, state.notes.get(id)].filter(Boolean).join(" ");
    const title = state.titles.get(id) ?? id;
    return make("li", { textContent: what ? `${title} (${what})` : title });
  });
  const button = make("button", { type: "button", textContent: word("discard") });
  twice(button, () => {
    for (const id of ids) {
      state.ticks.delete(id);
      if (key === "gone") state.notes.delete(id);
    }
    touched(null, "discarded", { n: ids.length });
    focusHere(tasks.find((task) => !task.row.classList.contains("off")));
  });
  return make("div", {}, {}, make("p", { textContent: word(key, { n: ids.length }) }),
    make("ul", {}, {}, ...list), button);
}

/** A button that has to be pressed twice; a sandbox may forbid the browser's own question. */
function twice(button, action) {
  const words = [...button.childNodes];
  const calm = () => {
    delete button.dataset.armed;
    button.replaceChildren(...words);
  };
  button.addEventListener("blur", calm);
  button.addEventListener("click", () => {
    if (button.dataset.armed) {
      calm();
      action();
      return;
    }
    button.dataset.armed = "yes";
    button.textContent = word("again");
    say("again");
  });
}

/* ---- keyboard -------------------------------------------------------------------------- */

function focusHere(task) {
  current = task ?? current;
  task?.tick.focus({ preventScroll: true });
}

/** The next or previous task that is shown, from where the reader is. */
function move(step) {
  const shown = tasks.filter((task) => !task.row.classList.contains("off"));
  if (!shown.length) return;
  const here = byRow.get(document.activeElement?.closest(".task")) ?? current;
  let index = shown.indexOf(here);
  if (index < 0) {
    const below = shown.findIndex((task) => task.row.getBoundingClientRect().bottom > tool.offsetHeight);
    index = (below < 0 ? shown.length : below) - (step > 0 ? 1 : 0);
  }
  const next = shown[Math.min(Math.max(index + step, 0), shown.length - 1)];
  focusHere(next);
  next.row.scrollIntoView({ block: "nearest" });
}

const SHORTCUTS = {
  j: () => move(1),
  k: () => move(-1),
  n: () => openNote(),
  f: () => openPanel("filter", true),
  "/": () => openPanel("filter", true),
  e: () => openPanel("progress", true),
  h: () => $("help").showModal(),
  "?": () => $("help").showModal(),
};

function onKey(event) {
  if (event.defaultPrevented || event.isComposing || $("help").open) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    onEscape(event);
    return;
  }
  const arrow = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (arrow && event.target.matches?.(".tick")) {
    event.preventDefault();
    move(arrow);
    return;
  }
  if (event.target.matches?.("input:not([type=checkbox]), textarea, select")) return;
  const action = $("keys").checked ? SHORTCUTS[event.key] : null;
  if (!action) return;
  event.preventDefault();
  action();
}

function onEscape(event) {
  const open = ["filter", "progress"].find((name) => !$(name).hidden);
  const task = byRow.get(event.target.closest?.(".task"));
  if (event.target.closest?.(".panel") || (open && !task)) {
    openPanel(open, false);
    $(`${open}-button`).focus();
  } else if (task && event.target !== task.tick) focusHere(task);
}

function openNote() {
  const task = byRow.get(document.activeElement?.closest(".task")) ?? current;
  if (!task) return;
  task.noteBox.open = true;
  task.note.focus();
}

/* ---- panels and theme ------------------------------------------------------------------ */

function openPanel(name, open) {
  for (const each of ["filter", "progress"]) {
    const shown = each === name && open;
    $(each).hidden = !shown;
    $(`${each}-button`).setAttribute("aria-expanded", String(shown));
  }
  if (open) $(name).querySelector("input:not([hidden]), button").focus();
}

function effectiveTheme() {
  return document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light");
}

/** Light or dark; what the system has anyway is not kept, so that it stays automatic. */
function setTheme(theme) {
  const own = theme !== null && theme !== (system.matches ? "dark" : "light");
  if (own) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  $("theme").textContent = word(effectiveTheme() === "dark" ? "light" : "dark");
}

/* ---- export and import ----------------------------------------------------------------- */

function exportText() {
  return `${JSON.stringify(dump(state), null, 2)}\n`;
}

function download() {
  const name = (data.company.credit_code ?? data.company.name).replace(/[\\/:*?"<>|\s]+/g, "_");
  const url = URL.createObjectURL(new Blob([exportText()], { type: "application/json" }));
  const link = make("a", { href: url, download: `progress-${name}-${today()}.json` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
  exported = true;
  say("exported", { ticks: state.ticks.size, notes: state.notes.size });
}

/** Copies from the text field; where the clipboard is closed the text is left selected. */
async function copyField() {
  if (!$("text").value) $("text").value = exportText();
  exported = true;
  say(await copy($("text").value) ? "copied" : "not-copied");
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (!$("progress").hidden) $("text").select();
    return !$("progress").hidden && document.execCommand("copy");
  }
}

function importText(text) {
  try {
    const other = parse(text);
    const report = merge(state, other);
    const missing = [...other.ticks.keys(), ...other.notes.keys()].filter((id) => !known.has(id));
    touched(null);
    const said = [word("merged", report)];
    const kept = report.kept.map((id) => known.get(id)?.n ?? id).join(data.words["list-separator"]);
    if (kept) said.push(word("kept", { list: kept }));
    if (missing.length) said.push(word("not-here", { n: new Set(missing).size }));
    $("said").textContent = said.join(" ");
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    say(error.key, error.values);
  }
}

async function importFile() {
  const file = $("file").files[0];
  if (!file) return;
  if (file.size > 2 * LIMITS.size) say("bad-size");
  else importText(await file.text());
  $("file").value = ""; // the same file may be chosen again
}

/* ---- start ----------------------------------------------------------------------------- */

/** The first stop of the keyboard leads past the summary. */
function addSkipLink() {
  const list = document.querySelector(".checklist");
  if (!list) return;
  list.id ||= "checklist";
  tool.before(make("a", { className: "tool skip", href: `#${list.id}`, textContent: word("skip") }));
}

/** On a phone a table's cells stand one below the other: each says what its column was. */
function nameCells() {
  for (const table of document.querySelectorAll(".list, .routes")) {
    const heads = [...(table.tHead?.rows[0]?.cells ?? [])].map((cell) => cell.textContent.trim());
    if (heads.length < 3) continue;
    for (const cell of table.querySelectorAll("tbody td:not(:first-child):not(:empty)")) {
      if (heads[cell.cellIndex]) cell.dataset.label = heads[cell.cellIndex];
    }
  }
}

/** The page's foot: a browser knows margin boxes, but not the strings that fill them in a PDF. */
function printFoot() {
  const quoted = (text = "") => `"${text.replace(/[^\p{L}\p{N} ]/gu,
    (character) => `\\${character.codePointAt(0).toString(16)} `)}"`;
  const { one, two } = document.body.dataset;
  const rule = `@page { @bottom-left { content: ${quoted(one)} "\\a " ${quoted(two)}; } }`;
  document.head.append(make("style", { media: "print", textContent: rule }));
}

function start() {
  equip(touched);
  document.documentElement.classList.add("live");
  tool.hidden = false;
  addSkipLink();
  nameCells();
  printFoot();
  for (const name of ["team", "phase"]) { // one team's page offers no other
    const used = new Set(["", ...tasks.map((task) => task[name])]);
    for (const option of [...$(name).options]) if (!used.has(option.value)) option.remove();
  }
  setTheme(preference("theme"));
  $("keys").checked = preference("keys") !== "off";

  $("filter-button").addEventListener("click", () => openPanel("filter", $("filter").hidden));
  $("progress-button").addEventListener("click", () => openPanel("progress", $("progress").hidden));
  $("help-button").addEventListener("click", () => $("help").showModal());
  $("help-close").addEventListener("click", () => $("help").close());
  $("keys").addEventListener("change", () => setPreference("keys", $("keys").checked ? null : "off"));
  $("theme").addEventListener("click", () => {
    setTheme(effectiveTheme() === "dark" ? "light" : "dark");
    setPreference("theme", document.documentElement.dataset.theme ?? null);
  });
  system.addEventListener("change", () => setTheme(preference("theme")));

  for (const name of CHOICES) {
    $(name).addEventListener("change", () => setView({ [name]: $(name).value }));
  }
  $("q").addEventListener("input", () => setView({ q: $("q").value }));
  $("filter").addEventListener("submit", (event) => event.preventDefault());
  $("clear").addEventListener("click", () => {
    setView({ team: "", status: "", phase: "", q: "" });
    say();
    $("filter-button").focus();
  });
  $("copy-view").addEventListener("click", async () => {
    if (await copy(location.href)) say("copied");
    else say("copy-this", { text: location.href });
  });

  $("download").addEventListener("click", download);
  $("show").addEventListener("click", () => {
    $("text").value = exportText();
    $("text").focus();
  });
  $("copy").addEventListener("click", copyField);
  $("import").addEventListener("click", () => $("file").click());
  $("file").addEventListener("change", importFile);
  $("merge").addEventListener("click", () => {
    if ($("text").value.trim()) importText($("text").value);
    else say("nothing-pasted");
  });
  twice($("clear-all"), () => {
    state = nothing();
    touched(null, "cleared");
  });

  document.addEventListener("click", onLink);
  document.addEventListener("keydown", onKey);
  document.addEventListener("focusin", (event) => {
    current = byRow.get(event.target.closest?.(".task")) ?? current;
    if (isFiltered()) applyFilter(); // what was held by the focus may go now
  });
  document.addEventListener("visibilitychange", refreshAll); // it may be another day
  window.addEventListener("hashchange", followAddress);
  window.addEventListener("popstate", followAddress);
  window.addEventListener("storage", (event) => {
    if (event.key !== KEY) return; // another tab of the same company
    ({ state, damaged } = load());
    refreshAll();
  });
  window.addEventListener("beforeunload", (event) => {
    if (!lasting && !exported) event.preventDefault();
  });
  new ResizeObserver(() => {
    document.documentElement.style.setProperty("--bar", `${tool.offsetHeight + 8}px`);
  }).observe(tool);

  refreshAll();
  followAddress();
  // The browser goes to the address's place once more when it has loaded, and drops the focus;
  // a reader who has gone on by then is left where they are.
  window.addEventListener("load", () =>
    setTimeout(() => {
      if (document.activeElement === document.body) followAddress();
    }),
  );
}

start();
