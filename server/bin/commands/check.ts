import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { parseTurtle } from '../../rdf/parse-turtle.ts';
import { serialize } from '../../rdf/serialize.ts';
import type { Report } from '../../validation/report.ts';
import { reportToJunit } from '../../validation/report-junit.ts';
import { reportToQuads } from '../../validation/report-quads.ts';
import { scoreOf } from '../../validation/score.ts';
import { summarize } from '../../validation/summarize.ts';
import { bundledExaminer } from '../bundled-examiner.ts';
import { oneOf } from '../console/options.ts';
import { noAddress, readInput } from '../console/read-input.ts';

interface Options {
  readonly base?: string;
  readonly shapes?: string;
  readonly report?: 'turtle' | 'junit';
  readonly lang: 'fr' | 'en';
  readonly json?: boolean;
}

/** `obsidienne check`: validates a profile without registering it; exit code 1 on violations. */
export function checkCommand(): Command {
  return new Command('check')
    .description(
      'check a profile (a file or a web address) and say what to mend; exits with 1 when something blocks it',
    )
    .argument('<file-or-url>', 'the profile to check')
    .option('--base <iri>', 'the address where the file will be published')
    .option('--shapes <file>', 'check against these SHACL shapes (Turtle) instead of ours')
    .option(
      '--report <format>',
      'print the sh:ValidationReport (turtle), or cases for continuous integration (junit)',
      oneOf(['turtle', 'junit']),
    )
    .option('--lang <language>', 'fr or en', oneOf(['fr', 'en']), 'fr')
    .option('--json', 'print the report as JSON')
    .action(async (target: string, options: Options) => {
      const read = await readInput(target);
      // A file is checked as it will stand on the web, where its relative addresses become web addresses.
      const input = { ...read, url: options.base ?? (read.url.startsWith('file:') ? noAddress : read.url) };
      const shapes = options.shapes
        ? parseTurtle(await readFile(options.shapes, 'utf8'), 'turtle', input.url)
        : undefined;
      const now = new Date();
      const { report } = await bundledExaminer(shapes).examine({ ...input, finalUrl: input.url }, now);
      if (options.json)
        console.log(
          JSON.stringify({ ...report, summary: summarize(report), score: scoreOf(report.findings) }, null, 2),
        );
      else if (options.report === 'junit')
        process.stdout.write(
          reportToJunit(namedAfter(report, target), {
            profileUrl: target,
            at: now.toISOString(),
            language: options.lang,
          }),
        );
      else if (options.report)
        process.stdout.write(
          await serialize(
            reportToQuads(report, { iri: `${input.url}#report`, profileUrl: input.url, at: now.toISOString() }),
            'turtle',
          ),
        );
      else {
        const { points } = scoreOf(report.findings);
        console.log(`${summarize(report)[options.lang]} (${points}/100)`);
        for (const { severity, message, value, fix } of report.findings) {
          console.log(`- ${severity}: ${message[options.lang]}${value ? ` [${value}]` : ''}`);
          if (fix) console.log(`    ${fix}`);
        }
      }
      if (!report.conforms) process.exitCode = 1;
    });
}

/** Who runs a check on a file knows it by its name, and not by the address that stands in for its own. */
function namedAfter(report: Report, target: string): Report {
  const findings = report.findings.map(({ focusNode, ...finding }) => ({
    ...finding,
    ...(focusNode ? { focusNode: focusNode.replace(noAddress, target) } : {}),
  }));
  return { ...report, findings };
}
