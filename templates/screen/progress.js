/* What the reader ticked and noted: kept by the browser, exported, read back, merged.
   The file's format is that of checklist/progressfile.py; what is stored is the same, with titles. */

const data = JSON.parse(document.getElementById("tool-data").textContent);
const LIMITS = { size: 2000000, entries: 10000, id: 300, note: 10000, step: 999 };

/** A sentence of the tool with its values filled in. */
function word(key, values = {}) {
  return data.words[key].replace(/\{(\w+)\}/g, (whole, name) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole);
}

/** The day in this browser, as 2026-11-24. */
function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Whether `text` is a day of the calendar, written like 2026-11-24. */
function isDay(text) {
  if (typeof text !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** Why a progress file is not taken; `key` is the sentence. */
class Refused extends Error {
  constructor(key, values = {}) {
    super(key);
    this.key = key;
    this.values = values;
  }
}

/** Nothing ticked, nothing noted. `titles` says what a task was called when it was touched. */
function nothing() {
  return { ticks: new Map(), notes: new Map(), titles: new Map() };
}

/** The progress as the object that is exported; everything that is kept is in it. */
function dump(state) {
  return {
    kind: "winddown-progress",
    version: 1,
    company: data.company,
    as_of: data.asOf,
    ticks: [...state.ticks].map(([task, tick]) => ({ task, ...tick })),
    notes: [...state.notes].map(([task, text]) => ({ task, text })),
  };
}

/** The progress in a file's text; throws `Refused` and takes nothing where anything is wrong. */
function parse(text) {
  if (text.length > LIMITS.size) throw new Refused("bad-size");
  let found;
  try {
    found = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    throw new Refused("bad-json");
  }
  if (found?.kind !== "winddown-progress") throw new Refused("bad-kind");
  if (found.version !== 1) throw new Refused("bad-version");
  const company = found.company;
  if (typeof company?.name !== "string" || !company.name) refuse("company");
  if (!isThisCompany(company)) throw new Refused("bad-company", { name: company.name });
  if (!isDay(found.as_of)) refuse("as_of");
  const state = nothing();
  for (const [place, entry] of entries(found, "ticks")) {
    const { done_on = null, sub_steps = [] } = entry;
    if (state.ticks.has(entry.task)) refuse(`${place}.task`);
    if (done_on !== null && !isDay(done_on)) refuse(`${place}.done_on`);
    const isStep = (step) => Number.isInteger(step) && step >= 0 && step <= LIMITS.step;
    if (!Array.isArray(sub_steps) || !sub_steps.every(isStep)) refuse(`${place}.sub_steps`);
    const steps = [...new Set(sub_steps)].sort((one, two) => one - two);
    if (done_on || steps.length) state.ticks.set(entry.task, { done_on, sub_steps: steps });
  }
  for (const [place, entry] of entries(found, "notes")) {
    const { text: note } = entry;
    if (state.notes.has(entry.task)) refuse(`${place}.task`);
    if (typeof note !== "string" || !note || note.length > LIMITS.note) refuse(`${place}.text`);
    state.notes.set(entry.task, note);
  }
  return state;
}

function refuse(place) {
  throw new Refused("bad-entry", { place });
}

/** The entries of one list with their places, each an object that names its task. */
function* entries(found, name) {
  const list = found[name] ?? [];
  if (!Array.isArray(list) || list.length > LIMITS.entries) refuse(name);
  for (const [index, entry] of list.entries()) {
    const task = entry?.task;
    if (typeof task !== "string" || !task || task.length > LIMITS.id) refuse(`${name}[${index}]`);
    yield [`${name}[${index}]`, entry];
  }
}

function isThisCompany(other) {
  const plain = (text) => String(text).normalize("NFKC").trim().toLowerCase();
  const one = data.company.credit_code;
  const two = other.credit_code;
  return one && two ? plain(one) === plain(two) : plain(data.company.name) === plain(other.name);
}

/** Takes from another's progress what is not here yet. A date that is here already stays; notes
    that differ stand one below the other. Says what is new, and the tasks whose dates differ. */
function merge(state, other) {
  const report = { ticks: 0, notes: 0, kept: [] };
  for (const [task, theirs] of other.ticks) {
    const ours = state.ticks.get(task) ?? { done_on: null, sub_steps: [] };
    if (theirs.done_on && !ours.done_on) report.ticks += 1;
    if (theirs.done_on && ours.done_on && theirs.done_on !== ours.done_on) report.kept.push(task);
    const steps = new Set([...ours.sub_steps, ...theirs.sub_steps]);
    state.ticks.set(task, {
      done_on: ours.done_on ?? theirs.done_on,
      sub_steps: [...steps].sort((one, two) => one - two),
    });
  }
  for (const [task, theirs] of other.notes) {
    const ours = state.notes.get(task);
    if (ours?.includes(theirs)) continue;
    state.notes.set(task, (ours ? `${ours}\n${theirs}` : theirs).slice(0, LIMITS.note));
    report.notes += 1;
  }
  return report;
}

/** The browser's store, or null where the page may not keep anything (file:, mail, sandbox). */
function openStore() {
  const probe = "winddown-checklist/probe";
  try {
    const store = window.localStorage;
    store.setItem(probe, "1");
    store.removeItem(probe);
    return store;
  } catch {
    return null;
  }
}

const store = openStore();
const KEY = `winddown-checklist/1/${data.key}`;

/** What an earlier visit kept. A text that cannot be read is put aside, never overwritten. */
function load() {
  const text = store?.getItem(KEY);
  if (!text) return { state: nothing(), damaged: false };
  try {
    const kept = JSON.parse(text);
    // The company may be renamed and keep its code: what is under its key is its own.
    const state = parse(JSON.stringify({ ...kept.progress, company: data.company }));
    for (const [task, title] of kept.titles ?? []) state.titles.set(String(task), String(title));
    return { state, damaged: false };
  } catch {
    setPreference(`damaged/${data.key}`, text);
    return { state: nothing(), damaged: true };
  }
}

/** Keeps the progress; false where the browser does not. */
function keep(state) {
  const used = (task) => state.ticks.has(task) || state.notes.has(task);
  const titles = [...state.titles].filter(([task]) => used(task));
  try {
    if (store === null) return false;
    store.setItem(KEY, JSON.stringify({ progress: dump(state), titles }));
    return true;
  } catch {
    return false;
  }
}

function preference(name) {
  try {
    return store?.getItem(`winddown-checklist/${name}`) ?? null;
  } catch {
    return null;
  }
}

/** Keeps a setting, or forgets it where `value` is null. */
function setPreference(name, value) {
  try {
    if (value === null) store?.removeItem(`winddown-checklist/${name}`);
    else store?.setItem(`winddown-checklist/${name}`, value);
  } catch {
    // A setting that is not kept is no loss.
  }
}
