'use strict';
// Asks for the status every two seconds and shows it. Whatever comes from the server is shown as text, never as markup.

const PERIOD_MS = 2000;
const HEALTH_EVERY = 8;

const byId = id => document.getElementById(id);
const count = n => n === null || n === undefined ? '?' : Number(n).toLocaleString('en');

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function bytes(n) {
  const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];
  let unit = 0;
  let value = n;
  while (value >= 1000 && unit < units.length - 1) { value /= 1000; unit++; }
  return (unit === 0 ? value : value.toFixed(1)) + ' ' + units[unit];
}

function duration(seconds) {
  if (seconds < 90) return Math.max(0, Math.round(seconds)) + ' s';
  if (seconds < 5400) return Math.round(seconds / 60) + ' min';
  if (seconds < 172800) return (seconds / 3600).toFixed(1) + ' h';
  return (seconds / 86400).toFixed(1) + ' days';
}

const ago = time => duration((Date.now() - Date.parse(time)) / 1000) + ' ago';

function show(status) {
  const run = status.run;
  const state = byId('state');
  state.textContent = run ? run.job + ' ' + status.state : status.state;
  state.className = 'pill ' + status.state;
  showNow(status, run);
  showTables(status, run);
  showFailures(status);
  showAttention(status);
  byId('start').disabled = !status.takesOrders || status.state !== 'idle';
  byId('start').hidden = !status.takesOrders;
  byId('pause').disabled = !run || !['running', 'waiting'].includes(status.state);
  byId('resume').disabled = !run || !['paused', 'waiting'].includes(status.state);
  byId('stop').disabled = status.state === 'idle' || status.state === 'stopping';
  byId('limits').querySelector('button').disabled = !run && !byId('limits').logLevel.value;
  if (run) byId('limits').copiesAtOnce.placeholder = run.copiesAtOnce;
}

function showNow(status, run) {
  const whole = byId('whole');
  whole.hidden = !run || run.estimatedObjects === null;
  if (!run) {
    byId('headline').textContent = idle(status);
    byId('numbers').replaceChildren();
    return;
  }
  const share = run.estimatedObjects ? Math.min(1, run.objects / run.estimatedObjects) : null;
  byId('headline').textContent = count(run.objects)
    + (run.estimatedObjects === null ? ' objects' : ' of about ' + count(run.estimatedObjects) + ' objects')
    + (share === null ? '' : ' · ' + Math.floor(share * 100) + ' %');
  if (share !== null) whole.value = share;
  numbers([
    ['Rate', count(Math.round(run.objectsPerSecond)) + ' objects/s'],
    ['Bytes', bytes(run.bytesPerSecond) + '/s'],
    ['Estimated end', run.estimatedEnd ? 'in ' + duration((Date.parse(run.estimatedEnd) - Date.now()) / 1000) : '?'],
    ['Copied', count(run.copied) + ' · ' + bytes(run.bytes)],
    ['Already there', count(run.alreadyThere)],
    ['In flight', count(run.inFlight) + ' of ' + count(run.copiesAtOnce)],
    ['Running since', ago(run.since)],
  ]);
}

function idle(status) {
  if (status.state === 'starting') return 'Starting …';
  if (!status.last) return 'Nothing goes on.';
  return 'Nothing goes on. ' + status.last.job + ': ' + status.last.result + ', ' + ago(status.last.at) + '.';
}

function numbers(pairs) {
  byId('numbers').replaceChildren(...pairs.map(([name, value]) => {
    const box = element('div');
    box.append(element('dt', name), element('dd', value));
    return box;
  }));
}

function showTables(status, run) {
  const tables = run ? run.tables.map(live) : (status.ledger.jobs || []).map(kept);
  byId('tables').replaceChildren(...(tables.length ? tables : [element('p', 'Nothing has been copied yet.')]));
}

function live(table) {
  const box = element('div', undefined, 'table');
  const line = element('p');
  line.append(element('b', table.table),
    element('span', count(table.objects) + (table.estimatedObjects === null ? '' : ' of about ' + count(table.estimatedObjects))),
    element('span', bytes(table.bytes)));
  if (table.missing) line.append(element('span', count(table.missing) + ' missing'));
  if (table.deadLetters) line.append(element('span', count(table.deadLetters) + ' failed', 'bad'));
  box.append(line);
  if (table.estimatedObjects !== null) {
    const bar = element('progress');
    bar.max = Math.max(1, table.estimatedObjects);
    bar.value = table.objects;
    bar.setAttribute('aria-label', table.table);
    box.append(bar);
  }
  return box;
}

function kept(job) {
  const box = element('div', undefined, 'table');
  const line = element('p');
  line.append(element('b', job.job),
    element('span', count(job.copied) + ' copied'),
    element('span', count(job['already-there']) + ' already there'),
    element('span', bytes(job.bytes)));
  if (job.missing) line.append(element('span', count(job.missing) + ' missing'));
  line.append(element('span', job.finished ? 'at its end, ' + ago(job.finished) : 'under way, ' + ago(job.updated)));
  box.append(line);
  return box;
}

