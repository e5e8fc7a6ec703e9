import { useState } from 'preact/hooks';
import { podTexts } from '../texts/pod-texts.ts';
import { fill } from '../texts/texts.ts';
import { fileNameOf } from './file-name.ts';

/** Where a profile is to be. */
export interface Destination {
  readonly url: string;
  readonly storage: string;
  readonly isNew: boolean;
}

interface Props {
  readonly pod: {
    readonly storages: readonly string[];
    readonly folders: readonly string[];
    readonly profiles: readonly string[];
  };
  /** Of the place. */
  readonly name: string;
  /** The address of the profile that the answers are about, as far as this device knows. */
  readonly kept: string | undefined;
  readonly isBusy: boolean;
  readonly onChosen: (destination: Destination) => void;
}

/** Asks where on the pod the profile goes: in place of the one it changes, or as a new file in a folder. */
export function Where({ pod, name, kept, isBusy, onChosen }: Props) {
  const t = podTexts();
  // Undefined for a new one.
  const [replaced, setReplaced] = useState(() => pod.profiles.find((one) => one === kept));
  const [typedRoot, setTypedRoot] = useState('');
  const [root = withSlash(typedRoot)] = pod.storages;
  const folders = foldersToOffer(root, pod.folders);
  const [chosen, setChosen] = useState<string>();
  const folder = chosen ?? folders[0] ?? root;
  const [file, setFile] = useState(() => fileNameOf(name));
  const url = replaced ?? URL.parse(encodeURIComponent(file), folder)?.href;
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    if (url && !isBusy) onChosen({ url, storage: root, isNew: replaced === undefined });
  };
  return (
    <section class="pod-step">
      <h2>{t.whereTitle}</h2>
      <form class="pod-form" onSubmit={send}>
        {pod.profiles.length > 0 && (
          <fieldset class="pod-choices">
            <legend>{t.what}</legend>
            {[...pod.profiles, undefined].map((one) => (
              <label class="choice" key={one ?? ''}>
                <input type="radio" name="pod-what" checked={replaced === one} onChange={() => setReplaced(one)} />
                <span>{one ? fill(t.replaces, { path: new URL(one).pathname }) : t.elsewhere}</span>
              </label>
            ))}
          </fieldset>
        )}
        {replaced === undefined && (
          <>
            {pod.storages.length === 0 && (
              <label>
                <span>{t.storage}</span>
                <span class="hint">{t.noStorage}</span>
                <input type="url" required value={typedRoot} onInput={(e) => setTypedRoot(e.currentTarget.value)} />
              </label>
            )}
            {folders.length > 0 && (
              <label>
                <span>{t.folder}</span>
                <select value={folder} onChange={({ currentTarget }) => setChosen(currentTarget.value)}>
                  {folders.map((one) => (
                    <option key={one} value={one}>
                      {one === root || pod.folders.includes(one)
                        ? new URL(one).pathname
                        : fill(t.newFolder, { path: new URL(one).pathname })}
                    </option>
                  ))}
                </select>
              </label>
            )}
            <label>
              <span>{t.fileName}</span>
              <input
                type="text"
                required
                pattern="[^\/]+"
                value={file}
                onInput={(e) => setFile(e.currentTarget.value)}
              />
            </label>
          </>
        )}
        {url && (
          <p class="pod-address">
            {t.willBe} <code>{url}</code>
          </p>
        )}
        <button type="submit" aria-disabled={isBusy}>
          {isBusy ? t.publishing : replaced ? t.replace : t.publish}
        </button>
      </form>
    </section>
  );
}

/** A folder of its own first: what is in it can be seen, moved and taken away as one. */
function foldersToOffer(root: string, folders: readonly string[]): readonly string[] {
  if (!URL.canParse(root)) return [];
  const own = `${root}lieux/`;
  return [own, ...folders.filter((one) => one !== own && !isOfThePod(root, one)), root];
}

/** What pods keep for themselves. */
function isOfThePod(root: string, folder: string): boolean {
  return ['profile/', 'settings/', 'inbox/', '.well-known/'].includes(folder.slice(root.length));
}

function withSlash(typed: string): string {
  return typed === '' || typed.endsWith('/') ? typed : `${typed}/`;
}
