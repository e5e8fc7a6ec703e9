import { Command } from 'commander';
import { tellOutcome } from '../../crawl/visit/visit-words.ts';
import { withObservatory } from '../with-observatory.ts';

/** `obsidienne register`: remembers profile addresses for the next round. */
export function registerCommand(): Command {
  return new Command('register')
    .description(
      'register profile addresses, to be read at the next round (a running observatory takes POST /registrations)',
    )
    .argument('<url...>', 'addresses of profiles')
    .option('--json', 'print the registrations as JSON')
    .action((urls: string[], { json }: { json?: boolean }) =>
      withObservatory(async (observatory) => {
        const registered = urls.map((url) => {
          const admitted = observatory.admit(url);
          if (admitted.state === 'blocked') throw new Error(`${url}: ${tellOutcome(admitted).en}`);
          const refusal = observatory.refuse(admitted.url.href);
          if (refusal) throw new Error(`${url}: ${refusal.en}`);
          return observatory.register(admitted.url.href, 'cli');
        });
        if (json) console.log(JSON.stringify(registered, null, 2));
        else for (const { url, id, status } of registered) console.log(`${id}  ${status}  ${url}`);
      }),
    );
}