function showFailures(status) {
  const letters = Object.entries(status.ledger.deadLettersByReason || {});
  const boxes = letters.map(([reason, n]) => {
    const box = element('div', undefined, 'reason');
    box.append(element('span', count(n) + ' × ' + reason));
    const look = element('button', 'Show');
    look.onclick = () => showLetters(reason);
    const again = element('button', 'Replay');
    again.disabled = status.state !== 'idle' || !status.takesOrders;
    again.title = status.takesOrders ? '' : 'When this run has ended: mediaferry replay';
    again.onclick = () => tell('api/jobs/replay/start', {reason});
    box.append(look, again);
    return box;
  });
  if (!letters.length) {
    boxes.push(element('p', 'No dead letters.'));
    byId('letters').replaceChildren();
  }
  if (status.ledger.leftOut) {
    boxes.push(element('p', count(status.ledger.leftOut) + ' objects that must be private are left out, as no ACL is sent: mediaferry report --left-out lists them, destination.private-objects decides.'));
  }
  if (status.ledger.missing) {
    boxes.push(element('p', count(status.ledger.missing) + ' originals are missing at the source: mediaferry report --missing lists them.'));
  }
  byId('failures').replaceChildren(...boxes);
}

async function showLetters(reason) {
  const answer = await ask('api/dead-letters?reason=' + encodeURIComponent(reason));
  if (!answer) return;
  byId('letters').replaceChildren(...answer.deadLetters.map(letter =>
    element('li', letter.table + ' ' + letter.idText + ' · ' + letter.key + ' · ' + letter.cause)));
}

function showAttention(status) {
  const lines = [];
  for (const pause of status.ledger.paused || []) {
    lines.push(['Paused, waiting for the ' + pause.store + ' since ' + ago(pause.since) + ': ' + pause.why, 'mild']);
  }
  for (const what of Object.values(status.refusedRouteFiles)) lines.push([what]);
  if (status.last && status.last.result === 'failed' && !status.run) {
    lines.push([status.last.job + ' failed ' + ago(status.last.at) + ': ' + status.last.why]);
  }
  byId('attention').replaceChildren(...lines.map(([text, className]) => element('p', text, className)));
}

// Browsers refuse to fetch from a page whose own address names user and password, unless the whole address is given
function here(path) {
  return location.origin + location.pathname.replace(/[^/]*$/, '') + path;
}

async function showHealth() {
  const answer = await fetch(here('observe/health')).catch(() => null);
  if (!answer || ![200, 503].includes(answer.status)) return;
  const health = await answer.json();
  byId('health').replaceChildren(...health.checks.filter(check => check.name !== 'context').map(check => {
    const item = element('li');
    item.append(element('b', check.name + ' '), element('span', check.status === 'UP' ? 'up' : 'down', check.status.toLowerCase()));
    const why = check.message || (check.data && check.data.message);
    if (check.status !== 'UP' && why) item.append(' ' + why);
    return item;
  }));
}

async function ask(path) {
  try {
    const answer = await fetch(here(path), {cache: 'no-store'});
    if (!answer.ok) throw new Error(answer.status);
    byId('lost').hidden = true;
    byId('lost').querySelector('time').textContent = new Date().toLocaleTimeString();
    return await answer.json();
  } catch (e) {
    byId('lost').hidden = false;
    return null;
  }
}

async function tell(path, body) {
  const said = byId('said');
  try {
    const answer = await fetch(here(path), {
      method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body || {})});
    const text = await answer.json();
    said.textContent = answer.ok ? 'Done.' : text.error;
    said.className = answer.ok ? '' : 'bad';
  } catch (e) {
    said.textContent = 'No answer from mediaferry.';
    said.className = 'bad';
  }
  refresh();
}

let shown;
async function refresh() {
  const status = await ask('api/status');
  if (status) {
    shown = status;
    show(status);
  }
}

for (const button of document.querySelectorAll('[data-act]')) {
  button.onclick = () => {
    if (button.dataset.sure && !confirm(button.dataset.sure)) return;
    const act = button.dataset.act;
    tell('api/jobs/' + (act.includes('/') ? act : (shown.run ? shown.run.job : 'sync') + '/' + act));
  };
}

byId('limits').onsubmit = event => {
  event.preventDefault();
  const body = {};
  for (const field of ['copiesAtOnce', 'sourceRate', 'destinationRate']) {
    const value = event.target[field].value.trim();
    if (value !== '') body[field] = Number(value);
  }
  if (event.target.logLevel.value) body.logLevel = event.target.logLevel.value;
  tell('api/limits', body);
};

let ticks = 0;
function tick() {
  if (!document.hidden) {
    refresh();
    if (ticks++ % HEALTH_EVERY === 0) showHealth();
  }
}
tick();
setInterval(tick, PERIOD_MS);
