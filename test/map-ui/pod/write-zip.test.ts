import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { writeZip } from '../../../map-ui/pod/write-zip.ts';

const bytesOf = async (files: ReadonlyMap<string, Uint8Array>) => new Uint8Array(await writeZip(files).arrayBuffer());

it('an archive gives back every file under its name', async () => {
  const files = fc.array(fc.tuple(fc.stringMatching(/^[a-zé€][a-zé€/]{0,20}z$/), fc.uint8Array({ maxLength: 300 })));
  await fc.assert(
    fc.asyncProperty(files, async (entries) => {
      const written = new Map(entries);
      expect(new Map(Object.entries(unzipSync(await bytesOf(written))))).toEqual(written);
    }),
  );
});

it('an archive tells the sum of each file, which other readers look at', async () => {
  const content = new TextEncoder().encode('<> a <#x> .');
  const archive = await bytesOf(new Map([['lieux/été.ttl', content]]));
  expect(new DataView(archive.buffer).getUint32(14, true)).toBe(crc32(content));
});
