import {
  addUrl,
  buildThing,
  createSolidDataset,
  createThing,
  getSolidDataset,
  getThing,
  getThingAll,
  getUrl,
  getUrlAll,
  removeUrl,
  type SolidDataset,
  saveSolidDatasetAt,
  setThing,
  setUrl,
  type ThingPersisted,
  universalAccess,
} from '@inrupt/solid-client';
import { failureOf, type PodFailure } from './pod-failure.ts';
import type { SignedIn } from './session.ts';

const solid = (name: string) => `http://www.w3.org/ns/solid/terms#${name}`;
const type = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
const thirdPlace = 'https://w3id.org/obsidienne/ns#ThirdPlace';

/** The addresses of the profiles of places that a person's public type index names. */
export async function listProfiles(by: SignedIn): Promise<readonly string[] | PodFailure> {
  try {
    const address = await addressOfIndex(by);
    if (!address) return [];
    const things = placesOf(await getSolidDataset(address, by)).flatMap((one) => getUrlAll(one, solid('instance')));
    return [...new Set(things.map((thing) => thing.split('#')[0] ?? ''))];
  } catch (error) {
    return failureOf(error);
  }
}

/**
 * Names a place in the public type index of a person (type indexes, section 3), which is made in `storage` when there is
 * none: other software finds the profile from the WebID alone.
 */
export async function announce(
  by: SignedIn,
  { profile, storage }: { readonly profile: string; readonly storage: string },
): Promise<{ readonly state: 'done' } | PodFailure> {
  try {
    const address = (await addressOfIndex(by)) ?? (await makeIndex(by, storage));
    const index = await getSolidDataset(address, by);
    const known = placesOf(index)[0] ?? placeRegistration(address);
    const place = placeOf(profile);
    if (getUrlAll(known, solid('instance')).includes(place)) return { state: 'done' };
    await saveSolidDatasetAt(address, setThing(index, addUrl(known, solid('instance'), place)), by);
    return { state: 'done' };
  } catch (error) {
    return failureOf(error);
  }
}

/** Takes a profile out of the public type index. */
export async function retract(by: SignedIn, profile: string): Promise<{ readonly state: 'done' } | PodFailure> {
  try {
    const address = await addressOfIndex(by);
    if (!address) return { state: 'done' };
    const index = await getSolidDataset(address, by);
    const naming = placesOf(index).filter((one) => getUrlAll(one, solid('instance')).includes(placeOf(profile)));
    const without = naming.reduce<SolidDataset>(
      (all, one) => setThing(all, removeUrl(one, solid('instance'), placeOf(profile))),
      index,
    );
    if (naming.length > 0) await saveSolidDatasetAt(address, without, by);
    return { state: 'done' };
  } catch (error) {
    return failureOf(error);
  }
}

/** What a profile of the form is about. */
function placeOf(profile: string): string {
  return `${profile}#lieu`;
}

function placesOf(index: SolidDataset) {
  return getThingAll(index).filter((one) => getUrlAll(one, solid('forClass')).includes(thirdPlace));
}

function placeRegistration(address: string): ThingPersisted {
  return buildThing(createThing({ url: `${address}#lieux` }))
    .addUrl(type, solid('TypeRegistration'))
    .addUrl(solid('forClass'), thirdPlace)
    .build() as ThingPersisted;
}

async function addressOfIndex(by: SignedIn): Promise<string | undefined> {
  const person = getThing(await getSolidDataset(by.webId, by), by.webId);
  return (person && getUrl(person, solid('publicTypeIndex'))) ?? undefined;
}

async function makeIndex(by: SignedIn, storage: string): Promise<string> {
  const address = `${storage}settings/publicTypeIndex.ttl`;
  const itself = buildThing(createThing({ url: address }))
    .addUrl(type, solid('TypeIndex'))
    .addUrl(type, solid('ListedDocument'))
    .build();
  await saveSolidDatasetAt(address, setThing(createSolidDataset(), itself), by);
  await universalAccess.setPublicAccess(address, { read: true }, by);
  const profile = await getSolidDataset(by.webId, by);
  const person = getThing(profile, by.webId) ?? createThing({ url: by.webId });
  await saveSolidDatasetAt(
    by.webId.split('#')[0] ?? '',
    setThing(profile, setUrl(person, solid('publicTypeIndex'), address)),
    by,
  );
  return address;
}
