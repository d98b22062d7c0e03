// The map page in Chromium with many stations, beside plain Leaflet with leaflet.markercluster given the same points as one GeoJSON.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { findWithWindow } from '../support/chromium.mjs';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
const VIEWPORT = { width: 1280, height: 800 };
const ROUNDS = 3;
/** The yardstick takes long to open; once will do. */
const PLAIN_ROUNDS = 1;
const PAN_MS = 4000;
/** Both maps begin with the former province and are panned where single stations are drawn as well. */
const NEAR = { lat: 21.31, lon: 105.6, zoom: 13 };

/** Runs in the page before anything else: when it became usable, how long tasks were, how many frames there were. */
function watch() {
  window.bench = { ready: 0, tasks: [], frames: [] };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.bench.tasks.push([entry.startTime, entry.duration]);
  }).observe({ type: 'longtask', buffered: true });
  // Symbols are drawn, answer the pointer, and the figures beside them are there.
  const isUsable = () => document.querySelector('[data-records=ready]') && document.querySelector('[data-testid=unit-table]');
  const frame = (now) => {
    window.bench.frames.push(now);
    if (!window.bench.ready && (window.usable || isUsable())) window.bench.ready = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

/** What a page needs of the machine: opened, panned far out, panned near. */
async function measurePage(browser, { url, cookie, near }) {
  const context = await browser.newContext({ viewport: VIEWPORT, locale: 'vi-VN' });
  if (cookie) await context.addCookies([cookie]);
  const page = await context.newPage();
  await page.addInitScript(watch);
  await page.goto(url);
  const usable = await ready(page);
  await page.waitForTimeout(500);
  const opening = await longest(page, 0);
  const far = await pan(page);
  const memory = await heap(context, page);
  await near(page);
  await page.waitForTimeout(2500);
  const close = await pan(page);
  await context.close();
  console.error(`${new URL(url).pathname}: usable after ${Math.round(usable)} ms, ${far.fps.toFixed(1)} and ${close.fps.toFixed(1)} frames/s`);
  return { usable, opening, far, close, memory };
}

/** Asked again and again: the content policy of the page allows no code from outside that could wait in it. */
async function ready(page) {
  for (const end = performance.now() + 120_000; performance.now() < end; await page.waitForTimeout(100)) {
    const at = await page.evaluate(() => window.bench.ready);
    if (at) return at;
  }
  throw new Error(`${page.url()} did not become usable`);
}

const longest = (page, since) =>
  page.evaluate((from) => Math.max(0, ...window.bench.tasks.filter(([start]) => start >= from).map(([, length]) => length)), since);

/** Drags the map in circles with the mouse. */
async function pan(page) {
  const [cx, cy] = [700, 420];
  await page.mouse.move(cx, cy);
  await page.mouse.down();
  const from = await page.evaluate(() => performance.now());
  const end = performance.now() + PAN_MS;
  for (let angle = 0; performance.now() < end; angle += 0.06) {
    await page.mouse.move(cx + 230 * Math.sin(angle), cy + 200 * (1 - Math.cos(angle)));
  }
  const frames = await page.evaluate((since) => window.bench.frames.filter((at) => at >= since), from);
  await page.mouse.up();
  const task = await longest(page, from);
  return { fps: ((frames.length - 1) / (frames.at(-1) - frames[0])) * 1000, task };
}

async function heap(context, page) {
  const session = await context.newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize / 1024 / 1024;
}

const PLAIN = `<!doctype html><html><head><meta charset="utf-8"><link rel="stylesheet" href="/leaflet/dist/leaflet.css">
<link rel="stylesheet" href="/leaflet.markercluster/dist/MarkerCluster.css"><link rel="stylesheet" href="/leaflet.markercluster/dist/MarkerCluster.Default.css">
<style>html, body, #map { height: 100%; margin: 0 }</style></head><body><div id="map"></div>
<script src="/leaflet/dist/leaflet.js"></script><script src="/leaflet.markercluster/dist/leaflet.markercluster.js"></script>
<script>
  window.map = L.map('map', { minZoom: 8, maxZoom: 19 }).fitBounds([[21.13, 105.31], [21.58, 105.79]]);
  fetch('/stations.geojson').then((response) => response.json()).then((data) => {
    const clusters = L.markerClusterGroup();
    clusters.addLayer(L.geoJSON(data, { pointToLayer: (_, at) => L.circleMarker(at, { radius: 6 }) }));
    map.addLayer(clusters);
    requestAnimationFrame(() => (window.usable = true));
  });
</script></body></html>`;

/** The yardstick: nothing but the two libraries and the data, from a server that has it ready. */
function servePlain(root, geojson) {
  const types = { css: 'text/css', js: 'text/javascript', png: 'image/png' };
  const server = createServer((request, response) => {
    if (request.url === '/') return response.setHeader('content-type', 'text/html').end(PLAIN);
    if (request.url === '/stations.geojson') return response.setHeader('content-type', 'application/geo+json').end(geojson);
    try {
      const content = readFileSync(join(root, 'node_modules', request.url));
      response.setHeader('content-type', types[request.url.split('.').at(-1)] ?? 'text/plain').end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done({ url: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() })));
}

/** Gzipped kilobytes of everything that signing in and the map fetch, by kind. */
async function firstLoad(browser, url) {
  const page = await (await browser.newContext({ viewport: VIEWPORT, locale: 'vi-VN' })).newPage();
  const sizes = { code: 0, fonts: 0 };
  const reading = [];
  page.on('response', (response) => {
    const name = /\.(js|css|woff2)$/.exec(new URL(response.url()).pathname)?.[1];
    if (!name) return;
    reading.push(
      response
        .body()
        .then((body) => (sizes[name === 'woff2' ? 'fonts' : 'code'] += (name === 'woff2' ? body.length : gzipSync(body, { level: 9 }).length) / 1024)),
    );
  });
  await page.goto(`${url}/sign-in?next=/map`);
  await page.getByLabel('Tên đăng nhập').fill('planner');
  await page.getByLabel('Mật khẩu', { exact: true }).fill('sample');
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.locator('[data-records=ready]').waitFor();
  await page.waitForLoadState('networkidle');
  await Promise.all(reading);
  await page.context().close();
  return sizes;
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const middle = (rounds, value) => median(rounds.map(value));

/** All of it; `note` takes a line of the table. */
export async function mapping({ root, url, signIn, count, note }) {
  const executablePath = findWithWindow();
  if (!executablePath) return note('map in Chromium', 'no Chromium here');
  const planner = await signIn(url, 'planner');
  const [name, value] = (
    await fetch(`${url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"username":"planner","password":"sample"}',
    })
  ).headers
    .getSetCookie()[0]
    .split(';')[0]
    .split('=');
  const geojson = Buffer.from(await (await planner('GET', 'bts-stations/export.geojson')).arrayBuffer());
  const plainServer = await servePlain(root, geojson);
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  const cookie = { name, value, url };
  const nearView = `${NEAR.lat},${NEAR.lon},${NEAR.zoom}`;
  try {
    const load = await firstLoad(browser, url);
    note('first load, sign-in and map, gzipped', `${Math.round(load.code)} KB`, `fonts ${Math.round(load.fonts)} KB`);
    const [own, plain] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      own.push(
        await measurePage(browser, {
          url: `${url}/map`,
          cookie,
          near: async (page) => {
            await page.goto(`${url}/map?view=${nearView}`);
            await ready(page);
          },
        }),
      );
      if (round < PLAIN_ROUNDS)
        plain.push(
          await measurePage(browser, {
            url: plainServer.url,
            near: (page) => page.evaluate(({ lat, lon, zoom }) => void window.map.setView([lat, lon], zoom, { animate: false }), NEAR),
          }),
        );
    }
    const stations = `map of ${count.toLocaleString('en')} stations`;
    const line = (what, unit, pick, digits = 0) => {
      const [ours, theirs] = [middle(own, pick), middle(plain, pick)];
      note(
        `${stations}: ${what}`,
        `${ours.toFixed(digits)} ${unit}`,
        `Leaflet + markercluster ${theirs.toFixed(digits)} ${unit}`,
        theirs > 0 ? `${(ours / theirs).toFixed(2)} ×` : '',
      );
    };
    line('usable after opening', 'ms', (one) => one.usable);
    line('longest task while opening', 'ms', (one) => one.opening);
    line('panning the province', 'frames/s', (one) => one.far.fps, 1);
    line('longest task while panning it', 'ms', (one) => one.far.task);
    line('panning at zoom 13', 'frames/s', (one) => one.close.fps, 1);
    line('longest task while panning there', 'ms', (one) => one.close.task);
    line('memory of scripts', 'MB', (one) => one.memory, 1);
  } catch (error) {
    console.error(error);
    throw error;
  } finally {
    await browser.close();
    plainServer.stop();
  }
}
