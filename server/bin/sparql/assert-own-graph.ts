import type { Observatory } from '../observatory.ts';

/** Gives the observatory back when its graph server is its own or away; closes it and throws, with how to mend it, when that server is another observatory's. */
export async function assertOwnGraph(observatory: Observatory): Promise<Observatory> {
  try {
    await observatory.graph.claimed();
    return observatory;
  } catch (error) {
    await observatory.close();
    throw error;
  }
}
