import { enableCompileCache, flushCompileCache } from 'node:module';

// Entry point of an examining process (see server/crawl/examination/examiner-pool.ts). What it loads is compiled once for
// all of them; it is kept now, because such a process is always ended from outside.
enableCompileCache();
const { serveExaminer } = await import('../crawl/examination/serve-examiner.ts');
const { bundledExaminer } = await import('./bundled-examiner.ts');
serveExaminer(bundledExaminer());
flushCompileCache();
