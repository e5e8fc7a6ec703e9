import { launchBrowser } from '../browser.ts';

/** Seconds from the tap on a link until something is there, on a slow phone. */
export interface SlowPhone {
  /** The list of places that the server rendered. */
  readonly list: number;
  /** The map with its places, which can be used. */
  readonly map: number;
}

/** A quarter of this machine's processor, 1.6 Mb/s and 300 ms to the server and back: a cheap phone in the country. */
const phone = { cpu: 4, bytesPerSecond: 200_000, latencyMs: 300 };

/** Opens the map on an emulated slow phone with an empty cache. */
export async function measureSlowPhone(base: string): Promise<SlowPhone> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true });
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: phone.latencyMs,
      downloadThroughput: phone.bytesPerSecond,
      uploadThroughput: phone.bytesPerSecond / 2,
    });
    await session.send('Emulation.setCPUThrottlingRate', { rate: phone.cpu });
    const startedAt = performance.now();
    const seconds = () => (performance.now() - startedAt) / 1000;
    const opened = page.goto(base, { waitUntil: 'commit', timeout: 120_000 });
    const list = page
      .locator('.entity-row, .map-results li')
      .first()
      .waitFor({ state: 'attached', timeout: 120_000 })
      .then(seconds);
    await opened;
    const map = page.locator('[data-map-state="ready"]').waitFor({ state: 'attached', timeout: 120_000 }).then(seconds);
    return { list: await list, map: await map };
  } finally {
    await browser.close();
  }
}
