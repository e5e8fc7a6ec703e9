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

/**
 * Starts a headless Chromium: the one at `CHROMIUM_PATH`, else the one from npm, which draws WebGL in software.
 * `webGl: false` starts one that has none.
 */
export async function launchBrowser({
  webGl = true,
  debuggingPort,
}: {
  readonly webGl?: boolean;
  /** Lets another tool of the tests drive this browser too. */
  readonly debuggingPort?: number;
} = {}): Promise<Browser> {
  const chosen = debuggingPort === undefined ? flags : [...flags, `--remote-debugging-port=${debuggingPort}`];
  const options: LaunchOptions = {
    executablePath: process.env['CHROMIUM_PATH'] ?? (await chromium.executablePath()),
    headless: true,
    args: webGl ? [...chosen, '--enable-unsafe-swiftshader'] : [...chosen, '--disable-3d-apis'],
  };
  return playwright.launch(webGl ? options : { ...options, ignoreDefaultArgs: ['--enable-unsafe-swiftshader'] });
}
