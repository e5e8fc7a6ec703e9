import { holdFolder } from '../../server/bin/state/hold-folder.ts';

// Takes the folder it is given, says how that went in one line, and keeps it until it is killed.
const [folder = ''] = process.argv.slice(2);
try {
  holdFolder(folder);
  console.log('held');
  process.stdin.resume();
} catch (error) {
  console.log(error instanceof Error ? error.message : String(error));
}
