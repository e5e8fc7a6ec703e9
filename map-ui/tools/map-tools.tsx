import type { Bounds, PointsManifest } from '../../server/points/manifest.ts';
import { isGuest } from '../address/locked.ts';
import { FlowChoice } from '../layers/flow-choice.tsx';
import { type FlowLevel, type Layer, markLayers } from '../layers/layer.ts';
import type { Sign } from '../layers/legend-entries.ts';
import { PracticeChoice } from '../layers/practice-choice.tsx';
import { Signs } from '../layers/signs.tsx';
import { ShareButton } from '../share/share-button.tsx';
import { TerritoryLegend } from '../territories/legend.tsx';
import type { Territories } from '../territories/use-territories.ts';
import { texts } from '../texts/texts.ts';
import { jumpNames, jumps } from './jumps.ts';
import { MapLegend } from './map-legend.tsx';
import { close, Menu } from './menu.tsx';

interface Props {
  readonly jump: (bounds: Bounds) => void;
  /** Undefined while there is nothing to save. */
  readonly savePicture: (() => void) | undefined;
  /** Whether the list follows the map, and what searches where it has moved to; undefined where it shows that already. */
  readonly follows: boolean;
  readonly follow: (follows: boolean) => void;
  readonly searchHere: (() => void) | undefined;
  readonly manifest: PointsManifest;
  readonly layer: Layer | undefined;
  readonly showLayer: (layer: Layer | undefined) => void;
  readonly about: string | undefined;
  readonly chooseAbout: (practice: string | undefined) => void;
  readonly flowLevel: FlowLevel | undefined;
  readonly showFlows: (level: FlowLevel | undefined) => void;
  readonly territories: Territories | undefined;
  /** What the marks and the lines in view mean. */
  readonly signs: { readonly marks: readonly Sign[]; readonly lines: readonly Sign[] };
}

const layers = [undefined, ...markLayers, 'count', 'density'] as const;

/** What can be done with the whole map, over its upper edge. */
export function MapTools(props: Props) {
  const { jump, savePicture, follows, follow, searchHere, layer, territories, signs } = props;
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
              <input type="radio" name="map-layer" checked={layer === one} onChange={() => props.showLayer(one)} />{' '}
              {nameOf(one)}
            </label>
          ))}
          {layer === 'practices' && (
            <PracticeChoice manifest={props.manifest} about={props.about} choose={props.chooseAbout} />
          )}
        </fieldset>
        <FlowChoice level={props.flowLevel} choose={props.showFlows} />
        <label class="map-option">
          <input type="checkbox" checked={follows} onChange={({ currentTarget }) => follow(currentTarget.checked)} />{' '}
          {t.follow}
        </label>
        {!isGuest() && (
          <a class="map-option" href={`/integrer${location.search}`}>
            {t.integrate}
          </a>
        )}
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
      {(territories || signs.marks.length + signs.lines.length > 0) && (
        <MapLegend>
          {territories && <TerritoryLegend territories={territories} />}
          {signs.marks.length > 0 && <Signs title={nameOf(layer)} signs={signs.marks} />}
          {signs.lines.length > 0 && <Signs title={texts().flows.legend} signs={signs.lines} />}
        </MapLegend>
      )}
      {searchHere && (
        <button type="button" class="map-tool search-here" onClick={searchHere}>
          {t.searchHere}
        </button>
      )}
    </>
  );
}

function nameOf(layer: Layer | undefined): string {
  const { layers: marks, territories } = texts();
  return layer === 'practices' || layer === 'exchanges' || layer === 'projects' || layer === 'events'
    ? marks.names[layer]
    : territories.measures[layer ?? 'none'];
}
