import { serveExaminer } from '../crawl/examination/serve-examiner.ts';
import { bundledExaminer } from './bundled-examiner.ts';

// Entry point of an examining process (see server/crawl/examiner-pool.ts).
serveExaminer(bundledExaminer());
