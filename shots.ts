import { launchBrowser } from './test/browser.ts';
const base = 'http://localhost:3917';
const b = await launchBrowser({ webGl: false });
const shot = async (name: string, path: string, o: any, act?: (p: any) => Promise<void>) => {
  const c = await b.newContext({ locale: 'fr-FR', viewport: { width: o.w, height: o.h ?? 900 }, colorScheme: o.dark ? 'dark' : 'light', reducedMotion: 'reduce' });
  const p = await c.newPage();
  p.on('console', (m: any) => ['error', 'warning'].includes(m.type()) && console.log(name, m.text()));
  p.on('pageerror', (e: any) => console.log(name, 'ERR', e.message));
  await p.goto(base + path); await p.waitForTimeout(900);
  if (act) await act(p);
  await p.screenshot({ path: `/tmp/yas/s-${name}.png`, fullPage: !!o.full });
  await c.close();
};
const only = process.argv[2];
const all: [string, string, any, any?][] = [
  ['home', '/sparql', { w: 1280 }],
  ['ex', '/sparql?example=places-near&lang=en', { w: 1280, h: 1500, dark: true }],
  ['type', '/sparql?lang=fr', { w: 1280 }, async (p: any) => { await p.locator('.cm-content').click(); await p.keyboard.press('Control+A'); await p.keyboard.type('SELECT ?p WHERE { ?p obs:practice comp', { delay: 30 }); await p.waitForTimeout(500); }],
  ['typed', '/sparql?lang=fr', { w: 360, h: 760, dark: true }, async (p: any) => { await p.locator('.cm-content').click(); await p.keyboard.press('Control+A'); await p.keyboard.type('SELECT ?p WHERE { ?p obs:practice comp', { delay: 30 }); await p.waitForTimeout(500); }],
  ['err', '/sparql?lang=fr&query=' + encodeURIComponent('SELECT ?x WHERE {\n  ?x a ;\n}'), { w: 1280 }],
  ['m', '/sparql?example=needs-by-resource&lang=en', { w: 360, h: 760, full: true }],
  ['at', '/sparql?example=who-runs-what&at=2020-01-01&lang=fr', { w: 1280 }],
];
for (const s of all) if (!only || s[0] === only) await shot(...s);
await b.close();
