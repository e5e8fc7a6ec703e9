import { browserPath } from './browser.ts';

/** Unpacks the browser once, before the workers that need it would do so at the same time. */
export default async function unpackBrowser(): Promise<void> {
  await browserPath();
}
