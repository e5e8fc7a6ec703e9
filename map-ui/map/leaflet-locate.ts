import { Control, DivIcon, DomEvent, type Map as Leaflet, Marker } from 'leaflet';
import { texts } from '../texts/texts.ts';
import { zoomStep } from './leaflet-base.ts';
import { fitZoom } from './start-view.ts';

/** Adds the button that asks the browser where the reader is, and shows it. */
export function addLocate(map: Leaflet): void {
  if (!('geolocation' in navigator)) return;
  const t = texts().map;
  const Locate = Control.extend({
    onAdd() {
      const bar = document.createElement('div');
      bar.className = 'leaflet-bar';
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'map-locate';
      button.title = t.locate;
      button.setAttribute('aria-label', t.locate);
      bar.append(button);
      DomEvent.disableClickPropagation(bar);
      button.addEventListener('click', () => map.locate({ enableHighAccuracy: true }));
      map.on('locationerror', () => {
        button.title = t.locateFailed;
        button.setAttribute('aria-label', t.locateFailed);
        button.disabled = true;
      });
      return bar;
    },
  }) as unknown as new (options: {
    position: string;
  }) => Control;
  new Locate({ position: 'topright' }).addTo(map);
  const here = new Marker([0, 0], {
    icon: new DivIcon({ className: 'map-here', iconSize: [16, 16] }),
    interactive: false,
    keyboard: false,
  });
  map.on('locationfound', ({ latlng }) => {
    here.setLatLng(latlng).addTo(map);
    map.setView(latlng, Math.max(map.getZoom(), fitZoom + zoomStep));
  });
}
