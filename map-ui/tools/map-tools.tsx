import type { Bounds } from '../../server/points/manifest.ts';
import { ShareButton } from '../share/share-button.tsx';
import { TerritoryLegend } from '../territories/legend.tsx';
import type { Measure } from '../territories/territory.ts';
import type { Territories } from '../territories/use-territories.ts';
import { texts } from '../texts/texts.ts';
import { jumpNames, jumps } from './jumps.ts';
import { close, Menu } from './menu.tsx';

interface Props {
  readonly jump: (bounds: Bounds) => void;
  /** Undefined while there is nothing to save. */
  readonly savePicture: (() => void) | undefined;
  /** Whether the list follows the map, and what searches where it has moved to; undefined where it shows that already. */
  readonly follows: boolean;
  readonly follow: (follows: boolean) => void;
  readonly searchHere: (() => void) | undefined;
  readonly layer: Measure | undefined;
  readonly showLayer: (layer: Measure | undefined) => void;
  readonly territories: Territories | undefined;
}

const layers = [undefined, 'count', 'density'] as const;

/** What can be done with the whole map, over its upper edge. */
export function MapTools({ jump, savePicture, follows, follow, searchHere, layer, showLayer, territories }: Props) {
  const t = texts().tools;
  const names = texts().territories;
  return (
    <>
      <Menu label={t.go}>
        <ul class="map-jumps">
          {jumpNames.map((name) => (
            <li key={name}>
              <button
                type="button"
                class="button plain"
                onClick={({ currentTarget }) => {
                  close(currentTarget.closest('details'));
                  jump(jumps[name]);
                }}
              >
                {t.jumps[name]}
              </button>
            </li>
          ))}
        </ul>
      </Menu>
      <Menu label={t.options}>
        <fieldset class="map-layers">
          <legend>{names.show}</legend>
          {layers.map((one) => (
            <label key={one} class="map-option">
              <input type="radio" name="map-layer" checked={layer === one} onChange={() => showLayer(one)} />{' '}
              {names.measures[one ?? 'none']}
            </label>
          ))}
        </fieldset>
        <label class="map-option">
          <input type="checkbox" checked={follows} onChange={({ currentTarget }) => follow(currentTarget.checked)} />{' '}
          {t.follow}
        </label>
        {savePicture && (
          <button
            type="button"
            class="button secondary"
            onClick={({ currentTarget }) => {
              close(currentTarget.closest('details'));
              savePicture();
            }}
          >
            {t.savePicture}
          </button>
        )}
      </Menu>
      <ShareButton class="map-tool" title={document.title} url={() => location.href} />
      {territories && <TerritoryLegend territories={territories} />}
      {searchHere && (
        <button type="button" class="map-tool search-here" onClick={searchHere}>
          {t.searchHere}
        </button>
      )}
    </>
  );
}
