import { startSmallWeb } from '../../fixtures/small-web.ts';
import { syntheticSites } from '../../fixtures/synthetic.ts';

/** A small web of invented places in a process of its own, so that its CPU is not counted as ours. */
const { sites, urls } = syntheticSites(Number(process.argv[2]));
const web = await startSmallWeb(sites);
process.send?.({ hosts: web.hosts, urls });
process.on('disconnect', () => process.exit());
