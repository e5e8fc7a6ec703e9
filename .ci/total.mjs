import { spawn } from 'node:child_process';

/** Runs commands one after the other, shows all they say, and ends with the sum of their closing lines. */
const total = { passed: 0, failed: 0 };
for (const command of process.argv.slice(2)) {
  let last = '';
  const child = spawn('bash', ['-c', command], { stdio: ['inherit', 'pipe', 'inherit'] });
  child.stdout.on('data', (data) => {
    process.stdout.write(data);
    last = (last + data).slice(-2_000);
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  const counts = [...last.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1);
  const [passed, failed] = [Number(counts?.[1] ?? 0), Number(counts?.[2] ?? 0)];
  total.passed += passed;
  // One that ended badly without a count of failures (lint, types, a package that is missing) is a failure too.
  total.failed += failed > 0 || (code === 0 && counts) ? failed : 1;
  console.log(`${command}: ${passed} passed, ${failed} failed${code === 0 ? '' : `, ended with ${code}`}`);
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
