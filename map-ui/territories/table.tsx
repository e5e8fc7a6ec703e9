import { counted, texts } from '../texts/texts.ts';
import { measure } from './territory.ts';
import type { Territories } from './use-territories.ts';
import { writeValue } from './write-value.ts';

/** The numbers behind the colours, each département leading to its page. */
export function TerritoryTable({ territories: { measured } }: { readonly territories: Territories }) {
  const t = texts().territories;
  return (
    <details class="territory-table" open>
      <summary>{counted(t.table, measured.length)}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.territory}</th>
            <th scope="col">{t.count}</th>
            <th scope="col">{t.density}</th>
          </tr>
        </thead>
        <tbody>
          {measured.map((one) => (
            <tr key={one.code}>
              <th scope="row">
                <a href={`/territoires/${encodeURIComponent(one.code)}`}>{one.name}</a>
              </th>
              <td>{writeValue(one.count, 'count')}</td>
              <td>{writeValue(measure(one, one.count, 'density').value, 'density')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
