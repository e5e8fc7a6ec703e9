import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { type Browser, type LaunchOptions, chromium as playwright } from 'playwright-core';

/** Quiet on the network, and the same pixels on every machine. */
const flags = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-color-profile=srgb',
  '--font-render-hinting=none',
];

/** Where the browser of the tests is: the one at `CHROMIUM_PATH`, else the one from npm, unpacked at the first call. */
export async function browserPath(): Promise<string> {
  return process.env['CHROMIUM_PATH'] ?? (await chromium.executablePath());
}

/** What a browser of the tests is to be like. */
export interface BrowserChoice {
  readonly webGl?: boolean;
  /** Lets another tool of the tests drive this browser too. */
  readonly debuggingPort?: number;
  /** Host names (of plain http) that are dialled at a given address. */
  readonly hosts?: Readonly<Record<string, { readonly address: string; readonly port: number }>>;
  /** Knows no fonts of the machine, only those that came with it from npm. */
  readonly onlyOwnFonts?: boolean;
}

/**
 * Starts a headless Chromium, which draws WebGL in software.
 * `webGl: false` starts one that has none.
 */
export async function launchBrowser({
  webGl = true,
  debuggingPort,
  hosts = {},
  onlyOwnFonts = false,
}: BrowserChoice = {}): Promise<Browser> {
  const rules = Object.entries(hosts).map(([host, { address, port }]) => `MAP ${host}:80 ${address}:${port}`);
  const chosen = [
    ...flags,
    ...(debuggingPort === undefined ? [] : [`--remote-debugging-port=${debuggingPort}`]),
    ...(rules.length > 0 ? [`--host-resolver-rules=${rules.join(',')}`] : []),
  ];
  const executablePath = await browserPath();
  const options: LaunchOptions = {
    executablePath,
    headless: true,
    ...(onlyOwnFonts ? { env: { ...process.env, FONTCONFIG_FILE: listOwnFonts(executablePath) } } : {}),
    args: webGl ? [...chosen, '--enable-unsafe-swiftshader'] : [...chosen, '--disable-3d-apis'],
  };
  return playwright.launch(webGl ? options : { ...options, ignoreDefaultArgs: ['--enable-unsafe-swiftshader'] });
}

/** Writes the list of fonts that are unpacked beside the browser, and gives its path. */
function listOwnFonts(executablePath: string): string {
  const folder = join(dirname(executablePath), 'fonts');
  const file = join(folder, 'only-these.conf');
  const list = `<fontconfig><dir>${folder}</dir><cachedir>${join(folder, 'cache')}</cachedir></fontconfig>`;
  writeFileSync(file, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">${list}`);
  return file;
}
