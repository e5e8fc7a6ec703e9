import { setTimeout } from 'node:timers/promises';
import { noSigns } from '../../../server/crawl/discovery/signs.ts';
import type { Examined } from '../../../server/crawl/examination/examine.ts';
import { serveExaminer } from '../../../server/crawl/examination/serve-examiner.ts';

// An examining process that does what its document tells it to.
const nothing: Examined = {
  report: { conforms: true, findings: [] },
  nquads: '',
  graphHash: '',
  alternates: [],
  isPage: false,
  describes: false,
  signs: noSigns,
};
serveExaminer({
  async examine({ body }) {
    const order = Buffer.from(body).toString('utf8');
    if (order === 'throw') throw new Error('a fault of ours');
    if (order === 'pause') await setTimeout(700);
    if (order === 'loop') for (;;) Math.sqrt(2);
    if (order === 'grow') for (const all: number[][] = []; ; ) all.push(Array.from({ length: 1e6 }, Math.random));
    return { ...nothing, nquads: `${order} by ${process.pid}` };
  },
});
