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
}

/**
 * Starts a headless Chromium, which draws WebGL in software.
 * `webGl: false` starts one that has none.
 */
export async function launchBrowser({ webGl = true, debuggingPort, hosts = {} }: BrowserChoice = {}): Promise<Browser> {
  const rules = Object.entries(hosts).map(([host, { address, port }]) => `MAP ${host}:80 ${address}:${port}`);
  const chosen = [
    ...flags,
    ...(debuggingPort === undefined ? [] : [`--remote-debugging-port=${debuggingPort}`]),
    ...(rules.length > 0 ? [`--host-resolver-rules=${rules.join(',')}`] : []),
  ];
  const options: LaunchOptions = {
    executablePath: await browserPath(),
    headless: true,
    args: webGl ? [...chosen, '--enable-unsafe-swiftshader'] : [...chosen, '--disable-3d-apis'],
  };
  return playwright.launch(webGl ? options : { ...options, ignoreDefaultArgs: ['--enable-unsafe-swiftshader'] });
}
